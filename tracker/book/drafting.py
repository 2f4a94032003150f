"""From an order in one line to the revision that it means: names resolved, the document found, the event made up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from ..model.errors import Message, NotFound, say
from ..model.money import exact_wan
from ..model.vocabulary import BASIC
from ..query.orders import STATED, Act, Choice, Dimension, Order, Slot, amount_fen, lacking, listed
from ..query.points import day_of
from ..query.recording_names import BookNames, Found, Place
from ..store.protocol import Header, HeaderFilter
from ..tables.codes import System, shipped_codes
from .explaining import Explaining

if TYPE_CHECKING:
    from ..model.revision import Revision

Body = dict[str, object]
"""A part of a revision as a file would give it."""


@dataclass(frozen=True, slots=True)
class Draft:
    """The revision that an order means, and what was taken for granted in it."""

    revision: Revision
    notes: tuple[Message, ...]


_IN_YEAR = frozenset({"AmountAdjusted", "AmountsTransferred", "FundsFrozen", "FundsReleased"})
"""Kinds of event that share a paper."""


class _Paper(NamedTuple):
    """What a revision is recorded under."""

    document: Body | None
    date: str
    authority: str


class Drafting(Explaining):
    """What people order in one line, made into revisions."""

    def draft(self, order: Order) -> Draft:
        """The revision that an order means; nothing is written. Raises Lacking for what must be said or said more
        exactly, NotFound, DocumentError."""
        from ..model.parse import admit

        if order.act is None:
            raise lacking("kind")
        if stray := [slot for slot in order.said if not order.act.takes(slot)]:
            raise NotFound(say("record.stray", slots=listed(stray), act=order.act.zh))
        names, notes = self.names(order.year or self._year_of(order)), list[Message]()
        events = (self._event(order, order.act, names, notes),)
        paper = self._paper(order, order.act, notes)
        body: Body = {
            "fiscal_year": names.year,
            "document": paper.document,
            "effective": order.said.get("effective")
            or order.said.get("through")
            or paper.date
            or day_of(self._clock()),
            "by": order.by,
            "authority": paper.authority or None,
            "reason": order.said.get("reason"),
            "observed": order.observed,
            "proposed": order.proposed,
            "events": events,
        }
        return Draft(admit(body, order.act.zh), tuple(notes))

    def _year_of(self, order: Order) -> int | None:
        """The fiscal year that the dates of an order speak of, where the book has it."""
        day = order.said.get("effective") or order.said.get("through") or order.said.get("date") or ""
        return next((year for year in self.years() if day.startswith(f"{year}-")), None)

    def names(self, year: int | None = None) -> BookNames:
        """Names and lines of a year, the newest with amounts unless it is given, as they are now. Raises NotFound."""
        chosen = year or self.newest_year()
        return BookNames(self._store, self.roster, chosen, bool(self.roster.text("year", str(chosen), "opening")))

    def places(self, slot: Slot, names: BookNames) -> tuple[Choice, ...]:
        """Every project and every unit's basic spending, with current and available money in the year of the names."""
        from ..query.partitions import ByUnit

        view = self.view(names.year, self.point().point)
        return names.choices(slot, ByUnit(projects=True).opening(view) if view.opening else {})

    def offered(self, slot: Slot, names: BookNames) -> tuple[Choice, ...]:
        """What may be said of a slot, as far as the book knows; nothing where it does not."""
        match slot:
            case "place" | "to":
                return self.places(slot, names)
            case "project":
                return tuple(one for one in self.places(slot, names) if not one.text.endswith(f"/{BASIC}"))
            case "unit":
                return tuple(Choice(unit.name, {}) for unit in self.roster.units())
            case _:
                return ()

    def codes(self, system: System, year: int) -> dict[str, str]:
        """Codes that a line may have, with their names: those of the book's settings, then the shipped ones."""
        naming = self.view(year, self.point().point).naming
        digits = 7 if system == "function" else 5
        own = self.roster.fields("setting", "book")
        codes = [key.rpartition(".")[2] for key in own if key.startswith(f"code.{system}.")]
        codes += [code for of, code in shipped_codes() if of == system]
        return {code: naming.code_name(system, code) for code in codes if len(code) == digits}

    def documents(self, most: int) -> list[Header]:
        """The newest revision under each document that stands, newest first."""
        found: dict[str, Header] = {}
        for header in self._standing(HeaderFilter()):
            found.setdefault(header.number or "", header)
            if len(found) == most:
                break
        return list(found.values())

    def last_document(self, by: str, act: Act) -> Header | None:
        """The newest revision of a person that stands, names a document, and is of the act's sort: a budget's approval
        is no paper for what comes after it."""
        sort = {act.kind} if act.kind == "ExecutionRecorded" else _IN_YEAR | {act.kind}
        found = (header for header in self._standing(HeaderFilter()) if header.by == by)
        return next((header for header in found if not sort.isdisjoint(header.kinds)), None)

    # The event

    def _event(self, order: Order, act: Act, names: BookNames, notes: list[Message]) -> Body:
        if act.moves_money:
            return self._money_event(order, act, names, notes)
        of: Body = {}
        for slot in act.slots:
            text = _said(order, act, slot)
            match slot:
                case "project":
                    of["project"] = names.project(text, self._unit(order, names))
                case "unit":
                    of["unit"] = names.unit(text)
                case "text":
                    of["goal"] = text
                case _:
                    of[slot] = text
        if act.kind == "ProjectAdded":
            of["project"] = of["name"]
        return {"kind": act.kind, **of}

    def _money_event(self, order: Order, act: Act, names: BookNames, notes: list[Message]) -> Body:
        unit = self._unit(order, names)
        place = names.place("place", _said(order, act, "place"), unit)
        if "to" in act.slots:
            return self._transfer(order, act, names, notes, place)
        found = names.line("", place, order.dimensions(""), {})
        fen = amount_fen(act, self._amount(order, act, names, place, found))
        notes.extend(_opened(names, place, found))
        more: Body = {"mode": act.mode} if act.mode else {}
        more |= {slot: order.said[slot] for slot in ("source", "through") if slot in order.said}
        return {"kind": act.kind, "line": _line(place, found, names.year), "amount": exact_wan(fen), **more}

    def _transfer(self, order: Order, act: Act, names: BookNames, notes: list[Message], giving: Place) -> Body:
        """A transfer keeps its fund; within one place what is not said of the receiving line is as on the giving."""
        receiving = names.place("to", _said(order, act, "to"))
        given = names.line("", giving, order.dimensions(""), {})
        like = {name: given.dimensions[name] for name in STATED}
        stated: dict[Dimension, str] = {"fund": given.dimensions["fund"], **order.dimensions("to-")}
        if giving == receiving and len(stated) > 1:
            stated = like | stated
        taken = names.line("to-", receiving, stated, like)
        text = self._amount(order, act, names, giving, given)
        fen = amount_fen(act, text)
        if fen <= 0:
            raise NotFound(say("record.amount-direction", text=text))
        notes.extend((*_opened(names, giving, given), *_opened(names, receiving, taken)))
        legs = ((giving, given, -fen), (receiving, taken, fen))
        return {
            "kind": act.kind,
            "legs": tuple(
                {"line": _line(place, found, names.year), "amount": exact_wan(wan)} for place, found, wan in legs
            ),
        }

    def _unit(self, order: Order, names: BookNames) -> str:
        return names.unit(order.said["unit"]) if "unit" in order.said else ""

    def _amount(self, order: Order, act: Act, names: BookNames, place: Place, found: Found) -> str:
        if "amount" not in order.said and found.known:
            raise lacking("amount", choices=(names.choice(names.label(place), {}, found.known),))
        return _said(order, act, "amount")

    # The document

    def _paper(self, order: Order, act: Act, notes: list[Message]) -> _Paper:
        """The document that was said; without one that of the newest revision of the same person. What is not said of
        it, and the authority, are as when it, or else that revision, was recorded."""
        number = order.said.get("doc")
        same = next(self._standing(HeaderFilter(number=number)), None) if number else None
        last = same or self.last_document(order.by, act)
        if last and not number and order.said.get("date", last.date) != last.date:
            last = None  # another day is another paper
        document: Body = {}
        date = order.said.get("date", "")
        if last and (same or not number):
            document = self._document_of(last.seq)
            if same and not date:
                notes.append(say("record.same-document", number=number, seq=last.seq, date=last.date or "—"))
            elif not number:
                paper = " ".join(filter(None, (last.number, last.title)))
                notes.append(say("record.under-document", seq=last.seq, document=paper, date=last.date or "—"))
            date = date or last.date or ""
        authority = order.said.get("authority", "")
        if not authority and last and last.authority and document:
            authority = last.authority
            named = say(f"authority.{authority}")
            notes.append(say("record.authority-borrowed", seq=last.seq, authority=named))
        stated = {"number": number, "title": order.said.get("title"), "date": date, "file": order.said.get("attach")}
        if order.said.get("attach"):
            document.pop("sha256", None)
        document |= {name: value for name, value in stated.items() if value}
        if act.moves_money:
            needed: dict[Slot, object] = {"doc": document.get("number"), "date": date, "authority": authority}
            if missing := [slot for slot, value in needed.items() if not value]:
                raise lacking(*missing)
        return _Paper(document or None, date, authority)

    def _standing(self, wanted: HeaderFilter) -> Iterator[Header]:
        """Revisions under a document that are more than a reversal and were not reversed, newest first."""
        for header in self._store.headers(wanted):
            reversed_by = self.roster.value("revision", str(header.seq), "reversed_by")
            if header.number and not reversed_by and header.kinds != ("RevisionReversed",):
                yield header

    def _document_of(self, seq: int) -> Body:
        """The document of a revision as it is stored, but for the page."""
        import json

        body = next(iter(self._store.bodies(seq - 1)))[3]
        document = json.loads(body)["document"]
        return {name: value for name, value in document.items() if name != "page"}


def _said(order: Order, act: Act, slot: Slot) -> str:
    """What was said of a slot. Raises Lacking, naming everything that is missing, this first."""
    value = order.said.get(slot)
    if value is None:
        raise lacking(slot, *(other for other in act.slots if other != slot and other not in order.said))
    return value


def _opened(names: BookNames, place: Place, found: Found) -> Iterator[Message]:
    """A remark where a line is used for the first time."""
    if found.known is None:
        yield say("record.new-line", place=names.label(place), **{name: found.dimensions[name] for name in STATED})


def _line(place: Place, found: Found, year: int) -> Body:
    """The line as a revision file names it."""
    of = found.dimensions
    line: Body = {"unit": place.unit, **{name: of[name] for name in STATED}}
    if place.project:
        line["project"] = place.project
    if "gov-economic" in of:
        line["gov_economic"] = of["gov-economic"]
    origin = of.get("origin-year", str(year))
    if origin != str(year):
        line["origin_year"] = int(origin) if origin.isdecimal() else origin
    return line
