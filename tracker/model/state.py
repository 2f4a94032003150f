"""What is known beside money: units, projects, years, milestones, settings. State is a fold of changes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
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


class Attributes:
    """What was said of one entity, and what holds of it."""

    __slots__ = ("holding", "said")

    def __init__(self) -> None:
        self.holding: dict[str, Said] = {}
        self.said: dict[str, tuple[Said, ...]] = {}

    def say(self, field: str, one: Said) -> None:
        held = self.holding.get(field)
        said = self.said[field] = (*self.said.get(field, ()), one)
        holds = held
        if one[4]:
            holds = _still_holding(said)
        elif held is None or one[:3] >= held[:3]:
            holds = one
        if holds is None:
            self.holding.pop(field, None)
        else:
            self.holding[field] = holds

    def copy(self) -> Attributes:
        copy = Attributes()
        copy.holding, copy.said = dict(self.holding), dict(self.said)
        return copy

    def carried(self, name: str) -> bool:
        """Whether it is or once was called so."""
        return any(one[3] == name for field in _NAMES for one in self.said.get(field, ()))

    def last(self, field: str) -> Value:
        """The value, or the last before it was taken away."""
        said = self.said.get(field, ())
        known = (_still_holding(said[:n]) for n in range(len(said), 0, -1))
        return next((one[3] for one in known if one and one[3]), None)


_NOTHING = Attributes()


class Place(NamedTuple):
    """Where in a history a roster stands: after so many of its changes, those effective by then."""

    log: list[Dated]
    past: int
    effective: str | None

    def between(self, other: Place) -> set[tuple[str, str]]:
        """The entities of which only one of the two knows some change."""
        first, last = sorted((self.past, other.past))
        if self.effective is None and other.effective is None:
            return {dated.change[:2] for dated in self.log[first:last]}
        return {
            dated.change[:2]
            for n, dated in enumerate(self.log[:last])
            if self._knows(n, dated.effective) != other._knows(n, dated.effective)
        }

    def _knows(self, n: int, effective: str) -> bool:
        return n < self.past and (self.effective is None or effective <= self.effective)


class Roster:
    """The entities at one point, folded from changes. Of two values of one attribute the later effective one
    holds, among equals the later recorded. Order of iteration is order of first registration."""

    def __init__(self, changes: Iterable[Dated] = ()) -> None:
        self.place: Place | None = None
        self._held: dict[tuple[str, str], Attributes] = {}
        self._shared: set[tuple[str, str]] = set()
        self._ids: dict[str, dict[str, None]] = {}
        self._named: dict[tuple[str, str], dict[str, None]] = {}
        self._orders: dict[str, dict[str, str]] = {}
        for dated in changes:
            self.apply(dated)

    def apply(self, dated: Dated) -> None:
        """Folds in a change; changes come in log order."""
        seq, n, effective, (entity, id, field, value, undoes) = dated
        key = entity, id
        held = self._held.get(key)
        if held is None:
            held = self._held[key] = Attributes()
            self._ids.setdefault(entity, {})[id] = None
        elif key in self._shared:
            held = self._held[key] = held.copy()
            self._shared.remove(key)
        if field in _NAMES and isinstance(value, str):
            self._named.setdefault((entity, value), {})[id] = None
        held.say(field, (effective, seq, n, value, undoes))

    def note(self, seq: int, n: int, effective: str, change: Change) -> Dated:
        """Applies a change and returns it with its place."""
        dated = Dated(seq, n, effective, change)
        self.apply(dated)
        return dated

    def fork(self) -> Roster:
        """A copy that further changes can be applied to without touching this one, which is not applied to again."""
        copy = Roster()
        copy._held = dict(self._held)
        copy._shared = set(self._held)
        copy._ids = {entity: dict(ids) for entity, ids in self._ids.items()}
        copy._named = {key: dict(ids) for key, ids in self._named.items()}
        return copy

    def differing(self, other: Roster) -> set[tuple[str, str]]:
        """Every entity that may differ from the other roster's."""
        if self.place and other.place and self.place.log is other.place.log:
            return self.place.between(other.place)
        keys = self._held.keys() | other._held.keys()
        return {key for key in keys if self._of(*key) is not other._of(*key)}

    def _of(self, entity: str, id: str) -> Attributes:
        return self._held.get((entity, id), _NOTHING)

    def value(self, entity: Entity, id: str, field: str) -> Value:
        held = self._of(entity, id).holding.get(field)
        return None if held is None else held[3]

    def text(self, entity: Entity, id: str, field: str) -> str:
        value = self.value(entity, id, field)
        return "" if value is None else str(value)

    def text_on(self, entity: Entity, id: str, field: str, day: str) -> str:
        """The attribute as it is effective on a day; as it is in the end where nothing was said of that day."""
        said = self._of(entity, id).said.get(field, ())
        holds = _still_holding(tuple(one for one in said if one[0] <= day)) if len(said) > 1 else None
        return self.text(entity, id, field) if holds is None or holds[3] is None else str(holds[3])

    def last_text(self, entity: Entity, id: str, field: str) -> str:
        """The attribute, or what it was before it was taken away: how to call what is gone."""
        return str(self.value(entity, id, field) or self._of(entity, id).last(field) or "")

    def since(self, entity: Entity, id: str, field: str) -> int:
        """The seq of the revision that gave the attribute its present value, 0 if none did."""
        held = self._of(entity, id).holding.get(field)
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
        held = self._of(entity, id).holding
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
        ids = self._named.get((entity, name), ())
        return [id for id in ids if self._of(entity, id).carried(name) and self.value(entity, id, "name") is not None]

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
        return (
            (name, id)
            for (kind, name), ids in self._named.items()
            if kind == entity
            for id in ids
            if self._of(entity, id).carried(name)
        )

    def exists(self, entity: Entity, id: str) -> bool:
        return any(said[3] is not None for said in self._of(entity, id).holding.values())


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


class _Earlier(Roster):
    """A history's roster at an earlier point. It costs nothing to have: an entity is folded when it is first asked
    for, and is that of the newest roster where nothing happened to it since. It is read, never applied to."""

    def __init__(self, newest: Roster, by_entity: dict[tuple[str, str], list[Dated]], point: Point) -> None:
        super().__init__()
        self._held, self._ids, self._named = newest._held, newest._ids, newest._named
        self._orders = {entity: newest.order(entity) for entity in ("unit", "project")}
        self._by_entity = by_entity
        self._point = point
        self._folded: dict[tuple[str, str], Attributes] = {}

    def apply(self, dated: Dated) -> None:
        raise TypeError("an earlier roster is only read; fork it")

    def fork(self) -> Roster:
        holding = (
            dated
            for changes in self._by_entity.values()
            for dated in changes
            if self._point.holds(dated.seq, dated.effective)
        )
        return Roster(sorted(holding, key=lambda dated: dated[:2]))

    def ids(self, entity: Entity) -> Iterator[str]:
        return (id for id in super().ids(entity) if self._of(entity, id).said)

    def _of(self, entity: str, id: str) -> Attributes:
        key = entity, id
        held = self._folded.get(key)
        if held is None:
            held = self._folded[key] = self._fold(key)
        return held

    def _fold(self, key: tuple[str, str]) -> Attributes:
        changes = self._by_entity.get(key)
        if not changes or (self._point.effective is None and changes[-1].seq <= self._point.seq):
            return self._held.get(key, _NOTHING)
        holding = [dated for dated in changes if self._point.holds(dated.seq, dated.effective)]
        if len(holding) == len(changes):
            return self._held.get(key, _NOTHING)
        folded = Attributes()
        for seq, n, effective, (_, _, field, value, undoes) in holding:
            folded.say(field, (effective, seq, n, value, undoes))
        return folded


class History:
    """Every change so far, and the roster at any point."""

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
        self.newest.place = Place(self._log, len(self._log), None)

    def at(self, point: Point) -> Roster:
        """Points between which nothing but money changed share one roster."""
        past = bisect_right(self._log, point.seq, key=lambda dated: dated.seq)
        if past == len(self._log) and point.effective is None:
            return self.newest
        key = past, point.effective
        if key not in self._kept:
            if len(self._kept) >= _KEPT_ROSTERS:
                self._kept.pop(next(iter(self._kept)))
            roster = self._kept[key] = _Earlier(self.newest, self._by_entity, point)
            roster.place = Place(self._log, *key)
        return self._kept[key]
