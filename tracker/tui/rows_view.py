"""What every widget with rows and a cursor has in common, however it draws them."""

from __future__ import annotations

from textual import events
from textual.message import Message
from textual.scroll_view import ScrollView

from .grid import Grid, GridRow, Shown
from .styled import Styled

_NOTHING = Shown((), 0, frozenset())


class RowsView(Styled, ScrollView, can_focus=True, inherit_bindings=False):
    """Rows come from outside as plain data; one of them is under the cursor. `cell_cursor`: a single cell is chosen,
    not only a row."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    RowsView { overflow: hidden hidden; height: 1fr; }
    """

    class Moved(Message):
        """The cursor is on another row or column."""

        def __init__(self, grid: RowsView, row: GridRow, column: str) -> None:
            super().__init__()
            self.grid = grid
            self.row = row
            self.column = column

    class Opened(Message):
        """A row was clicked that the cursor was on."""

    def __init__(self, *, id: str | None = None, cell_cursor: bool = False) -> None:
        super().__init__(id=id)
        self.cell_cursor = cell_cursor
        self.shown: Shown = _NOTHING
        self.cursor = 0

    @property
    def cursor_row(self) -> GridRow | None:
        return self.shown.rows[self.cursor] if self.shown.rows else None

    @property
    def column_label(self) -> str:
        return ""

    @property
    def page(self) -> int:
        """Lines that scroll and fit on the screen."""
        return max(self.size.height, 1)

    def show(self, grid: Grid, shown: Shown, cursor: int, column: str = "") -> None:
        """Takes other rows in place of the present ones; the scrolling stays where it can."""
        raise NotImplementedError

    def _reveal_row(self) -> bool:
        """Scrolls so that the cursor shows; says whether anything moved."""
        raise NotImplementedError

    def _refresh_row(self, index: int) -> None:
        raise NotImplementedError

    # Moving

    def move(self, by: int) -> bool:
        """Moves the cursor by so many rows; False where it was at the end already."""
        return self.move_to(self.cursor + by)

    def move_to(self, index: int) -> bool:
        index = min(max(index, 0), max(len(self.shown.rows) - 1, 0))
        if index == self.cursor or not self.shown.rows:
            return False
        old, self.cursor = self.cursor, index
        if not self._reveal_row():
            self._refresh_row(old)
            self._refresh_row(index)
        self._tell()
        return True

    def move_page(self, halves: int) -> bool:
        """Moves by so many half pages."""
        return self.move(self.page * halves // 2 if halves > 0 else -(self.page * -halves // 2))

    def move_column(self, by: int) -> bool:
        """Moves the cursor by so many columns; without a cell cursor, the view."""
        raise NotImplementedError

    def scroll_columns(self, by: int) -> bool:
        """Shows further columns to the right or left."""
        return False

    def move_to_change(self, by: int, *, around: bool = False) -> bool:
        """To the next row that carries a mark, upwards or downwards, `around` the end if wanted."""
        count = len(self.shown.rows)
        indexes = range(self.cursor + 1, count) if by > 0 else range(self.cursor - 1, -1, -1)
        wrapped = range(self.cursor) if around else range(0)
        target = next((i for i in (*indexes, *wrapped) if self.shown.rows[i].mark.strip()), None)
        return target is not None and self.move_to(target)

    def _tell(self) -> None:
        if row := self.cursor_row:
            self.post_message(self.Moved(self, row, self.column_label))

    def _on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self.move(3)

    def _on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self.move(-3)
