"""What every test may use: a temporary book with a fixed clock, and bounded property tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.support.builders import new_book, opened_book
from tracker.book import Book

_PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
settings.register_profile("tracker", _PATIENT, derandomize=True)
settings.register_profile("explore", _PATIENT)
settings.load_profile("tracker")  # the same examples every time; `make explore` draws others


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Book]:
    """A book without revisions."""
    with new_book(tmp_path / "book") as book:
        yield book


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    """A book that starts with two units, three projects and 652.00 万元 (builders.OPENING)."""
    with opened_book(tmp_path / "book") as book:
        yield book
