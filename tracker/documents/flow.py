"""A document that flows, Word's or HTML's: paragraphs and tables in their order, to lines.

A table with another one in a cell, or of a single column, only lays the page out: what is in its cells flows on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..model.errors import DocumentError, say
from ..model.places import in_table, paragraph
from .decode import MAX_LINES, cleaned
from .lines import Line, join_all
from .spans import Span, laid_out


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: what flows in it, and over how many columns and rows it reaches."""

    blocks: Sequence[Block]
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    rows: Sequence[Sequence[Cell]]


Block = str | Table
"""A paragraph, its lines parted by line feeds and the cells in them by tabs, or a table."""


def flow_lines(blocks: Iterable[Block], file: str) -> tuple[Line, ...]:
    """Raises DocumentError where there is no text, or more than a document holds."""
    lines = []
    for n, (text, place) in enumerate(_Flow().lines(blocks), 1):
        if n > MAX_LINES:
            raise DocumentError(say("document.too-long", file=file, lines=n, limit=MAX_LINES))
        lines.append(Line(n, 1, text, place))
    if not lines:
        raise DocumentError(say("document.empty", file=file))
    return tuple(lines)


class _Flow:
    def __init__(self) -> None:
        self._tables = self._paragraphs = 0

    def lines(self, blocks: Iterable[Block]) -> Iterator[tuple[str, str]]:
        """Text and place."""
        for block in blocks:
            if isinstance(block, str):
                yield from self._paragraph(block)
            elif _lays_out(block):
                for row in block.rows:
                    for cell in row:
                        yield from self.lines(cell.blocks)
            else:
                self._tables += 1
                rows = laid_out([Span(_text(cell), cell.columns, cell.rows) for cell in row] for row in block.rows)
                for n, cells in enumerate(rows, 1):
                    if any(cells):
                        yield "\t".join(cells), in_table(self._tables, n)

    def _paragraph(self, text: str) -> Iterator[tuple[str, str]]:
        lines = [line for line in cleaned(text).replace("\f", "\n").split("\n") if line.strip()]
        self._paragraphs += bool(lines)
        for line in lines:
            indented = line.startswith("\t") and "\t" not in line[1:].strip(" ")
            yield (line.strip() if indented else line.strip(" ")), paragraph(self._paragraphs)


def _lays_out(table: Table) -> bool:
    cells = [cell for row in table.rows for cell in row]
    if any(isinstance(block, Table) for cell in cells for block in cell.blocks):
        return True
    return all(len(row) <= 1 for row in table.rows) and not any(cell.columns > 1 for cell in cells)


def _text(cell: Cell) -> str:
    pieces = [line.strip() for block in cell.blocks if isinstance(block, str) for line in cleaned(block).split("\n")]
    return join_all(piece.replace("\t", " ").replace("\f", " ") for piece in pieces)
