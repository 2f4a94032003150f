"""What every kind of event has: its model, how it is decided, what it does."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, ClassVar, NamedTuple, Protocol, Self

from pydantic import BaseModel, ConfigDict, Field

from ..desk import Desk
from ..errors import Message, Refused, say
from ..fields import Money, Text
from ..line import Line, Posting
from ..money import exact_wan
from ..names import Names
from ..state import Change

_set = object.__setattr__


class Effects(NamedTuple):
    """What one event does: money on lines, and attributes of everything else."""

    postings: tuple[Posting, ...] = ()
    changes: tuple[Change, ...] = ()


class Past(Protocol):
    """What an event may know of the log before it when its effects are worked out."""

    def inverse_of(self, seq: int) -> Effects:
        """The effects that take back, exactly, what the revision `seq` did."""

    def proposed(self, seq: int) -> tuple[Event, ...]:
        """The events of the proposal `seq`, as they are stored."""


class Place(NamedTuple):
    """Where in the log an event stands: its revision, the number of the event in it, and what came before."""

    seq: int
    n: int
    year: int
    past: Past


class Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    def replaced(self, **changes: object) -> Self:
        """A copy with some fields replaced. The values must be right: they are not validated again, and nothing is
        copied but references (pydantic's model_copy takes ten times as long, and typos)."""
        fields = self.__dict__ | changes
        assert len(fields) == len(self.__dict__), changes
        copy = object.__new__(type(self))
        _set(copy, "__dict__", fields)
        _set(copy, "__pydantic_fields_set__", self.__pydantic_fields_set__)
        _set(copy, "__pydantic_extra__", None)
        _set(copy, "__pydantic_private__", None)
        return copy


class Event(Model):
    """One typed fact. A kind owns its rules (`decide`) and what it does (`effects`).

    `decide` is asked once, before the event is recorded; it returns the event as it will be stored, every name
    resolved to an id. `effects` is asked at every replay and may refuse nothing. To decide what is stored once more, at
    the same place in the log, changes nothing.

    `after_close` says whether a closed year still takes the kind (I20), `proposable` whether it can wait for approval.
    A kind that `publishes` is a document itself, which its hash names; one `of_publications` may report what such a
    document says (I2).
    """

    after_close: ClassVar[bool] = False
    proposable: ClassVar[bool] = True
    publishes: ClassVar[bool] = False
    of_publications: ClassVar[bool] = False

    kind: str

    def parts(self) -> tuple[Event, ...]:
        """The events that this one is short for."""
        return (self,)

    def decide(self, desk: Desk) -> Self:
        """The event to store. Raises Refused."""
        raise NotImplementedError

    def effects(self, place: Place) -> Effects:
        raise NotImplementedError

    def deeds(self, past: Past) -> tuple[Event, ...]:
        """The events of earlier revisions that this one makes count, after itself."""
        return ()

    def acts(self) -> tuple[tuple[str, int], ...]:
        """What the authority table judges of a stored event: acts, each with its money in fen."""
        return ()

    def describe(self, names: Names) -> Message:
        """One line for a timeline, of a stored event."""
        return say(f"event.{self.kind}")


class LineRef(Model):
    """A line as a person names it; as stored, every dimension is filled in."""

    unit: Text | None = None
    project: Text | None = None
    nature: Text | None = None
    fund: Text | None = None
    function: Text | None = None
    economic: Text | None = None
    gov_economic: Text | None = None
    origin_year: Annotated[int, Field(ge=1949, le=2999)] | None = None

    def decide(self, desk: Desk, year: int | None = None) -> tuple[LineRef, Line]:
        """The reference as it is stored, and the line of the revision's year, or of another, that it means. Raises
        Refused."""
        return desk.line(self, self._stored, year or desk.year)

    def decide_unsplit(self, desk: Desk) -> tuple[LineRef, Line]:
        """The same of a line without a unit or project of its own. Raises Refused."""
        line = desk.unsplit(self, desk.year)
        return self._stored(line), line

    @classmethod
    def of(cls, line: Line) -> LineRef:
        """The reference that is stored for a line."""
        return cls()._stored(line)

    def _stored(self, line: Line) -> LineRef:
        return self.replaced(
            unit=line.unit,
            project=line.project or None,
            nature=line.nature,
            fund=line.fund,
            function=line.function,
            economic=line.economic,
            gov_economic=line.gov_economic,
            origin_year=line.origin_year or None,
        )

    def line(self, year: int) -> Line:
        """The line of a stored reference."""
        of = self.__dict__  # half the time of nine attributes of a pydantic model
        return Line(
            year,
            of["unit"] or "",
            of["project"] or "",
            of["nature"] or "",
            of["fund"] or "",
            of["function"] or "",
            of["economic"] or "",
            of["gov_economic"] or "",
            of["origin_year"] or 0,
        )


class LineAmount(Model):
    line: LineRef
    amount: Money


def decide_lines(items: Iterable[LineAmount], desk: Desk) -> tuple[LineAmount, ...]:
    return tuple(item.replaced(line=item.line.decide(desk)[0]) for item in items)


def require_positive(amounts: Iterable[int], kind: str) -> None:
    """Of money that only one direction makes sense of. Raises Refused I5."""
    for fen in amounts:
        if fen == 0:
            raise Refused("I5", say("refused.zero"))
        if fen < 0:
            raise Refused("I5", say("refused.not-positive", kind=say(f"kind.{kind}")))


def total_of(items: Iterable[LineAmount]) -> int:
    """Fen."""
    return sum(item.amount for item in items)


def describe_lines(kind: str, items: Iterable[LineAmount], names: Names, **more: object) -> Message:
    """One line for an event over lines: the first by name, how many, and what they add up to."""
    listed = tuple(items)
    first = names.line(listed[0].line) if listed else "-"
    return say(f"event.{kind}", line=first, count=len(listed), amount=exact_wan(total_of(listed)), **more)
