"""Tables and differences of a year that a statement opened."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.builders import (
    CAR,
    CLOUD,
    TRAINING,
    WAGES,
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
from tracker.book import Book
from tracker.model.errors import Refused
from tracker.model.point import Point
from tracker.query.year import YearView


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with new_book(tmp_path / "book") as book:
        yield book


def open_with(book: Book, *tables: Json) -> YearView:
    """Opens 2024 for two units, registered in this order: 甲局 with 云平台, 甲中心 with 运维."""
    registered = unit("甲局"), unit("甲中心", "事业"), project("云平台", "甲局"), project("运维", "甲中心")
    record(book, *registered, statement(adopt=True, tables=tables), effective="2024-01-01")
    return now(book)


def now(book: Book) -> YearView:
    return book.view(2024, Point(book.head.seq))


def labels(book: Book, number: int) -> list[str]:
    return [row.head.code or row.head.label for row in book.table(now(book), number).rows]


def test_a_new_project_stands_below_its_unit_though_the_units_are_printed_in_another_order(book: Book) -> None:
    printed = ("合计", None), ("甲中心", "甲中心"), ("运维", "甲中心"), ("甲局", "甲局"), ("云平台", "甲局")
    open_with(book, printed_table(12, ["总计"], *(printed_row(label, "1.00", unit=owner) for label, owner in printed)))
    other = line("甲中心", "值守")
    record(
        book,
        project("培训", "甲局"),
        project("值守", "甲中心"),
        supplement(TRAINING, "1.00"),
        supplement(other, "1.00"),
    )
    assert labels(book, 12) == ["合计", "甲中心", "运维", "值守", "甲局", "云平台", "培训"]


def test_a_new_code_stands_in_its_block_though_the_blocks_are_printed_kind_by_kind(book: Book) -> None:
    blocks = ("301", "行政"), ("30101", "行政"), ("302", "行政"), ("30227", "行政"), ("301", "事业"), ("30101", "事业")
    rows = (printed_row(code, "1.00", code=code, kind=kind) for code, kind in blocks)
    open_with(book, printed_table(6, ["预算"], printed_row("合计", "6.00"), *rows))
    record(book, supplement(line("甲中心", economic="30199"), "1.00"))
    rows_now = book.table(now(book), 6).rows
    assert [(row.head.code, row.block) for row in rows_now][-3:] == [("301", 3), ("30101", 3), ("30199", 3)]


def test_of_a_table_that_the_document_lacks_no_difference_is_made_up_out_of_postings(book: Book) -> None:
    before = open_with(book, printed_table(12, ["总计"], printed_row("合计", "1.00")))
    record(book, supplement(CLOUD, "5.00"))
    found = book.diff(before, now(book), table=3)
    assert (found.rows, found.total) == ((), None)


def test_a_head_of_a_class_on_a_page_that_the_document_lacks_is_not_made_up_out_of_a_posting(book: Book) -> None:
    printed = (
        printed_row("合计", "2.00"),
        *(printed_row(label, "2.00", unit="甲局") for label in ("甲局", "工资福利支出")),
    )
    open_with(book, printed_table(11, ["总计"], *printed))
    record(book, supplement(WAGES, "1.00"), supplement(CAR, "1.00"))
    assert labels(book, 11) == ["合计", "商品和服务支出合计", "甲局", "工资福利支出", "商品和服务支出"]
    assert [head.label for head in book.table(now(book), 11).missing] == ["工资福利支出合计"]


def test_a_table_that_the_document_lacks_is_absent_for_one_unit_too(book: Book) -> None:
    view = open_with(book, printed_table(12, ["总计"], printed_row("合计", "1.00")))
    assert book.table(view, 11, "甲局").absent
    assert not book.table(view, 12, "甲局").absent


def test_of_two_blocks_of_unknown_kind_neither_takes_what_is_posted(book: Book) -> None:
    blocks = (("302", "商品和服务支出", "30.00"), ("30227", "委托业务费", "30.00"), ("302", "商品和服务支出", "5.00"))
    rows = [printed_row(label, amount, code=code, kind="?") for code, label, amount in blocks]
    open_with(book, printed_table(10, ["预算"], printed_row("合计", "35.00"), *rows))
    record(book, supplement(CLOUD, "1.00"))
    table = book.table(now(book), 10)
    assert sorted((row.head.code, row.head.kind, row.amounts_fen[0] or 0) for row in table.rows) == [
        ("", "", 36_000_000),
        ("302", "?", 5_000_000),
        ("302", "?", 30_000_000),
        ("302", "行政", 1_000_000),
        ("30227", "?", 30_000_000),
        ("30227", "行政", 1_000_000),
    ]


def test_a_posting_is_placed_in_the_tables_of_the_point_at_which_it_counts(book: Book) -> None:
    block = [printed_row(label, "30.00", code=code, kind="?") for code, label in (("302", "商品"), ("30227", "委托"))]
    table_6 = printed_table(6, ["预算"], printed_row("合计", "0.00"))
    open_with(book, table_6, printed_table(10, ["预算"], printed_row("合计", "30.00"), *block))
    record(book, supplement(CLOUD, "1.00"))
    record(book, project("培训", "甲局"))
    head = book.head.seq
    unopened, opened = book.view(2024, Point(head, "2023-12-31")), book.view(2024, Point(head - 1))
    found = book.diff(unopened, opened, "economic")
    (row,) = (row for row in found.rows if row.key.get("economic") == "30227")
    assert [cause.amount_fen for cause in row.causes] == [30_000_000, 1_000_000]
    assert row.amounts.delta_fen == 31_000_000


def republished(sha: str, *tables: Json, **more: object) -> Json:
    return statement(sha, adopt=True, tables=tables) | {"kind": "StatementRepublished"} | more


def test_a_republication_takes_the_place_of_the_opening_and_the_first_stays_what_it_was(book: Book) -> None:
    def printed(wan: str) -> Json:
        return printed_table(
            12, ["总计"], printed_row("甲局", wan, unit="甲局"), printed_row("云平台", wan, unit="甲局")
        )

    open_with(book, printed("10.00"))
    record(book, supplement(CLOUD, "3.00"), effective="2024-03-01")
    record(book, republished("b", printed("8.50")), effective="2024-06-01")
    found = book.blame(now(book), 12, "云平台", None)
    assert found.value_fen == 11_500_000
    assert [(e.header.seq, e.kind, e.amount_fen, e.after_fen) for e in found.entries] == [
        (1, "StatementPublished", 10_000_000, 10_000_000),
        (2, "AmountAdjusted", 3_000_000, 13_000_000),
        (3, "StatementRepublished", -1_500_000, 11_500_000),
    ]
    for then in (Point(2), Point(3, "2024-05-31")):
        assert book.blame(book.view(2024, then), 12, "云平台", None).value_fen == 13_000_000
    record(book, {"kind": "RevisionReversed", "seq": 3}, effective="2024-06-01")
    assert [e.header.seq for e in book.blame(now(book), 12, "云平台", None).entries] == [1, 2]
    book.verify()


def test_what_was_not_published_is_not_published_anew(book: Book) -> None:
    record(book, unit("甲局"))
    with pytest.raises(Refused) as refused:
        record(book, republished("b"))
    assert refused.value.rule == "I26"
    record(book, statement("a", adopt=True))
    with pytest.raises(Refused) as refused:
        record(book, republished("b", scope="甲中心"))
    assert refused.value.rule == "I26"


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        (["合计"], ["合计", "206", "20605", "2060599"]),
        (["合计", "201"], ["合计", "201", "206", "20605", "2060599"]),
        (["201", "合计"], ["201", "206", "20605", "2060599", "合计"]),
    ],
)
def test_new_codes_stand_above_a_total_that_is_printed_last(
    book: Book, printed: list[str], expected: list[str]
) -> None:
    """A total that stands alone is the first row, as the form has it."""
    codes = {"201": printed_row("一般公共服务支出", "5.00", code="201"), "合计": printed_row("合计", "5.00")}
    open_with(book, printed_table(5, ["小计"], *(codes[row] for row in printed)))
    record(book, supplement(CLOUD, "1.00"))
    assert labels(book, 5) == expected


def test_a_table_with_a_header_alone_is_empty_and_lacks_no_rows(book: Book) -> None:
    view = open_with(book, printed_table(8, ["小计", "基本支出", "项目支出"]))
    table = book.table(view, 8)
    assert (table.rows, table.missing, table.absent) == ((), (), False)
