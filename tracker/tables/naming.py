"""Names, order and kinds as tables need them: of units and projects the roster's, of codes the first there is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property

from ..model.state import Entity, Roster
from ..model.vocabulary import UNCLASSIFIED
from .codes import System, known
from .spec import LAST, UNCLASSIFIED_LABEL, squeeze

CodeNames = Mapping[tuple[str, str], str]
"""Names by (system, code)."""


class RosterNaming:
    """Naming of a fiscal year for one roster, the one at a point; what is not effective there yet, or was taken back,
    is named by `known`, the one of the version. `printed` are the code names that the year's statements printed. With
    `kinds` (of units by name) names that the roster does not know are their own ids: so a document that nobody has
    adopted, or that no book holds, has tables too."""

    def __init__(
        self,
        roster: Roster,
        known: Roster,
        year: int,
        printed: CodeNames | None = None,
        kinds: Mapping[str, str] | None = None,
        elsewhere: Callable[[], CodeNames] = dict,
    ) -> None:
        self._roster = roster
        self._known = known
        self._printed = printed or {}
        self._loose = kinds is not None
        self._stated = list(kinds or {})
        self._kinds = dict(kinds or {})
        self._year = year
        self._read_elsewhere = elsewhere

    @cached_property
    def _elsewhere(self) -> CodeNames:
        return self._read_elsewhere()

    @cached_property
    def _unit_ids(self) -> dict[str, str]:
        return {squeeze(name): id for name, id in self._known.names("unit")}

    @cached_property
    def _project_ids(self) -> dict[tuple[str, str], str]:
        return {(self._text("project", id, "unit"), squeeze(name)): id for name, id in self._known.names("project")}

    def _text(self, entity: Entity, id: str, field: str) -> str:
        return self._roster.text(entity, id, field) or self._known.last_text(entity, id, field)

    def unit_name(self, id: str) -> str:
        return UNCLASSIFIED_LABEL if id == UNCLASSIFIED else self._text("unit", id, "name") or id

    def unit_kind(self, id: str) -> str:
        kind = self._kinds.get(id)
        if kind is None:
            by_its_end = self._roster.text_on("unit", id, "kind", f"{self._year}-12-31")
            kind = self._kinds[id] = by_its_end or self._known.last_text("unit", id, "kind")
        return kind

    def unit_order(self, id: str) -> str:
        order = self._known.order("unit").get(id)
        return order if order is not None else f"{LAST}{self._stated.index(id):06d}" if id in self._stated else LAST

    def unit_id(self, name: str) -> str | None:
        id = self._unit_ids.get(squeeze(name))
        return name if id is None and self._loose and name else id

    def project_name(self, id: str) -> str:
        return UNCLASSIFIED_LABEL if id == UNCLASSIFIED else self._text("project", id, "name") or id

    def project_order(self, id: str) -> str:
        return self._known.order("project").get(id, LAST)

    def project_id(self, name: str, unit: str) -> str | None:
        id = self._project_ids.get((unit, squeeze(name)))
        return name if id is None and self._loose and name else id

    def code_name(self, system: System, code: str) -> str:
        """The name that the book's settings give, else what the year's statement printed, else what the shipped list
        has for the year, else what `elsewhere` reads, else ""."""
        own = self._roster.text("setting", "book", f"code.{system}.{code}")
        name = own or self._printed.get((system, code)) or known(system, code, self._year)
        return name or self._elsewhere.get((system, code), "")
