"""The words by which documents of the nine-table form are read, beside those that forms share."""

from __future__ import annotations

from collections.abc import Mapping

from .words import COMMON_WORDS

_PART = r"(?:第[一二三四五六七八九十\d]{1,3}部分|[一二三四五六七八九十]{1,3}、)?"
_OWN = r"[^。;]{0,60}?"
"""The name of the department, or the year, in front of the heading of a part."""

NINE_WORDS: Mapping[str, tuple[str, ...]] = {
    **COMMON_WORDS,
    "document": (
        r"(?P<year>(?:19|20)\d\d)年度?[^。;]{0,60}?(?:部门|单位)预算",
        r"(?P<year>[一二三四五六七八九〇○零]{4})年度?[^。;]{0,60}?(?:部门|单位)预算",
    ),
    "overview": (r"(?P<name>.{2,60}?)(?:\((?:部门|单位)\))?(?:部门|单位)?主要职能$",),
    "part": (
        r"第[一二三四五六七八九十\d]{1,3}部分",
        rf"{_PART}{_OWN}(?:部门|单位|\))主要职能$",
        rf"{_PART}{_OWN}机构设置(?:情况)?$",
        rf"{_PART}名词解释$",
        rf"{_PART}{_OWN}(?:部门|单位)预算编制说明$",
        rf"{_PART}{_OWN}其他相关情况(?:的)?说明$",
        rf"{_PART}{_OWN}项目经费情况(?:的)?说明$",
    ),
    "part-of-tables": (r"预算(?:公开)?(?:报)?表$",),
    "explanation-in-front": (rf"{_PART}{_OWN}预算编制(?:情况)?(?:的)?说明(?:$|(?=(?:19|20)\d\d年))",),
    "explanation": (
        r"第[一二三四五六七八九十\d]{1,3}部分.*情况(?:的)?说明",
        rf"{_PART}{_OWN}其他相关情况(?:的)?说明$",
        rf"{_PART}{_OWN}项目经费情况(?:的)?说明$",
        rf"{_PART}{_OWN}(?:财政|项目|预算)?(?:支出|项目)?绩效目标(?:填报|申报|情况)?表$",
    ),
    "entity": (
        r"(?:编制|预算主管|主管)(?:单位|部门):(?P<name>.+)",
        *COMMON_WORDS["entity"],
    ),
    "composition": (r"机构设置", r"单位构成"),
    "unit-item": (r"\(?(?P<n>\d{1,2})\)?[.、:]?(?P<name>[^\d.、。;:,()][^。;:,…]{2,60}(?<!表))",),
    "unit-counts": (
        r"参公=(?:参公|参照公务员法?管理(?:的)?(?:事业)?)(?:单位)?(?P<n>\d{1,3})[家个]",
        r"行政=(?<!参照公务员法管理的)行政(?:单位|机关)(?P<n>\d{1,3})[家个]",
        r"事业=(?<!参公)(?<!管理的)(?<!管理)事业单位(?P<n>\d{1,3})[家个]",
    ),
    "own-level": (r"[(（](?:本级|本部|机关)[)）]",),
    "unit-kind-remarks": (r"参公=参公|参照公务员", r"事业=事业单位|公益[一二]类", r"行政=行政(?:单位|机关)"),
    # The sheets of goals behind the explanation.
    "goal-sheet-name": (r"项目名称",),
    "goal-sheet-amounts": (
        r"total=项目资金总额",
        r"fiscal=(?:其中:)?财政资金",
        r"other=其他资金",
        r"other-asked=其他资金",
        r"asked=年度资金申请总额",
        r"this-year=(?:其中:)?当年财政拨款",
        r"brought-forward=上年结转资金",
    ),
    "title-prefix": (r"(?:预算单位|部门|单位)(?!预算)", *COMMON_WORDS["title-prefix"]),
    "header-prefix": (*COMMON_WORDS["header-prefix"], r"当年(?=预算|财政)"),
}  # fmt: skip
