"""Asking a book: its points and years, and every query on them but those on texts."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from ..model.canonical import GENESIS
from ..model.errors import Message, NotFound, say
from ..model.facts import Resolved
from ..model.point import Point
from ..model.state import History, Roster
from ..query.meant import projects_meant, units_meant
from ..query.points import Named, day_of, parse_point
from ..query.year import YearView
from ..store.folder import BookFolder
from ..store.protocol import Head, Header, HeaderFilter
from ..tables.project import Table

if TYPE_CHECKING:  # a command imports the queries that it asks: a tenth of a second
    from ..query.across import Across, EarlierYear
    from ..query.adjustments import Axis, Summary
    from ..query.blame import Blame
    from ..query.bridge import Bridge
    from ..query.carry_overs import CarryOvers
    from ..query.check import CheckResult
    from ..query.closures import Closure
    from ..query.compare import Comparison, Side
    from ..query.diff import Diff
    from ..query.events_of import EventRows
    from ..query.goals import GoalText
    from ..query.ledger import LedgerColumn, LedgerNode, LedgerTable
    from ..query.log import LogFilter, LogRow
    from ..query.progress import Progress
    from ..query.republished import Republication
    from ..query.restating import Mode
    from ..query.scope_changes import Scope
    from ..query.scopes import ListedStatement
    from ..query.search import Hit
    from ..query.splits import Split
    from ..tables.spec import Partition
    from .files import ReadFile

_KEPT_VIEWS = 64


def _near(name: str, known: list[str]) -> str:
    """The known names that hold this one, else the first few."""
    return ", ".join([other for other in known if name in other][:8] or known[:8]) or "-"


def _split(before: YearView, after: YearView, by: Partition | None, table: int | None) -> Split:
    """Raises NotFound."""
    from ..query.partitions import split_by, split_by_table

    return split_by((before, after), by) if table is None else split_by_table((before, after), table)


class Asking:
    """One open book, as far as it is read. Queries take a point and answer for any version; `clock` gives the instant
    of recording, and so what today is."""

    def __init__(self, folder: BookFolder, clock: Callable[[], str]) -> None:
        self._folder = folder
        self._store = folder.store
        self._clock = clock
        self._history = History()
        self._known = Head()
        self._resolved: Resolved = {}
        self._views: dict[tuple[int, Point, str | None], YearView] = {}

    @property
    def path(self) -> Path:
        return self._folder.path

    @property
    def head(self) -> Head:
        return self._store.head()

    @property
    def own_head(self) -> Head | None:
        """The head of the book that is kept, without documents looked at beside it; None of documents alone."""
        return self.head

    @property
    def read_only(self) -> Message | None:
        """Why the book may only be read, where log and journal disagree."""
        return self._folder.forked

    def look(self, known: Head) -> Message | None:
        """What others did to the book since its head was `known` that is more than to append: the log was cut short or
        altered, the journal parts from it, another file stands in its place. Raises CorruptBook."""
        if self._folder.replaced:
            return say("book.replaced", path=str(self.path))
        head = self.head
        if head.seq < known.seq:
            return say("book.cut", known=known.seq, head=head.seq)
        if known.seq and self.hash_at(known.seq) != known.hash:
            return say("book.altered", seq=known.seq)
        self._folder.look()
        return self.read_only

    @property
    def roster(self) -> Roster:
        """Units, projects, milestones and settings of the newest version."""
        head = self._store.head()
        if head != self._known:
            if head.seq < self._known.seq:
                self._forget()
            if changes := self._store.changes(self._known.seq):
                self._history.extend(changes)
                self._resolved.clear()
            self._known = head
        return self._history.newest

    @property
    def files(self) -> tuple[ReadFile, ...]:
        """Documents that are points of the book without being kept in it."""
        return ()

    # Points and years

    def years(self) -> list[int]:
        """Fiscal years that have revisions, ascending."""
        return self._store.years()

    def newest_year(self, point: Point | None = None) -> int:
        """The newest fiscal year with amounts at a point. Raises NotFound in an empty book."""
        years = self.years()
        at = point or Point(self.head.seq)
        roster = self.roster_at(at)
        for year in reversed(years):
            if self._store.size_fen(year, at) or roster.text("year", str(year), "opening"):
                return year
        if not years:
            raise NotFound(say("book.empty"))
        return years[-1]

    def point(self, text: str = "HEAD", effective: str | None = None) -> Named:
        """The point that `text` means (design.md 8); `effective` limits it further. Raises NotFound."""
        named = self._named(text)
        if effective is None:
            return named
        limit = self._named(effective).point.effective
        if limit is None:
            raise NotFound(say("point.date", text=effective))
        limits = [date for date in (limit, named.point.effective) if date]
        return named._replace(point=Point(named.point.seq, min(limits)))

    def _named(self, text: str) -> Named:
        """Raises NotFound."""
        return parse_point(text, self.head, self.roster, self._recorded)

    def _recorded(self) -> Iterator[tuple[int, str]]:
        return ((header.seq, header.recorded) for header in self._store.headers())

    def roster_at(self, point: Point) -> Roster:
        """Units, projects, milestones and settings at a point."""
        newest = self.roster
        return newest if point == Point(self._known.seq) else self._history.at(point)

    def view(self, year: int, point: Point, statement: str | None = None) -> YearView:
        """One year at one point, or one statement by itself: every table, balance and name of it. Kept, since what
        a point holds never changes."""
        view = self._views.get((year, point, statement))
        if view is None:
            known, at = self.roster_at(Point(point.seq)), self.roster_at(point)
            if len(self._views) >= _KEPT_VIEWS:
                self._views.pop(next(iter(self._views)))
            view = self._views[year, point, statement] = YearView(self._store, at, known, year, point, statement)
        return view

    def side(self, year: int, side: Side) -> YearView:
        """A year as one side of a comparison. Raises NotFound where nothing was spent in it."""
        named = side.named
        if not side.spent:
            return self.view(year, named.point, named.statement)
        from ..query.outturn import SpentView

        known, at = self.roster_at(Point(named.point.seq)), self.roster_at(named.point)
        view = SpentView(self._store, at, known, year, named.point)
        if not view.balances:
            raise NotFound(say("compare.nothing-spent", year=year, point=named.text))
        return view

    # Queries

    def table(self, view: YearView, number: int, unit: str | None = None) -> Table:
        """A table of the year's form by its number; of one unit where `unit` names it. Raises NotFound."""
        return view.table(view.spec(number).role, self.unit_id(unit) if unit else "")

    def log(self, wanted: LogFilter | None = None) -> Iterator[LogRow]:
        """Revisions, newest first."""
        from ..query.log import LogFilter, log

        return log(self._store, self.roster, wanted or LogFilter())

    def version(self, text: str) -> int:
        """The seq of the version that `text` means. Raises NotFound, also for a date of effect, which is none."""
        point = self.point(text).point
        if point.effective is not None:
            raise NotFound(say("log.no-version", text=text))
        return point.seq

    def events_of(self, rows: Iterable[LogRow]) -> dict[int, tuple[EventRows, ...]]:
        """The events of listed revisions one by one, by seq."""
        from ..query.events_of import events_of

        return events_of(self._store, [row.header.seq for row in rows], self.roster_at)

    def adjustments(self, rows: Iterable[LogRow], wanted: LogFilter, per: Collection[Axis]) -> Summary:
        """The in-year adjustments of listed revisions, added up."""
        from ..query.adjustments import summarize

        return summarize(self._store, rows, wanted, per)

    def diff(self, before: YearView, after: YearView, by: Partition | None = None, table: int | None = None) -> Diff:
        """What changed from one year and point to another, along an axis (the first that the forms of both have, unless
        it is named) or by the rows of one table. Raises NotFound."""
        from ..query.diff import diff

        return diff(before, after, _split(before, after, by, table))

    def tables_differing(self, before: YearView, after: YearView) -> list[int]:
        """The tables of one form of which cells differ."""
        from ..query.cells import cell_changes

        if before.form is not after.form:
            return []
        return list(dict.fromkeys(change.table for change in cell_changes(before.tables(), after.tables())))

    def compare(
        self,
        before: YearView,
        after: YearView,
        mode: Mode = "published",
        by: Partition | None = None,
        table: int | None = None,
        known_at: Point | None = None,
        *,
        carried: bool = True,
    ) -> Comparison:
        """A year against an earlier one, in the codes, units and projects that the mode says, with the crosswalks known
        at a point (that of the newer side, unless given); with or without what was brought forward from earlier years.
        Raises NotFound."""
        from ..query.compare import compare
        from ..query.partitions import without_carried

        split = _split(before, after, by, table)
        split = split if carried else without_carried(split, (before, after))
        at = known_at or max(before.point, after.point, key=lambda point: point.seq)
        return compare(before, after, split, mode, at, self.roster_at)

    def scope(
        self, before: YearView, after: YearView, mode: Mode = "published", known_at: Point | None = None
    ) -> Scope | None:
        """The units that joined or left between two sides, and the size without them; None where a side does not tell
        its units, or its size."""
        from ..query.scope_changes import scope_of_difference

        if not all("unit" in view.partitions for view in (before, after)):
            return None
        by_unit = self.compare(
            before, after, "published" if mode == "published" else "restated", "unit", None, known_at
        )
        return None if by_unit.found.total is None else scope_of_difference(by_unit.found)

    def republications(self, year: int, known_at: Point | None = None) -> tuple[Republication, ...]:
        """The later publications of a year's budget by a point that changed amounts of the one before."""
        from ..query.republished import republications

        at = known_at or Point(self.head.seq)
        return republications(year, self.roster_at(at), lambda id: self.view(year, at, id))

    def bridge(
        self,
        before: YearView,
        after: YearView,
        by: Partition | None = None,
        mode: Mode | None = None,
        known_at: Point | None = None,
    ) -> Bridge:
        """From the size of one side to that of the other, cause by cause. Of two years the earlier one is restated;
        `published` tells beside it what was mapped. Raises NotFound."""
        from ..query.bridge import bridge
        from ..query.compare import compare
        from ..query.diff import diff

        split = _split(before, after, by, None)
        if before.year == after.year and mode in (None, "published"):
            return bridge(split, lambda of: diff(before, after, of, facts=False))
        at = known_at or max(before.point, after.point, key=lambda point: point.seq)

        def told(of: Split, told_as: Mode) -> Diff:
            return compare(before, after, of, told_as, at, self.roster_at, facts=False).found

        if before.year > after.year:
            return bridge(split, lambda of: told(of, mode or "published"))
        published = told(split, "published") if mode == "published" else None
        return bridge(split, lambda of: told(of, "restated"), published)

    def hash_at(self, seq: int) -> str:
        """The chain hash of a version."""
        head = self.head
        if seq == head.seq:
            return head.hash
        return next((h.hash for h in self._store.headers(HeaderFilter(seqs=(seq,)))), GENESIS)

    def search(self, words: Iterable[str]) -> list[Hit]:
        """Names, documents, reasons and goals that hold every word, newest first. Raises NotFound without a word."""
        from ..query.search import search

        return search(self._store, self.roster, words)

    def revision_hashed(self, prefix: str) -> Header | None:
        """The revision with this chain hash, or whose hash begins so; None where none has it."""
        return next((header for header in self._store.headers() if header.hash.startswith(prefix)), None)

    def opening_fen(self, view: YearView) -> int | None:
        """The size of the opening of a year that a statement opened, else None."""
        return view.opening_fen() if view.opening else None

    def blame(self, view: YearView, number: int, row: str, column: str | None) -> Blame:
        """Every event behind a cell. Raises NotFound."""
        from ..query.blame import blame
        from ..query.cells import find_column, find_row
        from ..query.row_lines import lines_named

        spec = view.spec(number)
        table = view.table_around(spec.role, lines_named(spec, row, view))
        found = find_row(table, row)
        return blame(view, table, found, find_column(table, column, found))

    def across(self, view: YearView, cell: Blame) -> Across:
        """What stands behind a cell of a view beyond its own events: earlier years, restated, and publications."""
        from ..query.across import Across, earlier_year, printed_in
        from ..query.compare import compare
        from ..query.statements import budgets_of_year

        def of_year(year: int) -> EarlierYear | None:
            before = self.view(year, view.point)

            def tell(split: Split) -> Diff:
                return compare(before, view, split, "restated", view.point, self.roster_at, facts=False).found

            return earlier_year(cell, before, tell)

        years = () if view.statement else [year for year in reversed(self.years()) if year < view.year]
        ids = budgets_of_year(view.roster, view.year)
        printed = printed_in(cell, ids, lambda id: self.view(view.year, view.point, id))
        return Across(tuple(filter(None, map(of_year, years))), tuple(printed))

    def check(self, view: YearView) -> list[CheckResult]:
        """Every reconciliation rule over the tables of a year at a point, and the department against the documents of
        its units."""
        from ..query.check import check
        from ..query.scopes import scope_checks

        return [*check(view), *scope_checks(view)]

    def statements(self, view: YearView, year: int | None = None) -> list[ListedStatement]:
        """The statements that the book holds at a version; of one fiscal year, if one is given."""
        from ..query.scopes import listed_statements

        return listed_statements(view, year)

    def ledger_table(
        self,
        view: YearView,
        number: int,
        columns: Collection[LedgerColumn],
        unit: str | None = None,
        column: str | None = None,
    ) -> LedgerTable:
        """A table's first column, or the one that is named, split into columns of the ledger. Raises NotFound."""
        from ..query.ledger import ledger_table

        return ledger_table(view, self.table(view, number, unit), self.unit_id(unit) if unit else "", column, columns)

    def ledger_by_unit(self, view: YearView) -> tuple[LedgerNode, ...]:
        """The department, its units, their basic spending and projects, by measure."""
        from ..query.ledger import by_unit

        return by_unit(view)

    def closures(self, point: Point, year: int | None) -> tuple[Closure, ...]:
        """Projects closed by the point, by revisions of one fiscal year or of all."""
        from ..query.closures import closures

        return closures(self._store, self.roster_at(point), year, lambda of: self.view(of, point))

    def carry_overs(self, view: YearView) -> CarryOvers:
        """The lines that hold brought-forward money, the oldest first."""
        from ..query.carry_overs import carry_overs

        return carry_overs(view)

    def goals(self, view: YearView, year: int | None) -> tuple[GoalText, ...]:
        """Every goal text by the point of the view, from revisions of one fiscal year or of all."""
        from ..query.goals import goals

        return goals(view, year)

    def progress(self, view: YearView) -> Progress:
        """Execution against the budget by unit and project, by the effective date of the view, else today."""
        from ..query.progress import progress

        return progress(view, day_of(self._clock()))

    def unit_id(self, name: str) -> str:
        """The unit of an id, a name or an unambiguous part of one. Raises NotFound."""
        ids = units_meant(self.roster, name)
        if len(ids) != 1:
            known = [self.roster.text("unit", id, "name") for id in ids] or [one.name for one in self.roster.units()]
            raise NotFound(say("unit.unknown", unit=name, units=_near(name, known)))
        return ids[0]

    def project_id(self, name: str) -> str:
        """The project of an id, a name or an unambiguous part of one. Raises NotFound."""
        ids = projects_meant(self.roster, name)
        if len(ids) != 1:
            text = self.roster.text
            among = ids or [project.id for project in self.roster.projects()]
            units = {id: text("unit", text("project", id, "unit"), "name") for id in among}
            known = [f"{unit}/{text('project', id, 'name')}" for id, unit in units.items()]
            raise NotFound(say("project.unknown", project=name, candidates=_near(name, known)))
        return ids[0]

    def _header(self, seq: int) -> Header:
        """Raises NotFound."""
        header = next(self._store.headers(HeaderFilter(seqs=(seq,))), None)
        if header is None:
            raise NotFound(say("point.beyond", text=f"@{seq}", head=self.head.seq))
        return header

    def _forget(self) -> None:
        self._known = Head()
        self._history = History()
        self._resolved.clear()
        self._views.clear()
