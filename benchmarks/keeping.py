"""The rows that keep a book sound: the chain, the whole of verify, rebuilding, and what a book weighs."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter

from tracker.book import Book
from tracker.model.canonical import GENESIS, chain_hash

from .books import Bench, cached, copied, scratch
from .measure import Round, side_by_side
from .peer import Peer
from .report import Figure, Target, at_least, at_most, rate

ROUNDS = 3
PEER_EVENTS, PEER_LINES = 15_000, 300
MILLION = 1_000_000


def verify(bench: Bench) -> Iterator[Figure]:
    """The chain by itself, as anybody can check it with the standard library; and all that `verify` tests."""
    path = cached(bench.shape)
    with Book.open(path) as book:
        samples = side_by_side(
            {
                "chain": _per_event(lambda: _chain(path / "book.db"), bench.shape.events),
                "whole": _per_event(book.verify, bench.shape.events),
            },
            ROUNDS,
        )
    for name, what, limit in (("chain", "events, chain alone", 2), ("whole", "events, everything", 30)):
        seconds = samples[name].median * MILLION
        target = at_most(seconds, limit, f"{limit} s a million ({seconds:.2f})")
        yield Figure("verify", what, unit="/s", command="tracker verify", targets=(target,), **rate(samples[name]))


def rebuild(bench: Bench) -> Iterator[Figure]:
    """Every projection made again from the log."""
    with copied(bench.shape) as path, scratch() as folder, Book.open(path) as book:
        peer = _peer(folder)
        samples = side_by_side(
            {
                "ours": _per_event(book.rebuild, bench.shape.events),
                "peer": _per_event(peer.rebuild, PEER_EVENTS),
            },
            ROUNDS,
        )
        peer.close()
    ratio = samples["peer"].times_of(samples["ours"])
    yield Figure(
        "rebuild", "events, every projection", unit="/s", command="tracker rebuild",
        peer=1 / samples["peer"].median, targets=(at_least(ratio, 5, f"5 × peer ({ratio:.2f})"),),
        **rate(samples["ours"]),
    )  # fmt: skip


def weight(bench: Bench) -> Iterator[Figure]:
    """What an event adds to the database, indexes and chain included, and to the journal beside it."""
    with scratch() as folder:
        peer = _peer(folder)
        peer_bytes = peer.bytes() / (PEER_EVENTS + PEER_LINES)
        peer.close()
    large, small = cached(bench.shape), cached(bench.tenth)
    events = bench.shape.events - bench.tenth.events
    database = (_size(large / "book.db") - _size(small / "book.db")) / events
    targets: tuple[Target, ...] = (at_most(database, 400, "400"), at_most(database, peer_bytes, "peer"))
    yield Figure("bytes", "an event in book.db", database, "bytes", "--rows bytes", peer=peer_bytes, targets=targets)
    journal = sum(map(_size, (large / "events").iterdir())) - sum(map(_size, (small / "events").iterdir()))
    yield Figure("bytes", "an event in the journal", journal / events, "bytes", "--rows bytes")


def _chain(database: Path) -> None:
    db = sqlite3.connect(database)
    previous = GENESIS
    for hash, body in db.execute("select hash, body from revision order by seq"):
        previous = chain_hash(previous, body)
        assert previous == hash
    db.close()


def _per_event(operation: Callable[[], object], events: int) -> Round:
    def work() -> float:
        start = perf_counter()
        operation()
        return (perf_counter() - start) / events

    return work


def _peer(folder: Path) -> Peer:
    peer = Peer(folder / "peer.db", PEER_LINES)
    for _ in range(PEER_EVENTS // 1_000):
        peer.append(1_000)
    return peer


def _size(path: Path) -> int:
    return path.stat().st_size
