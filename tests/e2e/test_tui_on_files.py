"""`tracker OLD NEW`: the terminal UI on documents, without a book."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.small_documents import CENTRE, NEW, OLD, WAN, document
from tests.support.tui import press, running, screen_lines, screen_text
from tracker.book import FileBook


@pytest.fixture
def old_and_new(tmp_path: Path) -> list[str]:
    return files(tmp_path, old=document(2023, OLD), new=document(2024, NEW))


def files(folder: Path, **texts: str) -> list[str]:
    paths = [folder / f"{name}.txt" for name in texts]
    for path, text in zip(paths, texts.values(), strict=True):
        path.write_text(text, encoding="utf-8")
    return [str(path) for path in paths]


async def test_two_documents_open_on_their_difference_what_moved_most_first(old_and_new: list[str]) -> None:
    with FileBook.of(old_and_new) as book:
        async with running(book) as (app, pilot):
            lines = screen_lines(app)
            assert "A old.txt  ->  B new.txt" in lines[1]
            order = ["合计", "云平台", "大会保障", "数据共享", "基本支出"]
            places = [next(i for i, line in enumerate(lines) if f" {name}" in line) for name in order]
            assert places == sorted(places)
            assert "撤销" in lines[places[2]]
            assert "新增" in lines[places[3]]
            await press(pilot, "s")
            lines = screen_lines(app)
            assert next(i for i, line in enumerate(lines) if " 基本支出" in line) == places[1]
            await press(pilot, "<")
            assert (app.state.screen, app.state.mark) == ("history", 1)
            assert {"old.txt", "new.txt"} <= set(screen_text(app).split())
            await press(pilot, "down", "2")
            assert (app.state.version, app.state.year) == (1, 2023)


async def test_a_single_document_opens_on_its_tables(old_and_new: list[str]) -> None:
    with FileBook.of(old_and_new[1:]) as book:
        async with running(book, size=(120, 30)) as (app, _):
            assert (app.state.screen, app.state.table) == ("table", 3)
            assert "835.00" in screen_text(app)
            assert "处问题" in screen_lines(app)[-1]  # nine tables are missing


async def test_documents_of_one_year_that_differ_elsewhere_open_on_that_table(tmp_path: Path) -> None:
    silent = document(2024, NEW).replace("一般行政管理事务\t692.00", "一般行政管理事务\t691.00")
    assert silent != document(2024, NEW)

    with FileBook.of(files(tmp_path, first=document(2024, NEW), second=silent)) as book:
        async with running(book) as (app, pilot):
            assert (app.state.axis, app.state.table) == ("table", 3)
            assert "-1.00" in screen_text(app)
            await press(pilot, "v")
            assert "这些表有不同：3" in screen_text(app)


async def test_documents_of_two_scopes_in_one_year_have_tables_of_their_own(tmp_path: Path) -> None:
    of_unit = document(2024, {CENTRE: (41 * WAN, {"培训": 12 * WAN})})

    with FileBook.of(files(tmp_path, unit=of_unit, department=document(2024, NEW))) as book:
        async with running(book) as (app, pilot):
            assert "53.00" in screen_lines(app)[3]
            assert "835.00" in screen_lines(app)[3]
            await press(pilot, "[", "2")
            assert any("合计" in line and "53.00" in line for line in screen_lines(app))
            await press(pilot, "1")
            assert "+835.00" in screen_text(app)


async def test_nothing_can_be_recorded_in_files(old_and_new: list[str]) -> None:
    with FileBook.of(old_and_new) as book:
        async with running(book, "7", "E") as (app, _):
            assert "没有账本" in screen_lines(app)[-1]
