"""Proof that nothing was altered: the chain, the journal, every projection, the snapshots and the evidence."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from ..model.canonical import canonical, digest
from ..model.errors import CorruptBook, Message, say
from ..model.state import Roster
from .folder import EVIDENCE, SNAPSHOTS, BookFolder
from .protocol import Head, HeaderFilter
from .replay import StorePast, replay
from .snapshots import content, file_name, read_snapshots
from .sqlite import SqliteStore

_DIGEST = re.compile("[0-9a-f]{64}")


class Verified(NamedTuple):
    """What was found in order: how many revisions, journal lines, snapshots (of so many milestones) and documents,
    and the head."""

    revisions: int
    journal_lines: int
    snapshots: int
    milestones: int
    documents: int
    head: Head
    missing: tuple[Message, ...]
    """Snapshots of milestones and originals of statements and documents that are not there: nothing contradicts the
    log, but less proves it."""


def verify(book: BookFolder) -> Verified:
    """Tests everything again from the bytes. Raises CorruptBook with the first fault."""
    with tempfile.TemporaryDirectory(prefix="tracker-verify-", ignore_cleanup_errors=True) as folder:
        replayed = SqliteStore.scratch(Path(folder, "replayed.db"))
        try:
            head = _chain(book, replayed)
            _projections(book.store, replayed)
            lines = _journal(book, replayed)
            snapshots = _snapshots(book, replayed)
            roster = Roster(replayed.changes())
        finally:
            replayed.close()
    names = [name for name in roster.ids("milestone") if roster.value("milestone", name, "seq")]
    return Verified(head.seq, lines, snapshots, len(names), _evidence(book), head, tuple(_missing(book, roster, names)))


def _missing(book: BookFolder, roster: Roster, milestones: list[str]) -> Iterator[Message]:
    for name in milestones:
        if not (book.path / SNAPSHOTS / file_name(name)).exists():
            yield say("verify.missing-snapshot", milestone=name)
    for id in roster.ids("statement"):
        digest_name = roster.text("statement", id, "sha256")
        if digest_name and not (book.path / EVIDENCE / digest_name).exists():
            yield say("verify.missing-evidence", seq=id.partition(".")[0], file=roster.text("statement", id, "file"))
    for seq, document in _documents(book.store):
        if not (book.path / EVIDENCE / document["sha256"]).exists():
            yield say("verify.missing-evidence", seq=seq, file=document.get("file", document["sha256"]))


def _documents(store: SqliteStore) -> Iterator[tuple[int, dict[str, str]]]:
    """The documents of revisions whose originals were kept."""
    for seq, _, _, body in store.bodies():
        if b'"sha256"' in body and (document := json.loads(body).get("document")) and "sha256" in document:
            yield seq, document


def _chain(book: BookFolder, replayed: SqliteStore) -> Head:
    filed: dict[int, int] = {}

    def bodies() -> Iterator[tuple[int, str, bytes]]:
        for seq, year, hash, body in book.store.bodies():
            filed[seq] = year
            yield seq, hash, body

    with replayed.writing():
        for entry in replay(bodies(), StorePast(replayed), Head(), Roster()):
            seq = entry.header.seq
            if entry.header.fiscal_year != filed.pop(seq):
                raise CorruptBook(say("corrupt.chain", seq=seq))
            replayed.append(entry)
    return replayed.head()


def _projections(kept: SqliteStore, replayed: SqliteStore) -> None:
    if difference := kept.first_difference(replayed):
        table, row = difference
        raise CorruptBook(say("corrupt.projection", table=table, row=row))


def _journal(book: BookFolder, replayed: SqliteStore) -> int:
    """The journal must be a prefix of the log, line by line."""
    if book.forked:
        raise CorruptBook(book.forked)
    log: Iterator[tuple[int, int, str, bytes]] = replayed.bodies()
    count = 0
    for count, line in enumerate(book.journal.lines(), 1):
        seq, _, hash, body = next(log, (0, 0, "", b""))
        if line.seq != count or (seq, hash, body) != line:
            raise CorruptBook(say("corrupt.journal-differs", seq=line.seq))
    return count


def _snapshots(book: BookFolder, replayed: SqliteStore) -> int:
    count = 0
    named = {(d.change.id, d.change.value) for d in replayed.changes() if d.change.entity == "milestone"}
    for path, snapshot in read_snapshots(book.path / SNAPSHOTS):
        if path.name != file_name(snapshot.milestone) or (snapshot.milestone, snapshot.seq) not in named:
            raise CorruptBook(say("corrupt.snapshot-milestone", file=path.name, milestone=snapshot.milestone))
        header = next(replayed.headers(HeaderFilter(seqs=(snapshot.seq,))), None)
        if header is None or header.hash != snapshot.hash:
            raise CorruptBook(say("corrupt.snapshot-hash", file=path.name, seq=snapshot.seq))
        held = content(replayed, Roster(replayed.changes(upto=snapshot.seq)), snapshot.year, snapshot.seq)
        if digest(canonical(held)) != snapshot.digest:
            raise CorruptBook(say("corrupt.snapshot-content", file=path.name, seq=snapshot.seq))
        count += 1
    return count


def _evidence(book: BookFolder) -> int:
    folder = book.path / EVIDENCE
    count = 0
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if not _DIGEST.fullmatch(path.name):
            continue  # half written, or none of ours
        if digest(path.read_bytes()) != path.name:
            raise CorruptBook(say("corrupt.evidence", file=path.name))
        count += 1
    return count
