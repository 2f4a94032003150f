"""Money that changes its place in the tables and stays the same money: reclassified, or detailed out of a lump."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from ..desk import Desk
from ..errors import Message, Refused, say
from ..fields import Money, Sum
from ..line import Line, Posting
from ..money import exact_wan
from ..names import Names
from ..vocabulary import CURRENT, Measure
from .base import Effects, Event, LineAmount, LineRef, Model, Place, decide_lines, describe_lines, require_positive

Shares = dict[Literal["APPROVED", "ADJUSTED", "TRANSFERRED", "BROUGHT_FORWARD"], Sum]
"""By the name of a measure, what of an amount stands in it."""


class Move(Model):
    """An amount that goes from one line to another; `shares` are worked out at recording."""

    from_: Annotated[LineRef, Field(alias="from")]
    to: LineRef
    amount: Money
    shares: Shares | None = None


class LinesReclassified(Event):
    """科目调整: amounts under other codes. It takes along, in proportion, what was approved, adjusted, transferred and
    brought forward, so that no column of the ledger shows a change that is none."""

    kind: Literal["LinesReclassified"]
    v: Literal[1] = 1
    moves: Annotated[tuple[Move, ...], Field(min_length=1)]

    def decide(self, desk: Desk) -> Self:
        require_positive((move.amount for move in self.moves), self.kind)
        taken = _Taken(desk)
        moves: list[Move] = []
        for move in self.moves:
            source_ref, source = move.from_.decide(desk)
            target_ref, target = move.to.decide(desk)
            if source == target:
                raise Refused("I14", say("refused.same-line"))
            for name in ("unit", "project", "nature", "fund", "origin_year"):
                if getattr(source, name) != getattr(target, name):
                    raise Refused("I14", say("refused.not-a-reclassification", dimension=name))
            shares = taken.shares(source, move.amount)
            taken.note(_moved(source, target, shares))
            moves.append(move.replaced(from_=source_ref, to=target_ref, shares=shares))
        return self.replaced(moves=tuple(moves))

    def effects(self, place: Place) -> Effects:
        return Effects(
            tuple(
                posting
                for move in self.moves
                for posting in _moved(move.from_.line(place.year), move.to.line(place.year), move.shares or {})
            )
        )

    def acts(self) -> tuple[tuple[str, int], ...]:
        return (("reclassify", sum(move.amount for move in self.moves)),)

    def describe(self, names: Names) -> Message:
        first, total = self.moves[0], sum(move.amount for move in self.moves)
        return say(
            "event.LinesReclassified",
            line=names.line(first.from_),
            to=names.line(first.to),
            count=len(self.moves),
            amount=exact_wan(total),
        )


class AllocationDetailed(Event):
    """代编细化: what stood on one line in a lump is spread over the lines that will spend it; the total stays."""

    kind: Literal["AllocationDetailed"]
    v: Literal[1] = 1
    from_: Annotated[LineAmount, Field(alias="from")]
    to: Annotated[tuple[LineAmount, ...], Field(min_length=1)]
    shares: tuple[Shares, ...] | None = None

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.shares is not None and len(self.shares) != len(self.to):
            raise PydanticCustomError("shares", "shares")
        return self

    def decide(self, desk: Desk) -> Self:
        require_positive((self.from_.amount, *(item.amount for item in self.to)), self.kind)
        rest = self.from_.amount - sum(item.amount for item in self.to)
        if rest:
            raise Refused("I3", say("refused.detail-not-zero", fen=rest))
        source_ref, source = self.from_.line.decide(desk)
        to = decide_lines(self.to, desk)
        taken = _Taken(desk)
        shares: list[Shares] = []
        for item in to:
            target = item.line.line(desk.year)
            if target == source:
                raise Refused("I14", say("refused.same-line"))
            if target.fund != source.fund:
                raise Refused("I6", say("refused.transfer-across-funds", funds=f"{source.fund}, {target.fund}"))
            if target.origin_year != source.origin_year:
                raise Refused("I11", say("refused.origin-lost", line=desk.line_label(target)))
            shares.append(taken.shares(source, item.amount))
            taken.note(_moved(source, target, shares[-1]))
        return self.replaced(from_=self.from_.replaced(line=source_ref), to=to, shares=tuple(shares))

    def effects(self, place: Place) -> Effects:
        source = self.from_.line.line(place.year)
        return Effects(
            tuple(
                posting
                for item, shares in zip(self.to, self.shares or (), strict=False)
                for posting in _moved(source, item.line.line(place.year), shares)
            )
        )

    def acts(self) -> tuple[tuple[str, int], ...]:
        return (("detail", self.from_.amount),)

    def describe(self, names: Names) -> Message:
        return describe_lines(self.kind, self.to, names, source=names.line(self.from_.line))


def _moved(source: Line, target: Line, shares: Shares) -> list[Posting]:
    return [
        Posting(line, Measure[name], sign * fen)
        for name, fen in sorted(shares.items())  # in the order in which canonical JSON keeps them
        for line, sign in ((source, -1), (target, 1))
    ]


class _Taken:
    """What the lines of one event hold while it is decided, and what it has moved off and onto them so far."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._held: dict[Line, dict[Measure, int]] = {}

    def note(self, postings: Iterable[Posting]) -> None:
        for line, measure, fen, _ in postings:
            held = self._of(line)
            held[measure] = held.get(measure, 0) + fen

    def _of(self, line: Line) -> dict[Measure, int]:
        if line not in self._held:
            here = self._desk.here
            known = {measure: here(line, measure) for measure in CURRENT}
            for _, measure, fen in self._desk.facts.history(line):
                known[measure] = known.get(measure, 0) + fen
            self._held[line] = known
        return self._held[line]

    def shares(self, source: Line, amount: int) -> Shares:
        """What of `amount` stands in each measure of the line, in proportion, exact to the fen: the fen that are left
        over by rounding down go to the measures with the largest remainders. Everything is the approved budget where a
        statement opened the year, since its lines hold no opening money; what was carried into it they do hold."""
        desk = self._desk
        if desk.opening(source.year) and not source.origin_year:
            return {"APPROVED": amount}
        held = self._of(source)
        standing = {measure: held[measure] for measure in sorted(CURRENT) if held.get(measure)}
        total = sum(standing.values())
        if amount > total:
            amounts = {"amount": exact_wan(amount), "available": exact_wan(total)}
            raise Refused("I4", say("refused.move-too-large", line=desk.line_label(source), **amounts))
        floors = {measure: amount * fen // total for measure, fen in standing.items()}
        left = amount - sum(floors.values())
        by_remainder = sorted(standing, key=lambda measure: (-(amount * standing[measure] % total), measure))
        for measure in by_remainder[:left]:
            floors[measure] += 1
        return {measure.name: fen for measure, fen in floors.items() if fen}  # type: ignore[misc] # names of CURRENT
