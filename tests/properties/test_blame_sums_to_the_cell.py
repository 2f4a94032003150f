"""Law: the history of any cell sums to it, and between two versions it is the cell's difference."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.properties.histories import book_of, dates, histories
from tests.support.builders import Json
from tracker.model.errors import NotFound
from tracker.model.point import Point
from tracker.query.blame import Blame


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
