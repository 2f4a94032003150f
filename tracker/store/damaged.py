"""A book that does not hold, opened to be looked at: what of it can be read is, and nothing is written."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ..model.errors import CorruptBook, Message, say
from ..model.state import Roster
from .folder import DATABASE, EVENTS, BookFolder
from .journal import Journal, JournalLine
from .protocol import Entry, Head
from .replay import StorePast, replay
from .sqlite import SqliteStore


class DamagedBook(BookFolder):
    """`forked` says what is wrong with it."""

    def __init__(self, path: Path, store: SqliteStore, why: Message) -> None:
        super().__init__(path, store)
        self.forked = why

    @classmethod
    def read(cls, path: Path) -> DamagedBook:
        """The log of book.db where that can be read, else the journal as far as its chain holds.

        Raises NotFound, and CorruptBook where nothing can be read."""
        try:
            BookFolder.open(path).close()
        except CorruptBook as error:
            why = say("book.damaged", why=error.message)
        else:  # it has been mended meanwhile
            return cls(path, SqliteStore.open(path / DATABASE), say("book.reopen"))
        if store := _sound(path / DATABASE):
            return cls(path, store, why)
        store = SqliteStore.in_memory()
        with store.writing():
            for entry in _as_far_as_it_holds(Journal(path / EVENTS), store):
                store.append(entry)
        if not store.head().seq:
            raise CorruptBook(why)
        return cls(path, store, why)

    def twin(self) -> Callable[[], BookFolder]:
        copy = SqliteStore.in_memory(self.store, to_pass_on=True)
        why = self.forked
        assert why is not None
        return lambda: DamagedBook(self.path, copy, why)

    def look(self) -> None:
        """What is wrong with it is known."""

    @contextmanager
    def writing(self) -> Iterator[None]:
        assert self.forked is not None
        raise CorruptBook(self.forked)
        yield


def _sound(database: Path) -> SqliteStore | None:
    """The store of a database that can be read to its end; None of any other, or of none, which is not made."""
    if not database.exists():
        return None
    try:
        store = SqliteStore.open(database)
    except CorruptBook:
        return None
    try:
        sound = store.is_sound()
    except sqlite3.DatabaseError:
        sound = False
    if sound:
        return store
    store.close()
    return None


def _as_far_as_it_holds(journal: Journal, store: SqliteStore) -> Iterator[Entry]:
    entries = replay(_lines(journal), StorePast(store), Head(), Roster())
    while True:
        try:
            entry = next(entries)
        except (StopIteration, CorruptBook):
            return
        yield entry


def _lines(journal: Journal) -> Iterator[JournalLine]:
    """Those before the first that is none."""
    lines = journal.lines()
    while True:
        try:
            line = next(lines)
        except (StopIteration, CorruptBook):
            return
        yield line
