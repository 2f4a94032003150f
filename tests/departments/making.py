"""A department over several years, and what happened to it from each year to the next."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from random import Random

from tests.departments.material import COMMON, FIELDS, FUND, GENERAL, MOVED, RENAMINGS, Field, full_name
from tracker.model.line import Line, derived_gov_economic
from tracker.model.vocabulary import BASIC, PROJECT

YUAN = 100
_ROUND = (5, 8, 10, 12, 15, 20, 20, 20, 30, 50, 50, 80, 100, 150, 200)
"""In 万元: amounts that several projects share."""
_ECONOMIC = ("30201", "30213", "30226", "30227", "30299", "30305", "31002", "31003", "31007")
_BASIC_ECONOMIC = ("30101", "30102", "30107", "30201", "30205", "30209", "30217", "30231", "30305")

Named = tuple[str, str]
"""A project by the names of its unit and its own, as printed in the year."""


@dataclass(frozen=True)
class Project:
    id: str
    unit: str
    name: str
    function: str
    economic: str
    fen: int
    fund: str = GENERAL


@dataclass
class Year:
    """`units` are names and kinds by id, the department itself first; `basic` fen by (unit, function, economic)."""

    year: int
    units: dict[str, tuple[str, str]]
    projects: dict[str, Project]
    basic: dict[tuple[str, str, str], int]

    @property
    def lines(self) -> list[tuple[Line, int]]:
        found = [
            (self._line(unit, "", BASIC, GENERAL, function, economic), fen)
            for (unit, function, economic), fen in self.basic.items()
        ]
        return found + [
            (self._line(one.unit, one.id, PROJECT, one.fund, one.function, one.economic), one.fen)
            for one in self.projects.values()
        ]

    def _line(self, unit: str, project: str, nature: str, fund: str, function: str, economic: str) -> Line:
        government = derived_gov_economic(economic, self.units[unit][1])
        return Line(self.year, unit, project, nature, fund, function, economic, government)

    @property
    def size_fen(self) -> int:
        return sum(self.basic.values()) + sum(one.fen for one in self.projects.values())

    def called(self, id: str) -> Named:
        one = self.projects[id]
        return self.units[one.unit][0], one.name


@dataclass
class Truth:
    """What happened between two years, by the names that each of them prints. Of `renamed` the value says by what the
    names differ; who only moved with a unit that was renamed goes on under the same name."""

    added: set[Named] = field(default_factory=set)
    dropped: set[Named] = field(default_factory=set)
    renamed: dict[tuple[Named, Named], str] = field(default_factory=dict)
    split: set[tuple[Named, frozenset[Named]]] = field(default_factory=set)
    merged: set[tuple[frozenset[Named], Named]] = field(default_factory=set)
    moved: set[tuple[Named, Named]] = field(default_factory=set)
    units: dict[str, set[tuple[str, str]]] = field(
        default_factory=lambda: {"renamed": set(), "joined": set(), "left": set()}
    )
    codes: set[tuple[str, str]] = field(default_factory=set)


@dataclass(frozen=True)
class Department:
    field: Field
    years: tuple[Year, ...]
    truths: tuple[Truth, ...]


def department(seed: int, years: int = 2, *, units: int | None = None) -> Department:
    """The same one for the same seed. `units` below the department itself; any number without."""
    return _Making(Random(seed)).department(years, units)


class _Making:
    def __init__(self, random: Random) -> None:
        self._random = random
        self._field = random.choice(FIELDS)
        self._ids = 0
        self._exact = random.random() < 0.5
        """Whether what is split or merged keeps its amount: of two years it often does not."""
        self._truth = Truth()
        self._truths: list[Truth] = []
        self._settled: set[str] = set()
        self._units_ever: set[str] = set()

    def department(self, years: int, units: int | None) -> Department:
        first = self._first(self._random.randint(2021, 2024), units)
        made = [first]
        for _ in range(years - 1):
            made.append(self._next(made[-1]))
            self._truths.append(self._truth)
        return Department(self._field, tuple(made), tuple(self._truths))

    def _first(self, year: int, units: int | None) -> Year:
        random, of = self._random, self._field
        count = random.choice((0, 1, 2, 3, 4)) if units is None else units
        named = {"0": (of.entity, "行政")}
        for n, (name, _) in enumerate(random.sample(of.units, count), 1):
            named[str(n)] = (name, "事业")
        made = Year(year, named, {}, {})
        self._spare = random.sample(of.projects, len(of.projects))
        self._pairs = random.sample(of.alike, len(of.alike))
        self._wholes = random.sample(of.wholes, len(of.wholes))
        for unit in named:
            self._basic(made, unit)
            for _ in range(random.randint(3, 6) if unit == "0" else random.randint(1, 3)):
                self._fresh(made, unit)
            for name in random.sample(COMMON, random.randint(0, 2)):
                self._add(made, unit, name)
        return made

    def _basic(self, made: Year, unit: str) -> None:
        for function in self._random.sample(self._field.basic, min(2, len(self._field.basic))):
            for economic in self._random.sample(_BASIC_ECONOMIC, 4):
                made.basic[unit, function, economic] = self._random.randint(100_000, 90_000_000) * YUAN

    def _id(self) -> str:
        self._ids += 1
        return f"p{self._ids:03d}"

    def _amount(self) -> int:
        if self._random.random() < 0.5:
            return self._random.choice(_ROUND) * 10_000 * YUAN
        return self._random.randint(10_000, 9_000_000) * YUAN

    def _add(self, made: Year, unit: str, name: str, fen: int = 0) -> str:
        id = self._id()
        function = self._random.choice(self._field.functions)
        fund = FUND if function.startswith("21208") else GENERAL
        economic = self._random.choice(_ECONOMIC)
        made.projects[id] = Project(id, unit, name, function, economic, fen or self._amount(), fund)
        return id

    def _fresh(self, made: Year, unit: str) -> str:
        """A project that was not there before, none where there are no more."""
        return self._add(made, unit, full_name(self._spare.pop(), made.year, self._random)) if self._spare else ""

    def _there(self, before: Year, unit: str, name: str, fen: int = 0) -> str:
        """A project that is to end: in the year before that, if any, it was not there."""
        id = self._add(before, unit, name, fen)
        if self._truths:
            self._truths[-1].added.add(before.called(id))
        return id

    # From a year to the next

    def _next(self, before: Year) -> Year:
        random = self._random
        after = Year(
            before.year + 1, dict(before.units), dict(before.projects),
            {key: self._changed(fen, 0.3) for key, fen in before.basic.items()},
        )  # fmt: skip
        self._truth = Truth()
        self._settled = set()
        self._change_units(before, after)
        for _ in range(random.randint(0, 2)):
            self._alike(before, after)
        if self._wholes and random.random() < 0.6:
            self._split(before, after)
        if self._wholes and random.random() < 0.6:
            self._merge(before, after)
        self._moves(before, after)
        for id in list(before.projects):
            if id in self._settled or id not in after.projects:
                continue
            fate = random.random()
            if fate < 0.15:
                del after.projects[id]
                self._truth.dropped.add(before.called(id))
            elif fate < 0.45:
                self._rename(before, after, id)
            else:
                self._retain(after, id, same=0.3)
        for _ in range(random.randint(0, 3)):
            unit = random.choice(list(after.units))
            if id := self._fresh(after, unit):
                self._truth.added.add(after.called(id))
        self._recode(before, after)
        return after

    def _changed(self, fen: int, same: float) -> int:
        if self._random.random() < same:
            return fen
        return max(100, round(fen * self._random.uniform(0.6, 1.5) / 1000 / YUAN)) * 1000 * YUAN

    def _retain(self, after: Year, id: str, same: float) -> None:
        after.projects[id] = replace(after.projects[id], fen=self._changed(after.projects[id].fen, same))
        self._settled.add(id)

    def _rename(self, before: Year, after: Year, id: str) -> None:
        how = self._random.choice(list(RENAMINGS))
        one = before.projects[id]
        new = RENAMINGS[how](one.name, self._random)
        others = {other.name for of in (before, after) for other in of.projects.values() if other.id != id}
        if new != one.name and new not in others:
            after.projects[id] = replace(after.projects[id], name=new)
            self._truth.renamed[before.called(id), after.called(id)] = how
        self._retain(after, id, same=0.3)

    def _alike(self, before: Year, after: Year) -> None:
        """One project ends and another, alike in name, begins in the same unit, now and then at the same amount."""
        if not self._pairs:
            return
        old, new = self._pairs.pop()
        unit = self._random.choice([unit for unit in before.units if unit in after.units])
        gone = self._there(before, unit, old)
        begun = self._add(after, unit, new)
        self._truth.dropped.add(before.called(gone))
        self._truth.added.add(after.called(begun))
        self._settled |= {gone, begun}

    def _split(self, before: Year, after: Year) -> None:
        whole, parts = self._wholes.pop()
        unit = self._random.choice([unit for unit in before.units if unit in after.units])
        old = self._there(before, unit, whole, self._random.randint(5_000, 200_000) * 100 * YUAN)
        one = before.projects[old]
        total = one.fen if self._exact else self._changed(one.fen, 0)
        first = round(total * self._random.uniform(0.2, 0.8) / 100 / YUAN) * 100 * YUAN
        new = [self._like(after, one, name, fen) for name, fen in zip(parts, (first, total - first), strict=True)]
        self._truth.split.add((before.called(old), frozenset(after.called(id) for id in new)))
        self._settled |= {old, *new}

    def _merge(self, before: Year, after: Year) -> None:
        whole, parts = self._wholes.pop()
        unit = self._random.choice([unit for unit in before.units if unit in after.units])
        old = [self._there(before, unit, name, self._random.randint(2_000, 90_000) * 100 * YUAN) for name in parts]
        total = sum(before.projects[id].fen for id in old)
        new = self._like(after, before.projects[old[0]], whole, total if self._exact else self._changed(total, 0))
        self._truth.merged.add((frozenset(before.called(id) for id in old), after.called(new)))
        self._settled |= {*old, new}

    def _like(self, made: Year, one: Project, name: str, fen: int) -> str:
        id = self._id()
        made.projects[id] = replace(one, id=id, name=name, fen=fen)
        return id

    def _moves(self, before: Year, after: Year) -> None:
        """A project goes to another unit of the department."""
        units = [unit for unit in after.units if unit in before.units]
        free = [id for id in after.projects if id in before.projects and id not in self._settled]
        if len(units) < 2 or not free or self._random.random() < 0.7:
            return
        id = self._random.choice(free)
        other = self._random.choice([unit for unit in units if unit != before.projects[id].unit])
        if any((one.unit, one.name) == (other, after.projects[id].name) for one in after.projects.values()):
            return
        after.projects[id] = replace(after.projects[id], unit=other)
        self._retain(after, id, same=0.5)
        self._truth.moved.add((before.called(id), after.called(id)))

    def _change_units(self, before: Year, after: Year) -> None:
        random, of = self._random, self._field
        names = dict(of.units)
        for id, (name, kind) in list(before.units.items()):
            if id == "0":
                continue
            fate = random.random()
            if fate < 0.2 and names.get(name):
                after.units[id] = (names[name], kind)
                self._truth.units["renamed"].add((name, names[name]))
            elif fate < 0.3:
                self._leave(before, after, id)
        self._units_ever |= {name for of in (before, after) for name, _ in of.units.values()}
        spare = [name for name in names if not {name, names[name]} & self._units_ever]
        if spare and random.random() < 0.25:
            id = f"{len(before.units) + after.year}"
            after.units[id] = (random.choice(spare), "事业")
            self._truth.units["joined"].add(("", after.units[id][0]))
            self._basic(after, id)
            for _ in range(random.randint(0, 2)):
                if new := self._fresh(after, id):
                    self._truth.added.add(after.called(new))
        self._settled |= {id for id in after.projects if id not in before.projects}

    def _leave(self, before: Year, after: Year, unit: str) -> None:
        del after.units[unit]
        self._truth.units["left"].add((before.units[unit][0], ""))
        for key in [key for key in after.basic if key[0] == unit]:
            del after.basic[key]
        for id in [id for id, one in after.projects.items() if one.unit == unit]:
            del after.projects[id]
            self._truth.dropped.add(before.called(id))
            self._settled.add(id)

    def _recode(self, before: Year, after: Year) -> None:
        """A function code is another one from the new year on, for all projects that stood under it."""
        used = {one.function for one in after.projects.values()}
        codes = [code for code in MOVED if code in used]
        if not codes or self._random.random() < 0.4:
            return
        code = self._random.choice(codes)
        if any(one.function == code and id in after.projects for id, one in before.projects.items()):
            self._truth.codes.add((code, MOVED[code]))
        for id, one in after.projects.items():
            if one.function == code:
                after.projects[id] = replace(one, function=MOVED[code])
