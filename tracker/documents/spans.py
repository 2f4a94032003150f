"""The rows of a table whose cells reach over columns and rows: the value in the first place, the others blank."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_MAX_SPAN = 200
"""No cell of a document reaches over more columns."""


@dataclass(frozen=True, slots=True)
class Span:
    """A cell as a document gives it: its text, and over how many columns and rows it reaches."""

    text: str
    columns: int = 1
    rows: int = 1


def laid_out(rows: Iterable[Sequence[Span]]) -> list[list[str]]:
    """The text by row and column, every row as wide as the widest."""
    grid: list[list[str]] = []
    taken: dict[int, int] = {}
    for row in rows:
        cells: list[str] = []
        below: dict[int, int] = {}
        for span in row:
            while len(cells) in taken:
                cells.append("")
            columns = min(max(span.columns, 1), _MAX_SPAN)
            if span.rows > 1:
                below |= dict.fromkeys(range(len(cells), len(cells) + columns), span.rows - 1)
            cells += [span.text, *[""] * (columns - 1)]
        while len(cells) in taken:
            cells.append("")
        taken = {column: left - 1 for column, left in taken.items() if left > 1} | below
        grid.append(cells)
    width = max(map(len, grid), default=0)
    return [[*cells, *[""] * (width - len(cells))] for cells in grid]
