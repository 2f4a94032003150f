"""From stored bytes back to what a revision does. Replay is total: it asks no rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pydantic import ValidationError

from ..model.canonical import chain_hash
from ..model.decide import acting, noted
from ..model.errors import CorruptBook, say
from ..model.events.base import Effects, Event, Past, Place
from ..model.events.in_year import AmountAdjusted
from ..model.line import Posting, of_kind
from ..model.point import Point
from ..model.revision import Revision
from ..model.state import INFERRED, Change, Roster
from .protocol import Entry, Head, Header, Store


def header_of(revision: Revision, events: Iterable[Event], seq: int, hash: str, postings: Iterable[Posting]) -> Header:
    """`events` are those that the revision makes count, or of a proposal those that it would."""
    document = revision.document
    return Header(
        seq,
        hash,
        revision.fiscal_year,
        document.number if document else None,
        document.title if document else None,
        document.date if document else None,
        revision.effective,
        revision.recorded or "",
        revision.by,
        revision.authority,
        revision.reason,
        tuple(dict.fromkeys(event.kind for event in events)),
        tuple(dict.fromkeys(event.mode for event in events if isinstance(event, AmountAdjusted))),
        sum([posting.current_fen for posting in postings]),
    )


class StorePast:
    """What the log says of earlier revisions, read by key."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def inverse_of(self, seq: int) -> Effects:
        posted = self._store.postings(seq - 1, Point(seq))
        changes = self._store.changes(seq - 1, seq)
        return Effects(
            tuple(Posting(p.line, p.measure, -p.amount_fen) for p in posted),
            tuple(
                Change(*attribute, None, undoes=seq)
                for attribute in dict.fromkeys(d.change[:3] for d in changes)
                if attribute[2] != INFERRED  # that nobody stated it stays true of what was taken back
            ),
        )

    def proposed(self, seq: int) -> tuple[Event, ...]:
        revision = revision_at(self._store, seq)
        return revision.events if revision and revision.proposed else ()


def revision_at(store: Store, seq: int) -> Revision | None:
    """A revision as it is stored, None where there is none of this seq."""
    found, _, _, body = next(store.bodies(seq - 1), (0, 0, "", b""))
    return Revision.model_validate_json(body) if found == seq else None


def replay(bodies: Iterable[tuple[int, str, bytes]], past: Past, head: Head, roster: Roster) -> Iterator[Entry]:
    """The entries of (seq, hash, body), checked against the chain from `head` on; `roster` follows along.

    Raises CorruptBook where a seq is out of turn, a hash does not fit or a body cannot be read.
    """
    for seq, hash, body in bodies:
        if seq != head.seq + 1:
            raise CorruptBook(say("corrupt.gap", seq=seq, expected=head.seq + 1))
        if chain_hash(head.hash, body) != hash:
            raise CorruptBook(say("corrupt.chain", seq=seq))
        try:
            revision = Revision.model_validate_json(body)
        except ValidationError as error:
            raise CorruptBook(say("corrupt.body", seq=seq, why=str(error).splitlines()[0])) from None
        yield entry_of(revision, seq, hash, body, past, roster)
        head = Head(seq, hash)


def entry_of(revision: Revision, seq: int, hash: str, body: bytes, past: Past, roster: Roster) -> Entry:
    """What a stored revision does, worked out again from its events."""
    postings: list[Posting] = []
    said: list[Change] = []
    events = tuple(acting(revision, past))
    kinds: dict[str, int] = {}
    for n, event in enumerate(events):
        effects = event.effects(Place(seq, n, revision.fiscal_year, past))
        kind = kinds.setdefault(event.kind, len(kinds))
        postings.extend(of_kind(effects.postings, kind))
        said.extend(effects.changes)
    said.extend(noted(revision, seq))
    changes = tuple(roster.note(seq, n, revision.effective, change) for n, change in enumerate(said))
    return Entry(header_of(revision, events or revision.events, seq, hash, postings), body, tuple(postings), changes)
