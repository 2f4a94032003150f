"""Facts and a command in; the revision to append and all its effects out, or a refusal that names the rule."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from .authority import PREFIX, row_of
from .desk import Desk
from .errors import Message, Refused, say
from .events.base import Event, Past, Place
from .events.control import RevisionApproved, RevisionReversed
from .events.year_end import YearClosed
from .facts import Facts, Held
from .line import Line, Posting, of_kind
from .money import display_wan, exact_wan
from .revision import Revision
from .rules import Broken
from .state import INFERRED, Change, Dated, is_inferred
from .vocabulary import CURRENT, DRAFTS, HELD, Measure

_REVERSAL = RevisionReversed.__name__
_ON_REVISIONS = (RevisionReversed, RevisionApproved)
_MOST_FEN = 2**62
"""No sum on a line goes beyond this: twice as much is the most that 64 bits hold."""
_ACT_RULES = {"adjust.statutory": "I9", "adjust.reserve": "I9", "transfer.nature": "I7"}
"""The rules behind rows of the authority table that the domain names; I32 is behind the others."""
_IN_YEAR = frozenset({Measure.ADJUSTED, Measure.TRANSFERRED})
_PREPARED = frozenset({*DRAFTS, Measure.CEILING, Measure.APPROVED})
_CAPPED = {"因公出国（境）": ("30212",), "公务用车": ("30231", "31013"), "公务接待": ("30217",)}
"""三公 with their economic codes (I8)."""


class Decision(NamedTuple):
    """What will be appended: the normalised revision, the kinds of its postings in order, what it does, the warnings
    that it passed and the rules that it breaks all the same."""

    revision: Revision
    events: tuple[Event, ...]
    postings: tuple[Posting, ...]
    changes: tuple[Dated, ...]
    warnings: tuple[Message, ...]
    broken: tuple[Broken, ...]


def decide(facts: Facts, revision: Revision, recorded: str, *, judging: bool = False) -> Decision:
    """Judges a revision event by event, then as a whole. Raises Refused; writes nothing.

    `recorded` is the instant of recording, ISO 8601 in UTC. Judging what is recorded already, rules that say no are
    listed in `broken` instead.
    """
    desk = Desk(facts, revision, judging=judging)
    if revision.observed and not revision.reason:
        raise Refused("I39", say("refused.observed-without-reason"))
    taken = _Taken(desk)
    try:
        for event in [part for whole in revision.events for part in whole.parts()]:
            stored = taken.take(event)
            if deeds := stored.deeds(facts):
                taken.retake(deeds, getattr(stored, "seq", 0))
        _judge_whole(desk, taken)
    except Refused as refusal:
        raise _stale(taken, refusal) from None
    inferred = revision.inferred or is_inferred(facts.roster, taken.proposal)
    stored_revision = revision.replaced(events=tuple(taken.own), recorded=recorded, inferred=inferred)
    postings, changes = tuple(desk.postings), tuple(desk.changes)
    if revision.proposed:
        postings, changes = (), ()
    changes = (*changes, *_noted(stored_revision, desk.seq, len(changes)))
    return Decision(
        stored_revision, tuple(taken.events), postings, changes, tuple(b.message for b in desk.broken), desk.broken
    )


def _noted(revision: Revision, seq: int, n: int = 0) -> Iterator[Dated]:
    for place, change in enumerate(noted(revision, seq), n):
        yield Dated(seq, place, revision.effective, change)


def noted(revision: Revision, seq: int) -> tuple[Change, ...]:
    """What the log keeps of a revision's own standing: that it waits for approval, that it was observed, and that
    nobody stated it."""
    said = ["proposed"] if revision.proposed else ["observed"] if revision.observed else []
    if revision.inferred:
        said.append(INFERRED)
    return tuple(Change("revision", str(seq), field, 1) for field in said)


def acting(revision: Revision, past: Past) -> Iterator[Event]:
    """The events that count where a stored revision stands in the log: none of a proposal, and behind an approval
    those that it approves."""
    if revision.proposed:
        return
    for event in revision.events:
        yield event
        yield from event.deeds(past)


class _Taken:
    """The events of a revision as they are taken in, each seeing what those before it did."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.kinds: dict[str, int] = {}
        """Of all of them, each with its place among them."""
        self._money = False
        self.events: list[Event] = []
        self.own: list[Event] = []
        """Those of the revision itself, without what it approves."""
        self.stated: list[Posting] = []
        """What the revision puts on lines by itself, reversals aside."""
        self.proposal = 0
        self._deeds: tuple[Event, ...] = ()

    def take(self, event: Event) -> Event:
        desk = self._desk
        if desk.revision.proposed and not event.proposable:
            raise Refused("I36", say("refused.not-proposable", kind=say(f"kind.{event.kind}")))
        stored = event.decide(desk)
        effects = stored.effects(Place(desk.seq, len(self.events), desk.year, desk.facts))
        if not self._money and any(posting.measure not in DRAFTS for posting in effects.postings):
            self._money = True
            desk.require_document(of_publications=stored.of_publications)
        kind = self.kinds.setdefault(stored.kind, len(self.kinds))
        postings = of_kind(effects.postings, kind)
        if stored.kind != _REVERSAL:
            self.stated.extend(postings)
        desk.add(postings, effects.changes)
        self.events.append(stored)
        if not desk.retaking:
            self.own.append(stored)
        return stored

    def retake(self, deeds: tuple[Event, ...], proposal: int) -> None:
        """Takes the events of a proposal, as they were decided then. Raises Refused I36 where they would be decided
        otherwise now."""
        self.proposal, self._deeds = proposal, deeds
        self._desk.retaking = True
        for deed in deeds:
            if self.take(deed) != deed:
                raise Refused("I36", say("refused.decided-otherwise"))
        self._desk.retaking = False

    def changed_since(self) -> list[int]:
        """The revisions after the proposal that touched its lines."""
        desk = self._desk
        place = Place(desk.seq, 0, desk.year, desk.facts)
        lines = {posting.line for deed in self._deeds for posting in deed.effects(place).postings}
        return sorted({seq for line in lines for seq in desk.facts.later_on(line, self.proposal)})


def _stale(taken: _Taken, refusal: Refused) -> Refused:
    """The refusal; of an approval with what has changed since it was proposed, if that may be why."""
    if not taken.proposal or refusal.message.id == "refused.floor-approval" or not (later := taken.changed_since()):
        return refusal
    seqs = ", ".join(f"@{seq}" for seq in later)
    return Refused(refusal.rule, say("refused.stale", seq=taken.proposal, why=refusal.message, later=seqs))


def _judge_whole(desk: Desk, taken: _Taken) -> None:
    """The rules over whole revisions."""
    money = any(posting.measure not in DRAFTS for posting in desk.postings)
    _require_opened_apart(desk)
    _require_open(desk, taken)
    _require_approval(desk, taken, money)
    _require_names(desk)
    if money:
        _require_once(desk, taken.stated)
        if not desk.revision.reason:
            desk.breaks("I34", say("refused.reason-missing"))
    _require_own_year(desk, taken.stated)
    if not desk.revision.proposed:
        _require_authority(desk, taken.events)
    _require_capped(desk)
    _require_floor(desk)
    _require_held(desk)


def _require_approval(desk: Desk, taken: _Taken, money: bool) -> None:
    """I22: what somebody else must approve is proposed first."""
    own = [event.kind for event in taken.own if event.proposable]
    binding = money or any(act == "settings" for event in taken.own for act, _ in event.acts())
    if own and not desk.revision.proposed and desk.requires_approval(own, money=binding):
        raise Refused("I22", say("refused.approval-required"))


def _require_names(desk: Desk) -> None:
    """I25: a reversal brings no name back that another bears by now."""
    for entity, id, field, _, undoes in (dated.change for dated in desk.changes):
        name = desk.roster.text(entity, id, "name") if undoes and field == "name" else ""
        others = [other for other in desk.roster.bearers(entity, name) if other != id] if name else []
        if entity == "unit" and others:
            raise Refused("I25", say("refused.unit-exists", unit=name))
        owner = desk.roster.text(entity, id, "unit")
        if entity == "project" and any(desk.roster.text(entity, other, "unit") == owner for other in others):
            raise Refused("I25", say("refused.project-exists", project=name, unit=desk.unit_name(owner)))


def _require_opened_apart(desk: Desk) -> None:
    """I26: the revision that opens a year by a statement puts no money on it."""
    if desk.postings and desk.opening(desk.year) == desk.seq:
        raise Refused("I26", say("refused.year-has-amounts", year=desk.year))


def _require_open(desk: Desk, taken: _Taken) -> None:
    """I20 and I12: a closed year takes corrections and final accounts; what has ended takes no more money."""
    closed = desk.facts.roster.value("year", str(desk.year), "closed")
    taken_back = len(desk.postings) > len(taken.stated) or not taken.stated
    corrects = taken_back and _REVERSAL in taken.kinds
    late: list[str] = []
    if not corrects and (closed or YearClosed.__name__ in taken.kinds):
        late = [event.kind for event in _late(taken.events, bool(closed)) if not event.after_close]
    if late:
        desk.breaks("I20", say("refused.year-closed", year=desk.year, seq=closed or desk.seq, kinds=", ".join(late)))
    rising = [posting for posting in taken.stated if posting.current_fen > 0]
    for id in dict.fromkeys(posting.line.project for posting in rising):
        if since := _ended(desk, "project", id, "closed"):
            raise Refused("I12", say("refused.project-closed", seq=since, project=desk.project_name(id)))
    stays = Measure.BROUGHT_FORWARD  # with a unit that has ended, until it is transferred
    for id in dict.fromkeys(posting.line.unit for posting in rising if posting.measure is not stays):
        if since := _ended(desk, "unit", id, "into"):
            raise Refused("I12", say("refused.unit-ended", seq=since, unit=desk.unit_name(id)))


def _ended(desk: Desk, entity: Literal["unit", "project"], id: str, field: str) -> int:
    """The seq of the revision by which a unit or project has ended by the effective date, 0 where it has not."""
    if not desk.roster.value(entity, id, field):
        return 0
    since = desk.roster.since(entity, id, field)
    start = desk.effective if since == desk.seq else desk.facts.dated(since)[1]
    return since if start <= desk.effective else 0


def _late(events: Iterable[Event], closed: bool) -> Iterator[Event]:
    """The events that find the year closed, if by one before them."""
    for event in events:
        if closed:
            yield event
        closed = closed or event.kind == YearClosed.__name__


def _require_authority(desk: Desk, events: list[Event]) -> None:
    """I7, I9, I32, I33: each act has the authority and the document that the table in force asks for."""
    acts: dict[str, int] = {}
    for event in events:
        for act, fen in event.acts():
            acts[act] = acts.get(act, 0) + fen
    document = desk.revision.document
    for act, fen in sorted(acts.items(), key=lambda pair: pair[0] not in _ACT_RULES):  # the rule with a name first
        key = PREFIX + act
        in_force = desk.setting(key)
        try:
            row = row_of(act, in_force)
        except ValueError:  # a journal that another tracker, or nobody's, has written
            raise Refused("I29", say("refused.authority-row", key=key, value=in_force)) from None
        needed = row.needed(fen)
        if not desk.has_authority(needed):
            least = say(f"authority.{needed}")
            why = say("refused.authority", act=say(f"act.{act}"), row=key, needed=least)
            desk.breaks(_ACT_RULES.get(act, "I32"), why)
        if row.parent and not (document and document.parent):
            desk.breaks("I33", say("refused.parent-missing", act=say(f"act.{act}")))


def _require_once(desk: Desk, stated: list[Posting]) -> None:
    """I19: one line of one document is posted once; recording the same document again is refused."""
    document = desk.revision.document
    if not stated or not document or not document.number:
        return
    if seq := desk.facts.posted_by(document.number, stated, desk.reversed_here):
        raise Refused("I19", say("refused.posted-twice", number=document.number, seq=seq))


def _require_own_year(desk: Desk, stated: list[Posting]) -> None:
    """I41: a budget is drawn up in the year before at the earliest, and adjusted within its year."""
    measures = {measure for line, measure, _, _ in stated if line.year == desk.year}
    first = desk.year if measures & _IN_YEAR else desk.year - 1
    if measures & (_IN_YEAR | _PREPARED) and not first <= int(desk.effective[:4]) <= desk.year:
        desk.breaks("I41", say("refused.other-year", date=desk.effective, year=desk.year))


def _require_capped(desk: Desk) -> None:
    """I8: what the capped items come to stays within what was approved for them."""
    rising = {p.line.economic for p in desk.postings if p.current_fen > 0 and p.measure is not Measure.APPROVED}
    for item, codes in _CAPPED.items():
        if not rising.intersection(codes):
            continue
        here = sum(
            posting.current_fen
            for posting in desk.postings
            if posting.line.economic in codes
            and posting.line.year == desk.year
            and posting.measure in (Measure.ADJUSTED, Measure.TRANSFERRED)
        )
        if here > 0 and (above := desk.facts.above_approved(desk.year, codes) + here) > 0:
            desk.breaks("I8", say("refused.above-approved", item=item, above=exact_wan(above)))


def _require_floor(desk: Desk) -> None:
    """I4: at the end of the revision, at every effective date from its own on, nothing is below what is spoken for, nor
    below zero; in a year opened by a statement, no cell is."""
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
    by_line: list[Line] = []
    for year in {line.year for line in falling}:
        if not desk.opening(year):
            by_line += [line for line in falling if line.year == year and not line.unsplit]
            _require_unsplit_floor(desk, [line for line in falling if line.year == year and line.unsplit])
            continue
        postings = [posting for posting in desk.postings if posting.line.year == year]
        for breach in desk.facts.breaches(year, desk.effective, postings):
            amount = display_wan(breach.amount_fen)
            desk.breaks("I4", say("refused.cell-floor", **breach._asdict() | {"amount": amount}))
    for line, course in desk.facts.courses(by_line, desk.effective).items():
        for at in course:
            if abs(at.held_fen + held[line]) > _MOST_FEN:
                raise Refused("I21", say("refused.too-large"))
            if at.current_fen + current[line] < max(at.held_fen + held[line], 0):
                _below_floor(desk, line, at, current[line], held[line])
                break


def _require_unsplit_floor(desk: Desk, unsplit: list[Line]) -> None:
    """I4 of what nobody split by unit: all the lines that it stands for, together, hold what is spoken for of them. A
    year of which no budget is known has nothing to hold it against."""
    current, held = (_posted(desk, measures) if unsplit else {} for measures in (CURRENT, HELD))
    for line in unsplit if any(current.values()) else ():
        budget = sum(fen for other, fen in current.items() if line.covers(other))
        spoken = sum(fen for other, fen in held.items() if line.covers(other))
        if max(spoken, 0) > budget:
            params = {"line": desk.line_label(line), "year": line.year, "date": desk.effective}
            amounts = {"available": budget - spoken, "after": budget, "held": spoken}
            desk.breaks("I4", say("refused.floor", **params, **{k: exact_wan(fen) for k, fen in amounts.items()}))


def _posted(desk: Desk, measures: Iterable[Measure]) -> dict[Line, int]:
    """Fen by line of the revision's year in these measures, with what the revision puts there."""
    sums: defaultdict[Line, int] = defaultdict(int)
    for measure in measures:
        for line, fen in desk.facts.posted(desk.year, measure).items():
            sums[line] += fen
    for line, measure, fen, _ in desk.postings:
        if measure in measures and line.year == desk.year:
            sums[line] += fen
    return sums


def _require_held(desk: Desk) -> None:
    """I38: what is spoken for is not taken back twice: what was released, recovered or refunded already is no more."""
    sums: defaultdict[tuple[Line, Measure], int] = defaultdict(int)
    for line, measure, fen, _ in desk.postings:
        if measure in HELD:
            sums[line, measure] += fen
    for (line, measure), fen in sums.items():
        if fen < 0 and desk.least_from(line, measure) < 0 and not any(rule == "I38" for rule, _ in desk.broken):
            desk.breaks("I38", say("refused.held-below-zero", line=desk.line_label(line)))


def _below_floor(desk: Desk, line: Line, at: Held, current: int, held: int) -> None:
    """Says so; of a reversal with the revisions that have spent what it would take back."""
    params = {
        "line": desk.line_label(line),
        "year": line.year,
        "date": at.effective,
        "available": exact_wan(at.current_fen - at.held_fen),
        "after": exact_wan(at.current_fen + current),
        "held": exact_wan(at.held_fen + held),
    }
    named = ((type(event), event.seq) for event in desk.revision.events if isinstance(event, _ON_REVISIONS))
    kind, target = next(named, (None, 0))
    later = desk.facts.later_on(line, target) if target else []
    if any(
        p.line == line and p.measure in (Measure.CARRIED, Measure.SURPLUS) and p.amount_fen > 0 for p in desk.postings
    ):
        desk.breaks("I11", say("refused.more-than-unspent", **params))
    elif later and kind is RevisionReversed:
        desk.breaks("I4", say("refused.floor-reversal", later=", ".join(f"@{seq}" for seq in later), **params))
    elif later:
        desk.breaks("I4", say("refused.floor-approval", later=", ".join(f"@{seq}" for seq in later), **params))
    else:
        desk.breaks("I4", say("refused.floor" if at.held_fen + held else "refused.below-zero", **params))
