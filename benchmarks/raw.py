"""The bound of the machine: plain SQLite inserts of rows as large as a revision, as durable as the tracker's."""

from __future__ import annotations

import sqlite3
from pathlib import Path


class RawLog:
    """A table of bodies, WAL and synchronous=FULL."""

    def __init__(self, path: Path, body: bytes) -> None:
        self._db = sqlite3.connect(path, isolation_level=None)
        self._db.executescript(
            "pragma journal_mode = wal; pragma synchronous = full;"
            "create table log (seq integer primary key, hash text not null, year integer not null, body blob not null);"
        )
        self._body = body

    def append(self, rows: int = 1) -> None:
        """So many rows in one durable commit."""
        self._db.execute("begin immediate")
        self._db.executemany("insert into log (hash, year, body) values (?, 2024, ?)", [("0" * 64, self._body)] * rows)
        self._db.execute("commit")

    def close(self) -> None:
        self._db.close()
