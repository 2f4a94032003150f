"""The sample book: made again byte for byte, sound, complete, and with the totals that a person works out by hand."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.golden.sample_book import PARTS, ROOT, generate
from tracker.book import Book
from tracker.model.events import KINDS
from tracker.model.money import parse_wan
from tracker.model.point import Point

ORIGINAL_2024 = (
    "1413.551567", "700.8326", "813.5433", "437.1137",  # basic spending of the four units: 3365.041167
    "960.00", "350.50", "438.00", "358.28", "99.50", "30.00", "598.25",  # the bureau's projects: 2834.53
    "253.75", "238.5633",  # the office's: 492.3133
    "274.3025", "45.30", "67.40", "45.72",  # the centre's: 432.7225
    "412.3549", "74.80",  # the hotline's: 487.1549
)  # fmt: skip
FIRST_HALF_2024 = (
    "180.00",  # @7 provincial money
    "36.50",  # @11 reserve
    "125.00",  # @14, in the place of 1250.00 (@12), which @13 takes back
    "-24.31",  # @15: 1.55 + 6.00 + 1.00 + 0.36 + 0.65 + 0.12 + 0.60 + 6.40 + 7.63
)
SECOND_HALF_2024 = (
    "48.60",  # @19 new project: 22.60 + 26.00
    "151.75",  # @20 statutory: 300.00 − 148.25
    "26.4033",  # @22 effective 1 July, recorded in October
    "91.7026",  # @23: 31.2456 + 4.6872 + 2.3436 + 17.8042 + 22.415 + 13.207
    "-34.73",  # @25 recovery: 21.48 + 13.25
)
ORIGINAL_2025 = (
    "1445.526286", "722.5776", "837.6798", "454.0158",  # basic spending: 3459.799486
    "1180.00", "344.00", "126.00", "363.60", "24.50", "331.6708", "284.00",  # the bureau's projects: 2653.7708
    "249.30", "264.9666", "12.40",  # the office's: 526.6666
    "267.2575", "44.25", "74.80", "47.50",  # the centre's: 433.8075
    "438.00", "96.80",  # the hotline's: 534.80
)  # fmt: skip
AFTER_2025 = ("95.00", "-2.59", "120.00", "105.50", "-21.6708")

TOTALS = {
    "2024/original": ("7611.761867", ORIGINAL_2024),
    "2024/mid-year": ("7928.951867", ORIGINAL_2024 + FIRST_HALF_2024),
    "2024/adjusted": ("8212.677767", ORIGINAL_2024 + FIRST_HALF_2024 + SECOND_HALF_2024),
    "2025/original": ("7608.844386", ORIGINAL_2025),
    "HEAD": ("7905.083586", ORIGINAL_2025 + AFTER_2025),
}
"""Table 3 [合计, 合计] by version, with what it is the sum of."""


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    """The repository's book, in a copy."""
    folder = tmp_path_factory.mktemp("sample")
    for part in PARTS:
        shutil.copytree(ROOT / part, folder / part)
    with Book.open(folder) as opened:
        yield opened


def test_generating_it_again_gives_the_same_bytes(tmp_path: Path) -> None:
    generate(tmp_path)
    for part in PARTS:
        made, kept = (
            {file.name: file.read_bytes() for file in (root / part).glob("*.json*")} for root in (tmp_path, ROOT)
        )
        assert made.keys() == kept.keys(), f"{part}/: run python -m tests.golden.sample_book"
        assert [name for name in made if made[name] != kept[name]] == []


def test_it_verifies(book: Book) -> None:
    found = book.verify()
    assert (found.revisions, found.journal_lines, found.snapshots) == (40, 40, 4)


def test_every_kind_of_event_occurs_but_that_of_publication(book: Book) -> None:
    kinds = {kind for row in book.log() for kind in row.header.kinds}
    assert kinds == {kind.__name__ for kind in KINDS} - {"StatementPublished"}


def test_every_milestone_is_worked_out_by_hand(book: Book) -> None:
    assert set(book.roster.ids("milestone")) == set(TOTALS) - {"HEAD"}


@pytest.mark.parametrize("version", TOTALS)
def test_table_3_totals_what_a_person_works_out(book: Book, version: str) -> None:
    total, parts = TOTALS[version]
    assert sum(map(parse_wan, parts)) == parse_wan(total)
    named = book.point(version)
    view = book.view(named.year or 2025, named.point)
    assert book.table(view, 3).cell("合计", "合计") == parse_wan(total)


@pytest.mark.parametrize("year", [2024, 2025])
def test_every_check_is_exact_at_any_version(book: Book, year: int) -> None:
    statuses = {
        (seq, found.check.id, found.check.status)
        for seq in range(1, book.head.seq + 1)
        for found in book.check(book.view(year, Point(seq)))
        if found.check.status != "exact"
    }
    assert statuses == set()


def test_every_code_in_it_has_a_name(book: Book) -> None:
    view = book.view(2024, book.point().point)
    text = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "events").glob("*.jsonl"))
    for system in ("function", "economic"):
        codes = set(re.findall(rf'"{system}":"(\d+)"', text))
        assert {code for code in codes if not view.naming.code_name(system, code)} == set()


def test_the_late_supplement_counts_from_its_effective_day_but_was_not_known_before_october(book: Book) -> None:
    late = parse_wan("26.4033")

    def size(version: str, effective: str) -> int:
        return book.view(2024, book.point(version, effective).point).size_fen() or 0

    assert size("HEAD", "2024-07-01") - size("HEAD", "2024-06-30") == late
    assert size("HEAD", "2024-07-31") - size("known:2024-10-15", "2024-07-31") == late
