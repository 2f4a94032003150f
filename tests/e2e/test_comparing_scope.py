"""compare beyond the amounts of a table: who joined or left, money brought forward, every table at once, other
definitions, and last year as it was published then."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.builders import (
    amount,
    approved,
    body,
    line,
    new_book,
    printed_row,
    printed_table,
    project,
    record,
    revision,
    statement,
    unit,
)
from tests.support.nine_book import nine_book
from tests.support.shell import run
from tests.support.small_documents import OLD
from tests.support.small_documents import document as small_document
from tracker.book import Book

CLOUD = line("甲局", "云平台", function="2060599", economic="30227")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """2023 of 甲局 and 乙办; 2024 without 乙办 and with 丙中心, with 5.00 brought forward."""
    with new_book(tmp_path / "book") as book:
        structure = unit("甲局"), unit("乙办", parent="甲局"), project("云平台", "甲局")
        lines = amount(line("甲局"), "100.00"), amount(CLOUD, "30.00"), amount(line("乙办"), "9.00")
        record(book, *structure, approved(*lines), fiscal_year=2023, effective="2023-01-10")
        record(book, unit("丙中心", "事业", parent="甲局"))
        record(book, approved(amount(line("甲局"), "110.00"), amount(CLOUD, "30.00"), amount(line("丙中心"), "20.00")))
        record(book, {"kind": "YearClosed", "year": 2023}, fiscal_year=2023, effective="2023-12-31")
        record(book, {"kind": "CarriedForward", "lines": [amount(CLOUD, "5.00")]}, effective="2024-02-01")
    return tmp_path / "book"


def test_units_that_joined_or_left_are_no_real_change(path: Path) -> None:
    shape = run(path, "compare", "2024", "--json").json
    assert (shape["total"]["before"], shape["total"]["after"]) == ("139.00", "165.00")
    assert [(one["unit"], one["amount"]) for one in shape["scope"]["joined"]] == [("丙中心", "20.00")]
    assert [(one["unit"], one["amount"]) for one in shape["scope"]["left"]] == [("乙办", "9.00")]
    common = shape["scope"]["common"]
    assert (common["before"], common["after"], common["delta"], common["percent"]) == (
        "130.00",
        "145.00",
        "15.00",
        "11.54",
    )


def test_the_rows_of_such_units_say_so(path: Path) -> None:
    out = run(path, "compare", "2024", "--by", "unit", lang="zh").out
    assert [row.split()[0] for row in out.splitlines() if "划出" in row or "划入" in row] == [
        "乙办",
        "丙中心",
        "口径变化：乙办",
        "口径变化：丙中心",
        "同一范围（不含划入、划出单位）合计",
    ]
    assert "不可比" in next(row for row in out.splitlines() if row.startswith("丙中心"))


def test_what_was_brought_forward_is_left_out_on_both_sides(path: Path) -> None:
    whole, without = (run(path, "compare", "2024", *more, "--json").json for more in ((), ("--without-carried",)))
    assert whole["carried"] is True
    assert without["carried"] is False
    assert without["closes"]
    assert (whole["total"]["after"], without["total"]["after"]) == ("165.00", "160.00")
    cloud = next(row for row in whole["rows"] if row["label"] == "云平台")
    assert cloud["after"] == "35.00"
    assert [row["after"] for row in without["rows"] if row["label"] == "云平台"] == ["30.00"]


def test_a_publication_that_does_not_tell_it_is_refused(tmp_path: Path) -> None:
    rows = printed_row("收入总计", "100.00", side="收入"), printed_row("七、上年结转", "8.00", side="收入")
    tables = (
        printed_table(1, ["预算"], *rows, printed_row("支出总计", "100.00", side="支出")),
        printed_table(3, ["合计"], printed_row("合计", "100.00"), printed_row("行政运行", "100.00", code="2010301")),
    )
    with new_book(tmp_path / "book") as book:
        record(book, unit("甲局"), fiscal_year=2023, effective="2023-01-01")
        record(book, statement(adopt=True, tables=tables), fiscal_year=2023, effective="2023-01-01")
        record(book, approved(amount(line("甲局"), "110.00")), effective="2024-01-01")
    ran = run(tmp_path / "book", "compare", "2024", "--by", "function", "--without-carried")
    assert ran.code == 2
    assert "8.00 brought forward in 2023" in ran.err
    assert run(tmp_path / "book", "compare", "2024", "--by", "function").code == 0


def test_every_table_stands_in_one_answer(path: Path) -> None:
    shape = run(path, "compare", "2024", "--tables", "--json").json
    assert [one["table"] for one in shape["tables"]] == list(range(1, 13))
    for one in shape["tables"]:
        single = run(path, "compare", "2024", "--table", str(one["table"]), "--json").json
        assert one["rows"] == single["rows"]
        assert one["closes"]
    assert run(path, "compare", "2024", "--tables", "--by", "unit").code == 2


def test_rows_that_two_forms_define_differently_are_told_without_a_difference(tmp_path: Path) -> None:
    with nine_book(tmp_path):
        pass
    (tmp_path / "twelve.txt").write_text(small_document(2025, OLD), encoding="utf-8")
    files = str(tmp_path / "2024.txt"), str(tmp_path / "twelve.txt")
    shape = run(None, "diff", *files, "--table", "7", "--json").json
    (one,) = shape["redefined"]
    assert (one["label_before"], one["label"]) == ("机关运行经费", "行政经费")
    assert (one["before"], one["delta"], one["percent"]) == ("49.35", None, None)
    assert "行政经费" not in {row["label"] for row in shape["rows"]}
    out = run(None, "diff", *files, "--table", "7", lang="zh").out
    assert "机关运行经费 49.35，行政经费 —：口径不同，不作比较" in out.splitlines()


def test_tables_with_rows_of_two_kinds_are_refused(tmp_path: Path) -> None:
    with nine_book(tmp_path):
        pass
    (tmp_path / "twelve.txt").write_text(small_document(2025, OLD), encoding="utf-8")
    ran = run(None, "diff", str(tmp_path / "2024.txt"), str(tmp_path / "twelve.txt"), "--table", "6")
    assert ran.code == 2
    assert "rows of another kind" in ran.err


def republished(path: Path, reason: str | None) -> None:
    """2023 as published, and again with 1.00 less."""
    for n, wan in enumerate(("100.00", "99.00")):
        tables = (printed_table(3, ["合计"], printed_row("合计", wan), printed_row("行政运行", wan, code="2010301")),)
        kind = {"kind": "StatementRepublished"} if n else {}
        said = body(statement("ab"[n], adopt=False, tables=tables) | kind, fiscal_year=2023, effective="2023-02-01")
        with Book.open(path) as book:
            book.record(revision(*said.pop("events"), **(said | {"reason": reason if n else None})))


@pytest.mark.parametrize(("reason", "code"), [(None, 1), ("更正笔误", 0)])
def test_last_year_as_published_then_is_held_against_last_year_as_stated_now(
    path: Path, reason: str | None, code: int
) -> None:
    republished(path, reason)
    ran = run(path, "compare", "2024", "--json")
    assert ran.code == code
    (one,) = ran.json["republished"]
    assert (one["silent"], one["reason"]) == (code == 1, reason)
    assert [(c["row"], c["then"]["amount"], c["now"]["amount"]) for c in one["cells"]] == [
        ("合计", "100.00", "99.00"),
        ("2010301", "100.00", "99.00"),
    ]
    said = run(path, "compare", "2024", lang="zh").out
    assert "表3 合计 合计：当时 100.00，现为 99.00" in said
    assert ("没有说明" in said) == (code == 1)


def test_markdown_is_a_table(path: Path) -> None:
    out = run(path, "compare", "2024", "--by", "unit", "--format", "md", lang="zh").out
    assert "| 乙办 | 9.00 | 0.00 | -9.00 | -100.00% | 划出 | @1 |" in out.splitlines()


def test_only_what_changed_is_shown_on_request(path: Path) -> None:
    with Book.open(path) as book:
        for wan in ("3.00", "-3.00"):
            mode = "supplement" if wan[0] != "-" else "cut"
            record(book, {"kind": "AmountAdjusted", "mode": mode, "line": CLOUD, "amount": wan, "source": "待分配"})
    whole, changed = (run(path, "diff", "HEAD~2", "HEAD", *more, "--json").json for more in ((), ("--changed",)))
    assert [row["label"] for row in whole["rows"]] == ["甲局", "云平台"]
    assert (changed["rows"], changed["hidden"]) == ([], 1)
    out = run(path, "diff", "@1", "HEAD", "--format", "md", "--year", "2024").out
    assert "| --- | ---: | ---: | ---: | ---: | --- | --- |" in out


def test_an_edited_goal_shows_where(path: Path) -> None:
    for text in ("综合窗口36个，平均等候时间不超过15分钟。", "综合窗口36个，平均等候时间不超过12分钟。"):
        with Book.open(path) as book:
            record(book, {"kind": "GoalChanged", "project": "云平台", "goal": text})
    assert "不超过[-15-]{+12+}分钟。" in run(path, "diff", "HEAD~1", "HEAD").out
    (fact,) = run(path, "diff", "HEAD~1", "HEAD", "--json").json["facts"]
    assert ["removed", "15"] in fact["pieces"]
    assert "".join(text for how, text in fact["pieces"] if how != "removed") == fact["after"]
