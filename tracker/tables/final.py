"""The form of departmental final accounts (部门决算): the nine tables that every department of the country publishes.
Everything that is particular to it, its labels included, stands here."""

from __future__ import annotations

from ..model.vocabulary import BASIC, FISCAL_FUNDS, GENERAL, OPERATING, PROJECT
from .classes import class_items, ordinal
from .final_words import FINAL_WORDS
from .rows import FunctionRows, Item, ListRows
from .spec import TOTAL, Column, Form, TableSpec, Where

_FISCAL = frozenset(FISCAL_FUNDS)


def _income(n: int, label: str, *aliases: str, key: str = "") -> Item:
    return Item(
        f"收入/{key or label}", f"{ordinal(n)}{label}", None, side="收入", aliases=aliases, parent="收入/本年收入合计"
    )


def _sum(side: str, label: str, parent: str | None, *aliases: str) -> Item:
    where = Where() if label in ("本年支出合计", "总计") and side == "支出" else None
    parent = f"{side}/{parent}" if parent else None
    return Item(f"{side}/{label}", label, where, side=side, level=0, aliases=aliases, parent=parent)


def _rest(side: str, label: str, *aliases: str, optional: bool = False) -> Item:
    """What stands between the total of the year and the grand total of a side."""
    return Item(f"{side}/{label}", label, None, side=side, aliases=aliases, optional=optional, parent=f"{side}/总计")


_BALANCE = ListRows(
    (
        *(_income(n, f"{fund}财政拨款收入", f"{fund}财政拨款", f"{fund}收入", key=fund) for n, fund in enumerate(FISCAL_FUNDS, 1)),
        Item("收入/财政拨款收入", "一、财政拨款收入", None, side="收入", optional=True, parent="收入/本年收入合计"),
        *(
            _income(n, label, *aliases)
            for n, (label, *aliases) in enumerate(
                (
                    ("上级补助收入",), ("事业收入",), ("经营收入", "事业单位经营收入"),
                    ("附属单位上缴收入", "附属单位缴款"), ("其他收入",),
                ),
                4,
            )
        ),
        _sum("收入", "本年收入合计", "总计"),
        _rest("收入", "使用非财政拨款结余", "使用非财政拨款结余（含专用结余）", "使用非财政拨款结余和专用结余",
              "用事业基金弥补收支差额", "使用专用结余"),
        _rest("收入", "年初结转和结余", "上年结转和结余", "年初结转结余", "上年结转", "上年结转结余"),
        _sum("收入", "总计", None, "收入总计", "合计"),
        *class_items(None),
        _sum("支出", "本年支出合计", "总计"),
        _rest("支出", "结余分配"),
        _rest("支出", "年末结转和结余", "结转下年", "年末结转结余", "年末结余和结转"),
        _sum("支出", "总计", None, "支出总计", "合计"),
    ),
    classes_before="支出/本年支出合计",
    classes_where=Where(),
)  # fmt: skip


def _carried(side: str, fund: str, n: int) -> Item:
    """A fund's part of what was brought forward or goes on; both sides call it like this year's money."""
    over = f"{side}/{_CARRIED[side]}"
    return Item(
        f"{over}/{fund}", f"{ordinal(n)}{fund}财政拨款", None, side=side, level=2,
        aliases=(f"{fund}", f"{fund}拨款"), optional=side == "支出", parent=over,
    )  # fmt: skip


_CARRIED = {"收入": "年初财政拨款结转和结余", "支出": "年末财政拨款结转和结余"}

_FISCAL_BALANCE = ListRows(
    (
        *(_income(n, f"{fund}财政拨款", f"{fund}财政拨款收入", f"{fund}", f"{fund}拨款", key=fund) for n, fund in enumerate(FISCAL_FUNDS, 1)),
        _sum("收入", "本年收入合计", "总计"),
        _rest("收入", _CARRIED["收入"], "上年结转和结余", "年初结转和结余"),
        *(_carried("收入", fund, n) for n, fund in enumerate(FISCAL_FUNDS, 1)),
        _sum("收入", "总计", None, "收入总计", "合计"),
        *class_items(_FISCAL),
        _sum("支出", "本年支出合计", "总计"),
        _rest("支出", _CARRIED["支出"], "结转下年", "年末结转和结余"),
        *(_carried("支出", fund, n) for n, fund in enumerate(FISCAL_FUNDS, 1)),
        _sum("支出", "总计", None, "支出总计", "合计"),
    ),
    classes_before="支出/本年支出合计",
    classes_where=Where(funds=_FISCAL),
)  # fmt: skip

_THREE_PUBLIC = ListRows(
    (
        Item("三公经费", TOTAL, None, level=0, aliases=("“三公”经费", "“三公”经费合计", "“三公”经费支出")),
        Item("因公出国", "因公出国（境）费", None, parent="三公经费",
             aliases=("因公出国（境）费用", "因公出国（境）支出", "因公出国（境）费支出")),
        Item("公务用车", "公务用车购置及运行维护费", None, parent="三公经费",
             aliases=("公务用车购置及运行费", "公务用车购置及运行维护费支出", "公务用车购置及运行维护费小计")),
        Item("公务用车购置", "公务用车购置费", None, level=2, parent="公务用车", aliases=("公务用车购置费支出", "公务用车购置")),
        Item("公务用车运行", "公务用车运行维护费", None, level=2, parent="公务用车",
             aliases=("公务用车运行费", "公务用车运行维护费支出")),
        Item("公务接待", "公务接待费", None, parent="三公经费", aliases=("公务接待费支出", "公务接待费合计")),
    )
)  # fmt: skip


def _nature(label: str, nature: str, *headers: str, group: str = "") -> Column:
    return Column(label, Where(natures=frozenset({nature})), headers, group)


_OUTTURN = (Column("决算数", headers=("金额", "决算", "决算金额", "本年决算数", "支出决算数")),)

_BY_SOURCE = (
    Column("本年收入合计", headers=(TOTAL, "总计", "收入合计")),
    Column("财政拨款收入", headers=("财政拨款",)),
    Column("上级补助收入"),
    Column("事业收入", headers=("小计",), group="事业收入"),
    Column("教育收费", headers=("其中：教育收费", "教育收费收入"), group="事业收入", optional=True),
    Column("经营收入"),
    Column("附属单位上缴收入", headers=("附属单位缴款",)),
    Column("其他收入"),
)

_BY_NATURE = (
    Column("本年支出合计", headers=(TOTAL, "总计", "支出合计")),
    _nature(BASIC, BASIC),
    _nature(PROJECT, PROJECT),
    _nature("上缴上级支出", "上缴上级支出"),
    _nature("经营支出", OPERATING, OPERATING),
    _nature("对附属单位补助支出", "对附属单位补助支出"),
)

_GENERAL = (
    Column(TOTAL, headers=("小计", "本年支出合计", "本年支出", "支出合计")),
    _nature(BASIC, BASIC),
    _nature(PROJECT, PROJECT),
)

_CARRY = (
    Column("年初结转和结余", headers=("上年结转和结余", "年初结转结余")),
    Column("本年收入", headers=("本年收入合计",)),
    Column(TOTAL, Where(), ("小计", "本年支出合计", "支出合计"), group="本年支出"),
    _nature(BASIC, BASIC, group="本年支出"),
    _nature(PROJECT, PROJECT, group="本年支出"),
    Column("年末结转和结余", headers=("年末结转结余", "结转下年")),
)

_FUNCTION_HEADERS = (
    *("项目", "功能分类科目编码", "支出功能分类科目编码", "科目编码", "科目代码", "科目名称", "功能分类科目", "支出功能分类科目"),
    *("功能分类科目名称", "支出功能分类", "类", "款", "项"),
)  # fmt: skip
_LIST_HEADERS = (
    "收入",
    "支出",
    "项目",
    "项目（按功能分类）",
    "项目（按支出功能分类）",
    "按功能分类",
    "项目（按支出性质和经济分类）",
)
_SPENT = "支出/总计"


def _from(fund: str) -> Where:
    return Where(natures=frozenset({BASIC, PROJECT}), funds=frozenset({fund}))


FINAL = Form(
    id="final",
    version=1,
    name={"zh": "部门决算（九表）", "en": "departmental final accounts, nine tables"},
    tables=(
        TableSpec(
            "balance", 1, "收入支出决算总表", _OUTTURN, _BALANCE, titles=("收入支出决算总体情况表", "收入支出决算表"),
            label_headers=_LIST_HEADERS, total=_SPENT,
        ),
        TableSpec("income-by-function", 2, "收入决算表", _BY_SOURCE, FunctionRows(), label_headers=_FUNCTION_HEADERS),
        TableSpec("spending-by-function", 3, "支出决算表", _BY_NATURE, FunctionRows(), label_headers=_FUNCTION_HEADERS),
        TableSpec(
            "general-by-function", 5, "一般公共预算财政拨款支出决算表", _GENERAL, FunctionRows(), _from(GENERAL),
            ("一般公共预算财政拨款支出决算表（按功能分类科目）", "一般公共预算支出决算表", "公共预算财政拨款支出决算表"), _FUNCTION_HEADERS,
        ),
        TableSpec(
            "fund-by-function", 8, "政府性基金预算财政拨款收入支出决算表", _CARRY, FunctionRows(), _from("政府性基金预算"),
            ("政府性基金预算财政拨款支出决算表", "政府性基金预算收入支出决算表", "政府性基金预算支出决算表"), _FUNCTION_HEADERS,
        ),
        TableSpec(
            "capital-by-function", 9, "国有资本经营预算财政拨款收入支出决算表", _CARRY, FunctionRows(), _from("国有资本经营预算"),
            ("国有资本经营预算财政拨款支出决算表", "国有资本经营预算收入支出决算表", "国有资本经营预算支出决算表"), _FUNCTION_HEADERS,
        ),
    ),
    size=("spending-by-function", TOTAL, "本年支出合计"),
    partitions=("function",),
    outturn=True,
    words=FINAL_WORDS,
)  # fmt: skip
