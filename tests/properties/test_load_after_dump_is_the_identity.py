"""Law: what the log and the journal store is canonical: read and written again it is the same bytes."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.properties.histories import book_of, histories
from tests.support.builders import Json, SqliteLog, body
from tracker.book import Book
from tracker.model.canonical import GENESIS, canonical, chain_hash
from tracker.model.revision import Revision
from tracker.store.journal import Journal

plain = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cf", "Zl", "Zp")), min_size=1, max_size=40)


@settings(max_examples=40)
@given(histories)
def test_every_stored_body_is_canonical_and_reads_back_to_itself(history: list[Json]) -> None:
    with book_of(history) as book:
        previous = GENESIS
        for _, _, hash, stored in SqliteLog(book.path):
            assert canonical(json.loads(stored)) == stored
            revision = Revision.model_validate_json(stored)
            assert canonical(revision.model_dump(mode="json", exclude_none=True)) == stored
            assert chain_hash(previous, stored) == hash
            previous = hash


@settings(max_examples=40)
@given(histories)
def test_a_journal_that_is_read_and_written_again_is_the_same_bytes(history: list[Json]) -> None:
    with book_of(history) as book, tempfile.TemporaryDirectory() as folder:
        events = book.path / "events"
        years = {int(path.stem): path.read_bytes() for path in events.iterdir()}
        by_line = {line: year for year in years for line in Journal(events).lines() if line.body in years[year]}
        Journal(Path(folder)).extend(
            (line.seq, by_line[line], line.hash, line.body) for line in Journal(events).lines()
        )
        assert {int(path.stem): path.read_bytes() for path in Path(folder).iterdir()} == years
        assert [line[:2] for line in Journal(events).lines()] == [
            (seq, hash) for seq, _, hash, _ in SqliteLog(book.path)
        ]


@settings(max_examples=40)
@given(histories)
def test_a_book_that_is_built_from_its_journal_answers_the_same(history: list[Json]) -> None:
    with book_of(history) as book, tempfile.TemporaryDirectory() as folder:
        (copy := Path(folder, "events")).mkdir()
        for path in (book.path / "events").iterdir():
            (copy / path.name).write_bytes(path.read_bytes())
        with Book.open(folder) as again:
            assert list(SqliteLog(again.path)) == list(SqliteLog(book.path))
            ours, theirs = (b.view(2024, b.point().point).tables() for b in (book, again))
            assert ours == theirs
            again.verify()


@given(st.dictionaries(plain, plain, max_size=5))
def test_any_text_that_is_admitted_reads_back_to_itself(facts: dict[str, str]) -> None:
    stated = {"kind": "DisclosureFactsStated", "section": "assets", "facts": facts}
    try:
        revision = Revision.model_validate_json(json.dumps(body(stated)))
    except ValueError:
        return
    stored = canonical(revision.model_dump(mode="json", exclude_none=True))
    assert canonical(Revision.model_validate_json(stored).model_dump(mode="json", exclude_none=True)) == stored
