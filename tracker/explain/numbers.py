"""Printed numbers to claims."""

from __future__ import annotations

from decimal import Decimal

from .claims import MONEY_UNITS, Claim, Kind, Span


def claim_of(kind: Kind, span: Span, text: str, number: str, unit: str, subject: str, base: str) -> Claim:
    """A claim from a well-formed number as it is printed."""
    digits = number.replace(",", "").lstrip("-−△▲")
    value = Decimal(digits) * (-1 if digits != number.replace(",", "") else 1)
    decimals = len(digits.partition(".")[2])
    fen = int(value * MONEY_UNITS[unit]) if unit in MONEY_UNITS else None
    return Claim(kind, span, text, value, unit, decimals, fen, subject, base)
