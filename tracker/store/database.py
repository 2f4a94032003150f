"""The database file of a book: connected to as the store needs it, and looked at before anything is read from it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from ..model.errors import CorruptBook, NotFound, say
from . import schema

MEMORY = ":memory:"


def open_database(path: Path) -> tuple[sqlite3.Connection, int]:
    """A book's database and the version of its schema. Raises NotFound for a book of a newer tracker, CorruptBook for a
    file that is no book."""
    try:
        db = connect(path)
    except sqlite3.OperationalError as error:
        raise NotFound(say("book.unreachable", path=str(path), why=str(error))) from None
    except sqlite3.DatabaseError:
        raise CorruptBook(say("corrupt.database", path=str(path))) from None
    try:
        version = _version(db, path)
    except BaseException:
        db.close()
        raise
    return db, version


def connect(path: Path, page_bytes: int = schema.PAGE_BYTES, *, own_thread: bool = True) -> sqlite3.Connection:
    db = sqlite3.connect(path, timeout=30, isolation_level=None, cached_statements=256, check_same_thread=own_thread)
    try:
        db.executescript(
            f"pragma page_size = {page_bytes};"
            "pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on;"
            "pragma wal_autocheckpoint = 40000; pragma temp_store = memory; pragma cache_size = -32768;"
        )
    except sqlite3.OperationalError as error:
        db.close()
        if "readonly" not in str(error):
            raise
        return connect_read_only(path)
    except sqlite3.DatabaseError:
        db.close()
        raise
    return db


def _version(db: sqlite3.Connection, path: Path) -> int:
    """The version of a book's schema. Raises as `open_database` does."""
    try:
        application, version = (
            int(db.execute(f"pragma {of}").fetchone()[0]) for of in ("application_id", "user_version")
        )
    except sqlite3.OperationalError as error:
        raise NotFound(say("book.unreachable", path=str(path), why=str(error))) from None
    except sqlite3.DatabaseError:
        raise CorruptBook(say("corrupt.database", path=str(path))) from None
    if application != schema.APPLICATION_ID:
        raise CorruptBook(say("corrupt.database", path=str(path)))
    if version > schema.SCHEMA_VERSION:
        raise NotFound(say("book.newer", path=str(path), version=version, known=schema.SCHEMA_VERSION))
    return version


def connect_read_only(path: Path) -> sqlite3.Connection:
    """A book on a disk that can't be written: nobody changes it, and a write-ahead log beside it still counts."""
    log = path.with_name(f"{path.name}-wal")
    mode = "mode=ro" if log.exists() and log.stat().st_size else "mode=ro&immutable=1"
    return sqlite3.connect(f"{path.resolve().as_uri()}?{mode}", uri=True, timeout=30, isolation_level=None)
