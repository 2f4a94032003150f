"""The one table of keys against bindings, help, footer and catalogue."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest

from tests.support.builders import opened_book
from tracker.messages import Language, has
from tracker.tui import bars
from tracker.tui.book_screen import BookScreen
from tracker.tui.cells import line_width
from tracker.tui.help_screen import help_grid
from tracker.tui.keys import KEYS, Action
from tracker.tui.reader import Reader
from tracker.tui.view_state import SCREENS, ScreenName

FULL_WIDTH = ("？", "［", "］", "｛", "｝", "／", "＜", "＞", "，", "（", "）", "＄", "【", "】", "《", "》", "、")


def test_every_action_has_one_row_and_every_key_one_action() -> None:
    assert Counter(key.action for key in KEYS) == Counter(get_args(Action))
    keys = Counter(name for key in KEYS for name in key.keys)
    assert [name for name, n in keys.items() if n > 1] == []


def test_07_every_key_is_bound_and_every_binding_is_a_key() -> None:
    bound = {f"press('{key.action}')" for key in KEYS}
    assert {binding.action for binding in BookScreen.BINDINGS if not isinstance(binding, tuple)} == bound


@pytest.mark.parametrize("character", FULL_WIDTH)
def test_a_key_left_in_full_width_works(character: str) -> None:
    assert any(character in key.keys for key in KEYS)


@pytest.mark.parametrize("language", get_args(Language))
@pytest.mark.parametrize("screen", SCREENS)
def test_07_help_says_what_the_screen_is_for_and_lists_every_key(
    tmp_path: Path, screen: ScreenName, language: Language
) -> None:
    with opened_book(tmp_path / "book") as book:
        rows = help_grid(Reader(book, language), screen).rows
    assert {key.action for key in KEYS} <= {row.key for row in rows}
    for key in KEYS:
        row = next(row for row in rows if row.key == key.action)
        assert row.cells[0].strip() == key.printed
        assert row.cells[1]
    assert rows[1].cells[1]


@pytest.mark.parametrize("language", get_args(Language))
@pytest.mark.parametrize("screen", SCREENS)
def test_07_the_footer_never_overflows_and_always_shows_help_and_quit(
    tmp_path: Path, screen: ScreenName, language: Language
) -> None:
    with opened_book(tmp_path / "book") as book:
        reader = Reader(book, language)
        for width in range(60, 201):
            line = bars.footer(reader, screen, width)
            shown = [text for text, tone in line if tone == "head"]
            assert line_width(line) <= width
            assert {"?", "q"} <= set(shown)
            assert len(shown) >= (4 if width < 80 else 6)


@pytest.mark.parametrize("language", get_args(Language))
@pytest.mark.parametrize("screen", SCREENS)
def test_status_and_tabs_fit_and_status_keeps_version_year_basis_and_unit(
    tmp_path: Path, screen: ScreenName, language: Language
) -> None:
    with opened_book(tmp_path / "book") as book:
        reader = Reader(book, language)
        state = replace(reader.start(), screen=screen, mark=1)
        for width in range(60, 201):
            status = "".join(text for text, _ in bars.status(reader, state, (1, 12345), width))
            assert line_width(bars.status(reader, state, (1, 12345), width)) <= width
            assert all(said in status for said in ("@1", "2024", "万元", reader.word("tui.basis.current")))
            assert line_width(bars.tabs(reader, state, width)) <= max(width, 66)


def test_footer_and_help_have_their_words() -> None:
    for key in KEYS:
        assert has(f"tui.key.{key.action}")
        assert has(f"tui.short.{key.action}") == bool(key.footer)
