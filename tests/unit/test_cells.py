"""How people name a cell: table, row and column; and what is said where they name none or several."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.builders import CLOUD, WAGES, amount, approved, line, record, supplement
from tracker.book import Book
from tracker.model.errors import NotFound
from tracker.query.cells import find_column, find_row, row_name
from tracker.tables.project import Table


@pytest.fixture
def tables(book: Book) -> Any:  # a function from number to Table
    record(book, supplement(line("甲中心", economic="30231"), "4.00"))
    record(book, approved(amount(line("甲中心", economic="30101"), "50.00")))
    record(
        book, supplement(line("甲局", economic="30301"), "3.00"), supplement(line("甲中心", economic="30301"), "3.00")
    )
    view = book.view(2024, book.point().point)
    return lambda number: book.table(view, number)


@pytest.mark.parametrize(
    ("table", "text", "label", "fen"),
    [
        (1, "收入/本年收入合计", "本年收入合计", 712_000_000),
        (1, "预算拨款", "一、预算拨款", 712_000_000),
        (1, "一、预算拨款", "一、预算拨款", 712_000_000),
        (1, "支出/一般公共服务支出", "一、一般公共服务支出", 192_000_000),
        (3, "合计", "合计", 712_000_000),
        (3, "2060599", "其他科技条件与服务支出", 500_000_000),
        (5, " 206 ", "科学技术支出", 500_000_000),
        (6, "301#1", "工资福利支出", 100_000_000),
        (6, "30231#3", "公务用车运行维护费", 2_000_000),
        (7, "“三公”经费", "“三公”经费", 6_000_000),
        (7, "三公经费", "“三公”经费", 6_000_000),
        (7, "公务用车运行维护费", "2.公务用车运行维护费", 6_000_000),
        (10, "30213", "维修（护）费", 30_000_000),
        (11, "甲局", "甲局", 105_000_000),
        (11, "甲局/工资福利支出", "工资福利支出", 100_000_000),
        (11, "工资福利支出合计", "工资福利支出合计", 150_000_000),
        (12, "云平台", "云平台", 500_000_000),
        (12, "甲局/云平台", "云平台", 500_000_000),
        (12, "云 平 台", "云平台", 500_000_000),
    ],
)
def test_a_row_is_found_by_code_or_label_with_what_makes_it_unique(
    tables: Any, table: int, text: str, label: str, fen: int
) -> None:
    row = find_row(tables(table), text)
    assert ("".join(row.head.label.split()), row.amounts_fen[0]) == (label, fen)


@pytest.mark.parametrize(
    ("table", "text", "why"),
    [
        (1, "本年收入", "row.unknown"),
        (3, "9999999", "row.unknown"),
        (3, "", "row.unknown"),
        (6, "30101", "row.ambiguous"),
        (6, "301", "row.ambiguous"),
        (6, "301#9", "row.unknown"),
        (11, "工资福利支出", "row.ambiguous"),
        (12, "甲中心/云平台", "row.unknown"),
    ],
)
def test_a_row_that_is_none_or_several_is_said_with_what_is_near(tables: Any, table: int, text: str, why: str) -> None:
    with pytest.raises(NotFound) as refused:
        find_row(tables(table), text)
    assert refused.value.message.id == why


@pytest.mark.parametrize("number", range(1, 13))
def test_the_name_of_every_row_finds_that_row_again(tables: Any, number: int) -> None:
    table: Table = tables(number)
    assert [find_row(table, row_name(table, row)).key for row in table.rows] == [row.key for row in table.rows]


def test_the_candidates_of_an_ambiguous_row_each_find_one(tables: Any) -> None:
    with pytest.raises(NotFound) as refused:
        find_row(tables(6), "30101")
    names = str(refused.value.message.params["candidates"]).split(", ")
    assert len({find_row(tables(6), name).key for name in names}) == len(names) == 2


def test_a_column_is_found_by_its_label_and_the_first_where_none_is_named(tables: Any) -> None:
    assert find_column(tables(3), None) == 0
    assert find_column(tables(3), "项目支出") == 2
    assert find_column(tables(3), " 项目 支出") == 2
    with pytest.raises(NotFound) as refused:
        find_column(tables(3), "项目")
    assert refused.value.message.id == "column.unknown"


def test_a_table_that_the_form_lacks_is_said(book: Book) -> None:
    view = book.view(2024, book.point().point)
    for number in (0, 13, -1, 10**9):
        with pytest.raises(NotFound):
            book.table(view, number)


def test_a_table_of_one_unit_holds_its_money_alone(book: Book) -> None:
    view = book.view(2024, book.point().point)
    whole, *parts = (book.table(view, 3, unit).cell("合计", "合计") for unit in (None, "甲局", "甲中心"))
    assert (whole, parts) == (652_000_000, [622_000_000, 30_000_000])
    with pytest.raises(NotFound):
        book.table(view, 3, "没有这个")


def test_blame_names_what_each_revision_did_to_a_cell_in_order(book: Book) -> None:
    record(book, supplement(CLOUD, "30.00"), effective="2024-03-01")
    record(book, supplement(WAGES, "1.00"))
    found = book.blame(book.view(2024, book.point().point), 12, "云平台", None)
    assert [(e.header.seq, e.kind, e.amount_fen, e.after_fen) for e in found.entries] == [
        (1, "BudgetApproved", 500_000_000, 500_000_000),
        (2, "AmountAdjusted", 30_000_000, 530_000_000),
    ]
    assert found.value_fen == 530_000_000
