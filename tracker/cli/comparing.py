"""The command that compares one fiscal year with an earlier one: compare."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

import click

from ..messages import render, text
from ..model.errors import Message, NotFound, say
from ..query.narrow import narrowed
from . import markdown, shapes
from .asking import amount, at_option, known_prior, known_year, name_of, signed, version_of
from .crosswalks import mode_option, say_maps
from .difference_shapes import diff_json, maps_json, republication_json, scope_json
from .differing import Telling, diff_lines, diff_markdown, say_lost, say_redefined, say_same, say_total
from .markdown import format_option
from .shell import Shell, TranslatedCommand, json_option, pass_shell

if TYPE_CHECKING:
    from ..query.compare import Basis, Comparison, Side
    from ..query.republished import Republication
    from ..query.restating import Mode
    from ..query.scope_changes import Scope
    from ..tables.spec import Partition, TableSpec

_MOST_CELLS = 10


@click.command("compare", cls=TranslatedCommand, help="help.compare")
@click.argument("year", type=click.IntRange(1949, 2999))
@click.option("--with", "prior", type=click.IntRange(1949, 2999), metavar="YEAR", help="help.compare-with")
@click.option("--basis", "asked", metavar="CURRENT:PRIOR", help="help.compare-basis")
@click.option("--table", "number", type=click.IntRange(0, 999), metavar="N", help="help.diff-table")
@click.option("--tables", "every", is_flag=True, help="help.compare-tables")
@click.option("--by", type=click.Choice(["project", "function", "economic", "unit"]), help="help.compare-by")
@click.option("--without-carried", is_flag=True, help="help.compare-without-carried")
@mode_option
@at_option
@format_option
@json_option
@pass_shell
def compare_command(
    shell: Shell,
    year: int,
    prior: int | None,
    asked: str | None,
    number: int | None,
    every: bool,
    by: Partition | None,
    without_carried: bool,
    mode: Mode,
    at: str,
    layout: str,
    as_json: bool,
) -> int:
    if every and (number is not None or by is not None):
        raise NotFound(say("compare.tables-alone", option="--by" if by else "--table"))
    with shell.book() as book:
        from ..query.compare import sides

        last, first = known_year(book, year), known_prior(book, year, prior)
        point = book.point(at)
        current, before = sides((last, first), basis_of(asked), point, book.roster_at(point.point), book.point)
        axis: Partition | None = by or ("function" if mode == "lca" else None)
        old, new = book.side(first, before), book.side(last, current)

        def compared(table: int | None) -> Comparison:
            return book.compare(old, new, mode, axis, table, point.point, carried=not without_carried)

        def answer(spec: TableSpec) -> _OfTable:
            try:
                return _OfTable(spec, compared(spec.number))
            except NotFound as refused:
                return _OfTable(spec, None, refused.message)

        answers = [answer(spec) for spec in new.form.tables] if every else [_OfTable(None, compared(number))]
        scope = book.scope(old, new, mode, point.point)
        then = book.republications(first, point.point) if first < last else ()
        names = {"a": side_name(shell, before), "b": side_name(shell, current)}
        said = text("diff.basis", shell.language, first=first, last=last, unit=shell.word("money.wan"), **names)
        if as_json or layout == "json":
            ends = version_of(book, before.named), version_of(book, current.named), said
            shapes_of = [_json(shell, one, ends) for one in answers]
            whole = {"from": ends[0], "to": ends[1], "basis": said, "mode": mode, "tables": shapes_of}
            shape = whole if every else shapes_of[0]
            more = {"scope": scope_json(scope), "carried": not without_carried}
            shell.json(shape | more | {"republished": [republication_json(one) for one in then]})
        else:
            shell.lines([f"**{markdown.escaped(said)}**", ""] if layout == "md" else [said])
            for one in answers:
                _say(shell, one, scope, in_markdown=layout == "md")
                if one.compared and not every:
                    say_maps(shell, one.compared)
            if every:
                shell.lines([""])
                shell.say(f"compare.{mode}")
            if scope and scope.changes:
                _say_scope(shell, scope)
            if without_carried:
                shell.say("compare.without-carried")
            for republished in then:
                _say_republication(shell, republished)
        open_ones = any(one.compared and not one.compared.found.closes for one in answers)
        return int(open_ones or any(one.silent for one in then))


class _OfTable(NamedTuple):
    """The comparison by the rows of one table, or along an axis; None with the reason why there is none."""

    spec: TableSpec | None
    compared: Comparison | None
    why: Message | None = None


def _json(shell: Shell, one: _OfTable, ends: tuple[shapes.Json, shapes.Json, str]) -> shapes.Json:
    named: shapes.Json = {} if one.spec is None else {"table": one.spec.number, "title": one.spec.title}
    if one.compared is None:
        return named | {"refused": render(one.why, shell.language) if one.why else None}
    found = one.compared.found
    return named | diff_json(found, narrowed(found, None, ()), *ends) | maps_json(one.compared)


def _say(shell: Shell, one: _OfTable, scope: Scope | None, *, in_markdown: bool) -> None:
    if one.spec:
        title = text("compare.table", shell.language, table=one.spec.number, title=one.spec.title)
        shell.lines(["", f"## {markdown.escaped(title)}", ""] if in_markdown else ["", title])
    if one.compared is None:
        shell.lines([render(one.why, shell.language)] if one.why else [])
        return
    found = one.compared.found
    say_total(shell, found.total)
    telling = Telling(years=True, scope=scope)
    if in_markdown:
        shell.lines(["", *diff_markdown(shell, found.rows, telling), ""])
    else:
        shell.lines(list(diff_lines(shell, found.rows, False, telling)))
    if not found.rows:
        say_same(shell, found)
    say_redefined(shell, found)
    say_lost(shell, found)


def _say_scope(shell: Shell, scope: Scope) -> None:
    """Who joined and who left, and the totals without them."""
    for one in scope.changes:
        shell.say(f"compare.{one.change}", unit=one.name, amount=amount(one.fen))
    common = scope.common
    percent = "—" if common.percent is None else f"{common.percent}%"
    shell.say("compare.common", before=amount(common.before_fen), after=amount(common.after_fen),
              delta=signed(common.shown_delta_fen), percent=percent)  # fmt: skip


def _say_republication(shell: Shell, one: Republication) -> None:
    """Last year as published then against last year as stated now, cell by cell."""
    header = one.header
    shell.say("compare.silent" if one.silent else "compare.republished", year=header.fiscal_year, seq=header.seq,
              reason=header.reason or "", count=len(one.cells))  # fmt: skip
    shell.lines(list(_cells(shell, one)))
    if len(one.cells) > _MOST_CELLS:
        shell.say("compare.more-cells", count=len(one.cells) - _MOST_CELLS, first=one.first, later=one.later)


def _cells(shell: Shell, one: Republication) -> Iterator[str]:
    for cell in one.cells[:_MOST_CELLS]:
        yield text(
            "compare.cell",
            shell.language,
            table=cell.table,
            row=cell.row,
            column=cell.column,
            then=amount(cell.before_fen),
            now=amount(cell.after_fen),
        )


def side_name(shell: Shell, side: Side) -> str:
    return f"{shell.word('compare.spent')} {name_of(side.named)}" if side.spent else name_of(side.named)


def basis_of(asked: str | None) -> Basis | None:
    """CURRENT:PRIOR. Raises NotFound."""
    from ..query.compare import basis_named

    return None if asked is None else basis_named(asked)
