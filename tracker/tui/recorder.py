"""What the terminal UI records, and where the reader stands afterwards."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..book import Book, Recorded
from .reader import Reader
from .view_state import ViewState

if TYPE_CHECKING:
    from ..explain.explanation import Explanation


@dataclass(frozen=True, slots=True)
class Draft:
    """A reason that a person is about to write: of which subject of which year, for the amounts that are compared at
    `at`. They were seen when `expected` was the newest version. `text` is what was written before."""

    year: int
    subject: str
    at: str | None
    expected: int
    text: str


class Recorder:
    """Records in one book; `by` is whoever sits before the screen."""

    def __init__(self, book: Book, by: str) -> None:
        self._book = book
        self._by = by or None

    def reason(self, draft: Draft, text: str | None) -> Recorded:
        """Records the text, without one confirms what was written before. Raises Refused, Conflict, CorruptBook."""
        return self._book.write_reason(
            draft.year, draft.subject, text, by=self._by, at=draft.at, expected=draft.expected
        )


def catch_up(reader: Reader, state: ViewState) -> ViewState:
    """Reads the book again. The newest version is shown, unless another one was and its explanation is of amounts that
    the newest does not explain: a named budget of the past stays in view."""
    before, was_newest = reader.explanation(state), state.version == reader.head
    reader.look_again()
    there = replace(state, version=reader.head)
    return there if was_newest or _bases(reader.explanation(there)) == _bases(before) else state


def _bases(explanation: Explanation) -> tuple[str, str]:
    return explanation.current.name, explanation.prior.name if explanation.prior else ""
