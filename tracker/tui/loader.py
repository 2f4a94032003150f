"""What takes long is asked in a thread of its own, of the same book opened once more: keys go on working meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from threading import local

from ..book import Book
from ..messages import Language
from ..model.errors import TrackerError
from .reader import Reader
from .view_state import ViewState

_DETAILS = ("tracker.tui.panes.diff", "tracker.query.events_of", "deepdiff")


class Loader:
    """One question at a time; one that nobody waits for any more is not begun. `done` is called in the thread, with the
    key, the head of the book that was asked, and the answer."""

    def __init__(
        self, open_: Callable[[], Book], language: Language, done: Callable[[Hashable, int, object], None]
    ) -> None:
        self._open, self._language, self._done = open_, language, done
        self._threads = ThreadPoolExecutor(1, "reading")
        self._own = local()
        self._wanted: Hashable = None

    @property
    def wanted(self) -> Hashable:
        """What is being asked, None while nothing is."""
        return self._wanted

    def ask(self, key: Hashable, state: ViewState, head: int) -> None:
        """Asks what the screen of a state needs, of the book as it was at a head; what was asked before is dropped."""
        if key != self._wanted:
            self._wanted = key
            self._threads.submit(self._answer, key, state, head)

    def warm(self, done: Callable[[], None]) -> None:
        """Imports what the details of a row need, a good part of a second, while keys are answered; then tells."""
        self._threads.submit(self._warm, done)

    @staticmethod
    def _warm(done: Callable[[], None]) -> None:
        for name in _DETAILS:
            import_module(name)
        done()

    def settle(self, key: Hashable) -> None:
        """An answer has come, or is no longer wanted."""
        if key == self._wanted:
            self._wanted = None

    def close(self) -> None:
        self._wanted = None
        self._threads.submit(self._shut)
        self._threads.shutdown(wait=False, cancel_futures=False)

    def _shut(self) -> None:
        if reader := getattr(self._own, "reader", None):
            reader.close()

    def _reader(self) -> Reader:
        reader: Reader | None = getattr(self._own, "reader", None)
        if reader is None:
            reader = self._own.reader = Reader(self._open(), self._language)
        return reader

    def _answer(self, key: Hashable, state: ViewState, head: int) -> None:
        """In the thread: the answer, or None where it cannot be given, which the screen then says for itself."""
        if key != self._wanted:
            return
        answer: object = None
        try:
            reader = self._reader()
            if reader.head != head:
                reader.look_again()
            if reader.head == head and reader.lacking(state) == key:
                answer = reader.slow_answer(state)
        except (TrackerError, OSError):
            answer = None
        except Exception as error:
            if type(error).__module__ != "sqlite3":
                answer = error
        self._done(key, head, answer)
