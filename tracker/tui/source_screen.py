"""The places in one or two documents, with what stands around them, below each other or side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container

from ..query.statements import PrintedLine
from .dialog import Dialog, show_all
from .grid import Grid, GridColumn, GridRow
from .lines import Lines
from .reader import Reader
from .sources import Source
from .tree_grid import TreeGrid


def _row(n: int, line: PrintedLine, *, meant: bool) -> GridRow:
    return GridRow(str(n), (line.place or str(line.line), line.text), ("dim", ""), mark="*" if meant else " ")


class SourceScreen(Dialog):
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "move(1)", show=False),
        Binding("k,up", "move(-1)", show=False),
        Binding("pagedown,space,ctrl+f", "page(1)", show=False),
        Binding("pageup,ctrl+b", "page(-1)", show=False),
        Binding("tab,shift+tab", "other", show=False, priority=True),
        Binding("q,enter,o", "leave", show=False),
    ]
    HORIZONTAL_BREAKPOINTS = [(0, "-medium"), (120, "-wide")]  # noqa: RUF012 # as the framework has it

    def __init__(self, reader: Reader, places: Sequence[Source]) -> None:
        super().__init__(reader, reader.word("tui.source.title"), reader.word("tui.source.footer"))
        self._places = places

    def content(self) -> ComposeResult:
        with Container(id="pair"):
            for n in range(len(self._places)):
                with Container(classes="document"):
                    yield Lines(id=f"where{n}", flowing=True)
                    yield TreeGrid(id=f"lines{n}")

    def opened(self) -> None:
        columns = (
            GridColumn("", right=True, frozen=True, least=4, most=14),
            GridColumn("", frozen=True, stretch=True),
        )
        for n, source in enumerate(self._places):
            where = self.query_one(f"#where{n}", Lines)
            where.styles.height = 2
            where.show(((f" {source.title}", "strong" if source.lines else "warn"),))
            rows = (
                GridRow(
                    str(i), (one.place or str(one.line), one.text), ("dim", ""), mark="*" if i == source.at else " "
                )
                for i, one in enumerate(source.lines)
            )
            show_all(self.query_one(f"#lines{n}", TreeGrid), Grid(columns, tuple(rows)), max(source.at, 0))
        self.query_one("#lines0", TreeGrid).focus()
        self.call_after_refresh(self._settle)

    def _settle(self) -> None:
        """The line that is meant stands in the middle once the height is known."""
        for n, source in enumerate(self._places):
            grid = self.query_one(f"#lines{n}", TreeGrid)
            grid.move_to(min(source.at + grid.page // 2, len(source.lines) - 1))
            grid.move_to(max(source.at, 0))

    @property
    def _focused(self) -> TreeGrid:
        focused = self.focused
        return focused if isinstance(focused, TreeGrid) else self.query_one("#lines0", TreeGrid)

    def action_move(self, by: int) -> None:
        self._focused.move(by)

    def action_page(self, by: int) -> None:
        self._focused.move(by * self._focused.page)

    def action_other(self) -> None:
        at = int((self._focused.id or "lines0").removeprefix("lines"))
        self.query_one(f"#lines{(at + 1) % len(self._places)}", TreeGrid).focus()
