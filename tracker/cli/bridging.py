"""The command that leads from one total to another by named causes: bridge."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from ..messages import text
from ..model.errors import NotFound, say
from ..query.bridge import MOST
from ..query.falls import running, step_label
from . import markdown
from .asking import (
    amount,
    at_option,
    effective_option,
    known_prior,
    known_year,
    name_of,
    signed,
    version_of,
    year_option,
)
from .comparing import basis_of, side_name
from .difference_shapes import bridge_json
from .differing import diff_year, say_lost, seqs_of
from .files import book_at, say_findings
from .grid import grid
from .markdown import format_option
from .shell import Shell, TranslatedCommand, json_option, pass_shell
from .waterfall import WIDTH, Fall, waterfall

if TYPE_CHECKING:
    from ..book import Book
    from ..query.bridge import Bridge, Step
    from ..query.points import Named
    from ..query.restating import Mode
    from ..query.year import YearView
    from ..tables.spec import Partition

_LEAST_WIDTH, _MOST_WIDTH = 60, 100
_YEAR = re.compile(r"(?:19|20)\d\d", re.ASCII)


@click.command("bridge", cls=TranslatedCommand, help="help.bridge", epilog="help.point")
@click.argument("before", metavar="A|YEAR")
@click.argument("after", metavar="B", required=False)
@year_option
@effective_option
@click.option("--with", "prior", type=click.IntRange(1949, 2999), metavar="YEAR", help="help.compare-with")
@click.option("--basis", "basis", metavar="CURRENT:PRIOR", help="help.compare-basis")
@click.option("--by", type=click.Choice(["project", "function", "economic", "unit"]), help="help.compare-by")
@click.option("--mode", type=click.Choice(["published", "restated"]), help="help.bridge-mode")
@at_option
@click.option("--most", type=click.IntRange(0, 100_000), default=MOST, metavar="N", help="help.bridge-most")
@click.option("--all", "every", is_flag=True, help="help.bridge-all")
@click.option("--plain", is_flag=True, help="help.bridge-plain")
@format_option
@json_option
@pass_shell
def bridge_command(
    shell: Shell,
    before: str,
    after: str | None,
    year: int | None,
    effective: str | None,
    prior: int | None,
    basis: str | None,
    by: Partition | None,
    mode: Mode | None,
    at: str,
    most: int,
    every: bool,
    plain: bool,
    layout: str,
    as_json: bool,
) -> int:
    of_year = int(before) if after is None and _YEAR.fullmatch(before) else None
    given = {"--with": prior is not None, "--basis": basis is not None, "--at": at != "HEAD"}
    if of_year is None and (wrong := next((option for option, there in given.items() if there), None)):
        raise NotFound(say("bridge.of-year", option=wrong))
    if of_year is not None and (year is not None or effective is not None):
        raise NotFound(say("bridge.of-points", option="--year" if year is not None else "--effective"))
    until = after or "HEAD"
    with book_at(shell, *((at,) if of_year else (before, until)), year=year) as book:
        if of_year:
            sides = _of_year(shell, book, of_year, prior, basis, at)
        else:
            sides = _of_points(book, before, until, year, effective)
        old, new, a, b, names = sides
        found = book.bridge(old, new, by, mode, book.point(at).point if of_year else None)
        shown = found.folded(0 if every else most)
        said = text("diff.basis", shell.language, a=names[0], b=names[1], first=old.year, last=new.year,
                    unit=shell.word("money.wan"))  # fmt: skip
        if as_json or layout == "json":
            shell.json(bridge_json(shown, version_of(book, a), version_of(book, b), said))
        elif layout == "md":
            shell.lines([f"**{markdown.escaped(said)}**", "", *_markdown(shell, shown, names)])
        else:
            shell.lines([said])
            bars = sys.stdout.isatty() and not plain
            shell.lines(_bars(shell, shown, names) if bars else _plain(shell, shown, names))
        if old.year < new.year and not (as_json or layout == "json"):
            shell.say(f"bridge.{mode or 'restated'}")
        if not (as_json or layout == "json") and not (a.sha256 and b.sha256):  # files tell it of themselves
            say_lost(shell, found)
        if not found.closes:
            shell.note(say("bridge.open"))
        return max(say_findings(shell, book), int(not found.closes))


_Sides = tuple["YearView", "YearView", "Named", "Named", tuple[str, str]]
"""The two views, their points, and what they are called."""


def _of_points(book: Book, before: str, after: str, year: int | None, effective: str | None) -> _Sides:
    a, b = (book.point(point, effective) for point in (before, after))
    first, last = (diff_year(book, own, other, year) for own, other in ((a, b), (b, a)))
    old, new = book.view(first, a.point, a.statement), book.view(last, b.point, b.statement)
    return old, new, a, b, (name_of(a), name_of(b))


def _of_year(shell: Shell, book: Book, year: int, prior: int | None, basis: str | None, at: str) -> _Sides:
    from ..query.compare import sides

    last, first = known_year(book, year), known_prior(book, year, prior)
    point = book.point(at)
    current, before = sides((last, first), basis_of(basis), point, book.roster_at(point.point), book.point)
    old, new = book.side(first, before), book.side(last, current)
    return old, new, before.named, current.named, (side_name(shell, before), side_name(shell, current))


def _bars(shell: Shell, found: Bridge, names: tuple[str, str]) -> list[str]:
    columns = shutil.get_terminal_size((WIDTH, 24)).columns
    return waterfall(list(_falls(shell, found, names)), min(max(columns, _LEAST_WIDTH), _MOST_WIDTH))


def _falls(shell: Shell, found: Bridge, names: tuple[str, str]) -> Iterator[Fall]:
    yield Fall(f"{found.before.year} {names[0]}", None, found.start_fen)
    for step, total in running(found):
        yield Fall(f"{_sign(shell, step)} {_label(shell, step)}", step.delta_fen, total)
    yield Fall(f"{found.after.year} {names[1]}", None, found.end_fen)


def _sign(shell: Shell, step: Step) -> str:
    return shell.word(f"step-change.{step.change}")


def _label(shell: Shell, step: Step) -> str:
    return step_label(step, lambda id, **params: text(id, shell.language, **params))


def _plain(shell: Shell, found: Bridge, names: tuple[str, str]) -> list[str]:
    """A line a step, with the revisions that made it."""
    falls = _falls(shell, found, names)
    first, *steps, last = [["", fall.label, "", amount(fall.total_fen), ""] for fall in falls]
    for row, (step, total) in zip(steps, running(found), strict=True):
        row[:] = [_sign(shell, step), _label(shell, step), signed(step.delta_fen), amount(total),
                  "" if _is_of_files(found) else seqs_of(shell, step.causes)]  # fmt: skip
    return grid([first, *steps, last], right=(2, 3))


def _is_of_files(found: Bridge) -> bool:
    """Between two documents alone the revisions are the documents, which say nothing of single steps."""
    return all(cause.unattributed for step in found.steps for cause in step.causes)


def _markdown(shell: Shell, found: Bridge, names: tuple[str, str]) -> Iterator[str]:
    head = [shell.word(f"bridge.head-{name}") for name in ("change", "cause", "delta", "total", "events")]
    rows = [["", f"{found.before.year} {names[0]}", "", amount(found.start_fen), ""]]
    for step, total in running(found):
        documents = dict.fromkeys(
            f"@{cause.header.seq} {cause.header.number or cause.header.title or ''}".rstrip() for cause in step.causes
        )
        rows.append([_sign(shell, step), _label(shell, step), signed(step.delta_fen), amount(total),
                     "" if step.kind == "rest" else "、".join(documents)])  # fmt: skip
    rows.append(["", f"{found.after.year} {names[1]}", "", amount(found.end_fen), ""])
    return markdown.table(head, rows, right=(2, 3))
