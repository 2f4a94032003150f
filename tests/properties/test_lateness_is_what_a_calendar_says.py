"""Law: a revision is late for exactly the reasons that a plain look at the calendar gives."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tracker.model.canonical import GENESIS
from tracker.query.late import Lateness
from tracker.store.protocol import Header

days = st.dates(date(2023, 11, 1), date(2025, 3, 1)).map(date.isoformat)
facts = st.lists(st.tuples(days, st.none() | days, days, st.sampled_from((2023, 2024))), min_size=1, max_size=8)


def header(seq: int, effective: str, documented: str | None, recorded: str, year: int) -> Header:
    instant = f"{(date.fromisoformat(recorded) - timedelta(days=1)).isoformat()}T16:00:00.000Z"  # midnight in Shanghai
    return Header(
        seq, GENESIS, year, None, None, documented, effective, instant, None, None, None, ("GoalChanged",), (), 0
    )


@given(facts, st.integers(0, 90))
def test_lateness(log: list[tuple[str, str | None, str, int]], most: int) -> None:
    headers = [header(seq, *fact) for seq, fact in enumerate(log, 1)]
    lateness = Lateness(headers[::-1], most)
    for n, (effective, documented, recorded, year) in enumerate(log):
        late = lateness.of(headers[n])
        waited = (date.fromisoformat(recorded) - date.fromisoformat(effective)).days
        expected = {"late.after-effective"} if waited > most else set()
        if documented and (date.fromisoformat(recorded) - date.fromisoformat(documented)).days > most:
            expected.add("late.after-document")
        if int(recorded[:4]) > year:
            expected.add("late.after-year")
        ahead = [m for m, other in enumerate(log[:n], 1) if other[3] == year and other[0] > effective]
        if ahead:
            expected.add("late.backdated")
        assert late.days == waited
        assert {message.id for message in late.reasons} == expected
        assert [message.params["seq"] for message in late.reasons if "seq" in message.params] == ahead[:1]
