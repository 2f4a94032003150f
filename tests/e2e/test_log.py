"""What the log is asked: versions, years, lateness, events one by one, sums."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from tests.support.builders import (
    CLOUD,
    TRAINING,
    UPKEEP,
    WAGES,
    Clock,
    Json,
    amount,
    cut,
    goal,
    line,
    milestone,
    opened_book,
    project,
    record,
    reversed_,
    supplement,
    transferred,
)
from tests.support.shell import run
from tracker.book import Book
from tracker.cli import history

NOTICE = {"number": "甲财〔2024〕9号", "title": "=关于追加的通知", "date": "2024-03-01"}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A year: opened and named on 15 January, then five revisions, two of them late."""
    clock = Clock("2024-01-15")
    with opened_book(tmp_path / "book", clock) as book:
        record(book, milestone("2024/original", 1), effective="2024-01-15", document=None)
        clock.day = "2024-03-02"
        record(book, supplement(CLOUD, "30.00"), cut(TRAINING, "-2.50"), effective="2024-03-01", document=NOTICE,
               reason="-1+1")  # fmt: skip
        clock.day = "2024-05-01"
        record(
            book,
            project("新平台", "甲局", goal="建成"),
            supplement(line("甲局", "新平台", function="2060599", economic="30227"), "48.60"),
            effective="2024-04-30",
            by="乙",
        )
        clock.day = "2024-06-20"
        moved = transferred(amount(TRAINING, "-5.00"), amount(UPKEEP, "5.00"))
        record(book, moved, effective="2024-02-01", document={"number": "后补", "date": "2024-06-19"})
        clock.day = "2025-01-03"
        record(book, cut(WAGES, "-1.00"), effective="2024-12-30")
        record(book, reversed_(6), effective="2024-12-30", by="乙")
    return tmp_path / "book"


def words(value: object) -> str | None:
    return " ".join(map(str, value)) if isinstance(value, list) else None


def listed(path: Path, *arguments: str) -> list[Json]:
    rows: list[Json] = run(path, "log", *arguments, "--json").json["revisions"]
    return rows


def seqs(path: Path, *arguments: str) -> list[int]:
    return [row["seq"] for row in listed(path, *arguments)]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--after", "2024/original"], [7, 6, 5, 4, 3, 2]),
        (["--after", "@4"], [7, 6, 5]),
        (["--upto", "2024/original"], [1]),
        (["--after", "@2", "--upto", "HEAD~3"], [4, 3]),
        (["--after", "HEAD"], []),
        (["--after", "@0"], [7, 6, 5, 4, 3, 2, 1]),
        (["--upto", "known:2024-05-01"], [4, 3, 2, 1]),
        (["--year", "2024"], [7, 6, 5, 4, 3, 2, 1]),
        (["--year", "2023"], []),
        (["--late"], [7, 6, 5]),
        (["--late", "--days", "200"], [7, 6, 5]),
        (["--late", "--days", "0"], [7, 6, 5, 4, 3]),
        (["--days", "0", "--project", "云平台"], [3]),
        (["--late", "--after", "@5", "--kind", "RevisionReversed"], [7]),
        (["--late", "--limit", "1"], [7]),
        (["--status", "reversed"], [6]),
        (["--by", "乙"], [7, 4]),
        (["--by", "nobody"], []),
        (["--kind", "追加"], [4, 3]),
        (["--kind", "supplement", "--project", "云平"], [3]),
        (["--kind", "冲销"], [7]),
        (["--kind", "AmountAdjusted", "--unit", "中心"], []),
    ],
    ids=words,
)
def test_the_log_is_limited_by_version_year_and_lateness(path: Path, arguments: list[str], expected: list[int]) -> None:
    assert seqs(path, *arguments) == expected


@pytest.mark.parametrize(
    "arguments",
    [
        ["--after", "2024-06-30"],
        ["--upto", "2024-06-30"],
        ["--after", "@99"],
        ["--days", "-1"],
        ["--per", "week"],
        ["--per", "month", "--events"],
        ["--per", "month", "--csv"],
        ["--json", "--csv"],
        ["--kind", "MoneyPrinted"],
        ["--status", "lost"],
        ["--project", "平台"],
        ["--unit", "甲"],
    ],
    ids=words,
)
def test_what_the_log_cannot_answer_is_a_usage_error_in_one_line(path: Path, arguments: list[str]) -> None:
    ran = run(path, "log", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("tracker: ")
    assert len(ran.err.splitlines()) == 1


def test_projects_added_after_the_first_approved_version_are_told_with_who_document_and_money(path: Path) -> None:
    [row] = listed(path, "--kind", "ProjectAdded", "--after", "2024/original")
    assert (row["by"], row["delta"], row["fiscal_year"]) == ("乙", "48.60", 2024)
    out = run(path, "log", "--kind", "ProjectAdded", "--after", "2024/original").out
    assert out.splitlines()[0].split()[:8] == [
        "@4", "2024-04-30", "2024-05-01", "supplement/project", "added", "+48.60", row["document"]["number"], "乙",
    ]  # fmt: skip


def test_each_late_revision_says_why(path: Path) -> None:
    rows = {row["seq"]: row["late"] for row in listed(path, "--late")}
    assert rows[5] == {
        "days": 140,
        "reasons": [
            {"id": "after-effective", "days": 140},
            {"id": "backdated", "effective": "2024-03-01", "seq": 3},
        ],
    }
    assert rows[6] == {"days": 4, "reasons": [{"id": "after-year", "end": "2024-12-31"}]}
    out = run(path, "log", "--late").out
    assert "    recorded 140 days after it takes effect" in out
    assert "    backdated: @3 was recorded before it and takes effect after it (2024-03-01)" in out
    assert "late" not in listed(path)[0]


def test_a_document_that_was_long_known_makes_its_revision_late(path: Path) -> None:
    reasons = {row["seq"]: row["late"]["reasons"] for row in listed(path, "--late", "--days", "0")}
    assert reasons[3] == [{"id": "after-effective", "days": 1}, {"id": "after-document", "days": 1}]


def test_the_events_of_a_revision_are_listed_by_name(path: Path) -> None:
    [row] = listed(path, "--document", NOTICE["number"], "--events")
    first, second = row["events"]
    assert (first["n"], first["kind"], first["mode"], first["changes"]) == (1, "AmountAdjusted", "supplement", [])
    assert first["postings"] == [{
        "unit": "甲局", "project": "云平台", "project_id": first["postings"][0]["project_id"], "nature": "项目支出",
        "fund": "一般公共预算", "function": "2060599", "economic": "30227", "gov_economic": "502", "origin_year": None,
        "measure": "adjusted", "amount": "30.00", "fen": 30_000_000,
    }]  # fmt: skip
    assert (second["n"], second["mode"], second["postings"][0]["fen"]) == (2, "cut", -2_500_000)
    told = run(path, "log", "--document", NOTICE["number"], "--events").out.splitlines()
    assert told[1:3] == [
        "    supplement 30.00 万元: 甲局 云平台 2060599 30227",
        "    cut 2.50 万元: " + told[2].rpartition("万元: ")[2],
    ]


def test_what_is_not_money_is_listed_beside_it(path: Path) -> None:
    [row] = listed(path, "--kind", "ProjectAdded", "--after", "@1", "--events")
    added, money = row["events"]
    assert {change["field"]: change["value"] for change in added["changes"]} == {
        "name": "新平台", "handle": "新平台", "unit": "甲局", "goal": "建成",
    }  # fmt: skip
    assert {change["name"] for change in added["changes"]} == {"新平台"}
    assert (money["n"], money["mode"], money["postings"][0]["amount"]) == (2, "supplement", "48.60")
    assert "    adds project 新平台 of 甲局" in run(path, "log", "--kind", "ProjectAdded", "--events").out


def test_a_reversal_lists_what_it_takes_back(path: Path, tmp_path: Path) -> None:
    [row] = listed(path, "--kind", "RevisionReversed", "--events")
    [event] = row["events"]
    assert [(p["unit"], p["amount"]) for p in event["postings"]] == [("甲局", "1.00")]
    assert event["changes"] == [
        {"entity": "revision", "id": "6", "name": "6", "field": "reversed_by", "value": 7, "undoes": None}
    ]
    with opened_book(tmp_path / "other", Clock()) as book:
        record(book, goal("云平台", "扩容"))
        record(book, reversed_(2))
    [row] = listed(tmp_path / "other", "--kind", "RevisionReversed", "--events")
    undone = row["events"][0]["changes"][0]
    assert (undone["name"], undone["field"], undone["value"], undone["undoes"]) == ("云平台", "goal", None, 2)
    assert "    reverses @2" in run(tmp_path / "other", "log", "--kind", "RevisionReversed", "--events").out


def rows_of(out: str) -> list[dict[str, str]]:
    assert out[0] == "\ufeff"
    return list(csv.DictReader(io.StringIO(out[1:])))


def test_the_events_of_a_document_are_exported_whole_and_again_the_same(path: Path) -> None:
    ran = run(path, "log", "--document", NOTICE["number"], "--events", "--csv")
    rows = rows_of(ran.out)
    told = ("seq", "document", "document_date", "effective", "by", "n", "kind", "mode", "project", "amount", "fen")
    assert [tuple(row[name] for name in told) for row in rows] == [
        ("3", "甲财〔2024〕9号", "2024-03-01", "2024-03-01", "recorder", "1", "AmountAdjusted", "supplement", "云平台",
         "30.00", "30000000"),
        ("3", "甲财〔2024〕9号", "2024-03-01", "2024-03-01", "recorder", "2", "AmountAdjusted", "cut", "培训",
         "-2.50", "-2500000"),
    ]  # fmt: skip
    assert run(path, "log", "--document", NOTICE["number"], "--events", "--csv", lang="zh").out == ran.out


def test_an_export_holds_nothing_that_a_spreadsheet_takes_for_a_formula(path: Path) -> None:
    rows = rows_of(run(path, "log", "--document", NOTICE["number"], "--events", "--csv").out)
    assert {(row["title"], row["reason"]) for row in rows} == {("'=关于追加的通知", "'-1+1")}


def test_changes_that_are_not_money_are_exported_too(path: Path) -> None:
    rows = rows_of(run(path, "log", "--kind", "ProjectAdded", "--after", "@1", "--events", "--csv").out)
    assert [(row["field"], row["value"], row["amount"]) for row in rows if row["field"] == "goal"] == [
        ("goal", "建成", "")
    ]
    assert [row["amount"] for row in rows if row["measure"]] == ["48.60"]


def test_revisions_are_exported_one_a_row(path: Path) -> None:
    rows = rows_of(run(path, "log", "--csv").out)
    assert [(row["seq"], row["delta"], row["status"]) for row in rows[:3]] == [
        ("7", "1.00", "recorded"), ("6", "-1.00", "reversed"), ("5", "0.00", "recorded"),
    ]  # fmt: skip


def sums(path: Path, *arguments: str) -> list[tuple[object, ...]]:
    found = run(path, "log", *arguments, "--json").json["adjustments"]
    rows = [*found["rows"], found["total"]]
    told = ("month", "mode", "kind", "count", "up", "down", "net", "moved")
    return [tuple(value for name in told if (value := row[name]) is not None) for row in rows]


def test_in_year_adjustments_add_up_by_month_and_by_kind(path: Path) -> None:
    total = (6, "79.60", "-3.50", "76.10", "5.00")
    assert sums(path, "--per", "month", "--year", "2024") == [
        ("2024-02", 1, "0.00", "0.00", "0.00", "5.00"),
        ("2024-03", 2, "30.00", "-2.50", "27.50", "0.00"),
        ("2024-04", 1, "48.60", "0.00", "48.60", "0.00"),
        ("2024-12", 2, "1.00", "-1.00", "0.00", "0.00"),
        total,
    ]
    assert sums(path, "--per", "kind") == [
        ("supplement", "AmountAdjusted", 2, "78.60", "0.00", "78.60", "0.00"),
        ("cut", "AmountAdjusted", 2, "0.00", "-3.50", "-3.50", "0.00"),
        ("AmountsTransferred", 1, "0.00", "0.00", "0.00", "5.00"),
        ("RevisionReversed", 1, "1.00", "0.00", "1.00", "0.00"),
        total,
    ]
    both = sums(path, "--per", "month", "--per", "kind")
    assert both[1:3] == [
        ("2024-03", "supplement", "AmountAdjusted", 1, "30.00", "0.00", "30.00", "0.00"),
        ("2024-03", "cut", "AmountAdjusted", 1, "0.00", "-2.50", "-2.50", "0.00"),
    ]
    assert both[-1] == total


def test_sums_of_one_unit_or_kind_hold_only_its_money(path: Path) -> None:
    assert sums(path, "--per", "kind", "--unit", "甲中心") == [
        ("AmountsTransferred", 1, "5.00", "0.00", "5.00", "0.00"),
        (1, "5.00", "0.00", "5.00", "0.00"),
    ]
    assert sums(path, "--per", "kind", "--kind", "AmountsTransferred")[-1] == (1, "0.00", "0.00", "0.00", "5.00")
    assert sums(path, "--per", "month", "--after", "2024/original", "--upto", "@3")[-1][0] == 2
    assert sums(path, "--per", "month", "--year", "2023") == [(0, "0.00", "0.00", "0.00", "0.00")]


def test_sums_are_shown_as_a_table(path: Path) -> None:
    lines = run(path, "log", "--per", "month", "--per", "kind").out.splitlines()
    assert lines[0].split() == ["month", "kind", "number", "increases", "decreases", "net", "moved"]
    assert lines[1].split() == ["2024-02", "amounts", "transferred", "1", "0.00", "0.00", "0.00", "5.00"]
    assert lines[-1].split() == ["all", "6", "+79.60", "-3.50", "+76.10", "5.00"]
    assert run(path, "log", "--per", "kind", "--year", "2023").out == "no revision fits\n"


def test_settings_that_are_new_are_facts_of_a_difference(path: Path) -> None:
    with Book.open(path) as book:
        record(book, {"kind": "SettingsChanged", "changes": {"name": "甲局账本"}})
    ran = run(path, "diff", "@0", "HEAD")
    assert ran.code in (0, 1), ran.err
    assert "甲局账本" in ran.out


@pytest.mark.parametrize("options", [["--json"], ["--json", "--events"], ["--csv"], ["--csv", "--events"]], ids=words)
def test_a_long_log_comes_in_blocks_and_says_the_same(
    path: Path, options: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = run(path, "log", *options).out
    monkeypatch.setattr(history, "_BLOCK", 2)
    assert run(path, "log", *options).out == whole
    assert run(path, "log", "--limit", "3").out.count("@") == 3


def test_a_log_without_revisions_is_an_empty_list(path: Path) -> None:
    assert run(path, "log", "--by", "nobody", "--json").json == {"revisions": []}
    assert "@" not in run(path, "log", "--by", "nobody").out
