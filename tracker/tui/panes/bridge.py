"""The bridge: from one total to the other cause by cause, the largest first, as a waterfall. Between the two years of
screen 5 on the same basis, or from A to the version shown where A is set."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ...model.errors import Message, NotFound, say
from ...model.money import MoneyUnit
from ...query.bridge import MOST, Bridge, Step
from ...query.falls import running, spans, step_label
from ..comparing import End, Ends
from ..figures import amount, rounded, signed, tone
from ..grid import Grid, GridColumn, GridRow, Line, Piece
from ..moves import blame
from ..reader import Reader
from ..view_state import Cell, ViewState
from . import sides, words
from .frame import Frame

DETAIL_LINES = 6
START, END = "start", "end"
_BAR = 24
"""Cells of the widest bar."""
_TOTAL, _UP, _DOWN = "█", "▓", "▒"
_MARKS = {"added": "+", "removed": "-", "joined": "+", "left": "-", "level": " ", "up": "*", "down": "*"}


def frame(reader: Reader, state: ViewState) -> Frame:
    ends = reader.bridged(state)
    if ends is None:
        said = reader.word("tui.bridge.alone", year=state.year)
        return Frame(((reader.word("tui.screen.bridge"), "strong"),), Grid(), empty=said)
    axis = reader.word(f"tui.axis.{reader.bridge_axis(state, ends)}")
    title: list[Piece] = [*sides.title(reader, ends), (f"   {axis}", "dim")]
    if ends.old.year < ends.new.year:
        title.append((f"  {reader.word(f'tui.mode.{reader.mode(state)}')}", "head"))
    found = _shown(reader, state)
    fens = found.start_fen, found.end_fen, *(step.delta_fen for step in found.steps)
    grid, basis = _grid(reader, ends, found, state.money), sides.basis(reader, ends)
    return Frame(tuple(title), grid, state.spot, "", basis=basis, rounded=rounded(fens, state.money))


def _shown(reader: Reader, state: ViewState) -> Bridge:
    found = reader.bridge(state)
    assert found is not None, "there are two sides"
    return found.folded(0 if state.every else MOST)


def _grid(reader: Reader, ends: Ends, found: Bridge, money: MoneyUnit) -> Grid:
    word = reader.word
    columns = (
        GridColumn(word("tui.column.change"), frozen=True),
        GridColumn(word("tui.column.cause"), frozen=True, stretch=True, least=20),
        GridColumn(word("tui.column.delta"), right=True, frozen=True, least=9),
        GridColumn(word("tui.column.running"), right=True, frozen=True, least=9),
        GridColumn("", frozen=True, least=_BAR, drawn=True),
    )
    moves = [(None, found.start_fen), *_moves(found), (None, found.end_fen)]
    first, *bars, last = spans(moves, _BAR)
    rows = [_total(START, sides.named(reader, ends.old), amount(found.start_fen, money), first)]
    for n, ((step, total), bar) in enumerate(zip(running(found), bars, strict=True)):
        label = step_label(step, word)
        drawn = " " * bar[0] + (_UP if step.delta_fen > 0 else _DOWN) * (bar[1] - bar[0])
        cells = word(f"step-change.{step.change}"), label, signed(step.delta_fen, money), amount(total, money), drawn
        shade = tone(step.delta_fen)
        mark = "!" if step.kind == "unexplained" else "~" if step.kind == "rounding" else _MARKS.get(step.change, "=")
        rows.append(GridRow(key_of(step, n), cells, ("", "", shade, "", shade), level=1, mark=mark))
    rows.append(_total(END, sides.named(reader, ends.new), amount(found.end_fen, money), last))
    return Grid(columns, tuple(rows))


def _moves(found: Bridge) -> Iterator[tuple[int, int]]:
    return ((total - step.delta_fen, total) for step, total in running(found))


def _total(key: str, name: str, shown: str, bar: tuple[int, int]) -> GridRow:
    return GridRow(key, ("", name, "", shown, _TOTAL * bar[1]), ("", "strong", "", "strong", "dim"))


def key_of(step: Step, place: int) -> str:
    """Identity by what the step is; two that are alike in everything are told apart by their places."""
    own = step.kind, step.unit, step.code, step.label, step.nature
    return "|".join(own) if step.kind != "reclassified" else "|".join((*own, str(place)))


def step_at(reader: Reader, state: ViewState) -> Step | None:
    """The step under the cursor, None where that is a total."""
    found = _shown(reader, state)
    return next((step for n, step in enumerate(found.steps) if key_of(step, n) == state.spot), None)


# Below the rows


def detail(reader: Reader, state: ViewState, *, thorough: bool) -> Sequence[Line]:
    ends = reader.bridged(state)
    if ends is None:
        return ()
    found = _shown(reader, state)
    moved = found.end_fen - found.start_fen
    closes = reader.word("tui.bridge.closes" if found.closes else "tui.bridge.open")
    lines: list[Line] = [
        (
            (reader.word("tui.total"), "word"),
            (f" {amount(found.start_fen, state.money)} -> {amount(found.end_fen, state.money)}  ", ""),
            (signed(moved, state.money), tone(moved)),
            (f"  {closes}", "good" if found.closes else "bad"),
        )
    ]
    lines += (((reader.say(one.said), "warn"),) for one in found.lost)
    step = step_at(reader, state)
    if step is None:
        said = f"bridge.{reader.mode(state)}" if ends.old.year < ends.new.year else "tui.bridge.points"
        return [*lines, ((reader.word(said), "dim"),)]
    lines.append(
        (
            (step_label(step, reader.word), "strong"),
            (f"  {step.unit}" if step.unit and step.unit != step.label else "", "dim"),
            (f"  {_ends(step, state.money)}", ""),
        )
    )
    if step.kind == "rest":
        lines.append(((reader.word("tui.bridge.rest", count=step.count), "word"),))
    lines += (words.cause(reader, cause, state.money) for cause in step.causes)
    return lines


def moved(state: ViewState, row: GridRow, column: str) -> ViewState:
    return replace(state, spot=row.key)


# Where keys lead


def opened(reader: Reader, state: ViewState) -> ViewState | Message:
    step = step_at(reader, state) if reader.bridged(state) else None
    if step is not None and step.kind == "rest":
        return replace(state, every=True, spot="")
    return blamed(reader, state)


def blamed(reader: Reader, state: ViewState) -> ViewState | Message:
    """The cell behind a step: of the later side, of what ended that of the earlier one."""
    ends = reader.bridged(state)
    if ends is None:
        return say("tui.no-cell")
    step = step_at(reader, state)
    order = (ends.new, ends.old) if state.spot != START else (ends.old, ends.new)
    last: Message = say("tui.no-cell")
    for end in order:
        there = replace(state, year=end.year, version=end.named.point.seq)
        if step is not None and not (step.after_fen if end is ends.new else step.before_fen) and step.delta_fen:
            continue
        cell = _cell(reader, there, step, end)
        if not isinstance(cell, Message):
            return blame(there, cell)
        last = cell
    return last


def _cell(reader: Reader, state: ViewState, step: Step | None, end: End) -> Cell | Message:
    """The cell of a table that a step speaks of, where there is exactly one."""
    if end.spent or end.named.statement:
        return say("tui.years.spent")
    if step is None:
        return reader.size_cell(state)
    try:
        match step.kind:
            case "project":
                row = f"{step.unit}/{step.label}" if step.unit else step.label
                return reader.find(state, reader.number(state, "projects-by-unit"), row)
            case "basic":
                number = reader.number(state, "basic-by-unit")
                return reader.find(state, number, f"{step.unit}/{step.code}" if step.code else step.unit)
            case "function":
                cell = reader.find(state, reader.number(state, "spending-by-function"), step.code)
                return cell._replace(column=_column(reader, state, cell.table, step.nature))
            case "carried" | "rounding" | "unexplained" | "reclassified":
                return say(f"tui.bridge.no-cell.{step.kind}")
            case _:
                return say("tui.no-cell")
    except (NotFound, KeyError):
        return say("tui.no-cell")


def _column(reader: Reader, state: ViewState, number: int, nature: str) -> str:
    """The column of what is spent by this nature, "" for the first."""
    spec = reader.view(state).spec(number)
    return next((column.label for column in spec.columns if nature and column.label == nature), "")


def _ends(step: Step, money: MoneyUnit) -> str:
    before, after = (step.before_fen, step.after_fen) if step.is_told else (None, None)
    return f"{amount(before, money)} -> {amount(after, money)}"
