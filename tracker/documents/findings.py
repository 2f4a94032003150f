"""What a reading finds beside rows: problems that refuse the document, what could not be placed, what was joined."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..messages.places import standing
from ..model.errors import DocumentError, Message, say
from ..tables.spec import TableSpec
from .lines import Line
from .reading import Placed

_MOST = 100
"""A document that is wrong on every line is told so once, with the first problems."""


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
    """Collected over a whole document, so that everything wrong with it is said at once."""

    file: str
    problems: list[Message] = field(default_factory=list)
    unknown: list[Placed] = field(default_factory=list)
    joined: list[Placed] = field(default_factory=list)
    more: int = 0

    def problem(self, id: str, spot: Spot, **params: object) -> None:
        if len(self.problems) >= _MOST:
            self.more += 1
            return
        where: dict[str, object] = {"file": self.file, "line": spot.line, "page": spot.page}
        where |= {"where": standing(spot.line, spot.page, spot.place)}
        where |= {"table": spot.table.number, "title": spot.table.title}
        self.problems.append(say(f"document.{id}", **where, **params))

    def whole(self, id: str) -> None:
        """A problem of the document as a whole."""
        self.problems.append(say(f"document.{id}", file=self.file))

    def strange(self, line: Line | Spot, text: str) -> None:
        """Keeps what could not be placed."""
        self.unknown.append(Placed(line.number if isinstance(line, Line) else line.line, text, line.place))

    def refuse(self) -> None:
        """Raises DocumentError if there is any problem."""
        if self.more:
            self.problems.append(say("document.more-problems", file=self.file, n=self.more))
        if self.problems:
            raise DocumentError(*self.problems)
