"""The shipped code list: facts with their years, and the order in which codes are named."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.support.builders import GENERAL, amount, approved, line, project, record, unit
from tracker.book import Book
from tracker.tables.codes import known, shipped_codes
from tracker.tables.spec import squeeze


@pytest.mark.parametrize(
    ("code", "year", "name"),
    [
        ("20805", 2019, "行政事业单位离退休"),
        ("20805", 2020, "行政事业单位养老支出"),
        ("2010301", 1999, "行政运行"),
        ("2010301", 2050, "行政运行"),
        ("9999999", 2024, None),
    ],
)
def test_a_code_is_known_in_its_years(code: str, year: int, name: str | None) -> None:
    assert known("function", code, year) == name


def test_a_code_before_its_first_year_is_not_known() -> None:
    assert known("economic", "30113", 2017) is None
    assert known("economic", "30113", 2018) == "住房公积金"


def test_the_list_is_well_formed() -> None:
    for (system, code), names in shipped_codes().items():
        assert len(code) in ((3, 5, 7) if system == "function" else (3, 5))
        assert code.isascii()
        assert code.isdecimal()
        assert all(one.first <= one.last and one.name == one.name.strip() and squeeze(one.name) for one in names)
        assert all(one.last < other.first for one, other in pairwise(names))
        if len(code) > 3:
            assert (system, code[:-2]) in shipped_codes(), code


def test_a_code_is_named_by_the_book_before_the_list(empty: Book) -> None:
    money = line("甲局", "云", fund=GENERAL, function="2080505", economic="30113")
    record(empty, unit("甲局"), project("云", "甲局"), approved(amount(money, "1.00")), fiscal_year=2019)

    def name(code: str) -> str:
        table = empty.table(empty.view(2019, empty.point().point), 3)
        return next(row.head.label for row in table.rows if row.head.code == code)

    assert name("20805") == "行政事业单位离退休"
    record(empty, {"kind": "SettingsChanged", "changes": {"code.function.20805": "养老"}}, fiscal_year=2019)
    assert name("20805") == "养老"
