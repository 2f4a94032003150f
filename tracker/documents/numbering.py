"""The numbers that a word processor prints before paragraphs, which their text does not hold: 一、 and （二）."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

if TYPE_CHECKING:
    from docx.document import Document
    from lxml.etree import _Element as Element

_VAL = qn("w:val")
_LEVELS = 9
_DIGITS = "〇一二三四五六七八九"
_CHINESE = frozenset(
    {"chineseCounting", "chineseCountingThousand", "ideographDigital", "japaneseCounting", "taiwaneseCountingThousand"}
)


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    format: str
    text: str


@dataclass
class _List:
    levels: dict[int, _Level]
    counts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts the numbered paragraphs of a document, in their order."""

    def __init__(self, document: Document) -> None:
        self._lists: dict[str, _List] = {}
        self._styles: dict[str, tuple[str, int] | None] = {}
        part = next(
            (rel.target_part for rel in document.part.rels.values() if rel.reltype == RELATIONSHIP_TYPE.NUMBERING), None
        )
        root = getattr(part, "element", None)
        if root is None:
            return
        for style in document.styles.element.iterchildren(qn("w:style")):
            self._styles[style.get(qn("w:styleId"), "")] = _numbered(style)
        abstract = {one.get(qn("w:abstractNumId"), ""): _List(_levels(one)) for one in root.iter(qn("w:abstractNum"))}
        for number in root.iter(qn("w:num")):
            found = abstract.get(_value(number.find(qn("w:abstractNumId"))))
            if found:
                self._lists[number.get(qn("w:numId"), "")] = found

    def label(self, paragraph: Element) -> str:
        """The number of the next paragraph, "" where it has none."""
        properties = paragraph.find(qn("w:pPr"))
        named = None if properties is None else _value(properties.find(qn("w:pStyle")))
        own = _numbered(paragraph)
        id, level = own or self._styles.get(named or "") or ("", 0)
        found = self._lists.get(id)
        if found is None or level not in found.levels:
            return ""
        found.counts[level] = found.counts.get(level, found.levels[level].start - 1) + 1
        for deeper in range(level + 1, _LEVELS):
            found.counts.pop(deeper, None)
        return _printed(found, level)


def _numbered(element: Element) -> tuple[str, int] | None:
    """List and level of a paragraph or a style."""
    found = element.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
    if found is None:
        return None
    return _value(found.find(qn("w:numId"))), _number(found.find(qn("w:ilvl")), 0)


def _levels(abstract: Element) -> dict[int, _Level]:
    return dict(_each_level(abstract))


def _each_level(abstract: Element) -> Iterator[tuple[int, _Level]]:
    for level in abstract.iterchildren(qn("w:lvl")):
        at = level.get(qn("w:ilvl"), "0")
        format, text = _value(level.find(qn("w:numFmt"))), _value(level.find(qn("w:lvlText")))
        if at.isdecimal() and format not in ("bullet", "none"):
            yield int(at), _Level(_number(level.find(qn("w:start")), 1), format, text)


def _printed(found: _List, level: int) -> str:
    text = found.levels[level].text
    for n in range(level + 1):
        if n in found.levels:
            count = found.counts.get(n, found.levels[n].start)
            text = text.replace(f"%{n + 1}", _count(count, found.levels[n].format))
    return text


def _count(number: int, format: str) -> str:
    if format not in _CHINESE or not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    ten = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return ten + (_DIGITS[ones] if ones else "")


def _value(element: Element | None) -> str:
    return "" if element is None else element.get(_VAL, "")


def _number(element: Element | None, default: int) -> int:
    text = _value(element)
    return int(text) if text.isdecimal() and len(text) < 6 else default
