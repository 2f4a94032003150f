"""Execution against the budget, by unit and project, beside the share of the year that has gone by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ..model.money import percent
from ..model.vocabulary import Measure
from ..store.protocol import LineFilter
from ..tables.spec import Head
from .ledger import CURRENT_COLUMN, EXECUTED, UNSPENT, LedgerNode, by_unit, column_of, has_budget, ledger_table
from .year import YearView

_APPROVED = column_of(Measure.APPROVED)


@dataclass(frozen=True, slots=True)
class Pace:
    """How much of a budget is spent, in fen; None where that is not known. Of a budget of nothing there is no
    percentage."""

    node: LedgerNode
    share: str
    """The percentage of the year that has gone by."""

    @property
    def current_fen(self) -> int | None:
        return CURRENT_COLUMN.fen(self.node.money)

    @property
    def executed_fen(self) -> int | None:
        return EXECUTED.fen(self.node.money)

    @property
    def unspent_fen(self) -> int | None:
        return UNSPENT.fen(self.node.money)

    @property
    def percent(self) -> str | None:
        return _percent(self.executed_fen, self.current_fen)

    @property
    def behind(self) -> str | None:
        """By how many percentage points it lags the year, as a reader works it out; negative where it is ahead."""
        return None if self.percent is None else str(Decimal(self.share) - Decimal(self.percent))


@dataclass(frozen=True, slots=True)
class Completion:
    """What was spent under a function code against what was budgeted for it at first, and with all changes since, in
    fen; None where that is not known."""

    head: Head
    original_fen: int | None
    current_fen: int | None
    executed_fen: int | None

    @property
    def of_original(self) -> str | None:
        """The percentage; of a budget of nothing there is none."""
        return _percent(self.executed_fen, self.original_fen)

    @property
    def of_current(self) -> str | None:
        return _percent(self.executed_fen, self.current_fen)


@dataclass(frozen=True, slots=True)
class Progress:
    """The paces of the department (first), its units, their basic spending and projects, on one day: `days` of the
    year's `days_of_year` have gone by. `executed_through`: the newest effective date of execution, None before any.
    `completions` are those of the total and the function codes."""

    day: str
    days: int
    days_of_year: int
    share: str
    executed_through: str | None
    paces: tuple[Pace, ...]
    completions: tuple[Completion, ...] = ()

    @property
    def unspent(self) -> tuple[Pace, ...]:
        """Basic spending and projects by what is left of them, the most first."""
        left = [(pace.unspent_fen, pace) for pace in self.paces if pace.node.leaf and pace.unspent_fen]
        return tuple(pace for _, pace in sorted(left, key=lambda pair: -pair[0]))


def progress(view: YearView, today: str) -> Progress:
    """Of the year at its point, by the effective date, else today: before the year its eve, after it its last day."""
    eve, last = f"{view.year - 1}-12-31", f"{view.year}-12-31"
    day = min(max(view.point.effective or today, eve), last)
    days, of_year = ((date.fromisoformat(end) - date.fromisoformat(eve)).days for end in (day, last))
    share = percent(days, of_year) or "0.00"
    paces = tuple(Pace(node, share) for node in by_unit(view))
    executed = (p.effective for p in view.postings(LineFilter(view.year)) if p.measure is Measure.EXECUTED)
    return Progress(day, days, of_year, share, max(executed, default=None), paces, completions(view))


def completions(view: YearView) -> tuple[Completion, ...]:
    """By the rows of the table of spending by function that hold anything; none where that table is lost."""
    table = view.table("spending-by-function")
    rows = () if table.absent else ledger_table(view, table, "", None, (EXECUTED,)).rows
    known = has_budget(view)
    found = (
        Completion(
            row.head,
            _APPROVED.fen(money) if known else None,
            CURRENT_COLUMN.fen(money) if known else None,
            EXECUTED.fen(money),
        )
        for row, money in rows
    )
    return tuple(one for one in found if one.original_fen or one.current_fen or one.executed_fen)


def _percent(executed: int | None, budget: int | None) -> str | None:
    return None if executed is None or budget is None else percent(executed, budget)
