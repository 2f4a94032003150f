"""Final accounts as the template of the country prints them: lines that are numbered, heads of pages with the year,
sums whose merged cell reaches over a list, 三公 from the top down; and names that converters damage."""

from __future__ import annotations

import pytest

from tracker.documents.read import read_bytes
from tracker.documents.reading import Reading, ReadTable
from tracker.model.errors import DocumentError
from tracker.tables.spec import Role

_FRONT = "测试市商务局\n2023年度部门决算\n第二部分 2023年度部门决算表\n"
_HEAD = "\t\t公开{number:02d}表\n部门：测试市商务局\t2023年度\t金额单位：元\n"
_ACROSS = "合计\t因公出国（境）费\t公务用车购置及运行维护费\t\t\t公务接待费"


def _read(*tables: tuple[int, str, str]) -> Reading:
    """A document of these tables: number, title, lines."""
    text = _FRONT + "".join(f"{title}\n{_HEAD.format(number=number)}{body}\n" for number, title, body in tables)
    return read_bytes(text.encode(), "x.txt")


def _rows(reading: Reading, role: Role) -> dict[tuple[str, str], tuple[int | None, ...]]:
    """Yuan by side and code or label."""
    table: ReadTable = next(table for table in reading.tables if table.spec.role == role)
    return {
        (read.row.side, read.row.code or read.row.label): tuple(fen and fen // 100 for fen in read.amounts_fen)
        for read in table.rows
    }


BALANCE = """收入\t\t\t支出\t\t
项目\t行次\t金额\t项目(按功能分类)\t行次\t金额
栏次\t\t1\t栏次\t\t2
一、一般公共预算财政拨款收入\t1\t300.00\t一、一般公共服务支出\t5\t250.00
本年收入合计\t2\t300.00\t本年支出合计\t6\t250.00
年初结转和结余\t3\t\t年末结转和结余\t7\t50.00
总计\t4\t300.00\t总计\t8\t300.00"""

BASIC = """人员经费\t\t\t公用经费\t\t\t\t\t
科目编码\t科目名称\t决算数\t科目编码\t科目名称\t决算数\t科目编码\t科目名称\t决算数
301\t工资福利支出\t200.00\t302\t商品和服务支出\t40.00\t310\t资本性支出\t10.00
30101\t基本工资\t200.00\t30201\t办公费\t40.00\t31002\t办公设备购置\t10.00
人员经费合计\t\t200.00\t公用经费合计\t\t\t\t\t50.00"""


def test_numbers_of_lines_and_columns_are_no_amounts() -> None:
    reading = _read((1, "收入支出决算总表", BALANCE))
    assert (reading.entity, reading.year, reading.unknown) == ("测试市商务局", 2023, ())
    rows = _rows(reading, "balance")
    assert rows["收入", "一、一般公共预算财政拨款收入"] == (300,)
    assert rows["支出", "年末结转和结余"] == (50,)
    assert rows["收入", "年初结转和结余"] == (0,)


def test_the_year_may_run_into_the_name_of_the_department() -> None:
    text = _FRONT + "收入支出决算总表\n部门：测试市商务局 2023 年度 金额单位：元\n" + BALANCE
    assert read_bytes(text.encode(), "x.txt").entity == "测试市商务局"


def test_a_row_of_column_numbers_into_which_words_ran_is_no_row() -> None:
    reading = _read((1, "收入支出决算总表", BALANCE.replace("栏次\t\t1", "栏次\t\t收入1")))
    assert reading.unknown == ()


def test_a_sum_stands_under_the_list_of_its_amount() -> None:
    rows = _rows(
        _read((1, "收入支出决算总表", BALANCE), (6, "一般公共预算财政拨款基本支出决算表", BASIC)), "basic-by-economic"
    )
    assert rows["", "公用经费合计"] == (50,)
    assert rows["", "人员经费合计"] == (200,)
    assert rows["", "31002"] == (10,)


def test_an_amount_under_no_label_is_wrong() -> None:
    with pytest.raises(DocumentError, match="no-label"):
        _read((6, "一般公共预算财政拨款基本支出决算表", BASIC.replace("公用经费合计", "")))


@pytest.mark.parametrize("numbered", [True, False])
def test_three_public_may_stand_row_below_row_with_ordinals_in_brackets(numbered: bool) -> None:
    names = (
        "“三公”经费合计",
        "1.因公出国（境）费",
        "2.公务用车购置及运行维护费",
        "（1）公务用车购置费",
        "（2）公务用车运行维护费",
    )
    amounts = ("23.00\t20.00", "", "20.00\t18.00", "0.00\t0.00", "20.00\t18.00")
    rows = [("项目", "行次", "预算数\t决算数"), ("栏次", "", "1\t2"), ("3.公务接待费", "6", "3.00\t2.00")]
    rows[2:2] = [
        (name, str(n), amount or "0.00\t0.00") for n, (name, amount) in enumerate(zip(names, amounts, strict=True), 1)
    ]
    lines = ("\t".join(row if numbered else (row[0], row[2])) for row in rows)
    reading = _read((1, "收入支出决算总表", BALANCE), (7, "财政拨款“三公”经费支出决算表", "\n".join(lines)))
    assert reading.unknown == ()
    found = _rows(reading, "three-public")
    assert list(found.values()) == [(23, 20), (0, 0), (20, 18), (0, 0), (20, 18), (3, 2)]


def test_a_name_with_blank_amounts_may_go_on_on_the_next_page() -> None:
    wrapped = BALANCE.replace(
        "本年收入合计\t2\t300.00\t本年支出合计\t6\t250.00",
        "二、政府性基金预算财政\t2\t\t二、外交\t6\t\n拨款收入\t\t\t支出\t\t\n本年收入合计\t2\t300.00\t本年支出合计\t6\t250.00",
    )
    reading = _read((1, "收入支出决算总表", wrapped))
    rows = _rows(reading, "balance")
    assert reading.unknown == ()
    assert rows["收入", "二、政府性基金预算财政拨款收入"] == (0,)
    assert {placed.text for placed in reading.joined} == {"二、政府性基金预算财政拨款收入", "二、外交支出"}


def test_a_page_may_begin_with_the_end_of_a_name_that_is_also_the_name_of_a_side() -> None:
    header, _ = BALANCE.split("一、一般公共预算", 1)
    cut = f"二、外交\t6\t\n{header}\t\t\t支出\t\t\n本年收入合计"
    reading = _read((1, "收入支出决算总表", BALANCE.replace("本年收入合计", f"\t\t\t{cut}", 1)))
    assert reading.unknown == ()
    assert _rows(reading, "balance")["支出", "二、外交支出"] == (0,)


def test_glyphs_that_stand_for_radicals_are_read_as_characters() -> None:
    text = _FRONT + "收入支出决算总表\n部门：测试市商务局\t单位：元\n" + BALANCE
    damaged = text.translate(str.maketrans("门入支", "\u2ed4\u2f0a\u2f40"))
    assert damaged != text
    assert read_bytes(damaged.encode(), "x.txt").tables == read_bytes(text.encode(), "x.txt").tables
