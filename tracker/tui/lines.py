"""A widget of a few lines of toned text: tabs, title, details, status and footer."""

from __future__ import annotations

from functools import lru_cache

from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from .cells import fit_line, flow
from .grid import Line
from .styled import Styled


@lru_cache(maxsize=32)
def _flowed(lines: tuple[Line, ...], width: int) -> tuple[Line, ...]:
    return tuple(part for line in lines for part in flow(line, width))


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
        if lines == self.lines:
            return
        before, self.lines = self.lines, lines
        if not self._flowing:
            self.refresh()
            return
        rows = max(len(_flowed(which, self.size.width)) for which in (before, lines)) + self._ruled
        self.refresh(Region(0, 0, self.outer_size.width, rows))  # beside a text it is high and mostly empty

    def laid_out(self, width: int) -> tuple[Line, ...]:
        """The lines as they stand in so many cells."""
        return _flowed(self.lines, width) if self._flowing else self.lines

    def render_line(self, y: int) -> Strip:
        if self._ruled:
            if y == 0:
                return Strip([Segment("-" * self.size.width, self.style_of("dim"))], self.size.width)
            y -= 1
        lines = self.laid_out(self.size.width)
        line = lines[y] if y < len(lines) else ()
        pieces = fit_line(line, self.size.width)
        return Strip([Segment(text, self.style_of(tone)) for text, tone in pieces], self.size.width)
