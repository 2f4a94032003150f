"""What `show` prints in the ledger's columns: lines, tables, projects; brought-forward money and goals beside them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import TYPE_CHECKING

import click

from ..messages import CATALOGUE, text
from ..model.errors import NotFound, say
from ..model.money import MoneyUnit, exact_wan, group_thousands
from ..model.vocabulary import UNCLASSIFIED, Measure
from ..query.carry_overs import COLUMNS as CARRIED_COLUMNS
from ..query.closures import is_closed
from ..query.ledger import COLUMNS, CURRENT_COLUMN
from . import ledger_shapes as shapes
from .asking import amount, name_of, version_of
from .grid import grid
from .shapes import line_json, opening_json
from .shell import Shell

if TYPE_CHECKING:
    from ..book import Book
    from ..model.line import Line
    from ..query.goals import GoalText
    from ..query.ledger import LedgerColumn, LedgerNode, Money
    from ..query.points import Named
    from ..query.year import YearView
    from ..tables.spec import Naming

Columns = tuple["LedgerColumn", ...]
_OF_CLOSED = ("approved", "transferred", "current", "executed", "carried", "surplus", "available")
"""Where the money of a closed project went, unless other columns are asked for."""

columns_option = click.option("--columns", metavar="A,B,…", help="help.columns")
column_option = click.option("--column", metavar="LABEL", help="help.column")
status_option = click.option("--status", type=click.Choice(["open", "closed"]), help="help.status")


def chosen(named: str | None) -> Columns:
    """The columns that a list names, in Chinese or English, each once; none where nothing is asked. Raises NotFound."""
    names = named.replace("，", ",").replace("、", ",").split(",") if named is not None else ()
    return tuple(dict.fromkeys(map(_column, names)))


def _column(name: str) -> LedgerColumn:
    wanted = _plain(name)
    for column in COLUMNS:
        if wanted in map(_plain, (column.id, *CATALOGUE[f"ledger.{column.id}"])):
            return column
    known = ", ".join(f"{column.id} {CATALOGUE[f'ledger.{column.id}'][0]}" for column in COLUMNS)
    raise NotFound(say("columns.unknown", column=name.strip(), columns=known))


def _plain(name: str) -> str:
    return "".join(name.casefold().replace("_", "").replace("-", "").split())


def headings(shell: Shell, columns: Iterable[LedgerColumn]) -> list[str]:
    return [shell.word(f"ledger.{column.id}") for column in columns]


def amounts(money: Money, columns: Iterable[LedgerColumn], unit: MoneyUnit = "wan") -> list[str]:
    return [amount(column.fen(money), unit) for column in columns]


def show_lines(
    shell: Shell, book: Book, view: YearView, named: Named, unit: str | None, columns: Columns, as_json: bool
) -> None:
    wanted = book.unit_id(unit) if unit else None
    naming = view.naming
    lines = [(line, money) for line, money in view.measures if wanted in (None, line.unit)]
    lines.sort(key=lambda pair: (naming.unit_order(pair[0].unit), naming.project_order(pair[0].project), pair[0]))
    opening = book.opening_fen(view)
    if as_json:
        rows = [line_json(line, money, view) for line, money in lines]
        if opening is not None:
            rows.append(opening_json(opening, shell.word("show.opening-row")))
        shell.json({"year": view.year, "unit": "万元", "version": version_of(book, named), "lines": rows})
        return
    shell.say("show.lines", year=view.year, version=name_of(named))
    shown = columns or (CURRENT_COLUMN,)
    cells = [[""] * _DIMENSIONS + headings(shell, columns)] if columns else []
    cells += [
        [*_dimensions(shell, line, naming), *(_exact(column.fen(money)) for column in shown)] for line, money in lines
    ]
    if opening is not None:
        label = [shell.word("show.opening-row"), *[""] * (_DIMENSIONS - 1)]
        cells.append([*label, *amounts({Measure.APPROVED: opening}, shown)])
    shell.lines(grid(cells, right=range(_DIMENSIONS, _DIMENSIONS + len(shown))))


_DIMENSIONS = 7


def _dimensions(shell: Shell, line: Line, naming: Naming) -> list[str]:
    """What tells a line from others, where it is told in a row."""
    nature = text("show.origin", shell.language, nature=line.nature, year=line.origin_year)
    values = nature if line.origin_year else line.nature, line.fund, line.function, line.economic, line.gov_economic
    return [
        naming.unit_name(line.unit),
        naming.project_name(line.project) if line.project else "",
        *(shell.word("answer.unclassified") if value == UNCLASSIFIED else value for value in values),
    ]


def _exact(fen: int | None) -> str:
    return amount(fen) if fen is None else group_thousands(exact_wan(fen))


def show_projects(
    shell: Shell, book: Book, view: YearView, named: Named, columns: Columns, open_alone: bool, as_json: bool
) -> None:
    """The department, its units, their basic spending and projects; or the open projects alone."""
    nodes = [
        node
        for node in book.ledger_by_unit(view)
        if not open_alone or (node.project and not is_closed(view.roster, node.project))
    ]
    if as_json:
        shell.json(shapes.projects_json(nodes, columns, view, version_of(book, named)))
        return
    shell.say("show.projects", year=view.year, version=name_of(named))
    cells = [[*_node_label(shell, view, node), *amounts(node.money, columns)] for node in nodes]
    shell.lines(grid([["", "", *headings(shell, columns)], *cells], right=range(2, 2 + len(columns))))


def _node_label(shell: Shell, view: YearView, node: LedgerNode) -> tuple[str, str]:
    label = "  " * node.node.level + (node.node.label or shell.word("show.department"))
    if not node.project:
        return label, ""
    return label, shell.word(f"status.{'closed' if is_closed(view.roster, node.project) else 'open'}")


def show_closed(
    shell: Shell, book: Book, view: YearView, named: Named, year: int | None, columns: Columns, as_json: bool
) -> None:
    """The projects that are closed, each with its money in the year in which it was."""
    columns = columns or tuple(column for column in COLUMNS if column.id in _OF_CLOSED)
    found = book.closures(named.point, year)
    if as_json:
        rows = [shapes.closure_json(closure, columns, view.roster, view.naming) for closure in found]
        shell.json({"unit": "万元", "version": version_of(book, named), "projects": rows})
        return
    if not found:
        shell.say("closed.none")
        return
    remained = [shell.word("closed.remained"), shell.word("closed.recovered")]
    head = ["", "", shell.word("closed.by"), "", "", *headings(shell, columns), *remained]
    cells = [
        [
            view.naming.unit_name(closure.project.unit),
            closure.project.name,
            f"@{closure.header.seq}",
            closure.header.effective,
            closure.header.number or closure.header.title or "",
            *amounts(closure.money, columns),
            amount(closure.remained_fen),
            amount(closure.recovered_fen),
        ]
        for closure in found
    ]
    shell.lines(grid([head, *cells], right=range(5, len(head))))


def show_carry_overs(shell: Shell, book: Book, view: YearView, named: Named, as_json: bool) -> None:
    found = book.carry_overs(view)
    if as_json:
        shell.json(shapes.carry_overs_json(found, view, version_of(book, named)))
        return
    if not found.rows:
        shell.say("carry-overs.none", year=view.year)
        return
    shell.say("carry-overs.title", year=view.year, version=name_of(named))
    told = [shell.word(f"carry-overs.{id}") for id in ("origin", "age")]
    head = [*[""] * _DIMENSIONS, *told, *headings(shell, CARRIED_COLUMNS), shell.word("carry-overs.by")]
    cells = [
        [
            *_dimensions(shell, row.line, view.naming),
            str(row.origin_year),
            str(row.age),
            *(_exact(column.fen(row.measured)) for column in CARRIED_COLUMNS),
            str(row.due_year),
        ]
        for row in found.rows
    ]
    sums = [_exact(column.fen(found.total)) for column in CARRIED_COLUMNS]
    cells.append([shell.word("show.department"), *[""] * (_DIMENSIONS + 1), *sums, ""])
    shell.lines(grid([head, *cells], right=range(_DIMENSIONS, len(head))))
    shell.say("carry-overs.rule")


def show_goals(shell: Shell, book: Book, view: YearView, named: Named, year: int | None, as_json: bool) -> None:
    found = book.goals(view, year)
    if as_json:
        shell.json({"version": version_of(book, named), "goals": [shapes.goal_json(one, view.naming) for one in found]})
        return
    if not found:
        shell.say("goals.none")
    for (unit, project), texts in groupby(found, key=lambda one: (one.unit, one.project)):
        shell.lines([f"{view.naming.unit_name(unit)} / {view.naming.project_name(project)}"])
        shell.lines(grid([_goal_cells(shell, one) for one in texts]))


def _goal_cells(shell: Shell, one: GoalText) -> list[str]:
    header = one.header
    reversed_by = "" if one.reversed_by is None else text("goals.reversed", shell.language, seq=one.reversed_by)
    return [
        f"  @{header.seq}",
        header.effective,
        header.number or header.title or "",
        shell.word("goals.differs") if one.differs else "",
        " ".join(filter(None, (one.text.replace("\n", " "), reversed_by))),
    ]
