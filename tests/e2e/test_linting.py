"""`lint` as a command: a file alone, with a book at hand, and the JSON that scripts depend on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.builders import Json, opened_book, record
from tests.support.explained import PROCUREMENT, named_originals, next_year
from tests.support.shell import run
from tracker.book import Book
from tracker.explain.lint import RULES

RIGHT = """2025年部门预算情况说明
一、部门预算收支增减变化情况
2025年收入预算700.00万元，比上年增加48.00万元，增长7.36%，主要原因是新增项目。
"""


@pytest.fixture
def book(tmp_path: Path) -> Path:
    with opened_book(tmp_path / "book") as book:
        next_year(book)
        named_originals(book)
    return tmp_path / "book"


def text_file(tmp_path: Path, text: str, encoding: str = "utf-8") -> str:
    file = tmp_path / "text.txt"
    file.write_bytes(text.encode(encoding))
    return str(file)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_a_right_text_has_no_findings(book: Path, tmp_path: Path, encoding: str) -> None:
    ran = run(book, "lint", text_file(tmp_path, RIGHT, encoding), "--json")
    found = json.loads(ran.out)
    assert (ran.code, found["findings"]) == (0, [])
    assert found["coverage"] == {"numbers": 4, "understood": 4}
    assert [state["rule"] for state in found["rules"]] == list(RULES)
    assert all(state["places"] for state in found["rules"] if state["state"] == "passed")
    assert all(state["why"] for state in found["rules"] if state["state"] == "not-checked")


def test_a_finding_says_what_where_and_what_was_expected(book: Path, tmp_path: Path) -> None:
    ran = run(book, "lint", text_file(tmp_path, RIGHT.replace("700.00", "770.00")), "--json")
    (finding,) = json.loads(ran.out)["findings"]
    assert ran.code == 1
    assert (finding["rule"], finding["severity"], finding["expected"]) == ("X2", "error", "700.00万元")
    assert (finding["found"], finding["stake"], finding["slip"]) == ("770.00万元", "70.00", "digit")
    assert finding["where"]["section"] == 1
    assert finding["where"]["line"] == 3
    assert "770.00" in finding["where"]["quote"]


def test_rules_are_selected_and_ignored(book: Path, tmp_path: Path) -> None:
    file = text_file(tmp_path, RIGHT.replace("700.00", "770.00"))
    assert run(book, "lint", file, "--ignore", "x2").code == 0
    assert run(book, "lint", file, "--select", "X3,X4").code == 0
    assert run(book, "lint", file, "--select", "X2").code == 1
    ran = run(book, "lint", file, "--select", "X99")
    assert (ran.code, "X99" in ran.err) == (2, True)


def test_a_file_is_judged_by_itself_where_there_is_no_book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    ran = run(None, "lint", text_file(tmp_path, RIGHT.replace("7.36", "7.63")), "--json")
    (finding,) = json.loads(ran.out)["findings"]
    assert (ran.code, finding["rule"], finding["expected"]) == (1, "X3", "7.36%")


def test_a_text_is_held_against_the_original_budget_unless_another_point_is_named(book: Path, tmp_path: Path) -> None:
    file = text_file(tmp_path, RIGHT)
    assert run(book, "lint", file, "--at", "@1").code == 1
    assert run(book, "lint", file, "--at", "2025/original").code == 0


@pytest.mark.parametrize(("content", "said"), [("", "empty"), ("没有年份", "--year"), ("\x00\x01", "text")])
def test_what_is_no_text_is_said_in_a_line(book: Path, tmp_path: Path, content: str, said: str) -> None:
    ran = run(book, "lint", text_file(tmp_path, content))
    assert (ran.code, len(ran.err.splitlines())) == (2, 1)
    assert said in ran.err


def state_facts(folder: Path, **facts: str) -> None:
    stated: Json = PROCUREMENT | {"facts": PROCUREMENT["facts"] | facts}
    with Book.open(folder) as book:
        record(book, stated, fiscal_year=2025)


FACTS = "2025年部门预算情况说明\n四、政府采购情况\n2025年政府采购安排{}万元，其中：货物类采购预算11.10万元，占0.49%，"
FACTS += "工程类采购预算0万元，服务类采购预算2,245.20万元，涉及政府采购项目12个。\n"


def test_facts_that_were_stated_after_the_budget_was_fixed_are_held_against_the_text(
    book: Path, tmp_path: Path
) -> None:
    state_facts(book)
    right = run(book, "lint", text_file(tmp_path, FACTS.format("2,256.30")), "--json")
    assert [f for f in right.json["findings"] if f["severity"] != "note"] == []
    wrong = run(book, "lint", text_file(tmp_path, FACTS.format("2,265.30")), "--json").json["findings"]
    assert [(f["rule"], f["expected"]) for f in wrong if f["severity"] == "error"] == [("X14", "2256.30")]


@pytest.mark.parametrize("fact", ["2256.3", "2256.3000", "2,256.30", "2256.304", "约两千万"])
def test_a_fact_is_a_number_however_it_is_written_and_words_are_no_number(
    book: Path, tmp_path: Path, fact: str
) -> None:
    state_facts(book, total=fact)
    assert run(book, "lint", text_file(tmp_path, FACTS.format("2,256.30"))).code == 0


def test_a_line_that_begins_with_a_tab_is_read_like_any_other(book: Path, tmp_path: Path) -> None:
    text = RIGHT.replace("2025年收入", "\t2025年收入").replace("7.36", "7.63")
    assert run(book, "lint", text_file(tmp_path, text), "--json").json["findings"][0]["rule"] == "X3"


def test_the_year_of_a_text_is_not_that_of_a_date_in_it(book: Path, tmp_path: Path) -> None:
    assert run(book, "lint", text_file(tmp_path, f"（2024年12月印发）\n{RIGHT}")).code == 0
