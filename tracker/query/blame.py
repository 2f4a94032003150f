"""Every event behind one cell, in order, summing to it exactly."""

from __future__ import annotations

from dataclasses import dataclass

from ..store.protocol import Header
from ..tables.project import NO_BLOCKS, Row, Table
from .headers import headers_by_seq, kind_of
from .partitions import lines_of
from .statements import Evidence
from .year import YearView


@dataclass(frozen=True, slots=True)
class BlameEntry:
    """What one revision did to the cell, and the cell after it. `evidence` is the printed row of an opening."""

    header: Header
    kind: str
    amount_fen: int
    after_fen: int
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Blame:
    """A cell with its history. `value_fen` is None where the cell is withheld."""

    table: Table
    row: Row
    column: str
    value_fen: int | None
    entries: tuple[BlameEntry, ...]


def blame(view: YearView, table: Table, row: Row, column: int) -> Blame:
    """The history of a cell of a table of `view`, oldest first."""
    label = table.columns[column].label
    opening = view.openings.get(table.spec.role)
    blocks = opening.blocks if opening else NO_BLOCKS
    posted = [
        p
        for p in view.postings(lines_of(table.spec, row.key, view.year))
        if p.posting.current_fen
        and table.columns[column].where.money_counts(p.line.nature, p.line.fund)
        and table.spec.where.money_counts(p.line.nature, p.line.fund)
        and row.key in table.spec.rows.keys(p.line, view.naming, blocks)
    ]
    entries = _published(view, table, row, label)
    after = sum(entry.amount_fen for entry in entries)
    headers = headers_by_seq(view.store, {p.seq for p in posted})
    by_event: dict[tuple[int, str], int] = {}
    for p in posted:
        key = p.seq, kind_of(p, headers[p.seq])
        by_event[key] = by_event.get(key, 0) + p.amount_fen
    for (seq, kind), fen in by_event.items():
        after += fen
        entries.append(BlameEntry(headers[seq], kind, fen, after))
    return Blame(table, row, label, row.amounts_fen[column], tuple(entries))


def _published(view: YearView, table: Table, row: Row, label: str) -> list[BlameEntry]:
    if view.opening is None:
        return []
    opening = view.openings[table.spec.role]
    printed = next((r for r in opening.rows if r.key == row.key), None)
    index = table.spec.column_index(label)
    if printed is None or index not in opening.columns:
        return []
    fen = printed.amounts_fen[opening.columns.index(index)]
    header = headers_by_seq(view.store, {view.opening.seq})[view.opening.seq]
    evidence = view.evidence.get((table.spec.number, row.key))
    return [BlameEntry(header, "StatementPublished", fen or 0, fen or 0, evidence)]
