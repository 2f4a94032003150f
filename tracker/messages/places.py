"""Where something stands in a document, told in one way everywhere: by line and page, or by sheet, table or paragraph."""

from __future__ import annotations

import re

from ..model.errors import Message, say

_TABLE = re.compile(r"\[(\d+)\]!(\d+)")
_PARAGRAPH = re.compile(r"¶(\d+)")


def standing(line: int, page: int | None = None, place: str = "") -> Message:
    """The place of something on a line of a page, or at a place of a document without lines (model/places.py)."""
    if found := _TABLE.fullmatch(place):
        return say("place.table", table=found[1], row=found[2])
    if found := _PARAGRAPH.fullmatch(place):
        return say("place.paragraph", number=found[1])
    if place:
        return say("place.cell", place=place)
    return say("place.line", line=line) if page is None else say("place.line-of-page", line=line, page=page)


MESSAGES = {
    "place.line": ("第 {line} 行", "line {line}"),
    "place.line-of-page": ("第 {line} 行（第 {page} 页）", "line {line} (page {page})"),
    "place.table": ("第 {table} 个表格第 {row} 行", "table {table}, row {row}"),
    "place.paragraph": ("第 {number} 段", "paragraph {number}"),
    "place.cell": ("{place}", "{place}"),
    "place.evidence": ("原件{where}", "{where} of the document"),
}
