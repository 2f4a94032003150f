"""What changes the budget within the year: adjustments, which change the total, and transfers, which do not."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Annotated, Literal, Self

from pydantic import Field

from ..desk import Desk
from ..errors import Message, Refused, say
from ..fields import Money, Sum, Text
from ..line import Line, Posting
from ..money import exact_wan
from ..names import Names
from ..vocabulary import BASIC, Measure, Mode
from .base import Effects, Event, LineAmount, LineRef, Place, decide_lines, describe_lines

_MUST_GROW = frozenset({"supplement", "reserve", "from-above"})
_MUST_SHRINK = frozenset({"cut", "recovery"})
_SOURCED = {"reserve": "I10", "from-above": "I10", "supplement": "I35"}
"""Modes of money that comes from somewhere, with the rule that asks where from."""


class AmountAdjusted(Event):
    """追加, 追减, 预算调整, 动支预备费, 上级转移支付, 收回: one line, a signed amount. `source` is where the money
    comes from: a line, the reserve, a higher document, what was not allocated. `of_surplus`, worked out at recording,
    is what a recovery takes of declared surplus."""

    kind: Literal["AmountAdjusted"]
    v: Literal[1] = 1
    mode: Mode
    line: LineRef
    amount: Money
    source: Text | LineRef | None = None
    of_surplus: Sum | None = None

    def decide(self, desk: Desk) -> Self:
        mode, source = self.mode, self.source
        if self.amount == 0:
            raise Refused("I5", say("refused.zero"))
        if mode in _MUST_GROW and self.amount < 0:
            raise Refused("I5", say("refused.not-positive", kind=say(f"mode.{mode}")))
        if mode in _MUST_SHRINK and self.amount > 0:
            raise Refused("I5", say("refused.not-negative", kind=say(f"mode.{mode}")))
        if mode in _SOURCED and not source:
            desk.breaks(_SOURCED[mode], _without_source(mode))
        ref, line = self.line.decide(desk)
        if mode in _MUST_GROW and line.origin_year and self.line.origin_year is None:
            raise Refused("I24", say("refused.grows-carried", line=desk.line_label(line)))
        if source and not isinstance(source, str):
            source, _ = source.decide(desk)
        surplus = min(-self.amount, _surplus(desk, line)) if mode == "recovery" else 0
        return self.replaced(line=ref, source=source, of_surplus=surplus or None)

    def effects(self, place: Place) -> Effects:
        line = self.line.line(place.year)
        adjusted = Posting(line, Measure.ADJUSTED, self.amount)
        return Effects((adjusted, Posting(line, Measure.SURPLUS, -self.of_surplus)) if self.of_surplus else (adjusted,))

    def acts(self) -> tuple[tuple[str, int], ...]:
        return ((f"adjust.{self.mode}", abs(self.amount)),)

    def describe(self, names: Names) -> Message:
        fen = self.amount if self.mode == "statutory" else abs(self.amount)
        return say(f"event.AmountAdjusted.{self.mode}", line=names.line(self.line), amount=exact_wan(fen))


class AmountsTransferred(Event):
    """调剂: one event, legs that sum to zero in each fund."""

    kind: Literal["AmountsTransferred"]
    v: Literal[1] = 1
    legs: Annotated[tuple[LineAmount, ...], Field(min_length=2)]

    def decide(self, desk: Desk) -> Self:
        if not all(leg.amount for leg in self.legs):
            raise Refused("I5", say("refused.zero"))
        resolved = self.replaced(legs=decide_lines(self.legs, desk))
        by_fund: dict[str, int] = {}
        for leg in resolved.legs:
            fund = leg.line.fund or ""
            by_fund[fund] = by_fund.get(fund, 0) + leg.amount
        total = sum(by_fund.values())
        if total:
            desk.breaks("I3", say("refused.transfer-not-zero", fen=total))
        if total == 0 and any(by_fund.values()):
            desk.breaks("I6", say("refused.transfer-across-funds", funds=", ".join(by_fund)))
        by_origin: dict[int, int] = {}
        for leg in resolved.legs:
            by_origin[leg.line.origin_year or 0] = by_origin.get(leg.line.origin_year or 0, 0) + leg.amount
        if total == 0 and any(by_origin.values()):
            into = next(leg.line for leg in resolved.legs if by_origin[leg.line.origin_year or 0] and leg.amount > 0)
            desk.breaks("I11", say("refused.origin-lost", line=desk.line_label(into.line(desk.year))))
        if len({leg.line for leg in resolved.legs}) == 1:
            raise Refused("I5", say("refused.same-line"))
        return resolved

    def effects(self, place: Place) -> Effects:
        return Effects(tuple(Posting(leg.line.line(place.year), Measure.TRANSFERRED, leg.amount) for leg in self.legs))

    def acts(self) -> tuple[tuple[str, int], ...]:
        moved = sum(leg.amount for leg in self.legs if leg.amount > 0)
        return tuple((f"transfer.{what}", moved) for what in _differing([leg.line for leg in self.legs]))

    def describe(self, names: Names) -> Message:
        out = [leg for leg in self.legs if leg.amount < 0]
        into = [leg for leg in self.legs if leg.amount > 0]
        if len(self.legs) == 2 and out and into:
            amount = exact_wan(into[0].amount)
            return say(
                "event.AmountsTransferred", line=names.line(out[0].line), to=names.line(into[0].line), amount=amount
            )
        return describe_lines("AmountsTransferred.many", into or out, names)


@cache
@cache
def _without_source(mode: Mode) -> Message:
    return say("refused.source-missing", mode=say(f"mode.{mode}"))


CONTROLLED = frozenset({"30212", "30215", "30216", "30217", "30231", "30913", "31013"})
"""Economic codes under caps of their own: travel abroad, meetings, training, receptions, vehicles (domain.md 1.4)."""
_WAGES = "301"


def _differing(lines: list[LineRef]) -> Iterator[str]:
    """What a transfer between these lines changes, as the authority table names it."""

    def values(name: str) -> set[object]:
        return {getattr(line, name) for line in lines}

    yield from (name for name in ("unit", "project", "function") if len(values(name)) > 1)
    if len({line.nature == BASIC for line in lines}) > 1:
        yield "nature"
    if len(codes := values("economic")) > 1:
        yield "economic"
        if any(str(code) in CONTROLLED or str(code).startswith(_WAGES) for code in codes):
            yield "controlled"
        if len(values("unit")) == 1 and len({(line.gov_economic or "")[:3] for line in lines}) > 1:
            yield "gov_economic"


def _surplus(desk: Desk, line: Line) -> int:
    """Fen of surplus that is declared on the line by the effective date, and that nobody takes back then or later."""
    return max(desk.least_from(line, Measure.SURPLUS), 0)
