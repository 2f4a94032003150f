"""Documents of a department and of its units in one book: whose each is, and what is checked between them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.render import Cells, Printed, Sheet, render
from tests.support.shell import run
from tracker.book import Book
from tracker.tables.twelve import TWELVE

WAN = 1_000_000
BUREAU, CENTRE = "测试市甲局", "测试市甲局乙中心"


def _by_source(wan: int) -> tuple[int, ...]:
    return tuple(amount * WAN for amount in (wan, wan, wan, 0, 0, 0, 0))


def _by_nature(basic: int, project: int) -> tuple[int, ...]:
    return tuple(amount * WAN for amount in (basic + project, basic, project, 0, 0, 0, 0))


def _table(number: int, *rows: Cells) -> Sheet:
    spec = TWELVE.by_number(number)
    assert spec
    return Sheet(spec, rows)


def _document(entity: str, basic: int, project: int, *units: str, level: str = "部门") -> Printed:
    """Table 3 on one code and table 11 with the units' basic spending."""
    function = _by_nature(basic, project)
    spending = _table(
        3,
        Cells("合计", function),
        Cells("一般公共服务支出", function, code="201"),
        Cells("政府办公厅（室）及相关机构事务", function, code="20103"),
        Cells("行政运行", function, code="2010301"),
    )
    each = [Cells(unit, _by_source(basic // len(units)), unit=unit) for unit in units]
    return Printed(entity, 2024, (spending, _table(11, Cells("合计", _by_source(basic)), *each)), units, level=level)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    book = tmp_path / "book"
    Book.init(book).close()
    return book


def _import(folder: Path, document: Printed, *options: str, name: str = "文件.txt") -> None:
    path = folder.parent / name
    path.write_text(render(document), encoding="utf-8")
    ran = run(folder, "import", str(path), *options)
    assert ran.code in (0, 1), ran.err


def _scopes(folder: Path) -> dict[str, tuple[str, str | None]]:
    """By row and column of table 3: status and difference."""
    checks = run(folder, "check", "--year", "2024", "--json", "--all").json["checks"]
    return {
        f"{check['where'][0]['row']}/{check['where'][0]['column']}": (check["status"], check["difference"])
        for check in checks
        if check["id"] == "S3"
    }


def test_a_document_of_the_own_level_is_told_by_its_title(folder: Path) -> None:
    _import(folder, _document(BUREAU, 60, 40, BUREAU, CENTRE), "--adopt")
    _import(folder, _document(BUREAU, 40, 30, BUREAU, level="单位"), name="本级.txt")
    _import(folder, _document(CENTRE, 20, 10, CENTRE, level="单位"), name="中心.txt")
    listed = run(folder, "show", "statements", "--json").json["statements"]
    assert [(one["scope"], one["opening"], one["milestone"]) for one in listed] == [
        (BUREAU, True, "2024/original"),
        (f"{BUREAU}（本级）", False, None),
        (CENTRE, False, None),
    ]
    assert _scopes(folder)["合计/合计"] == ("exact", "0.00")
    assert _scopes(folder)["2010301/合计"] == ("exact", "0.00")


def test_a_department_without_units_is_its_own_level(folder: Path) -> None:
    _import(folder, _document(BUREAU, 60, 40, BUREAU, level="单位"), "--adopt")
    (one,) = run(folder, "show", "statements", "--json").json["statements"]
    assert (one["scope"], one["opening"]) == (BUREAU, True)
    assert _scopes(folder) == {}


def test_a_unit_that_differs_is_found_at_its_cell_with_both_documents(folder: Path) -> None:
    _import(folder, _document(BUREAU, 60, 40, BUREAU, CENTRE), "--adopt")
    _import(folder, _document(BUREAU, 40, 30, BUREAU, level="单位"), name="本级.txt")
    _import(folder, _document(CENTRE, 20, 9, CENTRE, level="单位"), name="中心.txt")
    ran = run(folder, "check", "--year", "2024", "--json")
    found = next(c for c in ran.json["checks"] if c["id"] == "S3" and c["where"][0]["row"] == "2010301")
    assert (found["status"], found["published"], found["computed"], found["difference"]) == (
        "fails", "100.00", "99.00", "1.00",
    )  # fmt: skip
    assert [(place.get("scope"), place["printed"]) for place in found["where"]] == [
        (None, "100.00"),
        (f"{BUREAU}（本级）", "70.00"),
        (CENTRE, "29.00"),
    ]
    assert ran.code == 1


def test_a_unit_without_a_document_is_named(folder: Path) -> None:
    _import(folder, _document(BUREAU, 60, 40, BUREAU, CENTRE), "--adopt")
    _import(folder, _document(CENTRE, 20, 10, CENTRE, level="单位"), name="中心.txt")
    checks = run(folder, "check", "--year", "2024", "--json", "--all").json["checks"]
    (found,) = [check for check in checks if check["id"] == "S3"]
    assert found["status"] == "not-checkable"
    assert BUREAU in found["why"]


def test_that_units_have_no_document_is_said_once_of_all_tables(folder: Path) -> None:
    whole, part = _document(BUREAU, 60, 40, BUREAU, CENTRE), _document(CENTRE, 20, 10, CENTRE, level="单位")
    fund = _table(8, Cells("合计", (10 * WAN, 0, 10 * WAN)))
    _import(folder, replace(whole, sheets=(*whole.sheets, fund)), "--adopt")
    _import(folder, replace(part, sheets=(*part.sheets, fund)), name="中心.txt")
    with Book.open(folder) as book:
        (why,) = (found.why for found in book.ready(2024) if found.topic == "units")
    assert any(one.id == "check.no-unit-document" for one in why)
    assert all(one not in why[:n] for n, one in enumerate(why))


def test_the_last_document_of_a_unit_counts_and_a_draft_does_not(folder: Path) -> None:
    _import(folder, _document(BUREAU, 60, 40, BUREAU, CENTRE), "--adopt")
    _import(folder, _document(BUREAU, 40, 30, BUREAU, level="单位"), name="本级.txt")
    centre = _document(CENTRE, 20, 9, CENTRE, level="单位")
    _import(folder, centre, name="中心.txt")
    _import(folder, replace(centre, sheets=_document(CENTRE, 20, 10, CENTRE).sheets), "--again", name="中心更正.txt")
    assert _scopes(folder)["合计/合计"] == ("exact", "0.00")
    draft = _document(CENTRE, 20, 8, CENTRE, level="单位")
    _import(folder, draft, "--as", "2024/second-submission", name="中心二上.txt")
    assert _scopes(folder)["合计/合计"] == ("exact", "0.00")


def test_a_table_that_the_year_does_not_split_points_to_the_units_document(folder: Path) -> None:
    _import(folder, _document(BUREAU, 60, 40, BUREAU, CENTRE), "--adopt")
    ran = run(folder, "show", "3", "--unit", CENTRE)
    assert ran.code == 2
    assert "11, 12" in ran.err
    assert "show statements" in ran.err


SAYS = (
    "一、部门预算收支增减变化情况",
    "2024年基本支出60.00万元，比上年增加50.00万元，增长500.00%，主要原因是人员增加。",
)


def _linted(folder: Path, entity: str, level: str = "部门") -> list[str]:
    document = replace(_document(entity, 60, 40, entity, level=level), explanation=SAYS)
    path = folder.parent / "文本.txt"
    path.write_text(render(document), encoding="utf-8")
    return [one["rule"] for one in run(folder, "lint", str(path), "--json").json["findings"] if one["rule"] == "X15"]


def test_a_text_is_held_against_last_years_document_of_its_own_scope(folder: Path) -> None:
    """Last year the department spent 20, its centre 10: the text is wrong of the one, right of the other, and of
    somebody else's department nothing is known."""
    _import(folder, replace(_document(BUREAU, 20, 40, BUREAU, CENTRE), year=2023), "--adopt")
    _import(folder, replace(_document(CENTRE, 10, 40, CENTRE, level="单位"), year=2023), name="中心.txt")
    assert _linted(folder, BUREAU) == ["X15"]
    assert _linted(folder, CENTRE, "单位") == []
    assert _linted(folder, "测试市丙局") == []
