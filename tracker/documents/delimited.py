"""Text whose cells are parted by commas, semicolons, or tabs with quotes around some cells: what spreadsheet programs
save as CSV or text. Read with the csv module; other text is left as it is."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator

from .grids import Grid, grid_lines
from .lines import Line

_QUOTED_CELL = re.compile(r'(?:^|\t)"(?:[^"]|"")*"(?=\t|$)', re.MULTILINE)
_PARTS = {",": re.compile(r'(?:^|[^\d\s]),|,(?:[^\d\s]|$)|"[^"]*"', re.MULTILINE), ";": re.compile(";")}
"""Where a comma or a semicolon parts cells; a comma between two digits may be one of a number."""

_ENOUGH = 0.4
"""In so many of its lines a file has to part cells."""

_MAX_FIELD = 1_000_000


def delimiter_of(text: str) -> str | None:
    """What parts the cells of a text, None where it is to be read as it stands."""
    if "\t" in text:
        return "\t" if _QUOTED_CELL.search(text) else None
    lines = [line for line in text.split("\n") if line.strip()]
    for delimiter, parts in _PARTS.items():
        if sum(delimiter in line and bool(parts.search(line)) for line in lines) > max(2, len(lines) * _ENOUGH):
            return delimiter
    return None


def delimited_lines(text: str, delimiter: str, file: str) -> tuple[Line, ...]:
    """Raises DocumentError where there is more than a document holds."""
    csv.field_size_limit(_MAX_FIELD)
    grid = Grid("", rows={row: dict(enumerate(cells, 1)) for row, cells in _rows(text, delimiter)})
    return tuple(Line(int(line.place.rpartition("!")[2]), 1, line.text) for line in grid_lines([grid], file))


def _rows(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Cells with the number of the line that they begin on."""
    reader = csv.reader(text.split("\n"), delimiter=delimiter)
    before = 0
    for cells in reader:
        yield before + 1, cells
        before = reader.line_num
