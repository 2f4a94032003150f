"""What may have caused a change: the projects whose share in it is largest, those that offset one another included,
with the documents behind them. For a person to judge."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import ClassVar

from ..model.line import Line
from ..model.point import Point
from ..query.diff import DiffRow, diff
from ..query.partitions import ByUnit
from ..query.splits import Lost, Node, Split, Whole
from ..query.year import YearView
from ..store.protocol import LineFilter
from ..tables.project import NO_BLOCKS
from ..tables.spec import TableSpec
from ..tables.subjects import Subject
from .sources import Views

_MOST = 5
_MOST_DOCUMENTS = 3
_BY_PROJECT = ByUnit(projects=True)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What one project, or the basic spending of one unit, adds to a change, as displayed."""

    label: str
    unit: str
    delta_fen: int
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _BySubject:
    """Units and projects, of the lines alone that count in one row of a table."""

    spec: TableSpec
    row: str
    column: str
    closes: bool = False
    carried: bool | None = None
    dimensions: ClassVar = Line._fields

    def path(self, line: Line, view: YearView) -> tuple[str, ...]:
        columns = self.spec.columns_of(line)
        counts = self.spec.column_index(self.column) in columns and self.row in self.spec.rows.keys(
            line, view.naming, NO_BLOCKS
        )
        return _BY_PROJECT.path(line, view) if counts else ()

    def filters(self, keys: Collection[str], year: int) -> Collection[LineFilter]:
        return _BY_PROJECT.filters(keys, year)

    def node(self, key: str, view: YearView) -> Node:
        return _BY_PROJECT.node(key, view)

    def parent(self, key: str) -> str | None:
        return _BY_PROJECT.parent(key)

    def whole(self, key: str) -> Whole | None:
        return None

    def figures(self, key: str) -> int:
        return 0

    def is_lost(self, key: str, view: YearView) -> bool:
        return False

    def lost(self, view: YearView) -> Collection[Lost]:
        return ()

    def opening(self, view: YearView) -> dict[str, int]:
        """A publication does not say which projects its rows are made of."""
        return {}


def suggestions(subject: Subject, before: YearView, after: YearView) -> tuple[Suggestion, ...]:
    """The largest causes of a subject's change between two points, the largest first."""
    if subject.cell is None:
        return ()
    role, row, column = subject.cell
    split: Split = _BY_PROJECT if role == "balance" else _BySubject(after.form.by_role(role), row, column)
    found = diff(before, after, split)
    leaves = [row for row in found.rows if row.leaf and row.key and row.amounts.shown_delta_fen]
    leaves.sort(key=lambda row: -abs(row.amounts.shown_delta_fen))
    return tuple(_suggestion(row, after.year) for row in leaves[:_MOST])


def _suggestion(row: DiffRow, year: int) -> Suggestion:
    named = (cause for cause in row.causes if not (cause.unattributed or cause.inferred))
    stated = [cause for cause in named if cause.header.fiscal_year == year]
    stated.sort(key=lambda cause: -abs(cause.amount_fen))
    numbers = dict.fromkeys(cause.header.number or cause.header.title or f"@{cause.header.seq}" for cause in stated)
    unit = row.key.get("unit", "")
    return Suggestion(row.label, unit, row.amounts.shown_delta_fen, tuple(numbers)[:_MOST_DOCUMENTS])


def start_of_year(view: YearView, views: Views) -> YearView | None:
    """The year as its publication opened it, where the year before is not in the book."""
    if view.opening is None or view.statement:
        return None
    return views(view.year, Point(view.opening.seq), None)
