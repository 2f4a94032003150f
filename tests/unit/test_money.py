"""Money at its edges: what is read as 万元, and how it is shown."""

from __future__ import annotations

import pytest

from tracker.model.money import display_wan, exact_wan, group_thousands, parse_wan, percent, round_to_cents


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("0", 0), ("0.00", 0), ("-0.00", 0), ("+0", 0), ("1", 1_000_000), ("30.00", 30_000_000),
        ("-5.00", -5_000_000), ("+5", 5_000_000), ("0.000001", 1), ("-0.000001", -1), ("14416.56", 14_416_560_000),
        ("007.5", 7_500_000), ("9999999999.999999", 9_999_999_999_999_999),
    ],
)  # fmt: skip
def test_a_decimal_string_of_wan_is_read_to_the_fen(text: str, fen: int) -> None:
    assert parse_wan(text) == fen


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "-", "+", ".", ".5", "5.", "1.2.3", "--1", "+-1", "1e3", "1E3", "NaN", "nan", "Infinity", "inf",
        "1,000.00", "1 000", " 1", "1 ", "1\n", "0.0000001", "10000000000", "0x10", "1_000", "一", "１", "٣", "−5",
        "(5)", "1.٣", "5\x00",
    ],
)  # fmt: skip
def test_anything_else_is_no_money(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        parse_wan(text)


@pytest.mark.parametrize(
    ("fen", "text"),
    [
        (0, "0.00"), (1, "0.000001"), (-1, "-0.000001"), (10, "0.00001"), (10_000, "0.01"), (100_000, "0.10"),
        (1_000_000, "1.00"), (-12_345_678, "-12.345678"), (14_416_560_000, "14416.56"), (10**18, "1000000000000.00"),
    ],
)  # fmt: skip
def test_the_exact_amount_has_two_to_six_decimals_and_no_superfluous_zero(fen: int, text: str) -> None:
    assert exact_wan(fen) == text


@pytest.mark.parametrize(
    ("fen", "shown"),
    [
        (4_999, "0.00"), (5_000, "0.01"), (-4_999, "0.00"), (-5_000, "-0.01"), (14_999, "0.01"), (15_000, "0.02"),
        (25_000, "0.03"), (-15_000, "-0.02"), (994_999, "0.99"), (995_000, "1.00"), (2_304_234_999, "2304.23"),
    ],
)  # fmt: skip
def test_the_displayed_amount_is_rounded_half_up_away_from_zero(fen: int, shown: str) -> None:
    assert display_wan(fen) == shown
    assert parse_wan(shown) == round_to_cents(fen)


@pytest.mark.parametrize(
    ("amount", "grouped"),
    [("0.00", "0.00"), ("999.99", "999.99"), ("1000.00", "1,000.00"), ("-14416.56", "-14,416.56"), ("-0.01", "-0.01"),
     ("1234567.123456", "1,234,567.123456"), ("1000", "1,000")],
)  # fmt: skip
def test_thousands_are_grouped(amount: str, grouped: str) -> None:
    assert group_thousands(amount) == grouped


@pytest.mark.parametrize(
    ("delta", "base", "shown"),
    [
        (0, 0, None), (5, 0, None), (0, 7, "0.00"), (1, 8, "12.50"), (-1, 8, "-12.50"), (1, 3, "33.33"),
        (2, 3, "66.67"), (5, -10, "50.00"), (-85, 265, "-32.08"), (10, 10, "100.00"), (1, 20_000, "0.01"),
        (1, 20_001, "0.00"), (-1, 20_001, "0.00"), (-1, 20_000, "-0.01"),
    ],
)  # fmt: skip
def test_a_percentage_is_of_the_absolute_base_half_up_and_none_of_zero(
    delta: int, base: int, shown: str | None
) -> None:
    assert percent(delta, base) == shown
