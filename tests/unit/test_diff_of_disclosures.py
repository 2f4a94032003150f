"""What two years disclose beside their tables is told apart section by section, as their amounts are."""

from __future__ import annotations

from tests.support.builders import Json, record
from tracker.book import Book


def disclosed(**facts: str) -> Json:
    return {"kind": "DisclosureFactsStated", "section": "procurement", "facts": facts}


def test_two_years_are_told_apart_by_what_each_states(book: Book) -> None:
    record(book, disclosed(total="10.00", goods="4.00", works="1.00"))
    record(book, disclosed(total="12.00", goods="4.00", services="8.00"), fiscal_year=2025, effective="2025-01-10")
    at = book.point().point
    found = book.diff(book.view(2024, at), book.view(2025, at)).facts
    assert [(fact.name, fact.field, fact.before, fact.after, fact.seq) for fact in found] == [
        ("procurement", "works", "1.00", None, 2),
        ("procurement", "services", None, "8.00", 3),
        ("procurement", "total", "10.00", "12.00", 3),
    ]


def test_one_year_is_told_apart_by_what_became_of_its_own(book: Book) -> None:
    record(book, disclosed(total="10.00"))
    record(book, disclosed(total="9.00"), fiscal_year=2023, effective="2023-01-10")
    record(book, disclosed(total="11.00"))
    old, new = (book.view(2024, book.point(point).point) for point in ("@2", "HEAD"))
    (fact,) = [fact for fact in book.diff(old, new).facts if fact.id.startswith("2024/")]
    assert (fact.before, fact.after) == ("10.00", "11.00")
