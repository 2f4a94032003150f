"""Whatever was recorded, every number of the explanation stands where it says and its source gives its value."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.properties.book_machine import UNITS
from tests.properties.histories import accepted, book_of, lines, revisions
from tests.properties.publications import Published, publications
from tests.support.builders import Json, amount, approved, body, line, project, supplement, unit
from tests.support.explained import ASSETS, PROCUREMENT, assert_traced

_SENTENCES = (
    "收入预算{a}万元，比上年增加{b}万元；支出预算{a}万元，与上年持平。",
    "“三公”经费{a}万元，比上年减少{b}万元；公务接待费{a}万元，上年基数为0，不可比。",
    "机关运行经费{a}万元，比上年增加{b}万元，增长12%。公务用车运行维护费{b}万元，与上年持平。",
)
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


@st.composite
def _texts(draw: st.DrawFn) -> list[list[object]]:
    printed = st.sampled_from(("0", "1.80", "1,234.50", "99999.99"))
    sentences = draw(st.lists(st.sampled_from(_SENTENCES), max_size=3))
    return [[n, sentence.format(a=draw(printed), b=draw(printed))] for n, sentence in enumerate(sentences, 1)]


@settings(max_examples=30)
@given(publications(), _texts(), st.lists(_wan, max_size=2))
def test_so_is_every_number_of_a_year_that_a_statement_opened(
    published: Published, text: list[list[object]], supplements: list[str]
) -> None:
    with book_of(()) as book:
        events = [unit(name, kind) for name, kind in UNITS.items() if name != "甲局"]
        opening = published.statement | {"text": text}
        assert accepted(book, body(*events, opening, fiscal_year=2023, effective="2023-01-01"))
        for wan in supplements:
            accepted(book, body(supplement(line("甲局"), wan), fiscal_year=2023, effective="2023-03-01"))
        for year in (2023, 2024):
            assert_traced(book, book.explain(year))
