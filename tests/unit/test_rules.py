"""The budget rules, one by one: given a history, when a revision is recorded, then it is refused by name or stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.builders import (
    CLOUD,
    FUND,
    TRAINING,
    UPKEEP,
    WAGES,
    Json,
    adjusted,
    amount,
    approved,
    body,
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
    revision,
    statement,
    supplement,
    transferred,
    unit,
)
from tracker.book import Book, Recorded
from tracker.messages import render
from tracker.model.errors import Refused
from tracker.model.revision import Revision
from tracker.tables.spec import TOTAL

Events = tuple[Json, ...]


def refusal(book: Book, *events: Json, **more: object) -> Refused:
    """Why a revision of these events is refused; the log is as long as before."""
    before = book.head
    with pytest.raises(Refused) as refused:
        record(book, *events, **more)
    assert book.head == before
    for language in ("zh", "en"):
        assert render(refused.value.message, language)
    return refused.value


def warnings(recorded: Recorded) -> list[str]:
    """What was passed, but for the remark that no reason was given."""
    return [message.id for message in recorded.warnings if message.id != "refused.reason-missing"]


MONEY: list[Events] = [
    (supplement(CLOUD, "1.00"),),
    (transferred(amount(TRAINING, "-5.00"), amount(UPKEEP, "5.00")),),
    (approved(amount(line(economic="30102"), "1.00")),),
    (project("新项目", "甲局", lines=[amount(line(None, None, "项目支出"), "1.00")]),),
]


# I2: money needs a document number, its date, and an authority


@pytest.mark.parametrize("events", MONEY)
@pytest.mark.parametrize(
    "lacking",
    [
        {"document": None},
        {"document": {}},
        {"document": {"title": "关于追加的通知"}},
        {"document": {"number": "一号"}},
        {"document": {"date": "2024-01-01"}},
        {"authority": None},
    ],
)
def test_money_without_number_date_or_authority_is_refused(book: Book, events: Events, lacking: Json) -> None:
    assert refusal(book, *events, **lacking).rule == "I2"


@pytest.mark.parametrize("events", [(unit("丙局"),), (project("新项目", "甲局"),), (goal("云平台", "扩容"),),
                                    (milestone("一稿"),)])  # fmt: skip
def test_what_moves_no_money_needs_no_document(book: Book, events: Events) -> None:
    record(book, *events, document=None, authority=None, reason=None, by=None)


# I3, I6: a transfer sums to zero in each fund


@pytest.mark.parametrize(("out", "into"), [("-5.00", "4.99"), ("-5.00", "5.000001"), ("5.00", "5.00")])
def test_a_transfer_that_does_not_net_to_zero_is_refused(book: Book, out: str, into: str) -> None:
    assert refusal(book, transferred(amount(TRAINING, out), amount(UPKEEP, into))).rule == "I3"


def test_a_transfer_of_many_legs_nets_to_zero_as_a_whole(book: Book) -> None:
    legs = (amount(TRAINING, "-5.00"), amount(CLOUD, "-0.000001"), amount(UPKEEP, "5.000001"))
    record(book, transferred(*legs))
    assert cell(book, 3, TOTAL, TOTAL) == 652_000_000
    assert cell(book, 12, "运维", "总计") == 35_000_001


def test_a_transfer_across_funds_is_refused(book: Book) -> None:
    other = {**UPKEEP, "fund": FUND}
    assert refusal(book, transferred(amount(TRAINING, "-5.00"), amount(other, "5.00"))).rule == "I6"


def test_a_transfer_that_nets_to_zero_over_two_funds_only_is_refused(book: Book) -> None:
    other = {**UPKEEP, "fund": FUND}
    record(book, supplement(other, "9.00"))
    legs = (amount(TRAINING, "-5.00"), amount(UPKEEP, "2.00"), amount(other, "3.00"))
    assert refusal(book, transferred(*legs)).rule == "I6"


def test_a_transfer_within_each_of_two_funds_stands(book: Book) -> None:
    here, there = {**UPKEEP, "fund": FUND}, {**CLOUD, "fund": FUND}
    record(book, supplement(here, "9.00"))
    legs = (amount(TRAINING, "-5.00"), amount(UPKEEP, "5.00"), amount(here, "-3.00"), amount(there, "3.00"))
    record(book, transferred(*legs))


def test_a_transfer_of_one_leg_is_no_transfer(book: Book) -> None:
    with pytest.raises(ValueError, match="too_short"):
        revision(transferred(amount(TRAINING, "-5.00")))


# I4: nothing falls below zero, at any effective date from there on


def test_a_cut_below_zero_is_refused_and_says_what_can_be_taken(book: Book) -> None:
    refused = refusal(book, cut(TRAINING, "-20.01"))
    assert refused.rule == "I4"
    assert refused.message.params["available"] == "20.00"


def test_a_cut_to_zero_stands(book: Book) -> None:
    record(book, cut(TRAINING, "-20.00"))
    assert cell(book, 12, "培训", "总计") is None


def test_the_floor_is_tested_at_the_end_of_the_revision(book: Book) -> None:
    record(book, cut(TRAINING, "-25.00"), supplement(TRAINING, "5.00"))
    assert refusal(book, supplement(TRAINING, "5.00"), cut(TRAINING, "-5.000001")).rule == "I4"


def test_money_of_a_later_date_cannot_be_spent_before_it(book: Book) -> None:
    record(book, supplement(TRAINING, "5.00"), effective="2024-06-01")
    assert refusal(book, cut(TRAINING, "-22.00"), effective="2024-05-31").rule == "I4"
    record(book, cut(TRAINING, "-22.00"), effective="2024-06-01")


def test_a_backdated_cut_is_judged_at_every_later_date_too(book: Book) -> None:
    record(book, cut(TRAINING, "-15.00"), effective="2024-06-01")
    assert refusal(book, cut(TRAINING, "-6.00"), effective="2024-03-01").message.params["date"] == "2024-06-01"
    record(book, cut(TRAINING, "-5.00"), effective="2024-03-01")


def test_money_cannot_be_taken_before_the_budget_was_approved(book: Book) -> None:
    assert refusal(book, cut(TRAINING, "-1.00"), effective="2024-01-14").rule == "I4"


def test_a_transfer_out_of_more_than_there_is_is_refused(book: Book) -> None:
    assert refusal(book, transferred(amount(TRAINING, "-20.01"), amount(UPKEEP, "20.01"))).rule == "I4"


def test_a_reversal_of_money_that_was_moved_on_is_refused(book: Book) -> None:
    record(book, supplement(TRAINING, "5.00"))
    record(book, transferred(amount(TRAINING, "-25.00"), amount(UPKEEP, "25.00")))
    assert refusal(book, reversed_(2)).rule == "I4"


def test_in_a_year_that_a_statement_opened_no_cell_falls_below_zero(empty: Book) -> None:
    hundred = ["100.00"] * 3
    rows = [printed_row(TOTAL, *hundred), printed_row("甲局", *hundred, unit="甲局"),
            printed_row("云平台", *hundred, unit="甲局")]  # fmt: skip
    opening = statement(adopt=True, tables=(printed_table(12, ["总计", "财政拨款合计", "一般公共预算"], *rows),))
    record(empty, unit("甲局"), project("云平台", "甲局"), opening, effective="2024-01-01")
    record(empty, cut(CLOUD, "-100.00"))
    record(empty, supplement(CLOUD, "1.00"), effective="2024-06-01")
    refused = refusal(empty, cut(CLOUD, "-0.01"), effective="2024-05-01")
    assert (refused.rule, refused.message.id) == ("I4", "refused.cell-floor")
    record(empty, cut(CLOUD, "-1.00"), effective="2024-06-01")


def test_published_money_cannot_be_taken_before_its_opening_takes_effect(empty: Book) -> None:
    rows = printed_row("甲局", "100.00", unit="甲局"), printed_row("云平台", "100.00", unit="甲局")
    opening = statement(adopt=True, tables=(printed_table(12, ["总计"], *rows),))
    record(empty, unit("甲局"), project("云平台", "甲局"), opening, effective="2024-01-01")
    assert refusal(empty, cut(CLOUD, "-1.00"), effective="2023-12-31").message.id == "refused.cell-floor"


def test_a_withheld_cell_stops_no_cut(empty: Book) -> None:
    opening = statement(adopt=True, tables=(printed_table(3, ["合计"], printed_row(TOTAL, None)),))
    record(empty, unit("甲局"), project("云平台", "甲局"), opening, effective="2024-01-01")
    record(empty, supplement(CLOUD, "1.00"))
    record(empty, cut(CLOUD, "-0.50"))


# I5: signs


@pytest.mark.parametrize("mode", ["supplement", "cut", "statutory", "recovery"])
@pytest.mark.parametrize("zero", ["0", "0.00", "-0.00", "0.000000"])
def test_a_zero_amount_is_refused(book: Book, mode: str, zero: str) -> None:
    assert refusal(book, adjusted(mode, CLOUD, zero), authority="congress").rule == "I5"


def test_a_zero_leg_is_refused(book: Book) -> None:
    assert refusal(book, transferred(amount(TRAINING, "0.00"), amount(UPKEEP, "0.00"))).rule == "I5"


@pytest.mark.parametrize(
    ("mode", "wrong"),
    [("supplement", "-1.00"), ("reserve", "-1.00"), ("from-above", "-1.00"), ("cut", "1.00"), ("recovery", "1.00")],
)
def test_an_adjustment_against_its_direction_is_refused(book: Book, mode: str, wrong: str) -> None:
    assert refusal(book, adjusted(mode, CLOUD, wrong, source="来源"), authority="congress").rule == "I5"


@pytest.mark.parametrize("either", ["1.00", "-1.00"])
def test_a_statutory_adjustment_goes_both_ways(book: Book, either: str) -> None:
    record(book, adjusted("statutory", CLOUD, either), authority="standing_committee")


def test_an_approved_amount_below_zero_is_refused_and_zero_stands(book: Book) -> None:
    fresh = line(economic="30102")
    assert refusal(book, approved(amount(fresh, "-0.01"))).rule == "I5"
    record(book, approved(amount(fresh, "0.00")))


# I7: basic and project spending


@pytest.mark.parametrize("authority", ["unit", "department"])
def test_a_transfer_between_basic_and_project_spending_needs_finance(book: Book, authority: str) -> None:
    legs = (amount(WAGES, "-5.00"), amount(TRAINING, "5.00"))
    assert refusal(book, transferred(*legs), authority=authority).rule == "I7"
    record(book, transferred(*legs), authority="finance")


def test_a_transfer_within_basic_spending_needs_no_finance(book: Book) -> None:
    office, power = line(economic="30201"), line(economic="30206")
    record(book, supplement(office, "5.00"))
    record(book, transferred(amount(office, "-5.00"), amount(power, "5.00")), authority="unit")


# I9, I10: authorities and sources


@pytest.mark.parametrize("authority", ["unit", "department", "finance", "government"])
def test_a_statutory_adjustment_needs_the_standing_committee(book: Book, authority: str) -> None:
    assert refusal(book, adjusted("statutory", CLOUD, "1.00"), authority=authority).rule == "I9"


@pytest.mark.parametrize("authority", ["unit", "department", "finance"])
def test_a_reserve_release_needs_the_government(book: Book, authority: str) -> None:
    assert refusal(book, adjusted("reserve", CLOUD, "1.00", source="预备费"), authority=authority).rule == "I9"


@pytest.mark.parametrize("mode", ["reserve", "from-above"])
def test_reserve_and_money_from_above_name_their_source(book: Book, mode: str) -> None:
    assert refusal(book, adjusted(mode, CLOUD, "1.00"), authority="congress").rule == "I10"
    record(book, adjusted(mode, CLOUD, "1.00", source="省财〔2024〕9号"), authority="government")


# I12: units and projects that are there


@pytest.mark.parametrize(
    ("named", "why"),
    [
        ({**CLOUD, "project": "没有这个"}, "refused.project-unknown"),
        ({**WAGES, "unit": "没有这个"}, "refused.unit-unknown"),
        ({**CLOUD, "unit": "甲中心"}, "refused.project-of-other-unit"),
        ({**CLOUD, "project": "乙局/云平台"}, "refused.unit-unknown"),
        (line("甲局", None, "项目支出"), "refused.line-without-project"),
        (line("甲局", None, "结转下年"), "refused.line-without-project"),
        (line(None, None), "refused.line-without-unit"),
    ],
)
def test_money_goes_only_where_a_registered_unit_and_an_added_project_are(book: Book, named: Json, why: str) -> None:
    refused = refusal(book, supplement(named, "1.00"), fiscal_year=2023)
    assert (refused.rule, refused.message.id) == ("I12", why)


@pytest.mark.parametrize(
    "event",
    [
        project("新项目", "没有这个"),
        unit("丁", parent="没有这个"),
        goal("没有这个", "目标"),
        project("新项目", "甲局", predecessor="没有这个"),
    ],
)
def test_whatever_names_a_unit_or_project_that_is_not_there_is_refused(book: Book, event: Json) -> None:
    assert refusal(book, event).rule == "I12"


def test_a_name_that_two_units_use_for_a_project_must_be_given_with_its_unit(book: Book) -> None:
    record(book, project("培训", "甲中心"))
    both = line(None, "培训", function="2050803", economic="30216")
    assert refusal(book, supplement(both, "1.00")).message.id == "refused.project-ambiguous"
    record(book, supplement({**both, "project": "甲中心/培训"}, "1.00"))
    record(book, supplement({**both, "unit": "甲局"}, "1.00"))
    record(book, supplement({**both, "project": book.roster.named("project", "培训")[1]}, "1.00"))
    rows = book.table(book.view(2024, book.point().point), 12).rows
    assert [row.amounts_fen[0] for row in rows if row.head.label == "培训"] == [21_000_000, 2_000_000]


def test_what_one_event_of_a_revision_registers_the_next_may_use(empty: Book) -> None:
    record(empty, unit("乙局"), project("数", "乙局"), supplement(line("乙局", "数"), "1.00"), goal("数", "目标"))


def test_the_order_of_events_matters(empty: Book) -> None:
    assert refusal(empty, project("数", "乙局"), unit("乙局")).rule == "I12"


# I15, I16: codes


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("function", "206"), ("function", "20605990"), ("function", "2060A99"), ("function", "２０６０５９９"),
        ("economic", "302"), ("economic", "302270"), ("economic", "30२27"), ("nature", "基本"), ("fund", "一般预算"),
        ("gov_economic", "50"), ("gov_economic", "5020"), ("gov_economic", "五〇二"),
    ],
)  # fmt: skip
def test_a_malformed_code_nature_or_fund_is_refused(book: Book, field: str, wrong: str) -> None:
    refused = refusal(book, supplement({**CLOUD, field: wrong}, "1.00"))
    assert (refused.rule, refused.message.id) == ("I15", f"refused.{field}-malformed")


@pytest.mark.parametrize("nature", ["unclassified", "未分类"])
def test_a_nature_is_never_left_unclassified(book: Book, nature: str) -> None:
    """It follows from the project, and a table has no place for money without it."""
    assert refusal(book, supplement({**CLOUD, "nature": nature}, "1.00")).rule == "I15"


@pytest.mark.parametrize(
    ("unit_name", "economic", "usual", "unusual"),
    [("甲局", "30227", "50201", "505"), ("甲中心", "30227", "50502", "502"), ("甲中心", "30301", "509", "501"),
     ("甲局", "31003", "504", "506")],
)  # fmt: skip
def test_a_government_code_that_does_not_fit_asks_for_a_reason(
    book: Book, unit_name: str, economic: str, usual: str, unusual: str
) -> None:
    fits = line(unit_name, economic=economic, gov_economic=usual)
    assert warnings(record(book, supplement(fits, "1.00"), reason=None)) == []
    odd = {**fits, "gov_economic": unusual}
    assert refusal(book, supplement(odd, "1.00"), reason=None).rule == "I16"
    assert warnings(record(book, supplement(odd, "1.00"), reason="按对照表")) == ["warning.gov-economic"]


def test_a_warning_that_the_book_makes_hard_is_refused_whatever_the_reason(book: Book) -> None:
    record(book, {"kind": "SettingsChanged", "changes": {"warnings.hard": "I16 I24"}})
    odd = line(economic="30227", gov_economic="505")
    assert refusal(book, supplement(odd, "1.00"), reason="按对照表").rule == "I16"
    record(book, {"kind": "SettingsChanged", "changes": {"warnings.hard": None}})
    record(book, supplement(odd, "1.00"), reason="按对照表")


# I19: once


def test_the_same_amount_of_the_same_document_is_posted_once(book: Book) -> None:
    document = {"number": "甲财〔2024〕9号", "date": "2024-03-01"}
    first = record(book, supplement(CLOUD, "30.00"), document=document)
    refused = refusal(book, supplement(CLOUD, "30.00"), document=document)
    assert (refused.rule, refused.message.params["seq"]) == ("I19", first.seq)
    record(book, supplement(CLOUD, "30.00"), document={**document, "number": "甲财〔2024〕10号"})
    record(book, supplement(CLOUD, "31.00"), document=document)


def test_a_document_whose_posting_was_taken_back_may_be_recorded_again(book: Book) -> None:
    document = {"number": "甲财〔2024〕9号", "date": "2024-03-01"}
    first = record(book, supplement(CLOUD, "30.00"), document=document)
    book.reverse(first.seq, reason="误")
    record(book, supplement(CLOUD, "30.00"), document=document)
    assert cell(book, 12, "云平台", "总计") == 530_000_000


def test_a_line_is_approved_once_a_year(book: Book) -> None:
    assert refusal(book, approved(amount(CLOUD, "1.00"))).rule == "I19"
    fresh = line(economic="30102")
    assert refusal(book, approved(amount(fresh, "1.00"), amount(fresh, "2.00"))).rule == "I19"
    assert refusal(book, approved(amount(fresh, "1.00")), approved(amount(fresh, "2.00"))).rule == "I19"
    record(book, approved(amount(CLOUD, "1.00")), fiscal_year=2025)


# I23, I26: published documents


def test_the_same_document_is_imported_once(book: Book) -> None:
    record(book, statement("a", adopt=False))
    assert refusal(book, statement("a", adopt=False)).rule == "I23"
    record(book, statement("b", adopt=False))


def test_a_year_with_amounts_is_not_opened_by_a_statement(book: Book) -> None:
    assert refusal(book, statement(adopt=True)).rule == "I26"
    record(book, statement(adopt=True), fiscal_year=2023)


def test_a_year_that_the_same_revision_put_money_on_is_not_opened_by_a_statement(empty: Book) -> None:
    money = unit("甲局"), approved(amount(WAGES, "1.00"))
    assert refusal(empty, *money, statement(adopt=True)).rule == "I26"
    assert refusal(empty, statement(adopt=True), *money).rule == "I26"


def test_a_year_has_one_opening(empty: Book) -> None:
    record(empty, unit("甲局"), statement("a", adopt=True))
    assert refusal(empty, statement("b", adopt=True)).rule == "I26"
    assert refusal(empty, approved(amount(WAGES, "1.00"))).rule == "I26"


# I24: named in full, or uniquely


def test_a_line_is_found_by_as_many_dimensions_as_make_it_unique(book: Book) -> None:
    record(book, supplement({"project": "云平台"}, "1.00"), reason=None)
    record(book, supplement({"unit": "甲局", "economic": "30101"}, "1.00"), reason=None)
    assert cell(book, 12, "云平台", "总计") == 501_000_000
    assert cell(book, 6, "30101", "预算") == 101_000_000


def test_a_line_that_fits_several_is_refused(book: Book) -> None:
    assert refusal(book, supplement({"unit": "甲局", "nature": "基本支出"}, "1.00")).rule == "I24"


def test_a_dimension_that_nobody_states_asks_for_a_reason_and_counts_in_totals(book: Book) -> None:
    vague = {"unit": "甲中心", "nature": "基本支出"}
    assert refusal(book, supplement(vague, "1.00"), reason=None).rule == "I24"
    recorded = record(book, supplement(vague, "1.00"), reason="待定")
    assert warnings(recorded) == ["warning.unclassified"] * 3
    assert cell(book, 3, TOTAL, TOTAL) == 653_000_000
    assert cell(book, 3, "unclassified", "基本支出") == 1_000_000
    assert cell(book, 2, "unclassified", "未分类") == 1_000_000


def test_what_is_said_of_one_line_of_a_revision_is_said_of_another_in_the_next(book: Book) -> None:
    one, other = ({**named, "function": "unclassified"} for named in (TRAINING, UPKEEP))
    both = record(book, supplement(one, "1.00"), supplement(other, "1.00"))
    assert warnings(both) == ["warning.unclassified"]
    assert warnings(record(book, supplement(other, "1.00"))) == ["warning.unclassified"]
    assert refusal(book, supplement(other, "1.00"), reason=None).rule == "I24"


# I25, I28: names


@pytest.mark.parametrize(
    "event",
    [unit("甲局"), unit("甲局", "事业"), project("云平台", "甲局"), project("C2", "甲局") | {"name": "云平台"},
     project("培训", "甲局") | {"name": "别名"}],
)  # fmt: skip
def test_units_and_projects_of_a_unit_are_named_once(book: Book, event: Json) -> None:
    assert refusal(book, event).rule == "I25"


def test_two_of_one_name_in_one_revision_are_refused(empty: Book) -> None:
    assert refusal(empty, unit("甲局"), unit("甲局")).rule == "I25"
    assert refusal(empty, unit("甲局"), project("云", "甲局"), project("云", "甲局")).rule == "I25"


def test_another_unit_may_have_a_project_of_the_same_name(book: Book) -> None:
    record(book, project("云平台", "甲中心"))


def test_a_milestone_is_named_once_and_may_be_named_again_after_it_was_taken_back(book: Book) -> None:
    first = record(book, milestone("2024/original", 1))
    assert refusal(book, milestone("2024/original")).rule == "I25"
    book.reverse(first.seq, reason="误")
    record(book, milestone("2024/original"))


@pytest.mark.parametrize(
    "name", ["HEAD", "HEAD~1", "HEAD2", "@1", "@", "2024-01-01", "known:2024-01-01", "stmt:1", "一 稿", "a~1"]
)
def test_a_milestone_cannot_be_taken_for_another_way_of_writing_a_point(book: Book, name: str) -> None:
    assert refusal(book, milestone(name)).rule == "I28"


# I27: what can be reversed


@pytest.mark.parametrize("seq", [0, -1, 2, 99])
def test_what_is_not_there_cannot_be_reversed_or_named(book: Book, seq: int) -> None:
    assert refusal(book, reversed_(seq)).rule == "I27"
    if seq:
        assert refusal(book, milestone("一稿", seq)).rule == "I27"


def test_a_revision_is_reversed_once(book: Book) -> None:
    record(book, supplement(CLOUD, "30.00"))
    record(book, reversed_(2))
    refused = refusal(book, reversed_(2))
    assert (refused.rule, refused.message.id, refused.message.params["by"]) == ("I27", "refused.already-reversed", 3)


def test_a_reversal_stays_in_the_year_of_what_it_reverses(book: Book) -> None:
    assert refusal(book, reversed_(1), fiscal_year=2023).message.id == "refused.reversal-of-other-year"


def test_a_reversal_takes_effect_no_earlier_than_what_it_reverses(book: Book) -> None:
    record(book, supplement(CLOUD, "30.00"), effective="2024-03-01")
    assert refusal(book, reversed_(2), effective="2024-02-28").rule == "I27"
    record(book, reversed_(2), effective="2024-03-02")


@pytest.mark.parametrize(
    "builds_on_it",
    [
        supplement(line("乙局", "数"), "1.00"),
        supplement(line("乙局"), "1.00"),
        project("表", "乙局"),
        goal("数", "目标"),
        unit("丙局", parent="乙局"),
        project("续", "甲局", predecessor="数"),
    ],
)
def test_a_revision_that_later_ones_build_on_is_not_reversed_and_they_are_named(book: Book, builds_on_it: Json) -> None:
    record(book, unit("乙局"), project("数", "乙局"))
    later = record(book, builds_on_it)
    refused = refusal(book, reversed_(2))
    assert (refused.rule, refused.message.id) == ("I27", "refused.depended-on")
    assert refused.message.params["later"] == f"@{later.seq}"
    record(book, reversed_(later.seq))
    record(book, reversed_(2))


def test_a_setting_does_not_build_on_the_books_name(book: Book) -> None:
    named = record(book, {"kind": "SettingsChanged", "changes": {"name": "甲局账本"}})
    record(book, {"kind": "SettingsChanged", "changes": {"warnings.hard": "I24"}})
    record(book, reversed_(named.seq))


def test_an_opening_that_money_was_put_on_is_not_reversed(empty: Book) -> None:
    record(empty, unit("甲局"))
    opening = record(empty, statement(adopt=True))
    record(empty, supplement(WAGES, "1.00"))
    assert refusal(empty, reversed_(opening.seq)).rule == "I27"


# I29: settings


@pytest.mark.parametrize(
    "key", ["colour", "warnings", "code.function.20", "code.economic.三〇二", "code.fund.1", "NAME"]
)
def test_a_setting_that_does_not_exist_is_refused(book: Book, key: str) -> None:
    assert refusal(book, {"kind": "SettingsChanged", "changes": {key: "值"}}).rule == "I29"


def test_a_setting_may_be_given_and_taken_away(book: Book) -> None:
    record(book, {"kind": "SettingsChanged", "changes": {"name": "甲局账本", "code.function.2060599": "云"}})
    assert book.roster.text("setting", "book", "name") == "甲局账本"
    record(book, {"kind": "SettingsChanged", "changes": {"name": None}})
    assert book.roster.text("setting", "book", "name") == ""
    book.verify()


@pytest.mark.parametrize("key", ["template.explanation", "template.explanation.2024"])
def test_a_template_is_a_setting(book: Book, key: str) -> None:
    record(book, {"kind": "SettingsChanged", "changes": {key: "{{ 甲 }}"}})
    assert book.roster.text("setting", "book", key) == "{{ 甲 }}"


# I31: reasons


def reason(table: int, row: str, **more: object) -> Json:
    return {"kind": "ReasonWritten", "subject": {"table": table, "row": row}, "text": "云平台扩容"} | more


@pytest.mark.parametrize(
    ("table", "row"),
    [(1, "收入总计"), (1, "支出/支出总计"), (7, "公务接待"), (7, "（三）公务接待费支出"), (7, "行政经费"), (3, TOTAL)],
)
def test_a_reason_explains_an_amount_that_the_explanation_speaks_of(book: Book, table: int, row: str) -> None:
    record(book, reason(table, row, current="652.00", prior="600.00"), document=None, authority=None)
    assert book.roster.value("reason", f"2024/{table}/{row}", "prior") == 600_000_000
    book.verify()


@pytest.mark.parametrize(
    ("table", "row"), [(1, "收入合计"), (1, "支出/收入总计"), (7, "会议费"), (13, "合计"), (12, "云平台")]
)
def test_a_reason_for_anything_else_is_refused(book: Book, table: int, row: str) -> None:
    assert refusal(book, reason(table, row)).rule == "I31"


# The store can hold what was admitted


def test_sums_beyond_what_a_book_can_hold_are_refused(book: Book) -> None:
    most = [supplement(CLOUD, "9999999999.999999")] * 1_000
    assert refusal(book, *most).rule == "I21"


@given(st.text(alphabet=st.sampled_from("क़ﬁàÅ한\u1112\u1161 .1"), min_size=1, max_size=310))
def test_what_is_admitted_can_be_read_again(name: str) -> None:
    try:
        admitted = Revision.model_validate(body(unit(name)) | {"events": ({"kind": "UnitRegistered", "unit": name,
                                                                            "unit_kind": "行政"},)})  # fmt: skip
    except ValueError:
        return
    assert Revision.model_validate_json(admitted.model_dump_json(exclude_none=True)) == admitted
