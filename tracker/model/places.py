"""Where something stands in a document without lines, as short text: what is kept, whatever the language.

"表5!12" is row 12 of the sheet 表5, "[3]!5" row 5 of the third table (no sheet can have a name in brackets), "¶12" the
twelfth paragraph. How a reader is told is in messages/places.py.
"""

from __future__ import annotations


def in_sheet(sheet: str, row: int) -> str:
    return f"{sheet}!{row}"


def in_table(table: int, row: int) -> str:
    return f"[{table}]!{row}"


def paragraph(number: int) -> str:
    return f"¶{number}"


def is_sheet(place: str) -> bool:
    return bool(place) and not place.startswith(("¶", "["))


def letters(column: int) -> str:
    """The name of a column of a sheet, from 1: A, B … Z, AA."""
    name = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def sheet_of(place: str) -> str:
    return place.rpartition("!")[0]


def cell_of(place: str, column: str) -> str:
    """The address of a cell in a row of a sheet, "表5!C12"; of another place that place itself."""
    if not column or not is_sheet(place):
        return place
    sheet, _, row = place.rpartition("!")
    return f"{sheet}!{column}{row}"
