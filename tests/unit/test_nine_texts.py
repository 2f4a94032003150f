"""The text of a nine-table document against its tables: items named by the path of a function code, their bases, their
reasons, and the sheets of goals. 测试区甲局 of 2024: two items of 20 and 30 万元 of general budget money."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.render import Cells, Sheet
from tests.support.render_nine import Printed, render
from tracker.explain.lint import Linted, lint
from tracker.explain.texts import text_of_file
from tracker.tables.nine import NINE

WAN = 1_000_000
PATHS = ("一般公共服务支出（类）财政事务（款）行政运行（项）", "一般公共服务支出（类）财政事务（款）信息化建设（项）")
ROWS = (
    ("201", "一般公共服务支出", 50),
    ("20106", "财政事务", 50),
    ("2010601", "行政运行", 20),
    ("2010607", "信息化建设", 30),
)


def item(
    path: str = PATHS[0],
    amount: str = "20.00",
    purpose: str = "行政运行",
    base: str = "10.00",
    again: str = "20.00",
    change: str = "增加100.00%",
    reason: str = "行政运行经费增加",
) -> str:
    return (
        f"1.“{path}”{amount}万元，主要用于{purpose}。2023年当年预算执行数为{base}万元，2024年预算安排{again}万元，"
        f"比2023年预算执行数{change}。主要原因是：{reason}。"
    )


OTHER = item(PATHS[1], "30.00", "信息化建设", "40.00", "30.00", "减少25.00%", "信息化建设经费减少").replace(
    "1.", "2.", 1
)


def sheets(*rows: Cells) -> tuple[Sheet, ...]:
    """Table 5 with these rows and a total of 50 万元, tables 6 and 7 empty."""
    general, funds, capital = (NINE.by_role(role) for role, _ in NINE.items)
    empty = Cells("合计", (0, 0, 0))
    total = Cells("合计", (50 * WAN, 0, 50 * WAN))
    return Sheet(general, (*rows, total)), Sheet(funds, (empty,)), Sheet(capital, (empty,))


def linted(folder: Path, *before: str, after: tuple[str, ...] = ()) -> Linted:
    rows = [Cells(name, (wan * WAN, 0, wan * WAN), code=code) for code, name, wan in ROWS]
    path = folder / "公开.txt"
    filler = "本部门按照预算管理的有关规定编制年度预算。" * 20  # a text is longer than a table of contents
    path.write_text(render(Printed("测试区甲局", 2024, sheets(*rows), before=(filler, *before), after=after)), "utf-8")
    found = text_of_file(path, None, None)
    return lint(found.read, found.against)


def said(found: Linted) -> list[tuple[str, str, str]]:
    """Apart from the tables that this document does not have."""
    return [(f.rule, f.expected, f.found) for f in found.findings if f.rule not in ("X8", "X9")]


def test_right_items_are_silent_and_understood(tmp_path: Path) -> None:
    found = linted(tmp_path, item(), OTHER)
    assert said(found) == []
    assert found.understood == found.numbers
    assert {state.rule for state in found.rules if state.state == "passed"} >= {"X2", "X3", "X4", "X7", "X22", "X25"}


@pytest.mark.parametrize(
    ("wrong", "finding"),
    [
        ({"again": "21.00"}, ("X2", "20.00万元", "21.00万元")),
        ({"change": "增加50.00%"}, ("X3", "100.00%", "50.00%")),
        ({"change": "减少100.00%"}, ("X4", "增加", "减少")),
        ({"base": "0", "change": "增加100.00%"}, ("X3", "不可比", "100.00%")),
        ({"reason": "行政运行经费减少"}, ("X25", "增加", "行政运行经费减少")),
        ({"reason": "信息化建设经费增加"}, ("X7", "行政运行", "信息化建设经费增加")),
        ({"purpose": "信息化建设"}, ("X26", "行政运行", "信息化建设")),
        ({"change": "增加(减少)100.00%"}, ("X26", "", "增加(减少)")),
    ],
)  # fmt: skip
def test_each_mistake_of_an_item_is_found(wrong: dict[str, str], finding: tuple[str, str, str], tmp_path: Path) -> None:
    assert finding in said(linted(tmp_path, item(**wrong), OTHER))


def test_money_brought_forward_is_part_of_the_income_where_the_text_says_so(tmp_path: Path) -> None:
    income = (
        "2024年，测试区甲局收入预算{}万元，其中：财政拨款收入50.00万元；事业收入0.00万元；事业单位经营收入0.00万元；"
        "其他收入1.00万元；财政专户管理资金收入4.00万元；上年结转5.00万元。"
    )
    assert said(linted(tmp_path, income.format("60.00"), item(), OTHER)) == []
    assert said(linted(tmp_path, income.format("55.00"), item(), OTHER)) == [("X1", "60.00", "55.00")]


def test_an_item_that_no_table_has_is_told(tmp_path: Path) -> None:
    path = "一般公共服务支出（类）财政事务（款）财政国库业务（项）"
    (found,) = said(linted(tmp_path, item(path, purpose="国库", reason="国库业务增加")))
    assert found == ("X2", "", "一般公共服务支出/财政事务/财政国库业务")


@pytest.mark.parametrize("path", ["一般公共服务支出（类）行政运行（项）", "财政事务"])
def test_an_amount_of_part_of_a_path_is_held_against_the_code_that_it_names_alone(path: str, tmp_path: Path) -> None:
    found = linted(tmp_path, item(path, amount="19.00", purpose="工作", reason="工作增加"))
    assert ("X2" in {rule for rule, _, _ in said(found)}) is path.endswith("（项）")


def test_a_class_may_be_named_as_a_subject(tmp_path: Path) -> None:
    assert said(linted(tmp_path, "1.“一般公共服务支出”科目50.00万元，主要用于保障工作。")) == []
    (wrong,) = said(linted(tmp_path, "1.“一般公共服务支出”科目55.00万元，主要用于保障工作。"))
    assert wrong == ("X2", "50.00万元", "55.00万元")


def test_a_reason_that_is_given_for_all_changes_before_it_is_no_reason_of_the_last(tmp_path: Path) -> None:
    text = "一般公共预算拨款支出预算50.00万元，比2023年预算增加10.00万元，增长25%。"
    assert ("X7", "主要原因是…", "") in said(linted(tmp_path, text))
    assert said(linted(tmp_path, text, "财政拨款收入支出增加的主要原因是项目调整。")) == []


def _sheet_of_goals(asked: str, fiscal: str, brought: str = "0.00") -> tuple[str, ...]:
    return (
        "财政项目支出绩效目标填报表",
        "项目名称\t\t平台建设\t\t项目性质\t经常性项目",
        f"项目资金（元）\t\t项目资金总额\t\t{asked}\t年度资金申请总额\t\t{asked}",
        f"\t\t其中：财政资金\t\t{asked}\t其中：当年财政拨款\t\t{fiscal}",
        f"\t\t\t\t\t上年结转资金\t\t{brought}",
        "\t\t其他资金\t\t0.00\t其他资金\t\t0.00",
    )


def test_the_money_of_a_sheet_of_goals_is_the_sum_of_its_sources(tmp_path: Path) -> None:
    assert said(linted(tmp_path, after=_sheet_of_goals("300,000.00", "200,000.00", "100,000.00"))) == []
    (wrong,) = said(linted(tmp_path, after=_sheet_of_goals("300,000.00", "310,000.00")))
    assert wrong == ("X1", "310,000", "300,000.00")


@pytest.mark.parametrize(("told", "n", "wrong"), [("30.00", 1, False), ("31.00", 1, True), ("31.00", 2, False)])
def test_the_text_tells_the_sum_of_the_sheets_where_it_counts_as_many(
    told: str, n: int, wrong: bool, tmp_path: Path
) -> None:
    text = f"本部门编报绩效目标的项目{n}个，涉及项目预算资金{told}万元。"
    found = linted(tmp_path, after=("四、绩效目标设置情况", text, *_sheet_of_goals("300,000.00", "300,000.00")))
    assert said(found) == ([("X1", "30.00万元", f"{told}万元")] if wrong else [])


def test_a_filled_table_that_a_note_calls_empty_is_found(tmp_path: Path) -> None:
    path = tmp_path / "公开.txt"
    table = render(Printed("测试区甲局", 2024, sheets()[:1]))
    note = "注：本部门无预算，故本表为空表。"
    path.write_text(table.replace("\n其他相关情况说明\n", f"\n{note}\n其他相关情况说明\n"), "utf-8")
    found = text_of_file(path, None, None)
    assert [(f.rule, f.stake_fen) for f in lint(found.read, found.against).findings if f.rule == "X9"] == [
        ("X9", 50 * WAN)
    ]


def test_a_heading_that_has_run_into_its_paragraph_begins_the_text(tmp_path: Path) -> None:
    rows = [Cells(name, (wan * WAN, 0, wan * WAN), code=code) for code, name, wan in ROWS]
    text = render(Printed("测试区甲局", 2024, sheets(*rows), before=("2024年工作。" * 80, item(again="21.00"))))
    path = tmp_path / "公开.txt"
    path.write_text(text.replace("2024年部门预算编制说明\n", "2024年部门预算编制说明"), "utf-8")
    found = text_of_file(path, None, None)
    assert ("X2", "20.00万元", "21.00万元") in said(lint(found.read, found.against))
