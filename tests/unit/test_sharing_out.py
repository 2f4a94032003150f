"""What every way of sharing amounts out has in common, against trying all of them."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from tracker.query.assigning import share_out
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
    assert share_out(items, [sum(items), 0], [(0, 1)] * len(items)) is None


@given(st.lists(st.integers(1, 10**12), min_size=2, max_size=5))
def test_weights_are_one_together(amounts: list[int]) -> None:
    from decimal import Decimal

    assert sum(map(Decimal, weights(amounts))) == 1
