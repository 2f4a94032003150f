"""What fixes the budget at the start of the year."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field

from ..desk import Desk
from ..errors import Refused, say
from ..line import Posting
from ..vocabulary import Measure
from .base import Effects, Event, LineAmount, Place, decide_lines


class BudgetApproved(Event):
    """二下/批复: fixes 年初批复数 of the lines it names. A line is approved once a year (I19)."""

    kind: Literal["BudgetApproved"]
    v: Literal[1] = 1
    lines: Annotated[tuple[LineAmount, ...], Field(min_length=1)]

    def decide(self, desk: Desk) -> Self:
        if opening := desk.opening(desk.year):
            raise Refused("I26", say("refused.year-opened", year=desk.year, seq=opening))
        if any(item.amount < 0 for item in self.lines):
            raise Refused("I5", say("refused.approved-negative"))
        resolved = self.replaced(lines=decide_lines(self.lines, desk))
        lines = [item.line.line(desk.year) for item in resolved.lines]
        seen = {p.line for p in desk.postings if p.measure is Measure.APPROVED}
        twice = desk.facts.approved_before(lines)
        for line in lines:
            if line == twice or line in seen:
                raise Refused("I19", say("refused.approved-twice", line=desk.line_label(line)))
            seen.add(line)
        return resolved

    def effects(self, place: Place) -> Effects:
        return Effects(tuple(Posting(item.line.line(place.year), Measure.APPROVED, item.amount) for item in self.lines))
