"""Laws: a narrowed difference shows the leaves that fit and no others, each with what it is part of; what the kinds did
adds up to the total."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.properties.histories import book_of, histories, points
from tests.support.builders import Json
from tracker.model.money import display_wan
from tracker.query.narrow import narrowed
from tracker.tables.spec import Partition

PARTITIONS: tuple[Partition, ...] = ("project", "function", "economic", "unit")
KINDS = ("BudgetApproved", "AmountAdjusted", "AmountsTransferred", "RevisionReversed")


@settings(max_examples=60)
@given(histories, st.integers(0, 200), st.data())
def test_the_leaves_over_a_share_are_those_that_a_reader_works_out(
    history: list[Json], over: int, data: st.DataObject
) -> None:
    with book_of(history) as book:
        old, new = (book.view(2024, data.draw(points(book))) for _ in range(2))
        for found in [
            *(book.diff(old, new, by) for by in PARTITIONS),
            *(book.diff(old, new, table=n) for n in range(1, 13)),
        ]:
            shown = narrowed(found, Fraction(over), ())
            expected = []
            for row in found.rows:
                before, after = (Fraction(display_wan(f)) for f in (row.amounts.before_fen, row.amounts.after_fen))
                moved = abs(after - before) / abs(before) * 100 > over if before else row.amounts.delta_fen != 0
                if row.leaf and moved:
                    expected.append(row)
            assert [row for row in shown.rows if row.leaf] == expected
            assert shown.hidden == sum(row.leaf for row in found.rows) - len(expected)
            nodes = {row.node for row in shown.rows}
            everything = {row.node: row for row in found.rows}
            assert all(row.parent in nodes for row in shown.rows if row.parent in everything)
            assert all(any(row.parent == up.node for row in shown.rows) for up in shown.rows if not up.leaf)


@settings(max_examples=60)
@given(histories, st.data())
def test_what_the_kinds_did_adds_up_to_the_total(history: list[Json], data: st.DataObject) -> None:
    with book_of(history) as book:
        old, new = (book.view(2024, data.draw(points(book))) for _ in range(2))
        for by in PARTITIONS:
            found = book.diff(old, new, by)
            assert found.total is not None
            one_by_one = [narrowed(found, None, (kind,)) for kind in KINDS]
            assert sum(sum_.net_fen for one in one_by_one for sum_ in one.sums) == found.total.delta_fen
            assert narrowed(found, None, KINDS).hidden == 0
            for kind, one in zip(KINDS, one_by_one, strict=True):
                assert all(any(cause.kind == kind for cause in row.causes) for row in one.rows if row.leaf)
            assert narrowed(found, None, ()).rows == found.rows
