"""Finding words in names, documents, reasons and goals, and going from there to the table or the revision."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.shell import run
from tests.support.tui import HOSTILE, eventful_book, press, running, screen_lines, screen_text
from tracker.book import Book
from tracker.tui.reader import Reader
from tracker.tui.seen import seen
from tracker.tui.view_state import ViewState


@pytest.fixture
def lively(tmp_path: Path) -> Iterator[Book]:
    with eventful_book(tmp_path / "book") as book:
        yield book


async def test_20_words_are_found_while_they_are_typed_and_enter_goes_there(lively: Book) -> None:
    async with running(lively, "(", "S") as (app, pilot):
        assert "搜索：单位、项目" in screen_lines(app)[-1]
        await press(pilot, *"培训")
        assert app.state.words == "培训"
        assert "“培训” 1 处" in screen_lines(app)[1]
        await press(pilot, "enter")
        assert "项目" in screen_text(app)
        await press(pilot, "enter")
        assert (app.state.screen, app.state.table) == ("table", 12)
        assert "培训" in next(line for line in screen_lines(app) if line.startswith(">"))
        await press(pilot, "<")
        assert (app.state.screen, app.state.words) == ("search", "培训")
        await press(pilot, "b")
        assert app.state.screen == "blame"


async def test_a_reason_leads_to_its_revision(lively: Book) -> None:
    async with running(lively, "S", *"登记有误", "enter") as (app, pilot):
        assert "理由" in screen_text(app)
        await press(pilot, "enter")
        assert (app.state.screen, app.state.version, app.state.year) == ("history", 5, 2024)


async def test_escape_closes_the_line_and_keeps_what_was_found(lively: Book) -> None:
    async with running(lively, "S", *"误", "escape") as (app, pilot):
        assert not app.screen.query("#search")
        assert app.state.words == "误"
        await press(pilot, "S", "x")
        assert "没有找到“误x”" in screen_text(app)
        await press(pilot, "enter", "enter")
        assert "没有可打开的" in screen_lines(app)[-1]


@pytest.mark.parametrize("words", ["云", HOSTILE[:5], "培训 场次", "2024", "\x1b[31m", " "])
def test_what_is_found_is_what_the_command_line_finds(lively: Book, words: str) -> None:
    shown = seen(Reader(lively, "zh"), ViewState(2024, 8, "search", words=words))
    found = run(lively.path, "search", words, "--json")
    hits = found.json["hits"] if found.code == 0 else []
    assert [row[0] for row in shown.rows] == [f"@{hit['seq']}" for hit in hits]
    assert "\x1b" not in "".join("".join(row) for row in shown.rows)


def test_a_search_is_a_view_by_its_options(lively: Book) -> None:
    ran = run(lively.path, "tui", "--words", "培训", lang="zh")
    assert ran.code == 0
    assert "“培训” 1 处" in ran.out
