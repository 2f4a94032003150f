"""The screens that the documents show, taken from the sample book: `python -m tests.screens` writes docs/screens/, a
test holds what is there against the program."""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.golden.shown import ROOT, copy_of_the_sample
from tests.support.tui import press, restart, running, screen_lines
from tracker.book import Book, FileBook
from tracker.tui.view_state import ViewState

SCREENS = ROOT / "docs/screens"
_ELSEWHERE = re.compile(r"@font-face \{.*?\}\s*|<!--.*?-->\s*", re.DOTALL)
"""Nothing is fetched from elsewhere to show a picture."""


class Shot(NamedTuple):
    """A screen: its name, the view that it starts from, and the keys after that. `picture`: as an SVG, too."""

    name: str
    view: ViewState
    keys: Sequence[str] = ()
    size: tuple[int, int] = (100, 30)
    picture: bool = False


_NOW = ViewState(2025, 197, table=3)
_SUPPLEMENT = "enter", "enter", *"热线话务", "enter", *"12.5", "enter", "enter", *"扩容", "enter"
BOOK = (
    Shot("history", _NOW, ("j", "j", "j"), picture=True),
    Shot("table", ViewState(2025, 197, "table", table=3), ("j", "j", "j"), (80, 24)),
    Shot("diff", ViewState(2024, 167, "diff", mark=112, table=3, ranked=True), ("j", "j", "j"), picture=True),
    Shot("diff-wide", ViewState(2024, 167, "diff", mark=112, table=3), ("j", "j", "j"), (160, 45)),
    Shot("blame", ViewState(2024, 197, "blame", table=7, row="（三）公务接待费支出")),
    Shot("years", ViewState(2025, 197, "years", table=7), ("G",)),
    Shot("years-wide", ViewState(2024, 197, "years", table=3, mode="restated"), ("G", "k", "k"), (160, 45)),
    Shot("basis", ViewState(2025, 197, "years", table=7), ("p",), (80, 24)),
    Shot("bridge", ViewState(2025, 197, "bridge", table=3), ("j",), picture=True),
    Shot("proposals", ViewState(2024, 197, "proposals", table=3), ("asterisk", "j", "j", "space")),
    Shot("accept", ViewState(2025, 197, "proposals", table=3), ("asterisk", "ctrl+s"), (80, 24)),
    Shot("checks", ViewState(2025, 197, "checks", table=3)),
    Shot("text", ViewState(2025, 197, "text", table=3), ("tab",), picture=True),
    Shot("lint", ViewState(2025, 197, "lint", table=3)),
    Shot("ready", ViewState(2025, 197, "ready", table=3)),
    Shot("search", ViewState(2025, 197, "search", table=3, words="热线"), ("j",)),
    Shot("palette", ViewState(2025, 197, "table", table=3), ("colon", *"公务接待")),
    Shot("record", _NOW, ("a", "enter", "enter", *"热线话务"), (80, 24)),
    Shot(
        "preview",
        _NOW,
        ("a", "enter", "enter", *"热线话务", "enter", *"12.5", "enter", "enter", *"扩容", "enter"),
        picture=True,
    ),
    Shot("approve", ViewState(2025, 194, table=3), ("A",), (80, 24)),
    Shot("name", ViewState(2025, 196, table=3), ("M",), (80, 24)),
    Shot("help", ViewState(2025, 197, "table", table=3), ("question_mark",)),
)
FILES = (
    Shot("two-documents", ViewState(2025, 2, "diff", mark=1, ranked=True, table=3), ("j", "j"), picture=True),
    Shot("both-places", ViewState(2025, 2, "diff", mark=1, ranked=True, table=3), ("j", "j", "enter")),
)


@contextlib.contextmanager
def sample() -> Iterator[Path]:
    """A folder with a copy of the sample book, and two of its documents beside it; it is where one stands."""
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        book = copy_of_the_sample(Path(folder, "book"))
        for year, digest in (("2024", "8953"), ("2025", "6bcc")):
            shutil.copy(next((book / "evidence").glob(f"{digest}*")), Path(folder, f"{year}.txt"))
        os.chdir(folder)
        try:
            yield book
        finally:
            os.chdir(before)


async def taken(book: Book, shots: Sequence[Shot]) -> AsyncIterator[tuple[Shot, str, str]]:
    """Each shot as text, and as an SVG where it is a picture; all from one session."""
    async with running(book) as (app, pilot):
        for shot in shots:
            await pilot.resize_terminal(*shot.size)
            await restart(app, pilot, type(app.trail)(shot.view))
            await press(pilot, *shot.keys)
            await pilot.pause(0.15)
            text = "\n".join(line.rstrip() for line in screen_lines(app)) + "\n"
            picture = app.export_screenshot(title=f"tracker: {shot.name}") if shot.picture else ""
            yield shot, text, _ELSEWHERE.sub("", picture)


def clock() -> str:
    return "2025-09-01T09:30:00.000Z"


async def _write() -> None:
    SCREENS.mkdir(exist_ok=True)
    for old in SCREENS.iterdir():
        old.unlink()
    with sample() as path, Book.open(path, clock) as book, FileBook.of(["2024.txt", "2025.txt"]) as files:
        for one, shots in ((book, BOOK), (files, FILES)):
            async for shot, text, picture in taken(one, shots):
                SCREENS.joinpath(f"{shot.name}.txt").write_text(text, encoding="utf-8")
                if picture:
                    SCREENS.joinpath(f"{shot.name}.svg").write_text(picture, encoding="utf-8")


if __name__ == "__main__":
    asyncio.run(_write())
