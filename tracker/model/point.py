"""From where a query looks: a version of the log and, optionally, an effective date."""

from __future__ import annotations

from typing import NamedTuple


def year_named(milestone: str) -> int | None:
    """The fiscal year in the name of a milestone: 2024 in 2024/original."""
    first = milestone.partition("/")[0]
    return int(first) if len(first) == 4 and first.isascii() and first.isdigit() else None


class Point(NamedTuple):
    """`seq`: revisions up to and including it count (0 is the empty book). `effective`: only what is effective on
    or before this ISO date counts; None sets no limit, what is dated in the future counts too."""

    seq: int
    effective: str | None = None

    def holds(self, seq: int, effective: str) -> bool:
        return seq <= self.seq and (self.effective is None or effective <= self.effective)
