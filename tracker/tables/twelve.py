"""The twelve-table form of departmental budgets (Guangzhou and its districts). Everything that is particular to it,
its labels included, stands here."""

from __future__ import annotations

from ..model.vocabulary import (
    ADMINISTRATIVE,
    BASIC,
    FISCAL_FUNDS,
    FUNDS,
    GENERAL,
    NATURES,
    OPERATING,
    OTHER_INCOME_FUNDS,
    PROJECT,
    SPECIAL_ACCOUNT_FUNDS,
    UNCLASSIFIED,
)
from .classes import CLASS_ALIASES, CLASSES, ECONOMIC_CLASSES, RARE_CLASSES, RARE_ECONOMIC_CLASSES, ordinal
from .rows import BlockRows, FunctionRows, Item, ListRows, ProjectRows, UnitRows
from .spec import TOTAL, UNCLASSIFIED_LABEL, Column, Form, TableSpec, Where
from .twelve_subjects import TWELVE_SUBJECTS
from .twelve_words import TWELVE_WORDS

_FISCAL = frozenset(FISCAL_FUNDS)
_SPECIAL = frozenset(SPECIAL_ACCOUNT_FUNDS)
_OTHER = frozenset(OTHER_INCOME_FUNDS)
_SPENT_HERE = frozenset({BASIC, PROJECT, OPERATING})
"""The natures of the function rows of tables 1 and 4; the others have rows of their own."""
_BASIC_AND_PROJECT = frozenset({BASIC, PROJECT})


def _class_items(funds: frozenset[str] | None) -> tuple[Item, ...]:
    return tuple(
        Item(
            f"支出/{code}",
            (ordinal(i) if i <= len(CLASSES) else "") + label,
            Where(natures=_SPENT_HERE, funds=funds, function_class=code),
            side="支出",
            aliases=CLASS_ALIASES.get(code, ()),
            optional=i > len(CLASSES),
            parent="支出/本年支出合计",
        )
        for i, (code, label) in enumerate((*CLASSES, *RARE_CLASSES), 1)
    )


def _income(key: str, label: str, funds: frozenset[str], parent: str, *aliases: str) -> Item:
    where = Where(funds=funds, brought_forward=False)
    return Item(f"收入/{key}", label, where, side="收入", aliases=aliases, parent=f"收入/{parent}")


_BROUGHT = Where(brought_forward=True)

_BALANCE = ListRows(
    (
        _income("预算拨款", "一、预算拨款", _FISCAL, "本年收入合计", "财政拨款", "财政拨款收入", "财政预算拨款"),
        _income("财政专户拨款", "二、财政专户拨款", _SPECIAL, "本年收入合计", "财政专户拨款收入", "财政专户管理资金"),
        _income("其他资金", "三、其他资金", _OTHER, "本年收入合计", "其他资金收入"),
        Item(
            "收入/未分类", UNCLASSIFIED_LABEL, Where(funds=frozenset({UNCLASSIFIED}), brought_forward=False),
            side="收入", optional=True, parent="收入/本年收入合计",
        ),
        Item(
            "收入/本年收入合计", "本年收入合计",
            Where(funds=_FISCAL | _SPECIAL | _OTHER | {UNCLASSIFIED}, brought_forward=False), side="收入", level=0,
            parent="收入/收入总计",
        ),
        _income("上级补助收入", "四、上级补助收入", frozenset({"上级补助收入"}), "收入总计"),
        _income("附属单位上缴收入", "五、附属单位上缴收入", frozenset({"附属单位上缴收入"}), "收入总计"),
        _income("用事业基金弥补收支差额", "六、用事业基金弥补收支差额", frozenset({"用事业基金弥补收支差额"}), "收入总计"),
        Item("收入/上年结转", "七、上年结转", _BROUGHT, side="收入", optional=True, parent="收入/收入总计",
             aliases=("上年结转收入", "上年结转结余")),
        Item("收入/收入总计", "收入总计", Where(), side="收入", level=0),
        *_class_items(None),
        Item("支出/本年支出合计", "本年支出合计", Where(natures=_SPENT_HERE), side="支出", level=0, parent="支出/支出总计"),
        *(
            Item(f"支出/{nature}", f"{ordinal(n)}{nature}", Where(natures=frozenset({nature})), side="支出",
                 parent="支出/支出总计")
            for n, nature in enumerate(("对附属单位补助支出", "上缴上级支出", "结转下年"), len(CLASSES) + 1)
        ),
        Item("支出/支出总计", "支出总计", Where(), side="支出", level=0),
    ),
    classes_before="支出/本年支出合计",
    classes_where=Where(natures=_SPENT_HERE),
)  # fmt: skip

_FISCAL_BALANCE = ListRows(
    (
        *(
            Item(f"收入/{fund}", f"{ordinal(n)}{fund}", Where(funds=frozenset({fund}), brought_forward=False), side="收入",
                 aliases=(f"{fund}拨款", f"{fund}财政拨款"), parent="收入/本年收入合计")
            for n, fund in enumerate(FISCAL_FUNDS, 1)
        ),
        Item("收入/本年收入合计", "本年收入合计", Where(brought_forward=False), side="收入", level=0, parent="收入/收入总计"),
        Item("收入/上年结转", "四、上年结转", _BROUGHT, side="收入", optional=True, parent="收入/收入总计",
             aliases=("上年财政拨款结转", "上年结转收入")),
        Item("收入/收入总计", "收入总计", Where(), side="收入", level=0),
        *_class_items(_FISCAL),
        Item("支出/本年支出合计", "本年支出合计", Where(natures=_SPENT_HERE), side="支出", level=0, parent="支出/支出总计"),
        Item("支出/其他支出性质", "对附属单位补助、上缴上级支出",
             Where(natures=frozenset({"对附属单位补助支出", "上缴上级支出"})), side="支出", optional=True,
             parent="支出/支出总计"),
        Item("支出/结转下年", f"{ordinal(len(CLASSES) + 1)}结转下年", Where(natures=frozenset({"结转下年"})), side="支出",
             parent="支出/支出总计"),
        Item("支出/支出总计", "支出总计", Where(), side="支出", level=0),
    ),
    classes_before="支出/本年支出合计",
    classes_where=Where(natures=_SPENT_HERE, funds=_FISCAL),
)  # fmt: skip

ADMINISTRATIVE_COSTS = frozenset(
    f"30{code}"
    for code in (
        *("201", "202", "205", "206", "207", "208", "209"),
        *("211", "212", "213", "214", "215", "216", "217", "218"),
        *("224", "229", "231", "239", "307"),
    )
) | {"31002", "31003", "31007", "31013", "31019"}
"""行政经费 (机关运行经费) of this form, on administrative units only (domain.md R7.8)."""


def _codes(*codes: str) -> Where:
    return Where(economics=frozenset(codes))


_THREE_PUBLIC = ListRows(
    (
        Item("行政经费", "行政经费", Where(economics=ADMINISTRATIVE_COSTS, unit_kinds=ADMINISTRATIVE), level=0,
             aliases=("机关运行经费",)),
        Item("三公经费", "“三公”经费", _codes("30212", "31013", "30231", "30217"), level=0, aliases=("“三公”经费合计",)),
        Item("因公出国", "其中：（一）因公出国（境）支出", _codes("30212"), parent="三公经费",
             aliases=("因公出国（境）费", "因公出国（境）费用", "因公出国（境）费支出")),
        Item("公务用车", "（二）公务用车购置及运行维护支出", _codes("31013", "30231"), parent="三公经费",
             aliases=("公务用车购置及运行维护费", "公务用车购置及运行费", "公务用车购置及运行维护费支出", "公务用车购置及运行支出")),
        Item("公务用车购置", "1.公务用车购置", _codes("31013"), level=2, parent="公务用车",
             aliases=("公务用车购置费", "公务用车购置支出", "公务用车购置费支出")),
        Item("公务用车运行", "2.公务用车运行维护费", _codes("30231"), level=2, parent="公务用车",
             aliases=("公务用车运行维护支出", "公务用车运行费", "公务用车运行维护费支出")),
        Item("公务接待", "（三）公务接待费支出", _codes("30217"), parent="三公经费", aliases=("公务接待费", "公务接待支出")),
    )
)  # fmt: skip

_BUDGET = (
    Column("预算", headers=("预算数", "预算金额", "金额", "本年预算", "本年预算数", "年初预算", "年初预算数", TOTAL)),
)


def _fund(fund: str, *headers: str, group: str = "") -> Column:
    return Column(fund, Where(funds=frozenset({fund})), headers, group)


_BY_FUND = (
    Column(TOTAL, headers=("总计",)),
    *(_fund(fund, group="财政拨款收入") for fund in FISCAL_FUNDS),
    _fund("教育收费", "教育收费收入", group="财政专户拨款收入"),
    _fund("其他专户收入拨款", "其他财政专户拨款", "其他专户收入", "其他财政专户拨款收入", group="财政专户拨款收入"),
    *(_fund(fund, group="其他资金收入") for fund in OTHER_INCOME_FUNDS),
    *(_fund(fund) for fund in FUNDS[8:]),
    Column(UNCLASSIFIED_LABEL, Where(funds=frozenset({UNCLASSIFIED})), optional=True),
)

_BY_NATURE = (Column(TOTAL), *(Column(nature, Where(natures=frozenset({nature}))) for nature in NATURES))

_BASIC_PROJECT = (
    Column("小计", headers=(TOTAL,)),
    Column(BASIC, Where(natures=frozenset({BASIC})), ("其中：基本支出",)),
    Column(PROJECT, Where(natures=frozenset({PROJECT})), ("其中：项目支出",)),
)

_BY_SOURCE = (
    Column("总计", headers=(TOTAL,)),
    Column("财政拨款合计", Where(funds=_FISCAL), (TOTAL, "小计"), group="财政拨款"),
    *(_fund(fund, group="财政拨款") for fund in FISCAL_FUNDS),
    Column("财政专户拨款", Where(funds=_SPECIAL), ("财政专户管理资金",)),
    Column("其他资金", Where(other_funds_than=_FISCAL | _SPECIAL)),
)


def _spending_from(fund: str) -> Where:
    return Where(natures=_BASIC_AND_PROJECT, funds=frozenset({fund}))


_FUNCTION_HEADERS = ("科目编码", "科目名称", "功能分类科目", "功能科目名称", "功能科目", "功能分类科目名称")
_ECONOMIC_HEADERS = ("部门预算支出经济科目", "部门预算支出经济分类科目", "经济分类科目", "支出经济分类科目")
_UNIT_HEADERS = ("支出项目类别(资金使用单位)", "支出项目类别", "资金使用单位")
_SPENT = "支出/支出总计"
_LIST_HEADERS = ("收入", "支出", "项目")

TWELVE = Form(
    id="twelve",
    version=1,
    name={"zh": "部门预算（十二表）", "en": "departmental budget, twelve tables"},
    tables=(
        TableSpec("balance", 1, "收支总体情况表", _BUDGET, _BALANCE, label_headers=_LIST_HEADERS, total=_SPENT),
        TableSpec(
            "income-by-function", 2, "收入总体情况表", _BY_FUND, FunctionRows(), label_headers=_FUNCTION_HEADERS
        ),
        TableSpec(
            "spending-by-function", 3, "支出总体情况表", _BY_NATURE, FunctionRows(), label_headers=_FUNCTION_HEADERS
        ),
        TableSpec(
            "fiscal-balance", 4, "财政拨款收支总体情况表", _BUDGET, _FISCAL_BALANCE, Where(funds=_FISCAL),
            label_headers=_LIST_HEADERS, total=_SPENT,
        ),
        TableSpec(
            "general-by-function", 5, "一般公共预算支出情况表（按功能分类科目）", _BASIC_PROJECT, FunctionRows(),
            _spending_from(GENERAL), ("一般公共预算支出情况表",), _FUNCTION_HEADERS,
        ),
        TableSpec(
            "basic-by-economic", 6, "一般公共预算基本支出情况表（按经济分类科目）", _BUDGET, BlockRows(),
            Where(natures=frozenset({BASIC}), funds=frozenset({GENERAL})), ("一般公共预算基本支出情况表",),
            _ECONOMIC_HEADERS,
        ),
        TableSpec(
            "three-public", 7, "财政拨款安排的行政经费及“三公”经费预算表",
            (Column(TOTAL), *(_fund(fund) for fund in FISCAL_FUNDS)), _THREE_PUBLIC,
            Where(natures=_BASIC_AND_PROJECT, funds=_FISCAL),
            ("财政拨款安排的“三公”经费及行政经费预算表", "“三公”经费及行政经费预算表"), ("项目",), total="",
        ),
        TableSpec(
            "fund-by-function", 8, "政府性基金预算支出情况表", _BASIC_PROJECT, FunctionRows(),
            _spending_from("政府性基金预算"), label_headers=_FUNCTION_HEADERS,
        ),
        TableSpec(
            "capital-by-function", 9, "国有资本经营预算支出情况表", _BASIC_PROJECT, FunctionRows(),
            _spending_from("国有资本经营预算"), label_headers=_FUNCTION_HEADERS,
        ),
        TableSpec(
            "projects-by-economic", 10, "一般公共预算项目支出情况表（按经济分类科目）", _BUDGET, BlockRows(),
            Where(natures=frozenset({PROJECT}), funds=frozenset({GENERAL})), ("一般公共预算项目支出情况表",),
            _ECONOMIC_HEADERS,
        ),
        TableSpec(
            "basic-by-unit", 11, "部门预算基本支出预算表", _BY_SOURCE, UnitRows(ECONOMIC_CLASSES, RARE_ECONOMIC_CLASSES),
            Where(natures=frozenset({BASIC})), label_headers=_UNIT_HEADERS,
        ),
        TableSpec(
            "projects-by-unit", 12, "部门预算项目支出及其他支出预算表", _BY_SOURCE, ProjectRows(),
            Where(natures=frozenset(NATURES) - {BASIC}), ("部门预算项目支出预算表",), _UNIT_HEADERS, "绩效目标",
        ),
    ),
    size=("spending-by-function", TOTAL, TOTAL),
    partitions=("project", "function", "economic", "unit"),
    same_rows=(
        ("income-by-function", "spending-by-function"),
        ("general-by-function", "spending-by-function"),
    ),
    by_unit=("basic-by-unit", "projects-by-unit"),
    words=TWELVE_WORDS,
    subjects=TWELVE_SUBJECTS,
)  # fmt: skip
