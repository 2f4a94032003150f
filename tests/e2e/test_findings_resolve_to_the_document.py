"""A finding says where, what was expected and what was found: each of the three is in the document, on its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.builders import new_book
from tracker.model.money import parse_wan
from tracker.query.check import CheckedPlace, CheckResult

SEED = next(iter((Path(__file__).parents[3] / "shared" / "seed").glob("*.txt")), None)
CLOUD_ROW = "政务云经 费\t950.00"


def _fen(place: CheckedPlace) -> int:
    assert place.printed is not None
    return parse_wan(place.printed.replace(",", ""))


@pytest.fixture(scope="module")
def findings(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[str], list[CheckResult]]:
    """The real document with one amount changed: a project's total no longer fits its funds, nor its unit."""
    if SEED is None:
        pytest.skip("../shared/seed is absent: the real document can't be read")
    text = SEED.read_text(encoding="utf-8")
    assert text.count(CLOUD_ROW) == 1
    folder = tmp_path_factory.mktemp("findings")
    altered = folder / "altered.txt"
    altered.write_text(text.replace(CLOUD_ROW, CLOUD_ROW.replace("950.00", "959.00")), encoding="utf-8")
    with new_book(folder / "book") as book:
        book.import_document(altered, adopt=True)
        results = book.check(book.view(2023, book.point().point))
    return altered.read_text(encoding="utf-8").splitlines(), [r for r in results if r.check.status == "fails"]


def test_the_place_is_the_line_that_prints_the_cell(findings: tuple[list[str], list[CheckResult]]) -> None:
    lines, failed = findings
    places = [place for result in failed for place in result.places if place.evidence]
    assert places
    for place in places:
        assert place.evidence is not None
        assert place.printed is not None
        assert place.printed in lines[place.evidence.line - 1]


def test_found_is_what_is_printed_there_and_expected_what_its_parts_print(
    findings: tuple[list[str], list[CheckResult]],
) -> None:
    row_sum = next(r for r in findings[1] if r.check.id == "R12.5" and r.places[0].row == "政务云经费")
    judged, *parts = row_sum.places
    assert row_sum.check.published_fen == _fen(judged) == 959_000_000
    assert row_sum.check.computed_fen == sum(map(_fen, parts)) == 950_000_000


def test_one_wrong_amount_is_found_from_its_row_and_from_its_unit_and_nowhere_else(
    findings: tuple[list[str], list[CheckResult]],
) -> None:
    assert sorted(r.check.id for r in findings[1] if r.check.id != "R2.6") == ["R12.4", "R12.5"]
