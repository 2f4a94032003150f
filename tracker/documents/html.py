"""HTML to lines, with lxml: what a browser shows as paragraphs, and the rows of tables with a tab between their cells.

Scripts, styles and what is not shown are left out, and nothing that a page refers to is fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from lxml import etree

from ..model.errors import DocumentError, say
from .decode import decode
from .flow import Block, Cell, Table, flow_lines
from .lines import Line

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_NOT_SHOWN = frozenset(
    {"script", "style", "head", "noscript", "template", "object", "iframe", "select", "textarea", "svg"}
)
_INLINE = frozenset(
    {
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font",
        "i", "ins", "kbd", "label", "mark", "nobr", "o:p", "q", "s", "samp", "small", "span", "strike",
        "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
    }
)  # fmt: skip
_KEEPS_SPACE = re.compile(r"white-space\s*:\s*(?:pre|break-spaces)", re.IGNORECASE)
_HIDES = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n\f]*[\r\n\f][ \t\r\n\f]*|[ \r\n\f]+")
"""A tab inside a line stays: word processors write the tabs of a document so."""

_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_MAX_SPAN = 5


def html_lines(data: bytes, file: str) -> tuple[Line, ...]:
    """Raises DocumentError where it is nested too deep, has no text, or more than a document holds."""
    text = _DECLARATION.sub("", decode(data, file, lines=None))
    parser = etree.HTMLParser(no_network=True, remove_comments=True, remove_pis=True)
    root = etree.fromstring(text, parser)
    if root is None:
        raise DocumentError(say("document.empty", file=file))
    if any("RESOURCE_LIMIT" in entry.type_name for entry in parser.error_log):
        raise DocumentError(say("document.nested-too-deep", file=file))
    return flow_lines(_Flow().blocks(root), file)


class _Flow:
    """Collects what stands in one line until something ends it."""

    def __init__(self) -> None:
        self._inline: list[str] = []

    def blocks(self, element: Element) -> Iterator[Block]:
        """What an element holds, a paragraph at a time."""
        yield from self._inside(element, keeps=False)
        yield from self._ended()

    def _inside(self, element: Element, keeps: bool) -> Iterator[Block]:
        keeps = keeps or element.tag == "pre" or bool(_KEEPS_SPACE.search(element.get("style", "")))
        self._add(element.text, keeps)
        for child in element:
            if _is_shown(child):
                yield from self._child(child, keeps)
            self._add(child.tail, keeps)

    def _child(self, child: Element, keeps: bool) -> Iterator[Block]:
        if child.tag == "br":
            self._inline.append("\n")
        elif child.tag in _INLINE:
            yield from self._inside(child, keeps)
        else:
            yield from self._ended()
            if child.tag == "table":
                yield from _captions(child)
                yield Table(list(_rows(child)))
            else:
                yield from self._inside(child, keeps)
                yield from self._ended()

    def _add(self, text: str | None, keeps: bool) -> None:
        if text:
            self._inline.append(text if keeps else _SPACE.sub(" ", text))

    def _ended(self) -> Iterator[Block]:
        text = "".join(self._inline)
        self._inline.clear()
        if text.strip():
            yield text


def _is_shown(element: Element) -> bool:
    if not isinstance(element.tag, str) or element.tag in _NOT_SHOWN or element.get("hidden") is not None:
        return False
    return not _HIDES.search(element.get("style", ""))


def _captions(table: Element) -> Iterator[Block]:
    for caption in table.iterchildren("caption"):
        yield from _Flow().blocks(caption)


def _rows(parent: Element) -> Iterator[list[Cell]]:
    for child in parent:
        if not _is_shown(child):
            continue
        if child.tag in ("thead", "tbody", "tfoot"):
            yield from _rows(child)
        elif child.tag == "tr":
            yield [_cell(cell) for cell in child.iterchildren("td", "th") if _is_shown(cell)]


def _cell(cell: Element) -> Cell:
    return Cell(tuple(_Flow().blocks(cell)), _span(cell, "colspan"), _span(cell, "rowspan"))


def _span(cell: Element, name: str) -> int:
    text = cell.get(name, "").strip()
    return int(text) if text.isdecimal() and text.isascii() and len(text) <= _MAX_SPAN else 1
