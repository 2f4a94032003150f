"""Asking on a terminal for what an order lacks: names and codes are completed, amounts stand beside them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from prompt_toolkit import PromptSession
from prompt_toolkit.completion import Completer, DummyCompleter, FuzzyCompleter, WordCompleter

from ..book import Book
from ..messages import plain, render
from ..model.errors import DocumentError, NotFound, say
from ..query.orders import CLOSED, Choice, Lacking, Order, Slot, act_named
from .shell import Shell

if TYPE_CHECKING:
    from ..book import Draft
    from ..model.revision import Revision

NOTHING = DummyCompleter()
_YES = ("y", "yes", "是")


class Prompts:
    """One dialogue over one order."""

    def __init__(self, shell: Shell, book: Book, order: Order) -> None:
        self._shell = shell
        self._book = book
        self._order = order
        self._names = book.names(order.year)
        self._session: PromptSession[str] = PromptSession()

    def revision(self, *, confirm: bool) -> Revision | None:
        """The revision that the order and the answers mean; None where the preview is not confirmed."""
        order, draft = self._completed(self._order)
        _, draft = self._completed(self._under_document(order, draft))
        for note in draft.notes:
            self._shell.note(note)
        if not confirm:
            return draft.revision
        from .recording import tell_effects

        [preview] = self._book.preview(draft.revision, deep=True)
        tell_effects(self._shell, preview)
        return draft.revision if self._prompt(self._shell.word("record.confirm")).lower() in _YES else None

    def _completed(self, order: Order) -> tuple[Order, Draft]:
        """Asks until nothing lacks; an answer that can't be is said to be so and asked for again."""
        before = order
        while True:
            try:
                return order, self._book.draft(order)
            except Lacking as lack:
                before, order = order, self._answered(order, lack)
            except (NotFound, DocumentError) as error:
                if before is order:
                    raise
                for message in error.messages:
                    self._shell.note(message)
                order = before

    def _answered(self, order: Order, lack: Lacking) -> Order:
        if lack.message.id != "record.lacking":
            self._shell.note(lack.message)
        for n, choice in enumerate(lack.choices, 1):
            self._shell.lines([f"{n:>3}{render(choice.message, self._shell.language)}"])
        answer = self._ask(lack.slot, lack.choices or self._book.offered(lack.slot, self._names))
        if lack.slot == "kind":
            return replace(order, act=act_named(answer))
        chosen = next((c for n, c in enumerate(lack.choices, 1) if c.fills and answer in (str(n), c.text)), None)
        return order.saying(chosen.fills if chosen else {lack.slot: answer})

    def _under_document(self, order: Order, draft: Draft) -> Order:
        """Asks for what is usually said of a revision; what stands there already is only to be confirmed."""
        document, said = draft.revision.document, dict(order.said)
        known = document.number if document else None
        if "doc" not in said and (number := self._ask("doc", (), default=known or "")) != (known or ""):
            said["doc"] = number
            for slot in ("title", "date"):
                if slot not in said and (answer := self._ask(slot, (), optional=True)):
                    said[slot] = answer
        if "authority" not in said:
            said["authority"] = self._ask("authority", (), default=draft.revision.authority or "")
        wanted: list[Slot] = ["reason"]
        if order.act and order.act.mode in ("reserve", "from-above"):
            wanted.append("source")
        for slot in wanted:
            if slot not in said and (answer := self._ask(slot, (), optional=True)):
                said[slot] = answer
        return order.saying({slot: value for slot, value in said.items() if value})

    def _ask(self, slot: Slot, choices: Iterable[Choice], *, optional: bool = False, default: str = "") -> str:
        id = "record.ask-optional" if optional else "record.ask"
        meta = {
            choice.text: render(choice.message, self._shell.language).replace(choice.text, "").strip()
            for choice in choices
        }
        meta |= dict.fromkeys(CLOSED.get(slot, ()), "")
        match slot.removeprefix("to-"):
            case "function" | "economic" as system:
                meta |= self._book.codes(system, self._names.year)
        completer = FuzzyCompleter(WordCompleter(list(meta), meta_dict=meta, sentence=True))
        while True:
            question = render(say(id, slot=say(f"slot.{slot}")), self._shell.language)
            answer = self._prompt(question, completer, default)
            if answer or optional:
                return answer

    def _prompt(self, question: str, completer: Completer = NOTHING, default: str = "") -> str:
        return plain(self._session.prompt(question, completer=completer, default=default)).strip()
