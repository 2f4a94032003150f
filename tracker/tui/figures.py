"""Amounts, differences and dates as people read them. Formats what queries computed and computes nothing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from ..model.money import MoneyUnit, exact_in, group_thousands, shown_fen, shown_in
from ..query.points import ZONE
from .grid import Tone

if TYPE_CHECKING:
    from ..query.diff import Amounts

NONE = "--"
"""Stands for a value that does not exist. Zero is written 0.00."""


@lru_cache(maxsize=65_536)
def amount(fen: int | None, money: MoneyUnit = "wan") -> str:
    """万元 with two decimals, or another unit with its own."""
    return NONE if fen is None else group_thousands(shown_in(fen, money))


def exact(fen: int | None, money: MoneyUnit = "wan") -> str:
    """With as many decimals as the amount has."""
    return NONE if fen is None else group_thousands(exact_in(fen, money))


def rounded(fens: Iterable[int | None], money: MoneyUnit) -> bool:
    """Whether one of the amounts has more digits than are shown."""
    return any(fen is not None and shown_fen(fen, money) != fen for fen in fens)


def yuan(fen: int) -> str:
    """元 to the fen, without separators."""
    whole, part = divmod(abs(fen), 100)
    return f"{'-' if fen < 0 else ''}{whole}.{part:02d}"


def signed(fen: int | None, money: MoneyUnit = "wan") -> str:
    """As `amount`, with a sign."""
    return f"+{amount(fen, money)}" if fen is not None and fen > 0 else amount(fen, money)


def change(amounts: Amounts, money: MoneyUnit) -> str:
    """The difference of the amounts as they are shown."""
    return signed(amounts.delta_in(money), money)


def percent(amounts: Amounts, money: MoneyUnit = "wan") -> str:
    said = amounts.percent_in(money)
    return NONE if said is None else f"{'+' if amounts.delta_in(money) > 0 else ''}{said}%"


def tone(fen: int | None) -> Tone:
    """More or less money, neither of them good or bad."""
    return "" if not fen else "inc" if fen > 0 else "dec"


def instant(recorded: str) -> str:
    """The minute of recording, in the time zone that days of recording are counted in."""
    return datetime.fromisoformat(recorded).astimezone(ZONE).strftime("%Y-%m-%d %H:%M")


def version(seq: int) -> str:
    return f"@{seq}"
