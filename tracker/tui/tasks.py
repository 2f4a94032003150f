"""What can be recorded in a dialog: its fields, what may be chosen in each, and the revision that they mean.

The same calls as the command line's: orders (book/drafting.py), acts of control (book/controlling.py)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

from ..book import Book
from ..book.controlling import Said
from ..messages import CATALOGUE, names_of
from ..model.errors import Message
from ..query.orders import ACTS, CLOSED, Act, Choice, Order, Slot, act_named
from .reader import Reader

if TYPE_CHECKING:
    from ..model.revision import Revision

Values = Mapping[str, str]
"""What stands in each field."""
Decision = Literal["reverse", "approve", "reject"]
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_RECENT = 12
"""So many documents are offered."""
_SOURCED = frozenset({"supplement", "reserve", "from-above"})
"""Modes that are to say where the money comes from."""
_COMMON: tuple[str, ...] = ("kind", "doc", "place", "amount", "reason")
"""The fields while the kind is not said."""


class Offer(NamedTuple):
    """Something that may stand in a field, with a note beside it."""

    text: str
    note: str = ""


class Prepared(NamedTuple):
    """The revision that the fields mean, and what was taken for granted in it."""

    revision: Revision
    notes: tuple[Message, ...] = ()


class Task(Protocol):
    """Something to record. Nothing is written before the dialog says so."""

    title: str

    def fields(self, values: Values) -> tuple[str, ...]:
        """The names of the fields, six at most; an id of the catalogue says what each is called."""

    def offers(self, field: str, values: Values) -> tuple[Offer, ...]:
        """What may be chosen in a field."""

    def prompt(self, field: str, values: Values) -> str:
        """What an empty field stands for."""

    def prepare(self, values: Values, *, proposed: bool) -> Prepared:
        """Raises TrackerError for what is lacking or wrong."""


CHOSEN = frozenset({"kind", "place", "to", "project", "unit"})
"""Fields in which Enter takes the first offer that fits; in others only one that was gone to."""


class Paper(NamedTuple):
    """A document as it is written in one line: number, date and authority in any order, the last two only of a new
    one."""

    number: str = ""
    date: str = ""
    authority: str = ""

    @classmethod
    def read(cls, text: str) -> Paper:
        number: list[str] = []
        date = authority = ""
        for word in text.split():
            if _DATE.fullmatch(word):
                date = word
            elif named := _authority(word):
                authority = named
            else:
                number.append(word)
        return cls(" ".join(number), date, authority)


def _authority(word: str) -> str:
    """The authority that a word names, or begins in Chinese: 财政."""
    for name in names_of("authority"):
        zh, en = CATALOGUE[f"authority.{name}"]
        if word in (name, en, zh) or (len(word) > 1 and zh.startswith(word)):
            return name
    return ""


@dataclass
class RecordTask:
    """An order in one line, said field by field."""

    book: Book
    reader: Reader
    year: int
    by: str

    def __post_init__(self) -> None:
        self.title = self.reader.word("tui.record.title", year=self.year)
        self._names = self.book.names(self.year)
        self._places: dict[str, tuple[Offer, ...]] = {}

    def fields(self, values: Values) -> tuple[str, ...]:
        act = self._act(values)
        if act is None:
            return _COMMON
        more = ("source",) if act.mode in _SOURCED else ()
        return ("kind", "doc", *act.slots, *more, "reason")

    def _act(self, values: Values) -> Act | None:
        word = values.get("kind", "").strip()
        return next((act for act in ACTS if word in (act.zh, act.en)), None)

    def offers(self, field: str, values: Values) -> tuple[Offer, ...]:
        match field:
            case "kind":
                zh = self.reader.language == "zh"
                return tuple(Offer(act.zh, act.en) if zh else Offer(act.en, act.zh) for act in ACTS)
            case "doc":
                return self._documents()
            case "place" | "to" | "project" | "unit":
                if field not in self._places:
                    self._places[field] = tuple(map(self._offer, self.book.offered(field, self._names)))
                return self._places[field]
            case "function" | "economic" | "to-function" | "to-economic":
                system: Literal["function", "economic"] = "function" if field.endswith("function") else "economic"
                return tuple(Offer(code, name) for code, name in self.book.codes(system, self.year).items())
            case _:
                return tuple(Offer(word) for word in CLOSED.get(field, ()))  # type: ignore[call-overload] # no slot, no words

    def _offer(self, choice: Choice) -> Offer:
        return Offer(choice.text, self.reader.say(choice.message).replace(choice.text, "").strip())

    def _documents(self) -> tuple[Offer, ...]:
        found = self.book.documents(_RECENT)
        return tuple(
            Offer(
                h.number or "", " ".join(filter(None, (h.date, self.reader.named("authority", h.authority), h.title)))
            )
            for h in found
        )

    def prompt(self, field: str, values: Values) -> str:
        if field != "doc":
            return ""
        last = self.book.last_document(self.by, self._act(values) or ACTS[0])
        if last is None:
            return self.reader.word("tui.record.new-document")
        return self.reader.word("tui.record.same-document", number=last.number, date=last.date or "—")

    def prepare(self, values: Values, *, proposed: bool) -> Prepared:
        draft = self.book.draft(self._order(values, proposed=proposed))
        return Prepared(draft.revision, draft.notes)

    def _order(self, values: Values, *, proposed: bool) -> Order:
        said: dict[Slot, str] = {
            name: value.strip()  # type: ignore[misc] # the fields are slots
            for name, value in values.items()
            if value.strip() and name not in ("kind", "doc")
        }
        paper = Paper.read(values.get("doc", ""))
        if paper.number:
            said["doc"] = paper.number
        if paper.date:
            said["date"] = paper.date
        if paper.authority:
            said["authority"] = paper.authority
        word = values.get("kind", "").strip()
        act = act_named(word) if word else None
        if act:
            said = {slot: value for slot, value in said.items() if act.takes(slot)}
        return Order(self.by, act, said, self.year, proposed=proposed)


@dataclass
class DecideTask:
    """A revision taken back, or a proposal decided on."""

    book: Book
    reader: Reader
    act: Decision
    seq: int
    by: str

    def __post_init__(self) -> None:
        self.title = self.reader.word(f"tui.decide.{self.act}", version=f"@{self.seq}", about=self._about())

    def _about(self) -> str:
        row = self.reader.log_row(self.seq)
        return " ".join(filter(None, (row.header.number, row.header.title))) if row else ""

    def fields(self, values: Values) -> tuple[str, ...]:
        return "reason", "own-doc"

    def offers(self, field: str, values: Values) -> tuple[Offer, ...]:
        return ()

    def prompt(self, field: str, values: Values) -> str:
        return self.reader.word("tui.decide.own") if field == "own-doc" or self.act == "approve" else ""

    def prepare(self, values: Values, *, proposed: bool) -> Prepared:
        paper = Paper.read(values.get("own-doc", ""))
        document = {name: value for name, value in (("number", paper.number), ("date", paper.date)) if value}
        said: Said = {
            "reason": values.get("reason", "").strip() or None,
            "by": self.by,
            "document": document,
            "authority": paper.authority or None,
        }
        make = {"reverse": self.book.reversal, "approve": self.book.approval, "reject": self.book.rejection}[self.act]
        revision = make(self.seq, **said)
        return Prepared(revision.replaced(proposed=True) if proposed else revision)


@dataclass
class TagTask:
    """A version given a name."""

    book: Book
    reader: Reader
    year: int
    seq: int
    by: str

    def __post_init__(self) -> None:
        self.title = self.reader.word("tui.tag.title", version=f"@{self.seq}")

    def fields(self, values: Values) -> tuple[str, ...]:
        return ("milestone",)

    def offers(self, field: str, values: Values) -> tuple[Offer, ...]:
        stages = ("first-submission", "ceiling", "second-submission", "original", "adjusted", "final")
        return tuple(self._stages(stages))

    def _stages(self, stages: Iterable[str]) -> Iterable[Offer]:
        roster = self.book.roster
        for stage in stages:
            name = f"{self.year}/{stage}"
            seq = roster.value("milestone", name, "seq") if roster.exists("milestone", name) else None
            yield Offer(name, self.reader.word(f"tui.stage.{stage}") + (f"  @{seq}" if seq else ""))

    def prompt(self, field: str, values: Values) -> str:
        return self.reader.word("tui.tag.prompt")

    def prepare(self, values: Values, *, proposed: bool) -> Prepared:
        return Prepared(self.book.tagging(values.get("milestone", "").strip(), self.seq, self.by))


def field_of(slot: Slot) -> str:
    """The field in which something that is lacking is said."""
    return "doc" if slot in ("date", "authority", "title") else slot
