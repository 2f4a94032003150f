"""The app on documents without a book: they are read while the screen says so, and keys end it at any time."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from textual.screen import Screen

from ..book import Book, FileBook, Read, read_files
from ..documents.worker import give_up
from ..messages import Language
from ..model.errors import TrackerError
from .app import TrackerApp, leave
from .reading_screen import ReadingScreen
from .view_state import ViewState
from .way import PLAIN_WAY, Way

View = Callable[[Book], ViewState | None]
"""The view to begin with, which is known once the documents are."""


def run(
    files: Sequence[str],
    language: Language,
    *,
    year: int | None = None,
    view: View = lambda _: None,
    way: Way = PLAIN_WAY,
) -> FileBook | None:
    """Opens documents on the terminal; the book of them when the reader leaves, None where that was before they were
    read. Raises DocumentError, and what `view` raises."""
    app = DocumentsApp(files, language, year=year, view=view, way=way, signals=True)
    leave(app)
    return app.read


class _Left(Exception):  # nothing is wrong
    """Nobody waits any more."""


class DocumentsApp(TrackerApp):
    MODES: ClassVar[dict[str, str | Callable[[], Screen[Any]]]] = {  # Any: as the framework declares it
        **TrackerApp.MODES,
        "reading": lambda: Screen(),
    }
    DEFAULT_MODE = "reading"

    def __init__(
        self,
        files: Sequence[str],
        language: Language,
        *,
        year: int | None = None,
        view: View = lambda _: None,
        way: Way = PLAIN_WAY,
        signals: bool = False,
    ) -> None:
        super().__init__(None, language, way=way, signals=signals)
        self.read: FileBook | None = None
        self._files, self._year, self._view = files, year, view
        self._progress = ReadingScreen(files, language)
        self._left = False

    def begin(self) -> None:
        self.push_screen(self._progress)
        threading.Thread(target=self._read, name="documents", daemon=True).start()

    def on_unmount(self) -> None:
        """The framework calls that of the class above, too."""
        self._left = True
        give_up()

    def _read(self) -> None:
        """In a thread of its own."""
        try:
            read = read_files(self._files, self._year, self._told)
        except _Left:
            return
        except TrackerError as error:
            self._tell(partial(self._fail, error))
        except Exception as error:
            self._tell(partial(self._handle_exception, error))
        else:
            self._tell(partial(self._open, read))

    def _told(self, path: Path) -> None:
        if self._left:
            raise _Left
        self._tell(partial(self._progress.done, path))

    def _tell(self, act: Callable[[], None]) -> None:
        if not self._left:
            self.call_from_thread(act)

    def _fail(self, error: TrackerError) -> None:
        self.failure = error
        self.exit()

    def _open(self, read: Read) -> None:
        try:
            self.read = book = FileBook.of_read(read)
            self.take(book, self._view(book))
        except TrackerError as error:
            self._fail(error)
        except Exception as error:  # called from another thread, which would end with it and leave the screen
            self._handle_exception(error)
        else:
            self.pop_screen()
            super().begin()
