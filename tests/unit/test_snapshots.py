"""Snapshots and evidence: proof beside the log, and what verify finds of what was done to them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.support.builders import CLOUD, WAGES, goal, milestone, record, revision, statement, supplement, unit
from tracker.book import Book
from tracker.model.errors import CorruptBook


def snapshot(book: Book, name: str = "2024-original") -> Path:
    return book.path / "snapshots" / f"{name}.json"


@pytest.fixture
def named(book: Book) -> Book:
    """@1 is 2024/original, @2 adds money, @4 is 2024/adjusted."""
    record(book, supplement(CLOUD, "30.00"))
    record(book, milestone("2024/original", 1))
    record(book, goal("云平台", "扩容"), milestone("2024/adjusted"))
    return book


def test_every_milestone_is_frozen_with_what_the_year_held(named: Book) -> None:
    frozen = json.loads(snapshot(named).read_text("utf-8"))
    assert (frozen["milestone"], frozen["seq"], frozen["year"]) == ("2024/original", 1, 2024)
    assert frozen["hash"] == named.hash_at(1)
    amounts = {line["economic"]: line["amount"] for line in frozen["content"]["lines"]}
    assert amounts == {"30101": "100.00", "30231": "2.00", "30227": "500.00", "30216": "20.00", "30213": "30.00"}
    adjusted = json.loads(snapshot(named, "2024-adjusted").read_text("utf-8"))
    assert (adjusted["seq"], adjusted["hash"]) == (4, named.head.hash)
    found = named.verify()
    assert (found.snapshots, found.milestones) == (2, 2)


def altered(field: str, value: object) -> Callable[[dict[str, Any]], None]:
    def alter(body: dict[str, Any]) -> None:
        body[field] = value

    return alter


def _raise_amount(body: dict[str, Any]) -> None:
    body["content"]["lines"][0]["amount"] = "999.00"


def _raise_amount_and_digest(body: dict[str, Any]) -> None:
    from tracker.model.canonical import canonical, digest

    _raise_amount(body)
    body["digest"] = digest(canonical(body["content"]))


@pytest.mark.parametrize(
    "alter",
    [
        _raise_amount, _raise_amount_and_digest, altered("content", {}), altered("digest", "0" * 64), altered("seq", 2),
        altered("seq", 99), altered("seq", "1"), altered("seq", None), altered("seq", []), altered("seq", {}),
        altered("seq", 10**30), altered("hash", "0" * 64), altered("hash", None), altered("year", 2023),
        altered("year", "2024"), altered("year", None), altered("year", []), altered("milestone", "2024/final"),
        altered("milestone", None), altered("content", None), altered("content", 1.5),
    ],
)  # fmt: skip
def test_an_altered_snapshot_is_found(named: Book, alter: Callable[[dict[str, Any]], None]) -> None:
    path = snapshot(named)
    body = json.loads(path.read_text("utf-8"))
    alter(body)
    path.write_text(json.dumps(body, ensure_ascii=False), "utf-8")
    with pytest.raises(CorruptBook) as found:
        named.verify()
    assert found.value.message.id.startswith("corrupt.snapshot")


@pytest.mark.parametrize("garbage", [b"", b"{", b"[]", b"null", b"\xff\xfe", b"{}", b"[" * 100_000])
def test_a_snapshot_that_cannot_be_read_is_found(named: Book, garbage: bytes) -> None:
    snapshot(named).write_bytes(garbage)
    with pytest.raises(CorruptBook):
        named.verify()


def test_a_snapshot_moved_to_another_version_is_found(named: Book) -> None:
    """@2 and @3 hold the same money and facts; a snapshot of one must not pass for the other."""
    record(named, milestone("一稿", 2))
    path = snapshot(named, "一稿")
    body = json.loads(path.read_text("utf-8")) | {"seq": 3, "hash": named.hash_at(3)}
    path.write_text(json.dumps(body, ensure_ascii=False), "utf-8")
    with pytest.raises(CorruptBook):
        named.verify()


def test_a_snapshot_that_is_gone_is_missed_in_the_count(named: Book) -> None:
    snapshot(named).unlink()
    found = named.verify()
    assert (found.snapshots, found.milestones) == (1, 2)


def test_a_milestone_that_is_taken_back_takes_its_snapshot_along(named: Book) -> None:
    named.reverse(3, reason="误")
    assert not snapshot(named).exists()
    found = named.verify()
    assert (found.snapshots, found.milestones) == (1, 1)


def test_milestones_of_any_name_have_files_of_their_own(named: Book) -> None:
    names = ["稿/一", "稿-一", "a:b", "a*b", "con", "..", "x" * 80, "2024/一稿?", "稿" * 300, "draft", "Draft",
             "2024-mid", "2024/mid"]  # fmt: skip
    for name in names:
        record(named, milestone(name, 1))
    assert named.verify().snapshots == 2 + len(names)
    assert all(path.parent == named.path / "snapshots" for path in (named.path / "snapshots").iterdir())


def test_line_ends_that_git_converted_are_no_damage(named: Book) -> None:
    path = snapshot(named)
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    named.verify()


def test_evidence_is_kept_by_its_digest_and_found_when_altered(book: Book) -> None:
    book.record(revision(statement(adopt=False)), evidence=b"original")
    [kept] = (book.path / "evidence").iterdir()
    assert book.verify().documents == 1
    kept.write_bytes(b"altered")
    with pytest.raises(CorruptBook) as found:
        book.verify()
    assert found.value.message.id == "corrupt.evidence"


def test_a_refused_revision_leaves_no_evidence(book: Book) -> None:
    book.record(revision(statement(adopt=False)), evidence=b"original")
    with pytest.raises(Exception, match="statement-twice"):
        book.record(revision(statement(adopt=False)), evidence=b"other")
    assert len(list((book.path / "evidence").iterdir())) == 1


def test_what_systems_leave_in_folders_is_no_damage(named: Book) -> None:
    (named.path / "evidence").mkdir()
    (named.path / "evidence" / ".gitkeep").write_text("")
    (named.path / "evidence" / "abc.part").write_text("half")
    (named.path / "snapshots" / "2024-original.part").write_text("half")
    named.verify()
    record(named, unit("丙局"), supplement(WAGES, "1.00"))
    named.verify()
