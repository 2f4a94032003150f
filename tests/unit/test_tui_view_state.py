"""Moves as functions, and the trail behind them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tracker.tui import moves
from tracker.tui.moves import Facts
from tracker.tui.view_state import AXES, Cell, Trail, ViewState

FACTS = Facts(head=9, years=(2023, 2024), tables=(1, 3, 12), milestones=(2, 6))
AT = ViewState(2024, 5, "table", table=3, row="201", column="合计")


@pytest.mark.parametrize(("version", "by", "expected"), [(5, -1, 4), (5, 1, 6), (1, -1, 1), (9, 1, 9), (5, 40, 9)])
def test_stepping_versions_stays_in_the_log(version: int, by: int, expected: int) -> None:
    assert moves.step_version(replace(AT, version=version), by, FACTS) == replace(AT, version=expected)


@pytest.mark.parametrize(
    ("version", "by", "expected"), [(5, -1, 2), (5, 1, 6), (6, 1, 6), (6, -1, 2), (2, -1, 2), (9, -1, 6)]
)
def test_milestones(version: int, by: int, expected: int) -> None:
    assert moves.step_milestone(replace(AT, version=version), by, FACTS).version == expected


def test_11_fifty_steps_keep_everything_but_the_version() -> None:
    state = replace(AT, filter="养老", depth=2, mark=3)
    for n in range(50):
        state = moves.step_version(state, -1 if n % 7 else 1, FACTS)
    assert replace(state, version=5) == replace(AT, filter="养老", depth=2, mark=3)


def test_tables_go_round_and_take_the_cell_with_them() -> None:
    assert [moves.step_table(replace(AT, table=t), 1, FACTS).table for t in (1, 3, 12)] == [3, 12, 1]
    assert moves.step_table(AT, -1, FACTS).cell == Cell(1, "", "")
    assert moves.step_table(AT, 1, Facts(0)) == AT


def test_years_end_at_both_ends() -> None:
    assert moves.step_year(AT, -1, FACTS).year == 2023
    assert moves.step_year(AT, 1, FACTS) == AT


def test_the_base_is_the_mark_or_the_version_before() -> None:
    assert AT.base == 4
    assert moves.toggle_mark(AT).base == 5
    assert moves.toggle_mark(moves.toggle_mark(AT)) == AT
    assert ViewState(2024, 0).base == 0


def test_swapping_twice_is_nothing() -> None:
    marked = replace(AT, mark=2)
    assert moves.swap(marked) == replace(AT, version=2, mark=5)
    assert moves.swap(moves.swap(marked)) == marked


def test_another_screen_keeps_the_cell_and_drops_filter_and_folding() -> None:
    state = replace(AT, filter="x", depth=1, folded=frozenset({"201"}))
    there = moves.show(state, "diff")
    assert (there.cell, there.version, there.filter, there.depth, there.folded) == (AT.cell, 5, "", 0, frozenset())
    assert moves.show(AT, "table") is AT


def test_axes_and_depths_come_round() -> None:
    state = AT
    for _ in AXES:
        state = moves.next_axis(state, AXES)
    assert state.axis == AT.axis
    for depth in (1, 2, 3, 0):
        state = moves.next_depth(state)
        assert state.depth == depth


def test_escape_clears_one_layer_at_a_time() -> None:
    state = replace(AT, filter="x", mark=2)
    assert moves.clear(state) == replace(AT, mark=2)
    assert moves.clear(moves.clear(state)) == AT
    assert moves.clear(AT) == AT


def test_back_and_forward_return_to_the_very_same_states() -> None:
    blamed = moves.blame(AT, Cell(12, "u/p", "总计"))
    trail = Trail(AT).go(blamed)
    assert trail.back().here == AT
    assert trail.back().forward().here == blamed
    assert Trail(AT).back() == Trail(AT)
    assert trail.forward() == trail
    assert trail.go(blamed) == trail


def test_a_small_move_is_not_a_step_to_go_back_over() -> None:
    trail = Trail(AT).go(moves.show(AT, "diff"))
    assert trail.stay(replace(trail.here, version=1)).back().here == AT


def test_a_jump_forgets_what_lay_ahead() -> None:
    trail = Trail(AT).go(moves.show(AT, "diff")).back().go(moves.show(AT, "checks"))
    assert trail.ahead == ()
