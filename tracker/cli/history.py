"""The command that tells the history: log."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain, islice, starmap
from typing import TYPE_CHECKING, get_args

import click

from ..documents.csv_text import print_csv
from ..messages import plain, render
from ..model.errors import NotFound, say
from ..model.money import exact_wan, group_thousands
from ..model.vocabulary import UNCLASSIFIED
from ..query.late import DAYS
from ..query.log import LogFilter, Status
from ..query.points import day_of
from . import history_shapes as shapes
from .asking import amount, kind_and_mode, marked, signed
from .grid import cut, grid
from .shell import Shell, TranslatedCommand, json_option, pass_shell

if TYPE_CHECKING:
    from ..query.adjustments import Adjustments, Axis, Summary
    from ..query.events_of import PostingRow
    from ..query.log import LogRow

    Block = tuple[list[LogRow], shapes.Events | None]

_BLOCK = 2_000
"""Revisions that are aligned with one another."""


@click.command("log", cls=TranslatedCommand, help="help.log")
@click.option("--project", help="help.log-project")
@click.option("--unit", help="help.log-unit")
@click.option("--kind", help="help.log-kind")
@click.option("--document", metavar="NO", help="help.log-document")
@click.option("--amount", "wanted_amount", metavar="X", help="help.log-amount")
@click.option("--since", metavar="DATE", help="help.log-since")
@click.option("--after", metavar="POINT", help="help.log-after")
@click.option("--upto", metavar="POINT", help="help.log-upto")
@click.option("--year", type=click.IntRange(1949, 2999), help="help.log-year")
@click.option("--by", metavar="NAME", help="help.log-by")
@click.option("--status", type=click.Choice(get_args(Status)), help="help.log-status")
@click.option("--late", is_flag=True, help="help.log-late")
@click.option("--days", type=click.IntRange(0, 99_999), metavar="N", help="help.log-days")
@click.option("--limit", type=click.IntRange(min=1), help="help.log-limit")
@click.option("--events", is_flag=True, help="help.log-events")
@click.option("--per", type=click.Choice(["month", "kind"]), multiple=True, help="help.log-per")
@json_option
@click.option("--csv", "as_csv", is_flag=True, help="help.log-csv")
@pass_shell
def log_command(
    shell: Shell,
    project: str | None,
    unit: str | None,
    kind: str | None,
    document: str | None,
    wanted_amount: str | None,
    since: str | None,
    after: str | None,
    upto: str | None,
    year: int | None,
    by: str | None,
    status: Status | None,
    late: bool,
    days: int | None,
    limit: int | None,
    events: bool,
    per: tuple[Axis, ...],
    as_json: bool,
    as_csv: bool,
) -> None:
    if per and (events or as_csv):
        raise NotFound(say("log.per-alone"))
    if as_json and as_csv:
        raise NotFound(say("log.json-or-csv"))
    with shell.book() as book:
        known, mode = kind_and_mode(kind)
        wanted = LogFilter(
            book.project_id(project) if project else None,
            book.unit_id(unit) if unit else None,
            known,
            plain(document) if document is not None else None,
            wanted_amount,
            since,
            upto=book.version(upto) if upto is not None else None,
            after=book.version(after) if after is not None else None,
            year=year,
            late=days if days is not None else DAYS if late else None,
            by=by,
            status=status,
            mode=mode,
        )
        rows = islice(book.log(wanted), limit)
        if per:
            _show_summary(shell, book.adjustments(rows, wanted, per), per, as_json)
            return
        blocks = _blocks(rows, book.events_of if events else None)
        if as_json:
            shell.json_list("revisions", chain.from_iterable(starmap(shapes.detailed_rows_json, blocks)))
        elif as_csv and events:
            print_csv(shapes.EVENT_COLUMNS, chain.from_iterable(starmap(shapes.events_csv, blocks)))
        elif as_csv:
            print_csv(shapes.REVISION_COLUMNS, (shapes.revision_csv(row) for block, _ in blocks for row in block))
        elif not shell.lines(line for block, found in blocks for line in _log_lines(shell, block, found)):
            shell.say("log.none")


def _blocks(rows: Iterator[LogRow], events_of: Callable[[list[LogRow]], shapes.Events] | None) -> Iterator[Block]:
    """The rows in blocks, with their events where they are asked for: a long history is not held whole."""
    while block := list(islice(rows, _BLOCK)):
        yield block, events_of(block) if events_of else None


def _log_lines(shell: Shell, rows: list[LogRow], events: shapes.Events | None) -> Iterator[str]:
    """Each revision, below it why it is late and its events."""
    events = events or {}
    lines = grid([_log_cells(shell, row) for row in rows], right=(0, 4))
    for row, line in zip(rows, lines, strict=True):
        yield line
        for reason in row.late.reasons if row.late else ():
            yield f"    {render(reason, shell.language)}"
        for event in events.get(row.header.seq, ()):
            yield f"    {render(event.says, shell.language)}"
            if len(event.postings) > 1:
                yield from (
                    f"      {line}"
                    for line in grid([_posting_cells(posting) for posting in event.postings], right=(1,))
                )


def _log_cells(shell: Shell, row: LogRow) -> list[str]:
    header = row.header
    labels = [shell.word(id) for id in row.labels]
    note = [f"[{name}]" for name in row.milestones] + ([header.reason.replace("\n", " ")] if header.reason else [])
    return [
        f"@{header.seq}",
        header.effective,
        day_of(header.recorded),
        marked(shell, "/".join(labels[:2]) + (f" +{len(labels) - 2}" if len(labels) > 2 else ""), row.inferred),
        signed(row.delta_fen),
        header.number or header.title or "",
        header.by or "",
        (shell.word(f"status.{row.status}") + " " if row.status != "recorded" else "") + cut(" ".join(note), 60),
    ]


def _posting_cells(posting: PostingRow) -> list[str]:
    exact = group_thousands(exact_wan(posting.amount_fen))
    return [_subject(posting), ("+" if posting.amount_fen > 0 else "") + exact]


def _subject(posting: PostingRow) -> str:
    line = posting.line
    codes = (line.nature, line.fund, line.function, line.economic, str(line.origin_year or ""))
    return " ".join(part for part in (posting.unit, posting.project, *codes) if part and part != UNCLASSIFIED)


def _show_summary(shell: Shell, found: Summary, per: tuple[Axis, ...], as_json: bool) -> None:
    if as_json:
        shell.json({"adjustments": shapes.summary_json(found)})
        return
    if not found.rows:
        shell.say("log.none")
        return
    axes = [axis for axis in ("month", "kind") if axis in per]
    head = [*axes, "count", "up", "down", "net", "moved"]
    rows = [
        [*([row.month] if row.month else []), *([shell.word(row.label)] if row.kind else []), *_sum_cells(row)]
        for row in found.rows
    ]
    rows.append([shell.word("sum.all"), *[""] * (len(axes) - 1), *_sum_cells(found.total)])
    shell.lines(grid([[shell.word(f"sum.{name}") for name in head], *rows], right=range(len(axes), len(head))))


def _sum_cells(row: Adjustments) -> list[str]:
    money = row.money
    return [
        str(row.count),
        signed(money.up_fen),
        signed(money.down_fen),
        signed(money.net_fen),
        amount(money.moved_fen),
    ]
