"""A difference in the order of what moved most."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tracker.query.diff import DiffRow
from tracker.query.ranking import ranked

_deltas = st.lists(st.integers(-500, 500), max_size=5)


def _row(node: str, parent: str | None, delta: int) -> DiffRow:
    return DiffRow({"name": node}, node, 1 if parent is None else 2, parent is not None, 0, delta, delta, "changed",
                   node=node, parent=parent)  # fmt: skip


REST = DiffRow({}, "尾差", 1, True, 0, 90_000, 90_000, "rounding")


@given(st.lists(_deltas, max_size=5))
def test_every_row_stays_below_its_own_and_the_larger_difference_is_first(units: list[list[int]]) -> None:
    rows = []
    for n, deltas in enumerate(units):
        rows.append(_row(f"{n}", None, sum(deltas)))
        rows += [_row(f"{n}/{i}", f"{n}", delta) for i, delta in enumerate(deltas)]
    rows.append(REST)
    found = ranked(rows)
    assert sorted(row.node for row in found) == sorted(row.node for row in rows)
    assert found[-1] is REST
    above: DiffRow | None = None
    for row in found[:-1]:
        if row.parent is None:
            assert above is None or abs(row.amounts.delta_fen) <= abs(above.amounts.delta_fen)
            above, before = row, None
        else:
            assert above is not None
            assert row.parent == above.node
            assert before is None or abs(row.amounts.delta_fen) <= abs(before.amounts.delta_fen)
            before = row


def test_a_row_whose_parent_is_not_shown_stands_by_itself() -> None:
    rows = [_row("a/1", "a", 1), _row("b/1", "b", 5)]
    assert [row.node for row in ranked(rows)] == ["b/1", "a/1"]
