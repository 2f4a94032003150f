"""What is seen while documents are being read: which, since when, and how to leave."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from ..messages import Language, text
from .grid import Line
from .lines import Lines

_TICK_SECONDS = 0.25


class ReadingScreen(Screen[None]):
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,ctrl+c,f10", "app.quit", show=False, priority=True),
    ]

    def __init__(self, files: Sequence[str], language: Language) -> None:
        super().__init__()
        self._files, self._language = tuple(dict.fromkeys(files)), language
        self._done: dict[str, float] = {}
        self._start = time.monotonic()

    def compose(self) -> ComposeResult:
        yield Lines(id="title")
        yield Lines(id="files")
        yield Lines(id="footer")

    def on_mount(self) -> None:
        self.query_one("#files", Lines).styles.height = "1fr"
        self.query_one("#footer", Lines).show(((f" {self._word('tui.reading.footer')}", ""),))
        self._show()
        self.set_interval(_TICK_SECONDS, self._show)

    def done(self, path: Path) -> None:
        """A document has been read."""
        for file in self._files:
            if Path(file) == path:
                self._done[file] = self._seconds()
        self._show()

    def _show(self) -> None:
        count, done = len(self._files), len(self._done)
        said = self._word("tui.reading.last" if done == count else "tui.reading.title", done=done, count=count)
        self.query_one("#title", Lines).show(((f" {said}", "strong"),))
        self.query_one("#files", Lines).show((), *map(self._line, self._files))

    def _line(self, file: str) -> Line:
        if file in self._done:
            return ((f"   {Path(file).name}  ", ""), (self._told("tui.reading.done", self._done[file]), "good"))
        return ((f"   {Path(file).name}  ", "strong"), (self._told("tui.reading.now", self._seconds()), "warn"))

    def _told(self, id: str, seconds: float) -> str:
        return self._word(id, seconds=f"{seconds:.0f}")

    def _seconds(self) -> float:
        return time.monotonic() - self._start

    def _word(self, id: str, **params: object) -> str:
        return text(id, self._language, **params)
