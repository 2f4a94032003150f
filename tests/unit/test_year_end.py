"""The boundary of two years: what is closed, carried, given back, goes on, and was spent in the end."""

from __future__ import annotations

import pytest

from tests.support.builders import (
    CLOUD,
    TRAINING,
    UPKEEP,
    WAGES,
    Json,
    adjusted,
    amount,
    approved,
    cell,
    cut,
    goal,
    line,
    milestone,
    printed_row,
    printed_table,
    project,
    record,
    reversed_,
    statement,
    supplement,
    transferred,
    unit,
)
from tests.unit.test_rules import refusal
from tracker.book import Book
from tracker.model.point import Point
from tracker.model.vocabulary import Measure
from tracker.store.protocol import LineFilter

NEXT: Json = {"fiscal_year": 2025, "effective": "2025-01-01"}
AFTER: Json = {"fiscal_year": 2026, "effective": "2026-01-01"}
OLD = {**TRAINING, "origin_year": 2024}
CLOSED = {"kind": "YearClosed", "year": 2024}


def carried(line: Json, wan: str, **more: object) -> Json:
    return {"kind": "CarriedForward", "lines": [amount(line, wan)]} | more


def surplus(line: Json, wan: str) -> Json:
    return {"kind": "SurplusDeclared", "lines": [amount(line, wan)]}


def executed(line: Json, wan: str, **more: object) -> Json:
    return {"kind": "ExecutionRecorded", "line": line, "amount": wan} | more


def frozen(line: Json, wan: str) -> Json:
    return {"kind": "FundsFrozen", "line": line, "amount": wan}


def accounts(**spent: str) -> Json:
    lines = {"training": TRAINING, "cloud": CLOUD, "wages": WAGES}
    return {"kind": "FinalAccountsReported", "lines": [amount(lines[name], wan) for name, wan in spent.items()]}


def rolled(*projects: Json, **more: object) -> Json:
    return {"kind": "YearRolledOver", "from_year": 2024, "projects": list(projects)} | more


def measures(book: Book, year: int, name: str = "培训") -> dict[tuple[Measure, int], int]:
    """Fen of a project by measure and year of origin, those that are zero left out."""
    sums: dict[tuple[Measure, int], int] = {}
    wanted = LineFilter(year, project=book.project_id(name))
    for p in book._store.postings(0, Point(book.head.seq), wanted):
        key = p.measure, p.line.origin_year
        sums[key] = sums.get(key, 0) + p.amount_fen
    return {key: fen for key, fen in sums.items() if fen}


# 结账


@pytest.mark.parametrize(
    "event",
    [supplement(CLOUD, "1.00"), cut(CLOUD, "-1.00"), approved(amount(line(economic="30102"), "1.00")),
     transferred(amount(TRAINING, "-5.00"), amount(UPKEEP, "5.00")), executed(WAGES, "1.00"), frozen(WAGES, "1.00"),
     surplus(TRAINING, "1.00"), goal("云平台", "新"), unit("丙局"), project("数", "甲局"), CLOSED],
)  # fmt: skip
def test_a_closed_year_takes_no_more_changes(book: Book, event: Json) -> None:
    record(book, CLOSED)
    refused = refusal(book, event)
    assert (refused.rule, refused.message.params["seq"]) == ("I20", 2)


def test_a_closed_year_takes_corrections_final_accounts_publications_names_and_reasons(book: Book) -> None:
    wrong = record(book, supplement(CLOUD, "1.00"))
    record(book, CLOSED)
    record(book, reversed_(wrong.seq), supplement(CLOUD, "2.00"))
    record(book, accounts(wages="99.00"))
    record(book, statement(adopt=False))
    record(book, milestone("2024/final"))
    record(book, {"kind": "ReasonWritten", "subject": {"table": 3, "row": "合计"}, "text": "云平台扩容"})
    assert cell(book, 12, "云平台", "总计") == 502_000_000


def test_a_year_is_closed_under_its_own_year(book: Book) -> None:
    assert refusal(book, CLOSED, fiscal_year=2025).rule == "I20"


def test_a_year_whose_closing_was_reversed_is_open(book: Book) -> None:
    closing = record(book, CLOSED).seq
    record(book, reversed_(closing))
    record(book, supplement(CLOUD, "1.00"))
    record(book, CLOSED)
    assert refusal(book, supplement(CLOUD, "2.00")).rule == "I20"


def test_the_next_year_carries_out_of_a_closed_one(book: Book) -> None:
    record(book, CLOSED)
    record(book, carried(TRAINING, "5.00"), **NEXT)
    record(book, supplement(CLOUD, "1.00"), **NEXT)


# 结转


def test_carried_money_is_a_column_of_its_own_and_keeps_its_year(book: Book) -> None:
    record(book, carried(TRAINING, "5.00"), **NEXT)
    record(book, approved(amount(TRAINING, "12.00")), **NEXT)
    assert measures(book, 2025) == {(Measure.BROUGHT_FORWARD, 2024): 5_000_000, (Measure.APPROVED, 0): 12_000_000}
    assert measures(book, 2024) == {(Measure.APPROVED, 0): 20_000_000, (Measure.CARRIED, 0): 5_000_000}
    assert cell(book, 12, "培训", "总计", year=2025) == 17_000_000
    assert cell(book, 12, "培训", "总计", year=2024) == 20_000_000


@pytest.mark.parametrize(
    ("spoken_for", "unspent"),
    [
        ((), "20.00"),
        ((executed(TRAINING, "12.00"),), "8.00"),
        ((frozen(TRAINING, "3.00"),), "17.00"),
        ((surplus(TRAINING, "4.50"),), "15.50"),
        ((executed(TRAINING, "12.00"), frozen(TRAINING, "3.00"), surplus(TRAINING, "4.00")), "1.00"),
        ((surplus(TRAINING, "4.00"), adjusted("recovery", TRAINING, "-4.00")), "16.00"),
        ((supplement(TRAINING, "1.00"), cut(TRAINING, "-2.00")), "19.00"),
    ],
)
def test_no_more_is_carried_than_is_unspent_and_free(book: Book, spoken_for: tuple[Json, ...], unspent: str) -> None:
    for event in spoken_for:
        record(book, event)
    more = f"{unspent}0001"
    refused = refusal(book, carried(TRAINING, more), **NEXT)
    assert (refused.rule, refused.message.params["available"]) == ("I11", unspent)
    record(book, carried(TRAINING, unspent), **NEXT)
    assert refusal(book, carried(TRAINING, "0.000001"), **NEXT).rule == "I11"


def test_what_was_carried_is_spent_cut_or_declared_surplus_no_more(book: Book) -> None:
    record(book, carried(TRAINING, "15.00"), **NEXT)
    assert refusal(book, cut(TRAINING, "-5.01")).rule == "I4"
    assert refusal(book, executed(TRAINING, "5.01")).rule == "I4"
    assert refusal(book, frozen(TRAINING, "5.01")).rule == "I4"
    assert refusal(book, surplus(TRAINING, "5.01")).rule == "I11"
    assert refusal(book, accounts(training="5.01")).rule == "I4"
    record(book, accounts(training="5.00"))


def test_money_of_a_merged_unit_is_carried_under_its_name_until_it_is_transferred(book: Book) -> None:
    record(book, {"kind": "UnitMerged", "unit": "甲中心", "into": "甲局"}, **NEXT)
    record(book, carried(UPKEEP, "30.00"), **NEXT)
    brought = UPKEEP | {"origin_year": 2024}
    assert refusal(book, supplement(brought, "1.00"), **NEXT).rule == "I12"
    new_home = {**brought, "unit": "甲局", "gov_economic": "502"}
    record(book, transferred(amount(brought, "-30.00"), amount(new_home, "30.00")), **NEXT)
    assert cell(book, 12, "运维", "总计", year=2025) == 30_000_000
    assert book.view(2025, book.point().point).size_fen() == 30_000_000


def test_what_two_years_left_unspent_is_surplus(book: Book) -> None:
    record(book, carried(TRAINING, "5.00"), **NEXT)
    for named in (OLD, {"project": "培训"}):
        refused = refusal(book, carried(named, "5.00"), **AFTER)
        assert (refused.rule, refused.message.params["origin"]) == ("I11", 2024)
    record(book, surplus(OLD, "5.00"), fiscal_year=2025, effective="2025-12-31")
    record(book, adjusted("recovery", OLD, "-5.00"), fiscal_year=2025, effective="2025-12-31")
    assert measures(book, 2025) == {(Measure.BROUGHT_FORWARD, 2024): 5_000_000, (Measure.ADJUSTED, 2024): -5_000_000}
    assert cell(book, 12, "培训", "总计", year=2025) is None


def test_the_years_own_money_is_carried_beside_older_money(book: Book) -> None:
    record(book, carried(TRAINING, "5.00"), **NEXT)
    record(book, approved(amount(TRAINING, "12.00")), **NEXT)
    record(book, carried(TRAINING, "12.00"), **AFTER)
    assert measures(book, 2026) == {(Measure.BROUGHT_FORWARD, 2025): 12_000_000}


def test_a_carried_line_is_stored_so_that_it_is_read_the_same(book: Book) -> None:
    record(book, carried({**TRAINING, "origin_year": 2024}, "5.00"), **NEXT)  # named as it will be called
    assert measures(book, 2025) == {(Measure.BROUGHT_FORWARD, 2024): 5_000_000}
    before = measures(book, 2024)
    book.rebuild()
    assert measures(book, 2024) == before


@pytest.mark.parametrize("year", [2025, 2026])
def test_nothing_is_carried_backwards_or_into_its_own_year(book: Book, year: int) -> None:
    assert refusal(book, carried(TRAINING, "5.00", from_year=year), **NEXT).rule == "I11"


@pytest.mark.parametrize("wan", ["0.00", "-1.00"])
def test_nothing_is_carried_or_declared_below_a_fen(book: Book, wan: str) -> None:
    assert refusal(book, carried(TRAINING, wan), **NEXT).rule == "I5"
    assert refusal(book, surplus(TRAINING, wan)).rule == "I5"


def test_a_carry_over_that_was_reversed_is_free_on_both_sides(book: Book) -> None:
    carry = record(book, carried(TRAINING, "20.00"), **NEXT).seq
    record(book, reversed_(carry), **NEXT)
    assert measures(book, 2025) == {}
    record(book, cut(TRAINING, "-20.00"))


def test_what_really_was_carried_beyond_what_was_unspent_is_listed(book: Book) -> None:
    seq = record(book, carried(TRAINING, "25.00"), **NEXT, observed=True).seq
    assert measures(book, 2025) == {(Measure.BROUGHT_FORWARD, 2024): 25_000_000}
    assert [(one.header.seq, one.rule) for one in book.judged() if one.strictness == "hard"] == [(seq, "I11")]


# 结余 and what takes it back


def test_a_recovery_takes_declared_surplus_first(book: Book) -> None:
    record(book, surplus(TRAINING, "8.00"))
    assert refusal(book, cut(TRAINING, "-12.01")).rule == "I4"
    record(book, adjusted("recovery", TRAINING, "-3.00"))
    assert measures(book, 2024)[Measure.SURPLUS, 0] == 5_000_000
    record(book, adjusted("recovery", TRAINING, "-9.00"))
    assert (Measure.SURPLUS, 0) not in measures(book, 2024)
    assert cell(book, 12, "培训", "总计") == 8_000_000
    assert refusal(book, adjusted("recovery", TRAINING, "-8.000001")).rule == "I4"


def test_two_recoveries_of_one_revision_see_each_other(book: Book) -> None:
    record(book, surplus(TRAINING, "8.00"))
    record(book, adjusted("recovery", TRAINING, "-5.00"), adjusted("recovery", TRAINING, "-5.00"))
    assert measures(book, 2024) == {(Measure.APPROVED, 0): 20_000_000, (Measure.ADJUSTED, 0): -10_000_000}


def test_a_recovery_takes_no_surplus_that_is_declared_after_it(book: Book) -> None:
    """What was recovered in March is not part of what is declared in June, and known already."""
    record(book, surplus(TRAINING, "8.00"), effective="2024-06-30")
    record(book, adjusted("recovery", TRAINING, "-3.00"), effective="2024-03-01")
    assert measures(book, 2024)[Measure.SURPLUS, 0] == 8_000_000
    assert refusal(book, adjusted("recovery", TRAINING, "-9.000001"), effective="2024-03-01").rule == "I4"
    record(book, adjusted("recovery", TRAINING, "-9.00"), effective="2024-07-01")
    assert (Measure.SURPLUS, 0) not in measures(book, 2024)


# 滚动


def test_the_next_year_begins_with_the_projects_that_go_on(book: Book) -> None:
    record(book, {"kind": "ProjectClosed", "project": "培训"})
    record(book, project("数", "甲局"))
    rolled_over = book.roll_over(2024, without=["运维"]).seq
    year = book.roster.fields("year", "2025")
    (cloud,) = book.roster.named("project", "云平台")
    assert year == {"rolled_from": 2024, "rolled_from_at": rolled_over, f"project.{cloud}": cloud}
    assert refusal(book, rolled({"project": "数"}), **NEXT).rule == "I25"
    record(book, reversed_(rolled_over), **NEXT)
    record(book, rolled({"project": "数", "predecessor": "云平台"}, {"project": "运维", "predecessor": "-"}), **NEXT)
    (data,) = book.roster.named("project", "数")
    assert book.roster.text("project", data, "predecessor") == cloud


@pytest.mark.parametrize(
    ("event", "rule"),
    [
        (rolled({"project": "没有这个"}), "I12"),
        (rolled({"project": "云平台", "predecessor": "没有这个"}), "I12"),
        (rolled({"project": "云平台"}, {"project": "云平台"}), "I25"),
        (rolled({"project": "云平台"}, from_year=2025), "I20"),
        (rolled({"project": "云平台"}, from_year=2026), "I20"),
    ],
)
def test_a_rollover_that_makes_no_sense_is_refused(book: Book, event: Json, rule: str) -> None:
    assert refusal(book, event, **NEXT).rule == rule


def test_a_project_that_ended_does_not_go_on(book: Book) -> None:
    record(book, {"kind": "ProjectClosed", "project": "培训"})
    assert refusal(book, rolled({"project": "培训"}), **NEXT).rule == "I12"


# 决算


def test_final_accounts_replace_what_was_known(book: Book) -> None:
    record(book, executed(TRAINING, "12.00"))
    record(book, CLOSED)
    record(book, accounts(training="11.50", cloud="480.00"), effective="2024-12-31")
    assert measures(book, 2024)[Measure.EXECUTED, 0] == 11_500_000
    record(book, accounts(training="11.75"), effective="2024-12-31")
    assert measures(book, 2024)[Measure.EXECUTED, 0] == 11_750_000
    again = record(book, accounts(training="11.75"), effective="2024-12-31").seq
    assert book._store.postings(again - 1, Point(again)) == []


@pytest.mark.parametrize(("spent", "rule"), [("20.01", "I4"), ("-0.01", "I5")])
def test_final_accounts_are_within_the_budget(book: Book, spent: str, rule: str) -> None:
    assert refusal(book, accounts(training=spent)).rule == rule


def test_final_accounts_list_a_line_once(book: Book) -> None:
    twice = {"kind": "FinalAccountsReported", "lines": [amount(TRAINING, "1.00"), amount({"project": "培训"}, "2.00")]}
    assert refusal(book, twice).rule == "I19"


def test_final_accounts_do_not_go_back_before_what_was_spent(book: Book) -> None:
    record(book, executed(TRAINING, "12.00"), effective="2024-06-30")
    assert refusal(book, accounts(training="10.00"), effective="2024-03-01").rule == "I38"
    record(book, accounts(training="10.00"), effective="2024-12-31")


def test_a_year_from_request_to_final_accounts_keeps_the_identity(book: Book) -> None:
    """年初结转 + 调整预算 − 支出 = 结转 + 结余 (domain.md D6)."""
    record(book, carried(TRAINING, "6.00"), **NEXT)
    record(book, approved(amount(TRAINING, "10.00")), **NEXT)
    record(book, supplement(TRAINING, "3.00"), fiscal_year=2025, effective="2025-05-01")
    record(book, transferred(amount(TRAINING, "-1.00"), amount({**TRAINING, "economic": "30226"}, "1.00")),
           fiscal_year=2025, effective="2025-06-01")  # fmt: skip
    spent = {"kind": "FinalAccountsReported", "lines": [amount(TRAINING, "9.25"), amount(OLD, "5.00")]}
    record(book, spent, fiscal_year=2025, effective="2025-12-31")
    record(book, surplus(OLD, "1.00"), fiscal_year=2025, effective="2025-12-31")
    other = {**TRAINING, "economic": "30226"}
    record(book, carried(TRAINING, "2.75"), carried(other, "1.00"), **AFTER)
    sums = measures(book, 2025)

    def of(*wanted: Measure) -> int:
        return sum(fen for (measure, _), fen in sums.items() if measure in wanted)

    current = of(Measure.APPROVED, Measure.ADJUSTED, Measure.TRANSFERRED, Measure.BROUGHT_FORWARD)
    assert current - of(Measure.EXECUTED) == of(Measure.CARRIED) + of(Measure.SURPLUS)
    assert of(Measure.CARRIED) == sum(measures(book, 2026).values())
    assert [one for one in book.judged() if one.strictness == "hard"] == []


# Years opened by a statement


@pytest.fixture
def opened(empty: Book) -> Book:
    """2024 as published: 云平台 100.00 万元, and nothing else."""
    hundred = ["100.00"] * 3
    rows = [printed_row("合计", *hundred), printed_row("甲局", *hundred, unit="甲局"),
            printed_row("云平台", *hundred, unit="甲局")]  # fmt: skip
    opening = statement(adopt=True, tables=(printed_table(12, ["总计", "财政拨款合计", "一般公共预算"], *rows),))
    record(empty, unit("甲局"), project("云平台", "甲局"), opening, effective="2024-01-01")
    return empty


@pytest.mark.parametrize(
    ("held", "left"),
    [(executed(CLOUD, "60.00"), "40.00"), (frozen(CLOUD, "60.00"), "40.00"), (surplus(CLOUD, "60.00"), "40.00")],
)
def test_in_an_opened_year_what_is_spoken_for_is_judged_on_cells(opened: Book, held: Json, left: str) -> None:
    record(opened, held)
    for event in (cut(CLOUD, f"-{left}9"), executed(CLOUD, f"{left}9"), frozen(CLOUD, f"{left}9")):
        refused = refusal(opened, event)
        assert (refused.rule, refused.message.id) == ("I4", "refused.cell-floor")
    assert refusal(opened, carried(CLOUD, f"{left}9"), **NEXT).rule == "I4"
    record(opened, carried(CLOUD, left), **NEXT)
    assert refusal(opened, cut(CLOUD, "-0.01")).rule == "I4"


def test_a_project_with_published_money_ends_with_a_reason_only(opened: Book) -> None:
    closed = {"kind": "ProjectClosed", "project": "云平台"}
    refused = refusal(opened, closed, reason=None)
    assert (refused.rule, refused.message.params["left"]) == ("I37", "100.00")
    record(opened, executed(CLOUD, "70.00"))
    assert refusal(opened, closed, reason=None).message.params["left"] == "30.00"
    record(opened, cut(CLOUD, "-30.00"))
    record(opened, closed, reason=None)


def test_money_carried_into_an_opened_year_is_never_approved(opened: Book) -> None:
    prior = {**CLOUD, "economic": "30213"}
    record(opened, approved(amount(prior, "9.00")), fiscal_year=2023, effective="2023-01-15")
    record(opened, carried(prior, "9.00"))
    old = {**prior, "origin_year": 2023}
    move = {"from": old, "to": {**old, "economic": "30214"}}
    record(opened, {"kind": "LinesReclassified", "moves": [{**move, "amount": "4.00"}]})
    assert measures(opened, 2024, "云平台") == {(Measure.BROUGHT_FORWARD, 2023): 9_000_000}
    assert refusal(opened, {"kind": "LinesReclassified", "moves": [{**move, "amount": "5.01"}]}).rule == "I4"
    assert cell(opened, 12, "云平台", "总计") == 109_000_000


def test_a_republication_takes_the_place_of_the_opening(opened: Book) -> None:
    rows = [printed_row("云平台", *["110.00"] * 3, unit="甲局")]
    again = statement("b", adopt=True, tables=(printed_table(12, ["总计", "财政拨款合计", "一般公共预算"], *rows),))
    again |= {"kind": "StatementRepublished"}
    record(opened, cut(CLOUD, "-30.00"))
    seq = record(opened, again, effective="2024-03-01").seq
    assert cell(opened, 12, "云平台", "总计") == 80_000_000
    assert cell(opened, 12, "云平台", "总计", at=f"@{seq - 1}") == 70_000_000
    assert refusal(opened, {**again, "sha256": "c" * 64, "scope": "乙局"}).rule == "I26"
    assert refusal(opened, {**again, "sha256": "c" * 64}, fiscal_year=2023).rule == "I26"
    record(opened, reversed_(seq), effective="2024-03-01")
    assert cell(opened, 12, "云平台", "总计") == 70_000_000
