"""Law: at every version and date, per line, current = approved + adjusted + transferred + brought forward; the units
make the department, the natures make the total, and every table adds up."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.properties.histories import DATES, book_of, histories
from tests.support.builders import Json
from tracker.model.line import Line
from tracker.model.point import Point
from tracker.model.vocabulary import Measure
from tracker.store.protocol import LineFilter
from tracker.tables.spec import TOTAL

IDENTITY = (Measure.APPROVED, Measure.ADJUSTED, Measure.TRANSFERRED, Measure.BROUGHT_FORWARD)


@settings(max_examples=40)
@given(histories, st.none() | st.sampled_from(DATES))
def test_every_prefix_keeps_the_identities(history: list[Json], effective: str | None) -> None:
    with book_of(history) as book:
        for seq in range(book.head.seq + 1):
            point = Point(seq, effective)
            view = book.view(2024, point)
            measured: Counter[Line] = Counter()
            postings = view.postings(LineFilter(year=2024))
            for posted in postings:
                if posted.measure in IDENTITY:
                    measured[posted.line] += posted.amount_fen
            assert {k: v for k, v in view.balances if v} == {k: v for k, v in measured.items() if v}
            by_unit = [book.table(view, 3, unit.id).cell(TOTAL, TOTAL) or 0 for unit in book.roster.units()]
            size = view.size_fen()
            assert book.table(view, 3).cell(TOTAL, TOTAL) == size == sum(by_unit)
            parts = [book.table(view, number).cell(TOTAL, "总计") or 0 for number in (11, 12)]
            assert sum(parts) == size
            moved = sum(p.amount_fen for p in postings if p.measure is Measure.TRANSFERRED)
            assert moved == 0
