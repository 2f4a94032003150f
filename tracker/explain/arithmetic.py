"""What printed numbers allow: every printed amount stands for all that rounds to it. Exact, in fractions."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from .claims import Claim, Comparison, Direction


class Range(NamedTuple):
    """From low to high, both included."""

    low: Fraction
    high: Fraction

    def meets(self, other: Range) -> bool:
        return self.low <= other.high and other.low <= self.high


def of_amount(claim: Claim) -> Range:
    """What an amount stands for, in fen."""
    fen = Fraction(claim.fen or 0)
    return Range(fen - claim.half_fen, fen + claim.half_fen)


def of_percent(claim: Claim) -> Range:
    half = Fraction(1, 2 * 10**claim.decimals)
    return Range(Fraction(claim.number) - half, Fraction(claim.number) + half)


def base_of(comparison: Comparison) -> Range | None:
    """The earlier amount in fen that the sentence prints or implies."""
    if comparison.base is not None:
        return of_amount(comparison.base)
    implied = comparison.implied
    return Range(*(Fraction(implied.fen + sign * implied.half_fen) for sign in (-1, 1))) if implied else None


def change_of(comparison: Comparison) -> Range | None:
    """How much it moved, without a sign, in fen: as printed, else from the two amounts."""
    if comparison.delta is not None:
        return of_amount(comparison.delta)
    if comparison.current is None or comparison.base is None:
        return None
    current, base = of_amount(comparison.current), of_amount(comparison.base)
    low, high = current.low - base.high, current.high - base.low
    return Range(Fraction(0) if low < 0 < high else min(abs(low), abs(high)), max(abs(low), abs(high)))


def percent_range(change: Range, base: Range) -> Range | None:
    """`change` in percent of `base`; None where the base may be zero or less."""
    if base.low <= 0:
        return None
    return Range(max(change.low, Fraction(0)) / base.high * 100, change.high / base.low * 100)


def nominal_percent(change_fen: int, base_fen: int, decimals: int) -> str:
    """The percentage as it would be printed, half up; 不可比 has none."""
    return rounded(Fraction(abs(change_fen) * 100, abs(base_fen)), decimals)


def rounded(value: Fraction, decimals: int) -> str:
    scale: int = 10**decimals
    units = (value * scale * 2 + 1) // 2
    return f"{Decimal(units).scaleb(-decimals):f}"


def direction(current_fen: int, base_fen: int) -> Direction:
    return "same" if current_fen == base_fen else "up" if current_fen > base_fen else "down"


def slip(found: int, expected: int) -> str:
    """The name of the slip that leads from one number to another, "" where none does: a factor of ten, or a digit
    changed, swapped, dropped or added."""
    a, b = sorted((abs(found), abs(expected)))
    if not a or a == b:
        return ""
    factor, rest = divmod(b, a)
    if not rest and factor in (10, 100, 1_000, 10_000, 100_000_000):
        return f"factor-{factor}"
    one, two = str(abs(found)).rstrip("0"), str(abs(expected)).rstrip("0")
    width = max(len(one), len(two))
    padded = str(abs(found)), str(abs(expected))
    if len(padded[0]) == len(padded[1]):
        places = [i for i, (x, y) in enumerate(zip(*padded, strict=True)) if x != y]
        if len(places) == 1:
            return "digit"
        if len(places) == 2 and places[1] == places[0] + 1 and padded[0][places[0]] == padded[1][places[1]]:
            return "swapped" if padded[0][places[1]] == padded[1][places[0]] else ""
    if width > 2 and any(_without(longer, i) == shorter for longer, shorter in _pairs(one, two) for i in range(width)):
        return "inserted" if len(one) > len(two) else "dropped"
    return ""


def _without(text: str, i: int) -> str:
    return text[:i] + text[i + 1 :]


def _pairs(one: str, two: str) -> list[tuple[str, str]]:
    return [(one, two)] if len(one) == len(two) + 1 else [(two, one)] if len(two) == len(one) + 1 else []
