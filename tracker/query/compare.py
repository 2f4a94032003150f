"""One year against an earlier one: what is compared with what, and in which codes, units and projects."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, NamedTuple, get_args

from ..model.errors import NotFound, say
from ..model.point import Point
from ..model.state import Roster
from ..model.vocabulary import System
from ..tables.rows import BlockRows, EconomicRows, FunctionRows
from .crosswalk import Adopted, RosterAt, crosswalk_between
from .diff import Diff, diff, node_of
from .partitions import ByEconomic, ByTable, ByUnit
from .points import Named
from .restating import Mode, Restating, dimensions_of
from .splits import Node, Split
from .year import YearView

BasisKind = Literal["original", "adjusted", "executed", "final"]
BASES: tuple[BasisKind, ...] = get_args(BasisKind)
Basis = tuple[BasisKind, BasisKind]
"""Of the year itself and of the one before: its budget at the start of the year, or as it is at the point; what was
spent by the point, or by the final accounts."""
_BUDGETS = frozenset({"original", "adjusted"})


class Side(NamedTuple):
    """One of two years as it is compared: at which point, and whether what was spent is looked at."""

    named: Named
    spent: bool = False


class Move(NamedTuple):
    """What a map moved: the rows from and to, and the revisions that say so."""

    source: Node
    target: Node
    kind: str
    seqs: tuple[int, ...]
    fen: int


class Unmapped(NamedTuple):
    """A row that only one of the years has and of which no map speaks."""

    year: int
    node: Node
    fen: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """`found` with what it rests on: the mode, the crosswalks on the way from the one year to the other that concern
    it, and, where the earlier year is restated, what they moved and what they do not speak of."""

    mode: Mode
    found: Diff
    maps: tuple[Adopted, ...]
    moved: tuple[Move, ...] = ()
    unmapped: tuple[Unmapped, ...] = ()


def compare(
    before: YearView,
    after: YearView,
    split: Split,
    mode: Mode,
    known_at: Point,
    roster_at: RosterAt,
    *,
    facts: bool = True,
) -> Comparison:
    """`after` against `before`, with the maps that are known at a point; without `facts` of money alone. Raises
    NotFound where the mode does not fit the years or the split."""
    if mode != "published" and before.year >= after.year:
        raise NotFound(say("compare.backwards", mode=mode, first=before.year, last=after.year))
    if mode == "lca" and not _is_by_codes(split):
        raise NotFound(say("compare.lca-codes"))
    crosswalk = crosswalk_between(before.year, after.year, known_at, roster_at, held(after))
    restating = Restating(before, after, split, mode=mode, maps=crosswalk.maps, roster=roster_at(known_at))
    found = diff(before, after, split, restating, facts=facts)

    def node(key: str) -> Node:
        return node_of(split, key, before, after)

    mapped, _ = dimensions_of(split)
    maps = tuple(one for one in crosswalk.adopted if one.system in mapped)
    if mode == "published":
        return Comparison(mode, found, maps)
    moved = [Move(node(one.source), node(one.target), one.kind, one.seqs, one.fen) for one in restating.moved]
    moved.sort(key=lambda move: (move.source.order, move.target.order))
    years = after.year, before.year
    unmapped = (Unmapped(years[one.earlier], node(one.key), one.fen) for one in restating.alone)
    return Comparison(mode, found, maps, tuple(moved), tuple(unmapped))


def held(view: YearView) -> dict[System, set[str]]:
    """The units and projects that have money in a year."""
    opening = ByUnit(projects=True).opening(view) if view.opening else {}
    parts = [key.partition("/") for key, fen in opening.items() if fen]
    lines = [line for line, fen in view.balances if fen]
    return {
        "unit": {line.unit for line in lines} | {part[0] for part in parts},
        "project": {line.project for line in lines} | {part[2] for part in parts},
    }


def basis_named(text: str) -> Basis:
    """CURRENT:PRIOR. Raises NotFound."""
    match [kind for part in text.split(":") for kind in BASES if kind == part]:
        case [current, prior]:
            return current, prior
        case _:
            raise NotFound(say("compare.basis", text=text, bases=", ".join(BASES)))


def like_with_like(years: tuple[int, int], roster: Roster) -> Basis:
    """The originals of two years where both are named by then, else both as they are."""
    both = all(roster.exists("milestone", f"{year}/original") for year in years)
    return ("original", "original") if both else ("adjusted", "adjusted")


def sides(
    years: tuple[int, int], basis: Basis | None, at: Named, roster: Roster, parse: Callable[[str], Named]
) -> tuple[Side, Side]:
    """The two sides on which a year and an earlier one (in this order) are compared: like with like, the originals
    of both years where both are named by then, else both as they are at the point. `parse` tells what a milestone
    names. What was spent is held against what was budgeted within one year only. Raises NotFound."""
    if at.statement:
        raise NotFound(say("compare.statement", text=at.text))
    current, prior = basis or like_with_like(years, roster)
    if years[0] != years[1] and (current in _BUDGETS) != (prior in _BUDGETS):
        raise NotFound(say("compare.unlike", current=current, prior=prior))
    return _side(current, years[0], at, roster, parse), _side(prior, years[1], at, roster, parse)


def _side(kind: BasisKind, year: int, at: Named, roster: Roster, parse: Callable[[str], Named]) -> Side:
    if kind in ("adjusted", "executed"):
        return Side(at._replace(year=None), spent=kind == "executed")
    name = f"{year}/{kind}"
    if not roster.exists("milestone", name):
        raise NotFound(say(f"compare.no-{kind}", name=name, point=at.text))
    named = parse(name)
    named = named._replace(point=Point(named.point.seq, at.point.effective))
    if kind == "original":
        return Side(named)
    return Side(named._replace(statement=named.accounts), spent=named.accounts is None)


def _is_by_codes(split: Split) -> bool:
    return isinstance(split, ByEconomic) or (
        isinstance(split, ByTable) and isinstance(split.spec.rows, FunctionRows | EconomicRows | BlockRows)
    )
