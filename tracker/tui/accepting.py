"""Proposals on their way into the book: the revisions that the picked ones mean, what those would do, and the dialog
fields of one that is edited first."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from ..book import Book, Preview
from ..messages import text
from ..model.errors import Message, NotFound, TrackerError, say
from ..model.money import exact_wan, parse_wan
from ..model.revision import Revision
from ..query.proposals import Proposed
from ..query.readings import chosen
from .reader import Reader
from .tasks import Offer, Paper, Prepared, Values
from .view_state import ViewState

Body = dict[str, Any]
"""A revision, or an event of one, as a file has it (design.md 5.1)."""
_EDITED = ("name", "goal", "amount", "function", "economic")
_MOST_OF_A_KIND = 3
"""So many names, amounts or codes of one kind have a field of their own."""
_MOST_FIELDS = 6


@dataclass(frozen=True)
class Accepting:
    """Revisions as they would be recorded on top of `head`, and what each would do. `labels` say what each is of."""

    labels: tuple[str, ...]
    revisions: tuple[Revision, ...]
    previews: tuple[Preview, ...]
    head: int


def accepting(book: Book, reader: Reader, state: ViewState, by: str) -> Accepting:
    """What the picked proposals would be recorded as. Raises NotFound, DocumentError, Refused."""
    if not state.picked:
        raise NotFound(say("tui.proposals.none-picked"))
    taken = chosen(_found(book, reader, state), state.picked)
    revisions = tuple(book.accepted(book.proposed_revisions(taken, reader.language), by))
    of_each = [f"{one.unit} {one.label}".strip() for one in taken.proposals]
    labels = tuple("" for _ in revisions) if taken.years_differ else tuple(of_each)
    head = book.head.seq
    return Accepting(labels, revisions, tuple(book.preview_accepted(revisions)), head)


def _bodies(book: Book, reader: Reader, state: ViewState, picked: frozenset[str]) -> list[Body]:
    return book.proposed_revisions(chosen(_found(book, reader, state), picked), reader.language)


def _found(book: Book, reader: Reader, state: ViewState) -> Proposed:
    """The proposals anew, from the book that records them. Raises NotFound where it does not stand where they start."""
    ends = reader.proposal_ends(state)
    if ends is None:
        raise NotFound(say("tui.proposals.no-pair", year=state.year))
    found = book.propose(ends.before, ends.after)
    book.require_start(found, ends.old.named.text)
    return found


class _Place(NamedTuple):
    """Something in a revision that may be edited: where it stands, and which one of its kind it is."""

    holder: Body
    key: str
    nth: int

    @property
    def field(self) -> str:
        """What it is called in the dialog."""
        return self.key if self.nth == 1 else f"{self.key}-{self.nth}"


class EditTask:
    """One proposal, in the reading that was picked, with its names, amounts and codes as fields."""

    def __init__(self, book: Book, reader: Reader, state: ViewState, number: int, by: str) -> None:
        """Raises NotFound where nothing of it can be edited."""
        picked = next((text for text in state.picked if text.partition("/")[0] == str(number)), str(number))
        bodies = _bodies(book, reader, state, frozenset({picked}))
        places = [place for body in bodies for place in _places(body["events"])]
        if len(bodies) != 1 or not places:
            raise NotFound(say("tui.proposals.nothing-to-edit"))
        if len(places) > _MOST_FIELDS or any(place.nth > _MOST_OF_A_KIND for place in places):
            raise NotFound(say("tui.proposals.too-many-fields"))
        self._book, self._reader, self._state, self._number, self._picked = book, reader, state, number, picked
        self._by = by
        self.title = reader.word("tui.proposals.edit-title", number=number)
        places.sort(key=lambda place: _EDITED.index(place.key))
        self.start = {place.field: str(place.holder[place.key]) for place in places}

    def fields(self, values: Values) -> tuple[str, ...]:
        return (*self.start, "doc", "reason")

    def offers(self, field: str, values: Values) -> tuple[Offer, ...]:
        match field.partition("-")[0]:
            case "function":
                codes = self._book.codes("function", self._state.year)
            case "economic":
                codes = self._book.codes("economic", self._state.year)
            case _:
                return ()
        return tuple(Offer(code, name) for code, name in codes.items())

    def prompt(self, field: str, values: Values) -> str:
        return self._reader.word(f"tui.proposals.prompt-{field}") if field in ("doc", "reason") else ""

    def prepare(self, values: Values, *, proposed: bool) -> Prepared:
        [kept] = _bodies(self._book, self._reader, self._state, frozenset({self._picked}))
        body = copy.deepcopy(kept)
        for place in _places(body["events"]):
            _put(place, values.get(place.field, "").strip())
        edited = body["events"] != kept["events"]
        paper, reason = Paper.read(values.get("doc", "")), values.get("reason", "").strip()
        if paper.number:
            dated = {"date": paper.date} if paper.date else {}
            body["document"] = body["document"] | {"number": paper.number} | dated
        if paper.authority:
            body["authority"] = paper.authority
        if reason:
            body["reason"] = reason
        if edited:
            why = text("propose.why.edited", self._reader.language, by=self._by)
            body["inference"] = body["inference"] | {"why": [*body["inference"]["why"], why]}
        if proposed:
            body["proposed"] = True
        [revision] = self._book.accepted([body], self._by)
        return Prepared(revision)


def _places(events: list[Body]) -> Iterator[_Place]:
    """Names, amounts and codes in the order in which they stand, the second of a kind with its number."""
    count: dict[str, int] = {}

    def walk(value: object) -> Iterator[tuple[Body, str]]:
        if isinstance(value, list | tuple):
            for item in value:
                yield from walk(item)
        elif isinstance(value, dict):
            for key, item in value.items():
                if key in _EDITED and isinstance(item, str):
                    yield value, key
                elif key not in ("maps", "into"):
                    yield from walk(item)

    for holder, key in walk(events):
        count[key] = count.get(key, 0) + 1
        yield _Place(holder, key, count[key])


def _put(place: _Place, said: str) -> None:
    """What was typed in its place; an amount is a change, up or down. Raises NotFound."""
    if not said:
        return
    if place.key != "amount":
        old, place.holder[place.key] = place.holder[place.key], said
        if place.holder.get("project") == old and place.key == "name":
            place.holder["project"] = said
        return
    try:
        fen = parse_wan(said.replace(",", "").removesuffix("万元").lstrip("+"))
    except ValueError:
        raise NotFound(say("tui.proposals.amount", text=said)) from None
    place.holder["amount"] = exact_wan(fen)
    if place.holder.get("kind") == "AmountAdjusted":
        place.holder["mode"] = "supplement" if fen > 0 else "cut"


def edit(book: Book, reader: Reader, state: ViewState, number: int | None, by: str) -> EditTask | Message:
    """The dialog for the proposal under the cursor, or why there is none."""
    if number is None:
        return say("tui.proposals.no-row")
    if not reader.proposed(state).proposals[number - 1].recordable:
        return say("tui.proposals.only-told")
    try:
        return EditTask(book, reader, state, number, by)
    except TrackerError as error:
        return error.message
