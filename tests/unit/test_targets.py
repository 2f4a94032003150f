"""From what a person names to documents: which files are meant, each once, and what becomes of a job on many."""

from __future__ import annotations

import sys
from pathlib import Path
from time import sleep

import pytest

from tracker.documents.many import each
from tracker.documents.targets import is_many, targets
from tracker.model.errors import DocumentError, say


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.txt", "a.PDF", "sub/c.docx", "sub/deep/d", ".git/e.txt", "~$a.docx", "x.jpg", "Thumbs.db", "y.tmp"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    return tmp_path


def names(paths: list[Path], folder: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in paths]


def test_a_folder_is_every_document_below_it(folder: Path) -> None:
    found = targets([folder])
    assert names(found.documents, folder) == ["a.PDF", "b.txt", "sub/c.docx", "sub/deep/d"]
    passed = {path.name: why.id for path, why in found.passed_over}
    assert passed == {
        "~$a.docx": "document.passed-temporary",
        "Thumbs.db": "document.passed-temporary",
        "y.tmp": "document.passed-temporary",
        "x.jpg": "document.passed-ending",
    }


def test_a_file_that_is_named_is_one_whatever_it_is_called(folder: Path) -> None:
    found = targets([folder / "x.jpg", folder / "gone.txt"])
    assert names(found.documents, folder) == ["x.jpg", "gone.txt"]
    assert found.passed_over == []


def test_nothing_is_taken_twice(folder: Path) -> None:
    found = targets([folder / "b.txt", folder, folder / "sub" / ".." / "b.txt"])
    assert names(found.documents, folder) == ["b.txt", "a.PDF", "sub/c.docx", "sub/deep/d"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need privileges there")
def test_links_are_followed_and_loops_end(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "f.txt").write_text("f")
    (folder / "linked").symlink_to(elsewhere, target_is_directory=True)
    (elsewhere / "back").symlink_to(folder, target_is_directory=True)
    (folder / "again.txt").symlink_to(folder / "b.txt")
    (folder / "gone.txt").symlink_to(folder / "nowhere")
    found = targets([folder])
    assert names(found.documents, folder) == ["a.PDF", "again.txt", "linked/f.txt", "sub/c.docx", "sub/deep/d"]
    assert "document.passed-unreadable" in {why.id for _, why in found.passed_over}


def test_a_pattern_means_what_fits_it(folder: Path) -> None:
    assert names(targets([folder / "*.txt"]).documents, folder) == ["b.txt"]
    assert names(targets([folder / "**" / "*.docx"]).documents, folder) == ["sub/c.docx"]
    (folder / "[1].txt").write_text("1")
    assert names(targets([folder / "[1].txt"]).documents, folder) == ["[1].txt"]


@pytest.mark.parametrize(
    ("words", "many"),
    [(["b.txt"], False), (["gone.txt"], False), (["sub"], True), (["*.txt"], True), (["b.txt", "a.PDF"], True)],
)
def test_many_are_meant_by_several_words_a_folder_or_a_pattern(
    folder: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], many: bool
) -> None:
    monkeypatch.chdir(folder)
    assert is_many(words) is many


def test_what_goes_wrong_with_one_file_is_its_own() -> None:
    def job(path: Path) -> int:
        if path.name == "1":
            raise DocumentError(say("document.empty", file="1"))
        if path.name == "2":
            raise RecursionError
        return int(path.name)

    found = {one.path.name: one for one in each([Path(str(n)) for n in range(50)], job)}
    assert len(found) == 50
    assert all(one.result == int(name) for name, one in found.items() if name not in "12")
    assert [problem.id for name in "12" for problem in found[name].problems] == ["document.empty", "document.damaged"]


def test_a_person_who_stops_it_does_not_wait_for_the_rest() -> None:
    begun: list[Path] = []

    def job(path: Path) -> None:
        begun.append(path)
        sleep(0.002)

    running = each([Path(str(n)) for n in range(10_000)], job)
    next(running)
    running.close()  # type: ignore[attr-defined] # a generator
    assert len(begun) < 10_000
