"""The command that shows what a version holds: show."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ..model.errors import NotFound, say
from ..model.vocabulary import UNCLASSIFIED
from ..query.ledger import COLUMNS
from . import shapes
from .asking import (
    amount,
    at_option,
    effective_option,
    money_option,
    name_of,
    tables_of,
    told_apart,
    version_of,
    view_of,
    year_option,
)
from .columns import (
    Columns,
    amounts,
    chosen,
    column_option,
    columns_option,
    headings,
    show_carry_overs,
    show_closed,
    show_goals,
    show_lines,
    show_projects,
    status_option,
)
from .crosswalks import show_crosswalks
from .files import book_at, say_findings
from .grid import grid
from .ledger_shapes import ledger_table_json
from .shell import Shell, TranslatedCommand, json_option, pass_shell

if TYPE_CHECKING:
    from ..book import Book
    from ..model.money import MoneyUnit
    from ..query.points import Named
    from ..query.scopes import ListedStatement
    from ..query.year import YearView
    from ..tables.project import Row, Table


_TAKES: dict[str, tuple[str, ...]] = {
    "lines": ("unit", "columns"),
    "projects": ("columns", "status"),
    "units": (),
    "milestones": (),
    "carry-overs": (),
    "goals": (),
    "crosswalks": (),
    "statements": (),
}
"""Which options go with what is shown beside tables."""
_OF_TABLES = ("unit", "columns", "column", "in")


@click.command("show", cls=TranslatedCommand, help="help.show", epilog="help.point")
@click.argument("table")
@click.argument("point", required=False)
@year_option
@at_option
@effective_option
@click.option("--unit", help="help.unit")
@columns_option
@column_option
@status_option
@money_option
@json_option
@pass_shell
def show_command(
    shell: Shell,
    table: str,
    point: str | None,
    year: int | None,
    at: str,
    effective: str | None,
    unit: str | None,
    columns: str | None,
    column: str | None,
    status: str | None,
    money: MoneyUnit,
    as_json: bool,
) -> int:
    at = point or at
    number = int(table) if table.isascii() and table.isdigit() and len(table) <= 3 else None
    if number is None and table not in _TAKES:
        raise NotFound(say("show.unknown", table=table))
    for option, value in {
        "unit": unit,
        "columns": columns,
        "column": column,
        "status": status,
        "in": None if money == "wan" else money,
    }.items():
        if value is not None and option not in _TAKES.get(table, _OF_TABLES):
            raise NotFound(say("show.no-option", table=table, option=f"--{option}"))
    wanted = chosen(columns) or (COLUMNS if column else ())
    with book_at(shell, at, year=year) as book:
        look = view_of if number is None else tables_of
        view, named = look(book, year, at, effective)
        match table:
            case "lines":
                show_lines(shell, book, view, named, unit, wanted, as_json)
            case "projects" if status == "closed":
                show_closed(shell, book, view, named, year or named.year, wanted, as_json)
            case "projects" if wanted:
                show_projects(shell, book, view, named, wanted, status == "open", as_json)
            case "carry-overs":
                show_carry_overs(shell, book, view, named, as_json)
            case "crosswalks":
                show_crosswalks(shell, book, view, named, as_json)
            case "statements":
                _show_statements(shell, book.statements(view, year or named.year), as_json)
            case "goals":
                show_goals(shell, book, view, named, year or named.year, as_json)
            case _ if number is not None:
                _show_table(shell, book, view, named, number, unit, column, wanted, money, as_json)
            case _:
                _show_entities(shell, view, table, status, as_json)
        return say_findings(shell, book)


def _show_table(
    shell: Shell,
    book: Book,
    view: YearView,
    named: Named,
    number: int,
    unit: str | None,
    column: str | None,
    columns: Columns,
    money: MoneyUnit,
    as_json: bool,
) -> None:
    split = book.ledger_table(view, number, columns, unit, column) if columns else None
    table = split.table if split else book.table(view, number, unit)
    if as_json:
        version = version_of(book, named)
        shell.json(
            ledger_table_json(split, columns, view, version) if split else shapes.table_json(table, view, version)
        )
        return
    title = f"{table.spec.title} {unit}" if unit else table.spec.title
    shell.say("show.title", number=number, title=title, year=view.year, version=name_of(named),
              unit=shell.word(f"money.{money}"))  # fmt: skip
    if split:
        shell.say("show.split", column=split.column)
        rows = [(row.row, amounts(row.money, columns, money)) for row in split.rows]
        shell.lines(_table_lines(headings(shell, columns), rows))
    else:
        rows = [(row, _shown(table, row, money)) for row in table.rows]
        shell.lines(_table_lines([column.label for column in table.columns], rows))
    if table.absent:
        shell.say("show.unread" if table.unread else "show.absent")
    elif table.missing:
        unknown = ", ".join(head.code or head.label for head in table.missing)
        shell.say("show.missing", count=len(table.missing), rows=unknown)
    shell.lines(table.notes)


def _shown(table: Table, row: Row, money: MoneyUnit) -> list[str]:
    return [amount(fen, money) if table.has_cell(row, i) else "" for i, fen in enumerate(row.amounts_fen)]


def _table_lines(labels: list[str], rows: list[tuple[Row, list[str]]]) -> list[str]:
    sides = any(row.head.side for row, _ in rows)
    cells = [
        [
            row.head.side if sides else "" if row.head.code == UNCLASSIFIED else row.head.code,
            "  " * row.head.level + told_apart(row.head.label, "", row.head.kind if row.head.level == 1 else ""),
            *shown,
        ]
        for row, shown in rows
    ]
    return grid([["", "", *labels], *cells], right=range(2, 2 + len(labels)))


def _show_entities(shell: Shell, view: YearView, what: str, status: str | None, as_json: bool) -> None:
    roster, naming = view.roster, view.naming
    rows: list[shapes.Json]
    match what:
        case "units":
            rows = [shapes.unit_json(unit, roster, naming) for unit in roster.units()]
        case "projects":
            rows = [shapes.project_json(project, roster, naming) for project in roster.projects()]
            rows = [row for row in rows if status in (None, row["status"])]
        case _:
            milestones = ((name, roster.value("milestone", name, "seq")) for name in roster.ids("milestone"))
            rows = [{"name": name, "seq": seq} for name, seq in milestones if seq is not None]
    if as_json:
        shell.json({what: rows})
    elif rows:
        fields = [field for field in rows[0] if field != "goal"]
        head = [shell.word(f"field.{field}") for field in fields]
        shell.lines(grid([head, *([_cell(shell, field, row[field]) for field in fields] for row in rows)]))


def _show_statements(shell: Shell, statements: list[ListedStatement], as_json: bool) -> None:
    rows = [shapes.statement_json(one) for one in statements]
    if as_json:
        shell.json({"statements": rows})
    elif rows:
        fields = [field for field in rows[0] if field != "sha256"]
        head = [shell.word(f"field.{field}") for field in fields]
        shell.lines(grid([head, *([_cell(shell, field, row[field]) for field in fields] for row in rows)]))


def _cell(shell: Shell, field: str, value: object) -> str:
    if field == "status":
        return shell.word(f"status.{value}")
    return shell.word(f"answer.{value}") if isinstance(value, bool) else "" if value is None else str(value)
