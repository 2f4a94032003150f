"""The widget that draws a running text: wrapped to its width, its stops set off, a cursor on one of them."""

from __future__ import annotations

from collections.abc import Iterator

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.strip import Strip

from .cells import fit, width_of
from .grid import Grid, Shown
from .layout import GUTTER
from .manuscript import Manuscript, TextPlan
from .rows_view import RowsView

_CONTEXT = 1
"""Lines that stay visible above and below the cursor."""
_WHEEL = 3


class TextView(RowsView):
    """Rows are the stops of a manuscript. The last cell of a line stays free, as in a table."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.plan = TextPlan(Manuscript(), 0)

    def show(self, grid: Grid, shown: Shown, cursor: int, column: str = "") -> None:
        self.plan = TextPlan(grid if isinstance(grid, Manuscript) else Manuscript(), self._text_width)
        self.shown = shown
        self.cursor = min(max(cursor, 0), max(len(shown.rows) - 1, 0))
        self.virtual_size = Size(self.size.width, len(self.plan.lines))
        self._reveal_row()
        self.refresh()

    @property
    def _text_width(self) -> int:
        return max(self.size.width - GUTTER - 1, 2)

    def _place(self, index: int) -> tuple[int, int]:
        """The first and last line of a row."""
        return self.plan.places.get(self.shown.rows[index].key, (0, 0)) if self.shown.rows else (0, 0)

    def _reveal_row(self) -> bool:
        """The beginning of the text shows with its first row, the end with its last, where there is room."""
        first, last = self._place(self.cursor)
        top, end = int(self.scroll_y), len(self.plan.lines) - 1
        above = max(0 if self.cursor == 0 else first - _CONTEXT, 0)
        below = min(end if self.cursor == len(self.shown.rows) - 1 else last + _CONTEXT, end)
        if first - above >= self.page:
            above = max(first - _CONTEXT, 0)
        target = min(max(top, below - self.page + 1), above)
        target = min(max(target, last - self.page + 1), first)
        return self._scroll(target)

    def _scroll(self, to: int) -> bool:
        to = min(max(to, 0), max(len(self.plan.lines) - self.page, 0))
        if to == int(self.scroll_y):
            return False
        self.scroll_to(y=to, animate=False, force=True)
        return True

    def _refresh_row(self, index: int) -> None:
        first, last = self._place(index)
        self.refresh_lines(first, last - first + 1)

    def move_page(self, halves: int) -> bool:
        """Scrolls the text, and takes the cursor to the first row that then shows. Text without rows can be read so."""
        top = int(self.scroll_y)
        lines = max(self.page * abs(halves) // 2 - _CONTEXT, 1)
        if not self._scroll(top + (lines if halves > 0 else -lines)):
            return self.move_to(len(self.shown.rows) if halves > 0 else 0)
        top = min(max(top + (lines if halves > 0 else -lines), 0), max(len(self.plan.lines) - self.page, 0))
        in_view = range(top, top + self.page)
        found = [i for i in range(len(self.shown.rows)) if self._place(i)[0] in in_view]
        if found and self.cursor not in found:
            self.cursor = found[0] if halves > 0 else found[-1]
            self._tell()
        self.refresh()
        return True

    def move_column(self, by: int) -> bool:
        """The stops of a text stand side by side."""
        return self.move(by)

    # Events

    def on_resize(self) -> None:
        self.show(self.plan.manuscript, self.shown, self.cursor)

    def on_click(self, event: events.Click) -> None:
        index = self._index_at(event.x, event.y)
        if index is None:
            return
        if index == self.cursor and event.chain > 1:
            self.post_message(self.Opened())
        self.move_to(index)

    def _index_at(self, x: int, y: int) -> int | None:
        line, at = y + int(self.scroll_y), GUTTER
        if line >= len(self.plan.lines):
            return None
        keys = {row.key: i for i, row in enumerate(self.shown.rows)}
        for piece in self.plan.pieces(line):
            if at <= x < (at := at + width_of(piece.text)) and piece.key:
                return keys.get(piece.key)
        return None

    def _on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self._scroll(int(self.scroll_y) + _WHEEL)

    def _on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self._scroll(int(self.scroll_y) - _WHEEL)

    # Drawing

    def render_line(self, y: int) -> Strip:
        if self.plan.width != self._text_width:
            self.plan = TextPlan(self.plan.manuscript, self._text_width)
        width, line = self.size.width, y + int(self.scroll_y)
        if line >= len(self.plan.lines):
            return Strip.blank(width, self.style_of(""))
        left = width
        segments: list[Segment] = []
        for text, style in self._styled(line):
            cut = fit(text, min(width_of(text), left))
            left -= width_of(cut)
            if cut:
                segments.append(Segment(cut, style))
        return Strip([*segments, Segment(" " * left, self.style_of(""))], width)

    def _styled(self, line: int) -> Iterator[tuple[str, Style]]:
        chosen = row.key if (row := self.cursor_row) else ""
        here = self.plan.stops(line)
        signs = "".join(self.plan.manuscript.by_key[key].mark for key in here).replace(" ", "")
        sign = min(signs, default=" ")
        yield (">" if chosen in here else " "), self.style_of("strong")
        yield sign, self.style_of("bad" if sign == "!" else "warn")
        yield " ", self.style_of("")
        for piece in self.plan.pieces(line):
            yield piece.text, self.style_of("cell" if piece.key and piece.key == chosen else piece.tone)
