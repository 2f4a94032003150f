"""Law: whatever is recorded or refused, every answer of the book is what a naive replay of its journal answers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from tests.properties.book_machine import DATES, SETTINGS, YEARS, BookMachine, amounts, dates, lines, years
from tests.support.builders import Json
from tests.support.naive import FactKey, sums
from tests.support.oracle import Cell, Names, cells, shown, tables
from tracker.model.line import Line
from tracker.model.point import Point
from tracker.query.diff import Diff, DiffRow
from tracker.query.year import YearView
from tracker.tables.spec import Partition

PARTITIONS: tuple[Partition, ...] = ("project", "function", "economic", "unit")


class AnyHistory(BookMachine):
    @rule(items=st.lists(st.tuples(lines(), amounts), min_size=1, max_size=4), effective=dates, year=years)
    def approve(self, items: list[tuple[Json, str]], effective: str, year: int) -> None:
        events = {"kind": "BudgetApproved", "lines": [{"line": line, "amount": wan} for line, wan in items]}
        if self.command(events, effective=effective, fiscal_year=year):
            self.used.extend(line for line, _ in items)

    @rule(value=st.sampled_from(("甲局账本", None, "I99")), effective=dates)
    def change_setting(self, value: str | None, effective: str) -> None:
        self.command({"kind": "SettingsChanged", "changes": {"name": value}}, effective=effective)

    @invariant()
    def nothing_is_below_zero_and_sizes_agree(self) -> None:
        head = len(self.naive.revisions)
        for year in YEARS:
            assert self.book.view(year, Point(head)).size_fen() == sum(self.naive.balances(Point(head), year).values())
            for day in DATES:
                assert all(fen >= 0 for fen in self.naive.balances(Point(head, day), year).values())

    @rule(data=st.data(), year=years)
    def tables_agree(self, data: st.DataObject, year: int) -> None:
        point = self.point(data)
        view = self.book.view(year, point)
        expected = self.naive.balances(point, year)
        assert {line: fen for line, fen in view.balances if fen} == {line: fen for line, fen in expected.items() if fen}
        assert view.size_fen() == sum(expected.values())
        found: dict[Cell, int] = {}
        for number in range(1, 13):
            found |= shown(self.book.table(view, number))
        assert found == tables(expected.items(), self.naive.names(point))

    @rule(data=st.data())
    def facts_agree(self, data: st.DataObject) -> None:
        point = self.point(data)
        roster = self.book.roster_at(point)
        told = ("name", "kind", "parent", "unit", "goal", "seq")
        kinds: tuple[Any, ...] = ("unit", "project", "milestone", "setting")  # Entity, without the others
        found: dict[FactKey, object] = {
            (entity, id, field): value
            for entity in kinds
            for id in roster.ids(entity)
            for field, value in roster.fields(entity, id).items()
            if field in told
        }
        expected = {key: value for key, value in self.naive.facts(point).items() if key[2] in told}
        assert found == expected

    @rule(data=st.data(), year=years, number=st.integers(1, 12))
    def blame_agrees(self, data: st.DataObject, year: int, number: int) -> None:
        point = self.point(data)
        view = self.book.view(year, point)
        table = self.book.table(view, number)
        name_of = self.naive.names(point)
        rows = [row for row in table.rows if any(row.amounts_fen)]
        if not rows:
            return
        row = data.draw(st.sampled_from(rows))
        i = data.draw(st.integers(0, len(table.columns) - 1))
        cell = next(iter(shown(_only(table, row.key))))[:2]
        found = self.book.blame(view, number, row.key, table.columns[i].label)
        assert sum(e.amount_fen for e in found.entries) == row.amounts_fen[i] == found.value_fen

        def counts(line: Line) -> bool:
            return (*cell, table.columns[i].label) in set(cells(line, name_of(line)))

        expected = self.naive.blame(point, year, counts)
        assert {(e.header.seq, e.kind): e.amount_fen for e in found.entries} == expected
        assert [e.header.seq for e in found.entries] == sorted(e.header.seq for e in found.entries)

    @rule(data=st.data(), before=years, after=years)
    def diffs_agree(self, data: st.DataObject, before: int, after: int) -> None:
        a, b = self.point(data), self.point(data)
        old, new = self.book.view(before, a), self.book.view(after, b)
        for by in PARTITIONS:
            found = self.book.diff(old, new, by)
            self.expect(found, old, new, by)
        number = data.draw(st.integers(1, 12))
        by_table = self.book.diff(old, new, table=number)
        for row in by_table.rows:
            assert row.amounts.before_fen or row.amounts.after_fen or row.causes or not row.leaf
        if number != 7:
            assert by_table.closes
            assert by_table.total is not None

    def expect(self, found: Diff, old: YearView, new: YearView, by: Partition) -> None:
        """The rows of a difference are those of the naive replay, with the same causes, and they close."""
        name_of = self.naive.names(max(new.point, old.point, key=lambda point: point.seq))
        balances = [self.naive.balances(view.point, view.year).items() for view in (old, new)]
        values = [
            sums((key, fen) for line, fen in of_view for key in _path(line, name_of(line), by)) for of_view in balances
        ]
        causes: dict[Any, dict[tuple[int, str], int]] = {}
        for sign, v, other in ((-1, old, new), (1, new, old)):
            in_both = self.naive.seqs(other.point) if old.year == new.year else []
            for m in self.naive.money(v.point, v.year):
                if m.seq in in_both or not m.fen:
                    continue
                of = causes.setdefault(_path(m.line, name_of(m.line), by)[-1], {})
                of[m.seq, m.kind] = of.get((m.seq, m.kind), 0) + sign * m.fen
        paths = {
            _path(line, name_of(line), by)[-1]: _path(line, name_of(line), by)
            for v in (old, new)
            for line in self.naive.balances(v.point, v.year)
        }
        shown_paths = [
            path for leaf, path in paths.items() if values[0].get(leaf, 0) != values[1].get(leaf, 0) or causes.get(leaf)
        ]
        expected = {
            key: (values[0].get(key, 0), values[1].get(key, 0), causes.get(key, {}))
            for path in shown_paths
            for key in path
        }
        called = {
            key: name
            for v in (old, new)
            for line in self.naive.balances(v.point, v.year)
            for key, name in zip(_path(line, name_of(line), by), _called(line, name_of(line), by), strict=True)
        }
        by_name: dict[tuple[str, ...], Row] = {}
        for key, values_of_row in expected.items():
            _add(by_name, called[key], values_of_row)
        assert _by_name(found.rows, by) == by_name
        assert found.total is not None
        assert found.total.before_fen == old.size_fen()
        assert found.total.after_fen == new.size_fen()
        assert found.closes
        assert sum(row.amounts.delta_fen for row in found.rows if row.leaf) == found.total.delta_fen
        for row in found.rows:
            assert not row.causes or sum(c.amount_fen for c in row.causes) == row.amounts.delta_fen


def _only(table: Any, key: str) -> Any:  # a Table with one row
    from dataclasses import replace

    return replace(table, rows=tuple(row for row in table.rows if row.key == key))


def _called(line: Line, names: Names, by: Partition) -> list[tuple[str, ...]]:
    """What the rows are called that a line counts in, from the top down."""
    if by not in ("unit", "project"):
        return _path(line, names, by)
    rows: list[tuple[str, ...]] = [
        (names.unit,),
        (names.unit, names.project if line.nature != "基本支出" else "基本支出"),
    ]
    return rows[: 1 if by == "unit" else 2]


def _path(line: Line, names: Names, by: Partition) -> list[tuple[str, ...]]:
    """What a line counts in, from the top down."""
    match by:
        case "unit":
            return [(line.unit,)]
        case "project":
            return [(line.unit,), (line.unit, line.project if line.nature != "基本支出" else "")]
        case "function":
            return [(code,) for code in dict.fromkeys((line.function[:3], line.function[:5], line.function))
                    if line.function != "unclassified" or code == line.function]  # fmt: skip
        case "economic":
            rows = [row for number, row, _ in cells(line, names) if number in (6, 10) and row != "合计"]
            return [(row,) for row in sorted(rows, key=len)] or [("outside",)]


def _key(row: DiffRow, by: Partition) -> tuple[str, ...]:
    key = row.key
    match by:
        case "unit":
            return (key["unit"],)
        case "project":
            return (key["unit"],) if row.level == 1 else (key["unit"], key.get("project") or key["nature"])
        case "function":
            return (key["code"],)
        case "economic":
            return ("outside",) if "outside" in key else (f"{key['unit_kind']}:{key['economic']}",)


Row = tuple[int, int, dict[tuple[int, str], int]]


def _by_name(rows: Iterable[DiffRow], by: Partition) -> dict[tuple[str, ...], Row]:
    """Before, after and causes by what the rows are called: a unit that was taken back and registered again is two."""
    found: dict[tuple[str, ...], Row] = {}
    for row in rows:
        causes = {(cause.header.seq, cause.kind): cause.amount_fen for cause in row.causes}
        _add(found, _key(row, by), (row.amounts.before_fen, row.amounts.after_fen, causes))
    return found


def _add(rows: dict[tuple[str, ...], Row], key: tuple[str, ...], row: Row) -> None:
    before, after, causes = rows.get(key, (0, 0, {}))
    rows[key] = before + row[0], after + row[1], causes | row[2]


AnyHistory.TestCase.settings = SETTINGS
TestAnyHistory = AnyHistory.TestCase
