"""Screen 2: a table of the year's form as of the shown version; rows that differ from the base are marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ...model.errors import Message, say
from ...model.money import MoneyUnit
from ...tables.project import Row, Table
from ...tables.spec import TOTAL, Head
from ..figures import NONE, amount, exact, rounded, signed, tone, version
from ..grid import Grid, GridColumn, GridRow, Line, Tone
from ..moves import blame
from ..reader import Reader
from ..view_state import ViewState
from . import words
from .frame import Frame

DETAIL_LINES = 4
_STEPS = 8
"""So many of the newest changes of a cell are listed."""


def frame(reader: Reader, state: ViewState) -> Frame:
    table = reader.table(state)
    row = reader.row(table, state.row)
    numbers = reader.facts(state).tables
    title: list[tuple[str, Tone]] = [
        (reader.word("tui.table.title", number=table.spec.number, title=table.spec.title), "strong"),
        (f"  [{numbers.index(table.spec.number) + 1}/{len(numbers)}]", "dim"),
    ]
    if table.missing:
        title.append((f"  {reader.word('tui.table.missing', count=len(table.missing))}", "warn"))
    if state.row and row is not None and row.key != state.row and state.row not in table.missing_keys:
        title.append((f"  {reader.word('tui.table.gone', version=version(state.version))}", "warn"))
    cursor = state.row if state.row in table.missing_keys else row.key if row else ""
    empty = reader.word("tui.table.absent" if table.absent else "tui.table.empty", number=table.spec.number)
    inexact = rounded((fen for row in table.rows for fen in row.amounts_fen), state.money)
    grid = _grid(reader, state, table)
    return Frame(tuple(title), grid, cursor, state.column, empty, cell_cursor=True, rounded=inexact)


def _grid(reader: Reader, state: ViewState, table: Table) -> Grid:
    codes = any(row.head.code for row in table.rows)
    sides = any(row.head.side for row in table.rows)
    old = _base(reader, state)
    first: tuple[GridColumn, ...] = ()
    if codes or sides:
        label = reader.word("tui.column.code" if codes else "tui.column.side")
        first = (GridColumn(label, frozen=True, tree=codes),)
    name = GridColumn(reader.word("tui.column.name"), frozen=True, stretch=True, tree=not codes)
    amounts = (GridColumn(c.label, right=True, group=c.group, least=10) for c in table.columns)
    rows = [_row(reader, table, row, old, state.money, coded=bool(first)) for row in table.rows]
    rows += (_missing(reader, table, key, head, coded=bool(first)) for key, head in table.missing_keys.items())
    pinned = bool(table.rows) and table.rows[0].key == TOTAL
    return Grid((*first, name, *amounts), tuple(rows), pinned)


def _base(reader: Reader, state: ViewState) -> Table | None:
    """The table to compare with; none where there is nothing of the year yet, so that not every row is new."""
    before = reader.before(state)
    if state.base in (0, state.version) or not reader.has_money(before):
        return None
    if reader.view(before).form is not reader.view(state).form:
        return None
    return reader.table(before)


def _row(reader: Reader, table: Table, row: Row, old: Table | None, money: MoneyUnit, *, coded: bool) -> GridRow:
    head = row.head
    first = (head.code or head.side,) if coded else ()
    mark = " "
    if old is not None:
        before = old.by_key.get(row.key)
        mark = "+" if before is None else " " if _same(table, row, old, before) else "*"
    strong: Tone = "strong" if head.level == 0 else ""
    cells = tuple(_cell(reader, table, row, i, money) for i in range(len(table.columns)))
    tones: list[Tone] = [strong] * (len(first) + 1)
    zero: Tone = "dim"
    tones += (zero if fen == 0 else strong for fen in row.amounts_fen)
    parent = table.spec.rows.parent(row.key) or ""
    return GridRow(row.key, (*first, head.label, *cells), tuple(tones), head.level, parent, mark)


def _cell(reader: Reader, table: Table, row: Row, i: int, money: MoneyUnit) -> str:
    """A cell as it is shown; blank where the column belongs to the other side."""
    fen = row.amounts_fen[i]
    if not table.has_cell(row, i):
        return ""
    return reader.word("tui.withheld") if fen is None else amount(fen, money)


def _same(table: Table, row: Row, old: Table, before: Row) -> bool:
    if table.columns == old.columns:
        return row.amounts_fen == before.amounts_fen
    labels = [column.label for column in table.columns]
    return list(row.amounts_fen) == [old.cell(row.key, label) for label in labels]


def _missing(reader: Reader, table: Table, key: str, head: Head, coded: bool) -> GridRow:
    """A row that stands on a page which the document lacks."""
    first = (head.code or head.side,) if coded else ()
    cells = (*first, head.label, *[NONE] * len(table.columns))
    parent = table.spec.rows.parent(key) or ""
    unknown: Tone = "warn"
    return GridRow(key, cells, (unknown,) * len(cells), head.level, parent, "?")


def detail(reader: Reader, state: ViewState, *, thorough: bool) -> Sequence[Line]:
    table = reader.table(state)
    row = table.by_key.get(state.row) or reader.row(table, state.row)
    if row is None:
        return tuple(((note, ""),) for note in table.notes)
    found = table.column(state.column)
    own = found is not None and table.has_cell(row, found)
    label = state.column if own else table.columns[table.first_column(row)].label
    if state.row in table.missing_keys:
        return (((reader.word("tui.table.row-missing"), "warn"),),)
    return (
        (
            (reader.word("tui.cell"), "word"),
            (f" {name(reader, table, row)} / {label} = ", ""),
            (exact(table.cell(row.key, label), state.money), "strong"),
            (f" {reader.money(state)}", ""),
        ),
        *(_changes(reader, state) if thorough or reader.knows_blame(state, state.cell) else ()),
    )


def name(reader: Reader, table: Table, row: Row) -> str:
    """A row as a path: table, code or side, label."""
    number = f"{reader.word('tui.table.word')}{table.spec.number}"
    return " / ".join(part for part in (number, row.head.code or row.head.side, row.head.label) if part)


def _changes(reader: Reader, state: ViewState) -> Sequence[Line]:
    entries = reader.blame(state, state.cell).entries
    if not entries:
        return (((reader.word("tui.blame.none"), "dim"),),)
    last = entries[-1]
    steps = [
        (f"  {version(e.header.seq)} {signed(e.amount_fen, state.money)}", tone(e.amount_fen))
        for e in reversed(entries[-_STEPS:])
    ]
    return (
        (
            (reader.word("tui.last-change"), "word"),
            (f" {version(last.header.seq)} ", "strong"),
            (f"{reader.event(last.kind, last.header)} ", ""),
            (signed(last.amount_fen, state.money), tone(last.amount_fen)),
            (f"  {last.header.effective}  {words.document(last.header)}", ""),
        ),
        ((reader.word("tui.steps", count=len(entries)), "word"), *steps),
    )


def moved(state: ViewState, row: GridRow, column: str) -> ViewState:
    return replace(state, row=row.key, column=column)


def opened(reader: Reader, state: ViewState) -> ViewState | Message:
    return blamed(reader, state)


def blamed(reader: Reader, state: ViewState) -> ViewState | Message:
    table = reader.table(state)
    if state.row in table.missing_keys:
        return say("tui.table.row-missing")
    return blame(state, state.cell) if table.rows else say("tui.blame.no-row", table=state.table)
