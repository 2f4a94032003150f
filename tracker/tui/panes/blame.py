"""Screen 4: every event behind one cell, newest first; they add up to it exactly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ...model.errors import Message, say
from ...model.money import MoneyUnit
from ...query.blame import BlameEntry
from ..figures import amount, exact, rounded, signed, tone, version
from ..grid import Grid, GridColumn, GridRow, Line, Tone
from ..moves import see
from ..reader import Reader
from ..view_state import ViewState
from . import words
from .frame import Frame
from .table import name

DETAIL_LINES = 6


def frame(reader: Reader, state: ViewState) -> Frame:
    found = reader.blame(state, state.cell)
    title: Line = (
        (f"{name(reader, found.table, found.row)} / {found.column}", "strong"),
        (f" = {amount(found.value_fen, state.money)} {reader.money(state)}", ""),
    )
    word = reader.word
    columns = (
        GridColumn(word("tui.column.version"), frozen=True, least=4),
        GridColumn(word("tui.column.effective"), frozen=True, least=10),
        GridColumn(word("tui.column.kinds"), frozen=True, most=14),
        GridColumn(word("tui.column.before"), right=True, frozen=True, least=9),
        GridColumn(word("tui.column.after"), right=True, frozen=True, least=9),
        GridColumn(word("tui.column.delta"), right=True, frozen=True, least=9),
        GridColumn(word("tui.column.document"), frozen=True, stretch=True),
    )
    rows: list[GridRow] = []
    before: int | None = None
    for entry in found.entries:
        rows.append(_row(reader, entry, before, state.money))
        before = entry.after_fen
    grid = Grid(columns, tuple(reversed(rows)))
    inexact = rounded((fen for entry in found.entries for fen in (entry.amount_fen, entry.after_fen)), state.money)
    return Frame(title, grid, state.spot, "", word("tui.blame.none"), rounded=inexact)


def key_of(entry: BlameEntry) -> str:
    return f"{version(entry.header.seq)} {entry.kind}"


def _row(reader: Reader, entry: BlameEntry, before: int | None, money: MoneyUnit) -> GridRow:
    header = entry.header
    cells = (
        version(header.seq),
        header.effective,
        reader.event(entry.kind, entry.header),
        amount(before, money),
        amount(entry.after_fen, money),
        signed(entry.amount_fen, money),
        reader.document(header),
    )
    tones: tuple[Tone, ...] = ("strong", "", "", "dim", "", tone(entry.amount_fen), "")
    return GridRow(key_of(entry), cells, tones)


def entry_at(reader: Reader, state: ViewState) -> BlameEntry | None:
    """The entry under the cursor; the newest where the cursor was never moved."""
    entries = reader.blame(state, state.cell).entries
    return next((e for e in entries if key_of(e) == state.spot), entries[-1] if entries else None)


def detail(reader: Reader, state: ViewState, *, thorough: bool) -> Sequence[Line]:
    found, entry = reader.blame(state, state.cell), entry_at(reader, state)
    if entry is None:
        return ()
    money, count = state.money, len(found.entries)
    plus = "+" if entry.amount_fen > 0 else ""
    lines: list[Line] = [
        words.origin(reader, entry.header),
        words.basis(reader, entry.header),
        (
            (reader.word("tui.exact"), "word"),
            (f" {plus}{exact(entry.amount_fen, money)} -> {exact(entry.after_fen, money)} {reader.money(state)}", ""),
            (f"   {reader.word('tui.blame.sum', count=count, value=exact(found.value_fen, money))}", "dim"),
        ),
    ]
    if entry.evidence:
        printed = "  ".join(f"{column} {text}" for column, text in entry.evidence.printed.items())
        place = reader.word("place.evidence", where=entry.evidence.standing(found.column))
        lines.append(((place, "word"), (f" {printed}", "")))
    return lines


def before(reader: Reader, state: ViewState) -> ViewState | Message:
    """The same cell as it was before the change under the cursor."""
    entries = reader.blame(state, state.cell).entries
    entry = entry_at(reader, state)
    if entry is None:
        return say("tui.blame.none")
    if entry == entries[0]:
        return say("tui.blame.first", version=version(entry.header.seq))
    return replace(state, version=entry.header.seq - 1, spot="")


def moved(state: ViewState, row: GridRow, column: str) -> ViewState:
    return replace(state, spot=row.key)


def opened(reader: Reader, state: ViewState) -> ViewState | Message:
    entry = entry_at(reader, state)
    return say("tui.blame.none") if entry is None else see(state, state.cell, entry.header.seq)


def blamed(reader: Reader, state: ViewState) -> ViewState | Message:
    return state
