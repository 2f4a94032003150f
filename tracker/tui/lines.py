"""A widget of a few lines of toned text: tabs, title, details, status and footer."""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from .cells import fit_line
from .grid import Line


class Lines(Widget):
    """Shows as many of its lines as it is high, each cut or padded to its width."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"lines--{tone}" for tone in ("dim", "strong", "head", "inc", "dec", "add", "rem", "warn", "bad", "good", "word")
    }
    DEFAULT_CSS = """
    Lines { height: 1; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.lines: tuple[Line, ...] = ()
        self._styles_by_name: dict[str, Style] = {}

    def show(self, *lines: Line) -> None:
        if lines != self.lines:
            self.lines = lines
            self.refresh()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._styles_by_name.clear()

    def _style(self, tone: str) -> Style:
        style = self._styles_by_name.get(tone)
        if style is None:
            style = self.rich_style
            if tone:
                style += self.get_component_rich_style(f"lines--{tone}", partial=True)
            self._styles_by_name[tone] = style
        return style

    def render_line(self, y: int) -> Strip:
        line = self.lines[y] if y < len(self.lines) else ()
        pieces = fit_line(line, self.size.width)
        return Strip([Segment(text, self._style(tone)) for text, tone in pieces], self.size.width)
