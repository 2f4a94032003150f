"""Where the columns of a grid stand in a given width, and each line of it as pieces of text. Draws nothing."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from .cells import fit, width_of, wrap
from .grid import Grid, GridColumn, GridRow, Tone

GUTTER = 3
"""One cell for the cursor, one for the row's mark, one for space."""
_INDENT = 2
_FOLDED, _OPEN = "▸ ", "▾ "
_HEADER_LINES = 3


_Cell = Callable[[int], tuple[str, Tone]]


class Slot(NamedTuple):
    """A column in its place: its number among the columns of the grid, and its width."""

    column: int
    width: int


class LayPiece(NamedTuple):
    """Text with its tone; `column` is the index of the column whose cell it is, -1 between cells."""

    text: str
    tone: Tone
    column: int = -1


@dataclass(frozen=True)
class Layout:
    """A grid in `width` cells; of the columns that scroll, those from number `first` on. `natural` are the widths that
    the columns would like to have."""

    grid: Grid
    width: int
    natural: tuple[int, ...]
    first: int = 0

    @classmethod
    def of(cls, grid: Grid, width: int) -> Layout:
        return cls(grid, width, tuple(_natural(column, i, grid) for i, column in enumerate(grid.columns)))

    @cached_property
    def scrolling(self) -> tuple[int, ...]:
        return tuple(i for i, column in enumerate(self.grid.columns) if not column.frozen)

    @cached_property
    def frozen(self) -> tuple[Slot, ...]:
        """The columns that stay. The stretching one gives way first, down to its least width or a third of the line,
        and takes back what the columns that scroll leave free."""
        staying = [i for i, column in enumerate(self.grid.columns) if column.frozen]
        widths = {i: self.natural[i] for i in staying}
        stretch = next((i for i in staying if self.grid.columns[i].stretch), None)
        over = self._needed(widths.values()) + sum(self.natural[i] + 1 for i in self.scrolling) - self.width
        if stretch is not None and over > 0:
            least = self.grid.columns[stretch].least or self.width // 3
            widths[stretch] = min(widths[stretch], max(widths[stretch] - over, least))
            free = self.width - self._needed(widths.values())
            for i in self.scrolling:
                if self.natural[i] + 1 > free:
                    break
                free -= self.natural[i] + 1
            widths[stretch] = min(widths[stretch] + max(free, 0), self.natural[stretch])
        room = self.width - (max((self.natural[i] for i in self.scrolling), default=-1) + 1)
        for i in reversed(staying):
            widths[i] = max(widths[i] - max(self._needed(widths.values()) - room, 0), 1)
        return tuple(Slot(i, widths[i]) for i in staying)

    @staticmethod
    def _needed(widths: Collection[int]) -> int:
        """Cells that staying columns of these widths take, with the gutter, the spaces between and the last cell."""
        return GUTTER + sum(widths) + max(len(widths) - 1, 0) + 1

    @cached_property
    def _room(self) -> int:
        """Cells for the columns that scroll; the last cell of the line is for the sign that there are more."""
        return self.width - self._needed([slot.width for slot in self.frozen])

    @cached_property
    def moving(self) -> tuple[Slot, ...]:
        """The scrolling columns that are in view, each one whole."""
        slots: list[Slot] = []
        left = self._room
        for i in self.scrolling[self.first :]:
            width = self.natural[i]
            if width + 1 > left:
                break
            slots.append(Slot(i, width))
            left -= width + 1
        if not slots and self.scrolling[self.first :] and left > 1:
            slots.append(Slot(self.scrolling[self.first], left - 1))
        return tuple(slots)

    @property
    def hidden_before(self) -> bool:
        return self.first > 0

    @property
    def hidden_after(self) -> bool:
        return self.first + len(self.moving) < len(self.scrolling)

    @cached_property
    def header_lines(self) -> int:
        """As many as any column needs, in view or not: scrolling sideways moves no row."""
        columns = enumerate(self.grid.columns)
        return max((len(_header(column, self.natural[i])) for i, column in columns), default=1)

    @cached_property
    def _headers(self) -> dict[int, tuple[str, ...]]:
        return {
            slot.column: _header(self.grid.columns[slot.column], slot.width) for slot in (*self.frozen, *self.moving)
        }

    def first_for(self, column: int) -> int:
        """The first scrolling column to show so that this one is in view; as it is now where that will do."""
        if column not in self.scrolling:
            return self.first
        place = self.scrolling.index(column)
        if place < self.first:
            return place
        first = self.first
        while first < place and place >= first + len(replace(self, first=first).moving):
            first += 1
        return first

    def column_at(self, x: int) -> int:
        """The index of the column at a horizontal place, -1 between columns."""
        start = GUTTER
        for slot in (*self.frozen, *self.moving):
            if start <= x < start + slot.width:
                return slot.column
            start += slot.width + 1
        return -1

    def header(self, n: int) -> list[LayPiece]:
        """Line `n` of the header; the last one carries the signs for columns out of view."""
        texts = {}
        for index, lines in self._headers.items():
            i = n - (self.header_lines - len(lines))
            texts[index] = lines[i] if i >= 0 else ""
        last = n == self.header_lines - 1
        before = "<" if last and self.hidden_before else " "
        after = ">" if last and self.hidden_after else " "
        return self._line(" " * GUTTER, before, after, lambda index: (texts[index], "head"))

    def row(self, row: GridRow, *, cursor: bool, folded: bool) -> list[LayPiece]:
        gutter = (">" if cursor else " ") + fit(row.mark, 1) + " "

        def cell(index: int) -> tuple[str, Tone]:
            text = row.cells[index] if index < len(row.cells) else ""
            tone = row.tones[index] if index < len(row.tones) else ""
            if self.grid.columns[index].tree:
                text = self._branch(row, folded) + text
            return text, tone

        return self._line(gutter, " ", " ", cell)

    def _branch(self, row: GridRow, folded: bool) -> str:
        indent = " " * (_INDENT * max(row.level - 1, 0))
        if not self.grid.foldable:
            return indent
        sign = (_FOLDED if folded else _OPEN) if row.key in self.grid.foldable else "  "
        return indent + sign

    def _line(self, gutter: str, before: str, after: str, cell: _Cell) -> list[LayPiece]:
        pieces = [LayPiece(gutter, "")]
        used = GUTTER
        for n, slot in enumerate(self.frozen):
            if n:
                pieces.append(LayPiece(" ", ""))
                used += 1
            pieces.append(self._piece(slot, cell))
            used += slot.width
        for n, slot in enumerate(self.moving):
            pieces += (LayPiece(" " if n else before, "head" if before != " " else ""), self._piece(slot, cell))
            used += slot.width + 1
        pieces.append(LayPiece(" " * (self.width - used - 1), ""))
        pieces.append(LayPiece(after if self.width > used else "", "head" if after != " " else ""))
        return pieces

    def _piece(self, slot: Slot, cell: _Cell) -> LayPiece:
        text, tone = cell(slot.column)
        if self.grid.columns[slot.column].drawn:
            text = _smaller(text, self.natural[slot.column], slot.width)
        return LayPiece(fit(text, slot.width, self.grid.columns[slot.column].right), tone, slot.column)


def _smaller(text: str, natural: int, width: int) -> str:
    """What is drawn in so many cells in fewer ones: of the cells that become one, what stands in any."""
    if width >= natural:
        return text
    cells = text.ljust(natural)
    starts = [n * natural // width for n in range(width + 1)]
    return "".join(cells[a:b].strip()[:1] or " " for a, b in itertools.pairwise(starts))


def _natural(column: GridColumn, index: int, grid: Grid) -> int:
    header = width_of(column.label)
    width = max(header if header <= 8 or not column.right else (header + 3) // 4 * 2, column.least)
    folds = 2 if column.tree and grid.foldable else 0
    for row in grid.rows:
        if index < len(row.cells):
            indent = folds + _INDENT * max(row.level - 1, 0) if column.tree else 0
            width = max(width, width_of(row.cells[index]) + indent)
    return min(width, column.most) if column.most else width


def _balanced(label: str, width: int) -> tuple[str, ...]:
    """The label in as few lines as the width allows, those of about one length."""
    lines = wrap(label, width)
    even = (width_of(label) // len(lines) + 2) // 2 * 2
    balanced = wrap(label, min(even, width))
    return balanced if len(balanced) == len(lines) else lines


def _header(column: GridColumn, width: int) -> tuple[str, ...]:
    label = _balanced(column.label, width) if column.right else (column.label,)
    lines = (*wrap(column.group, width)[:1], *label) if column.group else label
    return lines[:_HEADER_LINES]
