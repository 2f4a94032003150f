"""Whether a head that somebody noted down is still part of the log."""

from __future__ import annotations

import pytest

from tests.support.builders import CLOUD, SqliteLog, record, supplement
from tests.support.shell import run
from tracker.book import Book
from tracker.model.canonical import GENESIS


@pytest.fixture
def hashes(book: Book) -> list[str]:
    """The hashes of @1 to @3."""
    for wan in ("1.00", "2.00"):
        record(book, supplement(CLOUD, wan))
    return [hash for _, _, hash, _ in SqliteLog(book.path)]


@pytest.mark.parametrize("seq", [1, 2, 3])
@pytest.mark.parametrize("digits", [12, 13, 64])
def test_a_known_head_is_found_with_what_builds_on_it(book: Book, hashes: list[str], seq: int, digits: int) -> None:
    head = hashes[seq - 1][:digits]
    ran = run(book.path, "verify", "--head", head.upper(), "--json")
    assert ran.code == 0
    known = ran.json["known"]
    assert (known["seq"], known["hash"], known["later"]) == (seq, hashes[seq - 1], 3 - seq)
    assert known["recorded"].startswith("2024-06-01T")
    out = run(book.path, "verify", "--head", head).out
    assert (
        f"{hashes[seq - 1]} is the hash of @{seq}, recorded {known['recorded']}; {3 - seq} revisions build on it" in out
    )


def test_every_log_builds_on_the_empty_book(book: Book, hashes: list[str]) -> None:
    assert run(book.path, "verify", "--head", GENESIS, "--json").json["known"] == {
        "seq": 0, "hash": GENESIS, "recorded": None, "later": len(hashes),
    }  # fmt: skip
    assert "known" not in run(book.path, "verify", "--json").json


def test_a_head_that_no_revision_has_is_an_integrity_failure(book: Book, hashes: list[str]) -> None:
    changed = ("0" if hashes[1][0] != "0" else "1") + hashes[1][1:]
    for head in (changed, changed[:12]):
        ran = run(book.path, "verify", "--head", head)
        assert (ran.code, ran.out) == (4, "")
        assert len(ran.err.splitlines()) == 1
        assert head in ran.err


@pytest.mark.parametrize("head", ["", "abc", "0" * 11, "0" * 65, "g" * 12, "０" * 12])
def test_what_is_no_hash_is_a_usage_error(book: Book, head: str) -> None:
    ran = run(book.path, "verify", "--head", head)
    assert (ran.code, ran.out) == (2, "")
    assert len(ran.err.splitlines()) == 1
