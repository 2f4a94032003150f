"""What a document lacks: tables, pages and rows, found by comparing its tables with one another."""

from __future__ import annotations

from collections.abc import Mapping

from ..model.errors import Message, say
from ..model.events.evidence import Publication
from ..model.revision import Revision
from ..model.state import Roster
from ..tables.checks import run_checks
from ..tables.naming import RosterNaming
from ..tables.project import project
from .statements import Statement


def gaps(revision: Revision, kinds: Mapping[str, str]) -> tuple[Message, ...]:
    """Of the statement that a revision records: absent tables, rows that another table shows it must have printed,
    and sums that are out by more than rounding."""
    event = next(event for event in revision.events if isinstance(event, Publication))
    statement = Statement("", 0, event.model_dump(mode="json"))  # type: ignore[arg-type] # the shape of the model
    naming = RosterNaming(Roster(), Roster(), revision.fiscal_year, statement.code_names(), kinds)
    openings = statement.tables(naming)
    tables = {spec.role: project(spec, (), naming, openings[spec.role]) for spec in statement.form.tables}
    found: list[Message] = []
    for spec in statement.form.tables:
        table = tables[spec.role]
        if table.absent and not table.unread:
            found.append(say("gap.table", table=spec.number, title=spec.title))
        elif table.missing:
            rows = ", ".join(head.code or head.label for head in table.missing)
            found.append(say("gap.rows", table=spec.number, count=len(table.missing), rows=rows))
    incomplete = {spec.number for spec in statement.form.tables if tables[spec.role].missing}
    for check in run_checks(statement.form, tables):
        if check.status == "fails" and not any(place.table in incomplete for place in check.where):
            place = check.where[0]
            found.append(say("gap.sum", rule=check.id, table=place.table, row=place.name, column=place.column))
    return tuple(found)
