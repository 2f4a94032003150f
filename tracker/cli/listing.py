"""The commands that list: show and log."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

import click

from ..messages import has, names_of, text
from ..model.errors import NotFound, say
from ..model.money import display_wan, exact_wan, group_thousands
from ..model.vocabulary import UNCLASSIFIED
from ..query.points import day_of
from . import shapes
from .asking import (
    amount,
    at_option,
    effective_option,
    name_of,
    signed,
    told_apart,
    version_of,
    view_of,
    year_option,
)
from .crosswalks import show_crosswalks
from .grid import cut, grid
from .shell import Shell, TranslatedCommand, json_option, pass_shell

if TYPE_CHECKING:
    from ..book import Book
    from ..query.log import LogRow
    from ..query.points import Named
    from ..query.year import YearView
    from ..tables.project import Table


@click.command("show", cls=TranslatedCommand, help="help.show")
@click.argument("table")
@year_option
@at_option
@effective_option
@click.option("--unit", help="help.unit")
@json_option
@pass_shell
def show_command(
    shell: Shell, table: str, year: int | None, at: str, effective: str | None, unit: str | None, as_json: bool
) -> None:
    with shell.book() as book:
        view, named = view_of(book, year, at, effective)
        match table:
            case "lines":
                _show_lines(shell, book, view, named, unit, as_json)
            case "crosswalks" if unit is None:
                show_crosswalks(shell, book, view, named, as_json)
            case "projects" | "units" | "milestones" if unit is None:
                _show_entities(shell, view, table, as_json)
            case "projects" | "units" | "milestones" | "crosswalks":
                raise NotFound(say("show.no-unit", table=table))
            case _ if table.isascii() and table.isdigit() and len(table) <= 3:
                _show_table(shell, book, view, named, int(table), unit, as_json)
            case _:
                raise NotFound(say("show.unknown", table=table))


def _show_table(
    shell: Shell, book: Book, view: YearView, named: Named, number: int, unit: str | None, as_json: bool
) -> None:
    table = book.table(view, number, unit)
    if as_json:
        shell.json(shapes.table_json(table, view, version_of(book, named)))
        return
    title = f"{table.spec.title} {unit}" if unit else table.spec.title
    shell.say("show.title", number=number, title=title, year=view.year, version=name_of(named))
    shell.lines(_table_lines(table))
    if table.absent:
        shell.say("show.absent")
    elif table.missing:
        rows = ", ".join(head.code or head.label for head in table.missing)
        shell.say("show.missing", count=len(table.missing), rows=rows)
    shell.lines(table.notes)


def _table_lines(table: Table) -> list[str]:
    sides = any(row.head.side for row in table.rows)
    head = ["", "", *(column.label for column in table.columns)]
    rows = [
        [
            row.head.side if sides else "" if row.head.code == UNCLASSIFIED else row.head.code,
            "  " * row.head.level + told_apart(row.head.label, "", row.head.kind if row.head.level == 1 else ""),
            *map(amount, row.amounts_fen),
        ]
        for row in table.rows
    ]
    return grid([head, *rows], right=range(2, len(head)))


def _show_lines(shell: Shell, book: Book, view: YearView, named: Named, unit: str | None, as_json: bool) -> None:
    wanted = book.unit_id(unit) if unit else None
    naming = view.naming
    lines = [(line, fen) for line, fen in view.balances if wanted in (None, line.unit)]
    lines.sort(key=lambda pair: (naming.unit_order(pair[0].unit), naming.project_order(pair[0].project), pair[0]))
    opening = book.opening_fen(view)
    if as_json:
        rows = [shapes.line_json(line, fen, view) for line, fen in lines]
        if opening is not None:
            label = text("show.opening-row", shell.language)
            rows.append({"label": label, "amount": display_wan(opening), "fen": opening, "opening": True})
        shell.json({"year": view.year, "unit": "万元", "version": version_of(book, named), "lines": rows})
        return
    shell.say("show.lines", year=view.year, version=name_of(named))
    cells = [
        [
            naming.unit_name(line.unit),
            naming.project_name(line.project) if line.project else "",
            *(_dimension(shell, value) for value in (line.nature, line.fund, *line[5:8])),
            group_thousands(exact_wan(fen)),
        ]
        for line, fen in lines
    ]
    if opening is not None:
        cells.append([text("show.opening-row", shell.language), *[""] * 6, amount(opening)])
    shell.lines(grid(cells, right=(7,)))


def _dimension(shell: Shell, value: str) -> str:
    return shell.word("answer.unclassified") if value == UNCLASSIFIED else value


def _show_entities(shell: Shell, view: YearView, what: str, as_json: bool) -> None:
    roster, naming = view.roster, view.naming
    rows: list[shapes.Json]
    match what:
        case "units":
            rows = [shapes.unit_json(unit, naming) for unit in roster.units()]
        case "projects":
            rows = [shapes.project_json(project, naming) for project in roster.projects()]
        case _:
            milestones = ((name, roster.value("milestone", name, "seq")) for name in roster.ids("milestone"))
            rows = [{"name": name, "seq": seq} for name, seq in milestones if seq is not None]
    if as_json:
        shell.json({what: rows})
    elif rows:
        fields = [field for field in rows[0] if field != "goal"]
        head = [shell.word(f"field.{field}") for field in fields]
        shell.lines(grid([head, *([_cell(shell, row[field]) for field in fields] for row in rows)]))


def _cell(shell: Shell, value: object) -> str:
    return shell.word(f"answer.{value}") if isinstance(value, bool) else "" if value is None else str(value)


@click.command("log", cls=TranslatedCommand, help="help.log")
@click.option("--project", help="help.log-project")
@click.option("--unit", help="help.log-unit")
@click.option("--kind", help="help.log-kind")
@click.option("--document", metavar="NO", help="help.log-document")
@click.option("--amount", "wanted_amount", metavar="X", help="help.log-amount")
@click.option("--since", metavar="DATE", help="help.log-since")
@click.option("--limit", type=click.IntRange(min=1), help="help.log-limit")
@json_option
@pass_shell
def log_command(
    shell: Shell,
    project: str | None,
    unit: str | None,
    kind: str | None,
    document: str | None,
    wanted_amount: str | None,
    since: str | None,
    limit: int | None,
    as_json: bool,
) -> None:
    if kind is not None and not has(f"kind.{kind}"):
        raise NotFound(say("schema.unknown", kind=kind, kinds=", ".join(names_of("kind"))))
    with shell.book() as book:
        from ..query.log import LogFilter

        wanted = LogFilter(
            book.project_id(project) if project else None,
            book.unit_id(unit) if unit else None,
            kind,
            document,
            wanted_amount,
            since,
        )
        rows = list(islice(book.log(wanted), limit))
        if as_json:
            shell.json({"revisions": [shapes.log_row_json(row) for row in rows]})
            return
        shell.lines(grid([_log_cells(shell, row) for row in rows], right=(0, 4)))
        if not rows:
            shell.say("log.none")


def _log_cells(shell: Shell, row: LogRow) -> list[str]:
    header = row.header
    labels = [shell.word(id) for id in row.labels]
    note = [f"[{name}]" for name in row.milestones] + ([header.reason.replace("\n", " ")] if header.reason else [])
    return [
        f"@{header.seq}",
        header.effective,
        day_of(header.recorded),
        "/".join(labels[:2]) + (f" +{len(labels) - 2}" if len(labels) > 2 else ""),
        signed(row.delta_fen),
        header.number or header.title or "",
        (shell.word("status.reversed") + " " if row.reversed_by else "") + cut(" ".join(note), 60),
    ]
