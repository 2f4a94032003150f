"""The reconciliation of one year at one point, each judged cell with its place in the document behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..model.errors import Message
from ..tables.checks import Check, Place, Status, run_checks
from .cells import row_names
from .statements import Evidence
from .year import YearView


@dataclass(frozen=True, slots=True)
class CheckedPlace:
    """A cell that a check looked at. `row` is its code or label, `name` what finds it on the command line (empty for
    a row that is missing); `evidence` is where the opening printed it. `scope` is whose document it stands in where
    that is another one than the opening."""

    table: int
    row: str
    name: str
    column: str
    evidence: Evidence | None
    scope: str = ""

    @property
    def printed(self) -> str | None:
        """The cell as it stands in the document."""
        return self.evidence.printed.get(self.column) if self.evidence else None


@dataclass(frozen=True, slots=True)
class CheckResult:
    """A check with its places; the first is the cell judged."""

    check: Check
    places: tuple[CheckedPlace, ...]


@dataclass(frozen=True, slots=True)
class CheckChange:
    """A rule on one cell whose result differs; None where the cell is not judged. `place` is that cell."""

    id: str
    rule: Message
    before: Status | None
    after: Status | None
    place: CheckedPlace | None


def check(view: YearView) -> list[CheckResult]:
    """Every rule of the year's form over its tables."""
    names = {
        (table.spec.number, key): name for table in view.tables().values() for key, name in row_names(table).items()
    }
    return [
        CheckResult(found, tuple(_place(view, place, names) for place in found.where))
        for found in run_checks(view.form, view.tables())
    ]


def check_changes(before: Iterable[CheckResult], after: Iterable[CheckResult]) -> Iterator[CheckChange]:
    """The checks whose status differs. One that comes or goes with its cell counts only where it is not exact."""
    old, new = _by_cell(before), _by_cell(after)
    for key in new | old:
        a, b = old.get(key), new.get(key)
        statuses = a.check.status if a else None, b.check.status if b else None
        if (statuses[0] or "exact") != (statuses[1] or "exact"):
            found = b or a
            assert found is not None
            place = found.places[0] if found.places else None
            yield CheckChange(found.check.id, found.check.rule, *statuses, place)


def _by_cell(results: Iterable[CheckResult]) -> dict[tuple[str, Place | None, int], CheckResult]:
    """The results by rule and judged cell; where one cell is judged twice by a rule, by turn."""
    found: dict[tuple[str, Place | None, int], CheckResult] = {}
    for result in results:
        key, turn = (result.check.id, result.check.where[0] if result.check.where else None), 0
        while (*key, turn) in found:
            turn += 1
        found[*key, turn] = result
    return found


def _place(view: YearView, place: Place, names: dict[tuple[int, str], str]) -> CheckedPlace:
    cell = place.table, place.key
    return CheckedPlace(place.table, place.name, names.get(cell, ""), place.column, view.evidence.get(cell))
