"""Law: whatever is recorded or refused, every answer of the book is what a naive replay of its journal answers."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from tests.properties.book_machine import DATES, SETTINGS, YEARS, BookMachine, amounts, dates, lines, years
from tests.support.builders import Json
from tests.support.naive import FactKey
from tests.support.opened import PlainYear, plain_year
from tests.support.oracle import Cell, cells, shown, tables
from tests.support.plain_diff import PARTITIONS, expected_rows, found_rows
from tracker.model.line import Line
from tracker.model.point import Point
from tracker.query.diff import Diff
from tracker.tables.spec import Partition


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
            self.expect(found, plain_year(self.naive, before, a), plain_year(self.naive, after, b), by)
        number = data.draw(st.integers(1, 12))
        by_table = self.book.diff(old, new, table=number)
        for row in by_table.rows:
            assert row.amounts.before_fen or row.amounts.after_fen or row.causes or not row.leaf
        if number != 7:
            assert by_table.closes
            assert by_table.total is not None

    def expect(self, found: Diff, old: PlainYear, new: PlainYear, by: Partition) -> None:
        """The rows of a difference are those of the naive replay, with the same causes, and they close."""
        assert found_rows(found.rows, by) == expected_rows(old, new, by)
        assert found.total is not None
        assert found.total.before_fen == sum(old.balances.values())
        assert found.total.after_fen == sum(new.balances.values())
        assert found.closes
        assert sum(row.amounts.delta_fen for row in found.rows if row.leaf) == found.total.delta_fen
        for row in found.rows:
            assert not row.causes or sum(c.amount_fen for c in row.causes) == row.amounts.delta_fen


def _only(table: Any, key: str) -> Any:  # a Table with one row
    from dataclasses import replace

    return replace(table, rows=tuple(row for row in table.rows if row.key == key))


AnyHistory.TestCase.settings = SETTINGS
TestAnyHistory = AnyHistory.TestCase
