"""Crosswalks at a point: what a code, a unit or a project of one year is in a later one, and for what share."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, NamedTuple, get_args

from ..model.point import Point
from ..model.state import Roster
from ..model.vocabulary import MapKind, System

RosterAt = Callable[[Point], Roster]
SYSTEMS: tuple[System, ...] = get_args(System)
_SHORTEST_CODE = 3
PLAINEST_FIRST: tuple[MapKind, ...] = ("same", "renamed", "moved", "merged", "split", "new", "ended")
"""Of the kinds of two maps that follow one another, the later in this list says more."""


class Pair(NamedTuple):
    """One pair of an adopted crosswalk; "" for what is new or ended."""

    source: str
    target: str
    weight: str
    kind: MapKind
    basis: str


class Adopted(NamedTuple):
    """A crosswalk as it holds at a point. `seq` is the revision that adopted it."""

    system: System
    from_year: int
    to_year: int
    seq: int
    basis: str
    pairs: tuple[Pair, ...]


class Target(NamedTuple):
    """What a code is, for this share of its amount, in the later year, and the revisions that say so."""

    code: str
    weight: Fraction
    kind: MapKind
    seqs: tuple[int, ...] = ()


Step = Callable[[str], "tuple[Target, ...]"]
"""What a code becomes on the way from one year to another; empty where nothing is said of it."""


def adopted_at(roster: Roster) -> list[Adopted]:
    """Every crosswalk of the roster, by system and years."""
    found = (_adopted(roster, id) for id in roster.ids("crosswalk") if roster.value("crosswalk", id, "maps"))
    return sorted(found, key=lambda one: (SYSTEMS.index(one.system), one.from_year, one.to_year))


def _adopted(roster: Roster, id: str) -> Adopted:
    system, _, years = id.partition("/")
    first, _, last = years.partition("-")
    bodies = json.loads(roster.text("crosswalk", id, "maps"))
    pairs = tuple(
        Pair(body.get("from", ""), body.get("to", ""), body["weight"], body["kind"], body.get("basis", ""))
        for body in bodies
    )
    seq, basis = roster.since("crosswalk", id, "maps"), roster.text("crosswalk", id, "basis")
    return Adopted(next(s for s in SYSTEMS if s == system), int(first), int(last), seq, basis, pairs)


def shares(fen: int, weights: Sequence[Fraction]) -> list[int]:
    """`fen` by weights that sum to 1, exact to the fen: each share rounded down, what is left goes fen by fen to the
    largest remainders, of equal ones to the first."""
    exact = [abs(fen) * weight for weight in weights]
    found = [int(share) for share in exact]
    by_remainder = sorted(range(len(exact)), key=lambda i: (found[i] - exact[i], i))
    for i in by_remainder[: abs(fen) - sum(found)]:
        found[i] += 1
    return [-share for share in found] if fen < 0 else found


class YearMap:
    """The map of one system from one year to a later one: the steps on the way, one after another."""

    def __init__(self, steps: Iterable[Step] = (), new: Iterable[str] = ()) -> None:
        self._steps = tuple(steps)
        self._new = frozenset(new)
        self._known: dict[str, tuple[Target, ...]] = {}

    def targets(self, code: str) -> tuple[Target, ...]:
        """What the code is in the later year, Σ weights = 1: itself where no map says otherwise."""
        found = self._known.get(code)
        if found is None:
            found = self._known[code] = self._walked(code)
        return found

    def says(self, code: str) -> bool:
        """Whether a map speaks of this code of the earlier year."""
        return any(target.seqs for target in self.targets(code))

    def is_new(self, code: str) -> bool:
        """Whether a map says that this code of the later year is new."""
        return any(code.startswith(new) for new in self._new)

    def _walked(self, code: str) -> tuple[Target, ...]:
        found = {code: Target(code, Fraction(1), "same")}
        for step in self._steps:
            later: dict[str, Target] = {}
            for one in found.values():
                for target in () if one.kind == "ended" else step(one.code):
                    _gather(later, _after(one, target))
                if one.kind == "ended" or not step(one.code):
                    _gather(later, one)
            found = later
        return tuple(found.values())


def _after(first: Target, then: Target) -> Target:
    kind = max(first.kind, then.kind, key=PLAINEST_FIRST.index)
    return Target(then.code, first.weight * then.weight, kind, _united(first.seqs, then.seqs))


def _gather(found: dict[str, Target], one: Target) -> None:
    known = found.get(one.code)
    if known is not None:
        kind = max(known.kind, one.kind, key=PLAINEST_FIRST.index)
        one = Target(one.code, known.weight + one.weight, kind, _united(known.seqs, one.seqs))
    found[one.code] = one


def _united(a: tuple[int, ...], b: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(sorted({*a, *b}))


@dataclass(frozen=True)
class Crosswalk:
    """The maps of every system from one year to a later one; `adopted` are the crosswalks on the way."""

    maps: Mapping[System, YearMap]
    adopted: tuple[Adopted, ...]


def crosswalk_between(
    first: int, last: int, point: Point, roster_at: RosterAt, held: Mapping[System, Collection[str]]
) -> Crosswalk:
    """The crosswalk from a year to a later one as it is known at a point: year by year, or over more years at once
    where a map is adopted for them. Units and projects that no map names are followed to their successors, as the
    book records them, unless they themselves are `held` by the later year."""
    known = adopted_at(roster_at(point))
    used: list[Adopted] = []
    maps: dict[System, YearMap] = {}
    for system in SYSTEMS:
        steps: list[Step] = []
        adopted = {(one.from_year, one.to_year): one for one in known if one.system == system}
        for start, end in _hops(adopted.keys(), first, last):
            one = adopted.get((start, end))
            used += [one] if one else []
            mapped = _mapped(one) if one else _nothing
            if system in ("unit", "project"):
                entity: Literal["unit", "project"] = "unit" if system == "unit" else "project"
                by_then = _at_end_of(end, point)
                kept = held.get(system, ()) if end == last else ()
                steps.append(_first_of(mapped, _succeeded(entity, roster_at(by_then), kept)))
            elif one:
                steps.append(mapped)
        new = (pair.target for one in used if one.system == system for pair in one.pairs if not pair.source)
        maps[system] = YearMap(steps, new)
    return Crosswalk(maps, tuple(used))


def _hops(adopted: Collection[tuple[int, int]], first: int, last: int) -> Iterator[tuple[int, int]]:
    """The years on the way: from each the farthest that a map leads to at once, else the next."""
    year = first
    while year < last:
        end = max((to for start, to in adopted if start == year and to <= last), default=year + 1)
        yield year, end
        year = end


def _at_end_of(year: int, point: Point) -> Point:
    end = f"{year}-12-31"
    return Point(point.seq, min(end, point.effective or end))


def _nothing(code: str) -> tuple[Target, ...]:
    return ()


def _first_of(first: Step, second: Step) -> Step:
    return lambda code: first(code) or second(code)


def _mapped(adopted: Adopted) -> Step:
    """The step that an adopted crosswalk is: of codes the longest one named holds, for all below it."""
    by_source: dict[str, list[Pair]] = {}
    for pair in adopted.pairs:
        if pair.source:
            by_source.setdefault(pair.source, []).append(pair)
    coded = adopted.system not in ("unit", "project")

    def step(code: str) -> tuple[Target, ...]:
        for length in range(len(code), _SHORTEST_CODE - 1, -1) if coded else (len(code),):
            if pairs := by_source.get(code[:length]):
                below = code[length:]
                return tuple(
                    Target((pair.target or pair.source) + below, Fraction(pair.weight), pair.kind, (adopted.seq,))
                    for pair in pairs
                )
        return ()

    return step


def _succeeded(entity: Literal["unit", "project"], roster: Roster, held: Collection[str]) -> Step:
    """The step from units or projects to what they were split into, merged into or continued by."""
    heirs: dict[str, list[str]] = {}
    for id in roster.ids(entity):
        if predecessor := roster.text(entity, id, "predecessor"):
            heirs.setdefault(predecessor, []).append(id)

    def successors(id: str) -> tuple[Target, ...]:
        if id in held:
            return ()
        if into := roster.text(entity, id, "into"):
            pairs = json.loads(into) if into.startswith("[") else [[into, "1"]]
            kind: MapKind = "split" if len(pairs) > 1 else "merged"
            since = (roster.since(entity, id, "into"),)
            return tuple(Target(other, Fraction(str(weight)), kind, since) for other, weight in pairs)
        if len(heirs.get(id, ())) == 1:  # several without weights say nothing of amounts
            (heir,) = heirs[id]
            return (Target(heir, Fraction(1), "renamed", (roster.since(entity, heir, "predecessor"),)),)
        return ()

    def step(id: str) -> tuple[Target, ...]:
        found = {id: Target(id, Fraction(1), "same")}
        for _ in range(_MOST_SUCCESSIONS):
            later: dict[str, Target] = {}
            for one in found.values():
                followed = successors(one.code)
                for target in followed:
                    _gather(later, _after(one, target))
                if not followed:
                    _gather(later, one)
            if later == found:
                break
            found = later
        return tuple(found.values()) if found.keys() != {id} else ()

    return step


_MOST_SUCCESSIONS = 20
"""A succession that is longer goes in a circle."""
