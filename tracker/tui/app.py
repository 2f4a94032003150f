"""The app: it holds the reader's trail, switches screens, catches errors in one place, leaves the terminal clean. What
it writes, waits for and watches over has modules of its own (`writing.py`, `waiting.py`, `watching.py`)."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import tempfile
import threading
import traceback
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from textual.app import App
from textual.binding import Binding, BindingType
from textual.screen import Screen

from ..book import Book
from ..messages import Language, has, text
from ..model.errors import CorruptBook, Message, TrackerError, say
from . import commands
from .book_screen import BookScreen
from .cells import use_ascii
from .grid import Grid, Line
from .keys import Action
from .loader import Loader
from .moves import show, to_version
from .panes.frame import Frame, Pane
from .reader import Reader, damage
from .recorder import Recorder
from .theme import CSS, DARK, LIGHT, VARIABLES
from .view_state import SCREENS, Trail, ViewState
from .waiting import Waiting
from .watching import Watching
from .way import PLAIN_WAY, Way, hand_to
from .writing import Writing

if TYPE_CHECKING:
    from .copying import Copied

Answer = TypeVar("Answer")
_NEED_CONTENT = frozenset(
    {"open", "blame-cell", "source", "write", "confirm", "copy", "export", "axis", "pick-all", "accept"}
)
"""What cannot be done before the screen is there."""
_SIGNALLED = 128
"""What a shell adds to the number of the signal that ended a program."""
_PATIENCE_SECONDS = 3.0
"""How long a program that was told to end may take to do so."""


def run(
    book: Book,
    language: Language,
    by: str,
    view: ViewState | None = None,
    *,
    way: Way = PLAIN_WAY,
    read_only: bool = False,
) -> None:
    """Opens the book on the terminal, on a view if one is given, and returns when the reader leaves; `by` is who
    records."""
    leave(TrackerApp(book, language, by, view, way=way, read_only=read_only, signals=True))


def leave(app: TrackerApp) -> None:
    """Runs the app to its end, and says what ended it where that was not the reader. Raises what the app could not
    begin with."""
    for name in ("COLUMNS", "LINES"):
        os.environ.pop(name, None)  # where they are exported, the framework believes them and no resize arrives
    app.run(mouse=app.way.mouse)
    if app.crash is not None:
        path = Path(tempfile.gettempdir(), f"tracker-{os.getpid()}.log")
        path.write_text("".join(traceback.format_exception(app.crash)), encoding="utf-8")
        print(f"tracker: {text('tui.crashed', app.language, path=path)}", file=sys.stderr)
    if app.failure is not None:
        raise app.failure
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
        book: Book | None,
        language: Language,
        by: str = "",
        view: ViewState | None = None,
        *,
        way: Way = PLAIN_WAY,
        read_only: bool = False,
        signals: bool = False,
    ) -> None:
        plain = "NO_COLOR" in os.environ or way.theme == "ansi"
        super().__init__(ansi_color=True if plain else None)
        self.way = way
        use_ascii(way.ascii)
        self.language: Language = language
        self._by, self._read_only, self._signals = by, read_only, signals
        self.notice: Message | None = None
        self.crash: Exception | None = None
        self.failure: TrackerError | None = None
        self.loader: Loader | None = None
        self.waiting, self.watching, self.writing = Waiting(self), Watching(self), Writing(self)
        if book is not None:
            self.take(book, view)
        for known in (DARK, LIGHT):
            self.register_theme(known)
        self.theme = "ansi-dark" if plain else LIGHT.name if way.theme == "light" else DARK.name

    def take(self, book: Book, view: ViewState | None) -> None:
        """Shows a book, on a view if one is given."""
        if self.loader:
            self.loader.close()
        self.reader = Reader(book, self.language, read_only=self._read_only)
        self.recorder = Recorder(book, self._by)
        self.loader = Loader(book.twin(), self.language, self.waiting.loaded)
        start = view or self.reader.start()
        self.trail = Trail(start, (replace(start, screen="history"),) if start.screen == "diff" and not view else ())
        if found := self.reader.findings:
            self.notice = say("files.findings", count=found)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return VARIABLES

    def on_unmount(self) -> None:
        self.watching.stop()
        if self.loader:
            self.loader.close()

    def on_mount(self) -> None:
        if self._signals and sys.platform != "win32":  # there the console closes the program itself
            loop = asyncio.get_running_loop()
            for number in (signal.SIGTERM, signal.SIGHUP):
                loop.add_signal_handler(number, self._end, _SIGNALLED + number)
        self.begin()

    def _end(self, code: int) -> None:
        """Leaves, and after a while does so by force: where the terminal is gone, threads of the framework may wait for
        it for ever."""
        self.exit(return_code=code)
        last = threading.Timer(_PATIENCE_SECONDS, os._exit, (code,))
        last.daemon = True
        last.start()

    def begin(self) -> None:
        """Shows the first screen and from then on looks what others do."""
        if self.state.screen != self.current_mode:
            self.switch_mode(self.state.screen)
        self.watching.begin()
        self.call_after_refresh(self.waiting.warm_up)

    def _handle_exception(self, error: Exception) -> None:
        """A book that can no longer be read ends the program with the reason. A fault of the program itself: the screen
        is given back, and one line says where the details are. (The framework would print them all. Under test they
        are raised.)"""
        if self.failure is None and (fault := damage(error) or (self.reader.look() if self.loader else None)):
            self.failure = CorruptBook(fault)
            self.exit(return_code=self.failure.exit_code)
        elif self.is_headless:
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
            if fault := self.reader.look():  # what does not hold leads anywhere
                self.reader.fault = fault
                return fault
            raise

    def frame(self, pane: Pane, state: ViewState) -> Frame:
        """What the pane shows; where it cannot, the reason in words."""
        if self.reader.head == 0:
            return Frame((), Grid(), empty=self.reader.word("tui.empty-book", path=self.reader.path))
        frame = self.attempt(lambda: pane.frame(self.reader, state))
        return Frame((), Grid(), empty=self.reader.say(frame)) if isinstance(frame, Message) else frame

    def detail(self, pane: Pane, *, thorough: bool) -> Sequence[Line]:
        if self.reader.head == 0 or self.waiting.busy:
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
        if self.waiting.busy and action in _NEED_CONTENT:
            self.notice = say("tui.loading", version=f"@{self.state.version}")
            screen.say()
            return
        of_documents = self.state.screen == "lint" or (self.state.screen == "diff" and self.reader.file_paths)
        if action == "open" and of_documents:
            action = "source"
        match action:
            case "help":
                from .help_screen import HelpScreen

                self.push_screen(HelpScreen(self.reader, self.state.screen))
            case "palette":
                from .palette_screen import PaletteScreen

                self.push_screen(PaletteScreen(self.reader, self.state))
            case "record" | "reverse" | "approve" | "reject" | "tag":
                self.writing.open_form(action)
            case "basis":
                self._choose_sides()
            case "accept":
                self.writing.open_accepting()
            case "source":
                self._show_source()
            case "copy" | "export":
                self._take_away(screen, action)
            case "quit":
                self.exit()
            case "filter":
                screen.open_search()
            case "search" if self.reader.head:
                self._search()
            case "write":
                self.writing.open_proposal() if self.state.screen == "proposals" else self.writing.open_reason()
            case "confirm":
                self.writing.confirm_reason()
            case "redraw":
                self.refresh(repaint=True, layout=True)
            case "refresh":
                self.watching.read_again()
                screen.paint()
            case _:
                self._go(screen, action)
        screen.say()

    def offer(self, make: Callable[[], Screen[Any] | Message]) -> None:  # Any: as the framework declares it
        """A dialog, or why there is none."""
        dialog = self.attempt(make)
        if isinstance(dialog, Message):
            self.notice = dialog
        else:
            self.push_screen(dialog)

    def _choose_sides(self) -> None:
        """What the screen is to compare."""
        from .choices import sides_to_choose
        from .palette_screen import PaletteScreen

        def make() -> PaletteScreen | Message:
            if not self.reader.head:
                return say("tui.empty")
            among = sides_to_choose(self.reader, self.state)
            return PaletteScreen(self.reader, self.state, among) if among else say("tui.choice.none")

        self.offer(make)

    def _take_away(self, screen: BookScreen, action: Action) -> None:
        """What is seen, onto the clipboard or into a file."""
        from .copy_screen import CopyScreen
        from .export_screen import ExportScreen

        if self.reader.head == 0:
            self.notice = say("tui.empty")
            return
        self.offer(
            partial(ExportScreen, self.reader, self.state)
            if action == "export"
            else partial(CopyScreen, self.reader, self.state, screen.body.cursor)
        )

    def _show_source(self) -> None:
        """The places in the documents that the row under the cursor comes from."""
        from .source_screen import SourceScreen
        from .sources import sources

        def make() -> SourceScreen | Message:
            places = sources(self.reader, self.state)
            return places if isinstance(places, Message) else SourceScreen(self.reader, places)

        self.offer(make)

    def put_on_clipboard(self, found: Copied) -> None:
        """Sends a text to the clipboard and says which."""
        self.remark(self.copied(found))

    def copied(self, found: Copied) -> Message:
        """Gives a text to the command that keeps the clipboard, or to the terminal; what is said of it."""
        self.copy_to_clipboard(found.text)
        if not self.way.copy_command:
            return say("tui.copy.done", told=found.told)
        failed = hand_to(self.way.copy_command, found.text)
        return failed or say("tui.copy.handed", told=found.told, command=self.way.copy_command)

    def remark(self, notice: Message) -> None:
        """A remark in the last line of the screen below, until the next key."""
        self.notice = notice
        self.call_after_refresh(self._show_remark)

    def _show_remark(self) -> None:
        if screen := self.shown_screen:
            screen.say()

    def go_to(self, target: Action | ViewState) -> None:
        """What was chosen in the palette: a view, or what a key does."""
        if isinstance(target, str):
            self.call_after_refresh(self.press, target)
        else:
            self.notice = None
            self.travel(self.trail.go(target))

    def action_help_quit(self) -> None:
        """Ctrl+C: by habit it ends a program; here it only says what does."""
        self.notice = say("tui.ctrl-c")
        if screen := self.shown_screen:
            screen.say()

    def _go(self, screen: BookScreen, action: Action) -> None:
        if self.reader.head == 0:
            self.notice = say("tui.empty")
            return
        if action == "clear" and screen.close_search() and not self.state.filter:
            return
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
            self.travel(outcome)

    def travel(self, trail: Trail) -> None:
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
        self.travel(self.trail.stay(to_version(self.state, version, self.reader.facts(self.state))))

    def filter(self, text: str) -> None:
        """Shows only what fits; every letter typed comes here."""
        self.travel(self.trail.stay(replace(self.state, filter=text)))

    def _search(self) -> None:
        """The search screen, with its line open to type in."""
        self.travel(self.trail.go(show(self.state, "search")))
        self.call_after_refresh(self._open_search)

    def _open_search(self) -> None:
        if screen := self.shown_screen:
            screen.open_search(words=True)

    def search(self, words: str) -> None:
        """Shows where the words occur; every letter typed comes here."""
        self.travel(self.trail.stay(replace(self.state, words=words, spot="")))
