"""The sheets of a workbook to lines: every row that is not blank, a tab between its cells from the first column on.

The value of merged cells stands in the first of them. A row whose only value stands in the first column is a line of
text, unless it stands right below a row of several and reads like a label: then it is a row of blank amounts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from ..model.errors import DocumentError, say
from ..model.places import in_sheet
from .decode import MAX_LINES, cleaned
from .lines import Line, join_all

_WIDEST = 200
"""Rows are made as wide as their sheet up to so many columns."""

_CODES = ("类", "款", "项")
"""The headers of a code that is split over three columns."""

_LONGEST_LABEL = 60
_SENTENCE = frozenset("。；！？：:")

_MAX_CELLS = 2_000_000
_TABLE_NAME = re.compile(r"[^\W\d_]{3,}表")

Range = tuple[int, int, int, int]
"""First row, first column, last row, last column, from 1."""


@dataclass
class Grid:
    """One sheet. `rows` hold the text of the cells that are not blank, by row and column from 1."""

    name: str
    hidden: bool = False
    rows: dict[int, dict[int, str]] = field(default_factory=dict)
    merged: Sequence[Range] = ()
    hidden_rows: set[int] = field(default_factory=set)


def grid_lines(grids: Iterable[Grid], file: str) -> tuple[Line, ...]:
    """Raises DocumentError where there is nothing, or more than a document holds."""
    lines: list[Line] = []
    for page, grid in enumerate(grids, 1):
        for line in _sheet(grid, page, lines[-1].number + 2 if lines else 1):
            lines.append(line)
            if len(lines) > MAX_LINES:
                raise DocumentError(say("document.too-long", file=file, lines=len(lines), limit=MAX_LINES))
    if not lines:
        raise DocumentError(say("document.empty", file=file))
    return tuple(lines)


def check_size(cells: int, file: str) -> None:
    """Raises DocumentError where a workbook has more cells than a document can have."""
    if cells > _MAX_CELLS:
        raise DocumentError(say("document.too-many-cells", file=file, limit=_MAX_CELLS))


def cell_text(value: str) -> str:
    """The text of one cell in one line: what wraps in it is joined."""
    return join_all(cleaned(value).replace("\t", " ").replace("\f", "\n").split("\n")).strip()


def _sheet(grid: Grid, page: int, number: int) -> Iterator[Line]:
    rows = {row: cells for row in sorted(grid.rows) if (cells := _filled(grid.rows[row]))}
    joined = _blank_merged(rows, grid.merged)
    _restore_codes(rows)
    width = max((max(cells) for cells in rows.values() if cells), default=0)
    name = cell_text(grid.name)
    if rows and _TABLE_NAME.search(name) and not any(name in text for row in rows.values() for text in row.values()):
        yield Line(number, page, name, in_sheet(grid.name, 0), hidden=_hidden(grid, 0))
        number += 1
    above, is_row = 0, False
    for row, cells in rows.items():
        if not cells:
            continue
        number += row > above + 1 and above > 0
        several = len(cells) > 1 or 1 not in cells
        is_row = several or (is_row and row == above + 1 and (row, 1) not in joined and _is_label(cells[1]))
        last = max(width if width <= _WIDEST else 0, *cells) if is_row else 1
        text = "\t".join(cells.get(column, "") for column in range(1, last + 1))
        yield Line(number, page, text, in_sheet(grid.name, row), hidden=_hidden(grid, row))
        number, above = number + 1, row


def _is_label(text: str) -> bool:
    """Whether a cell reads like the label of a row, not like a note or a sentence."""
    return len(text) <= _LONGEST_LABEL and not _SENTENCE & set(text)


def _hidden(grid: Grid, row: int) -> Literal["", "sheet", "row"]:
    return "sheet" if grid.hidden else "row" if row in grid.hidden_rows else ""


def _filled(cells: Mapping[int, str]) -> dict[int, str]:
    return {column: text for column in sorted(cells) if (text := cell_text(cells[column]))}


def _restore_codes(rows: Mapping[int, dict[int, str]]) -> None:
    """Puts back the zeros that 款 and 项 lose where they are stored as numbers: each has two digits."""
    columns: tuple[int, ...] = ()
    for cells in rows.values():
        first = next((c for c, text in cells.items() if text == _CODES[0]), None)
        if first is not None and tuple(cells.get(first + n) for n in range(3)) == _CODES:
            columns = first + 1, first + 2
            continue
        for column in columns:
            if len(text := cells.get(column, "")) == 1 and text.isdecimal():
                cells[column] = f"0{text}"


def _blank_merged(rows: dict[int, dict[int, str]], merged: Iterable[Range]) -> set[tuple[int, int]]:
    """Blanks what stands under merged cells; the first cells of those that reach over several columns."""
    wide = set()
    for top, left, bottom, right in merged:
        if right > left:
            wide.add((top, left))
        inside = range(top, bottom + 1) if bottom - top < len(rows) else [r for r in rows if top <= r <= bottom]
        for row in inside:
            for column in [c for c in rows.get(row, ()) if left <= c <= right and (row, c) != (top, left)]:
                del rows[row][column]
    return wide
