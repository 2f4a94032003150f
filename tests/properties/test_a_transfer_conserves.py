"""Law: a transfer changes no total: not of the year, not of any fund, at no date from its own on."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.properties.histories import DATES, accepted, book_of, dates, histories, lines
from tests.support.builders import Json, amount, body, transferred
from tracker.book import Book
from tracker.model.money import exact_wan
from tracker.model.point import Point
from tracker.tables.spec import TOTAL


def totals(book: Book, seq: int) -> dict[str, list[int | None]]:
    """The totals of table 2 (by fund) at every date."""
    tables = [book.table(book.view(2024, Point(seq, day)), 2) for day in (*DATES, None)]
    return {column.label: [table.cell(TOTAL, column.label) for table in tables] for column in tables[0].columns}


@settings(max_examples=40)
@given(st.lists(histories.map(lambda h: h[:4]), max_size=1), st.data())
def test_a_transfer_conserves_every_total(history: list[list[Json]], data: st.DataObject) -> None:
    with book_of(history[0] if history else []) as book:
        out = data.draw(lines())
        legs = data.draw(st.lists(st.tuples(lines(), st.integers(1, 10**7)), min_size=1, max_size=4))
        moved = [amount(into | {"fund": out["fund"]}, exact_wan(fen)) for into, fen in legs]
        event = transferred(amount(out, exact_wan(-sum(fen for _, fen in legs))), *moved)
        seq = book.head.seq
        if accepted(book, body(event, effective=data.draw(dates))):
            assert totals(book, seq + 1) == totals(book, seq)
            assert book.view(2024, Point(seq + 1)).size_fen() == book.view(2024, Point(seq)).size_fen()
