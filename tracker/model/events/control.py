"""Corrections, which are new revisions that take old ones back, and the approval of what was proposed."""

from __future__ import annotations

from typing import Literal, Self

from ..desk import Desk
from ..errors import Message, Refused, say
from ..names import Names
from ..state import Change
from .base import Effects, Event, Past, Place


class RevisionReversed(Event):
    """冲销: takes back everything that the revision `seq` did, exactly; nothing is edited (I1)."""

    after_close = True

    kind: Literal["RevisionReversed"]
    v: Literal[1] = 1
    seq: int

    def decide(self, desk: Desk) -> Self:
        if not 1 <= self.seq <= desk.facts.seq:
            raise Refused("I27", say("refused.no-such-revision", seq=self.seq))
        status = desk.revision_status(self.seq)
        if status.reversed_by:
            raise Refused("I27", say("refused.already-reversed", seq=self.seq, by=status.reversed_by))
        if status.proposed:
            by = status.approved_by
            raise Refused("I27", say("refused.reversal-of-proposal", seq=self.seq) if not by
                          else say("refused.reversal-of-approved", seq=self.seq, by=by))  # fmt: skip
        year, start = desk.facts.dated(self.seq)
        if year != desk.year:
            raise Refused("I27", say("refused.reversal-of-other-year", seq=self.seq, year=year))
        if desk.effective < start:
            raise Refused("I27", say("refused.reversal-too-early", seq=self.seq, start=start))
        _, authority = desk.facts.recorder(self.seq)
        if authority and desk.revision.authority and not desk.has_authority(authority):  # without one I2 says so
            desk.breaks("I32", say("refused.authority-of-reversal", seq=self.seq, needed=authority))
        if later := desk.facts.dependents(self.seq, desk.reversed_here):
            raise Refused("I27", say("refused.depended-on", seq=self.seq, later=", ".join(f"@{n}" for n in later)))
        desk.reversed_here.append(self.seq)
        return self

    def effects(self, place: Place) -> Effects:
        inverse = place.past.inverse_of(self.seq)
        return Effects(
            inverse.postings,
            (*inverse.changes, Change("revision", str(self.seq), "reversed_by", place.seq)),
        )

    def describe(self, names: Names) -> Message:
        return say("event.RevisionReversed", seq=self.seq)


class RevisionApproved(Event):
    """批准: what the proposal `seq` says counts from here on, if every rule still lets it (I36)."""

    after_close = True
    proposable = False

    kind: Literal["RevisionApproved"]
    v: Literal[1] = 1
    seq: int

    def decide(self, desk: Desk) -> Self:
        proposer = _pending(desk, self.seq)
        if desk.requires_approval((event.kind for event in self.deeds(desk.facts)), money=True):
            approver = desk.revision.by
            if not approver or not proposer or approver == proposer:
                raise Refused("I22", say("refused.same-person", seq=self.seq, by=proposer or "-"))
        return self

    def effects(self, place: Place) -> Effects:
        return Effects(changes=(Change("revision", str(self.seq), "approved_by", place.seq),))

    def deeds(self, past: Past) -> tuple[Event, ...]:
        return past.proposed(self.seq)

    def describe(self, names: Names) -> Message:
        return say("event.RevisionApproved", seq=self.seq)


class RevisionRejected(Event):
    """否决: the proposal `seq` will never count."""

    after_close = True
    proposable = False

    kind: Literal["RevisionRejected"]
    v: Literal[1] = 1
    seq: int

    def decide(self, desk: Desk) -> Self:
        _pending(desk, self.seq)
        return self

    def effects(self, place: Place) -> Effects:
        return Effects(changes=(Change("revision", str(self.seq), "rejected_by", place.seq),))

    def describe(self, names: Names) -> Message:
        return say("event.RevisionRejected", seq=self.seq)


def _pending(desk: Desk, seq: int) -> str | None:
    """Who proposed the revision `seq`, which still waits to be decided. Raises Refused."""
    if not 1 <= seq <= desk.facts.seq:
        raise Refused("I36", say("refused.no-such-revision", seq=seq))
    status = desk.revision_status(seq)
    if not status.proposed:
        raise Refused("I36", say("refused.not-a-proposal", seq=seq))
    if by := status.approved_by or status.rejected_by:
        raise Refused("I36", say("refused.proposal-decided", seq=seq, by=by))
    year, _ = desk.facts.dated(seq)
    if year != desk.year:
        raise Refused("I36", say("refused.proposal-of-other-year", seq=seq, year=year))
    proposer, _ = desk.facts.recorder(seq)
    return proposer
