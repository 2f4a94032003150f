"""The dialog in which something is recorded: a few fields, what may be chosen in them, the preview, and only then the
book."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Input

from ..book import Preview
from ..model.errors import Message, TrackerError, say
from ..query.orders import Lacking, Slot
from .cells import wrap
from .copying import Copied
from .dialog import Dialog, Entry, show_all
from .effects import application, effects_grid
from .grid import Grid, GridColumn, GridRow, Line
from .lines import Lines
from .reader import Reader
from .rows_view import RowsView
from .tasks import CHOSEN, Offer, Prepared, Task, Values, field_of
from .tree_grid import TreeGrid

_MOST_FIELDS = 8
"""Six of the task, and room for a code or two that a new line asks for."""
_MOST_OFFERS = 300


class FormScreen(Dialog):
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "enter", show=False, priority=True),
        Binding("ctrl+s", "go_on", show=False, priority=True),
        Binding("tab,ctrl+j", "step(1)", show=False, priority=True),
        Binding("shift+tab", "step(-1)", show=False, priority=True),
        Binding("down", "move(1)", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
        Binding("pagedown", "move(10)", show=False, priority=True),
        Binding("pageup", "move(-10)", show=False, priority=True),
        Binding("ctrl+t", "propose", show=False, priority=True),
        Binding("y", "copy", show=False),
    ]

    def __init__(self, reader: Reader, what: Task, start: Values | None = None) -> None:
        """`start` is what stands in the fields at first."""
        super().__init__(reader, what.title, reader.word("tui.form.footer"))
        self._what = what
        self.values: dict[str, str] = dict(start or {})
        self._asked: list[str] = []
        self.names: tuple[str, ...] = ()
        self._at = 0
        self._offers: list[Offer] = []
        self._given: tuple[Offer, ...] | None = None
        self._fills: dict[str, Mapping[Slot, str]] = {}
        self._moved = False
        self._proposed = False
        self._prepared: Prepared | None = None
        self.previewed: Preview | None = None
        self._sure = False

    # The fields

    def content(self) -> ComposeResult:
        with Vertical(id="fields"):
            for n in range(_MOST_FIELDS):
                with Horizontal(id=f"field{n}", classes="field"):
                    yield Lines(id=f"label{n}")
                    yield Entry(id=f"entry{n}")
        yield Lines(id="about")
        yield TreeGrid(id="choices")

    def opened(self) -> None:
        self._arrange()
        self._focus(0)

    def _arrange(self) -> None:
        """The fields of the task as it stands, and those that were asked for besides."""
        names = (*self._what.fields(self.values), *self._asked)[:_MOST_FIELDS]
        if names == self.names:
            return
        self.values.update((name, self._entry(n).value) for n, name in enumerate(self.names))
        self.names = names
        for n in range(_MOST_FIELDS):
            row = self.query_one(f"#field{n}")
            row.display = n < len(names)
            if n < len(names):
                label = self.reader.word(f"tui.field-name.{names[n]}")
                self.query_one(f"#label{n}", Lines).show(((f" {label}", "word"),))
                entry = self._entry(n)
                if entry.value != self.values.get(names[n], ""):
                    entry.value = self.values.get(names[n], "")
                entry.placeholder = self._what.prompt(names[n], self.values)

    def field(self, name: str) -> Entry:
        """The line of a field that is shown."""
        return self._entry(self.names.index(name))

    def _entry(self, n: int) -> Entry:
        return self.query_one(f"#entry{n}", Entry)

    def _focus(self, n: int) -> None:
        self._at = n % max(len(self.names), 1)
        entry = self._entry(self._at)
        entry.placeholder = self._what.prompt(self.names[self._at], self.values)
        self.set_focus(entry)  # at once: the next key is for it
        entry.cursor_position = len(entry.value)
        self._offer()

    def _offer(self, given: tuple[Offer, ...] | None = None) -> None:
        """What fits of what may be chosen in the field."""
        self._given, self._moved = given, False
        name = self.names[self._at]
        typed = self.values.get(name, "").casefold().split()
        among = given if given is not None else self._what.offers(name, self.values)
        exact = any(offer.text == self.values.get(name) for offer in among)
        wanted = [] if exact or given is not None else typed
        fit = [one for one in among if all(word in f"{one.text} {one.note}".casefold() for word in wanted)]
        self._offers = fit[:_MOST_OFFERS]
        columns = GridColumn("", frozen=True, stretch=True), GridColumn("", frozen=True, most=40)
        rows = (GridRow(str(n), (one.text, one.note), ("", "dim")) for n, one in enumerate(self._offers))
        at = next((n for n, one in enumerate(self._offers) if one.text == self.values.get(name)), 0)
        show_all(self.query_one(TreeGrid), Grid(columns, tuple(rows)), at)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Told late, of letters that `_typed` has waited for, it says nothing new: the field itself is asked."""
        event.stop()
        n, value = int((event.input.id or "entry0").removeprefix("entry")), event.input.value
        if n < len(self.names) and self.values.get(self.names[n], "") != value:
            self._say_of(n, value)

    def _say_of(self, n: int, value: str) -> None:
        """Something else stands in a field."""
        self.values[self.names[n]] = value
        self.tell(None)
        if n == self._at:
            self._offer()
        if self.names[n] == "kind":
            self._arrange()

    async def action_enter(self) -> None:
        """Takes the field and goes on to the next one, from the last one to the preview."""
        if self.previewed is not None:
            return
        await self._typed()
        self._take()
        if self._at == len(self.names) - 1:
            self._look()
        else:
            self._focus(self._at + 1)

    async def _typed(self) -> None:
        """Waits for the letters that were typed before this key: they are on their way to the field."""
        entry, arrived = self._entry(self._at), asyncio.Event()
        entry.call_later(arrived.set)
        await arrived.wait()
        name = self.names[self._at]
        if self.values.get(name, "") != entry.value:
            self._say_of(self._at, entry.value)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """A click into another field. What is told late, of a field that was left since, says nothing."""
        id = (event.widget.id or "") if event.widget is self.focused else ""
        if id.startswith("entry") and (n := int(id.removeprefix("entry"))) != self._at and n < len(self.names):
            self._at = n
            self._offer()

    def _take(self) -> None:
        """Takes the offer under the cursor, where one was gone to or the field wants one."""
        name = self.names[self._at]
        typed = self.values.get(name, "")
        open_ = name == "kind" or (name in CHOSEN and bool(typed.strip()))
        wants = open_ and all(offer.text != typed for offer in self._offers)
        if self._offers and (self._moved or wants):
            self._choose(self._offers[self.query_one(TreeGrid).cursor])

    def _choose(self, offer: Offer) -> None:
        name = self.names[self._at]
        if said := self._fills.pop(offer.text, None):
            self.values.update((str(slot), value) for slot, value in said.items())
        else:
            self.values[name] = offer.text
        self._given, self._offers, self._moved = None, [], False
        for n, other in enumerate(self.names):
            if self._entry(n).value != self.values.get(other, ""):
                self._entry(n).value = self.values.get(other, "")
        self._arrange()

    def on_rows_view_opened(self, event: RowsView.Opened) -> None:
        event.stop()
        if self.previewed is None and self._offers:
            self._choose(self._offers[self.query_one(TreeGrid).cursor])
            self._focus(self._at + 1)

    async def action_step(self, by: int) -> None:
        if self.previewed is None:
            await self._typed()
            self._take()
            self._focus(self._at + by)

    def action_move(self, by: int) -> None:
        self._moved = self.query_one(TreeGrid).move(by) or self._moved or bool(self._offers)

    def action_propose(self) -> None:
        """Whether it is only proposed, to be approved by somebody else."""
        if self.previewed is None:
            self._proposed = not self._proposed
            said = self.reader.word("tui.form.proposed") if self._proposed else ""
            self.head(f"{self._what.title}  {said}".rstrip())

    # The preview

    async def action_go_on(self) -> None:
        """From the fields to the preview, from the preview into the book."""
        if self.previewed is None:
            await self._typed()
            self._take()
            self._look()
        else:
            self._record()

    def _look(self) -> None:
        """Prepares the revision and shows what it would do; what is lacking is asked for."""
        try:
            prepared = self._what.prepare(self.values, proposed=self._proposed)
        except Lacking as lack:
            self._ask(lack)
            return
        except TrackerError as error:
            self.tell(error.message)
            return
        found = self.app.attempt(lambda: self.app.recorder.preview(prepared.revision))
        if isinstance(found, Message):
            self.tell(found)
            return
        self._prepared, self.previewed, self._sure = prepared, found, False
        self._show_preview()

    def _ask(self, lack: Lacking) -> None:
        name = field_of(lack.slot)
        if name not in self.names:
            self._asked.append(name)
            self._arrange()
        given = tuple(Offer(choice.text, self._money(choice.message, choice.text)) for choice in lack.choices)
        self._fills = {one.text: one.fills for one in lack.choices if one.fills}
        if name in self.names:
            self._focus(self.names.index(name))
        if given:
            self._offer(given)
            self._moved = True
        self.tell(lack.message)

    def _money(self, message: Message, text: str) -> str:
        return self.reader.say(message).replace(text, "").strip()

    def _show_preview(self) -> None:
        prepared, preview = self._prepared, self.previewed
        if prepared is None or preview is None:
            return
        word, say_ = self.reader.word, self.reader.say
        self.query_one("#fields").display = False
        self.head(f"{self._what.title}  {word('tui.form.preview', seq=preview.recorded.seq)}")
        revision = prepared.revision
        document = revision.document
        paper = " ".join(filter(None, (document.number, document.date))) if document else "--"
        lines: list[Line] = [
            (
                (f" {word('tui.document')} ", "word"), (paper, ""), (f"  {word('tui.effective')} ", "word"),
                (revision.effective, ""), (f"  {word('tui.column.by')} ", "word"), (revision.by or "--", ""),
                (f"  {self.reader.named('authority', revision.authority)}", ""),
            )
        ]  # fmt: skip
        tables = len({change.table for change in preview.changes})
        counts = word("tui.effect.counts", cells=len(preview.changes), tables=tables, checks=len(preview.checks))
        lines.append(((f" {counts}", "strong"),))
        lines += (((f" {text}", "warn"),) for one in preview.recorded.warnings for text in wrap(say_(one), 76))
        lines += (((f" {text}", "dim"),) for one in prepared.notes for text in wrap(say_(one), 76))
        about = self.query_one("#about", Lines)
        about.styles.height = min(len(lines), 8)
        about.show(*lines[:8])
        grid = self.query_one(TreeGrid)
        show_all(grid, effects_grid(self.reader, preview))
        grid.focus()
        self._footer = word("tui.form.preview-footer")
        self.tell(None)

    def _back(self) -> None:
        """From the preview to the fields again."""
        self._prepared = self.previewed = None
        self.query_one("#fields").display = True
        about = self.query_one("#about", Lines)
        about.styles.height = 1
        about.show()
        self._footer = self.reader.word("tui.form.footer")
        self.head(self._what.title)
        self.tell(None)
        self._focus(self._at)

    def _record(self) -> None:
        prepared, preview = self._prepared, self.previewed
        if prepared is None or preview is None:
            return
        if preview.recorded.warnings and not self._sure:
            self._sure = True
            self.tell(say("tui.form.warned", count=len(preview.recorded.warnings)), bad=False)
            return
        done = self.app.writing.record(prepared.revision, preview.recorded.seq - 1)
        if isinstance(done, Message):
            if done.id == "book.conflict":
                self._look()
            self.tell(done)
            return
        self.dismiss()

    def action_copy(self) -> None:
        if self._prepared and self.previewed:
            text = application(self.reader, self._prepared, self.previewed)
            told = self.reader.word("tui.form.application", count=len(self.previewed.changes))
            self.tell(self.app.copied(Copied(text, told)), bad=False)

    def action_leave(self) -> None:
        if self.previewed is not None:
            self._back()
        else:
            self.dismiss()
            self.app.remark(say("tui.form.left"))
