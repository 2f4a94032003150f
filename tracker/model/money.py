"""Money: integers in 分 (fen) inside; decimal strings in 万元 at the edges. 1 万元 = 10,000 元 = 1,000,000 分."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

FEN_PER_WAN = 1_000_000
FEN_PER_CENT_OF_WAN = 10_000
"""0.01 万元, the last digit that the published tables print."""

HALF_CENT_FEN = FEN_PER_CENT_OF_WAN // 2
"""What rounding to that digit may hide."""

MoneyUnit = Literal["wan", "yuan", "yi"]
"""万元 as the tables print them, 元 to the fen, 亿元."""


class _Scale(NamedTuple):
    """How many digits of fen stand behind the point of a unit, and how many of them are shown."""

    digits: int
    shown: int


_SCALES: dict[MoneyUnit, _Scale] = {"wan": _Scale(6, 2), "yuan": _Scale(2, 2), "yi": _Scale(10, 6)}
"""亿元 with six decimals end at the digit at which 万元 with two do."""

MINUS = "\u2212"
"""The minus sign of printed tables."""

_WRITTEN = re.compile(rf"([+\-{MINUS}]?)((?:\d{{1,3}}(?:,\d{{3}})+|\d+)(?:\.\d+)?)(万元|元)?", re.ASCII)
_WAN = re.compile(r"([+-]?)(\d{1,10})(?:\.(\d{1,6}))?", re.ASCII)
_SUM = re.compile(r"([+-]?)(\d{1,13})(?:\.(\d{1,6}))?", re.ASCII)


def parse_wan(text: str) -> int:
    """The fen in a decimal string of 万元, at most ten digits before the point and six after it (a fen).

    Raises ValueError where the text is anything else: NaN, an exponent, a separator, less than a fen.
    """
    return _parse(_WAN, text)


def parse_sum(text: str) -> int:
    """The same of a sum of amounts, which 64 bits of fen let have thirteen digits before the point."""
    return _parse(_SUM, text)


def _parse(pattern: re.Pattern[str], text: str) -> int:
    match = pattern.fullmatch(text)
    if match is None:
        raise ValueError(text)
    sign, whole, part = match.groups()
    fen = int(whole) * FEN_PER_WAN + int((part or "").ljust(6, "0"))
    return -fen if sign == "-" else fen


def read_amount(text: str) -> int:
    """The fen in an amount as people write it: 20, 20.5, 1,191.44 or 20万元 in 万元, 200000元 in 元.

    Raises ValueError where the text is anything else, or more or finer than an amount can be.
    """
    match = _WRITTEN.fullmatch(text)
    if match is None:
        raise ValueError(text)
    sign, number, unit = match.groups()
    plain = number.replace(",", "")
    if unit == "元":
        whole, _, part = plain.partition(".")
        plain = f"{whole[:-4] or '0'}.{whole[-4:].rjust(4, '0')}{part}"
    return parse_wan(("-" if sign in ("-", MINUS) else "") + plain)


def exact_wan(fen: int) -> str:
    """The shortest decimal string of 万元, with two to six decimals, that is exactly `fen`."""
    return exact_in(fen, "wan")


def round_to_cents(fen: int) -> int:
    """`fen` rounded half up (away from zero) to 0.01 万元, as the tables print it."""
    return rounded_fen(fen, 2)


def rounded_fen(fen: int, decimals: int) -> int:
    """`fen` rounded half up (away from zero) to so many decimals (six at most) of 万元."""
    digit: int = 10 ** (6 - decimals)
    found = (abs(fen) + digit // 2) // digit * digit
    return -found if fen < 0 else found


def display_wan(fen: int) -> str:
    """`fen` in 万元 with two decimals, rounded half up."""
    return exact_wan(round_to_cents(fen))


def shown_fen(fen: int, unit: MoneyUnit) -> int:
    """`fen` as it is shown in a unit: rounded half up (away from zero) to the last digit shown; 元 are exact."""
    scale = _SCALES[unit]
    return rounded_fen(fen, scale.shown + 6 - scale.digits)


def shown_in(fen: int, unit: MoneyUnit) -> str:
    """`fen` in a unit, with the decimals that it is shown with."""
    scale = _SCALES[unit]
    return _written(shown_fen(fen, unit), scale.digits, scale.shown)


def exact_in(fen: int, unit: MoneyUnit) -> str:
    """The shortest decimal string of a unit, with two decimals at least, that is exactly `fen`."""
    return _written(fen, _SCALES[unit].digits, 2)


def _written(fen: int, digits: int, least: int) -> str:
    scale: int = 10**digits
    whole, part = divmod(abs(fen), scale)
    decimals = f"{part:0{digits}d}".rstrip("0").ljust(least, "0")
    return f"{'-' if fen < 0 else ''}{whole}.{decimals}"


def group_thousands(amount: str) -> str:
    """A decimal string with thousands separators, as people read it: 14416.56 → 14,416.56."""
    whole, point, part = amount.partition(".")
    digits = whole.lstrip("-")
    return f"{'-' if whole != digits else ''}{int(digits):,}{point}{part}"


def percent(delta: int, base: int, decimals: int = 2) -> str | None:
    """`delta` in percent of the absolute base, half up; None where the base is zero (不可比)."""
    if base == 0:
        return None
    scale: int = 10**decimals
    units = (abs(delta) * 200 * scale + abs(base)) // (2 * abs(base))
    whole, part = divmod(units, scale)
    return f"{'-' if delta < 0 and units else ''}{whole}{f'.{part:0{decimals}d}' if decimals else ''}"
