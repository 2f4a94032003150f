"""Rows on lost pages, lost tables, and levels that a document leaves out: unknown, and never a difference."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.builders import (
    CLOUD,
    Json,
    line,
    new_book,
    printed_row,
    printed_table,
    project,
    record,
    statement,
    supplement,
    unit,
)
from tests.support.crosswalks import crosswalk, pair
from tests.support.shell import run
from tracker.book import Book
from tracker.model.point import Point
from tracker.query.diff import Diff

WHOLE = {
    "": "9.00",
    "201": "4.00",
    "20103": "4.00",
    "2010301": "4.00",
    "206": "5.00",
    "20605": "5.00",
    "2060599": "5.00",
}
OTHER = WHOLE | {"": "12.00", "206": "8.00", "20605": "8.00", "2060599": "8.00"}


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with new_book(tmp_path / "book") as book:
        record(book, unit("甲局"), project("云平台", "甲局"), effective="2023-01-01", fiscal_year=2023)
        yield book


def by_code(number: int, amounts: dict[str, str]) -> Json:
    rows = (printed_row(f"科目{code}" if code else "合计", wan, code=code or None) for code, wan in amounts.items())
    return printed_table(number, ["合计" if number < 5 else "小计"], *rows)


def without(amounts: dict[str, str], *codes: str) -> dict[str, str]:
    return {code: wan for code, wan in amounts.items() if code not in codes}


def publish(book: Book, year: int, *tables: Json) -> None:
    whole = statement(str(year % 10), adopt=True, tables=tables)
    record(book, whole, fiscal_year=year, effective=f"{year}-01-01")


def difference(book: Book, table: int) -> Diff:
    point = Point(book.head.seq)
    return book.diff(book.view(2023, point), book.view(2024, point), table=table)


def told(found: Diff) -> dict[str, tuple[int | None, int | None]]:
    return {row.key["code"]: (row.before_fen, row.after_fen) for row in found.rows if row.key}


def test_what_one_document_lost_a_page_of_is_no_difference(book: Book) -> None:
    publish(book, 2023, by_code(2, without(WHOLE, "206", "20605", "2060599")), by_code(3, WHOLE))
    publish(book, 2024, by_code(2, OTHER), by_code(3, OTHER))
    by_income = difference(book, 2)
    assert told(by_income) == {}
    assert [(one.year, one.table, one.rows) for one in by_income.lost] == [(2023, 2, ("206", "20605", "2060599"))]
    assert [row.change for row in by_income.rows] == ["unexplained"]  # of the totals, which both print
    assert told(difference(book, 3)) == dict.fromkeys(("206", "20605", "2060599"), (5000000, 8000000))


def test_a_row_that_is_known_stands_below_one_that_is_not(book: Book) -> None:
    publish(book, 2023, by_code(2, without(WHOLE, "20605")), by_code(3, WHOLE))
    publish(book, 2024, by_code(2, OTHER), by_code(3, OTHER))
    found = difference(book, 2)
    known = (500_0000, 800_0000)
    assert told(found) == {"206": known, "20605": (None, 800_0000), "2060599": known}
    assert [row.delta_in("wan") for row in found.rows] == [300_0000, None, 300_0000]
    assert [row.leaf for row in found.rows] == [False, False, True]
    assert found.closes


def test_a_row_that_the_later_document_lost_is_not_removed(book: Book) -> None:
    publish(book, 2023, by_code(2, WHOLE), by_code(3, WHOLE))
    publish(book, 2024, by_code(2, without(OTHER, "20605")), by_code(3, OTHER))
    found = difference(book, 2)
    known = (500_0000, 800_0000)
    assert told(found) == {"206": known, "20605": (500_0000, None), "2060599": known}
    assert {row.change for row in found.rows} == {"changed"}
    assert found.closes


def test_what_a_map_takes_from_a_lost_row_is_unknown_where_it_goes(book: Book) -> None:
    moved = {code.replace("206", "205").replace("20505", "20505"): wan for code, wan in WHOLE.items()}
    moved = {"2050501" if code == "2050599" else code: wan for code, wan in moved.items()}
    publish(book, 2023, by_code(2, without(WHOLE, "206", "20605", "2060599")), by_code(3, WHOLE))
    publish(book, 2024, by_code(2, moved), by_code(3, moved))
    record(book, crosswalk(pair("2060599", "2050501", "moved"), system="function", years=(2023, 2024)))
    point = Point(book.head.seq)
    for mode in ("restated", "lca"):
        compared = book.compare(book.view(2023, point), book.view(2024, point), mode, table=2)
        assert told(compared.found) == {}
        assert compared.unmapped == ()


def test_a_nature_whose_column_is_not_printed_leads_from_nowhere_known(book: Book) -> None:
    publish(book, 2024, by_code(3, WHOLE))
    for event in (supplement(CLOUD, "1.00"), supplement(CLOUD, "-1.00") | {"mode": "cut"}):
        record(book, event)
    raised, cut = (book.view(2024, Point(book.head.seq - n)) for n in (1, 0))
    (step,) = book.bridge(raised, cut, "function").steps
    assert (step.nature, step.change, step.delta_fen, step.is_told) == ("项目支出", "down", -100_0000, False)


def test_units_that_stand_on_a_lost_table_have_neither_joined_nor_left(book: Book) -> None:
    record(book, unit("乙院"), effective="2023-01-01", fiscal_year=2023)
    projects = printed_table(12, ["总计"], printed_row("合计", "5.00"), printed_row("乙院", "5.00", unit="乙院"))
    both = printed_table(11, ["总计"], printed_row("合计", "4.00"), printed_row("甲局", "4.00", unit="甲局"))
    publish(book, 2023, by_code(3, WHOLE), both)
    publish(book, 2024, by_code(3, WHOLE), both, projects)
    point = Point(book.head.seq)
    old, new = book.view(2023, point), book.view(2024, point)
    for before, after in ((old, new), (new, old)):
        assert {step.kind for step in book.bridge(before, after).steps} <= {"unexplained"}
        assert [one.table for one in book.bridge(before, after).lost] == [12]
    scope = book.scope(old, new, "published", point)
    assert scope is None or not scope.changes


def test_what_stands_outside_the_tables_by_economic_code_is_unknown_without_one_of_them(book: Book) -> None:
    table_6 = printed_table(6, ["预算"], printed_row("合计", "4.00"))
    publish(book, 2023, by_code(3, WHOLE), table_6)
    publish(book, 2024, by_code(3, WHOLE), table_6, printed_table(10, ["预算"], printed_row("合计", "5.00")))
    point = Point(book.head.seq)
    found = book.diff(book.view(2023, point), book.view(2024, point), "economic")
    assert [row.key for row in found.rows if row.key] == []


def test_blame_across_the_years_says_what_is_unknown(book: Book, tmp_path: Path) -> None:
    publish(book, 2023, by_code(2, without(WHOLE, "20605")), by_code(3, WHOLE))
    publish(book, 2024, by_code(2, OTHER), by_code(3, OTHER))
    shown = run(tmp_path / "book", "blame", "2", "20605", "--across", "--json")
    (year,) = json.loads(shown.out)["years"]
    assert (year["value"], year["fen"], year["entries"]) == (None, None, [])


def test_a_lost_table_is_no_difference(book: Book) -> None:
    publish(book, 2023, by_code(3, WHOLE))
    publish(book, 2024, by_code(3, WHOLE), by_code(5, {"": "5.00", "206": "5.00", "20605": "5.00", "2060599": "5.00"}))
    found = difference(book, 5)
    assert told(found) == {}
    assert [(one.year, one.table, one.rows) for one in found.lost] == [(2023, 5, ())]


def test_the_total_of_a_table_without_rows_is_nothing_and_known(book: Book) -> None:
    publish(book, 2023, by_code(3, WHOLE), by_code(9, {}))
    publish(book, 2024, by_code(3, WHOLE), by_code(9, {"": "5.00", "206": "5.00", "20605": "5.00", "2060599": "5.00"}))
    found = difference(book, 9)
    assert found.total is not None
    assert (found.total.before_fen, found.total.after_fen) == (0, 500_0000)
    assert found.closes


@pytest.mark.parametrize("left_out", [("20103", "20605"), ("201", "206"), ("201", "20103", "206", "20605")])
def test_a_level_that_no_table_prints_is_not_counted_and_not_made_up(book: Book, left_out: tuple[str, ...]) -> None:
    publish(book, 2023, by_code(3, without(WHOLE, *left_out)))
    publish(book, 2024, by_code(3, without(OTHER, *left_out)))
    found = difference(book, 3)
    assert found.closes
    assert sum(row.amounts.delta_fen for row in found.rows if row.leaf) == 300_0000
    assert {code: ends for code, ends in told(found).items() if code in left_out} == {
        code: (None, None) for code in left_out if code.startswith("206")
    }
    record(book, supplement(line("甲局", "云平台", function="2060599"), "1.00"), effective="2024-05-01")
    table = book.table(book.view(2024, Point(book.head.seq)), 3)
    assert not set(left_out) & table.by_key.keys()
    assert table.cell("2060599", "合计") == 900_0000


def test_of_two_points_of_one_ledger_the_difference_is_known_all_the_same(book: Book, tmp_path: Path) -> None:
    publish(book, 2024, by_code(2, without(WHOLE, "206", "20605", "2060599")), by_code(3, WHOLE))
    before = book.head.seq
    record(book, supplement(CLOUD, "1.00"))
    shown = run(tmp_path / "book", "diff", f"@{before}", "HEAD", "--year", "2024", "--table", "2")
    assert shown.code == 0
    assert "—  —  +1.00  —  changed" in shown.out
    assert "2024, table 2: on a page that the document lacks, 3 rows unknown: 206, 20605, 2060599" in shown.out
    as_json = run(tmp_path / "book", "diff", f"@{before}", "--year", "2024", "--table", "2", "--json")
    row = json.loads(as_json.out)["rows"][-1]
    assert [row[name] for name in ("before", "after", "delta", "percent", "comparable")] == [
        None,
        None,
        "1.00",
        None,
        None,
    ]
    assert row["change"] == "changed"
    back = supplement(CLOUD, "-1.00") | {"mode": "cut"}
    record(book, back)
    cut = run(tmp_path / "book", "diff", "HEAD~1", "--year", "2024", "--table", "2", lang="en")
    assert "—  —  -1.00  —  changed" in cut.out
