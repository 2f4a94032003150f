"""Screen 6: every reconciliation rule on the tables of the shown version, failures first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ...model.errors import Message, say
from ...model.money import MoneyUnit
from ...query.check import CheckedPlace, CheckResult
from ...tables.checks import Status
from ..cells import wrap
from ..figures import NONE, amount, rounded, signed, version
from ..grid import Grid, GridColumn, GridRow, Line, Tone
from ..moves import blame, see
from ..reader import Reader
from ..view_state import Cell, ViewState
from .frame import Frame

DETAIL_LINES = 6
_ORDER: tuple[Status, ...] = ("fails", "not-checkable", "rounding", "exact")
_MARKS = {"fails": "x", "not-checkable": "?", "rounding": "~", "exact": " "}
_TONES: dict[str, Tone] = {"fails": "bad", "not-checkable": "warn", "rounding": "", "exact": "good"}


def frame(reader: Reader, state: ViewState) -> Frame:
    checks = ordered(reader, state)
    counts = "  ".join(
        f"{reader.named('check', status)} {sum(found.check.status == status for found in checks)}" for status in _ORDER
    )
    title: Line = (
        (reader.word("tui.checks.title", year=state.year, version=version(state.version)), "strong"),
        (f"  {counts}", ""),
    )
    word = reader.word
    columns = (
        GridColumn(word("tui.column.status"), frozen=True, least=8),
        GridColumn(word("tui.column.rule"), frozen=True, most=10),
        GridColumn(word("tui.column.where"), frozen=True, stretch=True, least=16),
        GridColumn(word("tui.column.published"), right=True, frozen=True, least=10),
        GridColumn(word("tui.column.computed"), right=True, frozen=True, least=10),
        GridColumn(word("tui.column.difference"), right=True, frozen=True, least=7),
        GridColumn(word("tui.column.bound"), right=True, frozen=True, least=5),
    )
    rows = tuple(_row(reader, key, found, state.money) for key, found in keyed(checks).items())
    fens = (fen for found in checks for fen in (found.check.published_fen, found.check.computed_fen))
    empty, inexact = word("tui.checks.none"), rounded(fens, state.money)
    return Frame(title, Grid(columns, rows), state.spot, "", empty, rounded=inexact)


def ordered(reader: Reader, state: ViewState) -> list[CheckResult]:
    return sorted(reader.checks(state), key=lambda found: _ORDER.index(found.check.status))


def keyed(checks: list[CheckResult]) -> dict[str, CheckResult]:
    """The checks by rule and judged cell; a number tells apart those of one rule on one cell."""
    found: dict[str, CheckResult] = {}
    for result in checks:
        first = result.check.where[0] if result.check.where else None
        key, n = f"{result.check.id}|{first}", 1
        while (unique := f"{key}|{n}") in found:
            n += 1
        found[unique] = result
    return found


def _row(reader: Reader, key: str, found: CheckResult, money: MoneyUnit) -> GridRow:
    check = found.check
    tone = _TONES[check.status]
    cells = (
        reader.named("check", check.status),
        check.id,
        _place(reader, found.places[0]) if found.places else "",
        amount(check.published_fen, money),
        amount(check.computed_fen, money),
        signed(check.difference_fen, money),
        NONE if check.published_fen is None else amount(check.bound_fen, money),
    )
    tones: tuple[Tone, ...] = (tone, "", "", "", "", tone if check.difference_fen else "dim", "dim")
    return GridRow(key, cells, tones, mark=_MARKS[check.status])


def _place(reader: Reader, place: CheckedPlace) -> str:
    table = f"{reader.word('tui.table.word')}{place.table}"
    return " ".join(part for part in (place.scope, table, place.name or place.row, place.column) if part)


def _under(reader: Reader, state: ViewState) -> CheckResult | None:
    checks = ordered(reader, state)
    return keyed(checks).get(state.spot) or (checks[0] if checks else None)


def detail(reader: Reader, state: ViewState, *, thorough: bool) -> Sequence[Line]:
    found = _under(reader, state)
    if found is None:
        return ()
    check = found.check
    lines: list[Line] = []
    lines += (((text, ""),) for text in wrap(f"{check.id} {reader.say(check.rule)}", 78)[:2])
    if check.why:
        lines.append(((reader.say(check.why), "warn"),))
    places = "; ".join(_place(reader, place) for place in found.places)
    lines.append(((reader.word("tui.checks.where"), "word"), (f" {places}", "")))
    if found.places and (evidence := found.places[0].evidence):
        place = reader.word("place.evidence", where=evidence.standing(found.places[0].column))
        lines.append(((place, "word"), (f" {found.places[0].printed or ''}", "")))
    return lines


def moved(state: ViewState, row: GridRow, column: str) -> ViewState:
    return replace(state, spot=row.key)


def opened(reader: Reader, state: ViewState) -> ViewState | Message:
    cell = _cell(reader, state)
    return cell if isinstance(cell, Message) else see(state, cell, state.version)


def blamed(reader: Reader, state: ViewState) -> ViewState | Message:
    cell = _cell(reader, state)
    return cell if isinstance(cell, Message) else blame(state, cell)


def _cell(reader: Reader, state: ViewState) -> Cell | Message:
    found = _under(reader, state)
    if found is None or not found.check.where or not found.check.where[0].key:
        return say("tui.no-cell")
    first = found.check.where[0]
    return Cell(first.table, first.key, first.column)
