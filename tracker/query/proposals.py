"""What is proposed: the typed events that would lead from one side to another, and what they leave unexplained."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from ..model.errors import Message
from ..model.line import Line
from ..model.vocabulary import Confidence, MapKind, System
from ..tables.spec import Role
from .year import YearView

Body = dict[str, Any]
"""An event as a revision file has it (design.md 5.1)."""

ProposalKind = Literal[
    "added",
    "dropped",
    "up",
    "down",
    "renamed",
    "merged",
    "split",
    "moved",
    "transferred",
    "reclassified",
    "goal",
    "unit-added",
    "unit-dropped",
    "unit-renamed",
    "code-added",
    "code-dropped",
    "same",
]
CONFIDENCES: tuple[Confidence, ...] = ("certain", "likely", "possible")


class Pair(NamedTuple):
    """One pair of a crosswalk, by the names that a revision would have; "" for what is new or ended."""

    system: System
    source: str
    target: str
    kind: MapKind
    weight: str = "1"


@dataclass(frozen=True, slots=True)
class Proposal:
    """One thing that happened between two sides, as their figures say. `events` are what would be recorded of it, and
    `pairs` what of it a crosswalk between two years would say; both are empty of what can only be told.

    `postings` are the fen that the events put on lines. Amounts of the project axis add up; those by code (`axis`) tell
    the same money once more."""

    kind: ProposalKind
    label: str
    unit: str
    before_fen: int
    after_fen: int
    confidence: Confidence
    why: tuple[Message, ...] = ()
    alternatives: tuple[Message, ...] = ()
    events: tuple[Body, ...] = ()
    postings: tuple[tuple[Line, int], ...] = ()
    pairs: tuple[Pair, ...] = ()
    axis: Literal["project", "code", ""] = "project"

    @property
    def delta_fen(self) -> int:
        return self.after_fen - self.before_fen

    @property
    def recordable(self) -> bool:
        return bool(self.events or self.pairs)


class Left(NamedTuple):
    """What the postings leave of the difference of one cell. `rounding`: printed figures may hide that much."""

    role: Role
    key: str
    label: str
    column: str
    delta_fen: int
    proposed_fen: int
    rounding: bool

    @property
    def fen(self) -> int:
        return self.delta_fen - self.proposed_fen


@dataclass(frozen=True, slots=True)
class Proposed:
    """All proposals, and cell by cell what they leave: Σ postings + remainder = difference, exactly. Cells
    that one of the sides withholds or lacks are left out. Between two years nothing is posted: an amount of another
    year is no adjustment; `left_fen` is what the proposals of the project axis leave of the difference of the sizes."""

    before: YearView
    after: YearView
    proposals: tuple[Proposal, ...]
    remainder: tuple[Left, ...]
    difference_fen: int
    left_fen: int

    @property
    def years_differ(self) -> bool:
        return self.before.year != self.after.year


def weakest(*confidences: Confidence) -> Confidence:
    return max(confidences, key=CONFIDENCES.index)
