"""What becomes of the book while it is shown: what others record is announced; once it does not hold, nothing is
recorded in it until it is opened anew."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ..book import Book
from ..model.errors import Message, say
from .proof import Proof
from .view_state import Trail

if TYPE_CHECKING:
    from .app import TrackerApp

_LOOK_SECONDS = 2.0
"""How often the app looks whether somebody else has recorded."""
_PROOF_SECONDS = 1.0
"""When the first screen has stood so long, the book is verified."""
_MOST_PROVED = 2_000
"""Revisions: longer logs are verified when asked (`tracker verify`)."""


class Watching:
    """Over whichever book the app shows. The reader tells what is wrong with it; when to ask, and what follows on the
    screen, is said here."""

    def __init__(self, app: TrackerApp) -> None:
        self._app = app
        self._proof = Proof()

    def begin(self) -> None:
        self._app.set_interval(_LOOK_SECONDS, self.look)
        if not self._app.is_headless:
            self._app.set_timer(_PROOF_SECONDS, self._prove)

    def stop(self) -> None:
        self._proof.stop()

    def look(self) -> None:
        """Whether others have recorded, or have done anything worse to the book."""
        app = self._app
        fault = app.reader.look()
        if fault is not None:
            self.distrust(fault)
        elif app.reader.grown() and app.notice is None:
            app.notice = say("tui.grown")
            if screen := app.shown_screen:
                screen.say()

    def distrust(self, fault: Message) -> None:
        """The book can no longer be trusted: what is seen stays, nothing is recorded, and the reason stands there."""
        if self._app.reader.fault is None:
            self._app.reader.fault = fault
            if screen := self._app.shown_screen:
                screen.paint(waited=True)

    def read_again(self) -> None:
        """The book as it is now; versions that are gone from it (another copy was put in its place) are left."""
        app = self._app
        if app.reader.fault is not None:
            self._open_anew()
        app.reader.look_again()
        gone, head = app.state.version, app.reader.head
        if gone > head:
            mark = app.state.mark if app.state.mark is not None and app.state.mark <= head else None
            app.trail = Trail(replace(app.state, version=head, mark=mark))
            app.notice = say("tui.vanished", version=f"@{gone}", head=f"@{head}")

    def _open_anew(self) -> None:
        """The book as it is on the disk now; where that does not hold either, as far as it can be read."""
        app = self._app
        path, trail = app.reader.path, app.trail
        found = app.attempt(lambda: Book.open(path))
        if isinstance(found, Message):
            found = app.attempt(lambda: Book.open_damaged(path))
        if isinstance(found, Message):
            app.notice = found
            return
        app.reader.close()
        app.take(found, trail.here)
        app.trail = trail
        self._prove()

    def _prove(self) -> None:
        """Has the whole book verified, beside the keys."""
        reader = self._app.reader
        if reader.fault is None and not reader.file_paths and 0 < reader.head <= _MOST_PROVED:
            self._proof.start(reader.path, self._app.language, self._proved)

    def _proved(self, fault: Message) -> None:
        """In another thread."""
        if self._app.is_running:
            self._app.call_later(self.distrust, fault)
