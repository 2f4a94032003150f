"""Law: an amount that is written and read again is the same fen; what is displayed is rounded half up."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from hypothesis import given
from hypothesis import strategies as st

from tracker.model.money import FEN_PER_WAN, display_wan, exact_wan, group_thousands, parse_wan, percent, round_to_cents

fens = st.integers(-(10**16) + 5_001, 10**16 - 5_001)
CENT = Decimal("0.01")


@given(fens)
def test_what_is_written_exactly_reads_back_to_the_fen(fen: int) -> None:
    text = exact_wan(fen)
    assert parse_wan(text) == fen
    assert exact_wan(parse_wan(text)) == text
    assert Decimal(text) * FEN_PER_WAN == fen
    assert 2 <= len(text.partition(".")[2]) <= 6


@given(st.from_regex(r"[+-]?[0-9]{1,10}(\.[0-9]{1,6})?", fullmatch=True))
def test_whatever_is_read_means_what_the_decimal_means(text: str) -> None:
    assert parse_wan(text) == Decimal(text) * FEN_PER_WAN


@given(fens)
def test_what_is_displayed_is_rounded_half_up(fen: int) -> None:
    expected = (Decimal(fen) / FEN_PER_WAN).quantize(CENT, ROUND_HALF_UP)
    assert Decimal(display_wan(fen)) == expected
    assert parse_wan(display_wan(fen)) == round_to_cents(fen)
    assert round_to_cents(round_to_cents(fen)) == round_to_cents(fen)
    assert abs(round_to_cents(fen) - fen) <= 5_000


@given(fens)
def test_thousands_are_grouped_and_nothing_else_changes(fen: int) -> None:
    grouped = group_thousands(exact_wan(fen))
    assert grouped.replace(",", "") == exact_wan(fen)
    whole = grouped.lstrip("-").partition(".")[0].split(",")
    assert 1 <= len(whole[0]) <= 3
    assert {len(part) for part in whole[1:]} <= {3}


@given(fens, fens.filter(bool))
def test_a_percentage_is_rounded_half_up(delta: int, base: int) -> None:
    from decimal import localcontext

    with localcontext() as context:
        context.prec = 60
        exact = Decimal(delta) * 100 / abs(Decimal(base))
        shown = percent(delta, base)
        assert shown is not None
        assert abs(Decimal(shown) - exact) <= Decimal("0.005")
