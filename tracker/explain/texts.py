"""A text to be judged: where its lines come from, and what it is held against (the file's own tables, else those of
the book)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ..documents.decode import read_file
from ..documents.formats import is_by_sight, lines_of_bytes
from ..documents.lines import Line
from ..documents.published import read_lines
from ..documents.reading import Reading
from ..documents.statement import revision_of, unit_kinds
from ..model.canonical import digest
from ..model.errors import DocumentError, Message, say
from ..model.events.evidence import Publication
from ..model.state import Roster
from ..query.gaps import gaps
from ..query.statements import Statement
from ..query.year import YearView
from ..tables.forms import DEFAULT
from ..tables.naming import RosterNaming
from ..tables.project import Table, project
from ..tables.rows import FunctionRows
from ..tables.spec import Role
from .findings import Against, Cell
from .reading import ReadText, read_explanation
from .stream import plain

_YEAR = re.compile(r"(?:19|20)\d\d(?=年(?!\d{1,2}月))")
"""Not that of a date."""
_SAYS_EMPTY = re.compile(r"[本此该]表(?:本年)?(?:为|是)?(?:空表|空白|无数据|无发生额|没有数据|无内容)")


@dataclass(frozen=True, slots=True)
class Text:
    """A text with what it is held against, apart from what a book adds. `scope` is whose document it is, "" where its
    file does not say so."""

    read: ReadText
    against: Against
    scope: str = ""


def text_of_file(
    path: Path,
    year: int | None,
    view_of: Callable[[int], YearView | None] | None = None,
    known: Roster | None = None,
) -> Text:
    """The text of a file: a whole budget document, or an explanation alone, which is held against its year as
    `view_of` gives it and the facts that `known` knows. The file is taken apart once.

    Raises DocumentError.
    """
    data = read_file(path)
    lines = lines_of_bytes(data, path.name)
    stated = year or _year_named(lines)
    view = view_of(stated) if view_of and stated else None
    try:
        reading = read_lines(lines, path.name, digest(data), year, by_sight=is_by_sight(data))
    except DocumentError as error:
        if any(problem.id != "document.not-a-budget" for problem in error.problems):
            raise
        return _alone(path.name, lines, stated, view, known)
    return _of_reading(reading, known or (view.known if view else Roster()))


def _year_named(lines: Iterable[Line]) -> int | None:
    """The first year that the text names."""
    found = (_YEAR.search(plain(line.text)) for line in lines)
    return next((int(year[0]) for year in found if year), None)


def _alone(file: str, found: Sequence[Line], stated: int | None, view: YearView | None, known: Roster | None) -> Text:
    lines, places = [(line.number, line.text) for line in found], {line.number: line.place for line in found}
    if stated is None:
        raise DocumentError(say("document.no-year", file=file))
    if view is None:
        return Text(read_explanation(lines, DEFAULT, (), stated, places=places), Against(DEFAULT))
    # what the year's publication lacks is not this text's
    against = replace(against_view(view, known), gaps=(), unnoted=(), filled=())
    codes = codes_of(against.tables)
    return Text(read_explanation(lines, view.form, names_of(view), stated, codes, places), against)


def _of_reading(reading: Reading, known: Roster) -> Text:
    revision = revision_of(reading, known, adopt=False, effective=f"{reading.year}-01-01", by=None, milestone=None)
    event = next(event for event in revision.events if isinstance(event, Publication))
    statement = Statement("", 0, event.model_dump(mode="json"))  # type: ignore[arg-type] # the shape of the model
    kinds = unit_kinds(reading)
    tables = _tables(statement, RosterNaming(Roster(), Roster(), reading.year, statement.code_names(), kinds))
    rows = [row for table in reading.tables if table.spec.role == "projects-by-unit" for row in table.rows]
    names = [*(name for name, _ in reading.units), *(row.row.label for row in rows), *_stated_projects(reading.facts)]
    against = Against(
        reading.form,
        tables,
        goals={row.row.label: row.text for row in rows if row.text},
        stated_goals=_stated_goals(reading.facts),
        gaps=tuple(gaps(revision, kinds)),
        unnoted=unnoted_tables(tables),
        filled=filled_tables(tables),
    )
    lines = [(placed.line, placed.text) for placed in reading.text]
    places = {placed.line: placed.place for placed in reading.text}
    read = read_explanation(lines, reading.form, names, reading.year, codes_of(tables), places)
    return Text(read, against, event.scope)


def text_of_statement(view: YearView) -> Text:
    """The text of the statement that a view looks at, held against its own tables."""
    statement = view.opening
    if statement is None:
        raise DocumentError(say("lint.no-statement", year=view.year))
    against = against_view(view)
    lines = [(line, text) for line, text in statement.body["text"]]
    codes, places = codes_of(against.tables), statement.text_places()
    read = read_explanation(lines, view.form, names_of(view), view.year, codes, places)
    return Text(read, against, statement.body["scope"])


def against_view(view: YearView, stated: Roster | None = None) -> Against:
    """What a year of a book tells: its tables and goals at the view's point, its disclosure facts as `stated` knows
    them, else at that point too."""
    tables = view.tables()
    projects = tables["projects-by-unit"].rows if "projects-by-unit" in tables else ()
    goals = {row.head.label: view.goal(row.key.rpartition("/")[2]) for row in projects if "/" in row.key}
    unnoted = unnoted_tables(tables) if view.opening else ()  # the tables of a ledger get their notes in print
    facts, gaps = _facts(view, stated or view.roster), lacking_tables(tables)
    return Against(view.form, tables, facts, goals=goals, gaps=gaps, unnoted=unnoted, filled=filled_tables(tables))


def names_of(view: YearView) -> list[str]:
    """The names of the units and projects of a year; digits inside them are no numbers."""
    units = [unit.name for unit in view.known.units()]
    projects = [project.name for project in view.known.projects()]
    rows = view.opening.rows("projects-by-unit") if view.opening else []
    return [*units, *projects, *(row["label"] for row in rows)]


def codes_of(tables: Mapping[Role, Table]) -> dict[str, str]:
    """The function codes of the tables with their names."""
    by_function = (table for table in tables.values() if isinstance(table.spec.rows, FunctionRows))
    return {row.head.code: row.head.label for table in by_function for row in table.rows if row.head.code}


def priors_of(view: YearView) -> dict[str, Cell]:
    """The amount of each subject in a year, as it was published or approved."""
    against = Against(view.form, view.tables())
    ids = [*(subject.id for subject in view.form.subjects), *(codes_of(against.tables) if view.form.items else ())]
    found = ((id, against.cell(id)) for id in ids)
    return {id: cell._replace(place=f"{view.year} {cell.place}") for id, cell in found if cell}


def budgets_of(view: YearView) -> dict[str, Cell]:
    """What a year's budget holds of the general budget, by function code."""
    table = view.table("general-by-function")
    half, place = table.digit_fen // 2 if table.opened else 0, f"{view.year} T{table.spec.number}"
    cells = ((row.head.code, row.amounts_fen[0]) for row in table.rows if row.head.code)
    return {code: Cell(fen, half, f"{place} [{code}]") for code, fen in cells if fen is not None}


def _facts(view: YearView, roster: Roster) -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for subject in view.form.subjects:
        if subject.fact:
            section, key = subject.fact
            value = roster.text("disclosure", f"{view.year}/{section}", key)
            if value:
                found[subject.fact] = value
    return found


def _tables(statement: Statement, naming: RosterNaming) -> dict[Role, Table]:
    openings = statement.tables(naming)
    return {spec.role: project(spec, (), naming, openings[spec.role]) for spec in statement.form.tables}


def lacking_tables(tables: Mapping[Role, Table]) -> tuple[Message, ...]:
    """Tables and rows that an opening lacks."""
    found = []
    for table in tables.values():
        if table.absent:
            found.append(say("gap.table", table=table.spec.number, title=table.spec.title))
        elif table.missing:
            rows = ", ".join(head.code or head.label for head in table.missing)
            found.append(say("gap.rows", table=table.spec.number, count=len(table.missing), rows=rows))
    return tuple(found)


def unnoted_tables(tables: Mapping[Role, Table]) -> tuple[int, ...]:
    """Tables without any amount and without a note."""
    return tuple(
        table.spec.number
        for table in tables.values()
        if not (table.absent or table.missing or table.notes) and not any(any(row.amounts_fen) for row in table.rows)
    )


def filled_tables(tables: Mapping[Role, Table]) -> tuple[tuple[int, str, int], ...]:
    """Tables with amounts that a note calls empty: number, note, the largest amount in fen."""
    found = []
    for table in tables.values():
        note = next((note for note in table.notes if _SAYS_EMPTY.search(note)), "")
        stake = max((abs(fen) for row in table.rows for fen in row.amounts_fen if fen), default=0)
        if note and stake:
            found.append((table.spec.number, note, stake))
    return tuple(found)


def _stated_projects(facts: Mapping[str, Mapping[str, str]]) -> list[str]:
    return [key for key in facts.get("key-projects", {}) if not key.endswith("/goal")]


def _stated_goals(facts: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    found = facts.get("key-projects", {})
    return {key.removesuffix("/goal"): goal for key, goal in found.items() if key.endswith("/goal")}
