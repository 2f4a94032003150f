"""The rows that ask: as-of reads, tables, differences and blame, each at a version that nothing was kept of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from tracker.book import Book
from tracker.model.point import Point
from tracker.store.protocol import LineFilter

from .books import Bench, cached
from .generator import BUSY, EVENTS_A_REVISION, STEADY, YEAR, Shape, project_name, unit_name
from .measure import each, side_by_side
from .peer import Peer
from .report import Figure, Target, at_least, at_most, milliseconds

ROUNDS = 15
PEER_LINES, PEER_EVENTS = 300, 50
APART = 100
DAY = f"{YEAR}-06-30"
Ask = Callable[[Point], object]


class Versions:
    """Points that come at random and never twice, so that no answer is a kept one."""

    def __init__(self, book: Book, shape: Shape) -> None:
        seqs = range(book.head.seq - shape.revisions, book.head.seq + 1)
        self._seqs = Random(1).sample(seqs, len(seqs))

    def next(self, effective: str | None = None) -> Point:
        return Point(self._seqs.pop(), effective)


def balances(book: Book, unit: str | None = None) -> Ask:
    """What the store answers, without names and years around it."""
    store = book.view(YEAR, Point(book.head.seq)).store
    return lambda point: store.balances(point, LineFilter(YEAR, unit))


def every_line(book: Book) -> Callable[[Point], object]:
    return lambda point: book.view(YEAR, point).balances


def table(book: Book, number: int, unit: int) -> Ask:
    return lambda point: book.table(book.view(YEAR, point), number, unit_name(unit))


def difference(book: Book, events: int) -> Ask:
    """What the revisions after a point changed."""

    def ask(point: Point) -> object:
        later = Point(min(point.seq + events // EVENTS_A_REVISION, book.head.seq))
        return book.diff(book.view(YEAR, point), book.view(YEAR, later))

    return ask


def one_project(book: Book) -> Ask:
    """Blame of a project of the unit that has the same history in a book of any size."""
    row = project_name(STEADY, 3)
    return lambda point: book.blame(book.view(YEAR, point), 12, row, None)


def as_of(bench: Bench) -> Iterator[Figure]:
    """Balances at a version: of every line and of one unit; without an effective date and with one."""
    with Book.open(cached(bench.shape)) as book, TemporaryDirectory() as folder:
        peer = Peer(Path(folder, "peer.db"), PEER_LINES)
        for _ in range(PEER_LINES * PEER_EVENTS // 1_000):
            peer.append(1_000)
        busy = book.unit_id(unit_name(BUSY))
        versions = Versions(book, bench.shape)
        all_lines, one_unit, facade = balances(book), balances(book, busy), every_line(book)
        samples = side_by_side(
            {
                "all": each(lambda: facade(versions.next())),
                "all at the store": each(lambda: all_lines(versions.next())),
                "unit": each(lambda: one_unit(versions.next()), 10),
                "all, both axes": each(lambda: all_lines(versions.next(DAY))),
                "unit, both axes": each(lambda: one_unit(versions.next(DAY)), 10),
                "peer": each(lambda: peer.at_version(PEER_EVENTS // 2)),
            },
            ROUNDS,
        )
        peer.close()
    peer_ms = samples["peer"].median * 1e3
    ratio = samples["peer"].times_of(samples["unit"])
    lines = f"{bench.shape.lines:,} lines"
    for name, what, limit, extra, peer_figure in (
        ("all", f"{lines}, through the façade", 45, (), None),
        ("all at the store", f"{lines}, at the store", 45, (), None),
        ("unit", "one unit, 300 lines", 2, (at_least(ratio, 50, f"50 × peer ({ratio:.0f})"),), peer_ms),
        ("all, both axes", f"{lines}, both axes", 90, (), None),
        ("unit, both axes", "one unit, both axes", 3, (), None),
    ):
        sample = samples[name]
        targets: tuple[Target, ...] = (at_most(sample.median * 1e3, limit, f"{limit} ms"), *extra)
        yield Figure(
            "as-of", what, unit="ms", command="--rows as-of", peer=peer_figure, targets=targets, **milliseconds(sample)
        )


def tables(bench: Bench) -> Iterator[Figure]:
    """One table of one unit at any version."""
    with Book.open(cached(bench.shape)) as book:
        versions = Versions(book, bench.shape)
        asked = {f"table {number}": table(book, number, BUSY) for number in (3, 10, 11, 12)}
        samples = side_by_side(
            {name: each(_at(ask, versions)) for name, ask in asked.items()},
            ROUNDS,
        )
    for name, sample in samples.items():
        yield Figure(
            "table", f"{name} of one unit, any version", unit="ms", command="--rows table",
            targets=(at_most(sample.median * 1e3, 10, "10 ms"),), **milliseconds(sample),
        )  # fmt: skip


def diff(bench: Bench) -> Iterator[Figure]:
    """Two versions some changes apart."""
    with Book.open(cached(bench.shape)) as book:
        versions = Versions(book, bench.shape)
        samples = side_by_side(
            {
                f"{changes} changes": each(_at(difference(book, changes), versions))
                for changes in (APART // 10, APART, APART * 10)
            },
            ROUNDS,
        )
    ratio = samples[f"{APART * 10} changes"].times_of(samples[f"{APART} changes"])
    for name, sample in samples.items():
        targets: tuple[Target, ...] = ()
        if name == f"{APART} changes":
            targets = (at_most(sample.median * 1e3, 5, "5 ms"),)
        elif name == f"{APART * 10} changes":
            targets = (at_most(ratio, 12, f"12 × that of {APART} ({ratio:.1f})"),)
        yield Figure(
            "diff", f"two versions {name} apart", unit="ms", command="--rows diff", targets=targets,
            **milliseconds(sample),
        )  # fmt: skip


def blame(bench: Bench) -> Iterator[Figure]:
    """One cell."""
    with Book.open(cached(bench.shape)) as book:
        versions = Versions(book, bench.shape)
        samples = side_by_side({"blame": each(_at(one_project(book), versions))}, ROUNDS)
    sample = samples["blame"]
    yield Figure(
        "blame", "a project's total in table 12", unit="ms", command="--rows blame",
        targets=(at_most(sample.median * 1e3, 10, "10 ms"),), **milliseconds(sample),
    )  # fmt: skip


def _at(ask: Ask, versions: Versions) -> Callable[[], object]:
    return lambda: ask(versions.next())
