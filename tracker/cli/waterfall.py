"""A waterfall for a terminal: label, difference, running total, and a bar from one total to the next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len

from ..query.falls import spans
from .asking import amount, signed
from .grid import cut, grid

WIDTH = 80
_LEAST_BAR = 14
_LEAST_LABEL = 8
_GAP = 2
_TOTAL, _UP, _DOWN = "█", "▓", "▒"


class Fall(NamedTuple):
    """One row. A total (the first and the last) has no difference."""

    label: str
    delta_fen: int | None
    total_fen: int

    @property
    def from_fen(self) -> int:
        return self.total_fen - (self.delta_fen or 0)


def waterfall(rows: Sequence[Fall], width: int = WIDTH) -> list[str]:
    """The rows in lines of at most `width` cells."""
    figures = grid(
        [["" if row.delta_fen is None else signed(row.delta_fen), amount(row.total_fen)] for row in rows], right=(0, 1)
    )
    for_label = width - cell_len(max(figures, key=cell_len)) - _LEAST_BAR - 2 * _GAP
    labels = [cut(row.label, max(for_label, _LEAST_LABEL)) for row in rows]
    lines = grid(list(zip(labels, figures, strict=True)), right=(1,))
    bars = _bars(rows, width - max(map(cell_len, lines)) - _GAP)
    return [f"{line}{' ' * _GAP}{bar}".rstrip() for line, bar in zip(lines, bars, strict=True)]


def _bars(rows: Sequence[Fall], width: int) -> list[str]:
    moves = [(None if row.delta_fen is None else row.from_fen, row.total_fen) for row in rows]
    marks = [_TOTAL if row.delta_fen is None else _UP if row.delta_fen > 0 else _DOWN for row in rows]
    return [" " * left + mark * (right - left) for mark, (left, right) in zip(marks, spans(moves, width), strict=True)]
