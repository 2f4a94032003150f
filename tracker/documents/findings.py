"""What a reading finds beside rows: problems that refuse the document or lose a table, what could not be placed, what
was joined.

What is wrong in cells that a file gives as cells (text, workbooks, Word, HTML) can be mended: it refuses the document.
A table whose header or money unit nobody can tell, and one that is read off how a page looks, is lost, and the others
are read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from ..messages.places import standing
from ..model.errors import DocumentError, Message, say
from ..tables.spec import TableSpec
from .lines import Line
from .reading import Lost, Placed, ReadTable

_MOST = 100
"""A document that is wrong on every line is told so once, with the first problems."""

_MOST_OF_TABLE = 20
_OF_THE_WHOLE_TABLE = frozenset({"no-header", "columns-differ", "no-money-unit"})
"""What is not known of a table, rather than wrong in it."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where in the document something stands."""

    line: int
    page: int
    table: TableSpec
    place: str = ""

    @property
    def standing(self) -> Message:
        """Where it is, without the page: of something that another place is told beside."""
        return standing(self.line, None, self.place)


@dataclass
class Findings:
    """Collected over a whole document, so that everything wrong with it is said at once. `by_sight`: its cells are
    read off how its pages look."""

    file: str
    by_sight: bool = False
    problems: list[Message] = field(default_factory=list)
    _lost: dict[int, list[Message]] = field(default_factory=dict)
    unknown: list[Placed] = field(default_factory=list)
    joined: list[Placed] = field(default_factory=list)
    more: int = 0

    def problem(self, id: str, spot: Spot, **params: object) -> None:
        """What is wrong in a table."""
        where: dict[str, object] = {"file": self.file, "line": spot.line, "page": spot.page}
        where |= {"where": standing(spot.line, spot.page, spot.place)}
        where |= {"table": spot.table.number, "title": spot.table.title}
        message = say(f"document.{id}", **where, **params)
        if self.by_sight or id in _OF_THE_WHOLE_TABLE:
            self._lost.setdefault(spot.table.number, []).append(message)
        elif len(self.problems) < _MOST:
            self.problems.append(message)
        else:
            self.more += 1

    def whole(self, id: str) -> None:
        """A problem of the document as a whole."""
        self.problems.append(say(f"document.{id}", file=self.file))

    def strange(self, line: Line | Spot, text: str) -> None:
        """Keeps what could not be placed."""
        self.unknown.append(Placed(line.number if isinstance(line, Line) else line.line, text, line.place))

    def without_lost(self, tables: Iterable[ReadTable]) -> tuple[list[ReadTable], tuple[Lost, ...]]:
        """The tables that can be had whole, and those that can't. Raises DocumentError where the document is wrong,
        or no table of it can be had."""
        read = list(tables)
        kept = [table for table in read if table.spec.number not in self._lost]
        if self.problems or not any(table.rows for table in kept):
            self.problems += [message for number in sorted(self._lost) for message in self._lost[number]]
            del self.problems[_MOST:]
        self._refuse()
        return kept, tuple(self._one_lost(number, messages) for number, messages in sorted(self._lost.items()))

    def _one_lost(self, number: int, messages: list[Message]) -> Lost:
        told = messages[:_MOST_OF_TABLE]
        if more := len(messages) - len(told):
            told.append(say("document.more-problems", file=self.file, n=more))
        return Lost(number, str(messages[0].params["title"]), len(messages), tuple(told))

    def _refuse(self) -> None:
        if self.more:
            self.problems.append(say("document.more-problems", file=self.file, n=self.more))
        if self.problems:
            raise DocumentError(*self.problems)
