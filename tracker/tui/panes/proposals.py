"""What may have happened between two points, as events that can be accepted: each with its confidence, what it rests
on and its other readings; below them what they leave unexplained, cell by cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ...model.errors import Message, NotFound, say
from ...query.proposals import Left, Proposal, Proposed
from ...query.readings import readings
from ..figures import NONE, amount, signed, tone
from ..grid import Grid, GridColumn, GridRow, Line, Piece, Tone
from ..moves import blame, pick_reading, toggle_pick
from ..reader import Reader
from ..view_state import ViewState
from . import sides
from .frame import Frame

DETAIL_LINES = 7
_LEFT = "left"
_MARK = "x"


def frame(reader: Reader, state: ViewState) -> Frame:
    ends = reader.proposal_ends(state)
    if ends is None:
        title: Line = ((reader.word("tui.screen.proposals"), "strong"),)
        return Frame(title, Grid(), empty=reader.word("tui.proposals.no-pair", year=state.year))
    title = (*sides.title(reader, ends), (f"  {reader.word('tui.proposals.inferred')}", "warn"))
    try:
        found = reader.proposed(state)
    except NotFound as refused:
        return Frame(title, Grid(), empty=reader.say(refused.message))
    can = sum(one.recordable for one in found.proposals)
    counted = reader.word("tui.proposals.picked", picked=len(state.picked), count=can)
    title = (*title, (f"  {counted}", "head"))
    basis = reader.word("tui.proposals.basis")
    return Frame(title, _grid(reader, state, found), state.spot, "", reader.word("propose.none"), basis=basis)


def _grid(reader: Reader, state: ViewState, found: Proposed) -> Grid:
    word = reader.word
    columns = (
        GridColumn("", frozen=True, right=True, least=2),
        GridColumn(word("tui.column.pick"), frozen=True),
        GridColumn(word("tui.column.name"), frozen=True, stretch=True, least=20),
        GridColumn(word("tui.column.kinds"), most=16),
        GridColumn(word("tui.column.before"), right=True, least=9),
        GridColumn(word("tui.column.after"), right=True, least=9),
        GridColumn(word("tui.column.delta"), right=True, least=9),
        GridColumn(word("tui.column.confidence")),
        GridColumn(word("tui.entity.unit")),
    )
    picked = {text.partition("/")[0]: text for text in state.picked}
    taken = _taken(found, state)
    rows = [
        _row(reader, n, one, picked.get(str(n), ""), taken.get(n))
        for n, one in enumerate(found.proposals, 1)
        if one.kind != "same"
    ]
    return Grid(columns, (*rows, *_remainder(reader, found)))


def _row(reader: Reader, number: int, one: Proposal, picked: str, taken: int | None) -> GridRow:
    money = bool(one.before_fen or one.after_fen)
    figures = (amount(one.before_fen), amount(one.after_fen)) if money else (NONE, NONE)
    delta = signed(one.delta_fen) if one.delta_fen or money else NONE
    kind, sure = reader.word(f"proposal.{one.kind}"), reader.word(f"confidence.{one.confidence}")
    shade: Tone = tone(one.delta_fen)
    sure_tone: Tone = "" if one.confidence == "certain" else "warn"
    cells = str(number), _pick(reader, one, picked, taken), one.label, kind, *figures, delta, sure, one.unit
    return GridRow(
        str(number), cells, ("dim", "head" if picked else "dim", "", "", "", "", shade, sure_tone),
        mark=_MARK if picked else " ",
    )  # fmt: skip


def _pick(reader: Reader, one: Proposal, picked: str, taken: int | None) -> str:
    """Whether it is accepted, in which reading; or that it is only told."""
    if taken is not None:
        return reader.word("tui.proposals.taken", number=taken)
    if picked:
        other = picked.partition("/")[2]
        return reader.word("tui.proposals.other" if other else "tui.proposals.accepted", number=other)
    return reader.word("tui.proposals.left-out" if one.recordable else "tui.proposals.told")


def _taken(found: Proposed, state: ViewState) -> dict[int, int]:
    """Of each proposal that another one's reading takes in the number of that one."""
    taken: dict[int, int] = {}
    for text in state.picked:
        number, _, other = text.partition("/")
        if other and 0 < int(number) <= len(found.proposals):
            among = readings(found, int(number))
            if 0 < int(other) <= len(among):
                taken |= dict.fromkeys(among[int(other) - 1].takes, int(number))
    return taken


def _remainder(reader: Reader, found: Proposed) -> Iterator[GridRow]:
    if not found.remainder:
        return
    word = reader.word
    heads = word("tui.column.difference-of"), word("tui.column.proposed"), word("tui.column.left")
    yield GridRow(_LEFT, ("", "", word("tui.proposals.remainder"), "", *heads, "", ""), ("head",) * 9)
    for left in found.remainder:
        number = found.after.form.by_role(left.role).number
        label = f"{_row_of(left)} [{left.column}]"
        figures = signed(left.delta_fen), signed(left.proposed_fen), signed(left.fen)
        tail = word("propose.rounding") if left.rounding else ""
        cells = "", "", label, f"{word('tui.table.word')}{number}", *figures, tail, ""
        key = f"{_LEFT}|{left.role}|{left.key}|{left.column}"
        yield GridRow(
            key, cells, ("", "", "", "", "", "", tone(left.fen), "dim"), 1, _LEFT, "~" if left.rounding else "!"
        )


def _row_of(left: Left) -> str:
    code = left.key.rpartition("/")[2]
    return f"{code} {left.label}" if code.isdigit() and code != left.label else left.label


# Below the rows


def detail(reader: Reader, state: ViewState, *, thorough: bool) -> Sequence[Line]:
    if reader.proposal_ends(state) is None:
        return ()
    found = reader.proposed(state)
    told = found.difference_fen - found.left_fen
    shown = {"difference": signed(found.difference_fen), "told": signed(told), "left": signed(found.left_fen)}
    lines: list[Line] = [((reader.word("propose.total", **shown), "strong"),)]
    if (why := reader.read_only) is not None:
        lines.append(((reader.say(why), "warn"),))
    number = number_at(reader, state)
    if number is None:
        return [*lines, ((reader.word("propose.years"), "dim"),)] if found.years_differ else lines
    one = found.proposals[number - 1]
    among = readings(found, number)
    chosen = _reading_picked(state, number)
    name: Line = ((one.label, "strong"), (f"  {one.unit}", "dim"))
    lines.append(name)
    lines += (((reader.word("propose.why", why=why), ""),) for why in one.why)
    named = {reading.message for reading in among}
    for n, reading in enumerate(among, 1):
        sign = ">" if n == chosen else " "
        pieces: list[Piece] = [
            (f"{sign}v {n}  ", "head"),
            (reader.say(reading.message), "strong" if n == chosen else ""),
        ]
        if reading.takes:
            pieces.append(
                (f"  {reader.word('tui.proposals.takes', numbers=', '.join(map(str, sorted(reading.takes))))}", "dim")
            )
        lines.append(tuple(pieces))
    lines += (
        ((reader.word("propose.or", alternative=other), "dim"),) for other in one.alternatives if other not in named
    )
    return lines


def _reading_picked(state: ViewState, number: int) -> int:
    """The reading in which a proposal is accepted: 0 as proposed, -1 where it is not accepted."""
    for text in state.picked:
        first, _, other = text.partition("/")
        if first == str(number):
            return int(other or 0)
    return -1


def number_at(reader: Reader, state: ViewState) -> int | None:
    """The number of the proposal under the cursor."""
    return (
        int(state.spot) if state.spot.isdecimal() and int(state.spot) <= len(reader.proposed(state).proposals) else None
    )


def moved(state: ViewState, row: GridRow, column: str) -> ViewState:
    return replace(state, spot=row.key)


# Choosing


def picked(reader: Reader, state: ViewState, row: str) -> ViewState | Message:
    """The proposal under the cursor accepted, or left out again."""
    one = _one(reader, state, row)
    return one if isinstance(one, Message) else toggle_pick(state, row)


def another(reader: Reader, state: ViewState, row: str) -> ViewState | Message:
    """The proposal accepted in its next reading."""
    one = _one(reader, state, row)
    if isinstance(one, Message):
        return one
    count = len(readings(reader.proposed(state), int(row)))
    return pick_reading(state, row, count) if count else say("tui.proposals.one-reading")


def _one(reader: Reader, state: ViewState, row: str) -> Proposal | Message:
    if reader.read_only:
        return reader.read_only
    found = reader.proposed(state)
    one = found.proposals[int(row) - 1] if row.isdecimal() and 0 < int(row) <= len(found.proposals) else None
    if one is None:
        return say("tui.proposals.no-row")
    return one if one.recordable else say("tui.proposals.only-told")


def all_picked(reader: Reader, state: ViewState) -> ViewState | Message:
    """Every one that can be recorded; none, where they all are."""
    if reader.read_only:
        return reader.read_only
    can = [str(n) for n, one in enumerate(reader.proposed(state).proposals, 1) if one.recordable]
    if not can:
        return say("tui.proposals.none-can")
    have = {text.partition("/")[0] for text in state.picked}
    missing = frozenset(number for number in can if number not in have)
    return replace(state, picked=state.picked | missing if missing else frozenset())


# Where keys lead


def opened(reader: Reader, state: ViewState) -> ViewState | Message:
    return blamed(reader, state)


def blamed(reader: Reader, state: ViewState) -> ViewState | Message:
    """The project of a proposal in the table of projects, where a version of the book is on one of the sides."""
    number = number_at(reader, state)
    ends = reader.proposal_ends(state)
    if number is None or ends is None:
        return say("tui.proposals.no-row")
    one = reader.proposed(state).proposals[number - 1]
    for end, name in ((ends.new, one.label.rpartition(" → ")[2]), (ends.old, one.label.partition(" → ")[0])):
        there = replace(state, year=end.year, version=end.named.point.seq)
        if end.named.statement is None and reader.view(there).form.find("projects-by-unit"):
            try:
                cell = reader.find(there, reader.number(there, "projects-by-unit"), f"{one.unit}/{name}")
            except NotFound:
                continue
            return blame(there, cell)
    return say("tui.no-cell")
