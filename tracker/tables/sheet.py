"""One table as checks read it: rows that are known to be missing stand among the others, with unknown amounts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from .identities import Cell, Cells, Part
from .project import Row, Table


@dataclass(frozen=True, slots=True)
class Term:
    """One cell in an identity. None: withheld, or in a row that is missing."""

    table: Table
    row: Row
    column: str
    fen: int | None

    @property
    def missing(self) -> bool:
        return self.row.key in self.table.missing_keys

    @property
    def name(self) -> str:
        """The row's code, else its label without spaces."""
        return self.row.head.code or "".join(self.row.head.label.split())


def code_of(key: str) -> str:
    """What a row is known by in other tables: the last part of its key."""
    return key.rpartition("/")[2]


class Sheet:
    """Rows of one table by key, by parent and by code."""

    def __init__(self, table: Table) -> None:
        self.table = table
        unknown = (None,) * len(table.columns)
        missing = tuple(Row(key, head, unknown) for key, head in table.missing_keys.items())
        self.rows = (*table.rows, *missing)
        self._parts: dict[Part, Mapping[str, tuple[Row, ...]]] = {}
        self._columns = {column.label: i for i, column in enumerate(table.columns)}

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(self._columns)

    @cached_property
    def printed_columns(self) -> frozenset[str]:
        """The columns whose amounts are all known: of a ledger, every one."""
        return frozenset(column.label for column in self.table.spec.columns) - self.table.unprinted

    def lacks(self, column: str) -> bool:
        """Whether a publication leaves out a column that only some documents print: it may count elsewhere."""
        optional = any(c.optional for c in self.table.spec.columns if c.label == column)
        return self.table.opened and optional and column not in self._columns

    @cached_property
    def by_key(self) -> Mapping[str, tuple[Row, ...]]:
        return _grouped((row.key, row) for row in self.rows)

    @cached_property
    def children(self) -> Mapping[str, tuple[Row, ...]]:
        """The rows that add up into the row of a key. What a row that only some documents print would add up takes
        part one by one where the table lacks it."""
        return _grouped((key, row) for row in self.rows if (key := self.parent(row.key)) is not None)

    def parent(self, key: str) -> str | None:
        rows = self.table.spec.rows
        above = rows.parent(key)
        while above in rows.only_printed and above not in self.by_key:
            above = rows.parent(above)
        return above

    def terms(self, rows: Iterable[Row], *columns: str) -> tuple[Term, ...]:
        """The cells of the rows in those of the columns that the table shows."""
        shown = [(column, self._columns[column]) for column in columns if column in self._columns]
        return tuple(
            Term(self.table, row, column, row.amounts_fen[i])
            for row in rows
            for column, i in shown
            if self.table.has_cell(row, i)
        )

    def part(self, part: Part) -> Mapping[str, tuple[Row, ...]]:
        """The rows of the part by code."""
        groups = self._parts.get(part)
        if groups is None:
            rows = (row for row in self.rows if self._belongs(row, part))
            groups = self._parts[part] = _grouped((code_of(row.key), row) for row in rows)
        return groups

    def leaves_out(self, cells: Cells) -> bool:
        """Whether a publication gives amounts in this table, but none in such columns, or none in such rows."""
        if isinstance(cells, Cell):
            return cells.column in self.table.unprinted
        if not self.table.unprinted.isdisjoint(cells.columns):
            return True
        family = Part(cells.role, level=cells.level, under=cells.under, prefix=cells.prefix)
        rows = (row for rows in self.part(family).values() for row in rows)
        return self._has_printed_amounts and not any(row.printed for row in rows)

    @cached_property
    def _has_printed_amounts(self) -> bool:
        return any(row.printed and any(row.amounts_fen) for row in self.table.rows)

    def _belongs(self, row: Row, part: Part) -> bool:
        return (
            (part.level is None or row.head.level == part.level)
            and row.key.startswith(part.prefix)
            and (part.codes is None or code_of(row.key) in part.codes)
            and (part.kind is None or row.head.kind == part.kind)
            and (part.under is None or self.table.spec.rows.parent(row.key) == part.under)
        )


def _grouped(pairs: Iterable[tuple[str, Row]]) -> dict[str, tuple[Row, ...]]:
    groups: dict[str, list[Row]] = {}
    for key, row in pairs:
        groups.setdefault(key, []).append(row)
    return {key: tuple(rows) for key, rows in groups.items()}
