"""Units: who may hold money, never how much."""

from __future__ import annotations

from typing import Literal, Self

from ..desk import Desk
from ..errors import Message, Refused, say
from ..fields import Text
from ..names import Names
from ..state import Change
from ..vocabulary import UnitKind
from .base import Effects, Event, Place


class UnitRegistered(Event):
    """单位登记. `unit` is the name; `id` is given at recording. `inferred`: the kind was not stated by anybody."""

    kind: Literal["UnitRegistered"]
    v: Literal[1] = 1
    unit: Text
    unit_kind: UnitKind
    parent: Text | None = None
    inferred: bool = False
    id: Text | None = None

    def decide(self, desk: Desk) -> Self:
        if desk.roster.named("unit", self.unit):
            raise Refused("I25", say("refused.unit-exists", unit=self.unit))
        parent = desk.living_unit(self.parent) if self.parent else None
        return self.replaced(parent=parent, id=desk.new_id("u", self.id, "unit", self.unit))

    def effects(self, place: Place) -> Effects:
        id = self.id or ""
        values = {"name": self.unit, "kind": self.unit_kind, "parent": self.parent, "kind_inferred": int(self.inferred)}
        return Effects(changes=tuple(Change("unit", id, field, v) for field, v in values.items() if v))

    def describe(self, names: Names) -> Message:
        return say("event.UnitRegistered", unit=self.unit, kind=self.unit_kind)


class UnitRenamed(Event):
    """单位更名. `unit` is the unit, `name` what it is called from the effective date on; it stays the same unit."""

    kind: Literal["UnitRenamed"]
    v: Literal[1] = 1
    unit: Text
    name: Text

    def decide(self, desk: Desk) -> Self:
        id = desk.unit(self.unit)
        if desk.unit_name(id) == self.name:
            raise Refused("I25", say("refused.same-name", name=self.name))
        if any(other != id for other in desk.roster.named("unit", self.name)):
            raise Refused("I25", say("refused.unit-exists", unit=self.name))
        return self.replaced(unit=id)

    def effects(self, place: Place) -> Effects:
        return Effects(changes=(Change("unit", self.unit, "name", self.name),))

    def describe(self, names: Names) -> Message:
        return say("event.UnitRenamed", unit=names.unit(self.unit), name=self.name)


class UnitKindChanged(Event):
    """单位性质变更, or the statement of a kind that was inferred so far: of what kind a unit is from the effective date
    on. The tables of a year go by the kind at its end."""

    kind: Literal["UnitKindChanged"]
    v: Literal[1] = 1
    unit: Text
    unit_kind: UnitKind

    def decide(self, desk: Desk) -> Self:
        id = desk.unit(self.unit)
        inferred = desk.roster.value("unit", id, "kind_inferred")
        if desk.roster.text("unit", id, "kind") == self.unit_kind and not inferred:
            raise Refused("I25", say("refused.same-kind", unit=desk.unit_name(id), kind=self.unit_kind))
        return self.replaced(unit=id)

    def effects(self, place: Place) -> Effects:
        stated = Change("unit", self.unit, "kind", self.unit_kind), Change("unit", self.unit, "kind_inferred", 0)
        return Effects(changes=stated)

    def describe(self, names: Names) -> Message:
        return say("event.UnitKindChanged", unit=names.unit(self.unit), kind=self.unit_kind)


class UnitMerged(Event):
    """单位合并/划转: from the effective date on `unit` is part of `into`, to which its projects and its own units go.
    No money moves: what stands on its lines stays there until it is transferred or cut."""

    kind: Literal["UnitMerged"]
    v: Literal[1] = 1
    unit: Text
    into: Text
    projects: tuple[Text, ...] = ()
    units: tuple[Text, ...] = ()

    def decide(self, desk: Desk) -> Self:
        unit, into = desk.living_unit(self.unit), desk.living_unit(self.into)
        if unit == into:
            raise Refused("I12", say("refused.merged-into-itself", unit=desk.unit_name(unit)))
        roster = desk.roster
        if unit in desk.above(into):
            names = {"unit": desk.unit_name(unit), "into": desk.unit_name(into)}
            raise Refused("I12", say("refused.merged-into-own-part", **names))
        known = roster.projects()
        there = {name for project in known if project.unit == into for name in (project.name, project.handle)}
        moving = [project for project in known if project.unit == unit]
        for project in moving:
            if twice := there & {project.name, project.handle}:
                raise Refused("I25", say("refused.project-exists", project=min(twice), unit=desk.unit_name(into)))
        units = tuple(other.id for other in roster.units() if other.parent == unit)
        return self.replaced(unit=unit, into=into, projects=tuple(project.id for project in moving), units=units)

    def effects(self, place: Place) -> Effects:
        moved = [Change("project", id, "unit", self.into) for id in self.projects]
        children = [Change("unit", id, "parent", self.into) for id in self.units]
        return Effects(changes=(Change("unit", self.unit, "into", self.into), *moved, *children))

    def describe(self, names: Names) -> Message:
        return say("event.UnitMerged", unit=names.unit(self.unit), into=names.unit(self.into))
