"""What the explanation of a twelve-table document speaks of. Patterns are matched on the words before an amount,
cleaned and folded; the longest one that ends last names the subject."""

from __future__ import annotations

from ..model.vocabulary import BASIC, PROJECT
from .public_subjects import NOT_A_PART, public_subjects
from .spec import TOTAL
from .subjects import Subject

TWELVE_SUBJECTS: tuple[Subject, ...] = (
    Subject(
        "income", "收入预算",
        (rf"{NOT_A_PART}总?收入(?:总)?(?:预算|总计|合计|总额)", rf"{NOT_A_PART}预算总?收入", r"收支(?:预算|总预算)(?:总额|总计)?", rf"{NOT_A_PART}总收入", r"(?:本部门|本单位|部门|单位)总?收入"),
        ("balance", "收入/收入总计", "预算"), equals="spending",
    ),
    Subject(
        "spending", "支出预算",
        (rf"{NOT_A_PART}总?支出(?:总)?(?:预算|总计|合计|总额)", rf"{NOT_A_PART}预算总?支出", rf"{NOT_A_PART}总支出", r"(?:本部门|本单位|部门|单位)总?支出"),
        ("balance", "支出/支出总计", "预算"),
    ),
    Subject(
        "fiscal-income", "财政拨款收入", (r"财政(?:预算)?拨款(?:预算)?(?:总?收入)(?:预算|总计|合计)?",),
        ("fiscal-balance", "收入/收入总计", "预算"),
    ),
    Subject(
        "fiscal-spending", "财政拨款支出", (r"财政(?:预算)?拨款(?:预算)?(?:总?支出)(?:预算|总计|合计)?",),
        ("fiscal-balance", "支出/支出总计", "预算"),
    ),
    Subject(
        "general", "一般公共预算支出", (r"一般公共预算(?:财政)?(?:拨款)?支出(?:预算)?",),
        ("general-by-function", TOTAL, "小计"),
    ),
    Subject("basic", BASIC, (r"基本支出(?:预算)?",), ("spending-by-function", TOTAL, BASIC)),
    Subject("projects", PROJECT, (r"项目支出(?:预算)?",), ("spending-by-function", TOTAL, PROJECT)),
    *public_subjects(TOTAL, administration="行政经费"),
)  # fmt: skip
