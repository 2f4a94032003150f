"""The commands that ask: show, log, diff, blame, check."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

import click

from ..messages import has, names_of, render, text
from ..model.errors import NotFound, say
from ..model.money import display_wan, exact_wan, group_thousands
from ..model.vocabulary import UNCLASSIFIED
from ..query.headers import label_of
from ..query.points import day_of
from . import shapes
from .grid import cut, grid
from .shell import Shell, TranslatedCommand, json_option, pass_shell

if TYPE_CHECKING:
    from ..book import Book
    from ..query.check import CheckResult
    from ..query.diff import Amounts, DiffRow
    from ..query.facts_diff import FactChange
    from ..query.log import LogRow
    from ..query.points import Named
    from ..query.year import YearView
    from ..tables.project import Table
    from ..tables.spec import Partition

at_option = click.option("--at", default="HEAD", metavar="POINT", help="help.at")
effective_option = click.option("--effective", metavar="DATE", help="help.effective")
year_option = click.option("--year", type=click.IntRange(1949, 2999), help="help.year")


def _view(book: Book, year: int | None, at: str, effective: str | None) -> tuple[YearView, Named]:
    named = book.point(at, effective)
    chosen = _known_year(book, year or named.year or book.newest_year(named.point))
    return book.view(chosen, named.point, named.statement), named


def _known_year(book: Book, year: int) -> int:
    if year not in book.years():
        raise NotFound(say("year.unknown", year=year, years=", ".join(map(str, book.years())) or "-"))
    return year


def _version(book: Book, named: Named) -> shapes.Json:
    return shapes.version_json(named, book.hash_at(named.point.seq))


_MOST_SEQS = 6


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
            case "projects" | "units" | "milestones" if unit is None:
                _show_entities(shell, view, table, as_json)
            case "projects" | "units" | "milestones":
                raise NotFound(say("show.no-unit", table=table))
            case _ if table.isascii() and table.isdigit() and len(table) <= 3:
                _show_table(shell, book, view, named, int(table), unit, as_json)
            case _:
                raise NotFound(say("show.unknown", table=table))


def _show_table(
    shell: Shell, book: Book, view: YearView, named: Named, number: int, unit: str | None, as_json: bool
) -> None:
    table = book.table(view, number, unit)
    if as_json:
        shell.json(shapes.table_json(table, view, _version(book, named)))
        return
    title = f"{table.spec.title} {unit}" if unit else table.spec.title
    shell.say("show.title", number=number, title=title, year=view.year, version=_name(named))
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
            row.head.side if sides else "" if row.head.code == UNCLASSIFIED else row.head.code,
            "  " * row.head.level + _told_apart(row.head.label, "", row.head.kind if row.head.level == 1 else ""),
            *map(amount, row.amounts_fen),
        ]
        for row in table.rows
    ]
    return grid([head, *rows], right=range(2, len(head)))


def _name(named: Named) -> str:
    return f"{named.text} (@{named.point.seq}{', ' + named.point.effective if named.point.effective else ''})"


def _show_lines(shell: Shell, book: Book, view: YearView, named: Named, unit: str | None, as_json: bool) -> None:
    wanted = book.unit_id(unit) if unit else None
    naming = view.naming
    lines = [(line, fen) for line, fen in view.balances if wanted in (None, line.unit)]
    lines.sort(key=lambda pair: (naming.unit_order(pair[0].unit), naming.project_order(pair[0].project), pair[0]))
    opening = book.opening_fen(view)
    if as_json:
        rows = [shapes.line_json(line, fen, view) for line, fen in lines]
        if opening is not None:
            label = text("show.opening-row", shell.language)
            rows.append({"label": label, "amount": display_wan(opening), "fen": opening, "opening": True})
        shell.json({"year": view.year, "unit": "万元", "version": _version(book, named), "lines": rows})
        return
    shell.say("show.lines", year=view.year, version=_name(named))
    cells = [
        [
            naming.unit_name(line.unit),
            naming.project_name(line.project) if line.project else "",
            *(_dimension(shell, value) for value in (line.nature, line.fund, *line[5:8])),
            group_thousands(exact_wan(fen)),
        ]
        for line, fen in lines
    ]
    if opening is not None:
        cells.append([text("show.opening-row", shell.language), *[""] * 6, amount(opening)])
    shell.lines(grid(cells, right=(7,)))


def _dimension(shell: Shell, value: str) -> str:
    return shell.word("answer.unclassified") if value == UNCLASSIFIED else value


def _show_entities(shell: Shell, view: YearView, what: str, as_json: bool) -> None:
    roster, naming = view.roster, view.naming
    rows: list[shapes.Json]
    match what:
        case "units":
            rows = [shapes.unit_json(unit, naming) for unit in roster.units()]
        case "projects":
            rows = [shapes.project_json(project, naming) for project in roster.projects()]
        case _:
            milestones = ((name, roster.value("milestone", name, "seq")) for name in roster.ids("milestone"))
            rows = [{"name": name, "seq": seq} for name, seq in milestones if seq is not None]
    if as_json:
        shell.json({what: rows})
    elif rows:
        fields = [field for field in rows[0] if field != "goal"]
        head = [shell.word(f"field.{field}") for field in fields]
        shell.lines(grid([head, *([_cell(shell, row[field]) for field in fields] for row in rows)]))


def _cell(shell: Shell, value: object) -> str:
    return shell.word(f"answer.{value}") if isinstance(value, bool) else "" if value is None else str(value)


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
    if kind is not None and not has(f"kind.{kind}"):
        raise NotFound(say("schema.unknown", kind=kind, kinds=", ".join(names_of("kind"))))
    with shell.book() as book:
        from ..query.log import LogFilter

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
        shell.lines(grid([_log_cells(shell, row) for row in rows], right=(0, 4)))
        if not rows:
            shell.say("log.none")


def _log_cells(shell: Shell, row: LogRow) -> list[str]:
    header = row.header
    labels = [shell.word(id) for id in row.labels]
    note = [f"[{name}]" for name in row.milestones] + ([header.reason.replace("\n", " ")] if header.reason else [])
    return [
        f"@{header.seq}",
        header.effective,
        day_of(header.recorded),
        "/".join(labels[:2]) + (f" +{len(labels) - 2}" if len(labels) > 2 else ""),
        _signed(row.delta_fen),
        header.number or header.title or "",
        (shell.word("status.reversed") + " " if row.reversed_by else "") + cut(" ".join(note), 60),
    ]


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
        basis = text("diff.basis", shell.language, a=_name(a), b=_name(b), first=first, last=last)
        if as_json:
            shell.json(shapes.diff_json(found, _version(book, a), _version(book, b), basis))
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
            field = shell.word(f"field.{fact.field}") if has(f"field.{fact.field}") else fact.field
            shell.say("diff.fact", name=fact.name, field=field, before=before, after=after, seq=fact.seq)
        elif fact.field == "name":
            shell.say(f"diff.new-{fact.entity}", name=fact.name, seq=fact.seq)


def _diff_year(book: Book, own: Named, other: Named, year: int | None) -> int:
    return _known_year(book, own.year or year or other.year or book.newest_year())


def _told_apart(label: str, side: str, kind: str) -> str:
    """A label with what tells it from its namesake: the side of a two-sided table, the kind of a block."""
    return f"{side} {label}" if side else f"{label}〔{kind}〕" if kind in ("行政", "事业") else label


def _seqs(seqs: list[int]) -> str:
    shown = " ".join(f"@{seq}" for seq in seqs[:_MOST_SEQS])
    return shown + (f" +{len(seqs) - _MOST_SEQS}" if len(seqs) > _MOST_SEQS else "")


def _signed(fen: int) -> str:
    return ("+" if fen > 0 else "") + amount(fen)


def _diff_lines(shell: Shell, rows: tuple[DiffRow, ...]) -> list[str]:
    top = min((row.level for row in rows), default=0)
    cells = [
        [
            "  " * (row.level - top) + _told_apart(row.label, row.key.get("side", ""), row.key.get("unit_kind", "")),
            amount(row.amounts.before_fen),
            amount(row.amounts.after_fen),
            _signed(row.amounts.shown_delta_fen),
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
        view, named = _view(book, year, at, effective)
        found = book.blame(view, table, row, column)
        if as_json:
            shell.json(shapes.blame_json(found))
            return
        head = found.row.head
        row_label = " ".join(dict.fromkeys(filter(None, (head.unit, head.code, head.label))))
        shell.say(
            "blame.title",
            year=view.year,
            version=_name(named),
            table=table,
            row=_told_apart(row_label, head.side, head.kind),
            column=found.column,
            value=amount(found.value_fen),
        )
        cells = [
            [
                f"@{entry.header.seq}",
                entry.header.effective,
                shell.word(label_of(entry.kind, entry.header)),
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
            shell.json(shape | {"year": view.year, "version": _version(book, named)})
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
