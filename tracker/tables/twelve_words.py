"""The words by which documents of the twelve-table form are read, beside those that forms share."""

from __future__ import annotations

from collections.abc import Mapping

from .words import COMMON_WORDS

TWELVE_WORDS: Mapping[str, tuple[str, ...]] = {
    **COMMON_WORDS,
    # The document: its title with the year, its parts.
    "document": (
        r"(?P<year>(?:19|20)\d\d)年度?[^。;]{0,60}?(?:部门|单位)预算",
        r"(?P<year>[一二三四五六七八九〇○零]{4})年度?[^。;]{0,60}?(?:部门|单位)预算",
    ),
    "unit-document": (r"单位预算",),
    "year": (r"(?P<year>(?:19|20)\d\d)年度?",),
    "overview": (r"第一部分(?P<name>.{2,60}?)(?:部门|单位|基本)?(?:概况|情况)$",),
    "part-of-tables": (r"预算(?:公开)?(?:报)?表$",),
    "explanation": (r"第[一二三四五六七八九十\d]{1,3}部分.*情况(?:的)?说明", r"一、.{0,20}收支(?:预算)?增减变化情况"),
    "composition": (r"部门预算构成", r"预算单位构成", r"部门机构设置", r"机构设置", r"单位构成"),
    "unit-kinds": (
        r"参公=参照(?:《?中华人民共和国)?公务员法》?管理(?:的)?(?:事业)?单位\d{0,3}个?[,:]?(?:分别)?(?:为|是|包括)?:?(?P<names>[^。;]{2,4000})",
        r"行政=(?<!公务员法管理的)行政(?:机关|单位)\d{0,3}个?(?:[,:](?:分别)?(?:为|是|包括)?|(?:分别)?(?:为|是|包括):?)(?P<names>[^。;]{2,4000})",
        r"事业=(?<!管理的)(?<!管理)事业单位\d{0,3}个?(?:[,:](?:分别)?(?:为|是|包括)?|(?:分别)?(?:为|是|包括):?)(?P<names>[^。;]{2,4000})",
    ),
    "unit-kind-remarks": (r"参公=参公|参照公务员", r"事业=事业单位|公益[一二]类", r"行政=行政(?:单位|机关)"),
}  # fmt: skip
