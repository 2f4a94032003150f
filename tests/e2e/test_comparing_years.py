"""compare, diff --mode and show crosswalks at the command line, on a book of two small years."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.builders import (
    Json,
    amount,
    approved,
    body,
    line,
    milestone,
    new_book,
    printed_row,
    printed_table,
    project,
    record,
    statement,
    supplement,
    unit,
)
from tests.support.crosswalks import crosswalk, pair
from tests.support.shell import Ran, run

OLD = line("甲局", function="2010301")
NEW = line("甲局", function="2014101")
PLATFORM = line("甲局", "云平台", function="2060599", economic="30227")
GONE = line("甲局", "培训", function="2050803", economic="30216")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """@1 to @4: the originals of 2023 and 2024; @5 a supplement; @6 a wrong map, @7 the right one."""
    with new_book(tmp_path / "book") as book:
        structure = unit("甲局"), project("云平台", "甲局"), project("培训", "甲局")
        lines = amount(OLD, "100.00"), amount(PLATFORM, "30.00"), amount(GONE, "9.00")
        record(book, *structure, approved(*lines), fiscal_year=2023, effective="2023-01-10")
        record(book, milestone("2023/original"), fiscal_year=2023, effective="2023-01-10")
        record(book, approved(amount(NEW, "100.00"), amount(PLATFORM, "50.00")))
        record(book, milestone("2024/original"))
        record(book, supplement(NEW, "1.00"), effective="2024-05-01")
        record(book, crosswalk(pair("2010301", "2010399", "moved"), basis="误"))
        record(book, crosswalk(pair("2010301", "2014101", "moved", basis="第12页"), basis="2024年政府收支分类科目"))
    return tmp_path / "book"


def changes(ran: Ran) -> dict[str, tuple[str, str, str]]:
    rows = [row for row in ran.json["rows"] if row["leaf"]]
    return {row["key"].get("code") or row["label"]: (row["before"], row["after"], row["change"]) for row in rows}


def test_restated_compares_the_originals_with_the_newest_map_and_says_so(path: Path) -> None:
    ran = run(path, "compare", "2024", "--by", "function", "--mode", "restated", lang="zh")
    assert ran.code == 0
    assert ran.out.splitlines() == [
        "2023 年 2023/original (@2) → 2024 年 2024/original (@4)，单位：万元",
        "合计 139.00 → 150.00  +11.00  7.91%",
        "一般公共服务支出            100.00  100.00    0.00     0.00%",
        "  20141                     100.00  100.00    0.00     0.00%",
        "    2014101                 100.00  100.00    0.00     0.00%  科目调整  @1 @3",
        "教育支出                      9.00    0.00   -9.00  -100.00%",
        "  20508                       9.00    0.00   -9.00  -100.00%",
        "    2050803                   9.00    0.00   -9.00  -100.00%  撤销      @1",
        "科学技术支出                 30.00   50.00  +20.00    66.67%",
        "  科技条件与服务             30.00   50.00  +20.00    66.67%",
        "    其他科技条件与服务支出   30.00   50.00  +20.00    66.67%  变动      @1 @3",
        "按同口径比较：上年数已换算为本年的科目、单位和项目",
        "对照表 @7 功能科目 2023→2024 2024年政府收支分类科目",
        "  2010301 行政运行 → 2014101  100.00  调整  @7",
        "  2023 年 2050803 9.00：另一年没有，也没有对照",
    ]


def test_an_old_report_is_rebuilt_with_the_map_of_its_version(path: Path) -> None:
    arguments = "compare", "2024", "--by", "function", "--mode", "restated", "--json"
    old, new = run(path, *arguments, "--at", "@6"), run(path, *arguments)
    assert [(one["seq"], one["basis"]) for one in old.json["maps"]] == [(6, "误")]
    assert [(one["seq"], one["basis"]) for one in new.json["maps"]] == [(7, "2024年政府收支分类科目")]
    assert changes(old)["2010399"] == ("100.00", "0.00", "removed")
    assert changes(new)["2014101"] == ("100.00", "100.00", "reclassified")
    assert run(path, *arguments, "--at", "@5").json["maps"] == []


def test_the_json_is_that_of_diff_with_what_the_maps_did(path: Path) -> None:
    shape = run(path, "compare", "2024", "--by", "function", "--mode", "restated", "--json").json
    plain = run(path, "diff", "2023/original", "2024/original", "--by", "function", "--json").json
    assert shape.keys() == plain.keys() | {"scope", "carried", "republished"}
    assert (plain["mode"], plain["maps"], plain["moved"]) == ("published", [], [])
    assert shape["mode"] == "restated"
    assert shape["moved"] == [
        {"from": {"code": "2010301", "label": "行政运行"}, "to": {"code": "2014101", "label": ""},
         "kind": "moved", "seqs": [7], "amount": "100.00", "fen": 100_000_000},
    ]  # fmt: skip
    assert [(one["year"], one["key"]) for one in shape["unmapped"]] == [(2023, {"code": "2050803"})]


@pytest.mark.parametrize(
    ("arguments", "versions"),
    [
        ([], ("2023/original", "2024/original")),
        (["--at", "@3"], ("@3", "@3")),
        (["--basis", "adjusted:adjusted"], ("HEAD", "HEAD")),
        (["--basis", "adjusted:original"], ("2023/original", "HEAD")),
        (["--with", "2023", "--at", "@5", "--basis", "original:adjusted"], ("@5", "2024/original")),
    ],
)
def test_the_basis_is_like_with_like_unless_it_is_given(
    path: Path, arguments: list[str], versions: tuple[str, str]
) -> None:
    shape = run(path, "compare", "2024", *arguments, "--json").json
    assert (shape["from"]["name"], shape["to"]["name"]) == versions


def test_a_diff_of_two_years_takes_the_maps_of_its_newer_side(path: Path) -> None:
    milestones = run(path, "diff", "2023/original", "2024/original", "--by", "function", "--mode", "restated", "--json")
    head = run(path, "diff", "2023/original", "2024/original", "--by", "function", "--mode", "lca")
    assert milestones.json["maps"] == []
    assert head.code == 0
    newest = run(path, "diff", "2023/original", "HEAD", "--year", "2024", "--by", "function", "--mode", "restated",
                 "--json")  # fmt: skip
    assert changes(newest)["2014101"] == ("100.00", "101.00", "changed")


def test_the_lowest_common_code_is_by_function_unless_said_otherwise(path: Path) -> None:
    found = changes(run(path, "compare", "2024", "--mode", "lca", "--at", "@5", "--json"))
    assert found["201"] == ("100.00", "100.00", "changed")
    assert found["2050803"] == ("9.00", "0.00", "removed")


def test_two_publications_of_the_same_figures_do_not_differ(tmp_path: Path) -> None:
    rows = printed_row("合计", "5.00"), printed_row("一般公共服务支出", "5.00", code="201")
    with new_book(tmp_path / "book") as book:
        for year in (2023, 2024):
            adopted = statement(str(year % 10), adopt=True, tables=(printed_table(3, ["合计"], *rows),))
            record(book, adopted, fiscal_year=year, effective=f"{year}-01-01")
    assert run(tmp_path / "book", "compare", "2024", "--by", "function").out.splitlines() == [
        "2023 HEAD (@2) → 2024 HEAD (@2), in 万元",
        "total 5.00 → 5.00  0.00  0.00%",
        "nothing differs",
        "compared as published, in the codes of each year",
    ]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["compare", "2024", "--basis", "executed:original"], "not of one kind"),
        (["compare", "2024", "--basis", "original:final"], "not of one kind"),
        (["compare", "2024", "--basis", "executed:final"], "no milestone 2023/final"),
        (["compare", "2024", "--basis", "executed:executed"], "nothing is recorded as spent in 2023"),
        (["compare", "2024", "--basis", "original"], "is no basis"),
        (["compare", "2024", "--basis", "a:b"], "is no basis"),
        (["compare", "2024", "--basis", "original:original", "--at", "@3"], "no milestone 2024/original at @3"),
        (["compare", "2024", "--mode", "lca", "--by", "unit"], "compares codes"),
        (["compare", "2023", "--with", "2024", "--mode", "restated"], "not turned round"),
        (["compare", "2023"], "2022"),
        (["compare", "2025"], "2025"),
        (["compare", "2024", "--with", "2020"], "2020"),
        (["compare", "2024", "--table", "99"], "99"),
        (["compare", "2024", "--mode", "other"], "other"),
        (["compare", "2024", "--at", "@99"], "@99"),
        (["compare"], "YEAR"),
        (["diff", "@5", "@7", "--mode", "restated"], "not turned round"),
        (["show", "crosswalks", "--unit", "甲局"], "--unit"),
    ],
)
def test_what_cannot_be_compared_is_refused_in_one_line(path: Path, arguments: list[str], words: str) -> None:
    ran = run(path, *arguments)
    assert (ran.code, ran.out, len(ran.err.splitlines())) == (2, "", 1)
    assert words in ran.err


def test_show_crosswalks_lists_what_holds_at_a_point(path: Path) -> None:
    assert run(path, "show", "crosswalks", lang="zh").out.splitlines() == [
        "功能科目 2023→2024  @7  recorder  2024年政府收支分类科目",
        "  2010301 行政运行 → 2014101  1  调整  第12页",
    ]
    assert "2010399" in run(path, "show", "crosswalks", "--at", "@6").out
    assert run(path, "show", "crosswalks", "--at", "@5").out == "no crosswalk is adopted\n"
    assert run(path, "show", "crosswalks", "--at", "@5", "--json").json["crosswalks"] == []
    (only,) = run(path, "show", "crosswalks", "--json").json["crosswalks"]
    assert (only["system"], only["from_year"], only["to_year"], only["seq"], only["by"]) == (
        "function", 2023, 2024, 7, "recorder",
    )  # fmt: skip
    assert only["maps"] == [
        {"from": "2010301", "from_name": "行政运行", "to": "2014101", "to_name": None, "weight": "1", "kind": "moved",
         "basis": "第12页"},
    ]  # fmt: skip


def test_a_crosswalk_is_recorded_from_a_file(path: Path, tmp_path: Path) -> None:
    def recorded(event: Json) -> Ran:
        file = tmp_path / "r.json"
        file.write_text(json.dumps(body(event), ensure_ascii=False), "utf-8")
        return run(path, "record", "--file", str(file))

    half = pair("云平台", "培训", "split", "0.5"), pair("云平台", "云平台", "split", "0.4")
    refused = recorded(crosswalk(*half, system="project"))
    assert (refused.code, refused.err.count("\n")) == (3, 1)
    assert "0.9" in refused.err
    assert recorded(crosswalk(half[0], half[1] | {"weight": "0.5"}, system="project")).code == 0
    shown = run(path, "show", "crosswalks").out.splitlines()
    assert [words.strip().partition("  ")[0] for words in shown[3:]] == ["云平台 → 培训", "云平台 → 云平台"]
    assert run(path, "verify").code == 0
