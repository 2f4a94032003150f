"""Law: the history of any cell sums to it, and between two points it is the cell's difference, event by event; so does
its history in the years before, whatever was mapped between."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.properties.histories import book_of, dates, histories, points
from tests.properties.test_restating_conserves import ECONOMICS, FUNCTIONS, adopt, maps, money
from tests.properties.test_restating_conserves import book_of as years_of
from tests.support.blames import grows_by_the_difference
from tests.support.builders import Json
from tracker.model.errors import NotFound
from tracker.model.point import Point
from tracker.query.blame import Blame
from tracker.tables.spec import TOTAL


@settings(max_examples=40)
@given(histories, st.data(), st.integers(1, 12))
def test_blame_sums_to_every_cell_and_its_growth_is_the_difference(
    history: list[Json], data: st.DataObject, number: int
) -> None:
    with book_of(history) as book:
        effective = data.draw(st.none() | dates)
        first = data.draw(st.integers(0, book.head.seq))
        old, new = (book.view(2024, Point(seq, effective)) for seq in (first, book.head.seq))
        before, after = book.table(old, number), book.table(new, number)
        for row in after.rows:
            for column, fen in zip(after.columns, row.amounts_fen, strict=True):
                found = book.blame(new, number, row.key, column.label)
                assert sum(entry.amount_fen for entry in found.entries) == found.value_fen == fen
                assert [entry.after_fen for entry in found.entries[-1:]] in ([], [fen])
                growth = sum(entry.amount_fen for entry in found.entries if entry.header.seq > first)
                assert growth == (fen or 0) - (before.cell(row.key, column.label) or 0)
                try:
                    earlier: Blame | None = book.blame(old, number, row.key, column.label)
                except NotFound:
                    earlier = None
                if earlier:
                    assert list(earlier.entries) == [e for e in found.entries if e.header.seq <= first]


@settings(max_examples=40)
@given(histories, st.data(), st.integers(1, 12))
def test_what_blame_says_at_two_points_differs_by_the_difference(
    history: list[Json], data: st.DataObject, number: int
) -> None:
    with book_of(history) as book:
        old, new = (book.view(2024, data.draw(points(book))) for _ in range(2))
        grows_by_the_difference(book, old, new, number)


@settings(max_examples=30)
@given(money, money, maps(FUNCTIONS), maps(ECONOMICS), maps(("云平台", "培训", "运维")), st.integers(1, 12))
def test_a_cell_of_the_year_before_is_told_to_the_fen_in_the_terms_of_this_year(
    old: dict[object, int], new: dict[object, int], functions: list[Json], economics: list[Json],
    projects: list[Json], number: int,
) -> None:  # fmt: skip
    with years_of(old, new) as book:  # type: ignore[arg-type] # hypothesis knows no tuples of unions
        for system, pairs in (("function", functions), ("economic", economics), ("project", projects)):
            adopt(book, system, pairs)
        view = book.view(2024, book.point().point)
        table = book.table(view, number)
        for column in table.columns:
            told = 0
            for row in table.rows:
                if not table.has_cell(row, table.columns.index(column)):
                    continue
                cell = book.blame(view, number, row.key, column.label)
                for year in book.across(view, cell).years:
                    assert year.entries[-1].after_fen == year.value_fen
                    assert sum(entry.amount_fen for entry in year.entries) == year.value_fen
                    told = max(told, year.value_fen)
            assert told <= sum(old.values())


@settings(max_examples=30)
@given(
    money, money, maps(FUNCTIONS), maps(ECONOMICS), maps(("云平台", "培训", "运维")), maps(("甲局", "甲中心")),
    st.sampled_from((2, 3, 5, 6, 10, 11, 12)),
)  # fmt: skip
def test_a_cell_and_the_same_of_the_year_before_differ_by_the_restated_difference(
    old: dict[object, int], new: dict[object, int], functions: list[Json], economics: list[Json],
    projects: list[Json], owners: list[Json], number: int,
) -> None:  # fmt: skip
    """blame(cell) − blame --across(cell) = compare(restated) of that cell, whatever was mapped."""
    with years_of(old, new) as book:  # type: ignore[arg-type] # hypothesis knows no tuples of unions
        for system, pairs in zip(
            ("function", "economic", "project", "unit"), (functions, economics, projects, owners), strict=True
        ):
            adopt(book, system, pairs)
        point = book.point().point
        before, view = book.view(2023, point), book.view(2024, point)
        found = book.compare(before, view, "restated", table=number).found
        deltas = {row.node: row.delta_fen for row in found.rows}
        for row in book.table(view, number).rows:
            if row.key != TOTAL and not row.key.startswith("/"):
                cell = book.blame(view, number, row.key, None)
                earlier = sum(year.value_fen or 0 for year in book.across(view, cell).years)
                assert (cell.value_fen or 0) - earlier == deltas.get(row.key, 0), row.key
