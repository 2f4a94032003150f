"""Screen 1: the revisions, newest first. The cursor is the version that every other screen looks from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ...model.errors import Message, say
from ...query.log import LogRow
from ..cells import CUT
from ..figures import amount, change, rounded, signed, tone, version
from ..grid import Grid, GridColumn, GridRow, Line, Tone
from ..moves import blame, show
from ..reader import Reader
from ..view_state import ViewState
from . import words
from .frame import Frame

DETAIL_LINES = 8
_CHANGES = 4
"""Lines for what the revision changed."""
_AHEAD = 100
"""So many revisions beyond the cursor are read, so that a page down finds them."""


def frame(reader: Reader, state: ViewState) -> Frame:
    many_years = len(reader.facts(state).years) > 1
    rows = [_row(reader, state, row, many_years) for row in reader.log(state.version - _AHEAD)]
    title: Line = (
        (reader.word("tui.history.title"), "strong"),
        (f"  {reader.word('tui.history.count', count=reader.head)}", ""),
    )
    inexact = rounded((reader.delta_fen(row) for row in reader.log(state.version - _AHEAD)), state.money)
    return Frame(title, Grid(_columns(reader, many_years), tuple(rows)), version(state.version), rounded=inexact)


def side(reader: Reader, state: ViewState) -> Frame:
    """The same list as a narrow pane beside another screen."""
    rows = [
        GridRow(
            version(row.header.seq),
            (
                version(row.header.seq),
                row.header.effective,
                signed(delta := reader.delta_fen(row), state.money),
                _text(reader, row),
            ),
            ("", "dim", tone(delta or 0), ""),
            mark="A" if state.mark == row.header.seq else " ",
        )
        for row in reader.log(state.version - _AHEAD)
    ]
    columns = _columns(reader, False)
    return Frame((), Grid((columns[0], columns[1], columns[4], columns[5]), tuple(rows)), version(state.version))


def _columns(reader: Reader, many_years: bool) -> tuple[GridColumn, ...]:
    word = reader.word
    columns = (
        GridColumn(word("tui.column.version"), frozen=True, least=4),
        GridColumn(word("tui.column.effective"), frozen=True, least=10),
        GridColumn(word("tui.column.kinds"), frozen=True, most=16),
        GridColumn(word("tui.column.by"), frozen=True, most=9),
        GridColumn(word("tui.column.delta"), right=True, frozen=True, least=9),
        GridColumn(word("tui.column.text"), frozen=True, stretch=True),
    )
    year = GridColumn(word("tui.column.year"), frozen=True, least=4)
    return (columns[0], year, *columns[1:]) if many_years else columns


def _row(reader: Reader, state: ViewState, row: LogRow, many_years: bool) -> GridRow:
    header, delta = row.header, reader.delta_fen(row)
    gone: Tone = "rem" if row.reversed_by or row.status in ("proposed", "rejected") else ""
    cells: tuple[str, ...] = (
        version(header.seq),
        header.effective,
        words.about(reader, row),
        header.by or "",
        signed(delta, state.money),
        _text(reader, row),
    )
    tones: tuple[Tone, ...] = (gone or "strong", "", gone, "", tone(delta or 0), gone)
    if many_years:
        cells, tones = (cells[0], str(header.fiscal_year), *cells[1:]), (tones[0], "dim", *tones[1:])
    mark = "A" if state.mark == header.seq else "?" if row.status == "proposed" else " "
    return GridRow(version(header.seq), cells, tones, mark=mark)


def _text(reader: Reader, row: LogRow) -> str:
    parts = (
        words.called(reader, row),
        words.fate(reader, row),
        reader.document(row.header),
        row.header.title,
    )
    return " ".join(dict.fromkeys(part for part in parts if part))


def detail(reader: Reader, state: ViewState, *, thorough: bool) -> Sequence[Line]:
    row = reader.log_row(state.version)
    if row is None:
        return ()
    header = row.header
    lines: list[Line] = [words.origin(reader, header)]
    if basis := words.basis(reader, header):
        lines.append(basis)
    lines.append(
        (
            (reader.word("tui.kinds"), "word"),
            (" " + ", ".join(reader.word(label) for label in row.labels), ""),
            (f"  {reader.digest(header)[:12]}", "dim"),
        )
    )
    if thorough:
        lines += _changes(reader, replace(state, year=header.fiscal_year, mark=None))
    return lines


def _changes(reader: Reader, state: ViewState) -> list[Line]:
    """What the revision did, against the version before it."""
    found = reader.diff(state, reader.axes(state)[0])
    lines: list[Line] = []
    money = state.money
    if found.total is not None:
        total = found.total
        lines.append(
            (
                (reader.word("tui.size"), "word"),
                (f" {amount(total.before_fen, money)} -> {amount(total.after_fen, money)}  ", ""),
                (change(total, money), tone(total.delta_in(money))),
            )
        )
    leaves = [row for row in found.rows if row.leaf]
    lines += (
        (
            (f"  {leaf.key.get('unit', '')} ", "dim"),
            (leaf.label, ""),
            (f"  {amount(leaf.before_fen, money)} -> {amount(leaf.after_fen, money)}  ", ""),
            (signed(leaf.delta_in(money), money), tone(leaf.delta_in(money))),
        )
        for leaf in leaves[:_CHANGES]
    )
    if len(leaves) > _CHANGES:
        lines[-1] = ((f"  {CUT} {reader.word('tui.more', count=len(leaves) - _CHANGES + 1)}", "dim"),)
    if not leaves:
        told = reader.told(state.version)
        lines += [((f"  {said}", "dim"),) for said in told[:_CHANGES]]
        if len(told) > _CHANGES:
            lines[-1] = ((f"  {CUT} {reader.word('tui.more', count=len(told) - _CHANGES + 1)}", "dim"),)
    return lines


def moved(state: ViewState, row: GridRow, column: str) -> ViewState:
    return replace(state, version=int(row.key.removeprefix("@")))


def opened(reader: Reader, state: ViewState) -> ViewState | Message:
    return show(state, "table")


def blamed(reader: Reader, state: ViewState) -> ViewState | Message:
    return blame(state, state.cell) if state.row else say("tui.no-cell")
