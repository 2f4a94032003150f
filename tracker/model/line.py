"""A budget line (the only thing that money lives on) and what happens to it: postings."""

from __future__ import annotations

from typing import NamedTuple

from .vocabulary import CURRENT, HELD, UNCLASSIFIED, Measure

_ADMINISTRATIVE_CODES = {"301": "501", "302": "502", "303": "509", "310": "503"}
_INSTITUTION_CODES = {"301": "505", "302": "505", "303": "509", "310": "506"}


class Line(NamedTuple):
    """The full dimensions of one budget line. `unit` and `project` are ids; `project` is "" where there is none.

    `origin_year` is the year whose budget first held the money (carried-over money keeps it), 0 for the line's own.
    """

    year: int
    unit: str
    project: str
    nature: str
    fund: str
    function: str
    economic: str
    gov_economic: str
    origin_year: int = 0

    @property
    def unsplit(self) -> bool:
        """Whether it stands for every unit that spent under its other dimensions: nobody said which."""
        return self.unit == UNCLASSIFIED

    def covers(self, other: Line) -> bool:
        """Whether an unsplit line stands for this one too: what it leaves unclassified may be anything."""
        return (
            self.year == other.year
            and self.nature == other.nature
            and self.fund in (UNCLASSIFIED, other.fund)
            and self.function in (UNCLASSIFIED, other.function)
            and self.economic in (UNCLASSIFIED, other.economic)
        )


BLANK = Line(0, "", "", "", "", "", "", "")
"""A line of which nothing is said."""


class Posting(NamedTuple):
    """A signed amount in 分 that one event puts on one line in one measure. `kind` is the place of the event's kind
    among those of its revision."""

    line: Line
    measure: Measure
    amount_fen: int
    kind: int = 0

    @property
    def current_fen(self) -> int:
        """What it adds to the current budget of the line."""
        return self.amount_fen if self.measure in CURRENT else 0

    @property
    def held_fen(self) -> int:
        """What it adds to the money of the line that is spoken for."""
        return self.amount_fen if self.measure in HELD else 0


def of_kind(postings: tuple[Posting, ...], kind: int) -> tuple[Posting, ...]:
    """The postings of one event with the place of its kind."""
    return tuple([Posting(line, measure, fen, kind) for line, measure, fen, _ in postings]) if kind else postings


def derived_gov_economic(economic: str, unit_kind: str) -> str:
    """The government economic class that a departmental code implies for a kind of unit (domain.md 4.4, I16).

    "unclassified" where the two-code comparison table leaves a choice.
    """
    table = _INSTITUTION_CODES if unit_kind == "事业" else _ADMINISTRATIVE_CODES
    return table.get(economic[:3], UNCLASSIFIED)
