"""What goes wrong while a file is read: with the library the file is damaged, in the tracker itself it need not be."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.shell import run
from tracker.book import Book
from tracker.documents.lines import Line
from tracker.documents.worker import attempted
from tracker.messages import render


def of_a_library(data: bytes, file: str) -> int:
    return int(data)


def of_ours(data: bytes, file: str) -> object:
    return Line(1, 1, None).is_row  # type: ignore[arg-type] # the fault


def test_a_fault_of_the_tracker_says_so_and_what_to_do() -> None:
    (damaged,), (ours,) = attempted(of_a_library, b"x", "a.pdf")[1], attempted(of_ours, b"x", "a.pdf")[1]
    assert (damaged.id, ours.id) == ("document.damaged", "document.not-understood")
    told = render(ours, "en")
    assert told.startswith("a.pdf: the tracker itself failed on it (TypeError in tracker.documents.lines:")
    assert "save it as xlsx, docx or text" in told


@pytest.mark.parametrize(("options", "kept"), [((), 1), (("--dry-run",), 0)])
def test_of_several_revisions_the_refused_one_is_named(tmp_path: Path, options: tuple[str, ...], kept: int) -> None:
    Book.init(tmp_path / "book").close()
    unit = '{"kind": "UnitRegistered", "unit": "甲局", "unit_kind": "行政"}'
    one = f'{{"fiscal_year": 2024, "effective": "2024-01-01", "by": "x", "events": [{unit}]}}'
    file = tmp_path / "several.json"
    file.write_text(f"[{one}, {one}, {one}]", encoding="utf-8")
    ran = run(tmp_path / "book", "record", "--file", str(file), *options)
    assert ran.code == 3
    assert "revision 2 of 3 was refused, and none after it was tried" in ran.err
    with Book.open(tmp_path / "book") as book:
        assert book.head.seq == kept
