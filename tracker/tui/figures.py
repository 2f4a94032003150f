"""Amounts, differences and dates as people read them. Formats what queries computed and computes nothing."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache

from ..model.money import display_wan, exact_wan, group_thousands
from ..query.diff import Amounts
from ..query.points import ZONE
from .grid import Tone

NONE = "--"
"""Stands for a value that does not exist. Zero is written 0.00."""


@lru_cache(maxsize=65_536)
def amount(fen: int | None) -> str:
    """万元 with two decimals."""
    return NONE if fen is None else group_thousands(display_wan(fen))


def exact(fen: int | None) -> str:
    """万元 with as many decimals as the amount has."""
    return NONE if fen is None else group_thousands(exact_wan(fen))


def yuan(fen: int) -> str:
    """元 to the fen, without separators."""
    whole, part = divmod(abs(fen), 100)
    return f"{'-' if fen < 0 else ''}{whole}.{part:02d}"


def signed(fen: int | None) -> str:
    """万元 with two decimals and a sign."""
    return f"+{amount(fen)}" if fen is not None and fen > 0 else amount(fen)


def percent(amounts: Amounts) -> str:
    if amounts.percent is None:
        return NONE
    return f"{'+' if amounts.shown_delta_fen > 0 else ''}{amounts.percent}%"


def tone(fen: int | None) -> Tone:
    """More or less money, neither of them good or bad."""
    return "" if not fen else "inc" if fen > 0 else "dec"


def instant(recorded: str) -> str:
    """The minute of recording, in the time zone that days of recording are counted in."""
    return datetime.fromisoformat(recorded).astimezone(ZONE).strftime("%Y-%m-%d %H:%M")


def version(seq: int) -> str:
    return f"@{seq}"
