"""What events put in a cell, and what they put in between two points."""

from __future__ import annotations

from tracker.book import Book
from tracker.query.year import YearView

Events = dict[tuple[int, str], int]
"""Fen by revision and kind of event."""


def behind(book: Book, view: YearView, number: int, row: str) -> Events:
    """What each event put in the first column of a row; nothing where the table has no such row."""
    if row not in book.table(view, number).by_key:
        return {}
    return {(entry.header.seq, entry.kind): entry.amount_fen for entry in book.blame(view, number, row, None).entries}


def grown(old: Events, new: Events) -> Events:
    found = {event: new.get(event, 0) - old.get(event, 0) for event in {**old, **new}}
    return {event: fen for event, fen in found.items() if fen}


def grows_by_the_difference(book: Book, old: YearView, new: YearView, number: int) -> None:
    """Blame at the one point and at the other differ by the difference: event by event in the rows of both tables, in
    sum in a row that one of them does not print, since all that happened to it cancelled out."""
    tables = [book.table(view, number) for view in (old, new)]
    for row in book.diff(old, new, table=number).rows:
        events = grown(*(behind(book, view, number, row.node) for view in (old, new)))
        assert sum(events.values()) == row.amounts.delta_fen
        if row.leaf and all(row.node in table.by_key for table in tables):
            assert events == grown({}, {(c.header.seq, c.kind): c.amount_fen for c in row.causes})
