"""Law: diff(a, a) is empty, and before + diff = after for any two points on both times, by any axis and any table."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.properties.histories import book_of, histories, points
from tests.support.builders import Json
from tracker.book import Book
from tracker.model.point import Point
from tracker.model.state import Entity, Roster
from tracker.query.diff import Diff
from tracker.query.facts_diff import named_value
from tracker.query.year import YearView
from tracker.tables.spec import Partition

PARTITIONS: tuple[Partition, ...] = ("project", "function", "economic", "unit")


@settings(max_examples=40)
@given(histories, st.data())
def test_nothing_differs_from_itself(history: list[Json], data: st.DataObject) -> None:
    with book_of(history) as book:
        view = book.view(2024, data.draw(points(book)))
        for found in [
            *(book.diff(view, view, by) for by in PARTITIONS),
            *(book.diff(view, view, table=n) for n in range(1, 13)),
        ]:
            assert found.rows == ()
            assert found.facts == ()
            assert found.total is None or found.total.delta_fen == 0


@settings(max_examples=60)
@given(histories, st.data())
def test_before_and_the_difference_make_after(history: list[Json], data: st.DataObject) -> None:
    with book_of(history) as book:
        old, new = (book.view(2024, data.draw(points(book))) for _ in range(2))
        for by in PARTITIONS:
            found = book.diff(old, new, by)
            assert found.closes
            assert found.total is not None
            assert (found.total.before_fen, found.total.after_fen) == (old.size_fen(), new.size_fen())
            assert (
                found.total.before_fen + sum(r.amounts.delta_fen for r in found.rows if r.leaf) == found.total.after_fen
            )
            _explained(found)
        for number in range(1, 13):
            found = book.diff(old, new, table=number)
            _explained(found)
            before, after = (book.table(view, number) for view in (old, new))
            column = before.columns[0].label
            changed = {
                key
                for key in {**before.by_key, **after.by_key}
                if before.cell(key, column) != after.cell(key, column) and key != "合计" and key[0] != "/"
            }
            assert len([row for row in found.rows if row.amounts.delta_fen]) == len(changed)
            assert sum(abs(row.amounts.delta_fen) for row in found.rows) == sum(
                abs((after.cell(key, column) or 0) - (before.cell(key, column) or 0)) for key in changed
            )


@settings(max_examples=40)
@given(histories, st.data())
def test_the_difference_backwards_is_the_difference_with_its_signs_turned(
    history: list[Json], data: st.DataObject
) -> None:
    with book_of(history) as book:
        old, new = (book.view(2024, data.draw(points(book))) for _ in range(2))
        for by in PARTITIONS:
            there, back = book.diff(old, new, by), book.diff(new, old, by)
            assert [(r.label, r.level, r.amounts.delta_fen) for r in there.rows] == [
                (r.label, r.level, -r.amounts.delta_fen) for r in back.rows
            ]


ENTITIES: tuple[Entity, ...] = ("unit", "project", "setting", "disclosure")
Values = dict[object, object]


def values(book: Book, view: YearView, by: Partition) -> Values:
    """The fen of every leaf at a point, as the difference from an empty year tells it."""
    found = book.diff(book.view(view.year, Point(0)), view, by)
    return {row.node: row.amounts.after_fen for row in found.rows if row.leaf and row.amounts.after_fen}


def facts(view: YearView, names: Roster) -> Values:
    """Every attribute that a difference of one year tells, by identity, with the names of a roster."""
    return {
        (entity, id, field): named_value(value, field, names)
        for entity in ENTITIES
        for id in view.roster.ids(entity)
        for field, value in view.roster.fields(entity, id).items()
        if field not in ("handle", "kind_inferred")
    }


def applied(found: Diff, before: Values, facts_before: Values) -> tuple[Values, Values]:
    """Before, with what the difference says changed."""
    amounts, told = dict(before), dict(facts_before)
    for row in found.rows:
        if row.leaf:
            assert amounts.pop(row.node, 0) == row.amounts.before_fen
            amounts |= {row.node: row.amounts.after_fen} if row.amounts.after_fen else {}
    for fact in found.facts:
        assert told.pop((fact.entity, fact.id, fact.field), None) == fact.before
        told |= {(fact.entity, fact.id, fact.field): fact.after} if fact.after is not None else {}
    return amounts, told


@settings(max_examples=40)
@given(histories, st.data())
def test_a_difference_applied_to_the_one_point_gives_the_other(history: list[Json], data: st.DataObject) -> None:
    with book_of(history) as book:
        old, new = (book.view(2024, data.draw(points(book))) for _ in range(2))
        names = max(old, new, key=lambda view: view.point.seq).known
        for by in PARTITIONS:
            found = book.diff(old, new, by)
            expected = values(book, new, by), facts(new, names)
            assert applied(found, values(book, old, by), facts(old, names)) == expected


def _explained(found: Diff) -> None:
    """Every leaf's difference is the sum of what its revisions did."""
    for row in found.rows:
        if row.leaf or row.causes:
            assert sum(cause.amount_fen for cause in row.causes) == row.amounts.delta_fen
