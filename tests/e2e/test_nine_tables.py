"""A book of the nine-table form from end to end: published, imported, checked, compared, explained, browsed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.nine_book import ENTITY, SIZES, UNITS, nine_book
from tests.support.shell import run
from tests.support.tui import press, running, screen_text
from tracker.book import Book

os.environ["TEXTUAL_ANIMATIONS"] = "none"


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with nine_book(tmp_path) as book:
        yield book


@pytest.mark.parametrize("year", SIZES)
def test_what_is_published_is_imported_whole_and_adds_up(year: int, book: Book) -> None:
    view = book.view(year, book.point().point)
    assert view.size_fen() == SIZES[year]
    assert {result.check.status for result in book.check(view)} == {"exact"}
    assert [(unit.name, view.naming.unit_kind(unit.id)) for unit in view.roster.units()] == [
        (ENTITY, "行政"),
        *((unit, "事业") for unit in UNITS),
    ]
    assert not any(view.roster.value("unit", unit.id, "kind_inferred") for unit in view.roster.units())


def test_the_sum_of_leaves_is_the_difference_of_the_years(book: Book) -> None:
    ran = run(book.path, "diff", "2023/original", "2024/original", "--json")
    assert ran.code == 0
    leaves = [row for row in ran.json["rows"] if row["leaf"]]
    assert sum(row["delta_fen"] for row in leaves) == SIZES[2024] - SIZES[2023] == ran.json["total"]["delta_fen"]
    assert "城市建设支出" in {row["label"] for row in leaves}


def test_a_difference_by_the_rows_of_a_list_takes_each_row_in_its_own_first_column(book: Book) -> None:
    ran = run(book.path, "diff", "2023/original", "2024/original", "--table", "4", "--json")
    by_row = {(row["key"].get("side"), row["label"]): row["delta_fen"] for row in ran.json["rows"]}
    assert by_row["收入", "收入总计"] == by_row["支出", "支出总计"] == SIZES[2024] - SIZES[2023]
    assert ("收入", "本年收入合计") not in by_row


def test_money_moves_the_columns_of_its_economic_class_and_both_sides_of_a_list(book: Book, tmp_path: Path) -> None:
    revision = tmp_path / "revision.json"
    revision.write_text(
        f"""{{"fiscal_year": 2024, "document": {{"number": "测〔2024〕2号", "title": "通知", "date": "2024-03-01"}},
        "effective": "2024-03-01", "authority": "finance", "reason": "追加", "events": [{{"kind": "AmountAdjusted",
        "mode": "supplement", "amount": "3.00", "line": {{"unit": "{ENTITY}", "nature": "基本支出",
        "fund": "一般公共预算", "function": "2010601", "economic": "30201"}}}}]}}""",
        "utf-8",
    )
    assert run(book.path, "record", "--file", str(revision)).code == 0
    for number, row, column in (
        (8, "合计", "公用经费"),
        (4, "收入总计", None),
        (4, "支出总计", "合计"),
        (9, "机关运行经费", None),
    ):
        entries = book.blame(book.view(2024, book.point().point), number, row, column).entries
        assert [entry.amount_fen for entry in entries][1:] == [3_000_000]
    assert book.blame(book.view(2024, book.point().point), 8, "合计", "人员经费").entries[1:] == ()
    assert {result.check.status for result in book.check(book.view(2024, book.point().point))} == {"exact"}


def test_the_explanation_with_its_reasons_is_final_and_its_linter_is_silent(book: Book, tmp_path: Path) -> None:
    for reason in book.explain(2024).reasons:
        compared = book.explain(2024).compared[reason.subject.id]
        if reason.status == "missing" and compared.current and compared.prior:
            grew = compared.current.fen > compared.prior.amount.fen
            book.write_reason(2024, reason.subject.id, f"{reason.subject.name}任务{'新增' if grew else '核减'}")
    path = tmp_path / "own.txt"
    path.write_text(run(book.path, "explain", "2024", lang="zh").out, "utf-8")
    linted = book.lint(path)
    assert {(f.rule, f.quote) for f in linted.findings if "【待填写】" not in f.quote} == set()
    assert linted.understood == linted.numbers
    assert {state.rule for state in linted.rules if state.state == "passed"} >= {"X1", "X2", "X3", "X4", "X15"}


async def test_the_terminal_shows_sides_without_cells_blank_and_splits_as_the_form_can(book: Book) -> None:
    async with running(book, "2", "t", "j", "j", "j", "j", "j", size=(150, 30)) as (app, pilot):
        text = screen_text(app)
        assert "表4 部门财政拨款收支预算总表" in text
        assert "未公开" not in text
        assert "支出 / 合计 = " in text
        await press(pilot, "3")
        assert "按功能科目" in screen_text(app)
        await press(pilot, "v")
        assert "按表4" in screen_text(app)
        await press(pilot, "v")
        assert "按功能科目" in screen_text(app)


async def test_the_total_of_a_difference_leads_to_the_total_of_its_table(book: Book) -> None:
    """Which this form prints last."""
    async with running(book, "3", size=(150, 30)) as (app, pilot):
        await press(pilot, "home", "enter")
        assert "/ 合计 / 合计 = " in screen_text(app)
