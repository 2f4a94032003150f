"""Writing as the person before the screen meets it: the dialog that a key opens or why there is none, what is said when
something was recorded or was not, and where the reader stands afterwards. The book itself is asked by `recorder.py`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Literal, TypeVar

from ..model.errors import Message, say

if TYPE_CHECKING:
    from ..book import Recorded
    from ..explain.explanation import Explanation
    from ..model.revision import Revision
    from .accepting import Accepting
    from .app import TrackerApp
    from .form_screen import FormScreen
    from .grid import Line
    from .reader import Reader
    from .recorder import Draft
    from .tasks import Task
    from .view_state import ViewState

Answer = TypeVar("Answer")


class Writing:
    """In whichever book the app shows. Every dialog records through here: no book that was found damaged is written."""

    def __init__(self, app: TrackerApp) -> None:
        self._app = app
        self.unwritten: dict[tuple[int, str], str] = {}

    # Dialogs

    def open_form(self, action: Literal["record", "reverse", "approve", "reject", "tag"]) -> None:
        """The dialog in which a revision is made up."""
        app = self._app
        if app.reader.read_only:
            app.notice = app.reader.read_only
            return
        from .form_screen import FormScreen

        def make() -> FormScreen | Message:
            task: Task | Message
            match action:
                case "record":
                    task = app.recorder.order(app.reader, app.state)
                case "tag":
                    task = app.recorder.name(app.reader, app.state) if app.reader.head else say("tui.empty")
                case _:
                    task = app.recorder.decision(app.reader, app.state, action)
            return task if isinstance(task, Message) else FormScreen(app.reader, task)

        app.offer(make)

    def open_accepting(self) -> None:
        """The picked proposals with all that they would change; nothing is written yet."""
        app = self._app
        if app.reader.read_only or app.state.screen != "proposals":
            app.notice = app.reader.read_only or say("tui.only-in-proposals")
            return
        from .accept_screen import AcceptScreen

        app.offer(lambda: AcceptScreen(app.reader, app.recorder.accepting(app.reader, app.state)))

    def open_proposal(self) -> None:
        """One proposal, to be edited before it is recorded."""
        app = self._app
        if app.reader.read_only:
            app.notice = app.reader.read_only
            return
        from .form_screen import FormScreen
        from .panes import proposals as proposals_pane

        number = proposals_pane.number_at(app.reader, app.state)

        def make() -> FormScreen | Message:
            task = app.recorder.edited(app.reader, app.state, number)
            return task if isinstance(task, Message) else FormScreen(app.reader, task, task.start)

        app.offer(make)

    def open_reason(self) -> None:
        """The box of the reason where the cursor is, with what was typed into it before."""
        app = self._app
        found = self.reason_here()
        if isinstance(found, Message):
            app.notice = found
            return
        from .reason_screen import ReasonScreen

        draft, about = found
        text = self.unwritten.get((draft.year, draft.subject), draft.text)
        app.push_screen(ReasonScreen(app.reader, draft, about, text))

    def confirm_reason(self) -> None:
        """Records at once that the reason where the cursor is still holds."""
        from .panes import text as text_pane

        app = self._app
        draft = app.attempt(lambda: text_pane.confirmable(app.reader, app.state))
        app.notice = draft if isinstance(draft, Message) else self.record_reason(draft, None) or app.notice

    # Recording

    def _kept(self, write: Callable[[], Answer]) -> Answer | Message:
        """What was recorded, or why nothing was. A book may have been found damaged since the dialog was opened."""
        why = self._app.reader.read_only
        return self._app.attempt(write) if why is None else why

    def record(self, revision: Revision, expected: int) -> Message | None:
        """Records a revision and shows the newest version; returns what went wrong, if anything did."""
        app = self._app
        done = self._kept(lambda: app.recorder.record(revision, expected))
        if isinstance(done, Message):
            if app.reader.grown():
                app.reader.look_again()
            return done
        self._recorded(done)
        return None

    def record_accepted(self, what: Accepting) -> Message | None:
        """Records proposals, all or none, and shows the newest version; returns what went wrong, if anything did."""
        done = self._kept(lambda: self._app.recorder.accept(what))
        if isinstance(done, Message):
            return done
        self._recorded(done)
        return None

    def _recorded(self, done: Recorded) -> None:
        """Proposals have other numbers now: none is picked."""
        app = self._app
        app.reader.look_again()
        app.travel(app.trail.go(replace(app.state, version=app.reader.head, picked=frozenset())))
        app.remark(say("record.done", seq=done.seq, hash=done.hash[:12]))

    def reason_here(self) -> tuple[Draft, Sequence[Line]] | Message:
        """The reason to be written where the cursor is, and what there is to know of it; or why there is none."""
        from .panes import text as text_pane

        app = self._app
        draft = app.attempt(lambda: text_pane.draft(app.reader, app.state))
        return draft if isinstance(draft, Message) else (draft, text_pane.about(app.reader, app.state))

    def record_reason(self, draft: Draft, text: str | None) -> Message | None:
        """Records a reason and shows the book as it is then; returns what went wrong, if anything did."""
        app = self._app
        done = self._kept(lambda: app.recorder.reason(draft, text))
        failed = done if isinstance(done, Message) else None
        if not failed or app.reader.grown():
            state = app.attempt(lambda: _caught_up(app.reader, app.state))
            app.travel(app.trail if isinstance(state, Message) else app.trail.stay(state))
        if isinstance(done, Message):
            return done
        self.unwritten.pop((draft.year, draft.subject), None)
        app.notice = done.warnings[0] if done.warnings else say("reason.done", seq=done.seq)
        return None

    def keep_unwritten(self, draft: Draft, text: str) -> None:
        """Holds on to what was typed and not recorded, for the next time that the box is opened."""
        if text != draft.text:
            self.unwritten[draft.year, draft.subject] = text
            self._app.notice = say("tui.reason.kept")


def _caught_up(reader: Reader, state: ViewState) -> ViewState:
    """Reads the book again. The newest version is shown, unless another one was and its explanation is of amounts that
    the newest does not explain: a named budget of the past stays in view."""
    before, was_newest = reader.explanation(state), state.version == reader.head
    reader.look_again()
    there = replace(state, version=reader.head)
    return there if was_newest or _bases(reader.explanation(there)) == _bases(before) else state


def _bases(explanation: Explanation) -> tuple[str, str]:
    return explanation.current.name, explanation.prior.name if explanation.prior else ""
