"""A text document as a page of HTML with real tables: headers with merged cells, titles and notes around them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

from tracker.documents.amounts import is_number

_STYLE = (
    "table { border-collapse: collapse; width: 100% } td, th { border: 1px solid black; font-size: 9pt; padding: 2px }"
)


def page_of(text: str) -> str:
    blocks = []
    for is_row, lines in groupby((line for line in text.split("\n") if line.strip()), key=lambda line: "\t" in line):
        kept = list(lines)
        blocks += (
            [_table([line.split("\t") for line in kept])] if is_row else [f"<p>{escape(line)}</p>" for line in kept]
        )
    body = "\n".join(blocks)
    head = f'<head><meta charset="utf-8"><style>{_STYLE}</style></head>'
    return f"<!DOCTYPE html>\n<html>{head}<body>\n{body}\n</body></html>\n"


def _table(rows: list[list[str]]) -> str:
    width = max(map(len, rows))
    grid = [[*row, *[""] * (width - len(row))] for row in rows]
    header = next((n for n, row in enumerate(grid) if not _is_header(row)), len(grid))
    head = "\n".join(f"<tr>{''.join(_header(grid[:header], n))}</tr>" for n in range(header))
    body = "\n".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in grid[header:])
    return f'<table border="1">\n{head}\n{body}\n</table>'


def _is_header(row: Sequence[str]) -> bool:
    return sum(map(bool, row)) > 1 and not any(is_number(cell) for cell in row[1:])


def _header(rows: Sequence[Sequence[str]], n: int) -> Iterator[str]:
    """The cells of a header row: a blank one belongs to the group at its left, or to the label above it."""
    row = rows[n]
    below = rows[n + 1] if n + 1 < len(rows) else [""] * len(row)
    for column, cell in enumerate(row):
        if not cell and _owner(rows, n, column) is not None:
            continue
        end = column + 1
        while end < len(row) and not row[end] and below[end] and cell:
            end += 1
        tall = bool(cell) and n + 1 < len(rows) and not any(below[column:end])
        spans = (f' colspan="{end - column}"' if end > column + 1 else "") + (' rowspan="2"' if tall else "")
        yield f"<th{spans}>{escape(cell)}</th>"


def _owner(rows: Sequence[Sequence[str]], n: int, column: int) -> int | None:
    """The row whose merged cell covers a blank cell, if any."""
    if n and rows[n - 1][column]:
        return n - 1
    covered = column and n + 1 < len(rows) and rows[n + 1][column] and any(rows[n][:column])
    return n if covered else None
