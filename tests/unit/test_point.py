"""How a point is written, and what it means."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.builders import CLOUD, WAGES, Clock, milestone, opened_book, record, supplement, unit
from tracker.book import Book
from tracker.model.errors import NotFound
from tracker.model.point import Point


@pytest.fixture
def dated(tmp_path: Path) -> Book:
    """@1 recorded on 10 January; @2 at 15:59 UTC of the 31st, which is the 31st in Shanghai; @3 a minute later, which
    is 1 February there; @4 names @1."""
    clock = Clock("2024-01-10")
    book = opened_book(tmp_path / "book", clock)
    later = "2024-06-30T00:00:00.000Z"
    instants = iter(["2024-01-31T15:59:59.999Z", "2024-01-31T16:00:00.000Z", later, later])
    book.close()
    book = Book.open(tmp_path / "book", lambda: next(instants))
    record(book, supplement(CLOUD, "30.00"), effective="2024-03-01")
    record(book, supplement(WAGES, "1.00"), effective="2024-02-01")
    record(book, milestone("2024/original", 1))
    return book


@pytest.mark.parametrize(
    ("text", "point"),
    [
        ("HEAD", Point(4)),
        ("HEAD~0", Point(4)),
        ("HEAD~3", Point(1)),
        ("HEAD~4", Point(0)),
        ("@0", Point(0)),
        ("@1", Point(1)),
        ("@4", Point(4)),
        ("@004", Point(4)),
        ("2024/original", Point(1)),
        ("2024-02-15", Point(4, "2024-02-15")),
        ("1949-01-01", Point(4, "1949-01-01")),
        ("9999-12-31", Point(4, "9999-12-31")),
        ("known:2024-01-10", Point(1)),
        ("known:2024-01-30", Point(1)),
        ("known:2024-01-31", Point(2)),
        ("known:2024-02-01", Point(3)),
        ("known:2030-01-01", Point(4)),
        ("known:9999-12-31", Point(4)),
    ],
)
def test_a_point_is_a_version_and_perhaps_a_date(dated: Book, text: str, point: Point) -> None:
    assert dated.point(text).point == point


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "point.unknown"),
        ("head", "point.unknown"),
        ("HEAD~", "point.unknown"),
        ("HEAD~-1", "point.unknown"),
        ("HEAD~5", "point.beyond"),
        ("HEAD~999999999", "point.beyond"),
        ("HEAD~9999999999", "point.unknown"),
        ("@5", "point.beyond"),
        ("@-1", "point.unknown"),
        ("@٣", "point.unknown"),
        ("@", "point.unknown"),
        ("17", "point.unknown"),
        ("2024/final", "point.unknown"),
        ("2024-02-30", "point.date"),
        ("2024-13-01", "point.date"),
        ("0000-00-00", "point.date"),
        ("2024-2-1", "point.unknown"),
        ("known:", "point.date"),
        ("known:2024", "point.date"),
        ("known:2024-2-1", "point.date"),
        ("known:٢٠٢٤-٠١-٣١", "point.date"),
        ("known:HEAD", "point.date"),
        ("known:2024-01-09", "point.before-first"),
        ("known:0001-01-01", "point.before-first"),
        ("stmt:", "point.no-statement"),
        ("stmt:1.0", "point.no-statement"),
    ],
)
def test_what_is_no_point_is_said_in_words(dated: Book, text: str, why: str) -> None:
    with pytest.raises(NotFound) as refused:
        dated.point(text)
    assert refused.value.message.id == why


def test_an_effective_date_limits_a_version_and_never_widens_a_date(dated: Book) -> None:
    assert dated.point("@1", "2024-02-15").point == Point(1, "2024-02-15")
    assert dated.point("known:2024-01-31", "2024-02-15").point == Point(2, "2024-02-15")
    assert dated.point("2024-02-01", "2024-02-15").point == Point(4, "2024-02-01")
    assert dated.point("2024-03-01", "2024-02-15").point == Point(4, "2024-02-15")


@pytest.mark.parametrize("text", ["HEAD", "@1", "2024/original", "known:2024-01-31", "tomorrow", "2024-02-30", ""])
def test_an_effective_date_is_a_date_and_nothing_else(dated: Book, text: str) -> None:
    with pytest.raises(NotFound):
        dated.point("HEAD", text)


def test_a_milestone_binds_the_year_in_its_name_and_other_points_none(dated: Book) -> None:
    assert dated.point("2024/original").year == 2024
    assert dated.point("HEAD").year is None
    record(dated, milestone("送审稿"))
    assert dated.point("送审稿").year is None


def test_the_empty_book_has_a_point_too(empty: Book) -> None:
    assert empty.point("HEAD").point == empty.point("@0").point == Point(0)
    with pytest.raises(NotFound):
        empty.point("known:2024-01-01")


def test_two_dates_answer_two_questions(dated: Book) -> None:
    """30.00 from 1 March and 1.00 from 1 February on; the second was recorded in February."""
    sizes = {
        ("HEAD", None): "683.00",
        ("2024-02-15", None): "653.00",
        ("known:2024-01-31", None): "682.00",
        ("known:2024-01-31", "2024-02-15"): "652.00",
        ("@3", "2024-03-01"): "683.00",
        ("@0", None): "0.00",
    }
    for (at, effective), size in sizes.items():
        named = dated.point(at, effective)
        fen = dated.view(2024, named.point).size_fen()
        assert fen is not None
        assert f"{fen // 1_000_000}.{fen % 1_000_000 // 10_000:02d}" == size, (at, effective)


def test_a_milestone_that_was_taken_back_is_no_point_any_more(dated: Book) -> None:
    dated.close()
    with Book.open(dated.path, lambda: "2024-07-01T00:00:00.000Z") as book:
        record(book, unit("丙局"))
        book.reverse(4, reason="误")
        with pytest.raises(NotFound):
            book.point("2024/original")
