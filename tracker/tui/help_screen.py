"""The keys, on a page of their own, made from the same table that the bindings are made from."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

from .cells import wrap
from .grid import Grid, GridColumn, GridRow, Shown
from .keys import KEYS, SECTIONS
from .lines import Lines
from .reader import Reader
from .tree_grid import TreeGrid
from .view_state import ScreenName

_TEXT_WIDTH = 62


class HelpScreen(ModalScreen[None]):
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,?,？,f1,enter", "dismiss", show=False),
        Binding("j,down", "move(1)", show=False),
        Binding("k,up", "move(-1)", show=False),
        Binding("pagedown,space,ctrl+f,ctrl+d", "page(1)", show=False),
        Binding("pageup,ctrl+b,ctrl+u", "page(-1)", show=False),
        Binding("g,home", "move(-9999)", show=False),
        Binding("G,end", "move(9999)", show=False),
    ]

    def __init__(self, reader: Reader, about: ScreenName) -> None:
        super().__init__()
        self._reader = reader
        self._about = about

    def compose(self) -> ComposeResult:
        yield Lines(id="title")
        yield TreeGrid(id="keys")
        yield Lines(id="footer")

    def on_mount(self) -> None:
        word = self._reader.word
        grid = help_grid(self._reader, self._about)
        self.query_one("#title", Lines).show(((f" {word('tui.help.title')}", "strong"),))
        self.query_one("#footer", Lines).show(((f" {word('tui.help.footer')}", ""),))
        keys = self.query_one(TreeGrid)
        keys.show(grid, Shown(grid.rows, len(grid.rows), frozenset()), 0)
        keys.focus()

    def action_move(self, by: int) -> None:
        self.query_one(TreeGrid).move(by)

    def action_page(self, by: int) -> None:
        keys = self.query_one(TreeGrid)
        keys.move(by * keys.page)


def help_grid(reader: Reader, about: ScreenName) -> Grid:
    """What the screen is for, then every key under its section, then the signs."""
    columns = (
        GridColumn(reader.word("tui.help.key"), frozen=True, least=10),
        GridColumn(reader.word("tui.help.does"), frozen=True, stretch=True),
    )
    name = f"{reader.word('tui.help.screen')} {reader.word(f'tui.screen.{about}')}"
    rows = [GridRow("about", (name,), ("head",))]
    rows += (GridRow(f"about {line}", ("", line)) for line in wrap(reader.word(f"tui.help.{about}"), _TEXT_WIDTH))
    for section in SECTIONS:
        rows.append(GridRow(f"section {section}", (reader.word(f"tui.section.{section}"),), ("head",)))
        rows += (
            GridRow(key.action, (f"  {key.printed}", reader.word_for(about, f"tui.key.{key.action}")), ("strong", ""))
            for key in KEYS
            if key.section == section
        )
    rows.append(GridRow("words", (reader.word("tui.help.signs"),), ("head",)))
    signs = ("*", "+", "-", "=", "~", "!", "?", "#", "A")
    for sign in signs:
        said = reader.word_for(about, f"tui.sign.{sign}")
        rows.append(GridRow(f"sign {sign}", (f"  {sign}", said), ("strong", "")))
    return Grid(columns, tuple(rows))
