"""A widget of a few lines of toned text: tabs, title, details, status and footer."""

from __future__ import annotations

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from .cells import fit_line
from .grid import Line
from .styled import Styled


class Lines(Styled, Widget):
    """Shows as many of its lines as it is high, each cut or padded to its width; below a rule where it is `ruled`."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    Lines { height: 1; }
    """

    def __init__(self, *, id: str | None = None, ruled: bool = False) -> None:
        super().__init__(id=id)
        self._ruled = ruled
        self.lines: tuple[Line, ...] = ()

    def show(self, *lines: Line) -> None:
        if lines != self.lines:
            self.lines = lines
            self.refresh()

    def render_line(self, y: int) -> Strip:
        if self._ruled:
            if y == 0:
                return Strip([Segment("-" * self.size.width, self.style_of("dim"))], self.size.width)
            y -= 1
        line = self.lines[y] if y < len(self.lines) else ()
        pieces = fit_line(line, self.size.width)
        return Strip([Segment(text, self.style_of(tone)) for text, tone in pieces], self.size.width)
