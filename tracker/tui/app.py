"""The app: it holds the reader's trail, switches screens, catches errors in one place, leaves the terminal clean."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import tempfile
import traceback
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, ClassVar, TypeVar

from textual.app import App
from textual.binding import Binding, BindingType
from textual.screen import Screen

from ..book import Book
from ..messages import Language, text
from ..model.errors import Message, TrackerError, say
from . import commands, theme
from .book_screen import BookScreen
from .grid import Grid, Line
from .keys import Action
from .moves import to_version
from .panes.frame import Frame, Pane
from .reader import Reader
from .view_state import SCREENS, Trail, ViewState

Answer = TypeVar("Answer")
_LOOK_SECONDS = 2.0
"""How often the app looks whether somebody else has recorded."""


def run(book: Book, language: Language) -> None:
    """Opens the book on the terminal and returns when the reader leaves."""
    for name in ("COLUMNS", "LINES"):
        os.environ.pop(name, None)  # where they are exported, the framework believes them and no resize arrives
    app = TrackerApp(book, language, signals=True)
    app.run()
    if app.crash is not None:
        path = Path(tempfile.gettempdir(), f"tracker-{os.getpid()}.log")
        path.write_text("".join(traceback.format_exception(app.crash)), encoding="utf-8")
        print(f"tracker: {text('tui.crashed', language, path=path)}", file=sys.stderr)
    if app.return_code:
        sys.exit(app.return_code)


class TrackerApp(App[None]):
    """All that changes is `trail`: what is shown, and the way back."""

    MODES: ClassVar[dict[str, str | Callable[[], Screen[Any]]]] = {  # Any: as the framework declares it
        name: partial(BookScreen, name) for name in SCREENS
    }
    DEFAULT_MODE = "history"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+q", "quit", show=False, priority=True)]
    CSS = theme.CSS
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, book: Book, language: Language, *, signals: bool = False) -> None:
        plain = "NO_COLOR" in os.environ
        super().__init__(ansi_color=True if plain else None)
        self.reader = Reader(book, language)
        self.trail = Trail(self.reader.start())
        self.notice: Message | None = None
        self.crash: Exception | None = None
        self._signals = signals
        for known in (theme.DARK, theme.LIGHT):
            self.register_theme(known)
        self.theme = "ansi-dark" if plain else theme.DARK.name

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return theme.VARIABLES

    def on_mount(self) -> None:
        if self._signals and sys.platform != "win32":  # there the console closes the program itself
            loop = asyncio.get_running_loop()
            for number in (signal.SIGTERM, signal.SIGHUP):
                loop.add_signal_handler(number, partial(self.exit, return_code=128 + number))
        self.set_interval(_LOOK_SECONDS, self._look)

    def _handle_exception(self, error: Exception) -> None:
        """A fault of the program itself: the screen is given back, and one line says where the details are. (The
        framework would print them all. Under test they are raised.)"""
        if self.is_headless:
            super()._handle_exception(error)
        elif self.crash is None:
            self.crash = error
            self.exit(return_code=1)

    @property
    def state(self) -> ViewState:
        return self.trail.here

    @property
    def shown_screen(self) -> BookScreen | None:
        return self.screen if isinstance(self.screen, BookScreen) else None

    # Asking

    def attempt(self, ask: Callable[[], Answer]) -> Answer | Message:
        """The answer, or the message of what went wrong: the one place where the app catches errors."""
        try:
            return ask()
        except TrackerError as error:
            return error.message

    def frame(self, pane: Pane, state: ViewState) -> Frame:
        """What the pane shows; where it cannot, the reason in words."""
        if self.reader.head == 0:
            return Frame((), Grid(), empty=self.reader.word("tui.empty-book", path=self.reader.path))
        frame = self.attempt(lambda: pane.frame(self.reader, state))
        return Frame((), Grid(), empty=self.reader.say(frame)) if isinstance(frame, Message) else frame

    def detail(self, pane: Pane, *, thorough: bool) -> Sequence[Line]:
        if self.reader.head == 0:
            return ()
        lines = self.attempt(lambda: pane.detail(self.reader, self.state, thorough=thorough))
        return () if isinstance(lines, Message) else lines

    # Moving

    def press(self, action: Action) -> None:
        """Does what a key stands for; where that is impossible, says why."""
        screen = self.shown_screen
        if screen is None:
            return
        self.notice = None
        match action:
            case "help":
                from .help_screen import HelpScreen

                self.push_screen(HelpScreen(self.reader, self.state.screen))
            case "quit":
                self.exit()
            case "filter":
                screen.open_search()
            case "redraw":
                self.refresh(repaint=True, layout=True)
            case "refresh":
                self.reader.look_again()
                screen.paint()
            case _:
                self._go(screen, action)
        screen.say()

    def action_help_quit(self) -> None:
        """Ctrl+C: by habit it ends a program; here it only says what does."""
        self.notice = say("tui.ctrl-c")
        if screen := self.shown_screen:
            screen.say()

    def _go(self, screen: BookScreen, action: Action) -> None:
        if self.reader.head == 0:
            self.notice = say("tui.empty")
            return
        if action == "clear":
            screen.close_search()
        moved = screen.move(action)
        if moved is not None:
            return
        row = screen.body.cursor_row
        outcome = self.attempt(lambda: commands.act(action, self.reader, self.trail, row.key if row else ""))
        if isinstance(outcome, Message):
            self.notice = outcome
        else:
            self._travel(outcome)

    def _travel(self, trail: Trail) -> None:
        screen = self.state.screen
        self.trail = trail
        if self.state.screen != screen:
            self.switch_mode(self.state.screen)
        elif shown := self.shown_screen:
            shown.paint()

    def adopt(self, state: ViewState) -> ViewState:
        """Takes over where the cursor is; not a step that one goes back over."""
        self.trail = self.trail.stay(state)
        return state

    def see_version(self, version: int) -> None:
        self._travel(self.trail.stay(to_version(self.state, version, self.reader.facts(self.state))))

    def _look(self) -> None:
        if self.reader.grown() and self.notice is None:
            self.notice = say("tui.grown")
            if screen := self.shown_screen:
                screen.say()

    def filter(self, text: str) -> None:
        """Shows only what fits; every letter typed comes here."""
        self._travel(self.trail.stay(replace(self.state, filter=text)))
