"""The key projects of a year: those that its disclosure names, else the largest."""

from __future__ import annotations

from typing import NamedTuple

from ..query.year import YearView
from ..tables.project import Row, Table
from ..tables.spec import squeeze
from .phrases import Amount
from .sources import Facts, cell_amount

_SECTION = "key-projects"
_ROLE, _COLUMN = "projects-by-unit", "总计"
_MOST = 3


class KeyProject(NamedTuple):
    """`amount` and `goal` are None and "" where nobody has stated them."""

    name: str
    amount: Amount | None
    goal: str


def key_projects(view: YearView, facts: Facts) -> list[KeyProject]:
    """In the order of the table of projects, those that only the disclosure knows at the end; without a disclosure
    the three largest, the largest first."""
    table = view.table("projects-by-unit")
    rows = [row for row in table.rows if row.key.partition("/")[2]]
    stated = [name for name in facts.keys(_SECTION) if not name.endswith("/goal")]
    if not stated:
        return [_of_row(view, row, "") for row in _largest(table, rows)]
    by_name: dict[str, list[Row]] = {}
    for row in rows:
        by_name.setdefault(squeeze(row.head.label), []).append(row)
    place = {row.key: n for n, row in enumerate(rows)}
    found = [(by_name.get(squeeze(name), []), name) for name in stated]
    found.sort(key=lambda pair: place[pair[0][0].key] if pair[0] else len(place))
    goals = {name: (facts.stated(_SECTION, f"{name}/goal") or ("",))[0] for name in stated}
    return [
        _of_row(view, same[0], goals[name])
        if len(same) == 1
        else KeyProject(name, facts.amount(_SECTION, name), goals[name])
        for same, name in found
    ]


def _largest(table: Table, rows: list[Row]) -> list[Row]:
    sized = [(fen, row) for row in rows if (fen := table.cell(row.key, _COLUMN)) is not None and fen > 0]
    return [row for _, row in sorted(sized, key=lambda pair: -pair[0])[:_MOST]]


def _of_row(view: YearView, row: Row, stated_goal: str) -> KeyProject:
    goal = view.goal(row.key.partition("/")[2]) or stated_goal
    return KeyProject(row.head.label, cell_amount(view, (_ROLE, row.key, _COLUMN)), goal)
