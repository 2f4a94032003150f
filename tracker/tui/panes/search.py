"""Screen S: names, documents, reasons and goals that hold the words, newest first; Enter goes to where they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ...messages import plain
from ...model.errors import Message, NotFound, say
from ..cells import wrap
from ..figures import version
from ..grid import Grid, GridColumn, GridRow, Line
from ..moves import blame, see, show
from ..reader import Reader
from ..view_state import Cell, ViewState
from . import words
from .frame import Frame

if TYPE_CHECKING:
    from ...query.search import Hit

DETAIL_LINES = 6
_BEFORE = 12
"""How many characters before the hit are shown of a long text."""
_TEXT_LINES = 3


def frame(reader: Reader, state: ViewState) -> Frame:
    found, word = reader.search(state.words), reader.word
    title: list[tuple[str, str]] = [(word("tui.search.title"), "strong")]
    if state.words.strip():
        title.append((f"  {word('tui.search.count', words=state.words.strip(), count=len(found))}", ""))
    columns = (
        GridColumn(word("tui.column.version"), frozen=True, least=4),
        GridColumn(word("tui.column.effective"), frozen=True, least=10),
        GridColumn(word("tui.column.found-in"), frozen=True, least=8),
        GridColumn(word("tui.column.name"), frozen=True, most=30),
        GridColumn(word("tui.column.text"), frozen=True, stretch=True),
    )
    rows = tuple(_row(reader, key, hit) for key, hit in _keyed(found))
    empty = word("tui.search.none", words=state.words.strip()) if state.words.strip() else word("tui.search.how")
    return Frame(tuple(title), Grid(columns, rows), state.spot, "", empty)  # type: ignore[arg-type] # they are tones


def _keyed(found: Sequence[Hit]) -> Iterator[tuple[str, Hit]]:
    for n, hit in enumerate(found):
        yield f"{hit.passage.seq}|{hit.passage.what}|{hit.passage.id}|{n}", hit


def _row(reader: Reader, key: str, hit: Hit) -> GridRow:
    passage = hit.passage
    row = reader.log_row(passage.seq)
    cells = (
        version(passage.seq),
        row.header.effective if row else "",
        reader.word(f"found.{passage.what}"),
        hit.name,
        "" if passage.text == hit.name else _excerpt(hit),
    )
    return GridRow(key, cells, ("strong", "dim", "word", "", ""))


def _excerpt(hit: Hit) -> str:
    """The text from a little before the hit."""
    first = max(hit.start - _BEFORE, 0)
    return ("…" if first else "") + hit.passage.text[first:].replace("\n", " ")


def _under(reader: Reader, state: ViewState) -> Hit | None:
    found = dict(_keyed(reader.search(state.words)))
    return found.get(state.spot) or next(iter(found.values()), None)


def detail(reader: Reader, state: ViewState, *, thorough: bool) -> Sequence[Line]:
    hit = _under(reader, state)
    if hit is None:
        return ()
    lines: list[Line] = [((text, ""),) for text in wrap(plain(hit.passage.text).replace("\n", " "), 78)[:_TEXT_LINES]]
    row = reader.log_row(hit.passage.seq)
    return [*lines, words.origin(reader, row.header), words.basis(reader, row.header)] if row else lines


def moved(state: ViewState, row: GridRow, column: str) -> ViewState:
    return replace(state, spot=row.key)


def opened(reader: Reader, state: ViewState) -> ViewState | Message:
    """A unit or a project in its table, where the year has it; anything else, its revision in the history."""
    hit = _under(reader, state)
    if hit is None:
        return say("tui.search.nothing")
    if cell := _cell(reader, state, hit):
        return see(state, cell, state.version)
    row = reader.log_row(hit.passage.seq)
    year = row.header.fiscal_year if row else state.year
    return show(replace(state, version=hit.passage.seq, year=year), "history")


def blamed(reader: Reader, state: ViewState) -> ViewState | Message:
    hit = _under(reader, state)
    cell = _cell(reader, state, hit) if hit else None
    return blame(state, cell) if cell else say("tui.no-cell")


def _cell(reader: Reader, state: ViewState, hit: Hit) -> Cell | None:
    if not hit.name:
        return None
    try:
        return reader.find(state, reader.number(state, "projects-by-unit"), hit.name)
    except NotFound:  # another year's, or the year's form has no such table
        return None
