"""The reconciliation rules of the twelve-table form in their general form (domain.md 4.2), as data."""

from __future__ import annotations

from ..model.vocabulary import BASIC, FISCAL_FUNDS, GENERAL, NATURES, OPERATING, PROJECT
from .identities import (
    BlockSum,
    Cell,
    CellSum,
    CodeSum,
    Part,
    Rebuilt,
    RowSum,
    Rule,
    SameCodes,
    TreeSum,
    UniqueLabels,
    Unless,
)
from .rows import UNKNOWN_KIND
from .spec import TOTAL, Role
from .twelve import ADMINISTRATIVE_COSTS

_AMOUNT = "预算"
_SUBTOTAL = "小计"
_GRAND = "总计"
_FISCAL = "财政拨款合计"
_BY_FUND: tuple[Role, ...] = ("general-by-function", "fund-by-function", "capital-by-function")
_BY_ECONOMIC: tuple[Role, ...] = ("basic-by-economic", "projects-by-economic")


def _balance(row: str) -> Cell:
    return Cell("balance", row, _AMOUNT)


def _fiscal_balance(row: str) -> Cell:
    return Cell("fiscal-balance", row, _AMOUNT)


def _spending(*columns: str) -> tuple[Cell, ...]:
    """Table 3's totals."""
    return tuple(Cell("spending-by-function", TOTAL, column) for column in columns)


def _classes(role: Role, *columns: str) -> Part:
    """The rows of the function classes, in tables by function and in the two balances."""
    return Part(role, columns, under=_THIS_YEAR if role in ("balance", "fiscal-balance") else TOTAL)


def _items(codes: frozenset[str], kind: str | None = None) -> tuple[Part, ...]:
    """General budget money on these economic codes: basic and project."""
    return tuple(Part(role, (_AMOUNT,), level=2, codes=codes, kind=kind) for role in _BY_ECONOMIC)


_INCOME = "收入/收入总计"
_OUTLAY = "支出/支出总计"
_THIS_YEAR = "支出/本年支出合计"
_BROUGHT_FORWARD = "收入/上年结转"
_OTHER_INCOME = tuple(
    _balance(f"收入/{source}")
    for source in (
        "财政专户拨款",
        "其他资金",
        "未分类",
        "上级补助收入",
        "附属单位上缴收入",
        "用事业基金弥补收支差额",
        "上年结转",
    )
)
"""Income that is not this year's fiscal money."""
_OTHER_FISCAL_INCOME = tuple(_fiscal_balance(f"收入/{source}") for source in (*FISCAL_FUNDS[1:], "上年结转"))
_OTHER_NATURES = tuple(nature for nature in NATURES if nature not in (BASIC, PROJECT))
_ROWS_OF_THEIR_OWN = tuple(nature for nature in _OTHER_NATURES if nature != OPERATING)
"""The natures that tables 1 and 4 show in rows beside those of the function classes."""
_ONLY_FISCAL = Unless(_OTHER_INCOME)
_ONLY_GENERAL = Unless((*_OTHER_INCOME, *_OTHER_FISCAL_INCOME))
_ONLY_BASIC_AND_PROJECT = Unless(_spending(*_OTHER_NATURES))


def _source(id: str, fund: str, role: Role) -> Rule:
    """A fiscal source = the total of its own table, which holds basic and project spending only."""
    unless = (Unless((_fiscal_balance(_BROUGHT_FORWARD),), "check.brought-forward"), _ONLY_BASIC_AND_PROJECT)
    return Rule(id, CellSum(_fiscal_balance(f"收入/{fund}"), (Cell(role, TOTAL, _SUBTOTAL),), unless))


def _inner(number: int, role: Role) -> tuple[Rule, ...]:
    """The sums inside a table by function with a column each for basic and project spending."""
    return Rule(f"R{number}.h", TreeSum(role)), Rule(f"R{number}.x", RowSum(role, _SUBTOTAL, (BASIC, PROJECT)))


def _three_public(id: str, row: str, code: str) -> Rule:
    """An item of table 7 = its economic code; the general budget's column, which alone is shown by economic code."""
    return Rule(id, CellSum(Cell("three-public", row, GENERAL), _items(frozenset({code}))))


def _by_source(id: str, role: Role) -> tuple[Rule, ...]:
    return (
        Rule(id, RowSum(role, _GRAND, (_FISCAL, "财政专户拨款", "其他资金"))),
        Rule(id, RowSum(role, _FISCAL, FISCAL_FUNDS)),
    )


def _social(id: str, function: str, economic: str) -> Rule:
    """A contribution's function code = its economic code."""
    part = Part("basic-by-economic", (_AMOUNT,), level=2, codes=frozenset({economic}))
    return Rule(id, CellSum(Cell("general-by-function", function, BASIC), (part,)), customary=True)


_HEADS = Part("basic-by-unit", prefix="/")
_UNIT_CLASSES = Part("basic-by-unit", level=2)
_BLOCKS = Part("basic-by-economic", (_AMOUNT,), level=1)

RULES: tuple[Rule, ...] = (
    Rule("R1.1", TreeSum("balance", "收入/本年收入合计")),
    Rule("R1.2", TreeSum("balance", _INCOME)),
    Rule("R1.3", TreeSum("balance", _THIS_YEAR)),
    Rule("R1.4", TreeSum("balance", _OUTLAY)),
    Rule("R1.5", CellSum(_balance(_INCOME), (_balance(_OUTLAY),))),
    Rule(
        "R2.1",
        CellSum(
            Cell("income-by-function", TOTAL, TOTAL),
            (_balance(_INCOME),),
            (Unless((_balance(_BROUGHT_FORWARD),), "check.brought-forward"),),
        ),
    ),
    Rule("R2.2", RowSum("income-by-function", TOTAL)),
    Rule("R2.3", CodeSum(Part("income-by-function", (TOTAL,)), (Part("spending-by-function", (TOTAL,)),))),
    Rule("R2.4", TreeSum("income-by-function")),
    Rule("R2.6", SameCodes(Part("income-by-function", (TOTAL,)), Part("spending-by-function", (TOTAL,)))),
    Rule(
        "R2.7",
        Rebuilt(_balance(_INCOME), Part("income-by-function", (TOTAL,)), Part("spending-by-function", (TOTAL,))),
    ),
    Rule("R3.1", CellSum(Cell("spending-by-function", TOTAL, TOTAL), (_balance(_OUTLAY),))),
    Rule(
        "R3.2",
        CodeSum(
            _classes("spending-by-function", TOTAL),
            (_classes("balance", _AMOUNT), _classes("spending-by-function", *_ROWS_OF_THEIR_OWN)),
        ),
    ),
    Rule("R3.3", SameCodes(_classes("balance", _AMOUNT), _classes("spending-by-function", BASIC, PROJECT, OPERATING))),
    Rule("R3.h", TreeSum("spending-by-function")),
    Rule("R3.x", RowSum("spending-by-function", TOTAL, NATURES)),
    Rule("R4.1", TreeSum("fiscal-balance", "收入/本年收入合计")),
    Rule("R4.2", TreeSum("fiscal-balance", _THIS_YEAR)),
    Rule("R4.3", TreeSum("fiscal-balance", _INCOME)),
    Rule("R4.3", TreeSum("fiscal-balance", _OUTLAY)),
    Rule(
        "R4.4",
        CodeSum(
            _classes("fiscal-balance", _AMOUNT),
            tuple(_classes(role, _SUBTOTAL) for role in _BY_FUND),
            (Unless((_classes("spending-by-function", OPERATING),)),),
        ),
    ),
    Rule("R4.5", CellSum(_fiscal_balance(_INCOME), (_fiscal_balance(_OUTLAY),))),
    Rule("R4.6", CellSum(_fiscal_balance(_INCOME), (_balance("收入/预算拨款"), _fiscal_balance(_BROUGHT_FORWARD)))),
    *(_source(f"R4.{n}", fund, role) for n, (fund, role) in enumerate(zip(FISCAL_FUNDS, _BY_FUND, strict=True), 7)),
    Rule("R4.10", CodeSum(_classes("balance", _AMOUNT), (_classes("fiscal-balance", _AMOUNT),), (_ONLY_FISCAL,))),
    *(
        Rule(
            "R5.1",
            CodeSum(
                Part("spending-by-function", (nature,)), (Part("general-by-function", (nature,)),), (_ONLY_GENERAL,)
            ),
        )
        for nature in (BASIC, PROJECT)
    ),
    Rule("R5.2", CellSum(Cell("general-by-function", TOTAL, BASIC), (Cell("basic-by-economic", TOTAL, _AMOUNT),))),
    Rule("R5.3", CellSum(Cell("general-by-function", TOTAL, PROJECT), (Cell("projects-by-economic", TOTAL, _AMOUNT),))),
    *_inner(5, "general-by-function"),
    Rule("R6.1", TreeSum("basic-by-economic", level=0)),
    Rule("R6.2", TreeSum("basic-by-economic", level=1)),
    Rule("R7.1", TreeSum("three-public", "三公经费")),
    Rule("R7.2", TreeSum("three-public", "公务用车")),
    Rule("R7.3", RowSum("three-public", TOTAL, FISCAL_FUNDS)),
    _three_public("R7.4", "公务用车运行", "30231"),
    _three_public("R7.5", "公务接待", "30217"),
    _three_public("R7.6", "因公出国", "30212"),
    _three_public("R7.7", "公务用车购置", "31013"),
    Rule(
        "R7.8",
        CellSum(
            Cell("three-public", "行政经费", GENERAL),
            _items(ADMINISTRATIVE_COSTS, "行政"),
            (
                Unless(_items(ADMINISTRATIVE_COSTS, UNKNOWN_KIND), "check.kind-unsettled"),
                Unless(_items(ADMINISTRATIVE_COSTS, "")),
            ),
        ),
    ),
    *_inner(8, "fund-by-function"),
    *_inner(9, "capital-by-function"),
    Rule("R10.1", TreeSum("projects-by-economic", level=0)),
    Rule("R10.2", TreeSum("projects-by-economic", level=1)),
    Rule("R11.1", CellSum(Cell("basic-by-unit", TOTAL, _GRAND), _spending(BASIC))),
    Rule("R11.2", CellSum(Cell("basic-by-unit", TOTAL, GENERAL), (Cell("basic-by-economic", TOTAL, _AMOUNT),))),
    Rule("R11.3", CellSum(Cell("basic-by-unit", TOTAL), (_HEADS,))),
    Rule("R11.4", TreeSum("basic-by-unit", level=0)),
    Rule("R11.5", CodeSum(_HEADS, (_UNIT_CLASSES,))),
    Rule("R11.6", TreeSum("basic-by-unit", level=1)),
    Rule("R11.7", CodeSum(Part("basic-by-unit", (GENERAL,), prefix="/"), (_BLOCKS,))),
    Rule("R11.8", BlockSum(_BLOCKS, Part("basic-by-unit", (GENERAL,), level=2), ("301", "302", "303", "310"))),
    *_by_source("R11.9", "basic-by-unit"),
    Rule("R12.1", CellSum(Cell("projects-by-unit", TOTAL, _GRAND), _spending(PROJECT, *_OTHER_NATURES))),
    Rule(
        "R12.2",
        CellSum(
            Cell("projects-by-unit", TOTAL, GENERAL),
            (Cell("projects-by-economic", TOTAL, _AMOUNT),),
            (_ONLY_BASIC_AND_PROJECT,),
        ),
    ),
    Rule("R12.3", TreeSum("projects-by-unit", level=0)),
    Rule("R12.4", TreeSum("projects-by-unit", level=1)),
    *_by_source("R12.5", "projects-by-unit"),
    Rule("R12.6", UniqueLabels("projects-by-unit", level=2)),
    _social("R13.1", "2080505", "30108"),
    _social("R13.2", "2080506", "30109"),
    _social("R13.3", "2210201", "30113"),
)
