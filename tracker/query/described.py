"""What a revision says, one line an event."""

from __future__ import annotations

from ..model.decide import acting
from ..model.errors import Message
from ..model.names import Names
from ..model.state import Roster
from ..store.protocol import Store
from ..store.replay import StorePast, revision_at


def described(store: Store, roster: Roster, seq: int) -> tuple[Message, ...]:
    """The events of a revision in words: of an approval those that it approves too, of a proposal those it proposes."""
    revision, names = revision_at(store, seq), Names(roster)
    if revision is None:
        return ()
    events = tuple(acting(revision, StorePast(store))) or revision.events
    return tuple(event.describe(names) for event in events)
