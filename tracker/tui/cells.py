"""Text in terminal cells: Chinese characters take two. Everything comes out exactly as wide as asked, and literal."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from rich.cells import cell_len, chop_cells

from ..messages import plain
from .grid import Line, Piece

_TOKENS = re.compile(r"[（［【“‘《〔]*(?:(?<=【)[^】\n]{1,9}|[!-~]+|.)[，。；：、）］】》〕”’？！]*\s*", re.DOTALL)
CUT = "~"
"""Stands at the end of a text that did not fit. ASCII: it is one cell wide in every terminal."""


_AMBIGUOUS = {
    "…": "~", "—": "-", "–": "-", "→": ">", "←": "<", "±": "+", "×": "x", "÷": "/", "※": "*", "●": "*", "·": ".",
    "“": '"', "”": '"', "‘": "'", "’": "'", "§": "$", "△": "-", "▲": "+", "▼": "-", "℃": "C", "°": "o",
    "①": "1", "②": "2", "③": "3", "④": "4", "⑤": "5", "⑥": "6", "⑦": "7", "⑧": "8", "⑨": "9",
    "▸": "+", "▾": "-",
}  # fmt: skip
"""What some terminals draw two cells wide, and what stands for it in one."""
_replaced: dict[int, str] = {}


def use_ascii(wanted: bool) -> None:
    """From now on characters of ambiguous width are replaced, or not."""
    _replaced.clear()
    if wanted:
        _replaced.update(str.maketrans(_AMBIGUOUS))
    for cached in (width_of, fit, wrap):
        cached.cache_clear()


def _seen(text: str) -> str:
    """The text as it is drawn: control characters are shown, never passed on."""
    return plain(text).translate(_replaced) if _replaced else plain(text)


@lru_cache(maxsize=16_384)
def width_of(text: str) -> int:
    return cell_len(_seen(text))


@lru_cache(maxsize=16_384)
def fit(text: str, width: int, right: bool = False) -> str:
    """The text in exactly `width` cells, cut or padded. Control characters are shown, never passed on."""
    text = _seen(text)
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
def breaks(text: str, width: int) -> tuple[tuple[int, int], ...]:
    """The text cut into lines of at most `width` cells, as code points; together they are the whole text. Blanks at the
    end of a line may stand out. Numbers and Latin words stay whole, opening and closing marks stay with what they
    enclose, where the width allows it."""
    lines: list[tuple[int, int]] = []
    start = at = used = 0
    for token in _TOKENS.findall(text):
        for part in _parts(token, max(width, 2)):
            bare = cell_len(part.rstrip())
            if at > start and used + bare > width:
                lines.append((start, at))
                start, used = at, 0
            at += len(part)
            used += cell_len(part)
    return (*lines, (start, at))


def _parts(token: str, width: int) -> list[str]:
    if cell_len(token.rstrip()) <= width:
        return [token]
    return [part for part in chop_cells(token, width) if part]


@lru_cache(maxsize=1_024)
def wrap(text: str, width: int) -> tuple[str, ...]:
    """The text in lines of at most `width` cells, without the blanks between them."""
    text = _seen(text)
    return tuple(text[start:end].rstrip() for start, end in breaks(text, width))


def flow(line: Line, width: int) -> tuple[Line, ...]:
    """The pieces of a line in as many lines of at most `width` cells as they need."""
    whole = "".join(_seen(text) for text, _ in line)
    ends = ((start, start + len(whole[start:end].rstrip())) for start, end in breaks(whole, width))
    return tuple(_part(line, start, end) for start, end in ends)


def _part(line: Line, start: int, end: int) -> Line:
    pieces: list[Piece] = []
    at = 0
    for text, tone in line:
        shown = _seen(text)[max(start - at, 0) : max(end - at, 0)]
        if shown:
            pieces.append((shown, tone))
        at += len(text)
    return tuple(pieces)


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
