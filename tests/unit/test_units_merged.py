"""A unit that becomes part of another: which of them a project named alone belongs to, day by day."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.builders import amount, approved, line, new_book, project, record, supplement, unit
from tracker.book import Book

TRAINING = line(None, "培训", function="2010302", economic="30216")


def holding(book: Book, year: int) -> dict[str, int]:
    """Fen on the lines of each unit, by its name."""
    sums: dict[str, int] = {}
    for held, fen in book.view(year, book.point().point).balances:
        name = book.roster.text("unit", held.unit, "name")
        sums[name] = sums.get(name, 0) + fen
    return sums


@pytest.mark.parametrize(
    ("year", "effective", "owner"),
    [
        (2024, "2024-12-31", "乙所"),
        (2025, "2025-01-01", "甲局"),
        (2025, "2024-10-01", "甲局"),  # in advance
    ],
)
def test_a_project_named_alone_is_its_owners_of_that_day(tmp_path: Path, year: int, effective: str, owner: str) -> None:
    with new_book(tmp_path / "book") as book:
        record(book, unit("甲局"), unit("乙所", "事业", parent="甲局"), project("培训", "乙所"))
        merged = {"kind": "UnitMerged", "unit": "乙所", "into": "甲局"}
        record(book, merged, fiscal_year=2025, effective="2025-01-01")
        record(book, approved(amount(TRAINING, "10.00")), fiscal_year=year, effective=effective)
        assert holding(book, year) == {owner: 10_000_000}


def test_what_is_added_before_the_merger_joins_what_was_there(tmp_path: Path) -> None:
    with new_book(tmp_path / "book") as book:
        record(book, unit("甲局"), unit("乙所", "事业", parent="甲局"), project("培训", "乙所"))
        record(book, approved(amount(TRAINING, "10.00")))
        record(book, {"kind": "UnitMerged", "unit": "乙所", "into": "甲局"}, effective="2024-07-01")
        record(book, supplement(TRAINING, "2.00"), effective="2024-06-30")
        record(book, supplement(TRAINING, "3.00"), effective="2024-07-01")
        assert holding(book, 2024) == {"乙所": 12_000_000, "甲局": 3_000_000}
