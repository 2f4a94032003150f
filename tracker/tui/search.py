"""The line in which a filter is typed: every letter filters, Enter keeps, Esc clears."""

from __future__ import annotations

from textual.message import Message
from textual.widgets import Input

from ..messages import plain


class Search(Input):
    """Stands in the place of the footer while it is open."""

    class Typed(Message):
        """The text is another."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Closed(Message):
        """The reader is done typing."""

    def __init__(self, value: str, prompt: str) -> None:
        super().__init__(value, placeholder=prompt, id="search", compact=True, select_on_focus=False)

    def validate_value(self, value: str) -> str:
        return plain(value)

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Typed(self.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Closed())
