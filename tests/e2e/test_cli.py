"""The command line: exit codes, one-line errors, and the JSON that scripts depend on (design.md 8)."""

from __future__ import annotations

import json
import os
import shlex
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.support.builders import (
    CLOUD,
    TRAINING,
    UPKEEP,
    WAGES,
    Clock,
    Json,
    SqliteLog,
    amount,
    body,
    cut,
    fingerprint,
    goal,
    line,
    milestone,
    opened_book,
    printed_row,
    printed_table,
    project,
    record,
    statement,
    supplement,
    transferred,
    unit,
)
from tests.support.shell import Ran, run, start
from tracker.book import Book
from tracker.cli.main import program


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The folder of a book with five revisions; @3 is backdated, @4 names @1, @5 changes a goal."""
    with opened_book(tmp_path / "book", Clock("2024-06-01")) as book:
        document = {"number": "甲财〔2024〕9号", "title": "关于追加的通知", "date": "2024-03-01"}
        record(book, supplement(CLOUD, "30.00"), effective="2024-03-01", document=document)
        record(book, transferred(amount(TRAINING, "-5.00"), amount(UPKEEP, "5.00")), effective="2024-02-01")
        record(book, milestone("2024/original", 1))
        record(book, goal("云平台", "扩容"))
    return tmp_path / "book"


def file_of(tmp_path: Path, *revisions: Json) -> str:
    file = tmp_path / "r.json"
    file.write_text(json.dumps(list(revisions), ensure_ascii=False), "utf-8")
    return str(file)


def is_one_line(ran: Ran) -> bool:
    """Whether an error is one line that starts with the program's name, without a traceback, and nothing else."""
    return ran.err.startswith("tracker: ") and len(ran.err.splitlines()) == 1 and "Traceback" not in ran.err


def words(value: object) -> str | None:
    return " ".join(map(str, value))[:60] if isinstance(value, list) else None


# Exit codes


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["show", "3"], 0),
        (["show", "3", "--year", "2024", "--at", "@0"], 0),
        (["show", "lines"], 0),
        (["show", "units"], 0),
        (["show", "projects"], 0),
        (["show", "milestones"], 0),
        (["log"], 0),
        (["log", "--project", "云平台"], 0),
        (["log", "--amount", "30.00"], 0),
        (["log", "--amount", "1,191.44"], 0),
        (["log", "--kind", "GoalChanged", "--since", "2024-06-01"], 0),
        (["diff", "@1", "HEAD"], 0),
        (["diff", "@1", "@1", "--exit-code"], 0),
        (["diff", "@1", "HEAD", "--exit-code"], 1),
        (["blame", "12", "云平台"], 0),
        (["blame", "3", "合计", "项目支出", "--at", "2024/original"], 0),
        (["check"], 0),
        (["verify"], 0),
        (["rebuild"], 0),
        (["schema"], 0),
        (["schema", "AmountAdjusted"], 0),
        (["--version"], 0),
        (["--help"], 0),
        (["show", "--help"], 0),
        ([], 0),
        (["show"], 2),
        (["show", "13"], 2),
        (["show", "0"], 2),
        (["show", "-1"], 2),
        (["show", "9" * 30], 2),
        (["show", "tables"], 2),
        (["show", "3", "--year", "2022"], 2),
        (["show", "3", "--year", "x"], 2),
        (["show", "3", "--at", "@99"], 2),
        (["show", "3", "--at", "yesterday"], 2),
        (["show", "3", "--at", "known:2024-1-1"], 2),
        (["show", "3", "--at", "known:9999-12-31"], 0),
        (["show", "3", "--at", "stmt:x"], 2),
        (["show", "3", "--effective", "HEAD"], 2),
        (["show", "3", "--effective", "2024-02-30"], 2),
        (["show", "3", "--unit", "乙局"], 2),
        (["show", "3", "--unit", ""], 0),
        (["log", "--amount", "abc"], 2),
        (["log", "--amount", "1e9"], 2),
        (["log", "--since", "20240601"], 2),
        (["log", "--since", "yesterday"], 2),
        (["log", "--project", "没有这个"], 2),
        (["log", "--unit", "没有这个"], 2),
        (["log", "--limit", "0"], 2),
        (["diff"], 2),
        (["diff", "@1", "@99"], 2),
        (["diff", "@1", "HEAD", "--by", "colour"], 2),
        (["diff", "@1", "HEAD", "--table", "99"], 2),
        (["blame", "12"], 2),
        (["blame", "x", "云平台"], 2),
        (["blame", "12", "没有这个"], 2),
        (["blame", "12", "云平台", "没有这个"], 2),
        (["blame", "99", "云平台"], 2),
        (["nonsense"], 2),
        (["show", "3", "--nonsense"], 2),
        (["reverse", "99", "--reason", "误"], 2),
        (["reverse", "x", "--reason", "误"], 2),
        (["reverse", "2"], 2),
        (["reverse", "2", "--reason", "误", "--effective", "yesterday"], 2),
        (["reverse", "2", "--reason", "误", "--date", "2024-02-30"], 2),
        (["reverse", "2", "--reason", "误", "--authority", "king"], 2),
        (["reverse", "2", "--reason", "误\x1b[2J"], 2),
        (["reverse", "2", "--reason", "误", "--by", ""], 0),
        (["reverse", "1", "--reason", "误"], 3),
        (["reverse", "0", "--reason", "误"], 2),
        (["tag", "HEAD"], 3),
        (["tag", "2024/original"], 3),
        (["tag", ""], 2),
        (["tag", "稿" * 301], 2),
        (["tag", "一稿", "99"], 2),
        (["tag", "一稿", "2"], 0),
        (["schema", "MoneyPrinted"], 2),
        (["import", "nowhere.txt"], 2),
        (["import", "/"], 2),
        (["record", "--file", "nowhere.json"], 2),
        (["record", "--file", "/"], 2),
        (["record"], 2),
    ],
    ids=words,
)
def test_every_command_ends_with_its_code_and_an_error_is_one_line(path: Path, arguments: list[str], code: int) -> None:
    files = fingerprint(path)
    ran = run(path, *arguments)
    assert ran.code == code, ran.err
    if code in (2, 3):
        assert is_one_line(ran), ran.err
        assert ran.out == ""
        assert fingerprint(path) == files
    else:
        assert ran.err == ""
        assert ran.out


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_errors_speak_the_readers_language(path: Path, lang: str) -> None:
    ran = run(path, "show", "13", lang=lang)
    assert ("没有表 13" in ran.err) == (lang == "zh")
    assert ("no table 13" in ran.err) == (lang == "en")


def test_a_folder_that_is_no_book_is_a_usage_error(tmp_path: Path) -> None:
    for arguments in (["log"], ["show", "3"], ["verify"], ["tag", "一稿"]):
        ran = run(tmp_path, *arguments)
        assert ran.code == 2
        assert is_one_line(ran)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", ["log", "show 3", "diff @0 HEAD", "check", "verify", "show units", "rebuild", ""])
def test_an_empty_book_has_answers_or_says_that_it_is_empty(empty: Book, command: str) -> None:
    ran = run(empty.path, *command.split())
    assert ran.code in (0, 2)
    assert ran.code == 0 or is_one_line(ran)


def test_init_makes_a_book_once(tmp_path: Path) -> None:
    assert run(None, "init", str(tmp_path / "new")).code == 0
    assert run(tmp_path / "new", "log", "--json").json == {"revisions": []}
    again = run(None, "init", str(tmp_path / "new"))
    assert again.code == 2
    assert is_one_line(again)


def test_init_where_a_file_is_in_the_way_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    for place in ("file", "file/deeper"):
        ran = run(None, "init", str(tmp_path / place))
        assert ran.code == 2
        assert is_one_line(ran), ran.err


def test_what_a_check_finds_ends_with_one(empty: Book) -> None:
    rows = [printed_row("合计", "100.00"), printed_row("教育支出", "60.00", code="205")]
    opening = statement(adopt=True, tables=(printed_table(3, ["合计"], *rows),))
    record(empty, unit("甲局"), opening)
    ran = run(empty.path, "check", "--json")
    assert ran.code == 1
    assert ran.json["summary"]["fails"] >= 1


def test_a_damaged_book_ends_with_four(path: Path) -> None:
    journal = path / "events" / "2024.jsonl"
    journal.write_bytes(journal.read_bytes().replace("甲财〔2024〕9号".encode(), "甲财〔2024〕8号".encode()))
    ran = run(path, "verify")
    assert ran.code == 4
    assert is_one_line(ran), ran.err
    assert "@2" in ran.err
    assert run(path, "show", "3").code == 0


def test_a_forked_book_may_be_read_and_not_written(path: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(path / "book.db")) as db, db:
        db.execute("drop trigger revision_no_update")
        db.execute("update revision set hash = ? where seq = 5", ("0" * 64,))
    assert run(path, "show", "3").code == 0
    for ran in (
        run(path, "tag", "一稿"),
        run(path, "record", "--file", file_of(tmp_path, body(unit("丙局")))),
        run(path, "verify"),
    ):
        assert ran.code == 4
        assert is_one_line(ran), ran.err


def test_a_database_that_is_garbage_ends_with_four(path: Path) -> None:
    for file in path.glob("book.db*"):
        file.unlink()
    (path / "book.db").write_bytes(b"garbage" * 1_000)
    ran = run(path, "log")
    assert ran.code == 4
    assert is_one_line(ran), ran.err


# Recording


@pytest.mark.parametrize(
    ("revision", "code"),
    [
        (body(cut(TRAINING, "-100.00")), 3),
        (body(transferred(amount(TRAINING, "-5.00"), amount(UPKEEP, "4.99"))), 3),
        (body(supplement({**CLOUD, "project": "没有这个"}, "1.00")), 3),
        (body(supplement(CLOUD, "0.00")), 3),
        (body(supplement(CLOUD, "1.00"), cut(TRAINING, "-100.00")), 3),
        (body(supplement(CLOUD, "NaN")), 2),
        (body({"kind": "AmountAdjusted", "mode": "supplement", "line": CLOUD, "amount": 30.5}), 2),
        (body({"kind": "AmountAdjusted", "mode": "supplement", "line": CLOUD, "amount": 10**400}), 2),
        (body({"kind": "MoneyPrinted", "amount": "1.00"}), 2),
        (body(supplement(CLOUD, "1.00") | {"colour": "red"}), 2),
        (body(*[supplement(CLOUD, "9999999999.00")] * 1_000), 3),
    ],
)
def test_a_bad_revision_is_refused_in_one_line_and_nothing_is_written(
    path: Path, tmp_path: Path, revision: Json, code: int
) -> None:
    files, log = fingerprint(path), list(SqliteLog(path))
    ran = run(path, "record", "--file", file_of(tmp_path, revision))
    assert ran.code == code
    assert is_one_line(ran), ran.err
    assert fingerprint(path) == files
    assert list(SqliteLog(path)) == log


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\n\n",
        b"{}",
        b"[]",
        b"null",
        b"\x00\x01\x02\xff\xfe" * 1_000,
        bytes(range(256)) * 10,
        b"PK\x03\x04" + bytes(1_000),
        b"[" * 100_000,
        b"[" * 100_000 + b"]" * 100_000,
        b'{"events":' * 50_000 + b"1" + b"}" * 50_000,
        b'{"fiscal_year": ' + b"9" * 100_000 + b"}",
        b'{"fiscal_year": 1e400}',
        b'{"reason": "\xff\xff"}',
        json.dumps(body(unit("甲"))).encode("utf-16"),
        json.dumps(body(unit("甲"))).encode()[:-5],
    ],
    ids=["empty", "blank", "object", "array", "null", "binary", "bytes", "zip", "deep", "deep closed", "deep objects",
         "huge", "infinite", "encoding", "utf-16", "cut"],
)  # fmt: skip
def test_a_file_that_is_no_revision_is_said_to_be_none(path: Path, tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "r.json"
    file.write_bytes(data)
    files = fingerprint(path)
    ran = run(path, "record", "--file", str(file))
    assert ran.code == 2
    assert ran.err
    assert all(message.startswith("tracker: ") for message in ran.err.splitlines()), ran.err
    assert len(ran.err) < 10_000
    assert fingerprint(path) == files


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030"])
def test_files_as_chinese_desktops_write_them_are_read(path: Path, tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "r.json"
    file.write_bytes(json.dumps(body(unit("丙局")), ensure_ascii=False).encode(encoding))
    assert run(path, "record", "--file", str(file)).code == 0
    assert run(path, "show", "units", "--json").json["units"][-1]["name"] == "丙局"


def test_a_revision_may_come_on_standard_input(path: Path) -> None:
    ran = run(path, "record", "--file", "-", stdin=json.dumps(body(unit("丙局"))).encode())
    assert ran.code == 0


def test_each_revision_of_a_file_is_atomic(path: Path, tmp_path: Path) -> None:
    """Those before a refused one stay, it and those after it are not there."""
    revisions = [body(unit("丙局")), body(unit("丁局"), cut(TRAINING, "-100.00")), body(unit("戊局"))]
    ran = run(path, "record", "--file", file_of(tmp_path, *revisions))
    assert ran.code == 3
    names = [u["name"] for u in run(path, "show", "units", "--json").json["units"]]
    assert names == ["甲局", "甲中心", "丙局"]


def test_record_says_what_was_recorded(path: Path, tmp_path: Path) -> None:
    vague = supplement(line("甲局", economic=None, function="2010399"), "1.00")
    ran = run(path, "record", "--file", file_of(tmp_path, body(vague)), "--json")
    assert ran.code == 0
    assert ran.json["seq"] == 6
    assert ran.json["hash"] == list(SqliteLog(path))[-1][2]
    assert len(ran.json["warnings"]) == 1
    assert ran.err


def test_a_dry_run_shows_the_effect_on_every_table_and_writes_nothing(path: Path, tmp_path: Path) -> None:
    files = fingerprint(path)
    ran = run(path, "record", "--file", file_of(tmp_path, body(supplement(CLOUD, "2.00"))), "--dry-run", "--json")
    assert ran.code == 0
    effects = {(e["table"], e["row"], e["column"]): (e["before"], e["after"]) for e in ran.json["effects"]}
    assert effects[12, "云平台", "总计"] == ("530.00", "532.00")
    assert effects[3, "合计", "合计"] == ("682.00", "684.00")
    assert {table for table, _, _ in effects} == {1, 2, 3, 4, 5, 10, 12}
    assert fingerprint(path) == files


def test_reversing_and_tagging_from_the_command_line(path: Path) -> None:
    assert run(path, "reverse", "2", "--reason", "登记有误", "--by", "乙", "--json").json["seq"] == 6
    newest = run(path, "log", "--json").json["revisions"][0]
    assert (newest["by"], newest["reason"], newest["kinds"]) == ("乙", "登记有误", ["RevisionReversed"])
    assert newest["document"]["number"] == "甲财〔2024〕9号"
    assert run(path, "tag", "2024/mid-year").code == 0
    assert run(path, "show", "3", "--at", "2024/mid-year", "--json").json["version"]["seq"] == 6


# Shapes


def test_show_prints_a_table(path: Path) -> None:
    shape = run(path, "show", "5", "--year", "2024", "--json").json
    assert (shape["table"], shape["title"], shape["year"], shape["unit"]) == (
        5, "一般公共预算支出情况表（按功能分类科目）", 2024, "万元",
    )  # fmt: skip
    head = list(SqliteLog(path))[-1]
    assert {k: shape["version"][k] for k in ("seq", "name", "hash")} == {"seq": 5, "name": "HEAD", "hash": head[2]}
    assert shape["columns"] == ["小计", "基本支出", "项目支出"]
    assert shape["missing"] == shape["notes"] == []
    [row] = [row for row in shape["rows"] if row["code"] == "201"]
    assert {k: row[k] for k in ("code", "label", "level", "amounts", "fen")} == {
        "code": "201", "label": "一般公共服务支出", "level": 1, "amounts": ["137.00", "102.00", "35.00"],
        "fen": [137_000_000, 102_000_000, 35_000_000],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("table", "fields"),
    [
        *((table, {"side"}) for table in (1, 4)),
        *((table, set()) for table in (2, 3, 5, 7, 8, 9)),
        *((table, {"block", "unit_kind"}) for table in (6, 10)),
        *((table, {"unit"}) for table in (11, 12)),
    ],
)
def test_rows_carry_what_their_table_needs(path: Path, table: int, fields: set[str]) -> None:
    shape = run(path, "show", str(table), "--json").json
    for row in shape["rows"]:
        assert row.keys() & {"side", "block", "unit_kind", "unit"} == fields
        assert len(row["amounts"]) == len(row["fen"]) == len(shape["columns"])
        assert row.get("side", "收入") in ("收入", "支出")


def test_blocks_are_numbered_through_the_table(path: Path, tmp_path: Path) -> None:
    more = body(supplement(line("甲中心", economic="30101"), "5.00"))
    assert run(path, "record", "--file", file_of(tmp_path, more)).code == 0
    rows = run(path, "show", "6", "--json").json["rows"]
    assert [(row["code"], row["block"], row["unit_kind"]) for row in rows] == [
        ("", 0, ""), ("301", 1, "行政"), ("30101", 1, "行政"), ("301", 2, "事业"), ("30101", 2, "事业"),
        ("302", 3, "行政"), ("30231", 3, "行政"),
    ]  # fmt: skip


def test_show_lines_and_entities(path: Path) -> None:
    lines = run(path, "show", "lines", "--json").json["lines"]
    assert sum(item["fen"] for item in lines) == 682_000_000
    assert {item["unit"] for item in lines} == {"甲局", "甲中心"}
    assert [u["kind"] for u in run(path, "show", "units", "--json").json["units"]] == ["行政", "事业"]
    projects = run(path, "show", "projects", "--json").json["projects"]
    assert projects[0].items() >= {"name": "云平台", "unit": "甲局", "goal": "扩容"}.items()
    assert run(path, "show", "milestones", "--json").json["milestones"] == [{"name": "2024/original", "seq": 1}]


def test_log_lists_revisions_newest_first(path: Path) -> None:
    rows = run(path, "log", "--json").json["revisions"]
    assert [row["seq"] for row in rows] == [5, 4, 3, 2, 1]
    second: dict[str, Any] = rows[3]
    told = ("seq", "fiscal_year", "effective", "by", "authority", "reason", "status", "kinds", "delta")
    assert {k: second[k] for k in told} == {
        "seq": 2, "fiscal_year": 2024, "effective": "2024-03-01", "by": "recorder", "authority": "finance",
        "reason": "测试", "status": "recorded", "kinds": ["AmountAdjusted"], "delta": "30.00",
    }  # fmt: skip
    assert second["document"] == {"number": "甲财〔2024〕9号", "title": "关于追加的通知", "date": "2024-03-01"}
    assert second["hash"] == list(SqliteLog(path))[1][2]
    assert second["recorded"].startswith("2024-06-01T")
    assert rows[4]["delta"] == "652.00"


@pytest.mark.parametrize(
    ("arguments", "seqs"),
    [
        (["--project", "云平台"], [5, 2, 1]),
        (["--project", "甲局/云平台"], [5, 2, 1]),
        (["--unit", "甲中心"], [3, 1]),
        (["--kind", "AmountsTransferred"], [3]),
        (["--document", "甲财〔2024〕9号"], [2]),
        (["--amount", "5.00"], [3]),
        (["--amount", "-5"], [3]),
        (["--amount", "30"], [2, 1]),
        (["--amount", "0.01"], []),
        (["--since", "2024-06-02"], []),
        (["--since", "2024-06-01"], [5, 4, 3, 2, 1]),
        (["--limit", "2"], [5, 4]),
        (["--project", "云平台", "--kind", "GoalChanged"], [5]),
    ],
    ids=words,
)
def test_log_is_filtered(path: Path, arguments: list[str], seqs: list[int]) -> None:
    assert [row["seq"] for row in run(path, "log", *arguments, "--json").json["revisions"]] == seqs


def test_days_of_recording_are_those_of_the_books_time_zone(path: Path) -> None:
    """17:00 UTC is the next morning in Shanghai: --since and known: count days alike."""
    with Book.open(path, lambda: "2024-06-30T17:00:00.000Z") as book:
        record(book, supplement(WAGES, "1.00"))
    assert [row["seq"] for row in run(path, "log", "--since", "2024-07-01", "--json").json["revisions"]] == [6]
    assert run(path, "show", "3", "--at", "known:2024-06-30", "--json").json["version"]["seq"] == 5
    assert run(path, "show", "3", "--at", "known:2024-07-01", "--json").json["version"]["seq"] == 6


def test_a_reversed_revision_is_shown_as_such(path: Path) -> None:
    run(path, "reverse", "2", "--reason", "误")
    rows = {row["seq"]: row for row in run(path, "log", "--json").json["revisions"]}
    assert (rows[2]["status"], rows[6]["status"], rows[6]["delta"]) == ("reversed", "recorded", "-30.00")


def test_diff_prints_rows_with_their_events(path: Path) -> None:
    shape = run(path, "diff", "@1", "HEAD", "--json").json
    assert (shape["from"]["seq"], shape["to"]["seq"]) == (1, 5)
    assert shape["basis"]
    assert {k: shape["total"][k] for k in ("before", "after", "delta", "delta_fen", "percent")} == {
        "before": "652.00", "after": "682.00", "delta": "30.00", "delta_fen": 30_000_000, "percent": "4.60",
    }  # fmt: skip
    rows = {row["label"]: row for row in shape["rows"]}
    cloud = rows["云平台"]
    assert {k: cloud[k] for k in ("level", "before", "after", "delta", "delta_fen", "percent", "change")} == {
        "level": 2, "before": "500.00", "after": "530.00", "delta": "30.00", "delta_fen": 30_000_000, "percent": "6.00",
        "change": "changed",
    }  # fmt: skip
    [event] = cloud["events"]
    assert {k: event[k] for k in ("seq", "kind", "document", "amount")} == {
        "seq": 2, "kind": "AmountAdjusted", "document": "甲财〔2024〕9号", "amount": "30.00",
    }  # fmt: skip
    assert [(f["project"], f["field"], f["before"], f["after"], f["seq"]) for f in shape["facts"]] == [
        ("云平台", "goal", "保障运行", "扩容", 5),
    ]  # fmt: skip


def test_what_is_gone_is_called_by_its_name_in_a_difference(path: Path, tmp_path: Path) -> None:
    """Both ways: a project that was taken back, and one that the second version does not know yet."""
    new = body(unit("丙局"), project("数", "丙局"), supplement(line("丙局", "数"), "9.00"))
    assert run(path, "record", "--file", file_of(tmp_path, new)).code == 0
    labels = {row["label"] for row in run(path, "diff", "HEAD", "@5", "--json").json["rows"]}
    assert labels == {"丙局", "数"}
    assert run(path, "reverse", "6", "--reason", "误").code == 0
    shape = run(path, "diff", "@6", "HEAD", "--json").json
    assert {row["label"]: row["change"] for row in shape["rows"] if row["level"] == 2} == {"数": "removed"}
    assert {row["label"] for row in run(path, "diff", "@5", "HEAD", "--json").json["rows"]} <= {"丙局", "数"}


def test_blame_prints_every_event_of_a_cell(path: Path) -> None:
    shape = run(path, "blame", "12", "云平台", "--json").json
    assert shape["value"] == "530.00"
    assert (shape["cell"]["table"], shape["cell"]["column"]) == (12, "总计")
    assert [(e["seq"], e["kind"], e["amount"], e["after"]) for e in shape["entries"]] == [
        (1, "BudgetApproved", "500.00", "500.00"), (2, "AmountAdjusted", "30.00", "530.00"),
    ]  # fmt: skip
    assert all(e.keys() >= {"document", "effective", "recorded", "by"} for e in shape["entries"])


def test_check_prints_every_rule(path: Path) -> None:
    shape = run(path, "check", "--json").json
    assert shape["summary"].keys() == {"exact", "rounding", "fails", "not-checkable"}
    assert sum(shape["summary"].values()) == len(shape["checks"])
    for check in shape["checks"]:
        assert check.keys() >= {"id", "rule", "status", "published", "computed", "difference", "bound", "where"}


def test_both_times_limit_a_table(path: Path) -> None:
    def cell(*arguments: str) -> str:
        rows = run(path, "show", "12", "--json", *arguments).json["rows"]
        return str(next(row["amounts"][0] for row in rows if row["label"] == "培训"))

    assert cell() == "15.00"
    assert cell("--effective", "2024-01-31") == "20.00"
    assert cell("--effective", "2024-02-01") == "15.00"
    assert cell("--effective", "2024-02-01", "--at", "@2") == "20.00"
    assert cell("--at", "2024-01-31") == "20.00"


# Hostile data


def test_escape_sequences_in_arguments_do_not_reach_the_terminal(path: Path) -> None:
    for arguments in (["show", "\x1b[2J"], ["show", "3", "--at", "\x1b]0;x\x07"], ["blame", "3", "\x1b[31m"],
                      ["log", "--unit", "\x1b[2J"], ["\x1b[2J"]):  # fmt: skip
        ran = run(path, *arguments)
        assert ran.code == 2
        assert "\x1b" not in ran.err
        assert "\x07" not in ran.err


def test_a_pipe_that_closes_early_is_no_error(path: Path) -> None:
    process = start("--book", str(path), "show", "1", "--json")
    assert process.stdout
    process.stdout.close()
    assert process.stderr
    assert b"Traceback" not in process.stderr.read()
    process.wait(30)


def test_the_program_ends_as_the_command_does_with_all_that_it_has_said(path: Path) -> None:
    """It ends at once, and nothing is flushed by itself."""
    for arguments, code in ((("show", "3"), 0), (("show", "99"), 2), (("diff", "@1", "HEAD", "--exit-code"), 1)):
        ran = run(path, *arguments)
        out, err = (process := start("--book", str(path), "--lang", "en", *arguments)).communicate(timeout=60)
        assert (process.returncode, out.decode(), err.decode()) == (code, ran.out, ran.err)


@pytest.mark.skipif(sys.platform == "win32", reason="a shell closes the streams")
def test_closed_error_output_changes_nothing(path: Path) -> None:
    command = shlex.join([sys.executable, "-m", "tracker", "--book", str(path), "show", "3"])
    root = str(Path(__file__).parents[2])
    assert subprocess.run(f"{command} 2>&- >/dev/null", shell=True, check=False, cwd=root).returncode == 0


@pytest.mark.parametrize(("threads", "at_once"), [(1, True), (2, False)])
def test_threads_that_are_at_work_are_waited_for(monkeypatch: pytest.MonkeyPatch, threads: int, at_once: bool) -> None:
    ended: list[int] = []
    monkeypatch.setattr(sys, "argv", ["tracker", "--version"])
    monkeypatch.setattr(threading, "active_count", lambda: threads)
    monkeypatch.setattr(os, "_exit", ended.append)
    if at_once:
        program()
    else:
        with pytest.raises(SystemExit):
            program()
    assert ended == [0] * at_once


def test_verify_that_fails_says_one_line_in_a_process_of_its_own(path: Path) -> None:
    with closing(sqlite3.connect(path / "book.db")) as db, db:
        db.execute("drop trigger revision_no_update")
        db.execute("update revision set hash = ? where seq = 2", ("0" * 64,))
    out, err = (process := start("--book", str(path), "--lang", "en", "verify")).communicate(timeout=60)
    assert process.returncode == 4
    assert out == b""
    assert len(err.decode().splitlines()) == 1, err.decode()
