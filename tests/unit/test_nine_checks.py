"""The reconciliation rules of the nine-table form: on a small ledger with money on every dimension, and on what a
document of the form prints."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from tests.support.checking import LEDGER_NAMES, Tables, ledger
from tracker.model.line import Line, derived_gov_economic
from tracker.model.vocabulary import BASIC, FUNDS, NATURES, PROJECT
from tracker.tables.checks import Check, Place, run_checks
from tracker.tables.equations import Equation, statements
from tracker.tables.forms import rules_of
from tracker.tables.nine import NINE
from tracker.tables.project import OpeningRow, OpeningTable, Table
from tracker.tables.sheet import Sheet
from tracker.tables.spec import Role, TableSpec

RULE_IDS = sorted({rule.id for rule in rules_of(NINE)})
YUAN = 100


def line(unit: str, nature: str, fund: str, function: str, economic: str, origin_year: int = 0) -> Line:
    project = "" if nature == BASIC else f"{unit}1"
    gov = derived_gov_economic(economic, LEDGER_NAMES.unit_kind(unit))
    return Line(2024, unit, project, nature, fund, function, economic, gov, origin_year)


GENERAL, FUND, CAPITAL = FUNDS[:3]
BASIC_ONLY = [
    (line("甲", BASIC, GENERAL, "2010301", "30101"), 7_000_000_000),
    (line("甲", BASIC, GENERAL, "2010301", "30201"), 1_000_000_001),
    (line("乙", BASIC, GENERAL, "2010302", "30212"), 11_000_000),
    (line("乙", BASIC, GENERAL, "2010302", "30217"), 12_000_000),
    (line("丙", BASIC, GENERAL, "2060599", "30231"), 13_000_003),
    (line("丙", BASIC, GENERAL, "2060599", "30302"), 14_000_000),
    (line("甲", BASIC, GENERAL, "2010301", "31013"), 15_000_000),
    (line("甲", BASIC, GENERAL, "2080505", "30108"), 16_000_000),
    (line("甲", BASIC, GENERAL, "2080506", "30109"), 17_000_000),
    (line("甲", BASIC, GENERAL, "2210201", "30113"), 18_000_000),
]
FULL = [
    *BASIC_ONLY,
    (line("甲", PROJECT, GENERAL, "2010399", "31013"), 19_000_000),
    (line("甲", PROJECT, GENERAL, "2010399", "30214"), 20_000_007),
    (line("丙", PROJECT, FUND, "2120899", "31003"), 21_000_000),
    (line("丙", PROJECT, CAPITAL, "2230105", "31204"), 22_000_000),
    (line("丁", BASIC, "事业收入", "2060599", "30101"), 23_000_000),
    (line("丁", PROJECT, "教育收费", "2050299", "30201"), 24_000_000),
    (line("丁", NATURES[2], "经营收入", "2060599", "30201"), 25_000_000),
    (line("丁", NATURES[3], "上级补助收入", "2060599", "30201"), 26_000_000),
    (line("丁", NATURES[4], "附属单位上缴收入", "2060599", "30201"), 27_000_000),
    (line("丁", NATURES[4], "用事业基金弥补收支差额", "2060599", "30201"), 28_000_000),
    (line("甲", PROJECT, "其他收入", "unclassified", "unclassified"), 29_000_000),
]
"""Money in every table and column, kept without a fault."""


@pytest.fixture(scope="module")
def full() -> Tables:
    return ledger(LEDGER_NAMES, FULL, form=NINE)


@pytest.fixture(scope="module")
def printed() -> Tables:
    """What a department with basic spending alone publishes in 元, with the subtotals that some documents print."""
    return ledger(LEDGER_NAMES, [], {spec.role: publication(spec) for spec in NINE.tables}, NINE)


def publication(spec: TableSpec) -> OpeningTable:
    made = ledger(LEDGER_NAMES, BASIC_ONLY, form=NINE)[spec.role]
    columns = tuple(spec.column_index(column.label) for column in made.columns)
    rows = [OpeningRow(row.key, row.head.label, row.amounts_fen) for row in made.rows]
    if spec.role in ("balance", "fiscal-balance"):
        of = {row.key: row for row in rows}
        rows.append(replace(of["收入/收入总计"], key="收入/本年收入合计"))
        rows.append(replace(of["支出/支出总计"], key="支出/本年支出合计"))
    return OpeningTable(columns, tuple(rows), digit_fen=YUAN)


def checks(tables: Tables) -> list[Check]:
    return run_checks(NINE, tables)


def failing(tables: Tables) -> set[str]:
    return {check.id for check in checks(tables) if check.status == "fails"}


def with_cell(tables: Tables, place: Place, fen: Callable[[int | None], int | None]) -> Tables:
    """The tables with one cell set."""
    role = next(spec.role for spec in NINE.tables if spec.number == place.table)
    table = tables[role]
    i = table.column(place.column)
    assert i is not None
    assert place.key in table.by_key
    rows = tuple(
        replace(row, amounts_fen=tuple(fen(x) if j == i else x for j, x in enumerate(row.amounts_fen)))
        if row.key == place.key
        else row
        for row in table.rows
    )
    return {**tables, role: replace(table, rows=rows)}


def without_row(tables: Tables, role: Role, key: str) -> Tables:
    table = tables[role]
    return {**tables, role: replace(table, rows=tuple(row for row in table.rows if row.key != key))}


def test_a_ledger_with_money_on_every_dimension_is_exact(full: Tables) -> None:
    assert {check.status for check in checks(full)} == {"exact"}


def test_an_empty_ledger_and_a_publication_of_basic_spending_are_exact(printed: Tables) -> None:
    assert {check.status for check in checks(ledger(LEDGER_NAMES, [], form=NINE))} == {"exact"}
    assert {check.status for check in checks(printed)} == {"exact"}


PUBLISHED_ONLY = {"N1.2", "N1.4", "N8.2", "N8.3", "N10.1", "N10.2", "N10.3"}
"""Subtotals that a ledger does not print, and codes that usually go together."""
ROW_RULES = {"N2.6"}
REPEATED_LABELS = {"N1.7"}
"""Broken in test_nine_reader.py, where a document prints what it judges."""


@pytest.mark.parametrize("id", [id for id in RULE_IDS if id not in PUBLISHED_ONLY | ROW_RULES | REPEATED_LABELS])
def test_each_rule_fails_when_cells_that_it_judges_in_a_ledger_are_one_fen_below_zero(id: str, full: Tables) -> None:
    own = [check for check in checks(full) if check.id == id]
    assert own
    for check in own[:: len(own) // 6 or 1]:
        assert id in failing(with_cell(full, check.where[0], lambda _: -1))


@pytest.mark.parametrize("id", sorted(PUBLISHED_ONLY))
def test_each_rule_of_publications_fails_when_a_cell_that_it_judges_is_beyond_rounding(
    id: str, printed: Tables
) -> None:
    own = [check for check in checks(printed) if check.id == id and check.where[0].column]
    assert own
    for check in own:
        assert id in failing(with_cell(printed, check.where[0], lambda _, by=check.bound_fen: -by - 1))  # type: ignore[misc]


def test_the_codes_of_income_and_spending_must_be_the_same(full: Tables) -> None:
    torn = without_row(full, "income-by-function", "2010399")
    (gap,) = [check for check in checks(torn) if check.id == "N2.6"]
    assert (gap.status, gap.where) == ("fails", (Place(3, "2010399", "2010399", TOTAL),))


TOTAL = "合计"


def test_a_class_that_only_one_of_balance_and_table_by_function_has_is_found(full: Tables) -> None:
    assert "N3.2" in failing(without_row(full, "balance", "支出/206"))
    assert "N3.2" in failing(without_row(full, "spending-by-function", "206"))


def places(tables: Tables) -> Iterator[Place]:
    for table in tables.values():
        for row in table.rows:
            for i, column in enumerate(table.columns):
                if table.has_cell(row, i):
                    yield Place(table.spec.number, row.key, "", column.label)


MOVED_ALONE = {(9, "机关运行经费")}
"""It may be anything up to the running costs of table 8."""


def test_no_cell_of_a_publication_can_be_changed_unnoticed(printed: Tables) -> None:
    some = [place for place in places(printed) if (place.table, place.key) not in MOVED_ALONE]
    unnoticed = [p for p in some if not failing(with_cell(printed, p, lambda fen: (fen or 0) + 100 * YUAN))]
    assert unnoticed == []


@pytest.mark.parametrize("tables", ["printed", "full"])
def test_one_identity_is_counted_once(tables: str, request: pytest.FixtureRequest) -> None:
    sheets = {role: Sheet(table) for role, table in request.getfixturevalue(tables).items()}
    counted: Counter[frozenset[frozenset[tuple[int, str, str]]]] = Counter()
    for rule in rules_of(NINE):
        for equation in statements(rule.identity, sheets):
            if isinstance(equation, Equation):
                sides = (
                    frozenset((term.table.spec.number, term.row.key, term.column) for term in side)
                    for side in (equation.left, equation.right)
                )
                counted[frozenset(sides)] += 1
    assert [identity for identity, n in counted.items() if n > 1] == []


@pytest.mark.parametrize("role", [spec.role for spec in NINE.tables])
def test_rules_on_a_table_that_the_document_lacks_are_not_checkable_and_nothing_fails(role: Role, full: Tables) -> None:
    found = checks({**full, role: replace(full[role], rows=(), opened=True, absent=True)})
    blocked = [check for check in found if check.status != "exact"]
    assert blocked
    assert {check.status for check in blocked} == {"not-checkable"}


def test_subtotals_take_what_they_sum_up_between_parts_and_total_only_where_they_are_printed(printed: Tables) -> None:
    of_total = [check for check in checks(printed) if check.id == "N1.5"]
    assert [place.key for place in of_total[0].where] == ["支出/支出总计", "支出/本年支出合计"]
    plain = without_row(printed, "balance", "支出/本年支出合计")
    (of_classes,) = [check for check in checks(plain) if check.id == "N1.5"]
    assert {place.key for place in of_classes.where[1:]} == {"支出/201", "支出/206", "支出/208", "支出/221"}


def test_a_row_of_one_side_has_no_cells_in_the_columns_of_the_other(full: Tables) -> None:
    table = full["fiscal-balance"]
    income, outlay = table.by_key["收入/收入总计"], table.by_key["支出/支出总计"]
    assert [fen is None for fen in income.amounts_fen] == [False, True, True, True, True]
    assert [fen is None for fen in outlay.amounts_fen] == [True, False, False, False, False]
    assert not any(check.why for check in checks(full))


def test_money_brought_forward_has_a_row_and_a_column_and_leaves_sources_unjudged() -> None:
    carried = [*BASIC_ONLY, (line("甲", PROJECT, GENERAL, "2010399", "30214", origin_year=2023), 5_000_000)]
    tables = ledger(LEDGER_NAMES, carried, form=NINE)
    assert tables["balance"].cell("收入/上年结转", "预算数") == 5_000_000
    assert tables["income-by-function"].cell(TOTAL, "上年结转") == 5_000_000
    found = checks(tables)
    assert not failing(tables)
    assert {check.id for check in found if check.status == "not-checkable"} == {"N2.1", "N4.7", "N4.8", "N4.9"}


def test_operating_costs_count_the_running_costs_of_administrative_units_alone(full: Tables) -> None:
    costs = full["three-public"].cell("机关运行经费", "预算数")
    assert costs == 1_000_000_001 + 11_000_000 + 12_000_000 + 15_000_000


def test_personnel_and_running_costs_follow_from_the_economic_class(full: Tables) -> None:
    table: Table = full["basic-by-economic"]
    assert [table.by_key[key].amounts_fen for key in ("303", "30231", "310")] == [
        (14_000_000, 14_000_000, 0),
        (13_000_003, 0, 13_000_003),
        (15_000_000, 0, 15_000_000),
    ]


def test_money_that_comes_after_a_publication_stands_above_the_total_that_is_printed_last() -> None:
    spec = NINE.by_role("spending-by-function")
    opening = publication(spec)
    last = replace(opening, rows=(*(r for r in opening.rows if r.key != TOTAL), opening.rows[0]))
    lines = [
        (line("甲", PROJECT, GENERAL, "2299999", "30201"), 5),
        (line("甲", PROJECT, GENERAL, "2010399", "30201"), 7),
    ]
    keys = [row.key for row in ledger(LEDGER_NAMES, lines, {spec.role: last}, NINE)[spec.role].rows]
    assert keys[-4:] == ["229", "22999", "2299999", TOTAL]
    assert keys.index("2010302") < keys.index("2010399") < keys.index("206")
