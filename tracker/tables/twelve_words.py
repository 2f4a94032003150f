"""The words by which documents of the twelve-table form are read, beside those of every form."""

from __future__ import annotations

from collections.abc import Mapping

from .document_words import DOCUMENT_WORDS

TWELVE_WORDS: Mapping[str, tuple[str, ...]] = {
    **DOCUMENT_WORDS,
    # The document: its title with the year, its parts.
    "document": (
        r"(?P<year>(?:19|20)\d\d)年度?[^。;]{0,60}?(?:部门|单位)预算",
        r"(?P<year>[一二三四五六七八九〇○零]{4})年度?[^。;]{0,60}?(?:部门|单位)预算",
    ),
    "part-of-tables": (r"预算(?:公开)?(?:报)?表$",),
    "explanation": (r"第[一二三四五六七八九十\d]{1,3}部分.*情况(?:的)?说明", r"一、.{0,20}收支(?:预算)?增减变化情况"),
    "composition": (r"部门预算构成", r"预算单位构成", r"部门机构设置", r"机构设置", r"单位构成"),
    "key-projects": (r"重点项目", r"预算绩效目标"),
    "key-project-headers": (r"项目(?:名称)?", r"预算(?:数|金额|安排)?", r"(?:项目)?绩效目标"),
}
