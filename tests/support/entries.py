"""Revisions as a store takes them, made by hand: any measure on any line, without the rules and kinds of events."""

from __future__ import annotations

from tracker.model.canonical import chain_hash
from tracker.model.line import Posting
from tracker.model.point import Point
from tracker.model.state import Change, Dated, Roster
from tracker.query.year import YearView
from tracker.store.protocol import Entry, Header, Store


def entry(
    store: Store,
    *postings: Posting,
    effective: str = "2024-01-01",
    year: int = 2024,
    changes: tuple[Change, ...] = (),
    number: str | None = None,
    kinds: tuple[str, ...] = ("AmountAdjusted",),
    modes: tuple[str, ...] = (),
    recorded: str = "2024-01-01T00:00:00.000Z",
    seq: int | None = None,
    body: bytes | None = None,
) -> Entry:
    head = store.head()
    seq = head.seq + 1 if seq is None else seq
    body = body or f'{{"n":{seq},"名":"值"}}'.encode()
    header = Header(
        seq, chain_hash(head.hash, body), year, number, "题", "2024-01-01", effective, recorded, "甲", "finance", None,
        kinds, modes, sum(posting.current_fen for posting in postings),
    )  # fmt: skip
    dated = tuple(Dated(seq, n, effective, change) for n, change in enumerate(changes))
    return Entry(header, body, postings, dated)


def append(store: Store, *postings: Posting, **more: object) -> Entry:
    with store.writing():
        new = entry(store, *postings, **more)  # type: ignore[arg-type] # the keywords of entry
        store.append(new)
    return new


def named(entity: str, id: str, name: str, **more: str | int) -> tuple[Change, ...]:
    """What makes a unit or a project known."""
    values = {"name": name, **more}
    return tuple(Change(entity, id, field, value) for field, value in values.items())  # type: ignore[arg-type] # a str


def view_of(store: Store, year: int = 2024, point: Point | None = None) -> YearView:
    """The year as a book shows it, at a point or now."""
    point = point or Point(store.head().seq)
    changes = store.changes(upto=point.seq)
    holding = [dated for dated in changes if point.holds(dated.seq, dated.effective)]
    return YearView(store, Roster(holding), Roster(changes), year, point)
