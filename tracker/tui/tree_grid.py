"""The one widget that draws tables, differences, logs and lists: sticky header, sticky first columns and total, a
cursor on a cell. It draws line by line, so a move costs two lines and another version one screen."""

from __future__ import annotations

from dataclasses import replace

from rich.segment import Segment
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from .grid import Grid, Shown
from .layout import Layout
from .rows_view import RowsView


class TreeGrid(RowsView):
    """Rows in columns."""

    def __init__(self, *, id: str | None = None, cell_cursor: bool = False) -> None:
        super().__init__(id=id, cell_cursor=cell_cursor)
        self.plan = Layout.of(Grid(), 0)
        self.column = -1

    @property
    def grid(self) -> Grid:
        return self.plan.grid

    @property
    def column_label(self) -> str:
        return self.grid.columns[self.column].label if self.column >= 0 else ""

    def show(self, grid: Grid, shown: Shown, cursor: int, column: str = "") -> None:
        old = self.plan
        self.plan = Layout.of(grid, self.size.width)
        self.shown = shown
        self.cursor = min(max(cursor, 0), max(len(shown.rows) - 1, 0))
        self.column = self._column_named(column)
        if old.width == self.plan.width and old.grid.columns == grid.columns:
            self.plan = replace(self.plan, first=old.first)
        self._reveal_column()
        self.virtual_size = Size(self.size.width, self.plan.header_lines + len(shown.rows))
        self._reveal_row()
        self.refresh()

    def _fit(self) -> None:
        self.plan = Layout.of(self.grid, self.size.width)
        if self.column >= 0:
            self.plan = replace(self.plan, first=self.plan.first_for(self.column))

    def _column_named(self, label: str) -> int:
        if not self.cell_cursor:
            return -1
        scrolling = self.plan.scrolling
        named = (i for i in scrolling if self.grid.columns[i].label == label)
        return next(named, scrolling[0] if scrolling else -1)

    # Moving

    def move_column(self, by: int) -> bool:
        scrolling = self.plan.scrolling
        if not self.cell_cursor or self.column not in scrolling:
            return self.scroll_columns(by)
        place = scrolling.index(self.column) + by
        if not 0 <= place < len(scrolling):
            return False
        self.column = scrolling[place]
        if not self._reveal_column():
            self._refresh_row(self.cursor)
        self._tell()
        return True

    def scroll_columns(self, by: int) -> bool:
        """Shows further columns to the right or left; the cursor stays in view."""
        layout = self.plan
        first = layout.first + by
        if not 0 <= first < len(layout.scrolling) or (by > 0 and not layout.hidden_after):
            return False
        self.plan = replace(layout, first=first)
        in_view = [slot.column for slot in self.plan.moving]
        if self.cell_cursor and in_view and self.column not in in_view:
            self.column = in_view[0] if by > 0 else in_view[-1]
            self._tell()
        self.refresh()
        return True

    @property
    def page(self) -> int:
        return max(self.size.height - self._sticky, 1)

    @property
    def _sticky(self) -> int:
        return self.plan.header_lines + self._pinned

    @property
    def _pinned(self) -> int:
        return int(self.grid.pinned and bool(self.shown.rows))

    def _reveal_row(self) -> bool:
        top = int(self.scroll_y)
        place = self.cursor - self._pinned
        target = min(max(top, place - self.page + 1), max(place, 0))
        target = min(target, max(len(self.shown.rows) - self._pinned - self.page, 0))
        if target == top:
            return False
        self.scroll_to(y=target, animate=False, force=True)
        return True

    def _reveal_column(self) -> bool:
        if self.column < 0 or not self.plan.width:
            return False
        first = self.plan.first_for(self.column)
        if first == self.plan.first:
            return False
        self.plan = replace(self.plan, first=first)
        self.refresh()
        return True

    def _refresh_row(self, index: int) -> None:
        """Lines of the widget count from the header; `refresh_line` takes the scrolling off again."""
        line = index + self.plan.header_lines
        self.refresh_line(line + int(self.scroll_y) if index < self._pinned else line)

    # Events

    def on_resize(self) -> None:
        if self.size.width != self.plan.width:
            self.show(self.grid, self.shown, self.cursor, self.column_label)
        else:
            self._reveal_row()

    class HeaderClicked(Message):
        """The head of a column was clicked."""

        def __init__(self, grid: TreeGrid, column: int) -> None:
            super().__init__()
            self.grid = grid
            self.column = column

    def move_to_column(self, column: int) -> bool:
        """Puts the cursor into a column; False where it cannot be there."""
        if not self.cell_cursor or column not in self.plan.scrolling or column == self.column:
            return False
        return self.move_column(self.plan.scrolling.index(column) - self.plan.scrolling.index(self.column))

    def on_click(self, event: events.Click) -> None:
        if event.y < self.plan.header_lines:
            self.post_message(self.HeaderClicked(self, self.plan.column_at(event.x)))
            return
        if (index := self._index_at(event.y)) is None:
            return
        again = index == self.cursor and event.chain > 1
        self.move_to_column(self.plan.column_at(event.x))
        self.move_to(index)
        if again:
            self.post_message(self.Opened())

    def _index_at(self, y: int) -> int | None:
        line = y - self.plan.header_lines
        if line < 0:
            return None
        index = line if line < self._pinned else line + int(self.scroll_y)
        return index if index < len(self.shown.rows) else None

    # Drawing

    def render_line(self, y: int) -> Strip:
        if self.plan.width != self.size.width:
            self._fit()  # the first paint comes before the event that says how wide it is
        layout = self.plan
        width = layout.width
        if y < layout.header_lines:
            style = self.style_of("header")
            return Strip([Segment(piece.text, style) for piece in layout.header(y) if piece.text], width)
        index = self._index_at(y)
        if index is None:
            return Strip.blank(width, self.style_of(""))
        row, cursor = self.shown.rows[index], index == self.cursor
        pieces = layout.row(row, cursor=cursor, folded=row.key in self.shown.folded)
        if not cursor:
            base = self.style_of("total" if index < self._pinned else "")
            styled = ((piece.text, self.toned(base, piece.tone)) for piece in pieces)
        else:
            line, cell = self.style_of("cursor"), self.style_of("cell")
            styled = ((piece.text, cell if piece.column == self.column >= 0 else line) for piece in pieces)
        return Strip([Segment(text, style) for text, style in styled if text], width)
