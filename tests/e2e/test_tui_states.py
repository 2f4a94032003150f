"""What holds on every screen: sizes, themes, languages, sums, slow answers. The numbers in the names are those of the
checklist."""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.support.shell import run
from tests.support.tui import eventful_book, press, running, screen_lines, screen_text
from tracker.book import Book
from tracker.tui.reader import Reader
from tracker.tui.theme import LIGHT

os.environ["TEXTUAL_ANIMATIONS"] = "none"
SIZES = ((80, 24), (100, 30), (160, 45))


@pytest.fixture
def lively(tmp_path: Path) -> Iterator[Book]:
    with eventful_book(tmp_path / "book") as book:
        yield book


async def test_09_a_difference_is_from_the_mark_else_from_the_version_before(lively: Book) -> None:
    async with running(lively, "[", "[", "d") as (app, pilot):
        assert "A @5" in screen_lines(app)[1]
        assert "B @6" in screen_lines(app)[1]
        await press(pilot, "1", "[", "[", "space", "]", "]", "d")
        assert "A @4" in screen_lines(app)[1]
        assert "B @6" in screen_lines(app)[1]
        assert "A=@4" in screen_text(app)


async def test_10_parts_add_up_to_their_parents_and_all_to_the_total(lively: Book) -> None:
    async with running(lively, "3") as (app, pilot):
        for version, mark in ((8, 1), (6, 2), (7, 3), (5, 1)):
            state = replace(app.state, version=version, mark=mark, year=2024)
            app.go_to(state)
            await pilot.pause(0.02)
            found = run(lively.path, "diff", f"@{mark}", f"@{version}", "--year", "2024", "--json").json
            assert found["total"]["delta"] in screen_text(app).replace(",", "")
            assert "各行之和 = 合计 [OK]" in screen_text(app)
            leaves = [row for row in found["rows"] if "name" in row["key"] or row["level"] == 2 or row["change"]]
            top = [row for row in found["rows"] if row["level"] == min(r["level"] for r in found["rows"])]
            assert sum(row["delta_fen"] for row in top) == found["total"]["delta_fen"]
            assert leaves


async def test_17_a_difference_reads_the_same_in_dark_light_and_without_colour(
    lively: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = "left_parenthesis", "left_curly_bracket", "d"
    async with running(lively, *keys) as (app, pilot):
        dark = screen_text(app)
        app.theme = LIGHT.name
        await pilot.pause(0.05)
        assert screen_text(app) == dark
    monkeypatch.setenv("NO_COLOR", "1")
    async with running(lively, *keys) as (app, _):
        assert screen_text(app) == dark
    assert "+88.00" in dark
    assert re.search(r"^ \+", dark, re.M)


async def test_26_an_answer_that_comes_as_the_wait_is_said_leaves_nothing_of_it(lively: Book) -> None:
    async with running(lively, "6") as (app, pilot):
        shown = screen_lines(app)
        assert app.shown_screen is not None
        app.shown_screen._say_waiting()
        await pilot.pause()
        assert screen_lines(app) == shown


async def test_26_while_something_takes_long_keys_work_and_no_stale_answer_is_shown(
    lively: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on, begun, plain = threading.Event(), list[int](), Reader.checks

    def slow(reader: Reader, state: object) -> object:
        if threading.current_thread().name.startswith("reading"):
            begun.append(state.version)  # type: ignore[attr-defined]
            go_on.wait(5)
        return plain(reader, state)  # type: ignore[arg-type]

    monkeypatch.setattr(Reader, "checks", slow)
    async with running(lively) as (app, pilot):
        await pilot.press("6")
        await pilot.pause(0.3)
        assert "载入 @8" in screen_lines(app)[-1]
        assert app.loader is not None
        for _ in range(5):
            await pilot.press("left_square_bracket")
        assert app.state.version == 3
        await pilot.press("enter")
        assert "载入 @3" in screen_lines(app)[-1]
        assert app.state.screen == "checks"
        go_on.set()
        while app.loader.wanted is not None:
            await pilot.pause(0.02)
        await pilot.pause(0.05)
        assert "2025年 @3 勾稽核对" in screen_text(app)
        assert begun == [8, 3]


async def test_27_a_fault_in_the_thread_ends_the_program_as_any_other(
    lively: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(reader: Reader, state: object) -> object:
        raise ZeroDivisionError

    monkeypatch.setattr(Reader, "checks", broken)
    with pytest.raises(ZeroDivisionError):
        await checks_opened(lively)


async def checks_opened(book: Book) -> None:
    async with running(book) as (app, pilot):
        await pilot.press("6")
        for _ in range(50):
            if not app.is_running:
                return
            await pilot.pause(0.02)


@pytest.mark.parametrize("term", ["dumb", "xterm"])
def test_28_without_a_terminal_views_are_plain_text(lively: Book, term: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", term)
    for arguments in ((), ("tui",), ("tui", "--screen", "diff", "--at", "@6", "--against", "@1")):
        ran = run(lively.path, *arguments, lang="zh")
        assert ran.code == 0
        assert "\x1b" not in ran.out + ran.err
        assert "万元" in ran.out or "单位" in ran.out or "@8" in ran.out
    assert "A @1" in ran.out
    assert "各行之和 = 合计 [OK]" in ran.out


def test_13_a_view_that_is_not_there_is_refused_before_anything_opens(lively: Book) -> None:
    for wrong, said in (
        (("--at", "@99"), "@99"),
        (("--table", "77"), "77"),
        (("--table", "3", "--row", "9999999"), "9999999"),
        (("--year", "1999"), "2024, 2025"),
        (("--screen", "nothing"), "nothing"),
    ):
        ran = run(lively.path, "tui", *wrong, lang="zh")
        assert ran.code == 2
        assert said in ran.err
        assert ran.out == ""


async def test_29_the_wheel_moves_the_cursor_as_the_keys_do(lively: Book) -> None:
    async with running(lively, "2", "left_parenthesis") as (app, pilot):
        await press(pilot, "j", "j", "j")
        row = app.state.row
        await press(pilot, "g")
        app.shown_screen.body._on_mouse_scroll_down(_Wheel())  # type: ignore[union-attr,arg-type]
        await pilot.pause(0.05)
        assert app.state.row == row


async def test_a_version_that_is_gone_is_left_and_said(lively: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    async with running(lively, "2", "space") as (app, pilot):
        before = lively.head
        earlier = before._replace(seq=6, hash=lively.hash_at(6))
        monkeypatch.setattr(type(lively), "head", property(lambda _: earlier))
        await press(pilot, "f5")
        assert (app.state.version, app.state.mark) == (6, None)
        assert "@8 已不在账本中：现为 @6" in screen_lines(app)[-1]
        monkeypatch.undo()


async def test_29_a_click_on_a_tab_goes_to_its_screen_and_one_on_the_line_of_time_to_a_version(lively: Book) -> None:
    async with running(lively) as (app, pilot):
        await pilot.click("#slider", offset=(2, 0))
        await pilot.pause(0.05)
        assert app.state.version == 1
        await pilot.click("#tabs", offset=(cell_len(screen_lines(app)[0].partition("3")[0]), 0))
        await pilot.pause(0.1)
        assert app.state.screen == "diff"


class _Wheel:
    def stop(self) -> None:
        """As an event of the mouse has it."""
