"""Another reading of a proposal, accepted instead: it leads to the same amounts, by other events."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.e2e.test_proposing import RECUT
from tests.support.shell import run
from tests.support.small_documents import BUREAU, CENTRE, OLD, WAN, Units, document
from tracker.book import Book, FileBook
from tracker.book.recording import Preview
from tracker.model.errors import Conflict, NotFound, say
from tracker.model.revision import Revision
from tracker.query import readings as reading
from tracker.query.readings import Reading, chosen

TRANSFERRED: Units = {
    BUREAU: (100 * WAN, {"云平台": 480 * WAN, "大会保障": 100 * WAN}),
    CENTRE: (40 * WAN, {"培训": 12 * WAN}),
}
"""One project lost what the other won."""


@pytest.fixture
def book(tmp_path: Path) -> Path:
    for name, year, units in (
        ("old", 2024, OLD), ("recut", 2024, RECUT), ("moved", 2024, TRANSFERRED), ("next", 2025, RECUT)
    ):  # fmt: skip
        (tmp_path / f"{name}.txt").write_text(document(year, units), encoding="utf-8")
    with Book.init(tmp_path / "book") as made:
        made.import_document(tmp_path / "old.txt", adopt=True)
    return tmp_path / "book"


def readings(book: Path, *points: str) -> dict[str, str]:
    """By what `--accept` calls it, the proposal that a reading is of."""
    found = run(book, "propose", *points, "--json").json
    return {reading["number"]: one["label"] for one in found["proposals"] for reading in one["readings"]}


@pytest.mark.parametrize(
    ("file", "accepted", "kinds"),
    [
        ("recut", "1/1,2-5", {"ProjectAdded", "AmountAdjusted", "ProjectClosed"}),
        ("recut", "1,2,3/1,4", {"ProjectRenamed", "AmountAdjusted", "ProjectAdded"}),
        ("recut", "1,2,4,5/1", {"ProjectRenamed", "AmountAdjusted", "ProjectAdded"}),
        ("moved", "1/1", {"AmountAdjusted"}),
    ],
)
def test_every_reading_leads_to_the_other_side(book: Path, file: str, accepted: str, kinds: set[str]) -> None:
    there = str(book.parent / f"{file}.txt")
    assert set(filter(lambda part: "/" in part, accepted.split(","))) <= set(readings(book, "HEAD", there))
    ran = run(book, "propose", "HEAD", there, "--accept", accepted)
    assert ran.code == 0, ran.err
    again = run(book, "propose", "HEAD", there, "--json").json
    assert {one["kind"] for one in again["proposals"]} <= {"same", "goal"}
    assert (again["difference_fen"], again["remainder"]) == (0, [])
    rows = [row for row in run(book, "log", "--json").json["revisions"] if row["seq"] > 1]
    assert {kind for row in rows for kind in row["kinds"]} == kinds
    assert all(row["inferred"] for row in rows)


def test_between_years_a_rival_is_mapped_as_the_same_project(book: Path) -> None:
    assert run(book, "import", str(book.parent / "next.txt"), "--adopt").code == 1
    years = "2024/original", "2025/original"
    ended = next(number for number, label in readings(book, *years).items() if label == "培训")
    assert run(book, "propose", *years, "--accept", ended).code == 0
    rows = run(book, "compare", "2025", "--mode", "restated", "--by", "project", "--json").json["rows"]
    (training,) = (row for row in rows if row["label"].startswith("培训"))
    assert (training["before"], training["after"]) == ("12.00", "13.00")


def test_a_reading_and_what_it_takes_in_exclude_one_another(book: Path) -> None:
    there = str(book.parent / "recut.txt")
    both = run(book, "propose", "HEAD", there, "--accept", "3/1,5")
    assert (both.code, "proposal 5" in both.err) == (2, True)
    for wrong in ("3/2", "2/1", "9/1", "1,1/1"):
        assert run(book, "propose", "HEAD", there, "--accept", wrong).code == 2
    assert len(run(book, "log", "--json").json["revisions"]) == 1


def test_two_readings_cannot_take_in_the_same_proposal(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    there = str(book.parent / "recut.txt")
    with Book.open(book) as kept, FileBook.beside(kept, [there]) as both:
        found = both.propose(*(both.view(2024, one.point, one.statement) for one in map(both.point, ("HEAD", there))))
    third = Reading(say("propose.as-proposed"), found.proposals[0], frozenset({3}))
    monkeypatch.setattr(reading, "readings", lambda *_: (third,))
    assert len(chosen(found, ["1/1"]).proposals) == 1
    with pytest.raises(NotFound):
        chosen(found, ["1/1", "2/1"])


def test_what_was_inferred_of_another_version_is_not_recorded(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = Book.preview_accepted

    def late(self: Book, revisions: Sequence[Revision]) -> list[Preview]:
        with Book.open(book) as other:
            other.tag("2024/late", 1)
        return plain(self, revisions)

    monkeypatch.setattr(Book, "preview_accepted", late)
    ran = run(book, "propose", "HEAD", str(book.parent / "recut.txt"), "--accept", "all")
    assert ran.code == Conflict.exit_code, ran.err
    assert run(book, "log", "--json").json["revisions"][0]["kinds"] == ["MilestoneNamed"]
