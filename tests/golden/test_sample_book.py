"""The sample book: made again byte for byte, sound, complete, and with the totals that a person works out by hand."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.golden.sample_book import PARTS, ROOT, generate
from tracker.book import Book
from tracker.explain.layout import as_text
from tracker.model.events import KINDS
from tracker.model.money import parse_wan
from tracker.model.point import Point
from tracker.model.vocabulary import Measure
from tracker.store.protocol import LineFilter

ORIGINAL_2022 = (
    "1335.82", "658.77", "676.13", "402.14", "135.49",  # basic spending of the five units: 3208.35
    "1092.00", "404.40", "477.00", "220.50", "102.60", "134.50", "23.00",  # the bureau's projects: 2454.00
    "231.90", "214.318", "233.40",  # the office's: 679.618
    "240.80", "58.90", "40.46",  # the centre's: 340.16
    "286.50", "68.20", "38.30", "39.20",  # the hotline's and the resource centre's: 432.20
)  # fmt: skip
IN_2022 = (
    "120.00",  # provincial money
    "86.00",  # reserve
    "-22.35",  # 6.00 + 0.90 + 0.34 + 0.11 + 8.60 + 6.40
    "18.00",
    "160.00",  # statutory
    "24.00", "11.50", "-35.50",  # a document and its withdrawal
    "71.07",  # 26.80 + 15.20 + 18.65 + 10.42
    "6.482",  # recorded after the year's end
    "-22.60",  # surplus given back
)  # fmt: skip
ORIGINAL_2023 = (
    "1378.24", "679.82", "702.21", "421.84", "139.87",  # basic spending: 3321.98
    "1216.00", "319.50", "238.00", "116.00", "58.00", "41.24", "26.50", "446.80", "109.00",  # the bureau's: 2571.04
    "243.75", "226.80", "196.00",  # the office's: 666.55
    "259.35", "48.00", "63.10", "43.18",  # the centre's: 413.63
    "384.60", "78.00",  # the hotline's: 462.60
    "41.60", "30.80", "52.40",  # the resource centre's: 124.80
)  # fmt: skip
IN_2023 = (
    "124.90",  # carried over: 86.40 + 38.50
    "65.00",  # provincial money
    "28.00",  # reserve
    "-15.38",  # 1.50 + 0.95 + 0.35 + 0.63 + 7.15 + 4.80
    "42.00", "-42.00", "24.00", "18.00",  # recorded, and amended: two lines in the place of one
    "22.00",
    "-18.15",  # the project that ended
    "60.00",  # statutory: 120.00 − 60.00
    "81.16",  # 29.10 + 16.40 + 19.85 + 11.76 + 4.05
    "-9.90",  # surplus given back: 5.60 + 4.30
)  # fmt: skip
ORIGINAL_2024 = (
    "1413.551567", "700.8326", "813.5433", "437.1137",  # basic spending of the four units: 3365.041167
    "960.00", "350.50", "438.00", "358.28", "99.50", "30.00", "598.25",  # the bureau's projects: 2834.53
    "253.75", "238.5633",  # the office's: 492.3133
    "274.3025", "45.30", "67.40", "45.72",  # the centre's: 432.7225
    "412.3549", "74.80",  # the hotline's: 487.1549
)  # fmt: skip
FIRST_HALF_2024 = (
    "114.30",  # carried over: 31.80 + 18.50 + 64.00
    "180.00",  # provincial money
    "36.50",  # reserve
    "125.00",  # in the place of 1250.00, which was taken back
    "-24.31",  # 1.55 + 6.00 + 1.00 + 0.36 + 0.65 + 0.12 + 0.60 + 6.40 + 7.63
)
SECOND_HALF_2024 = (
    "48.60",  # new project: 22.60 + 26.00
    "151.75",  # statutory: 300.00 − 148.25
    "26.4033",  # effective 1 July, recorded in October
    "91.7026",  # 31.2456 + 4.6872 + 2.3436 + 17.8042 + 22.415 + 13.207
    "-34.73",  # recovery: 21.48 + 13.25
    "4.20",  # recorded after the year's end
    "-7.80",  # surplus of money from 2023, given back
)
ORIGINAL_2025 = (
    "1445.526286", "722.5776", "837.6798", "454.0158",  # basic spending: 3459.799486
    "1180.00", "344.00", "126.00", "363.60", "24.50", "331.6708", "284.00",  # the bureau's projects: 2653.7708
    "249.30", "264.9666", "12.40",  # the office's: 526.6666
    "267.2575", "44.25", "74.80", "47.50",  # the centre's: 433.8075
    "438.00", "96.80",  # the hotline's: 534.80
)  # fmt: skip
AFTER_2025 = (
    "138.80",  # carried over: 97.60 + 41.20
    "95.00", "-2.59", "120.00", "105.50", "-21.6708", "18.60",
)  # fmt: skip

TOTALS = {
    "2022/original": ("7114.328", ORIGINAL_2022),
    "2022/adjusted": ("7530.93", ORIGINAL_2022 + IN_2022),
    "2022/final": ("7530.93", ORIGINAL_2022 + IN_2022),
    "2023/original": ("7560.60", ORIGINAL_2023),
    "2023/adjusted": ("7940.23", ORIGINAL_2023 + IN_2023),
    "2023/final": ("7940.23", ORIGINAL_2023 + IN_2023),
    "2024/original": ("7611.761867", ORIGINAL_2024),
    "2024/mid-year": ("8043.251867", ORIGINAL_2024 + FIRST_HALF_2024),
    "2024/adjusted": ("8323.377767", ORIGINAL_2024 + FIRST_HALF_2024 + SECOND_HALF_2024),
    "2024/final": ("8323.377767", ORIGINAL_2024 + FIRST_HALF_2024 + SECOND_HALF_2024),
    "2025/original": ("7608.844386", ORIGINAL_2025),
    "HEAD": ("8062.483586", ORIGINAL_2025 + AFTER_2025),
}
"""Table 3 [合计, 合计] by version, with what it is the sum of."""
DRAFTS = [
    f"{year}/{name}" for year in range(2022, 2026) for name in ("first-submission", "ceiling", "second-submission")
]
OBSERVED = {"云山审〔2023〕11号", "云运数〔2024〕52号"}
"""A transfer and a payment that happened although a rule says no."""


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    """The repository's book, in a copy."""
    folder = tmp_path_factory.mktemp("sample")
    for part in PARTS:
        shutil.copytree(ROOT / part, folder / part)
    with Book.open(folder) as opened:
        yield opened


def statements(book: Book, kind: str) -> dict[int, str]:
    """The ids of the publications of a kind by year."""
    return {row.header.fiscal_year: f"stmt:{row.header.seq}" for row in book.log() if kind in row.header.kinds}


def test_generating_it_again_gives_the_same_bytes(tmp_path: Path) -> None:
    generate(tmp_path)
    for part in PARTS:
        made, kept = (
            {file.name: file.read_bytes() for file in (root / part).glob("[!.]*")} for root in (tmp_path, ROOT)
        )
        assert made.keys() == kept.keys(), f"{part}/: run python -m tests.golden.sample_book"
        assert [name for name in made if made[name] != kept[name]] == []


def test_it_replays_to_every_snapshot_of_every_milestone(book: Book) -> None:
    found = book.verify()
    assert (found.revisions, found.journal_lines, found.snapshots, found.documents) == (197, 197, 23, 5)


def test_every_kind_of_event_occurs(book: Book) -> None:
    kinds = {kind for row in book.log() for kind in row.header.kinds}
    assert kinds == {kind.__name__ for kind in KINDS}


def test_it_has_four_years_and_thirty_projects(book: Book) -> None:
    assert book.years() == [2022, 2023, 2024, 2025]
    assert 30 <= len(book.roster.projects()) <= 35


def test_every_milestone_is_worked_out_by_hand(book: Book) -> None:
    assert set(book.roster.ids("milestone")) == set(TOTALS) - {"HEAD"} | set(DRAFTS)


@pytest.mark.parametrize("version", TOTALS)
def test_table_3_totals_what_a_person_works_out(book: Book, version: str) -> None:
    total, parts = TOTALS[version]
    assert sum(map(parse_wan, parts)) == parse_wan(total)
    named = book.point(version)
    view = book.view(named.year or 2025, named.point)
    assert book.table(view, 3).cell("合计", "合计") == parse_wan(total)


@pytest.mark.parametrize("year", range(2022, 2026))
def test_checks_hold_at_every_milestone(book: Book, year: int) -> None:
    """Exactly; some can't be made where money was carried over, which is in no original budget."""
    names = [name for name in book.roster.ids("milestone") if name.startswith(f"{year}/")]
    found = {
        name: {one.check.status for one in book.check(book.view(year, book.point(name).point))}
        for name in (*names, "HEAD")
    }
    assert found[f"{year}/original"] == {"exact"}
    assert set().union(*found.values()) <= {"exact", "not-checkable"}


@pytest.mark.parametrize("year", range(2022, 2026))
def test_what_is_approved_is_what_was_asked_for_in_the_end_and_less_than_at_first(book: Book, year: int) -> None:
    asked = dict.fromkeys(Measure, 0)
    for posted in book.view(year, Point(book.head.seq)).postings(LineFilter(year)):
        asked[posted.measure] += posted.amount_fen
    assert asked[Measure.REQUEST1] > asked[Measure.REQUEST2] == asked[Measure.APPROVED]


def test_rules_are_broken_by_what_was_observed_only(book: Book) -> None:
    judged = list(book.judged())
    assert {found.header.number for found in judged} == OBSERVED
    assert all(found.observed for found in judged)


def test_what_two_years_left_unspent_is_surplus(book: Book) -> None:
    left = [
        posted.amount_fen
        for posted in book.view(2024, Point(book.head.seq)).postings(LineFilter(2024))
        if posted.measure is Measure.SURPLUS and posted.line.origin_year == 2023
    ]
    assert left == [parse_wan("7.80"), parse_wan("-7.80")]


def test_proposals_were_approved_by_somebody_else_one_was_rejected_and_one_waits(book: Book) -> None:
    decided = {row.header.seq: book.roster.fields("revision", str(row.header.seq)) for row in book.log()}
    proposals = {seq: fields for seq, fields in decided.items() if "proposed" in fields}
    by = {row.header.seq: row.header.by for row in book.log()}
    approved = {seq: fields["approved_by"] for seq, fields in proposals.items() if "approved_by" in fields}
    assert len(approved) == 3
    assert all(by[seq] != by[int(str(at))] for seq, at in approved.items())
    assert len([fields for fields in proposals.values() if "rejected_by" in fields]) == 1
    assert len(proposals) == 5


@pytest.mark.parametrize("year", [2023, 2024, 2025])
def test_the_linter_is_silent_on_the_explanation_of_a_year(book: Book, year: int, tmp_path: Path) -> None:
    path = tmp_path / "explanation.txt"
    path.write_text("\n".join(as_text(book.explain(year))), encoding="utf-8")
    linted = book.lint(path, year=year)
    unwritten = ["X26"] if year == 2025 else []  # why less is spent on receptions
    assert ([found.rule for found in linted.findings], linted.understood) == (unwritten, linted.numbers)


def test_one_sentence_was_published_wrongly(book: Book) -> None:
    published = statements(book, "StatementPublished")
    assert set(published) == {2022, 2023, 2024, 2025}
    found = [(year, f.rule) for year, id in sorted(published.items()) for f in book.lint(id).findings]
    assert found == [(2025, "X3")]


def test_one_year_was_published_again_with_another_figure(book: Book) -> None:
    first, again = statements(book, "StatementPublished")[2024], statements(book, "StatementRepublished")[2024]
    named = [book.point(id) for id in (first, again)]
    tables = [book.table(book.view(2024, one.point, one.statement), 7) for one in named]
    changed = {row.head.label for row in tables[0].rows if tables[1].by_key[row.key].amounts_fen != row.amounts_fen}
    assert changed == {"“三公”经费", "（三）公务接待费支出"}


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
