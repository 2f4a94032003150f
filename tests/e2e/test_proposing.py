"""`tracker propose`: what is inferred from two publications, accepted, and shown as inferred for ever."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support import nine_book
from tests.support.shell import run
from tests.support.small_documents import BUREAU, CENTRE, NEW, OLD, WAN, Units, document
from tracker.book import Book
from tracker.explain.suggest import suggestions

RECUT: Units = {
    BUREAU: (100 * WAN, {"云平台项目": 500 * WAN, "大会 保障": 95 * WAN, "会务": 5 * WAN}),
    CENTRE: (40 * WAN, {"培训二期": 13 * WAN}),
}
"""云平台 renamed, 大会保障 up, 会务 added; 培训 dropped and 培训二期 added, which may be one another."""


@pytest.fixture
def files(tmp_path: Path) -> Path:
    for name, year, units in (("old", 2024, OLD), ("new", 2024, NEW), ("recut", 2024, RECUT), ("next", 2025, RECUT)):
        (tmp_path / f"{name}.txt").write_text(document(year, units), encoding="utf-8")
    return tmp_path


@pytest.fixture
def book(files: Path) -> Path:
    path = files / "book"
    Book.init(path).close()
    assert run(path, "import", str(files / "old.txt"), "--adopt").code == 1
    return path


def _kinds(proposals: list[dict[str, object]]) -> dict[str, str]:
    return {str(one["label"]): str(one["kind"]) for one in proposals if one["kind"] != "same"}


def test_two_files_of_one_year_give_the_events_between_them(files: Path) -> None:
    found = run(None, "propose", str(files / "old.txt"), str(files / "new.txt"), "--json").json
    assert _kinds(found["proposals"]) == {"云平台": "up", "大会保障": "dropped", "数据共享": "added", "基本支出": "up"}
    assert (found["difference_fen"], found["left_fen"]) == (103 * WAN, 0)
    for revision in found["revisions"]:
        assert revision["inferred"] is True
        assert revision["inference"]["confidence"] == "certain"
    (added,) = (e for r in found["revisions"] for e in r["events"] if e["kind"] == "ProjectAdded")
    (line,) = added["lines"]
    assert (line["amount"], line["line"]["function"], line["line"]["economic"]) == ("60.00", "2010502", "unclassified")


def test_between_years_a_crosswalk_and_what_ended(files: Path) -> None:
    found = run(None, "propose", str(files / "old.txt"), str(files / "next.txt"), "--json").json
    kinds = _kinds(found["proposals"])
    assert kinds["云平台 → 云平台项目"] == "renamed"
    assert kinds["大会保障"] == "up"
    assert (kinds["会务"], kinds["培训"], kinds["培训二期"]) == ("added", "dropped", "added")
    rivals = {one["label"]: one["alternatives"] for one in found["proposals"]}
    assert len(rivals["培训"]) == len(rivals["培训二期"]) == 1
    assert "培训二期" in rivals["培训"][0]
    mapping, closing = found["revisions"]
    (crosswalk,) = (event for event in mapping["events"] if event["kind"] == "CrosswalkAdopted")
    assert {pair["kind"] for pair in crosswalk["maps"]} == {"new", "ended"}
    assert [event["kind"] for event in closing["events"]] == ["ProjectClosed"]
    assert found["left_fen"] == 0


def test_a_crosswalk_of_two_opened_years_is_recorded_and_not_proposed_again(files: Path, book: Path) -> None:
    assert run(book, "import", str(files / "next.txt"), "--adopt").code == 1
    years = "2024/original", "2025/original"
    before = run(book, "propose", *years, "--json").json
    assert run(book, "propose", *years, "--accept", "all").code == 0
    again = run(book, "propose", *years, "--json").json
    assert any(one["recordable"] for one in before["proposals"])
    assert not any(one["recordable"] for one in again["proposals"])
    assert again["left_fen"] == before["left_fen"] == 0
    moved = run(book, "compare", "2025", "--mode", "restated", "--by", "project", "--json").json["moved"]
    assert [(one["from"]["label"], one["to"]["label"]) for one in moved] == [("云平台", "云平台项目")]


def test_what_is_accepted_is_shown_as_inferred_for_ever(files: Path, book: Path) -> None:
    new = str(files / "new.txt")
    accepted = run(book, "propose", "HEAD", new, "--accept", "1,3")
    assert accepted.code == 0
    assert run(book, "reverse", "3", "--reason", "再核", "--authority", "finance").code in (0, 3)
    newest = run(book, "log", "--json").json["revisions"]
    assert {row["seq"]: row["inferred"] for row in newest if row["seq"] <= 3} == {1: False, 2: True, 3: True}
    assert "(inferred)" in run(book, "log").out
    entries = run(book, "blame", "12", "云平台", "--json").json["entries"]
    assert [entry["inferred"] for entry in entries] == [False, True]
    assert "(inferred)" in run(book, "blame", "12", "云平台").out
    rows = run(book, "diff", "2024/original", "HEAD", "--json").json["rows"]
    (cloud,) = (row for row in rows if row["label"] == "云平台")
    assert [event["inferred"] for event in cloud["events"]] == [True]
    assert run(book, "verify").code == 0


def test_a_proposal_that_waits_for_approval_keeps_its_mark(files: Path, book: Path) -> None:
    out = files / "revisions.json"
    assert run(book, "propose", "HEAD", str(files / "new.txt"), "--out", str(out)).code == 0
    bodies = json.loads(out.read_text("utf-8"))
    out.write_text(json.dumps(bodies[:1]), "utf-8")
    assert run(book, "record", "--file", str(out), "--propose").code == 0
    assert run(book, "approve", "2", "--by", "别人").code == 0
    assert [row["inferred"] for row in run(book, "log", "--json").json["revisions"]] == [True, True, False]
    entries = run(book, "blame", "12", "云平台", "--json").json["entries"]
    assert [(entry["seq"], entry["inferred"]) for entry in entries] == [(1, False), (3, True)]


def test_accepting_everything_leaves_nothing_to_propose(files: Path, book: Path) -> None:
    new = str(files / "new.txt")
    assert run(book, "propose", "HEAD", new, "--accept", "all").code == 0
    again = run(book, "propose", "HEAD", new, "--json").json
    assert (again["proposals"], again["difference_fen"]) == (
        [one for one in again["proposals"] if one["kind"] == "same"],
        0,
    )
    assert {left["table"] for left in again["remainder"]} == {11}  # which economic code nobody can tell


def test_several_are_accepted_all_or_none_and_the_refused_one_is_named(files: Path, book: Path) -> None:
    (files / "more.txt").write_text(document(2024, {**NEW, "乙中心": (9 * WAN, {"防汛": 7 * WAN})}), encoding="utf-8")
    more = str(files / "more.txt")
    proposals = run(book, "propose", "HEAD", more, "--json").json["proposals"]
    without_the_unit = ",".join(str(one["number"]) for one in proposals if one["kind"] in ("up", "added"))
    before = run(book, "log", "--json").out
    refused = run(book, "propose", "HEAD", more, "--accept", without_the_unit)
    assert refused.code == 3
    assert "防汛" in refused.err
    assert "none of them is recorded" in refused.err
    assert "each is recorded by itself" not in refused.err
    assert run(book, "log", "--json").out == before
    assert run(book, "propose", "HEAD", more, "--accept", "all").code == 0


def test_warnings_of_what_is_accepted_are_printed_once(files: Path, book: Path) -> None:
    accepted = run(book, "propose", "HEAD", str(files / "new.txt"), "--accept", "all")
    assert accepted.code == 0
    said = [line for line in accepted.err.splitlines() if "unclassified" in line or "authority" in line]
    assert len(said) >= 3
    assert len(said) == len(set(said))


def test_the_printed_json_is_a_revision_file(files: Path, book: Path) -> None:
    printed = run(book, "propose", "HEAD", str(files / "new.txt"), "--json").out
    assert run(book, "record", "--file", "-", stdin=printed.encode()).code == 0
    assert run(book, "propose", "HEAD", str(files / "new.txt"), "--json").json["difference_fen"] == 0


def test_accepting_twice_is_refused(files: Path, book: Path) -> None:
    new = str(files / "new.txt")
    assert run(book, "propose", "2024/original", new, "--accept", "1").code == 0
    again = run(book, "propose", "2024/original", new, "--accept", "1")
    assert (again.code, again.err.count("HEAD") > 0) == (2, True)


@pytest.mark.parametrize(
    "arguments",
    [
        ("nowhere", "HEAD"),
        ("HEAD", "HEAD"),
        ("HEAD", "new.txt", "--accept", "99"),
        ("HEAD", "new.txt", "--accept", "one"),
        ("next.txt", "old.txt"),
    ],
)
def test_what_cannot_be_proposed_is_said_in_a_line(files: Path, book: Path, arguments: tuple[str, ...]) -> None:
    placed = [str(files / word) if word.endswith(".txt") else word for word in arguments]
    ran = run(book, "propose", *placed)
    assert ran.code == 2
    assert ran.out == ""
    assert len([line for line in ran.err.splitlines() if line.startswith("tracker: ")]) == 1


def test_nothing_to_propose_is_said(book: Path) -> None:
    ran = run(book, "propose", "@1", "stmt:1")
    assert ran.code == 0
    assert "nothing to propose" in ran.out


def test_what_is_inferred_is_no_document_behind_a_suggested_reason(files: Path, book: Path) -> None:
    assert run(book, "propose", "HEAD", str(files / "new.txt"), "--accept", "all").code == 0
    with Book.open(book) as opened:
        before, after = (opened.view(2024, opened.point(point).point) for point in ("2024/original", "HEAD"))
        total = next(subject for subject in after.form.subjects if subject.cell and subject.cell[0] == "balance")
        suggested = {one.label: one.documents for one in suggestions(total, before, after)}
    assert suggested.keys() == {"云平台", "大会保障", "数据共享", "基本支出"}
    assert not any(suggested.values())


def test_a_form_without_projects_is_accepted_code_by_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "old.txt").write_text(nine_book.document(2024), encoding="utf-8")
    changed = {"甲 2010601 30101": 50_000, "丙 2120199 (30201)": -50_000, "甲 2120803 (30201)": 70_000}
    monkeypatch.setitem(nine_book.YEARS, 2024, [*nine_book.YEARS[2024], *nine_book.lines(changed)])
    new = tmp_path / "new.txt"
    new.write_text(nine_book.document(2024), encoding="utf-8")
    book = tmp_path / "book"
    Book.init(book).close()
    assert run(book, "import", str(tmp_path / "old.txt"), "--adopt").code == 0
    found = run(book, "propose", "HEAD", str(new), "--json").json
    assert [(one["kind"], one["delta_fen"]) for one in found["proposals"]] == [
        ("up", 5 * WAN),
        ("down", -5 * WAN),
        ("code-added", 7 * WAN),
    ]
    assert found["remainder"] == []
    assert run(book, "propose", "HEAD", str(new), "--accept", "all").code == 0
    again = run(book, "propose", "HEAD", str(new), "--json").json
    assert (again["proposals"], again["remainder"]) == ([], [])
