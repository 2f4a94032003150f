"""Screen 5: a year beside an earlier one on a stated basis, by the rows of the table in view or along an axis; below
them what is not compared, who joined and left, what maps moved, and what of the earlier year was published again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import NamedTuple

from ...model.errors import Message, NotFound, say
from ...model.money import MoneyUnit
from ...query.cells import CellChange
from ...query.definitions import Redefined
from ...query.diff import Amounts, Diff
from ...query.republished import Republication
from ...tables.spec import TOTAL
from ..comparing import Compared, Ends
from ..figures import NONE, amount, signed, tone, version
from ..grid import Grid, GridColumn, GridRow, Line, Tone
from ..moves import blame, show
from ..reader import Reader
from ..view_state import Cell, ViewState
from . import diff, sides, words
from .frame import Frame

DETAIL_LINES = 6
_TOTALS = (TOTAL, "支出/支出总计")
"""The rows that say what a table comes to, as far as it has one."""


def frame(reader: Reader, state: ViewState) -> Frame:
    ends = reader.years(state)
    if ends is None:
        return _sizes(reader, state)
    title: Line = (*sides.title(reader, ends), *_limits(reader, state))
    basis = sides.basis(reader, ends)
    try:
        compared = _compared(reader, state)
    except NotFound as refused:
        return Frame(title, Grid(), empty=reader.say(refused.message), basis=basis)
    silent = sum(len(one.cells) for one in compared.then if one.silent)
    if silent:
        title += ((f"  {reader.word('tui.years.silent', year=ends.old.year, count=silent)}", "bad"),)
    title += ((f"   {_rows_are(reader, state)}", "dim"),)
    same = reader.word("tui.years.same", prior=ends.old.year, year=ends.new.year)
    grid = _grid(reader, state, ends, compared)
    inexact = diff.is_rounded(compared.found.found, state.money)
    return Frame(title, grid, _placed(reader, state, compared).spot, "", same, basis=basis, rounded=inexact)


def _rows_are(reader: Reader, state: ViewState) -> str:
    if state.along != "table":
        return reader.word(f"tui.axis.{state.along}")
    return reader.word("tui.axis.table", number=state.table, title=reader.table(state).spec.title)


def _limits(reader: Reader, state: ViewState) -> Iterator[tuple[str, Tone]]:
    """In whose codes, and without what."""
    if reader.mode(state) != "published":
        yield f"  {reader.word(f'tui.mode.{reader.mode(state)}')}", "head"
    if state.uncarried:
        yield f"  {reader.word('tui.years.uncarried')}", "head"


def _compared(reader: Reader, state: ViewState) -> Compared:
    found = reader.compared(state)
    assert found is not None, "there are two years"
    return found


def _placed(reader: Reader, state: ViewState, compared: Compared) -> ViewState:
    """Where nothing is under the cursor yet, the row of the cell that one came from is."""
    if state.spot or state.along != "table" or not state.row:
        return state
    row = next((row for row in compared.found.found.rows if row.node == state.row), None)
    return replace(state, spot=diff.key_of(row)) if row else state


# The rows


def _grid(reader: Reader, state: ViewState, ends: Ends, compared: Compared) -> Grid:
    found = compared.found.found
    if state.along != "project":
        found = replace(found, facts=())
    told = _told(reader, ends, compared, state.money)
    flat = state.along == "table" and any(row.head.side for row in reader.table(state).rows)
    names = (reader.word("tui.year", year=end.year) for end in (ends.old, ends.new))
    return diff.grid_of(reader, found, (*names,), tree=not flat, money=state.money, years=True, told=told)


def _told(reader: Reader, ends: Ends, compared: Compared, money: MoneyUnit) -> list[diff.Told]:
    """What is said below the comparison."""
    of = (
        _redefined(reader, compared.found.found, money),
        _scope(reader, compared, money),
        _maps(reader, compared, money),
    )
    return [*chain(*of), *_republished(reader, ends, compared, money)]


def _redefined(reader: Reader, found: Diff, money: MoneyUnit) -> Iterator[diff.Told]:
    """What each form counts in its own way: two amounts and no difference."""
    if not found.redefined:
        return
    other = reader.word("tui.years.redefined")
    yield diff.Told("redefined", reader.word("tui.years.redefined-head"))
    for one in found.redefined:
        figures = amount(one.before_fen, money), amount(one.after_fen, money), NONE, other
        yield diff.Told(_redefined_key(one), _both(one.labels), figures, level=1, mark="#")


def _redefined_key(one: Redefined) -> str:
    return f"redefined|{'|'.join(one.keys)}"


def _both(labels: tuple[str, str]) -> str:
    return " -> ".join(dict.fromkeys(label or NONE for label in labels))


def _scope(reader: Reader, compared: Compared, money: MoneyUnit) -> Iterator[diff.Told]:
    """Who joined, who left, and the size without them."""
    scope = compared.scope
    if scope is None or not scope.changes:
        return
    yield diff.Told("scope", reader.word("tui.years.scope-head"))
    for one in scope.changes:
        joined = one.change == "joined"
        before, after = (NONE, amount(one.fen, money)) if joined else (amount(one.fen, money), NONE)
        delta = one.fen if joined else -one.fen
        figures = before, after, signed(delta, money), reader.word(f"step-change.{one.change}")
        yield diff.Told(f"scope|{one.unit}", one.name, figures, tone(delta), level=1, mark="+" if joined else "-")
    yield diff.told_amounts(reader, "scope|common", reader.word("tui.years.common"), scope.common, money)


def _maps(reader: Reader, compared: Compared, money: MoneyUnit) -> Iterator[diff.Told]:
    """What maps moved of the earlier year, and the rows that none speaks of."""
    found = compared.found
    if found.moved:
        yield diff.Told("moved", reader.word("tui.years.moved-head"))
    for move in found.moved:
        label = f"{_called(move.source.key, move.source.label)} -> {_called(move.target.key, move.target.label)}"
        key = f"moved|{move.source.order}|{move.target.order}"
        figures = amount(move.fen, money), NONE, NONE, reader.word(f"map.{move.kind}")
        yield diff.Told(key, label, figures, level=1, mark="=", events=" ".join(map(version, move.seqs[-2:])))
    if found.unmapped:
        yield diff.Told("unmapped", reader.word("tui.years.unmapped-head"))
    for one in found.unmapped:
        later = one.year == found.found.after.year
        figures = (NONE, amount(one.fen, money), NONE, NONE) if later else (amount(one.fen, money), NONE, NONE, NONE)
        yield diff.Told(
            f"unmapped|{one.year}|{one.node.order}", _called(one.node.key, one.node.label), figures, level=1
        )


def _called(key: Mapping[str, str], label: str) -> str:
    owner = key.get("unit", "") if key.get("unit") != label else ""
    return " ".join(filter(None, (key.get("code") or key.get("economic") or owner, label)))


def _republished(reader: Reader, ends: Ends, compared: Compared, money: MoneyUnit) -> Iterator[diff.Told]:
    """The earlier year as it was published then, and as it is stated now, cell by cell."""
    word = reader.word
    for one in compared.then:
        seq, year = one.header.seq, ends.old.year
        label = word("tui.years.then-silent" if one.silent else "tui.years.then", year=year, version=version(seq))
        heads = word("tui.years.column-then"), word("tui.years.column-now"), "", ""
        yield diff.Told(f"then|{seq}", label, heads, mark="!" if one.silent else "*", events=version(seq))
        for cell in one.cells:
            yield _then_row(reader, one, cell, money)


def _then_row(reader: Reader, one: Republication, cell: CellChange, money: MoneyUnit) -> diff.Told:
    label = f"{reader.word('tui.table.word')}{cell.table} {cell.row} [{cell.column}]"
    mark = "!" if one.silent else "*"
    key = _then_key(one, cell)
    if cell.before_fen is None or cell.after_fen is None:
        figures = amount(cell.before_fen, money), amount(cell.after_fen, money), NONE, NONE
        return diff.Told(key, label, figures, level=1, mark=mark, events=version(one.header.seq))
    amounts = Amounts(cell.before_fen, cell.after_fen)
    return diff.told_amounts(reader, key, label, amounts, money, mark=mark, events=version(one.header.seq))


def _then_key(one: Republication, cell: CellChange) -> str:
    return f"then|{one.header.seq}|{cell.table}|{cell.row}|{cell.column}"


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


# Below the rows


def detail(reader: Reader, state: ViewState, *, thorough: bool) -> Sequence[Line]:
    ends = reader.years(state)
    if ends is None:
        return (((reader.word("tui.years.one-how", year=state.year), "dim"),),)
    compared = _compared(reader, state)
    state = _placed(reader, state, compared)
    lines = diff.detail_of(reader, compared.found.found, state.spot, state.money)
    first = 1 if compared.found.found.total else 0
    about = _about(reader, state, ends, compared) or lines[first:]
    return [*lines[:first], _rests_on(reader, state, compared), *about]


def _rests_on(reader: Reader, state: ViewState, compared: Compared) -> Line:
    """In whose codes the years are told, by which maps."""
    said = reader.word(f"compare.{reader.mode(state)}")
    seqs = " ".join(version(one.seq) for one in compared.found.maps)
    more = f"  {reader.word('tui.years.maps')} {seqs}" if seqs else ""
    without = f"  {reader.word('compare.without-carried')}" if state.uncarried else ""
    return ((said + without + more, "dim"),)


class _Then(NamedTuple):
    one: Republication
    cell: CellChange


def _then(state: ViewState, compared: Compared) -> _Then | None:
    pairs = (_Then(one, cell) for one in compared.then for cell in one.cells)
    return next((pair for pair in pairs if _then_key(*pair) == state.spot), None)


def _about(reader: Reader, state: ViewState, ends: Ends, compared: Compared) -> list[Line]:
    """What there is to know of a row that is not one of the comparison."""
    row = next((one for one in _told(reader, ends, compared, state.money) if one.key == state.spot), None)
    if row is None:
        return []
    name: Line = ((row.label, "strong"),)
    if state.spot.startswith("then|"):
        seq = state.spot.split("|")[1]
        header = next(then.header for then in compared.then if str(then.header.seq) == seq)
        why: Line = () if header.reason else ((reader.word("tui.years.no-reason"), "bad"),)
        return [name, words.origin(reader, header), (*words.basis(reader, header), *why)]
    for one in compared.found.found.redefined:
        if _redefined_key(one) == state.spot:
            before, after = (label or NONE for label in one.labels)
            figures = {"prior": amount(one.before_fen, state.money), "current": amount(one.after_fen, state.money)}
            return [((reader.word("compare.redefined", before=before, after=after, **figures), "warn"),)]
    return [name]


def moved(state: ViewState, row: GridRow, column: str) -> ViewState:
    return replace(state, spot=row.key)


# Where keys lead


def opened(reader: Reader, state: ViewState) -> ViewState | Message:
    if reader.years(state) is None:
        return show(replace(state, table=int(state.spot or state.table), row="", column=""), "table")
    return blamed(reader, state)


def blamed(reader: Reader, state: ViewState) -> ViewState | Message:
    """The cell of the later year behind the row, where it has none that of the earlier one; each as it is compared."""
    ends = reader.years(state)
    if ends is None:
        return blame(state, Cell(int(state.spot or state.table), ""))
    compared = _compared(reader, state)
    state = _placed(reader, state, compared)
    if then := _then(state, compared):
        there = replace(state, year=ends.old.year, version=then.one.header.seq)
        return blame(
            there, Cell(then.cell.table, reader.find(there, then.cell.table, then.cell.row).row, then.cell.column)
        )
    last: Message = say("tui.no-cell")
    for there, cell in cells(reader, state, ends, compared):
        if not isinstance(cell, Message):
            return blame(there, cell)
        last = cell
    return last


def cells(
    reader: Reader, state: ViewState, ends: Ends, compared: Compared
) -> Iterator[tuple[ViewState, Cell | Message]]:
    """The cells of a row of the comparison: that of the later year first, then that of the earlier one."""
    state = _placed(reader, state, compared)
    row = next((row for row in compared.found.found.rows if diff.key_of(row) == state.spot), None)
    for end, fen in ((ends.new, row and row.after_fen), (ends.old, row and row.before_fen)):
        there = replace(state, year=end.year, version=end.named.point.seq, axis=state.along)
        if state.spot == diff.TOTAL_KEY:
            yield there, reader.size_cell(there) if state.along != "table" else _total_cell(reader, there)
        elif end.spent or end.named.statement:
            yield there, say("tui.years.spent")
        elif row is not None and (fen or row.delta_fen == 0):
            yield there, diff.cell_of(reader, there, row)


def _total_cell(reader: Reader, state: ViewState) -> Cell | Message:
    table = reader.table(state)
    key = next((key for key in _TOTALS if key in table.by_key), None)
    return Cell(state.table, key) if key else say("tui.no-cell")
