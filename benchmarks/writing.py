"""The rows that append: one event at a time, and a thousand in one revision."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from time import perf_counter

from tracker.book import Book
from tracker.model.revision import Revision

from .books import Bench, copied, scratch
from .generator import Body, Shape, first_money, further, structure, ticking
from .measure import PROCESSOR, Clock, Round, each, side_by_side
from .peer import Peer
from .raw import RawLog
from .report import Figure, at_least, at_most, milliseconds, rate

ROUNDS, SINGLES = 9, 100
BATCHES, BATCH = 7, 1_000
EVENT_BYTES = 300
"""About what one event of a batch takes of its revision."""
AFTER = "2025-01-01T00:00:00+00:00"
"""The clock of what is appended to a generated book."""


def appending(book: Book, bodies: Iterator[Body], count: int, clock: Clock = perf_counter) -> Round:
    """A round of `count` revisions, each checked, judged by every rule and durable; seconds for one of them."""
    return each(lambda: book.record(Revision.model_validate(next(bodies))), count, clock)


def opened(stack: ExitStack, shape: Shape) -> Book:
    """A copy of a generated book to write to, closed and verified when the stack is left."""
    return stack.enter_context(Book.open(stack.enter_context(copied(shape)), ticking(AFTER)))


def append(bench: Bench) -> Iterator[Figure]:
    """One revision of one event, durable."""
    with ExitStack() as stack:
        folder = stack.enter_context(scratch())
        book = opened(stack, bench.shape)
        bodies = iter(further(bench.shape, 2 * ROUNDS * SINGLES, 1))
        raw = RawLog(folder / "raw.db", _stored(book))
        peer = Peer(folder / "peer.db", lines=300)
        stack.callback(raw.close)
        stack.callback(peer.close)
        wall, processor = (
            side_by_side(
                {
                    "ours": appending(book, bodies, SINGLES, clock),
                    "peer": each(lambda: peer.append(1), SINGLES, clock),
                    "raw": each(raw.append, SINGLES, clock),
                },
                ROUNDS,
            )
            for clock in (perf_counter, PROCESSOR)
        )
    to_peer, to_raw = (wall[other].times_of(wall["ours"]) for other in ("peer", "raw"))
    yield Figure(
        "append", "revisions of one event, durable", unit="/s", command="--rows append",
        peer=1 / wall["peer"].median, raw=1 / wall["raw"].median,
        targets=(at_least(to_peer, 1, f"1 × peer ({to_peer:.2f})"), at_least(to_raw, 0.5, f"0.5 × raw ({to_raw:.2f})")),
        **rate(wall["ours"]),
    )  # fmt: skip
    to_peer = processor["ours"].times_of(processor["peer"])
    yield Figure(
        "append", "the same, processor time alone", unit="ms", command="--rows append",
        peer=processor["peer"].median * 1e3, raw=processor["raw"].median * 1e3,
        targets=(at_most(to_peer, 1, f"1 × peer ({to_peer:.2f})"),), **milliseconds(processor["ours"]),
    )  # fmt: skip


def batch(bench: Bench) -> Iterator[Figure]:
    """Events of revisions of a thousand: on a book without money, and on the large one."""
    with ExitStack() as stack:
        folder = stack.enter_context(scratch())
        empty = stack.enter_context(_without_money(folder / "book"))
        large = opened(stack, bench.shape)
        raw = RawLog(folder / "raw.db", _stored(large)[:EVENT_BYTES])
        peer = Peer(folder / "peer.db", lines=100)
        stack.callback(raw.close)
        stack.callback(peer.close)
        samples = side_by_side(
            {
                "empty": appending(empty, iter(first_money(BATCHES, BATCH)), 1),
                "large": appending(large, iter(further(bench.shape, BATCHES, BATCH)), 1),
                "peer": each(lambda: peer.append(BATCH)),
                "raw": each(lambda: raw.append(BATCH)),
            },
            BATCHES,
        )
        large_events = bench.shape.events
    peer_rate, raw_rate = BATCH / samples["peer"].median, BATCH / samples["raw"].median
    ratio = samples["peer"].times_of(samples["empty"])
    third = samples["empty"].times_of(samples["large"])
    for name, where, target in (
        ("empty", "a book without money", at_least(ratio, 1.3, f"1.3 × peer ({ratio:.2f})")),
        ("large", f"{large_events:,} events", at_least(third, 1 / 3, f"⅓ of that on an empty book ({third:.2f})")),
    ):
        sample = samples[name]
        yield Figure(
            "batch", f"events in revisions of {BATCH:,}, {where}", BATCH / sample.median, "/s", "--rows batch",
            best=BATCH / sample.best, runs=BATCHES, peer=peer_rate, raw=raw_rate, targets=(target,),
        )  # fmt: skip


@contextmanager
def _without_money(folder: Path) -> Iterator[Book]:
    """Units and projects, and nothing on them; what was recorded in it must verify."""
    Book.init(folder).close()
    with Book.open(folder, ticking()) as book:
        for body in structure(Shape(events=0, units=BATCH // 300 + 1)):
            book.record(Revision.model_validate(body))
        yield book
        book.verify()


def _stored(book: Book) -> bytes:
    """A revision of one event as it is stored: what a raw row is as large as. It is recorded for that."""
    book.record(Revision.model_validate(further(Shape(0, 3), 1, 1, "样本")[0]))
    return max((book.path / "events").glob("*.jsonl")).read_bytes().splitlines()[-1]
