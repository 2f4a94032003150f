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
from ..messages import Language, has, text
from ..model.errors import Message, TrackerError, say
from . import commands
from .book_screen import BookScreen
from .grid import Grid, Line
from .keys import Action
from .moves import to_version
from .panes import text as text_pane
from .panes.frame import Frame, Pane
from .reader import Reader
from .recorder import Draft, Recorder, catch_up
from .theme import CSS, DARK, LIGHT, VARIABLES
from .view_state import SCREENS, Trail, ViewState

Answer = TypeVar("Answer")
_LOOK_SECONDS = 2.0
"""How often the app looks whether somebody else has recorded."""


def run(
    book: Book,
    language: Language,
    by: str,
    view: ViewState | None = None,
    *,
    theme: str | None = None,
    read_only: bool = False,
) -> None:
    """Opens the book on the terminal, on a view if one is given, and returns when the reader leaves; `by` is who
    records."""
    for name in ("COLUMNS", "LINES"):
        os.environ.pop(name, None)  # where they are exported, the framework believes them and no resize arrives
    app = TrackerApp(book, language, by, view, theme=theme, read_only=read_only, signals=True)
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
    CSS = CSS
    ENABLE_COMMAND_PALETTE = False

    def __init__(
        self,
        book: Book,
        language: Language,
        by: str = "",
        view: ViewState | None = None,
        *,
        theme: str | None = None,
        read_only: bool = False,
        signals: bool = False,
    ) -> None:
        plain = "NO_COLOR" in os.environ
        super().__init__(ansi_color=True if plain else None)
        self.reader = Reader(book, language, read_only=read_only)
        self.recorder = Recorder(book, by)
        start = view or self.reader.start()
        self.trail = Trail(start, (replace(start, screen="history"),) if start.screen == "diff" and not view else ())
        self.unwritten: dict[tuple[int, str], str] = {}
        self.notice: Message | None = say("files.findings", count=found) if (found := self.reader.findings) else None
        self.crash: Exception | None = None
        self._signals = signals
        for known in (DARK, LIGHT):
            self.register_theme(known)
        self.theme = "ansi-dark" if plain else LIGHT.name if theme == "light" else DARK.name

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return VARIABLES

    def on_mount(self) -> None:
        if self._signals and sys.platform != "win32":  # there the console closes the program itself
            loop = asyncio.get_running_loop()
            for number in (signal.SIGTERM, signal.SIGHUP):
                loop.add_signal_handler(number, partial(self.exit, return_code=128 + number))
        if self.state.screen != self.DEFAULT_MODE:
            self.switch_mode(self.state.screen)
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
        except Exception as error:
            if isinstance(error, OSError) or type(error).__module__ == "sqlite3":  # a disk that is full, or read-only
                return say("shell.system", why=str(error))
            raise

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
            case "write":
                self._write()
            case "confirm":
                self._confirm()
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
            if not moved and has(f"tui.stuck.{action}"):
                self.notice = say(f"tui.stuck.{action}")
            return
        row = screen.body.cursor_row
        outcome = self.attempt(lambda: commands.act(action, self.reader, self.trail, row.key if row else ""))
        if isinstance(outcome, Message):
            self.notice = outcome
        else:
            self._travel(outcome)

    def _travel(self, trail: Trail) -> None:
        screen, here = self.state.screen, trail.here
        self.trail = trail if here.version == self.state.version else trail.stay(self.reader.settled(here))
        if self.state.screen != screen:
            self.switch_mode(self.state.screen)
        elif shown := self.shown_screen:
            shown.paint()

    def adopt(self, state: ViewState) -> ViewState:
        """Takes over where the cursor is; not a step that one goes back over."""
        if state.version != self.state.version:
            state = self.reader.settled(state)
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

    # Recording

    def reason_here(self) -> tuple[Draft, Sequence[Line]] | Message:
        """The reason to be written where the cursor is, and what there is to know of it; or why there is none."""
        draft = self.attempt(lambda: text_pane.draft(self.reader, self.state))
        return draft if isinstance(draft, Message) else (draft, text_pane.about(self.reader, self.state))

    def _write(self) -> None:
        found = self.reason_here()
        if isinstance(found, Message):
            self.notice = found
            return
        from .reason_screen import ReasonScreen

        draft, about = found
        text = self.unwritten.get((draft.year, draft.subject), draft.text)
        self.push_screen(ReasonScreen(self.reader, draft, about, text))

    def _confirm(self) -> None:
        draft = self.attempt(lambda: text_pane.confirmable(self.reader, self.state))
        self.notice = draft if isinstance(draft, Message) else self.record_reason(draft, None) or self.notice

    def record_reason(self, draft: Draft, text: str | None) -> Message | None:
        """Records a reason and shows the book as it is then; returns what went wrong, if anything did."""
        done = self.attempt(lambda: self.recorder.reason(draft, text))
        failed = done if isinstance(done, Message) else None
        if not failed or self.reader.grown():
            state = self.attempt(lambda: catch_up(self.reader, self.state))
            self._travel(self.trail if isinstance(state, Message) else self.trail.stay(state))
        if isinstance(done, Message):
            return done
        self.unwritten.pop((draft.year, draft.subject), None)
        self.notice = done.warnings[0] if done.warnings else say("reason.done", seq=done.seq)
        return None

    def keep_unwritten(self, draft: Draft, text: str) -> None:
        """Holds on to what was typed and not recorded, for the next time that the box is opened."""
        if text != draft.text:
            self.unwritten[draft.year, draft.subject] = text
            self.notice = say("tui.reason.kept")
