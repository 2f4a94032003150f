"""Units, projects and their goals: who may hold money, never how much."""

from __future__ import annotations

from typing import Literal, Self

from ..desk import Desk
from ..errors import Refused, say
from ..fields import Prose, Text
from ..state import Change
from ..vocabulary import UnitKind
from .base import Effects, Event, LineAmount, Place
from .in_year import AmountAdjusted


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
        parent = desk.unit(self.parent) if self.parent else None
        return self.replaced(parent=parent, id=desk.new_id("u", "unit", self.unit))

    def effects(self, place: Place) -> Effects:
        id = self.id or ""
        values = {"name": self.unit, "kind": self.unit_kind, "parent": self.parent, "kind_inferred": int(self.inferred)}
        return Effects(changes=tuple(Change("unit", id, field, v) for field, v in values.items() if v))


class ProjectAdded(Event):
    """项目入库/新增. `project` is the code or name that people will use; `id` is given at recording and never
    changes. `lines` put money on the project at once: each is recorded as a supplement beside it."""

    kind: Literal["ProjectAdded"]
    v: Literal[1] = 1
    project: Text
    name: Text
    unit: Text
    category: Text | None = None
    goal: Prose | None = None
    predecessor: Text | None = None
    lines: tuple[LineAmount, ...] = ()
    id: Text | None = None

    def parts(self) -> tuple[Event, ...]:
        supplements = (
            AmountAdjusted.model_construct(
                kind="AmountAdjusted",
                mode="supplement",
                line=item.line.replaced(unit=self.unit, project=self.project),
                amount=item.amount,
            )
            for item in self.lines
        )
        return (self.replaced(lines=()), *supplements)

    def decide(self, desk: Desk) -> Self:
        unit = desk.unit(self.unit)
        for name in dict.fromkeys((self.name, self.project)):
            if any(desk.roster.value("project", id, "unit") == unit for id in desk.roster.named("project", name)):
                raise Refused("I25", say("refused.project-exists", project=name, unit=desk.unit_name(unit)))
        return self.replaced(
            unit=unit,
            predecessor=desk.project(self.predecessor) if self.predecessor else None,
            id=desk.new_id("p", "project", unit, self.project, self.name),
        )

    def effects(self, place: Place) -> Effects:
        id = self.id or ""
        values = {
            "name": self.name,
            "handle": self.project,
            "unit": self.unit,
            "category": self.category,
            "goal": self.goal,
            "predecessor": self.predecessor,
        }
        return Effects(changes=tuple(Change("project", id, field, value) for field, value in values.items() if value))


class GoalChanged(Event):
    """绩效目标调整."""

    kind: Literal["GoalChanged"]
    v: Literal[1] = 1
    project: Text
    goal: Prose

    def decide(self, desk: Desk) -> Self:
        return self.replaced(project=desk.project(self.project))

    def effects(self, place: Place) -> Effects:
        return Effects(changes=(Change("project", self.project, "goal", self.goal),))
