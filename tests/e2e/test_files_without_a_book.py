"""Documents asked directly: no book is needed, none is looked at, and nothing is left behind."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.builders import opened_book
from tests.support.shell import Ran, run
from tests.support.small_documents import BUREAU, CENTRE, NEW, OLD, WAN, document
from tracker.book import Book


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two years, a second document of the later one, and what is no document; the working folder."""
    tmp_path = tmp_path / "papers of mine"
    tmp_path.mkdir()
    draft = {BUREAU: (103 * WAN, {"云平台": 610 * WAN, "数据共享": 60 * WAN}), CENTRE: NEW[CENTRE]}
    for name, text in {
        "old.txt": document(2023, OLD),
        "new.txt": document(2024, NEW),
        "draft 2024.txt": document(2024, draft),
        "2024": document(2024, NEW),
        "letter.txt": "没有表",
    }.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def labels(ran: Ran) -> dict[str, tuple[str, str]]:
    return {row["label"]: (row["delta"], row["change"]) for row in ran.json["rows"] if row["level"] == 2}


def is_one_line(ran: Ran) -> bool:
    return ran.err.startswith("tracker: ") and len(ran.err.splitlines()) == 1


def test_two_years_are_told_apart(folder: Path) -> None:
    ran = run(None, "diff", "old.txt", "new.txt", "--json")
    assert ran.json["total"]["delta"] == "103.00"
    assert labels(ran) == {
        "基本支出": ("3.00", "changed"),
        "云平台": ("120.00", "changed"),
        "大会保障": ("-80.00", "removed"),
        "数据共享": ("60.00", "added"),
    }
    assert {fact["after"] for fact in ran.json["facts"] if fact["field"] == "name"} == {"数据共享"}


def test_both_ends_name_the_file_and_its_digest(folder: Path) -> None:
    ran = run(None, "diff", "old.txt", "./new.txt", "--json")
    ends = [ran.json["from"], ran.json["to"]]
    assert [end["file"] for end in ends] == ["old.txt", "./new.txt"]
    assert [len(end["sha256"]) for end in ends] == [64, 64]
    assert [end["hash"] for end in ends] == [None, None]


def test_the_older_one_is_the_one_that_stands_first(folder: Path) -> None:
    assert run(None, "diff", "new.txt", "old.txt", "--json").json["total"]["delta"] == "-103.00"


def test_two_documents_of_one_year_are_told_apart(folder: Path) -> None:
    ran = run(None, "diff", "draft 2024.txt", "new.txt", "--json")
    assert labels(ran) == {"云平台": ("10.00", "changed")}


def test_a_document_does_not_differ_from_itself(folder: Path) -> None:
    for twin in ("new.txt", "2024"):
        ran = run(None, "diff", "new.txt", twin)
        assert "nothing differs" in ran.out


def test_documents_of_two_scopes_in_one_year_are_looked_at_one_by_one(folder: Path) -> None:
    (folder / "unit.txt").write_text(document(2024, {CENTRE: NEW[CENTRE]}), encoding="utf-8")
    ran = run(None, "diff", "unit.txt", "new.txt", "--json")
    assert ran.json["total"]["delta"] == "783.00"
    assert ran.json["from"]["file"] == "unit.txt"
    assert f"different departments: {CENTRE}、{BUREAU}" in ran.err


def test_nothing_is_left_behind(folder: Path) -> None:
    before = sorted(folder.parent.rglob("*"))
    run(None, "diff", "old.txt", "new.txt")
    run(None, "check", "old.txt")
    assert sorted(folder.parent.rglob("*")) == before


def test_what_changed_most_comes_first(folder: Path) -> None:
    ran = run(None, "diff", "old.txt", "new.txt", "--ranked", "--json")
    assert [row["label"] for row in ran.json["rows"] if row["level"] == 2] == [
        "云平台",
        "大会保障",
        "数据共享",
        "基本支出",
    ]


def test_a_table_is_shown_and_a_cell_traced_to_its_line(folder: Path) -> None:
    shown = run(None, "show", "12", "new.txt", "--json")
    assert {row["label"]: row["amounts"][0] for row in shown.json["rows"] if row["level"] == 2}["云平台"] == "620.00"
    traced = run(None, "blame", "12", "云平台", "new.txt", "--json")
    (entry,) = traced.json["entries"]
    lines = (folder / "new.txt").read_text("utf-8").split("\n")
    assert lines[entry["evidence"]["line"] - 1].startswith("云平台\t620.00")


def test_what_a_document_lacks_is_said_and_is_a_finding(folder: Path) -> None:
    for command in (["check"], ["show", "3"], ["diff", "old.txt"]):
        ran = run(None, *command, "new.txt")
        assert ran.code == 1
        assert "new.txt: table 1 (收支总体情况表) is missing" in ran.err


@pytest.mark.parametrize(
    "arguments",
    [["diff", "old.txt", "gone.pdf"], ["check", "letter.txt"], ["show", "3", "./gone"], ["diff", "old.txt"],
     ["diff", "old.txt", "HEAD"], ["gone.pdf", "new.txt"], ["letter.txt", "new.txt"], ["show", "3", "../"]],
)  # fmt: skip
def test_what_is_no_document_is_refused_in_a_line(folder: Path, arguments: list[str]) -> None:
    ran = run(None, *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert is_one_line(ran)


def test_files_without_a_terminal_are_told_apart_in_text(folder: Path) -> None:
    ran = run(None, "old.txt", "new.txt")
    assert "total 732.00 → 835.00  +103.00" in ran.out
    assert ran.out.index("云平台") < ran.out.index("大会保障")


def test_files_alone_take_no_notice_of_the_book_around_them(folder: Path) -> None:
    alone = run(None, "diff", "old.txt", "new.txt", "--json").json
    opened_book(folder / "book").close()
    (folder / "book.db").write_text("no book at all")
    assert run(None, "diff", "old.txt", "new.txt", "--json").json == alone


def test_a_file_is_held_against_the_book_around_it(folder: Path) -> None:
    with Book.init(folder) as book:
        book.import_document(folder / "old.txt", adopt=True)
        book.import_document(folder / "draft 2024.txt", adopt=True)
        head = book.head
    journal = {path: path.read_bytes() for path in (folder / "events").iterdir()}
    for old, new, delta in (
        ("2024/original", "new.txt", "10.00"),
        ("HEAD", "2024", "10.00"),  # a plain word is a file where no version is called so
        ("2023/original", "new.txt", "103.00"),
        ("HEAD", "draft 2024.txt", "0.00"),
    ):
        assert run(None, "diff", old, new, "--json").json["total"]["delta"] == delta, (old, new)
    assert labels(run(None, "diff", "HEAD", "new.txt", "--json")) == {"云平台": ("10.00", "changed")}
    with Book.open(folder) as book:
        assert book.head == head
    assert {path: path.read_bytes() for path in (folder / "events").iterdir()} == journal


def test_a_version_wins_over_a_file_that_does_not_look_like_one(folder: Path) -> None:
    with Book.init(folder) as book:
        book.import_document(folder / "draft 2024.txt", adopt=True)
        book.tag("2024", None)
    assert run(None, "show", "12", "2024", "--json").json["version"]["seq"] == 1
    assert run(None, "show", "12", "./2024", "--json").json["version"]["file"] == "./2024"


def test_a_file_of_a_book_that_is_named_is_held_against_it(folder: Path, tmp_path: Path) -> None:
    with opened_book(tmp_path / "book") as book:
        size = book.view(2024, book.point().point).size_fen()
    ran = run(tmp_path / "book", "diff", "HEAD", "new.txt", "--json")
    assert ran.json["total"]["delta_fen"] == 835 * WAN - (size or 0)


def test_json_is_all_that_stdout_has(folder: Path) -> None:
    for command in (["check", "new.txt"], ["diff", "old.txt", "new.txt"], ["show", "3", "new.txt"]):
        json.loads(run(None, *command, "--json").out)
