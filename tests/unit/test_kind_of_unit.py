"""Of what kind a unit is, year by year: it decides whose money counts as administrative, and under which code."""

from __future__ import annotations

from tests.support.builders import Json, amount, approved, line, record, unit
from tests.unit.test_rules import refusal
from tracker.book import Book
from tracker.query.year import YearView

CENTRE = line("甲中心", function="2010350", economic="30201")


def civil(**more: object) -> Json:
    return {"kind": "UnitKindChanged", "unit": "甲中心", "unit_kind": "参公"} | more


def running(view: YearView) -> int:
    """Fen of 行政经费, which counts administrative units only."""
    [row] = [row for row in view.table("three-public").rows if "行政经费" in row.head.label]
    return row.amounts_fen[0] or 0


def test_a_kind_counts_from_the_year_at_whose_end_it_holds(book: Book) -> None:
    record(book, approved(amount(CENTRE, "3.00")))
    record(book, approved(amount(CENTRE, "4.00")), fiscal_year=2025, effective="2025-01-15")
    before = book.point().point
    bureau = running(book.view(2024, before))
    record(book, civil(), effective="2025-06-01", fiscal_year=2025)
    assert running(book.view(2024, book.point().point)) == bureau
    assert running(book.view(2025, book.point().point)) == 4_000_000
    assert running(book.view(2025, before)) == 0
    assert running(book.view(2025, book.point("HEAD", "2025-05-31").point)) == 0


def test_the_government_code_follows_the_kind_of_the_lines_year(book: Book) -> None:
    record(book, civil(), effective="2025-01-01", fiscal_year=2025)
    record(book, approved(amount(CENTRE, "3.00")))
    record(book, approved(amount(CENTRE, "4.00")), fiscal_year=2025, effective="2025-01-15")
    codes = {year: [one.gov_economic for one, fen in book.view(year, book.point().point).balances
                    if one.economic == "30201" and fen] for year in (2024, 2025)}  # fmt: skip
    assert codes == {2024: ["505"], 2025: ["502"]}


def test_what_was_inferred_is_stated_and_what_is_known_is_not_said_twice(book: Book) -> None:
    record(book, unit("丙中心", "事业", inferred=True))
    record(book, {"kind": "UnitKindChanged", "unit": "丙中心", "unit_kind": "事业"})
    (found,) = (unit for unit in book.roster.units() if unit.name == "丙中心")
    assert (found.kind, found.kind_inferred) == ("事业", False)
    assert refusal(book, {"kind": "UnitKindChanged", "unit": "丙中心", "unit_kind": "事业"}).rule == "I25"
