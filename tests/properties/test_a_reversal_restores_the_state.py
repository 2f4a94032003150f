"""Law: a reversal takes back exactly what a revision did: tables, balances and what is known of units and projects."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.properties.histories import DATES, accepted, book_of, histories, revisions
from tests.support.builders import Json, goal, record
from tracker.book import Book
from tracker.model.errors import Refused
from tracker.model.point import Point
from tracker.model.state import Entity, Value

ENTITIES: tuple[Entity, ...] = ("unit", "project", "year", "milestone", "setting", "disclosure", "statement")


def facts(book: Book, point: Point) -> dict[tuple[str, str], dict[str, Value]]:
    roster = book.roster_at(point)
    return {(e, id): fields for e in ENTITIES for id in roster.ids(e) if (fields := roster.fields(e, id))}


def money(book: Book, point: Point) -> list[object]:
    view = book.view(2024, point)
    return [{line: fen for line, fen in view.balances if fen}, view.size_fen(), view.tables()]


@settings(max_examples=60)
@given(histories, revisions)
def test_a_revision_and_its_reversal_leave_the_book_as_it_was(history: list[Json], last: Json) -> None:
    with book_of(history) as book:
        seq = book.head.seq
        if not accepted(book, last):
            return
        book.reverse(seq + 1, reason="误")
        assert facts(book, Point(seq + 2)) == facts(book, Point(seq))
        for day in (None, *DATES):
            assert money(book, Point(seq + 2, day)) == money(book, Point(seq, day))


@settings(max_examples=30)
@given(histories, revisions)
def test_a_reversal_that_is_reversed_leaves_what_was_recorded(history: list[Json], last: Json) -> None:
    with book_of(history) as book:
        if not accepted(book, last):
            return
        seq = book.head.seq
        try:
            book.reverse(seq, reason="误")
            book.reverse(seq + 1, reason="没有误")
        except Refused:
            return
        assert facts(book, Point(seq + 2)) == facts(book, Point(seq))
        assert money(book, Point(seq + 2)) == money(book, Point(seq))
        assert [row.status for row in book.log()][:3] == ["recorded", "reversed", "recorded"]


@settings(max_examples=30)
@given(histories, revisions, st.sampled_from(DATES))
def test_a_later_reversal_leaves_the_time_before_it_alone(history: list[Json], last: Json, day: str) -> None:
    with book_of(history) as book:
        if not accepted(book, last):
            return
        seq = book.head.seq
        try:
            book.reverse(seq, reason="误", effective=day)
        except Refused:
            return
        earlier = [d for d in DATES if d < day]
        assert [money(book, Point(seq + 1, d)) for d in earlier] == [money(book, Point(seq, d)) for d in earlier]


def test_what_was_reversed_hides_nothing_that_is_dated_before_it(book: Book) -> None:
    """A goal from June on is recorded by mistake and taken back; then the goal from March on is recorded."""
    wrong = record(book, goal("云平台", "误"), effective="2024-06-01")
    book.reverse(wrong.seq, reason="误")
    record(book, goal("云平台", "扩容"), effective="2024-03-01")
    assert book.roster.text("project", book.project_id("云平台"), "goal") == "扩容"
