"""Facts and a command in; the revision to append and all its effects out, or a refusal that names the rule."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from .desk import Desk, Facts, Held
from .errors import Message, Refused, say
from .events.base import Event, Place
from .events.control import RevisionReversed
from .line import Line, Posting
from .money import display_wan, exact_wan
from .revision import Revision
from .state import Dated
from .vocabulary import HELD


class Decision(NamedTuple):
    """What will be appended: the normalised revision, what it does, and the warnings that its reason lets pass."""

    revision: Revision
    postings: tuple[Posting, ...]
    changes: tuple[Dated, ...]
    warnings: tuple[Message, ...]


def decide(facts: Facts, revision: Revision, recorded: str) -> Decision:
    """Judges a revision event by event, then the floor at its end. Raises Refused; writes nothing.

    `recorded` is the instant of recording, ISO 8601 in UTC.
    """
    desk = Desk(facts, revision)
    events: list[Event] = []
    stated: list[Posting] = []
    for n, event in enumerate([part for whole in revision.events for part in whole.parts()]):
        stored = event.decide(desk)
        effects = stored.effects(Place(desk.seq, n, desk.year, facts))
        if effects.postings and not desk.postings:
            _require_document(desk)
        if not isinstance(stored, RevisionReversed):
            stated.extend(effects.postings)
        desk.add(effects)
        events.append(stored)
    _require_opened_apart(desk)
    _require_once(desk, stated)
    _require_floor(desk)
    stored_revision = revision.replaced(events=tuple(events), recorded=recorded)
    return Decision(stored_revision, tuple(desk.postings), tuple(desk.changes), tuple(desk.warnings))


def _require_document(desk: Desk) -> None:
    """I2: money needs a document with number and date, and an authority."""
    document, authority = desk.revision.document, desk.revision.authority
    if document and document.number and document.date and authority:
        return
    wanted = (("number", document and document.number), ("date", document and document.date), ("authority", authority))
    missing = [name if name == "authority" else f"document.{name}" for name, value in wanted if not value]
    raise Refused("I2", say("refused.document-missing", fields=", ".join(missing)))


def _require_opened_apart(desk: Desk) -> None:
    """I26: the revision that opens a year by a statement puts no money on it."""
    if desk.postings and desk.opening(desk.year) == desk.seq:
        raise Refused("I26", say("refused.year-has-amounts", year=desk.year))


def _require_once(desk: Desk, stated: list[Posting]) -> None:
    """I19: one line of one document is posted once; recording the same document again is refused."""
    document = desk.revision.document
    if not stated or not document or not document.number:
        return
    if seq := desk.facts.posted_by(document.number, stated):
        raise Refused("I19", say("refused.posted-twice", number=document.number, seq=seq))


def _require_floor(desk: Desk) -> None:
    """I4: at the end of the revision, at every effective date from its own on, nothing is below executed + frozen,
    nor below zero; in a year opened by a statement, no cell is."""
    if all(posting.amount_fen > 0 and posting.measure not in HELD for posting in desk.postings):
        return  # where everything rises nothing falls
    current: defaultdict[Line, int] = defaultdict(int)
    held: defaultdict[Line, int] = defaultdict(int)
    for posting in desk.postings:
        current[posting.line] += posting.current_fen
        held[posting.line] += posting.held_fen
    falling = [line for line, fen in current.items() if fen < held[line] or fen < 0]
    if not falling:
        return
    if desk.opening(desk.year):
        for breach in desk.facts.breaches(desk.year, desk.effective, desk.postings):
            raise Refused(
                "I4", say("refused.cell-floor", **breach._asdict() | {"amount": display_wan(breach.amount_fen)})
            )
        return
    for line, course in desk.facts.courses(falling, desk.effective).items():
        for at in course:
            if at.current_fen + current[line] < max(at.held_fen + held[line], 0):
                raise _below_floor(desk, line, at, current[line], held[line])


def _below_floor(desk: Desk, line: Line, at: Held, current: int, held: int) -> Refused:
    """The refusal; of a reversal with the revisions that have spent what it would take back."""
    params = {
        "line": desk.line_label(line),
        "date": at.effective,
        "available": exact_wan(at.current_fen - at.held_fen),
        "after": exact_wan(at.current_fen + current),
        "held": exact_wan(at.held_fen + held),
    }
    target = next((event.seq for event in desk.revision.events if isinstance(event, RevisionReversed)), None)
    later = desk.facts.later_on(line, target) if target else []
    if later:
        return Refused("I4", say("refused.floor-reversal", later=", ".join(f"@{seq}" for seq in later), **params))
    return Refused("I4", say("refused.floor" if at.held_fen + held else "refused.below-zero", **params))
