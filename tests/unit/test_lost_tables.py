"""A table that cannot be had whole: the others are read, it is told exactly, and nothing of it counts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.builders import new_book
from tests.unit.test_text_reader import SMALL_TEXT, TABLE_11, line_of, problems, read
from tracker.book import Book
from tracker.documents.lines import lines_of
from tracker.documents.published import read_lines
from tracker.documents.reading import Reading
from tracker.messages import render
from tracker.model.errors import DocumentError, Refused
from tracker.model.point import Point

ROWS = {
    3: "2010501\t行政运行\t10.00\t10.00",
    6: "[30201]办公费\t1.00",
    7: "行政经费\t1.00\t1.00",
    11: "工资福利支出合计\t9.00\t9.00",
    12: "大厅管理费\t5.00\t5.00",
}
DAMAGE: dict[str, Callable[[str], str]] = {
    "a cell less": lambda row: row.rpartition("\t")[0],
    "a cell more": lambda row: f"{row}\t1.00\t1.00\t1.00",
    "no number": lambda row: f"{row}x",
    "two numbers in one cell": lambda row: f"{row} 1.00",
    "stands twice": lambda row: row,
}


def seen(text: str) -> Reading:
    """As if the text were what pages look like."""
    return read_lines(tuple(lines_of(text)), "x.pdf", "0" * 64, by_sight=True)


def damaged(number: int, how: str) -> str:
    row = ROWS[number]
    whole = next(line for line in SMALL_TEXT.split("\n") if line.startswith(row))
    if how == "stands twice":
        return SMALL_TEXT.replace(whole, f"{whole}\n{whole}", 1)
    return SMALL_TEXT.replace(row, DAMAGE[how](row), 1)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with new_book(tmp_path / "book") as book:
        yield book


@given(st.sampled_from(sorted(ROWS)), st.sampled_from(sorted(DAMAGE)))
def test_what_is_uncertain_in_one_table_loses_that_table_and_changes_no_other(number: int, how: str) -> None:
    whole, found = seen(SMALL_TEXT), seen(damaged(number, how))
    assert [lost.number for lost in found.lost] == [number]
    kept = {table.spec.number: table for table in found.tables}
    assert sorted(kept) == sorted(set(ROWS) - {number})
    for table in whole.tables:
        if table.spec.number != number and table.spec.number != 6:  # whose kinds table 11 settles
            amounts = [(row.row, row.amounts_fen) for row in table.rows]
            assert [(row.row, row.amounts_fen) for row in kept[table.spec.number].rows] == amounts


@given(st.sampled_from(sorted(ROWS)), st.sampled_from(sorted(DAMAGE)))
def test_where_cells_are_given_the_same_fault_refuses_the_document(number: int, how: str) -> None:
    with pytest.raises(DocumentError):
        read(damaged(number, how))


def test_a_lost_table_is_told_with_every_place_and_its_reason() -> None:
    text = damaged(3, "no number").replace("合计\t30.00\t10.00", "合计\t30.00\t1 0.00")
    (lost,) = seen(text).lost
    assert (lost.number, lost.title, lost.count) == (3, "支出总体情况表", 2)
    assert [message.params["line"] for message in lost.problems] == [line_of(text, "\t合计"), line_of(text, "2010501")]


def test_a_table_whose_header_nobody_can_tell_is_lost_in_any_format() -> None:
    text = SMALL_TEXT.replace("部门预算支出经济科目\t预算\n", "")
    assert [[message.id for message in lost.problems] for lost in read(text).lost] == [["document.no-header"]]
    assert [table.spec.number for table in read(text).tables] == [3, 7, 11, 12]


def test_a_table_without_rows_is_empty_though_its_header_is_no_row_of_cells() -> None:
    page = SMALL_TEXT[SMALL_TEXT.rindex("支出总体情况表") : SMALL_TEXT.rindex("一般公共预算基本支出情况表")]
    text = SMALL_TEXT.replace(
        page, f"{page}政府性基金预算支出情况表\n\n单位：万元\n\n小计基本支出项目支出\n\n注：无。\n\n", 1
    )
    found = seen(text)
    assert found.lost == ()
    assert [len(table.rows) for table in found.tables if table.spec.number == 8] == [0]


def test_a_document_of_which_no_table_can_be_had_is_refused_with_everything() -> None:
    text = SMALL_TEXT
    for row in ROWS.values():
        text = text.replace(row, f"{row}x", 1)
    with pytest.raises(DocumentError) as caught:
        seen(text)
    assert [message.params["table"] for message in caught.value.messages] == sorted(ROWS)
    assert [id for id, _ in problems(text)] == ["document.amount"] * len(ROWS)


def test_a_statement_remembers_what_could_not_be_read(book: Book) -> None:
    imported = book.import_read((b"", seen(damaged(11, "no number"))), adopt=True)
    first, place, *gaps = (render(message, "en") for message in imported.findings)
    assert first.startswith("table 11 (部门预算基本支出预算表) can't be read with certainty (1 places, below)")
    assert place.startswith("x.pdf, line ")
    assert not any("table 11" in gap for gap in gaps)
    view = book.view(2024, Point(book.head.seq))
    table = book.table(view, 11)
    assert (table.absent, table.unread, table.rows) == (True, True, ())
    whys = {check.check.why for check in book.check(view) if 11 in [place.table for place in check.places]}
    assert {render(why, "en") for why in whys if why} == {"table 11 of the document could not be read"}


def test_nothing_is_opened_without_the_table_of_its_size(book: Book) -> None:
    reading = seen(damaged(3, "no number"))
    with pytest.raises(Refused) as caught:
        book.import_read((b"", reading), adopt=True)
    assert caught.value.rule == "I26"
    assert "leave out --adopt" in render(caught.value.message, "en")
    assert book.head.seq == 0
    book.import_read((b"", reading))
    assert book.head.seq == 1


def test_what_was_lost_comes_back_with_a_document_that_takes_the_place(book: Book) -> None:
    book.import_read((b"", seen(damaged(11, "no number"))), adopt=True)
    book.import_read((b"1", read(SMALL_TEXT)), adopt=True, again=True)
    table = book.table(book.view(2024, Point(book.head.seq)), 11)
    assert [row.amounts_fen[0] for row in table.rows] == [row.fen[0] for row in TABLE_11.rows]


@pytest.mark.parametrize(
    "note", ["本表无数据", "（此表为空）", "本单位无此项收支，故此表为空。", "2024年没有安排，故本表没有数据。"]
)
def test_a_sentence_that_says_that_a_table_is_empty_is_its_note(note: str) -> None:
    page = "政府性基金预算支出情况表\n\n单位：万元\n\n功能分类科目\t小计\t基本支出\t项目支出\n\n"
    text = SMALL_TEXT.replace("第三部分 2024年", f"{page}{note}\n\n第三部分 2024年", 1)
    found = read(text)
    assert [(len(table.rows), table.notes) for table in found.tables if table.spec.number == 8] == [(0, (note,))]
    assert found.unknown == ()
