"""Law: two documents differ as files just as the versions of a book differ that adopted both."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.support.small_documents import BUREAU, CENTRE, Units, document
from tracker.book import Book, FileBook
from tracker.model.point import Point
from tracker.query.diff import Diff
from tracker.query.points import Named
from tracker.query.year import YearView
from tracker.tables.spec import Partition

CENT = 10_000
cents = st.integers(1, 9_999_999).map(CENT.__mul__)
projects = st.dictionaries(st.sampled_from(["云平台", "大会保障", "数据共享", "培训", "2022年运维"]), cents, max_size=4)
of_unit = st.tuples(cents, projects)
units: st.SearchStrategy[Units] = st.builds(
    lambda bureau, centre: {BUREAU: bureau} | ({CENTRE: centre} if centre else {}), of_unit, st.none() | of_unit
)
AXES: tuple[Partition, ...] = ("project", "unit", "function")


def told(found: Diff) -> object:
    """A difference without what tells one recording from another: ids, hashes, seqs."""
    rows = [
        (row.label, row.level, row.amounts, row.change, [(c.kind, c.amount_fen) for c in row.causes])
        for row in found.rows
    ]
    facts = {(f.entity, f.name, f.field, f.before, f.after) for f in found.facts if f.field not in ("unit", "parent")}
    return found.total, rows, facts, found.closes


def view(book: Book, named: Named) -> YearView:
    assert named.year is not None
    return book.view(named.year, named.point, named.statement)


@settings(max_examples=15)
@given(units, units, st.sampled_from([(2023, 2024), (2024, 2024), (2024, 2023)]))
def test_files_differ_as_the_book_of_them_does(old: Units, new: Units, years: tuple[int, int]) -> None:
    same_year = years[0] == years[1]
    assume(old != new or not same_year)
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder, name) for name in ("old.txt", "new.txt")]
        for path, year, of in zip(paths, years, (old, new), strict=True):
            path.write_text(document(year, of), encoding="utf-8")
        in_turn = sorted(zip(years, paths, strict=True), key=lambda pair: pair[0])
        with Book.init(Path(folder, "book")) as book, FileBook.of([str(path) for path in paths]) as files:
            recorded = {
                path: book.import_document(path, adopt=True, again=same_year and n > 0).recorded.seq
                for n, (_, path) in enumerate(in_turn)
            }
            k0, k1 = [book.view(year, Point(recorded[path])) for year, path in zip(years, paths, strict=True)]
            f0, f1 = [view(files, file.named) for file in files.files]
            for axis in AXES:
                assert told(files.diff(f0, f1, axis)) == told(book.diff(k0, k1, axis))
