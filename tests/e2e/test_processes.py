"""Several processes on one book: what was confirmed is there, nothing is half done, and everything stands in order."""

from __future__ import annotations

import json
import random
import shutil
import signal
import sys
import time
from pathlib import Path

import pytest

from tests.support.builders import CLOUD, SqliteLog, body, opened_book, supplement
from tests.support.shell import start
from tracker.book import Book
from tracker.model.point import Point


@pytest.fixture
def path(tmp_path: Path) -> Path:
    opened_book(tmp_path / "book").close()
    return tmp_path / "book"


def write(file: Path, revisions: int = 1) -> Path:
    """A file of revisions, each of which adds 0.01 万元 to one line."""
    file.write_text(json.dumps([body(supplement(CLOUD, "0.01")) for _ in range(revisions)]), "utf-8")
    return file


def expect_sound(path: Path, revisions: int) -> None:
    """The book holds so many of those revisions, each once, with an unbroken journal."""
    with Book.open(path) as book:
        assert book.head.seq == 1 + revisions
        assert book.view(2024, Point(book.head.seq)).size_fen() == 652_000_000 + 10_000 * revisions
        book.verify()


def journal_seqs(path: Path) -> list[int]:
    return [json.loads(line)["seq"] for line in (path / "events" / "2024.jsonl").read_bytes().splitlines()]


def test_processes_that_write_at_once_lose_nothing_and_keep_the_order(path: Path, tmp_path: Path) -> None:
    files = [write(tmp_path / f"{n}.json", 15) for n in range(3)]
    writers = [start("--book", str(path), "record", "--file", str(file)) for file in files]
    readers = [start("--book", str(path), "show", "3", "--json") for _ in range(2)]
    for process in (*writers, *readers):
        _, err = process.communicate(timeout=120)
        assert process.returncode == 0, err.decode()
    expect_sound(path, 45)
    assert journal_seqs(path) == list(range(1, 47))


def test_processes_that_open_a_journal_at_once_make_one_book(path: Path, tmp_path: Path) -> None:
    with Book.open(path) as book:
        before = book.head
    clone = tmp_path / "clone"
    shutil.copytree(path / "events", clone / "events")
    file = write(tmp_path / "r.json")
    readers = [start("--book", str(clone), "log", "--json") for _ in range(3)]
    writer = start("--book", str(clone), "record", "--file", str(file))
    for process in (*readers, writer):
        _, err = process.communicate(timeout=120)
        assert process.returncode == 0, err.decode()
    expect_sound(clone, 1)
    assert next(iter(SqliteLog(clone)))[2] == before.hash
    assert sorted(p.name for p in clone.iterdir() if p.suffix not in (".db-wal", ".db-shm")) == ["book.db", "events"]


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_writer_that_is_killed_leaves_a_sound_book(path: Path, tmp_path: Path) -> None:
    chance = random.Random(7)
    began = time.monotonic()
    assert start("--book", str(path), "record", "--file", str(write(tmp_path / "r.json"))).wait(60) == 0
    whole = time.monotonic() - began
    confirmed, killed = 1, 0
    for _ in range(14):
        process = start("--book", str(path), "record", "--file", str(write(tmp_path / "r.json", 3)))
        time.sleep(chance.uniform(0.4, 1.1) * whole)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        killed += process.returncode < 0
        confirmed += 3 * (process.returncode == 0)
        with Book.open(path) as book:
            present = book.head.seq - 1
            assert present >= confirmed
            book.verify()
    assert killed
    expect_sound(path, present)
    assert start("--book", str(path), "record", "--file", str(write(tmp_path / "r.json"))).wait(60) == 0
    expect_sound(path, present + 1)
    assert journal_seqs(path) == list(range(1, present + 3))
    copy = tmp_path / "copy"
    shutil.copytree(path / "events", copy / "events")
    expect_sound(copy, present + 1)
    assert list(SqliteLog(copy)) == list(SqliteLog(path))
