"""What is printed across a page and is no part of its text: watermarks and stamps, aslant or large over other lines."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence

from .printed import Char

_LARGE = 1.8
"""Watermarks are so many times larger than most of a page."""

_COVERED = 3
"""A line of large characters over so many others is printed across them."""


def without_overprint(chars: Sequence[Char]) -> list[Char]:
    """The characters of a page but for those that stand aslant, and large ones over characters of other lines."""
    straight = [char for char in chars if not _is_aslant(char)]
    sizes = Counter(round(char["size"], 1) for char in straight)
    usual = max(sizes, key=lambda size: sizes[size], default=0.0)
    small = sorted((char["bottom"], char["x0"], char["x1"]) for char in straight if char["size"] < _LARGE * usual)
    bottoms = [bottom for bottom, _, _ in small]
    covered: Counter[tuple[float, float]] = Counter()
    for char in straight:
        if char["size"] >= _LARGE * usual:
            covered[_line(char)] += _covered(char, small, bottoms)
    return [char for char in straight if covered[_line(char)] < _COVERED]


def _line(char: Char) -> tuple[float, float]:
    return round(char["size"], 1), round(char["bottom"])


def _is_aslant(char: Char) -> bool:
    along, up = char["matrix"][:2]
    return min(abs(along), abs(up)) > 0.05 * max(abs(along), abs(up))


def _covered(char: Char, small: Sequence[tuple[float, float, float]], bottoms: Sequence[float]) -> int:
    """How many of the others stand inside of a character."""
    top = char["bottom"] - char["size"]
    over = small[bisect_right(bottoms, top + 0.2 * char["size"]) : bisect_left(bottoms, char["bottom"])]
    return sum(x0 >= char["x0"] and x1 <= char["x1"] for _, x0, x1 in over)
