"""What stands behind a cell beyond the year's own events: the same cell of the years before, told in this year's codes,
units and projects, and the publications that print it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from ..store.protocol import Header
from .blame import Blame, BlameEntry, blame
from .diff import Cause, Diff, DiffRow
from .headers import headers_by_seq
from .partitions import ByTable
from .splits import Split
from .statements import Evidence
from .year import YearView


class EarlierYear(NamedTuple):
    """The cell of an earlier year in the terms of the later one; the entries add up to its value."""

    year: int
    value_fen: int
    entries: tuple[BlameEntry, ...]


class PrintedCell(NamedTuple):
    """A publication that prints the cell: the id of the statement and what it says, None where that is withheld."""

    statement: str
    header: Header
    value_fen: int | None
    evidence: Evidence | None


@dataclass(frozen=True, slots=True)
class Across:
    """Behind one cell: the years before, the newest first, and the publications of the year in the order of the log."""

    years: tuple[EarlierYear, ...]
    printed: tuple[PrintedCell, ...]


def earlier_year(cell: Blame, before: YearView, tell: Callable[[Split], Diff]) -> EarlierYear | None:
    """The cell in the year of `before`; `tell` gives the difference of that year, restated, and the cell's along a
    split. None where that year had no such cell, or nothing in it."""
    spec, key = cell.table.spec, cell.row.key
    if before.form.find(spec.role) is not spec:
        return None
    found = tell(ByTable(spec, closes=False, column=cell.column))
    row = next((one for one in found.rows if one.node == key), None)
    if row is None:
        return _as_it_was(before, cell)
    value = row.amounts.before_fen
    parts = _parts(found, row)
    tail = value - sum(part.amount_fen for part in parts)
    if tail and parts:  # printed sums are rounded: what a row has beyond those below it, its publication says
        parts[0] = replace(parts[0], amount_fen=parts[0].amount_fen + tail)
    return EarlierYear(before.year, value, tuple(_entries(parts))) if parts else None


def _as_it_was(before: YearView, cell: Blame) -> EarlierYear | None:
    """The cell of a row that no map touches: a total, or a row that did not change."""
    table = before.table(cell.table.spec.role)
    row, column = table.by_key.get(cell.row.key), table.column(cell.column)
    if row is None or column is None or not table.has_cell(row, column):
        return None
    found = blame(before, table, row, column)
    return EarlierYear(before.year, found.value_fen or 0, found.entries) if found.entries else None


def _entries(parts: Iterable[Cause]) -> Iterator[BlameEntry]:
    after = 0
    for part in parts:
        after += part.amount_fen
        yield BlameEntry(part.header, part.kind, part.amount_fen, after, inferred=part.inferred)


def _parts(found: Diff, row: DiffRow) -> list[Cause]:
    """What the earlier year's revisions did to a row and to those below it, in the order of the log."""
    below = {row.node}
    sums: dict[tuple[int, str], Cause] = {}
    for one in found.rows:
        if one.parent in below:
            below.add(one.node)
        for cause in one.causes if one.node in below else ():
            if cause.header.fiscal_year == found.before.year:
                key = cause.header.seq, cause.kind
                known = sums[key].amount_fen if key in sums else 0
                sums[key] = replace(cause, amount_fen=known - cause.amount_fen)
    return [sums[key] for key in sorted(sums)]


def printed_in(cell: Blame, statements: Iterable[str], view_of: Callable[[str], YearView]) -> Iterator[PrintedCell]:
    """What each publication prints in the cell; one in another form, or without the row, is left out."""
    spec = cell.table.spec
    for id in statements:
        view = view_of(id)
        if view.form.find(spec.role) is not spec:
            continue
        table = view.opened_table(spec.role)
        row, column = table.by_key.get(cell.row.key), table.column(cell.column)
        if row is not None and column is not None and row.printed:
            seq = int(id.partition(".")[0])
            header = headers_by_seq(view.store, {seq})[seq]
            yield PrintedCell(id, header, row.amounts_fen[column], view.evidence.get((spec.number, row.key)))
