"""What is known beside money: units, projects, years, milestones, settings. State is a fold of changes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from .point import Point

Entity = Literal[
    "unit",
    "project",
    "year",
    "milestone",
    "setting",
    "disclosure",
    "reason",
    "statement",
    "revision",
    "ceiling",
    "crosswalk",
]
Value = str | int | None


class Change(NamedTuple):
    """One attribute of one entity, from here on; None takes the attribute away. With `undoes` it says nothing itself:
    what the revision of that seq said of the attribute no longer counts, as if it had never been recorded."""

    entity: Entity
    id: str
    field: str
    value: Value
    undoes: int = 0


class Dated(NamedTuple):
    """A change with its place in both times. `n` counts the changes of one revision."""

    seq: int
    n: int
    effective: str
    change: Change


@dataclass(frozen=True, slots=True)
class Unit:
    id: str
    name: str
    kind: str
    parent: str
    kind_inferred: bool


@dataclass(frozen=True, slots=True)
class Project:
    id: str
    name: str
    unit: str
    category: str
    goal: str
    predecessor: str
    handle: str


_NAMES = frozenset({"name", "handle"})


Said = tuple[str, int, int, Value, int]
"""What was said of one attribute: effective, seq, n, value, undoes."""


class Roster:
    """The entities at one point, folded from changes. Of two values of one attribute the later effective one
    holds, among equals the later recorded. Order of iteration is order of first registration."""

    def __init__(self, changes: Iterable[Dated] = ()) -> None:
        self._fields: dict[tuple[str, str], dict[str, Said]] = {}
        self._said: dict[tuple[str, str, str], tuple[Said, ...]] = {}
        self._ids: dict[str, dict[str, None]] = {}
        self._named: dict[tuple[str, str], dict[str, None]] = {}
        self._former: dict[tuple[str, str, str], Value] = {}
        self._orders: dict[str, dict[str, str]] = {}
        for dated in changes:
            self.apply(dated)

    def apply(self, dated: Dated) -> None:
        """Folds in a change; changes come in log order."""
        seq, n, effective, (entity, id, field, value, undoes) = dated
        fields = self._fields.get((entity, id))
        if fields is None:
            fields = self._fields[entity, id] = {}
            self._ids.setdefault(entity, {})[id] = None
        if field in _NAMES and isinstance(value, str):
            self._named.setdefault((entity, value), {})[id] = None
        held, said = fields.get(field), (effective, seq, n, value, undoes)
        attribute = entity, id, field
        self._said[attribute] = (*self._said.get(attribute, ()), said)
        if undoes:
            holds = _still_holding(self._said[attribute])
        else:
            holds = said if held is None or said[:3] >= held[:3] else held
        if holds is None:
            fields.pop(field, None)
        else:
            fields[field] = holds
        if held is not None and held[3] is not None and (holds is None or holds[3] is None):
            self._former[attribute] = held[3]

    def note(self, seq: int, n: int, effective: str, change: Change) -> Dated:
        """Applies a change and returns it with its place."""
        dated = Dated(seq, n, effective, change)
        self.apply(dated)
        return dated

    def fork(self) -> Roster:
        """A copy that further changes can be applied to without touching this one."""
        copy = Roster()
        copy._fields = {key: dict(fields) for key, fields in self._fields.items()}
        copy._ids = {entity: dict(ids) for entity, ids in self._ids.items()}
        copy._named = {key: dict(ids) for key, ids in self._named.items()}
        copy._said = dict(self._said)
        copy._former = dict(self._former)
        return copy

    def redone(self, touched: Collection[Dated], holding: Iterable[Dated]) -> Roster:
        """This roster with some entities folded anew: `touched` is all that ever happened to them, `holding` what
        counts. The others are shared. What comes of it is to be read, not to be applied to."""
        again = Roster(holding)
        copy = Roster()
        copy._fields = {**self._fields, **again._fields}
        copy._ids = {entity: dict(ids) for entity, ids in self._ids.items()}
        copy._named = dict(self._named)
        copy._orders = {entity: self.order(entity) for entity in ("unit", "project")}
        copy._former = dict(self._former)
        anew = {dated.change[:2] for dated in touched}
        copy._said = {key: said for key, said in self._said.items() if key[:2] not in anew} | again._said
        for _, _, _, (entity, id, field, value, _) in touched:
            if (entity, id) not in again._fields and (entity, id) in copy._fields:
                del copy._fields[entity, id], copy._ids[entity][id]
            copy._former.pop((entity, id, field), None)
            if field in _NAMES and isinstance(value, str):
                others = {other: None for other in copy._named[entity, value] if other != id}
                copy._named[entity, value] = others
        for key, ids in again._named.items():
            copy._named[key] = {**copy._named.get(key, {}), **ids}
        copy._former |= again._former
        return copy

    def differing(self, other: Roster) -> set[tuple[str, str]]:
        """Every entity that may differ from the other roster's; those of one history share the ones that do not."""
        mine, theirs = self._fields, other._fields
        if mine is theirs:
            return set()
        return {key for key in mine.keys() | theirs.keys() if mine.get(key) is not theirs.get(key)}

    def value(self, entity: Entity, id: str, field: str) -> Value:
        held = self._fields.get((entity, id), {}).get(field)
        return None if held is None else held[3]

    def text(self, entity: Entity, id: str, field: str) -> str:
        value = self.value(entity, id, field)
        return "" if value is None else str(value)

    def text_on(self, entity: Entity, id: str, field: str, day: str) -> str:
        """The attribute as it is effective on a day; as it is in the end where nothing was said of that day."""
        said = self._said.get((entity, id, field), ())
        holds = _still_holding(tuple(one for one in said if one[0] <= day)) if len(said) > 1 else None
        return self.text(entity, id, field) if holds is None or holds[3] is None else str(holds[3])

    def last_text(self, entity: Entity, id: str, field: str) -> str:
        """The attribute, or what it was before it was taken away: how to call what is gone."""
        value = self.value(entity, id, field) or self._former.get((entity, id, field))
        return "" if value is None else str(value)

    def since(self, entity: Entity, id: str, field: str) -> int:
        """The seq of the revision that gave the attribute its present value, 0 if none did."""
        held = self._fields.get((entity, id), {}).get(field)
        return 0 if held is None else held[1]

    def order(self, entity: Entity) -> dict[str, str]:
        """Sort keys of the entities, by first registration."""
        ids = self._ids.get(entity, {})
        known = self._orders.get(entity)
        if known is None or len(known) != len(ids):
            known = self._orders[entity] = {id: f"{n:06d}" for n, id in enumerate(ids)}
        return known

    def ids(self, entity: Entity) -> Iterator[str]:
        return iter(self._ids.get(entity, ()))

    def fields(self, entity: Entity, id: str) -> dict[str, Value]:
        """Every attribute that the entity has at this point."""
        held = self._fields.get((entity, id), {})
        return {field: said[3] for field, said in held.items() if said[3] is not None}

    def unit(self, id: str) -> Unit | None:
        name = self.value("unit", id, "name")
        if name is None:
            return None
        return Unit(
            id,
            str(name),
            self.text("unit", id, "kind"),
            self.text("unit", id, "parent"),
            self.value("unit", id, "kind_inferred") == 1,
        )

    def project(self, id: str) -> Project | None:
        name = self.value("project", id, "name")
        if name is None:
            return None
        text = self.text
        return Project(
            id,
            str(name),
            text("project", id, "unit"),
            text("project", id, "category"),
            text("project", id, "goal"),
            text("project", id, "predecessor"),
            text("project", id, "handle"),
        )

    def units(self) -> list[Unit]:
        return [unit for id in self.ids("unit") if (unit := self.unit(id))]

    def projects(self) -> list[Project]:
        return [project for id in self.ids("project") if (project := self.project(id))]

    def named(self, entity: Entity, name: str) -> list[str]:
        """Ids of the entities that exist and that carry, or once carried, this name; the present bearers if any."""
        ids = self.bearers(entity, name)
        return [id for id in ids if self.value(entity, id, "name") == name] or ids

    def bearers(self, entity: Entity, name: str) -> list[str]:
        """Ids of the entities that exist and that carry, or once carried, this name or alias."""
        return [id for id in self._named.get((entity, name), ()) if self.value(entity, id, "name") is not None]

    def units_called(self, ref: str) -> list[str]:
        """Ids of the units that an id or a name may mean."""
        return [ref] if self.value("unit", ref, "name") is not None else self.named("unit", ref)

    def projects_called(self, ref: str, unit: str = "") -> list[str]:
        """Ids of the projects that an id, a name, an alias or UNIT/NAME may mean; of several that of `unit` (an id)."""
        if self.value("project", ref, "name") is not None:
            return [ref]
        ids = self.named("project", ref)
        if not ids:
            ids = [
                id
                for owner, name in owned(ref)
                if (owners := self.units_called(owner))
                for id in self.named("project", name)
                if self.text("project", id, "unit") in owners
            ]
        if unit and len(ids) > 1:
            ids = [id for id in ids if self.text("project", id, "unit") == unit]
        return ids

    def names(self, entity: Entity) -> Iterator[tuple[str, str]]:
        """(name, id) of every name that an entity carries or once carried."""
        return ((name, id) for (kind, name), ids in self._named.items() if kind == entity for id in ids)

    def exists(self, entity: Entity, id: str) -> bool:
        return any(said[3] is not None for said in self._fields.get((entity, id), {}).values())


INFERRED = "inferred"
"""What is said for ever of a revision that nobody stated, but that was worked out."""


def is_inferred(roster: Roster, seq: int) -> bool:
    """Whether the revision was worked out from what was published, and stated by nobody."""
    return roster.value("revision", str(seq), INFERRED) is not None


def owned(ref: str) -> Iterator[tuple[str, str]]:
    """The ways of reading UNIT/NAME: either may hold slashes itself."""
    return ((ref[:at], ref[at + 1 :]) for at, char in enumerate(ref) if char == "/")


def _still_holding(said: tuple[Said, ...]) -> Said | None:
    """The value that holds when what was undone is left out; an undoing can be undone itself."""
    undone: set[int] = set()
    holding: list[Said] = []
    for one in sorted(said, key=lambda one: one[1:3], reverse=True):
        if one[1] in undone:
            continue
        if one[4]:
            undone.add(one[4])
        else:
            holding.append(one)
    return max(holding, key=lambda one: one[:3], default=None)


_KEPT_ROSTERS = 16


class History:
    """Every change so far, and the roster at any point: the newest with what changed since folded anew."""

    def __init__(self) -> None:
        self.newest = Roster()
        self._log: list[Dated] = []
        self._by_entity: dict[tuple[str, str], list[Dated]] = {}
        self._kept: dict[tuple[int, str | None], Roster] = {}

    def extend(self, changes: Iterable[Dated]) -> None:
        """Takes in what later revisions changed. Rosters that were given out stay as they are."""
        self.newest = self.newest.fork()
        for dated in changes:
            self.newest.apply(dated)
            self._log.append(dated)
            self._by_entity.setdefault(dated.change[:2], []).append(dated)

    def at(self, point: Point) -> Roster:
        """Points between which nothing but money changed share one roster."""
        past = bisect_right(self._log, point.seq, key=lambda dated: dated.seq)
        if past == len(self._log) and point.effective is None:
            return self.newest
        key = past, point.effective
        if key not in self._kept:
            if len(self._kept) >= _KEPT_ROSTERS:
                self._kept.pop(next(iter(self._kept)))
            self._kept[key] = self._redone(point, past)
        return self._kept[key]

    def _redone(self, point: Point, past: int) -> Roster:
        touched = {dated.change[:2] for dated in self._log[past:]}
        if (limit := point.effective) is not None:
            touched |= {dated.change[:2] for dated in self._log[:past] if dated.effective > limit}
        history = [dated for key in touched for dated in self._by_entity[key]]
        holding = sorted((d for d in history if point.holds(d.seq, d.effective)), key=lambda dated: dated[:2])
        return self.newest.redone(history, holding)
