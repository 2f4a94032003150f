"""What was published, and what names a version. A statement is an assertion; only an adopted one opens a year."""

from __future__ import annotations

import re
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from ..desk import Desk
from ..errors import Message, Refused, say
from ..fields import Count, Money, Prose, Text
from ..names import Names
from ..state import Change, Value
from .base import Effects, Event, Model, Place

_MILESTONE = re.compile(r"(?!@|HEAD|known:|stmt:|\d{4}-\d\d-\d\d$)[^\s~]+")
"""What cannot be taken for another way of writing a point."""


class StatementRow(Model):
    """One printed row. `amounts` are decimal strings of 万元 by column, null where nothing was printed or the amount
    is withheld; `printed` are the same cells as they stand in the document, at `line` on `page`. In a document without
    lines they stand at `place` (model/places.py), in a sheet in the columns of these `letters`."""

    label: str
    code: Text | None = None
    side: Text | None = None
    unit: Text | None = None
    block: Count | None = None
    kind: Text | None = None
    goal: Prose | None = None
    amounts: tuple[Money | None, ...]
    printed: tuple[str, ...]
    line: Count
    page: Count
    place: Text | None = None
    letters: tuple[str, ...] | None = None


class StatementTable(Model):
    """One table as printed. `columns` are the column labels of the form's spec, in the order of the print; `unit` is
    the money unit of the print in fen."""

    table: Count
    title: Text
    columns: tuple[Text, ...]
    unit: Annotated[Count, Field(ge=1)]
    rows: tuple[StatementRow, ...]
    notes: tuple[Prose, ...] = ()

    @model_validator(mode="after")
    def _whole(self) -> Self:
        width = len(self.columns)
        if len(set(self.columns)) != width:
            raise PydanticCustomError("columns", "columns")
        if any(len(row.amounts) != width or len(row.printed) != width for row in self.rows) or any(
            row.letters is not None and len(row.letters) != width for row in self.rows
        ):
            raise PydanticCustomError("columns", "columns")
        return self


class Publication(Event):
    """A published document as printed: an assertion, never money. `text` are the lines of its explanation with their
    numbers; `text_places` says where those of a document without lines stand; `unread` are the tables that it prints
    and that could not be read with certainty."""

    after_close = True
    proposable = False
    publishes = True

    file: Text
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    form: Text
    scope: Text
    adopt: bool
    tables: tuple[StatementTable, ...]
    text: tuple[tuple[Count, str], ...] = ()
    text_places: tuple[tuple[Count, Text], ...] | None = None
    unread: tuple[Count, ...] | None = None

    def decide(self, desk: Desk) -> Self:
        for id in desk.roster.ids("statement"):
            if desk.roster.value("statement", id, "sha256") == self.sha256:
                at = desk.roster.since("statement", id, "sha256")
                raise Refused("I23", say("refused.statement-twice", file=self.file, seq=at))
        if self.adopt:
            self.require_room(desk)
        return self

    def require_room(self, desk: Desk) -> None:
        """Whether the publication may become the opening of its year. Raises Refused I26."""
        raise NotImplementedError

    def effects(self, place: Place) -> Effects:
        id = f"{place.seq}.{place.n}"
        values: dict[str, Value] = {
            "sha256": self.sha256,
            "file": self.file,
            "form": self.form,
            "scope": self.scope,
            "year": place.year,
        }
        changes = [Change("statement", id, field, value) for field, value in values.items()]
        if self.adopt:
            changes.append(Change("year", str(place.year), "opening", id))
        return Effects(changes=tuple(changes))

    def describe(self, names: Names) -> Message:
        return say(f"event.{self.kind}", file=self.file, scope=self.scope, count=len(self.tables))


class StatementPublished(Publication):
    """公开. With `adopt` its cells become the opening of the fiscal year (design.md 5.2)."""

    kind: Literal["StatementPublished"]
    v: Literal[1] = 1

    def require_room(self, desk: Desk) -> None:
        if opening := desk.opening(desk.year):
            raise Refused("I26", say("refused.opened-before", year=desk.year, seq=opening))
        if desk.facts.has_amounts(desk.year):
            raise Refused("I26", say("refused.year-has-amounts", year=desk.year))


class StatementRepublished(Publication):
    """更正公开. With `adopt` its cells take the place of those that opened the year; what was posted since stays."""

    kind: Literal["StatementRepublished"]
    v: Literal[1] = 1

    def require_room(self, desk: Desk) -> None:
        before = desk.roster.text("year", str(desk.year), "opening")
        if not before:
            raise Refused("I26", say("refused.nothing-republished", year=desk.year))
        if desk.roster.text("statement", before, "scope") != self.scope:
            raise Refused("I26", say("refused.republished-scope", scope=self.scope, year=desk.year))


class DisclosureFactsStated(Event):
    """The facts of sections 四 to 六 of an explanation: procurement, assets, key projects. Values as stated."""

    after_close = True

    kind: Literal["DisclosureFactsStated"]
    v: Literal[1] = 1
    section: Literal["procurement", "assets", "key-projects"]
    facts: dict[Text, Prose]

    def decide(self, desk: Desk) -> Self:
        return self

    def effects(self, place: Place) -> Effects:
        id = f"{place.year}/{self.section}"
        return Effects(changes=tuple(Change("disclosure", id, key, value) for key, value in sorted(self.facts.items())))

    def describe(self, names: Names) -> Message:
        return say(f"event.DisclosureFactsStated.{self.section}", count=len(self.facts))


class ReasonSubject(Model):
    """A row of a table of the year's form, as design.md 8 names it."""

    table: Annotated[int, Field(ge=1, le=999)]
    row: Text


class ReasonWritten(Event):
    """增减原因: why an amount of the explanation moved, as a person puts it. `current` and `prior` are the displayed
    amounts that it explains; without them those of the version that records it."""

    after_close = True

    kind: Literal["ReasonWritten"]
    v: Literal[1] = 1
    subject: ReasonSubject
    text: Annotated[Prose, Field(min_length=1)]
    current: Money | None = None
    prior: Money | None = None

    def decide(self, desk: Desk) -> Self:
        return self

    def effects(self, place: Place) -> Effects:
        id = f"{place.year}/{self.subject.table}/{self.subject.row}"
        values: dict[str, Value] = {"text": self.text, "current": self.current, "prior": self.prior}
        return Effects(changes=tuple(Change("reason", id, field, value) for field, value in values.items()))

    def describe(self, names: Names) -> Message:
        return say("event.ReasonWritten", table=self.subject.table, row=self.subject.row, text=self.text)


class MilestoneNamed(Event):
    """Names a version: `seq`, or this very revision where none is given."""

    after_close = True

    kind: Literal["MilestoneNamed"]
    v: Literal[1] = 1
    name: Text
    seq: int | None = None

    def decide(self, desk: Desk) -> Self:
        if not _MILESTONE.fullmatch(self.name):
            raise Refused("I28", say("refused.milestone-name", name=self.name))
        if desk.roster.value("milestone", self.name, "seq") is not None:
            raise Refused("I25", say("refused.milestone-exists", name=self.name))
        if self.seq is not None and not 0 <= self.seq <= desk.facts.seq:
            raise Refused("I27", say("refused.no-such-revision", seq=self.seq))
        return self

    def effects(self, place: Place) -> Effects:
        return Effects(changes=(Change("milestone", self.name, "seq", place.seq if self.seq is None else self.seq),))

    def describe(self, names: Names) -> Message:
        return say("event.MilestoneNamed", name=self.name)
