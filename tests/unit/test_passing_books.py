"""A book that nobody keeps: a copy in memory of one on disk, apart from it both ways."""

from __future__ import annotations

from pathlib import Path

from tests.support.builders import CLOUD, fingerprint, opened_book, record, supplement
from tests.support.entries import append
from tracker.model.line import Line, Posting
from tracker.model.point import Point
from tracker.model.vocabulary import Measure
from tracker.store.folder import BookFolder
from tracker.store.passing import PassingBook

LINE = Line(2024, "u1", "", "基本支出", "一般公共预算", "2010301", "30101", "501")


def test_an_empty_one_has_no_folder(tmp_path: Path) -> None:
    made = PassingBook.empty()
    assert made.store.head().seq == 0
    assert list(tmp_path.iterdir()) == []


def test_a_copy_holds_what_the_book_holds_and_neither_sees_the_other_change(tmp_path: Path) -> None:
    with opened_book(tmp_path / "book") as book:
        folder = BookFolder.open(tmp_path / "book")
        copy = PassingBook.copy_of(folder)
        folder.close()
        before, sums = fingerprint(tmp_path / "book"), copy.store.balances(Point(1))
        assert copy.store.head() == book.head
        append(copy.store, Posting(LINE, Measure.ADJUSTED, 5))
        assert copy.store.head().seq == book.head.seq + 1
        assert fingerprint(tmp_path / "book") == before
        record(book, supplement(CLOUD, "30.00"))
        assert copy.store.balances(Point(1)) == sums
        copy.close()
