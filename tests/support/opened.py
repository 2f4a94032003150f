"""Years opened by a statement, worked out plainly (design.md 5.2): what the publication prints plus every posting
since. Of the form only its labels are used: which rows it always prints, in which order, and which columns it has."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, cached_property, lru_cache
from itertools import takewhile
from typing import NamedTuple

from tests.support.naive import Body, Naive, fen, sums
from tests.support.oracle import CLASSES, ECONOMIC, OPEN, Blocks, Cell, Names, row_name, tables
from tracker.model.line import Line
from tracker.model.point import Point
from tracker.tables.rows import Item, ListRows
from tracker.tables.twelve import TWELVE

FLOOR_FEN = -5_000
LAST = "\uffff"
Amounts = dict[str, int | None]
"""Fen by column; None where it is withheld."""
_CLASS_CODES = {f"支出/{label}": code for code, label in CLASSES.items()}
_ECONOMIC_CODES = {label: code for code, label in ECONOMIC.items()}
_PRINTS_THE_SAME_ROWS = {2: (3,), 3: (2, 5), 5: (3,)}


class Registered(NamedTuple):
    """Ids of units and projects in the order in which they were registered, and by name the last that bore it."""

    units: Sequence[str]
    projects: Sequence[str]
    unit_ids: dict[str, str]
    project_ids: dict[tuple[str, str], str]


def registered(naive: Naive, seq: int) -> Registered:
    events = [event for body in naive.revisions[:seq] for event in body["events"]]
    units = [event for event in events if event["kind"] == "UnitRegistered"]
    projects = [event for event in events if event["kind"] == "ProjectAdded"]
    return Registered(
        [event["id"] for event in units],
        [event["id"] for event in projects],
        {event["unit"]: event["id"] for event in units},
        {(event["unit"], event["name"]): event["id"] for event in projects},
    )


def _items(number: int) -> tuple[Item, ...]:
    spec = TWELVE.by_number(number)
    assert spec
    return spec.rows.items if isinstance(spec.rows, ListRows) else ()


def _item_name(number: int, item: Item) -> str:
    return row_name(number, item.label, side=item.side)


@cache
def columns(number: int) -> list[str]:
    spec = TWELVE.by_number(number)
    assert spec
    return [column.label for column in spec.columns]


@cache
def labels(number: int) -> dict[str, str]:
    """The labels of the rows that the form names one by one, by row."""
    return {_item_name(number, item): item.label for item in _items(number)}


@cache
def fixed(number: int) -> list[str]:
    """The rows that the form always prints."""
    if number in (1, 4, 7):
        return [_item_name(number, item) for item in _items(number) if not item.optional]
    heads = [f"{ECONOMIC[code]}合计" for code in ("301", "302", "303", "310")] if number == 11 else []
    return ["合计", *heads]


def order(number: int, row: str, known: Registered) -> tuple[str | int, ...]:
    """Where a row stands among the rows of its table."""
    if number in (1, 4, 7):
        listed = list(labels(number))
        if row in listed:
            return 2 * listed.index(row), ""
        return 2 * listed.index("支出/本年支出合计") - 1, _last(_CLASS_CODES[row])
    if row == "合计":
        return ("",)
    if number in (2, 3, 5, 8, 9):
        return (_last(row),)
    if number in (6, 10):
        kind, _, code = row.partition(":")
        return _last(code[:3] if code != OPEN else code), int(kind == "事业"), code
    owner, _, below = row.partition("/")
    if owner in known.units:
        place = f"{known.units.index(owner):06d}"
        if number == 12:
            return ("1", place, f"{known.projects.index(below):06d}" if below else "")
        return ("1", place, _last(_ECONOMIC_CODES[below]) if below else "")
    return ("0", _last(_ECONOMIC_CODES[row.removesuffix("合计")]))


def above(number: int, row: str) -> list[str]:
    """The rows that a row is part of, from the nearest up; the totals and what stands below its parts left out."""
    if number in (2, 3, 5, 8, 9) and row.isdigit():
        return [row[:n] for n in (5, 3) if n < len(row)]
    if number in (6, 10) and row[-5:].isdigit():
        return [row[:-2]]
    return [row.partition("/")[0]] if number in (11, 12) and "/" in row else []


def depth(number: int, row: str) -> int:
    return -1 if row == "合计" else len(above(number, row))


def _last(code: str) -> str:
    return LAST if code == OPEN else code


class Publication:
    """An adopted statement: by table its rows in printed order."""

    def __init__(self, seq: int, event: Body, known: Registered) -> None:
        self.seq = seq
        self.columns: dict[int, list[str]] = {table["table"]: table["columns"] for table in event["tables"]}
        self.tables = {table["table"]: dict(_rows(table, known)) for table in event["tables"]}
        self.labels = {
            (table["table"], name): row["label"]
            for table in event["tables"]
            if table["table"] not in (11, 12)
            for name, row in zip(self.tables[table["table"]], table["rows"], strict=True)
        }

    @cached_property
    def blocks(self) -> Blocks:
        found: dict[tuple[int, str], frozenset[str]] = {}
        for number in (6, 10):
            for row in self.tables.get(number, ()):
                kind, colon, code = row.partition(":")
                if colon and len(code) == 3:
                    found[number, code] = found.get((number, code), frozenset()) | {kind}
        return found

    def missing(self, number: int) -> set[str]:
        """Rows on a page that the document lacks: another table shows that it has them, or the form always does; the
        rows of a class where the document shows elsewhere that it spends on it. Of a table of which nothing but the
        header is there nothing is missing, unless another table shows that it has rows."""
        if number not in self.tables:
            return set()
        expected = {row for other in _PRINTS_THE_SAME_ROWS.get(number, ()) for row in self._shared_rows(number, other)}
        if expected or self.tables[number]:
            expected |= {row for row in fixed(number) if self._is_printed(number, row)}
        return expected - set(self.tables[number])

    def _is_printed(self, number: int, row: str) -> bool:
        if number in (1, 4) and row in _CLASS_CODES:
            return _CLASS_CODES[row] in self.tables.get(3, {})
        if number == 11 and row != "合计":
            return row.removesuffix("合计") in {other.partition("/")[2] for other in self.tables[11]}
        return True

    def _shared_rows(self, number: int, other: int) -> Iterable[str]:
        """The rows of the other table, unless the totals say that it holds other money."""
        if other not in self.tables:
            return ()
        totals = [self.tables[n].get("合计", {}).get(columns(n)[0]) for n in (number, other)]
        return () if None not in totals and totals[0] != totals[1] else self.tables[other]


def _rows(table: Body, known: Registered) -> Iterator[tuple[str, Amounts]]:
    for row in table["rows"]:
        name = _printed_name(table["table"], row, known)
        if name is not None:
            yield (
                name,
                {
                    column: None if wan is None else fen(wan)
                    for column, wan in zip(table["columns"], row["amounts"], strict=True)
                },
            )


def _printed_name(number: int, row: Body, known: Registered) -> str | None:
    """None where the row is of a project that its unit, registered anew under the same name, does not have."""
    label, code, side, kind = row["label"], row.get("code") or "", row.get("side") or "", row.get("kind") or ""
    if number not in (11, 12) or not row.get("unit"):
        return row_name(number, label, code=code, side=side, kind=kind)
    owner = known.unit_ids[row["unit"]]
    if label == row["unit"]:
        return owner
    part = known.project_ids.get((owner, label)) if number == 12 else label
    return f"{owner}/{part}" if part else None


class PlainYear:
    """A fiscal year at a point: its rows are named by `cells`, with ids for the names of units and projects."""

    def __init__(self, naive: Naive, year: int, point: Point) -> None:
        self.naive = naive
        self.year = year
        self.point = point
        self.known = registered(naive, point.seq)

    @cached_property
    def publication(self) -> Publication | None:
        """The statement that opened the year, as far as the point knows."""
        held = [n for n in self.naive.seqs(self.point) if not self.naive.undone(n, self.point)]
        for seq in held:
            body = self.naive.revisions[seq - 1]
            for event in body["events"] if body["fiscal_year"] == self.year else ():
                if event["kind"] == "StatementPublished" and event["adopt"]:
                    return Publication(seq, event, self.known)
        return None

    @property
    def blocks(self) -> Blocks:
        return self.publication.blocks if self.publication else {}

    @cached_property
    def names(self) -> Callable[[Line], Names]:
        called = self.naive.names(self.point)
        return lambda line: called(line)._replace(unit=line.unit, project=line.project)

    @cached_property
    def balances(self) -> dict[Line, int]:
        return self.naive.balances(self.point, self.year)

    @cached_property
    def posted(self) -> dict[Cell, int]:
        return tables(self.balances.items(), self.names, self.blocks)

    def absent(self, number: int) -> bool:
        return self.publication is not None and number not in self.publication.tables

    def missing(self, number: int) -> set[str]:
        return self.publication.missing(number) if self.publication else set()

    def printed(self, number: int) -> dict[str, Amounts]:
        return self.publication.tables.get(number, {}) if self.publication else {}

    def cell(self, cell: Cell) -> int | None:
        """None where it is unknown or withheld."""
        number, row, column = cell
        if self.absent(number) or row in self.missing(number):
            return None
        published = self.printed(number).get(row, {}).get(column, 0)
        return None if published is None else published + self.posted.get(cell, 0)

    def rows(self, number: int) -> list[str]:
        """The rows that show, in order."""
        if self.absent(number):
            return []
        printed = list(self.printed(number))
        new = {row for table, row, _ in self.posted if table == number}
        if self.publication is None:
            new |= set(fixed(number))
        new -= {*printed, *self.missing(number)}
        before: dict[int, list[str]] = {}
        for row in sorted(new, key=self._order(number)):
            before.setdefault(self._place(number, row, printed), []).append(row)
        places = range(len(printed) + 1)
        return [row for i in places for row in (*before.get(i, ()), *printed[i : i + 1])]

    def _order(self, number: int) -> Callable[[str], tuple[str | int, ...]]:
        return lambda row: order(number, row, self.known)

    def _place(self, number: int, row: str, printed: Sequence[str]) -> int:
        """A new row stands before the first printed row with a greater key, but never outside the rows below the one
        that it is part of, and never below a total that others are printed above."""
        key = self._order(number)
        if len(printed) > 1 and printed[-1] == "合计":
            printed = printed[:-1]
        at = next((printed.index(other) for other in above(number, row) if other in printed), None)
        family, first = list(printed), 0
        if at is not None:
            level, first = depth(number, printed[at]), at + 1
            family = list(takewhile(lambda other: depth(number, other) > level, printed[first:]))
        return first + next((i for i, other in enumerate(family) if key(other) > key(row)), len(family))

    def amounts(self, number: int, row: str) -> Amounts:
        """The cells of a row that are not zero."""
        found = {column: self.cell((number, row, column)) for column in columns(number)}
        return {column: fen for column, fen in found.items() if fen != 0}

    def label(self, number: int, row: str, otherwise: str) -> str:
        """As printed; a row of units and projects, and one that was not printed, is called as the book calls it."""
        return self.publication.labels.get((number, row), otherwise) if self.publication else otherwise

    def called(self, entity: str, id: str) -> str:
        facts = self.naive.ever_told(self.point.seq) | self.naive.facts(self.point)
        return str(facts[entity, id, "name"])

    @property
    def size_fen(self) -> int | None:
        return self.cell((3, "合计", "合计"))

    def blame(self, cell: Cell) -> dict[tuple[int, str], int]:
        """What each revision did to a cell, by seq and kind."""
        number, row, column = cell
        counting = {line for line in self.balances if cell in tables([(line, 1)], self.names, self.blocks)}
        found = self.naive.blame(self.point, self.year, counting.__contains__)
        if self.publication and column in self.printed(number).get(row, {}):
            found[self.publication.seq, "StatementPublished"] = self.printed(number)[row][column] or 0
        return found


@lru_cache(maxsize=64)
def plain_year(naive: Naive, year: int, point: Point) -> PlainYear:
    return PlainYear(naive, year, point)


class Breach(NamedTuple):
    cell: Cell
    day: str
    fen: int


def breaches(naive: Naive, seq: int) -> Iterator[Breach]:
    """The cells that revision `seq` lowers and that are too low afterwards, at its effective date or later."""
    body = naive.revisions[seq - 1]
    year = body["fiscal_year"]
    lowering = sums((money.line, money.fen) for money in naive.money_of(seq) if money.line.year == year)
    days = {
        body["effective"],
        *(other["effective"] for other in naive.revisions if other["effective"] > body["effective"]),
    }
    for day in sorted(days):
        at = plain_year(naive, year, Point(seq, day))
        for cell, change in tables(lowering.items(), at.names, at.blocks).items():
            amount = at.cell(cell)
            if change < 0 and amount is not None and amount < FLOOR_FEN:
                yield Breach(cell, day, amount)
