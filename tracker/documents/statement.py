"""From a Reading to the revision that records it: the statement, and with adoption what it registers."""

from __future__ import annotations

from typing import get_args

from ..model.errors import Refused, say
from ..model.events import AnyEvent
from ..model.events.evidence import (
    DisclosureFactsStated,
    MilestoneNamed,
    StatementPublished,
    StatementRepublished,
    StatementRow,
    StatementTable,
)
from ..model.events.projects import GoalChanged, ProjectAdded
from ..model.events.units import UnitRegistered
from ..model.money import exact_wan
from ..model.revision import Document, Revision
from ..model.state import Roster
from ..model.vocabulary import OWN_LEVEL, UnitKind
from ..tables.spec import bare, squeeze
from .outturn import final_accounts
from .reading import Reading, ReadRow, ReadTable

_AS_PUBLISHED = "据公开的部门决算"


def revision_of(
    reading: Reading,
    roster: Roster,
    *,
    adopt: bool,
    effective: str,
    by: str | None,
    milestone: str | None,
    again: bool = False,
) -> Revision:
    """The revision that records what was read. Units and projects that the roster has already are continued. `again`:
    the document takes the place of one that was published before.

    Raises Refused I26 where an opening would have no size, since the table of it could not be read."""
    size = reading.form.by_role(reading.form.size[0]).number
    if adopt and any(lost.number == size for lost in reading.lost):
        raise Refused("I26", say("refused.size-unread", table=size, file=reading.file))
    if reading.form.outturn:
        return _outturn(reading, roster, adopt, effective, by, milestone, again)
    events: list[AnyEvent] = []
    if adopt:
        events += [*_units(reading, roster), *_projects(reading, roster)]
    events.append(_statement(reading, _scope(reading, roster), adopt, again))
    if adopt:
        events += [
            DisclosureFactsStated(kind="DisclosureFactsStated", section=section, facts=dict(facts))  # type: ignore[arg-type] # a reader's sections
            for section, facts in reading.facts.items()
            if facts
        ]
    name = milestone or (f"{reading.year}/original" if adopt and not again else None)
    if name:
        events.append(MilestoneNamed(kind="MilestoneNamed", name=name))
    return Revision(
        fiscal_year=reading.year,
        document=Document(title=reading.title or reading.file, file=reading.file),
        effective=effective,
        by=by,
        events=tuple(events),
    )


def _outturn(
    reading: Reading, roster: Roster, adopt: bool, effective: str, by: str | None, milestone: str | None, again: bool
) -> Revision:
    """Final accounts are said of a year whose budget stands elsewhere: an assertion, and with adoption what was
    spent. That happened, whatever the book knows of the budget, and the department itself says so."""
    events: list[AnyEvent] = [_statement(reading, _scope(reading, roster), False, again)]
    reported = final_accounts(reading) if adopt else None
    if reported is not None:
        events.append(reported)
    usual = f"{reading.year}/final"
    name = milestone or (None if roster.exists("milestone", usual) else usual)
    if name:
        events.append(MilestoneNamed(kind="MilestoneNamed", name=name))
    return Revision(
        fiscal_year=reading.year,
        document=Document(title=reading.title or reading.file, file=reading.file),
        effective=effective,
        by=by,
        authority="department" if reported else None,
        reason=_AS_PUBLISHED if reported else None,
        observed=reported is not None,
        events=tuple(events),
    )


def unit_kinds(reading: Reading) -> dict[str, UnitKind]:
    """Units by name: the kind that the text states, else 行政 for the entity itself and 事业 for the others."""
    stated = {kind: kind for kind in get_args(UnitKind)}
    return {name: stated.get(kind, "行政" if name == reading.entity else "事业") for name, kind in reading.units}


def _units(reading: Reading, roster: Roster) -> list[UnitRegistered]:
    stated = dict(reading.units)
    return [
        UnitRegistered(
            kind="UnitRegistered",
            unit=name,
            unit_kind=kind,
            parent=None if name == reading.entity or not reading.entity else reading.entity,
            inferred=not stated[name] and name != reading.entity,
        )
        for name, kind in unit_kinds(reading).items()
        if not roster.named("unit", name)
    ]


def _projects(reading: Reading, roster: Roster) -> list[ProjectAdded | GoalChanged]:
    """The projects of the table that lists them; those of the same unit and name go on, with their new goal."""
    table = next((t for t in reading.tables if t.spec.role == "projects-by-unit"), None)
    events: list[ProjectAdded | GoalChanged] = []
    for row in table.rows if table else ():
        unit, name = row.row.unit, row.row.label
        if not unit or squeeze(unit) == squeeze(name) or bare(name) == "合计":
            continue
        known = [
            id
            for id in roster.named("project", name)
            if roster.text("unit", roster.text("project", id, "unit"), "name") == unit
        ]
        if not known:
            events.append(ProjectAdded(kind="ProjectAdded", project=name, name=name, unit=unit, goal=row.text or None))
        elif row.text and roster.text("project", known[0], "goal") != row.text:
            events.append(GoalChanged(kind="GoalChanged", project=known[0], goal=row.text))
    return events


def _scope(reading: Reading, roster: Roster) -> str:
    """Whose figures it prints: the entity's, or of a department with further units those of its own level alone, where
    the document calls itself that of a unit."""
    entity = roster.named("unit", reading.entity)
    alone = not any(unit.parent in entity for unit in roster.units())
    return reading.entity if alone or not reading.own_level else f"{reading.entity}{OWN_LEVEL}"


def _statement(reading: Reading, scope: str, adopt: bool, again: bool) -> StatementPublished | StatementRepublished:
    published = StatementRepublished if again else StatementPublished
    return published(
        kind=published.__name__,  # type: ignore[arg-type] # the name is the kind
        file=reading.file,
        sha256=reading.sha256,
        form=reading.form.id,
        scope=scope,
        adopt=adopt,
        tables=tuple(_table(table) for table in reading.tables),
        text=tuple((placed.line, placed.text) for placed in reading.text),
        text_places=tuple((placed.line, placed.place) for placed in reading.text if placed.place) or None,
        unread=tuple(lost.number for lost in reading.lost) or None,
    )


def _table(table: ReadTable) -> StatementTable:
    return StatementTable(
        table=table.spec.number,
        title=table.spec.title,
        columns=table.columns,
        unit=table.unit_fen,
        rows=tuple(_row(row) for row in table.rows),
        notes=table.notes,
    )


def _row(read: ReadRow) -> StatementRow:
    row = read.row
    return StatementRow(
        label=row.label,
        code=row.code or None,
        side=row.side or None,
        unit=row.unit or None,
        block=read.block or None,
        kind=row.kind or None,
        goal=read.text or None,
        amounts=tuple(None if fen is None else exact_wan(fen) for fen in read.amounts_fen),  # type: ignore[misc] # text in, fen out
        printed=read.printed,
        line=read.line,
        page=read.page,
        place=read.place or None,
        letters=read.letters or None,
    )
