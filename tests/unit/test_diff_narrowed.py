"""A difference asked more narrowly: by share, by kind of event, with reasons, and what was only given another code."""

from __future__ import annotations

import pytest

from tests.support.builders import (
    CAR,
    CLOUD,
    TRAINING,
    UPKEEP,
    amount,
    cut,
    goal,
    line,
    project,
    record,
    supplement,
    transferred,
)
from tests.support.shell import run
from tracker.book import Book
from tracker.query.diff import Cause, change_kind
from tracker.store.protocol import Header

MOVE = "AmountsTransferred"
NEW = line("甲局", "新平台", function="2060599", economic="30227")


@pytest.fixture
def changed(book: Book) -> Book:
    """云平台 +6 %, 培训 −50 %, 运维 +16.67 %, 新平台 new; a goal of 云平台, one of 培训."""
    record(book, supplement(CLOUD, "30.00"))
    record(
        book, transferred(amount(TRAINING, "-5.00"), amount(UPKEEP, "5.00")), reason="并入运维", effective="2024-02-01"
    )
    record(book, cut(TRAINING, "-5.00"))
    record(book, project("新平台", "甲局"), supplement(NEW, "8.00"))
    record(book, goal("云平台", "扩容"), goal("培训", "减半"))
    return book


def labels(book: Book, *arguments: str) -> list[str]:
    return [row["label"] for row in run(book.path, "diff", "@1", "HEAD", "--json", *arguments).json["rows"]]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--over", "16"], ["甲局", "培训", "新平台", "甲中心", "运维"]),
        (["--over", "16.67%"], ["甲局", "培训", "新平台"]),
        (["--over", "50"], ["甲局", "新平台"]),
        (["--over", "0"], ["甲局", "云平台", "培训", "新平台", "甲中心", "运维"]),
        (["--kind", MOVE], ["甲局", "培训", "甲中心", "运维"]),
        (["--kind", MOVE, "--over", "20"], ["甲局", "培训"]),
        (["--kind", MOVE, "--kind", "AmountAdjusted"], ["甲局", "云平台", "培训", "新平台", "甲中心", "运维"]),
        (["--kind", "BudgetApproved"], []),
        (["--by", "unit", "--over", "10"], ["甲中心"]),
    ],
    ids=str,
)
def test_rows_are_narrowed_by_share_and_kind(changed: Book, arguments: list[str], expected: list[str]) -> None:
    assert labels(changed, *arguments) == expected


def test_totals_stay_those_of_the_whole_and_what_is_hidden_is_counted(changed: Book) -> None:
    whole = run(changed.path, "diff", "@1", "HEAD", "--json").json
    shape = run(changed.path, "diff", "@1", "HEAD", "--over", "20", "--json").json
    assert shape["total"] == whole["total"]
    assert (whole["hidden"], shape["hidden"]) == (0, 2)
    assert [event["seq"] for row in shape["rows"] if row["label"] == "培训" for event in row["events"]] == [3, 4]
    assert {(fact["project"], fact["field"]) for fact in shape["facts"]} == {
        ("培训", "goal"), ("新平台", "name"), ("新平台", "unit"),
    }  # fmt: skip
    out = run(changed.path, "diff", "@1", "HEAD", "--over", "20").out
    assert "2 more rows are not shown" in out
    assert "total 652.00 → 685.00  +33.00  5.06%" in out


def test_a_zero_base_is_shown_as_added_and_a_row_that_cancels_out_is_not_over(book: Book) -> None:
    record(book, project("新平台", "甲局"), supplement(NEW, "8.00"))
    record(book, transferred(amount(CAR, "-1.00"), amount(TRAINING, "1.00")), effective="2024-02-01")
    record(book, transferred(amount(CAR, "1.00"), amount(TRAINING, "-1.00")), effective="2024-02-01")
    shape = run(book.path, "diff", "@1", "HEAD", "--over", "999999999", "--json").json
    assert [(row["label"], row["percent"], row["change"]) for row in shape["rows"] if row["leaf"]] == [
        ("新平台", None, "added")
    ]
    assert shape["hidden"] == 2


def test_the_sums_of_the_kind_that_was_asked_for_are_told(changed: Book) -> None:
    shape = run(changed.path, "diff", "@1", "HEAD", "--kind", MOVE, "--json").json
    assert shape["kinds"] == [{
        "kind": MOVE, "up": "5.00", "up_fen": 5_000_000, "down": "-5.00", "down_fen": -5_000_000, "net": "0.00",
        "net_fen": 0,
    }]  # fmt: skip
    assert "amounts transferred: +5.00, -5.00, net 0.00" in run(changed.path, "diff", "@1", "--kind", MOVE).out


def test_reasons_stand_below_the_rows_that_they_explain(changed: Book) -> None:
    lines = run(changed.path, "diff", "@1", "HEAD", "--over", "20", "--why").out.splitlines()
    at = next(n for n, line in enumerate(lines) if line.startswith("  培训"))
    assert [part for part in lines[at + 1].split() if not part.startswith("测")] == [
        "@3", "amounts", "transferred", "-5.00", "并入运维",
    ]  # fmt: skip
    assert lines[at + 2].split()[0] == "@4"
    events = run(changed.path, "diff", "@1", "HEAD", "--json").json["rows"][2]["events"]
    assert [event["reason"] for event in events] == ["并入运维", "测试"]


@pytest.mark.parametrize("share", ["", "x", "-1", "1e3", "20%%", "１", "nan"])
def test_what_is_no_percentage_is_said_to_be_none(book: Book, share: str) -> None:
    ran = run(book.path, "diff", "@1", "HEAD", "--over", share)
    assert (ran.code, ran.out) == (2, "")
    assert len(ran.err.splitlines()) == 1


def cause(kind: str, fen: int = 1) -> Cause:
    header = Header(1, "", 2024, None, None, None, "2024-01-01", "", None, None, None, (kind,), (), 0)
    return Cause(header, kind, fen)


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        (("LinesReclassified",), "reclassified"),
        (("ProjectSplit", "ProjectMerged", "UnitMerged"), "reclassified"),
        (("LinesReclassified", "AmountAdjusted"), "changed"),
        (("LinesReclassified", "RevisionReversed"), "changed"),
        ((), "changed"),
    ],
)
def test_only_what_nothing_but_a_remapping_moved_is_reclassified(kinds: tuple[str, ...], expected: str) -> None:
    assert change_kind(100, 50, True, tuple(map(cause, kinds))) == expected


def test_a_row_that_a_remapping_made_or_emptied_is_neither_added_nor_removed() -> None:
    for ends, expected in (((0, 5), "added"), ((5, 0), "removed")):
        assert change_kind(*ends, False, (cause("LinesReclassified"),)) == "reclassified"
        assert change_kind(*ends, False, ()) == expected


def test_what_is_not_known_is_neither_added_nor_removed() -> None:
    for before, after in ((None, 5), (5, None), (None, None), (None, 0), (0, None)):
        assert change_kind(before, after, False, ()) == "changed"
