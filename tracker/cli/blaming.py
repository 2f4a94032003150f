"""The command that traces: blame."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from ..messages import text
from ..query.headers import label_of
from . import shapes
from .asking import (
    amount,
    at_option,
    effective_option,
    marked,
    name_of,
    signed,
    tables_of,
    told_apart,
    year_option,
)
from .files import book_at, is_path, say_findings
from .grid import grid
from .shell import Shell, TranslatedCommand, json_option, pass_shell

if TYPE_CHECKING:
    from ..query.across import Across
    from ..query.blame import Blame, BlameEntry


@click.command("blame", cls=TranslatedCommand, help="help.blame", epilog="help.point")
@click.argument("table", type=click.IntRange(0, 999))
@click.argument("row")
@click.argument("column", required=False)
@click.argument("point", required=False)
@year_option
@at_option
@effective_option
@click.option("--across", is_flag=True, help="help.blame-across")
@json_option
@pass_shell
def blame_command(
    shell: Shell,
    table: int,
    row: str,
    column: str | None,
    point: str | None,
    year: int | None,
    at: str,
    effective: str | None,
    across: bool,
    as_json: bool,
) -> int:
    if column and not point and is_path(column):
        column, point = None, column
    at = point or at
    with book_at(shell, at, year=year) as book:
        view, named = tables_of(book, year, at, effective)
        found = book.blame(view, table, row, column)
        behind = book.across(view, found) if across else None
        if as_json:
            shell.json(shapes.blame_json(found) | (shapes.across_json(behind, found.column) if behind else {}))
            return say_findings(shell, book)
        head = found.row.head
        row_label = " ".join(dict.fromkeys(filter(None, (head.unit, head.code, head.label))))
        shell.say(
            "blame.title",
            year=view.year,
            version=name_of(named),
            table=table,
            row=told_apart(row_label, head.side, head.kind),
            column=found.column,
            value=amount(found.value_fen),
        )
        shell.lines(_entries(shell, found.entries, found.column))
        if behind:
            _say_across(shell, behind, found)
        return say_findings(shell, book)


def _entries(shell: Shell, entries: Sequence[BlameEntry], column: str) -> list[str]:
    cells = [
        [
            f"@{entry.header.seq}",
            entry.header.effective,
            marked(shell, shell.word(label_of(entry.kind, entry.header)), entry.inferred),
            signed(entry.amount_fen),
            amount(entry.after_fen),
            entry.header.number or entry.header.title or "",
            entry.header.by or "",
            text("place.evidence", shell.language, where=entry.evidence.standing(column))
            if entry.evidence
            else entry.header.reason or "",
        ]
        for entry in entries
    ]
    return grid(cells, right=(0, 3, 4))


def _say_across(shell: Shell, behind: Across, cell: Blame) -> None:
    for one in behind.printed:
        where = one.evidence.standing(cell.column) if one.evidence else ""
        shell.say("blame.printed", statement=one.statement, value=amount(one.value_fen), where=where)
    for year in behind.years:
        shell.say("blame.year", year=year.year, value=amount(year.value_fen))
        shell.lines(_entries(shell, year.entries, cell.column))
