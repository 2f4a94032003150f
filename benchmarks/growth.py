"""The row that asks what ten times the events cost, where the work asked for stays the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

from tracker.book import Book

from .books import Bench, cached
from .generator import STEADY, Shape, further, unit_name
from .measure import Round, each, side_by_side
from .reading import APART, Ask, Versions, balances, difference, every_line, one_project, table
from .report import Figure, at_most
from .writing import appending, opened

ROUNDS = 15
APPENDS = 40
MOST = 1.5
"""Ten times the events may cost so many times as much: a level more of each index, and noise."""


def growth(bench: Bench) -> Iterator[Figure]:
    """Each operation on both books in turn."""
    with ExitStack() as stack:
        pairs = [_works(stack, shape) for shape in (bench.tenth, bench.shape)]
        works = {name: (pairs[0][name], pairs[1][name]) for name in pairs[0]}
        for name, (small, large) in works.items():
            samples = side_by_side({"small": small, "large": large}, ROUNDS)
            what = f"{name}, {bench.tenth.events:,} → {bench.shape.events:,} events"
            ratio = samples["large"].times_of(samples["small"])
            yield Figure(
                "growth", what, ratio, "×", "--rows growth", runs=ROUNDS,
                targets=(at_most(ratio, MOST, f"{MOST} ×"),),
            )  # fmt: skip


def _works(stack: ExitStack, shape: Shape) -> dict[str, Round]:
    written = opened(stack, shape)
    bodies = iter(further(shape, ROUNDS * APPENDS, 1))
    book = stack.enter_context(Book.open(cached(shape)))
    versions = Versions(book, shape)
    steady = book.unit_id(unit_name(STEADY))
    asked: dict[str, Ask] = {
        "as-of, every line": every_line(book),
        "as-of, one unit": balances(book, steady),
        "table of one unit": table(book, 12, STEADY),
        f"diff, {APART} changes": difference(book, APART),
        "blame": one_project(book),
    }
    reads = {name: each(_asking(ask, versions)) for name, ask in asked.items()}
    return {"append": appending(written, bodies, APPENDS), **reads}


def _asking(ask: Ask, versions: Versions) -> Callable[[], object]:
    return lambda: ask(versions.next())
