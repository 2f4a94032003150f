"""What a publication tells of the money that it brought forward from earlier years: in all, and by function code."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ..model.line import Line
from ..tables.project import Table
from ..tables.rows import FunctionRows, ListRows
from ..tables.spec import TOTAL
from .year import YearView


def published_carried_fen(view: YearView) -> int | None:
    """What the opening of a year says was brought forward; 0 where its tables have no such row, None where that is not
    known: the table is lost or withheld, or the form has none."""
    if view.opening is None:
        return 0
    found = [
        (spec.role, item.key)
        for spec in view.form.tables
        if isinstance(spec.rows, ListRows)
        for item in spec.rows.items
        if item.where and item.where.brought_forward and item.where.funds is None
    ]
    if not found or view.form.outturn:
        return None
    role, key = found[0]
    table = view.opened_table(role)
    row = table.by_key.get(key)
    if table.absent or key in table.missing_keys:
        return None
    return 0 if row is None else row.amounts_fen[table.first_column(row)]


def published_carried_by_code(view: YearView) -> Mapping[str, int] | None:
    """The same by row of the tables by function, {} where nothing was brought forward; None where it is not told."""
    whole = published_carried_fen(view)
    if not whole:
        return None if whole is None else {}
    for spec in view.form.tables:
        for column in spec.columns:
            if isinstance(spec.rows, FunctionRows) and column.where.brought_forward:
                table = view.opened_table(spec.role)
                by_code = _column(table, column.label)
                return by_code if _adds_up(table, by_code, column.label, whole) else None
    return None


def tells_carried(view: YearView) -> bool:
    """Whether it is known what of the view's amounts was brought forward, by function code or because nothing was."""
    return published_carried_by_code(view) is not None


def carried_fen(view: YearView, counts: Callable[[Line], bool]) -> int | None:
    """What of the size of a year was brought forward: as published, and the lines that count; None where unknown."""
    published = published_carried_fen(view)
    if published is None:
        return None
    return published + sum(fen for line, fen in view.balances if line.origin_year and counts(line))


def _column(table: Table, label: str) -> dict[str, int]:
    index = table.column(label)
    if index is None:
        return {}
    return {row.key: fen for row in table.rows if row.key != TOTAL and (fen := row.amounts_fen[index])}


def _adds_up(table: Table, by_code: Mapping[str, int], label: str, whole: int) -> bool:
    """Whether the rows tell of the whole of it."""
    total = table.cell(TOTAL, label)
    return bool(by_code) and total is not None and abs(total - whole) <= table.digit_fen
