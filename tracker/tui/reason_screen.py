"""The box in which a reason is written: what it explains and what the ledger suggests above, the text below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import TextArea

from ..messages import plain
from ..model.errors import Message, say
from .grid import Line
from .lines import Lines
from .reader import Reader
from .recorder import Draft

if TYPE_CHECKING:
    from .app import TrackerApp


class ReasonScreen(ModalScreen[None]):
    """Nothing is recorded before Ctrl+S, and what could not be recorded stays in the box."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "record", show=False, priority=True),
        Binding("escape", "leave", show=False, priority=True),
    ]

    app: TrackerApp

    def __init__(self, reader: Reader, draft: Draft, about: Sequence[Line], text: str) -> None:
        super().__init__()
        self._reader = reader
        self._draft = draft
        self._about = about
        self._text = text

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Lines(id="title")
            yield Lines(id="about", flowing=True)
            yield ReasonArea(one_line(self._text), soft_wrap=True, compact=True, id="reason")
            yield Lines(id="footer")

    def on_mount(self) -> None:
        self.query_one("#title", Lines).show(((f" {self._reader.word('tui.reason.title')}", "strong"),))
        self._say(None)
        area = self.query_one(ReasonArea)
        area.move_cursor(area.document.end)
        area.focus()

    def on_resize(self) -> None:
        self._show(self._about)

    @property
    def text(self) -> str:
        return one_line(self.query_one(ReasonArea).text)

    def _show(self, about: Sequence[Line]) -> None:
        """What the reason is for, as much of it as a third of the window holds."""
        self._about = about
        lines = self.query_one("#about", Lines)
        lines.show(*about)
        width, height = self.app.size
        lines.styles.height = min(len(lines.laid_out(width - 2)), max(height // 3, 2))

    def _say(self, failure: Message | None) -> None:
        said = self._reader.say(failure) if failure else self._reader.word("tui.reason.footer")
        self.query_one("#footer", Lines).show(((f" {said}", "bad" if failure else ""),))

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """What was pasted may hold line breaks or control characters: neither stays."""
        event.stop()
        area = event.text_area
        if area.text != (clean := one_line(area.text)):
            area.load_text(clean)
            area.move_cursor(area.document.end)

    def action_record(self) -> None:
        if not self.text.strip():
            self._say(say("tui.reason.empty"))
            return
        failure = self.app.writing.record_reason(self._draft, self.text.strip())
        if failure is None:
            self.dismiss()
            return
        self._say(failure)
        renewed = self.app.writing.reason_here()
        if not isinstance(renewed, Message):
            self._draft, about = renewed
            self._show(about)

    def action_leave(self) -> None:
        self.app.writing.keep_unwritten(self._draft, self.text)
        self.dismiss()


class ReasonArea(TextArea):
    """One paragraph: a reason is part of a sentence."""

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            return
        await super()._on_key(event)


def one_line(text: str) -> str:
    """The text without line breaks and control characters; where Latin words meet at a break, a blank parts them."""
    lines = [plain(line) for line in text.splitlines()]
    joined = lines[0] if lines else ""
    for line in lines[1:]:
        between = " " if joined[-1:].isascii() and line[:1].isascii() and joined[-1:] and line[:1] else ""
        joined += between + line
    return joined
