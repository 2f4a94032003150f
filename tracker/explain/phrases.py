"""The words of a comparison with the year before (domain.md 3.3): a pure function of the two displayed amounts.

Difference and percentage are those of the amounts as displayed, so a reader who recomputes them gets the same."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal, NamedTuple

from ..model.money import exact_wan, group_thousands, percent, rounded_fen
from .claims import Computed, Kind, Source

Change = Literal["up", "down", "same"]

_WORDS = {"up": ("增加", "增长"), "down": ("减少", "下降")}
LAST_YEAR = "上年"


@dataclass(frozen=True, slots=True)
class Style:
    """How numbers are printed: decimals of 万元 and of percentages, thousands separators."""

    amount_decimals: int = 2
    percent_decimals: int = 2
    thousands: bool = True


@dataclass(frozen=True, slots=True)
class Number:
    """A claim that has no place yet: `text` is how it is printed, the rest as in Claim."""

    kind: Kind
    text: str
    number: Decimal
    unit: str
    source: Source
    subject: str = ""
    fen: int | None = None
    base: str = ""

    @property
    def decimals(self) -> int:
        """The decimals of `text`."""
        return len(self.text.partition(".")[2])


class Amount(NamedTuple):
    """An exact amount, in fen, and where it comes from."""

    fen: int
    source: Source


Phrase = tuple[str | Number, ...]
"""Words and numbers in the order of the text."""


def amount(found: Amount, style: Style, subject: str = "", base: str = "") -> Number:
    """An amount in 万元 as displayed; zero is printed without decimals."""
    fen = rounded_fen(found.fen, style.amount_decimals)
    wan = _fixed(fen, style.amount_decimals)
    return Number(
        "amount", _printed(wan, style) if fen else "0", Decimal(wan), "万元", found.source, subject, fen, base
    )


def count(stated: str, unit: str, source: Source, style: Style, subject: str = "") -> Number:
    """A number of things, as it was stated."""
    return Number("count", _printed(stated, style), Decimal(stated), unit, source, subject)


def change_of(current_fen: int, prior_fen: int, style: Style) -> Change:
    """Which way the displayed amount went."""
    delta = _shown_delta(current_fen, prior_fen, style)
    return "up" if delta > 0 else "down" if delta else "same"


def comparison(current: Amount, prior: Amount, style: Style, subject: str = "") -> Phrase:
    """What is said of an amount beside that of the year before. No percentage of a zero base, which alone is 不可比,
    nor of one below zero."""
    shown_prior = rounded_fen(prior.fen, style.amount_decimals)
    delta_fen = _shown_delta(current.fen, prior.fen, style)
    base = amount(prior, style, subject, LAST_YEAR)
    if delta_fen == 0:
        return (f"与{LAST_YEAR}持平",) if shown_prior else (f"与{LAST_YEAR}持平（{LAST_YEAR}及本年均为", base, "）")
    moved, grew = _WORDS["up" if delta_fen > 0 else "down"]
    sources = current.source, prior.source
    delta = amount(Amount(abs(delta_fen), Computed("difference", sources)), style, subject, LAST_YEAR)
    start = f"比{LAST_YEAR}{moved}", replace(delta, kind="delta"), "万元"
    if shown_prior == 0:
        return (*start, f"（{LAST_YEAR}基数为", base, "，不可比）")
    if shown_prior < 0:
        return start
    text, number = _percent(abs(delta_fen), shown_prior, style)
    return (*start, f"，{grew}", Number("percent", text, number, "%", Computed("percent", sources), subject,
                                      base=LAST_YEAR), "%")  # fmt: skip


def shown_percent(current_fen: int, prior_fen: int, style: Style) -> Decimal:
    """The percentage that a comparison of these amounts prints. The prior amount is not displayed as zero."""
    delta = abs(_shown_delta(current_fen, prior_fen, style))
    return _percent(delta, rounded_fen(prior_fen, style.amount_decimals), style)[1]


def shown_difference(current_fen: int, prior_fen: int, style: Style) -> Decimal:
    """The difference that a comparison of these amounts prints."""
    return Decimal(_fixed(abs(_shown_delta(current_fen, prior_fen, style)), style.amount_decimals))


def _shown_delta(current_fen: int, prior_fen: int, style: Style) -> int:
    return rounded_fen(current_fen, style.amount_decimals) - rounded_fen(prior_fen, style.amount_decimals)


def _percent(delta_fen: int, base_fen: int, style: Style) -> tuple[str, Decimal]:
    """As printed, without decimals where it is whole, and as a number."""
    found = percent(delta_fen, base_fen, style.percent_decimals)
    assert found is not None
    whole = delta_fen * 100 % base_fen == 0
    return _printed(found.partition(".")[0] if whole else found, style), Decimal(found)


def _fixed(fen: int, decimals: int) -> str:
    """Rounded fen in 万元 with just these decimals."""
    whole, _, part = exact_wan(fen).partition(".")
    return f"{whole}.{part.ljust(decimals, '0')[:decimals]}" if decimals else whole


def _printed(number: str, style: Style) -> str:
    return group_thousands(number) if style.thousands else number
