"""The commands that compare and explain: diff, blame, check."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ..messages import has, text
from ..query.headers import label_of
from . import shapes
from .asking import (
    amount,
    at_option,
    effective_option,
    known_year,
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
    from ..book import Book
    from ..query.diff import Amounts, DiffRow
    from ..query.facts_diff import FactChange
    from ..query.points import Named
    from ..tables.spec import Partition

_MOST_SEQS = 6


@click.command("diff", cls=TranslatedCommand, help="help.diff")
@click.argument("before", metavar="A")
@click.argument("after", metavar="B", default="HEAD")
@year_option
@effective_option
@click.option("--table", "number", type=click.IntRange(0, 999), metavar="N", help="help.diff-table")
@click.option(
    "--by", type=click.Choice(["project", "function", "economic", "unit"]), default="project", help="help.diff-by"
)
@click.option("--exit-code", is_flag=True, help="help.diff-exit-code")
@json_option
@click.pass_context
def diff_command(
    ctx: click.Context,
    before: str,
    after: str,
    year: int | None,
    effective: str | None,
    number: int | None,
    by: Partition,
    exit_code: bool,
    as_json: bool,
) -> int:
    shell = ctx.ensure_object(Shell)
    with shell.book() as book:
        a, b = (book.point(point, effective) for point in (before, after))
        first, last = (_diff_year(book, own, other, year) for own, other in ((a, b), (b, a)))
        old, new = book.view(first, a.point, a.statement), book.view(last, b.point, b.statement)
        found = book.diff(old, new, by, number)
        basis = text("diff.basis", shell.language, a=name_of(a), b=name_of(b), first=first, last=last)
        if as_json:
            shell.json(shapes.diff_json(found, version_of(book, a), version_of(book, b), basis))
        else:
            shell.lines([basis])
            if found.total:
                totals = found.total
                shell.say("diff.total", before=amount(totals.before_fen), after=amount(totals.after_fen),
                          delta=signed(totals.shown_delta_fen), percent=_percent(totals))  # fmt: skip
            shell.lines(_diff_lines(shell, found.rows))
            _say_facts(shell, found.facts)
            if not found.rows and not found.facts:
                shell.say("diff.same")
        changed = bool(found.rows or found.facts)
        return 1 if (exit_code and changed) or not found.closes else 0


def _percent(amounts: Amounts) -> str:
    return "—" if amounts.percent is None else f"{amounts.percent}%"


def _say_facts(shell: Shell, facts: tuple[FactChange, ...]) -> None:
    """One line for what is new, one for each attribute that changed."""
    new = {fact.id for fact in facts if fact.field == "name" and fact.before is None}
    for fact in facts:
        if fact.id not in new:
            before, after = (shell.word("diff.none") if v is None else v for v in (fact.before, fact.after))
            field = shell.word(f"field.{fact.field}") if has(f"field.{fact.field}") else fact.field
            shell.say("diff.fact", name=fact.name, field=field, before=before, after=after, seq=fact.seq)
        elif fact.field == "name":
            shell.say(f"diff.new-{fact.entity}", name=fact.name, seq=fact.seq)


def _diff_year(book: Book, own: Named, other: Named, year: int | None) -> int:
    return known_year(book, own.year or year or other.year or book.newest_year())


def _seqs(seqs: list[int]) -> str:
    shown = " ".join(f"@{seq}" for seq in seqs[:_MOST_SEQS])
    return shown + (f" +{len(seqs) - _MOST_SEQS}" if len(seqs) > _MOST_SEQS else "")


def _diff_lines(shell: Shell, rows: tuple[DiffRow, ...]) -> list[str]:
    top = min((row.level for row in rows), default=0)
    cells = [
        [
            "  " * (row.level - top) + told_apart(row.label, row.key.get("side", ""), row.key.get("unit_kind", "")),
            amount(row.amounts.before_fen),
            amount(row.amounts.after_fen),
            signed(row.amounts.shown_delta_fen),
            _percent(row.amounts),
            shell.word(f"change.{row.change}") if row.leaf else "",
            _seqs([cause.header.seq for cause in row.causes]),
        ]
        for row in rows
    ]
    return grid(cells, right=(1, 2, 3, 4))


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
