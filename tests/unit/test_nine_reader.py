"""Ways in which documents of the nine-table form differ: titles of units, carried-over money, damaged and cut rows,
tables that the form does not know, units in a list."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.render import Cells, Sheet
from tests.support.render_nine import YUAN, Printed, Style, render
from tracker.documents.coded import code_of_parts
from tracker.documents.read import read_bytes
from tracker.documents.reading import Reading, ReadTable
from tracker.explain.texts import text_of_file
from tracker.model.errors import DocumentError
from tracker.tables.checks import run_checks
from tracker.tables.classes import CLASSES, RARE_CLASSES
from tracker.tables.nine import NINE
from tracker.tables.spec import PrintedRow, Role

ENTITY = "测试区甲局"
PENSIONS = "224\t01\t01\t机关事业单位基本养老保险缴费支出\t220\t200\t20"


def _fen(*yuan: int) -> tuple[int, ...]:
    return tuple(n * YUAN for n in yuan)


def _sheet(role: Role, *rows: Cells, shown: tuple[int, ...] | None = None) -> Sheet:
    return Sheet(NINE.by_role(role), rows, columns=shown)


BALANCE = _sheet(
    "balance",
    Cells("一、财政拨款收入", _fen(300), side="收入"),
    Cells("1.一般公共预算资金", _fen(300), side="收入"),
    Cells("本年收入合计", _fen(300), side="收入"),
    Cells("上年结转", _fen(20), side="收入"),
    Cells("收入总计", _fen(320), side="收入"),
    Cells("一、灾害防治及应急管理支出", _fen(220), side="支出"),
    Cells("二、债务付息支出", _fen(100), side="支出"),
    Cells("支出总计", _fen(320), side="支出"),
)
SPENDING = _sheet(
    "spending-by-function",
    Cells("灾害防治及应急管理支出", _fen(220, 200, 20), code="224"),
    Cells("应急管理事务", _fen(220, 200, 20), code="22401"),
    Cells("机关事业单位基本养老保险缴费支出", _fen(220, 200, 20), code="2240101"),
    Cells("合计", _fen(320, 200, 120)),
    shown=(0, 1, 2),
)
DOCUMENT = Printed(ENTITY, 2022, (BALANCE, SPENDING), ("测试区乙中心", "测试区丙中心"))
TEXT = render(DOCUMENT, Style(owner="单位"))


def read(text: str) -> Reading:
    return read_bytes(text.encode(), "x.txt")


def cells(reading: Reading) -> dict[str, tuple[int | None, ...]]:
    return {row.row.code or row.row.label: row.amounts_fen for table in reading.tables for row in table.rows}


def test_a_unit_with_carried_over_money_is_read_whole() -> None:
    reading = read(TEXT)
    assert (reading.year, reading.entity, reading.unknown) == (2022, ENTITY, ())
    found = cells(reading)
    assert (found["本年收入合计"], found["上年结转"], found["2240101"]) == (_fen(300), _fen(20), _fen(220, 200, 20))


@pytest.mark.parametrize(
    ("whole", "cut"),
    [
        ("功能分类科目名称", "功能分类科目名秤"),
        ("基本支出\t项目支出\n类", "基木支出\t项目支岀\n类"),
        ("本年收入合计", "本年收入合 计"),
        ("类\t款\t项\t\t\t\t\n", ""),
        (PENSIONS, "224\t01\t01\t机关事业单位基本养老保险缴\t220\t200\t20\n\t\t\t费支出\t\t\t"),
        (PENSIONS, "224\t01\t01\t机关事业单位基本养老保险缴\t\t\t\n\t\t\t费支出\t220\t200\t20"),
        (PENSIONS, f"- 7 -\n2022年单位支出预算总表\n{PENSIONS}"),
        (
            "功能分类科目编码\t\t\t功能分类科目名称\t合计\t基本支出\t项目支出\n类\t款\t项\t\t\t\t",
            "功能分类科目编码\t\t\t功能分类科目\t\t基本\t项目\n类\t款\t项\t名称\t合计\t支出\t支出",
        ),
    ],
)
def test_damaged_and_cut_headers_and_rows_give_the_same_cells(whole: str, cut: str) -> None:
    assert TEXT.count(whole) == 1
    assert cells(read(TEXT.replace(whole, cut))) == cells(read(TEXT))


def test_a_table_that_the_form_does_not_know_is_kept_with_its_lines() -> None:
    more = ["2022年单位政府购买服务预算表", f"编制部门：{ENTITY}\t单位：元", "项目\t金额", "物业管理\t30"]
    *tables, heading, end = TEXT.split("\n")
    assert heading == "其他相关情况说明"
    reading = read("\n".join([*tables, *more, heading, end]))
    first = len(tables) + 1
    assert [(p.line, p.text) for p in reading.unknown] == list(enumerate(more, first))
    assert cells(reading) == cells(read(TEXT))


def test_a_row_that_the_form_does_not_know_is_kept_with_its_line() -> None:
    (kept,) = read(TEXT.replace("本年收入合计", "神秘收入")).unknown
    assert kept.text == "神秘收入 300"
    assert "神秘收入\t300" in TEXT.replace("本年收入合计", "神秘收入").split("\n")[kept.line - 1]


@pytest.mark.parametrize(
    ("right", "wrong", "problem"),
    [
        ("220\t200\t20\n224\t01\t\t", "220\t2o0\t20\n224\t01\t\t", "document.amount"),
        ("224\t01\t\t应急管理事务", "224\t\t\t应急管理事务", "document.code-twice"),
        ("收入总计\t320", "本年收入合计\t320", "document.row-twice"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(right: str, wrong: str, problem: str) -> None:
    assert TEXT.count(right) == 1
    with pytest.raises(DocumentError) as refused:
        read(TEXT.replace(right, wrong))
    (found,) = refused.value.problems
    assert found.id == problem
    assert found.params["line"] in range(30, 45)


def test_every_class_of_the_code_list_may_stand_in_the_balance_with_any_ordinal() -> None:
    rows = [Cells(f"一、{name}", _fen(n), side="支出") for n, (_, name) in enumerate((*CLASSES, *RARE_CLASSES), 1)]
    sheet = _sheet("balance", Cells("收入总计", _fen(1), side="收入"), *rows, Cells("支出总计", _fen(9), side="支出"))
    reading = read(render(Printed(ENTITY, 2025, (sheet,))))
    assert reading.unknown == ()
    assert len(cells(reading)) == len(rows) + 2


@pytest.mark.parametrize(
    ("counts", "kinds"),
    [
        ("行政单位1家，事业单位2家，", ("事业", "事业")),
        ("行政单位1家，参公单位2家，", ("参公", "参公")),
        ("行政单位1家，参公单位1家，事业单位1家，", ("", "")),
        ("", ("", "")),
    ],
)
def test_kinds_are_stated_where_the_counted_units_leave_no_choice(counts: str, kinds: tuple[str, str]) -> None:
    text = TEXT.replace("具体包括：", f"{counts}具体包括：")
    assert [kind for _, kind in read(text).units[1:]] == list(kinds)


def test_a_remark_says_the_kind_of_its_unit_and_leaves_the_last_kind_to_the_other() -> None:
    text = TEXT.replace("具体包括：", "行政单位1家，参公单位1家，事业单位1家，具体包括：")
    marked = text.replace("测试区丙中心。", "测试区丙中心（下属参公事业单位）。")
    assert read(marked).units == ((ENTITY, ""), ("测试区乙中心", "事业"), ("测试区丙中心", "参公"))


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        (("201", "05", "06"), "2010506"),
        (("201", "5", ""), "20105"),
        (("301", "2"), "30102"),
        (("201", "20105", "2010506"), "2010506"),
        (("", "05", "06"), ""),
        (("201", "x", ""), ""),
        (("20", "", ""), ""),
    ],
)
def test_cells_of_a_code_are_put_together(parts: tuple[str, ...], code: str) -> None:
    assert code_of_parts(parts) == code


def test_income_that_a_document_does_not_print_is_no_lost_page(tmp_path: Path) -> None:
    path = tmp_path / "公开.txt"
    path.write_text(TEXT, "utf-8")
    gaps = text_of_file(path, None, None).against.gaps
    assert "gap.rows" not in {gap.id for gap in gaps}
    path.write_text(TEXT.replace("收入总计\t320", "神秘总计\t320"), "utf-8")
    lost = [gap.params["rows"] for gap in text_of_file(path, None, None).against.gaps if gap.id == "gap.rows"]
    assert lost == ["收入总计"]


THREE_PUBLIC = _sheet("three-public", *(Cells(str(n), (n * YUAN * 10_000,)) for n in (25, 1, 3, 21, 15, 6, 40)))
DOWN = """项目	预算数
一、“三公”经费	25
（一）因公出国（境）费	1
（二）公务接待费	3
（三）公务用车购置及运行费	21
其中：公务用车购置费	15
公务用车运行费	6
二、机关运行经费	40
"""


def test_a_table_that_is_printed_row_beside_row_may_stand_row_below_row() -> None:
    beside = render(Printed(ENTITY, 2024, (THREE_PUBLIC,)))
    head, rest = beside.split("“三公”经费预算数\t", 1)
    down = head + DOWN + "\n" + rest[rest.index("其他相关情况说明") :]
    assert [row.amounts_fen for row in read(down).tables[0].rows] == [
        row.amounts_fen for row in read(beside).tables[0].rows
    ]
    assert read(down).unknown == ()


def test_cells_that_are_merged_over_the_columns_of_other_tables_are_one() -> None:
    """As in a workbook that has all tables in one sheet."""
    text = render(Printed(ENTITY, 2024, (SPENDING, THREE_PUBLIC)))
    wide = read(text.replace("\t", "\t\t"))
    assert wide.unknown == ()
    assert [_cells(table) for table in wide.tables] == [_cells(table) for table in read(text).tables]


def _cells(table: ReadTable) -> list[tuple[PrintedRow, tuple[int | None, ...]]]:
    return [(read.row, read.amounts_fen) for read in table.rows]


@pytest.mark.parametrize(
    "header",
    ["", "项目\t\t\t\t政府性基金预算支出\t\t\n功能分类科目编码\t\t\t功能分类科目名称\t合计\t基本支出\t项目支出\n"],
)
def test_a_table_of_which_a_note_says_that_it_is_empty_lacks_no_rows(header: str, tmp_path: Path) -> None:
    title = "2022年单位政府性基金预算支出功能分类预算表"
    empty = (
        f"{title}\n编制部门：{ENTITY}\t单位：元\n{header}注：本单位无政府性基金预算，故本表为空表。\n其他相关情况说明\n"
    )
    path = tmp_path / "公开.txt"
    path.write_text(TEXT.replace("\n其他相关情况说明\n", f"\n{empty}").rstrip("\n") + "\n", "utf-8")
    against = text_of_file(path, None, None).against
    assert against.tables["fund-by-function"].cell("合计", "合计") == 0
    assert against.tables["fund-by-function"].notes
    assert 6 not in {gap.params.get("table") for gap in against.gaps}
    assert (against.unnoted, against.filled) == ((), ())


def test_funds_brought_forward_bear_the_labels_of_this_years_and_are_told_apart_by_their_order(tmp_path: Path) -> None:
    rows = (
        "本年收入 300",
        "一般公共预算 300",
        "政府性基金 0",
        "上年结转 20",
        "一般公共预算 5",
        "政府性基金 15",
        "收入总计 320",
    )
    income = [Cells(name, _fen(int(yuan)), side="收入") for name, yuan in map(str.split, rows)]
    spent = Cells("一、城乡社区支出", _fen(320), side="支出"), Cells("支出总计", _fen(320), side="支出")
    text = render(Printed(ENTITY, 2025, (_sheet("balance", *income, *spent),)))
    path = tmp_path / "公开.txt"
    path.write_text(text, "utf-8")
    table = text_of_file(path, None, None).against.tables["balance"]
    keys = ("一般公共预算", "政府性基金预算", "上年结转", "上年结转一般公共预算", "上年结转政府性基金预算")
    assert [table.cell(f"收入/{key}", "预算数") for key in keys] == [n * YUAN for n in (300, 0, 20, 5, 15)]
    checks = run_checks(NINE, {"balance": table})
    assert {check.status for check in checks if check.id in ("N1.2", "N1.3", "N1.6", "N1.7")} == {"exact"}
    path.write_text(text.replace("政府性基金\t15", "政府性基金\t17"), "utf-8")
    table = text_of_file(path, None, None).against.tables["balance"]
    assert [check.id for check in run_checks(NINE, {"balance": table}) if check.status == "fails"] == ["N1.7"]
