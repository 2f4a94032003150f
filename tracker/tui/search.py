"""The line in which a filter is typed: every letter filters, Enter keeps, Esc clears."""

from __future__ import annotations

from textual.message import Message
from textual.widgets import Input


class Search(Input):
    """Stands in the place of the footer while it is open."""

    class Closed(Message):
        """The reader is done typing."""

    def __init__(self, value: str, prompt: str) -> None:
        super().__init__(value, placeholder=prompt, id="search", compact=True, select_on_focus=False)

    async def action_submit(self) -> None:
        self.post_message(self.Closed())

    def on_blur(self) -> None:
        self.post_message(self.Closed())
