"""Every event behind one cell, in order, summing to it exactly."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate

from ..model.state import is_inferred
from ..store.protocol import Header
from ..tables.project import NO_BLOCKS, Row, Table
from .headers import headers_by_seq, kind_of, publication_kind
from .row_lines import lines_of
from .statements import Evidence
from .year import YearView


@dataclass(frozen=True, slots=True)
class BlameEntry:
    """What one revision did to the cell, and the cell after it. `evidence` is the printed row of an opening; what
    nobody stated is inferred."""

    header: Header
    kind: str
    amount_fen: int
    after_fen: int
    evidence: Evidence | None = None
    inferred: bool = False


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
        if p.current_fen
        and table.spec.column_index(label) in table.spec.columns_of(p.line)
        and row.key in table.spec.rows.keys(p.line, view.naming, blocks)
    ]
    parts = _published(view, table, row, label)
    headers = headers_by_seq(view.store, {p.seq for p in posted})
    by_event: dict[tuple[int, str], int] = {}
    for p in posted:
        key = p.seq, kind_of(p, headers[p.seq])
        by_event[key] = by_event.get(key, 0) + p.amount_fen
    parts += [(headers[seq], kind, fen, None) for (seq, kind), fen in by_event.items()]
    parts.sort(key=lambda part: part[0].seq)
    after = accumulate(fen for _, _, fen, _ in parts)
    entries = [
        BlameEntry(header, kind, fen, then, evidence, is_inferred(view.known, header.seq))
        for (header, kind, fen, evidence), then in zip(parts, after, strict=True)
    ]
    return Blame(table, row, label, row.amounts_fen[column], tuple(entries))


_Part = tuple[Header, str, int, Evidence | None]
"""What one event did to the cell: its revision, its kind, fen, and the printed row behind it."""


def _published(view: YearView, table: Table, row: Row, label: str) -> list[_Part]:
    """The cell as the year was opened, and what each publication that took the opening's place changed of it."""
    index = table.spec.column_index(label)
    parts: list[_Part] = []
    before = 0
    for statement in view.openings_in_turn:
        opening = statement.tables(view.naming)[table.spec.role]
        printed = next((r for r in opening.rows if r.key == row.key), None)
        cells = dict(zip(opening.columns, printed.amounts_fen, strict=True)) if printed else {}
        fen = cells.get(index or 0, 0) or 0 if index is not None else 0
        if fen == before and (parts or index not in cells):
            continue
        header = headers_by_seq(view.store, {statement.seq})[statement.seq]
        evidence = statement.evidence(view.naming).get((table.spec.number, row.key))
        parts.append((header, publication_kind(header), fen - before, evidence))
        before = fen
    return parts
