"""The form of departmental final accounts (部门决算): the nine tables that every department of the country publishes.
Everything that is particular to it, its labels included, stands here."""

from __future__ import annotations

from ..model.vocabulary import BASIC, FISCAL_FUNDS, GENERAL, OPERATING, PROJECT
from .classes import CLASS_ALIASES, CLASSES, RARE_CLASSES, ordinal
from .final_subjects import FINAL_SUBJECTS
from .final_words import FINAL_WORDS
from .rows import EconomicRows, FunctionRows, Item, ListRows
from .spec import TOTAL, Column, Form, TableSpec, Where

_FISCAL = frozenset(FISCAL_FUNDS)
_YEARS_INCOME = "收入/本年收入合计"
_YEARS_SPENDING = "支出/本年支出合计"
_CARRIED = {"收入": "年初财政拨款结转和结余", "支出": "年末财政拨款结转和结余"}


def _item(side: str, label: str, *aliases: str, under: str, level: int = 1, key: str = "") -> Item:
    """A row of a balance, which documents may leave out where it is zero. `label` may begin with an ordinal, which its
    key leaves out where that is given."""
    return Item(
        f"{side}/{key or label}", label, None, side=side, level=level, aliases=aliases, optional=True, parent=under
    )


def _total(side: str) -> Item:
    return Item(f"{side}/总计", "总计", None, side=side, level=0, aliases=(f"{side}总计", TOTAL))


def _subtotal(key: str) -> Item:
    side, _, label = key.partition("/")
    return Item(key, label, None, side=side, level=0, parent=f"{side}/总计")


def _classes(funds: frozenset[str] | None) -> tuple[Item, ...]:
    """The classes that every year prints, and those that some years add; printed rows keep their own ordinals."""
    return tuple(
        Item(
            f"支出/{code}",
            (ordinal(n) if n <= len(CLASSES) else "") + label,
            Where(funds=funds, function_class=code),
            side="支出",
            aliases=CLASS_ALIASES.get(code, ()),
            optional=n > len(CLASSES),
            parent=_YEARS_SPENDING,
        )
        for n, (code, label) in enumerate((*CLASSES, *RARE_CLASSES), 1)
    )


_OWN_INCOME = (
    ("上级补助收入",),
    ("事业收入",),
    ("经营收入", "事业单位经营收入"),
    ("附属单位上缴收入", "附属单位缴款"),
    ("其他收入",),
)

_BALANCE = ListRows(
    (
        *(
            _item("收入", f"{ordinal(n)}{fund}财政拨款收入", f"{fund}财政拨款", f"{fund}收入", key=fund,
                  under=_YEARS_INCOME)
            for n, fund in enumerate(FISCAL_FUNDS, 1)
        ),
        _item("收入", "一、财政拨款收入", "财政拨款", key="财政拨款收入", under=_YEARS_INCOME),
        *(
            _item("收入", f"{ordinal(n)}{label}", *aliases, key=label, under=_YEARS_INCOME)
            for n, (label, *aliases) in enumerate(_OWN_INCOME, 4)
        ),
        _subtotal(_YEARS_INCOME),
        _item("收入", "使用非财政拨款结余", "使用非财政拨款结余（含专用结余）", "使用非财政拨款结余和专用结余",
              "使用专用结余", "用事业基金弥补收支差额", under="收入/总计"),
        _item("收入", "年初结转和结余", "年初结转结余", "上年结转和结余", "上年结转结余", "上年结转",
              under="收入/总计"),
        _total("收入"),
        *_classes(None),
        _subtotal(_YEARS_SPENDING),
        _item("支出", "结余分配", under="支出/总计"),
        _item("支出", "年末结转和结余", "年末结转结余", "年末结余和结转", "结转下年", under="支出/总计"),
        _total("支出"),
    ),
    classes_before=_YEARS_SPENDING,
    classes_where=Where(),
)  # fmt: skip


def _carried(side: str, *aliases: str) -> tuple[Item, ...]:
    """What was brought forward, or goes on, and each fund's part of it, which is called like the fund's own money."""
    label = _CARRIED[side]
    whole = _item(side, label, *aliases, under=f"{side}/总计")
    parts = (
        _item(side, f"{ordinal(n)}{fund}财政拨款", fund, f"{fund}拨款", key=f"{label}/{fund}", under=whole.key, level=2)
        for n, fund in enumerate(FISCAL_FUNDS, 1)
    )  # fmt: skip
    return whole, *parts


_FISCAL_BALANCE = ListRows(
    (
        *(
            _item("收入", f"{ordinal(n)}{fund}财政拨款", f"{fund}财政拨款收入", fund, f"{fund}拨款", key=fund,
                  under=_YEARS_INCOME)
            for n, fund in enumerate(FISCAL_FUNDS, 1)
        ),
        _subtotal(_YEARS_INCOME),
        *_carried("收入", "年初结转和结余", "上年结转和结余"),
        _total("收入"),
        *_classes(_FISCAL),
        _subtotal(_YEARS_SPENDING),
        *_carried("支出", "年末结转和结余", "结转下年"),
        _total("支出"),
    ),
    classes_before=_YEARS_SPENDING,
    classes_where=Where(funds=_FISCAL),
)  # fmt: skip

_PERSONNEL = ("301", "303")
_RUNNING = ("302", "307", "309", "310", "311", "312", "313", "399")
PERSONNEL_TOTAL = "人员经费合计"
RUNNING_TOTAL = "公用经费合计"
_BASIC_BY_ECONOMIC = EconomicRows(
    fixed=(PERSONNEL_TOTAL, RUNNING_TOTAL), groups=((PERSONNEL_TOTAL, _PERSONNEL), (RUNNING_TOTAL, _RUNNING))
)

_THREE_PUBLIC = ListRows(
    (
        Item("三公经费", "“三公”经费合计", None, level=0,
             aliases=(TOTAL, "“三公”经费", "“三公”经费支出", "财政拨款“三公”经费")),
        Item("因公出国", "因公出国（境）费", None, parent="三公经费",
             aliases=("因公出国（境）费用", "因公出国（境）支出", "因公出国（境）费支出")),
        Item("公务用车", "公务用车购置及运行维护费", None, parent="三公经费",
             aliases=("公务用车购置及运行费", "公务用车购置及运行维护费支出", "公务用车购置和运行维护费")),
        Item("公务用车购置", "公务用车购置费", None, level=2, parent="公务用车",
             aliases=("公务用车购置费支出", "公务用车购置")),
        Item("公务用车运行", "公务用车运行维护费", None, level=2, parent="公务用车",
             aliases=("公务用车运行费", "公务用车运行维护费支出")),
        Item("公务接待", "公务接待费", None, parent="三公经费",
             aliases=("公务接待费支出", "公务接待费合计", "公务接待")),
    )
)  # fmt: skip


def _nature(label: str, nature: str, *headers: str, group: str = "") -> Column:
    return Column(label, Where(natures=frozenset({nature})), headers, group)


_AMOUNT_HEADERS = ("金额", "决算", "决算金额", "本年决算数", "支出决算数", "收入决算数")
_OUTTURN = (Column("决算数", headers=_AMOUNT_HEADERS),)

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
    _nature("对附属单位补助支出", "对附属单位补助支出", "对附属单位补助"),
)

_BY_FUND = (
    Column("决算数", headers=_AMOUNT_HEADERS, side="收入"),
    Column(TOTAL, headers=("小计", "决算数", "金额"), side="支出"),
    *(
        Column(fund, Where(funds=frozenset({fund})), (f"{fund}财政拨款", f"{fund}支出", f"{fund}拨款"), side="支出")
        for fund in FISCAL_FUNDS
    ),
)

_GENERAL = (
    Column(TOTAL, headers=("小计", "本年支出合计", "本年支出", "支出合计")),
    _nature(BASIC, BASIC),
    _nature(PROJECT, PROJECT),
)

_WITH_BALANCES = (
    Column("年初结转和结余", headers=("年初结转结余", "上年结转和结余")),
    Column("本年收入", headers=("本年收入合计",)),
    Column(TOTAL, headers=("小计", "本年支出合计", "支出合计"), group="本年支出"),
    _nature(BASIC, BASIC, group="本年支出"),
    _nature(PROJECT, PROJECT, group="本年支出"),
    Column("年末结转和结余", headers=("年末结转结余", "结转下年")),
)

_BUDGET_AND_OUTTURN = (
    Column("预算数", headers=("年初预算数", "预算", "全年预算数")),
    Column("决算数", headers=("决算", "支出决算数")),
)

_CODE_HEADERS = ("项目", "科目编码", "科目代码", "科目名称", "类", "款", "项")
_FUNCTION_HEADERS = (
    *_CODE_HEADERS, "功能分类科目编码", "功能分类科目名称", "功能分类科目", "支出功能分类", "支出功能分类科目",
    "支出功能分类科目编码", "支出功能分类科目名称",
)  # fmt: skip
_ECONOMIC_HEADERS = (
    *_CODE_HEADERS, "人员经费", "公用经费", "经济分类科目编码", "经济分类科目名称", "支出经济分类科目编码",
    "支出经济分类科目名称", "经济分类科目",
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


def _from(fund: str, *natures: str) -> Where:
    return Where(natures=frozenset(natures or (BASIC, PROJECT)), funds=frozenset({fund}))


def _titles(fund: str) -> tuple[str, ...]:
    """How the table of a fund is called, with or without its income."""
    return tuple(
        f"{fund}{granted}{both}决算{table}"
        for granted in ("财政拨款", "")
        for both in ("收入支出", "支出", "收支")
        for table in ("表", "明细表", "情况表")
    )  # fmt: skip


FINAL = Form(
    id="final",
    version=1,
    name={"zh": "部门决算（九表）", "en": "departmental final accounts, nine tables"},
    tables=(
        TableSpec(
            "balance", 1, "收入支出决算总表", _OUTTURN, _BALANCE, label_headers=_LIST_HEADERS, total=_SPENT,
            titles=("收入支出决算总体情况表", "收支决算总表", "收入支出决算表", "收支决算表"),
        ),
        TableSpec("income-by-function", 2, "收入决算表", _BY_SOURCE, FunctionRows(), label_headers=_FUNCTION_HEADERS),
        TableSpec("spending-by-function", 3, "支出决算表", _BY_NATURE, FunctionRows(), label_headers=_FUNCTION_HEADERS),
        TableSpec(
            "fiscal-balance", 4, "财政拨款收入支出决算总表", _BY_FUND, _FISCAL_BALANCE, Where(funds=_FISCAL),
            ("财政拨款收入支出决算总体情况表", "财政拨款收支决算总表", "财政拨款收入支出决算表", "财政拨款收支决算表"),
            _LIST_HEADERS, total=_SPENT,
        ),
        TableSpec(
            "general-by-function", 5, "一般公共预算财政拨款支出决算表", _GENERAL, FunctionRows(), _from(GENERAL),
            _titles(GENERAL), _FUNCTION_HEADERS,
        ),
        TableSpec(
            "basic-by-economic", 6, "一般公共预算财政拨款基本支出决算表", _OUTTURN, _BASIC_BY_ECONOMIC,
            _from(GENERAL, BASIC), ("一般公共预算财政拨款基本支出决算明细表", "一般公共预算基本支出决算表"),
            _ECONOMIC_HEADERS,
        ),
        TableSpec(
            "three-public", 7, "财政拨款“三公”经费支出决算表", _BUDGET_AND_OUTTURN, _THREE_PUBLIC,
            Where(natures=frozenset({BASIC, PROJECT}), funds=_FISCAL),
            tuple(
                f"{money}“三公”经费{spent}决算{table}"
                for money in ("", "财政拨款", "一般公共预算", "一般公共预算财政拨款")
                for spent in ("支出", "")
                for table in ("表", "情况表")
            ),
            ("项目",), total="", transposed=True,
        ),
        TableSpec(
            "fund-by-function", 8, "政府性基金预算财政拨款收入支出决算表", _WITH_BALANCES, FunctionRows(),
            _from(FISCAL_FUNDS[1]), _titles(FISCAL_FUNDS[1]), _FUNCTION_HEADERS,
        ),
        TableSpec(
            "capital-by-function", 9, "国有资本经营预算财政拨款收入支出决算表", _WITH_BALANCES, FunctionRows(),
            _from(FISCAL_FUNDS[2]), _titles(FISCAL_FUNDS[2]), _FUNCTION_HEADERS,
        ),
    ),
    size=("spending-by-function", TOTAL, "本年支出合计"),
    partitions=("function",),
    outturn=True,
    words=FINAL_WORDS,
    subjects=FINAL_SUBJECTS,
    items=(("general-by-function", TOTAL),),
    items_elsewhere=(
        ("fiscal-balance", "支出/", GENERAL), ("fund-by-function", "", TOTAL), ("capital-by-function", "", TOTAL),
    ),
)  # fmt: skip
