"""What the tracker writes its own linter finds nothing wrong with, and understands to the last digit."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.properties.histories import accepted, book_of, lines, revisions
from tests.support.builders import Json, amount, approved, body
from tests.support.explained import ASSETS, PROCUREMENT
from tracker.book import Book
from tracker.explain.layout import as_markdown, as_text
from tracker.explain.lint import Linted

_wan = st.sampled_from(("0.000001", "0.01", "1.00", "2.50", "0.005", "33.333333", "500.00", "12345.67"))
_REASONS = {"up": "按照实际工作需要新增安排", "down": "按照实际工作需要核减安排", "same": "保持稳定"}


@st.composite
def _next_years(draw: st.DrawFn) -> Sequence[Json]:
    """What is approved of 2025, one revision each."""
    approvals = draw(st.lists(st.builds(lambda item, wan: approved(amount(item, wan)), lines(), _wan), max_size=8))
    return [body(event, fiscal_year=2025, effective="2025-01-15") for event in approvals]


def _give_reasons(book: Book, year: int) -> None:
    """A reason of its own for every change, in the direction of the change."""
    explanation = book.explain(year)
    for reason in explanation.reasons:
        compared = explanation.compared[reason.subject.id]
        if reason.status == "missing" and compared.current and compared.prior:
            delta = compared.current.fen - compared.prior.amount.fen
            words = _REASONS["up" if delta > 0 else "down" if delta < 0 else "same"]
            book.write_reason(year, reason.subject.id, f"{reason.subject.name}{words}")


def _linted(book: Book, lines: list[str]) -> Linted:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "own.txt")
        file.write_text("\n".join(lines), "utf-8")
        return book.lint(file)


@settings(max_examples=40)
@given(st.lists(revisions, max_size=5), _next_years(), st.booleans())
def test_the_linter_is_silent(history: Sequence[Json], after: Sequence[Json], markdown: bool) -> None:
    with book_of(history) as book:
        for revision in after:
            accepted(book, revision)
        if 2025 not in book.years():
            return
        accepted(book, body(PROCUREMENT, ASSETS, fiscal_year=2025))
        _give_reasons(book, 2025)
        written = list((as_markdown if markdown else as_text)(book.explain(2025)))
        found = _linted(book, written)
        said = [(f.rule, f.severity, f.quote) for f in found.findings if f.rule not in ("X18", "X20")]
        unwritten = "【待填写】" in "".join(written)
        assert [one for one in said if not (unwritten and one[0] in ("X26", "X7"))] == [], "\n".join(written)
        assert found.understood == found.numbers
