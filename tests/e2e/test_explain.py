"""`explain` and `reason` on the command line: text, traces, exit codes, and the JSON that scripts depend on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.builders import CLOUD, Clock, opened_book, record, supplement
from tests.support.explained import ASSETS, PROCUREMENT, named_originals, next_year
from tests.support.shell import run
from tracker.book import Book


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A book of two years whose originals are named."""
    with opened_book(tmp_path / "book", Clock()) as book:
        next_year(book)
        named_originals(book)
    return tmp_path / "book"


def test_text_on_stdout_and_what_is_to_be_done_beside_it(path: Path) -> None:
    ran = run(path, "explain", "2025")
    assert ran.code == 0
    lines = ran.out.splitlines()
    assert lines[0] == "2025年部门预算情况说明"
    assert "云平台\t537.50\t保障运行" in lines
    assert "basis: original budget of 2025 (2025/original, @2)" in ran.err
    assert "收入预算: the reason is still to be written" in ran.err


def test_one_section_and_markdown(path: Path) -> None:
    ran = run(path, "explain", "2025", "--section", "6", "--format", "md")
    assert "## 六、重点项目预算绩效目标情况" in ran.out
    assert "| 云平台 | 537.50 | 保障运行 |" in ran.out
    assert "一、" not in ran.out
    ran = run(path, "explain", "2025", "--section", "7")
    assert (ran.code, len(ran.err.splitlines())) == (2, 1)


def test_json_has_the_shape_that_scripts_depend_on(path: Path) -> None:
    found = run(path, "explain", "2025", "--json").json
    assert found == run(path, "explain", "2025", "--format", "json").json
    assert [section["number"] for section in found["sections"]] == [1, 2, 3, 4, 5, 6]
    assert (found["year"], found["final"]) == (2025, False)
    assert (found["basis"]["prior"]["kind"], found["basis"]["prior"]["year"]) == ("original", 2024)
    first = found["sections"][0]
    amount, delta, percent = first["claims"][:3]
    assert first["text"][amount["start"] : amount["end"]] == amount["text"] == "700.00"
    cell = {"table": 1, "row": "收入总计", "column": "预算", "year": 2025, "version": 2}
    before = cell | {"year": 2024, "version": 1}
    assert amount["source"] == cell
    assert (delta["value"], delta["source"]) == ("48.00", {"computed": "difference", "of": [cell, before]})
    assert (percent["value"], percent["source"]["computed"]) == ("7.36", "percent")
    assert percent["formula"] == "|700.00 − 652.00| ÷ 652.00"
    assert percent["basis"]["name"] == "2024/original"
    six = found["sections"][5]
    assert [six["text"][name["start"] : name["end"]] for name in six["names"]][:2] == ["云平台", "保障运行"]
    assert found["sections"][3]["gaps"]


def test_a_cell_source_can_be_looked_up_with_blame(path: Path) -> None:
    source = run(path, "explain", "2025", "--json").json["sections"][1]["claims"][0]["source"]
    ran = run(path, "blame", str(source["table"]), source["row"], source["column"],
              "--year", str(source["year"]), "--at", f"@{source['version']}", "--json")  # fmt: skip
    assert ran.json["value"] == "2.50"


def test_a_trace_names_source_formula_and_basis_of_each_number(path: Path) -> None:
    ran = run(path, "explain", "2025", "--section", "1", "--trace")
    line = next(line for line in ran.out.splitlines() if "48.00万元  income" in line)
    assert "table 1, 收入总计 [预算], 2025, @2 ; table 1, 收入总计 [预算], 2024, @1" in line
    assert "|700.00 − 652.00|" in line
    assert "original budget of 2024" in line


def test_a_point_may_be_given(path: Path) -> None:
    with opened_book(path.parent / "other", Clock()) as book:
        next_year(book)
        record(book, supplement(CLOUD, "1.00"), fiscal_year=2025)
    at = path.parent / "other"
    assert "收入预算701.00万元" in run(at, "explain", "2025").out
    assert "收入预算700.00万元" in run(at, "explain", "2025", "--at", "@2").out


def test_reasons_are_written_shown_and_confirmed_until_the_text_is_final(path: Path) -> None:
    assert run(path, "explain", "2025", "--final").code == 1
    ran = run(path, "reason", "2025", "income")
    assert "no reason yet" in ran.out
    assert "云平台" in ran.out
    for subject in ("income", "spending", "three-public", "receptions", "administration"):
        assert run(path, "reason", "2025", subject, f"{subject}调整", "--by", "周岚").code == 0
    key_project = {"云平台": "537.50", "运维": "35.00", "运维/goal": "稳定"}
    facts = [PROCUREMENT, ASSETS, {"kind": "DisclosureFactsStated", "section": "key-projects", "facts": key_project}]
    body = {"fiscal_year": 2025, "effective": "2025-01-15", "events": facts}
    ran = run(path, "record", "--file", "-", stdin=json.dumps(body).encode())
    assert ran.code == 0, ran.err
    ran = run(path, "explain", "2025", "--final")
    assert ran.code == 0, ran.err
    assert "主要原因是income调整；" in ran.out
    assert run(path, "explain", "2025", "--final", "--at", "@2").code == 1, "its facts were not stated yet"
    shown = run(path, "reason", "2025", "income", "--json").json["reasons"][0]
    assert (shown["status"], shown["by"], shown["explains"]) == (
        "confirmed", "周岚", {"current": "700.00", "prior": "652.00"},
    )  # fmt: skip


def test_a_stale_reason_keeps_a_text_from_being_final_until_it_is_confirmed(path: Path) -> None:
    run(path, "reason", "2025", "income", "云平台扩容", "--at", "HEAD")
    body = {"fiscal_year": 2025, "effective": "2025-02-01", "authority": "finance", "reason": "扩容",
            "document": {"number": "测〔2025〕1号", "date": "2025-02-01"},
            "events": [supplement(CLOUD, "2.00")]}  # fmt: skip
    assert run(path, "record", "--file", "-", stdin=json.dumps(body).encode()).code == 0
    ran = run(path, "explain", "2025", "--at", "HEAD", "--final")
    assert ran.code == 1
    assert "the reason of @4 explains 652.00 → 700.00, which is 652.00 → 702.00 now" in ran.err
    assert "confirmed again" in run(path, "reason", "2025", "income", "--at", "HEAD").out
    assert run(path, "reason", "2025", "income", "--confirm", "--at", "HEAD").code == 0
    assert "income 收入预算: 652.00 → 702.00, 云平台扩容" in run(path, "reason", "2025", "--at", "HEAD").out


@pytest.mark.parametrize(
    "arguments",
    [["explain", "2030"], ["explain", "2025", "--at", "2023/original"], ["reason", "2025", "nobody"],
     ["reason", "2025", "nobody", "因"], ["reason", "2025", "income", "--confirm"], ["reason", "2025", "income", ""],
     ["explain", "2025", "--format", "docx"], ["explain"]],
)  # fmt: skip
def test_what_cannot_be_answered_is_one_line(path: Path, arguments: list[str]) -> None:
    ran = run(path, *arguments)
    assert ran.code == 2
    assert ran.err.startswith("tracker: ")
    assert len(ran.err.splitlines()) == 1


def test_a_broken_template_of_the_book_is_one_line_with_its_place(path: Path) -> None:
    event = {"kind": "SettingsChanged", "changes": {"template.explanation": "甲\n{{ amount( }}"}}
    body = {"fiscal_year": 2025, "effective": "2025-01-15", "events": [event]}
    assert run(path, "record", "--file", "-", stdin=json.dumps(body).encode()).code == 0
    ran = run(path, "explain", "2025")
    assert (ran.code, ran.err.splitlines()[0][:26]) == (2, "tracker: template, line 2:")


def test_a_milestone_of_another_year_explains_nothing(path: Path) -> None:
    ran = run(path, "explain", "2025", "--at", "2024/original")
    assert (ran.code, len(ran.err.splitlines())) == (2, 1)
    assert "2024/original" in ran.err


def test_one_section_does_not_make_the_whole_final(path: Path) -> None:
    assert run(path, "explain", "2025", "--section", "6", "--json").json["final"] is False


@pytest.mark.parametrize("arguments", [("income", "新的原因", "--confirm"), ("--confirm",)])
def test_confirming_takes_a_subject_and_no_text(path: Path, arguments: tuple[str, ...]) -> None:
    ran = run(path, "reason", "2025", *arguments)
    assert (ran.code, len(ran.err.splitlines())) == (2, 1)


def test_a_template_that_asks_for_the_reason_of_what_no_table_holds_is_told_so(path: Path) -> None:
    template = "{% call section('附') %}\n{{ amount('vehicles') }}{{ reason('vehicles') }}\n{% endcall %}"
    with Book.open(path) as book:
        settings = {"kind": "SettingsChanged", "changes": {"template.explanation.2025": template}}
        record(book, settings, fiscal_year=2025)
    ran = run(path, "reason", "2025")
    assert (ran.code, len(ran.err.splitlines())) == (2, 1)
    assert "vehicles" in ran.err
