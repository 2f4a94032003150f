"""What holds money fast: freezing and release, and what was spent. It is the floor of every cut."""

from __future__ import annotations

from collections.abc import Collection
from typing import Annotated, Literal, Self

from pydantic import Field

from ..desk import Desk
from ..errors import Message, Refused, say
from ..fields import IsoDate, Money, Sum
from ..line import Line, Posting
from ..money import exact_wan
from ..names import Names
from ..vocabulary import UNCLASSIFIED, Measure
from .base import Effects, Event, LineAmount, LineRef, Place, describe_lines, require_positive


class FundsFrozen(Event):
    """冻结: the money stays in the budget and can't be used."""

    kind: Literal["FundsFrozen"]
    v: Literal[1] = 1
    line: LineRef
    amount: Money

    def decide(self, desk: Desk) -> Self:
        require_positive((self.amount,), self.kind)
        return self.replaced(line=self.line.decide(desk)[0])

    def effects(self, place: Place) -> Effects:
        return Effects((Posting(self.line.line(place.year), Measure.FROZEN, self.amount),))

    def acts(self) -> tuple[tuple[str, int], ...]:
        return (("freeze", self.amount),)

    def describe(self, names: Names) -> Message:
        return say("event.FundsFrozen", line=names.line(self.line), amount=exact_wan(self.amount))


class FundsReleased(Event):
    """解冻: no more than is frozen, at any date from its own on (I38)."""

    kind: Literal["FundsReleased"]
    v: Literal[1] = 1
    line: LineRef
    amount: Money

    def decide(self, desk: Desk) -> Self:
        require_positive((self.amount,), self.kind)
        ref, line = self.line.decide(desk)
        frozen = desk.least_from(line, Measure.FROZEN)
        if self.amount > frozen:
            desk.breaks("I38", say("refused.not-frozen", line=desk.line_label(line), frozen=exact_wan(frozen)))
        return self.replaced(line=ref)

    def effects(self, place: Place) -> Effects:
        return Effects((Posting(self.line.line(place.year), Measure.FROZEN, -self.amount),))

    def acts(self) -> tuple[tuple[str, int], ...]:
        return (("release", self.amount),)

    def describe(self, names: Names) -> Message:
        return say("event.FundsReleased", line=names.line(self.line), amount=exact_wan(self.amount))


class ExecutionRecorded(Event):
    """执行数. Without `through` the amount was spent (below zero: came back); with it, it is everything spent from the
    beginning of the year to that day, and `increment`, worked out at recording, is what that adds."""

    kind: Literal["ExecutionRecorded"]
    v: Literal[1] = 1
    line: LineRef
    amount: Money
    through: IsoDate | None = None
    increment: Sum | None = None

    def decide(self, desk: Desk) -> Self:
        ref, line = self.line.decide(desk)
        increment = self.amount if self.through is None else _increment(desk, line, self.amount, self.through)
        if increment == 0 and self.through is None:
            raise Refused("I5", say("refused.zero"))
        if (spent := desk.least_from(line, Measure.EXECUTED)) + increment < 0:
            raise Refused("I5", say("refused.more-came-back", line=desk.line_label(line), spent=exact_wan(spent)))
        return self.replaced(line=ref, increment=None if self.through is None else increment)

    def effects(self, place: Place) -> Effects:
        fen = self.amount if self.increment is None else self.increment
        return Effects((Posting(self.line.line(place.year), Measure.EXECUTED, fen),))

    def describe(self, names: Names) -> Message:
        id = "event.ExecutionRecorded" if self.through is None else "event.ExecutionRecorded.through"
        return say(id, line=names.line(self.line), amount=exact_wan(self.amount), through=self.through or "")


class FinalAmount(LineAmount):
    """What was spent on a line in the whole year, and what that adds to what was known, worked out at recording. A line
    with the unit "unclassified" stands for everything spent under its other dimensions that the report names on no
    line of its own: who spent it is not said."""

    increment: Sum | None = None


class FinalAccountsReported(Event):
    """决算: what was spent in the whole year, line by line, whatever was known of it before."""

    after_close = True
    of_publications = True

    kind: Literal["FinalAccountsReported"]
    v: Literal[1] = 1
    lines: Annotated[tuple[FinalAmount, ...], Field(min_length=1)]

    def decide(self, desk: Desk) -> Self:
        decided: dict[Line, FinalAmount] = {}
        for item in self.lines:
            ref, line = item.line.decide_unsplit(desk) if item.line.unit == UNCLASSIFIED else item.line.decide(desk)
            if item.amount < 0:
                raise Refused("I5", say("refused.not-positive", kind=say(f"kind.{self.kind}")))
            if line in decided:
                raise Refused("I19", say("refused.line-twice", line=desk.line_label(line)))
            decided[line] = item.replaced(line=ref)
        spent = _spent_under(decided.keys(), desk)
        lines = (item.replaced(increment=item.amount - spent.get(line, 0)) for line, item in decided.items())
        return self.replaced(lines=tuple(lines))

    def effects(self, place: Place) -> Effects:
        return Effects(
            tuple(
                Posting(item.line.line(place.year), Measure.EXECUTED, item.increment or 0)
                for item in self.lines
                if item.increment
            )
        )

    def acts(self) -> tuple[tuple[str, int], ...]:
        return (("final-accounts", sum(item.amount for item in self.lines)),)

    def describe(self, names: Names) -> Message:
        return describe_lines(self.kind, self.lines, names)


def _spent_under(reported: Collection[Line], desk: Desk) -> dict[Line, int]:
    """Fen that is known to be spent, by the reported line that stands for it: itself, else the unsplit one that says
    most of it."""
    spent: dict[Line, int] = {}
    for line, fen in desk.spent().items():
        covering = [line] if line in reported else [one for one in reported if one.unsplit and one.covers(line)]
        if covering:
            closest = min(covering, key=lambda one: one.count(UNCLASSIFIED))
            spent[closest] = spent.get(closest, 0) + fen
    return spent


def _increment(desk: Desk, line: Line, total: int, through: str) -> int:
    """What a total of money spent through a day adds to what is known. Raises Refused where later spending is known
    already: it would be taken for a part of the total."""
    if through > desk.effective:
        raise Refused("I38", say("refused.through-ahead", through=through, effective=desk.effective))
    by_day = {desk.effective: desk.here(line, Measure.EXECUTED)}
    for day, measure, fen in desk.facts.history(line):
        if measure is Measure.EXECUTED:
            by_day[day] = by_day.get(day, 0) + fen
    if later := [day for day, fen in by_day.items() if fen and day > through]:
        raise Refused("I38", say("refused.later-execution", line=desk.line_label(line), date=max(later)))
    return total - _so_far(desk, line, Measure.EXECUTED)


def _so_far(desk: Desk, line: Line, measure: Measure) -> int:
    known = sum(fen for _, of, fen in desk.facts.history(line) if of is measure)
    return known + desk.here(line, measure)
