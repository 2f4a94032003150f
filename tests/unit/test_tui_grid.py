"""Which rows show: folding, depth, filter, changes."""

from __future__ import annotations

import pytest

from tracker.tui.grid import Grid, GridColumn, GridRow, first_hit, nearest, shown


def row(key: str, name: str, level: int, parent: str = "", mark: str = " ", amount: str = "0.00") -> GridRow:
    return GridRow(key, (name, amount), level=level, parent=parent, mark=mark)


TREE = Grid(
    (GridColumn("名称", frozen=True), GridColumn("合计", right=True)),
    (
        row("合计", "合计", 0, mark="*"),
        row("208", "社会保障和就业支出", 1, "合计"),
        row("20805", "行政事业单位养老支出", 2, "208"),
        row("2080505", "机关事业单位基本养老保险", 3, "20805", amount="1,191.44"),
        row("2080506", "职业年金", 3, "20805"),
        row("206", "科学技术支出", 1, "合计", "*"),
        row("2060599", "其他科技", 2, "206", "*"),
    ),
    pinned=True,
)


def keys(**how: object) -> list[str]:
    return [row.key for row in shown(TREE, **how).rows]  # type: ignore[arg-type] # a table of cases


ALL = [row.key for row in TREE.rows]


@pytest.mark.parametrize(
    ("how", "expected"),
    [
        ({}, ALL),
        ({"depth": 1}, ["合计", "208", "206"]),
        ({"depth": 2}, ["合计", "208", "20805", "206", "2060599"]),
        ({"depth": 3}, ALL),
        ({"folded": {"208"}}, ["合计", "208", "206", "2060599"]),
        ({"folded": {"208"}, "depth": 1}, ["合计", "208", "20805", "206"]),
        ({"folded": {"2080506"}}, ALL),
        ({"text": "年金"}, ["合计", "208", "20805", "2080506"]),
        ({"text": "事业 养老"}, ["合计", "208", "20805", "2080505"]),
        ({"text": "1191.44"}, ["合计", "208", "20805", "2080505"]),
        ({"text": "1,191.44"}, ["合计", "208", "20805", "2080505"]),
        ({"text": "没有"}, []),
        ({"changed_only": True}, ["合计", "206", "2060599"]),
        ({"changed_only": True, "text": "年金"}, []),
    ],
    ids=str,
)
def test_rows_that_show(how: dict[str, object], expected: list[str]) -> None:
    assert keys(**how) == expected


def test_hits_are_the_rows_that_fit_not_their_ancestors() -> None:
    assert shown(TREE, text="年金").hits == 1


def test_only_rows_with_rows_right_below_fold() -> None:
    assert TREE.foldable == {"合计", "208", "20805", "206"}
    sums_below = Grid(TREE.columns, (row("a", "甲", 1, "sum"), row("b", "乙", 1, "sum"), row("sum", "合计", 0)))
    assert sums_below.foldable == frozenset()


def test_a_hidden_row_gives_the_cursor_to_its_nearest_shown_ancestor() -> None:
    rows = shown(TREE, depth=1).rows
    assert rows[nearest(TREE, rows, "2080505")].key == "208"
    assert nearest(TREE, rows, "there is no such row") == 0


def test_a_parent_that_is_its_own_ancestor_does_not_hang() -> None:
    ring = Grid(TREE.columns, (row("a", "甲", 1, "b"), row("b", "乙", 1, "a")))
    assert [above.key for above in ring.ancestors(ring.rows[0])] == ["b"]


def test_while_filtering_the_cursor_stands_on_a_hit() -> None:
    rows = shown(TREE, text="年金").rows
    assert rows[first_hit(rows, "年金", 0)].key == "2080506"
    assert first_hit(rows, "", 0) == 0
