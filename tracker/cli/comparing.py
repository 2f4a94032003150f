"""The commands that trace and check: blame, check."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ..messages import render, text
from ..query.headers import label_of
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
from .grid import grid
from .shell import Shell, TranslatedCommand, json_option, pass_shell

if TYPE_CHECKING:
    from ..query.check import CheckResult


@click.command("blame", cls=TranslatedCommand, help="help.blame")
@click.argument("table", type=click.IntRange(0, 999))
@click.argument("row")
@click.argument("column", required=False)
@year_option
@at_option
@effective_option
@json_option
@pass_shell
def blame_command(
    shell: Shell,
    table: int,
    row: str,
    column: str | None,
    year: int | None,
    at: str,
    effective: str | None,
    as_json: bool,
) -> None:
    with shell.book() as book:
        view, named = view_of(book, year, at, effective)
        found = book.blame(view, table, row, column)
        if as_json:
            shell.json(shapes.blame_json(found))
            return
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
        cells = [
            [
                f"@{entry.header.seq}",
                entry.header.effective,
                shell.word(label_of(entry.kind, entry.header)),
                signed(entry.amount_fen),
                amount(entry.after_fen),
                entry.header.number or entry.header.title or "",
                entry.header.by or "",
                text("blame.evidence", shell.language, line=entry.evidence.line, page=entry.evidence.page)
                if entry.evidence
                else entry.header.reason or "",
            ]
            for entry in found.entries
        ]
        shell.lines(grid(cells, right=(0, 3, 4)))


@click.command("check", cls=TranslatedCommand, help="help.check")
@year_option
@at_option
@effective_option
@click.option("--all", "everything", is_flag=True, help="help.check-all")
@json_option
@pass_shell
def check_command(
    shell: Shell, year: int | None, at: str, effective: str | None, everything: bool, as_json: bool
) -> int:
    with shell.book() as book:
        view, named = view_of(book, year, at, effective)
        checks = book.check(view)
        shape = shapes.checks_json(checks, shell.language)
        summary = shape["summary"]
        assert isinstance(summary, dict)
        if as_json:
            shell.json(shape | {"year": view.year, "version": version_of(book, named)})
        else:
            listed = [result for result in checks if everything or result.check.status != "exact"]
            listed.sort(key=lambda result: _WORST_FIRST.index(result.check.status))
            shell.lines(grid([_check_cells(shell, result) for result in listed], right=(2, 3, 4)))
            shell.say("check.summary", **{key.replace("-", "_"): value for key, value in summary.items()})
        return 1 if summary["fails"] else 0


_WORST_FIRST = ("fails", "not-checkable", "rounding", "exact")


def _check_cells(shell: Shell, result: CheckResult) -> list[str]:
    check, place = result.check, next(iter(result.places), None)
    sentence = check.why or check.rule
    return [
        shell.word(f"check.{check.status}"),
        check.id,
        amount(check.published_fen),
        amount(check.computed_fen),
        "" if check.difference_fen is None else signed(check.difference_fen),
        " ".join(filter(None, (f"T{place.table}", place.name or place.row, place.column))) if place else "",
        render(sentence, shell.language),
    ]
