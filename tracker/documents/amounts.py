"""Printed amounts to fen: the ways in which tables print numbers, zeros, negatives and what they withhold."""

from __future__ import annotations

import re
from functools import lru_cache

from .lines import fold

MAX_FEN = 10**16
"""Ten digits of 万元: the largest amount that a posting can hold."""

_NUMBER = re.compile(r"(?:\d{1,3}(?:,\d{3}){1,7}|\d{1,20})(?:\.(\d{1,12}))?", re.ASCII)
_SPACES = re.compile(r"\s+")
_CUT = re.compile(r"\d\s+\d")
"""White space between two digits: it may be two numbers run into one cell, so it is not taken for one."""
_MINUS = str.maketrans("−–—‒―‐﹣", "-------")
_NOTHING = frozenset({"", "-", "--", "---", "----", "/"})
_MAX_CELL = 64


@lru_cache(maxsize=4096)
def _plain(cell: str) -> str:
    return _SPACES.sub("", fold(cell)).translate(_MINUS)


def is_blank_amount(cell: str) -> bool:
    """Whether the cell is blank or a dash: zero, as tables print it."""
    return len(cell) <= _MAX_CELL and _plain(cell) in _NOTHING


def is_zero(cell: str) -> bool:
    """Whether a zero is printed, as a number or as a dash."""
    text = _plain(cell) if len(cell) <= _MAX_CELL else ""
    return bool(text) and (text in _NOTHING or (text[0] == "0" and not text.strip("0.")))


def is_number(cell: str) -> bool:
    if len(cell) > _MAX_CELL:
        return False
    try:
        _parts(cell)
    except ValueError:
        return False
    return True


def fen_of(cell: str, unit_fen: int) -> int:
    """The exact fen of a printed amount in a money unit of `unit_fen`; a blank or a dash is zero.

    Raises ValueError where it is no number, holds less than a fen, or is larger than any budget.
    """
    if is_blank_amount(cell):
        return 0
    negative, digits, decimals = _parts(cell)
    fen, rest = divmod(int(digits) * unit_fen, int("1" + "0" * decimals))
    if rest or fen >= MAX_FEN:
        raise ValueError(cell)
    return -fen if negative else fen


@lru_cache(maxsize=4096)
def _parts(cell: str) -> tuple[bool, str, int]:
    """Sign, all digits, and how many of them are decimals."""
    text = _plain(cell) if len(cell) <= _MAX_CELL else ""
    if not text or _CUT.search(cell):
        raise ValueError(cell)
    negative = False
    if text.startswith("(") and text.endswith(")"):
        negative, text = True, text[1:-1]
    if text[:1] in ("-", "△", "▲", "+") and not negative:
        negative, text = text[0] != "+", text[1:]
    match = _NUMBER.fullmatch(text)
    if match is None:
        raise ValueError(cell)
    return negative, text.replace(",", "").replace(".", ""), len(match[1] or "")


def decimals_of(cell: str) -> int:
    """How many decimals a printed number has; none where it is no number."""
    return _parts(cell)[2] if is_number(cell) else 0
