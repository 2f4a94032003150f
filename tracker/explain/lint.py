"""The linter: every rule on one text, one finding a root error, ranked by the money at stake."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Literal

from ..model.errors import Message, say
from . import codes, goal_sums, headings, sentences, tables, wording
from .findings import Against, Case, Finding
from .reading import ReadText

State = Literal["passed", "found", "not-checked"]
_WORST_FIRST = ("error", "warning", "note")


@dataclass(frozen=True, slots=True)
class RuleState:
    """What became of a rule: the places that it was tried on, and why it could not be."""

    rule: str
    state: State
    places: int
    why: Message | None = None


@dataclass(frozen=True, slots=True)
class Linted:
    """Everything found in a text. Of its `numbers` (dates and names with digits among them) `understood` were."""

    findings: tuple[Finding, ...]
    rules: tuple[RuleState, ...]
    numbers: int
    understood: int


Rule = Callable[[Case], Iterator[Finding]]
_RULES: tuple[tuple[tuple[str, ...], Rule], ...] = (
    (("X26",), wording.x26),
    (("X26",), wording.copied_purposes),
    (("X8",), tables.x8),
    (("X9",), tables.x9),
    (("X11",), codes.x11),
    (("X17",), codes.x17),
    (("X6",), codes.x6),
    (("X16",), headings.x16),
    (("X2", "X10"), tables.x2),
    (("X14",), tables.x14),
    (("X23",), sentences.x23),
    (("X4",), sentences.x4),
    (("X21",), sentences.x21),
    (("X22",), sentences.x22),
    (("X24",), sentences.x24),
    (("X3",), sentences.x3),
    (("X1", "X22"), sentences.differences),
    (("X15", "X19"), tables.x15),
    (("X1",), sentences.x1),
    (("X1",), goal_sums.x1),
    (("X3",), sentences.shares),
    (("X5",), sentences.x5),
    (("X18",), tables.x18),
    (("X25",), wording.x25),
    (("X7",), wording.x7),
    (("X20",), tables.x20),
    (("X0",), wording.x0),
)
"""In this order: what is blamed by one rule is not judged by those after it."""

_NOT_YET = ("X12", "X13")
"""Rules of domain.md 3.6 that need what neither one document nor the book tells."""

RULES = tuple(sorted({*(id for ids, _ in _RULES for id in ids), *_NOT_YET}, key=lambda id: int(id[1:])))


def lint(read: ReadText, against: Against, only: Collection[str] = (), ignored: Collection[str] = ()) -> Linted:
    """Judges a text. `only` and `ignored` name rules; every rule is tried all the same, so that one error has one
    finding whichever rules are asked for."""
    case = Case(read, against)
    found = [finding for _, rule in _RULES for finding in rule(case)]
    wanted = [f for f in found if (not only or f.rule in only) and f.rule not in ignored]
    wanted.sort(key=lambda f: (_WORST_FIRST.index(f.severity), -f.stake_fen, f.span.line if f.span else 0))
    states = tuple(_state(id, case, found) for id in RULES)
    return Linted(tuple(wanted), states, read.numbers, read.numbers - len(read.unread))


def _state(id: str, case: Case, found: list[Finding]) -> RuleState:
    places = case.places[id]
    if any(finding.rule == id for finding in found):
        return RuleState(id, "found", max(places, 1))
    if places:
        return RuleState(id, "passed", places)
    if id in _NOT_YET:
        return RuleState(id, "not-checked", 0, say("lint.not-told"))
    if id in _NEED_TABLES and not case.against.tables:
        return RuleState(id, "not-checked", 0, say("lint.no-tables"))
    return RuleState(id, "not-checked", 0, say(f"lint.nothing.{_LACKING.get(id, 'place')}"))


_NEED_TABLES = frozenset({"X2", "X6", "X11", "X17", "X8", "X9", "X10", "X18", "X20"})
_LACKING = {"X16": "codes", "X15": "prior", "X19": "prior", "X14": "facts"}
