"""Law: a year that a statement opened holds, at any point, what the publication printed plus every posting since."""

from __future__ import annotations

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule

from tests.properties.book_machine import (
    SETTINGS,
    UNITS,
    YEARS,
    BookMachine,
    amounts,
    dates,
    lines,
    years,
)
from tests.properties.publications import Published, publications
from tests.support.blames import grows_by_the_difference
from tests.support.bridges import leads_on
from tests.support.builders import Json, adjusted, approved, project, reversed_, transferred, unit
from tests.support.naive import Naive
from tests.support.opened import FLOOR_FEN, Amounts, PlainYear, breaches, columns, plain_year
from tests.support.oracle import ECONOMIC, Cell, row_name
from tests.support.plain_diff import PARTITIONS, expected_rows, figures, found_rows, same_ground
from tracker.model.errors import NotFound, Refused
from tracker.model.line import derived_gov_economic
from tracker.model.point import Point
from tracker.query.diff import Diff
from tracker.query.year import YearView
from tracker.tables.project import Table
from tracker.tables.spec import Head, Partition

OPENED = "2024-01-01"
"""When most openings take effect: points before it know no opening."""
_MOVED = st.sampled_from(("0.000001", "0.005", "0.01", "2.50", "7.505", "12.345678", "50.00"))


class AnyOpenedHistory(BookMachine):
    def __init__(self) -> None:
        super().__init__()
        self.published = 0

    # Commands, right and wrong

    def command(self, *events: Json, **more: object) -> bool:
        recorded = super().command(*map(_in_full, events), **more)
        if recorded and self.is_open(self.naive.revisions[-1]["fiscal_year"]):
            assert not list(breaches(self.naive, len(self.naive.revisions)))
        return recorded

    def was_refused(self, revision: Json, refusal: Refused) -> None:
        """Of an opened year nothing is refused for a floor but what takes a cell below zero."""
        if refusal.rule == "I4" and self.is_open(revision["fiscal_year"]):
            tried = revision | {"events": [self.stored(event) for event in revision["events"]]}
            found = list(breaches(Naive([*self.naive.revisions, tried]), len(self.naive.revisions) + 1))
            said = tuple(refusal.message.params[name] for name in ("table", "column", "effective"))
            assert said in {(*breach.cell[::2], breach.day) for breach in found}

    def is_open(self, year: int) -> bool:
        return self.now(year).publication is not None

    def now(self, year: int) -> PlainYear:
        return plain_year(self.naive, year, Point(len(self.naive.revisions)))

    def stored(self, event: Json) -> Json:
        """The event as it would have been stored: its lines with ids."""
        known = self.now(2024).known

        def line(ref: Json) -> Json:
            owner = known.unit_ids[ref["unit"]]
            ids = {"unit": owner, "project": known.project_ids[owner, ref["project"]] if "project" in ref else ""}
            return ref | ids | {"gov_economic": derived_gov_economic(ref["economic"], UNITS[ref["unit"]])}

        if "legs" in event:
            return event | {"legs": [leg | {"line": line(leg["line"])} for leg in event["legs"]]}
        return event | {"line": line(event["line"])} if "line" in event else event

    @initialize(publication=publications())
    def open_first(self, publication: Published) -> None:
        assert self.open_year(publication, 2024)
        self.move("supplement", publication.lines[0], "0.01", OPENED, 2024)

    @rule(publication=publications(), year=years)
    def open_again(self, publication: Published, year: int) -> None:
        free = not self.is_open(year) and not self.naive.money(Point(len(self.naive.revisions)), year)
        assert self.open_year(publication, year) or not free

    def open_year(self, publication: Published, year: int) -> bool:
        """Adopts a statement; registers what it names and the book does not know."""
        owners = [ref["unit"] for ref in publication.lines]
        units = [name for name in dict.fromkeys(owners) if not self.book.roster.named("unit", name)]
        ids = {unit.name: unit.id for unit in self.book.roster.units()}
        known = {(project.unit, project.name) for project in self.book.roster.projects()}
        named = dict.fromkeys((ref["unit"], ref["project"]) for ref in publication.lines if "project" in ref)
        recorded = self.command(
            *(unit(name, UNITS[name]) for name in units),
            *(project(name, owner, goal="初") for owner, name in named if (ids.get(owner), name) not in known),
            self.stated(publication, adopt=True),
            effective=OPENED if self.published % 3 else "2024-03-01",
            fiscal_year=year,
        )
        if recorded:
            self.used.extend(publication.lines)
        return recorded

    def stated(self, publication: Published, *, adopt: bool) -> Json:
        self.published += 1
        return publication.statement | {"adopt": adopt, "sha256": f"{self.published:064x}"}

    @rule(publication=publications(), effective=dates, year=years)
    def publish(self, publication: Published, effective: str, year: int) -> None:
        """Without adopting: an assertion that moves nothing."""
        assert self.command(self.stated(publication, adopt=False), effective=effective, fiscal_year=year)

    @rule(line=lines(), wan=amounts, effective=dates)
    def approve(self, line: Json, wan: str, effective: str) -> None:
        event = approved({"line": line, "amount": wan})
        assert not (self.command(event, effective=effective) and self.now(2024).publication)

    @rule(data=st.data(), wan=_MOVED, effective=dates, year=years)
    def add(self, data: st.DataObject, wan: str, effective: str, year: int) -> None:
        self.move("supplement", data.draw(self.lines_known()), wan, effective, year)

    @rule(data=st.data(), wan=_MOVED, effective=dates, year=years)
    def take(self, data: st.DataObject, wan: str, effective: str, year: int) -> None:
        self.move("cut", data.draw(self.lines_known()), f"-{wan}", effective, year)

    @rule(data=st.data(), wan=_MOVED, effective=dates, year=years)
    def shift(self, data: st.DataObject, wan: str, effective: str, year: int) -> None:
        source, target = data.draw(self.lines_known()), data.draw(self.lines_known())
        into = {"line": target | {"fund": source["fund"]}, "amount": wan}
        event = transferred({"line": source, "amount": f"-{wan}"}, into)
        self.command(event, effective=effective, fiscal_year=year)

    def move(self, mode: str, line: Json, wan: str, effective: str, year: int) -> None:
        if self.command(adjusted(mode, line, wan), effective=effective, fiscal_year=year):
            self.used.append(line)

    def lines_known(self) -> st.SearchStrategy[Json]:
        """Lines that have or may have money, and others of the projects that there are."""
        owners = {unit.id: unit.name for unit in self.book.roster.units()}
        projects = [
            {"unit": owners[p.unit], "project": p.name} for p in self.book.roster.projects() if p.unit in owners
        ]
        used = st.sampled_from([_in_full_line(line) for line in self.used])
        if not projects:
            return used
        others = lines().filter(lambda line: "project" in line)
        return used | st.builds(lambda line, owner: _in_full_line(line) | owner, others, st.sampled_from(projects))

    # Answers

    def views(self, data: st.DataObject, year: int) -> tuple[YearView, PlainYear]:
        point = self.point(data)
        return self.book.view(year, point), plain_year(self.naive, year, point)

    @invariant()
    def the_size_is_the_published_one_plus_what_was_posted(self) -> None:
        for year in YEARS:
            point = Point(len(self.naive.revisions))
            assert self.book.view(year, point).size_fen() == plain_year(self.naive, year, point).size_fen

    @rule(data=st.data(), year=years)
    def tables_agree(self, data: st.DataObject, year: int) -> None:
        view, plain = self.views(data, year)
        for number in range(1, 13):
            _agree(self.book.table(view, number), plain)

    @rule(data=st.data(), year=years, number=st.integers(1, 12))
    def blame_agrees(self, data: st.DataObject, year: int, number: int) -> None:
        view, plain = self.views(data, year)
        table = self.book.table(view, number)
        if not table.rows:
            return
        row = data.draw(st.sampled_from(table.rows))
        i = data.draw(st.integers(0, len(table.columns) - 1))
        found = self.book.blame(view, number, row.key, table.columns[i].label)
        cell = (number, _name(number, row.key, row.head), table.columns[i].label)
        assert found.value_fen == plain.cell(cell)
        assert {(e.header.seq, e.kind): e.amount_fen for e in found.entries} == plain.blame(cell)
        assert found.value_fen in (None, sum(e.amount_fen for e in found.entries))
        assert [e.header.seq for e in found.entries] == sorted(e.header.seq for e in found.entries)

    @rule(data=st.data(), before=years, after=years, number=st.integers(1, 12))
    def diffs_agree(self, data: st.DataObject, before: int, after: int, number: int) -> None:
        (old, plain_old), (new, plain_new) = self.views(data, before), self.views(data, after)
        for by in PARTITIONS:
            found = self.book.diff(old, new, by)
            assert found_rows(found.rows, by) == expected_rows(plain_old, plain_new, by), by
            self.closes(found, plain_old, plain_new, (3, "合计", "合计"), by)
        by_table = self.book.diff(old, new, table=number)
        if number == 7:
            assert by_table.total is None
        elif number in (1, 4):
            self.ends(by_table, plain_old, plain_new, (number, "支出/支出总计", "预算"))
        else:
            self.closes(by_table, plain_old, plain_new, (number, "合计", columns(number)[0]), number)

    @rule(data=st.data(), before=years, after=years, by=st.sampled_from(PARTITIONS))
    def bridges_lead_on(self, data: st.DataObject, before: int, after: int, by: Partition) -> None:
        """From any point of any year to any other, past openings, lost pages and tails; what does not close is what the
        difference does not close either."""
        (old, plain_old), (new, plain_new) = self.views(data, before), self.views(data, after)
        if plain_old.size_fen is None or plain_new.size_fen is None:
            with pytest.raises(NotFound):
                self.book.bridge(old, new, by)
            return
        found = self.book.bridge(old, new, by)
        leads_on(found, plain_old.size_fen, plain_new.size_fen)
        assert found.closes == self.book.diff(old, new, by).closes

    @rule(data=st.data(), year=years, number=st.integers(1, 12))
    def blame_grows_by_the_difference(self, data: st.DataObject, year: int, number: int) -> None:
        (old, plain_old), (new, plain_new) = self.views(data, year), self.views(data, year)
        unknown = plain_old.missing(number) | plain_new.missing(number)  # rows on lost pages have no cell to blame
        if same_ground(plain_old, plain_new) and not unknown:
            grows_by_the_difference(self.book, old, new, number)

    def ends(self, found: Diff, old: PlainYear, new: PlainYear, total: Cell) -> None:
        """The total is known where it is at both points."""
        expected = old.cell(total), new.cell(total)
        if found.total is None:
            assert None in expected
        else:
            assert (found.total.before_fen, found.total.after_fen) == expected

    def closes(self, found: Diff, old: PlainYear, new: PlainYear, total: Cell, by: Partition | int) -> None:
        """The leaves and the rounding are the total's difference, and the rounding is no more than the printed figures
        can hide; there is none between two points of one opening."""
        self.ends(found, old, new, total)
        leaves = [row for row in found.rows if row.leaf and row.key]
        for row in leaves:
            assert not row.causes or sum(cause.amount_fen for cause in row.causes) == row.delta_fen
        if found.total is None:
            return
        rest = found.total.delta_fen - sum(row.delta_fen or 0 for row in leaves)
        remainders = [row for row in found.rows if not row.key]
        assert [row.delta_fen for row in remainders] == ([rest] if rest else [])
        assert not (rest and same_ground(old, new))
        assert found.closes == (abs(rest) <= -FLOOR_FEN * sum(figures(year, by) for year in (old, new)))

    @rule(data=st.data(), year=years, number=st.sampled_from((11, 12)), name=st.sampled_from(list(UNITS)))
    def tables_of_one_unit_agree(self, data: st.DataObject, year: int, number: int, name: str) -> None:
        view, plain = self.views(data, year)
        if plain.publication and self.book.roster.named("unit", name):
            id = self.book.unit_id(name)
            of_unit = [row for row in plain.rows(number) if row.partition("/")[0] == id]
            table = self.book.table(view, number, name)
            assert _amounts(table) == [(row, plain.amounts(number, row)) for row in of_unit]
            assert table.absent == plain.absent(number)

    @rule(data=st.data(), wan=_MOVED, effective=dates, mode=st.sampled_from(("supplement", "cut")))
    def a_reversal_restores_every_table(self, data: st.DataObject, wan: str, effective: str, mode: str) -> None:
        before = self.tables_now()
        line = data.draw(self.lines_known())
        event = adjusted(mode, line, wan if mode == "supplement" else f"-{wan}")
        if self.command(event, effective=effective):
            back = reversed_(len(self.naive.revisions))
            assert not self.command(back, effective=effective) or self.tables_now() == before

    def tables_now(self) -> list[list[tuple[str, Amounts]]]:
        view = self.book.view(2024, Point(len(self.naive.revisions)))
        return [_amounts(self.book.table(view, number)) for number in range(1, 13)]


def _in_full_line(ref: Json) -> Json:
    return dict.fromkeys(("fund", "function", "economic"), "unclassified") | ref


def _in_full(event: Json) -> Json:
    """With every dimension stated, so that a line never means another one that exists."""
    found = dict(event)
    for name in ("lines", "legs"):
        if name in event:
            found[name] = [item | {"line": _in_full_line(item["line"])} for item in event[name]]
    return found | ({"line": _in_full_line(event["line"])} if "line" in event else {})


def _name(number: int, key: str, head: Head) -> str:
    """As the oracle names it, with ids for the names of units and projects."""
    if number == 12:
        return key
    if number == 11:
        owner, slash, code = key.partition("/")
        return f"{owner}/{ECONOMIC[code]}" if slash and owner else head.label if slash else owner
    return row_name(number, head.label, code=head.code, side=head.side, kind=head.kind)


def _amounts(table: Table) -> list[tuple[str, Amounts]]:
    """The cells that are not zero, by row."""
    labels = [column.label for column in table.columns]
    return [
        (
            _name(table.spec.number, row.key, row.head),
            {label: fen for label, fen in zip(labels, row.amounts_fen, strict=True) if fen != 0},
        )
        for row in table.rows
    ]


def _agree(table: Table, plain: PlainYear) -> None:
    number = table.spec.number
    assert table.absent == plain.absent(number)
    shown = [column.label for column in table.columns]
    assert shown == [column for column in columns(number) if column in shown]
    assert _amounts(table) == [(row, plain.amounts(number, row)) for row in plain.rows(number)], number
    assert {_name(number, key, head) for key, head in table.missing_keys.items()} == plain.missing(number)
    for row in table.rows:
        name = _name(number, row.key, row.head)
        assert row.printed == (name in plain.printed(number))
        assert row.head.label == plain.label(number, name, row.head.label)
        assert not row.head.unit or row.head.unit == plain.called("unit", name.partition("/")[0])


AnyOpenedHistory.TestCase.settings = settings(SETTINGS, max_examples=35)
TestAnyOpenedHistory = AnyOpenedHistory.TestCase
