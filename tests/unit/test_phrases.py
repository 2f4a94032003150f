"""The phrase table (domain.md 3.3): what is said of two amounts, and that a reader can recompute it."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.explain.claims import CellSource, Computed
from tracker.explain.phrases import Amount, Number, Phrase, Style, amount, comparison, count
from tracker.model.money import parse_wan

CURRENT, PRIOR = (CellSource(1, "收入总计", "预算", year, 1) for year in (2024, 2023))
fens = st.one_of(st.integers(0, 20_000), st.integers(0, 10**13), st.integers(0, 10**6).map(lambda n: n * 10**4))
styles = st.builds(Style, st.integers(0, 4), st.integers(0, 4), st.booleans())


def said(current: str, prior: str, style: Style | None = None) -> str:
    return words(phrase(parse_wan(current), parse_wan(prior), style or Style()))


def phrase(current_fen: int, prior_fen: int, style: Style) -> Phrase:
    return comparison(Amount(current_fen, CURRENT), Amount(prior_fen, PRIOR), style)


def words(found: Phrase) -> str:
    return "".join(piece if isinstance(piece, str) else piece.text for piece in found)


def numbers(found: Phrase) -> list[Number]:
    return [piece for piece in found if isinstance(piece, Number)]


@pytest.mark.parametrize(
    ("current", "prior", "text"),
    [
        ("14416.56", "15608.00", "比上年减少1,191.44万元，下降7.63%"),
        ("1.80", "2.65", "比上年减少0.85万元，下降32.08%"),
        ("603.20", "723.71", "比上年减少120.51万元，下降16.65%"),
        ("0", "0.85", "比上年减少0.85万元，下降100%"),
        ("3", "2", "比上年增加1.00万元，增长50%"),
        ("1.80", "1.80", "与上年持平"),
        ("0", "0", "与上年持平（上年及本年均为0）"),
        ("2.50", "0", "比上年增加2.50万元（上年基数为0，不可比）"),
        ("2.50", "0.004999", "比上年增加2.50万元（上年基数为0，不可比）"),
        ("1.804", "1.80", "与上年持平"),
        ("1000000.00", "1000000.01", "比上年减少0.01万元，下降0.00%"),
        ("5", "-1", "比上年增加6.00万元"),
    ],
)
def test_what_is_said_of_two_amounts(current: str, prior: str, text: str) -> None:
    assert said(current, prior) == text


@pytest.mark.parametrize(
    ("style", "text"),
    [
        (Style(percent_decimals=1), "比上年增加1,234.50万元，增长33.3%"),
        (Style(amount_decimals=0, percent_decimals=0), "比上年增加1,234万元，增长33%"),
        (Style(thousands=False), "比上年增加1234.50万元，增长33.33%"),
        (Style(amount_decimals=4), "比上年增加1,234.5000万元，增长33.33%"),
    ],
)
def test_decimals_and_separators_are_parameters(style: Style, text: str) -> None:
    assert said("4938.00", "3703.50", style) == text


def test_a_zero_is_printed_without_decimals_and_things_as_they_were_stated() -> None:
    assert amount(Amount(4_999, CURRENT), Style()).text == "0"
    assert amount(Amount(5_000, CURRENT), Style()).text == "0.01"
    assert count("12345.5", "平方米", CURRENT, Style()).text == "12,345.5"


@given(fens, fens, styles)
def test_no_dashes_and_incomparable_just_where_the_base_is_displayed_as_zero(c: int, p: int, style: Style) -> None:
    text = words(phrase(c, p, style))
    shown = [amount(Amount(fen, CURRENT), style).number for fen in (c, p)]
    assert "--" not in text
    assert ("不可比" in text) == (shown[1] == 0 != shown[0])
    assert ("持平" in text) == (shown[0] == shown[1])
    assert ("%" in text) == (shown[0] != shown[1] != 0)


@given(fens, fens, styles)
def test_a_reader_recomputes_difference_and_percentage_from_what_is_printed(c: int, p: int, style: Style) -> None:
    found = phrase(c, p, style)
    current, prior = (Decimal(amount(Amount(fen, CURRENT), style).text.replace(",", "")) for fen in (c, p))
    for number in numbers(found):
        printed = Decimal(number.text.replace(",", ""))
        assert printed == number.number
        match number.kind:
            case "delta":
                assert printed == abs(current - prior)
            case "percent":
                digit = Decimal(1).scaleb(-style.percent_decimals)
                assert printed == (abs(current - prior) * 100 / prior).quantize(digit, ROUND_HALF_UP)
            case _:
                assert printed == prior == 0
    up = "增加" in words(found)
    assert up == (current > prior)
    assert ("增长" in words(found)) <= up


@given(fens, fens, styles)
def test_every_digit_is_in_a_number_that_knows_where_it_comes_from(c: int, p: int, style: Style) -> None:
    found = phrase(c, p, style)
    assert not any(re.search(r"\d", piece) for piece in found if isinstance(piece, str))
    for number in numbers(found):
        assert number.source == (PRIOR if number.kind == "amount" else Computed(
            "difference" if number.kind == "delta" else "percent", (CURRENT, PRIOR)))  # fmt: skip
