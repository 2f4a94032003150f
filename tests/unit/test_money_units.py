"""Fen in 万元, 元 and 亿元: shown with the decimals of the unit, exact with as many as it takes."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.model.money import MoneyUnit, display_wan, exact_in, shown_fen, shown_in

FEN = {"wan": 10**6, "yuan": 10**2, "yi": 10**10}
AMOUNTS = st.integers(-(10**16), 10**16)


@given(AMOUNTS, st.sampled_from(list(FEN)))
def test_exact_is_exact_and_shown_is_exactly_what_it_says_it_rounded_to(fen: int, unit: MoneyUnit) -> None:
    assert Decimal(exact_in(fen, unit)) * FEN[unit] == fen
    assert Decimal(shown_in(fen, unit)) * FEN[unit] == shown_fen(fen, unit)
    assert len(shown_in(fen, unit).partition(".")[2]) == (6 if unit == "yi" else 2)


@given(AMOUNTS)
def test_wan_and_yi_end_at_the_same_digit_and_yuan_lose_nothing(fen: int) -> None:
    assert shown_in(fen, "wan") == display_wan(fen)
    assert Decimal(shown_in(fen, "yi")) * 10_000 == Decimal(shown_in(fen, "wan"))
    assert shown_fen(fen, "yuan") == fen


@pytest.mark.parametrize(
    ("fen", "unit", "shown"),
    [(-1, "wan", "0.00"), (-1, "yuan", "-0.01"), (5_000, "yi", "0.000001"), (0, "yi", "0.000000")],
)
def test_small_amounts(fen: int, unit: MoneyUnit, shown: str) -> None:
    assert shown_in(fen, unit) == shown
