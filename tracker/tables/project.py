"""The one engine that projects lines into tables: opening cells, where a statement opened the year, plus the lines."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import accumulate

from ..model.line import Line
from ..model.money import FEN_PER_CENT_OF_WAN
from .spec import TOTAL, Blocks, Column, Head, Money, Naming, TableSpec

NO_BLOCKS: Blocks = {}


@dataclass(frozen=True, slots=True)
class OpeningRow:
    """A printed row: its label as printed, fen by printed column; None is a withheld cell."""

    key: str
    label: str
    amounts_fen: tuple[int | None, ...]


@dataclass(frozen=True)
class OpeningTable:
    """One table of an adopted statement. `columns` index the columns of the spec; `missing` are rows that the
    document must have printed on a page that it lacks: they are unknown, not zero."""

    columns: tuple[int, ...]
    rows: tuple[OpeningRow, ...]
    missing: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    absent: bool = False
    """The document lacks the whole table: nothing of it is known, postings included."""
    unread: bool = False
    """It is absent because it could not be read, though the document prints it."""
    digit_fen: int = FEN_PER_CENT_OF_WAN
    """What one unit of the last printed digit is worth."""
    skipped: frozenset[str] = frozenset()
    """Rows that the document leaves out though it prints parts of them (项 below 类 without 款, say). What they hold is
    not known either, and they stay out."""

    @cached_property
    def blocks(self) -> Blocks:
        """The kinds of the blocks printed for each economic class (tables by economic code). Two blocks of one class
        and unknown kind are two kinds: nothing that is posted later belongs to one of them."""
        kinds: dict[str, set[str]] = {}
        for row in self.rows:
            kind, slash, code = row.key.partition("/")
            if slash and len(code) == 3:
                found = kinds.setdefault(code, set())
                found.add(kind if kind not in found else kind * 2)
        return {code: frozenset(found) for code, found in kinds.items()}


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table at a point. `amounts_fen` by column; None where the cell is withheld, and where the row has
    no cell because the column belongs to the other side."""

    key: str
    head: Head
    amounts_fen: tuple[int | None, ...]
    block: int = 0
    printed: bool = False
    """It stands in the publication that opened the year."""


@dataclass(frozen=True)
class Table:
    """A table at a point. `missing` names rows that are unknown."""

    spec: TableSpec
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    missing: tuple[Head, ...] = ()
    missing_keys: Mapping[str, Head] = field(default_factory=dict)
    """The missing rows by key."""
    unprinted: frozenset[str] = frozenset()
    """Columns of the form that the publication left out: what they held is not known, most likely nothing."""
    notes: tuple[str, ...] = ()
    opened: bool = False
    absent: bool = False
    unread: bool = False
    digit_fen: int = FEN_PER_CENT_OF_WAN

    @cached_property
    def by_key(self) -> Mapping[str, Row]:
        return {row.key: row for row in self.rows}

    def has_cell(self, row: Row, i: int) -> bool:
        """Whether the row has a cell in the column of this index."""
        return self.columns[i].has_cells_on(row.head.side)

    def first_column(self, row: Row) -> int:
        """The index of the first column that the row has a cell in."""
        return next((i for i in range(len(self.columns)) if self.has_cell(row, i)), 0)

    def column(self, label: str) -> int | None:
        return next((i for i, column in enumerate(self.columns) if column.label == label), None)

    def cell(self, key: str, column: str) -> int | None:
        """The cell's fen; 0 for a row that a complete table does not show; None where it is unknown or withheld."""
        if self.absent or key in self.missing_keys:
            return None
        row, i = self.by_key.get(key), self.column(column)
        return 0 if row is None or i is None else row.amounts_fen[i]


def cells_of(spec: TableSpec, line: Line, naming: Naming, blocks: Blocks = NO_BLOCKS) -> Iterator[tuple[str, int]]:
    """Every cell (row key, column index of the spec) of the table in which the line counts."""
    columns = spec.columns_of(line)
    if columns:
        sides = spec.has_sides
        for key in spec.rows.keys(line, naming, blocks):
            for column in columns:
                if not sides or spec.columns[column].has_cells_on(side_of(key)):
                    yield key, column


def side_of(key: str) -> str:
    """The side of a row of a table with two lists."""
    return key.partition("/")[0]


@dataclass
class _Sums:
    """Fen by row key and column of the spec."""

    width: int
    by_key: dict[str, list[int]] = field(default_factory=dict)

    def add(self, key: str, columns: Iterable[int], fen: int) -> None:
        sums = self.by_key.get(key)
        if sums is None:
            sums = self.by_key[key] = [0] * self.width
        for column in columns:
            sums[column] += fen


def project(
    spec: TableSpec,
    balances: Iterable[tuple[Line, int]],
    naming: Naming,
    opening: OpeningTable | None = None,
) -> Table:
    """The table that these balances (fen by line) make, on top of the opening's cells.

    A row shows if the form fixes it, the opening printed it, or it is not all zero.
    """
    blocks = opening.blocks if opening else NO_BLOCKS
    sums = _sum(spec, balances, naming, blocks)
    if opening and opening.absent:
        return Table(spec, spec.columns, (), opened=True, absent=True, unread=opening.unread)
    if opening is None:
        return _table(spec, _plain_rows(spec, sums, naming), sums, None, naming)
    return _table(spec, _opened_rows(spec, sums, naming, opening), sums, opening, naming)


def _sum(spec: TableSpec, balances: Iterable[tuple[Line, int]], naming: Naming, blocks: Blocks) -> _Sums:
    sums = _Sums(len(spec.columns))
    columns_of: dict[Money, tuple[int, ...]] = {}
    money_of = spec.money_of
    for line, fen in balances:
        money = money_of(line)
        columns = columns_of.get(money)
        if columns is None:
            columns = columns_of[money] = spec.columns_of(line)
        if columns and fen:
            for key in spec.rows.keys(line, naming, blocks):
                sums.add(key, columns, fen)
    return sums


def _plain_rows(spec: TableSpec, sums: _Sums, naming: Naming) -> list[tuple[str, Head, list[int | None]]]:
    zero: list[int | None] = [0] * sums.width
    keys = {*spec.rows.fixed, *(key for key, fen in sums.by_key.items() if any(fen))} - spec.rows.only_printed
    heads = sorted(((spec.rows.head(key, naming), key) for key in keys), key=lambda pair: pair[0].order)
    return [(key, head, list(sums.by_key.get(key, zero))) for head, key in heads]


def _opened_rows(
    spec: TableSpec, sums: _Sums, naming: Naming, opening: OpeningTable
) -> list[tuple[str, Head, list[int | None]]]:
    """Printed rows in printed order, and among them those that money has reached since."""
    rows: list[tuple[str, Head, list[int | None]]] = []
    for printed in opening.rows:
        amounts: list[int | None] = [0] * sums.width
        for column, fen in zip(opening.columns, printed.amounts_fen, strict=True):
            amounts[column] = fen
        for column, fen in enumerate(sums.by_key.get(printed.key, ())):
            known = amounts[column]
            amounts[column] = None if known is None else known + fen
        head = spec.rows.head(printed.key, naming)
        if spec.rows.prints_labels:
            head = replace(head, label=printed.label)
        rows.append((printed.key, head, amounts))
    known_keys = {*opening.missing, *opening.skipped, *(row.key for row in opening.rows), *spec.rows.only_printed}
    new = [key for key, fen in sums.by_key.items() if key not in known_keys and any(fen)]
    printed_rows = _Printed(spec, [(key, head) for key, head, _ in rows])
    heads = ((key, spec.rows.head(key, naming)) for key in new)
    placed = sorted(((printed_rows.place(key, head), head.order, key, head) for key, head in heads), reverse=True)
    for place, _, key, head in placed:
        rows.insert(place, (key, head, list(sums.by_key[key])))
    return rows


class _Printed:
    """Printed rows, and where among them a new one stands: before the first with a greater key, of those that are
    printed below the same row as it."""

    def __init__(self, spec: TableSpec, rows: list[tuple[str, Head]]) -> None:
        self._parent = spec.rows.parent
        self._heads = [head for _, head in rows]
        self._at = {key: i for i, (key, _) in enumerate(rows)}
        self._end = len(rows) - (len(rows) > 1 and rows[-1][0] == TOTAL)
        """Some forms print the total below everything that it sums up."""
        self._orders: dict[int | None, tuple[int, list[tuple[str, ...]]]] = {}

    def place(self, key: str, head: Head) -> int:
        """The index of the printed row that it stands before."""
        above = self._above(key, head)
        if above not in self._orders:
            family = range(self._end) if above is None else self._below(above)
            self._orders[above] = family.start, _rising([self._heads[i].order for i in family])
        start, orders = self._orders[above]
        return start + bisect_right(orders, head.order)

    def _above(self, key: str, head: Head) -> int | None:
        """The nearest printed row that it is part of, None where that is the total, or stands below its parts as in a
        balance."""
        parent = self._parent(key)
        while parent not in (None, TOTAL):
            at = self._at.get(parent)
            if at is not None and self._heads[at].order < head.order:
                return at
            parent = self._parent(parent)
        return None

    def _below(self, above: int) -> range:
        """The indexes of the rows that are printed under it: up to the next that is not deeper."""
        heads, start = self._heads, above + 1
        end = next((i for i in range(start, self._end) if heads[i].level <= heads[above].level), self._end)
        return range(start, end)


def _rising(orders: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Running maximum: the place before the first greater key is where the running maximum first exceeds it."""
    return list(accumulate(orders, max))


def _table(
    spec: TableSpec,
    rows: list[tuple[str, Head, list[int | None]]],
    sums: _Sums,
    opening: OpeningTable | None,
    naming: Naming,
) -> Table:
    shown = [
        i
        for i, column in enumerate(spec.columns)
        if (i in opening.columns if opening else not column.optional) or any(s[i] for s in sums.by_key.values())
    ]
    block, finished = 0, []
    printed = {row.key for row in opening.rows} if opening else set()
    for key, head, amounts in rows:
        block += head.level == 1
        shown_amounts = tuple(amounts[i] if spec.columns[i].has_cells_on(head.side) else None for i in shown)
        finished.append(Row(key, head, shown_amounts, block if head.level else 0, key in printed))
    missing = {key: spec.rows.head(key, naming) for key in opening.missing} if opening else {}
    return Table(
        spec,
        tuple(spec.columns[i] for i in shown),
        tuple(finished),
        tuple(missing.values()),
        missing,
        _unprinted(spec, opening) if opening else frozenset(),
        opening.notes if opening else (),
        opening is not None,
        digit_fen=opening.digit_fen if opening else FEN_PER_CENT_OF_WAN,
    )


def _unprinted(spec: TableSpec, opening: OpeningTable) -> frozenset[str]:
    left_out = (c.label for i, c in enumerate(spec.columns) if i not in opening.columns and not c.optional)
    return frozenset(left_out)
