"""A text document as a page of HTML with real tables: headers with merged cells, titles and notes around them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

from tracker.documents.amounts import is_number, is_zero

RULED = (
    "table { border-collapse: collapse; width: 100% } td, th { border: 1px solid black; font-size: 9pt; padding: 2px }"
)


def page_of(text: str, style: str = RULED, *, zeros: bool = True) -> str:
    """`style` is CSS, in which cells with amounts are of the class "amount"; headers come again on
    every page unless the tables are ruled. Without `zeros` these are left blank."""
    blocks = []
    for is_row, lines in groupby((line for line in text.split("\n") if line.strip()), key=lambda line: "\t" in line):
        kept = list(lines)
        blocks += (
            [_table([line.split("\t") for line in kept], bordered=style == RULED, zeros=zeros)]
            if is_row
            else [f"<p>{escape(line)}</p>" for line in kept]
        )
    body = "\n".join(blocks)
    head = f'<head><meta charset="utf-8"><style>{style}</style></head>'
    return f"<!DOCTYPE html>\n<html>{head}<body>\n{body}\n</body></html>\n"


def _table(rows: list[list[str]], *, bordered: bool, zeros: bool) -> str:
    width = max(map(len, rows))
    grid = [[*row, *[""] * (width - len(row))] for row in rows]
    titled = len(grid) > 1 and sum(map(bool, grid[0])) == 1 and _is_header(grid[1])
    header = next((n for n, row in enumerate(grid) if not (_is_header(row) or (titled and n == 0))), len(grid))
    head = "\n".join(f"<tr>{''.join(_header(grid[:header], n))}</tr>" for n in range(header))
    body = "\n".join(f"<tr>{''.join(_cell(cell, zeros=zeros) for cell in row)}</tr>" for row in grid[header:])
    if bordered:
        return f'<table border="1">\n{head}\n{body}\n</table>'
    return f"<table>\n<thead>\n{head}\n</thead>\n<tbody>\n{body}\n</tbody>\n</table>"


def _cell(cell: str, *, zeros: bool) -> str:
    if not is_number(cell):
        return f"<td>{escape(cell)}</td>"
    return f'<td class="amount">{escape(cell) if zeros or not is_zero(cell) else ""}</td>'


def _is_header(row: Sequence[str]) -> bool:
    labels = max(map(len, row)) < 40
    return labels and sum(map(bool, row)) > 1 and not any(is_number(cell) for cell in row[1:])


def _header(rows: Sequence[Sequence[str]], n: int) -> Iterator[str]:
    """The cells of a header row, merged: a blank one belongs to the group at its left if there is a label under it, or
    to the label above it."""
    owners = _owners(rows)
    for column, cell in enumerate(rows[n]):
        if owners[n][column] != (n, column):
            continue
        width = sum(owners[n][c] == (n, column) for c in range(len(rows[n])))
        height = sum(row[column] == (n, column) for row in owners)
        spans = (f' colspan="{width}"' if width > 1 else "") + (f' rowspan="{height}"' if height > 1 else "")
        yield f"<th{spans}>{escape(cell)}</th>"


def _owners(rows: Sequence[Sequence[str]]) -> list[list[tuple[int, int]]]:
    """The cell that covers each place of a header, by row and column."""
    owners = [[(n, column) for column in range(len(row))] for n, row in enumerate(rows)]
    for n, row in enumerate(rows):
        for column, cell in enumerate(row):
            if not cell or owners[n][column] != (n, column):
                continue
            end = column + 1
            while (
                end < len(row) and not row[end] and owners[n][end] == (n, end) and _same_group(owners, n, column, end)
            ):
                if not any(below[end] for below in rows[n + 1 :]):
                    break
                end += 1
            bottom = n + 1
            while bottom < len(rows) and not any(rows[bottom][column:end]):
                bottom += 1
            for r in range(n, bottom):
                owners[r][column:end] = [(n, column)] * (end - column)
    return owners


def _same_group(owners: Sequence[Sequence[tuple[int, int]]], n: int, column: int, end: int) -> bool:
    return n == 0 or owners[n - 1][column] == owners[n - 1][end]
