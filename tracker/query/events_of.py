"""The events of revisions one by one: what money each put on which line, and what else it changed, all by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from ..model.decide import acting
from ..model.errors import Message
from ..model.events.base import Effects, Event, Place
from ..model.events.in_year import AmountAdjusted
from ..model.line import Line, Posting
from ..model.names import Names
from ..model.point import Point
from ..model.state import Change, Entity, Roster, Value
from ..model.vocabulary import Measure
from ..store.protocol import Store
from ..store.replay import StorePast, revision_at
from .facts_diff import named_value


class PostingRow(NamedTuple):
    """Money that one event put on one line. `unit` and `project` are the names of the line's."""

    line: Line
    unit: str
    project: str
    measure: Measure
    amount_fen: int


class ChangeRow(NamedTuple):
    """One attribute of one entity from this event on, ids in it by name; None takes it away. With `undoes` it says
    nothing itself: what that revision said of the attribute no longer counts."""

    entity: Entity
    id: str
    name: str
    field: str
    value: Value
    undoes: int


@dataclass(frozen=True, slots=True)
class EventRows:
    """One event, the `n`th of its revision (from 1)."""

    seq: int
    n: int
    kind: str
    mode: str | None
    postings: tuple[PostingRow, ...]
    changes: tuple[ChangeRow, ...]
    says: Message
    """The event in one line."""

    @property
    def label(self) -> str:
        """The id of the message that names the kind, or the mode of an adjustment."""
        return f"mode.{self.mode}" if self.mode else f"kind.{self.kind}"


class Acted(NamedTuple):
    """A stored event with what it does, the `n`th of its revision (from 1)."""

    seq: int
    n: int
    event: Event
    effects: Effects

    @property
    def mode(self) -> str | None:
        return self.event.mode if isinstance(self.event, AmountAdjusted) else None


def acted(store: Store, seq: int, *, proposed: bool = False) -> Iterator[Acted]:
    """The events that count in one revision, from its stored body: of an approval those that it approves too, of a
    proposal none, or with `proposed` what it would do."""
    revision, past = revision_at(store, seq), StorePast(store)
    if revision is None:
        return
    events = tuple(acting(revision, past)) or (revision.events if proposed else ())
    for n, event in enumerate(events):
        yield Acted(seq, n + 1, event, event.effects(Place(seq, n, revision.fiscal_year, past)))


def events_of(
    store: Store, seqs: Iterable[int], roster_at: Callable[[Point], Roster]
) -> dict[int, tuple[EventRows, ...]]:
    """The events of each revision, with the names that were known once it was recorded: the same for ever."""
    return {seq: tuple(_rows(one, roster_at(Point(seq))) for one in acted(store, seq, proposed=True)) for seq in seqs}


def _rows(one: Acted, roster: Roster) -> EventRows:
    postings = tuple(_posting_row(posting, roster) for posting in one.effects.postings)
    changes = tuple(_change_row(change, roster) for change in one.effects.changes)
    return EventRows(one.seq, one.n, one.event.kind, one.mode, postings, changes, one.event.describe(Names(roster)))


def _posting_row(posting: Posting, roster: Roster) -> PostingRow:
    line = posting.line
    unit = roster.last_text("unit", line.unit, "name") or line.unit
    project = roster.last_text("project", line.project, "name") or line.project
    return PostingRow(line, unit, project, posting.measure, posting.amount_fen)


def _change_row(change: Change, roster: Roster) -> ChangeRow:
    entity, id, field, value, undoes = change
    name = roster.last_text(entity, id, "file" if entity == "statement" else "name") or id
    return ChangeRow(entity, id, name, field, named_value(value, field, roster), undoes)
