"""A department of the nine-table form, made up: two years of a ledger that nobody has but its makers, published, and a
book opened by what they published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from tests.support.builders import new_book
from tests.support.checking import Names
from tests.support.render import Cells, Sheet
from tests.support.render_nine import Printed, Style, render
from tracker.book import Book
from tracker.model.line import Line, derived_gov_economic
from tracker.model.vocabulary import BASIC, PROJECT
from tracker.tables.nine import NINE
from tracker.tables.project import project

ENTITY = "测试区甲街道办事处"
UNITS = (f"{ENTITY}乙中心", f"{ENTITY}丙中心")
YUAN = 100
CODES = {
    "201": "一般公共服务支出", "20106": "财政事务", "2010601": "行政运行", "2010602": "一般行政管理事务",
    "208": "社会保障和就业支出", "20805": "行政事业单位养老支出", "2080505": "机关事业单位基本养老保险缴费支出",
    "212": "城乡社区支出", "21201": "城乡社区管理事务", "2120104": "城管执法", "2120199": "其他城乡社区管理事务支出",
    "21208": "国有土地使用权出让收入安排的支出", "2120803": "城市建设支出",
    "301": "工资福利支出", "30101": "基本工资", "30108": "机关事业单位基本养老保险缴费", "302": "商品和服务支出",
    "30201": "办公费", "30217": "公务接待费", "30231": "公务用车运行维护费",
}  # fmt: skip
GENERAL, FUND = "一般公共预算", "政府性基金预算"


@dataclass
class NamesOfCodes(Names):
    def code_name(self, system: Literal["function", "economic"], code: str) -> str:
        return CODES[code]


NAMES = NamesOfCodes({"甲": (ENTITY, "行政"), "乙": (UNITS[0], "事业"), "丙": (UNITS[1], "事业")})


def lines(yuan: Mapping[str, int]) -> list[tuple[Line, int]]:
    """Fen by line; the keys are UNIT FUNCTION ECONOMIC, the economic code of a project in brackets."""
    found = []
    for key, amount in yuan.items():
        unit, function, economic = key.split()
        nature, code = (PROJECT, economic[1:-1]) if economic.startswith("(") else (BASIC, economic)
        fund = FUND if function.startswith("21208") else GENERAL
        gov = derived_gov_economic(code, NAMES.unit_kind(unit))
        found.append((Line(0, unit, "", nature, fund, function, code, gov), amount * YUAN))
    return found


YEARS = {
    2023: lines({
        "甲 2010601 30101": 4_000_000, "甲 2010601 30201": 500_000, "甲 2010601 30217": 13_500,
        "甲 2080505 30108": 640_000, "乙 2120104 30101": 2_300_000, "乙 2120104 30231": 215_600,
        "甲 2010602 (30201)": 750_000, "丙 2120199 (30201)": 1_200_000, "甲 2120803 (30201)": 90_000,
    }),
    2024: lines({
        "甲 2010601 30101": 4_100_000, "甲 2010601 30201": 480_000, "甲 2010601 30217": 13_500,
        "甲 2080505 30108": 656_000, "乙 2120104 30101": 2_300_000, "乙 2120104 30231": 215_600,
        "甲 2010602 (30201)": 150_000, "丙 2120199 (30201)": 1_450_000,
    }),
}  # fmt: skip
SIZES = {year: sum(fen for _, fen in ledger) for year, ledger in YEARS.items()}


def document(year: int) -> str:
    """What the department publishes of the year; it names no sentence of an explanation."""
    sheets = []
    for spec in NINE.tables:
        table = project(spec, YEARS[year], NAMES)
        shown = tuple(spec.columns.index(column) for column in table.columns)
        rows = []
        for row in table.rows:
            fen: list[int | None] = [None] * len(spec.columns)
            for i, amount in zip(shown, row.amounts_fen, strict=True):
                fen[i] = amount
            rows.append(Cells(row.head.label, tuple(fen), code=row.head.code, side=row.head.side))
        totals_last = sorted(rows, key=lambda cells: cells.name == "合计")
        sheets.append(Sheet(spec, tuple(totals_last), columns=shown))
    counts = "行政单位1家，事业单位2家，"
    return render(Printed(ENTITY, year, tuple(sheets), UNITS, counts), Style(zero="0"))


def nine_book(folder: Path) -> Book:
    """The book opened by both documents; @1 and @2."""
    book = new_book(folder / "book")
    for year in YEARS:
        path = folder / f"{year}.txt"
        path.write_text(document(year), "utf-8")
        book.import_document(path, adopt=True)
    return book
