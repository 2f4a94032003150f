"""Units that joined the department between two points, or left it: what they bring and take is no real change."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from .diff import Amounts, Diff, DiffRow
from .partitions import ByUnit
from .year import YearView


@dataclass(frozen=True, slots=True)
class ScopeChange:
    """A unit of one side only, with what it has there."""

    unit: str
    name: str
    change: Literal["joined", "left"]
    fen: int


@dataclass(frozen=True, slots=True)
class Scope:
    """`common` is the difference without the units that joined or left."""

    changes: tuple[ScopeChange, ...]
    common: Amounts


def scope_of_difference(by_unit: Diff) -> Scope:
    """What a difference by unit (with projects or without) says of the units themselves. Its total is known."""
    assert by_unit.total is not None
    changes = [
        ScopeChange(row.node, row.label, "joined", row.amounts.after_fen)
        if row.amounts.after_fen
        else ScopeChange(row.node, row.label, "left", row.amounts.before_fen)
        for row in units_of_one_side(by_unit)
    ]
    left, joined = (sum(one.fen for one in changes if one.change == change) for change in ("left", "joined"))
    total = by_unit.total
    return Scope(tuple(changes), Amounts(total.before_fen - left, total.after_fen - joined))


def units_of_one_side(by_unit: Diff) -> list[DiffRow]:
    """The rows of the units that joined or left. Within one ledger year a unit joins when it is registered, and leaves
    when it goes into another; between two years and two documents when it is first budgeted for. Where no unit is on
    both sides there is nothing that they could join or leave."""
    before, after = by_unit.before, by_unit.after
    units = [row for row in by_unit.rows if row.key.keys() == {"unit"} and row.is_told]
    alone = [row for row in units if (row.amounts.before_fen == 0) != (row.amounts.after_fen == 0)]
    if not alone or not _any_on_both_sides(units, {row.node for row in alone}, before, after):
        return []
    if _is_one_ledger_year(before, after):
        return [row for row in alone if _is_unknown(row, after if row.amounts.before_fen else before)]
    return alone


def _is_one_ledger_year(before: YearView, after: YearView) -> bool:
    return before.year == after.year and before.ground == after.ground and before.is_ledger and after.is_ledger


def _is_unknown(row: DiffRow, view: YearView) -> bool:
    """Whether the unit is not registered yet at a point, or went into another one by then."""
    roster = view.roster
    return not roster.exists("unit", row.node) or bool(roster.text("unit", row.node, "into"))


def _any_on_both_sides(units: Iterable[DiffRow], alone: set[str], before: YearView, after: YearView) -> bool:
    if any(row.node not in alone and row.amounts.before_fen and row.amounts.after_fen for row in units):
        return True
    return bool(_held(before) & _held(after) - alone)


def _held(view: YearView) -> set[str]:
    opening = ByUnit(projects=False).opening(view) if view.opening else {}
    return {key for key, fen in opening.items() if fen} | {line.unit for line, fen in view.balances if fen}
