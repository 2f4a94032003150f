"""A widget of a few lines of toned text: tabs, title, details, status and footer."""

from __future__ import annotations

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from .cells import fit_line, flow
from .grid import Line
from .styled import Styled


class Lines(Styled, Widget):
    """Shows as many of its lines as it is high, each cut or padded to its width, or where it is
    `flowing` wrapped to it; below a rule where it is `ruled`."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    Lines { height: 1; }
    """

    def __init__(self, *, id: str | None = None, ruled: bool = False, flowing: bool = False) -> None:
        super().__init__(id=id)
        self._ruled, self._flowing = ruled, flowing
        self.lines: tuple[Line, ...] = ()

    def show(self, *lines: Line) -> None:
        if lines != self.lines:
            self.lines = lines
            self.refresh()

    def laid_out(self, width: int) -> tuple[Line, ...]:
        """The lines as they stand in so many cells."""
        return tuple(part for line in self.lines for part in flow(line, width)) if self._flowing else self.lines

    def render_line(self, y: int) -> Strip:
        if self._ruled:
            if y == 0:
                return Strip([Segment("-" * self.size.width, self.style_of("dim"))], self.size.width)
            y -= 1
        lines = self.laid_out(self.size.width)
        line = lines[y] if y < len(lines) else ()
        pieces = fit_line(line, self.size.width)
        return Strip([Segment(text, self.style_of(tone)) for text, tone in pieces], self.size.width)
