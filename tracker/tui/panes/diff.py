"""Screen 3: what changed between A (the mark, else the version before) and B (the shown version), and who did it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from ...messages.attributes import attribute, disclosed
from ...model.errors import Message, NotFound, say
from ...model.money import MoneyUnit
from ...model.vocabulary import BASIC
from ...query.diff import Amounts, Diff, DiffRow
from ...query.facts_diff import FactChange
from ...query.ranking import ranked
from ..figures import NONE, amount, change, percent, rounded, signed, tone, version
from ..grid import Grid, GridColumn, GridRow, Line, Tone
from ..moves import blame
from ..reader import Reader
from ..view_state import Cell, ViewState
from . import words
from .frame import Frame

DETAIL_LINES = 6
TOTAL_KEY = "total"
_MARKS = {
    "added": "+",
    "removed": "-",
    "changed": "*",
    "rounding": "~",
    "unexplained": "!",
    **dict.fromkeys(("reclassified", "renamed", "split", "merged"), "="),
}


def frame(reader: Reader, state: ViewState) -> Frame:
    title: Line = (
        (f"A {_named(reader, state.base)}", "strong"),
        ("  ->  ", ""),
        (f"B {_named(reader, state.version)}", "strong"),
        (f"   {axis_name(reader, state)}", "dim"),
    )
    if state.base == state.version:
        return Frame(title, Grid(), empty=reader.word("tui.diff.itself", version=version(state.version)))
    axis = reader.axis(state)
    found = reader.diff(state, axis)
    if state.ranked:
        found = replace(found, rows=ranked(found.rows))
    words_ = f"A {version(state.base)}", f"B {version(state.version)}"
    grid = grid_of(reader, found, words_, tree=axis != "table" or not _flat(reader, state), money=state.money)
    pair = {"a": version(state.base), "b": version(state.version)}
    tables = () if found.rows or found.facts else reader.tables_differing(state)
    said = ", ".join(map(str, tables))
    empty = reader.word("tui.diff.elsewhere", tables=said, **pair) if tables else reader.word("tui.diff.same", **pair)
    return Frame(title, grid, state.spot, "", empty, rounded=is_rounded(found, state.money))


def _named(reader: Reader, seq: int) -> str:
    if file := reader.file_name(seq):
        return file
    row = reader.log_row(seq)
    return f"{version(seq)} {row.header.effective}" if row else version(seq)


def axis_name(reader: Reader, state: ViewState) -> str:
    if (axis := reader.axis(state)) != "table":
        return reader.word(f"tui.axis.{axis}")
    return reader.word("tui.axis.table", number=state.table, title=reader.table(state).spec.title)


def _flat(reader: Reader, state: ViewState) -> bool:
    """Whether sums stand after what they add up, so that level says nothing about folding."""
    return any(row.head.side for row in reader.table(state).rows)


def is_rounded(found: Diff, money: MoneyUnit) -> bool:
    pairs = [row.amounts for row in found.rows] + ([found.total] if found.total else [])
    return rounded((fen for pair in pairs for fen in (pair.before_fen, pair.after_fen)), money)


class Told(NamedTuple):
    """A row below a difference that is not one of it. `figures` stand under before, after, difference, percentage."""

    key: str
    label: str
    figures: tuple[str, ...] = ("", "", "", "")
    tone: Tone = ""
    level: int = 0
    mark: str = " "
    events: str = ""


def told_amounts(
    reader: Reader, key: str, label: str, amounts: Amounts, money: MoneyUnit, *, mark: str = " ", events: str = ""
) -> Told:
    figures = (
        amount(amounts.before_fen, money),
        amount(amounts.after_fen, money),
        change(amounts, money),
        _share(reader, amounts, money, years=True),
    )
    return Told(key, label, figures, tone(amounts.delta_in(money)), level=1, mark=mark, events=events)


def grid_of(
    reader: Reader,
    found: Diff,
    names: tuple[str, ...],
    tree: bool,
    *,
    money: MoneyUnit = "wan",
    years: bool = False,
    told: Sequence[Told] = (),
) -> Grid:
    """The rows of a difference: total, parts, the facts that are not money, and what is told below them. Of two `years`
    what has no base is 不可比."""
    if not found.rows and not found.facts and not told:
        return Grid()
    coded = any(_code(row) for row in found.rows)
    columns = (
        *((GridColumn(reader.word("tui.column.code"), frozen=True, tree=tree),) if coded else ()),
        GridColumn(reader.word("tui.column.name"), frozen=True, stretch=True, tree=tree and not coded, least=20),
        *(GridColumn(name, right=True, least=9) for name in (*names, reader.word("tui.column.delta"))),
        GridColumn(reader.word("tui.column.percent"), right=True, least=8),
        GridColumn(reader.word("tui.column.events"), most=9),
    )
    rows: list[GridRow] = []
    if found.total is not None:
        label = reader.word("tui.total")
        first = ("", label) if coded else (label,)
        share = _share(reader, found.total, money, years=years)
        total = _amounts_row(TOTAL_KEY, first, found.total, share, money)
        rows.append(replace(total, mark="*" if found.total.delta_fen else " "))
    path: list[tuple[int, str]] = [(0, TOTAL_KEY)]
    for row in found.rows:
        while path and path[-1][0] >= row.level:
            path.pop()
        parent = path[-1][1] if path and tree else ""
        rows.append(_row(reader, row, parent, money, coded=coded, years=years))
        path.append((row.level, key_of(row)))
    rows += _told_rows(told, coded)
    rows += (_fact_row(reader, fact, coded, len(columns)) for fact in facts(found))
    return Grid(columns, tuple(rows), pinned=found.total is not None)


def _told_rows(told: Sequence[Told], coded: bool) -> Iterator[GridRow]:
    parent = ""
    for one in told:
        first = ("", one.label) if coded else (one.label,)
        plain: list[Tone] = [""] * (len(first) + 2)
        heads: list[Tone] = ["head"] * (len(first) + 5)
        tones = (*plain, one.tone, one.tone) if one.level else (*heads,)
        parent = one.key if not one.level else parent
        under = parent if one.level else ""
        yield GridRow(one.key, (*first, *one.figures, one.events), tones, one.level, under, one.mark)


def _share(reader: Reader, amounts: Amounts, money: MoneyUnit, *, years: bool) -> str:
    return reader.word("percent.none") if years and amounts.incomparable else percent(amounts, money)


def key_of(row: DiffRow) -> str:
    """Identity by what the row is, so that the cursor stays on it from version to version."""
    return "|".join((row.label, *row.key.values()))


def _code(row: DiffRow) -> str:
    return row.key.get("code") or row.key.get("economic") or ""


def _row(reader: Reader, row: DiffRow, parent: str, money: MoneyUnit, *, coded: bool, years: bool) -> GridRow:
    share = NONE if not row.is_told else _share(reader, row.amounts, money, years=years)
    if row.change in ("added", "removed") and not years:
        share = reader.named("change", row.change)
    first = (_code(row), row.label) if coded else (row.label,)
    seqs = sorted({cause.header.seq for cause in row.causes})
    shape = _amounts_row(key_of(row), first, row, share, money, row.change)
    events = " ".join(version(seq) for seq in seqs[-2:])
    return replace(shape, cells=(*shape.cells, events), level=row.level, parent=parent, mark=_MARKS[row.change])


def _amounts_row(
    key: str, first: tuple[str, ...], amounts: Amounts | DiffRow, share: str, money: MoneyUnit, how: str = ""
) -> GridRow:
    delta = amounts.delta_in(money)
    before = NONE if how == "added" else amount(amounts.before_fen, money)
    after = NONE if how == "removed" else amount(amounts.after_fen, money)
    cells = (*first, before, after, signed(delta, money), share)
    plain: list[Tone] = [""] * (len(first) + 2)
    return GridRow(key, cells, (*plain, tone(delta), tone(delta)))


def _fact_row(reader: Reader, fact: FactChange, coded: bool, columns: int) -> GridRow:
    cells = (*(("",) if coded else ()), fact_text(reader, fact))
    filling = (NONE,) * (columns - len(cells) - 1)
    return GridRow(fact_key(fact), (*cells, *filling, version(fact.seq)), level=1, mark="*")


def fact_key(fact: FactChange) -> str:
    return f"fact|{fact.entity}|{fact.id}|{fact.field}"


def facts(found: Diff) -> list[FactChange]:
    """The facts that changed; of what is new, only that it is there."""
    new = {(fact.entity, fact.id) for fact in found.facts if _is_new(fact)}
    return [fact for fact in found.facts if _is_new(fact) or (fact.entity, fact.id) not in new]


def _is_new(fact: FactChange) -> bool:
    return fact.field == "name" and fact.before is None


def fact_text(reader: Reader, fact: FactChange) -> str:
    if _is_new(fact):
        return reader.word("tui.fact.new", what=reader.named("tui.entity", fact.entity), name=fact.name)
    field = reader.say(attribute(fact.field))
    before, after = (NONE if value is None else str(value) for value in (fact.before, fact.after))
    name = reader.say(disclosed(fact.id)) if fact.entity == "disclosure" else fact.name
    return f"{name} {field}: {before} -> {after}"


def detail(reader: Reader, state: ViewState, *, thorough: bool) -> Sequence[Line]:
    if state.base == state.version:
        return ()
    found = reader.diff(state, reader.axis(state))
    return detail_of(reader, found, state.spot, state.money)


def detail_of(reader: Reader, found: Diff, spot: str, money: MoneyUnit = "wan") -> Sequence[Line]:
    """The total and whether the parts close, then the events of the row under the cursor."""
    lines: list[Line] = []
    if found.total is not None:
        closes: Tone = "good" if found.closes else "bad"
        lines.append(
            (
                (reader.word("tui.total"), "word"),
                (f" {amount(found.total.before_fen, money)} -> {amount(found.total.after_fen, money)}  ", ""),
                (change(found.total, money), tone(found.total.delta_in(money))),
                (f"  {reader.word('tui.diff.closes' if found.closes else 'tui.diff.open')}", closes),
            )
        )
    lines += (((reader.say(one.said), "warn"),) for one in found.lost)
    row = next((row for row in found.rows if key_of(row) == spot), None)
    fact = next((fact for fact in facts(found) if fact_key(fact) == spot), None)
    if fact is not None:
        lines.append(((fact_text(reader, fact), ""),))
    elif row is not None:
        path = " / ".join(dict.fromkeys(part for part in (row.key.get("unit"), row.label) if part))
        lines.append(((path, "strong"), (f"  {reader.named('change', row.change)}", "")))
        lines += (words.cause(reader, found_cause, money) for found_cause in row.causes)
    return lines


def moved(state: ViewState, row: GridRow, column: str) -> ViewState:
    return replace(state, spot=row.key)


def opened(reader: Reader, state: ViewState) -> ViewState | Message:
    return blamed(reader, state)


def blamed(reader: Reader, state: ViewState) -> ViewState | Message:
    cell = _cell(reader, state)
    return cell if isinstance(cell, Message) else blame(state, cell)


def _cell(reader: Reader, state: ViewState) -> Cell | Message:
    if state.base == state.version:
        return say("tui.no-cell")
    if not state.spot or state.spot == TOTAL_KEY:
        return reader.size_cell(state)
    row = row_at(reader, state)
    return say("tui.no-cell") if row is None else cell_of(reader, state, row)


def row_at(reader: Reader, state: ViewState) -> DiffRow | None:
    """The row under the cursor, None where that is the total or a fact."""
    if state.base == state.version:
        return None
    return next((row for row in reader.diff(state, reader.axis(state)).rows if key_of(row) == state.spot), None)


def cell_of(reader: Reader, state: ViewState, row: DiffRow) -> Cell | Message:
    """The cell of a table that a row of a difference speaks of, where there is exactly one."""
    try:
        match reader.axis(state):
            case "table":
                return reader.find(state, state.table, _row_name(row))
            case "function":
                return reader.find(state, reader.number(state, "spending-by-function"), row.key["code"])
            case "project" if "project" in row.key:
                number = reader.number(state, "projects-by-unit")
                return reader.find(state, number, f"{row.key['unit']}/{row.label}")
            case "project" if row.key.get("nature") == BASIC:
                return reader.find(state, reader.number(state, "basic-by-unit"), row.key["unit"])
            case _:
                return say("tui.no-cell")
    except (NotFound, KeyError):
        return say("tui.no-cell")


def _row_name(row: DiffRow) -> str:
    name = row.key.get("code") or row.label
    for owner in ("side", "unit"):
        if row.key.get(owner) and row.key[owner] != name:
            return f"{row.key[owner]}/{name}"
    return name
