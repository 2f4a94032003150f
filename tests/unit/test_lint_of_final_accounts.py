"""Texts of final accounts: items by the codes that they name, completion of the budget, what is larger than what."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.builders import new_book, printed_row, printed_table, record, statement
from tests.support.final_accounts import BASIC, FUND, GENERAL, OTHER, PROJECT, Account, printed
from tracker.explain.lint import Linted, lint
from tracker.explain.texts import text_of_file

WAN = 1_000_000
_SPENT = {
    ("2010301", BASIC, GENERAL): 90 * WAN,
    ("2010302", PROJECT, GENERAL): 10 * WAN,
    ("2120801", PROJECT, FUND): 20 * WAN,
    ("2010301", BASIC, OTHER): 5 * WAN,
}
RIGHT = """一、收入支出决算总体情况说明
2024年度收、支总计125.00万元。与2023年度相比，收、支总计各增加25.00万元，增长25.00%，主要原因是项目增加。
二、收入决算情况说明
本年收入合计125.00万元，其中：财政拨款收入120.00万元，占96.00%；其他收入5.00万元，占4.00%。
三、支出决算情况说明
本年支出合计125.00万元，其中：基本支出95.00万元，占76.00%；项目支出30.00万元，占24.00%。
四、财政拨款收入支出决算总体情况说明
2024年度财政拨款收、支总计120.00万元。
五、一般公共预算财政拨款支出决算情况说明
一般公共预算财政拨款支出100.00万元，占本年支出合计的80.00%。
一般公共服务支出（类）100.00万元，占100.00%。
一般公共预算财政拨款支出年初预算为120.00万元，支出决算为100.00万元，完成年初预算的83.33%。其中：
1．一般公共服务支出（类）科目二零一零三（款）科目二零一零三零一（项）。年初预算为110.00万元，支出决算为90.00万元，完成年初预算的81.82%，决算数小于年初预算数的主要原因是人员减少。
2．一般公共服务支出（类）科目二零一零三（款）科目二零一零三零二（项）。年初预算为10.00万元，支出决算为10.00万元，完成年初预算的100.00%，决算数与年初预算数持平。
六、一般公共预算财政拨款基本支出决算情况说明
一般公共预算财政拨款基本支出90.00万元，其中：人员经费60.00万元，主要包括：基本工资；公用经费30.00万元，主要包括：办公费。
七、财政拨款“三公”经费支出决算情况说明
“三公”经费财政拨款支出年初预算为8.00万元，支出决算为2.00万元，完成预算的25.00%，决算数小于预算数的主要原因是厉行节约。其中：因公出国（境）费支出决算为0.00万元；公务用车购置及运行维护费支出决算为0.00万元；公务接待费支出决算为2.00万元，完成预算的25.00%。"""
WRONG = {
    "X2 total": ("收、支总计125.00", "收、支总计128.00"),
    "X2 income": ("财政拨款收入120.00", "财政拨款收入121.00"),
    "X2 item": ("支出决算为90.00万元，完成年初预算的81.82", "支出决算为99.00万元，完成年初预算的90.00"),
    "X2 class": ("支出（类）100.00", "支出（类）101.00"),
    "X2 personnel": ("人员经费60.00", "人员经费61.00"),
    "X2 budget": ("年初预算为8.00", "年初预算为9.00"),
    "X3 share": ("占本年支出合计的80.00", "占本年支出合计的80.10"),
    "X3 percent": ("增长25.00", "增长26.00"),
    "X4 up": ("决算数小于年初预算数", "决算数大于年初预算数"),
    "X4 level": ("决算数小于年初预算数的主要原因是人员减少", "决算数与年初预算数持平"),
    "X24 rate": ("完成年初预算的81.82", "完成年初预算的82.81"),
    "X24 beside": ("公务接待费支出决算为2.00万元，完成预算的25.00", "公务接待费支出决算为2.00万元，完成预算的52.00"),
    "X24 all": ("决算数与年初预算数持平", "决算数小于年初预算数"),
    "X16 name": ("科目二零一零三零二（项）", "别的科目（项）"),
}
"""The first word is the rule, the second which case of it; what is replaced by what."""


def account(text: str) -> Account:
    economic = {"30101": 60 * WAN, "30201": 28 * WAN, "30217": 2 * WAN}
    return Account(_SPENT, economic, (8 * WAN, 2 * WAN), text=tuple(text.split("\n")))


def judged(tmp_path: Path, text: str) -> Linted:
    path = tmp_path / "决算.txt"
    path.write_text(printed(account(text)))
    found = text_of_file(path, None, None)
    return lint(found.read, found.against)


def told(linted: Linted) -> list[str]:
    return [finding.rule for finding in linted.findings if finding.severity != "note"]


def test_a_right_text_is_silent(tmp_path: Path) -> None:
    linted = judged(tmp_path, RIGHT)
    assert told(linted) == []
    assert linted.numbers == linted.understood
    tried = {state.rule for state in linted.rules if state.state == "passed"}
    assert {"X1", "X2", "X3", "X4", "X16", "X24", "X25"} <= tried


@pytest.mark.parametrize("case", WRONG)
def test_one_wrong_number_is_one_finding(case: str, tmp_path: Path) -> None:
    right, wrong = WRONG[case]
    assert right in RIGHT
    assert told(judged(tmp_path, RIGHT.replace(right, wrong, 1))) == [case.split()[0]]


def test_the_book_knows_the_budget_and_last_years_accounts(tmp_path: Path) -> None:
    budget = printed_table(
        5, ["小计"], printed_row("合计", "120.00"), printed_row("科目2010301", "111.00", code="2010301")
    )
    before = {("2010301", BASIC, GENERAL): 90 * WAN}
    (tmp_path / "2023.txt").write_text(printed(Account(before, {"30101": 90 * WAN}, year=2023)))
    (tmp_path / "2024.txt").write_text(printed(account(RIGHT)))
    with new_book(tmp_path / "book") as book:
        record(book, statement("d", adopt=True, tables=(budget,)), {"kind": "MilestoneNamed", "name": "2024/original"})
        book.import_document(tmp_path / "2023.txt")
        book.import_document(tmp_path / "2024.txt")
        found = book.lint("stmt:3").findings
    errors = [finding for finding in found if finding.severity == "error"]
    assert {(f.rule, f.expected.removesuffix("万元"), f.found.removesuffix("万元")) for f in errors} == {
        ("X2", "111.00", "110.00"),
        ("X15", "90.00", "100.00"),
    }
