"""The commands that ask: show, log, diff, blame, check."""

from __future__ import annotations

from datetime import date
from itertools import islice

import click

from ..book import Book
from ..messages import render, text
from ..model.errors import NotFound, say
from ..model.money import display_wan, exact_wan, group_thousands
from ..query.check import CheckResult
from ..query.diff import Amounts, DiffRow
from ..query.facts_diff import FactChange
from ..query.log import LogFilter
from ..query.points import Named
from ..query.year import YearView
from ..tables.project import Table
from ..tables.spec import Partition
from . import shapes
from .grid import grid
from .shell import Shell, TranslatedCommand, pass_shell

at_option = click.option("--at", default="HEAD", metavar="POINT", help="help.at")
effective_option = click.option("--effective", metavar="DATE", help="help.effective")
year_option = click.option("--year", type=click.IntRange(1949, 2999), help="help.year")
json_option = click.option("--json", "as_json", is_flag=True, help="help.json")


def _view(book: Book, year: int | None, at: str, effective: str | None) -> tuple[YearView, Named]:
    named = book.point(at, effective)
    chosen = year or named.year or book.newest_year()
    if chosen not in book.years():
        years = ", ".join(map(str, book.years()))
        raise NotFound(say("year.unknown", year=chosen, years=years or "-"))
    return book.view(chosen, named.point, named.statement), named


def _version(book: Book, view: YearView, named: Named) -> shapes.Json:
    return shapes.version_json(view, named, book.hash_at(named.point.seq))


def amount(fen: int | None) -> str:
    return "—" if fen is None else group_thousands(display_wan(fen))


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
        view, named = _view(book, year, at, effective)
        match table:
            case "lines":
                _show_lines(shell, book, view, named, unit, as_json)
            case "projects" | "units" | "milestones":
                _show_entities(shell, view, table, as_json)
            case _ if table.isascii() and table.isdigit():
                _show_table(shell, book, view, named, int(table), unit, as_json)
            case _:
                raise NotFound(say("show.unknown", table=table))


def _show_table(
    shell: Shell, book: Book, view: YearView, named: Named, number: int, unit: str | None, as_json: bool
) -> None:
    table = book.table(view, number, unit)
    if as_json:
        shell.json(shapes.table_json(table, view.year, _version(book, view, named), shell.language))
        return
    shell.say("show.title", number=number, title=table.spec.title, year=view.year, version=_name(named))
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
            row.head.side if sides else row.head.code,
            "  " * row.head.level + row.head.label,
            *map(amount, row.amounts_fen),
        ]
        for row in table.rows
    ]
    return grid([head, *rows], right=range(2, len(head)))


def _name(named: Named) -> str:
    return f"{named.text} (@{named.point.seq}{', ' + named.point.effective if named.point.effective else ''})"


def _show_lines(shell: Shell, book: Book, view: YearView, named: Named, unit: str | None, as_json: bool) -> None:
    wanted = book.unit_id(unit) if unit else None
    lines = [(line, fen) for line, fen in view.balances if wanted in (None, line.unit)]
    opening = book.opening_fen(view)
    if as_json:
        rows = [shapes.line_json(line, fen, view) for line, fen in lines]
        if opening is not None:
            label = text("show.opening-row", shell.language)
            rows.append({"label": label, "amount": display_wan(opening), "fen": opening, "opening": True})
        shell.json({"year": view.year, "unit": "万元", "version": _version(book, view, named), "lines": rows})
        return
    shell.say("show.lines", year=view.year, version=_name(named))
    naming = view.naming
    cells = [
        [
            naming.unit_name(line.unit),
            naming.project_name(line.project) if line.project else "",
            *(line.nature, line.fund, line.function, line.economic, line.gov_economic),
            group_thousands(exact_wan(fen)),
        ]
        for line, fen in lines
    ]
    if opening is not None:
        cells.append([text("show.opening-row", shell.language), *[""] * 6, amount(opening)])
    shell.lines(grid(cells, right=(7,)))


def _show_entities(shell: Shell, view: YearView, what: str, as_json: bool) -> None:
    roster = view.roster
    rows: list[shapes.Json]
    match what:
        case "units":
            rows = [
                {"id": u.id, "name": u.name, "kind": u.kind, "kind_inferred": u.kind_inferred,
                 "parent": view.naming.unit_name(u.parent) if u.parent else None}
                for u in roster.units()
            ]  # fmt: skip
        case "projects":
            rows = [
                {"id": p.id, "name": p.name, "unit": view.naming.unit_name(p.unit), "category": p.category or None,
                 "goal": p.goal or None, "predecessor": p.predecessor or None}
                for p in roster.projects()
            ]  # fmt: skip
        case _:
            rows = [{"name": name, "seq": seq} for name in roster.ids("milestone")
                    if (seq := roster.value("milestone", name, "seq")) is not None]  # fmt: skip
    if as_json:
        shell.json({what: rows})
        return
    shell.lines(
        grid([[str(value) for key, value in row.items() if key != "goal" and value is not None] for row in _even(rows)])
    )


def _even(rows: list[shapes.Json]) -> list[shapes.Json]:
    return [{key: "" if value is None else value for key, value in row.items()} for row in rows]


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
    if since is not None:
        _require_date(since)
    with shell.book() as book:
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
        cells = [
            [
                f"@{row.header.seq}",
                row.header.effective,
                shell.word(f"kind.{row.kind}"),
                _signed(row.delta_fen),
                row.header.number or row.header.title or "",
                " ".join(row.milestones) or (row.header.reason or "").replace("\n", " ")[:40],
                shell.word(f"status.{row.status}") if row.reversed_by else "",
            ]
            for row in rows
        ]  # fmt: skip
        shell.lines(grid(cells, right=(0, 3)))
        if not rows:
            shell.say("log.none")


def _require_date(value: str) -> None:
    try:
        date.fromisoformat(value)
    except ValueError:
        raise NotFound(say("point.date", text=value)) from None


@click.command("diff", cls=TranslatedCommand, help="help.diff")
@click.argument("before", metavar="A")
@click.argument("after", metavar="B", default="HEAD")
@year_option
@effective_option
@click.option("--table", "number", type=int, metavar="N", help="help.diff-table")
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
        basis = text("diff.basis", shell.language, a=_name(a), b=_name(b), first=first, last=last)
        if as_json:
            shell.json(shapes.diff_json(found, _version(book, old, a), _version(book, new, b), basis))
        else:
            shell.lines([basis])
            if found.total:
                totals = found.total
                shell.say("diff.total", before=amount(totals.before_fen), after=amount(totals.after_fen),
                          delta=_signed(totals.shown_delta_fen), percent=_percent(totals))  # fmt: skip
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
            shell.say("diff.fact", name=fact.name, field=fact.field, before=before, after=after, seq=fact.seq)
        elif fact.field == "name":
            shell.say(f"diff.new-{fact.entity}", name=fact.name, seq=fact.seq)


def _diff_year(book: Book, own: Named, other: Named, year: int | None) -> int:
    return own.year or year or other.year or book.newest_year()


def _signed(fen: int) -> str:
    return ("+" if fen > 0 else "") + amount(fen)


def _diff_lines(shell: Shell, rows: tuple[DiffRow, ...]) -> list[str]:
    cells = [
        [
            "  " * (row.level - 1) + row.label,
            amount(row.amounts.before_fen),
            amount(row.amounts.after_fen),
            _signed(row.amounts.shown_delta_fen),
            _percent(row.amounts),
            shell.word(f"change.{row.change}") if row.leaf else "",
            " ".join(f"@{cause.header.seq}" for cause in row.causes[:6]),
        ]
        for row in rows
    ]
    return grid(cells, right=(1, 2, 3, 4))


@click.command("blame", cls=TranslatedCommand, help="help.blame")
@click.argument("table", type=int)
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
        view, _ = _view(book, year, at, effective)
        found = book.blame(view, table, row, column)
        if as_json:
            shell.json(shapes.blame_json(found))
            return
        shell.say(
            "blame.title", table=table, row=found.row.head.label, column=found.column, value=amount(found.value_fen)
        )
        cells = [
            [
                f"@{entry.header.seq}",
                entry.header.effective,
                shell.word(f"kind.{entry.kind}"),
                _signed(entry.amount_fen),
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
        view, named = _view(book, year, at, effective)
        checks = book.check(view)
        shape = shapes.checks_json(checks, shell.language)
        summary = shape["summary"]
        assert isinstance(summary, dict)
        if as_json:
            shell.json(shape | {"year": view.year, "version": _version(book, view, named)})
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
        "" if check.difference_fen is None else _signed(check.difference_fen),
        " ".join(filter(None, (f"T{place.table}", place.name or place.row, place.column))) if place else "",
        render(sentence, shell.language),
    ]
