"""Screen 9: one page before publication: what of the shown year is ready, and what a person must still do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ...model.errors import Message, say
from ..cells import wrap
from ..grid import Grid, GridColumn, GridRow, Line, Tone
from ..moves import show
from ..reader import Reader
from ..view_state import ScreenName, ViewState
from .frame import Frame

if TYPE_CHECKING:
    from ...explain.ready import Item

DETAIL_LINES = 4
_MARKS = {"ready": " ", "lacking": "!", "unknown": "?"}
_SIGNS = {"ready": "[x]", "lacking": "[ ]", "unknown": "[?]"}
_TONES: dict[str, Tone] = {"ready": "good", "lacking": "bad", "unknown": "warn"}
_WHERE: dict[str, ScreenName] = {
    "tables": "table", "notes": "table", "checks": "checks", "split": "checks", "units": "checks",
    "text": "lint", "facts": "text", "gaps": "text", "reasons": "text", "last-year": "lint",
}  # fmt: skip
"""Where each topic is looked after."""


def frame(reader: Reader, state: ViewState) -> Frame:
    items = reader.ready(state.year)
    left = sum(item.state == "lacking" for item in items)
    said = reader.word("ready.left", count=left) if left else reader.word("ready.done")
    title: Line = (
        (reader.word("ready.title", year=state.year), "strong"),
        (f"  {said}", "bad" if left else "good"),
    )
    columns = (
        GridColumn(reader.word("tui.column.status"), frozen=True, least=4),
        GridColumn(reader.word("tui.column.topic"), frozen=True, stretch=True, tree=True),
    )
    rows = tuple(row for item in items for row in _rows(reader, item))
    return Frame(title, Grid(columns, rows), state.spot, "")


def _rows(reader: Reader, item: Item) -> Iterator[GridRow]:
    tone, mark = _TONES[item.state], _MARKS[item.state]
    cells = _SIGNS[item.state], reader.word(f"ready.topic.{item.topic}")
    yield GridRow(item.topic, cells, (tone, "strong"), 1, mark=mark)
    for n, why in enumerate(item.why):
        yield GridRow(f"{item.topic}|{n}", ("", reader.say(why)), ("", tone), 2, item.topic, mark)


def detail(reader: Reader, state: ViewState, *, thorough: bool) -> Sequence[Line]:
    topic, _, n = state.spot.partition("|")
    item = next((item for item in reader.ready(state.year) if item.topic == topic), None)
    if item is None:
        return ()
    why = item.why[int(n)] if n.isdecimal() else next(iter(item.why), None)
    lines: list[Line] = [((text, ""),) for text in wrap(reader.say(why), 78)[:3]] if why else []
    if topic in _WHERE and item.state != "ready":
        there = reader.word(f"tui.screen.{_WHERE[topic]}")
        lines.append(((reader.word("tui.ready.go", screen=there), "dim"),))
    return lines


def moved(state: ViewState, row: GridRow, column: str) -> ViewState:
    return replace(state, spot=row.key)


def opened(reader: Reader, state: ViewState) -> ViewState | Message:
    topic = state.spot.partition("|")[0]
    if topic not in _WHERE:
        return say("tui.ready.nowhere")
    there = show(state, _WHERE[topic])
    return replace(there, changed_only=False) if there.changed_only else there


def blamed(reader: Reader, state: ViewState) -> ViewState | Message:
    return say("tui.no-cell")
