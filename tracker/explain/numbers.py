"""Printed numbers to claims."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from .claims import MONEY_UNITS, Claim, Direction, Kind, Span


def claim_of(kind: Kind, span: Span, text: str, number: str, unit: str, subject: str, base: str) -> Claim:
    """A claim from a well-formed number as it is printed."""
    digits = number.replace(",", "").lstrip("-−△▲")
    value = Decimal(digits) * (-1 if digits != number.replace(",", "") else 1)
    decimals = len(digits.partition(".")[2])
    fen = int(value * MONEY_UNITS[unit]) if unit in MONEY_UNITS else None
    return Claim(kind, span, text, value, unit, decimals, fen, subject, base)


def unsigned(claim: Claim, direction: Direction) -> tuple[Claim, Direction]:
    """A change without its sign: 增加-5 is 减少5."""
    if claim.number >= 0:
        return claim, direction
    fen = None if claim.fen is None else -claim.fen
    return replace(claim, number=-claim.number, fen=fen), "down" if direction == "up" else "up"
