"""The earlier year told in the codes, units and projects of the later one: every amount moved by the crosswalk, exact
to the fen, and the total as it was."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from typing import Literal, NamedTuple

from ..model.line import BLANK, Line, derived_gov_economic
from ..model.state import Roster
from ..model.vocabulary import MapKind, System
from ..tables.rows import BlockRows, EconomicRows, FunctionRows, ListRows, ProjectRows, UnitRows
from ..tables.spec import TOTAL
from .crosswalk import PLAINEST_FIRST, Target, YearMap, shares
from .diff import ChangeKind, Placed
from .partitions import ByEconomic, ByNature, ByTable, ByUnit
from .splits import Split
from .year import YearView

Mode = Literal["published", "restated", "lca"]

_CHANGES: dict[MapKind, ChangeKind] = {
    "renamed": "renamed",
    "moved": "reclassified",
    "merged": "merged",
    "split": "split",
}


class Dimensions(NamedTuple):
    """Which dimensions of a line a split tells apart: those that crosswalks map, and those that its keys are made of,
    from left to right, "" for a part that no map touches."""

    mapped: tuple[System, ...]
    of_keys: tuple[System | Literal[""], ...]


def dimensions_of(split: Split) -> Dimensions:
    match split.spec.rows if isinstance(split, ByTable) else split:
        case ByUnit() | ProjectRows():
            return Dimensions(("project", "unit"), ("unit", "project"))
        case UnitRows():
            return Dimensions(("economic", "unit"), ("unit", "economic"))
        case ByNature():
            return Dimensions(("function",), ("function", ""))
        case FunctionRows():
            return Dimensions(("function",), ("function",))
        case EconomicRows():
            return Dimensions(("economic",), ("economic",))
        case ByEconomic() | BlockRows():
            return Dimensions(("economic", "gov_economic"), ("", "economic"))
        case ListRows():
            return Dimensions(("function", "economic", "unit"), ("", "function"))
        case other:
            raise AssertionError(other)


class Told(NamedTuple):
    """What a line is, for this share of its amount, in the later year, and the revisions that say so."""

    line: Line
    weight: Fraction = Fraction(1)
    kind: MapKind = "same"
    seqs: tuple[int, ...] = ()


class Moved(NamedTuple):
    """Fen that a map takes from one leaf to another."""

    source: str
    target: str
    kind: MapKind
    seqs: tuple[int, ...]
    fen: int


class Alone(NamedTuple):
    """A leaf of one of the two years that the other does not have, and that no map speaks of."""

    key: str
    fen: int
    earlier: bool


@dataclass
class _Running:
    """Amounts of one code, shared out one after another so that the parts add up to the parts of their sum."""

    total: int = 0
    given: list[int] = field(default_factory=list)

    def next(self, fen: int, weights: list[Fraction]) -> list[int]:
        self.total += fen
        now = shares(self.total, weights)
        parts = [new - old for new, old in zip(now, self.given or [0] * len(now), strict=True)]
        self.given = now
        return parts


class Restating:
    """One comparison of two years along a split (a diff.Recast): how the earlier one is told, and, in every mode, what
    the maps moved and of what they say nothing. `roster` says which unit a project belongs to."""

    def __init__(
        self,
        before: YearView,
        after: YearView,
        split: Split,
        *,
        mode: Mode,
        maps: Mapping[System, YearMap],
        roster: Roster,
    ) -> None:
        self._before, self._after, self._split, self._mode, self._roster = before, after, split, mode, roster
        self._ground = before if before.opening or after.opening else after
        """In whose tables a told line is placed: the earlier year's, whose blocks it is printed among; without a
        publication the later year's, which knows every unit."""
        mapped, self._of_keys = dimensions_of(split)
        self._maps = {system: maps[system] for system in mapped}
        self._told: dict[Line, tuple[Told, ...]] = {}
        self._running: dict[tuple[object, ...], _Running] = {}
        self._values: dict[str, int] = {}
        self._kinds: dict[str, MapKind] = {}
        self._moved: dict[tuple[str, str, MapKind, tuple[int, ...]], int] = {}
        self.alone: list[Alone] = []

    @property
    def moved(self) -> list[Moved]:
        return [Moved(*move, fen) for move, fen in self._moved.items() if fen]

    # What diff asks

    def placed(self, placed: list[Placed]) -> list[Placed]:
        told = [part for one in placed for part in self._parts(one)]
        for one in told:
            if self._is_earlier(one):
                _add(self._values, one.path, -one.fen)
        return placed if self._mode == "published" else told

    def opening(self, opening: dict[str, int]) -> dict[str, int]:
        told = self._told_opening(opening) if opening else {}
        for key, fen in told.items():
            _add(self._values, (key,), fen)
        return opening if self._mode == "published" else told

    def folded(self, after: dict[str, int]) -> Collection[str]:
        arrived = {target for _, target, *_ in self._moved}
        self.alone = [
            *(one for one in self._alone(self._values, after, earlier=True) if one.key not in arrived),
            *self._alone(after, self._values, earlier=False),
        ]
        if self._mode != "lca":
            return ()
        return {above for one in self.alone if one.earlier for above in self._nearest(one.key, after)}

    def change(self, key: str, after_fen: int) -> ChangeKind | None:
        return _CHANGES.get(self._kinds[key]) if key in self._kinds and self._values.get(key, 0) == after_fen else None

    def is_untold(self, key: str) -> bool:
        return self._split.is_untold(key, self._before) or (self._mode != "published" and key in self._reached)

    # The earlier year's amounts

    def _is_earlier(self, one: Placed) -> bool:
        return one.posted.line.year == self._before.year

    def _parts(self, one: Placed) -> Iterator[Placed]:
        """A posting where the later year has it, in parts."""
        line = one.posted.line
        told = self._line(line) if self._is_earlier(one) and one.path else ()
        paths = [self._split.path(part.line, self._ground) if part.line != line else one.path for part in told]
        if all(path == one.path for path in paths):
            yield one
            return
        codes = [getattr(line, system) for system, map in self._maps.items() if map.says(getattr(line, system))]
        running = self._running.setdefault((one.path, *codes), _Running())
        for part, path, fen in zip(told, paths, running.next(one.fen, [part.weight for part in told]), strict=True):
            self._note(one.path, path, part, -fen)
            if fen:
                yield one._replace(fen=fen, path=path)

    def _told_opening(self, opening: dict[str, int]) -> dict[str, int]:
        """The opening's cells where the later year has them. Of a row that is made up of others only its own part, the
        tail of its rounding, goes where a map sends the row itself."""
        fine = replace(self._split, projects=True).opening(self._before) if isinstance(self._split, ByUnit) else opening
        own, told = dict(fine), dict(fine)
        for key, fen in fine.items():
            if above := next((above for above in reversed(self._chain(key)[:-1]) if above in own), None):
                own[above] -= fen
        for key, fen in own.items():
            parts = self._line(self._line_of(key))
            path = self._chain(key)
            for part, share in zip(parts, shares(fen, [part.weight for part in parts]), strict=True):
                there = self._chain(self._key_of(key, part.line))
                _add(told, (above for above in path if above not in there and above in told), -share)
                _add(told, (above for above in there if above not in path), share)
                self._note(self._coarse(path), self._coarse(there), part, share)
        return {key: fen for key, fen in told.items() if self._coarse((key,))}

    @cached_property
    def _reached(self) -> frozenset[str]:
        """The rows that a map would move something into of which nobody knows how much it is."""
        found: set[str] = set()
        for key in self._split.untold(self._before):
            path = self._chain(key)
            for part in self._line(self._line_of(key)):
                found.update(above for above in self._chain(self._key_of(key, part.line)) if above not in path)
        return frozenset(found)

    def _coarse(self, path: tuple[str, ...]) -> tuple[str, ...]:
        """Without the projects, where the split is one of units."""
        if isinstance(self._split, ByUnit) and not self._split.projects:
            return path[:1] if len(path) > 1 or "/" not in path[0] else ()
        return path

    def _note(self, path: tuple[str, ...], there: tuple[str, ...], part: Told, fen: int) -> None:
        left, reached = ([key for key in a if key not in b] for a, b in ((path, there), (there, path)))
        if not fen or not left or not reached:
            return
        for key in (*left, *reached):
            self._kinds[key] = max(self._kinds.get(key, "same"), part.kind, key=PLAINEST_FIRST.index)
        move = left[-1], reached[-1], part.kind, part.seqs
        self._moved[move] = self._moved.get(move, 0) + fen

    # Codes of lines and rows

    def _line(self, line: Line) -> tuple[Told, ...]:
        known = self._told.get(line)
        if known is None:
            found = [Told(line)]
            for system in self._maps:
                found = [self._then(one, system, target) for one in found for target in self._targets(one.line, system)]
            known = self._told[line] = tuple(found)
        return known

    def _targets(self, line: Line, system: System) -> tuple[Target, ...]:
        return self._maps[system].targets(getattr(line, system))

    def _then(self, one: Told, system: System, target: Target) -> Told:
        """One more dimension of the line told; what follows from it goes along: the unit of a project, the government
        code of an economic one."""
        line = one.line
        if target.code != getattr(line, system):
            line = line._replace(**{system: target.code})  # type: ignore[arg-type] # a dimension that is a text
            if system == "project":
                line = line._replace(unit=self._roster.text("project", target.code, "unit") or line.unit)
            elif system == "economic":
                kind = self._ground.naming.unit_kind(line.unit)
                old, new = (derived_gov_economic(code, kind) for code in (one.line.economic, line.economic))
                line = line if old == new else line._replace(gov_economic=new)
        kind_of_both = max(one.kind, target.kind, key=PLAINEST_FIRST.index)
        return Told(line, one.weight * target.weight, kind_of_both, tuple(sorted({*one.seqs, *target.seqs})))

    def _line_of(self, key: str) -> Line:
        """A line that has the codes of a row's key and nothing else."""
        codes = {field: part for field, part in zip(self._of_keys, key.split("/", 1), strict=False) if field}
        return BLANK._replace(**codes)  # type: ignore[arg-type] # dimensions that are texts

    def _key_of(self, key: str, line: Line) -> str:
        """The key with the codes of a line."""
        pairs = zip(self._of_keys, key.split("/", 1), strict=False)
        return "/".join(getattr(line, field) if field else part for field, part in pairs)

    def _chain(self, key: str) -> tuple[str, ...]:
        """The key and all above it, from the top down."""
        above = self._parent(key)
        return (*(self._chain(above) if above else ()), key)

    def _parent(self, key: str) -> str | None:
        split = ByUnit(projects=True) if isinstance(self._split, ByUnit) else self._split
        parent = split.parent(key)
        return None if parent == TOTAL else parent

    # Codes without a counterpart

    def _alone(self, values: Mapping[str, int], others: Mapping[str, int], *, earlier: bool) -> Iterator[Alone]:
        above = {above for key in values for above in self._chain(key)[:-1]}
        for key, fen in values.items():
            if key in others or (self._split.is_untold(key, self._after) if earlier else self.is_untold(key)):
                continue
            if fen and key not in above and self._is_unmapped(key, earlier):
                yield Alone(key, fen, earlier)

    def _is_unmapped(self, key: str, earlier: bool) -> bool:
        line = self._line_of(key)
        codes = [(map, code) for system, map in self._maps.items() if (code := getattr(line, system))]
        if self._of_keys[-1] in ("function", "economic") and not getattr(line, self._of_keys[-1]).isdigit():
            return False
        return not any(map.says(code) if earlier else map.is_new(code) for map, code in codes)

    def _nearest(self, key: str, after: Mapping[str, int]) -> tuple[str, ...]:
        """The closest row above it that the later year has."""
        return tuple(above for above in self._chain(key)[:-1] if above in after)[-1:]


def _add(values: dict[str, int], keys: Iterable[str], fen: int) -> None:
    for key in keys:
        values[key] = values.get(key, 0) + fen
