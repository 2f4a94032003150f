"""What takes long, as the screen meets it: whether it still waits for an answer of the loader, and what is shown when
that comes. How it is asked for, in a thread of its own, is the loader's."""

from __future__ import annotations

from collections.abc import Hashable
from typing import TYPE_CHECKING

from ..model.errors import Message
from .view_state import ViewState

if TYPE_CHECKING:
    from .app import TrackerApp


class Waiting:
    """For the answers of whichever book the app shows. `warm`: the details of a row are quick from now on."""

    def __init__(self, app: TrackerApp) -> None:
        self._app = app
        self.warm = False

    @property
    def busy(self) -> bool:
        """Whether something is waited for."""
        return self._app.loader is not None and self._app.loader.wanted is not None

    def waits(self, state: ViewState) -> bool:
        """Whether what the screen needs is still being asked for; it is painted when the answer comes."""
        app = self._app
        key = app.attempt(lambda: app.reader.lacking(state))
        assert app.loader is not None
        if key is None or isinstance(key, Message):
            app.loader.settle(app.loader.wanted)
            return False
        app.loader.ask(key, state, app.reader.head)
        return True

    def loaded(self, key: Hashable, head: int, answer: object) -> None:
        """In the loader's thread."""
        if self._app.is_running:
            self._app.call_later(self._take_in, key, head, answer)

    def _take_in(self, key: Hashable, head: int, answer: object) -> None:
        """Shows what was waited for, unless something else is by now. Without an answer the screen asks by itself, and
        says what is wrong."""
        app = self._app
        assert app.loader is not None
        if isinstance(answer, Exception):
            app.loader.settle(key)
            raise answer
        if answer is not None and head == app.reader.head:
            app.reader.learn(key, answer)
        if key != app.loader.wanted:
            return
        app.loader.settle(key)
        if screen := app.shown_screen:
            screen.paint(waited=True)

    def warm_up(self) -> None:
        if self._app.loader:
            self._app.loader.warm(self._warmed)

    def _warmed(self) -> None:
        """In the loader's thread."""
        if self._app.is_running:
            self._app.call_later(self._is_warm)

    def _is_warm(self) -> None:
        self.warm = True
        if screen := self._app.shown_screen:
            screen.rested()
