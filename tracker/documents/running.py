"""What runs over the pages of a printed document: what every page repeats, and paragraphs that go on."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .lines import join_all
from .printed import PrintedLine
from .tabular import APART

_FEW = 3
_MOST_OF = 0.6
"""What stands at the same height on so large a share of the pages, and on three at least, belongs to the pages."""

_MARGIN = 0.09
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"[-—–·~\s]*(?:第\s*)?\d{1,4}\s*(?:页)?[-—–·~\s]*(?:[/，,]?\s*(?:共\s*)?\d{1,4}\s*页?)?[-—–·~\s]*"
)
_HEADING = re.compile(r"第[一二三四五六七八九十]+部分|[（(]?[一二三四五六七八九十]{1,3}[、)）]|[（(]?\d{1,2}[.、)）．]")
_SHORTEST = 12
"""A line of a paragraph is so many sizes of a character long, or it is the last one."""

_APART = 1.3
"""A line that stands so much lower than lines of one paragraph do begins another one."""

_ENDED = tuple("。；：！？!?;:")


@dataclass(frozen=True, slots=True)
class Strip:
    """One line of text as it is printed, or a row of a table: its place in points on a page of some height."""

    page: int
    top: float
    left: float
    right: float
    size: float
    text: str
    row: bool = False
    height: float = 0.0
    off_page: bool = False


def paragraphs(strips: Sequence[Strip]) -> Iterator[tuple[int, str, bool]]:
    """Page and text, and whether it reaches over the edge of the page. A line that reaches the right edge of the text
    goes on in the next, unless that is indented; so does the last one of a page in the first of the next."""
    edges = _edges(strips)
    pitch = _pitch(strips, edges)
    pieces: list[str] = []
    last: Strip | None = None
    page = 1
    for strip in strips:
        if last and not _goes_on(last, strip, edges, pitch):
            yield page, join_all(pieces), False
            pieces = []
        if not pieces:
            page = strip.page
        pieces.append(strip.text)
        last = strip
        if strip.row or "\t" in strip.text:
            yield page, strip.text, strip.off_page
            pieces, last = [], None
    if pieces:
        yield page, join_all(pieces), False


def furniture(pages: Sequence[tuple[float, Sequence[PrintedLine]]]) -> list[list[PrintedLine]]:
    """The lines of each page of some height that belong to the pages and not to the document: page numbers, and the
    heads and feet that most pages have. Titles of tables and what names the money unit are none, though they repeat."""
    margins = [
        [line for line in lines if _in_margin(line, height) and not APART.search(line.text)] for height, lines in pages
    ]
    count = Counter(mark for lines in margins for mark in {_mark(line) for line in lines})
    most = max(_FEW, len(pages) * _MOST_OF)
    return [
        [line for line in lines if _PAGE_NUMBER.fullmatch(line.text) or count[_mark(line)] >= most] for lines in margins
    ]


def _in_margin(line: PrintedLine, height: float) -> bool:
    return not height * _MARGIN < line.top < height * (1 - _MARGIN)


def _mark(line: PrintedLine) -> tuple[str, int]:
    """What makes two lines the same head or foot: the text but for its numbers, the height."""
    return _DIGITS.sub("#", line.text), round(line.top / 4)


def _edges(strips: Sequence[Strip]) -> dict[int, tuple[float, float]]:
    """Left and right edge of the running text by page. Where a page has only few or short lines, the edge is that of
    all pages of its height."""
    found: dict[int, list[Strip]] = defaultdict(list)
    widest: dict[float, float] = defaultdict(float)
    for strip in strips:
        widest[strip.height] = max(widest[strip.height], strip.right)
        if not strip.row and "\t" not in strip.text:
            found[strip.page].append(strip)
    edges = {}
    for page, same in found.items():
        right = max(strip.right for strip in same)
        enough = len(same) > _FEW and right > 0.75 * widest[same[0].height]
        edges[page] = min(strip.left for strip in same), right if enough else widest[same[0].height]
    return edges


def _pitch(strips: Sequence[Strip], edges: Mapping[int, tuple[float, float]]) -> float | None:
    """How far below one another the lines of a paragraph stand, in sizes of a character: the least that is common
    below lines that reach the right edge; None where nothing is."""
    found = Counter(
        round((below.top - line.top) / line.size, 1)
        for line, below in pairwise(strips)
        if line.page == below.page and below.top > line.top and _is_full(line, edges) and not below.row
    )
    common = [pitch for pitch, times in found.items() if times >= _FEW]
    return min(common, default=None)


def _is_full(strip: Strip, edges: Mapping[int, tuple[float, float]]) -> bool:
    is_text = not strip.row and "\t" not in strip.text
    is_long = strip.right - strip.left > _SHORTEST * strip.size
    return is_text and is_long and strip.right > edges[strip.page][1] - 1.5 * strip.size


def _goes_on(last: Strip, strip: Strip, edges: Mapping[int, tuple[float, float]], pitch: float | None) -> bool:
    if strip.row or "\t" in strip.text or abs(strip.size - last.size) > 0.15 * last.size:
        return False
    ended = last.text.rstrip().endswith(_ENDED)
    if ended and (strip.page != last.page or pitch is None or _HEADING.match(strip.text)):
        return False
    if pitch and strip.page == last.page and strip.top - last.top > _APART * pitch * last.size:
        return False
    return _is_full(last, edges) and strip.left < edges[strip.page][0] + strip.size
