"""A screen of the book: it puts a pane's rows and lines into widgets, and hands keys on. One class serves all."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.geometry import Size
from textual.screen import Screen
from textual.timer import Timer

from . import bars
from .grid import Line, first_hit, nearest, shown
from .keys import KEYS, Action, spelled
from .lines import Lines
from .panes import PANES, history
from .panes.frame import Frame
from .rows_view import RowsView
from .slider import Slider, slider
from .tree_grid import TreeGrid
from .view_state import ScreenName, ViewState

if TYPE_CHECKING:
    from .app import TrackerApp
    from .search import Search

SMALLEST = (60, 16)
_WIDE = 120
_SHORT = 20
"""Windows lower than this give the details half of their lines."""
_IDLE_SECONDS = 0.06
"""When the cursor has rested so long, what takes a query of its own is added to the details."""


_PATIENCE_SECONDS = 0.15


class BookScreen(Screen[None]):
    """One of the screens."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(",".join(map(spelled, key.keys)), f"press('{key.action}')", show=False) for key in KEYS
    ]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (SMALLEST[0], "-medium"), (_WIDE, "-wide")]  # noqa: RUF012 # as the framework has it
    VERTICAL_BREAKPOINTS = [(0, "-short"), (SMALLEST[1], "-tall")]  # noqa: RUF012

    app: TrackerApp

    def __init__(self, name: ScreenName) -> None:
        super().__init__(classes=f"on-{name}")
        self.pane_name = name
        self.pane = PANES[name]
        self._later: Timer | None = None
        self._basis = ""
        self._painted = Size(0, 0)
        self._words_typed = False
        self._slow: Timer | None = None

    def compose(self) -> ComposeResult:
        with Vertical(id="everything"):
            yield Lines(id="tabs")
            yield Lines(id="title")
            with Horizontal(id="middle"):
                if self.pane_name not in ("history", "text"):
                    yield TreeGrid(id="side")
                with Vertical(id="main"):
                    yield self._new_body()
                    yield Lines(id="words")
                    yield Lines(id="detail", ruled=True, flowing=self.pane_name == "text")
            if self.pane_name == "history":
                yield Slider(id="slider")
            yield Lines(id="banner", flowing=True)
            yield Lines(id="status")
            yield Lines(id="footer")
        yield Lines(id="small")

    def on_mount(self) -> None:
        self.body.focus()

    def _new_body(self) -> RowsView:
        if self.pane_name != "text":
            return TreeGrid(id="body")
        from .text_view import TextView  # not needed for the first paint

        return TextView(id="body")

    @property
    def body(self) -> RowsView:
        return self.query_one("#body", RowsView)

    def _lines(self, id: str) -> Lines:
        return self.query_one(f"#{id}", Lines)

    # Painting

    def on_screen_resume(self) -> None:
        self.paint()

    def on_resize(self, event: events.Resize) -> None:
        if self.app.size != self._painted:
            self.paint()

    def paint(self, *, waited: bool = False) -> None:
        """Shows the app's state. A cursor that folding or a filter hid goes where the grid put it. While something
        that takes long is being asked for the old content stays, after a moment dimmed; `waited`: it was."""
        app, state = self.app, self.app.state
        if state.screen != self.pane_name or not self.is_mounted:
            return
        self._painted = self.app.size
        width, height = self.app.size
        said = app.reader.word("tui.small", width=width, height=height, least=f"{SMALLEST[0]}x{SMALLEST[1]}")
        self._lines("small").show(((said, "strong"),))
        if width < SMALLEST[0] or height < SMALLEST[1]:
            return
        if not waited and app.waiting.waits(state):
            self._wait()
            return
        self._waiting_ended()
        frame = app.frame(self.pane, state)
        view = shown(
            frame.grid, text=state.filter, depth=state.depth, folded=state.folded, changed_only=state.changed_only
        )
        self.set_class(not view.rows, "-empty")
        body = self.body
        body.cell_cursor = frame.cell_cursor
        cursor = first_hit(view.rows, state.filter, nearest(frame.grid, view.rows, frame.cursor))
        body.show(frame.grid, view, cursor, frame.column)
        row = body.cursor_row
        if row is not None and row.key != frame.cursor:
            state = app.adopt(self.pane.moved(state, row, body.column_label))
        self._words(frame, state)
        self._basis = frame.basis
        self._place_details(width, height)
        self._warn(width)
        self._lines("title").show(bars.title(app.reader, state, frame, view))
        self._paint_side(width)
        self._about(state)

    def _warn(self, width: int) -> None:
        """Why nothing can be recorded, where something is wrong with the book: it stays in view."""
        fault = self.app.reader.fault
        banner = self._lines("banner")
        banner.display = fault is not None
        if fault:
            banner.show(((f" {self.app.reader.say(fault)}", "bad"),))
            banner.styles.height = len(banner.laid_out(width))

    def _wait(self) -> None:
        """Says so once it has taken long enough to be noticed."""
        if self._slow is None:
            self._slow = self.set_timer(_PATIENCE_SECONDS, self._say_waiting)
        self._lines("tabs").show(bars.tabs(self.app.reader, self.app.state, self.app.size.width))

    def _say_waiting(self) -> None:
        if self._slow is None:
            return  # the answer came when this was under way already
        state = self.app.state
        self.add_class("-waiting")
        said = self.app.reader.word("tui.loading", version=f"@{state.version}")
        width = self.app.size.width
        self._lines("status").show(bars.status(self.app.reader, state, (0, 0), width - 16, self._basis))
        self._lines("footer").show(((f" {said}", "warn"),))

    def _waiting_ended(self) -> None:
        if self._slow:
            self._slow.stop()
            self._slow = None
        self.remove_class("-waiting")

    def _place_details(self, width: int, height: int) -> None:
        """Below the rows; beside a running text where the window is wide."""
        beside = self.pane_name == "text" and width >= _WIDE
        self.set_class(beside, "-beside")
        self._lines("detail").styles.height = (
            "1fr" if beside else self.pane.DETAIL_LINES // (2 if height < _SHORT else 1)
        )

    def _words(self, frame: Frame, state: ViewState) -> None:
        """What is said where there are no rows."""
        word = self.app.reader.word
        said = word("tui.no-hit", text=state.filter) if state.filter and frame.grid.rows else frame.empty
        if state.changed_only and frame.grid.rows and not state.filter:
            said = word("tui.no-change")
        self._lines("words").show(*(((line, ""),) for line in said.split("\n")))

    def _paint_side(self, width: int) -> None:
        if width >= _WIDE and self.query("#side") and self.app.reader.head:
            frame = history.side(self.app.reader, self.app.state)
            view = shown(frame.grid)
            side = self.query_one("#side", TreeGrid)
            side.show(frame.grid, view, nearest(frame.grid, view.rows, frame.cursor))

    def _about(self, state: ViewState) -> None:
        """The lines that follow the cursor."""
        reader, width = self.app.reader, self.app.size.width
        body = self.body
        self._lines("tabs").show(bars.tabs(reader, state, width))
        place = body.cursor + 1 if body.shown.rows else 0, len(body.shown.rows)
        self._lines("status").show(bars.status(reader, state, place, width, self._basis))
        self._lines("footer").show(self._footer(width))
        self._slide(state, width)
        self._details(thorough=False)
        if self._later:
            self._later.stop()
        self._later = self.set_timer(_IDLE_SECONDS, self.rested)

    def _slide(self, state: ViewState, width: int) -> None:
        if self.pane_name == "history" and (head := self.app.reader.head):
            line = self.query_one(Slider)
            line.head = head
            line.show(slider(state.version, state.mark, self.app.reader.facts(state).milestones, head, width))

    def on_slider_chosen(self, event: Slider.Chosen) -> None:
        self.app.see_version(event.version)

    def on_click(self, event: events.Click) -> None:
        """A click on the name of a screen goes there."""
        if event.widget is not None and event.widget.id == "tabs":
            name = bars.tab_at(self.app.reader, self.app.state, self.app.size.width, event.x)
            if name:
                self.app.press(name)

    def _footer(self, width: int) -> Line:
        notice = self.app.notice
        if notice:
            return ((f" {self.app.reader.say(notice)}", "warn"),)
        return bars.footer(self.app.reader, self.pane_name, width)

    def rested(self) -> None:
        """The cursor stands: what takes a query of its own is shown, once that is quick."""
        if self.app.waiting.warm:
            self._details(thorough=True)

    def _details(self, *, thorough: bool) -> None:
        lines = self.app.detail(self.pane, thorough=thorough) if self.body.shown.rows else ()
        self._lines("detail").show(*lines)

    # Keys

    def action_press(self, action: Action) -> None:
        self.app.press(action)

    def move(self, action: Action) -> bool | None:
        """Moves the cursor or the view, where that is what the action does; False where there is no further."""
        grid = self.body
        moving: dict[Action, Callable[[], bool]] = {
            "up": lambda: grid.move(-1),
            "down": lambda: grid.move(1),
            "left": lambda: grid.move_column(-1),
            "right": lambda: grid.move_column(1),
            "page-up": lambda: grid.move_page(-2),
            "page-down": lambda: grid.move_page(2),
            "half-up": lambda: grid.move_page(-1),
            "half-down": lambda: grid.move_page(1),
            "top": lambda: grid.move_to(0),
            "bottom": lambda: grid.move_to(len(grid.shown.rows)),
            "columns-left": lambda: grid.scroll_columns(-1),
            "columns-right": lambda: grid.scroll_columns(1),
            "next-change": lambda: grid.move_to_change(1),
            "previous-change": lambda: grid.move_to_change(-1),
            "next-open": lambda: grid.move_to_change(1, around=True),
        }
        if action not in moving:
            return None
        moved = moving[action]()
        if moved:
            self._take_cursor()  # the next key may come before the message that tells of this one
        return moved

    def _take_cursor(self) -> None:
        row = self.body.cursor_row
        if row is not None:
            self.app.adopt(self.pane.moved(self.app.state, row, self.body.column_label))

    @on(RowsView.Moved)
    def _cursor_moved(self, event: RowsView.Moved) -> None:
        app = self.app
        if event.grid.id == "side":
            app.see_version(int(event.row.key.removeprefix("@")))
            return
        if app.state.screen == self.pane_name:
            self._take_cursor()
            self._about(app.state)

    @on(TreeGrid.HeaderClicked)
    def _header_clicked(self, event: TreeGrid.HeaderClicked) -> None:
        """In a difference the order of the rows, elsewhere the column of the cursor."""
        if event.grid.id == "body" and not event.grid.move_to_column(event.column) and self.pane_name == "diff":
            self.app.press("rank")

    @on(RowsView.Opened)
    def _row_opened(self) -> None:
        self.app.press("open")

    # Filter

    def open_search(self, *, words: bool = False) -> None:
        """The line to type a filter in, or the `words` to search for."""
        from .search import Search  # not needed for the first paint

        if not self.has_class("-searching"):
            self.add_class("-searching")
            self._words_typed = words
            state, word = self.app.state, self.app.reader.word
            held, prompt = (state.words, "tui.search.prompt") if words else (state.filter, "tui.filter-prompt")
            search = Search(held, word(prompt))
            self.query_one("#everything").mount(search)
            search.focus()

    def close_search(self) -> bool:
        """Whether the line was open."""
        was_open = self.has_class("-searching")
        self.remove_class("-searching")
        self.query("#search").remove()
        self.body.focus()
        return was_open

    def on_search_typed(self, event: Search.Typed) -> None:
        if self._words_typed:
            self.app.search(event.text)
        else:
            self.app.filter(event.text)

    def on_search_closed(self) -> None:
        self.close_search()

    def say(self) -> None:
        """Shows the app's remark in the place of the footer, until the next key."""
        self._lines("footer").show(self._footer(self.app.size.width))
