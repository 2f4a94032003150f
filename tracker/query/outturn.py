"""What was spent in a year, looked at like a budget: the same tables and partitions over the measure executed."""

from __future__ import annotations

from functools import cached_property

from ..model.line import Line
from ..model.vocabulary import Measure
from ..store.protocol import LineFilter, Posted
from ..tables.forms import DEFAULT
from ..tables.naming import RosterNaming
from ..tables.project import Table, project
from ..tables.spec import Form, Role
from .statements import Statement, opening_of
from .year import YearView


class SpentView(YearView):
    """One year at one point, in the form of its budget. No publication opens it: what was spent is told by lines."""

    @property
    def is_ledger(self) -> bool:
        return False

    @property
    def ground(self) -> str:
        return "spent"

    @cached_property
    def opening(self) -> Statement | None:
        return None

    @cached_property
    def _budget(self) -> Statement | None:
        return opening_of(self.store, self.roster, self.year)

    @cached_property
    def form(self) -> Form:
        return self._budget.form if self._budget else DEFAULT

    @cached_property
    def naming(self) -> RosterNaming:
        printed = self._budget.code_names() if self._budget else None
        return RosterNaming(self.roster, self.known, self.year, printed, elsewhere=self._names_in_accounts)

    @cached_property
    def balances(self) -> list[tuple[Line, int]]:
        spent = ((line, money.get(Measure.EXECUTED, 0)) for line, money in self.measures)
        return [(line, fen) for line, fen in spent if fen]

    def postings(self, wanted: LineFilter) -> list[Posted]:
        """What was spent stands where a view of the budget has what was approved: it is what counts here."""
        spent = (p for p in super().postings(wanted) if p.measure is Measure.EXECUTED)
        return [p._replace(measure=Measure.APPROVED) for p in spent]

    def table_around(self, role: Role, lines: tuple[LineFilter, ...]) -> Table:
        return self.table(role)

    def _project(self, role: Role, unit: str) -> Table:
        lines = [(line, fen) for line, fen in self.balances if unit in ("", line.unit)]
        return project(self.form.by_role(role), lines, self.naming)

    def size_fen(self) -> int | None:
        return sum(fen for _, fen in self.balances)
