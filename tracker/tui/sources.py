"""The places in documents that a row comes from: whose document, which line, and what stands around it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from ..messages.places import standing
from ..model.errors import Message, NotFound, say
from ..query.statements import PrintedLine
from ..query.year import YearView
from .panes import PANES, diff, lint, years
from .panes.table import name
from .reader import Reader
from .view_state import Cell, ViewState


class Source(NamedTuple):
    """A document, `title` with the place that is meant, and its lines as far as the book knows them; `at` is the index
    of the line that is meant, -1 where the document has none."""

    title: str
    lines: tuple[PrintedLine, ...]
    at: int


def sources(reader: Reader, state: ViewState) -> tuple[Source, ...] | Message:
    """The places behind the row under the cursor: of a difference one on either side. A message where it comes from no
    document."""
    match state.screen:
        case "history" | "ready":
            return say("tui.source.none")
        case "lint":
            found = _of_finding(reader, state)
            return (found,) if found else say("tui.source.none")
        case _:
            places = tuple(_of_cell(reader, there, cell) for there, cell in _cells(reader, state))
            known = tuple(place for place in places if place is not None)
            return known or say("tui.source.none")


def _cells(reader: Reader, state: ViewState) -> Iterator[tuple[ViewState, Cell | None]]:
    """The cells that the row speaks of, each at its version; None where it is not there."""
    if state.screen == "diff":
        row = diff.row_at(reader, state)
        if row is not None:
            axis = reader.axis(state)
            for there in (reader.before(state), state):
                if there.version:
                    found = diff.cell_of(reader, replace(there, axis=axis), row)
                    yield there, None if isinstance(found, Message) else found
        return
    if state.screen == "years" and (ends := reader.years(state)) and (compared := reader.compared(state)):
        for there, cell in reversed([*years.cells(reader, state, ends, compared)]):
            yield there, None if isinstance(cell, Message) else cell
        return
    blamed = PANES[state.screen].blamed(reader, state)
    if isinstance(blamed, Message):
        return
    yield blamed, blamed.cell


def _of_cell(reader: Reader, state: ViewState, cell: Cell | None) -> Source | None:
    view = reader.view(state)
    document = _document(reader, state, view)
    if view.opening is None:
        return None
    try:
        table = view.table(view.spec(cell.table).role) if cell else None
    except NotFound:
        table = None
    row = reader.row(table, cell.row) if table and cell else None
    evidence = view.evidence.get((table.spec.number, row.key)) if table and row else None
    if cell is None or table is None or row is None or evidence is None:
        return Source(reader.word("tui.source.absent", what=document), (), -1)
    column = cell.column or table.columns[table.first_column(row)].label
    what = f"{document}  {name(reader, table, row)} / {column}"
    if printed := evidence.printed.get(column):
        what += f" {printed}"
    place = reader.say(evidence.standing(column))
    lines = tuple(view.opening.printed_lines())
    at = next((n for n, one in enumerate(lines) if (one.line, one.place) == (evidence.line, evidence.place)), -1)
    return Source(reader.word("tui.source.at", what=what, place=place), lines, at)


def _document(reader: Reader, state: ViewState, view: YearView) -> str:
    if named := reader.file_name(state.version):
        return named
    return f"{view.opening.body.get('file', '')} (stmt:{view.opening.id})" if view.opening else ""


def _of_finding(reader: Reader, state: ViewState) -> Source | None:
    finding = lint.finding_at(reader, state)
    view = reader.view_judged(state)
    if finding is None or finding.span is None or view.opening is None:
        return None
    span = finding.span
    lines = tuple(view.opening.printed_lines())
    at = next((n for n, one in enumerate(lines) if one.line >= span.line), -1)
    place = reader.say(standing(span.line, None, span.place))
    what = f"{reader.text_judged(state)}  {finding.rule}"
    return Source(reader.word("tui.source.at", what=what, place=place), lines, at)
