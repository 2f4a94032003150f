"""Projects that are split or merged: what continues them is of their kind."""

from __future__ import annotations

from pathlib import Path

from tests.support.builders import Json, new_book, project, record, unit
from tracker.book import Book

SPLIT: Json = {
    "kind": "ProjectSplit",
    "project": "云与安全",
    "into": [
        {"project": "云", "name": "云", "weight": "0.7"},
        {"project": "安全", "name": "安全", "weight": "0.3"},
    ],
}
MERGED: Json = {"kind": "ProjectMerged", "projects": ["坐席", "质检"], "into": "热线", "name": "热线"}


def category(book: Book, name: str) -> str:
    return book.roster.text("project", book.project_id(name), "category")


def test_what_continues_a_project_is_of_its_category(tmp_path: Path) -> None:
    with new_book(tmp_path / "book") as book:
        running = [project(name, "甲局", category="运转类") for name in ("云与安全", "坐席")]
        record(book, unit("甲局"), *running, project("质检", "甲局", category="特定目标类"))
        record(book, SPLIT, MERGED)
        assert [category(book, name) for name in ("云", "安全", "热线")] == ["运转类"] * 3


def test_a_category_that_is_stated_holds(tmp_path: Path) -> None:
    with new_book(tmp_path / "book") as book:
        record(book, unit("甲局"), project("坐席", "甲局", category="运转类"), project("质检", "甲局"))
        record(book, MERGED | {"category": "特定目标类"})
        assert category(book, "热线") == "特定目标类"
