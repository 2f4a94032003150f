"""Prints departments as documents: twelve tables in 万元, nine in 元."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from tests.departments.making import Year
from tests.departments.material import CODES
from tests.support import render_nine
from tests.support.checking import Names
from tests.support.render import Cells, Printed, Sheet, render
from tracker.model.money import round_to_cents
from tracker.tables.nine import NINE
from tracker.tables.project import project
from tracker.tables.spec import Form
from tracker.tables.twelve import TWELVE


@dataclass
class _Names(Names):
    def code_name(self, system: Literal["function", "economic"], code: str) -> str:
        return CODES[code]


def twelve(year: Year) -> str:
    """The twelve tables, each cell rounded by itself."""
    entity, below, front = _front(year)
    return render(Printed(entity, year.year, _sheets(TWELVE, year), below, front))


def nine(year: Year) -> str:
    entity, below, front = _front(year)
    style = render_nine.Style(zero="0")
    return render_nine.render(render_nine.Printed(entity, year.year, _sheets(NINE, year), below, front), style)


def _front(year: Year) -> tuple[str, tuple[str, ...], str]:
    entity, *below = (name for name, _ in year.units.values())
    return entity, tuple(below), f"行政单位1家，事业单位{len(below)}家，"


def _sheets(form: Form, year: Year) -> tuple[Sheet, ...]:
    names = _Names(year.units, {id: one.name for id, one in year.projects.items()})
    sheets = []
    for spec in form.tables:
        table = project(spec, year.lines, names)
        shown = tuple(spec.columns.index(column) for column in table.columns)
        rows = []
        for row in table.rows:
            fen: Mapping[int, int | None] = dict(zip(shown, row.amounts_fen, strict=True))
            exact = form is NINE and not spec.transposed
            cells = tuple(
                amount if (amount := fen.get(n)) is None or exact else round_to_cents(amount)
                for n in range(len(spec.columns))
            )
            text = f"完成{row.head.label}" if spec.text_column and "/" in row.key else ""
            rows.append(Cells(row.head.label, cells, row.head.code, row.head.side, row.head.unit, text))
        if form is NINE:
            rows.sort(key=lambda cells: cells.name == "合计")
        sheets.append(Sheet(spec, tuple(rows), columns=shown))
    return tuple(sheets)
