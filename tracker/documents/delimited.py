"""Text whose cells are parted by commas, semicolons, or tabs with quotes around some cells: what spreadsheet programs
save as CSV or text. Read with the csv module; other text is left as it is."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence

from ..model.errors import DocumentError, say
from .lines import Line
from .workbooks import Grid, grid_lines

_QUOTED_CELL = re.compile(r'(?:^|\t)"(?:[^"]|"")*"(?=\t|$)', re.MULTILINE)
_DELIMITERS = (",", ";")
_ROWS = 3
"""So many lines in turn have equally many cells, and none with a sentence in it, before a comma parts cells."""

_LONGEST_CELL = 100
_LONGEST_LINE = 10_000

_MAX_FIELD = 1_000_000


def delimiter_of(text: str) -> str | None:
    """What parts the cells of a text, None where it is to be read as it stands."""
    if "\t" in text:
        return "\t" if _QUOTED_CELL.search(text) else None
    lines = text.split("\n")
    return next((delimiter for delimiter in _DELIMITERS if _parts_cells(lines, delimiter)), None)


def _parts_cells(lines: Sequence[str], delimiter: str) -> bool:
    before, run = 0, 0
    for line in lines:
        cells = (
            next(csv.reader([line], delimiter=delimiter), [])
            if delimiter in line and len(line) <= _LONGEST_LINE
            else []
        )
        whole = len(cells) > 1 and max(map(len, cells)) <= _LONGEST_CELL
        run = run + 1 if whole and len(cells) == before else int(whole)
        before = len(cells)
        if run >= _ROWS:
            return True
    return False


def delimited_lines(text: str, delimiter: str, file: str) -> tuple[Line, ...]:
    """Raises DocumentError where there is more than a document holds."""
    csv.field_size_limit(_MAX_FIELD)
    try:
        grid = Grid("", rows={row: dict(enumerate(cells, 1)) for row, cells in _rows(text, delimiter)})
    except csv.Error:
        raise DocumentError(say("document.damaged", file=file, why="CSV")) from None
    return tuple(Line(int(line.place.rpartition("!")[2]), 1, line.text) for line in grid_lines([grid], file))


def _rows(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Cells with the number of the line that they begin on."""
    reader = csv.reader(text.split("\n"), delimiter=delimiter)
    before = 0
    for cells in reader:
        yield before + 1, cells
        before = reader.line_num
