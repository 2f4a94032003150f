"""The ledger's columns on the command line: show in columns, carry-overs, goals, closed projects, progress."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from tests.support.builders import (
    CLOUD,
    TRAINING,
    UPKEEP,
    Clock,
    amount,
    goal,
    new_book,
    opened_book,
    printed_row,
    printed_table,
    record,
    statement,
    supplement,
    transferred,
    unit,
)
from tests.support.entries import append
from tests.support.shell import Ran, run
from tracker.model.line import Line, Posting
from tracker.model.state import Change
from tracker.model.vocabulary import Measure
from tracker.query.ledger import COLUMNS
from tracker.store.protocol import LineFilter
from tracker.store.sqlite import SqliteStore


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A book of 652.00 万元 with a supplement and a transfer; its log alone knows of execution and a closed project."""
    with opened_book(tmp_path / "book", Clock("2024-06-30")) as book:
        record(book, supplement(CLOUD, "30.00"), effective="2024-03-01")
        record(book, transferred(amount(TRAINING, "-5.00"), amount(UPKEEP, "5.00")), effective="2024-02-01")
        record(book, goal("云平台", "扩容"), effective="2024-03-01")
    with closing(SqliteStore.open(tmp_path / "book/book.db")) as store:
        cloud, training = (_line(store, code) for code in ("2060599", "2050803"))
        old = cloud._replace(origin_year=2023)
        append(
            store,
            *(Posting(cloud, Measure.EXECUTED, 265_000_000), Posting(old, Measure.BROUGHT_FORWARD, 2_000_000)),
            *(Posting(training, Measure.EXECUTED, 9_000_000), Posting(training, Measure.SURPLUS, 6_000_000)),
            effective="2024-06-01",
            changes=(Change("project", training.project, "closed", 5),),
            number="终〔2024〕1号",
        )
    return tmp_path / "book"


def _line(store: SqliteStore, function: str) -> Line:
    (line,) = store.lines(LineFilter(function=function), limit=2)
    return line


def figures(ran: Ran, word: str) -> list[str]:
    """The amounts of the first row that begins with a word."""
    assert ran.code == 0, ran.err
    row = next(line.split() for line in ran.out.splitlines() if line.split()[:1] == [word])
    return [cell for cell in row if cell[0].isdigit() or cell[0] in "-—"]


def test_lines_carry_every_column_in_json_and_show_the_ones_asked_for(path: Path) -> None:
    lines = run(path, "show", "lines", "--json").json["lines"]
    cloud = next(line for line in lines if line["function"] == "2060599" and "origin_year" not in line)
    assert list(cloud["columns"]) == [column.id for column in COLUMNS]
    assert cloud["columns"]["adjusted"] == {"amount": "30.00", "fen": 30_000_000}
    assert cloud["columns"]["current"] == {"amount": cloud["amount"], "fen": cloud["fen"]}
    assert cloud["columns"]["available"]["fen"] == 265_000_000
    assert cloud["columns"]["ceiling"] == {"amount": None, "fen": None}
    shown = run(path, "show", "lines", "--columns", "年初批复,adjusted,可用")
    assert shown.out.splitlines()[1].split() == ["approved", "adjusted", "available"]
    assert [line.split()[-3:] for line in shown.out.splitlines() if "2060599" in line] == [
        ["500.00", "30.00", "265.00"], ["0.00", "0.00", "2.00"],
    ]  # fmt: skip
    assert "项目支出〔of 2023〕" in shown.out


def test_a_table_in_columns_sums_up_to_the_table(path: Path) -> None:
    plain = run(path, "show", "3", "--json").json
    split = run(path, "show", "3", "--column", "项目支出", "--columns", "approved,adjusted,transferred,brought_forward,"
                "current", "--json").json  # fmt: skip
    assert split["column"] == "项目支出"
    for one, other in zip(split["rows"], plain["rows"], strict=True):
        parts = {id: column["fen"] for id, column in one["columns"].items()}
        assert parts.pop("current") == sum(parts.values()) == other["fen"][plain["columns"].index("项目支出")]
        assert (one["name"], one["level"]) == (other["name"], other["level"])
    assert figures(run(path, "show", "3", "--column", "项目支出", "--columns", "current"), "合计") == ["582.00"]


def test_projects_in_columns_make_their_units_and_the_department(path: Path) -> None:
    found = run(path, "show", "projects", "--columns", "current,executed", "--json").json
    for id in found["columns"]:
        basic = [unit["basic"][id]["fen"] for unit in found["units"] if unit["basic"]]
        projects = [project["columns"][id]["fen"] for project in found["projects"]]
        assert sum(basic + projects) == sum(unit["columns"][id]["fen"] for unit in found["units"])
        assert sum(basic + projects) == found["total"][id]["fen"]
    assert found["total"]["current"]["amount"] == "684.00"
    assert {project["name"]: project["status"] for project in found["projects"]} == {
        "云平台": "open", "培训": "closed", "运维": "open",
    }  # fmt: skip
    assert figures(run(path, "show", "projects", "--columns", "current"), "department") == ["684.00"]


def test_projects_are_told_apart_by_status(path: Path) -> None:
    names = [
        project["name"] for project in run(path, "show", "projects", "--status", "open", "--json").json["projects"]
    ]
    assert names == ["云平台", "运维"]
    alone = run(path, "show", "projects", "--status", "open", "--columns", "current", "--json").json
    assert [project["columns"]["current"]["amount"] for project in alone["projects"]] == ["532.00", "35.00"]
    assert (alone["total"], alone["units"]) == (None, [])
    (closed,) = run(path, "show", "projects", "--status", "closed", "--json").json["projects"]
    assert (closed["name"], closed["status"], closed["closed"]["seq"]) == ("培训", "closed", 5)
    assert (closed["remained"]["amount"], closed["recovered"]["amount"]) == ("6.00", "0.00")
    assert closed["columns"]["surplus"]["amount"] == "6.00"
    assert "终〔2024〕1号" in run(path, "show", "projects", "--status", "closed").out


def test_carry_overs_say_what_must_be_recovered_and_by_when(path: Path) -> None:
    found = run(path, "show", "carry-overs", "--json").json
    (line,) = found["lines"]
    assert (line["origin_year"], line["age"], line["recover_by"]) == (2023, 1, 2024)
    assert line["to_recover"] == line["unspent"] == {"amount": "2.00", "fen": 2_000_000} == found["total"]["to_recover"]
    assert figures(run(path, "show", "carry-overs"), "department") == ["2.00", "2.00", "0.00", "2.00"]
    assert run(path, "show", "carry-overs", "--at", "@1").out.strip() == "2024 holds no brought-forward money"


def test_goals_are_shown_with_their_documents_and_what_differs(path: Path) -> None:
    found = run(path, "show", "goals", "--json").json["goals"]
    assert [(one["project"], one["goal"], one["seq"], one["differs"]) for one in found] == [
        ("云平台", "保障运行", 1, False),
        ("云平台", "扩容", 4, True),
    ]
    shown = run(path, "show", "goals", lang="zh").out.splitlines()
    assert shown[0] == "甲局 / 云平台"
    assert "已改" in shown[2]


def test_progress_by_a_date_and_by_today(path: Path) -> None:
    found = run(path, "progress", "--at", "2024-06-30", "--json").json
    assert (found["day"], found["days"], found["share"], found["executed_through"]) == (
        "2024-06-30", 182, "49.73", "2024-06-01",
    )  # fmt: skip
    assert found["total"]["current"]["amount"] == "684.00"
    assert found["total"]["executed"]["amount"] == "274.00"
    assert (found["total"]["percent"], found["total"]["behind"]) == ("40.06", "9.67")
    assert [row["label"] for row in found["unspent"]][:2] == ["云平台", "基本支出"]
    assert run(path, "progress", "--effective", "2024-06-30", "--json").json["rows"] == found["rows"]
    assert figures(run(path, "progress", "--at", "2024-06-30"), "department") == [
        "684.00", "274.00", "410.00", "40.06%", "9.67",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "arguments",
    [
        ["show", "lines", "--columns", "没有"],
        ["show", "lines", "--columns", ""],
        ["show", "3", "--columns", "current,没有"],
        ["show", "3", "--column", "没有", "--columns", "current"],
        ["show", "lines", "--column", "合计"],
        ["show", "units", "--columns", "current"],
        ["show", "3", "--status", "open"],
        ["show", "goals", "--unit", "甲局"],
        ["show", "projects", "--unit", "甲局"],
        ["show", "projects", "--status", "gone"],
        ["progress", "--year", "1999"],
        ["progress", "--at", "@99"],
    ],
)
def test_what_does_not_go_together_or_is_not_there_is_said_in_a_line(path: Path, arguments: list[str]) -> None:
    ran = run(path, *arguments)
    assert (ran.code, ran.out, len(ran.err.splitlines())) == (2, "", 1)


def test_the_opening_of_a_year_stands_under_approved(tmp_path: Path) -> None:
    with new_book(tmp_path / "book") as book:
        tables = (printed_table(3, ["合计"], printed_row("合计", "10.00")),)
        record(book, unit("甲局"), statement(adopt=True, tables=tables), effective="2024-01-01")
    (opening,) = run(tmp_path / "book", "show", "lines", "--json").json["lines"]
    assert opening["opening"]
    amounts = {id: column["amount"] for id, column in opening["columns"].items()}
    assert {id for id, wan in amounts.items() if wan == "10.00"} == {"approved", "current", "available"}
    shown = run(tmp_path / "book", "show", "lines", "--columns", "approved,executed").out
    assert shown.splitlines()[-1].split()[-2:] == ["10.00", "0.00"]
