"""A book that nobody keeps: in memory, with no folder of its own, gone when it is closed or its process ends."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..model.canonical import digest
from .folder import BookFolder
from .sqlite import SqliteStore


class PassingBook(BookFolder):
    """Behaves as a book on disk does, without journal, snapshots and evidence."""

    @classmethod
    def empty(cls) -> PassingBook:
        return cls(Path(), SqliteStore.in_memory())

    @classmethod
    def copy_of(cls, book: BookFolder, *, to_pass_on: bool = False) -> PassingBook:
        """What a book holds now. Nothing that is recorded in the one is seen in the other."""
        return cls(book.path, SqliteStore.in_memory(book.store, to_pass_on=to_pass_on))

    @contextmanager
    def writing(self) -> Iterator[None]:
        with self.store.writing():
            yield

    def look(self) -> None:
        """Nobody else knows it."""

    @property
    def replaced(self) -> bool:
        return False

    def keep(self, data: bytes) -> str:
        return digest(data)
