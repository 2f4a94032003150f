"""Law: money that is moved between codes takes its measures along in proportion, exact to the fen; all of it moved
empties the line, and moved back makes it what it was."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.support.builders import (  # fmt: skip
    CLOUD,
    TRAINING,
    Clock,
    Json,
    adjusted,
    amount,
    opened_book,
    record,
    scratch_folder,
    transferred,
    wan,
)
from tracker.book import Book
from tracker.model.line import Line
from tracker.model.point import Point
from tracker.model.vocabulary import CURRENT, Measure
from tracker.store.protocol import LineFilter

TARGET = {**CLOUD, "function": "2060501"}
Held = dict[Line, dict[Measure, int]]
changes = st.lists(
    st.tuples(st.sampled_from(("supplement", "cut", "out", "in")), st.integers(1, 600_000_000)), min_size=1, max_size=6
)


@contextmanager
def changed(steps: list[tuple[str, int]]) -> Iterator[Book]:
    """A book whose cloud line was approved, and then changed as far as there was money for it."""
    folder = scratch_folder()
    try:
        with opened_book(folder / "book", Clock()) as book:
            left = {"cloud": 500_000_000, "training": 20_000_000}
            for what, fen in steps:
                if what == "supplement":
                    record(book, adjusted("supplement", CLOUD, wan(fen)))
                elif what == "cut" and fen <= left["cloud"]:
                    record(book, adjusted("cut", CLOUD, wan(-fen)))
                    fen = -fen
                elif what == "out" and fen <= left["cloud"]:
                    record(book, transferred(amount(CLOUD, wan(-fen)), amount(TRAINING, wan(fen))))
                    left["training"] += fen
                    fen = -fen
                elif what == "in" and fen <= left["training"]:
                    record(book, transferred(amount(TRAINING, wan(-fen)), amount(CLOUD, wan(fen))))
                    left["training"] -= fen
                else:
                    continue
                left["cloud"] += fen
            yield book
    finally:
        shutil.rmtree(folder)


def held(book: Book) -> Held:
    """Fen by line and measure, what is zero left out."""
    sums: Held = {}
    for p in book._store.postings(0, Point(book.head.seq), LineFilter(2024, project=book.project_id("云平台"))):
        of = sums.setdefault(p.line, {})
        of[p.measure] = of.get(p.measure, 0) + p.amount_fen
    return {line: known for line, of in sums.items() if (known := {m: fen for m, fen in of.items() if fen})}


def moved(*amounts: int, back: bool = False) -> Json:
    source, target = (TARGET, CLOUD) if back else (CLOUD, TARGET)
    return {"kind": "LinesReclassified", "moves": [{"from": source, "to": target, "amount": wan(n)} for n in amounts]}


@settings(max_examples=60)
@given(changes, st.data())
def test_the_shares_sum_to_the_amount_and_are_in_proportion(steps: list[tuple[str, int]], data: st.DataObject) -> None:
    with changed(steps) as book:
        assume(held(book))
        ((source, before),) = held(book).items()
        total = sum(before.values())
        assume(total)
        fen = data.draw(st.integers(1, total))
        record(book, moved(fen))
        after = held(book)
        (target,) = (line for line in after if line != source)
        taken = after[target]
        assert sum(taken.values()) == fen
        for measure in CURRENT:
            whole = before.get(measure, 0)
            assert after.get(source, {}).get(measure, 0) + taken.get(measure, 0) == whole
            assert abs(taken.get(measure, 0) * total - fen * whole) < total  # less than a fen from its share
        assert book.view(2024, book.point().point).size_fen() == book.view(2024, Point(book.head.seq - 1)).size_fen()


@settings(max_examples=40)
@given(changes, st.data())
def test_all_of_it_moved_empties_the_line_and_moved_back_restores_it(
    steps: list[tuple[str, int]], data: st.DataObject
) -> None:
    with changed(steps) as book:
        assume(held(book))
        ((source, before),) = held(book).items()
        total = sum(before.values())
        assume(total > 2)
        cuts = sorted(data.draw(st.sets(st.integers(1, total - 1), max_size=4)))
        parts = [b - a for a, b in zip([0, *cuts], [*cuts, total], strict=True)]
        record(book, moved(*parts))
        assert source not in held(book)
        record(book, moved(total, back=True))
        assert held(book) == {source: before}


@settings(max_examples=20)
@given(changes, st.data())
def test_there_and_back_in_one_revision_changes_nothing(steps: list[tuple[str, int]], data: st.DataObject) -> None:
    with changed(steps) as book:
        before = held(book)
        total = sum(fen for of in before.values() for fen in of.values())
        assume(total)
        fen = data.draw(st.integers(1, total))
        record(book, moved(fen), moved(fen, back=True))
        assert held(book) == before
