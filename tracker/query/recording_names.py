"""What the words of an order mean in a book: units and projects by any part of their names, lines by what is unique."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

from ..model.errors import Message, say
from ..model.line import Line
from ..model.point import Point
from ..model.state import Roster
from ..model.vocabulary import BASIC, PROJECT
from ..store.protocol import LineFilter, Store
from .meant import projects_called, projects_meant, units_meant
from .orders import DIMENSIONS, STATED, Choice, Dimension, Lacking, Slot

Leg = Literal["", "to-"]
_CODES = STATED[1:]


class Place(NamedTuple):
    """Where money is: a project, or the basic spending of a unit. Both are ids."""

    unit: str
    project: str = ""


class Money(NamedTuple):
    """A line with its current budget and what of it is neither executed nor frozen, in fen."""

    line: Line
    current_fen: int
    available_fen: int


class Found(NamedTuple):
    """The line that an order means, as its dimensions, each as text; `known` is the line where the book has it."""

    dimensions: Mapping[Dimension, str]
    known: Money | None


class BookNames:
    """The names of a book as they are now, and the lines of one year of it."""

    def __init__(self, store: Store, roster: Roster, year: int, opened: bool) -> None:
        self._store = store
        self._roster = roster
        self.year = year
        self._opened = opened

    # Units, projects, places

    def unit(self, text: str) -> str:
        """Raises Lacking."""
        ids = units_meant(self._roster, text)
        if len(ids) == 1:
            return ids[0]
        if not ids:
            raise Lacking("unit", say("record.no-unit", text=text))
        choices = tuple(Choice(name, {"unit": name}) for name in map(self.unit_name, ids))
        raise Lacking("unit", say("record.several-places", text=text), choices)

    def project(self, text: str, unit: str = "") -> str:
        """The project that a name, its handle, UNIT/NAME, or an unambiguous part of one means. Raises Lacking."""
        ids = projects_meant(self._roster, text, unit)
        if len(ids) == 1:
            return ids[0]
        if not ids:
            raise Lacking("project", say("record.no-project", text=text))
        raise self._several("project", text, map(self._of_project, ids))

    def place(self, slot: Slot, text: str, unit: str = "") -> Place:
        """A project as above; where none is called so, the basic spending of a unit. Raises Lacking."""
        owner, slash, nature = text.rpartition("/")
        if slash and nature == BASIC:
            ids = units_meant(self._roster, owner)
            places = [Place(id) for id in ids]
        else:
            exact = [Place(id) for id in self._roster.units_called(text)]
            exact += map(self._of_project, projects_called(self._roster, text, unit))
            places = exact or [*map(self._of_project, projects_meant(self._roster, text, unit))]
            places = places or [Place(id) for id in units_meant(self._roster, text)]
        if len(places) == 1:
            return places[0]
        if not places:
            raise Lacking(slot, say("record.no-place", text=text))
        raise self._several(slot, text, places)

    def places(self) -> Iterator[Place]:
        """Every place there is: of each unit its basic spending, then its projects."""
        for unit in self._roster.units():
            yield Place(unit.id)
            yield from (Place(unit.id, project.id) for project in self._roster.projects() if project.unit == unit.id)

    def label(self, place: Place) -> str:
        name = self._roster.text("project", place.project, "name") if place.project else BASIC
        return f"{self.unit_name(place.unit)}/{name}"

    def unit_name(self, id: str) -> str:
        return self._roster.text("unit", id, "name")

    def _of_project(self, id: str) -> Place:
        return Place(self._roster.text("project", id, "unit"), id)

    def _several(self, slot: Slot, text: str, places: Iterable[Place]) -> Lacking:
        choices = tuple(Choice(label, {slot: label}) for label in map(self.label, places))
        return Lacking(slot, say("record.several-places", text=text), choices)

    # Lines

    def line(self, leg: Leg, place: Place, stated: Mapping[Dimension, str], like: Mapping[Dimension, str]) -> Found:
        """The line of a place that the stated dimensions mean: the one that fits, else one that differs from the
        place's lines in nothing but what was stated. `like` is what a giving line offers. Raises Lacking."""
        lines = self.money(place)
        fit = [one for one in lines if _fits(one.line, stated, self.year)]
        fit = [one for one in fit if one.current_fen] or fit
        if len(fit) == 1:
            return Found(_dimensions(fit[0].line, self.year), fit[0])
        if fit:
            raise self._several_lines(leg, place, fit)
        if stated.keys() >= {*_CODES}:
            return Found({"nature": PROJECT if place.project else BASIC, **stated}, None)
        combined = _combinations((one.line for one in lines), stated)
        if len(combined) == 1:
            return Found(combined[0], None)
        if combined:
            raise self._codes(leg, place, "record.several-codes", combined, stated)
        before = _combinations((line for line, _ in self._balances(place, self.year - 1)), stated)
        if before:
            raise self._codes(leg, place, "record.year-before", before, stated)
        if like:
            raise self._codes(leg, place, "record.of-giving-leg", [{**like, **stated}], stated)
        missing = [_slot(leg, name) for name in _CODES if name not in stated]
        slots = ", ".join(f"--{slot}" for slot in missing)
        message = say("record.no-line", place=self.label(place), year=self.year, slots=slots)
        raise Lacking(missing[0], message)

    def money(self, place: Place) -> list[Money]:
        """The lines of a place in the year that hold or held money."""
        balances = self._balances(place, self.year)
        courses = self._store.courses([line for line, _ in balances])
        return [
            Money(line, fen, fen - sum(day.held_fen for day in courses.get(line, ()))) for line, fen in sorted(balances)
        ]

    def choices(self, slot: Slot, opening: Mapping[str, int]) -> tuple[Choice, ...]:
        """Every place with its money; `opening` is what a statement opened it with, in fen, by UNIT/ and UNIT/PROJECT
        (ids)."""
        year = self._store.balances(Point(self._store.head().seq), LineFilter(self.year))
        held = self._store.courses([line for line, _ in year])
        current = {Place(*key.split("/")): fen for key, fen in opening.items() if "/" in key}
        available = dict(current)
        for line, fen in year:
            place = Place(line.unit, line.project)
            current[place] = current.get(place, 0) + fen
            free = fen - sum(day.held_fen for day in held.get(line, ()))
            available[place] = available.get(place, 0) + free
        labelled = ((self.label(place), place) for place in self.places())
        return tuple(Choice(name, {slot: name}, current.get(of, 0), available.get(of, 0)) for name, of in labelled)

    def choice(self, text: str, fills: Mapping[Slot, str], money: Money) -> Choice:
        """A choice with the money of a line; in a year opened by a statement only what was posted since is known."""
        return Choice(text, fills, money.current_fen, None if self._opened else money.available_fen)

    def _balances(self, place: Place, year: int) -> list[tuple[Line, int]]:
        nature = None if place.project else BASIC
        wanted = LineFilter(year, place.unit, place.project, nature)
        return self._store.balances(Point(self._store.head().seq), wanted)

    def _several_lines(self, leg: Leg, place: Place, fit: list[Money]) -> Lacking:
        dimensions = [_dimensions(one.line, self.year) for one in fit]
        apart = _telling(dimensions)
        choices = []
        for one, of in zip(fit, dimensions, strict=True):
            fills = {_slot(leg, name): of[name] for name in apart}
            choices.append(self.choice(_options(fills), fills, one))
        message = say("record.several-lines", place=self.label(place), year=self.year, count=len(fit))
        return Lacking(_slot(leg, apart[0]), message, tuple(choices))

    def _codes(
        self, leg: Leg, place: Place, id: str, codes: list[dict[Dimension, str]], stated: Mapping[Dimension, str]
    ) -> Lacking:
        usual = PROJECT if place.project else BASIC
        choices = []
        for of in codes:
            fills = {
                _slot(leg, n): value for n, value in of.items() if n not in stated and (n, value) != ("nature", usual)
            }
            choices.append(Choice(_options(fills), fills))
        message = Message(id, {"place": self.label(place), "year": self.year})
        return Lacking(_slot(leg, "economic"), message, tuple(choices))


def _slot(leg: Leg, dimension: Dimension) -> Slot:
    """The option that says a dimension of a leg; both legs of a transfer have one fund."""
    return dimension if dimension == "fund" or not leg else f"to-{dimension}"  # type: ignore[return-value] # every other has its option


def _options(fills: Mapping[Slot, str]) -> str:
    return " ".join(f"--{slot} {value}" for slot, value in fills.items())


def _dimensions(line: Line, year: int) -> dict[Dimension, str]:
    origin = str(line.origin_year or year)
    return dict(
        zip(
            DIMENSIONS,
            (line.nature, line.fund, line.function, line.economic, line.gov_economic, origin),
            strict=True,
        )
    )


def _telling(lines: list[dict[Dimension, str]]) -> list[Dimension]:
    """Dimensions that tell the lines apart, none of them needlessly."""
    telling = [name for name in DIMENSIONS if len({of[name] for of in lines}) > 1]
    for name in reversed(telling):
        rest = [other for other in telling if other != name]
        if len({tuple(of[other] for other in rest) for of in lines}) == len(lines):
            telling = rest
    return telling


def _fits(line: Line, stated: Mapping[Dimension, str], year: int) -> bool:
    known = _dimensions(line, year)
    return all(known[name] == value for name, value in stated.items())


def _combinations(lines: Iterable[Line], stated: Mapping[Dimension, str]) -> list[dict[Dimension, str]]:
    """What the lines would be with the stated dimensions in the place of their own, each once."""
    found: list[dict[Dimension, str]] = [
        {**{name: of[name] for name in STATED}, **stated} for of in (_dimensions(line, line.year) for line in lines)
    ]
    return [one for n, one in enumerate(found) if one not in found[:n]]
