"""Law: what is refused, or only tried, leaves every file of the book as it was, byte for byte."""

from __future__ import annotations

import json

from hypothesis import given, settings

from tests.properties.histories import accepted, book_of, histories, revisions
from tests.support.builders import Json, fingerprint
from tracker.model.errors import Refused
from tracker.model.parse import parse_revisions


@settings(max_examples=60)
@given(histories, revisions)
def test_what_is_refused_changes_no_file(history: list[Json], last: Json) -> None:
    with book_of(history) as book:
        files, head = fingerprint(book.path), book.head
        roster = list(book.roster.projects())
        if not accepted(book, last):
            assert fingerprint(book.path) == files
            assert book.head == head
            assert list(book.roster.projects()) == roster


@settings(max_examples=40)
@given(histories, revisions)
def test_what_is_only_tried_changes_no_file_and_says_what_recording_does(history: list[Json], last: Json) -> None:
    [revision] = parse_revisions(json.dumps(last), "r.json")
    with book_of(history) as book:
        files = fingerprint(book.path)
        before = book.view(2024, book.point().point).tables()
        try:
            (preview,) = book.preview(revision)
        except Refused:
            preview = None
        if preview is None:
            assert not accepted(book, last)
            assert fingerprint(book.path) == files
            return
        assert fingerprint(book.path) == files
        assert book.view(2024, book.point().point).tables() == before
        recorded = book.record(revision)
        assert recorded.seq == preview.recorded.seq
        assert recorded.warnings == preview.recorded.warnings
        after = book.view(2024, book.point().point).tables()
        for role, table in after.items():
            told = {(c.row, c.column): c.after_fen for c in preview.changes if c.table == table.spec.number}
            changed = sum(
                before[role].cell(key, column.label) != table.cell(key, column.label)
                for key in {**before[role].by_key, **table.by_key}
                for column in {**dict.fromkeys(before[role].columns), **dict.fromkeys(table.columns)}
            )
            assert len(told) == changed
