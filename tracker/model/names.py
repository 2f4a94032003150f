"""How units, projects and lines are called in a sentence: by their names, also when they are gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .state import Entity, Roster
from .vocabulary import UNCLASSIFIED

if TYPE_CHECKING:
    from .events.base import LineRef


class Names:
    """The names of one roster, and of `known` for what that one does not know. An event is told by the names that were
    in use before it, and by those after it for what it registers itself."""

    def __init__(self, roster: Roster, known: Roster | None = None) -> None:
        self._rosters = (roster,) if known is None else (roster, known)

    def unit(self, id: str | None) -> str:
        return self._name("unit", id)

    def project(self, id: str | None) -> str:
        return self._name("project", id)

    def _name(self, entity: Entity, id: str | None) -> str:
        if not id:
            return ""
        return next((name for roster in self._rosters if (name := roster.last_text(entity, id, "name"))), id)

    def line(self, ref: LineRef) -> str:
        """What tells a stored line from others: unit, project or nature, codes, year of origin."""
        parts = (self.unit(ref.unit), self.project(ref.project) or ref.nature, ref.function, ref.economic)
        known = [part for part in parts if part and part != UNCLASSIFIED]
        return " ".join(known) + (f" ({ref.origin_year})" if ref.origin_year else "")
