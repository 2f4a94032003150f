"""The two amounts of each subject that an explanation compares."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from ..query.year import YearView
from ..tables.subjects import Subject
from .phrases import Amount
from .prior import Basis, Prior, PriorYear, holds_amounts
from .sources import Facts, cell_amount


class Compared(NamedTuple):
    """A subject's amount and that of the year before; None where it is unknown."""

    current: Amount | None
    prior: Prior | None


@dataclass
class Figures:
    """A year as the ledger has it, beside the year before. What is not known is None, never zero."""

    view: YearView
    basis: Basis
    before: PriorYear
    facts: Facts

    @cached_property
    def _held(self) -> bool:
        return holds_amounts(self.view)

    def current(self, subject: Subject) -> Amount | None:
        if subject.cell:
            return cell_amount(self.view, subject.cell) if self._held else None
        return self.facts.amount(*subject.fact) if subject.fact else None

    def prior(self, subject: Subject) -> Prior | None:
        return self.before.of(subject)

    def compared(self, subject: Subject) -> Compared:
        return Compared(self.current(subject), self.prior(subject))

    def subject(self, id: str) -> Subject | None:
        return self.view.form.subject(id)
