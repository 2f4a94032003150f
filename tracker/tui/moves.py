"""What the keys do: functions from one view state to the next. They look at the few facts of the book that they are
given and at nothing else."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from .view_state import MONEY_UNITS, Axis, Cell, CompareMode, ScreenName, ViewState

_DEEPEST = 3
"""Folding goes from everything to depth 1, 2, 3 and back."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What moving needs to know of the book: its newest version, its years, the tables of the year, the versions
    that milestones name, all ascending; and the axes along which the year's form can be split."""

    head: int
    years: tuple[int, ...] = ()
    tables: tuple[int, ...] = ()
    milestones: tuple[int, ...] = ()


def show(state: ViewState, screen: ScreenName) -> ViewState:
    """Another screen on the same place. Filter and folding belong to the screen they were made on."""
    return (
        state
        if screen == state.screen
        else replace(state, screen=screen, spot="", filter="", depth=0, folded=frozenset())
    )


def to_version(state: ViewState, version: int, facts: Facts) -> ViewState:
    return replace(state, version=min(max(version, min(facts.head, 1)), facts.head))


def step_version(state: ViewState, by: int, facts: Facts) -> ViewState:
    return to_version(state, state.version + by, facts)


def step_milestone(state: ViewState, by: int, facts: Facts) -> ViewState:
    seqs = facts.milestones
    i = bisect_left(seqs, state.version) - 1 if by < 0 else bisect_right(seqs, state.version)
    return to_version(state, seqs[i], facts) if 0 <= i < len(seqs) else state


def step_table(state: ViewState, by: int, facts: Facts) -> ViewState:
    """The next table, around the end. The cell goes with the table it is of."""
    if not facts.tables:
        return state
    tables = facts.tables
    i = tables.index(state.table) if state.table in tables else 0
    return replace(state, table=tables[(i + by) % len(tables)], row="", column="", filter="", folded=frozenset())


def step_year(state: ViewState, by: int, facts: Facts) -> ViewState:
    i = bisect_left(facts.years, state.year) + by
    return replace(state, year=facts.years[i]) if 0 <= i < len(facts.years) else state


def toggle_mark(state: ViewState) -> ViewState:
    """Marks the shown version as A; on the marked one, takes the mark away."""
    return replace(state, mark=None if state.mark == state.version else state.version)


def swap(state: ViewState) -> ViewState:
    """Makes A the shown version and the shown one A."""
    return replace(state, version=state.base, mark=state.version) if state.base else state


def toggle_changed(state: ViewState) -> ViewState:
    return replace(state, changed_only=not state.changed_only)


def next_axis(state: ViewState, axes: Sequence[Axis]) -> ViewState:
    """The axis after the one of the state among these; the second where that is none of them and the first stands."""
    i = axes.index(state.axis) if state.axis in axes else 0
    return replace(state, axis=axes[(i + 1) % len(axes)], spot="", folded=frozenset())


def toggle_ranked(state: ViewState) -> ViewState:
    return replace(state, ranked=not state.ranked)


def next_unit(state: ViewState) -> ViewState:
    """万元, 元, 亿元 and round again."""
    return replace(state, money=MONEY_UNITS[(MONEY_UNITS.index(state.money) + 1) % len(MONEY_UNITS)])


def toggle_standing(state: ViewState) -> ViewState:
    return replace(state, standing=not state.standing)


def next_along(state: ViewState, axes: Sequence[Axis]) -> ViewState:
    """Two years by the rows of the table, then along each axis that both have."""
    i = axes.index(state.along) if state.along in axes else -1
    return replace(state, along=axes[(i + 1) % len(axes)], spot="", folded=frozenset())


def next_mode(state: ViewState, modes: Sequence[CompareMode]) -> ViewState:
    """The next of these ways of telling two years; the first is what the screen does by itself."""
    i = modes.index(state.mode) if state.mode in modes else 0
    return replace(state, mode=modes[(i + 1) % len(modes)])


def toggle_carried(state: ViewState) -> ViewState:
    return replace(state, uncarried=not state.uncarried)


def toggle_every(state: ViewState) -> ViewState:
    return replace(state, every=not state.every)


def toggle_pick(state: ViewState, number: str) -> ViewState:
    """Accepts a proposal, or leaves it out again, in whatever reading it was."""
    kept = frozenset(text for text in state.picked if text.partition("/")[0] != number)
    return replace(state, picked=kept | {number} if kept == state.picked else kept)


def pick_reading(state: ViewState, number: str, count: int) -> ViewState:
    """Accepts a proposal in its next reading; after the last of `count` others as it is proposed."""
    now = next((text for text in state.picked if text.partition("/")[0] == number), number)
    place = (int(now.partition("/")[2] or 0) + 1) % (count + 1)
    return replace(state, picked=state.picked - {now} | {f"{number}/{place}" if place else number})


def next_depth(state: ViewState) -> ViewState:
    return replace(state, depth=(state.depth + 1) % (_DEEPEST + 1), folded=frozenset())


def unfold_all(state: ViewState) -> ViewState:
    return replace(state, depth=0, folded=frozenset())


def toggle_fold(state: ViewState, key: str) -> ViewState:
    return replace(state, folded=state.folded ^ {key})


def blame(state: ViewState, cell: Cell) -> ViewState:
    """The history of a cell, at the shown version."""
    at = replace(state, table=cell.table, row=cell.row, column=cell.column)
    return show(at, "blame")


def see(state: ViewState, cell: Cell, version: int) -> ViewState:
    """The cell in its table, at a version."""
    at = replace(state, table=cell.table, row=cell.row, column=cell.column, version=version)
    return show(at, "table")


def clear(state: ViewState) -> ViewState:
    """Takes one layer away: the filter, then the mark."""
    if state.filter:
        return replace(state, filter="")
    return replace(state, mark=None)
