"""The reconciliation of one year at one point, each judged cell with its place in the document behind it."""

from __future__ import annotations

from dataclasses import dataclass

from ..tables.checks import Check, Place, run_checks
from .cells import row_names
from .statements import Evidence
from .year import YearView


@dataclass(frozen=True, slots=True)
class CheckedPlace:
    """A cell that a check looked at. `row` is its code or label, `name` what finds it on the command line (empty for
    a row that is missing); `evidence` is where the opening printed it."""

    table: int
    row: str
    name: str
    column: str
    evidence: Evidence | None

    @property
    def printed(self) -> str | None:
        """The cell as it stands in the document."""
        return self.evidence.printed.get(self.column) if self.evidence else None


@dataclass(frozen=True, slots=True)
class CheckResult:
    """A check with its places; the first is the cell judged."""

    check: Check
    places: tuple[CheckedPlace, ...]


def check(view: YearView) -> list[CheckResult]:
    """Every rule of the year's form over its tables."""
    names = {
        (table.spec.number, key): name for table in view.tables().values() for key, name in row_names(table).items()
    }
    return [
        CheckResult(found, tuple(_place(view, place, names) for place in found.where))
        for found in run_checks(view.form, view.tables())
    ]


def _place(view: YearView, place: Place, names: dict[tuple[int, str], str]) -> CheckedPlace:
    cell = place.table, place.key
    return CheckedPlace(place.table, place.name, names.get(cell, ""), place.column, view.evidence.get(cell))
