"""Text in terminal cells: Chinese characters take two. Everything comes out exactly as wide as asked, and literal."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from rich.cells import cell_len, chop_cells

from ..messages import plain
from .grid import Line, Piece

_TOKENS = re.compile(r"(?:[!-~]+|.)[，。；：、）］】》”’？！]*\s*")
CUT = "~"
"""Stands at the end of a text that did not fit. ASCII: it is one cell wide in every terminal."""


@lru_cache(maxsize=16_384)
def width_of(text: str) -> int:
    return cell_len(plain(text))


@lru_cache(maxsize=16_384)
def fit(text: str, width: int, right: bool = False) -> str:
    """The text in exactly `width` cells, cut or padded. Control characters are shown, never passed on."""
    text = plain(text)
    length = cell_len(text)
    if length > width:
        text = _head(text, width - 1) + CUT if width > 0 else ""
        length = cell_len(text)
    space = " " * (width - length)
    return space + text if right else text + space


def _head(text: str, width: int) -> str:
    """As much of the beginning as fits into `width` cells."""
    return chop_cells(text, width)[0] if width > 1 else "" if not text or cell_len(text[0]) > width else text[0]


@lru_cache(maxsize=1_024)
def wrap(text: str, width: int) -> tuple[str, ...]:
    """The text in lines of at most `width` cells. A Latin word stays whole, and no line begins with a closing mark,
    where the width allows it."""
    lines = [""]
    for token in _TOKENS.findall(plain(text)):
        for part in chop_cells(token, max(width, 2)):
            if cell_len(lines[-1] + part.rstrip()) <= width:
                lines[-1] += part
            else:
                lines.append(part.lstrip())
    return tuple(line.rstrip() for line in lines)


def fit_line(line: Iterable[Piece], width: int) -> Line:
    """The pieces cut or padded so that together they are exactly `width` cells."""
    pieces: list[Piece] = []
    left = width
    for text, tone in line:
        shown = fit(text, min(width_of(text), left))
        pieces.append((shown, tone))
        left -= cell_len(shown)
        if left <= 0:
            break
    if left > 0:
        pieces.append((" " * left, ""))
    return tuple(pieces)


def line_width(line: Iterable[Piece]) -> int:
    return sum(width_of(text) for text, _ in line)
