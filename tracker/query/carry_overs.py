"""Brought-forward money by the year whose budget first held it, and what of it must be given back (I11)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from ..model.line import Line
from ..model.vocabulary import CURRENT, Measure
from .ledger import UNSPENT, LedgerColumn, Money, column_of, total
from .year import YearView

TO_RECOVER = LedgerColumn("to_recover", CURRENT, frozenset({Measure.EXECUTED, Measure.SURPLUS}))
"""What is unspent and has yet to be declared surplus."""

COLUMNS = (column_of(Measure.BROUGHT_FORWARD), UNSPENT, column_of(Measure.SURPLUS), TO_RECOVER)


class CarryOver(NamedTuple):
    """A line that holds money of an earlier year's budget. What was budgeted in a year and is unspent at the end of the
    next is no carry-over any more but 结余: it may not be carried once more, and is recovered."""

    line: Line
    measured: Mapping[Measure, int]

    @property
    def origin_year(self) -> int:
        """Of money that says none, the year before: it is of that one at the latest."""
        return self.line.origin_year or self.line.year - 1

    @property
    def age(self) -> int:
        """In years, 1 for last year's money."""
        return self.line.year - self.origin_year

    @property
    def due_year(self) -> int:
        """What is unspent at the end of this year is 结余."""
        return self.origin_year + 1


@dataclass(frozen=True)
class CarryOvers:
    """Every line with brought-forward money, the oldest first, then by unit and project."""

    rows: tuple[CarryOver, ...]

    @cached_property
    def total(self) -> Money:
        return total(row.measured for row in self.rows)


def carry_overs(view: YearView) -> CarryOvers:
    naming = view.naming
    found = [
        CarryOver(line, money)
        for line, money in view.measures
        if money and (line.origin_year or Measure.BROUGHT_FORWARD in money)
    ]
    found.sort(
        key=lambda c: (c.origin_year, naming.unit_order(c.line.unit), naming.project_order(c.line.project), c.line)
    )
    return CarryOvers(tuple(found))
