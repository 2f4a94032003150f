"""Projects and their goals: what money is for, never how much."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import Field

from ..canonical import canonical
from ..desk import Desk
from ..errors import Message, Refused, say
from ..fields import Prose, Text, Weight
from ..money import exact_wan
from ..names import Names
from ..state import Change, Value
from .base import Effects, Event, LineAmount, Model, Place
from .in_year import AmountAdjusted


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
        unit = desk.living_unit(self.unit)
        _require_free(desk, unit, self.name, self.project)
        return self.replaced(
            unit=unit,
            predecessor=desk.project(self.predecessor) if self.predecessor else None,
            id=desk.new_id("p", self.id, "project", unit, self.project, self.name),
        )

    def effects(self, place: Place) -> Effects:
        values = {"category": self.category, "goal": self.goal, "predecessor": self.predecessor}
        return Effects(changes=_added(self.id, self.project, self.name, self.unit, **values))

    def describe(self, names: Names) -> Message:
        return say("event.ProjectAdded", project=self.name, unit=names.unit(self.unit))


class ProjectRenamed(Event):
    """项目更名: the same project under another name from the effective date on."""

    kind: Literal["ProjectRenamed"]
    v: Literal[1] = 1
    project: Text
    name: Text

    def decide(self, desk: Desk) -> Self:
        id = desk.project(self.project)
        if desk.project_name(id) == self.name:
            raise Refused("I25", say("refused.same-name", name=self.name))
        _require_free(desk, desk.roster.text("project", id, "unit"), self.name, but=id)
        return self.replaced(project=id)

    def effects(self, place: Place) -> Effects:
        return Effects(changes=(Change("project", self.project, "name", self.name),))

    def describe(self, names: Names) -> Message:
        return say("event.ProjectRenamed", project=names.project(self.project), name=self.name)


class SplitPart(Model):
    """One of the projects that a project is split into, with its share; `id` is given at recording."""

    project: Text
    name: Text
    weight: Weight
    id: Text | None = None


class ProjectSplit(Event):
    """项目拆分: the project ends and new ones of its unit and category continue it, by weights that sum to 1. No money
    moves: what stands on the old one is spent there, or transferred."""

    kind: Literal["ProjectSplit"]
    v: Literal[1] = 1
    project: Text
    into: Annotated[tuple[SplitPart, ...], Field(min_length=2)]
    unit: Text | None = None
    category: Text | None = None

    def decide(self, desk: Desk) -> Self:
        id = _open_project(desk, self.project)
        unit = desk.roster.text("project", id, "unit")
        weights = [Decimal(part.weight) for part in self.into]
        if sum(weights) != 1 or not all(weights):
            raise Refused("I14", say("refused.weights", weights=" + ".join(part.weight for part in self.into)))
        names = [name for part in self.into for name in {part.project, part.name}]
        if twice := next((name for name, times in Counter(names).items() if times > 1), ""):
            raise Refused("I25", say("refused.project-exists", project=twice, unit=desk.unit_name(unit)))
        _require_free(desk, unit, *names)
        into = tuple(
            part.replaced(id=desk.new_id("p", part.id, "project", unit, part.project, part.name)) for part in self.into
        )
        category = self.category or desk.roster.text("project", id, "category") or None
        return self.replaced(project=id, into=into, unit=unit, category=category)

    def effects(self, place: Place) -> Effects:
        shares = canonical([[part.id, part.weight] for part in self.into]).decode()
        added = [
            change
            for part in self.into
            for change in _added(
                part.id, part.project, part.name, self.unit, category=self.category, predecessor=self.project
            )
        ]
        return Effects(changes=(*added, *_ended(self.project, place, shares)))

    def describe(self, names: Names) -> Message:
        into = "、".join(f"{part.name} {part.weight}" for part in self.into)
        return say("event.ProjectSplit", project=names.project(self.project), into=into)


class ProjectMerged(Event):
    """项目合并: several projects end and one continues them: one that there is, else a new one of the first's unit and
    category. No money moves."""

    kind: Literal["ProjectMerged"]
    v: Literal[1] = 1
    projects: Annotated[tuple[Text, ...], Field(min_length=2)]
    into: Text
    name: Text | None = None
    unit: Text | None = None
    category: Text | None = None
    id: Text | None = None

    def decide(self, desk: Desk) -> Self:
        ids = tuple(dict.fromkeys(_open_project(desk, project) for project in self.projects))
        if len(ids) < 2:
            raise Refused("I14", say("refused.merge-of-one"))
        known = [] if desk.retaking and self.id else desk.roster.projects_called(self.into)
        if known and not self.id:
            return self.replaced(projects=ids, into=_open_project(desk, self.into))
        unit = desk.roster.text("project", ids[0], "unit")
        name = self.name or self.into
        _require_free(desk, unit, *{name, self.into})
        id = desk.new_id("p", self.id, "project", unit, self.into, name)
        category = self.category or desk.roster.text("project", ids[0], "category") or None
        return self.replaced(projects=ids, name=name, unit=unit, category=category, id=id)

    def effects(self, place: Place) -> Effects:
        into = self.id or self.into
        added = _added(self.id, self.into, self.name, self.unit, category=self.category) if self.id else ()
        whole = canonical([[into, "1"]]).decode()
        ended = (change for id in self.projects if id != into for change in _ended(id, place, whole))
        return Effects(changes=(*added, *ended))

    def describe(self, names: Names) -> Message:
        projects = "、".join(names.project(id) for id in self.projects)
        return say("event.ProjectMerged", projects=projects, into=self.name or names.project(self.into))


class ProjectClosed(Event):
    """项目终止: nothing more is put on the project. What is left of its money is recovered, cut or declared surplus;
    where some is left the rule says so (I37)."""

    kind: Literal["ProjectClosed"]
    v: Literal[1] = 1
    project: Text

    def decide(self, desk: Desk) -> Self:
        id = _open_project(desk, self.project)
        here = (p for p in desk.postings if p.line.year == desk.year and p.line.project == id)
        left = desk.facts.unspoken(desk.year, id) + sum(p.current_fen - p.held_fen for p in here)
        if left > 0:
            desk.breaks("I37", say("refused.closed-with-money", project=desk.project_name(id), left=exact_wan(left)))
        return self.replaced(project=id)

    def effects(self, place: Place) -> Effects:
        return Effects(changes=(Change("project", self.project, "closed", place.seq),))

    def describe(self, names: Names) -> Message:
        return say("event.ProjectClosed", project=names.project(self.project))


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

    def describe(self, names: Names) -> Message:
        return say("event.GoalChanged", project=names.project(self.project), goal=self.goal)


def _open_project(desk: Desk, ref: str) -> str:
    """The id of a project that has not ended. Raises Refused I12."""
    id = desk.project(ref)
    if closed := desk.roster.value("project", id, "closed"):
        raise Refused("I12", say("refused.project-closed", project=desk.project_name(id), seq=closed))
    return id


def _require_free(desk: Desk, unit: str, *names: str, but: str = "") -> None:
    """I25: no project of the unit bears, or bore, one of these names."""
    for name in dict.fromkeys(names):
        ids = (id for id in desk.roster.bearers("project", name) if id != but)
        if any(desk.roster.value("project", id, "unit") == unit for id in ids):
            raise Refused("I25", say("refused.project-exists", project=name, unit=desk.unit_name(unit)))


def _added(id: str | None, handle: str, name: str | None, unit: str | None, **more: Value) -> tuple[Change, ...]:
    values = {"name": name, "handle": handle, "unit": unit} | more
    return tuple(Change("project", id or "", field, value) for field, value in values.items() if value)


def _ended(id: str, place: Place, into: str) -> tuple[Change, ...]:
    return (Change("project", id, "into", into), Change("project", id, "closed", place.seq))
