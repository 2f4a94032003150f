"""Which amounts make up which sums: what every way of sharing them out has in common. Knows nothing of budgets."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

_MOST_STATES = 20_000
"""Sums that are kept in mind at once; what would need more is not told."""
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
    up = _layers(start, items[:middle], allowed[:middle], 1)
    down = _layers(tuple(sums), items[middle:][::-1], allowed[middle:][::-1], -1) if up else None
    if up is None or down is None:
        return None
    met = up[-1] & down[-1]
    exact = bool(met)
    left = right = met
    if not met and slack and len(up[-1]) * len(down[-1]) <= _MOST_PAIRS:
        pairs = [
            (a, b) for a in up[-1] for b in down[-1] if all(abs(x - y) <= slack for x, y in zip(a, b, strict=True))
        ]
        left, right = {a for a, _ in pairs}, {b for _, b in pairs}
    if not left:
        return None
    first = _options(up, items[:middle], allowed[:middle], left, 1)
    last = _options(down, items[middle:][::-1], allowed[middle:][::-1], right, -1)[::-1]
    return Shared((*first, *last), exact)


def _layers(
    start: _State, items: Sequence[int], allowed: Sequence[Collection[int]], sign: int
) -> list[set[_State]] | None:
    """The sums reached after each item."""
    layers = [{start}]
    for item, into in zip(items, allowed, strict=True):
        layer = {_with(state, at, sign * item) for state in layers[-1] for at in into}
        if len(layer) > _MOST_STATES:
            return None
        layers.append(layer)
    return layers


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
