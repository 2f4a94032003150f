"""Where what is seen is written to: a name, its suffix says the format. A file that is there is asked about."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from ..model.errors import Message, say
from .copying import link
from .dialog import Dialog, Entry
from .exporting import FORMATS, suggested, write
from .lines import Lines
from .reader import Reader
from .seen import plain_lines, seen
from .view_state import ViewState


class ExportScreen(Dialog):
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "next_format(1)", show=False, priority=True),
        Binding("shift+tab", "next_format(-1)", show=False, priority=True),
    ]

    def __init__(self, reader: Reader, state: ViewState) -> None:
        super().__init__(reader, reader.word("tui.export.title"), reader.word("tui.export.footer"))
        self._state = state
        self._seen = seen(reader, state)
        self._to_replace: Path | None = None

    def content(self) -> ComposeResult:
        yield Lines(id="about")
        yield Entry(f"{suggested(self.reader, self._state)}.{FORMATS[0]}", id="path")
        yield Lines(id="place", flowing=True)

    def opened(self) -> None:
        word, view = self.reader.word, self._seen
        count = len(view.text) or len(view.rows)
        about = self.query_one("#about", Lines)
        about.styles.height = 4
        about.show(
            ((f" {view.title}", ""),),
            ((f" {view.caption}", "dim"),),
            ((f" {word('tui.export.rows', count=count, columns=len(view.labels))}", ""),),
            ((f" {word('tui.export.formats', formats=' '.join(FORMATS))}", "dim"),),
        )
        place = self.query_one("#place", Lines)
        place.styles.height = "1fr"
        place.show(((f" {word('tui.export.folder', path=Path.cwd())}", "dim"),))
        self.query_one(Entry).focus()

    def action_next_format(self, by: int) -> None:
        """The next suffix for the same name."""
        entry = self.query_one(Entry)
        path = Path(entry.value)
        suffix = path.suffix.removeprefix(".")
        n = FORMATS.index(suffix) if suffix in FORMATS else -1
        stem = entry.value.removesuffix(path.suffix) if suffix in FORMATS else entry.value
        entry.value = f"{stem}.{FORMATS[(n + by) % len(FORMATS)]}"
        entry.cursor_position = len(entry.value)

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._to_replace = None
        self.tell(None)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        path = Path(event.value.strip()).expanduser()
        if not event.value.strip() or path.is_dir():
            self.tell(say("tui.export.no-name"))
            return
        if path.exists() and path != self._to_replace:
            self._to_replace = path
            self.tell(say("tui.export.exists", path=path.name))
            return
        command = " ".join(link(self.reader, self._state))
        lines = plain_lines(self.reader, self._state)
        failed = self.app.attempt(lambda: write(path, self._seen, command, lines))
        if isinstance(failed, Message):
            self.tell(failed)
            return
        self.dismiss()
        self.app.remark(say("tui.export.done", path=path, count=len(self._seen.text) or len(self._seen.rows)))
