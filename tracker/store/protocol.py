"""The seam between the tracker and what keeps a book: a dozen methods over plain data."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Literal, NamedTuple, Protocol

from ..model.canonical import GENESIS
from ..model.line import Line, Posting
from ..model.point import Point
from ..model.state import Dated
from ..model.vocabulary import CURRENT, Measure

FIRST_DAY = "0001-01-01"


class Head(NamedTuple):
    """The newest revision of a log: its seq (0: none yet) and its hash."""

    seq: int = 0
    hash: str = GENESIS


class Header(NamedTuple):
    """What the log lists of a revision. `kinds` and `modes` of its events, each once. `delta_fen`: what its postings
    add to the current budget of its year."""

    seq: int
    hash: str
    fiscal_year: int
    number: str | None
    title: str | None
    date: str | None
    effective: str
    recorded: str
    by: str | None
    authority: str | None
    reason: str | None
    kinds: tuple[str, ...]
    modes: tuple[str, ...]
    delta_fen: int


class Entry(NamedTuple):
    """A revision with everything that it does: what `append` writes and replay reproduces. `body` is the canonical
    JSON that the chain hashes."""

    header: Header
    body: bytes
    postings: tuple[Posting, ...]
    changes: tuple[Dated, ...]


class Posted(NamedTuple):
    """A posting with its place in both times; `n` counts the postings of one revision, `kind` is an index into the
    kinds of its header."""

    seq: int
    n: int
    effective: str
    line: Line
    measure: Measure
    amount_fen: int
    kind: int = 0

    @property
    def posting(self) -> Posting:
        return Posting(self.line, self.measure, self.amount_fen, self.kind)

    @property
    def current_fen(self) -> int:
        """What it adds to the current budget of the line."""
        return self.amount_fen if self.measure in CURRENT else 0


class DayMoney(NamedTuple):
    """What the postings of one line add up to that take effect on one day, in fen: to its current budget, to what is
    spoken for of it, and to what was approved."""

    effective: str
    current_fen: int
    held_fen: int
    approved_fen: int


class LineFilter(NamedTuple):
    """Which lines; None sets no condition. `function` and `economic` are prefixes; a tuple of units or of projects
    means any of them. `lines` names lines one by one."""

    year: int | None = None
    unit: str | tuple[str, ...] | None = None
    project: str | tuple[str, ...] | None = None
    nature: str | None = None
    fund: str | None = None
    function: str | None = None
    economic: str | None = None
    gov_economic: str | None = None
    lines: Collection[Line] | None = None


EVERY_LINE = LineFilter()


class HeaderFilter(NamedTuple):
    """Which revisions; None sets no condition. `upto` is the last seq, `after` the one before the first; `since` the
    first instant of recording; `year` the fiscal year."""

    upto: int | None = None
    seqs: Collection[int] | None = None
    kind: str | None = None
    number: str | None = None
    since: str | None = None
    after: int | None = None
    year: int | None = None


EVERY_REVISION = HeaderFilter()


What = Literal["unit", "project", "document", "reason", "goal"]


class Passage(NamedTuple):
    """A text of the log and the revision that says it: the name or code of a unit or project, the number and title of a
    document, a reason, a goal. `id` is the unit's or project's, or that of the row that a reason was written for."""

    seq: int
    what: What
    id: str
    text: str


class Store(Protocol):
    """Keeps one log and answers for any point of it. Contract suite: tests/contract/."""

    def head(self) -> Head: ...

    def writing(self) -> AbstractContextManager[None]:
        """One writer at a time, here and in other processes; all that is appended inside is durable at its end, or
        nothing of it is there."""

    def append(self, entry: Entry) -> None:
        """Adds the next revision, inside `writing`. Raises Conflict where its seq is not the head's plus one."""

    def headers(self, wanted: HeaderFilter = EVERY_REVISION) -> Iterator[Header]:
        """Newest first."""

    def bodies(self, after: int = 0) -> Iterator[tuple[int, int, str, bytes]]:
        """(seq, fiscal year, hash, body) of the revisions after a seq, oldest first."""

    def balances(self, point: Point, wanted: LineFilter = EVERY_LINE) -> list[tuple[Line, int]]:
        """The current budget in fen of every line that holds or held money by the point."""

    def sums(self, point: Point, wanted: LineFilter, dimensions: Sequence[str]) -> list[tuple[Line, int]]:
        """Balances added up over all lines that are the same in these dimensions, the others left blank."""

    def measures(self, point: Point, wanted: LineFilter = EVERY_LINE) -> list[tuple[Line, Mapping[Measure, int]]]:
        """What the postings by the point put on every line that has any, in fen by measure; sums of zero left out."""

    def postings(
        self, after: int, point: Point, wanted: LineFilter = EVERY_LINE, effective_after: str | None = None
    ) -> list[Posted]:
        """Postings of the revisions after a seq, up to the point, in log order."""

    def courses(self, lines: Collection[Line], start: str = FIRST_DAY) -> dict[Line, list[DayMoney]]:
        """What the newest version puts on each line, day by day of effect; what takes effect before `start` as if it
        did so then. A line without postings is left out."""

    def lines(self, wanted: LineFilter, limit: int) -> list[Line]: ...

    def changes(self, after: int = 0, upto: int | None = None) -> list[Dated]:
        """Changes of the revisions after a seq, in log order."""

    def search(self, words: Collection[str]) -> list[Passage]:
        """The passages that hold every word, newest first, each once; of the letters A to Z either case."""

    def size_fen(self, year: int, point: Point, unit: str = "", *, basic: bool = False) -> int:
        """The sum of all balances of the year, or of one unit in it, at the point; that of basic spending alone."""

    def years(self) -> list[int]:
        """The fiscal years that have revisions, ascending."""
