"""What the terminal UI asks of the book where something is recorded: the tasks of its dialogs, previews, the writing
itself. It knows no screen and catches nothing; what the person is told is in `writing.py`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..book import Book, Preview, Recorded
from ..model.errors import Message, say
from .reader import Reader
from .view_state import ViewState

if TYPE_CHECKING:
    from ..model.revision import Revision
    from .accepting import Accepting, EditTask
    from .tasks import DecideTask, Decision, RecordTask, TagTask


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

    @property
    def by(self) -> str:
        return self._by or "-"

    def preview(self, revision: Revision) -> Preview:
        """What recording a revision would do to tables, checks and sentences. Raises Refused."""
        [found] = self._book.preview(revision, deep=True)
        return found

    def record(self, revision: Revision, expected: int) -> Recorded:
        """Raises Refused, Conflict where the book has grown since, CorruptBook."""
        return self._book.record(revision, expected=expected)

    # What the dialogs record

    def order(self, reader: Reader, state: ViewState) -> RecordTask:
        """Raises NotFound in an empty book."""
        from .tasks import RecordTask

        return RecordTask(self._book, reader, state.year, self.by)

    def decision(self, reader: Reader, state: ViewState, act: Decision) -> DecideTask | Message:
        """An act of control over the shown revision, or why it is none for it."""
        row = reader.log_row(state.version)
        if row is None:
            return say("tui.empty")
        if act == "reverse" and row.status == "proposed":
            return say("tui.decide.waits", version=f"@{state.version}")
        if act != "reverse" and row.status != "proposed":
            return say("tui.decide.no-proposal", version=f"@{state.version}")
        from .tasks import DecideTask

        return DecideTask(self._book, reader, act, state.version, self.by)

    def name(self, reader: Reader, state: ViewState) -> TagTask:
        from .tasks import TagTask

        return TagTask(self._book, reader, state.year, state.version, self.by)

    def accepting(self, reader: Reader, state: ViewState) -> Accepting:
        """What the picked proposals would be recorded as, and would do. Raises NotFound, DocumentError, Refused."""
        from .accepting import accepting

        return accepting(self._book, reader, state, self.by)

    def edited(self, reader: Reader, state: ViewState, number: int | None) -> EditTask | Message:
        """The dialog for one proposal that is edited first, or why there is none."""
        from .accepting import edit

        return edit(self._book, reader, state, number, self.by)

    def accept(self, what: Accepting) -> Recorded:
        """Records proposals, all or none; returns the last. Raises Refused, Conflict, CorruptBook."""
        return self._book.accept(what.revisions, expected=what.head)[-1]

    def reason(self, draft: Draft, text: str | None) -> Recorded:
        """Records the text, without one confirms what was written before. Raises Refused, Conflict, CorruptBook."""
        return self._book.write_reason(
            draft.year, draft.subject, text, by=self._by, at=draft.at, expected=draft.expected
        )
