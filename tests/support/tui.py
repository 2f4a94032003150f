"""A book with something to see on every screen, and the screen of an app as text."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from textual.pilot import Pilot

from tests.support.builders import (
    CAR,
    CLOUD,
    TRAINING,
    UPKEEP,
    WAGES,
    amount,
    approved,
    cut,
    goal,
    line,
    milestone,
    opened_book,
    project,
    record,
    reversed_,
    supplement,
    transferred,
)
from tests.support.explained import next_year
from tracker.book import Book
from tracker.messages import Language
from tracker.tui.app import TrackerApp
from tracker.tui.view_state import Trail

HOSTILE = "[/red]应急[b]项目[/b] [="
LONG = "超长名称" * 75


def eventful_book(path: Path) -> Book:
    """Seven revisions of 2024 (one of them reversed, one named), then the opening of 2025; 8 is the newest."""
    book = opened_book(path)
    record(book, supplement(CLOUD, "30.00"), effective="2024-03-01", reason="追加")
    record(book, transferred(amount(TRAINING, "-5.00"), amount(UPKEEP, "5.00")), effective="2024-04-01")
    record(book, cut(CAR, "-0.50"), effective="2024-05-01", reason="追减")
    record(book, reversed_(4), effective="2024-05-02", reason="登记有误")
    new = project(HOSTILE, "甲局"), project(LONG, "甲局"), goal("培训", "减少场次")
    record(book, *new, supplement(line("甲局", HOSTILE), "88.001234"), supplement(line("甲局", LONG), "1.00"))
    record(book, milestone("2024/adjusted", 6), effective="2024-12-01")
    lines = amount(WAGES, "101.00"), amount(CLOUD, "450.00"), amount(UPKEEP, "30.00")
    record(book, approved(*lines), fiscal_year=2025, effective="2025-01-10")
    return book


def explained_book(path: Path) -> Book:
    """Two years to explain at @4: the reason for income is stale since the supplement, the others are missing."""
    book = opened_book(path)
    next_year(book)
    book.write_reason(2025, "income", "云平台扩容至2期", by="周岚")
    record(book, supplement(CLOUD, "12.345678"), fiscal_year=2025, effective="2025-03-01")
    return book


@asynccontextmanager
async def running(
    book: Book, *keys: str, size: tuple[int, int] = (80, 24), language: Language = "zh"
) -> AsyncIterator[tuple[TrackerApp, Pilot[None]]]:
    """The app on a screen of this size, after these keys, everything painted."""
    app = TrackerApp(book, language, by="周岚")
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        await press(pilot, *keys)
        yield app, pilot


async def press(pilot: Pilot[None], *keys: str) -> None:
    """The keys, then what follows when they rest."""
    for key in keys:
        await pilot.press(key)
        await settled(pilot)
    await pilot.pause(0.08)


async def settled(pilot: Pilot[None]) -> None:
    """Until nothing is waited for."""
    app = pilot.app
    assert isinstance(app, TrackerApp)
    for _ in range(500):
        if app.waiting.warm and not app.waiting.busy:
            break
        await pilot.pause(0.01)


async def restart(app: TrackerApp, pilot: Pilot[None], trail: Trail) -> None:
    """The same app as if it had just been opened: a session costs a second, many tests share one."""
    while len(app.screen_stack) > 1:
        app.pop_screen()
    app.trail, app.notice = trail, None
    app.writing.unwritten.clear()
    if app.state.screen == getattr(app.screen, "pane_name", ""):
        app.shown_screen.close_search()  # type: ignore[union-attr] # it is one of the screens
        app.shown_screen.paint()  # type: ignore[union-attr]
    else:
        app.switch_mode(app.state.screen)
    await pilot.pause()
    await settled(pilot)


def screen_text(app: TrackerApp) -> str:
    return "\n".join(screen_lines(app))


def screen_lines(app: TrackerApp) -> list[str]:
    """What stands on each line of the terminal."""
    strips = app.screen._compositor.render_strips()  # there is no public way to the lines
    return ["".join(segment.text for segment in strip) for strip in strips]
