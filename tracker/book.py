"""The façade: open a book, record in it, ask it anything. The command line and the terminal UI use nothing else."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from .model.canonical import GENESIS
from .model.desk import Resolved
from .model.errors import Conflict, DocumentError, Message, NotFound, say
from .model.point import Point
from .model.state import History, Roster
from .query.points import Named, day_of, parse_point
from .query.year import YearView
from .store.folder import BookFolder, is_book
from .store.protocol import Entry, Head, Header, HeaderFilter
from .tables.project import Table

if TYPE_CHECKING:  # a command imports the queries that it asks: a tenth of a second
    from decimal import Decimal

    from .documents.reading import Reading
    from .explain.claims import Source
    from .explain.explanation import Explanation
    from .explain.findings import Cell
    from .explain.lint import Linted
    from .explain.phrases import Style
    from .explain.prior import Sides
    from .explain.ready import Item
    from .model.revision import Revision
    from .query.blame import Blame
    from .query.cells import CellChange
    from .query.check import CheckResult
    from .query.diff import Diff
    from .query.log import LogFilter, LogRow
    from .store.verify import Verified
    from .tables.spec import Partition, Role


@dataclass(frozen=True, slots=True)
class Recorded:
    """A revision that was appended, or in a preview would have been: its place, and the warnings it passed."""

    seq: int
    hash: str
    warnings: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import read and recorded, or with a dry run would have recorded."""

    reading: Reading
    recorded: Recorded
    missing: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """What a revision would be recorded as, and every cell that it would change."""

    recorded: Recorded
    changes: tuple[CellChange, ...]


class _NotMeant(Exception):
    """Leaves a transaction without its writes."""


_KEPT_VIEWS = 64


def _utc_now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _near(name: str, known: list[str]) -> str:
    """The known names that hold this one, else the first few."""
    return ", ".join([other for other in known if name in other][:8] or known[:8]) or "-"


class Book:
    """One book. Queries take a point and answer for any version; `clock` gives the instant of recording."""

    def __init__(self, folder: BookFolder, clock: Callable[[], str] = _utc_now) -> None:
        self._folder = folder
        self._store = folder.store
        self._clock = clock
        self._history = History()
        self._known = Head()
        self._resolved: Resolved = {}
        self._views: dict[tuple[int, Point, str | None], YearView] = {}

    @classmethod
    def init(cls, path: str | os.PathLike[str]) -> Book:
        """A new, empty book in a folder. Raises NotFound where the folder holds one already."""
        return cls(BookFolder.create(Path(path)))

    @classmethod
    def open(cls, path: str | os.PathLike[str], clock: Callable[[], str] = _utc_now) -> Book:
        """The book in a folder. Raises NotFound, CorruptBook."""
        return cls(BookFolder.open(Path(path)), clock)

    @classmethod
    def find(cls, start: Path) -> Book:
        """The book in the nearest folder upwards. Raises NotFound."""
        for folder in (start, *start.parents):
            if is_book(folder):
                return cls.open(folder)
        raise NotFound(say("book.none", path=str(start)))

    def close(self) -> None:
        self._folder.close()

    def __enter__(self) -> Book:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def path(self) -> Path:
        return self._folder.path

    @property
    def head(self) -> Head:
        return self._store.head()

    @property
    def read_only(self) -> Message | None:
        """Why the book may only be read, where log and journal disagree."""
        return self._folder.forked

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
        named = parse_point(text, self.head, self.roster, self._recorded)
        if effective is None:
            return named
        limit = parse_point(effective, self.head, self.roster, self._recorded).point.effective
        if limit is None:
            raise NotFound(say("point.date", text=effective))
        limits = [date for date in (limit, named.point.effective) if date]
        return named._replace(point=Point(named.point.seq, min(limits)))

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

    # Queries

    def table(self, view: YearView, number: int, unit: str | None = None) -> Table:
        """A table of the year's form by its number; of one unit where `unit` names it. Raises NotFound."""
        return view.table(view.spec(number).role, self.unit_id(unit) if unit else "")

    def log(self, wanted: LogFilter | None = None) -> Iterator[LogRow]:
        """Revisions, newest first."""
        from .query.log import LogFilter, log

        return log(self._store, self.roster, wanted or LogFilter())

    def diff(self, before: YearView, after: YearView, by: Partition = "project", table: int | None = None) -> Diff:
        """What changed from one year and point to another, along an axis or by the rows of one table."""
        from .query.diff import diff
        from .query.partitions import split_by, split_by_table

        return diff(before, after, split_by(after, by) if table is None else split_by_table(after, table))

    def hash_at(self, seq: int) -> str:
        """The chain hash of a version."""
        head = self.head
        if seq == head.seq:
            return head.hash
        return next((h.hash for h in self._store.headers(HeaderFilter(seqs=(seq,)))), GENESIS)

    def opening_fen(self, view: YearView) -> int | None:
        """The size of the opening of a year that a statement opened, else None."""
        size = view.size_fen() if view.opening else None
        return None if size is None else size - self._store.size_fen(view.year, view.point)

    def blame(self, view: YearView, number: int, row: str, column: str | None) -> Blame:
        """Every event behind a cell. Raises NotFound."""
        from .query.blame import blame
        from .query.cells import find_column, find_row
        from .query.partitions import lines_named

        spec = view.spec(number)
        table = view.table_around(spec.role, lines_named(spec, row, view))
        return blame(view, table, find_row(table, row), find_column(table, column))

    def check(self, view: YearView) -> list[CheckResult]:
        """Every reconciliation rule over the tables of a year at a point."""
        from .query.check import check

        return check(view)

    def lint(
        self,
        target: Path | str,
        *,
        year: int | None = None,
        at: str | None = None,
        only: Collection[str] = (),
        ignored: Collection[str] = (),
    ) -> Linted:
        """What is wrong in the text of a file, or of a statement `stmt:ID`. A file without tables is held against the
        year's tables at a point, as `explain` takes it. Raises DocumentError, NotFound."""
        from .explain.lint import lint
        from .explain.texts import text_of_file, text_of_statement, year_of_file

        if isinstance(target, Path):
            stated = year or year_of_file(target)
            side = self._sides(stated, at).current if stated in self.years() else None
            view = self.view(stated, side.point, side.statement) if stated and side else None
            text = text_of_file(target, year, view)
        else:
            named = self.point(target)
            text = text_of_statement(self.view(named.year or self.newest_year(), named.point, named.statement))
        return lint(text.read, replace(text.against, priors=self._published(text.read.year - 1)), only, ignored)

    def _published(self, year: int) -> Mapping[str, Cell]:
        """What a year's subjects amounted to as it was first published or approved; nothing where it is unknown."""
        from .explain.texts import priors_of

        if year not in self.years():
            return {}
        name = f"{year}/original"
        known = self.roster.value("milestone", name, "seq") is not None
        view = self.view(year, self.point(name if known else "HEAD").point)
        return priors_of(view, view.form)

    def explain(self, year: int, at: str | None = None) -> Explanation:
        """The explanation of a year beside the year before: at a point, else of the original budgets of both, else of
        the newest version. Raises NotFound, DocumentError."""
        from .explain.explanation import explain

        return explain(year, self._sides(year, at), self.roster, self.view)

    def _sides(self, year: int, at: str | None) -> Sides:
        from .explain.prior import sides

        return sides(year, self.point(at) if at else None, self.roster, self.point)

    def ready(self, year: int) -> tuple[Item, ...]:
        """What is ready for the publication of a year, and what is not. Raises NotFound, DocumentError."""
        from .explain.implied import text_of_year
        from .explain.ready import Known, readiness
        from .explain.texts import priors_of

        chosen = self._sides(year, None).current
        view = self.view(year, chosen.point, chosen.statement)
        explanation = self.explain(year)
        text, before = text_of_year(view), self._first_statement(year - 1)
        then = priors_of(self.view(year - 1, self.point().point, before), view.form) if before else {}
        now = {id: found.prior.amount.fen for id, found in explanation.compared.items() if found.prior}
        linted = self.lint(f"stmt:{text}") if text else None
        approved, today = self._approved(year), day_of(self._clock())
        return readiness(Known(view, explanation, self.check(view), linted, then, now, approved, today))

    def _first_statement(self, year: int) -> str:
        """The id of the first publication of a year, "" where there is none."""
        roster = self.roster
        return next((id for id in roster.ids("statement") if roster.value("statement", id, "year") == year), "")

    def _approved(self, year: int) -> str | None:
        """The day on which the budget of a year was approved: of its document, else of its effect."""
        approvals = self._store.headers(HeaderFilter(kind="BudgetApproved"))
        return min((h.date or h.effective for h in approvals if h.fiscal_year == year), default=None)

    def value_of(self, source: Source, style: Style) -> Decimal | None:
        """The number that the source of a claim stands for, as displayed in a style; None where there is none."""
        from .explain.sources import Sources

        return Sources(self.view).value(source, style)

    def unit_id(self, name: str) -> str:
        """Raises NotFound."""
        ids = self.roster.units_called(name)
        if len(ids) != 1:
            raise NotFound(
                say("unit.unknown", unit=name, units=_near(name, [unit.name for unit in self.roster.units()]))
            )
        return ids[0]

    def project_id(self, name: str) -> str:
        """Raises NotFound."""
        ids = self.roster.projects_called(name)
        if len(ids) != 1:
            owner = self.roster.text
            known = [f"{owner('unit', project.unit, 'name')}/{project.name}" for project in self.roster.projects()]
            raise NotFound(say("project.unknown", project=name, candidates=_near(name, known)))
        return ids[0]

    # Recording

    def record(self, revision: Revision, *, expected: int | None = None, evidence: bytes | None = None) -> Recorded:
        """Appends a revision, all or nothing, and keeps its document.

        Raises Refused, and Conflict where the head is not `expected`."""
        with self._folder.writing():
            recorded, entry = self._append(revision, expected)
            if evidence is not None:
                self._folder.keep(evidence)
        self._learn(entry)
        if self._folder.behind:
            return replace(recorded, warnings=(*recorded.warnings, self._folder.behind))
        return recorded

    def preview(self, *revisions: Revision) -> list[Preview]:
        """What recording the revisions, one after another, would do to every cell of every table of their years;
        nothing is written. Raises Refused."""
        from .query.cells import cell_changes

        previews: list[Preview] = []
        try:
            with suppress(_NotMeant), self._folder.writing():
                for revision in revisions:
                    before = self._tables_now(revision.fiscal_year)
                    recorded, _ = self._append(revision, None)
                    changes = tuple(cell_changes(before, self._tables_now(revision.fiscal_year)))
                    previews.append(Preview(recorded, changes))
                raise _NotMeant
        finally:
            self._forget()  # what was learned of a book that never was
        return previews

    def _tables_now(self, year: int) -> dict[Role, Table]:
        roster = self.roster
        return YearView(self._store, roster, roster, year, Point(self._store.head().seq)).tables()

    def _learn(self, entry: Entry) -> None:
        """Takes in what was just recorded on top of what is known, without reading it back."""
        if entry.changes:
            self._history.extend(entry.changes)
            self._resolved.clear()
        self._known = Head(entry.header.seq, entry.header.hash)

    def _append(self, revision: Revision, expected: int | None) -> tuple[Recorded, Entry]:
        from .query.facts import StoreFacts, judge  # pydantic costs a plain read 100 ms

        head = self._store.head()
        if expected is not None and head.seq != expected:
            raise Conflict(say("book.conflict", expected=expected, actual=head.seq))
        facts = StoreFacts(self._store, self.roster, head.seq, self._resolved)
        entry, warnings = judge(facts, head, revision, self._clock())
        self._folder.append(entry)
        return Recorded(entry.header.seq, entry.header.hash, warnings), entry

    def _header(self, seq: int) -> Header:
        """Raises NotFound."""
        header = next(self._store.headers(HeaderFilter(seqs=(seq,))), None)
        if header is None:
            raise NotFound(say("point.beyond", text=f"@{seq}", head=self.head.seq))
        return header

    def reverse(
        self,
        seq: int,
        *,
        reason: str,
        by: str | None = None,
        document: dict[str, str] | None = None,
        effective: str | None = None,
        authority: str | None = None,
    ) -> Recorded:
        """Takes a revision back exactly. Document, date and authority are its own unless given. Raises Refused."""
        from .model.parse import admit

        header = self._header(seq)
        own = {"number": header.number, "title": header.title, "date": header.date}
        return self.record(
            admit(
                {
                    "fiscal_year": header.fiscal_year,
                    "document": {k: v for k, v in (own | (document or {})).items() if v} or None,
                    "effective": effective or header.effective,
                    "by": by,
                    "authority": authority or header.authority,
                    "reason": reason,
                    "events": ({"kind": "RevisionReversed", "seq": seq},),
                },
                "reverse",
            )
        )

    def tag(self, name: str, seq: int | None, by: str | None = None) -> tuple[Recorded, int]:
        """Names a version, the newest unless `seq` says otherwise; returns which. Raises Refused."""
        from .model.parse import admit

        at = self.head.seq if seq is None else seq
        header = self._header(at)
        event = {"kind": "MilestoneNamed", "name": name, "seq": at}
        body = {"fiscal_year": header.fiscal_year, "effective": day_of(self._clock()), "by": by, "events": (event,)}
        return self.record(admit(body, "tag")), at

    def write_reason(
        self,
        year: int,
        subject: str,
        text: str | None,
        *,
        by: str | None = None,
        at: str | None = None,
        expected: int | None = None,
    ) -> Recorded:
        """Records why the amount of a subject (an id, a name or TABLE/ROW) moved, for the two amounts that explain
        would compare now; without a text the reason that was written before is confirmed for them.

        Raises NotFound, Refused, and Conflict where the head is not `expected`: the amounts may have moved."""
        from .explain.explanation import figures_of
        from .explain.reasons import reason_event
        from .model.parse import admit

        figures = figures_of(year, self._sides(year, at), self.roster, self.view)
        event = reason_event(figures, self.roster, subject, text)
        body = {"fiscal_year": year, "effective": day_of(self._clock()), "by": by, "events": (event,)}
        return self.record(admit(body, "reason"), expected=expected)

    def import_document(
        self,
        path: Path,
        *,
        year: int | None = None,
        adopt: bool = False,
        milestone: str | None = None,
        effective: str | None = None,
        by: str | None = None,
        dry_run: bool = False,
    ) -> Imported:
        """Reads a published document and records it as a statement; with `adopt` as the opening of its year.

        Raises DocumentError, Refused."""
        from .documents.read import read_document
        from .documents.statement import revision_of, unit_kinds
        from .model.parse import admitting
        from .query.gaps import gaps

        data, reading = read_document(path, year)
        if year is not None and reading.year != year:
            raise DocumentError(say("document.other-year", file=path.name, found=reading.year, year=year))
        start = effective or (f"{reading.year}-01-01" if adopt else day_of(self._clock()))
        with admitting("import"):
            revision = revision_of(reading, self.roster, adopt=adopt, effective=start, by=by, milestone=milestone)
        recorded = self.preview(revision)[0].recorded if dry_run else self.record(revision, evidence=data)
        return Imported(reading, recorded, gaps(revision, unit_kinds(reading)))

    # Integrity

    def verify(self) -> Verified:
        """Chain, journal, projections, snapshots and evidence, from the bytes. Raises CorruptBook."""
        from .store.verify import verify

        return verify(self._folder)

    def rebuild(self) -> None:
        """Makes every projection again from the log."""
        self._folder.rebuild()
        self._forget()

    def _forget(self) -> None:
        self._known = Head()
        self._history = History()
        self._resolved.clear()
        self._views.clear()
