"""The command that compares one fiscal year with an earlier one: compare."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ..messages import text
from ..model.errors import NotFound, say
from ..query.narrow import narrowed
from . import shapes
from .asking import at_option, known_year, name_of, version_of
from .crosswalks import mode_option, say_maps
from .differing import diff_lines, say_total
from .shell import Shell, TranslatedCommand, json_option, pass_shell

if TYPE_CHECKING:
    from ..query.compare import Basis, Side
    from ..query.restating import Mode
    from ..tables.spec import Partition


@click.command("compare", cls=TranslatedCommand, help="help.compare")
@click.argument("year", type=click.IntRange(1949, 2999))
@click.option("--with", "prior", type=click.IntRange(1949, 2999), metavar="YEAR", help="help.compare-with")
@click.option("--basis", "asked", metavar="CURRENT:PRIOR", help="help.compare-basis")
@click.option("--table", "number", type=click.IntRange(0, 999), metavar="N", help="help.diff-table")
@click.option("--by", type=click.Choice(["project", "function", "economic", "unit"]), help="help.compare-by")
@mode_option
@at_option
@json_option
@pass_shell
def compare_command(
    shell: Shell,
    year: int,
    prior: int | None,
    asked: str | None,
    number: int | None,
    by: Partition | None,
    mode: Mode,
    at: str,
    as_json: bool,
) -> int:
    with shell.book() as book:
        from ..query.compare import sides

        last, first = known_year(book, year), known_year(book, prior or year - 1)
        point = book.point(at)
        current, before = sides((last, first), _basis(asked), point, book.roster_at(point.point), book.point)
        axis: Partition | None = by or ("function" if mode == "lca" else None)
        old, new = book.side(first, before), book.side(last, current)
        compared = book.compare(old, new, mode, axis, number, point.point)
        found = compared.found
        names = {"a": _name(shell, before), "b": _name(shell, current)}
        said = text("diff.basis", shell.language, first=first, last=last, **names)
        if as_json:
            shape = shapes.diff_json(
                found, narrowed(found, None, ()), version_of(book, before.named), version_of(book, current.named), said
            )
            shell.json(shape | shapes.maps_json(compared))
        else:
            shell.lines([said])
            say_total(shell, found.total)
            shell.lines(list(diff_lines(shell, found.rows, why=False)))
            if not found.rows:
                shell.say("diff.same")
            say_maps(shell, compared)
        return 0 if found.closes else 1


def _name(shell: Shell, side: Side) -> str:
    return f"{shell.word('compare.spent')} {name_of(side.named)}" if side.spent else name_of(side.named)


def _basis(asked: str | None) -> Basis | None:
    """CURRENT:PRIOR. Raises NotFound."""
    from ..query.compare import BASES

    if asked is None:
        return None
    match [kind for part in asked.split(":") for kind in BASES if kind == part]:
        case [current, prior]:
            return current, prior
        case _:
            raise NotFound(say("compare.basis", text=asked, bases=", ".join(BASES)))
