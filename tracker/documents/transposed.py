"""Tables that are printed with their rows side by side: a header of items, and one line of amounts under it.

The item of a position is the lowest cell above it that names one; a cell that only says 合计 or 小计 stands for the
item above it. Where the cells right above the amounts are columns (预算数, 决算数), they tell those apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..model.places import is_sheet, letters
from ..tables.rows import Item, ListRows
from ..tables.spec import TOTAL, PrintedRow, TableSpec, bare
from .amounts import fen_of, is_blank_amount, is_number
from .findings import Findings, Spot
from .lines import Line, clean, fold
from .reading import ReadRow, ReadTable
from .sheets import Sheet
from .words import Words

_SUMS = frozenset({TOTAL, "小计", "总计"})
_MOST_HEADER_ROWS = 8
_WIDEST = 60


@dataclass(frozen=True, slots=True)
class _Place:
    """What stands at one position: a row of the table and a column of the spec."""

    item: Item
    column: int


@dataclass(frozen=True, slots=True)
class _Cell:
    """An amount as printed; `letter` is its column where it stands in a sheet."""

    text: str
    spot: Spot
    letter: str


class TransposedReader:
    """Reads the pages of one transposed table."""

    def __init__(self, spec: TableSpec, rows: ListRows, words: Words, findings: Findings) -> None:
        self._spec, self._rows, self._words, self._findings = spec, rows, words, findings
        self._columns = {
            self._name(label): i for i, column in enumerate(spec.columns) for label in (column.label, *column.headers)
        }

    def read(self, sheets: Sequence[Sheet], unit_fen: int | None) -> ReadTable:
        notes = tuple(dict.fromkeys(note for sheet in sheets for note in sheet.notes))
        money = next((sheet.unit_fen for sheet in sheets if sheet.unit_fen), unit_fen)
        if money is None:
            self._findings.problem("no-money-unit", sheets[0].spot(sheets[0].title))
            money = 1
        cells: dict[str, dict[int, _Cell]] = {}
        for sheet in sheets:
            for place, cell in self._cells(sheet):
                row = cells.setdefault(place.item.key, {})
                if place.column in row and not cell.text:
                    continue  # the item's cell is merged over several positions
                if place.column in row and row[place.column].text:
                    first = row[place.column].spot.standing
                    self._findings.problem("row-twice", cell.spot, row=place.item.label, first=first)
                row[place.column] = cell
        columns = tuple(sorted({column for row in cells.values() for column in row}))
        read = tuple(self._row(item, cells[item.key], columns, money) for item in self._rows.items if item.key in cells)
        return ReadTable(self._spec, tuple(self._spec.columns[c].label for c in columns), money, read, notes)

    def _cells(self, sheet: Sheet) -> Iterator[tuple[_Place, _Cell]]:
        """The cells of the one line of amounts of a page."""
        body = [line for line in sheet.body if not self._is_numbering(line)]
        n = next((i for i, line in enumerate(body) if any(map(self._is_amount, line.cells))), len(body))
        header, rest = body[:n][:_MOST_HEADER_ROWS], body[n:]
        if not rest or not header:
            if body:
                expected = "、".join(item.label for item in self._rows.items)
                self._findings.problem("no-header", sheet.spot(body[0]), expected=expected)
            return
        line, spot = rest[0], sheet.spot(rest[0])
        for other in rest[1:]:
            self._findings.strange(other, other.text.strip())
        if len(line.cells) > _WIDEST:
            self._findings.strange(line, line.text.strip())
            return
        for p, path in enumerate(_paths(header, len(line.cells))):
            cell = line.cells[p]
            place = self._place([self._name(name) for name in path])
            if place is not None:
                yield place, _Cell(cell, spot, letters(p + 1) if is_sheet(line.place) else "")
            elif cell and not (p == 0 and not self._is_amount(cell)):
                self._findings.problem("amount", spot, column=" ".join(path)[:60], cell=cell[:40])

    def _place(self, path: Sequence[str]) -> _Place | None:
        """The row and the column that a path of header cells, from the top down, names."""
        column = next((self._columns[name] for name in reversed(path) if name in self._columns), 0)
        names = [name for name in path if name not in self._columns]
        while names and names[-1] in _SUMS and len(names) > 1:
            names.pop()
        for name in reversed(names):
            key = self._rows.find("", name)
            if key is not None:
                return _Place(next(item for item in self._rows.items if item.key == key), column)
        return None

    def _row(self, item: Item, cells: dict[int, _Cell], columns: Sequence[int], unit_fen: int) -> ReadRow:
        spot = next(iter(cells.values())).spot
        printed = tuple(cells[c].text if c in cells else "" for c in columns)
        fen: list[int | None] = []
        for c, cell in zip(columns, printed, strict=True):
            amount: int | None = None
            if not self._is_withheld(cell):
                try:
                    amount = fen_of(cell, unit_fen)
                except ValueError:
                    name = f"{item.label} {self._spec.columns[c].label}"
                    self._findings.problem("amount", spot, column=name, cell=cell[:40])
            fen.append(amount)
        at = tuple(cells[c].letter if c in cells else "" for c in columns)
        letters_of_row = at if any(at) else ()
        row = PrintedRow(item.label)
        return ReadRow(row, tuple(fen), printed, spot.line, spot.page, place=spot.place, letters=letters_of_row)

    def _name(self, cell: str) -> str:
        text = self._words.without("money-in-header", fold(clean(cell)))
        return bare(self._words.without("header-prefix", text))

    def _is_amount(self, cell: str) -> bool:
        return bool(cell) and (is_number(cell) or is_blank_amount(cell) or self._is_withheld(cell))

    def _is_withheld(self, cell: str) -> bool:
        return self._words.full("withheld", fold(clean(cell))) is not None

    def _is_numbering(self, line: Line) -> bool:
        """Whether a row only numbers the columns from 1 on."""
        cells = [fold(line.cells[i]) for i in line.filled]
        return len(cells) > 2 and cells == [str(n) for n in range(1, len(cells) + 1)]


def are_rows_printed_down(sheets: Sequence[Sheet], spec: TableSpec) -> bool:
    """Whether a table that the form prints with its rows side by side stands here with them below one another: lines
    that begin with the name of a row, and go on with its amount."""
    rows = spec.rows
    if not isinstance(rows, ListRows):
        return False
    lines = [line for sheet in sheets if sheet.spec is spec for line in sheet.body if len(line.filled) > 1]
    named = [line for line in lines if rows.find("", line.cells[line.filled[0]])]
    return sum(any(is_number(cell) for cell in line.cells[line.filled[0] + 1 :]) for line in named) > 1


def _paths(header: Sequence[Line], width: int) -> list[tuple[str, ...]]:
    """By position the cells above it from the top down. A merged cell reaches right until the next one of its own row
    or of a row above it."""
    paths: list[list[str]] = [[] for _ in range(width)]
    starts: set[int] = set()
    for line in header:
        current = ""
        for p in range(width):
            cell = line.cells[p] if p < len(line.cells) else ""
            current = cell or ("" if p in starts else current)
            if cell:
                starts.add(p)
            if current:
                paths[p].append(current)
    return [tuple(path) for path in paths]
