"""What rules may ask of a book: the protocol between deciding and what is kept."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

from .line import Line, Posting
from .state import Roster
from .vocabulary import Authority, Measure

if TYPE_CHECKING:
    from .events.base import Effects, Event, LineRef

Resolved = dict[tuple[object, ...], "tuple[LineRef, Line]"]
"""What a line was named as, with its year, and what is stored for it."""


class Held(NamedTuple):
    """A line's money at one effective date, in 分: its current budget, and what of it is spoken for."""

    effective: str
    current_fen: int
    held_fen: int


class Breach(NamedTuple):
    """A cell that would fall below zero (design.md 5.2), in 分."""

    table: int
    row: str
    column: str
    effective: str
    amount_fen: int


class Status(NamedTuple):
    """What became of a revision: the seqs that decided on it, 0 where none did."""

    proposed: bool
    approved_by: int
    rejected_by: int
    reversed_by: int


class Facts(Protocol):
    """What rules may ask of a book, each a keyed read: deciding never replays the log."""

    @property
    def seq(self) -> int: ...

    @property
    def roster(self) -> Roster: ...

    @property
    def resolved(self) -> Resolved:
        """Lines that were named in full before, by fiscal year and the way they were named; kept as long as nothing
        but money changes."""

    def has_amounts(self, year: int) -> bool:
        """Whether anything was ever posted on a line of the year and not taken back."""

    def courses(self, lines: Collection[Line], start: str) -> Mapping[Line, list[Held]]:
        """Of each line its money at `start` and at every later effective date at which it changes, as known now."""

    def lines(self, year: int, known: Mapping[str, str]) -> list[Line]:
        """Some lines of the year with these dimensions: those that hold money, or any where none does."""

    def posted_by(self, document: str, postings: Iterable[Posting], gone: Collection[int]) -> int:
        """The seq of a revision under this document number, not reversed and not `gone`, that holds one of these
        postings, else 0."""

    def approved(self, lines: Collection[Line]) -> Mapping[Line, int]:
        """Fen that was approved for each of the lines and stands."""

    def inverse_of(self, seq: int) -> Effects: ...

    def dependents(self, seq: int, gone: Collection[int]) -> list[int]:
        """Later revisions, not reversed and not `gone`, that build on what `seq` did."""

    def dated(self, seq: int) -> tuple[int, str]:
        """The fiscal year and the effective date of a revision."""

    def recorder(self, seq: int) -> tuple[str | None, Authority | None]:
        """Who recorded a revision, and by which authority."""

    def later_on(self, line: Line, seq: int) -> list[int]:
        """Revisions after `seq` that posted on the line."""

    def proposed(self, seq: int) -> tuple[Event, ...]: ...

    def history(self, line: Line) -> list[tuple[str, Measure, int]]:
        """(effective, measure, fen) of everything posted on the line, as known now."""

    def posted(self, year: int, measure: Measure) -> dict[Line, int]:
        """Fen by line of the year in one measure."""

    def unspoken(self, year: int, project: str) -> int:
        """Fen of a project's lines of the year that nothing speaks for."""

    def above_approved(self, year: int, economic: Collection[str]) -> int:
        """Fen by which these codes' current budget, carried-over money aside, exceeds what was approved for them."""

    def code_known(self, system: Literal["function", "economic"], code: str, year: int) -> bool:
        """Whether a code of a year's list is named by the book or by the tracker's own list."""

    def breaches(self, year: int, start: str, postings: Iterable[Posting]) -> list[Breach]:
        """The cells of an opened year that these postings, effective at `start`, would take below −0.005 万元."""
