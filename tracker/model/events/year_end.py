"""The boundary of two years: what is closed, carried over, given back, and what goes on."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field

from ..desk import Desk
from ..errors import Message, Refused, say
from ..fields import Text
from ..line import Line, Posting
from ..names import Names
from ..state import Change
from ..vocabulary import Measure
from .base import Effects, Event, LineAmount, Model, Place, decide_lines, describe_lines, require_positive, total_of

Year = Annotated[int, Field(ge=1949, le=2999)]
NO_PREDECESSOR = "-"
"""Stands where somebody said that a project continues none."""


class YearClosed(Event):
    """结账: from here on the year takes corrections and final accounts only (I20)."""

    kind: Literal["YearClosed"]
    v: Literal[1] = 1
    year: Year

    def decide(self, desk: Desk) -> Self:
        if self.year != desk.year:
            raise Refused("I20", say("refused.closes-other-year", year=self.year, fiscal_year=desk.year))
        return self

    def effects(self, place: Place) -> Effects:
        return Effects(changes=(Change("year", str(self.year), "closed", place.seq),))

    def describe(self, names: Names) -> Message:
        return say("event.YearClosed", year=self.year)


class CarriedForward(Event):
    """结转: what was not spent of a year's lines goes on into the revision's year, for the same purpose, in a column of
    its own. A line is named as it stood in `from_year`, the year before unless stated; as stored it bears the year that
    first held the money (`origin_year`)."""

    kind: Literal["CarriedForward"]
    v: Literal[1] = 1
    lines: Annotated[tuple[LineAmount, ...], Field(min_length=1)]
    from_year: Year | None = None

    def decide(self, desk: Desk) -> Self:
        require_positive((item.amount for item in self.lines), self.kind)
        year = self.from_year or desk.year - 1
        if year >= desk.year:
            raise Refused("I11", say("refused.carried-backwards", year=year, fiscal_year=desk.year))
        items: list[LineAmount] = []
        for item in self.lines:
            named = item.line.replaced(origin_year=None) if item.line.origin_year == year else item.line
            ref, source = named.decide(desk, year)
            origin, last = source.origin_year or year, desk.year - 1
            if last > origin:
                desk.breaks("I11", say("refused.carried-twice", line=desk.line_label(source), origin=origin, year=last))
            items.append(item.replaced(line=ref.replaced(origin_year=origin)))
        return self.replaced(lines=tuple(items), from_year=year)

    def effects(self, place: Place) -> Effects:
        year = self.from_year or place.year - 1
        postings: list[Posting] = []
        for item in self.lines:
            line = item.line.line(place.year)
            postings.append(Posting(source_of(line, year), Measure.CARRIED, item.amount))
            postings.append(Posting(line, Measure.BROUGHT_FORWARD, item.amount))
        return Effects(tuple(postings))

    def acts(self) -> tuple[tuple[str, int], ...]:
        return (("carry", total_of(self.lines)),)

    def describe(self, names: Names) -> Message:
        return describe_lines(self.kind, self.lines, names, year=self.from_year)


class SurplusDeclared(Event):
    """结余: money that is not needed for its purpose any more. It stays in the budget, held, until it is recovered."""

    kind: Literal["SurplusDeclared"]
    v: Literal[1] = 1
    lines: Annotated[tuple[LineAmount, ...], Field(min_length=1)]

    def decide(self, desk: Desk) -> Self:
        require_positive((item.amount for item in self.lines), self.kind)
        return self.replaced(lines=decide_lines(self.lines, desk))

    def effects(self, place: Place) -> Effects:
        return Effects(tuple(Posting(item.line.line(place.year), Measure.SURPLUS, item.amount) for item in self.lines))

    def acts(self) -> tuple[tuple[str, int], ...]:
        return (("surplus", total_of(self.lines)),)

    def describe(self, names: Names) -> Message:
        return describe_lines(self.kind, self.lines, names)


class Continued(Model):
    """A project of the new year and the one that it continues: itself where nothing is said, none where that is said
    ("-")."""

    project: Text
    predecessor: Text | None = None


class YearRolledOver(Event):
    """年度滚动: the revision's year begins with these projects; how much each gets is asked for anew."""

    kind: Literal["YearRolledOver"]
    v: Literal[1] = 1
    from_year: Year
    projects: tuple[Continued, ...]

    def decide(self, desk: Desk) -> Self:
        if self.from_year >= desk.year:
            raise Refused("I20", say("refused.rolled-backwards", year=self.from_year, fiscal_year=desk.year))
        if seq := desk.roster.value("year", str(desk.year), "rolled_from_at"):
            raise Refused("I25", say("refused.rolled-twice", year=desk.year, seq=seq))
        rolled: dict[str, Continued] = {}
        for item in self.projects:
            id = desk.project(item.project)
            if closed := desk.roster.value("project", id, "closed"):
                raise Refused("I12", say("refused.project-closed", project=desk.project_name(id), seq=closed))
            if id in rolled:
                raise Refused("I25", say("refused.rolled-project-twice", project=desk.project_name(id)))
            said = item.predecessor
            before = id if said is None else said if said == NO_PREDECESSOR else desk.project(said)
            rolled[id] = item.replaced(project=id, predecessor=before)
        return self.replaced(projects=tuple(rolled.values()))

    def effects(self, place: Place) -> Effects:
        year = str(place.year)
        changes = [
            Change("year", year, "rolled_from", self.from_year),
            Change("year", year, "rolled_from_at", place.seq),
        ]
        for item in self.projects:
            changes.append(Change("year", year, f"project.{item.project}", item.predecessor))
            if item.predecessor not in (item.project, NO_PREDECESSOR):
                changes.append(Change("project", item.project, "predecessor", item.predecessor))
        return Effects(changes=tuple(changes))

    def describe(self, names: Names) -> Message:
        return say("event.YearRolledOver", year=self.from_year, count=len(self.projects))


def source_of(line: Line, from_year: int) -> Line:
    """The line of `from_year` that a carried line continues."""
    return line._replace(year=from_year, origin_year=0 if line.origin_year == from_year else line.origin_year)
