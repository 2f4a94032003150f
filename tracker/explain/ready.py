"""One page before publication: is everything there, does everything agree, what must a person still do?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from ..messages.places import standing
from ..model.errors import Message, say
from ..query.check import CheckResult
from ..query.year import YearView
from ..tables.checks import Check
from .explanation import Explanation
from .findings import Cell, Finding, shown
from .lint import Linted
from .texts import lacking_tables, unnoted_tables

Topic = Literal[
    "tables", "notes", "checks", "split", "units", "text", "facts", "gaps", "reasons", "last-year", "deadline"
]
State = Literal["ready", "lacking", "unknown"]

DAYS_TO_PUBLISH = 20
"""After the approval (Budget Law art. 14)."""

_FACTS_FROM = 4
"""The section from which on the explanation rests on stated facts."""
_SPLIT = ("R7.1", "R7.2")
_UNITS = ("R11.4", "R11.5", "R12.3")
_LAST_YEAR = ("X15", "X19")


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that must be right before publication, and why it is not, or cannot be told."""

    topic: Topic
    state: State
    why: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """What is asked about a year. `linted` is what was found in its published text, None where it has none; `then` and
    `now` are last year's amounts by subject, as they were published and as they are compared with; `approved` is the
    day of the approval."""

    view: YearView
    explanation: Explanation
    checks: Sequence[CheckResult]
    linted: Linted | None
    then: dict[str, Cell]
    now: dict[str, int]
    approved: str | None
    today: str


def readiness(known: Known) -> tuple[Item, ...]:
    """Every item, in the order in which a person would go through them."""
    explanation = known.explanation
    facts = [gap.message for s in explanation.sections if s.number >= _FACTS_FROM for gap in s.gaps]
    open_reasons = {reason.subject.id for reason in explanation.reasons if reason.open}
    others = [
        gap.message
        for s in explanation.sections
        if s.number < _FACTS_FROM
        for gap in s.gaps
        if gap.message.id != "gap.reason" or gap.subject not in open_reasons
    ]
    return (
        _item("tables", lacking_tables(known.view.tables())),
        _notes(known.view),
        _item("checks", (_failed(result) for result in known.checks if result.check.status == "fails")),
        _reconciled("split", known.checks, lambda check: check.id in _SPLIT),
        _reconciled("units", known.checks, lambda check: check.id in _UNITS or check.rule.id == "rule.S"),
        _text(known.linted),
        _item("facts", facts),
        _item("gaps", others),
        _reasons(explanation),
        _last_year(known),
        _deadline(known),
    )


def _item(topic: Topic, why: Iterable[Message]) -> Item:
    found = tuple(why)
    return Item(topic, "lacking" if found else "ready", found)


def _notes(view: YearView) -> Item:
    """Of a publication the notes are known; of a ledger only which tables will need one."""
    numbers = unnoted_tables(view.tables())
    why = tuple(say("lint.X9" if view.opening else "ready.note-needed", table=number) for number in numbers)
    return Item("notes", "ready" if not why else "lacking" if view.opening else "unknown", why)


def _failed(result: CheckResult) -> Message:
    return say("ready.check", id=result.check.id, rule=result.check.rule)


def _reconciled(topic: Topic, checks: Sequence[CheckResult], is_one: Callable[[Check], bool]) -> Item:
    mine = [result for result in checks if is_one(result.check)]
    failed = tuple(_failed(result) for result in mine if result.check.status == "fails")
    if failed:
        return Item(topic, "lacking", failed)
    unknown: list[Message] = []
    for result in mine:
        why = result.check.why
        if result.check.status == "not-checkable" and why and why not in unknown:
            unknown.append(why)
    return Item(topic, "unknown" if unknown or not mine else "ready", tuple(unknown))


def _text(linted: Linted | None) -> Item:
    if linted is None:
        return Item("text", "ready", (say("ready.text-generated"),))
    wrong = [f for f in linted.findings if f.severity == "error" and f.rule not in (*_LAST_YEAR, "X8")]
    where = (say("ready.finding", rule=f.rule, where=_standing(f), why=f.why) for f in wrong)
    return _item("text", where)


def _standing(finding: Finding) -> Message:
    span = finding.span
    return standing(span.line, None, span.place) if span else say("lint.document")


def _reasons(explanation: Explanation) -> Item:
    """Unknown where an amount is, and so whether anything changed."""
    why = tuple(
        say(f"ready.reason-{reason.status}", subject=reason.subject.name)
        for reason in explanation.reasons
        if reason.open or reason.status == "unknown"
    )
    lacking = any(reason.open for reason in explanation.reasons)
    return Item("reasons", "lacking" if lacking else "unknown" if why else "ready", why)


def _last_year(known: Known) -> Item:
    if not known.then:
        return Item("last-year", "unknown", (say("ready.no-publication", year=known.view.year - 1),))
    names = {subject.id: subject.name for subject in known.view.form.subjects}
    differing = [
        say("ready.last-year", subject=names[id], then=shown(cell.fen), now=shown(known.now[id]), place=cell.place)
        for id, cell in known.then.items()
        if id in known.now and abs(cell.fen - known.now[id]) > cell.half_fen
    ]
    wrong = [f.why for f in known.linted.findings if f.rule in _LAST_YEAR] if known.linted else []
    return _item("last-year", (*differing, *wrong))


def _deadline(known: Known) -> Item:
    if known.approved is None:
        return Item("deadline", "unknown", (say("ready.no-approval"),))
    due = (date.fromisoformat(known.approved) + timedelta(days=DAYS_TO_PUBLISH)).isoformat()
    late = known.today > due and known.linted is None
    return Item("deadline", "lacking" if late else "ready", (say("ready.due", approved=known.approved, due=due),))
