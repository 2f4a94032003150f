"""What leads to the budget of a year and fixes it: what was asked for, what it was limited to, what was approved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import product
from typing import Annotated, Literal, Self

from pydantic import Field

from ..desk import Desk
from ..errors import Message, Refused, say
from ..line import Line, Posting
from ..money import exact_wan
from ..names import Names
from ..state import Change
from ..vocabulary import Measure
from .base import Effects, Event, LineAmount, LineRef, Place, decide_lines, describe_lines, total_of

Lines = Annotated[tuple[LineAmount, ...], Field(min_length=1)]
_ROUNDS = {1: Measure.REQUEST1, 2: Measure.REQUEST2}


class RequestFiled(Event):
    """一上 (round 1) and 二上 (round 2). What a unit files replaces what it filed before in the same round: `replaced`,
    worked out at recording."""

    kind: Literal["RequestFiled"]
    v: Literal[1] = 1
    round: Literal[1, 2]
    lines: Lines
    replaced_lines: tuple[LineAmount, ...] = ()

    def decide(self, desk: Desk) -> Self:
        if any(item.amount < 0 for item in self.lines):
            raise Refused("I5", say("refused.request-negative"))
        lines = decide_lines(self.lines, desk)
        listed = [item.line.line(desk.year) for item in lines]
        if twice := next((line for line, times in Counter(listed).items() if times > 1), None):
            raise Refused("I19", say("refused.line-twice", line=desk.line_label(twice)))
        filed = _filed(desk, _ROUNDS[self.round])
        units = set(_units(lines))
        before = {line: fen for line, fen in filed.items() if fen and line.unit in units}
        replaced = tuple(LineAmount.model_construct(line=LineRef.of(line), amount=fen) for line, fen in before.items())
        after = {line: fen for line, fen in filed.items() if line not in before}
        after |= {line: item.amount for line, item in zip(listed, lines, strict=True)}
        if self.round == 2:
            _judge_ceilings(desk, after)
        return self.replaced(lines=lines, replaced_lines=replaced)

    def effects(self, place: Place) -> Effects:
        measure = _ROUNDS[self.round]
        before = [Posting(item.line.line(place.year), measure, -item.amount) for item in self.replaced_lines]
        after = [Posting(item.line.line(place.year), measure, item.amount) for item in self.lines]
        filed = (f"request{self.round}.{unit}" for unit in _units(self.lines))
        return Effects((*before, *after), tuple(Change("year", str(place.year), field, place.seq) for field in filed))

    def describe(self, names: Names) -> Message:
        return describe_lines(f"RequestFiled.{self.round}", self.lines, names)


class CeilingIssued(Event):
    """一下: limits on sums of what may be asked for; each names a unit and may name project, nature and fund."""

    kind: Literal["CeilingIssued"]
    v: Literal[1] = 1
    limits: Lines

    def decide(self, desk: Desk) -> Self:
        desk.require_document()
        limits: dict[str, LineAmount] = {}
        for item in self.limits:
            if item.amount < 0:
                raise Refused("I5", say("refused.request-negative"))
            known = desk.known(item.line, desk.year)
            if "unit" not in known:
                raise Refused("I12", say("refused.line-without-unit"))
            more = known.keys() - _LIMITED | ({"origin_year"} if item.line.origin_year else set())
            if more:
                raise Refused("I17", say("refused.limit-too-fine", dimensions=", ".join(sorted(more))))
            limit = item.replaced(line=item.line.replaced(**dict.fromkeys(_LIMITED) | known))
            id = _ceiling_id(limit.line, desk.year)
            if id in limits:
                raise Refused("I19", say("refused.line-twice", line=desk.line_label(limit.line.line(desk.year))))
            limits[id] = limit
        return self.replaced(limits=tuple(limits.values()))

    def effects(self, place: Place) -> Effects:
        limits = ((_ceiling_id(item.line, place.year), item.amount) for item in self.limits)
        return Effects(changes=tuple(Change("ceiling", id, "fen", fen) for id, fen in limits))

    def acts(self) -> tuple[tuple[str, int], ...]:
        return (("ceiling", total_of(self.limits)),)

    def describe(self, names: Names) -> Message:
        return describe_lines(self.kind, self.limits, names)


_LIMITED = frozenset({"unit", "project", "nature", "fund"})


def _ceiling_id(ref: LineRef, year: int) -> str:
    return "/".join((str(year), ref.unit or "", ref.project or "", ref.nature or "", ref.fund or ""))


def _units(lines: Iterable[LineAmount]) -> Iterable[str]:
    return dict.fromkeys(item.line.unit or "" for item in lines)


class BudgetApproved(Event):
    """二下/批复: fixes 年初批复数 of the lines it names. A line is approved once a year (I19)."""

    kind: Literal["BudgetApproved"]
    v: Literal[1] = 1
    lines: Lines

    def decide(self, desk: Desk) -> Self:
        if opening := desk.opening(desk.year):
            raise Refused("I26", say("refused.year-opened", year=desk.year, seq=opening))
        if any(item.amount < 0 for item in self.lines):
            raise Refused("I5", say("refused.approved-negative"))
        resolved = self.replaced(lines=decide_lines(self.lines, desk))
        lines = [item.line.line(desk.year) for item in resolved.lines]
        before = desk.facts.approved(lines)
        seen: set[Line] = set()
        for line in lines:
            if line.origin_year:
                raise Refused("I11", say("refused.approved-carried", line=desk.line_label(line)))
            if line in seen or before.get(line, 0) + desk.here(line, Measure.APPROVED):
                raise Refused("I19", say("refused.approved-twice", line=desk.line_label(line)))
            seen.add(line)
        _judge_request(desk, resolved.lines)
        return resolved

    def effects(self, place: Place) -> Effects:
        return Effects(tuple(Posting(item.line.line(place.year), Measure.APPROVED, item.amount) for item in self.lines))

    def acts(self) -> tuple[tuple[str, int], ...]:
        return (("approve", total_of(self.lines)),)

    def describe(self, names: Names) -> Message:
        return describe_lines(self.kind, self.lines, names)


def _filed(desk: Desk, measure: Measure) -> dict[Line, int]:
    filed = desk.facts.posted(desk.year, measure)
    for posting in desk.postings:
        if posting.measure is measure:
            filed[posting.line] = filed.get(posting.line, 0) + posting.amount_fen
    return filed


def _judge_ceilings(desk: Desk, filed: dict[Line, int]) -> None:
    """I17: what is asked for in the second round stays within every ceiling."""
    sums: dict[tuple[str, ...], int] = {}
    for line, fen in filed.items():
        for key in product((line.unit,), {line.project, ""}, {line.nature, ""}, {line.fund, ""}):
            sums[key] = sums.get(key, 0) + fen
    for id in desk.roster.ids("ceiling"):
        year, unit, project, nature, fund = id.split("/")
        limit = desk.roster.value("ceiling", id, "fen")
        if year != str(desk.year) or not isinstance(limit, int):
            continue
        asked = sums.get((unit, project, nature, fund), 0)
        if asked > limit:
            parts = (desk.unit_name(unit), desk.project_name(project) if project else "", nature, fund)
            what = " ".join(filter(None, parts))
            desk.breaks("I17", say("refused.above-ceiling", what=what, asked=exact_wan(asked), limit=exact_wan(limit)))


def _judge_request(desk: Desk, approved: Iterable[LineAmount]) -> None:
    """I17: no unit is approved more than it asked for in the second round, where it filed one."""
    asked: dict[str, int] = {}
    given: dict[str, int] = {}
    for line, fen in _filed(desk, Measure.REQUEST2).items():
        if desk.roster.value("year", str(desk.year), f"request2.{line.unit}"):
            asked[line.unit] = asked.get(line.unit, 0) + fen
    if not asked:
        return
    for line, fen in _filed(desk, Measure.APPROVED).items():
        given[line.unit] = given.get(line.unit, 0) + fen
    for item in approved:
        given[item.line.unit or ""] = given.get(item.line.unit or "", 0) + item.amount
    for unit, fen in asked.items():
        if given.get(unit, 0) > fen:
            amounts = {"approved": exact_wan(given[unit]), "asked": exact_wan(fen)}
            desk.breaks("I17", say("refused.above-request", unit=desk.unit_name(unit), **amounts))
