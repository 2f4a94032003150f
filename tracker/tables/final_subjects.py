"""What the explanation of final accounts speaks of."""

from __future__ import annotations

from .spec import TOTAL
from .subjects import Subject

_OUTTURN = "决算数"
_QUOTED_THREE = r"[“”\"‘’']?三公[“”\"‘’']?"
_SUM = r"(?:合计|总计|总额|决算数?|总决算)?"
_NOT_INSIDE = r"(?<![\u4e00-\u9fff])(?<!预算)"
_OF_PROCUREMENT = r"(?:采购)?(?:支出|金额|合同){0,2}"


def _of_source(id: str, label: str) -> Subject:
    """Income of one kind."""
    return Subject(
        id, label, (label,), ("income-by-function", TOTAL, label), also=(("balance", f"收入/{label}", _OUTTURN),)
    )


def _of_nature(id: str, label: str) -> Subject:
    return Subject(id, label, (label,), ("spending-by-function", TOTAL, label))


def _three(id: str, name: str, *names: str, parts: tuple[str, ...] = (), inside: tuple[str, ...] = ()) -> Subject:
    """An item of 三公, with its budget beside it."""
    row = _ROWS[id]
    return Subject(
        id,
        name,
        names,
        ("three-public", row, _OUTTURN),
        parts=parts,
        inside=inside,
        budget=("three-public", row, "预算数"),
    )


_ROWS = {
    "three-public": "三公经费",
    "abroad": "因公出国",
    "cars": "公务用车",
    "car-purchase": "公务用车购置",
    "car-running": "公务用车运行",
    "receptions": "公务接待",
}
_COST = r"(?:费用?|经费|支出)*(?:财政拨款)?(?:支出)?(?:决算)?"

FINAL_SUBJECTS: tuple[Subject, ...] = (
    Subject(
        "total", "收入支出总计", (r"收入?[、及和]?支出?(?:决算)?(?:总计|总额|合计)", r"支出?总计", r"收入总计"),
        ("balance", "收入/总计", _OUTTURN),
    ),
    Subject(
        "income", "本年收入合计", (rf"本年收入{_SUM}", r"收入(?:决算)?合计"),
        ("income-by-function", TOTAL, "本年收入合计"), also=(("balance", "收入/本年收入合计", _OUTTURN),),
        parts=("fiscal-income", "from-above", "business-income", "operating-income", "paid-in", "other-income"),
    ),
    Subject(
        "fiscal-income", "财政拨款收入", (r"财政拨款收入",), ("income-by-function", TOTAL, "财政拨款收入"),
    ),
    _of_source("from-above", "上级补助收入"),
    _of_source("business-income", "事业收入"),
    _of_source("operating-income", "经营收入"),
    _of_source("paid-in", "附属单位上缴收入"),
    _of_source("other-income", "其他收入"),
    Subject(
        "spending", "本年支出合计", (rf"本年支出{_SUM}", r"支出(?:决算)?合计"),
        ("spending-by-function", TOTAL, "本年支出合计"), also=(("balance", "支出/本年支出合计", _OUTTURN),),
        parts=("basic", "projects", "paid-up", "operating", "subsidies"),
    ),
    _of_nature("basic", "基本支出"),
    _of_nature("projects", "项目支出"),
    _of_nature("paid-up", "上缴上级支出"),
    _of_nature("operating", "经营支出"),
    _of_nature("subsidies", "对附属单位补助支出"),
    Subject(
        "fiscal-total", "财政拨款收入支出总计",
        (r"财政拨款收入?[、及和]?支出?(?:决算)?(?:总计|总额|合计)", r"财政拨款支出?总计"),
        ("fiscal-balance", "收入/总计", _OUTTURN), also=(("fiscal-balance", "支出/总计", TOTAL),),
    ),
    Subject(
        "general", "一般公共预算财政拨款支出", (r"一般公共预算(?:财政)?(?:拨款)?支出(?:决算)?(?:合计|总计)?",),
        ("general-by-function", TOTAL, TOTAL), parts=("general-basic", "general-projects"),
        also=(("fiscal-balance", "支出/本年支出合计", "一般公共预算"),),
    ),
    Subject(
        "general-basic", "一般公共预算财政拨款基本支出", (r"一般公共预算(?:财政)?(?:拨款)?基本支出(?:决算)?",),
        ("general-by-function", TOTAL, "基本支出"), parts=("personnel", "running"), inside=(r"基本支出(?:决算)?",),
    ),
    Subject(
        "general-projects", "一般公共预算财政拨款项目支出", (r"一般公共预算(?:财政)?(?:拨款)?项目支出(?:决算)?",),
        ("general-by-function", TOTAL, "项目支出"), inside=(r"项目支出(?:决算)?",),
    ),
    Subject("personnel", "人员经费", (r"人员经费(?:支出)?",), ("basic-by-economic", "人员经费合计", _OUTTURN)),
    Subject("running", "公用经费", (r"(?:日常)?公用经费(?:支出)?",), ("basic-by-economic", "公用经费合计", _OUTTURN)),
    _three("three-public", "“三公”经费", rf"{_QUOTED_THREE}经费{_COST}", parts=("abroad", "cars", "receptions")),
    _three("abroad", "因公出国（境）费", rf"因公出国(?:\(境\)|境)?{_COST}"),
    _three(
        "cars", "公务用车购置及运行维护费", rf"公务用?车购置(?:及|和|与)运行(?:维护)?{_COST}",
        parts=("car-purchase", "car-running"),
    ),
    _three(
        "car-purchase", "公务用车购置费", rf"公务用?车(?:辆)?购置(?!及|和|与){_COST}",
        inside=(rf"(?:车辆)?购置{_COST}",),
    ),
    _three(
        "car-running", "公务用车运行维护费", rf"公务用?车(?:运行维护|运行|维护){_COST}",
        inside=(rf"(?:车辆)?(?:运行维护|运行|运维|维护){_COST}",),
    ),
    _three("receptions", "公务接待费", rf"(?<!国内)(?<!国\(境\)外)(?<!外事)公务接待{_COST}"),
    Subject("administration", "机关运行经费", (r"机关运行(?:费用?|经费)(?:支出)?(?:决算)?",)),
    Subject(
        "procurement", "政府采购", (r"政府采购(?:支出|资金|经费)?(?:总额|金额|总金额)",),
        fact=("procurement", "total"), parts=("goods", "works", "services"),
    ),
    Subject(
        "goods", "货物采购", (rf"(?:政府采购)?货物类?{_OF_PROCUREMENT}",), fact=("procurement", "goods"),
    ),
    Subject(
        "works", "工程采购", (rf"(?:政府采购)?工程类?{_OF_PROCUREMENT}",), fact=("procurement", "works"),
    ),
    Subject(
        "services", "服务采购", (rf"(?:政府采购)?服务类?{_OF_PROCUREMENT}",), fact=("procurement", "services"),
    ),
    Subject("reserved", "预留中小企业", (r"(?:中小|小微|小型|微型)企业.{0,30}",)),
    Subject("vehicles", "车辆", (r"(?:公务用)?车辆?(?:数量|保有量)?",), fact=("assets", "vehicles"), unit="辆"),
)  # fmt: skip
