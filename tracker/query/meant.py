"""Which units and projects a person means: an id, a name, a former name, UNIT/NAME, or else any part of a name."""

from __future__ import annotations

from ..model.state import Roster
from ..tables.spec import squeeze


def units_meant(roster: Roster, text: str) -> list[str]:
    """The ids of the units called so; where none is, of those whose names hold the text."""
    part = squeeze(text)
    parts = [unit.id for unit in roster.units() if part and part in squeeze(unit.name)]
    return roster.units_called(text) or parts


def projects_called(roster: Roster, text: str, unit: str = "") -> list[str]:
    """The ids of the projects called so, of one unit (an id) if it is given."""
    ids = roster.projects_called(text, unit)
    return [id for id in ids if not unit or roster.text("project", id, "unit") == unit]


def projects_meant(roster: Roster, text: str, unit: str = "") -> list[str]:
    """As `projects_called`; where none is called so, those whose name or handle holds the text."""
    if exact := projects_called(roster, text, unit):
        return exact
    owner, _, name = map(squeeze, text.partition("/"))
    part = squeeze(text)
    found = []
    for project in roster.projects():
        called, of = squeeze(project.name), squeeze(roster.text("unit", project.unit, "name"))
        fits = part in called or part in squeeze(project.handle) or bool(name and name in called and owner in of)
        if part and fits and unit in ("", project.unit):
            found.append(project.id)
    return found
