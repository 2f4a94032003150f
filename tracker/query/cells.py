"""How a cell is named by people (design.md 8) and found: table, row, column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..model.errors import NotFound, say
from ..tables.project import Row, Table
from ..tables.spec import Role, bare, squeeze


@dataclass(frozen=True, slots=True)
class CellChange:
    """One cell before and after, in fen; None where it is unknown. `row` is named as people would."""

    table: int
    row: str
    column: str
    before_fen: int | None
    after_fen: int | None


def cell_changes(before: Mapping[Role, Table], after: Mapping[Role, Table]) -> Iterator[CellChange]:
    """Every cell that differs, table by table."""
    for role, new in after.items():
        old = before[role]
        names = row_names(old) | row_names(new)
        for row in (*new.rows, *(row for row in old.rows if row.key not in new.by_key)):
            owner = new if row.key in new.by_key else old
            for column in owner.columns:
                pair = old.cell(row.key, column.label), new.cell(row.key, column.label)
                if pair[0] != pair[1]:
                    yield CellChange(new.spec.number, names[row.key], column.label, *pair)


def row_name(table: Table, row: Row) -> str:
    """The shortest name of the row that is unique in its table."""
    return row_names(table)[row.key]


def row_names(table: Table) -> dict[str, str]:
    """By row key the shortest name that is unique in the table."""
    ways = {row.key: _names(row) for row in table.rows}
    times = Counter(name for names in ways.values() for name in set(names))
    return {key: next((name for name in names if times[name] == 1), names[-1]) for key, names in ways.items()}


def _names(row: Row) -> list[str]:
    """Ways of naming the row, shortest first; the last one is always unique."""
    head = row.head
    base = head.code or _closed_up(head.label)
    names = [base]
    if head.code and row.block:
        names.append(f"{base}#{row.block}")
    if head.side:
        names += [f"{head.side}/{base}", row.key]  # its list may hold two rows of one label
    if head.unit:
        names.append(f"{_closed_up(head.unit)}/{base}")
    return names


def _closed_up(label: str) -> str:
    return "".join(label.split())


def find_row(table: Table, text: str) -> Row:
    """The row that `text` names: a code, a label, either with #BLOCK, UNIT/ or 收入/, 支出/ where that is needed.

    Raises NotFound, with the candidates where several rows fit.
    """
    wanted = squeeze(text)
    found = [row for row in table.rows if wanted and wanted in map(squeeze, _names(row))]
    if not found and wanted:
        owner, slash, label = wanted.rpartition("/")
        owned = [row for row in table.rows if not slash or owner in (row.head.side, squeeze(row.head.unit))]
        found = [row for row in owned if bare(row.head.label) == bare(label)]
    if not found:
        found = [row for row in table.rows if row.key == text]
    if len(found) > 1 and (heads := [row for row in found if squeeze(row.head.unit) == wanted and row.head.level == 1]):
        found = heads
    if not found:
        names = row_names(table)
        near = [names[row.key] for row in table.rows if wanted and wanted in squeeze(row.head.label)]
        if any(wanted in (squeeze(head.label), head.code) for head in table.missing):
            raise NotFound(say("row.missing", table=table.spec.number, row=text))
        raise NotFound(say("row.unknown", table=table.spec.number, row=text, near=", ".join(near[:5]) or "-"))
    if len(found) > 1:
        candidates = ", ".join(_names(row)[-1] for row in found[:8])
        raise NotFound(say("row.ambiguous", table=table.spec.number, row=text, candidates=candidates))
    return found[0]


def find_column(table: Table, text: str | None, row: Row | None = None) -> int:
    """The index among the table's columns; the first, of the row's own, where none is named. Raises NotFound."""
    if text is None:
        return table.first_column(row) if row else 0
    labels = [squeeze(column.label) for column in table.columns]
    if squeeze(text) not in labels:
        known = ", ".join(column.label for column in table.columns)
        raise NotFound(say("column.unknown", table=table.spec.number, column=text, columns=known))
    found = labels.index(squeeze(text))
    if row and not table.has_cell(row, found):
        raise NotFound(say("cell.other-side", table=table.spec.number, column=text, side=row.head.side))
    return found
