"""Workbooks of Excel 97 to 2003 to lines, with xlrd: as those of later ones (xlsx.py), formulas by their values.

Such a file stores numbers as binary fractions only: what is displayed is made from their shortest decimal form."""

from __future__ import annotations

from decimal import Decimal
from io import StringIO
from typing import Any

import xlrd

from ..model.errors import DocumentError, say
from .displayed import displayed, displayed_date
from .lines import Line
from .workbooks import Grid, check_size, grid_lines


def xls_lines(data: bytes, file: str) -> tuple[Line, ...]:
    """Raises DocumentError where it is locked, damaged, or holds more than a document can hold."""
    try:
        book = xlrd.open_workbook(
            file_contents=data, formatting_info=True, on_demand=True, ragged_rows=True, logfile=StringIO()
        )
    except xlrd.XLRDError as error:
        id = "document.encrypted" if "encrypted" in str(error).lower() else "document.damaged"
        raise DocumentError(say(id, file=file, why=type(error).__name__)) from None
    grids, cells = [], 0
    for n in range(book.nsheets):
        grid = _grid(book, book.sheet_by_index(n))
        book.unload_sheet(n)
        grids.append(grid)
        cells += sum(map(len, grid.rows.values()))
        check_size(cells, file)
    return grid_lines(grids, file)


def _grid(book: Any, sheet: Any) -> Grid:  # xlrd has no types
    grid = Grid(sheet.name, hidden=bool(sheet.visibility))
    for row in range(sheet.nrows):
        found = {}
        for column, cell in enumerate(sheet.row(row), 1):
            if text := _text(book, cell):
                found[column] = text
        if found:
            grid.rows[row + 1] = found
            info = sheet.rowinfo_map.get(row)
            if info is not None and info.hidden:
                grid.hidden_rows.add(row + 1)
    grid.merged = [(top + 1, left + 1, bottom, right) for top, bottom, left, right in sheet.merged_cells]
    return grid


def _text(book: Any, cell: Any) -> str:
    match cell.ctype:
        case xlrd.XL_CELL_EMPTY | xlrd.XL_CELL_BLANK:
            return ""
        case xlrd.XL_CELL_NUMBER:
            return displayed(Decimal(repr(cell.value)), _format(book, cell))
        case xlrd.XL_CELL_DATE:
            return _date(book, cell)
        case xlrd.XL_CELL_BOOLEAN:
            return "TRUE" if cell.value else "FALSE"
        case xlrd.XL_CELL_ERROR:
            return str(xlrd.error_text_from_code.get(cell.value, "#ERROR"))
    return str(cell.value)


def _date(book: Any, cell: Any) -> str:
    try:
        return displayed_date(xlrd.xldate_as_datetime(cell.value, book.datemode), _format(book, cell))
    except (xlrd.XLDateError, OverflowError, ValueError):
        return displayed(Decimal(repr(cell.value)), "")


def _format(book: Any, cell: Any) -> str:
    found = book.format_map.get(book.xf_list[cell.xf_index].format_key) if cell.xf_index is not None else None
    return str(found.format_str) if found else ""
