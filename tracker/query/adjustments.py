"""In-year adjustments added up: how many events, and how much money, by month of effect and by kind."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from typing import Literal, NamedTuple

from ..model.events.control import RevisionReversed
from ..model.line import Posting
from ..model.vocabulary import Mode
from ..store.protocol import Store
from .events_of import Acted, acted
from .log import LogFilter, LogRow

Axis = Literal["month", "kind"]
_IN_YEAR = ("AmountAdjusted", "AmountsTransferred", "AllocationDetailed")
"""The kinds that adjust a budget within its year; a reversal of them does, too. What only gives other codes, units or
projects to the same amounts does not."""
_MODES: tuple[Mode, ...] = ("supplement", "cut", "statutory", "reserve", "from-above", "recovery")
_ORDER = (*_MODES, *_IN_YEAR[1:], "RevisionReversed")


class Moved(NamedTuple):
    """What postings did to the budget, in fen: money that came (≥ 0), money that went (≤ 0), and money that only
    changed its place among the lines that are looked at: half of what a transfer's legs add up to without sign."""

    up_fen: int = 0
    down_fen: int = 0
    moved_fen: int = 0

    @property
    def net_fen(self) -> int:
        return self.up_fen + self.down_fen

    def plus(self, other: Moved) -> Moved:
        return Moved(*map(sum, zip(self, other, strict=True)))


@dataclass(frozen=True, slots=True)
class Adjustments:
    """The events of one month (of effect), of one kind or of both; None where the sum runs over all."""

    month: str | None
    kind: str | None
    mode: str | None
    count: int
    money: Moved

    @property
    def label(self) -> str:
        """The id of the message that names the kind."""
        return f"mode.{self.mode}" if self.mode else f"kind.{self.kind}"


class Summary(NamedTuple):
    """One row for each month and kind that occurs, in order, and all of them together."""

    rows: tuple[Adjustments, ...]
    total: Adjustments


def summarize(store: Store, listed: Iterable[LogRow], wanted: LogFilter, per: Collection[Axis]) -> Summary:
    """The in-year adjustments of the listed revisions; of the wanted kind, and of the money of the wanted unit and
    project, where the filter names them."""
    sums: dict[tuple[str | None, str | None, str | None], tuple[int, Moved]] = {}
    total = 0, Moved()
    for row in listed:
        month = row.header.effective[:7] if "month" in per else None
        for one in acted(store, row.header.seq):
            money = _money(store, one, wanted)
            if money is None:
                continue
            key = (month, one.event.kind, one.mode) if "kind" in per else (month, None, None)
            sums[key] = _added(sums.get(key, (0, Moved())), money)
            total = _added(total, money)
    rows = [Adjustments(*key, *found) for key, found in sums.items()]
    rows.sort(key=lambda row: (row.month or "", _ORDER.index(row.mode or row.kind) if row.kind else 0))
    return Summary(tuple(rows), Adjustments(None, None, None, *total))


def _added(sums: tuple[int, Moved], money: Moved) -> tuple[int, Moved]:
    return sums[0] + 1, sums[1].plus(money)


def _money(store: Store, one: Acted, wanted: LogFilter) -> Moved | None:
    """What the event did to the wanted lines; None where it adjusted none of them."""
    if wanted.kind not in (None, one.event.kind):
        return None
    here = (
        [p for p in legs if wanted.unit in (None, p.line.unit) and wanted.project in (None, p.line.project)]
        for legs in _adjusting(store, one)
    )
    money = [_moved([p.current_fen for p in legs]) for legs in here if legs]
    return reduce(Moved.plus, money) if money else None


def _moved(legs_fen: list[int]) -> Moved:
    up, down = sum(fen for fen in legs_fen if fen > 0), sum(fen for fen in legs_fen if fen < 0)
    moved = min(up, -down)
    return Moved(up - moved, down + moved, moved)


def _adjusting(store: Store, one: Acted) -> Iterator[list[Posting]]:
    """The legs of an in-year adjustment; of a reversal those that take each such event back."""
    if one.event.kind in _IN_YEAR:
        yield [p for p in one.effects.postings if p.current_fen]
    elif isinstance(one.event, RevisionReversed):
        for taken_back in acted(store, one.event.seq):
            for legs in _adjusting(store, taken_back):
                yield [p._replace(amount_fen=-p.amount_fen) for p in legs]
