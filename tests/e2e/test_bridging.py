"""bridge at the command line: between points, years, statements and files."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.golden.shown import copy_of_the_sample
from tests.support.builders import (
    Json,
    amount,
    approved,
    cut,
    line,
    milestone,
    new_book,
    project,
    record,
    supplement,
    transferred,
    unit,
)
from tests.support.crosswalks import crosswalk, pair
from tests.support.nine_book import SIZES, nine_book
from tests.support.shell import Ran, run
from tests.support.small_documents import BUREAU, CENTRE, NEW, OLD, WAN, document
from tracker.book import Book, FileBook
from tracker.messages import render
from tracker.model.errors import NotFound

CLOUD = line("甲局", "云平台", function="2060599", economic="30227")
CARRIED = {"kind": "CarriedForward", "lines": [amount(CLOUD, "5.00")]}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """2023: 甲局 and 乙办; 2024 without 乙办 and with 丙中心, 5.00 brought forward and 1.00 to another code."""
    with new_book(tmp_path / "book") as book:
        structure = unit("甲局"), unit("乙办", parent="甲局"), project("云平台", "甲局"), project("培训", "甲局")
        lines = (amount(line("甲局"), "100.00"), amount(CLOUD, "30.00"), amount(line("乙办"), "9.00"))
        training = amount(line("甲局", "培训", function="2050803", economic="30216"), "4.00")
        record(book, *structure, approved(*lines, training), fiscal_year=2023, effective="2023-01-10")
        record(book, milestone("2023/original"), fiscal_year=2023, effective="2023-01-10")
        record(book, unit("丙中心", "事业", parent="甲局"))
        items = amount(line("甲局"), "97.00"), amount(line("甲局", economic="30201"), "8.00"), amount(CLOUD, "50.00")
        record(book, approved(*items, amount(line("丙中心"), "20.00")))
        record(book, milestone("2024/original"))
        record(book, {"kind": "YearClosed", "year": 2023}, fiscal_year=2023, effective="2023-12-31")
        record(book, CARRIED, effective="2024-02-01")
        moved = amount(CLOUD | {"function": "2060503"}, "1.00")
        record(
            book,
            {"kind": "LinesReclassified", "moves": [{"from": CLOUD, "to": moved["line"], "amount": "1.00"}]},
            effective="2024-03-01",
        )
        record(book, supplement(CLOUD, "2.00"), effective="2024-04-01")
        record(book, cut(CLOUD, "-2.00"), effective="2024-05-01")
    return tmp_path / "book"


def steps(ran: Ran) -> list[tuple[str, str, str, str]]:
    return [(step["kind"], step["change"], step["label"], step["delta"]) for step in ran.json["steps"]]


def adds_up(shape: Json) -> bool:
    return bool(shape["start_fen"] + sum(step["delta_fen"] for step in shape["steps"]) == shape["end_fen"])


def test_a_year_is_led_to_from_the_one_before_by_named_causes(path: Path) -> None:
    ran = run(path, "bridge", "2024", "--json")
    assert ran.code == 0
    assert (ran.json["start"], ran.json["end"], ran.json["closes"]) == ("143.00", "175.00", True)
    assert steps(ran) == [
        ("project", "up", "云平台", "20.00"),
        ("unit", "joined", "丙中心", "20.00"),
        ("unit", "left", "乙办", "-9.00"),
        ("basic", "added", "商品和服务支出", "8.00"),
        ("project", "removed", "培训", "-4.00"),
        ("basic", "down", "工资福利支出", "-3.00"),
    ]
    assert adds_up(ran.json)
    cloud = ran.json["steps"][0]
    assert [(event["kind"], event["amount"]) for event in cloud["events"]] == [
        ("BudgetApproved", "-30.00"),
        ("BudgetApproved", "50.00"),
    ]
    assert all(event["document"] for event in cloud["events"])


def test_what_was_brought_forward_and_what_only_went_to_another_code_are_told_apart(path: Path) -> None:
    ran = run(path, "bridge", "2024/original", "HEAD", "--by", "function", "--json")
    assert adds_up(ran.json)
    assert [(step["kind"], step["change"], step["code"], step["delta"]) for step in ran.json["steps"]] == [
        ("carried", "up", None, "5.00"),
        ("reclassified", "up", "2060503", "1.00"),
        ("reclassified", "down", "2060599", "-1.00"),
        ("function", "level", "2060599", "0.00"),
    ]


def test_the_tail_is_folded_with_its_count(path: Path) -> None:
    ran = run(path, "bridge", "2024", "--json", "--most", "2")
    assert [(step["kind"], step["count"], step["delta"]) for step in ran.json["steps"]][2:] == [("rest", 4, "-8.00")]
    assert adds_up(ran.json)
    for every in (("--most", "0"), ("--all",)):
        assert len(run(path, "bridge", "2024", "--json", *every).json["steps"]) == 6


def test_as_text_each_line_has_the_running_total(path: Path) -> None:
    ran = run(path, "bridge", "2024", "--most", "2", lang="zh")
    assert ran.out.splitlines() == [
        "2023 年 2023/original (@2) → 2024 年 2024/original (@5)，单位：万元",
        "      2023 2023/original (@2)          143.00",
        "增加  云平台                   +20.00  163.00  @1 @4",
        "划入  丙中心                   +20.00  183.00  @4",
        "减少  其余4项                   -8.00  175.00  @1 @4",
        "      2024 2024/original (@5)          175.00",
        "上年数已换算为本年的科目、单位和项目；--mode published 另列改列的数",
    ]


def test_what_was_only_mapped_to_other_codes_is_told_on_request(path: Path) -> None:
    with Book.open(path) as book:
        record(book, crosswalk(pair("2010301", "2010399", "moved"), basis="2024年政府收支分类科目"))
    restated, published = (
        run(path, "bridge", "2024", "--by", "function", *mode, "--all", "--json").json
        for mode in ((), ("--mode", "published"))
    )
    mapped = [step for step in published["steps"] if step["kind"] == "reclassified"]
    assert sorted((step["code"], step["delta"]) for step in mapped) == [("2010301", "-109.00"), ("2010399", "109.00")]
    real = [step for step in published["steps"] if step["kind"] != "reclassified"]
    assert real == restated["steps"]
    assert adds_up(published)


def test_as_markdown_it_names_the_documents(path: Path) -> None:
    ran = run(path, "bridge", "2024", "--format", "md", "--most", "1", lang="zh")
    table = ran.out.splitlines()[2:]
    assert table[:2] == ["| 变动 | 原因 | 增减 | 累计 | 依据 |", "| --- | --- | ---: | ---: | --- |"]
    assert re.fullmatch(
        r"\| 增加 \| 云平台 \| \+20.00 \| 163.00 \| @1 测〔2024〕\d+号、@4 测〔2024〕\d+号 \|", table[3]
    )


def test_two_files_need_no_book(tmp_path: Path) -> None:
    for name, year, units in (("old.txt", 2023, OLD), ("new.txt", 2024, NEW)):
        (tmp_path / name).write_text(document(year, units), encoding="utf-8")
    ran = run(None, "bridge", str(tmp_path / "old.txt"), str(tmp_path / "new.txt"), "--json")
    assert steps(ran) == [
        ("project", "up", "云平台", "120.00"),
        ("project", "removed", "大会保障", "-80.00"),
        ("project", "added", "数据共享", "60.00"),
        ("basic", "up", "工资福利支出", "3.00"),
    ]
    assert adds_up(ran.json)


def test_a_unit_in_one_document_only_joined_or_left(tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_text(document(2023, {BUREAU: OLD[BUREAU]}), encoding="utf-8")
    (tmp_path / "new.txt").write_text(document(2024, OLD), encoding="utf-8")
    files = str(tmp_path / "old.txt"), str(tmp_path / "new.txt")
    assert steps(run(None, "bridge", *files, "--json")) == [("unit", "joined", CENTRE, "52.00")]
    assert steps(run(None, "bridge", *reversed(files), "--json")) == [("unit", "left", CENTRE, "-52.00")]
    (tmp_path / "new.txt").write_text(document(2024, {"别局": (WAN, {})}), encoding="utf-8")
    assert "unit" not in {step[0] for step in steps(run(None, "bridge", *files, "--json"))}


def test_a_form_by_codes_tells_basic_and_project_spending_apart(tmp_path: Path) -> None:
    with nine_book(tmp_path) as book:
        ran = run(book.path, "bridge", "2024", "--all", "--json")
    assert (ran.json["start_fen"], ran.json["end_fen"]) == (SIZES[2023], SIZES[2024])
    assert adds_up(ran.json)
    assert {step["nature"] for step in ran.json["steps"]} == {"基本支出", "项目支出"}
    assert all(step["kind"] == "function" and step["code"] for step in ran.json["steps"])


def test_the_budget_is_led_to_what_was_spent_within_its_year(tmp_path: Path) -> None:
    sample = copy_of_the_sample(tmp_path / "sample")
    ran = run(sample, "bridge", "2024", "--with", "2024", "--basis", "final:original", "--json")
    assert (ran.code, ran.json["start"], ran.json["end"]) == (0, "7611.76", "8180.76")
    assert adds_up(ran.json)
    for ends in (
        ("2024/original", "2025/original"),
        ("2022/original", "HEAD"),
        ("2024/original", "stmt:193"),
        ("@0", "HEAD"),
        ("2024/original", "known:2024-06-30"),
    ):
        for by in ("project", "function"):
            found = run(sample, "bridge", *ends, "--by", by, "--json")
            assert found.code == 0
            assert adds_up(found.json), (ends, by)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("2023",), "Import the document of 2022 first"),
        (("2031",), "2031 has no revisions"),
        (("2024/nowhere", "HEAD"), "no version"),
        (("2024", "--basis", "final:original"), "not of one kind"),
        (("@1", "HEAD", "--with", "2023"), "goes with a year"),
        (("2024", "--effective", "2024-05-01"), "goes with two points"),
    ],
)
def test_what_has_no_beginning_or_end_is_refused_in_a_line(path: Path, arguments: tuple[str, ...], said: str) -> None:
    ran = run(path, "bridge", *arguments)
    assert ran.code == 2
    assert said in ran.err
    assert len(ran.err.splitlines()) == 1
    assert ran.out == ""


def test_two_forms_without_a_common_partition_are_refused(tmp_path: Path) -> None:
    from dataclasses import replace

    for name, year, units in (("old.txt", 2023, OLD), ("new.txt", 2024, NEW)):
        (tmp_path / name).write_text(document(year, units), encoding="utf-8")
    with FileBook.of([str(tmp_path / "old.txt"), str(tmp_path / "new.txt")]) as book:
        old, new = (book.view(file.year, file.named.point) for file in book.files)
        old.form, new.form = replace(old.form, partitions=("project",)), replace(new.form, partitions=("function",))
        with pytest.raises(NotFound) as refused:
            book.bridge(old, new)
        assert refused.value.exit_code == 2
        assert "in common" in render(refused.value.message, "en")


def test_money_that_only_changes_hands_shows_both_hands(path: Path) -> None:
    with Book.open(path) as book:
        other = line("甲局", "培训", function="2050803", economic="30216")
        record(book, transferred(amount(CLOUD, "-6.00"), amount(other, "6.00")), effective="2024-06-01")
    ran = run(path, "bridge", "HEAD~1", "HEAD", "--json")
    assert [(step["label"], step["delta"]) for step in ran.json["steps"]] == [("云平台", "-6.00"), ("培训", "6.00")]
    assert ran.json["start"] == ran.json["end"]


def test_blame_goes_back_over_the_years_and_names_the_publications(tmp_path: Path) -> None:
    sample = copy_of_the_sample(tmp_path / "sample")
    ran = run(sample, "blame", "12", "12345热线话务服务外包", "--year", "2024", "--across", "--json")
    assert [(one["year"], one["value"]) for one in ran.json["years"]] == [(2023, "412.60"), (2022, "354.70")]
    for one in ran.json["years"]:  # in 2022 it was two projects
        assert sum(entry["fen"] for entry in one["entries"]) == one["fen"]
        assert all(entry["document"] for entry in one["entries"])
    assert [(one["statement"], one["amount"]) for one in ran.json["printed"]] == [
        ("stmt:120.0", "412.35"),
        ("stmt:193.0", "412.35"),
    ]
    said = run(sample, "blame", "12", "12345热线话务服务外包", "--year", "2024", "--across", lang="zh").out
    assert "2022 年（换算后）= 354.70" in said.splitlines()
    moved = run(sample, "blame", "5", "2060599", "--year", "2024", "--at", "2024/original", "--across", "--json").json
    assert moved["years"][0]["value"] == "2751.10"  # then under 2060503
    assert "years" not in run(sample, "blame", "3", "合计", "--json").json


def test_what_is_inferred_is_shown_as_such(tmp_path: Path) -> None:
    with new_book(tmp_path / "book") as book:
        structure = unit("甲局"), project("云平台", "甲局"), approved(amount(CLOUD, "30.00"))
        record(book, *structure, fiscal_year=2023, effective="2023-01-10")
        record(book, supplement(CLOUD, "4.00"), fiscal_year=2023, effective="2023-05-01", inferred=True)
        record(book, approved(amount(CLOUD, "50.00")))
    (step,) = run(tmp_path / "book", "bridge", "2024", "--json").json["steps"]
    assert [(event["seq"], event["inferred"]) for event in step["events"]] == [(1, False), (2, True), (3, False)]
    (year,) = run(tmp_path / "book", "blame", "12", "云平台", "--across", "--json").json["years"]
    assert [(entry["seq"], entry["inferred"]) for entry in year["entries"]] == [(1, False), (2, True)]
