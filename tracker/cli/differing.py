"""The command that tells two versions apart: diff."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

import click

from ..messages import render, text
from ..messages.attributes import attribute, disclosed
from ..model.errors import NotFound, say
from ..query.headers import label_of
from ..query.narrow import narrowed
from ..query.ranking import ranked
from ..query.text_changes import share_kept, text_changes
from . import markdown
from .asking import (
    amount,
    effective_option,
    known_kind,
    known_year,
    marked,
    money_option,
    name_of,
    signed,
    told_apart,
    version_of,
    year_option,
)
from .crosswalks import mode_option, say_maps
from .difference_shapes import diff_json, maps_json
from .files import book_at, say_findings
from .grid import grid
from .markdown import format_option
from .shell import Shell, TranslatedCommand, json_option

if TYPE_CHECKING:
    from ..book import Book
    from ..model.money import MoneyUnit
    from ..query.bridge import Bridge
    from ..query.diff import Amounts, Cause, Diff, DiffRow
    from ..query.facts_diff import FactChange
    from ..query.narrow import Narrowed
    from ..query.points import Named
    from ..query.restating import Mode
    from ..query.scope_changes import Scope
    from ..tables.spec import Partition

_MOST_SEQS = 6
_LEAST_TEXT = 10
_LEAST_KEPT = 0.4
"""Shorter texts, and texts of which less stayed, are told whole: before → after."""
_PERCENTAGE = re.compile(r"\d{1,9}(\.\d{1,6})?%?", re.ASCII)


@click.command("diff", cls=TranslatedCommand, help="help.diff", epilog="help.point")
@click.argument("before", metavar="A")
@click.argument("after", metavar="B", default="HEAD")
@year_option
@effective_option
@click.option("--table", "number", type=click.IntRange(0, 999), metavar="N", help="help.diff-table")
@click.option("--by", type=click.Choice(["project", "function", "economic", "unit"]), help="help.diff-by")
@click.option("--over", metavar="N%", help="help.diff-over")
@click.option("--kind", "kinds", multiple=True, metavar="KIND", help="help.diff-kind")
@click.option("--ranked", "by_size", is_flag=True, help="help.diff-ranked")
@click.option("--why", is_flag=True, help="help.diff-why")
@click.option("--changed", "changed_only", is_flag=True, help="help.diff-changed")
@click.option("--exit-code", is_flag=True, help="help.diff-exit-code")
@mode_option
@money_option
@format_option
@json_option
@click.pass_context
def diff_command(
    ctx: click.Context,
    before: str,
    after: str,
    year: int | None,
    effective: str | None,
    number: int | None,
    by: Partition | None,
    over: str | None,
    kinds: tuple[str, ...],
    by_size: bool,
    why: bool,
    changed_only: bool,
    exit_code: bool,
    mode: Mode,
    money: MoneyUnit,
    layout: str,
    as_json: bool,
) -> int:
    shell = ctx.ensure_object(Shell)
    least = None if over is None else _percentage(over)
    asked = tuple(dict.fromkeys(known_kind(kind) for kind in kinds))
    with book_at(shell, before, after, year=year) as book:
        a, b = (book.point(point, effective) for point in (before, after))
        first, last = (diff_year(book, own, other, year) for own, other in ((a, b), (b, a)))
        old, new = book.view(first, a.point, a.statement), book.view(last, b.point, b.statement)
        compared = book.compare(old, new, mode, by, number) if first != last or mode != "published" else None
        found = compared.found if compared else book.diff(old, new, by, number)
        shown = narrowed(found, least, asked, changed_only=changed_only)
        if by_size:
            shown = replace(shown, rows=ranked(shown.rows))
        basis = text("diff.basis", shell.language, a=name_of(a), b=name_of(b), first=first, last=last,
                     unit=shell.word("money.wan" if as_json else f"money.{money}"))  # fmt: skip
        if as_json or layout == "json":
            shape = diff_json(found, shown, version_of(book, a), version_of(book, b), basis)
            shell.json(shape | (maps_json(compared) if compared else {}))
        else:
            files = bool(a.sha256 and b.sha256)
            in_markdown = layout == "md"
            shell.lines([f"**{markdown.escaped(basis)}**", ""] if in_markdown else [basis])
            telling = Telling(not files, money=money)
            say_total(shell, found.total, money)
            _say_sums(shell, shown, money)
            if in_markdown:
                shell.lines(["", *diff_markdown(shell, shown.rows, telling), ""])
            else:
                shell.lines(list(diff_lines(shell, shown.rows, why, telling)))
            if shown.hidden:
                shell.say("diff.hidden", count=shown.hidden)
            _say_facts(shell, shown.facts, "files" if files else "diff")
            say_redefined(shell, found)
            if not files:  # those tell it of each file
                say_lost(shell, found)
            if not found.rows and not found.redefined:
                _say_elsewhere(shell, book, found)
            if compared:
                say_maps(shell, compared)
        changed = bool(found.rows or found.facts)
        return max(say_findings(shell, book), int((exit_code and changed) or not found.closes))


def _percent(amounts: Amounts, money: MoneyUnit) -> str:
    percent = amounts.percent_in(money)
    return "—" if percent is None else f"{percent}%"


def say_total(shell: Shell, total: Amounts | None, money: MoneyUnit = "wan") -> None:
    if total:
        shell.say("diff.total", before=amount(total.before_fen, money), after=amount(total.after_fen, money),
                  delta=signed(total.delta_in(money), money), percent=_percent(total, money))  # fmt: skip


def say_redefined(shell: Shell, found: Diff) -> None:
    """The rows that are not compared, since the two forms define them differently."""
    for row in found.redefined:
        before, after = (label or shell.word("diff.no-row") for label in row.labels)
        shell.say("compare.redefined", before=before, after=after, prior=amount(row.before_fen),
                  current=amount(row.after_fen))  # fmt: skip


def say_same(shell: Shell, found: Diff) -> None:
    shell.say("diff.same-known" if found.lost else "diff.same")


def say_lost(shell: Shell, found: Diff | Bridge) -> None:
    """What is on pages that the documents behind the years lack."""
    shell.lines([render(one.said, shell.language) for one in found.lost])


def label_of_row(row: DiffRow) -> str:
    """The label; of a code that nobody has named the code."""
    return row.label or row.key.get("code") or row.key.get("economic", "")


def _say_elsewhere(shell: Shell, book: Book, found: Diff) -> None:
    """Whether what does not differ this way differs in some table."""
    if tables := book.tables_differing(found.before, found.after):
        shell.say("diff.elsewhere", tables=", ".join(map(str, tables)))
    elif not found.facts:
        say_same(shell, found)


def _say_facts(shell: Shell, facts: tuple[FactChange, ...], of: str) -> None:
    """One line for what is new, one for each attribute that changed, in the words of versions or of files; of a text
    that was edited the places."""
    named = [fact for fact in facts if fact.entity in ("unit", "project") and fact.field == "name"]
    new = {fact.id for fact in named if fact.before is None}
    for fact in facts:
        if fact.id not in new:
            field = render(attribute(fact.field), shell.language)
            own = fact.entity != "disclosure"
            name = fact.name if own else render(disclosed(fact.id), shell.language)
            if edited := _edited(fact):
                shell.say(f"{of}.fact-text", name=name, field=field, text=edited, seq=fact.seq)
                continue
            before, after = (shell.word("diff.none") if v is None else v for v in (fact.before, fact.after))
            shell.say(f"{of}.fact", name=name, field=field, before=before, after=after, seq=fact.seq)
        elif fact.field == "name":
            shell.say(f"{of}.new-{fact.entity}", name=fact.name, seq=fact.seq)


def _edited(fact: FactChange) -> str:
    """A longer text with what went in [-…-] and what came in {+…+}; "" where it is another text altogether."""
    if not isinstance(fact.before, str) or not isinstance(fact.after, str):
        return ""
    if min(len(fact.before), len(fact.after)) < _LEAST_TEXT:
        return ""
    pieces = text_changes(fact.before, fact.after)
    if share_kept(pieces) < _LEAST_KEPT:
        return ""
    marks = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
    return "".join(marks[piece.how].format(piece.text) for piece in pieces)


def diff_year(book: Book, own: Named, other: Named, year: int | None) -> int:
    return known_year(book, own.year or year or other.year or book.newest_year())


def seqs_of(shell: Shell, causes: Collection[Cause]) -> str:
    """The first few revisions, inferred ones marked, and how many more."""
    by_seq = {cause.header.seq: cause.inferred for cause in causes}
    shown = " ".join(marked(shell, f"@{seq}", inferred) for seq, inferred in list(by_seq.items())[:_MOST_SEQS])
    return shown + (f" +{len(by_seq) - _MOST_SEQS}" if len(by_seq) > _MOST_SEQS else "")


class Telling(NamedTuple):
    """How rows are told: with the revisions behind them or not; whether of two years, so that what has no base is
    不可比; which units joined or left between them; and in which unit of money."""

    numbered: bool = True
    years: bool = False
    scope: Scope | None = None
    money: MoneyUnit = "wan"


def diff_cells(shell: Shell, rows: Sequence[DiffRow], telling: Telling, indent: str = "  ") -> list[list[str]]:
    """A row of cells for each: label, before, after, difference, percentage, change, revisions."""
    top = min((row.level for row in rows), default=0)
    of_scope = {one.unit: one.change for one in telling.scope.changes} if telling.scope else {}
    return [
        [
            indent * (row.level - top) + _told_apart(row),
            amount(row.before_fen, telling.money),
            amount(row.after_fen, telling.money),
            signed(row.delta_in(telling.money), telling.money),
            _share(shell, row, telling),
            _change(shell, row, of_scope.get(row.node.partition("/")[0])),
            seqs_of(shell, row.causes) if telling.numbered else "",
        ]
        for row in rows
    ]


def _share(shell: Shell, row: DiffRow, telling: Telling) -> str:
    if not row.is_told:
        return amount(None)
    none = telling.years and row.amounts.incomparable
    return shell.word("percent.none") if none else _percent(row.amounts, telling.money)


def _told_apart(row: DiffRow) -> str:
    return told_apart(label_of_row(row), row.key.get("side", ""), row.key.get("unit_kind", ""))


def _change(shell: Shell, row: DiffRow, of_scope: str | None) -> str:
    if of_scope:
        return shell.word(f"step-change.{of_scope}")
    return shell.word(f"change.{row.change}") if row.leaf else ""


_HEAD = ("row", "before", "after", "delta", "percent", "change", "events")


def diff_markdown(shell: Shell, rows: Sequence[DiffRow], telling: Telling) -> Iterator[str]:
    head = [shell.word(f"diff.head-{name}") for name in _HEAD]
    return markdown.table(head, diff_cells(shell, rows, telling, indent="\u3000"), right=(1, 2, 3, 4))


def diff_lines(shell: Shell, rows: tuple[DiffRow, ...], why: bool, telling: Telling) -> Iterator[str]:
    """A line for each row; with `why` below each leaf a line for each event, with its reason. Between two files the
    events are the files, whose numbers say nothing."""
    top = min((row.level for row in rows), default=0)
    cells = diff_cells(shell, rows, telling._replace(numbered=telling.numbered and not why))
    for row, line in zip(rows, grid(cells, right=(1, 2, 3, 4)), strict=True):
        yield line
        if why:
            indent = "  " * (row.level - top + 2)
            yield from (
                indent + told
                for told in grid([_cause(shell, cause, telling.money) for cause in row.causes], right=(0, 2))
            )


def _cause(shell: Shell, cause: Cause, money: MoneyUnit) -> list[str]:
    header = cause.header
    return [
        f"@{header.seq}",
        marked(shell, shell.word(label_of(cause.kind, header)), cause.inferred),
        signed(cause.amount_fen, money),
        header.number or header.title or "",
        (header.reason or "").replace("\n", " "),
    ]


def _percentage(text: str) -> Fraction:
    """Raises NotFound."""
    if not _PERCENTAGE.fullmatch(text):
        raise NotFound(say("percent.malformed", text=text))
    return Fraction(text.removesuffix("%"))


def _say_sums(shell: Shell, shown: Narrowed, money: MoneyUnit) -> None:
    for one in shown.sums:
        shell.say("diff.kind-sum", kind=shell.word(f"kind.{one.kind}"), up=signed(one.up_fen, money),
                  down=signed(one.down_fen, money), net=signed(one.net_fen, money))  # fmt: skip
