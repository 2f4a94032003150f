"""Items of the checklist that the screens are built to, each asserted whole under its number; the others stand beside
what they are about. The last test holds that none is left out."""

from __future__ import annotations

import os
import pty
import re
import select
import shlex
import shutil
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input

from tests.e2e.test_tui_terminal import ROOT, Terminal, terminal
from tests.golden.shown import copy_of_the_sample
from tests.support.builders import goal, line, project, record, supplement
from tests.support.shell import run
from tests.support.small_documents import NEW, OLD, document
from tests.support.tui import (
    HOSTILE,
    LONG,
    eventful_book,
    explained_book,
    press,
    restart,
    running,
    screen_lines,
    screen_text,
)
from tracker.book import Book
from tracker.messages import Language
from tracker.tui import bars
from tracker.tui.app import TrackerApp
from tracker.tui.book_screen import BookScreen
from tracker.tui.cells import line_width, use_ascii
from tracker.tui.figures import amount
from tracker.tui.form_screen import FormScreen
from tracker.tui.grid import shown
from tracker.tui.layout import Layout
from tracker.tui.manuscript import Manuscript
from tracker.tui.panes import PANES
from tracker.tui.theme import DARK, LIGHT
from tracker.tui.tree_grid import TreeGrid
from tracker.tui.view_state import SCREENS, Trail, ViewState
from tracker.tui.way import Way

__all__ = ["terminal"]
IN_A_TERMINAL = pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed: no terminal to drive")
SIZES = ((80, 24), (100, 30), (160, 45))
SEARCHED = "云"
"""What the search screen looks for, so that it has rows."""


@pytest.fixture
def lively(tmp_path: Path) -> Iterator[Book]:
    with eventful_book(tmp_path / "book") as book:
        yield book


def python(*arguments: str) -> str:
    return shlex.join([sys.executable, "-m", "tracker", *arguments])


# 1 to 5: what every screen shows


@IN_A_TERMINAL
def test_01_the_first_screen_of_the_sample_says_version_basis_and_unit_within_a_second(
    terminal: Terminal, tmp_path: Path
) -> None:
    """On a machine that others use at the same time: within four times what an empty app of the framework takes."""
    book = copy_of_the_sample(tmp_path)
    Book.open(book).close()
    terminal.open("true")
    bare = "from textual.app import App; from textual.widgets import Static\n" \
        "class Bare(App):\n  def compose(self): yield Static('empty app')\nBare().run()"  # fmt: skip
    spent = []
    for command, said in (
        (shlex.join([sys.executable, "-c", bare]), "empty app"),
        (python("--book", str(book), "--lang", "zh"), "单位:万元"),
    ):
        start = time.monotonic()
        terminal.keys(command, "Enter")
        text = terminal.wait(lambda text, said=said: said in text and terminal.ask("alternate_on") == "1")  # type: ignore[misc]
        spent.append(time.monotonic() - start)
        terminal.keys("C-q")
        terminal.wait(lambda _: terminal.ask("alternate_on") == "0")
    assert spent[1] <= max(1.0, 4 * spent[0])
    status = text.splitlines()[-2]
    assert re.search(r"@\d+ ", status)
    assert "口径:现行数" in status
    assert "单位:万元" in status


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_02_every_screen_at_every_size_in_dark_and_light_and_both_languages(
    lively: Book, language: Language
) -> None:
    async with running(lively, language=language) as (app, pilot):
        word, start = app.reader.word, app.reader.start()
        in_dark: dict[tuple[object, ...], list[str]] = {}
        for theme in (DARK, LIGHT):
            app.theme = theme.name
            for size in SIZES:
                await pilot.resize_terminal(*size)
                for name in SCREENS:
                    state = replace(start, screen=name, version=6, year=2024, mark=1, words=SEARCHED)
                    await restart(app, pilot, Trail(state))
                    screen = app.shown_screen
                    assert screen
                    screen.rested()  # the details, without a wait for them
                    await pilot.pause(0.07)
                    lines = screen_lines(app)
                    assert {cell_len(text) for text in lines} == {size[0]}
                    assert len(lines) == size[1]
                    assert word(f"tui.screen.{name}") in lines[0]
                    assert all(said in lines[-2] for said in ("@6", "2024", word("tui.unit.wan")))
                    assert "?" in lines[-1]
                    assert in_dark.setdefault((size, name), lines) == lines
                assert str(theme.background) in app.export_screenshot()


@pytest.mark.parametrize("place", range(len(SCREENS)))
async def test_03_every_line_is_as_wide_as_the_window_and_amounts_end_at_one_cell(lively: Book, place: int) -> None:
    """Every screen at every width from 60 to 200: its rows laid out, its bars, and at every twelfth all of it as it
    is painted."""
    name = SCREENS[place]
    async with running(lively) as (app, pilot):
        state = replace(app.reader.start(), screen=name, version=6, year=2024, mark=1, table=3, words=SEARCHED)
        await restart(app, pilot, Trail(state))
        for width in range(60 + place, 201, len(SCREENS)):
            await pilot.resize_terminal(width, 24)
            await pilot.pause(0.05)
            assert {cell_len(text) for text in screen_lines(app)} == {width}
        if name == "lint":
            return  # the book has no publication: the reason stands in the place of the rows
        reader, state = app.reader, app.state
        frame = PANES[name].frame(reader, state)
        view = shown(frame.grid)
        assert isinstance(frame.grid, Manuscript) or view.rows
        for width in range(60, 201):
            assert line_width(bars.tabs(reader, state, width)) <= max(width, 66)
            assert line_width(bars.status(reader, state, (1, 12345), width)) <= width
            assert line_width(bars.footer(reader, name, width)) <= width
            if isinstance(frame.grid, Manuscript):
                continue
            layout = Layout.of(frame.grid, width)
            ends = set()
            for row in view.rows:
                x, edges = 0, []
                for piece in layout.row(row, cursor=False, folded=False):
                    x += cell_len(piece.text)
                    if piece.column >= 0 and frame.grid.columns[piece.column].right:
                        edges.append(x)
                assert x == width
                ends.add(tuple(edges))
            assert len(ends) == 1


OVERLAYS: dict[tuple[str, ...], tuple[str, ...]] = {
    ("colon",): ("去哪里，做什么", "命令、编码、名称或版本", "Enter"),
    ("question_mark",): ("按键一览", "本屏 差异", "关闭"),
    ("y",): ("复制什么", "所见各行", "链接", "引用"),
    ("e",): ("导出所见", "格式由后缀定：csv xlsx md json txt"),
    ("a",): ("登记变动 2025年", "种类", "项目", "金额(万元)", "理由"),
    ("M",): ("给 @8 命名", "2025/adjusted", "年初批复"),
    ("slash",): ("筛选：名称、编码或金额",),
    ("S",): ("搜索：单位、项目、文件",),
}


@pytest.mark.parametrize("keys", OVERLAYS, ids=str)
async def test_05_overlays_over_chinese_panes_lose_no_glyph_at_any_width_from_80_to_120(
    lively: Book, keys: tuple[str, ...]
) -> None:
    """Each at every fourth width, two at each; what leaves the screen below in view is at all of them in the next."""
    async with running(lively, "3", *keys, size=(120, 24)) as (app, pilot):
        for width in range(120 - list(OVERLAYS).index(keys) % 4, 79, -4):
            await pilot.resize_terminal(width, 24)
            await pilot.pause(0.01)
            text = screen_text(app)
            assert [said for said in OVERLAYS[keys] if said not in text] == [], width
            assert {cell_len(text) for text in screen_lines(app)} == {width}


async def test_05_the_box_for_a_reason_loses_no_glyph_over_the_text(tmp_path: Path) -> None:
    with explained_book(tmp_path / "book") as book:
        async with running(book, "7", "tab", "E", size=(120, 30)) as (app, pilot):
            for width in range(120, 79, -1):
                await pilot.resize_terminal(width, 30)
                await pilot.pause(0.01)
                assert all(said in screen_text(app) for said in ("增减原因", "Ctrl+S 登记", "云平台扩容至2期"))
                assert {cell_len(text) for text in screen_lines(app)} == {width}


# 19: hostile texts

NAMES = (
    HOSTILE,
    LONG,
    "e\u0301\u0323组合",
    "“三公”…—×·①",
    "👩👧家",
)
UNWRITABLE = ("\x1b[31m红\x1b[0m名", "制表\t符\n换行", "\u202e右到左\u202c", "\x9b31m", "👩\u200d👩\u200d👧")
"""What no way of recording takes, and somebody with a database tool can write all the same."""


def hostile_book(path: Path) -> Path:
    """Names, documents, reasons and goals that are all meant to break a screen."""
    with eventful_book(path) as book:
        for name in NAMES[2:]:
            unit = project(name, "甲局"), supplement(line("甲局", name), "1.00")
            record(book, *unit, effective="2024-06-01", reason=f"{name}理由")
        record(book, goal("培训", HOSTILE + NAMES[3]), effective="2024-06-02", reason=LONG)
        paper = {"number": HOSTILE, "title": NAMES[3] + LONG[:280], "date": "2024-06-03"}
        record(book, supplement(line("甲局", HOSTILE), "2.00"), effective="2024-06-03", document=paper)
    return path


def rewrite(place: Path, texts: tuple[str, ...]) -> None:
    with sqlite3.connect(place / "book.db") as db:
        for (name,) in db.execute("select name from sqlite_master where type = 'trigger'").fetchall():
            db.execute(f"drop trigger {name}")
        known = "select distinct value from change where entity = 'project' and field = 'name'"
        for (name,), text in zip(db.execute(known).fetchall(), texts, strict=False):
            db.execute("update change set value = ? where value = ?", (text, name))
        db.execute("update header set reason = ?, title = ?, number = ?", texts[:3])
    db.close()


@pytest.mark.parametrize(("width", "rewritten"), [(60, False), (131, False), (80, True)])
async def test_19_hostile_texts_are_shown_literally_on_every_screen_and_dialog(
    tmp_path: Path, width: int, rewritten: bool
) -> None:
    place = hostile_book(tmp_path / "book")
    if rewritten:
        rewrite(place, UNWRITABLE)
    with Book.open(place) as book:
        async with running(book, size=(width, 24)) as (app, pilot):
            said = ""
            for name in SCREENS:
                for table in (3, 12) if name in ("table", "years") else (12,):
                    words = "名" if rewritten else "项目"
                    view = ViewState(2024, book.head.seq, name, mark=1, table=table, words=words)
                    await restart(app, pilot, Trail(view))
                    for keys in ((), ("j", "j", "j"), ("G",)):
                        await press(pilot, *keys)
                        assert {cell_len(text) for text in screen_lines(app)} == {width}
                        said += screen_text(app)
            for opens in ("colon", "question_mark", "y", "e", "a", "U", "M", "slash"):
                await press(pilot, "3", opens)
                for text in (*NAMES, *UNWRITABLE):
                    if isinstance(app.focused, Input):
                        app.focused.post_message(events.Paste(text))
                        await pilot.pause(0.02)
                    assert {cell_len(text) for text in screen_lines(app)} == {width}
                    said += screen_text(app)
                await press(pilot, "enter", "escape", "escape", "escape")
                assert isinstance(app.screen, BookScreen)
            assert all(c == "\n" or c.isprintable() for c in said if c not in "\u200d")
            if not rewritten:
                assert HOSTILE[:10] in said


@IN_A_TERMINAL
def test_19_no_escape_from_the_data_reaches_the_terminal(terminal: Terminal, tmp_path: Path) -> None:
    """Without colours nothing on the screen has one, unless a name brought it."""
    place = hostile_book(tmp_path / "book")
    rewrite(place, UNWRITABLE)
    terminal.open(f"NO_COLOR=1 {python('--book', str(place), '--lang', 'zh')}", 100, 30)
    terminal.wait_for("单位:万元")
    colour = re.compile(r"\x1b\[[0-9;]*?(?:38;|48;|(?<![0-9])(?:3[0-7]|4[0-7]|9[0-7])(?![0-9]))[0-9;]*m")
    walk = (
        ("(", "2024年"), ("2", "表3"), ("T", "表2"), ("T", "表1 "), ("T", "表12"), ("3", "A @"), ("4", "溯源]"),
        ("5", "年度]"), ("6", "校验]"), ("7", "说明]"), ("9", "待发]"), ("1", "修订历史"),
    )  # fmt: skip
    for key, said in walk:
        terminal.keys(key)
        terminal.wait_for(said)
        screen = terminal.screen("-e")
        assert colour.findall(screen) == []
        assert len(terminal.screen().splitlines()) <= 30
    terminal.keys("/")
    terminal.wait_for("Enter 保留")
    terminal.tmux("set-buffer", UNWRITABLE[0] + NAMES[0])
    terminal.tmux("paste-buffer", "-p", "-t", "s")
    terminal.wait_for("没有与")
    assert colour.findall(terminal.screen("-e")) == []
    terminal.keys("Escape")
    terminal.wait(lambda text: "没有与" not in text)
    terminal.keys("q")
    terminal.wait(lambda _: terminal.ask("alternate_on") == "0")


@IN_A_TERMINAL
def test_19_hostile_names_of_files_are_shown_literally_or_refused_in_words(terminal: Terminal, tmp_path: Path) -> None:
    names = "[b]旧“三公”[.txt", "[=red]新.txt", "\x1b[31m\t.txt"
    for name, text in zip(names, (document(2023, OLD), *[document(2024, NEW)] * 2), strict=True):
        (tmp_path / name).write_text(text, encoding="utf-8")
    terminal.open(f"cd {shlex.quote(str(tmp_path))}; export NO_COLOR=1 PYTHONPATH={shlex.quote(str(ROOT))}; clear")
    tracker = f"{shlex.quote(sys.executable)} -m tracker --lang zh"
    terminal.keys(f"{tracker} {shlex.quote(names[0])} {shlex.quote(names[1])}", "Enter")
    assert "A [b]旧“三公”[.txt  ->  B [=red]新.txt" in terminal.wait_for("单位:万元")
    terminal.keys("q")
    terminal.wait(lambda _: terminal.ask("alternate_on") == "0")
    terminal.keys(f"{tracker} *31m*", "Enter")
    terminal.wait_for("控制字符")
    assert "\x1b[31m" not in terminal.screen("-e")


# 21, 23: recording and explaining


async def test_21_what_the_form_refuses_what_it_previews_and_what_it_records(lively: Book) -> None:
    journal = {path: path.read_bytes() for path in (lively.path / "events").iterdir()}
    order = {"kind": "追加", "doc": "甲号 2025-02-01 财政", "place": "甲中心/运维", "amount": "1.5", "reason": "扩容"}
    async with running(lively, "a") as (app, pilot):
        for wrong, said in (
            ({"amount": "十"}, "十"),
            ({"doc": "甲号 2025-02-30 财政"}, "2025-02-30"),
            ({"place": "查无此项"}, "查无此项"),
            ({"kind": "新增", "name": "云平台", "unit": "甲局"}, "云平台"),
        ):
            await filled(app, pilot, **order | wrong)
            await press(pilot, "ctrl+s")
            assert isinstance(app.screen, FormScreen)
            if app.screen.previewed is None:
                assert said in screen_lines(app)[-1]
            else:
                assert said in screen_text(app)
                await press(pilot, "escape")
            await filled(app, pilot, **order)
        await filled(app, pilot, **order | {"place": "甲局/" + HOSTILE})
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, FormScreen)
        if app.screen.previewed is None and "function" in app.screen.names:
            await filled(app, pilot, function="99")
            await press(pilot, "ctrl+s")
            assert "99" in screen_lines(app)[-1]
        while isinstance(app.screen, FormScreen):
            await press(pilot, "escape")
        assert {path: path.read_bytes() for path in journal} == journal

        await press(pilot, "a")
        await filled(app, pilot, **order)
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, FormScreen)
        preview = app.screen.previewed
        assert preview is not None
        assert preview.recorded.warnings
        grid = app.screen.query_one(TreeGrid).shown.rows
        before = cells_of(lively, 2025)
        await press(pilot, "ctrl+s")
        assert lively.head.seq == 8
        assert "再按" in screen_lines(app)[-1]
        await press(pilot, "ctrl+s")
        assert lively.head.seq == 9
        after = cells_of(lively, 2025)
    moved = {key: fen for key, fen in after.items() if before.get(key) != fen}
    changed = Counter((key[0], key[2], before.get(key) or 0, fen) for key, fen in moved.items())
    assert Counter((one.table, one.column, one.before_fen or 0, one.after_fen) for one in preview.changes) == changed
    said = [row.cells for row in grid]
    for one in preview.changes:
        assert any(amount(one.after_fen) in cells for cells in said)


async def filled(app: TrackerApp, pilot: Pilot[None], **said: str) -> None:
    assert isinstance(app.screen, FormScreen)
    for name, value in said.items():
        if name in app.screen.names:
            app.screen.field(name).value = value
            await pilot.pause()


def cells_of(book: Book, year: int) -> dict[tuple[int, str, str], int | None]:
    """Every cell of every table now."""
    view = book.view(year, book.point().point)
    return {
        (spec.number, row.key, column.label): row.amounts_fen[i]
        for spec in view.form.tables
        for table in (view.table(spec.role),)
        for row in table.rows
        for i, column in enumerate(table.columns)
        if table.has_cell(row, i)
    }


async def test_23_every_number_of_the_text_has_its_source_and_an_edited_reason_its_author(tmp_path: Path) -> None:
    with explained_book(tmp_path / "book") as book:
        found = run(book.path, "explain", "2025", "--at", "HEAD", "--json").json
        claims = [claim for section in found["sections"] for claim in section["claims"]]
        assert claims
        assert all(claim["source"] for claim in claims)
        async with running(book, "7", size=(120, 45)) as (app, pilot):
            grid = PANES["text"].frame(app.reader, app.state).grid
            assert isinstance(grid, Manuscript)
            stops = [row for row in grid.rows if "reason" not in row.key and "gap" not in row.key]
            assert len(stops) >= 5
            for stop in stops[:12]:
                await restart(app, pilot, Trail(replace(app.state, spot=stop.key)))
                await pilot.pause(0.1)
                text = screen_text(app)
                assert "出处" in text or "算式" in text
            first = replace(app.state, spot=stops[0].key)
            await restart(app, pilot, Trail(first))
            shown_amount = claims[0]["text"]
            await press(pilot, "enter")
            assert app.state.screen == "table"
            assert shown_amount in next(text for text in screen_lines(app) if re.match(r"^(.* )?>", text))
            await restart(app, pilot, Trail(first))
            await press(pilot, "tab", "E", *"甲", "ctrl+s")
            await press(pilot, "k", "j")
            record_ = book.roster
            assert record_ is not None
            assert any("周岚" in line and "写于" in line for line in screen_lines(app))


# 28: no terminal


@pytest.mark.parametrize("term", ["xterm-256color", "dumb"])
@pytest.mark.parametrize("kept", ["neither", "stdin", "stdout", "both"])
def test_28_without_a_terminal_on_both_sides_it_is_plain_text_and_ends(tmp_path: Path, kept: str, term: str) -> None:
    """`kept`: what of the two is a terminal. Both are only plain where the terminal is a dumb one."""
    if kept == "both" and term != "dumb":
        pytest.skip("that is where the screens open")
    eventful_book(tmp_path / "book").close()
    leader, follower = pty.openpty()
    command = [sys.executable, "-m", "tracker", "--book", str(tmp_path / "book"), "--lang", "zh"]
    for more in ([], ["tui", "--screen", "diff", "--at", "@6", "--against", "@1"]):
        start = time.monotonic()
        ran = subprocess.run(
            [*command, *more],
            stdin=follower if kept in ("stdin", "both") else subprocess.DEVNULL,
            stdout=follower if kept in ("stdout", "both") else subprocess.PIPE,
            stderr=subprocess.PIPE,
            timeout=20,
            check=False,
            cwd=ROOT,
            env=os.environ | {"TERM": term},
        )
        spent = time.monotonic() - start
        out = (ran.stdout or b"") + (drained(leader) if kept in ("stdout", "both") else b"")
        assert ran.returncode == 0
        assert b"\x1b" not in out + ran.stderr
        assert "万元" in out.decode()
        assert spent < 2 * slowness()
    os.close(leader)
    os.close(follower)


def drained(terminal: int) -> bytes:
    """What was written to a terminal so far."""
    found = b""
    while select.select([terminal], [], [], 0.2)[0]:
        found += os.read(terminal, 65_536)
    return found


def slowness() -> float:
    """How many times slower than a machine of its own this one is now, at starting Python: others use it, too."""
    start = time.monotonic()
    subprocess.run([sys.executable, "-c", "import asyncio, sqlite3"], check=True)
    return max(1.0, (time.monotonic() - start) / 0.15)


# 29: the mouse

Act = Callable[[TrackerApp, Pilot[None]], Awaitable[object]]


async def click(pilot: Pilot[None], where: str, x: int, y: int, times: int = 1) -> None:
    await pilot.click(where, offset=(x, y), times=times)
    await pilot.pause(0.1)


def tab_of(app: TrackerApp, number: str) -> int:
    return cell_len(screen_lines(app)[0].partition(number)[0])


async def wheel(app: TrackerApp, down: bool) -> None:
    body = app.shown_screen.body  # type: ignore[union-attr] # it is one of the screens
    kind = events.MouseScrollDown if down else events.MouseScrollUp
    body.post_message(kind(body, 5, 5, 0, 1 if down else -1, 0, False, False, False))


MOUSE: dict[str, tuple[tuple[str, ...], Act, tuple[str, ...]]] = {
    "a row": (("2",), lambda app, pilot: click(pilot, "#body", 20, 3), ("j",)),
    "a cell": (("2",), lambda app, pilot: click(pilot, "#body", 66, 3), ("j", "l")),
    "a row again": (("2",), lambda app, pilot: click(pilot, "#body", 20, 3, 2), ("j", "enter")),
    "the head of a column": (("2",), lambda app, pilot: click(pilot, "#body", 66, 0), ("l",)),
    "the head of a difference": (("3",), lambda app, pilot: click(pilot, "#body", 60, 0), ("s",)),
    "a tick of the line of time": (("1",), lambda app, pilot: click(pilot, "#slider", 1, 0), ("0",)),
    "a tab": (("1",), lambda app, pilot: click(pilot, "#tabs", tab_of(app, "6"), 0), ("6",)),
    "the wheel down": (("2",), lambda app, pilot: wheel(app, True), ("j", "j", "j")),
    "the wheel up": (("2", "G"), lambda app, pilot: wheel(app, False), ("G", "k", "k", "k")),
}  # fmt: skip


@pytest.mark.parametrize("what", MOUSE)
async def test_29_what_the_mouse_does_a_key_does_too(lively: Book, what: str) -> None:
    start, act, keys = MOUSE[what]
    async with running(lively) as (app, pilot):
        first = app.trail
        await press(pilot, *start)
        before = app.state
        await act(app, pilot)
        await press(pilot)
        by_mouse = app.state
        assert by_mouse != before
        await restart(app, pilot, first)
        await press(pilot, *start, *keys)
        assert app.state == by_mouse


async def test_29_a_click_on_the_revisions_beside_is_a_step_of_the_version(lively: Book) -> None:
    async with running(lively, "2", size=(160, 45)) as (app, pilot):
        await click(pilot, "#side", 5, 2)
        by_mouse = app.state
        await press(pilot, "$", "[")
        assert app.state == by_mouse
        assert by_mouse.version == 7


# Ways of using the terminal


async def test_17_the_theme_ansi_reads_like_the_others(lively: Book) -> None:
    texts = []
    for theme in ("dark", "light", "ansi"):
        app = TrackerApp(lively, "zh", view=ViewState(2024, 6, "diff", mark=1), way=Way(theme))
        async with app.run_test(size=(80, 24)) as pilot:
            await press(pilot)
            texts.append(screen_text(app))
    assert len({*texts}) == 1


async def test_with_ascii_nothing_of_ambiguous_width_is_drawn(tmp_path: Path) -> None:
    place = hostile_book(tmp_path / "book")
    with Book.open(place) as book:
        app = TrackerApp(book, "zh", way=Way(ascii=True))
        async with app.run_test(size=(80, 24)) as pilot:
            for name in SCREENS:
                for table in (7, 12):
                    view = ViewState(2024, book.head.seq, name, mark=1, table=table, words="三公")
                    await restart(app, pilot, Trail(view))
                    await press(pilot, "j")
                    text = screen_text(app)
                    assert not set(text) & set("“”…—×·①→▸▾")
                    assert {cell_len(line) for line in screen_lines(app)} == {80}
    use_ascii(False)


async def test_24_what_is_copied_is_given_to_the_command_that_was_named(lively: Book, tmp_path: Path) -> None:
    keeper = f"{shlex.quote(sys.executable)} -c 'import sys; open(sys.argv[1], \"wb\").write(sys.stdin.buffer.read())'"
    held = tmp_path / "held"
    app = TrackerApp(lively, "zh", way=Way(copy_command=f"{keeper} {shlex.quote(str(held))}"))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "2", "(", "y", "c")
        assert held.read_text("utf-8") == "771.00"
        assert "交给" in screen_lines(app)[-1]
        app.way = Way(copy_command="no-such-command-anywhere")
        await press(pilot, "y", "c")
        assert "没有复制" in screen_lines(app)[-1]


@IN_A_TERMINAL
def test_29_without_the_mouse_the_terminal_keeps_it(terminal: Terminal, tmp_path: Path) -> None:
    eventful_book(tmp_path / "book").close()
    terminal.open(python("--book", str(tmp_path / "book"), "--lang", "zh", "tui", "--no-mouse"))
    terminal.wait_for("单位:万元")
    assert terminal.ask("mouse_any_flag") == "0"
    terminal.keys("q")
    terminal.wait(lambda _: terminal.ask("alternate_on") == "0")
    terminal.keys(python("--book", str(tmp_path / "book"), "--lang", "zh", "tui"), "Enter")
    terminal.wait(lambda text: "单位:万元" in text and terminal.ask("alternate_on") == "1")
    assert terminal.ask("mouse_any_flag") == "1"


def test_all_thirty_items_of_the_checklist_are_tests() -> None:
    named = re.compile(r"^(?:async )?def test_((?:\d\d_(?:and_)?)+)", re.M)
    found = {
        int(number)
        for path in (ROOT / "tests").rglob("test_tui_*.py")
        for numbers in named.findall(path.read_text("utf-8"))
        for number in re.findall(r"\d\d", numbers)
    }
    assert found >= set(range(1, 31))
