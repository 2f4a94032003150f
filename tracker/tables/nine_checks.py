"""The reconciliation rules of the nine-table form, as data: those of domain.md 4.2 in this form's tables. There is no
table of projects by economic code, so what table 9 says is at least what table 8 shows of basic spending."""

from __future__ import annotations

from ..model.vocabulary import BASIC, FISCAL_FUNDS, NATURES, PROJECT
from .identities import Cell, CellSum, CodeSum, Part, RowSum, Rule, SameCodes, TreeSum, Unless
from .spec import TOTAL, Role

_AMOUNT = "预算数"
_INCOME = "收入/收入总计"
_OUTLAY = "支出/支出总计"
_THIS_YEARS_INCOME = "收入/本年收入合计"
_THIS_YEARS_SPENDING = "支出/本年支出合计"
_CARRIED_ON = "结转下年"
_PERSONNEL = "人员经费"
_RUNNING = "公用经费"
_BY_FUND: tuple[Role, ...] = ("general-by-function", "fund-by-function", "capital-by-function")
_OTHER_NATURES = tuple(nature for nature in NATURES if nature not in (BASIC, PROJECT))


def _balance(row: str) -> Cell:
    return Cell("balance", row, _AMOUNT)


def _total(role: Role, column: str = TOTAL) -> Cell:
    return Cell(role, TOTAL, column)


def _classes(role: Role, *columns: str) -> Part:
    """The rows of the function classes, in tables by function and in the two balances."""
    return Part(role, columns, under=_THIS_YEARS_SPENDING if role in ("balance", "fiscal-balance") else TOTAL)


_SOURCES = (
    "财政专户管理资金",
    "事业收入",
    "事业单位经营收入",
    "上级补助收入",
    "附属单位上缴收入",
    "其他收入",
    "用事业基金弥补收支差额",
)
"""Income that is not fiscal money, by the name of its row in table 1 and of its column in table 2."""
_BROUGHT_FORWARD = (_balance("收入/上年结转"), Cell("fiscal-balance", "收入/上年结转", _AMOUNT))
_OTHER_INCOME = tuple(_balance(f"收入/{source}") for source in (*_SOURCES, "未分类", "上年结转"))
_OTHER_FISCAL_INCOME = tuple(Cell("fiscal-balance", f"收入/{fund}", _AMOUNT) for fund in FISCAL_FUNDS[1:])
_ONLY_FISCAL = Unless((*_OTHER_INCOME, *_BROUGHT_FORWARD))
_ONLY_GENERAL = Unless((*_OTHER_INCOME, *_OTHER_FISCAL_INCOME, *_BROUGHT_FORWARD))
_ONLY_BASIC_AND_PROJECT = Unless(tuple(_total("spending-by-function", nature) for nature in _OTHER_NATURES))
_NOTHING_BROUGHT = Unless(_BROUGHT_FORWARD, "check.brought-forward")
_NOTHING_CARRIED = Unless((_balance(f"支出/{_CARRIED_ON}"),), "check.carried-on")
_ONLY_BASIC = Unless(
    (_total("general-by-function", PROJECT), *(_total(role) for role in _BY_FUND[1:]), *_ONLY_BASIC_AND_PROJECT.cells)
)
"""All spending that table 9 may speak of is in table 8."""


def _by_function(number: int, role: Role) -> tuple[Rule, ...]:
    """The sums inside a table by function with a column each for basic and project spending."""
    return Rule(f"N{number}.h", TreeSum(role)), Rule(f"N{number}.x", RowSum(role, TOTAL, (BASIC, PROJECT)))


def _source(id: str, fund: str, role: Role) -> Rule:
    """A fiscal source = the total of its own table."""
    unless = (_NOTHING_BROUGHT, _ONLY_BASIC_AND_PROJECT)
    return Rule(id, CellSum(Cell("fiscal-balance", f"收入/{fund}", _AMOUNT), (_total(role),), unless))


def _spent_from(fund: str, role: Role) -> Rule:
    """A class of table 4, in the column of a fund = that class in the fund's own table."""
    return Rule("N4.5", CodeSum(_classes("fiscal-balance", fund), (_classes(role, TOTAL),), (_ONLY_BASIC_AND_PROJECT,)))


def _of_basic(id: str, row: str, code: str) -> Rule:
    """An item of table 9 = its economic code in basic spending, or more where projects spend on it too."""
    part = Part("basic-by-economic", (TOTAL,), codes=frozenset({code}))
    return Rule(id, CellSum(Cell("three-public", row, _AMOUNT), (part,), (_ONLY_BASIC,)))


def _purpose(id: str, column: str, *codes: str) -> Rule:
    """The total of a column of table 8 = the classes that belong to it."""
    part = Part("basic-by-economic", (TOTAL,), level=1, codes=frozenset(codes))
    return Rule(id, CellSum(_total("basic-by-economic", column), (part,)), customary=True)


def _social(id: str, function: str, economic: str) -> Rule:
    """A contribution's function code = its economic code."""
    part = Part("basic-by-economic", (TOTAL,), codes=frozenset({economic}))
    return Rule(id, CellSum(Cell("general-by-function", function, BASIC), (part,)), customary=True)


RULES: tuple[Rule, ...] = (
    Rule("N1.1", TreeSum("balance", "收入/财政拨款收入")),
    Rule("N1.2", TreeSum("balance", _THIS_YEARS_INCOME)),
    Rule("N1.3", TreeSum("balance", _INCOME)),
    Rule("N1.4", TreeSum("balance", _THIS_YEARS_SPENDING)),
    Rule("N1.5", TreeSum("balance", _OUTLAY)),
    Rule("N1.6", CellSum(_balance(_INCOME), (_balance(_OUTLAY),))),
    Rule("N1.7", TreeSum("balance", "收入/上年结转")),
    Rule("N2.1", CellSum(_total("income-by-function"), (_balance(_INCOME),), (_NOTHING_BROUGHT,))),
    Rule("N2.2", RowSum("income-by-function", TOTAL)),
    *(
        Rule("N2.3", CellSum(_total("income-by-function", source), (_balance(f"收入/{source}"),)))
        for source in ("财政拨款收入", *_SOURCES)
    ),
    Rule("N2.4", TreeSum("income-by-function")),
    Rule("N2.5", CodeSum(Part("income-by-function", (TOTAL,)), (Part("spending-by-function", (TOTAL,)),))),
    Rule("N2.6", SameCodes(Part("income-by-function", (TOTAL,)), Part("spending-by-function", (TOTAL,)))),
    Rule("N3.1", CellSum(_total("spending-by-function"), (_balance(_OUTLAY),), (_NOTHING_CARRIED,))),
    Rule(
        "N3.2",
        CodeSum(
            _classes("spending-by-function", TOTAL),
            (_classes("balance", _AMOUNT), _classes("spending-by-function", _CARRIED_ON)),
        ),
    ),
    Rule("N3.h", TreeSum("spending-by-function")),
    Rule("N3.x", RowSum("spending-by-function", TOTAL, NATURES)),
    Rule("N4.1", TreeSum("fiscal-balance", _THIS_YEARS_INCOME)),
    Rule("N4.1", TreeSum("fiscal-balance", _INCOME)),
    Rule("N4.1", TreeSum("fiscal-balance", "收入/上年结转")),
    Rule("N4.2", TreeSum("fiscal-balance", _THIS_YEARS_SPENDING)),
    Rule("N4.2", TreeSum("fiscal-balance", _OUTLAY)),
    Rule(
        "N4.3",
        CellSum(Cell("fiscal-balance", _INCOME, _AMOUNT), (Cell("fiscal-balance", _OUTLAY, TOTAL),)),
    ),
    Rule("N4.4", RowSum("fiscal-balance", TOTAL, FISCAL_FUNDS)),
    *(_spent_from(fund, role) for fund, role in zip(FISCAL_FUNDS, _BY_FUND, strict=True)),
    Rule(
        "N4.6",
        CellSum(
            Cell("fiscal-balance", _INCOME, _AMOUNT),
            (_balance("收入/财政拨款收入"), _BROUGHT_FORWARD[1]),
        ),
    ),
    *(_source(f"N4.{n}", fund, role) for n, (fund, role) in enumerate(zip(FISCAL_FUNDS, _BY_FUND, strict=True), 7)),
    Rule("N4.10", CodeSum(_classes("balance", _AMOUNT), (_classes("fiscal-balance", TOTAL),), (_ONLY_FISCAL,))),
    Rule(
        "N4.11",
        CellSum(
            Cell("fiscal-balance", _OUTLAY, TOTAL),
            tuple(_total(role) for role in _BY_FUND),
            (_ONLY_BASIC_AND_PROJECT,),
        ),
    ),
    *(
        Rule(
            "N5.1",
            CodeSum(
                Part("spending-by-function", (nature,)), (Part("general-by-function", (nature,)),), (_ONLY_GENERAL,)
            ),
        )
        for nature in (BASIC, PROJECT)
    ),
    *_by_function(5, "general-by-function"),
    *_by_function(6, "fund-by-function"),
    *_by_function(7, "capital-by-function"),
    Rule("N8.1", CellSum(_total("general-by-function", BASIC), (_total("basic-by-economic"),))),
    Rule("N8.h", TreeSum("basic-by-economic")),
    Rule("N8.x", RowSum("basic-by-economic", TOTAL, (_PERSONNEL, _RUNNING))),
    _purpose("N8.2", _PERSONNEL, "301", "303"),
    _purpose("N8.3", _RUNNING, "302", "307", "309", "310", "311", "312", "313", "399"),
    Rule("N9.1", TreeSum("three-public", "三公经费")),
    Rule("N9.2", TreeSum("three-public", "公务用车")),
    _of_basic("N9.3", "公务用车运行", "30231"),
    _of_basic("N9.4", "公务接待", "30217"),
    _of_basic("N9.5", "因公出国", "30212"),
    _of_basic("N9.6", "公务用车购置", "31013"),
    Rule(
        "N9.7",
        CellSum(
            _total("basic-by-economic", _RUNNING), (Cell("three-public", "机关运行经费", _AMOUNT),), relation="at-least"
        ),
    ),
    _social("N10.1", "2080505", "30108"),
    _social("N10.2", "2080506", "30109"),
    _social("N10.3", "2210201", "30113"),
)
