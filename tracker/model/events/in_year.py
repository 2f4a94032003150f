"""What changes the budget within the year: adjustments, which change the total, and transfers, which do not."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field

from ..desk import Desk
from ..errors import Refused, say
from ..fields import Money, Text
from ..line import Posting
from ..vocabulary import BASIC, Measure, Mode
from .base import Effects, Event, LineAmount, LineRef, Place, decide_lines

_MUST_GROW = frozenset({"supplement", "reserve", "from-above"})
_MUST_SHRINK = frozenset({"cut", "recovery"})


class AmountAdjusted(Event):
    """追加, 追减, 预算调整, 动支预备费, 上级转移支付, 收回: one line, a signed amount."""

    kind: Literal["AmountAdjusted"]
    v: Literal[1] = 1
    mode: Mode
    line: LineRef
    amount: Money
    source: Text | None = None

    def decide(self, desk: Desk) -> Self:
        if self.amount == 0:
            raise Refused("I5", say("refused.zero"))
        if self.mode in _MUST_GROW and self.amount < 0:
            raise Refused("I5", say("refused.not-positive", kind=self.mode))
        if self.mode in _MUST_SHRINK and self.amount > 0:
            raise Refused("I5", say("refused.not-negative", kind=self.mode))
        if self.mode in ("reserve", "from-above") and not self.source:
            raise Refused("I10", say("refused.source-missing", mode=self.mode))
        if self.mode == "statutory" and not desk.has_authority("standing_committee"):
            raise Refused("I9", say("refused.authority", needed="standing_committee"))
        if self.mode == "reserve" and not desk.has_authority("government"):
            raise Refused("I9", say("refused.authority", needed="government"))
        return self.replaced(line=self.line.decide(desk)[0])

    def effects(self, place: Place) -> Effects:
        return Effects((Posting(self.line.line(place.year), Measure.ADJUSTED, self.amount),))


class AmountsTransferred(Event):
    """调剂: one event, legs that sum to zero in each fund."""

    kind: Literal["AmountsTransferred"]
    v: Literal[1] = 1
    legs: Annotated[tuple[LineAmount, ...], Field(min_length=2)]

    def decide(self, desk: Desk) -> Self:
        if any(leg.amount == 0 for leg in self.legs):
            raise Refused("I5", say("refused.zero"))
        resolved = self.replaced(legs=decide_lines(self.legs, desk))
        by_fund: dict[str, int] = {}
        for leg in resolved.legs:
            fund = leg.line.fund or ""
            by_fund[fund] = by_fund.get(fund, 0) + leg.amount
        total = sum(by_fund.values())
        if total:
            raise Refused("I3", say("refused.transfer-not-zero", fen=total))
        if any(by_fund.values()):
            raise Refused("I6", say("refused.transfer-across-funds", funds=", ".join(by_fund)))
        if len({leg.line for leg in resolved.legs}) == 1:
            raise Refused("I5", say("refused.same-line"))
        natures = {leg.line.nature == BASIC for leg in resolved.legs}
        if len(natures) > 1 and not desk.has_authority("finance"):
            raise Refused("I7", say("refused.basic-project", needed="finance"))
        return resolved

    def effects(self, place: Place) -> Effects:
        return Effects(tuple(Posting(leg.line.line(place.year), Measure.TRANSFERRED, leg.amount) for leg in self.legs))
