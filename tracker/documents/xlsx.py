"""Workbooks of Excel 2007 and later to lines, with openpyxl: sheets in their order, numbers as they are displayed.

The parser of openpyxl's read-only mode is driven row by row, because that mode itself hides which cells are merged,
which rows are hidden, and whether a blank cell is a formula whose value was never computed. It neither believes the
size that a sheet declares nor keeps rows without values. No formula is computed, no link followed, no macro read.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from io import BytesIO
from typing import Any

from openpyxl import load_workbook
from openpyxl.worksheet._read_only import ReadOnlyWorksheet
from openpyxl.worksheet._reader import FORMULA_TAG, VALUE_TAG, WorkSheetParser

from ..model.errors import DocumentError, Message, say
from ..model.places import cell_of, in_sheet, letters
from .displayed import displayed, displayed_date
from .lines import Line
from .workbooks import Grid, check_size, grid_lines

_MOST_FORMULAS = 20
"""So many formulas without a value are named."""


def xlsx_lines(data: bytes, file: str) -> tuple[Line, ...]:
    """Raises DocumentError where it is damaged, holds formulas without values, or more than a document can hold."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of what it leaves out: charts, extensions
        book = load_workbook(BytesIO(data), read_only=True, data_only=True)
        try:
            reader = _Reader(book, file)
            grids = [reader.grid(sheet) for sheet in book.worksheets if isinstance(sheet, ReadOnlyWorksheet)]
        finally:
            book.close()
    if reader.uncomputed:
        raise DocumentError(*reader.uncomputed)
    return grid_lines(grids, file)


class _Parser(WorkSheetParser):  # type: ignore[misc] # openpyxl has no types
    """Cells with the number as it is stored, and whether a formula is behind them."""

    row_counter: int

    def parse_cell(self, element: Any) -> dict[str, Any]:  # an element of whichever XML library openpyxl found
        cell: dict[str, Any] = super().parse_cell(element)
        cell["stored"] = element.findtext(VALUE_TAG)
        cell["formula"] = element.find(FORMULA_TAG) is not None
        cell["typed"] = element.get("t", "n")
        return cell

    def parse_row(self, row: Any) -> tuple[int, list[dict[str, Any]]]:
        """The cells that hold anything, under the number of their row, negative where that is hidden."""
        self.row_counter = int(float(row.get("r", self.row_counter + 1)))
        self.col_counter = 0
        cells = [self.parse_cell(cell) for cell in row if len(cell) or cell.get("r") is None]
        return (-self.row_counter if row.get("hidden") in ("1", "true") else self.row_counter), cells

    def parse_formatting(self, element: Any) -> None:
        """Left out: conditional formats change no value."""

    parse_extensions = parse_formatting
    parse_legacy = parse_formatting


class _Reader:
    def __init__(self, book: Any, file: str) -> None:
        self._book, self._file = book, file
        self._cells = 0
        self.uncomputed: list[Message] = []

    def grid(self, sheet: ReadOnlyWorksheet) -> Grid:
        grid = Grid(sheet.title, hidden=sheet.sheet_state != "visible")
        with sheet._get_source() as source:
            parser = _Parser(
                source,
                sheet._shared_strings,
                data_only=True,
                epoch=self._book.epoch,
                date_formats=self._book._date_formats,
                timedelta_formats=self._book._timedelta_formats,
            )
            for signed, cells in parser.parse():
                row = abs(signed)
                found = {column: text for column, text in self._texts(sheet.title, cells) if text}
                if found:
                    grid.rows.setdefault(row, {}).update(found)
                    self._cells += len(found)
                    check_size(self._cells, self._file)
                    if signed < 0:
                        grid.hidden_rows.add(row)
        merged = parser.merged_cells
        grid.merged = [(r.min_row, r.min_col, r.max_row, r.max_col) for r in merged.mergeCell] if merged else ()
        return grid

    def _texts(self, sheet: str, cells: list[dict[str, Any]]) -> Iterator[tuple[int, str]]:
        for cell in cells:
            if cell["formula"] and not cell["stored"] and cell["typed"] != "str":
                self._uncomputed(sheet, cell["row"], cell["column"])
            elif cell["value"] is not None:
                yield cell["column"], self._text(cell)

    def _uncomputed(self, sheet: str, row: int, column: int) -> None:
        if len(self.uncomputed) < _MOST_FORMULAS:
            place = cell_of(in_sheet(sheet, row), letters(column))
            self.uncomputed.append(say("document.uncomputed", file=self._file, cell=place))

    def _text(self, cell: dict[str, Any]) -> str:
        value = cell["value"]
        match value:
            case bool():
                return str(value).upper()
            case int() | float():
                return self._number(cell["stored"] or str(value), cell["style_id"])
            case datetime() | time():
                return displayed_date(value, self._format(cell["style_id"]))
            case date():
                return value.isoformat()
            case timedelta():
                return str(value)
        return str(value)

    def _number(self, stored: str, style: int) -> str:
        try:
            return displayed(Decimal(stored.strip()), self._format(style))
        except InvalidOperation:
            return stored

    def _format(self, style: int) -> str:
        """The number format of a style, "" for none."""
        try:
            id = self._book._cell_styles[style].numFmtId
        except IndexError:
            return ""
        return _format_by_id(id, self._book._number_formats)


def _format_by_id(id: int, own: list[str]) -> str:
    from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE

    if id < BUILTIN_FORMATS_MAX_SIZE:
        return str(BUILTIN_FORMATS.get(id, ""))
    return str(own[id - BUILTIN_FORMATS_MAX_SIZE]) if id - BUILTIN_FORMATS_MAX_SIZE < len(own) else ""
