"""What every way of sharing amounts out has in common, against trying all of them."""

from __future__ import annotations

from itertools import combinations, product

from hypothesis import given
from hypothesis import strategies as st

from tracker.query.assigning import only_part, share_out
from tracker.query.recutting import weights


@given(
    st.lists(st.integers(-4, 4).filter(bool), min_size=1, max_size=5),
    st.lists(st.integers(-6, 6), min_size=1, max_size=3),
)
def test_the_options_are_those_of_all_ways_that_fit(items: list[int], sums: list[int]) -> None:
    fitting = [
        way
        for way in product(range(len(sums)), repeat=len(items))
        if all(sum(fen for fen, at in zip(items, way, strict=True) if at == n) == of for n, of in enumerate(sums))
    ]
    found = share_out(items, sums, [range(len(sums))] * len(items))
    if not fitting:
        assert found is None
        return
    assert found is not None
    assert found.exact
    assert list(found.options) == [frozenset(way[n] for way in fitting) for n in range(len(items))]


def test_within_rounding_only_where_nothing_fits_exactly() -> None:
    near = share_out([10_001], [10_000], [(0,)], slack=5)
    assert near is not None
    assert not near.exact
    assert share_out([10_001], [10_000], [(0,)]) is None


def test_too_many_ways_are_not_told() -> None:
    items = [3**n for n in range(40)]
    assert share_out(items, [sum(items[1::2]), sum(items[::2])], [(0, 1)] * len(items)) is None
    assert only_part(items, sum(items)) == ()


@given(st.lists(st.integers(0, 40), max_size=7), st.integers(0, 120), st.integers(0, 1))
def test_the_only_part_is_the_one_that_makes_the_total(items: list[int], total: int, slack: int) -> None:
    every = [part for n in range(len(items) + 1) for part in combinations(range(len(items)), n)]
    fits = [part for part in every if abs(sum(items[n] for n in part) - total) <= slack * (len(part) + 1)]
    assert sorted(only_part(items, total, slack)) == (list(fits[0]) if len(fits) == 1 else [])


def test_what_only_grows_is_not_looked_for_beyond_its_sum() -> None:
    """Forty amounts have more ways than can be looked at; few of them stay within the sums."""
    items = [*(10**9 + n for n in range(28)), *(3**n for n in range(12))]
    found = share_out(items, [sum(items[28:]), sum(items[:28])], [(0, 1)] * len(items))
    assert found is not None
    assert [min(options) for options in found.options] == [1] * 28 + [0] * 12


@given(st.lists(st.integers(1, 10**12), min_size=2, max_size=5))
def test_weights_are_one_together(amounts: list[int]) -> None:
    from decimal import Decimal

    assert sum(map(Decimal, weights(amounts))) == 1
