"""Which words can only be the path of a document, and not a milestone."""

from __future__ import annotations

import pytest

from tracker.cli.files import is_path


@pytest.mark.parametrize(
    "word",
    ["old.pdf", "OLD.PDF", "预算 2023.docx", "a/b.xlsx", "./2023", "../x", "/tmp/2023", "C:\\budgets\\x", "\\\\srv\\x",
     ".\\HEAD", "x.txt", "x.html", "x.htm", "x.csv", "x.xls"],
)  # fmt: skip
def test_a_path_is_told_by_its_beginning_or_its_end(word: str) -> None:
    assert is_path(word)


@pytest.mark.parametrize(
    "word",
    ["HEAD", "HEAD~3", "@17", "2023", "2023/original", "2024-06-30", "known:2024-06-30", "stmt:3", "v1", "a/b"],
)
def test_a_version_is_no_path(word: str) -> None:
    assert not is_path(word)
