"""Every recorded fact judged again: by the rules of this tracker and the settings in force when it was recorded."""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import NamedTuple

from ..model.decide import decide
from ..model.errors import Message, Refused
from ..model.facts import Resolved
from ..model.revision import Revision
from ..model.rules import RULE, Broken, Strictness
from ..model.state import Roster
from ..store.protocol import Header, Store
from ..store.replay import StorePast, entry_of
from ..store.sqlite import SqliteStore
from .facts import StoreFacts


class Judged(NamedTuple):
    """A rule that a revision breaks. `observed`: whoever recorded it said that it happened all the same."""

    header: Header
    rule: str
    observed: bool
    message: Message

    @property
    def strictness(self) -> Strictness:
        return RULE[self.rule].strictness


def judge_all(store: Store, rules: Collection[str] = ()) -> Iterator[Judged]:
    """What every revision breaks, oldest first; only of some `rules` where they are given. The log is replayed beside
    the book, and each revision is decided once more where it stands."""
    with tempfile.TemporaryDirectory(prefix="tracker-rules-", ignore_cleanup_errors=True) as folder:
        replayed = SqliteStore.scratch(Path(folder, "replayed.db"))
        try:
            with replayed.writing():
                yield from (one for one in _judge(store, replayed) if not rules or one.rule in rules)
        finally:
            replayed.close()


def _judge(store: Store, replayed: SqliteStore) -> Iterator[Judged]:
    past, roster, resolved = StorePast(replayed), Roster(), Resolved()
    for seq, _, hash, body in store.bodies():
        revision = Revision.model_validate_json(body)
        found = _broken(StoreFacts(replayed, roster, seq - 1, resolved), revision)
        entry = entry_of(revision, seq, hash, body, past, roster)
        replayed.append(entry)
        if entry.changes:
            resolved.clear()
        for rule, message in found:
            yield Judged(entry.header, rule, revision.observed, message)


def _broken(facts: StoreFacts, revision: Revision) -> tuple[Broken, ...]:
    try:
        return decide(facts, revision, revision.recorded or "", judging=True).broken
    except Refused as refusal:  # a rule that became stricter and admits no exception
        return (Broken(refusal.rule, refusal.message),)
