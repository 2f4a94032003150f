"""Last year as it was published then, and as it is stated now: every cell that a later publication of it changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from ..model.state import Roster
from ..store.protocol import Header
from .cells import CellChange, cell_changes
from .departments import is_department
from .headers import headers_by_seq
from .statements import budgets_of_year
from .year import YearView


@dataclass(frozen=True, slots=True)
class Republication:
    """A later publication of a year's budget against the one before it, by their ids. It is silent where it changes
    amounts and its revision gives no reason."""

    first: str
    later: str
    header: Header
    cells: tuple[CellChange, ...]

    @property
    def silent(self) -> bool:
        return bool(self.cells) and not self.header.reason


def republications(year: int, roster: Roster, view_of: Callable[[str], YearView]) -> tuple[Republication, ...]:
    """The department's publications of a year that changed an amount of the one before, in the order of recording;
    `view_of` gives a statement by itself."""
    ids = [id for id in budgets_of_year(roster, year) if is_department(roster, roster.text("statement", id, "scope"))]
    views = [view_of(id) for id in ids]
    found = []
    for i, (old, new) in enumerate(pairwise(views)):
        if old.form is new.form and (cells := tuple(cell_changes(old.tables(), new.tables()))):
            seq = int(ids[i + 1].partition(".")[0])
            header = headers_by_seq(new.store, {seq})[seq]
            found.append(Republication(ids[i], ids[i + 1], header, cells))
    return tuple(found)
