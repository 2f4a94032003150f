"""A difference narrowed to the rows that somebody asks about; its totals stay those of the whole."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from fractions import Fraction

from ..model.money import round_to_cents
from .diff import Amounts, Diff, DiffRow
from .facts_diff import FactChange


@dataclass(frozen=True, slots=True)
class KindSum:
    """What the events of one kind did to the rows that are shown, in fen: increases (≥ 0) and decreases (≤ 0), a
    revision's events on one row taken together."""

    kind: str
    up_fen: int
    down_fen: int

    @property
    def net_fen(self) -> int:
        return self.up_fen + self.down_fen


@dataclass(frozen=True, slots=True)
class Narrowed:
    """The rows that fit, with those that they are part of, and what else changed of the projects among them; how many
    leaves do not fit; what the kinds asked for did."""

    rows: tuple[DiffRow, ...]
    facts: tuple[FactChange, ...]
    hidden: int
    sums: tuple[KindSum, ...]


def narrowed(
    found: Diff, over_percent: Fraction | None, kinds: Collection[str], *, changed_only: bool = False
) -> Narrowed:
    """The leaves that moved by more than a share of what they were (or may have, where nobody knows what it was), that
    events of one of the kinds touched, and with `changed_only` whose amount is another one; None and no kinds set no
    condition."""
    if over_percent is None and not kinds and not changed_only:
        return Narrowed(found.rows, found.facts, 0, ())
    leaves = [row for row in found.rows if row.leaf]
    fitting = [
        row
        for row in leaves
        if (over_percent is None or not row.is_told or _moved_over(row.amounts, over_percent))
        and (not changed_only or row.delta_fen != 0)
        and (not kinds or any(cause.kind in kinds for cause in row.causes))
    ]
    wanted = {row.node for row in fitting} | _above(fitting, found.rows)
    rows = tuple(row for row in found.rows if row.node in wanted)
    projects = {row.key.get("id") for row in fitting}
    asked = over_percent is not None or kinds
    facts = tuple(fact for fact in found.facts if not asked or (fact.entity == "project" and fact.id in projects))
    return Narrowed(rows, facts, len(leaves) - len(fitting), tuple(_sum(kind, fitting) for kind in kinds))


def _moved_over(amounts: Amounts, over_percent: Fraction) -> bool:
    """By the displayed amounts, as a reader works it out. What was nothing has no percentage: whatever it becomes is
    more."""
    base = abs(round_to_cents(amounts.before_fen))
    if base == 0:
        return amounts.delta_fen != 0
    return abs(amounts.shown_delta_fen) * 100 > over_percent * base


def _above(leaves: Iterable[DiffRow], rows: Iterable[DiffRow]) -> set[str]:
    """The nodes that the leaves are part of."""
    parents = {row.node: row.parent for row in rows}
    found: set[str] = set()
    for row in leaves:
        node = row.parent
        while node is not None and node not in found:
            found.add(node)
            node = parents.get(node)
    return found


def _sum(kind: str, leaves: Iterable[DiffRow]) -> KindSum:
    fen = [cause.amount_fen for row in leaves for cause in row.causes if cause.kind == kind]
    return KindSum(kind, sum(f for f in fen if f > 0), sum(f for f in fen if f < 0))
