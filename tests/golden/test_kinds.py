"""Every kind of event: what a person writes, what is stored, what it does and how it is told; and that what was stored
once replays for ever, byte for byte."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.golden.kind_examples import EXAMPLES, FROZEN, VERSIONS, frozen_log, frozen_name, recorded, shown
from tests.support.builders import Clock, Json, new_book
from tests.support.json_schema import faults
from tests.support.shell import run
from tracker.book import Book
from tracker.model.canonical import GENESIS, canonical, chain_hash
from tracker.model.events import KINDS
from tracker.model.revision import Revision

NAMES = sorted(path.name for path in FROZEN.glob("*.json"))


def frozen(name: str) -> Json:
    whole: Json = json.loads((FROZEN / name).read_text("utf-8"))
    return whole


@pytest.mark.parametrize("kind", [model.__name__ for model in KINDS])
def test_every_version_of_a_kind_is_frozen(kind: str) -> None:
    """Of a new kind or version: add an example, run python -m tests.golden.kind_examples, read what it wrote."""
    for version in range(1, VERSIONS[kind] + 1):
        assert f"{kind}.v{version}.json" in NAMES
        first = json.loads(frozen(f"{kind}.v{version}.json")["log"][-1]["body"])["events"][0]
        assert (first["kind"], first["v"]) == (kind, version)


@pytest.mark.parametrize("name", NAMES)
def test_what_was_stored_replays_byte_for_byte_with_the_same_hash(name: str) -> None:
    whole = frozen(name)
    log, hash = frozen_log(whole), GENESIS
    for stored_hash, stored in log:
        hash = chain_hash(hash, stored)
        assert hash == stored_hash
        assert canonical(json.loads(stored)) == stored
    found = shown(log)
    assert {key: whole[key] for key in found} == found


@pytest.mark.parametrize("name", NAMES)
def test_what_was_stored_is_a_book_that_opens_and_verifies(name: str, tmp_path: Path) -> None:
    events = tmp_path / "book" / "events"
    events.mkdir(parents=True)
    for seq, (hash, stored) in enumerate(frozen_log(frozen(name)), 1):
        revision = json.loads(stored)
        with (events / f"{revision['fiscal_year']}.jsonl").open("ab") as journal:
            journal.write(canonical({"hash": hash, "revision": revision, "seq": seq}) + b"\n")
    with Book.open(tmp_path / "book") as book:
        assert book.verify().revisions == book.head.seq
        assert book.head.hash == frozen(name)["log"][-1]["hash"]
        assert [one for one in book.judged() if one.strictness == "hard"] == []


@pytest.mark.parametrize("example", EXAMPLES)
def test_what_a_person_writes_is_stored_as_frozen(example: str) -> None:
    whole = frozen(frozen_name(example))
    assert whole["written"] == EXAMPLES[example].revision
    assert recorded(EXAMPLES[example]) == frozen_log(whole)


@pytest.mark.parametrize("example", EXAMPLES)
def test_what_is_stored_is_decided_again_as_it_is_stored(example: str, tmp_path: Path) -> None:
    """Writing down what the log holds, in the place of what a person wrote, gives the same log."""
    log = recorded(EXAMPLES[example])
    revisions = [Revision.model_validate_json(stored) for _, stored in log]
    with new_book(tmp_path / "book", _SameInstants(revisions)) as book:
        for revision in revisions:
            book.record(revision)
        assert book.head.hash == log[-1][0]


class _SameInstants(Clock):
    """Says of each revision the instant at which it was recorded before."""

    def __init__(self, revisions: list[Revision]) -> None:
        super().__init__()
        self._instants = iter([revision.recorded or "" for revision in revisions])

    def __call__(self) -> str:
        return next(self._instants)


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_printed_schema_fits_what_is_written_and_what_is_stored(example: str) -> None:
    kind = example.partition(".")[0]
    ran = run(None, "schema", kind)
    assert ran.code == 0
    written, stored = (revision["events"][0] for revision in (EXAMPLES[example].revision, frozen_stored(example)))
    for event in (written, stored):
        assert list(faults(event, ran.json)) == []
        assert list(faults(event | {"colour": "red"}, ran.json)) != []
        for name in ran.json["required"]:
            assert list(faults({key: value for key, value in event.items() if key != name}, ran.json)) != []


def frozen_stored(example: str) -> Json:
    stored: Json = frozen(frozen_name(example))["stored"]
    return stored


def test_the_schema_of_a_revision_fits_every_example() -> None:
    schema = run(None, "schema").json
    for example, (revision, given) in EXAMPLES.items():
        for one in (revision, *given, frozen_stored(example)):
            assert list(faults(one, schema)) == [], example
        assert list(faults(revision | {"effective": 2024}, schema)) != []
