"""What every dialog has: the whole screen, a title above, keys or a remark below, Esc to leave."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.widgets import Input

from ..messages import plain
from ..model.errors import Message
from .grid import Grid, Shown
from .lines import Lines
from .reader import Reader
from .tree_grid import TreeGrid

if TYPE_CHECKING:
    from .app import TrackerApp


class Dialog(ModalScreen[None]):
    """A box inside the window would cut Chinese glyphs of what lies below it: dialogs cover everything."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False, priority=True)]

    app: TrackerApp

    def __init__(self, reader: Reader, title: str, footer: str) -> None:
        super().__init__()
        self.reader = reader
        self._title, self._footer = title, footer

    def compose(self) -> ComposeResult:
        yield Lines(id="title")
        yield from self.content()
        yield Lines(id="footer")

    def content(self) -> ComposeResult:
        """What stands between title and footer."""
        raise NotImplementedError

    def on_mount(self) -> None:
        self.head(self._title)
        self.tell(None)
        self.opened()

    def opened(self) -> None:
        """What happens once everything is in its place."""

    def head(self, title: str) -> None:
        self.query_one("#title", Lines).show(((f" {title}", "strong"),))

    def tell(self, remark: Message | None, *, bad: bool = True) -> None:
        """A remark in the place of the keys; None puts those back."""
        said = self.reader.say(remark) if remark else self._footer
        tone = "" if remark is None else "bad" if bad else "warn"
        self.query_one("#footer", Lines).show(((f" {said}", tone),))  # type: ignore[arg-type] # one of the tones

    def action_leave(self) -> None:
        self.dismiss()


class Entry(Input):
    """One line to type in. Control characters that are pasted do not stay."""

    def __init__(self, value: str = "", *, prompt: str = "", id: str | None = None) -> None:
        super().__init__(value, placeholder=prompt, id=id, compact=True, select_on_focus=False)

    def validate_value(self, value: str) -> str:
        return plain(value)


def show_all(view: TreeGrid, grid: Grid, cursor: int = 0) -> None:
    """Every row of a grid."""
    view.show(grid, Shown(grid.rows, len(grid.rows), frozenset()), cursor)
