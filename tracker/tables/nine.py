"""The nine-table form of departmental budgets (Shanghai and its districts): codes in columns of their own, amounts in
元 and one table in 万元, no units and no projects. Everything that is particular to it stands here."""

from __future__ import annotations

from ..model.vocabulary import (
    ADMINISTRATIVE,
    BASIC,
    FISCAL_FUNDS,
    GENERAL,
    NATURES,
    OTHER_INCOME_FUNDS,
    PROJECT,
    SPECIAL_ACCOUNT_FUNDS,
    UNCLASSIFIED,
)
from .classes import CLASS_ALIASES, CLASSES, RARE_CLASSES
from .nine_subjects import NINE_SUBJECTS
from .nine_words import NINE_WORDS
from .rows import EconomicRows, FunctionRows, Item, ListRows
from .spec import TOTAL, UNCLASSIFIED_LABEL, Column, Form, TableSpec, Where

_FISCAL = frozenset(FISCAL_FUNDS)
_SPECIAL = frozenset(SPECIAL_ACCOUNT_FUNDS)
_OPERATING_INCOME = frozenset({OTHER_INCOME_FUNDS[1]})
_BUSINESS_INCOME = frozenset({OTHER_INCOME_FUNDS[0]})
_NAMED_INCOME = _FISCAL | _SPECIAL | _BUSINESS_INCOME | _OPERATING_INCOME
"""The funds of which the form speaks by name; the rest is 其他收入."""
_CARRIED_ON = "结转下年"
_SPENT = frozenset(NATURES) - {_CARRIED_ON}
_BASIC_AND_PROJECT = frozenset({BASIC, PROJECT})
_PERSONNEL = ("301", "303")
"""The economic classes of 人员经费; the other classes are 公用经费."""
_RUNNING = ("302", "307", "309", "310", "311", "312", "313", "399")

_INCOME_TOTAL = "收入/收入总计"
_OUTLAY = "支出/支出总计"
_THIS_YEARS_INCOME = "收入/本年收入合计"
_THIS_YEARS_SPENDING = "支出/本年支出合计"


def _income(
    key: str, label: str, where: Where, *aliases: str, parent: str = _THIS_YEARS_INCOME, level: int = 1
) -> Item:
    return Item(f"收入/{key}", label, where, side="收入", level=level, aliases=aliases, parent=parent, may_lack=True)


def _this_year(funds: frozenset[str]) -> Where:
    return Where(funds=funds, brought_forward=False)


def _rare_income(key: str, where: Where, *aliases: str, parent: str = _THIS_YEARS_INCOME) -> Item:
    return Item(f"收入/{key}", key, where, side="收入", aliases=aliases, optional=True, parent=parent)


_BROUGHT = Where(brought_forward=True)


def _brought_funds() -> tuple[Item, ...]:
    """What was brought forward of each fund, under the labels that this year's money has above."""
    return tuple(
        Item(f"收入/上年结转{fund}", _FUND_ALIASES[fund][0], Where(funds=frozenset({fund}), brought_forward=True),
             side="收入", level=2, aliases=(fund, *_FUND_ALIASES[fund]), only_printed=True, parent=_BROUGHT_ROW)
        for fund in FISCAL_FUNDS
    )  # fmt: skip


_BROUGHT_ROW = "收入/上年结转"
_BROUGHT_ALIASES = ("上年结转收入", "上年结转结余", "上年结转和结余", "上年结转资金", "年初结转和结余")
_FUND_ALIASES = {
    "一般公共预算": ("一般公共预算资金", "一般公共预算拨款", "一般公共预算财政拨款", "一般公共预算拨款收入"),
    "政府性基金预算": (
        "政府性基金", "政府性基金预算资金", "政府性基金预算拨款", "政府性基金预算财政拨款", "政府性基金拨款",
    ),
    "国有资本经营预算": ("国有资本经营预算资金", "国有资本经营预算拨款", "国有资本经营预算财政拨款", "国有资本经营"),
}  # fmt: skip


def _classes() -> tuple[Item, ...]:
    """Of the classes only those with money are printed, numbered anew in every document."""
    return tuple(
        Item(
            f"支出/{code}",
            label,
            Where(natures=_SPENT, function_class=code),
            side="支出",
            aliases=CLASS_ALIASES.get(code, ()),
            optional=True,
            parent=_THIS_YEARS_SPENDING,
        )
        for code, label in sorted((*CLASSES, *RARE_CLASSES))
    )


def _spending_side() -> tuple[Item, ...]:
    return (
        *_classes(),
        Item(_THIS_YEARS_SPENDING, "本年支出合计", Where(natures=_SPENT), side="支出", level=0,
             aliases=("本年支出小计", "支出合计", "本年支出"), only_printed=True, parent=_OUTLAY),
        Item(f"支出/{_CARRIED_ON}", _CARRIED_ON, Where(natures=frozenset({_CARRIED_ON})), side="支出", optional=True,
             aliases=("年末结转", "年终结转结余", "结转下年支出", "年末结转和结余"), parent=_OUTLAY),
        Item(_OUTLAY, "支出总计", Where(), side="支出", level=0),
    )  # fmt: skip


def _subtotal_of_income(where: Where) -> Item:
    """Printed above its parts or below them; it stands first here, since labels that rows share go by their order."""
    return Item(_THIS_YEARS_INCOME, "本年收入合计", where, side="收入", level=0, aliases=("本年收入小计", "收入合计", "本年收入"),
                only_printed=True, parent=_INCOME_TOTAL)  # fmt: skip


_FISCAL_INCOME = "收入/财政拨款收入"

_BALANCE = ListRows(
    (
        _subtotal_of_income(Where(brought_forward=False)),
        _income("财政拨款收入", "一、财政拨款收入", _this_year(_FISCAL), "财政拨款", "财政拨款预算收入"),
        *(
            _income(fund, f"{n}.{_FUND_ALIASES[fund][0]}", _this_year(frozenset({fund})), fund, *_FUND_ALIASES[fund],
                    parent=_FISCAL_INCOME, level=2)
            for n, fund in enumerate(FISCAL_FUNDS, 1)
        ),
        _rare_income("财政专户管理资金", _this_year(_SPECIAL), "财政专户管理资金收入", "财政专户拨款",
                     "财政专户拨款收入", "教育收费", "教育收费收入"),
        _income("事业收入", "二、事业收入", _this_year(_BUSINESS_INCOME)),
        _income("事业单位经营收入", "三、事业单位经营收入", _this_year(_OPERATING_INCOME), "经营收入"),
        _rare_income("上级补助收入", _this_year(frozenset({"上级补助收入"}))),
        _rare_income("附属单位上缴收入", _this_year(frozenset({"附属单位上缴收入"}))),
        _income("其他收入", "四、其他收入", _this_year(frozenset({"其他收入"}))),
        _rare_income("用事业基金弥补收支差额", _this_year(frozenset({"用事业基金弥补收支差额"})), "使用非财政拨款结余"),
        _rare_income(UNCLASSIFIED_LABEL, _this_year(frozenset({UNCLASSIFIED}))),
        _rare_income("上年结转", _BROUGHT, *_BROUGHT_ALIASES, parent=_INCOME_TOTAL),
        *_brought_funds(),
        Item(_INCOME_TOTAL, "收入总计", Where(), side="收入", level=0),
        *_spending_side(),
    ),
    classes_before=_THIS_YEARS_SPENDING,
    classes_where=Where(natures=_SPENT),
)  # fmt: skip

_FISCAL_BALANCE = ListRows(
    (
        _subtotal_of_income(Where(brought_forward=False)),
        *(
            _income(fund, f"{n}、{_FUND_ALIASES[fund][0]}", _this_year(frozenset({fund})), fund, *_FUND_ALIASES[fund])
            for n, fund in zip("一二三", FISCAL_FUNDS, strict=True)
        ),
        _rare_income("上年结转", _BROUGHT, "上年财政拨款结转", "年初财政拨款结转和结余", *_BROUGHT_ALIASES,
                     parent=_INCOME_TOTAL),
        *_brought_funds(),
        Item(_INCOME_TOTAL, "收入总计", Where(), side="收入", level=0),
        *_spending_side(),
    ),
    classes_before=_THIS_YEARS_SPENDING,
    classes_where=Where(natures=_SPENT),
)  # fmt: skip


def _economic(*codes: str) -> Where:
    return Where(economics=frozenset(codes))


_THREE_PUBLIC = ListRows(
    (
        Item("三公经费", "“三公”经费合计", _economic("30212", "30217", "30231", "31013"), level=0,
             aliases=("“三公”经费", "“三公”经费预算数", "“三公”经费预算", "“三公”经费小计", TOTAL)),
        Item("因公出国", "因公出国（境）费", _economic("30212"), parent="三公经费",
             aliases=("因公出国（境）费用", "因公出国（境）", "因公出国（境）经费", "因公出国费")),
        Item("公务接待", "公务接待费", _economic("30217"), parent="三公经费", aliases=("公务接待", "公务接待费用")),
        Item("公务用车", "公务用车购置及运行费", _economic("31013", "30231"), parent="三公经费",
             aliases=("公务用车购置及运行维护费", "公务用车购置和运行费", "公务用车费", "小计")),
        Item("公务用车购置", "购置费", _economic("31013"), level=2, parent="公务用车",
             aliases=("公务用车购置费", "公务用车购置")),
        Item("公务用车运行", "运行费", _economic("30231"), level=2, parent="公务用车",
             aliases=("公务用车运行费", "公务用车运行维护费", "运行维护费")),
        Item("机关运行经费", "机关运行经费", Where(natures=frozenset({BASIC}), funds=frozenset({GENERAL}),
             economic_classes=_RUNNING, unit_kinds=ADMINISTRATIVE), level=0, may_lack=True,
             aliases=("机关运行经费预算数", "机关运行经费预算")),
    )
)  # fmt: skip

_AMOUNT_HEADERS = ("预算金额", "金额", "本年预算", "本年预算数", "预算", "年初预算数")
_BUDGET = (Column("预算数", headers=_AMOUNT_HEADERS),)


def _fund(label: str, funds: frozenset[str], *headers: str, rare: bool = False) -> Column:
    return Column(label, Where(funds=funds, brought_forward=False), headers, optional=rare)


_BY_SOURCE = (
    Column(TOTAL, headers=("总计",)),
    _fund("财政拨款收入", _FISCAL, "财政拨款"),
    _fund("财政专户管理资金", _SPECIAL, "财政专户管理资金收入", "教育收费", rare=True),
    _fund("事业收入", _BUSINESS_INCOME),
    _fund("事业单位经营收入", _OPERATING_INCOME, "经营收入"),
    _fund("上级补助收入", frozenset({"上级补助收入"}), rare=True),
    _fund("附属单位上缴收入", frozenset({"附属单位上缴收入"}), rare=True),
    _fund("其他收入", frozenset({"其他收入"})),
    _fund("用事业基金弥补收支差额", frozenset({"用事业基金弥补收支差额"}), "使用非财政拨款结余", rare=True),
    _fund(UNCLASSIFIED_LABEL, frozenset({UNCLASSIFIED}), rare=True),
    Column("上年结转", _BROUGHT, ("上年结转和结余", "上年结转收入", "年初结转和结余"), optional=True),
)


def _nature(nature: str, *, rare: bool = False) -> Column:
    return Column(nature, Where(natures=frozenset({nature})), optional=rare)


_BASIC_PROJECT = (Column(TOTAL, headers=("小计", "总计")), _nature(BASIC), _nature(PROJECT))
_BY_NATURE = (*_BASIC_PROJECT, *(_nature(nature, rare=True) for nature in NATURES if nature not in _BASIC_AND_PROJECT))
_BY_FISCAL_FUND = (
    Column("预算数", headers=_AMOUNT_HEADERS, side="收入"),
    Column(TOTAL, headers=("总计", "小计", "预算数"), side="支出"),
    *(
        Column(fund, Where(funds=frozenset({fund})), (*_FUND_ALIASES[fund], f"{fund}支出"), side="支出")
        for fund in FISCAL_FUNDS
    ),
)
_BY_PURPOSE = (
    Column(TOTAL, headers=("小计", "总计")),
    Column("人员经费", Where(economic_classes=_PERSONNEL), ("人员支出",)),
    Column("公用经费", Where(economic_classes=_RUNNING), ("公用支出", "日常公用经费")),
)


def _spending_from(fund: str) -> Where:
    return Where(natures=_BASIC_AND_PROJECT, funds=frozenset({fund}))


_LIST_HEADERS = ("项目", "收入项目", "支出项目", "收入", "支出", "本年收入", "本年支出", "财政拨款收入", "财政拨款支出")
_CODE_HEADERS = ("项目", "类", "款", "项", "科目编码", "科目名称", "收入预算", "支出预算")
_FUNCTION_HEADERS = (
    *_CODE_HEADERS, "功能分类科目编码", "功能分类科目名称", "功能分类科目代码", "功能科目编码", "功能科目名称",
    "支出功能分类科目编码", "支出功能分类科目名称", "一般公共预算支出", "政府性基金预算支出", "国有资本经营预算支出",
    "国有资本经营财政拨款预算支出",
)  # fmt: skip
_ECONOMIC_HEADERS = (
    *_CODE_HEADERS, "部门预算经济分类科目编码", "部门预算经济分类科目名称", "经济分类科目编码", "经济分类科目名称",
    "部门预算支出经济分类科目编码", "支出经济分类科目名称", "一般公共预算基本支出",
)  # fmt: skip


def _titles(*titles: str) -> tuple[str, ...]:
    """The titles without the word for whose budget it is, which documents of departments and of units choose."""
    return tuple(title.removeprefix("部门") for title in titles)


def _functions(fund: str) -> tuple[str, ...]:
    """How the table of a fund by function is called."""
    money = (fund, f"{fund}拨款", f"{fund}财政拨款", f"{fund.removesuffix('预算')}拨款")
    return tuple(
        f"{granted}支出{table}"
        for granted in money
        for table in ("功能分类预算表", "功能分类表", "预算表")
    )  # fmt: skip


NINE = Form(
    id="nine",
    version=1,
    name={"zh": "部门预算（九表）", "en": "departmental budget, nine tables"},
    tables=(
        TableSpec(
            "balance", 1, "部门财务收支预算总表", _BUDGET, _BALANCE,
            titles=_titles("部门财务收支预算总表", "部门收支预算总表"), label_headers=_LIST_HEADERS, total=_OUTLAY,
        ),
        TableSpec(
            "income-by-function", 2, "部门收入预算总表", _BY_SOURCE, FunctionRows(),
            titles=_titles("部门收入预算总表"), label_headers=_FUNCTION_HEADERS,
        ),
        TableSpec(
            "spending-by-function", 3, "部门支出预算总表", _BY_NATURE, FunctionRows(),
            titles=_titles("部门支出预算总表"), label_headers=_FUNCTION_HEADERS,
        ),
        TableSpec(
            "fiscal-balance", 4, "部门财政拨款收支预算总表", _BY_FISCAL_FUND, _FISCAL_BALANCE, Where(funds=_FISCAL),
            titles=_titles("部门财政拨款收支预算总表"), label_headers=_LIST_HEADERS, total=_OUTLAY,
        ),
        TableSpec(
            "general-by-function", 5, "部门一般公共预算支出功能分类预算表", _BASIC_PROJECT, FunctionRows(),
            _spending_from(GENERAL), _functions("一般公共预算"), _FUNCTION_HEADERS,
        ),
        TableSpec(
            "fund-by-function", 6, "部门政府性基金预算支出功能分类预算表", _BASIC_PROJECT, FunctionRows(),
            _spending_from("政府性基金预算"), _functions("政府性基金预算"), _FUNCTION_HEADERS,
        ),
        TableSpec(
            "capital-by-function", 7, "部门国有资本经营预算支出功能分类预算表", _BASIC_PROJECT, FunctionRows(),
            _spending_from("国有资本经营预算"), _functions("国有资本经营预算"), _FUNCTION_HEADERS,
        ),
        TableSpec(
            "basic-by-economic", 8, "部门一般公共预算基本支出部门预算经济分类预算表", _BY_PURPOSE, EconomicRows(),
            Where(natures=frozenset({BASIC}), funds=frozenset({GENERAL})),
            tuple(
                f"一般公共预算{granted}基本支出{by}预算表"
                for granted in ("", "拨款", "财政拨款")
                for by in ("部门预算经济分类", "经济分类", "部门预算支出经济分类", "支出经济分类", "")
            ),
            _ECONOMIC_HEADERS,
        ),
        TableSpec(
            "three-public", 9, "部门“三公”经费和机关运行经费预算表", _BUDGET, _THREE_PUBLIC,
            Where(natures=_BASIC_AND_PROJECT, funds=_FISCAL),
            tuple(
                f"{money}“三公”经费{administration}预算{table}"
                for money in ("", "财政拨款", "一般公共预算")
                for administration in ("和机关运行经费", "及机关运行经费", "、机关运行经费", "")
                for table in ("表", "情况表")
            ),
            ("项目",), total="", transposed=True,
        ),
    ),
    size=("spending-by-function", TOTAL, TOTAL),
    partitions=("function",),
    same_rows=(
        ("income-by-function", "spending-by-function"),
        ("general-by-function", "spending-by-function"),
    ),
    words=NINE_WORDS,
    subjects=NINE_SUBJECTS,
    items=(("general-by-function", TOTAL), ("fund-by-function", TOTAL), ("capital-by-function", TOTAL)),
)  # fmt: skip
