"""A workbook and a Word document on the command line: what is read, where it stood, and that what is refused is not
recorded."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.saved import as_docx, as_xlsx
from tests.support.shell import run
from tests.unit.test_text_reader import SMALL_TEXT
from tracker.book import Book

TEXT = SMALL_TEXT + "2024年收入预算30万元，比上年增加5万元，增长30.00%，主要原因是新增项目。\n"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    assert run(None, "init", str(tmp_path / "book")).code == 0
    return tmp_path / "book"


def test_evidence_of_a_workbook_is_a_cell(book: Path, tmp_path: Path) -> None:
    file = tmp_path / "budget.xlsx"
    file.write_bytes(as_xlsx(TEXT, sheets=True))
    assert run(book, "import", str(file), "--adopt").code in (0, 1)
    ran = run(book, "blame", "3", "2010501", "合计", "--json")
    assert ran.json["entries"][0]["evidence"]["place"] == "表2!C12"
    assert "表2!C12 of the document" in run(book, "blame", "3", "2010501", "合计").out
    (linted,) = run(book, "lint", str(file), "--select", "X3", "--json").json["findings"]
    assert linted["where"]["place"].startswith("表6!")
    with Book.open(book) as opened:
        (statement,) = opened.roster.ids("statement")
    (stated,) = run(book, "lint", f"stmt:{statement}", "--select", "X3", "--json").json["findings"]
    assert stated["where"] == linted["where"]


def test_evidence_of_a_word_document_is_a_table_and_a_row(book: Path, tmp_path: Path) -> None:
    file = tmp_path / "budget.docx"
    file.write_bytes(as_docx(TEXT))
    assert run(book, "import", str(file), "--adopt").code in (0, 1)
    assert "第 1 个表格第 6 行" in run(book, "blame", "3", "2010501", "合计", lang="zh").out


def test_what_cannot_be_read_is_said_and_nothing_is_written(book: Path, tmp_path: Path) -> None:
    file = tmp_path / "budget.xlsx"
    file.write_bytes(as_xlsx(TEXT)[:3000])
    ran = run(book, "import", str(file), "--adopt")
    assert ran.code == 2
    assert "damaged or not whole" in ran.err
    with Book.open(book) as opened:
        assert opened.head.seq == 0


def test_no_library_is_imported_for_a_text(tmp_path: Path) -> None:
    code = (
        "import sys; from tracker.documents.read import read_bytes; read_bytes(sys.stdin.buffer.read(), 'x');"
        "print([name for name in ('pdfplumber', 'openpyxl', 'xlrd', 'docx', 'lxml') if name in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", code], input=SMALL_TEXT.encode(), capture_output=True, check=True)
    assert ran.stdout.strip() == b"[]"
