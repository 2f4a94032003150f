"""The screens, driven by keys: what they show, and where every key leads."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.support.builders import CLOUD, record, supplement, wan
from tests.support.tui import HOSTILE, eventful_book, press, restart, running, screen_lines, screen_text
from tracker.book import Book
from tracker.tui.book_screen import BookScreen
from tracker.tui.help_screen import HelpScreen
from tracker.tui.keys import KEYS
from tracker.tui.view_state import ViewState

os.environ["TEXTUAL_ANIMATIONS"] = "none"


@pytest.fixture
def lively(tmp_path: Path) -> Iterator[Book]:
    with eventful_book(tmp_path / "book") as book:
        yield book


SHOWN = {
    "1": ("共 8 个版本", "2024 调整", "已由 @5 冲销"),
    "2": ("表3 支出总体情况表", "[3/12]", "581.00", "口径:现行数"),
    "3": ("A @7", "B @8", "+581.00", "各行之和 = 合计 [OK]"),
    "4": ("= 581.00 万元", "预算批复", "1 笔合计 = 581.00"),
    "5": ("2024年 现行数 @8  ->  2025年 现行数 @8", "-190.00", "按各年公布"),
    "6": ("勾稽核对", "不符 0", "R1.1"),
    "7": ("2025年现行数 @8 比 2024年现行数 @8", "收入预算581.00万元，比上年减少190.00万元"),
}


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (160, 45)], ids=str)
@pytest.mark.parametrize("key", "1234567")
async def test_each_screen_shows_its_figures_its_version_year_and_unit(
    lively: Book, key: str, size: tuple[int, int]
) -> None:
    async with running(lively, key, size=size) as (app, _):
        text = screen_text(app)
        for said in (*SHOWN[key], "@8", "2025年", "单位:万元"):
            assert said in text
        assert {cell_len(line) for line in screen_lines(app)} == {size[0]}


async def test_screens_speak_english(lively: Book) -> None:
    async with running(lively, "3", language="en") as (app, _):
        assert "the rows add up to the total [OK]" in screen_text(app)
        assert "unit: 万元" in screen_text(app)


STEPS: list[tuple[str, str, str, Callable[[ViewState], bool]]] = [
    ("1", "left_square_bracket", "版本后退", lambda s: s.version == 7),
    ("1", "j", "下一行", lambda s: s.version == 7),
    ("1", "j,k", "上下", lambda s: s.version == 8),
    ("1", "G", "末行", lambda s: s.version == 1),
    ("1", "G,home", "首行", lambda s: s.version == 8),
    ("1", "pagedown", "翻页", lambda s: s.version == 1),
    ("1", "0", "最早", lambda s: s.version == 1),
    ("1", "0,dollar_sign", "最新", lambda s: s.version == 8),
    ("1", "0,right_square_bracket", "前进", lambda s: s.version == 2),
    ("1", "left_curly_bracket", "命名", lambda s: s.version == 6),
    ("1", "0,right_curly_bracket", "命名", lambda s: s.version == 6),
    ("1", "fullwidth_left_square_bracket", "全角", lambda s: s.version == 7),
    ("1", "space", "标记", lambda s: s.mark == 8),
    ("1", "space,space", "取消标记", lambda s: s.mark is None),
    ("1", "space,escape", "清除标记", lambda s: s.mark is None),
    ("1", "enter", "打开", lambda s: s.screen == "table"),
    ("1", "d", "差异", lambda s: s.screen == "diff"),
    ("1", "j,space,k,d,x", "互换", lambda s: (s.mark, s.version) == (8, 7)),
    ("2", "t", "下一张表", lambda s: s.table == 4),
    ("2", "T", "上一张表", lambda s: s.table == 2),
    ("2", "l", "右一栏", lambda s: s.column == "基本支出"),
    ("2", "l,l,h", "左一栏", lambda s: s.column == "基本支出"),
    ("2", "shift+right,shift+right", "各栏右移", lambda s: s.column == "项目支出"),
    ("2", "l,l,l,l,H,H", "各栏左移", lambda s: s.column != "合计"),
    ("2", "j", "行", lambda s: s.row == "201"),
    ("2", "ctrl+d", "半页", lambda s: s.row not in ("", "201")),
    ("2", "G,ctrl+u", "半页", lambda s: s.row == "201"),
    ("2", "G,pageup", "翻页", lambda s: s.row != ""),
    ("2", "c", "仅改动", lambda s: s.changed_only),
    ("2", "u", "单位", lambda s: s.money == "yuan"),
    ("2", "z", "折叠", lambda s: s.depth == 1),
    ("2", "z,Z", "展开", lambda s: s.depth == 0),
    ("2", "j,f", "折叠一行", lambda s: s.folded == {"201"}),
    ("2", "left_parenthesis", "前一年", lambda s: s.year == 2024),
    ("2", "left_parenthesis,right_parenthesis", "后一年", lambda s: s.year == 2025),
    ("2", "b", "溯源", lambda s: s.screen == "blame"),
    ("2", "j,b,less_than_sign", "退回", lambda s: (s.screen, s.row) == ("table", "201")),
    ("2", "b,backspace,greater_than_sign", "前进", lambda s: s.screen == "blame"),
    ("2", "left_parenthesis,n", "下一处改动", lambda s: s.version == 8),
    ("2", "left_parenthesis,left_square_bracket,left_square_bracket,n,n,N", "改动", lambda s: s.row == "201"),
    ("2", "left_parenthesis,comma", "此前", lambda s: (s.screen, s.version) == ("blame", 5)),
    ("3", "v", "划分", lambda s: s.axis == "function"),
    ("3", "s", "按变动大小", lambda s: s.ranked),
    ("3", "j,j,b", "基本支出", lambda s: (s.screen, s.table) == ("blame", 11)),
    ("3", "j,j,j,b", "项目", lambda s: (s.screen, s.table) == ("blame", 12)),
    ("4", "enter", "该版的表", lambda s: (s.screen, s.version) == ("table", 8)),
    ("5", "j,enter", "溯源", lambda s: s.screen == "blame"),
    ("6", "enter", "到格", lambda s: s.screen == "table" and s.row != ""),
    ("6", "c", "仅问题", lambda s: s.changed_only),
    ("3", "1", "屏", lambda s: s.screen == "history"),
    ("1", "3", "屏", lambda s: s.screen == "diff"),
    ("1", "4", "屏", lambda s: s.screen == "blame"),
    ("1", "5", "屏", lambda s: s.screen == "years"),
    ("1", "6", "屏", lambda s: s.screen == "checks"),
    ("1", "7", "屏", lambda s: s.screen == "text"),
    ("1", "8", "屏", lambda s: s.screen == "lint"),
    ("1", "9", "屏", lambda s: s.screen == "ready"),
    ("1", "S,escape", "搜索", lambda s: s.screen == "search"),
    ("1", "B", "屏", lambda s: s.screen == "bridge"),
    ("1", "P", "屏", lambda s: s.screen == "proposals"),
    ("5", "p,escape", "口径", lambda s: s.screen == "years"),
    ("5", "m", "换算", lambda s: s.mode == "restated"),
    ("5", "C", "结转", lambda s: s.uncarried),
    ("5", "v", "划分", lambda s: s.along == "project"),
    ("B", "m", "换算", lambda s: s.mode == "published"),
    ("B", "v", "划分", lambda s: s.axis == "function"),
    ("B", "Z", "逐项", lambda s: s.every),
    ("B", "j,enter", "溯源", lambda s: (s.screen, s.table) == ("blame", 12)),
    ("P", "asterisk", "全取", lambda s: (s.screen, s.picked) == ("proposals", frozenset())),
    ("P", "ctrl+s", "登记", lambda s: (s.screen, s.version) == ("proposals", 8)),
    ("9", "tab,enter", "去处理", lambda s: s.screen != "ready"),
    ("1", "a,escape", "登记", lambda s: s.version == 8),
    ("1", "U,escape", "冲销", lambda s: s.version == 8),
    ("1", "A", "批准", lambda s: s.version == 8),
    ("1", "X", "否决", lambda s: s.version == 8),
    ("1", "M,escape", "命名", lambda s: s.version == 8),
    ("2", "y,escape", "复制", lambda s: s.screen == "table"),
    ("2", "e,escape", "导出", lambda s: s.screen == "table"),
    ("2", "o", "原文", lambda s: s.screen == "table"),
    ("2", "colon,escape", "前往", lambda s: s.screen == "table"),
    ("7", "j,k,l", "下一处", lambda s: s.spot == "1|income|delta|1"),
    ("7", "tab", "待办", lambda s: s.spot == "1|income|reason|1"),
    ("7", "c", "仅待办", lambda s: s.changed_only),
    ("7", "enter", "到格", lambda s: (s.screen, s.table, s.row) == ("table", 1, "收入/收入总计")),
    ("7", "b", "溯源", lambda s: (s.screen, s.table, s.row) == ("blame", 1, "收入/收入总计")),
    ("7", "E", "写原因", lambda s: s.version == 8),
    ("7", "Y", "确认", lambda s: s.version == 8),
    ("1", "f5", "重读", lambda s: s.version == 8),
    ("1", "ctrl+l", "重画", lambda s: s.version == 8),
    ("1", "slash,escape", "筛选", lambda s: s.filter == ""),
]


@pytest.mark.parametrize("start", sorted({screen for screen, _, _, _ in STEPS}))
async def test_06_where_each_key_leads(lively: Book, start: str) -> None:
    async with running(lively) as (app, pilot):
        first, missed = app.trail, list[str]()
        for screen, keys, what, holds in STEPS:
            if screen == start:
                await restart(app, pilot, first)
                await press(pilot, screen, *keys.split(","))
                if not holds(app.state):
                    missed.append(f"{screen} {keys} {what}: {app.state}")
        assert missed == []


def test_every_key_of_the_table_is_tried() -> None:
    tried = {name for screen, keys, _, _ in STEPS for name in (screen, *keys.split(","))}
    names = {
        "[": "left_square_bracket", "]": "right_square_bracket", "{": "left_curly_bracket", "}": "right_curly_bracket",
        "(": "left_parenthesis", ")": "right_parenthesis", "<": "less_than_sign", ">": "greater_than_sign",
        "$": "dollar_sign", ",": "comma", "/": "slash", ":": "colon", "*": "asterisk",
    }  # fmt: skip
    untried = [
        key.action
        for key in KEYS
        if not tried & {names.get(name, name) for name in key.keys} and key.action not in ("help", "quit")
    ]
    assert untried == []


async def test_what_cannot_be_done_is_said_in_the_last_line(lively: Book) -> None:
    async with running(lively) as (app, pilot):
        for key, said in (
            ("]", "已是最新的版本"),
            ("<", "没有更早的位置可退回"),
            (">", "没有可前进的位置"),
            ("escape", "没有可清除的"),
            (")", "没有更晚的年度"),
            ("v", "换划分只用于差异"),
            ("E", "写或确认原因只用于说明"),
            ("Y", "写或确认原因只用于说明"),
            ("ctrl+c", "Ctrl+C 不退出"),
        ):
            await press(pilot, key)
            assert said in screen_lines(app)[-1]
        await press(pilot, "j")
        assert "?帮助" in screen_lines(app)[-1]


async def test_09_a_version_is_not_compared_with_itself(lively: Book) -> None:
    async with running(lively, "space", "d") as (app, _):
        assert "与自身相比没有差异" in screen_text(app)


async def test_identical_versions_are_said_to_be(lively: Book) -> None:
    async with running(lively, "[", "d") as (app, _):
        assert "A @6 与 B @7 完全相同" in screen_text(app)


async def test_a_diff_shows_the_events_of_the_row_and_what_is_new(lively: Book) -> None:
    async with running(lively, "(", "{", "d", "j", "j") as (app, _):
        text = screen_text(app)
        assert f"+     {HOSTILE}"[:20] in text
        assert "新增" in text
        assert "+88.00" in text
        assert "培训 绩效目标" in text


async def test_11_the_cell_stays_while_versions_pass(lively: Book) -> None:
    async with running(lively, "2", "(", "{", "T", "T", "T", "/") as (app, pilot):
        await press(pilot, *"应急", "enter")
        there = app.state
        assert there.table == 12
        await press(pilot, "[", "[")
        assert (app.state.row, app.state.version) == (there.row, 4)
        assert "没有与“应急”相符的行" in screen_text(app)
        await press(pilot, "]", "]")
        assert app.state == there


async def test_11_a_row_that_is_gone_gives_way_to_its_parent_and_comes_back(lively: Book) -> None:
    async with running(lively, "2", "(", "{", "T", "T", "T", "/") as (app, pilot):
        await press(pilot, *"应急", "escape")
        row = app.state.row
        await press(pilot, "[")
        assert app.state.row == row
        assert "该行在 @5 没有" in screen_text(app)
        assert "表12 / 甲局 / 总计" in screen_text(app)
        await press(pilot, "]")
        assert "应急" in next(line for line in screen_lines(app) if line.startswith(">"))


async def test_12_blame_goes_before_a_change_and_back_again(lively: Book) -> None:
    async with running(lively, "2", "(", "b") as (app, pilot):
        start = app.state
        await press(pilot, ",", ",")
        assert app.state.version == 4
        await press(pilot, "<", "<")
        assert app.state == start
        await press(pilot, "0", ",")
        assert "此前没有变动：最早记于 @1" in screen_lines(app)[-1]


async def test_the_exact_amount_stands_under_the_grid(lively: Book) -> None:
    async with running(lively, "2", "(") as (app, _):
        fen = lively.table(lively.view(2024, lively.point().point), 3).cell("合计", "合计")
        assert fen is not None
        assert f"= {wan(fen)} 万元" in screen_text(app)


async def test_20_a_filter_keeps_ancestors_counts_hits_and_is_cleared_by_escape(lively: Book) -> None:
    async with running(lively, "2", "/", "2", "0", "6", "0", "5", "9", "9") as (app, pilot):
        assert "(1/8)" in screen_lines(app)[1]
        assert app.screen.query("#search")
        await press(pilot, "enter")
        assert not app.screen.query("#search")
        assert app.state.filter == "2060599"
        await press(pilot, "escape")
        assert app.state.filter == ""
        await press(pilot, "/", "x", "y", "z")
        assert "没有与“xyz”相符的行" in screen_text(app)
        await press(pilot, "escape")
        assert app.state.filter == ""
        assert not app.screen.query("#search")


@pytest.mark.parametrize("width", [60, 79, 80, 97, 120, 161])
async def test_19_hostile_and_endless_names_are_shown_literally_and_break_no_line(lively: Book, width: int) -> None:
    async with running(lively, "2", "(", "T", "T", "T", size=(width, 24)) as (app, pilot):
        assert HOSTILE[:12] in screen_text(app)
        for key in "13467":
            await press(pilot, key)
            assert {cell_len(line) for line in screen_lines(app)} == {width}


async def test_keys_typed_into_a_filter_do_nothing_else(lively: Book) -> None:
    async with running(lively, "2", "/", "q", "t", "1", "[") as (app, _):
        assert (app.state.filter, app.state.screen, app.state.table, app.state.version) == ("qt1[", "table", 3, 8)


async def test_help_covers_the_screen_and_goes_away(lively: Book) -> None:
    async with running(lively, "3", "?") as (app, pilot):
        assert isinstance(app.screen, HelpScreen)
        assert "本屏 差异" in screen_text(app)
        await press(pilot, "G")
        assert "作为比较起点的版本" in screen_text(app)
        await press(pilot, "escape")
        assert isinstance(app.screen, BookScreen)
        assert app.state.screen == "diff"
        await press(pilot, "fullwidth_question_mark", "q")
        assert isinstance(app.screen, BookScreen)
        assert app.is_running


async def test_an_empty_book_says_what_to_do(empty: Book) -> None:
    for language, said in (("zh", "还没有版本"), ("en", "No version yet")):
        async with running(empty, "2", "j", "d", "b", language=language) as (app, pilot):  # type: ignore[arg-type]
            assert said in screen_text(app)
            assert "万元" in screen_text(app)
            await press(pilot, "/", "x", "escape", "?", "escape", "6")


async def test_a_small_window_says_so_and_recovers(lively: Book) -> None:
    async with running(lively, "2", "j") as (app, pilot):
        for size in ((40, 10), (59, 24), (80, 15)):
            await pilot.resize_terminal(*size)
            await pilot.pause(0.1)
            assert "窗口太小" in screen_text(app)
            assert f"{size[0]}x{size[1]}" in screen_text(app)
        for size in ((160, 45), (60, 16), (80, 24)):
            await pilot.resize_terminal(*size)
            await pilot.pause(0.1)
            assert "窗口太小" not in screen_text(app)
            assert any(line.startswith(">") or " >" in line for line in screen_lines(app))
        assert app.state.row == "201"


async def test_29_a_wide_window_shows_the_revisions_beside_and_a_click_there_travels(lively: Book) -> None:
    async with running(lively, "2", size=(160, 45)) as (app, pilot):
        assert "@1" in screen_text(app)
        await pilot.click("#side", offset=(5, 3))
        await pilot.pause(0.1)
        assert (app.state.screen, app.state.version) == ("table", 6)


async def test_29_a_click_chooses_a_cell_and_a_second_one_opens_it(lively: Book) -> None:
    async with running(lively, "2") as (app, pilot):
        await pilot.click("#body", offset=(64, 4))
        await pilot.pause(0.1)
        assert (app.state.row, app.state.column) != ("", "")
        row = app.state.row
        await pilot.click("#body", offset=(64, 4), times=2)
        await pilot.pause(0.1)
        assert (app.state.screen, app.state.row) == ("blame", row)


async def test_22_what_others_record_is_announced_and_shown_when_asked_for(lively: Book) -> None:
    async with running(lively, "2") as (app, pilot):
        record(lively, supplement(CLOUD, "1.00"), fiscal_year=2025, effective="2025-02-01")
        app.watching.look()
        await pilot.pause()
        assert "有新的修订" in screen_lines(app)[-1]
        assert app.state.version == 8
        await press(pilot, "f5", "$")
        assert app.state.version == 9
        assert "582.00" in screen_text(app)


async def test_a_years_screen_with_one_year_says_so(book: Book) -> None:
    async with running(book, "5") as (app, _):
        assert "2024 年之前没有年度可比" in screen_text(app)
        assert "652.00" in screen_text(app)


async def test_history_says_what_a_revision_without_money_does_and_what_became_of_it(lively: Book) -> None:
    waits = record(lively, supplement(CLOUD, "9.00"), proposed=True).seq
    record(lively, {"kind": "FundsFrozen", "line": CLOUD, "amount": "1.00"})
    async with running(lively, size=(100, 30)) as (app, pilot):
        assert "冻结 1.00 万元" in screen_text(app)
        await press(pilot, "down")
        text = screen_text(app)
        assert f"@{waits}" in text
        assert "[待批准]" in text
        assert "追加 9.00 万元" in text
