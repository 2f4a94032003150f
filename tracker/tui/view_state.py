"""Where the reader is: one immutable state, and the trail of states behind and ahead. Knows no widget and no book."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple, get_args

from ..model.money import MoneyUnit

ScreenName = Literal[
    "history", "table", "diff", "blame", "years", "checks", "text", "lint", "ready", "bridge", "proposals", "search"
]
"""In the order of their numbers. Another screen is a name here, a module in `panes`, and its words."""

Axis = Literal["project", "function", "economic", "unit", "table"]
"""What the rows of a difference are; `table` means the rows of the table in view."""

CompareMode = Literal["", "published", "restated", "lca"]
"""In whose codes, units and projects two years are compared; "": as each screen does by itself."""

SCREENS: tuple[ScreenName, ...] = get_args(ScreenName)
AXES: tuple[Axis, ...] = get_args(Axis)
MONEY_UNITS: tuple[MoneyUnit, ...] = get_args(MoneyUnit)
IN_WORDS: frozenset[ScreenName] = frozenset({"text", "lint", "ready", "proposals"})
"""Screens whose amounts are words of a text, or are about to be recorded: they stay as they are written, in 万元."""
MODES: tuple[CompareMode, ...] = get_args(CompareMode)[1:]
_REMEMBERED = 200


class Cell(NamedTuple):
    """A cell of a table: row by key, column by label; empty strings stand for the first ones."""

    table: int
    row: str
    column: str = ""


@dataclass(frozen=True, slots=True)
class ViewState:
    """Everything that decides what the screen shows. `row` and `column` are the cell that travelling keeps; `spot` is
    the row under the cursor where a screen lists something else than the rows of a table. `standing`: the explanation
    is of the budget as it stands at the newest version, not of the original one. `ranked`: a difference by size.
    `money`: the unit that amounts are shown in. `words`: what is searched for.

    Two years: `prior` is the earlier one (0: the one before), `basis` what of each is compared, as CURRENT:PRIOR (""
    is like with like), `along` what the rows are, `uncarried` without what was brought forward, `every` each cause of
    a bridge by itself. Proposals lead from `source` to `target` (points; "" as the other screens compare), and
    `picked` are the numbers of those that are accepted, N or N/M for the M-th other reading of it."""

    year: int
    version: int
    screen: ScreenName = "history"
    mark: int | None = None
    table: int = 1
    row: str = ""
    column: str = ""
    spot: str = ""
    filter: str = ""
    depth: int = 0
    folded: frozenset[str] = frozenset()
    changed_only: bool = False
    axis: Axis = "project"
    standing: bool = False
    ranked: bool = False
    money: MoneyUnit = "wan"
    words: str = ""
    prior: int = 0
    basis: str = ""
    mode: CompareMode = ""
    along: Axis = "table"
    uncarried: bool = False
    every: bool = False
    source: str = ""
    target: str = ""
    picked: frozenset[str] = frozenset()

    @property
    def base(self) -> int:
        """The version that the shown one is compared with: the mark, else the one before."""
        return max(self.version - 1, 0) if self.mark is None else self.mark

    @property
    def cell(self) -> Cell:
        return Cell(self.table, self.row, self.column)


@dataclass(frozen=True, slots=True)
class Trail:
    """The state that is shown, with those that a reader can go back and forward to."""

    here: ViewState
    past: tuple[ViewState, ...] = ()
    ahead: tuple[ViewState, ...] = ()

    def stay(self, state: ViewState) -> Trail:
        """A small move: it takes the place of the state, and going back skips it."""
        return Trail(state, self.past, self.ahead)

    def go(self, state: ViewState) -> Trail:
        """A jump: going back returns to the state before it."""
        if state == self.here:
            return self
        return Trail(state, (*self.past, self.here)[-_REMEMBERED:])

    def back(self) -> Trail:
        if not self.past:
            return self
        return Trail(self.past[-1], self.past[:-1], (self.here, *self.ahead))

    def forward(self) -> Trail:
        if not self.ahead:
            return self
        return Trail(self.ahead[0], (*self.past, self.here), self.ahead[1:])
