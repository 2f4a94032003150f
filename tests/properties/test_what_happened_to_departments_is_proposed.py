"""Law: of any two years of a department, read from documents as unknown files are, every project that was added or
dropped is proposed as such, nothing is taken for another without being marked as a guess, and every bridge is exact."""

from __future__ import annotations

import pytest

from tests.departments.making import department
from tests.departments.printing import twelve
from tests.departments.scoring import Score
from tests.departments.trying import tried

SEEDS = range(24)


@pytest.fixture(scope="module")
def score() -> Score:
    total = Score()
    for seed in SEEDS:
        for one in tried(department(seed), twelve):
            assert one.bridges == 8
            total.add(one.score)
    return total


def test_every_project_that_was_added_or_dropped_is_proposed(score: Score) -> None:
    assert min(score.happened[kind] for kind in ("added", "dropped")) > 50
    assert (score.recall("added"), score.recall("dropped")) == (1, 1)


@pytest.mark.parametrize("kind", ["spelling", "year", "suffix"])
def test_names_that_differ_as_those_of_two_years_do_are_one_project(score: Score, kind: str) -> None:
    assert score.recall(f"renamed ({kind})") == 1


def test_what_is_proposed_is_what_happened(score: Score) -> None:
    for kind in ("renamed", "split", "merged", "moved", "reclassified", "unit-renamed", "unit-joined", "unit-left"):
        assert score.precision(kind) >= 0.95, kind
    assert min(score.recall(kind) for kind in ("split", "merged", "moved", "unit-renamed")) >= 0.9


def test_three_years_in_turn_and_the_last_against_the_first() -> None:
    for seed in (101, 102, 103):
        assert [one.notes for one in tried(department(seed, years=3), twelve) if one.score.recall("added") < 1] == []
