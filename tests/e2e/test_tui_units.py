"""元, 万元 and 亿元: on every screen, in what is copied and exported, on the command line; nothing rounded unsaid."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from tests.support.shell import run
from tests.support.tui import eventful_book, press, running, screen_lines, screen_text
from tracker.book import Book
from tracker.model.money import MoneyUnit
from tracker.tui.reader import Reader
from tracker.tui.seen import seen
from tracker.tui.view_state import ViewState

_FIGURE = re.compile(r"[+-]?[\d,]+\.\d+(?!%)\b")


@pytest.fixture
def lively(tmp_path: Path) -> Iterator[Book]:
    with eventful_book(tmp_path / "book") as book:
        yield book


def of_lines(lines: list[str]) -> list[list[str]]:
    return [found for line in lines if (found := _FIGURE.findall(line))]


@pytest.mark.parametrize("money", ["wan", "yuan", "yi"])
def test_screens_and_command_line_show_one_unit_alike(lively: Book, money: MoneyUnit) -> None:
    reader = Reader(lively, "zh")
    table = seen(reader, ViewState(2024, 6, "table", table=12, money=money))
    printed = run(lively.path, "show", "12", "--year", "2024", "--at", "@6", "--in", money, lang="zh").out.splitlines()
    assert of_lines(["  ".join(row) for row in table.rows]) == of_lines(printed[1:])
    assert {"wan": "万元", "yuan": "元", "yi": "亿元"}[money] == printed[0].rpartition("单位：")[2]
    diff = seen(reader, ViewState(2024, 6, "diff", mark=1, money=money))
    printed = run(lively.path, "diff", "@1", "@6", "--year", "2024", "--in", money, lang="zh").out.splitlines()
    rows = {tuple(row) for row in of_lines(["  ".join(row[1:4]) for row in diff.rows if "新增" not in row])}
    assert rows <= {tuple(row[:3]) for row in of_lines(printed)}
    assert len(rows) > 3


def test_what_a_unit_cannot_show_is_said_and_yuan_are_exact(lively: Book) -> None:
    """The project of 88.001234 万元."""
    reader = Reader(lively, "zh")
    state = ViewState(2024, 6, "table", table=12)
    shown = {
        money: next(row for row in seen(reader, replace(state, money=money)).rows if "应急" in row[0])
        for money in ("wan", "yuan", "yi")
    }
    assert [shown[money][1] for money in ("wan", "yuan", "yi")] == ["88.00", "880,012.34", "0.008800"]
    for money in ("wan", "yuan", "yi"):
        assert ("有尾数" in seen(reader, replace(state, money=money)).title) == (money != "yuan")


def test_differences_are_those_of_the_amounts_shown(lively: Book) -> None:
    reader = Reader(lively, "zh")
    for screen in ("diff", "years"):
        for money in ("wan", "yuan", "yi"):
            year = 2024 if screen == "diff" else 2025
            state = ViewState(year, 8, screen, mark=1, table=12, money=money)
            for row in seen(reader, state).values():
                before, after, delta = (Decimal(0) if cell == "--" else Decimal(cell) for cell in row[1:4])
                assert after - before == delta


async def test_the_unit_goes_round_and_stays_from_screen_to_screen(lively: Book) -> None:
    async with running(lively, "2", "(", "u") as (app, pilot):
        assert "单位:元(精确)" in screen_lines(app)[-2]
        assert "7,710,012.34" in screen_text(app)
        await press(pilot, "d", "[", "[")
        assert "单位:元(精确)" in screen_lines(app)[-2]
        await press(pilot, "7")
        assert "单位:万元" in screen_lines(app)[-2]
        await press(pilot, "u")
        assert "不换单位" in screen_lines(app)[-1]
        await press(pilot, "2", "u")
        assert "单位:亿元" in screen_lines(app)[-2]
        await press(pilot, "u")
        assert "单位:万元" in screen_lines(app)[-2]


async def test_what_is_taken_away_is_in_the_unit_shown(
    lively: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with running(lively, "2", "(", "u", "y", "c") as (app, pilot):
        assert app.clipboard == "7710012.34"
        assert "7,710,012.34 元 (7710012.34元)" in screen_lines(app)[-1]
        await press(pilot, "y", "s")
        assert "7,710,012.34元" in app.clipboard
        await press(pilot, "y", "l")
        assert "--in=yuan" in app.clipboard
        await press(pilot, "e", "enter")
        [file] = tmp_path.glob("*.csv")
        assert "单位:元(精确)" in (text := file.read_text("utf-8-sig"))
        assert "7710012.34" in text


def test_no_other_list_takes_a_unit(lively: Book) -> None:
    assert run(lively.path, "show", "projects", "--in", "yuan").code == 2
