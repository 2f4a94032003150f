"""Two forms are told apart along an axis that both have; with none, the reason is said."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.small_documents import NEW, OLD, document
from tracker.book import FileBook
from tracker.messages import render
from tracker.model.errors import NotFound
from tracker.query.year import YearView
from tracker.tables.spec import Partition


@pytest.fixture
def views(tmp_path: Path) -> tuple[FileBook, YearView, YearView]:
    paths = [tmp_path / "old.txt", tmp_path / "new.txt"]
    for path, text in zip(paths, (document(2023, OLD), document(2024, NEW)), strict=True):
        path.write_text(text, encoding="utf-8")
    book = FileBook.of([str(path) for path in paths])
    old, new = (book.view(file.year, file.named.point) for file in book.files)
    return book, old, new


def split_only_by(view: YearView, *axes: Partition) -> None:
    """As if the document were in a form that tells how its size parts along these axes only."""
    view.form = replace(view.form, partitions=axes)


def test_the_first_axis_that_both_have_is_taken(views: tuple[FileBook, YearView, YearView]) -> None:
    book, old, new = views
    assert {row.key.get("project") for row in book.diff(old, new).rows} >= {"云平台", "数据共享"}
    split_only_by(old, "function")
    assert [row.key["code"] for row in book.diff(old, new).rows] == ["201", "20105", "2010501", "2010502"]


def test_an_axis_that_one_lacks_is_refused_with_those_that_there_are(
    views: tuple[FileBook, YearView, YearView],
) -> None:
    book, old, new = views
    split_only_by(old, "function")
    with pytest.raises(NotFound) as refused:
        book.diff(old, new, "project")
    assert "function" in render(refused.value.message, "en")


def test_forms_with_nothing_in_common_are_refused_by_name(views: tuple[FileBook, YearView, YearView]) -> None:
    book, old, new = views
    split_only_by(old, "project")
    split_only_by(new, "function")
    with pytest.raises(NotFound) as refused:
        book.diff(old, new)
    assert "departmental budget, twelve tables" in render(refused.value.message, "en")
    assert refused.value.exit_code == 2
