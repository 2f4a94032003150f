"""The two real documents of the nine-table form: every amount against a transcription that was made without the
reader (tests/golden/nine: table, code or label, the printed figures that are not blank), their checks, what a book of
both says, and the real mistakes of their texts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.bridges import leads_on
from tests.support.builders import new_book
from tests.support.shell import run
from tracker.book import Book
from tracker.documents.amounts import fen_of
from tracker.documents.reading import Reading
from tracker.explain.lint import Linted
from tracker.tables.spec import bare

SHARED = Path(__file__).parents[3] / "shared" / "documents"
TRANSCRIBED = Path(__file__).parent / "nine"
YEARS = (2023, 2024)
UNITS = ("社区事务受理服务中心", "社区党群服务中心", "城市运行管理中心", "经济发展服务中心", "综合行政执法队")


def document(year: int) -> Path:
    path = SHARED / f"wanli-{year}.pdf"
    if not path.exists():
        pytest.skip(f"the real document is not at {path}")
    return path


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Book, dict[int, Reading]]]:
    """A book opened by the two documents, and what was read of each."""
    with new_book(tmp_path_factory.mktemp("nine") / "book") as book:
        yield book, {year: book.import_document(document(year), adopt=True).reading for year in YEARS}


@pytest.fixture(scope="module")
def both(imported: tuple[Book, dict[int, Reading]]) -> Book:
    return imported[0]


@pytest.fixture(scope="module")
def readings(imported: tuple[Book, dict[int, Reading]]) -> dict[int, Reading]:
    return imported[1]


@pytest.mark.parametrize("year", YEARS)
def test_every_printed_amount_is_read(year: int, readings: dict[int, Reading]) -> None:
    wanted = sorted(TRANSCRIBED.joinpath(f"{year}.tsv").read_text("utf-8").splitlines())
    found = []
    for table in readings[year].tables:
        printed = [
            (r.row.code or bare(r.row.label), " ".join(cell.replace(",", "") for cell in r.printed if cell))
            for r in table.rows
        ]
        if table.spec.transposed:
            printed = [("", " ".join(cells for _, cells in printed))]
        elif all(not cells for _, cells in printed):
            continue
        found += [f"{table.spec.number}\t{name}\t{cells}" for name, cells in printed]
    assert sorted(found) == wanted


def test_a_bridge_leads_from_the_one_year_to_the_other(both: Book) -> None:
    point = both.point().point
    found = both.bridge(both.view(2023, point), both.view(2024, point))
    leads_on(found, 164_978_640_00, 156_211_123_00)
    assert found.closes
    assert {step.kind for step in found.steps} == {"function"}
    assert {step.nature for step in found.steps} == {"基本支出", "项目支出"}
    first = found.steps[0]
    assert (first.code, first.nature, first.delta_fen) == ("2120199", "基本支出", (54_212_362 - 46_161_905) * 100)


@pytest.mark.parametrize("year", YEARS)
def test_fen_are_the_printed_figures_in_the_unit_of_the_table(year: int, readings: dict[int, Reading]) -> None:
    units = {table.spec.number: table.unit_fen for table in readings[year].tables}
    assert units == {**dict.fromkeys(range(1, 9), 100), 9: 1_000_000}
    for table in readings[year].tables:
        for row in table.rows:
            for label, cell, fen in zip(table.columns, row.printed, row.amounts_fen, strict=True):
                other_side = not table.spec.columns[table.spec.column_index(label)].has_cells_on(row.row.side)
                assert fen == (None if other_side else fen_of(cell, table.unit_fen))


@pytest.mark.parametrize("year", YEARS)
def test_nothing_is_left_over_and_the_units_are_those_that_the_text_lists(
    year: int, readings: dict[int, Reading]
) -> None:
    reading = readings[year]
    assert (reading.form.id, reading.year, reading.unknown, reading.joined) == ("nine", year, (), ())
    assert [name.removeprefix("上海市普陀区万里街道") for name, _ in reading.units] == [reading.entity, *UNITS]
    assert [table.notes != () for table in reading.tables if table.spec.number in (6, 7)] == [True, True]


@pytest.mark.parametrize(("year", "size"), [(2023, 16_497_864_000), (2024, 15_621_112_300)])
def test_the_size_of_each_year_and_its_checks(year: int, size: int, both: Book) -> None:
    view = both.view(year, both.point().point)
    assert view.size_fen() == size
    statuses = [result.check.status for result in both.check(view)]
    assert len(statuses) > 500
    assert set(statuses) == {"exact"}


def test_the_difference_of_the_years_is_by_function_and_closes(both: Book) -> None:
    before, after = (both.view(year, both.point(f"{year}/original").point) for year in YEARS)
    found = both.compare(before, after).found
    assert found.total is not None
    assert found.total.delta_fen == -876_751_700
    assert found.closes
    assert sum(row.amounts.delta_fen for row in found.rows if row.leaf) == -876_751_700
    assert [row.label for row in found.rows if row.key["code"] in ("20802", "2010506")] == ["统计管理", "民政管理事务"]


@pytest.mark.parametrize("axis", ["project", "economic", "unit"])
def test_a_split_that_the_form_does_not_have_is_refused_with_what_it_has(axis: str, both: Book) -> None:
    ran = run(both.path, "diff", "2023/original", "2024/original", "--by", axis)
    assert ran.code == 2
    assert "function" in ran.err


def test_a_cell_of_either_side_is_blamed_on_its_document(both: Book) -> None:
    view = both.view(2024, both.point().point)
    outlay = both.blame(view, 4, "支出总计", None)
    (entry,) = outlay.entries
    assert (outlay.column, outlay.value_fen) == ("合计", 15_621_112_300)
    assert entry.evidence is not None
    assert (entry.evidence.page, entry.evidence.printed["合计"]) == (21, "156,211,123")
    assert run(both.path, "blame", "4", "支出总计", "预算数").code == 2


def test_the_explanation_compares_every_item_and_its_own_linter_finds_only_what_is_to_be_written(
    both: Book, tmp_path: Path
) -> None:
    own = run(both.path, "explain", "2024", lang="zh")
    assert own.out.count("（项）”") == 33
    assert "25.77万元，比上年减少34.36万元，下降57.14%" in own.out
    path = tmp_path / "own.txt"
    path.write_text(own.out, "utf-8")
    linted = both.lint(path)
    assert {finding.rule for finding in linted.findings} == {"X26"}
    assert linted.understood == linted.numbers


def linted(book: Book, year: int) -> Linted:
    return book.lint(f"stmt:{book.roster.text('year', str(year), 'opening')}")


MISTAKES = {
    2023: {
        ("X21", "支出预算", "≥ 0", "-1,421.25"),
        ("X3", "2", "不可比", "100.00%"),
        ("X26", "2", "专项普查活动", "统计管理"),
        ("X3", "3", "289.12%", "314.82%"),
        ("X2", "16", "220.63万元", "441.25万元"),
        ("X3", "16", "66.40%", "60.54%"),
        ("X7", "16", "机关事业单位职业年金缴费支出", "事业单位离退休经费增加"),
        ("X3", "17", "不可比", "100.00%"),
        ("X26", "27", "城管执法", "城乡社区管理事务一般行政管理事务"),
        ("X7", "27", "城管执法", "城乡社区管理事务一般行政管理事务经费减少"),
        ("X1", "按照本区", "3,351.3343万元", "3328.13万元"),
        ("X1", "项目资金", "11,419,043", "10,903,043.00"),
    },
    2024: {
        ("X9", "", "", "注:本部门2024年无“三公”经费和机关运行经费预算，故本表为空表。"),
        ("X25", "4", "减少", "宣传事务一般行政管理事务经费增加"),
        ("X3", "9", "不可比", "100.00%"),
        ("X7", "15", "机关事业单位职业年金缴费支出", "事业单位离退休经费增加"),
        ("X26", "26", "城管执法", "城乡社区管理事务一般行政管理事务"),
        ("X7", "26", "城管执法", "城乡社区管理事务一般行政管理事务经费减少"),
        ("X2", "31", "350.35万元", "352.67万元"),
    },
}
"""Rule, where (the number of the item, else how its line begins), what would be right, what it says: the mistakes that
a reader finds by recomputing."""


NOTES = {2023: [], 2024: ["X7"]}
"""In 2024 two items have one reason."""


def where(reading: Reading, line: int) -> str:
    text = next(placed.text for placed in reading.text if placed.line == line).strip()
    item = re.match(r"(\d+)\.“", text)
    return item[1] if item else text[:4]


@pytest.mark.parametrize("year", YEARS)
def test_the_mistakes_of_the_text_are_found_where_they_stand_and_nothing_else(
    year: int, both: Book, readings: dict[int, Reading]
) -> None:
    found = linted(both, year)
    alarms = {
        (f.rule, where(readings[year], f.span.line) if f.span else "", f.expected, f.found)
        for f in found.findings
        if f.severity != "note"
    }
    assert alarms == MISTAKES[year]
    assert [f.rule for f in found.findings if f.severity == "note"] == NOTES[year]
    assert found.understood == found.numbers
    assert found.numbers > 300


def test_the_bases_of_the_second_year_are_what_the_first_year_published(both: Book) -> None:
    states = {state.rule: state for state in linted(both, 2024).rules}
    assert (states["X15"].state, states["X19"].state) == ("passed", "passed")
    assert states["X15"].places > 5
