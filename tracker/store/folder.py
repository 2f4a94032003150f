"""A book on disk (design.md 4): book.db where work happens, the journal and the snapshots beside it, and evidence."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from ..model.canonical import digest
from ..model.errors import CorruptBook, Message, NotFound, say
from ..model.point import year_named
from ..model.state import Dated, Roster
from .journal import Journal, JournalLine
from .protocol import Entry, Head, Header, HeaderFilter
from .snapshots import file_name, write_snapshot
from .sqlite import SqliteStore

DATABASE = "book.db"
EVENTS = "events"
SNAPSHOTS = "snapshots"
EVIDENCE = "evidence"


class BookFolder:
    """One open book. `forked` says why it may only be read, where log and journal disagree."""

    def __init__(self, path: Path, store: SqliteStore) -> None:
        self.path = path
        self.store = store
        self.journal = Journal(path / EVENTS)
        self.forked: Message | None = None
        self._database = _identity(path / DATABASE)
        self._last: Entry | None = None
        self.behind: Message | None = None
        """Why journal and snapshots could not be completed after the last write."""

    @classmethod
    def create(cls, path: Path) -> BookFolder:
        """A new, empty book. Raises NotFound where there is one already."""
        if is_book(path):
            raise NotFound(say("book.exists", path=str(path)))
        try:
            path.mkdir(parents=True, exist_ok=True)
            (path / EVENTS).mkdir(exist_ok=True)
        except OSError as error:
            raise NotFound(say("book.unreachable", path=str(path), why=error.strerror or "")) from None
        return cls(path, SqliteStore.create(path / DATABASE))

    @classmethod
    def open(cls, path: Path) -> BookFolder:
        """Opens a book, building book.db from the journal where it is not there, and applying what the journal has
        more than the log. Raises NotFound, CorruptBook."""
        if not is_book(path):
            raise NotFound(say("book.none", path=str(path)))
        database = path / DATABASE
        if not database.exists():
            _build(path, database)
        book = cls(path, SqliteStore.open(database))
        try:
            if book.store.outdated:
                book.rebuild()
            book._reconcile()
        except sqlite3.OperationalError as error:
            outdated = book.store.outdated
            book.close()
            if outdated and "readonly" in str(error):
                raise NotFound(say("book.older", path=str(path))) from None
            raise
        except sqlite3.DatabaseError:
            book.close()
            raise CorruptBook(say("corrupt.database", path=str(database))) from None
        except BaseException:
            book.close()
            raise
        return book

    def twin(self) -> Callable[[], BookFolder]:
        """Opens the same book once more, for the thread that calls it and for no other."""
        return partial(BookFolder.open, self.path)

    def close(self) -> None:
        self.store.close()

    def look(self) -> None:
        """Takes notice of what others did to the journal since it was last read. Raises CorruptBook."""
        if not self.journal.untouched():
            self._reconcile()

    @property
    def replaced(self) -> bool:
        """Whether another file, or none, stands in the place of the database that is open."""
        return _identity(self.path / DATABASE) != self._database

    @contextmanager
    def writing(self) -> Iterator[None]:
        """The one writer's turn. After it the journal and the snapshots are as far as the log.

        Raises CorruptBook where log and journal disagree."""
        if not self.journal.untouched():
            self._reconcile()
        if self.replaced:
            raise CorruptBook(say("book.replaced", path=str(self.path)))
        if self.forked:
            raise CorruptBook(self.forked)
        with self.store.writing():
            yield
        self.behind = None
        try:
            self._follow()
        except OSError as error:  # what was recorded stays recorded; the next write completes the rest
            self.behind = say("book.journal-behind", seq=self.store.head().seq, why=str(error))

    def append(self, entry: Entry) -> None:
        """Adds the next revision, inside `writing`."""
        self.store.append(entry)
        self._last = entry

    def _follow(self) -> None:
        """Completes journal and snapshots, holding the write lock so that lines stand in order."""
        with self.store.writing():
            before, head = self.journal.last_seq(), self.store.head().seq
            if before == head:
                return
            last = self._last
            if last and last.header.seq == head == before + 1:
                changes: list[Dated] = list(last.changes)
                bodies: Iterable[tuple[int, int, str, bytes]] = [
                    (head, last.header.fiscal_year, last.header.hash, last.body)
                ]
            else:
                changes, bodies = self.store.changes(before), self.store.bodies(before)
            self._snapshot(changes)  # first, so that a journal that is complete has them all
            self.journal.extend(bodies)

    def _snapshot(self, changes: list[Dated]) -> None:
        """Writes the snapshots of the milestones that these changes name, and removes those that they take back."""
        names = dict.fromkeys(d.change.id for d in changes if d.change.entity == "milestone")
        roster = Roster(self.store.changes()) if names else Roster()
        for name in names:
            seq = roster.value("milestone", name, "seq")
            if isinstance(seq, int) and seq > 0:
                header = self._header(seq)
                write_snapshot(self.path / SNAPSHOTS, self.store, name, seq, header.hash, milestone_year(name, header))
            elif seq is None:
                (self.path / SNAPSHOTS / file_name(name)).unlink(missing_ok=True)

    def _header(self, seq: int) -> Header:
        return next(self.store.headers(HeaderFilter(seqs=(seq,))))

    def _reconcile(self) -> None:
        """A prefix is no disagreement; a journal that is ahead is applied; a fork is remembered."""
        self.forked = None
        head = self.store.head()
        ahead = False
        for tail in self.journal.tails():
            if tail.seq > head.seq:
                ahead = True
            elif (known := self._header(tail.seq).hash) != tail.hash:
                self.forked = say("book.forked", seq=tail.seq, log=known[:12], journal=tail.hash[:12])
                return
        if ahead:
            self._apply()

    def _apply(self) -> None:
        try:
            with self.store.writing():
                head = self.store.head()  # a writer may have been here since the tails were read
                lines = self.journal.lines(after=head.seq)
                _replay_into(self.store, lines, head, Roster(self.store.changes()))
        except CorruptBook as error:
            if error.message.id != "corrupt.chain":
                raise
            self.forked = say("book.forked-ahead", seq=error.message.params["seq"])

    def rebuild(self) -> None:
        """Drops every projection and makes it again from the log, in one transaction."""
        from .replay import StorePast, replay  # the models are needed only here

        with self.store.rebuilding():
            bodies = ((seq, hash, body) for seq, _, hash, body in self.store.bodies())
            for entry in replay(bodies, StorePast(self.store), Head(), Roster()):
                self.store.project(entry)

    def keep(self, data: bytes) -> str:
        """Stores a document under evidence/ by its digest, and returns that."""
        name = digest(data)
        folder = self.path / EVIDENCE
        folder.mkdir(exist_ok=True)
        if not (folder / name).exists():
            part = folder / f"{name}.part"
            part.write_bytes(data)
            os.replace(part, folder / name)
        return name


def _identity(path: Path) -> tuple[int, int] | None:
    """Which file it is, whatever is in it."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def is_book(path: Path) -> bool:
    return (path / DATABASE).exists() or any((path / EVENTS).glob("*.jsonl"))


def milestone_year(name: str, header: Header) -> int:
    """The fiscal year that a milestone binds: the one in its name, else that of its revision."""
    named = year_named(name)
    return header.fiscal_year if named is None else named


def _build(path: Path, database: Path) -> None:
    """book.db from the journal alone, under a name of this process's own until it is whole: whoever is first wins."""
    part = path / f"book.{os.getpid()}.part"
    for leftover in path.glob(f"{part.name}*"):
        leftover.unlink()
    store = SqliteStore.create(part)
    try:
        with store.writing():
            _replay_into(store, Journal(path / EVENTS).lines(), Head(), Roster())
        store.close()
    except BaseException:
        store.close()
        for leftover in path.glob(f"{part.name}*"):
            leftover.unlink()
        raise
    try:
        os.link(part, database)  # never over what another process has made and opened meanwhile
        part.unlink()
    except FileExistsError:
        part.unlink()
    except OSError:  # a file system without links
        os.replace(part, database)


def _replay_into(store: SqliteStore, lines: Iterator[JournalLine], head: Head, roster: Roster) -> None:
    from .replay import StorePast, replay  # the models are needed only here

    for entry in replay(lines, StorePast(store), head, roster):
        store.append(entry)
