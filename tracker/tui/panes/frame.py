"""What a pane shows: a title, rows, where the cursor stands, and the words for an empty list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from ...model.errors import Message
from ..grid import Grid, GridRow, Line
from ..reader import Reader
from ..view_state import ViewState


@dataclass(frozen=True, slots=True)
class Frame:
    """`cursor` is the key of the row to stand on, `column` the label of the column. `empty` is said where there are
    no rows, `basis` whose amounts these are where they are not the current ones. `rounded`: some of the amounts have
    more digits than are shown."""

    title: Line
    grid: Grid
    cursor: str = ""
    column: str = ""
    empty: str = ""
    cell_cursor: bool = False
    basis: str = ""
    rounded: bool = False


class Pane(Protocol):
    """One screen. Its functions read the book and the state; none of them keeps anything."""

    @property
    def DETAIL_LINES(self) -> int:
        """Lines below the rows, at 80x24."""

    def frame(self, reader: Reader, state: ViewState) -> Frame: ...

    def detail(self, reader: Reader, state: ViewState, *, thorough: bool) -> Sequence[Line]:
        """What stands below the rows about the one under the cursor. Unless `thorough`, only what is quick."""

    def moved(self, state: ViewState, row: GridRow, column: str) -> ViewState:
        """The state with the cursor on another row or column."""

    def opened(self, reader: Reader, state: ViewState) -> ViewState | Message:
        """Where Enter leads, or why nowhere."""

    def blamed(self, reader: Reader, state: ViewState) -> ViewState | Message:
        """The history of the cell that the row under the cursor speaks of, or why there is none."""
