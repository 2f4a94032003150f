"""What to copy: each way with the text that it would give."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from ..model.errors import Message
from .copying import KEYS, Copied, What, copied
from .dialog import Dialog, show_all
from .grid import Grid, GridColumn, GridRow
from .reader import Reader
from .rows_view import RowsView
from .tree_grid import TreeGrid
from .view_state import ViewState


class CopyScreen(Dialog):
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(key, f"copy('{what}')", show=False) for key, what in KEYS.items()),
        Binding("down,j", "move(1)", show=False),
        Binding("up,k", "move(-1)", show=False),
        Binding("enter,y", "chosen", show=False),
        Binding("q", "leave", show=False),
    ]

    def __init__(self, reader: Reader, state: ViewState, row: int) -> None:
        super().__init__(reader, reader.word("tui.copy.title"), reader.word("tui.copy.footer"))
        self._state, self._row = state, row

    def content(self) -> ComposeResult:
        yield TreeGrid(id="choices")

    def opened(self) -> None:
        columns = (
            GridColumn(self.reader.word("tui.help.key"), frozen=True, least=4),
            GridColumn(self.reader.word("tui.copy.what"), frozen=True, least=10),
            GridColumn(self.reader.word("tui.copy.text"), frozen=True, stretch=True),
        )
        rows = []
        for key, what in KEYS.items():
            found = self._copied(what)
            text = self.reader.say(found) if isinstance(found, Message) else found.text.partition("\n")[0]
            rows.append(GridRow(what, (key, self.reader.word(f"tui.copy.{what}-word"), text), ("strong", "", "dim")))
        grid = self.query_one(TreeGrid)
        show_all(grid, Grid(columns, tuple(rows)))
        grid.focus()

    def _copied(self, what: What) -> Copied | Message:
        return self.app.attempt(lambda: copied(self.reader, self._state, self._row, what))

    def action_copy(self, what: What) -> None:
        found = self._copied(what)
        if isinstance(found, Message):
            self.tell(found)
            return
        self.dismiss()
        self.app.put_on_clipboard(found)

    def action_chosen(self) -> None:
        if row := self.query_one(TreeGrid).cursor_row:
            self.action_copy(row.key)  # type: ignore[arg-type] # the rows are the ways to copy

    def on_rows_view_opened(self, event: RowsView.Opened) -> None:
        event.stop()
        self.action_chosen()

    def action_move(self, by: int) -> None:
        self.query_one(TreeGrid).move(by)
