"""Whatever was recorded, every number of the explanation stands where it says and its source gives its value."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.properties.histories import accepted, book_of, lines, revisions
from tests.support.builders import Json, amount, approved, body, project
from tests.support.explained import ASSETS, PROCUREMENT, assert_traced

_wan = st.sampled_from(("0.000001", "1.00", "2.50", "0.005", "33.333333", "500.00"))
_facts = st.lists(st.sampled_from((ASSETS, PROCUREMENT, project("2号线", "甲局"))), max_size=3)


@st.composite
def _next_years(draw: st.DrawFn) -> Sequence[Json]:
    """2025: what is approved of it, one revision each, and its facts."""
    approvals = draw(st.lists(st.builds(lambda item, wan: approved(amount(item, wan)), lines(), _wan), max_size=8))
    return [body(event, fiscal_year=2025, effective="2025-01-15") for event in (*approvals, *draw(_facts))]


@settings(max_examples=40)
@given(st.lists(revisions, max_size=5), _next_years(), st.sampled_from((None, "HEAD~1", "2024-03-01")))
def test_every_number_is_traced(history: Sequence[Json], after: Sequence[Json], at: str | None) -> None:
    with book_of(history) as book:
        for revision in after:
            accepted(book, revision)
        for year in book.years():
            found = book.explain(year, at if book.head.seq > 1 else None)
            assert_traced(book, found)
            assert [section.number for section in found.sections] == [1, 2, 3, 4, 5, 6]
