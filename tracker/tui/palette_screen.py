"""The palette: type a part of what is meant, Enter goes there or does it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from . import palette
from .dialog import Dialog, Entry, show_all
from .grid import Grid, GridColumn, GridRow
from .reader import Reader
from .rows_view import RowsView
from .tree_grid import TreeGrid
from .view_state import ViewState


class PaletteScreen(Dialog):
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,ctrl+n", "move(1)", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
        Binding("pagedown", "move(10)", show=False, priority=True),
        Binding("pageup", "move(-10)", show=False, priority=True),
    ]

    def __init__(self, reader: Reader, state: ViewState, among: Sequence[palette.Choice] = ()) -> None:
        """Everything, or only what is given `among`."""
        title = reader.word("tui.choice.title" if among else "tui.palette.title")
        super().__init__(reader, title, reader.word("tui.palette.footer"))
        self._state = state
        self._given = bool(among)
        self._all = among or palette.choices(reader, state)
        self._found: list[palette.Choice] = []

    def content(self) -> ComposeResult:
        sides = self.reader.word_for(self._state.screen, "tui.choice.prompt")
        yield Entry(prompt=sides if self._given else self.reader.word("tui.palette.prompt"), id="typed")
        yield TreeGrid(id="choices")

    def opened(self) -> None:
        self._show("")
        self.query_one(Entry).focus()

    def _show(self, typed: str) -> None:
        self._found = palette.found(self.reader, self._state, self._all, typed)
        columns = GridColumn("", frozen=True, stretch=True), GridColumn("", right=True, frozen=True, most=24)
        rows = (GridRow(str(n), (one.label, one.hint), ("", "dim")) for n, one in enumerate(self._found))
        show_all(self.query_one(TreeGrid), Grid(columns, tuple(rows)))

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._show(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        choices = self.query_one(TreeGrid)
        if self._found:
            self.dismiss()
            self.app.go_to(self._found[choices.cursor].target)

    def on_rows_view_opened(self, event: RowsView.Opened) -> None:
        event.stop()
        self.dismiss()
        self.app.go_to(self._found[self.query_one(TreeGrid).cursor].target)

    def action_move(self, by: int) -> None:
        self.query_one(TreeGrid).move(by)
