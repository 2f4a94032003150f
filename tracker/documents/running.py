"""What runs over the pages of a printed document: what every page repeats, and paragraphs that go on."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .lines import join_all
from .printed import PrintedLine

_FEW = 3
_MOST_OF = 0.6
"""What stands at the same height on so large a share of the pages, and on three at least, belongs to the pages."""

_MARGIN = 0.09
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"[-—–·~\s]*(?:第\s*)?\d{1,4}\s*(?:页)?[-—–·~\s]*(?:[/，,]?\s*(?:共\s*)?\d{1,4}\s*页?)?[-—–·~\s]*"
)
_HEADING = re.compile(r"第[一二三四五六七八九十]+部分|[（(]?[一二三四五六七八九十]{1,3}[、)）]|[（(]?\d{1,2}[.、)）．]")
_APART = 1.45
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


def paragraphs(strips: Sequence[Strip]) -> Iterator[tuple[int, str]]:
    """Page and text. A line that reaches the right edge of the text goes on in the next, unless that is indented; so
    does the last one of a page in the first of the next."""
    edges, pitch = _edges(strips), _pitch(strips)
    pieces: list[str] = []
    last: Strip | None = None
    page = 1
    for strip in strips:
        if last and not _goes_on(last, strip, edges, pitch):
            yield page, join_all(pieces)
            pieces = []
        if not pieces:
            page = strip.page
        pieces.append(strip.text)
        last = strip
        if strip.row or "\t" in strip.text:
            yield page, strip.text
            pieces, last = [], None
    if pieces:
        yield page, join_all(pieces)


def furniture(pages: Sequence[tuple[float, Sequence[PrintedLine]]]) -> list[list[PrintedLine]]:
    """The lines of each page of some height that belong to the pages and not to the document: page numbers, and the
    heads and feet that most pages have."""
    margins = [
        [line for line in lines if not height * _MARGIN < line.top < height * (1 - _MARGIN)] for height, lines in pages
    ]
    count = Counter(mark for lines in margins for mark in {_mark(line) for line in lines})
    most = max(_FEW, len(pages) * _MOST_OF)
    return [
        [line for line in lines if _PAGE_NUMBER.fullmatch(line.text) or count[_mark(line)] >= most] for lines in margins
    ]


def _mark(line: PrintedLine) -> tuple[str, int]:
    """What makes two lines the same head or foot: the text but for its numbers, the height."""
    return _DIGITS.sub("#", line.text), round(line.top / 4)


def _edges(strips: Sequence[Strip]) -> dict[int, tuple[float, float]]:
    """Left and right edge of the running text by page, alike for all pages of one height; tables say where the edge is
    on pages whose lines are all short."""
    found: dict[float, list[Strip]] = defaultdict(list)
    for strip in strips:
        found[strip.height].append(strip)
    edges = {}
    for height, same in found.items():
        text = [strip for strip in same if not strip.row and "\t" not in strip.text] or same
        right, widest = max(strip.right for strip in text), max(strip.right for strip in same)
        edges[height] = min(strip.left for strip in text), right if right > 0.75 * widest else widest
    return {strip.page: edges[strip.height] for strip in strips}


def _pitch(strips: Sequence[Strip]) -> float:
    """How far below one another the lines of a paragraph stand, in sizes of a character: the least that is common."""
    found = Counter(
        round((b.top - a.top) / a.size, 1)
        for a, b in pairwise(strips)
        if not (a.row or b.row) and a.page == b.page and b.top > a.top
    )
    common = [pitch for pitch, times in found.items() if times >= _FEW]
    return min(common, default=2.0)


def _goes_on(last: Strip, strip: Strip, edges: dict[int, tuple[float, float]], pitch: float) -> bool:
    if strip.row or "\t" in strip.text or abs(strip.size - last.size) > 0.15 * last.size:
        return False
    left, _ = edges[strip.page]
    _, right = edges[last.page]
    ended = last.text.rstrip().endswith(_ENDED)
    if ended and (strip.page != last.page or _HEADING.match(strip.text)):
        return False
    if strip.page == last.page and strip.top - last.top > _APART * pitch * last.size:
        return False
    return last.right > right - 1.5 * last.size and strip.left < left + strip.size
