"""Books that do not hold, from the start or while they are open: explained and shown as far as they can be read, never
written, never a crash."""

from __future__ import annotations

import shlex
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.e2e.test_tui_terminal import Terminal, terminal
from tests.support.builders import CLOUD, record, supplement
from tests.support.tui import eventful_book, press, running, screen_lines, screen_text
from tracker.book import Book
from tracker.model.errors import CorruptBook, say
from tracker.store import database
from tracker.store import verify as verifying
from tracker.store.sqlite import SqliteStore
from tracker.tui.book_screen import BookScreen
from tracker.tui.form_screen import FormScreen

__all__ = ["terminal"]
DROPPED = "select name from sqlite_master where type = 'trigger'"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    eventful_book(tmp_path / "book").close()
    return tmp_path / "book"


@pytest.fixture
def lively(place: Path) -> Iterator[Book]:
    with Book.open(place) as book:
        yield book


def tamper(place: Path, *statements: str) -> None:
    """What somebody with a database tool can do."""
    with sqlite3.connect(place / "book.db") as db:
        db.execute("pragma foreign_keys = off")
        for (name,) in db.execute(DROPPED).fetchall():
            db.execute(f"drop trigger {name}")
        for statement in statements:
            db.execute(statement)
    db.close()


def broken_line(place: Path) -> None:
    path = place / "events" / "2024.jsonl"
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join((*lines[:-1], b"not a revision\n")))


def no_database(place: Path) -> None:
    for leftover in place.glob("book.db-*"):
        leftover.unlink()
    (place / "book.db").write_bytes(b"this is no database " * 500)


def neither(place: Path) -> None:
    no_database(place)
    broken_line(place)


@pytest.mark.parametrize(
    ("spoil", "said", "head"),
    [
        (broken_line, "events/2024.jsonl 第 7 行不是一条修订", 8),
        (no_database, "不是本程序的数据库", 8),
        (neither, "book.db", 6),
    ],
)
async def test_a_book_that_does_not_hold_opens_to_be_read(
    place: Path, spoil: Callable[[Path], None], said: str, head: int
) -> None:
    spoil(place)
    with pytest.raises(CorruptBook):
        Book.open(place)
    before = {path: path.read_bytes() for path in place.rglob("*") if path.is_file()}
    with Book.open_damaged(place) as book:
        async with running(book, "2") as (app, pilot):
            text = "".join(screen_text(app).split())
            assert said.replace(" ", "") in text
            assert "trackerverify" in text
            assert "只读" in text
            assert app.state.version == head
            for key in "13456(":
                await press(pilot, key)
                assert f"@{head}" in screen_text(app)
            for key in "aUM":
                await press(pilot, key)
                assert isinstance(app.screen, BookScreen)
                assert "只读" in screen_lines(app)[-1]
        with pytest.raises(CorruptBook):
            record(book, supplement(CLOUD, "1.00"))
    assert {path: path.read_bytes() for path in before} == before


def test_to_look_at_a_book_without_a_database_makes_none(place: Path) -> None:
    for leftover in place.glob("book.db*"):
        leftover.unlink()
    journal = place / "events" / "2024.jsonl"
    whole = journal.read_bytes()
    broken_line(place)
    Book.open_damaged(place).close()
    assert not list(place.glob("book*"))
    journal.write_bytes(whole)
    with Book.open(place) as book:
        assert book.head.seq == 8


def test_of_a_database_with_a_spoilt_page_the_journal_is_shown(place: Path) -> None:
    with sqlite3.connect(place / "book.db") as db:
        (page,) = db.execute("select rootpage from sqlite_master where name = 'revision'").fetchone()
        (size,) = db.execute("pragma page_size").fetchone()
    db.close()
    with (place / "book.db").open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * size)
    with pytest.raises(CorruptBook):
        Book.open(place)
    with Book.open_damaged(place) as book:
        assert book.head.seq == 8
        assert book.table(book.view(2024, book.point().point), 3).rows


async def test_what_was_begun_before_the_damage_was_known_is_not_recorded(lively: Book) -> None:
    async with running(lively, "2") as (app, _):
        app.watching.distrust(say("book.damaged", why="-"))
        revision = lively.tagging("2024/late", 8)
        assert app.writing.record(revision, 8) == app.reader.read_only
        assert lively.head.seq == 8


def test_nothing_is_recorded_in_a_database_that_was_replaced(lively: Book, tmp_path: Path) -> None:
    eventful_book(tmp_path / "other").close()
    (tmp_path / "other" / "book.db").replace(lively.path / "book.db")
    with pytest.raises(CorruptBook):
        record(lively, supplement(CLOUD, "1.00"))
    assert lively.head.seq == 8


def test_what_is_recorded_while_a_book_is_verified_is_no_damage(lively: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = verifying._projections
    late = [supplement(CLOUD, "1.00"), supplement(CLOUD, "2.00")]

    def slow(kept: SqliteStore, replayed: SqliteStore) -> None:
        if late:
            with Book.open(lively.path) as other:
                record(other, late.pop(), fiscal_year=2025, effective="2025-02-01")
        plain(kept, replayed)

    monkeypatch.setattr(verifying, "_projections", slow)
    assert lively.verify().head.seq == 10


def test_a_book_of_which_nothing_can_be_read_is_refused_in_words(place: Path) -> None:
    no_database(place)
    shutil.rmtree(place / "events")
    with pytest.raises(CorruptBook):
        Book.open_damaged(place)


@pytest.mark.parametrize(
    ("statements", "said"),
    [
        (("delete from header where seq = 8", "delete from revision where seq = 8"), "日志被截短：原有 @8，现只到 @7"),
        (("update revision set hash = hex(zeroblob(32)) where seq = 8",), "日志 @8 被改动"),
    ],
)
async def test_a_log_that_is_cut_or_altered_while_it_is_open_is_no_longer_written(
    lively: Book, statements: tuple[str, ...], said: str
) -> None:
    async with running(lively, "2") as (app, pilot):
        tamper(lively.path, *statements)
        app.watching.look()
        await press(pilot, "j")
        assert said in screen_text(app)
        await press(pilot, "a")
        assert isinstance(app.screen, BookScreen)
        assert "只读" in screen_lines(app)[-1]
        for key in ("1", "3", "[", "f5", "2"):
            await press(pilot, key)
        assert "只读" in screen_text(app)


async def test_a_journal_that_is_altered_while_the_book_is_open_is_said(lively: Book) -> None:
    async with running(lively, "2") as (app, pilot):
        broken_line(lively.path)
        app.watching.look()
        await press(pilot, "j")
        assert "第 7 行不是一条修订" in screen_text(app)


async def test_a_book_that_was_replaced_is_opened_anew_when_asked_for(lively: Book, tmp_path: Path) -> None:
    async with running(lively, "2") as (app, pilot):
        app.watching.look()
        assert app.reader.fault is None
        with eventful_book(tmp_path / "other") as other:
            record(other, supplement(CLOUD, "1.00"), fiscal_year=2025, effective="2025-02-01")
        shutil.rmtree(lively.path)
        shutil.move(tmp_path / "other", lively.path)
        app.watching.look()
        await press(pilot, "j")
        assert "被换掉或移走了" in screen_text(app)
        await press(pilot, "f5", "$")
        assert app.reader.fault is None
        assert "被换掉" not in screen_text(app)
        assert app.state.version == 9


async def test_on_a_disk_that_cannot_be_written_everything_is_seen_and_recording_says_why(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "connect", lambda path, **_: database.connect_read_only(path))
    with Book.open(place) as book:
        async with running(book, "2", "3", "6", "1", "a") as (app, pilot):
            assert isinstance(app.screen, FormScreen)
            said = {"kind": "追加", "doc": "甲号 2025-02-01 财政", "place": "甲中心/运维", "amount": "2", "reason": "r"}
            for name, value in said.items():
                app.screen.field(name).value = value
            await pilot.pause()
            await press(pilot, "ctrl+s", "ctrl+s", "ctrl+s")
            assert isinstance(app.screen, FormScreen)
            assert "readonly" in screen_lines(app)[-1] or "忙" in screen_lines(app)[-1]
            await press(pilot, "escape", "escape")
            assert isinstance(app.screen, BookScreen)
        assert book.head.seq == 8


@pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed: no terminal to drive")
def test_a_terminal_shows_what_fails_the_proof_and_survives_a_database_cut_in_half(
    terminal: Terminal, place: Path
) -> None:
    snapshot = next((place / "snapshots").glob("*.json"))
    snapshot.write_bytes(snapshot.read_bytes().replace(b"2024", b"2023"))
    command = [sys.executable, "-m", "tracker", "--book", str(place), "--lang", "zh"]
    terminal.open(shlex.join(command))
    terminal.wait_for("单位:万元")
    terminal.wait_for("snapshots/")
    assert "只读" in terminal.screen()
    with (place / "book.db").open("r+b") as file:
        file.truncate(file.seek(0, 2) // 2)
        file.seek(0)
        file.write(b"\0" * 65_536)
    for key in ("2", "3", "]", "[", "6", "7", "1", "F5", "q"):
        terminal.keys(key)
    terminal.wait(lambda _: terminal.ask("alternate_on") == "0")
    terminal.wait(lambda text: text.rstrip().endswith("READY>"))
    assert "Traceback" not in terminal.screen("-S", "-100")
    assert terminal.ask("cursor_flag") == "1"
