"""The line of time: every version in its place, milestones, A, and the version shown. A click travels."""

from __future__ import annotations

from collections.abc import Iterable

from textual import events
from textual.message import Message

from .grid import Line, Piece
from .lines import Lines

_EDGE = 1


class Slider(Lines):
    """Drawn like any line; it knows which version stands where."""

    class Chosen(Message):
        """A version was clicked."""

        def __init__(self, version: int) -> None:
            super().__init__()
            self.version = version

    head = 0

    def on_click(self, event: events.Click) -> None:
        event.stop()
        if self.head:
            self.post_message(self.Chosen(version_at(event.x, self.head, self.size.width)))


def column_of(version: int, head: int, width: int) -> int:
    """Where a version stands on a line of so many cells."""
    room = width - 2 * _EDGE - 1
    return _EDGE + (room * (version - 1) // (head - 1) if head > 1 else room)


def version_at(x: int, head: int, width: int) -> int:
    """The version that stands nearest to a cell."""
    room = max(width - 2 * _EDGE - 1, 1)
    return min(max(1 + round((x - _EDGE) * (head - 1) / room), 1), head)


def slider(version: int, mark: int | None, milestones: Iterable[int], head: int, width: int) -> Line:
    """The line in exactly `width` cells: `|` a milestone, `A` the mark, the shown version in brackets."""
    cells = ["-"] * width
    cells[0] = cells[-1] = " "
    for seq in milestones:
        cells[column_of(seq, head, width)] = "|"
    if mark:
        cells[column_of(mark, head, width)] = "A"
    shown = f"[@{version}]"
    start = min(max(column_of(version, head, width) - len(shown) // 2, 0), width - len(shown))
    parts: tuple[Piece, ...] = (
        ("".join(cells[:start]), "dim"),
        (shown, "strong"),
        ("".join(cells[start + len(shown) :]), "dim"),
    )
    return parts
