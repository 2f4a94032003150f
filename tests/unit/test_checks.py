"""The reconciliation rules on the real 2023 publication and on a small ledger with money on every dimension."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace

import pytest

from tests.support.checking import LEDGER_NAMES, SEED_NAMES, Balances, Tables, ledger, seed_openings
from tracker.model.line import Line, derived_gov_economic
from tracker.model.vocabulary import BASIC, FUNDS, NATURES, PROJECT
from tracker.tables.checks import Check, Place, run_checks
from tracker.tables.equations import Equation, statements
from tracker.tables.forms import rules_of
from tracker.tables.project import OpeningRow, OpeningTable, Table
from tracker.tables.sheet import Sheet
from tracker.tables.spec import Role
from tracker.tables.twelve import TWELVE

CENT = 10_000
RULE_IDS = sorted({rule.id for rule in rules_of(TWELVE)})

KNOWN_TAILS = {
    ("R1.3", "1 支出/本年支出合计 预算"): ("14416.56", "14416.55", "0.03"),
    ("R2.7", "1 收入/收入总计 预算"): ("14416.56", "14416.55", "0.03"),
    ("R3.h", "3 合计 合计"): ("14416.56", "14416.55", "0.03"),
    ("R3.h", "3 201 基本支出"): ("877.12", "877.11", "0.01"),
    ("R3.x", "3 201 合计"): ("2304.23", "2304.24", "0.01"),
    ("R5.h", "5 合计 小计"): ("14416.56", "14416.55", "0.03"),
    ("R5.h", "5 201 基本支出"): ("877.12", "877.11", "0.01"),
    ("R5.x", "5 201 小计"): ("2304.23", "2304.24", "0.01"),
    ("R4.2", "4 支出/本年支出合计 预算"): ("14416.56", "14416.55", "0.03"),
    ("R6.1", "6 合计 预算"): ("1422.84", "1422.83", "0.03"),
    ("R6.2", "6 事业/301 预算"): ("549.72", "549.73", "0.04"),
    ("R6.2", "6 行政/302 预算"): ("65.25", "65.26", "0.05"),
    ("R6.2", "6 事业/302 预算"): ("28.80", "28.79", "0.02"),
    ("R11.3", "11 合计 总计"): ("1422.84", "1422.83", "0.02"),
    ("R11.6", "11 u2 总计"): ("374.60", "374.59", "0.02"),
    ("R7.8", "7 行政经费 一般公共预算"): ("603.20", "603.21", "0.10"),
    ("R13.1", "5 2080505 基本支出"): ("95.15", "95.16", "0.01"),
    ("R13.2", "5 2080506 基本支出"): ("47.58", "47.57", "0.01"),
}
"""domain.md 4.3: rule and judged cell, then published, sum of parts, bound."""


def line(unit: str, nature: str, fund: str, function: str, economic: str) -> Line:
    project = "" if nature == BASIC else f"{unit}1"
    gov = derived_gov_economic(economic, LEDGER_NAMES.unit_kind(unit))
    return Line(2024, unit, project, nature, fund, function, economic, gov)


GENERAL, FUND, CAPITAL = FUNDS[:3]
FULL = [
    (line("甲", BASIC, GENERAL, "2010301", "30101"), 7_000_000_000),
    (line("甲", BASIC, GENERAL, "2010301", "30201"), 1_000_000_001),
    (line("乙", BASIC, GENERAL, "2010302", "30212"), 11_000_000),
    (line("乙", BASIC, GENERAL, "2010302", "30217"), 12_000_000),
    (line("丙", BASIC, GENERAL, "2060599", "30231"), 13_000_003),
    (line("丙", BASIC, GENERAL, "2060599", "30302"), 14_000_000),
    (line("丁", BASIC, "事业收入", "2060599", "30101"), 15_000_000),
    (line("甲", PROJECT, GENERAL, "2010399", "31013"), 16_000_000),
    (line("甲", PROJECT, GENERAL, "2010399", "30214"), 17_000_007),
    (line("丙", PROJECT, FUND, "2120899", "31003"), 18_000_000),
    (line("丙", PROJECT, CAPITAL, "2230105", "31204"), 19_000_000),
    (line("丁", PROJECT, "教育收费", "2050299", "30201"), 20_000_000),
    (line("丁", NATURES[2], "经营收入", "2060599", "30201"), 21_000_000),
    (line("丁", NATURES[3], "上级补助收入", "2060599", "30201"), 22_000_000),
    (line("丁", NATURES[4], "附属单位上缴收入", "2060599", "30201"), 23_000_000),
    (line("丁", NATURES[5], "用事业基金弥补收支差额", "2060599", "30201"), 24_000_000),
    (line("甲", PROJECT, "其他收入", "unclassified", "unclassified"), 25_000_000),
]
"""Money in every table and column, kept without a fault."""


@pytest.fixture
def full() -> Tables:
    return ledger(LEDGER_NAMES, FULL)


@pytest.fixture
def seed() -> Tables:
    return ledger(SEED_NAMES, [], seed_openings())


def checks(tables: Tables) -> list[Check]:
    return run_checks(TWELVE, tables)


def failing(tables: Tables) -> set[str]:
    return {check.id for check in checks(tables) if check.status == "fails"}


def changed(tables: Tables, role: Role, change: Callable[[Table], Table]) -> Tables:
    return {**tables, role: change(tables[role])}


def with_cell(tables: Tables, place: Place, fen: Callable[[int | None], int | None]) -> Tables:
    """The tables with one cell set."""
    role = next(spec.role for spec in TWELVE.tables if spec.number == place.table)
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
    return changed(tables, role, lambda table: replace(table, rows=rows))


def without_rows(table: Table, *keys: str) -> Table:
    return replace(table, rows=tuple(row for row in table.rows if row.key not in keys))


def judged(check: Check) -> tuple[str, str]:
    place = check.where[0]
    return check.id, f"{place.table} {place.key} {place.column}"


def wan(fen: int | None) -> str:
    assert fen is not None
    assert fen % CENT == 0
    return f"{fen // CENT // 100}.{fen // CENT % 100:02d}"


def test_the_rounding_differences_of_the_publication_are_exactly_the_known_ones(seed: Tables) -> None:
    found = {
        judged(check): (wan(check.published_fen), wan(check.computed_fen), wan(check.bound_fen))
        for check in checks(seed)
        if check.status == "rounding"
    }
    assert found == KNOWN_TAILS


def test_each_rounding_difference_of_the_publication_is_found_once_and_is_a_cent(seed: Tables) -> None:
    tails = [check for check in checks(seed) if check.status == "rounding"]
    assert len(tails) == 18
    assert {abs(check.difference_fen or 0) for check in tails} == {CENT}


def test_the_publication_gives_at_least_two_hundred_checks(seed: Tables) -> None:
    assert len(checks(seed)) >= 200


def test_of_the_publication_nothing_fails_but_the_rule_that_finds_the_missing_page(seed: Tables) -> None:
    (gap,) = [check for check in checks(seed) if check.status == "fails"]
    assert gap.id == "R2.6"
    assert [place.key for place in gap.where] == list(seed["income-by-function"].missing_keys)
    assert {place.table for place in gap.where} == {2}
    assert gap.why
    assert gap.why.id == "check.rows-missing"
    assert gap.why.params["count"] == 19


def test_what_touches_the_missing_page_is_not_checkable_once_a_rule(seed: Tables) -> None:
    blocked = [check for check in checks(seed) if check.status == "not-checkable"]
    assert [check.id for check in blocked] == ["R2.1", "R2.2", "R2.3", "R2.4"]
    assert all(check.why and check.why.id == "check.rows-missing" for check in blocked)
    assert all(check.where[0].table == 2 and check.where[0].column == "合计" for check in blocked)


def test_the_rebuilt_total_takes_visible_rows_first_and_table_3_for_the_missing_ones(seed: Tables) -> None:
    (rebuilt,) = [check for check in checks(seed) if check.id == "R2.7"]
    assert [(place.table, place.key) for place in rebuilt.where[1:]] == [
        *((3, "201"), (3, "206"), (3, "208")),
        *((2, "2100410"), (2, "221")),
    ]


def test_every_place_is_a_cell_of_a_table_or_in_a_row_known_to_be_missing(seed: Tables, full: Tables) -> None:
    for tables in (seed, full):
        by_number = {table.spec.number: table for table in tables.values()}
        for check in checks(tables):
            assert check.where
            for place in check.where:
                table = by_number[place.table]
                assert place.key in table.by_key or place.key in table.missing_keys
                assert table.column(place.column) is not None


def test_a_ledger_with_money_on_every_dimension_is_exact(full: Tables) -> None:
    assert {check.status for check in checks(full)} == {"exact"}
    assert all(check.bound_fen == 0 for check in checks(full))


def test_an_empty_ledger_is_exact() -> None:
    assert {check.status for check in checks(ledger(LEDGER_NAMES, []))} == {"exact"}


PUBLISHED_ONLY = {"R2.7", "R13.1", "R13.2", "R13.3"}
ROW_RULES = {"R2.6", "R3.3", "R12.6"}


@pytest.mark.parametrize("id", [id for id in RULE_IDS if id not in PUBLISHED_ONLY | ROW_RULES])
def test_each_rule_fails_when_any_cell_that_it_judges_in_a_ledger_is_one_fen_below_zero(id: str, full: Tables) -> None:
    own = [check for check in checks(full) if check.id == id]
    assert own
    for check in own:
        assert id in failing(with_cell(full, check.where[0], lambda _: -1))


@pytest.mark.parametrize("id", sorted(PUBLISHED_ONLY))
def test_each_rule_of_publications_fails_when_a_cell_that_it_judges_is_beyond_rounding(id: str, seed: Tables) -> None:
    (check,) = [check for check in checks(seed) if check.id == id]
    assert id in failing(with_cell(seed, check.where[0], lambda fen: (fen or 0) + check.bound_fen + 2 * CENT))


def test_the_code_sets_of_income_and_spending_must_be_the_same(full: Tables) -> None:
    torn = changed(full, "income-by-function", lambda table: without_rows(table, "2010399"))
    (gap,) = [check for check in checks(torn) if check.id == "R2.6"]
    assert gap.status == "fails"
    assert gap.where == (Place(3, "2010399", "2010399", "合计"),)
    assert gap.why
    assert gap.why.id == "check.rows-alone"


def test_a_class_of_the_balance_must_stand_in_the_table_by_function(full: Tables) -> None:
    assert "R3.3" in failing(with_cell(full, Place(1, "支出/203", "", "预算"), lambda _: 1))


def test_two_projects_of_one_unit_must_not_have_one_name(full: Tables) -> None:
    same = {**FULL[-1][0]._asdict(), "project": "甲2"}
    names = replace(LEDGER_NAMES, projects={**LEDGER_NAMES.projects, "甲1": "信息化", "甲2": "信息 化"})
    twice = [check for check in checks(ledger(names, [*FULL, (Line(**same), 5)])) if check.status == "fails"]
    assert [(check.id, check.where[0].key, check.where[1].key) for check in twice] == [("R12.6", "甲/甲1", "甲/甲2")]


@pytest.mark.slow
def test_no_cell_of_a_ledger_can_be_changed_unnoticed(full: Tables) -> None:
    unnoticed = []
    for table in full.values():
        for row in table.rows:
            for column in table.columns:
                place = Place(table.spec.number, row.key, "", column.label)
                if not failing(with_cell(full, place, lambda fen: (fen or 0) + 1)):
                    unnoticed.append(place)
    assert unnoticed == []


def equations(tables: Tables) -> Iterable[tuple[str, Equation]]:
    sheets = {role: Sheet(table) for role, table in tables.items()}
    for rule in rules_of(TWELVE):
        for statement in statements(rule.identity, sheets):
            if isinstance(statement, Equation):
                yield rule.id, statement


@pytest.mark.parametrize("tables", ["seed", "full"])
def test_one_identity_is_counted_once(tables: str, request: pytest.FixtureRequest) -> None:
    counted: Counter[frozenset[frozenset[tuple[int, str, str]]]] = Counter()
    for _, equation in equations(request.getfixturevalue(tables)):
        left, right = (
            frozenset((term.table.spec.number, term.row.key, term.column) for term in side)
            for side in (equation.left, equation.right)
        )
        counted[frozenset({left, right})] += 1
    assert [identity for identity, n in counted.items() if n > 1] == []


def test_no_two_checks_name_the_same_cells_with_the_same_amounts(seed: Tables) -> None:
    named = Counter((frozenset(check.where), check.published_fen) for check in checks(seed) if check.terms > 1)
    assert [where for where, n in named.items() if n > 1] == []


def test_a_withheld_cell_makes_what_touches_it_not_checkable_and_nothing_fail(full: Tables) -> None:
    place = Place(3, "201", "201", "基本支出")
    found = checks(with_cell(full, place, lambda _: None))
    assert {check.status for check in found} == {"exact", "not-checkable"}
    blocked = {check.id for check in found if check.status == "not-checkable"}
    assert {"R3.h", "R3.x", "R5.1"} <= blocked
    assert all(check.why and check.why.id == "check.withheld" for check in found if check.status == "not-checkable")


@pytest.mark.parametrize("role", [spec.role for spec in TWELVE.tables])
def test_rules_on_a_table_that_the_document_lacks_are_not_checkable_and_nothing_fails(role: Role, full: Tables) -> None:
    found = checks(changed(full, role, lambda table: replace(table, rows=(), opened=True, absent=True)))
    blocked = [check for check in found if check.status != "exact"]
    assert blocked
    assert {check.status for check in blocked} == {"not-checkable"}
    assert all(check.why for check in blocked)
    number = TWELVE.by_role(role).number
    assert all(
        check.where[0] == Place(number) for check in blocked if check.why and check.why.id == "check.table-absent"
    )


def seed_with(role: Role, change: Callable[[OpeningTable], OpeningTable], lines: Balances = ()) -> Tables:
    openings = seed_openings()
    return ledger(SEED_NAMES, lines, {**openings, role: change(openings[role])})


def rekeyed(table: OpeningTable, keys: Callable[[str], str]) -> OpeningTable:
    return replace(table, rows=tuple(replace(row, key=keys(row.key)) for row in table.rows))


def test_rules_by_kind_of_unit_are_not_checkable_where_the_kind_of_a_block_is_unsettled() -> None:
    tables = seed_with(
        "projects-by-economic",
        lambda table: rekeyed(table, lambda key: key.replace("行政/", "?/")),
    )
    (costs,) = [check for check in checks(tables) if check.id == "R7.8"]
    assert costs.status == "not-checkable"
    assert costs.why
    assert costs.why.id == "check.kind-unsettled"
    tables = seed_with("basic-by-economic", lambda table: rekeyed(table, lambda key: key.replace("行政/301", "?/301")))
    blocks = {check.where[0].key: check.status for check in checks(tables) if check.id == "R11.8"}
    assert blocks == {"?/301": "not-checkable", "行政/302": "exact", "事业/302": "exact", "/303": "exact"}
    assert failing(tables) == {"R2.6"}


def test_a_column_that_a_publication_leaves_out_proves_nothing() -> None:
    def only_totals(table: OpeningTable) -> OpeningTable:
        return OpeningTable((0,), tuple(replace(row, amounts_fen=row.amounts_fen[:1]) for row in table.rows))

    car = Line(2023, "u1", "", BASIC, GENERAL, "2010301", "30231", "502")
    for lines in ([], [(car, 50_000_000)]):
        found = [check for check in checks(seed_with("three-public", only_totals, lines)) if check.where[0].table == 7]
        assert {check.status for check in found if check.id == "R7.3"} == {"not-checkable"}
        assert {check.status for check in found if check.id != "R7.3"} == {"exact"}
        assert {check.id for check in found} == {"R7.1", "R7.2", "R7.3"}


def test_rows_that_a_publication_leaves_out_prove_nothing() -> None:
    def without_heads(table: OpeningTable) -> OpeningTable:
        return replace(table, rows=tuple(row for row in table.rows if not row.key.startswith("/")))

    tables = seed_with("basic-by-unit", without_heads)
    assert failing(tables) == {"R2.6"}
    blocked = {check.id for check in checks(tables) if check.why and check.why.id == "check.not-broken-down"}
    assert blocked == {"R11.3", "R11.5", "R11.7"}


def test_a_row_printed_without_its_parts_stays_unproved_when_money_comes_below_it() -> None:
    def only_classes(table: OpeningTable) -> OpeningTable:
        return replace(table, rows=tuple(row for row in table.rows if len(row.key) <= 3))

    office = Line(2023, "u1", "", BASIC, GENERAL, "2010301", "30201", "502")
    tables = seed_with("general-by-function", only_classes, [(office, 1_000_000)])
    unproved = {judged(check) for check in checks(tables) if check.why and check.why.id == "check.not-broken-down"}
    assert ("R5.h", "5 201 小计") in unproved


def test_the_bound_follows_the_last_printed_digit() -> None:
    yuan = {role: replace(table, digit_fen=100) for role, table in seed_openings().items()}
    found = checks(ledger(SEED_NAMES, [], yuan))
    assert {check.bound_fen for check in found if check.id == "R1.3"} == {300}
    assert all(check.status == "fails" for check in found if judged(check) in KNOWN_TAILS)


def test_one_fen_is_the_least_bound_of_figures_printed_in_fen() -> None:
    fen = {role: replace(table, digit_fen=1) for role, table in seed_openings().items()}
    assert min(check.bound_fen for check in checks(ledger(SEED_NAMES, [], fen)) if check.published_fen) == 1


def test_a_sum_that_need_only_be_reached_lacks_nothing_when_it_is_passed(full: Tables) -> None:
    (science,) = [check for check in checks(full) if judged(check) == ("R4.10", "1 支出/206 预算")]
    assert science.status == "exact"
    assert science.published_fen == 63_000_003
    assert science.computed_fen == 27_000_003
    assert science.difference_fen == 0
    tables = with_cell(full, science.where[0], lambda _: 27_000_000)
    (short,) = [check for check in checks(tables) if judged(check) == ("R4.10", "1 支出/206 预算")]
    assert (short.status, short.difference_fen) == ("fails", -3)


def test_whether_a_sum_need_only_be_reached_is_open_while_its_condition_is_unknown(full: Tables) -> None:
    tables = changed(full, "spending-by-function", lambda table: replace(table, rows=(), opened=True, absent=True))
    fees = with_cell(tables, Place(4, "收入/一般公共预算", "", "预算"), lambda fen: (fen or 0) + 1)
    (source,) = [check for check in checks(fees) if check.id == "R4.7"]
    assert source.status == "not-checkable"
    assert source.why
    assert source.why.id == "check.condition-unknown"
    assert {check.status for check in checks(tables) if check.id == "R4.7"} == {"exact"}


def test_fiscal_sources_are_not_checkable_against_spending_that_carried_over_money_pays_too() -> None:
    def carried(table: OpeningTable) -> OpeningTable:
        return replace(table, rows=(*table.rows, OpeningRow("收入/上年结转", "四、上年结转", (1_000_000,))))

    sources = [check for check in checks(seed_with("fiscal-balance", carried)) if check.id in ("R4.7", "R4.8", "R4.9")]
    assert {check.status for check in sources} == {"not-checkable"}
    assert {check.why.id for check in sources if check.why} == {"check.brought-forward"}


def test_codes_that_usually_go_together_bind_a_publication_but_not_a_ledger() -> None:
    pension = [(line("甲", BASIC, GENERAL, "2080505", "30101"), 5_000_000)]
    (custom,) = [check for check in checks(ledger(LEDGER_NAMES, pension)) if check.id == "R13.1"]
    assert custom.status == "not-checkable"
    assert custom.why
    assert custom.why.id == "check.customary"
    assert custom.difference_fen == 5_000_000


def test_a_government_code_that_contradicts_the_kind_of_its_unit_is_found() -> None:
    office = line("丙", BASIC, GENERAL, "2010350", "30201")._replace(gov_economic="502")
    assert failing(ledger(LEDGER_NAMES, [(office, 5_000_000)])) == {"R7.8", "R11.8"}


def test_household_money_in_one_block_for_all_units_leaves_administrative_costs_a_lower_bound() -> None:
    care = [
        (line("甲", BASIC, GENERAL, "2010301", "30307"), 2_000_000),
        (line("丙", BASIC, GENERAL, "2010350", "30307"), 3_000_000),
    ]
    (costs,) = [check for check in checks(ledger(LEDGER_NAMES, care)) if check.id == "R7.8"]
    assert (costs.status, costs.published_fen, costs.computed_fen) == ("exact", 2_000_000, 0)


def test_a_form_without_rules_and_tables_that_are_not_given_make_no_checks(seed: Tables) -> None:
    assert run_checks(replace(TWELVE, id="other"), seed) == []
    only: Tables = {"three-public": seed["three-public"]}
    assert {check.id for check in checks(only)} == {"R7.1", "R7.2", "R7.3"}
