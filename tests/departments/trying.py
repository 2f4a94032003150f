"""Documents of a department as files that nobody knows, and everything that is asked of them."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from tests.departments.making import Department, Year
from tests.departments.scoring import Score, score
from tests.support.bridges import leads_on
from tracker.book import Book, FileBook
from tracker.model.money import HALF_CENT_FEN
from tracker.query.year import YearView
from tracker.tables.spec import Partition

AXES: tuple[Partition, ...] = ("project", "unit", "function", "economic")
Printer = Callable[[Year], str]


class Tried(NamedTuple):
    """From one year to the next: what the proposals are worth, what was missed or wrong, and how many bridges were
    walked to the fen."""

    score: Score
    notes: list[str]
    bridges: int


@contextmanager
def files(department: Department, printed: Printer) -> Iterator[list[str]]:
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for year in department.years:
            path = Path(folder, f"{year.year}.txt")
            path.write_text(printed(year), encoding="utf-8")
            paths.append(str(path))
        yield paths


def tried(department: Department, printed: Printer) -> list[Tried]:
    """Each year against the one before, and the last against the first. Raises AssertionError where a sum does not
    come out."""
    with files(department, printed) as paths, FileBook.of(paths) as book:
        views = [book.view(one.year, one.named.point, one.named.statement) for one in book.files]
        for view, year in zip(views, department.years, strict=True):
            assert abs((view.size_fen() or 0) - year.size_fen) <= HALF_CENT_FEN
        found = []
        for before, after, truth in zip(views, views[1:], department.truths, strict=False):
            proposed = book.propose(before, after)
            figures = len(proposed.proposals) + 1
            assert abs(proposed.left_fen) <= 2 * HALF_CENT_FEN * figures, proposed.left_fen
            found.append(Tried(*score(truth, proposed), _bridges(book, before, after)))
        if len(views) > 2:
            _bridges(book, views[0], views[-1])
        return found


def _bridges(book: Book, before: YearView, after: YearView) -> int:
    walked = 0
    for by in (axis for axis in AXES if axis in before.partitions and axis in after.partitions):
        for old, new in ((before, after), (after, before)):
            found = book.bridge(old, new, by)
            assert found.closes, (by, [step for step in found.steps if step.kind == "unexplained"])
            leads_on(found, old.size_fen(), new.size_fen())
            assert book.diff(old, new, by).closes
            walked += 1
    return walked
