"""Every check of final accounts finds the cell that it is there for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.properties.test_final_accounts import read, tables_of
from tests.support.final_accounts import (
    BASIC,
    CAPITAL,
    FUND,
    GENERAL,
    OTHER,
    PROJECT,
    Account,
    Row,
    Style,
    printed,
    tables,
)
from tracker.tables.checks import run_checks
from tracker.tables.final import FINAL
from tracker.tables.final_checks import RULES
from tracker.tables.forms import rules_of

WAN = 1_000_000
ACCOUNT = Account(
    {
        ("2010301", BASIC, GENERAL): 60 * WAN,
        ("2010302", PROJECT, GENERAL): 30 * WAN,
        ("2120801", PROJECT, FUND): 20 * WAN,
        ("2230105", PROJECT, CAPITAL): 10 * WAN,
    },
    {"30101": 40 * WAN, "30201": 15 * WAN, "30217": 2 * WAN, "30231": 3 * WAN},
    receptions=(5 * WAN, 2 * WAN),
)
FISCAL_ONLY = replace(ACCOUNT, spent={key: fen for key, fen in ACCOUNT.spent.items() if key[1] == BASIC})
"""Nothing but basic spending of this year's general budget: all that is "at least" elsewhere is equal here."""

WRONG: tuple[tuple[str, int, str, int], ...] = (
    ("F1.1", 1, "收入/本年收入合计", 0),
    ("F1.2", 1, "收入/年初结转和结余", 0),
    ("F1.3", 1, "支出/一、一般公共服务支出", 0),
    ("F1.4", 1, "支出/年末结转和结余", 0),
    ("F1.5", 1, "支出/总计", 0),
    ("F2.1", 2, "合计", 0),
    ("F2.2", 2, "合计", 1),
    ("F2.h", 2, "2010301", 1),
    ("F2.x", 2, "2010301", 6),
    ("F3.1", 3, "合计", 0),
    ("F3.2", 3, "201", 0),
    ("F3.h", 3, "2010301", 1),
    ("F3.x", 3, "2010301", 4),
    ("F4.1", 4, "收入/一、一般公共预算财政拨款", 0),
    ("F4.2", 4, "支出/一、一般公共服务支出", 1),
    ("F4.3", 4, "收入/年初财政拨款结转和结余", 0),
    ("F4.4", 4, "收入/总计", 0),
    ("F4.x", 4, "支出/一、一般公共服务支出", 3),
    ("F4.6", 4, "收入/一、一般公共预算财政拨款", 0),
    ("F4.7", 4, "支出/本年支出合计", 2),
    ("F4.8", 4, "支出/本年支出合计", 3),
    ("F4.9", 4, "支出/本年支出合计", 4),
    ("F4.10", 1, "支出/一、一般公共服务支出", 0),
    ("F5.1", 5, "2010301", 1),
    ("F5.2", 6, "人员经费合计", 0),
    ("F5.h", 5, "2010301", 0),
    ("F5.x", 5, "2010301", 0),
    ("F6.1", 6, "301", 0),
    ("F6.2", 6, "30101", 0),
    ("F7.1", 7, "公务接待", 0),
    ("F7.2", 7, "公务用车运行", 1),
    ("F7.3", 7, "公务接待", 1),
    ("F8.h", 8, "2120801", 2),
    ("F8.x", 8, "2120801", 4),
    ("F8.b", 8, "2120801", 5),
    ("F8.1", 8, "合计", 1),
    ("F8.2", 8, "合计", 0),
    ("F9.h", 9, "2230105", 2),
    ("F9.x", 9, "2230105", 4),
    ("F9.b", 9, "2230105", 5),
    ("F9.1", 9, "合计", 1),
    ("F9.2", 9, "合计", 0),
)
"""Rule, table, row, column of the print."""


def failing(account: Account, changed: dict[int, list[Row]] | None = None) -> set[str]:
    reading = read(printed(account, Style(), changed))
    return {check.id for check in run_checks(reading.form, tables_of(reading)) if check.status == "fails"}


def with_one_wrong(account: Account, number: int, name: str, column: int) -> dict[int, list[Row]]:
    rows = tables(account)
    place = next(i for i, row in enumerate(rows[number]) if name in (row.code, row.label, f"{row.side}/{row.label}"))
    row = rows[number][place]
    amounts = tuple((fen or 0) - WAN if i == column else fen for i, fen in enumerate(row.amounts))
    rows[number][place] = row._replace(amounts=amounts)
    return rows


@pytest.mark.parametrize(("rule", "number", "name", "column"), WRONG, ids=[rule for rule, *_ in WRONG])
def test_a_wrong_cell_fails_its_check(rule: str, number: int, name: str, column: int) -> None:
    account = ACCOUNT if number in (4, 8, 9) else FISCAL_ONLY
    assert failing(account) == set()
    assert rule in failing(account, with_one_wrong(account, number, name, column))


def test_every_rule_has_a_cell_that_breaks_it() -> None:
    assert {rule.id for rule in RULES} == {rule for rule, *_ in WRONG}
    assert rules_of(FINAL) == RULES


def test_more_may_be_spent_than_fiscal_money() -> None:
    richer = replace(ACCOUNT, spent={**ACCOUNT.spent, ("2010301", BASIC, OTHER): 7 * WAN})
    assert failing(richer) == set()
