"""Ruled tables over pages: a header or a row that a page cuts, and what a program writes out of order."""

from __future__ import annotations

from tests.support.paper import Paper, pdf_of
from tests.unit.test_tables_without_borders import texts
from tests.unit.test_text_reader import SMALL_TEXT, amounts, read

EDGES = (50, 150, 250, 350, 450)
BODY = (("甲", "1.00", "2.00", "3.00"), ("乙", "4.00", "5.00", "6.00"))


def body_page(top: float) -> Paper:
    page = Paper()
    page.grid(top, EDGES, BODY)
    return page


def test_a_header_whose_rows_stand_on_two_pages_has_the_columns_of_the_table() -> None:
    first, second = Paper(), body_page(50)
    first.grid(740, (50, 150, 250, 450), (("项目", "总计", "财政拨款"),))
    second.grid(30, EDGES, (("", "", "基本", "项目"),))
    assert texts(pdf_of([first, second])) == [
        "项目\t总计\t财政拨款\t", "\t\t基本\t项目", *("\t".join(row) for row in BODY),
    ]  # fmt: skip


def test_a_row_without_a_rule_at_the_end_of_its_page_is_closed_there() -> None:
    page = Paper()
    bottom = page.grid(100, EDGES, BODY)
    for edge, cell in zip(EDGES, ("丙", "7.00", "8.00", "9.00"), strict=False):
        page.write(edge + 2, bottom + 4, cell)
    for edge in EDGES:
        page.rule(edge, bottom, edge, bottom + 18)
    assert texts(pdf_of([page]))[-1] == "丙\t7.00\t8.00\t9.00"


def test_lines_of_a_cell_that_are_printed_below_its_rules_are_its_own() -> None:
    page = Paper()
    bottom = page.grid(100, EDGES, BODY)
    for edge, cell in zip(EDGES, ("丙丙丙", "7.00", "8.00", "9.00"), strict=False):
        page.write(edge + 2, bottom + 4, cell)
    page.write(EDGES[0] + 2, bottom + 16, "丙单位")
    page.write(EDGES[0] + 2, bottom + 60, "第 1 页")
    for edge in EDGES:
        page.rule(edge, bottom, edge, bottom + 14)
    assert texts(pdf_of([page]))[2] == "丙丙丙丙单位\t7.00\t8.00\t9.00"


def test_a_table_of_other_columns_on_the_next_page_keeps_its_own() -> None:
    first, second = Paper(), body_page(30)
    first.grid(740, (50, 220, 450), (("项目", "预算"),))
    assert texts(pdf_of([first, second]))[0] == "项目\t预算"


def test_what_one_font_lacks_is_written_out_of_order_and_read_in_its_place() -> None:
    page = Paper()
    for n, (label, amount) in enumerate((("项目", "预算"), ("甲", "1.00"), ("乙", "2.00"))):
        page.write(50, 100 + 20 * n, label)
        page.write(200, 100 + 20 * n, amount)
    y = 160
    for x, piece in ((100, "“"), (120, "”"), (50, "打造数据要"), (110, "云"), (130, "平台")):
        page.write(x, y, piece)
    page.write(200, y, "3.00")
    assert texts(pdf_of([page]))[-1] == "打造数据要“云”平台\t3.00"


def test_a_side_named_over_amounts_begins_at_its_own_labels() -> None:
    text = "\n".join(
        ("收支总体情况表", f"单位名称：{'测试市甲局'}", "单位：万元", "收入\t支出\t\t", "项目\t预算\t项目\t预算",
         "一、一般公共预算拨款\t30.00\t一、一般公共服务支出\t30.00", "收入总计\t30.00\t支出总计\t30.00", "")
    )  # fmt: skip
    found = read(SMALL_TEXT.replace("支出总体情况表\n\n", f"{text}\n支出总体情况表\n\n", 1))
    assert amounts(found, 1, "支出总计") == (3_000_0000,)
