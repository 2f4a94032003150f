"""The journal beside the log: behind, ahead, forked, damaged; and book.db made again from it."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.support.builders import (
    CLOUD,
    TRAINING,
    WAGES,
    Clock,
    SqliteLog,
    milestone,
    opened_book,
    record,
    supplement,
    unit,
)
from tracker.book import Book
from tracker.model.errors import CorruptBook, NotFound
from tracker.model.point import Point
from tracker.store import database
from tracker.store.schema import PAGE_BYTES, SCHEMA_VERSION

LOG = ["2024", "2024", "2023", "2024", "2025", "2024"]
"""The files that the six revisions of `full` stand in."""


@pytest.fixture
def full(tmp_path: Path) -> Path:
    """The folder of a closed book with six revisions of three years."""
    with opened_book(tmp_path / "book") as book:
        record(book, supplement(CLOUD, "30.00"))
        record(book, supplement(WAGES, "7.00"), fiscal_year=2023)
        record(book, milestone("2024/original", 1))
        record(book, supplement(WAGES, "8.00"), fiscal_year=2025)
        record(book, supplement(TRAINING, "1.00"))
    return tmp_path / "book"


def chain(path: Path) -> list[tuple[int, int, str, bytes]]:
    return list(SqliteLog(path))


def layout(path: Path) -> list[tuple[str, str, str]]:
    with closing(sqlite3.connect(path / "book.db")) as db:
        return db.execute("select type, name, sql from sqlite_schema order by type, name").fetchall()


def remove_database(path: Path) -> None:
    for file in path.glob("book.db*"):
        file.unlink()


def journal(path: Path) -> dict[str, list[bytes]]:
    return {file.stem: file.read_bytes().splitlines(keepends=True) for file in (path / "events").glob("*.jsonl")}


def rewrite(path: Path, year: str, change: Callable[[bytes], bytes]) -> None:
    file = path / "events" / f"{year}.jsonl"
    file.write_bytes(change(file.read_bytes()))


def copy_of(path: Path) -> Path:
    return Path(shutil.copytree(path, path.parent / "copy"))


def why(path: Path) -> str:
    """The id of what opening and verifying a book finds wrong, "" if it is sound."""
    try:
        with Book.open(path) as book:
            book.verify()
    except CorruptBook as error:
        return error.message.id
    return ""


def test_every_revision_is_one_line_of_the_file_of_its_year_in_order(full: Path) -> None:
    lines = {year: [json.loads(line) for line in found] for year, found in journal(full).items()}
    assert {year: [line["seq"] for line in found] for year, found in lines.items()} == {
        year: [n for n, of in enumerate(LOG, 1) if of == year] for year in set(LOG)
    }
    by_seq = {line["seq"]: line for found in lines.values() for line in found}
    assert [(n, by_seq[n]["hash"]) for n in range(1, 7)] == [(seq, hash) for seq, _, hash, _ in chain(full)]
    assert all(line.endswith(b"\n") and b"\r" not in line for found in journal(full).values() for line in found)


def test_book_db_is_made_again_from_the_journal_with_the_same_chain(full: Path) -> None:
    before = chain(full)
    remove_database(full)
    assert why(full) == ""
    assert chain(full) == before
    assert sorted(path.name for path in full.iterdir()) == ["book.db", "events", "snapshots"]


def test_a_folder_that_holds_events_alone_is_a_whole_book(full: Path, tmp_path: Path) -> None:
    shutil.copytree(full / "events", tmp_path / "other" / "events")
    assert why(tmp_path / "other") == ""
    assert chain(tmp_path / "other") == chain(full)
    with Book.open(tmp_path / "other") as book:
        record(book, unit("丙局"))
    assert journal(tmp_path / "other")["2024"][:-1] == journal(full)["2024"]


def test_a_half_built_book_db_is_no_obstacle(full: Path) -> None:
    before = chain(full)
    remove_database(full)
    (full / "book.1.part").write_bytes(b"half")
    (full / "book.1.part-wal").write_bytes(b"half")
    assert why(full) == ""
    assert chain(full) == before


# Behind


def lose_lines(path: Path, last: int) -> None:
    """Takes the revisions after `last` out of the journal."""
    for year, lines in journal(path).items():
        kept = [line for line in lines if json.loads(line)["seq"] <= last]
        (path / "events" / f"{year}.jsonl").write_bytes(b"".join(kept))


@pytest.mark.parametrize("last", range(6))
def test_a_journal_that_is_behind_is_completed_by_the_next_write_and_not_by_reading(full: Path, last: int) -> None:
    whole = journal(full)
    lose_lines(full, last)
    behind = journal(full)
    with Book.open(full, Clock()) as book:
        assert book.read_only is None
        assert book.verify().journal_lines == last
        assert journal(full) == behind
        record(book, unit("丙局"))
    assert {year: lines[: len(whole[year])] for year, lines in journal(full).items()} == whole
    assert why(full) == ""


def test_a_journal_that_is_gone_is_written_again_by_the_next_write(full: Path) -> None:
    whole = journal(full)
    shutil.rmtree(full / "events")
    with Book.open(full) as book:
        book.verify()
        record(book, unit("丙局"))
    assert journal(full)["2023"] == whole["2023"]
    assert why(full) == ""


@pytest.mark.parametrize("cut", [1, 2, 20, 200])
def test_a_half_written_last_line_is_ignored_and_mended_by_the_next_write(full: Path, cut: int) -> None:
    whole = journal(full)
    rewrite(full, "2024", lambda text: text[:-cut])
    assert why(full) == ""
    with Book.open(full) as book:
        record(book, unit("丙局"))
    assert journal(full)["2024"][:-1] == whole["2024"]
    assert why(full) == ""


def test_a_last_line_without_its_line_feed_counts_where_it_is_all_there_is(full: Path) -> None:
    """An editor that drops the last line feed must not cost a revision."""
    before = chain(full)
    rewrite(full, "2024", lambda text: text[:-1])
    remove_database(full)
    assert why(full) == ""
    assert chain(full) == before
    with Book.open(full) as book:
        record(book, unit("丙局"))
    assert why(full) == ""
    assert len(chain(full)) == 7


# Ahead


@pytest.fixture
def behind(full: Path) -> Iterator[Path]:
    """A copy of the book as it was before somebody else recorded two more, whose events/ then arrived."""
    copy = copy_of(full)
    with Book.open(full, Clock("2024-07-01")) as book:
        record(book, supplement(CLOUD, "2.00"))
        record(book, supplement(WAGES, "3.00"), fiscal_year=2023)
    shutil.rmtree(copy / "events")
    shutil.copytree(full / "events", copy / "events")
    return copy  # type: ignore[return-value] # a fixture without clean-up


def test_a_journal_that_is_ahead_is_applied(full: Path, behind: Path) -> None:
    assert len(chain(behind)) == 6
    assert why(behind) == ""
    assert chain(behind) == chain(full)


def test_an_open_book_that_a_pull_arrives_in_records_on_top_of_it(full: Path) -> None:
    copy = copy_of(full)
    with Book.open(full, Clock("2024-07-01")) as book:
        record(book, supplement(CLOUD, "2.00"))
    with Book.open(copy, Clock("2024-07-02")) as book:
        assert book.head.seq == 6
        shutil.copytree(full / "events", copy / "events", dirs_exist_ok=True)
        record(book, supplement(CLOUD, "3.00"))
        assert book.head.seq == 8
    assert chain(copy)[:7] == chain(full)
    assert why(copy) == ""


def test_a_journal_that_is_ahead_with_a_gap_is_not_applied(full: Path, behind: Path) -> None:
    rewrite(behind, "2024", lambda text: b"".join(text.splitlines(keepends=True)[:-1]))
    assert why(behind) == "corrupt.gap"
    assert len(chain(behind)) == 6


@pytest.mark.parametrize("year", ["2023", "2024"])
def test_a_journal_that_is_ahead_and_altered_is_not_applied(behind: Path, year: str) -> None:
    def alter(text: bytes) -> bytes:
        lines = text.splitlines(keepends=True)
        return b"".join([*lines[:-1], lines[-1].replace(b"finance", b"congress")])

    rewrite(behind, year, alter)
    before = chain(behind)
    assert why(behind).startswith(("book.forked", "corrupt."))
    assert chain(behind) == before


# Forked


@pytest.fixture
def forked(full: Path) -> Path:
    """Log and journal part at @7: each has a revision of its own."""
    copy = copy_of(full)
    for path, day in ((full, "2024-07-01"), (copy, "2024-07-02")):
        with Book.open(path, Clock(day)) as book:
            record(book, unit(f"{day}局"))
    shutil.rmtree(full / "events")
    shutil.copytree(copy / "events", full / "events")
    return full


def test_a_forked_book_is_read_only_and_says_where_it_parts(forked: Path) -> None:
    before = (chain(forked), journal(forked))
    with Book.open(forked) as book:
        assert book.read_only is not None
        assert book.read_only.params["seq"] == 7
        assert book.view(2024, Point(7)).size_fen() == 683_000_000
        writes: list[Callable[[], object]] = [
            lambda: record(book, unit("丁局")),
            lambda: book.reverse(2, reason="误"),
            lambda: book.tag("一稿", None),
        ]
        for write in writes:
            with pytest.raises(CorruptBook) as refused:
                write()
            assert refused.value.exit_code == 4
        with pytest.raises(CorruptBook) as found:
            book.verify()
        assert found.value.message.params["seq"] == 7
    assert (chain(forked), journal(forked)) == before


def test_a_fork_in_which_the_journal_is_longer_is_one_too(full: Path) -> None:
    copy = copy_of(full)
    with Book.open(full, Clock("2024-07-01")) as book:
        record(book, unit("丙局"))
    with Book.open(copy, Clock("2024-07-02")) as book:
        record(book, unit("丁局"))
        record(book, unit("戊局"))
    shutil.rmtree(full / "events")
    shutil.copytree(copy / "events", full / "events")
    with Book.open(full) as book:
        assert book.read_only is not None
        assert book.head.seq == 7
        with pytest.raises(CorruptBook):
            record(book, unit("己局"))


def test_a_fork_that_arrives_while_the_book_is_open_is_seen_by_the_next_write(full: Path) -> None:
    copy = copy_of(full)
    with Book.open(copy, Clock("2024-07-02")) as other:
        record(other, unit("丁局"))
    with Book.open(full, Clock("2024-07-01")) as book:
        record(book, unit("丙局"))
        shutil.copytree(copy / "events", full / "events", dirs_exist_ok=True)
        with pytest.raises(CorruptBook):
            record(book, unit("戊局"))
        assert book.head.seq == 7


# Damaged


def test_line_ends_that_git_converted_are_no_damage(full: Path) -> None:
    before = chain(full)
    for year in ("2023", "2024", "2025"):
        rewrite(full, year, lambda text: text.replace(b"\n", b"\r\n"))
    assert why(full) == ""
    with Book.open(full) as book:
        record(book, unit("丙局"))
    assert why(full) == ""
    remove_database(full)
    assert why(full) == ""
    assert chain(full)[:6] == before


@pytest.mark.parametrize(
    "change",
    [
        lambda line: line.replace(b"30.00", b"31.00"),
        lambda line: line.replace(b"finance", b"congress"),
        lambda line: line.replace(b'"by":"recorder"', b'"by": "recorder"'),
        lambda line: line.replace(b'"hash":"', b'"hash":"0')[:-1],
        lambda line: b'{"hash":"' + b"0" * 64 + line[73:],
        lambda line: b"",
        lambda line: b"\n",
        lambda line: line + line,
        lambda line: b"<<<<<<< HEAD\n" + line,
        lambda line: line[:-30] + b"\n",
        lambda line: line.replace(b'"seq":2', b'"seq":3'),
        lambda line: line.replace(b'"seq":2', b'"seq":99999'),
        lambda line: b"\xff\xfe" + line,
    ],
    ids=[
        *("amount", "authority", "space", "hash", "other hash", "lost", "blank", "twice", "conflict", "cut", "seq"),
        *("far seq", "bytes"),
    ],
)
def test_an_altered_middle_line_is_found_with_and_without_the_log(full: Path, change: Callable[[bytes], bytes]) -> None:
    def alter(text: bytes) -> bytes:
        lines = text.splitlines(keepends=True)
        assert json.loads(lines[1])["seq"] == 2
        return b"".join([lines[0], change(lines[1]), *lines[2:]])

    rewrite(full, "2024", alter)
    assert why(full).startswith("corrupt.")
    remove_database(full)
    assert why(full).startswith("corrupt.")
    assert not (full / "book.db").exists()


@pytest.mark.parametrize("last", [b"{}\n", b"\x00\n", b"not json\n", b'{"hash":"","revision":{},"seq":0}\n',
                                  b'{"hash":"' + b"0" * 64 + b'","revision":{},"seq":0}\n'])  # fmt: skip
def test_a_last_line_that_is_no_revision_is_found(full: Path, last: bytes) -> None:
    rewrite(full, "2024", lambda text: text + last)
    assert why(full).startswith(("corrupt.", "book.forked"))


def test_a_damaged_line_is_named_by_its_number(full: Path) -> None:
    rewrite(full, "2024", lambda text: text + b"{}\n")
    with pytest.raises(CorruptBook) as found:
        Book.open(full)
    assert found.value.message.params == {"file": "2024.jsonl", "line": 5}


def test_a_stray_file_among_the_events_is_left_alone(full: Path) -> None:
    (full / "events" / "README.md").write_text("x")
    (full / "events" / "2024.jsonl.orig").write_text("x")
    (full / "events" / ".2024.jsonl.swp").write_text("x")
    assert why(full) == ""


# The log itself


def alter_database(path: Path, statement: str, *values: object) -> None:
    with closing(sqlite3.connect(path / "book.db")) as db, db:
        for (name,) in db.execute("select name from sqlite_master where type = 'trigger'").fetchall():
            db.execute(f'drop trigger "{name}"')
        db.execute("pragma foreign_keys = off")
        assert db.execute(statement, values).rowcount > 0


@pytest.mark.parametrize(
    "statement",
    [
        "update revision set body = cast(replace(cast(body as text), '30.00', '31.00') as blob) where seq = 2",
        "update revision set hash = lower(hex(zeroblob(32))) where seq = 2",
        "update revision set fiscal_year = 2023 where seq = 2",
        "delete from revision where seq = 2",
        "update header set reason = 'x' where seq = 2",
        "update header set delta = delta + 1 where seq = 2",
        "update header set recorded = '2020-01-01T00:00:00.000Z' where seq = 2",
        "delete from header where seq = 2",
        "update posting set amount = amount + 1 where seq = 2",
        "update posting set current = current + 1 where seq = 2",
        "update posting set effective = effective + 1 where seq = 2",
        "update posting set measure = 6 where seq = 2",
        "delete from posting where seq = 2",
        "update size set current = current + 1 where seq = 2",
        "update change set value = '乙局' where value = '甲局'",
        "update change set effective = '2020-01-01' where seq = 1",
        "delete from change where seq = 4",
        "update line set economic = '30228' where economic = '30227'",
        "insert into change values (6, 0, '2024-01-01', 'setting', 'book', 'name', 'x', 0)",
    ],
)
def test_an_altered_row_of_book_db_is_found(full: Path, statement: str) -> None:
    alter_database(full, statement)
    assert why(full).startswith("corrupt.")


def test_a_rebuild_mends_the_projections_and_not_the_log(full: Path) -> None:
    alter_database(full, "update posting set amount = amount + 1 where seq = 2")
    with Book.open(full) as book:
        book.rebuild()
        book.verify()
    alter_database(full, "update revision set body = cast(replace(cast(body as text), '30.00', '31.00') as blob)")
    with Book.open(full) as book:
        with pytest.raises(CorruptBook):
            book.rebuild()
        with pytest.raises(CorruptBook):
            book.verify()


def test_a_rebuild_is_seen_by_others_as_a_whole_or_not_at_all(full: Path) -> None:
    with Book.open(full) as book, Book.open(full) as other:
        other.rebuild()
        assert book.view(2024, Point(6)).size_fen() == 683_000_000
        book.verify()


def test_a_rebuilt_book_is_append_only_again(full: Path) -> None:
    with Book.open(full) as book:
        book.rebuild()
    with closing(sqlite3.connect(full / "book.db")) as db, pytest.raises(sqlite3.IntegrityError):
        db.execute("update posting set amount = 0")


def test_a_rebuilt_book_has_the_tables_indexes_and_triggers_of_a_new_one(full: Path, tmp_path: Path) -> None:
    Book.init(tmp_path / "new").close()
    with Book.open(full) as book:
        book.rebuild()
    assert layout(full) == layout(tmp_path / "new") != []


def test_a_rebuild_gives_back_the_space_of_what_an_older_tracker_kept(full: Path) -> None:
    with closing(sqlite3.connect(full / "book.db")) as db, db:
        db.execute("create table kept (text)")
        db.execute("insert into kept values (zeroblob(1000000))")
    with Book.open(full) as book:
        book.rebuild()
        book.verify()
    assert (full / "book.db").stat().st_size < 500_000


def test_a_book_with_pages_of_another_size_is_read_written_and_rebuilt(full: Path) -> None:
    with closing(sqlite3.connect(full / "book.db", isolation_level=None)) as db:
        db.executescript(f"pragma journal_mode = delete; pragma page_size = {4 * PAGE_BYTES}; vacuum")
    with Book.open(full) as book:
        record(book, supplement(CLOUD, "1.00"))
        book.rebuild()
        book.verify()


def test_after_a_rebuild_a_line_that_somebody_else_added_is_found(full: Path) -> None:
    with Book.open(full) as book, Book.open(full) as other:
        book.rebuild()
        record(other, supplement(CLOUD, "1.00"), fiscal_year=2026)
        record(book, supplement(CLOUD, "1.00"), fiscal_year=2026)
        book.verify()


def test_a_book_of_a_newer_tracker_is_refused_in_words(full: Path) -> None:
    with closing(sqlite3.connect(full / "book.db")) as db:
        db.execute(f"pragma user_version = {SCHEMA_VERSION + 1}")
    with pytest.raises(NotFound) as refused:
        Book.open(full)
    assert refused.value.message.id == "book.newer"
    assert refused.value.message.params["version"] == SCHEMA_VERSION + 1


def test_a_book_of_an_older_tracker_is_rebuilt_from_its_log(full: Path) -> None:
    before = chain(full)
    with closing(sqlite3.connect(full / "book.db")) as db:
        db.execute(f"pragma user_version = {SCHEMA_VERSION - 1}")
        db.execute("drop table size")
        db.execute("alter table header rename column delta to sum")
    assert why(full) == ""
    assert chain(full) == before


def test_a_book_of_an_older_tracker_that_cannot_be_written_says_what_to_do(
    full: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(sqlite3.connect(full / "book.db")) as db:
        db.execute(f"pragma user_version = {SCHEMA_VERSION - 1}")
    monkeypatch.setattr(database, "connect", database.connect_read_only)
    with pytest.raises(NotFound) as refused:
        Book.open(full)
    assert refused.value.message.id == "book.older"


@pytest.mark.parametrize("garbage", [b"garbage" * 1_000, b"", b"SQLite format 3\x00" + b"\x00" * 4_000],
                         ids=["garbage", "empty", "header"])  # fmt: skip
def test_a_file_that_is_no_database_of_ours_is_said_and_left_there(full: Path, garbage: bytes) -> None:
    remove_database(full)
    (full / "book.db").write_bytes(garbage)
    assert why(full) == "corrupt.database"
    assert (full / "book.db").exists()


def test_a_database_that_cannot_be_opened_is_said(full: Path) -> None:
    remove_database(full)
    (full / "book.db").mkdir()
    with pytest.raises(NotFound) as refused:
        Book.open(full)
    assert refused.value.message.id == "book.unreachable"


def test_somebody_elses_database_is_not_taken_for_a_book(full: Path) -> None:
    remove_database(full)
    with closing(sqlite3.connect(full / "book.db")) as db:
        db.execute("create table t (x)")
    assert why(full) == "corrupt.database"


@pytest.mark.parametrize("where", ["nowhere", "nowhere/deeper"])
def test_a_folder_that_is_no_book_is_said(tmp_path: Path, where: str) -> None:
    with pytest.raises(NotFound):
        Book.open(tmp_path / where)
    assert not (tmp_path / "nowhere").exists()


def test_a_book_is_not_made_over_a_book(full: Path) -> None:
    before = chain(full)
    with pytest.raises(NotFound):
        Book.init(full)
    remove_database(full)
    with pytest.raises(NotFound):
        Book.init(full)
    assert why(full) == ""
    assert chain(full) == before
