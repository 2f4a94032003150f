"""Recording in a book: every way of appending a revision, and the proof that nothing was altered."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ..model.errors import Conflict, CorruptBook, DocumentError, Message, NotFound, Refused, say
from ..model.point import Point
from ..query.points import day_of
from ..query.year import YearView
from ..store.folder import BookFolder, is_book
from ..store.protocol import Entry, Head
from .controlling import Controlling
from .drafting import Drafting
from .proposing import Proposing

if TYPE_CHECKING:
    from ..documents.reading import Reading
    from ..explain.marks import SectionText
    from ..explain.sentence_changes import SentenceChange
    from ..model.revision import Revision
    from ..query.cells import CellChange
    from ..query.check import CheckChange, CheckResult
    from ..store.verify import Verified

    _Told = tuple[list[CheckResult], tuple[SectionText, ...]]


_SHOWN = 80
"""Characters of a line that are enough to find it by."""
_MOST_HIDDEN = 20


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
    beside: str = ""
    """The department whose book it is, of a document that opens a year of another one."""
    asserted: Message | None = None
    """Why it opened no year although it was to be adopted."""

    @property
    def unread(self) -> tuple[Message, ...]:
        """The tables that could not be read, each with the places that are uncertain in it."""
        return tuple(
            message
            for lost in self.reading.lost
            for message in (
                say("import.lost", table=lost.number, title=lost.title, count=lost.count),
                *lost.problems,
            )
        )

    @property
    def unplaced(self) -> tuple[Message, ...]:
        """What of the document fits no table."""
        return tuple(say("import.unknown", where=p.standing, text=p.text[:_SHOWN]) for p in self.reading.unknown)

    @property
    def findings(self) -> tuple[Message, ...]:
        """What could not be read, what the document lacks, what of it fits no table, and what is odd about it."""
        return (*self.unread, *self.missing, *self.unplaced, *self.reading.remarks)

    @property
    def remarks(self) -> tuple[Message, ...]:
        """What a reader should know of it that is no fault."""
        hidden = self.reading.hidden[:_MOST_HIDDEN]
        found = [self.asserted] if self.asserted else []
        if hidden:
            found.append(say("import.hidden", places=", ".join(hidden)))
        if self.beside:
            found.append(say("import.second-department", entity=self.reading.entity, owner=self.beside))
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Preview:
    """What a revision would be recorded as, and every cell that it would change; in a deep one also the checks, and
    the sentences of the explanation of the newest version (`explain YEAR --at HEAD`)."""

    recorded: Recorded
    changes: tuple[CellChange, ...]
    checks: tuple[CheckChange, ...] = ()
    sentences: tuple[SentenceChange, ...] = ()


class _NotMeant(Exception):
    """Leaves a transaction without its writes."""


@contextmanager
def telling_which(n: int, total: int) -> Iterator[None]:
    """Of a refusal of one of several revisions says which one it was, from 1."""
    try:
        yield
    except Refused as refused:
        if total == 1:
            raise
        raise Refused(refused.rule, say("record.refused-one", n=n, total=total, why=refused.message)) from None


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without looking for cycles meanwhile: a thousand events are tens of thousands of objects that live to the end of
    their revision, and to go through them again and again takes a seventh of the time."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def _day_of_effect(reading: Reading, adopted: bool) -> str:
    """An opening holds from the first day of its year, what was spent in it by the last; "" of an assertion."""
    return f"{reading.year}-{'12-31' if reading.form.outturn else '01-01'}" if adopted else ""


def utc_now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class Book(Drafting, Controlling, Proposing):
    """One open book: asked, explained, and recorded in."""

    def __init__(self, folder: BookFolder, clock: Callable[[], str] = utc_now) -> None:
        super().__init__(folder, clock)

    @classmethod
    def init(cls, path: str | os.PathLike[str]) -> Book:
        """A new, empty book in a folder. Raises NotFound where the folder holds one already."""
        return cls(BookFolder.create(Path(path)))

    @classmethod
    def open(cls, path: str | os.PathLike[str], clock: Callable[[], str] = utc_now) -> Book:
        """The book in a folder. Raises NotFound, CorruptBook."""
        return cls(BookFolder.open(Path(path)), clock)

    @classmethod
    def open_damaged(cls, path: str | os.PathLike[str]) -> Book:
        """A book that `open` refuses as corrupt, to be looked at and never written. Raises NotFound, and CorruptBook
        where nothing of it can be read."""
        from ..store.damaged import DamagedBook

        return cls(DamagedBook.read(Path(path)))

    @staticmethod
    def folder(start: Path) -> Path:
        """The nearest folder upwards that holds a book. Raises NotFound."""
        for folder in (start, *start.parents):
            if is_book(folder):
                return folder
        raise NotFound(say("book.none", path=str(start)))

    def twin(self) -> Callable[[], Book]:
        """Opens the same book once more, for the thread that calls it and for no other."""
        folder = self._folder.twin()
        return lambda: Book(folder(), self._clock)

    def close(self) -> None:
        self._folder.close()

    def __enter__(self) -> Book:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

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

    def record_all(self, revisions: Iterable[Revision], *, expected: int | None = None) -> list[Recorded]:
        """Appends several revisions, all of them or none. Raises Refused, and Conflict where the head is not
        `expected`."""
        recorded: list[Recorded] = []
        try:
            with self._folder.writing():
                for revision in revisions:
                    one, _ = self._append(revision, None if recorded else expected)
                    recorded.append(one)
        except BaseException:
            self._forget()
            raise
        return recorded

    def preview(self, *revisions: Revision, deep: bool = False) -> list[Preview]:
        """What recording the revisions, one after another, would do to every cell of every table of their years, with
        `deep` to checks and explanation too; of a proposal what its approval would. Nothing is written. Raises
        Refused."""
        from ..query.cells import cell_changes

        previews: list[Preview] = []
        try:
            with suppress(_NotMeant), self._folder.writing():
                for n, revision in enumerate(revisions, 1):
                    before = self._year_now(revision.fiscal_year)
                    tables, told = before.tables(), self._told_now(before) if deep else None
                    with telling_which(n, len(revisions)):
                        recorded, _ = self._append(revision, None)
                    if revision.proposed:  # what it would do when it counts, whoever has the authority
                        self._append(self.approval(recorded.seq, by="-", authority="congress"), None)
                    after = self._year_now(revision.fiscal_year)
                    changes = tuple(cell_changes(tables, after.tables()))
                    preview = Preview(recorded, changes)
                    previews.append(self._deepened(preview, told, self._told_now(after)) if told else preview)
                raise _NotMeant
        finally:
            self._forget()  # what was learned of a book that never was
        return previews

    def _year_now(self, year: int) -> YearView:
        roster = self.roster
        return YearView(self._store, roster, roster, year, Point(self._store.head().seq))

    def _told_now(self, view: YearView) -> _Told:
        """What is said of a year as it stands: its checks, and its explanation, if one can be written."""
        from ..explain.explanation import explain

        try:
            sections = explain(view.year, self._sides(view.year, "HEAD"), self.roster, self.view).sections
        except DocumentError:  # a template that is wrong: there is no text
            sections = ()
        return self.check(view), sections

    @staticmethod
    def _deepened(preview: Preview, before: _Told, after: _Told) -> Preview:
        from ..explain.sentence_changes import sentence_changes
        from ..query.check import check_changes

        checks = tuple(check_changes(before[0], after[0]))
        return replace(preview, checks=checks, sentences=tuple(sentence_changes(before[1], after[1])))

    def _learn(self, entry: Entry) -> None:
        """Takes in what was just recorded on top of what is known, without reading it back."""
        if entry.changes:
            self._history.extend(entry.changes)
            self._resolved.clear()
        self._known = Head(entry.header.seq, entry.header.hash)

    def _append(self, revision: Revision, expected: int | None) -> tuple[Recorded, Entry]:
        from ..query.facts import StoreFacts, judge  # pydantic costs a plain read 100 ms

        head = self._store.head()
        if expected is not None and head.seq != expected:
            raise Conflict(say("book.conflict", expected=expected, actual=head.seq))
        facts = StoreFacts(self._store, self.roster, head.seq, self._resolved)
        with _uncollected():
            entry, warnings = judge(facts, head, revision, self._clock())
            self._folder.append(entry)
        return Recorded(entry.header.seq, entry.header.hash, warnings), entry

    def tag(self, name: str, seq: int | None, by: str | None = None) -> tuple[Recorded, int]:
        """Names a version, the newest unless `seq` says otherwise; returns which. Raises Refused."""
        at = self.head.seq if seq is None else seq
        return self.record(self.tagging(name, at, by)), at

    def tagging(self, name: str, at: int, by: str | None = None) -> Revision:
        """The revision that names a version. Raises NotFound."""
        from ..model.parse import admit

        header = self._header(at)
        event = {"kind": "MilestoneNamed", "name": name, "seq": at}
        body = {"fiscal_year": header.fiscal_year, "effective": day_of(self._clock()), "by": by, "events": (event,)}
        return admit(body, "tag")

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
        from ..explain.explanation import figures_of
        from ..explain.reasons import reason_event
        from ..model.parse import admit

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
        again: bool = False,
    ) -> Imported:
        """Reads a published document and records it as a statement; with `adopt` as the opening of its year, if it is
        not that of a unit of the book's department, with `again` as a republication, which adopted takes the opening's
        place.

        Raises DocumentError, Refused."""
        from ..documents.read import read_document

        document = read_document(path, year)
        found = document[1].year
        if year is not None and found != year:
            raise DocumentError(say("document.other-year", file=path.name, found=found, year=year))
        asserted = self._of_a_unit(document[1]) if adopt else None
        imported = self.import_read(
            document,
            adopt=adopt and asserted is None,
            milestone=milestone,
            effective=effective,
            by=by,
            dry_run=dry_run,
            again=again,
        )
        return replace(imported, asserted=asserted)

    def _of_a_unit(self, reading: Reading) -> Message | None:
        """Says so where a document is that of a unit of the department whose book it is."""
        from ..query.departments import department, is_department, scope_of

        owner = department(self.roster)
        if not scope_of(self.roster, reading.entity).unit or is_department(self.roster, reading.entity):
            return None
        return say("import.asserted-unit", entity=reading.entity, owner=owner)

    def import_read(
        self,
        document: tuple[bytes, Reading],
        *,
        adopt: bool = False,
        milestone: str | None = None,
        effective: str | None = None,
        by: str | None = None,
        dry_run: bool = False,
        again: bool = False,
    ) -> Imported:
        """Records a document that has been read: its bytes, and what they say. Raises Refused."""
        from ..documents.statement import revision_of, unit_kinds
        from ..model.parse import admitting
        from ..query.departments import department
        from ..query.gaps import gaps

        data, reading = document
        owner = department(self.roster) if adopt and not self.roster.named("unit", reading.entity) else ""
        start = effective or _day_of_effect(reading, adopt and not again) or day_of(self._clock())
        with admitting("import"):
            revision = revision_of(
                reading, self.roster, adopt=adopt, effective=start, by=by, milestone=milestone, again=again
            )
        recorded = self.preview(revision)[0].recorded if dry_run else self.record(revision, evidence=data)
        return Imported(reading, recorded, gaps(revision, unit_kinds(reading)), owner)

    # Integrity

    def verify(self) -> Verified:
        """Chain, journal, projections, snapshots and evidence, from the bytes. Raises CorruptBook."""
        from ..store.verify import verify

        while True:
            head = self.head
            try:
                return verify(self._folder)
            except CorruptBook:
                if self.head == head:
                    raise  # else somebody has recorded while it was read

    def rebuild(self) -> None:
        """Makes every projection again from the log."""
        self._folder.rebuild()
        self._forget()
