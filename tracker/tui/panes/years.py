"""Screen 5: the table in view beside the same table of the year before, both as of the shown version."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ...model.errors import Message, say
from ...query.diff import Diff
from ...tables.spec import TOTAL
from ..figures import NONE, amount, version
from ..grid import Grid, GridColumn, GridRow, Line
from ..moves import blame, show
from ..reader import Reader
from ..view_state import Cell, ViewState
from . import diff
from .frame import Frame

DETAIL_LINES = 5
_TOTALS = (TOTAL, "支出/支出总计")
"""The rows that say what a table comes to, as far as it has one."""


def frame(reader: Reader, state: ViewState) -> Frame:
    prior = prior_year(reader, state)
    if prior is None:
        return _sizes(reader, state)
    found = _diff(reader, state, prior)
    title: Line = (
        (reader.word("tui.years.pair", prior=prior, year=state.year), "strong"),
        (f"   {diff.axis_name(reader, replace(state, axis='table'))}", ""),
    )
    tree = not any(row.head.side for row in reader.table(state).rows)
    names = reader.word("tui.year", year=prior), reader.word("tui.year", year=state.year)
    grid = diff.grid_of(reader, found, names, tree, state.money)
    empty, inexact = reader.word("tui.years.same", prior=prior, year=state.year), diff.is_rounded(found, state.money)
    return Frame(title, grid, state.spot, "", empty, rounded=inexact)


def prior_year(reader: Reader, state: ViewState) -> int | None:
    return max((year for year in reader.facts(state).years if year < state.year), default=None)


def _diff(reader: Reader, state: ViewState, prior: int) -> Diff:
    return reader.diff(state, "table", (prior, state.version))


def _sizes(reader: Reader, state: ViewState) -> Frame:
    """Where no year stands before the shown one: what each table of the year comes to."""
    title: Line = ((reader.word("tui.years.one", year=state.year), "strong"),)
    columns = (
        GridColumn(reader.word("tui.table.word"), frozen=True, right=True, least=4),
        GridColumn(reader.word("tui.column.name"), frozen=True, stretch=True),
        GridColumn(reader.word("tui.column.row"), frozen=True, most=16),
        GridColumn(reader.word("tui.year", year=state.year), right=True, least=12),
    )
    view = reader.view(state)
    rows = []
    for spec in view.form.tables:
        table = view.table(spec.role)
        row = next((table.by_key[key] for key in _TOTALS if key in table.by_key), None)
        cells = (row.head.label, amount(row.amounts_fen[table.first_column(row)], state.money)) if row else (NONE, NONE)
        rows.append(GridRow(str(spec.number), (str(spec.number), spec.title, *cells)))
    return Frame(title, Grid(columns, tuple(rows)), state.spot or str(state.table))


def detail(reader: Reader, state: ViewState, *, thorough: bool) -> Sequence[Line]:
    prior = prior_year(reader, state)
    if prior is None:
        return (((reader.word("tui.years.one-how", year=state.year), "dim"),),)
    lines = list(diff.detail_of(reader, _diff(reader, state, prior), state.spot, state.money))
    said = reader.word("tui.years.basis", version=version(state.version))
    return (lines[0], ((said, "dim"),), *lines[1:])


def moved(state: ViewState, row: GridRow, column: str) -> ViewState:
    return replace(state, spot=row.key)


def opened(reader: Reader, state: ViewState) -> ViewState | Message:
    if prior_year(reader, state) is None:
        return show(replace(state, table=int(state.spot or state.table), row="", column=""), "table")
    return blamed(reader, state)


def blamed(reader: Reader, state: ViewState) -> ViewState | Message:
    cell = _cell(reader, state)
    return cell if isinstance(cell, Message) else blame(state, cell)


def _cell(reader: Reader, state: ViewState) -> Cell | Message:
    prior = prior_year(reader, state)
    if prior is None:
        return Cell(int(state.spot or state.table), "")
    row = next((row for row in _diff(reader, state, prior).rows if diff.key_of(row) == state.spot), None)
    return say("tui.no-cell") if row is None else diff.cell_of(reader, replace(state, axis="table"), row)
