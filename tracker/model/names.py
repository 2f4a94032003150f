"""How units, projects and lines are called in a sentence: by their names, also when they are gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .state import Roster
from .vocabulary import UNCLASSIFIED

if TYPE_CHECKING:
    from .events.base import LineRef


class Names:
    """The names of one roster."""

    def __init__(self, roster: Roster) -> None:
        self._roster = roster

    def unit(self, id: str | None) -> str:
        return (self._roster.last_text("unit", id, "name") or id) if id else ""

    def project(self, id: str | None) -> str:
        return (self._roster.last_text("project", id, "name") or id) if id else ""

    def line(self, ref: LineRef) -> str:
        """What tells a stored line from others: unit, project or nature, codes, year of origin."""
        parts = (self.unit(ref.unit), self.project(ref.project) or ref.nature, ref.function, ref.economic)
        known = [part for part in parts if part and part != UNCLASSIFIED]
        return " ".join(known) + (f" ({ref.origin_year})" if ref.origin_year else "")
