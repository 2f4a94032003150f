"""The words by which final accounts are read, beside those of every form."""

from __future__ import annotations

from collections.abc import Mapping

from .words import AMOUNT, COMMON_WORDS

_YEAR = r"(?P<year>(?:19|20)\d\d|[一二三四五六七八九〇○零]{4})年(?:度)?"

FINAL_WORDS: Mapping[str, tuple[str, ...]] = {
    **COMMON_WORDS,
    # The document: its title with the year, whose it is, its parts.
    "document": (rf"{_YEAR}[^。;]{{0,60}}?(?:部门|单位)?决算(?:公开)?(?:报告|说明)?",),
    "entity-in-title": (
        r"(?:第[一二三四五六七八九十\d]{1,3}部分[:、]?)?(?P<name>[^。;年\d]{3,60}?)(?:19|20)\d\d年度?(?:部门|单位)?决算[^。;]{0,20}",
        r"(?:第[一二三四五六七八九十\d]{1,3}部分[:、]?)?(?:19|20)\d\d年度?(?P<name>[^。;年\d]{3,60}?)(?:部门|单位)?决算[^。;]{0,20}",
    ),
    "overview": (r"第一部分[:、]?(?P<name>.{2,60}?)(?:部门|单位|基本)?(?:概况|情况)$",),
    "part-of-tables": (r"决算(?:公开)?(?:报)?表$",),
    "explanation": (r"第[一二三四五六七八九十\d]{1,3}部分.*情况(?:的)?说明",),
    "composition": (r"部门决算(?:单位)?构成", r"决算单位构成", r"部门机构设置", r"机构设置", r"单位构成"),
    # The facts of the explanation: section, then key=pattern.
    "procurement": (r"政府采购", r"其他重要事项"),
    "procurement-facts": (
        rf"total=政府采购(?:支出)?(?:总额|金额)(?:\([^()]{{1,20}}\))?(?:为|共|共计)?{AMOUNT}",
        rf"goods=(?:政府采购)?货物类?(?:采购)?(?:支出|金额){{0,2}}(?:为)?{AMOUNT}",
        rf"works=(?:政府采购)?工程类?(?:采购)?(?:支出|金额){{0,2}}(?:为)?{AMOUNT}",
        rf"services=(?:政府采购)?服务类?(?:采购)?(?:支出|金额){{0,2}}(?:为)?{AMOUNT}",
    ),
    "assets": (r"国有资产", r"其他重要事项"),
}
