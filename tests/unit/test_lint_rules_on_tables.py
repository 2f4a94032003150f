"""Rules that need a document's tables, on a small printed one of 2024: 测试市甲局 with tables 3, 5, 7 and 12."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.support.render import Cells, Printed, Sheet, render
from tracker.explain.lint import Linted, lint
from tracker.explain.texts import text_of_file
from tracker.tables.twelve import TWELVE

ENTITY = "测试市甲局"
WAN = 1_000_000


def _fen(*wan: int) -> tuple[int, ...]:
    return tuple(amount * WAN for amount in wan)


def _sheet(number: int, *rows: Cells) -> Sheet:
    spec = TWELVE.by_number(number)
    assert spec is not None
    return Sheet(spec, rows)


FUNCTIONS = (("201", "一般公共服务支出"), ("20103", "政府办公厅（室）及相关机构事务"), ("2010301", "行政运行"))


def linted(
    folder: Path,
    project: str = "云平台运行维护经费",
    functions: Sequence[tuple[str, str]] = FUNCTIONS,
    text: Sequence[str] = (),
    receptions: int = 0,
) -> Linted:
    general = [Cells(label, _fen(20, 0, 20), code=code) for code, label in functions]
    three_public = [
        Cells("行政经费", _fen(1, 1, 0, 0)),
        Cells("“三公”经费", _fen(receptions, receptions, 0, 0)),
        Cells("其中：（一）因公出国（境）支出", _fen(0, 0, 0, 0)),
        Cells("（二）公务用车购置及运行维护支出", _fen(0, 0, 0, 0)),
        Cells("1.公务用车购置", _fen(0, 0, 0, 0)),
        Cells("2.公务用车运行维护费", _fen(0, 0, 0, 0)),
        Cells("（三）公务接待费支出", _fen(receptions, receptions, 0, 0)),
    ]
    projects = [
        Cells("合计", _fen(20, 20, 20, 0, 0, 0, 0)),
        Cells(ENTITY, _fen(20, 20, 20, 0, 0, 0, 0), unit=ENTITY),
        Cells(project, _fen(20, 20, 20, 0, 0, 0, 0), unit=ENTITY, text="运行稳定。"),
    ]
    sheets = (
        _sheet(5, Cells("合计", _fen(20, 0, 20)), *general),
        _sheet(7, *three_public),
        _sheet(12, *projects),
    )
    path = folder / "公开.txt"
    path.write_text(render(Printed(ENTITY, 2024, sheets, explanation=tuple(text))), "utf-8")
    found = text_of_file(path, None, None)
    return lint(found.read, found.against)


def _rules(found: Linted) -> set[str]:
    """Apart from the tables that this document does not have."""
    return {finding.rule for finding in found.findings} - {"X8", "X9"}


def test_nothing_is_found_in_right_tables(tmp_path: Path) -> None:
    found = linted(tmp_path)
    assert _rules(found) == set()
    assert {state.rule for state in found.rules if state.state == "passed"} >= {"X6", "X11", "X17"}


@pytest.mark.parametrize("name", ["公务接待及考察经费", "因公出国培训经费", "公务用车运行补助经费"])
def test_a_project_that_speaks_of_a_part_of_the_three_that_is_zero_is_found(tmp_path: Path, name: str) -> None:
    found = [finding for finding in linted(tmp_path, name).findings if finding.rule == "X6"]
    assert [(finding.severity, finding.quote) for finding in found] == [("warning", name)]


@pytest.mark.parametrize(
    "name", ["信访接待中心运行经费", "公务用车平台建设经费", "群众来访接待经费", "出国留学人员服务经费"]
)
def test_a_name_that_only_sounds_like_it_is_not(tmp_path: Path, name: str) -> None:
    assert "X6" not in _rules(linted(tmp_path, name))


def test_a_project_of_receptions_beside_receptions_is_right(tmp_path: Path) -> None:
    assert "X6" not in _rules(linted(tmp_path, "公务接待经费补助", receptions=1))


def test_codes_that_stop_at_the_class_are_found(tmp_path: Path) -> None:
    found = [finding for finding in linted(tmp_path, functions=FUNCTIONS[:2]).findings if finding.rule == "X11"]
    assert [(finding.severity, finding.found) for finding in found] == [("warning", "20103")]


def test_one_name_with_two_codes_under_one_parent_is_found(tmp_path: Path) -> None:
    twice = (*FUNCTIONS, ("2010302", "行政运行"))
    found = [finding for finding in linted(tmp_path, functions=twice).findings if finding.rule == "X17"]
    assert [(finding.quote, finding.found) for finding in found] == [("行政运行", "2010302")]


def test_the_text_is_held_against_the_tables(tmp_path: Path) -> None:
    found = linted(tmp_path, text=("一、预算情况", "2024年本部门一般公共预算支出30.00万元，“三公”经费0万元。"))
    assert [(f.rule, f.expected) for f in found.findings if f.span] == [("X2", "20.00万元")]


def test_what_one_document_cannot_tell_says_so(tmp_path: Path) -> None:
    states = {state.rule: state for state in linted(tmp_path).rules}
    assert all(states[rule].state == "not-checked" and states[rule].why for rule in ("X12", "X13", "X15", "X16", "X19"))
