"""Which revisions came late: long after they take effect or were decided, after their year, or behind later ones."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ..model.errors import Message, say
from ..store.protocol import Header
from .points import day_of

DAYS = 30
"""After how many days a revision is late unless somebody asks otherwise."""


@dataclass(frozen=True, slots=True)
class Late:
    """How many days after it takes effect a revision was recorded (negative: ahead of it), and why it is late, if it
    is: the messages `late.after-effective`, `.after-document`, `.after-year`, `.backdated` with their parameters."""

    days: int
    reasons: tuple[Message, ...]


class Lateness:
    """What is late in one log: more than `most_days` after the fact, by days in the book's time zone."""

    def __init__(self, headers: Iterable[Header], most_days: int) -> None:
        """`headers` are all of the log, newest first."""
        self._most = most_days
        self._latest: dict[int, list[tuple[str, int]]] = {}
        for header in reversed(list(headers)):
            seen = self._latest.setdefault(header.fiscal_year, [])
            if not seen or header.effective > seen[-1][0]:
                seen.append((header.effective, header.seq))

    def of(self, header: Header) -> Late:
        recorded = day_of(header.recorded)
        days = _days(header.effective, recorded)
        reasons = [say("late.after-effective", days=days)] if days > self._most else []
        if header.date and (since := _days(header.date, recorded)) > self._most:
            reasons.append(say("late.after-document", days=since))
        if recorded > (end := f"{header.fiscal_year}-12-31"):
            reasons.append(say("late.after-year", end=end))
        if first := self._overtaken(header):
            reasons.append(say("late.backdated", effective=first[0], seq=first[1]))
        return Late(days, tuple(reasons))

    def _overtaken(self, header: Header) -> tuple[str, int] | None:
        """The first revision of the year, recorded before this one, that takes effect after it: when, and its seq."""
        seen = self._latest[header.fiscal_year]
        first = bisect_right(seen, (header.effective, 2**62))
        return seen[first] if first < len(seen) and seen[first][1] < header.seq else None


def _days(first: str, last: str) -> int:
    return (date.fromisoformat(last) - date.fromisoformat(first)).days
