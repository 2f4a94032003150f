"""The reconciliation rules of final accounts (domain.md 4), as data. Ids begin with F and the number of the table."""

from __future__ import annotations

from ..model.vocabulary import BASIC, FISCAL_FUNDS, PROJECT
from .final import PERSONNEL_TOTAL, RUNNING_TOTAL
from .identities import Cell, CellSum, CodeSum, Part, RowBalance, RowSum, Rule, TreeSum, Unless
from .spec import TOTAL, Role

_OUTTURN = "决算数"
_INCOME = "本年收入合计"
_SPENDING = "本年支出合计"
_OPENING, _CLOSING = "年初结转和结余", "年末结转和结余"
_FISCAL_OPENING = "收入/年初财政拨款结转和结余"
_BY_FUND: tuple[Role, ...] = ("general-by-function", "fund-by-function", "capital-by-function")
_OWN_INCOME = ("上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入")


def _balance(row: str) -> Cell:
    return Cell("balance", row, _OUTTURN)


def _fiscal(row: str, column: str = _OUTTURN) -> Cell:
    return Cell("fiscal-balance", row, column)


def _classes(role: Role, column: str) -> Part:
    under = f"支出/{_SPENDING}" if role in ("balance", "fiscal-balance") else TOTAL
    return Part(role, (column,), under=under)


_BESIDE_FISCAL = Unless(tuple(_balance(f"收入/{source}") for source in (*_OWN_INCOME, "使用非财政拨款结余", _OPENING)))
"""Other money than this year's fiscal money: where there is any, more is spent than the tables of fiscal money show."""
_PROJECTS = Unless((Cell("general-by-function", TOTAL, PROJECT), *(Cell(role, TOTAL, TOTAL) for role in _BY_FUND[1:])))
"""Fiscal money that the table by economic code leaves out."""


def _inner(number: int, role: Role, total: str, parts: tuple[str, ...]) -> tuple[Rule, ...]:
    """The sums inside a table by function."""
    return Rule(f"F{number}.h", TreeSum(role)), Rule(f"F{number}.x", RowSum(role, total, parts))


def _of_fund(number: int, fund: str, role: Role) -> tuple[Rule, ...]:
    """The table of a fund against its column in table 4."""
    return (
        Rule(f"F4.{number}", CellSum(_fiscal(f"支出/{_SPENDING}", fund), (Cell(role, TOTAL, TOTAL),))),
        Rule(f"F4.{number}", CodeSum(_classes("fiscal-balance", fund), (_classes(role, TOTAL),))),
    )


def _with_balances(number: int, fund: str, role: Role) -> tuple[Rule, ...]:
    """A fund's table with what was there at the beginning of the year and what is left at its end."""
    return (
        *_inner(number, role, TOTAL, (BASIC, PROJECT)),
        Rule(f"F{number}.b", RowBalance(role, (_OPENING, "本年收入"), (TOTAL, _CLOSING))),
        Rule(f"F{number}.1", CellSum(Cell(role, TOTAL, "本年收入"), (_fiscal(f"收入/{fund}"),))),
        Rule(f"F{number}.2", CellSum(Cell(role, TOTAL, _OPENING), (_fiscal(f"{_FISCAL_OPENING}/{fund}"),))),
    )


def _three_public(item: str, code: str) -> Rule:
    """An item of 三公 = its economic code; at least that where there is project spending, which has no table by it."""
    part = Part("basic-by-economic", (_OUTTURN,), level=2, codes=frozenset({code}))
    return Rule("F7.3", CellSum(Cell("three-public", item, _OUTTURN), (part,), (_PROJECTS,)))


RULES: tuple[Rule, ...] = (
    Rule("F1.1", TreeSum("balance", f"收入/{_INCOME}")),
    Rule("F1.2", TreeSum("balance", "收入/总计")),
    Rule("F1.3", TreeSum("balance", f"支出/{_SPENDING}")),
    Rule("F1.4", TreeSum("balance", "支出/总计")),
    Rule("F1.5", CellSum(_balance("收入/总计"), (_balance("支出/总计"),))),
    Rule("F2.1", CellSum(Cell("income-by-function", TOTAL, _INCOME), (_balance(f"收入/{_INCOME}"),))),
    Rule(
        "F2.2",
        CellSum(
            Cell("income-by-function", TOTAL, "财政拨款收入"),
            tuple(_balance(f"收入/{source}") for source in (*FISCAL_FUNDS, "财政拨款收入")),
        ),
    ),
    *(
        Rule("F2.2", CellSum(Cell("income-by-function", TOTAL, source), (_balance(f"收入/{source}"),)))
        for source in _OWN_INCOME
    ),
    *_inner(2, "income-by-function", _INCOME, ("财政拨款收入", *_OWN_INCOME)),
    Rule("F3.1", CellSum(Cell("spending-by-function", TOTAL, _SPENDING), (_balance(f"支出/{_SPENDING}"),))),
    Rule("F3.2", CodeSum(_classes("spending-by-function", _SPENDING), (_classes("balance", _OUTTURN),))),
    *_inner(
        3, "spending-by-function", _SPENDING, (BASIC, PROJECT, "上缴上级支出", "经营支出", "对附属单位补助支出")
    ),
    Rule("F4.1", TreeSum("fiscal-balance", f"收入/{_INCOME}")),
    Rule("F4.2", TreeSum("fiscal-balance", f"支出/{_SPENDING}")),
    Rule("F4.3", TreeSum("fiscal-balance", "收入/总计")),
    Rule("F4.3", TreeSum("fiscal-balance", "支出/总计")),
    Rule("F4.3", TreeSum("fiscal-balance", _FISCAL_OPENING)),
    Rule("F4.4", CellSum(_fiscal("收入/总计"), (_fiscal("支出/总计", TOTAL),))),
    Rule("F4.x", RowSum("fiscal-balance", TOTAL, FISCAL_FUNDS)),
    *(Rule("F4.6", CellSum(_fiscal(f"收入/{fund}"), (_balance(f"收入/{fund}"),))) for fund in FISCAL_FUNDS),
    *_of_fund(7, FISCAL_FUNDS[0], _BY_FUND[0]),
    *_of_fund(8, FISCAL_FUNDS[1], _BY_FUND[1]),
    *_of_fund(9, FISCAL_FUNDS[2], _BY_FUND[2]),
    Rule(
        "F4.10",
        CodeSum(_classes("balance", _OUTTURN), (_classes("fiscal-balance", TOTAL),), (_BESIDE_FISCAL,)),
    ),
    *_inner(5, "general-by-function", TOTAL, (BASIC, PROJECT)),
    *(
        Rule(
            "F5.1",
            CodeSum(
                Part("spending-by-function", (nature,)),
                tuple(Part(role, (nature,)) for role in _BY_FUND),
                (_BESIDE_FISCAL,),
            ),
        )
        for nature in (BASIC, PROJECT)
    ),
    Rule(
        "F5.2",
        CellSum(
            Cell("general-by-function", TOTAL, BASIC),
            tuple(Cell("basic-by-economic", row, _OUTTURN) for row in (PERSONNEL_TOTAL, RUNNING_TOTAL)),
        ),
    ),
    Rule("F6.1", TreeSum("basic-by-economic", level=0)),
    Rule("F6.2", TreeSum("basic-by-economic", level=1)),
    Rule("F7.1", TreeSum("three-public", "三公经费")),
    Rule("F7.2", TreeSum("three-public", "公务用车")),
    _three_public("因公出国", "30212"),
    _three_public("公务用车购置", "31013"),
    _three_public("公务用车运行", "30231"),
    _three_public("公务接待", "30217"),
    *_with_balances(8, FISCAL_FUNDS[1], "fund-by-function"),
    *_with_balances(9, FISCAL_FUNDS[2], "capital-by-function"),
)  # fmt: skip
