"""Strategies for published documents of the twelve-table form: what a hidden ledger would print, rounded, with pages
and tables that are lost, tails that do not add up, amounts that are withheld."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from hypothesis import strategies as st

from tests.properties.book_machine import UNITS, lines
from tests.support.builders import Json, printed_row, printed_table, statement, wan
from tests.support.naive import sums
from tests.support.opened import Amounts, Registered, columns, fixed, labels, order
from tests.support.oracle import Names, tables
from tracker.model.line import Line, derived_gov_economic
from tracker.model.money import parse_wan, round_to_cents

CENT = 10_000
_AMOUNTS = ("100.00", "33.333333", "0.01", "12.345678", "250.004999", "7.50")
NAMES = Registered(list(UNITS), [], {}, {})

Rows = dict[str, Amounts]
"""In printed order."""
Ledger = dict[Line, int]
_classified_lines = lines().map({"fund": "一般公共预算", "function": "2010301", "economic": "30227"}.__or__)


class Published(NamedTuple):
    """A statement to adopt, its sha256 left open, and the lines that nobody but its makers knows."""

    statement: Json
    lines: list[Json]


@st.composite
def publications(draw: st.DrawFn) -> Published:
    refs = draw(st.lists(_classified_lines, min_size=1, max_size=5))
    printed = printed_from(_ledger_of(draw, refs))
    for fault in draw(st.lists(st.sampled_from(_FAULTS), max_size=4)):
        fault(draw, printed)
    tables = tuple(_table(draw, number, rows) for number, rows in printed.items())
    return Published(statement(adopt=True, tables=tables), refs)


@st.composite
def some_ledger(draw: st.DrawFn) -> Ledger:
    """The lines that a department's documents are printed from."""
    return _ledger_of(draw, draw(st.lists(_classified_lines, min_size=1, max_size=5)))


def _ledger_of(draw: st.DrawFn, refs: Sequence[Json]) -> Ledger:
    return sums((_line(ref), parse_wan(draw(st.sampled_from(_AMOUNTS)))) for ref in refs)


def printed_from(ledger: Ledger) -> dict[int, Rows]:
    """Every table as it prints the ledger, rounded."""
    return {number: _printed(ledger, number) for number in range(1, 13)}


def whole_table(number: int, rows: Rows) -> Json:
    """A table with all its columns, as the reader of documents hands it on."""
    every = columns(number)
    return printed_table(number, every, *(_row(number, row, amounts, every) for row, amounts in rows.items()))


def _line(ref: Json) -> Line:
    """Named by its unit and project, which have no ids yet."""
    government = derived_gov_economic(ref["economic"], UNITS[ref["unit"]])
    dimensions: Json = {"project": ""} | ref
    return Line(year=2024, gov_economic=government, **dimensions)


def _printed(ledger: Ledger, number: int) -> Rows:
    cells = tables(ledger.items(), lambda line: Names(line.unit, UNITS[line.unit], line.project))
    rows: Rows = {row: dict.fromkeys(columns(number), 0) for row in fixed(number)}
    for (table, row, column), fen in cells.items():
        if table == number:
            rows.setdefault(row, dict.fromkeys(columns(number), 0))[column] = round_to_cents(fen)
    known = NAMES._replace(projects=sorted({line.project for line in ledger}))
    return dict(sorted(rows.items(), key=lambda pair: order(number, pair[0], known)))


def _some_table(draw: st.DrawFn, printed: dict[int, Rows], among: Sequence[int] = range(1, 13)) -> Rows:
    found = [printed[number] for number in among if printed.get(number)]
    return draw(st.sampled_from(found)) if found else {}


def _lose_table(draw: st.DrawFn, printed: dict[int, Rows]) -> None:
    printed.pop(draw(st.integers(1, 12)), None)


def _lose_rows(draw: st.DrawFn, printed: dict[int, Rows]) -> None:
    """A page: rows that stand together."""
    rows = _some_table(draw, printed)
    first = draw(st.integers(0, len(rows)))
    for row in list(rows)[first : first + draw(st.integers(1, 4))]:
        del rows[row]


def _tail(draw: st.DrawFn, printed: dict[int, Rows]) -> None:
    rows = _some_table(draw, printed)
    if rows:
        amounts = rows[draw(st.sampled_from(list(rows)))]
        column = draw(st.sampled_from(list(amounts)))
        amounts[column] = (amounts[column] or 0) + draw(st.sampled_from((CENT, -CENT, -100 * CENT)))


def _withhold(draw: st.DrawFn, printed: dict[int, Rows]) -> None:
    rows = _some_table(draw, printed)
    if rows:
        amounts = rows[draw(st.sampled_from(list(rows)))]
        amounts[draw(st.sampled_from(list(amounts)))] = None


def _swap(draw: st.DrawFn, printed: dict[int, Rows]) -> None:
    """Rows in an order of the document's own."""
    rows = _some_table(draw, printed)
    if rows:
        moved = draw(st.sampled_from(list(rows)))
        rows[moved] = rows.pop(moved)


def _one_block(draw: st.DrawFn, printed: dict[int, Rows]) -> None:
    """Classes that are printed once: the reader works out for which kind of unit, or can't."""
    rows = _some_table(draw, printed, (6, 10))
    kind = draw(st.sampled_from(("?", "?", "行政", "事业")))
    codes = [row.partition(":")[2] for row in rows]
    renamed = {
        f"{kind}:{code}" if code and codes.count(code[:3]) == 1 else row: amounts
        for code, (row, amounts) in zip(codes, list(rows.items()), strict=True)
    }
    rows.clear()
    rows.update(renamed)


_FAULTS = (_lose_table, _lose_rows, _tail, _tail, _withhold, _swap, _one_block)


def _table(draw: st.DrawFn, number: int, rows: Rows) -> Json:
    every = columns(number)
    empty = {column for column in every[1:] if all(amounts[column] == 0 for amounts in rows.values())}
    left_out = empty if draw(st.booleans()) else empty & {"未分类"}
    shown = [column for column in every if column not in left_out]
    return printed_table(number, shown, *(_row(number, row, amounts, shown) for row, amounts in rows.items()))


def _row(number: int, row: str, amounts: Amounts, shown: list[str]) -> Json:
    """The row as a document prints it, and as the reader of documents hands it on."""
    cells = [None if (fen := amounts[column]) is None else wan(fen) for column in shown]
    first, _, second = row.partition("/")
    kind, _, code = row.rpartition(":")
    if number in (1, 4):
        return printed_row(labels(number)[row], *cells, side=first)
    if number == 7:
        return printed_row(labels(number)[row], *cells)
    if number in (11, 12):
        return printed_row(second or first, *cells, unit=first if first in UNITS else None)
    if row == "合计":
        return printed_row("合  计", *cells)
    return printed_row(f"科目{code}", *cells, code=code, kind=kind or None)
