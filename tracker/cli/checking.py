"""The command that checks: the tables with one another, and every recorded fact by the budget rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ..documents.targets import is_many
from ..messages import render
from ..model.errors import NotFound, say
from . import shapes
from .asking import amount, at_option, effective_option, signed, tables_of, version_of, year_option
from .files import book_at, say_findings
from .grid import grid
from .shell import Shell, TranslatedCommand, json_option, pass_shell

if TYPE_CHECKING:
    from ..book import Book
    from ..query.check import CheckResult


@click.command("check", cls=TranslatedCommand, help="help.check", epilog="help.point")
@click.argument("targets", nargs=-1, metavar="[POINT|FILE|FOLDER]...")
@year_option
@at_option
@effective_option
@click.option("--all", "everything", is_flag=True, help="help.check-all")
@click.option("--rules", is_flag=True, help="help.check-rules")
@click.option("--rule", "only", multiple=True, metavar="ID", help="help.check-rule")
@json_option
@pass_shell
def check_command(
    shell: Shell,
    targets: tuple[str, ...],
    year: int | None,
    at: str,
    effective: str | None,
    everything: bool,
    rules: bool,
    only: tuple[str, ...],
    as_json: bool,
) -> int:
    if targets and is_many(targets):
        from .judging_many import check_files

        return check_files(shell, targets, year, as_json)
    at = targets[0] if targets else at
    with book_at(shell, at, year=year) as book:
        if rules or only:
            return _judge(shell, book, only, everything, as_json)
        view, named = tables_of(book, year, at, effective)
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
        return max(say_findings(shell, book), int(bool(summary["fails"])))


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


def _judge(shell: Shell, book: Book, only: tuple[str, ...], everything: bool, as_json: bool) -> int:
    """Every rule that a recorded fact breaks; remarks only where everything is asked for."""
    from ..model.rules import RULE

    if unknown := [id for id in only if id not in RULE]:
        raise NotFound(say("rules.unknown", id=", ".join(unknown), known=", ".join(RULE)))
    found = [one for one in book.judged(only) if everything or only or one.strictness != "remark"]
    hard = sum(one.strictness == "hard" for one in found)
    if as_json:
        shell.json(
            {
                "findings": [shapes.judged_json(one, shell.language) for one in found],
                "summary": {"hard": hard, "others": len(found) - hard},
            }
        )
        return 1 if hard else 0
    for one in found:
        header = one.header
        word = shell.word("status.observed") if one.observed else shell.word(f"strictness.{one.strictness}")
        document = header.number or header.title or ""
        shell.lines([f"@{header.seq}  {header.effective}  {one.rule}  {word}  {document}  {header.by or ''}"])
        shell.lines([f"    {render(one.message, shell.language)}"])
        if one.observed and header.reason:
            shell.lines([f"    {header.reason}"])
    shell.say("rules.summary", hard=hard, others=len(found) - hard)
    return 1 if hard else 0
