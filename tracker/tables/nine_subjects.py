"""What the explanation of a nine-table document speaks of. Patterns are matched on the words before an amount, cleaned
and folded; the longest one that ends last names the subject."""

from __future__ import annotations

from .public_subjects import NOT_A_PART, public_subjects
from .spec import TOTAL
from .subjects import Subject

_AMOUNT = "预算数"
_SPENT = r"(?:拨款)?(?:财政拨款)?支出(?:预算)?"


def _income(id: str, row: str, pattern: str) -> Subject:
    return Subject(id, row, (rf"{pattern}(?:预算)?",), ("balance", f"收入/{row}", _AMOUNT))


NINE_SUBJECTS: tuple[Subject, ...] = (
    Subject(
        "income", "收入预算",
        (rf"{NOT_A_PART}总?收入(?:总)?(?:预算|总计|合计|总额)", rf"{NOT_A_PART}预算总?收入", rf"{NOT_A_PART}总收入"),
        ("balance", "收入/收入总计", _AMOUNT), equals="spending",
        parts=("fiscal-income", "business-income", "operating-income", "other-income"),
        rare_parts=("special-income", "from-above", "paid-in", "fund-balance", "brought-forward"),
    ),
    Subject(
        "spending", "支出预算",
        (rf"{NOT_A_PART}总?支出(?:总)?(?:预算|总计|合计|总额)", rf"{NOT_A_PART}预算总?支出", rf"{NOT_A_PART}总支出"),
        ("balance", "支出/支出总计", _AMOUNT),
    ),
    _income("fiscal-income", "财政拨款收入", r"(?<!基金预算)(?<!公共预算)(?<!经营预算)财政拨款(?:预算)?收入"),
    _income("business-income", "事业收入", "事业收入"),
    _income("operating-income", "事业单位经营收入", "(?:事业单位)?经营收入"),
    _income("other-income", "其他收入", "其他收入"),
    _income("special-income", "财政专户管理资金", "(?:财政专户管理资金|财政专户拨款|教育收费)(?:收入)?"),
    _income("from-above", "上级补助收入", "上级补助收入"),
    _income("paid-in", "附属单位上缴收入", "附属单位上缴收入"),
    _income("fund-balance", "用事业基金弥补收支差额", "(?:用事业基金弥补收支差额|使用非财政拨款结余)"),
    _income("brought-forward", "上年结转", "上年(?:财政拨款)?结转(?:收入|资金|和结余|结余)?"),
    Subject(
        "fiscal-spending", "财政拨款支出", (r"(?<!预算)财政(?:预算)?拨款(?:预算)?支出(?:预算)?",),
        ("fiscal-balance", "支出/支出总计", TOTAL), parts=("general", "funds", "capital"),
    ),
    Subject("general", "一般公共预算支出", (rf"一般公共预算{_SPENT}",), ("general-by-function", TOTAL, TOTAL)),
    Subject("funds", "政府性基金预算支出", (rf"政府性基金(?:预算)?{_SPENT}",), ("fund-by-function", TOTAL, TOTAL)),
    Subject("capital", "国有资本经营预算支出", (rf"国有资本经营(?:预算)?{_SPENT}",), ("capital-by-function", TOTAL, TOTAL)),
    Subject("basic", "基本支出", (r"基本支出(?:预算)?",), ("spending-by-function", TOTAL, "基本支出")),
    Subject("projects", "项目支出", (r"项目支出(?:预算)?",), ("spending-by-function", TOTAL, "项目支出")),
    Subject("goal-projects", "编报绩效目标的项目", (r"(?:编报|设置|填报)绩效目标的?项目(?:数)?", ), unit="个"),
    Subject("goal-money", "编报绩效目标的资金", (r"涉及(?:项目)?(?:预算)?(?:资金|金额)",)),
    *public_subjects(_AMOUNT, administration="机关运行经费"),
)  # fmt: skip
