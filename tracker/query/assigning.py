"""Which amounts make up which sums: what every way of sharing them out has in common. Knows nothing of budgets."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import chain, combinations
from typing import NamedTuple

_MOST_STATES = 20_000
"""Sums that are kept in mind at once; what would need more is not told."""
_MOST_ITEMS = 24
_MOST_PAIRS = 250_000

_State = tuple[int, ...]


class Shared(NamedTuple):
    """For each item the sums that it is a part of in some way of sharing everything out; `exact`: to the fen."""

    options: tuple[frozenset[int], ...]
    exact: bool


def share_out(
    items: Sequence[int], sums: Sequence[int], allowed: Sequence[Collection[int]], slack: int = 0
) -> Shared | None:
    """Each item goes into one of the sums that it is `allowed`, whole, so that every sum is met: exactly, or if that
    can't be done within `slack`. None where no way does, or where there are too many to look at."""
    middle = len(items) // 2
    start = tuple(0 for _ in sums)
    only_grow = all(item >= 0 for item in items)
    up = _layers(
        start, items[:middle], allowed[:middle], 1, lambda at, fen: not only_grow or fen <= sums[at] + slack
    )  # fmt: skip
    down = up and _layers(
        tuple(sums), items[middle:][::-1], allowed[middle:][::-1], -1, lambda _, fen: not only_grow or fen >= -slack
    )  # fmt: skip
    if not up or not down:
        return None
    met = up[-1] & down[-1]
    exact = bool(met)
    left = right = met
    if not met and slack:
        left, right = _nearly_met(up[-1], down[-1], slack)
    if not left:
        return None
    first = _options(up, items[:middle], allowed[:middle], left, 1)
    last = _options(down, items[middle:][::-1], allowed[middle:][::-1], right, -1)[::-1]
    return Shared((*first, *last), exact)


def only_part(items: Sequence[int], total: int, slack: int = 0) -> tuple[int, ...]:
    """The places of the items that make a total, to the fen or as far as the `slack` of each figure hides; () where no
    part does, or several, or where there are too many to look at. No item is negative."""
    if len(items) > _MOST_ITEMS:
        return ()
    middle = len(items) // 2
    low, high = (
        sorted((sum(items[n] for n in part), part) for part in _parts_of(range(*ends)))
        for ends in ((0, middle), (middle, len(items)))
    )
    found: tuple[int, ...] | None = None
    for fen, part in low:
        first = bisect_left(high, (total - fen - slack * (len(items) + 1),))
        for other, rest in high[first:]:
            if fen + other > total + slack * (len(items) + 1):
                break
            if abs(fen + other - total) <= slack * (len(part) + len(rest) + 1):
                if found is not None:
                    return ()
                found = (*part, *rest)
    return found or ()


def _parts_of(places: Sequence[int]) -> Iterator[tuple[int, ...]]:
    return chain.from_iterable(combinations(places, n) for n in range(len(places) + 1))


def _layers(
    start: _State,
    items: Sequence[int],
    allowed: Sequence[Collection[int]],
    sign: int,
    leads_on: Callable[[int, int], bool],
) -> list[set[_State]] | None:
    """The sums reached after each item, as far as one with so much in it `leads_on`."""
    layers = [{start}]
    for item, into in zip(items, allowed, strict=True):
        layer = {
            _with(state, at, sign * item)
            for state in layers[-1]
            for at in into
            if leads_on(at, state[at] + sign * item)
        }
        if len(layer) > _MOST_STATES:
            return None
        layers.append(layer)
    return layers


def _nearly_met(up: set[_State], down: set[_State], slack: int) -> tuple[set[_State], set[_State]]:
    """The states of the one and of the other that differ by no more than the slack; none where too many would have to
    be looked at."""
    left: set[_State] = set()
    right: set[_State] = set()
    ordered = sorted(down)
    seen = 0
    for a in up:
        low = bisect_left(ordered, (a[0] - slack,))
        high = bisect_left(ordered, (a[0] + slack + 1,))
        seen += high - low
        if seen > _MOST_PAIRS:
            return set(), set()
        for b in ordered[low:high]:
            if all(abs(x - y) <= slack for x, y in zip(a, b, strict=True)):
                left.add(a)
                right.add(b)
    return left, right


def _options(
    layers: list[set[_State]], items: Sequence[int], allowed: Sequence[Collection[int]], alive: set[_State], sign: int
) -> list[frozenset[int]]:
    """Of each item where it goes on a way that ends in one of the states that are `alive`."""
    found: list[frozenset[int]] = []
    for n in range(len(items) - 1, -1, -1):
        here: set[_State] = set()
        options: set[int] = set()
        for state in layers[n]:
            reached = [at for at in allowed[n] if _with(state, at, sign * items[n]) in alive]
            if reached:
                here.add(state)
                options.update(reached)
        found.append(frozenset(options))
        alive = here
    return found[::-1]


def _with(state: _State, at: int, fen: int) -> _State:
    return (*state[:at], state[at] + fen, *state[at + 1 :])
