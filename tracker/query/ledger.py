"""The ledger's columns: what was asked for, approved, changed, spent and held. Each is defined once, for lines, for
rows of tables and for units with their projects; where a statement opened the year, its cells stand under approved."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from ..model.line import Line
from ..model.vocabulary import CURRENT, HELD, Measure
from ..tables.project import OpeningTable, Row, Table, project
from ..tables.spec import TOTAL, Role
from .ceilings import ceiling_fen, ceilings, limited_keys
from .cells import find_column
from .partitions import ByUnit
from .splits import Node
from .year import YearView

Money = Mapping[Measure, int | None]
"""Fen by measure; what is left out is zero, None is unknown (a cell that is withheld, or on a page that is lost)."""


class LedgerColumn(NamedTuple):
    """One column: the measures that it adds up and those that it takes away. `otherwise` is what a measure comes to
    where nothing was said of it."""

    id: str
    plus: frozenset[Measure]
    minus: frozenset[Measure] = frozenset()
    otherwise: int | None = 0

    def fen(self, money: Money) -> int | None:
        """None where it is not known."""
        total = 0
        for sign, measures in ((1, self.plus), (-1, self.minus)):
            for measure in measures:
                fen = money.get(measure, self.otherwise)
                if fen is None:
                    return None
                total += sign * fen
        return total


def column_of(measure: Measure) -> LedgerColumn:
    return LedgerColumn(measure.name.lower(), frozenset({measure}))


CURRENT_COLUMN = LedgerColumn("current", CURRENT)
EXECUTED = column_of(Measure.EXECUTED)
UNSPENT = LedgerColumn("unspent", CURRENT, EXECUTED.plus)
COLUMNS: tuple[LedgerColumn, ...] = (
    column_of(Measure.APPROVED),
    column_of(Measure.ADJUSTED),
    column_of(Measure.TRANSFERRED),
    column_of(Measure.BROUGHT_FORWARD),
    CURRENT_COLUMN,
    EXECUTED,
    column_of(Measure.FROZEN),
    column_of(Measure.CARRIED),
    column_of(Measure.SURPLUS),
    LedgerColumn("available", CURRENT, HELD),
    column_of(Measure.REQUEST1),
    LedgerColumn("ceiling", frozenset({Measure.CEILING}), otherwise=None),
    column_of(Measure.REQUEST2),
)
"""In their order: the budget, then its drafts. A ceiling limits sums of lines: only units and projects have one."""


def total(moneys: Iterable[Money]) -> dict[Measure, int | None]:
    """The sum; what is unknown in one is unknown in all."""
    sums: dict[Measure, int | None] = {}
    for money in moneys:
        for measure, fen in money.items():
            held = sums.get(measure, 0)
            sums[measure] = None if fen is None or held is None else held + fen
    return sums


class LedgerRow(NamedTuple):
    """A row of a table; `money` is that of one column of the table."""

    row: Row
    money: Money


@dataclass(frozen=True)
class LedgerTable:
    """One column of a table, split into measures: their sum is the table's own amount, row by row."""

    table: Table
    column: str
    rows: tuple[LedgerRow, ...]


def ledger_table(
    view: YearView, table: Table, unit: str, column: str | None, wanted: Collection[LedgerColumn]
) -> LedgerTable:
    """A table of the view (of one unit, given by id, or of all) in its first column or the one that is named: its rows,
    and those that one of the wanted ledger columns reaches. Raises NotFound."""
    spec, label = table.spec, table.columns[find_column(table, column)].label
    opening = view.openings.get(spec.role)
    lines = [(line, money) for line, money in view.measures if unit in ("", line.unit)]
    frame = project(spec, [(line, 1) for line, money in lines if money], view.naming, opening)
    measured = _measured(view, spec.role, lines, opening)
    rows: list[LedgerRow] = []
    for row in frame.rows:
        own = label if column else frame.columns[frame.first_column(row)].label
        money = {measure: part.cell(row.key, own) for measure, part in measured.items()}
        of_unit = not unit or not opening or row.key.partition("/")[0] == unit
        if row.key in table.by_key or (of_unit and any(column.fen(money) for column in wanted)):
            rows.append(LedgerRow(row, money))
    return LedgerTable(table, label, tuple(rows))


def _measured(
    view: YearView, role: Role, lines: list[tuple[Line, Mapping[Measure, int]]], opening: OpeningTable | None
) -> dict[Measure, Table]:
    """The table of each measure alone. The opening's cells are approved; its rows are those of every measure."""
    spec, rows_alone = view.form.by_role(role), opening and _without_amounts(opening)
    measures = {Measure.APPROVED, *(measure for _, money in lines for measure in money)}
    return {
        measure: project(
            spec,
            [(line, money[measure]) for line, money in lines if measure in money],
            view.naming,
            opening if measure is Measure.APPROVED else rows_alone,
        )
        for measure in sorted(measures)
    }


def _without_amounts(opening: OpeningTable) -> OpeningTable:
    zero = (0,) * len(opening.columns)
    return replace(opening, rows=tuple(replace(row, amounts_fen=zero) for row in opening.rows))


class LedgerNode(NamedTuple):
    """The department (key ""), a unit in it, or in a unit its basic spending (UNIT/) or a project (UNIT/PROJECT)."""

    key: str
    node: Node
    money: Money

    @property
    def unit(self) -> str:
        return self.key.partition("/")[0]

    @property
    def project(self) -> str:
        return self.key.partition("/")[2]

    @property
    def leaf(self) -> bool:
        """Whether it is not made up of others."""
        return "/" in self.key


_DEPARTMENT = Node("", 0, (), {})


def by_unit(view: YearView) -> tuple[LedgerNode, ...]:
    """The department, then each unit with its basic spending and its projects, which add up to it; in an opened year
    as far as the publication does."""
    split = ByUnit(projects=True)
    posted: dict[str, dict[Measure, int | None]] = {}
    for line, money in view.measures:
        if money:
            for key in ("", *split.path(line, view)):
                posted[key] = total((posted.get(key, {}), money))
    opening = _Opening(view) if view.opening else None
    unknown = {} if has_budget(view) else {Measure.APPROVED: None}
    limits = ceilings(view.roster, view.year)
    nodes: list[LedgerNode] = []
    for key in {"": None} | dict.fromkeys((*posted, *(opening.keys() if opening else ()), *limited_keys(limits))):
        parts: list[Money] = [posted.get(key, {}), unknown]
        if opening:
            parts.append({Measure.APPROVED: opening.fen(key)})
        if (limit := ceiling_fen(limits, key)) is not None:
            parts.append({Measure.CEILING: limit})
        nodes.append(LedgerNode(key, split.node(key, view) if key else _DEPARTMENT, total(parts)))
    return tuple(sorted(nodes, key=lambda node: node.node.order))


def has_budget(view: YearView) -> bool:
    """Whether the year's budget is known. It is not where the book holds what was spent, as final accounts report it,
    and nothing of the budget that it was spent from."""
    posted = {measure for _, money in view.measures for measure in money}
    return view.opening is not None or not CURRENT.isdisjoint(posted) or Measure.EXECUTED not in posted


class _Opening:
    """What the publication that opened the year prints for units, their basic spending and their projects."""

    def __init__(self, view: YearView) -> None:
        self._view = view
        self._basic, self._projects = self._table("basic-by-unit"), self._table("projects-by-unit")

    def _table(self, role: Role) -> Table | None:
        return self._view.opened_table(role) if self._view.form.find(role) else None

    def keys(self) -> Iterator[str]:
        for key in self._basic.by_key if self._basic else ():
            if key != TOTAL and "/" not in key:
                yield from (key, f"{key}/")
        yield from (key for key in (self._projects.by_key if self._projects else ()) if key != TOTAL)

    def fen(self, key: str) -> int | None:
        """None where it is withheld, or stands on a page or in a table that is lost."""
        unit, slash, project_id = key.partition("/")
        if not key:
            return self._view.opening_fen()
        basic = self._basic.cell(unit, "总计") if self._basic else None
        projects = self._projects.cell(key, "总计") if self._projects else None
        if slash:
            return projects if project_id else basic
        return None if basic is None or projects is None else basic + projects
