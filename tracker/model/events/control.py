"""Corrections: new revisions that take old ones back."""

from __future__ import annotations

from typing import Literal, Self

from ..desk import Desk
from ..errors import Refused, say
from ..state import Change
from .base import Effects, Event, Place


class RevisionReversed(Event):
    """冲销: takes back everything that the revision `seq` did, exactly; nothing is edited (I1)."""

    kind: Literal["RevisionReversed"]
    v: Literal[1] = 1
    seq: int

    def decide(self, desk: Desk) -> Self:
        if not 1 <= self.seq <= desk.facts.seq:
            raise Refused("I27", say("refused.no-such-revision", seq=self.seq))
        if by := desk.roster.value("revision", str(self.seq), "reversed_by"):
            raise Refused("I27", say("refused.already-reversed", seq=self.seq, by=by))
        year, start = desk.facts.dated(self.seq)
        if year != desk.year:
            raise Refused("I27", say("refused.reversal-of-other-year", seq=self.seq, year=year))
        if desk.effective < start:
            raise Refused("I27", say("refused.reversal-too-early", seq=self.seq, start=start))
        if later := desk.facts.dependents(self.seq):
            raise Refused("I27", say("refused.depended-on", seq=self.seq, later=", ".join(f"@{n}" for n in later)))
        return self

    def effects(self, place: Place) -> Effects:
        inverse = place.past.inverse_of(self.seq)
        return Effects(
            tuple(posting._replace(reversal=True) for posting in inverse.postings),
            (*inverse.changes, Change("revision", str(self.seq), "reversed_by", place.seq)),
        )
