"""The JSON of answers in the ledger's columns: fields may be added, never changed (the other shapes: shapes.py)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from ..query.carry_overs import COLUMNS as CARRIED_COLUMNS
from ..query.carry_overs import TO_RECOVER
from ..query.cells import row_names
from ..query.ledger import UNSPENT
from .shapes import Json, document_json, head_json, ledger_json, line_json, money_json, project_json, table_json

if TYPE_CHECKING:
    from ..model.state import Roster
    from ..query.carry_overs import CarryOvers
    from ..query.closures import Closure
    from ..query.goals import GoalText
    from ..query.ledger import LedgerColumn, LedgerNode, LedgerTable
    from ..query.progress import Completion, Pace, Progress
    from ..query.year import YearView
    from ..tables.spec import Naming


def ledger_table_json(found: LedgerTable, columns: Collection[LedgerColumn], view: YearView, version: Json) -> Json:
    """A table of which one column is split: its rows as in table_json, with `columns` as ledger_json has them in place
    of amounts."""
    table = found.table
    names = row_names(table)
    rows = [
        head_json(table, row.row, names[row.row.key], view) | {"columns": ledger_json(row.money, columns)}
        for row in found.rows
    ]
    return table_json(table, view, version) | {
        "column": found.column,
        "columns": [column.id for column in columns],
        "rows": rows,
    }


def projects_json(
    nodes: Iterable[LedgerNode], columns: Collection[LedgerColumn], view: YearView, version: Json
) -> Json:
    """The department's total and each unit with its basic spending, where they are among the nodes; each project with
    its attributes. Each has `columns` as ledger_json has them."""
    total: Json = {}
    units: dict[str, Json] = {}
    projects: list[Json] = []
    for node in nodes:
        amounts = ledger_json(node.money, columns)
        if node.project:
            projects.append(_project_of(node, view) | {"columns": amounts})
        elif node.leaf:
            units[node.unit]["basic"] = amounts
        elif node.unit:
            units[node.unit] = {"id": node.unit, "name": node.node.label, "columns": amounts, "basic": None}
        else:
            total = amounts
    shape: Json = {"year": view.year, "unit": "万元", "version": version, "columns": [column.id for column in columns]}
    return shape | {"total": total or None, "units": list(units.values()), "projects": projects}


def _project_of(node: LedgerNode, view: YearView) -> Json:
    """The project's attributes; of one that was taken back, those by which it is still called."""
    project = view.roster.project(node.project) or view.known.project(node.project)
    if project is None:
        return {"id": node.project, "name": node.node.label, "unit": view.naming.unit_name(node.unit)}
    return project_json(project, view.roster, view.naming) | {"unit": view.naming.unit_name(node.unit)}


def closure_json(closure: Closure, columns: Iterable[LedgerColumn], roster: Roster, naming: Naming) -> Json:
    """A closed project: the revision that closed it, its money in that year, what remained of it and what of that was
    recovered."""
    header = closure.header
    return project_json(closure.project, roster, naming) | {
        "closed": {
            "seq": header.seq,
            "fiscal_year": header.fiscal_year,
            "document": document_json(header),
            "effective": header.effective,
            "reason": header.reason,
        },
        "columns": ledger_json(closure.money, columns),
        "remained": money_json(closure.remained_fen),
        "recovered": money_json(closure.recovered_fen),
    }


def carry_overs_json(found: CarryOvers, view: YearView, version: Json) -> Json:
    """Lines with brought-forward money: of each the year it was budgeted in, its age in years, what is unspent of it,
    and what of that is still to be declared surplus and recovered, by the end of which year."""
    rows = [
        line_json(row.line, row.measured, view)
        | {"origin_year": row.origin_year, "age": row.age, "recover_by": row.due_year}
        | {column.id: money_json(column.fen(row.measured)) for column in (UNSPENT, TO_RECOVER)}
        for row in found.rows
    ]
    total = {column.id: money_json(column.fen(found.total)) for column in CARRIED_COLUMNS}
    return {"year": view.year, "unit": "万元", "version": version, "lines": rows, "total": total}


def goal_json(found: GoalText, naming: Naming) -> Json:
    """One text of a goal. `differs` from the text before it; `printed` in the statement that opened its year."""
    header = found.header
    return {
        "unit": naming.unit_name(found.unit),
        "project": naming.project_name(found.project),
        "project_id": found.project,
        "goal": found.text,
        "seq": header.seq,
        "fiscal_year": header.fiscal_year,
        "effective": header.effective,
        "document": document_json(header),
        "printed": found.printed,
        "differs": found.differs,
        "reversed_by": found.reversed_by,
    }


def progress_json(found: Progress, view: YearView, version: Json) -> Json:
    """Executed against current budget: the department, then each unit with its basic spending and projects. `behind`:
    the share of the year gone by less the executed percentage, in points. `unspent`: the leaves by what is left.
    `functions`: the total and the function codes, what was spent against the budget at first and as it is."""
    return {
        "year": view.year,
        "unit": "万元",
        "version": version,
        "day": found.day,
        "days": found.days,
        "days_of_year": found.days_of_year,
        "share": found.share,
        "executed_through": found.executed_through,
        "total": _pace(found.paces[0]),
        "rows": [_pace(pace) for pace in found.paces[1:]],
        "unspent": [_pace(pace) for pace in found.unspent],
        "functions": [_completion(one) for one in found.completions],
    }


def _completion(one: Completion) -> Json:
    return {
        "code": one.head.code,
        "label": one.head.label,
        "level": one.head.level,
        "original": money_json(one.original_fen),
        "current": money_json(one.current_fen),
        "executed": money_json(one.executed_fen),
        "percent_of_original": one.of_original,
        "percent_of_current": one.of_current,
    }


def _pace(pace: Pace) -> Json:
    node = pace.node.node
    return {
        "key": dict(node.key),
        "label": node.label,
        "level": node.level,
        "current": money_json(pace.current_fen),
        "executed": money_json(pace.executed_fen),
        "unspent": money_json(pace.unspent_fen),
        "percent": pace.percent,
        "behind": pace.behind,
    }
