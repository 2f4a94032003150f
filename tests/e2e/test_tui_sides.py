"""The screens of two sides: the years on their basis, the bridge, and proposals on their way into the book."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.test_proposing import RECUT
from tests.golden.shown import copy_of_the_sample
from tests.support.small_documents import NEW, OLD, document
from tests.support.tui import press, restart, running, screen_lines, screen_text
from tracker.book import Book, FileBook
from tracker.tui.accept_screen import AcceptScreen
from tracker.tui.app import TrackerApp
from tracker.tui.book_screen import BookScreen
from tracker.tui.form_screen import FormScreen
from tracker.tui.seen import seen
from tracker.tui.view_state import ScreenName, Trail, ViewState

os.environ["TEXTUAL_ANIMATIONS"] = "none"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_of_the_sample(tmp_path_factory.mktemp("sample"))


@pytest.fixture
def published(tmp_path: Path) -> Iterator[Book]:
    """@1 opens 2024; @2 is another publication of it, in which a project bears another name, one is up, one is gone and
    two are new."""
    for name, units in (("old", OLD), ("recut", RECUT)):
        (tmp_path / f"{name}.txt").write_text(document(2024, units), encoding="utf-8")
    with Book.init(tmp_path / "book") as book:
        book.import_document(tmp_path / "old.txt", adopt=True)
        book.import_document(tmp_path / "recut.txt")
        yield book


def at(screen: ScreenName, year: int = 2025, **more: object) -> Trail:
    return Trail(ViewState(year, 197, screen, **more))  # type: ignore[arg-type] # fields of a view


def title(app: TrackerApp) -> str:
    return screen_lines(app)[1]


# The years


async def test_the_years_are_compared_on_the_basis_that_is_chosen(sample: Path) -> None:
    with Book.open(sample) as book:
        async with running(book) as (app, pilot):
            await restart(app, pilot, at("years", table=3))
            assert "2024年 年初预算 @112  ->  2025年 年初预算 @172" in title(app)
            assert "口径:年初预算" in screen_lines(app)[-2]
            await press(pilot, "p", *"executed", "enter")
            assert app.state.basis == "executed:executed"
            assert "2024年 执行数 @197  ->  2025年 执行数 @197" in title(app)
            assert "口径:执行数" in screen_lines(app)[-2]
            await press(pilot, "less_than_sign", "p", *"--with 2023", "enter")
            assert (app.state.basis, app.state.prior) == ("", 2023)
            assert "2023年 年初预算 @57" in title(app)


async def test_unlike_bases_and_a_mode_that_does_not_fit_are_refused_in_words(sample: Path) -> None:
    with Book.open(sample) as book:
        async with running(book) as (app, pilot):
            await restart(app, pilot, at("years", table=3, basis="original:executed"))
            assert "执行" in screen_text(app)
            assert not app.shown_screen.body.shown.rows  # type: ignore[union-attr] # it is one of the screens
            await restart(app, pilot, at("years", table=12, mode="lca"))
            assert "最细共同编码" in title(app)
            assert not app.shown_screen.body.shown.rows  # type: ignore[union-attr]


async def test_modes_carried_money_and_splits_are_keys(sample: Path) -> None:
    with Book.open(sample) as book:
        async with running(book) as (app, pilot):
            await restart(app, pilot, at("years", 2024, table=3))
            await press(pilot, "m")
            assert "同口径" in title(app)
            assert "对照表改列的上年数" in app.shown_screen.body.shown.rows[-4].cells  # type: ignore[union-attr]
            await press(pilot, "m", "m", "C")
            assert (app.state.mode, app.state.uncarried) == ("published", True)
            assert "不含上年结转" in title(app)
            await press(pilot, "C", "v")
            assert app.state.along == "project"
            await press(pilot, "2", "m")
            assert "年度(5)" in screen_lines(app)[-1]


async def test_a_silent_republication_is_said_and_its_cell_is_traced(sample: Path) -> None:
    with Book.open(sample) as book:
        async with running(book, size=(160, 45)) as (app, pilot):
            await restart(app, pilot, at("years", table=7))
            assert "[!]2024年静默更改4处" in title(app)
            await press(pilot, "G", "k")
            text = screen_text(app)
            assert "当时公布" in text
            assert "没有写更正理由" in text
            await press(pilot, "enter")
            assert (app.state.screen, app.state.year, app.state.version) == ("blame", 2024, 193)
            await press(pilot, "less_than_sign")
            assert app.state.screen == "years"


async def test_enter_goes_to_the_cell_as_it_is_compared(sample: Path) -> None:
    with Book.open(sample) as book:
        async with running(book) as (app, pilot):
            await restart(app, pilot, at("years", table=3, row="2210203"))
            row = app.shown_screen.body.cursor_row  # type: ignore[union-attr]
            assert row is not None
            assert row.cells[:4] == ("2210203", "购房补贴", "36.90", "36.90")
            await press(pilot, "enter")
            assert (app.state.screen, app.state.row, app.state.version) == ("blame", "2210203", 172)
            assert "= 36.90" in title(app)


# The bridge


@pytest.mark.parametrize(("size", "language"), [((80, 24), "zh"), ((160, 45), "en")])
async def test_a_bridge_leads_from_total_to_total(sample: Path, size: tuple[int, int], language: str) -> None:
    with Book.open(sample) as book:
        async with running(book, size=size, language=language) as (app, pilot):  # type: ignore[arg-type]
            await restart(app, pilot, at("bridge"))
            first, *steps, last = app.shown_screen.body.shown.rows  # type: ignore[union-attr]
            assert (first.cells[3], last.cells[3]) == ("7,611.76", "7,608.84")
            assert len(steps) == 13
            assert "█" in screen_text(app)
            assert "[OK]" in screen_text(app)
            await press(pilot, "G", "k", "enter")
            assert app.state.every
            assert len(app.shown_screen.body.shown.rows) > 15  # type: ignore[union-attr]
            await press(pilot, "f")
            assert not app.state.every
            await press(pilot, "g", "j", "enter")
            assert (app.state.screen, app.state.table) == ("blame", 12)
            assert "126.00" in title(app)


async def test_a_bridge_between_two_versions_starts_from_a(sample: Path) -> None:
    with Book.open(sample) as book:
        async with running(book) as (app, pilot):
            await restart(app, pilot, Trail(ViewState(2024, 167, "bridge", mark=112)))
            assert "2024年 @112  ->  2024年 @167" in title(app)
            await press(pilot, "v")
            assert "按功能科目" in title(app)
            await restart(app, pilot, Trail(ViewState(2022, 20, "bridge")))
            assert "没有设 A" in screen_text(app)
            await restart(app, pilot, Trail(ViewState(2022, 20, "bridge", mark=20)))
            assert "同一版本" in screen_text(app)


# Proposals


async def test_proposals_are_taken_left_out_and_recorded_together(published: Book) -> None:
    async with running(published, "P", size=(100, 30)) as (app, pilot):
        assert "stmt:2.0" in title(app)
        assert "已取 0/5" in title(app)
        await press(pilot, "ctrl+s")
        assert "还没有取" in screen_lines(app)[-1]
        await press(pilot, "asterisk", "j", "space")
        assert app.state.picked == {"1", "3", "4", "5"}
        assert "已取 4/5" in title(app)
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, AcceptScreen)
        text = screen_text(app)
        assert "将为 @3..@6，尚未写入" in text
        assert "项目更名" in text
        assert published.head.seq == 2
        await press(pilot, "ctrl+s", "ctrl+s")
        assert published.head.seq == 6
        assert (app.state.version, app.state.picked) == (6, frozenset())
        rows = app.shown_screen.body.shown.rows  # type: ignore[union-attr] # it is one of the screens
        assert [row.cells[2] for row in rows if row.cells[0]] == ["大会保障"]
        await press(pilot, "1")
        assert "（推断）" in screen_text(app)


async def test_another_reading_is_taken_instead(published: Book) -> None:
    async with running(published, "P", size=(120, 30)) as (app, pilot):
        await press(pilot, "G")
        while "培训二期" not in screen_lines(app)[-7]:
            await press(pilot, "k")
        await press(pilot, "v")
        assert app.state.picked == {"5/1"}
        assert "取 另解1" in screen_text(app)
        assert "并入 5" in screen_text(app)
        await press(pilot, "ctrl+s", "ctrl+s", "ctrl+s")
        assert published.head.seq == 3
        row = next(row for row in published.log() if row.header.seq == 3)
        assert row.inferred
        names = {published.roster.text("project", id, "name") for id in published.roster.ids("project")}
        assert "培训二期" in names
        assert "培训" not in names


async def test_a_proposal_is_edited_before_it_is_recorded(published: Book) -> None:
    async with running(published, "P", "j", "E") as (app, pilot):
        form = app.screen
        assert isinstance(form, FormScreen)
        assert form.names == ("amount", "function", "economic", "doc", "reason")
        assert form.field("amount").value == "15.00"
        await press(pilot, "ctrl+u")
        await press(pilot, *"12.5", "enter", "enter", "enter", "enter", "enter")
        assert form.previewed is not None
        assert "92.50" in screen_text(app)
        await press(pilot, "ctrl+s", "ctrl+s")
        assert isinstance(app.screen, BookScreen)
        row = next(row for row in published.log() if row.header.seq == 3)
        assert (row.inferred, row.delta_fen) == (True, 12_500_000)


async def test_what_is_refused_leaves_the_book_and_says_which(published: Book) -> None:
    async with running(published, "P", "j", "E") as (app, pilot):
        form = app.screen
        assert isinstance(form, FormScreen)
        await press(pilot, "ctrl+u", *"zwölf", "enter", "enter", "enter", "enter", "enter")
        assert "不是金额" in screen_lines(app)[-1]
        await press(pilot, "escape")
        assert published.head.seq == 2


async def test_files_without_a_book_are_read_only_and_say_why(tmp_path: Path) -> None:
    for name, year, units in (("old", 2024, OLD), ("next", 2025, NEW)):
        (tmp_path / f"{name}.txt").write_text(document(year, units), encoding="utf-8")
    with FileBook.of([str(tmp_path / "old.txt"), str(tmp_path / "next.txt")]) as book:
        async with running(book, "P") as (app, pilot):
            assert "old.txt" in title(app)
            assert "数据共享" in screen_text(app)
            for key in ("space", "asterisk", "v", "E", "ctrl+s"):
                await press(pilot, key)
                assert app.reader.say(app.reader.read_only) in screen_lines(app)[-1]  # type: ignore[arg-type]
            await press(pilot, "B")
            assert "起 + 各项 = 止 [OK]" in screen_text(app)
            await press(pilot, "5")
            assert "2024年 old.txt  ->  2025年 next.txt" in title(app)


async def test_the_two_points_can_be_chosen(sample: Path) -> None:
    with Book.open(sample) as book:
        async with running(book) as (app, pilot):
            await restart(app, pilot, at("proposals", 2024))
            assert "2023 年初批复 @57  ->  2024 年初批复 @112" in title(app)
            await press(pilot, "p", *"stmt:193", "down", "enter")
            assert (app.state.source, app.state.target) == ("stmt:120.0", "stmt:193.0")
            assert "三公" in screen_text(app) or "未说明" in screen_text(app)
            assert "stmt:193.0" in title(app)
            await press(pilot, "less_than_sign")
            assert app.state.source == ""


async def test_every_view_of_two_sides_is_printed_where_there_is_no_terminal(sample: Path) -> None:
    with Book.open(sample) as book:
        async with running(book) as (app, pilot):
            for screen in ("years", "bridge", "proposals"):
                await restart(app, pilot, at(screen))
                shown = seen(app.reader, app.state)
                assert shown.rows
                body = app.shown_screen.body.shown.rows  # type: ignore[union-attr]
                assert len(body) == len(shown.rows)
