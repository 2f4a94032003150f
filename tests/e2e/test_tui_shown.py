"""Checklist item 2: the screens that the documents show are what the program shows (`make screens` takes them anew)."""

from __future__ import annotations

import pytest

from tests.screens import BOOK, FILES, SCREENS, Shot, clock, sample, taken
from tracker.book import Book, FileBook


async def differing(book: Book, shots: tuple[Shot, ...]) -> list[str]:
    return [
        shot.name
        async for shot, text, _ in taken(book, shots)
        if text != SCREENS.joinpath(f"{shot.name}.txt").read_text("utf-8")
    ]


@pytest.mark.parametrize("of", ["the book", "files"])
async def test_02_the_screens_shown_are_those_of_the_program(of: str) -> None:
    with sample() as path:
        book, shots = (
            (Book.open(path, clock), BOOK) if of == "the book" else (FileBook.of(["2024.txt", "2025.txt"]), FILES)
        )
        with book:
            assert await differing(book, shots) == []


def test_every_screen_shown_is_taken_by_the_script() -> None:
    taken_here = {f"{shot.name}.txt" for shot in (*BOOK, *FILES)}
    taken_here |= {f"{shot.name}.svg" for shot in (*BOOK, *FILES) if shot.picture}
    assert {path.name for path in SCREENS.iterdir()} == taken_here
    for picture in SCREENS.glob("*.svg"):
        assert "http://" not in picture.read_text("utf-8").replace("http://www.w3.org", "")
        assert "https://" not in picture.read_text("utf-8")
