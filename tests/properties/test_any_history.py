"""Law: whatever is recorded or refused, every answer of the book is what a naive replay of its journal answers."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from tests.support.builders import (
    Clock,
    Json,
    SqliteLog,
    body,
    fingerprint,
    milestone,
    new_book,
    project,
    projections,
    unit,
)
from tests.support.naive import FactKey, Naive, sums
from tests.support.oracle import Cell, Names, cells, shown, tables
from tracker.book import Book
from tracker.model.errors import Refused
from tracker.model.line import Line
from tracker.model.point import Point
from tracker.model.revision import Revision
from tracker.query.diff import Diff, DiffRow
from tracker.query.year import YearView
from tracker.tables.spec import Partition

YEARS = (2024, 2025)
DATES = ("2023-12-31", "2024-01-01", "2024-03-01", "2024-06-30", "2024-12-31", "2025-01-01")
UNITS = {"甲局": "行政", "乙办": "参公", "丙中心": "事业"}
PROJECTS = ("云平台", "培训", "运维")
NATURES = ("项目支出", "项目支出", "事业单位经营支出", "结转下年")
FUNDS = ("一般公共预算", "一般公共预算", "政府性基金预算", "其他收入", None)
FUNCTIONS = ("2010301", "2010350", "2060599", None)
ECONOMIC = ("30101", "30227", "30231", "30301", "31003", None)
AMOUNTS = ("0.000001", "1.00", "2.50", "10.00", "33.333333", "0.00", "-1.00", "-2.50", "-33.333333")
PARTITIONS: tuple[Partition, ...] = ("project", "function", "economic", "unit")

dates = st.sampled_from(DATES)
years = st.sampled_from((2024, 2024, 2024, 2025))
amounts = st.sampled_from(AMOUNTS)


@st.composite
def lines(draw: st.DrawFn) -> Json:
    owner = draw(st.sampled_from(list(UNITS)))
    chosen = draw(st.sampled_from((None, *PROJECTS)))
    ref = {
        "unit": owner,
        "project": chosen,
        "nature": "基本支出" if chosen is None else draw(st.sampled_from(NATURES)),
        "fund": draw(st.sampled_from(FUNDS)),
        "function": draw(st.sampled_from(FUNCTIONS)),
        "economic": draw(st.sampled_from(ECONOMIC)),
    }
    return {name: value for name, value in ref.items() if value is not None}


def folder() -> Path:
    shared = Path("/dev/shm")
    return Path(tempfile.mkdtemp(prefix="tracker-", dir=shared if shared.is_dir() else None))


class AnyHistory(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.path = folder() / "book"
        self.book = new_book(self.path, Clock())
        self.naive = Naive([])
        self.used: list[Json] = []

    # Commands, right and wrong

    def command(self, *events: Json, **more: object) -> bool:
        """Records a revision; if it is refused, the files are as they were."""
        files, log = fingerprint(self.path / "events"), list(SqliteLog(self.path))
        revision = Revision.model_validate_json(_json(body(*events, **more)))  # type: ignore[arg-type] # as given
        try:
            recorded = self.book.record(revision)
        except Refused:
            assert fingerprint(self.path / "events") == files
            assert list(SqliteLog(self.path)) == log
            return False
        self.naive = Naive.of_journal(self.path / "events")
        assert recorded.seq == len(self.naive.revisions) == len(log) + 1
        return True

    @rule(name=st.sampled_from(list(UNITS)), effective=dates, year=years)
    def register(self, name: str, effective: str, year: int) -> None:
        new = not self.book.roster.named("unit", name)
        assert self.command(unit(name, UNITS[name]), effective=effective, fiscal_year=year) == new

    @rule(owner=st.sampled_from(list(UNITS)), name=st.sampled_from(PROJECTS), effective=dates, year=years)
    def add_project(self, owner: str, name: str, effective: str, year: int) -> None:
        self.command(project(name, owner, goal="初"), effective=effective, fiscal_year=year)

    @rule(owner=st.sampled_from(list(UNITS)), name=st.sampled_from(PROJECTS), line=lines(), wan=amounts, when=dates)
    def start_afresh(self, owner: str, name: str, line: Json, wan: str, when: str) -> None:
        """A unit, a project and its money in one revision."""
        line = {**line, "unit": owner, "project": name, "nature": "项目支出"}
        events = [] if self.book.roster.named("unit", owner) else [unit(owner, UNITS[owner])]
        events.append(project(name, owner, lines=[{"line": line, "amount": wan}]))
        if self.command(*events, effective=when):
            self.used.append(line)

    @rule(items=st.lists(st.tuples(lines(), amounts), min_size=1, max_size=4), effective=dates, year=years)
    def approve(self, items: list[tuple[Json, str]], effective: str, year: int) -> None:
        events = {"kind": "BudgetApproved", "lines": [{"line": line, "amount": wan} for line, wan in items]}
        if self.command(events, effective=effective, fiscal_year=year):
            self.used.extend(line for line, _ in items)

    @rule(
        mode=st.sampled_from(("supplement", "supplement", "cut", "recovery", "statutory")),
        line=lines(), wan=amounts, effective=dates, year=years,
    )  # fmt: skip
    def adjust(self, mode: str, line: Json, wan: str, effective: str, year: int) -> None:
        event = {"kind": "AmountAdjusted", "mode": mode, "line": line, "amount": wan}
        if self.command(event, effective=effective, fiscal_year=year, authority="congress"):
            self.used.append(line)

    @precondition(lambda self: self.used)
    @rule(data=st.data(), wan=amounts, effective=dates, year=years, mode=st.sampled_from(("supplement", "cut")))
    def adjust_again(self, data: st.DataObject, wan: str, effective: str, year: int, mode: str) -> None:
        self.adjust(mode, data.draw(st.sampled_from(self.used)), wan, effective, year)

    @precondition(lambda self: self.used)
    @rule(data=st.data(), wan=amounts, effective=dates, year=years, odd=st.booleans())
    def transfer(self, data: st.DataObject, wan: str, effective: str, year: int, odd: bool) -> None:
        legs = [data.draw(st.sampled_from(self.used)), data.draw(st.sampled_from(self.used) | lines())]
        other = wan.removeprefix("-") if wan[0] == "-" else f"-{wan}"
        event = {
            "kind": "AmountsTransferred",
            "legs": [{"line": legs[0], "amount": wan}, {"line": legs[1], "amount": other}],
        }
        if odd:
            event["legs"].append({"line": legs[0], "amount": "0.01"})  # type: ignore[attr-defined] # a list
        assert not (self.command(event, effective=effective, fiscal_year=year) and odd)

    @rule(name=st.sampled_from(PROJECTS), text=st.sampled_from(("扩容", "压缩", "初")), effective=dates)
    def change_goal(self, name: str, text: str, effective: str) -> None:
        self.command({"kind": "GoalChanged", "project": name, "goal": text}, effective=effective)

    @rule(value=st.sampled_from(("甲局账本", None, "I99")), effective=dates)
    def change_setting(self, value: str | None, effective: str) -> None:
        self.command({"kind": "SettingsChanged", "changes": {"name": value}}, effective=effective)

    @rule(data=st.data(), effective=dates, year=years)
    def reverse(self, data: st.DataObject, effective: str, year: int) -> None:
        seq = data.draw(st.integers(1, len(self.naive.revisions) + 1))
        self.command({"kind": "RevisionReversed", "seq": seq}, effective=effective, fiscal_year=year)

    @precondition(lambda self: self.naive.revisions)
    @rule(data=st.data())
    def reverse_as_it_was(self, data: st.DataObject) -> None:
        seq = data.draw(st.integers(1, len(self.naive.revisions)))
        own = self.naive.revisions[seq - 1]
        self.command(
            {"kind": "RevisionReversed", "seq": seq}, effective=own["effective"], fiscal_year=own["fiscal_year"]
        )

    @rule(name=st.sampled_from(("2024/original", "一稿", "HEAD", "@1")), data=st.data(), effective=dates)
    def tag(self, name: str, data: st.DataObject, effective: str) -> None:
        seq = data.draw(st.none() | st.integers(0, len(self.naive.revisions) + 2))
        self.command(milestone(name, seq), effective=effective)

    # Answers

    def point(self, data: st.DataObject) -> Point:
        last = len(self.naive.revisions)
        return Point(
            data.draw(st.integers(max(0, last - 6), last) | st.integers(0, last)), data.draw(st.none() | dates)
        )

    def names(self, point: Point) -> Callable[[Line], Names]:
        """Names and kinds at a point; of what is not effective there yet or was taken back, those it ever had."""
        facts = self.naive.ever_told(point.seq) | self.naive.facts(point)

        def of(line: Line) -> Names:
            unit_name, kind, project_name = (
                str(facts.get(key, "")) for key in (("unit", line.unit, "name"), ("unit", line.unit, "kind"),
                                                    ("project", line.project, "name"))
            )  # fmt: skip
            return Names(unit_name, kind, project_name)

        return of

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
        assert found == tables(expected.items(), self.names(point))

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
        name_of = self.names(point)
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
        name_of = self.names(max(new.point, old.point, key=lambda point: point.seq))
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

    def teardown(self) -> None:
        try:
            verified = self.book.verify()
            assert verified.revisions == verified.journal_lines == len(self.naive.revisions)
            before = projections(self.path)
            self.book.rebuild()
            assert projections(self.path) == before
            copy = self.path.parent / "copy"
            shutil.copytree(self.path / "events", copy / "events")
            if self.naive.revisions:
                with Book.open(copy) as again:
                    assert again.head == self.book.head
                    assert list(SqliteLog(copy)) == list(SqliteLog(self.path))
        finally:
            self.book.close()
            shutil.rmtree(self.path.parent)


def _json(value: Json) -> str:
    import json

    return json.dumps(value)


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


AnyHistory.TestCase.settings = settings(
    max_examples=60,
    stateful_step_count=40,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # shrinking forty steps takes minutes
)
TestAnyHistory = AnyHistory.TestCase
