"""Laws: by month, by kind and by unit in-year adjustments add up to the same, which is what diff says of them; the
events of a revision are all that it did."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.properties.histories import book_of, histories
from tests.support.builders import Json
from tracker.book import Book
from tracker.model.point import Point
from tracker.model.vocabulary import CURRENT, Measure
from tracker.query.adjustments import Axis, Summary
from tracker.query.log import LogFilter
from tracker.store.protocol import LineFilter

AXES: tuple[tuple[Axis, ...], ...] = (("month",), ("kind",), ("month", "kind"))


def summary(book: Book, wanted: LogFilter, per: Sequence[Axis]) -> Summary:
    return book.adjustments(book.log(wanted), wanted, per)


@settings(max_examples=60)
@given(histories, st.data())
def test_months_kinds_and_units_add_up_to_what_diff_says(history: list[Json], data: st.DataObject) -> None:
    with book_of(history) as book:
        after = data.draw(st.integers(0, book.head.seq))
        upto = data.draw(st.integers(after, book.head.seq))
        wanted = LogFilter(after=after, upto=upto, year=2024)
        posted = book.view(2024, Point(upto)).postings(LineFilter(2024))
        window = [p for p in posted if p.seq > after]
        approved = sum(p.amount_fen for p in window if p.measure is Measure.APPROVED)
        total = book.diff(book.view(2024, Point(after)), book.view(2024, Point(upto))).total
        assert total is not None
        found = [summary(book, wanted, per) for per in AXES]
        assert {one.total for one in found} == {found[0].total}
        assert found[0].total.money.net_fen == total.delta_fen - approved
        for one in found:
            for name in ("up_fen", "down_fen", "moved_fen", "net_fen"):
                assert sum(getattr(r.money, name) for r in one.rows) == getattr(one.total.money, name)
            assert sum(row.count for row in one.rows) == one.total.count
            assert all(row.money.up_fen >= 0 >= row.money.down_fen and row.money.moved_fen >= 0 for row in one.rows)
        units = [summary(book, replace(wanted, unit=unit.id), ("kind",)) for unit in book.roster.units()]
        assert sum(one.total.money.net_fen for one in units) == found[0].total.money.net_fen


@settings(max_examples=60)
@given(histories)
def test_what_transfers_moved_is_half_of_their_legs(history: list[Json]) -> None:
    with book_of(history) as book:
        legs = sum(
            abs(posting.amount_fen)
            for events in book.events_of(book.log()).values()
            for event in events
            if event.kind == "AmountsTransferred"
            for posting in event.postings
        )
        rows = [row for row in summary(book, LogFilter(), ("kind",)).rows if row.kind == "AmountsTransferred"]
        assert sum(2 * row.money.moved_fen for row in rows) == legs
        assert all(row.money.up_fen == row.money.down_fen == 0 for row in rows)


@settings(max_examples=60)
@given(histories)
def test_the_events_of_a_revision_are_all_that_it_did(history: list[Json]) -> None:
    with book_of(history) as book:
        rows = list(book.log())
        events = book.events_of(rows)
        for row in rows:
            mine = events[row.header.seq]
            postings = [posting for event in mine for posting in event.postings]
            assert sum(p.amount_fen for p in postings if p.measure in CURRENT) == row.delta_fen
            assert [event.n for event in mine] == list(range(1, len(mine) + 1))
            assert tuple(dict.fromkeys(event.kind for event in mine)) == row.header.kinds
            assert all(posting.unit != posting.line.unit for posting in postings)
        posted = book.view(2024, Point(book.head.seq)).postings(LineFilter(2024))
        assert sorted((p.line, p.amount_fen) for p in posted) == sorted(
            (p.line, p.amount_fen) for own in events.values() for event in own for p in event.postings
        )
