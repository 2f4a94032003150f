"""Many documents at once: a folder, a pattern, several files; what was read of each, what was not, and why."""

from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path

import pytest

from tests.support.builders import fingerprint
from tests.support.shell import run
from tests.support.small_documents import BUREAU, CENTRE, NEW, OLD, WAN, document
from tracker.book import Book
from tracker.cli.progress_line import ProgressLine
from tracker.cli.shell import Shell

OTHER = "测试市丙局"
ALONE = {CENTRE: (40 * WAN, {"培训": 12 * WAN})}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two years of a department, a second document of the later one, a document of a unit, copies, junk, a loop."""
    folder = tmp_path / "in"
    (folder / "units").mkdir(parents=True)
    texts = {
        "b 2024.txt": document(2024, NEW),
        "c 2024.txt": document(2024, {**NEW, CENTRE: (41 * WAN, {"培训": 12 * WAN})}),
        "z 2023.txt": document(2023, OLD),
        "units/a 2023.txt": document(2023, ALONE),
        "units/copy.txt": document(2024, NEW),
        "letter.txt": "尊敬的各位",
        "empty.txt": "",
        "~$b 2024.docx": "x",
        ".DS_Store": "x",
        "photo.jpg": "x",
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    if sys.platform != "win32":
        (folder / "units" / "loop").symlink_to(folder, target_is_directory=True)
        (folder / "units" / "gone.txt").symlink_to(folder / "nowhere")
    return folder


@pytest.fixture
def book(tmp_path: Path) -> Path:
    Book.init(tmp_path / "book").close()
    return tmp_path / "book"


def test_a_folder_is_imported_by_year_and_name(book: Path, folder: Path) -> None:
    ran = run(book, "import", str(folder), "--adopt", "--json")
    became = [(Path(one["file"]).name, one["year"], one["status"]) for one in ran.json]
    assert became == [
        ("a 2023.txt", 2023, "asserted"),
        ("z 2023.txt", 2023, "opened"),
        ("b 2024.txt", 2024, "opened"),
        ("c 2024.txt", 2024, "asserted"),
        ("copy.txt", 2024, "known"),
        ("empty.txt", None, "unreadable"),
        ("letter.txt", None, "unreadable"),
    ]
    assert ran.code == 2
    with Book.open(book) as opened:
        assert [opened.roster.text("year", year, "opening") for year in ("2023", "2024")] == ["1.5", "3.1"]
        assert opened.head.seq == 4


def test_each_says_what_it_is_and_why_it_became_that(book: Path, folder: Path) -> None:
    ran = run(book, "import", str(folder), "--adopt", "--json")
    by_name = {Path(one["file"]).name: one for one in ran.json}
    unit, second, copy, empty = (by_name[n] for n in ("a 2023.txt", "c 2024.txt", "copy.txt", "empty.txt"))
    assert (unit["entity"], unit["form"], len(unit["tables"])) == (CENTRE, "twelve", 3)
    assert unit["why"] == [
        f"a document of {CENTRE} and not the budget of {BUREAU}: it opens no year and was kept as a statement"
    ]
    assert second["why"] == ["another document opens 2024"]
    assert copy["why"] == ["the same as b 2024.txt"]
    assert empty["why"] == ["empty.txt: the file is empty"]
    assert by_name["b 2024.txt"]["amounts"] == 7 * (5 + 6 + 6)


def test_people_get_a_table_and_what_is_wrong_beside_it(book: Path, folder: Path) -> None:
    ran = run(book, "import", str(folder), "--adopt")
    lines = ran.out.splitlines()
    assert lines[0].split() == ["file", "form", "year", "department", "tables", "amounts", "findings", "became", "why"]
    became = "2 opened their year, 0 told what was spent, 2 statements, 1 there already, 0 refused, 2 not read"
    assert lines[-1] == f"7 files: {became}"
    assert "b 2024.txt: table 1 (收支总体情况表) is missing" in ran.err
    assert "photo.jpg (.jpg is no document)" in ran.err
    assert "\r" not in ran.err


def test_a_second_time_everything_is_there_already(book: Path, folder: Path) -> None:
    run(book, "import", str(folder), "--adopt")
    before = fingerprint(book)
    again = run(book, "import", str(folder), "--adopt", "--json")
    assert {one["status"] for one in again.json} == {"known", "unreadable"}
    assert fingerprint(book) == before


def test_a_dry_run_tells_the_same_and_writes_nothing(book: Path, folder: Path) -> None:
    before = fingerprint(book)
    dry = run(book, "import", str(folder), "--adopt", "--dry-run", "--json").json
    assert fingerprint(book) == before
    wet = run(book, "import", str(folder), "--adopt", "--json").json
    assert [(one["file"], one["status"]) for one in dry] == [(one["file"], one["status"]) for one in wet]


def test_a_document_of_another_department_is_refused_with_the_reason(book: Path, folder: Path) -> None:
    run(book, "import", str(folder / "z 2023.txt"), "--adopt")
    (folder / "other.txt").write_text(document(2024, {OTHER: NEW[BUREAU]}), encoding="utf-8")
    ran = run(book, "import", str(folder / "other.txt"), str(folder / "b 2024.txt"), "--json")
    assert [one["status"] for one in ran.json] == ["asserted", "refused"]
    (why,) = ran.json[1]["why"]
    assert why.startswith(
        f"a document of {OTHER}; the book is that of {BUREAU}, which has no such unit. If it was renamed,"
    )
    assert ran.code == 2


def test_the_worst_is_the_exit_code(book: Path, folder: Path) -> None:
    texts = [str(folder / name) for name in ("b 2024.txt", "z 2023.txt")]
    assert run(book, "import", *texts).code == 1  # nine tables are missing
    assert run(book, "import", *texts, str(folder / "gone.pdf")).code == 2
    assert run(book, "import", str(folder / "*.pdf")).code == 2
    assert run(book, "import", *texts, "--as", "2024/draft").code == 2


def test_a_pattern_that_no_shell_filled_in_is_filled_in(book: Path, folder: Path) -> None:
    ran = run(book, "import", str(folder / "? 2024.txt"), "--json")
    assert [Path(one["file"]).name for one in ran.json] == ["b 2024.txt", "c 2024.txt"]


def test_a_folder_is_checked_without_a_book_the_worst_first(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    wrong = document(2024, NEW).replace("一般行政管理事务\t692.00", "一般行政管理事务\t691.00")
    (folder / "wrong.txt").write_text(wrong, encoding="utf-8")
    before = sorted(os.listdir(folder))
    ran = run(None, "check", ".", "--json")
    assert Path(ran.json["files"][0]["file"]).name == "wrong.txt"
    assert ran.json["files"][0]["summary"]["fails"] > ran.json["files"][1]["summary"]["fails"] == 0
    assert [Path(one["file"]).name for one in ran.json["unread"]] == ["empty.txt", "letter.txt"]
    assert ran.code == 2
    assert sorted(os.listdir(folder)) == before
    assert run(None, "check", "b 2024.txt", "z 2023.txt").code == 1


def test_a_folder_is_linted_without_a_book(folder: Path) -> None:
    sentence = "2024年本部门支出预算835.00万元，比上年增加103.00万元，增长20.07%。"
    text = document(2024, NEW) + f"一、部门预算收支增减变化情况\n{sentence}\n"
    (folder / "said.txt").write_text(text, encoding="utf-8")
    ran = run(None, "lint", str(folder / "said.txt"), str(folder / "b 2024.txt"), "--select", "X3", "--json")
    first = ran.json["files"][0]
    assert Path(first["file"]).name == "said.txt"
    assert [finding["expected"] for finding in first["findings"]] == ["14.07%"]
    assert ran.code == 1


def test_progress_is_one_line_that_is_written_over_and_only_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    for stream, shown in ((Terminal(), True), (io.StringIO(), False)):
        monkeypatch.setattr(sys, "stderr", stream)
        with ProgressLine(Shell("en"), 3) as progress:
            progress(Path("甲.pdf"))
            progress(Path("乙.pdf"))
        assert ("2/3 乙.pdf" in stream.getvalue()) is shown
        assert "\n" not in stream.getvalue()


def test_thousands_of_files_that_are_no_documents_are_passed_over(tmp_path: Path) -> None:
    for n in range(5_000):
        (tmp_path / f"{n}.jpg").touch()
    (tmp_path / "new.txt").write_text(document(2024, NEW), encoding="utf-8")
    ran = run(None, "check", str(tmp_path), "--json")
    assert len(json.loads(ran.out)["files"]) == 1
    assert "5000 more files are no documents" in ran.err


def test_a_document_of_a_unit_is_kept_as_a_statement_alone_as_in_a_folder(book: Path, folder: Path) -> None:
    run(book, "import", str(folder / "z 2023.txt"), "--adopt")
    alone = run(book, "import", str(folder / "units" / "a 2023.txt"), "--adopt", "--json")
    assert (alone.json["seq"], alone.json["entity"]) == (2, CENTRE)
    why = f"a document of {CENTRE} and not the budget of {BUREAU}: it opens no year and was kept as a statement"
    assert alone.json["why"] == [why]
    with Book.open(book) as opened:
        assert opened.roster.text("year", "2023", "opening").startswith("1.")


def test_a_second_opening_is_refused_with_what_to_do(book: Path, folder: Path) -> None:
    run(book, "import", str(folder / "b 2024.txt"), "--adopt")
    ran = run(book, "import", str(folder / "c 2024.txt"), "--adopt")
    assert ran.code == 3
    assert "leave out --adopt to keep this one beside it, or use --again" in ran.err
