"""Projects that were split or merged, as equal sums say: several that ended and one that began, or the other way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import combinations
from typing import NamedTuple

from .alike import likeness

_MOST_PARTS = 4
_MOST_CANDIDATES = 14
"""Of more projects than these not every group is tried."""


class Recut(NamedTuple):
    """Keys of what ended and of what began, equal in sum; `alike`: whether names say so too."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    alike: bool


def recuts(
    before: Mapping[str, int], after: Mapping[str, int], names_before: Mapping[str, str], names_after: Mapping[str, str]
) -> list[Recut]:
    """Of what ended and what began (fen by key) the groups of equal sums, where exactly one group fits; a project is in
    one of them at most."""
    found = [Recut(group, (one,), False) for one, group in _groups(after, before)]
    found += [Recut((one,), group, False) for one, group in _groups(before, after)]
    used: set[str] = set()
    kept = []
    for recut in found:
        keys = {*(f"-{key}" for key in recut.before), *(f"+{key}" for key in recut.after)}
        if keys & used:
            continue
        used |= keys
        alike = any(likeness(names_before[old], names_after[new]) for old in recut.before for new in recut.after)
        kept.append(recut._replace(alike=alike))
    return kept


def _groups(wholes: Mapping[str, int], parts: Mapping[str, int]) -> Iterator[tuple[str, tuple[str, ...]]]:
    held = {key: fen for key, fen in sorted(parts.items()) if fen > 0}
    if len(held) > _MOST_CANDIDATES:
        return
    for whole, fen in sorted(wholes.items()):
        groups = [
            group
            for size in range(2, _MOST_PARTS + 1)
            for group in combinations(held, size)
            if fen > 0 and sum(held[key] for key in group) == fen
        ]
        if len(groups) == 1:
            yield whole, groups[0]


def weights(amounts: list[int]) -> list[str]:
    """Shares of a sum as decimal strings that add up to exactly 1."""
    total = sum(amounts)
    shares = [(Decimal(fen) / total).quantize(Decimal("0.000001")) for fen in amounts[:-1]]
    return [f"{share.normalize():f}" for share in (*shares, 1 - sum(shares, Decimal()))]
