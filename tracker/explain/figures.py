"""The two amounts of each subject that an explanation compares."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from ..query.subjects import ITEM_DIGITS, item_of
from ..query.year import YearView
from ..tables.subjects import Subject
from .phrases import Amount
from .prior import Basis, Prior, PriorYear, holds_amounts
from .sources import Facts, cell_amount


class Compared(NamedTuple):
    """A subject's amount and that of the year before; None where it is unknown."""

    current: Amount | None
    prior: Prior | None


class Item(NamedTuple):
    """A function code of 项 with the names of its 类, its 款 and itself."""

    subject: Subject
    path: tuple[str, ...]


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
        """A subject of the form, or the item of a function code."""
        return self.view.form.subject(id) or next((item.subject for item in self.items if item.subject.id == id), None)

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """The function codes with money that the explanation speaks of one by one, in the order of the tables."""
        if not (self._held and self.view.form.items):
            return ()
        naming = self.view.naming
        found = []
        for role, column in self.view.form.items:
            for row in self.view.table(role).rows:
                subject = item_of(self.view.form, role, row.head.code, naming)
                if subject and self.view.table(role).cell(row.key, column):
                    codes = [subject.id[:n] for n in (3, 5, ITEM_DIGITS)]
                    found.append(Item(subject, tuple(naming.code_name("function", code) or code for code in codes)))
        return tuple(found)
