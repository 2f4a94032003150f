"""The dialog before proposals are recorded: every revision, with the cells, checks and sentences it would change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from ..model.errors import Message, say
from .accepting import Accepting
from .cells import wrap
from .dialog import Dialog, show_all
from .effects import effects_grid
from .figures import version
from .grid import Grid, GridRow, Line
from .lines import Lines
from .reader import Reader
from .tree_grid import TreeGrid

_WARNINGS = 5


class AcceptScreen(Dialog):
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "record", show=False, priority=True),
        Binding("j,down", "move(1)", show=False),
        Binding("k,up", "move(-1)", show=False),
        Binding("pagedown,space,ctrl+f", "page(1)", show=False),
        Binding("pageup,ctrl+b", "page(-1)", show=False),
        Binding("q", "leave", show=False),
    ]

    def __init__(self, reader: Reader, what: Accepting) -> None:
        count = len(what.revisions)
        versions = dict.fromkeys((version(what.head + 1), version(what.head + count)))
        title = reader.word("tui.accept.title", count=count, versions="..".join(versions))
        super().__init__(reader, title, reader.word("tui.accept.footer"))
        self._what = what
        self._sure = False

    def content(self) -> ComposeResult:
        yield Lines(id="about")
        yield TreeGrid(id="choices")

    def opened(self) -> None:
        previews = self._what.previews
        word = self.reader.word
        counts = word(
            "tui.effect.counts",
            cells=sum(len(preview.changes) for preview in previews),
            tables=len({change.table for preview in previews for change in preview.changes}),
            checks=sum(len(preview.checks) for preview in previews),
        )
        lines: list[Line] = [((f" {counts}", "strong"),), ((f" {word('tui.accept.inferred')}", "warn"),)]
        told = [text for warning in self._warnings for text in wrap(self.reader.say(warning), 76)]
        lines += (((f" {text}", "warn"),) for text in told[:_WARNINGS])
        if len(told) > _WARNINGS:
            lines.append(((f" {word('tui.more', count=len(told) - _WARNINGS)}", "warn"),))
        about = self.query_one("#about", Lines)
        about.styles.height = len(lines)
        about.show(*lines)
        grid = self.query_one(TreeGrid)
        show_all(grid, self._grid())
        grid.focus()

    @property
    def _warnings(self) -> list[Message]:
        """Each once, however many revisions it is of."""
        return list(dict.fromkeys(one for preview in self._what.previews for one in preview.recorded.warnings))

    def _grid(self) -> Grid:
        grids = [effects_grid(self.reader, preview) for preview in self._what.previews]
        return Grid(grids[0].columns, tuple(self._rows(grids)))

    def _rows(self, grids: list[Grid]) -> Iterator[GridRow]:
        """Under each revision what it would change."""
        what = self._what
        for label, revision, preview, grid in zip(what.labels, what.revisions, what.previews, grids, strict=True):
            seq = preview.recorded.seq
            kinds = "、".join(dict.fromkeys(self.reader.word(f"kind.{event.kind}") for event in revision.events))
            yield GridRow(f"@{seq}", (f"@{seq} {self.reader.marked(kinds)}  {label}",), ("head",))
            yield from (replace(row, key=f"@{seq} {row.key}", level=1) for row in grid.rows)

    def action_move(self, by: int) -> None:
        self.query_one(TreeGrid).move(by)

    def action_page(self, by: int) -> None:
        grid = self.query_one(TreeGrid)
        grid.move(by * grid.page)

    def action_record(self) -> None:
        warnings = self._warnings
        if warnings and not self._sure:
            self._sure = True
            self.tell(say("tui.form.warned", count=len(warnings)), bad=False)
            return
        failed = self.app.writing.record_accepted(self._what)
        if failed is not None:
            self.tell(failed)
        else:
            self.dismiss()

    def action_leave(self) -> None:
        self.dismiss()
        self.app.remark(say("tui.form.left"))
