"""Tables with rules around their cells, as a page prints them, and rows of theirs that a page cuts in two."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from .printed import PrintedLine
from .tabular import APART

Box = tuple[float, float, float, float]
"""Left, top, right and bottom in points from the top left."""

_OFF, _MOST_OFF = 0.3, 8.0
"""Edges of one column are off on two pages by so small a share of the columns beside them, and by so many points."""

_CLOSE = 0.8
"""So many sizes of a character lie at most between a row and the piece of it that stands outside of the rules."""


@dataclass(frozen=True, slots=True)
class RuledRow:
    """A row: its place, and its text, a tab between the cells."""

    top: float
    left: float
    right: float
    size: float
    text: str


@dataclass(frozen=True, slots=True)
class Ruled:
    """`edges` are where its columns begin, and where the last one ends."""

    box: Box
    edges: tuple[float, ...]
    rows: tuple[RuledRow, ...]

    def lower(self, by: float) -> Ruled:
        left, top, right, bottom = self.box
        rows = tuple(replace(row, top=row.top + by) for row in self.rows)
        return Ruled((left, top + by, right, bottom + by), self.edges, rows)

    def in_columns_of(self, other: Ruled) -> Ruled:
        """The table in the columns of one on the page before or after it, where those are its own and more: merged
        cells may be all that stands on its page, as when a header is cut."""
        places = [_place(edge, other.edges) for edge in self.edges]
        if None in places or len(set(places)) < len(places) or not len(places) < len(other.edges):
            return self
        if (places[0], places[-1]) != (0, len(other.edges) - 1):
            return self
        rows = []
        for row in self.rows:
            cells = [""] * (len(other.edges) - 1)
            for place, cell in zip(places, row.text.split("\t"), strict=False):
                cells[place or 0] = cell
            rows.append(replace(row, text="\t".join(cells)))
        return Ruled(self.box, other.edges, tuple(rows))

    def cut_below(self, lines: Sequence[PrintedLine]) -> int:
        """How many of the lines at the foot of its page, in their order, are a row that goes on overleaf: programs
        that break a row over pages may draw no rules around the pieces."""
        at, taken = self.box[3], 0
        for line in lines:
            if line.top - at > _CLOSE * line.size or not self._fits(line):
                break
            at, taken = line.bottom, taken + 1
        return taken if taken == len(lines) else 0

    def cut_above(self, lines: Sequence[PrintedLine]) -> int:
        """How many of the lines at the head of its page are the rest of a row of the page before."""
        at, taken = self.box[1], 0
        for line in reversed(lines):
            if at - line.bottom > _CLOSE * line.size or not self._fits(line):
                break
            at, taken = line.top, taken + 1
        return taken if taken == len(lines) else 0

    def _fits(self, line: PrintedLine) -> bool:
        """Whether no word crosses the edge of a column."""
        return (
            len(self.edges) > 2
            and not APART.search(line.text)
            and all(
                self.edges[0] - 2 <= word.x0
                and word.x1 <= self.edges[-1] + 2
                and self._at(word.x0 + 2) == self._at(word.x1 - 2)
                for word in line.words
            )
        )

    def _at(self, x: float) -> int:
        return min(max(bisect_right(self.edges, x) - 1, 0), len(self.edges) - 2)

    def cells(self, lines: Sequence[PrintedLine]) -> tuple[list[str], ...]:
        """The words of the lines by column."""
        cells: tuple[list[str], ...] = tuple([] for _ in self.edges[1:])
        for line in lines:
            for word in line.words:
                cells[self._at(word.x0 + 2)].append(word.text)
        return cells


def _place(edge: float, edges: Sequence[float]) -> int | None:
    """The edge that this one is on another page: the nearest, if it is off by a small part of the columns beside it."""
    n = min(range(len(edges)), key=lambda n: abs(edges[n] - edge))
    beside = edges[max(n - 1, 0) : n + 2]
    off = min(_MOST_OFF, _OFF * min(b - a for a, b in pairwise(beside)))
    return n if abs(edges[n] - edge) <= off else None
