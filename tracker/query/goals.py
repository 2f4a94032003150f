"""Performance goals as they read in every version: what revisions said, and what opened years printed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from ..model.state import Roster
from ..store.protocol import Header
from ..tables.spec import squeeze
from .headers import headers_by_seq
from .statements import opening_of
from .year import YearView


@dataclass(frozen=True, slots=True)
class GoalText:
    """One text of a project's goal, with the revision that said it; `printed` in the statement that opened a year.
    `differs` from the text before it, white space aside; `reversed_by` where the revision was taken back."""

    unit: str
    project: str
    text: str
    header: Header
    printed: bool
    differs: bool
    reversed_by: int | None


class _Said(NamedTuple):
    seq: int
    project: str
    text: str
    printed: bool = False


def goals(view: YearView, year: int | None) -> tuple[GoalText, ...]:
    """Every text by the point of the view, unit by unit and project by project, the oldest first; of revisions of one
    fiscal year, or of all."""
    naming, known = view.naming, view.known
    both = (*_changed(view), *_printed(view))
    said = {(one.seq, one.project, squeeze(one.text)): one for one in both}.values()
    headers = headers_by_seq(view.store, {one.seq for one in said})

    def place(one: _Said) -> tuple[str, str, str, int]:
        unit = naming.unit_order(_unit(known, one.project))
        return unit, naming.project_order(one.project), headers[one.seq].effective, one.seq

    found: list[GoalText] = []
    for one in sorted(said, key=place):
        header = headers[one.seq]
        if year in (None, header.fiscal_year):
            before = found[-1] if found and found[-1].project == one.project else None
            differs = before is not None and squeeze(before.text) != squeeze(one.text)
            reversed_by = view.roster.value("revision", str(one.seq), "reversed_by")
            taken_back = reversed_by if isinstance(reversed_by, int) else None
            unit = _unit(known, one.project)
            found.append(GoalText(unit, one.project, one.text, header, one.printed, differs, taken_back))
    return tuple(found)


def _unit(known: Roster, project: str) -> str:
    return known.last_text("project", project, "unit")


def _changed(view: YearView) -> Iterator[_Said]:
    for seq, _, effective, (entity, id, field, value, _) in view.store.changes(upto=view.point.seq):
        if (entity, field) == ("project", "goal") and value and view.point.holds(seq, effective):
            yield _Said(seq, id, str(value))


def _printed(view: YearView) -> Iterator[_Said]:
    for year in view.roster.ids("year"):
        opening = opening_of(view.store, view.roster, int(year))
        for row in opening.rows("projects-by-unit") if opening else ():
            unit = view.naming.unit_id(row.get("unit") or "")
            project = view.naming.project_id(row["label"], unit) if unit else None
            if opening and project and (goal := row.get("goal")):
                yield _Said(opening.seq, project, goal, printed=True)
