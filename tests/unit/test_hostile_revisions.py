"""Revisions made to break the model: at the edge of 64 bits, against themselves, by names that look like others, and
by taking back what was used since. Each was a fault once or stands where one could be."""

from __future__ import annotations

import json
import time
from pathlib import Path

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
    body,
    cell,
    cut,
    goal,
    line,
    project,
    projections,
    record,
    reversed_,
    statement,
    supplement,
    transferred,
    unit,
)
from tests.support.shell import run
from tests.unit.test_rules import refusal
from tracker.book import Book
from tracker.model.canonical import chain_hash
from tracker.model.errors import CorruptBook, DocumentError, Refused
from tracker.model.parse import parse_revisions
from tracker.model.point import Point
from tracker.model.revision import Revision

DOCUMENT = {"number": "测〔2024〕1号", "title": "测试", "date": "2024-03-01"}
OTHER = {**CLOUD, "economic": "30213"}
MERGED = {"kind": "UnitMerged", "unit": "甲中心", "into": "甲局"}


def settings(**changes: str | None) -> Json:
    return {"kind": "SettingsChanged", "changes": {key.replace("__", "."): value for key, value in changes.items()}}


def frozen(line: Json, wan: str) -> Json:
    return {"kind": "FundsFrozen", "line": line, "amount": wan}


def released(line: Json, wan: str) -> Json:
    return {"kind": "FundsReleased", "line": line, "amount": wan}


def executed(line: Json, wan: str, through: str | None = None) -> Json:
    return {"kind": "ExecutionRecorded", "line": line, "amount": wan} | ({"through": through} if through else {})


def surplus(line: Json, wan: str) -> Json:
    return {"kind": "SurplusDeclared", "lines": [amount(line, wan)]}


def carried(line: Json, wan: str) -> Json:
    return {"kind": "CarriedForward", "lines": [amount(line, wan)]}


def merged(into: str, *projects: str) -> Json:
    return {"kind": "ProjectMerged", "projects": list(projects), "into": into}


def split(name: str, **weights: str) -> Json:
    parts = [{"project": part, "name": part, "weight": weight} for part, weight in weights.items()]
    return {"kind": "ProjectSplit", "project": name, "into": parts}


def reads_again(book: Book) -> None:
    """What was recorded is read back from its bytes, and does the same."""
    book.rebuild()
    assert book.verify().revisions == book.head.seq


# What is stored can be read back


def test_a_project_merged_into_one_of_its_own_sources_goes_on(book: Book) -> None:
    record(book, merged("云平台", "云平台", "培训"))
    reads_again(book)
    roster = book.roster
    (cloud,), (training,) = roster.named("project", "云平台"), roster.named("project", "培训")
    assert roster.value("project", cloud, "closed") is None
    assert roster.value("project", training, "closed") == 2
    assert json.loads(roster.text("project", training, "into")) == [[cloud, "1"]]
    record(book, supplement(CLOUD, "1.00"))


@pytest.mark.parametrize("small", ["0.000000000001", "0.0000001", "0.10", "0.100000000000"])
def test_weights_of_many_digits_are_stored_as_they_are_read(book: Book, small: str) -> None:
    from decimal import Decimal

    record(book, split("云平台", 甲=small, 乙=str(1 - Decimal(small))))
    reads_again(book)


@pytest.mark.parametrize("weights", [("0.5", "0.499999999999"), ("0.5", "0.500000000001"), ("1", "1")])
def test_weights_that_are_out_by_the_last_digit_are_refused(book: Book, weights: tuple[str, str]) -> None:
    assert refusal(book, split("云平台", 甲=weights[0], 乙=weights[1])).rule == "I14"


def test_a_part_of_a_split_can_be_split(book: Book) -> None:
    record(book, split("云平台", 甲="0.3", 乙="0.7"))
    record(book, split("甲", 丙="0.5", 丁="0.5"))
    assert refusal(book, split("甲", 戊="0.5", 己="0.5")).rule == "I12"
    reads_again(book)


def test_what_is_worked_out_of_many_amounts_may_be_larger_than_one(book: Book) -> None:
    most = "9999999999.999999"
    record(book, *[supplement(CLOUD, most)] * 30)
    record(book, *[executed(CLOUD, most)] * 20)
    record(book, executed(CLOUD, "5.00", through="2024-01-15"))
    reads_again(book)


def test_what_is_spoken_for_is_bounded_like_the_budget(book: Book) -> None:
    much = [executed(CLOUD, "9999999999")] * 450
    record(book, *much, observed=True)
    assert refusal(book, *much, observed=True).rule == "I21"


@pytest.mark.parametrize("page", [10**12 + 1, 10**25, -1, 0])
def test_a_page_that_no_document_has_is_refused_in_words(page: int) -> None:
    text = json.dumps(body(unit("甲局"), document=DOCUMENT | {"page": page}))
    with pytest.raises(DocumentError) as error:
        parse_revisions(text, "r.json")
    assert error.value.messages[0].params["field"] == "document.page"


def test_a_journal_with_a_made_up_measure_is_corrupt(book: Book, tmp_path: Path) -> None:
    moved = {"kind": "LinesReclassified", "moves": [{"from": WAGES, "to": CLOUD, "amount": "1.00"}]}
    moved["moves"][0]["shares"] = {"EXECUTED": "1.00"}  # type: ignore[index] # a list
    assert _opens_as_corrupt(tmp_path, moved)


def test_a_journal_whose_shares_are_not_those_of_its_lines_is_corrupt(book: Book, tmp_path: Path) -> None:
    detailed = {"kind": "AllocationDetailed", "from": amount(WAGES, "1.00"), "to": [amount(CLOUD, "1.00")]}
    assert _opens_as_corrupt(tmp_path, detailed | {"shares": [{}, {}]})


def _opens_as_corrupt(folder: Path, event: Json) -> bool:
    from tracker.model.canonical import canonical

    stored = canonical(body(event, recorded="2024-06-01T00:00:00Z", effective="2024-03-01"))
    events = folder / "forged" / "events"
    events.mkdir(parents=True)
    entry = {"seq": 1, "hash": chain_hash("0" * 64, stored), "revision": json.loads(stored)}
    (events / "2024.jsonl").write_bytes(canonical(entry) + b"\n")
    with pytest.raises(CorruptBook) as error:
        Book.open(folder / "forged").close()
    return error.value.message.id == "corrupt.body"


def test_shares_of_several_measures_are_posted_in_the_order_in_which_they_are_stored(book: Book) -> None:
    record(book, cut(CLOUD, "-1.00"))
    record(book, {"kind": "LinesReclassified", "moves": [{"from": CLOUD, "to": {**CLOUD, "function": "2060501"},
                                                          "amount": "1.00"}]})  # fmt: skip
    before = projections(book.path)
    reads_again(book)
    assert projections(book.path) == before


# I2 sees every event


def test_money_behind_a_request_needs_its_document_all_the_same(book: Book) -> None:
    filed = {"kind": "RequestFiled", "round": 1, "lines": [amount(WAGES, "1.00")]}
    assert refusal(book, filed, supplement(CLOUD, "1.00"), document=None).rule == "I2"
    record(book, filed, document=None, authority=None)


# Amendments


def test_an_amendment_may_repeat_what_it_leaves_as_it_is(book: Book) -> None:
    two = record(book, supplement(CLOUD, "12.50"), supplement(TRAINING, "3.00"), document=DOCUMENT)
    again = reversed_(two.seq), supplement(CLOUD, "13.50"), supplement(TRAINING, "3.00")
    record(book, *again, document=DOCUMENT)
    assert cell(book, 12, "培训", "总计") == 23_000_000
    assert refusal(book, supplement(TRAINING, "3.00"), document=DOCUMENT).rule == "I19"


def test_an_amendment_of_a_project_and_its_money_keeps_the_project(book: Book) -> None:
    new = line(None, None, "项目支出")
    wrong = record(book, project("新项", "甲局", lines=[amount(new, "1.00")]), document=DOCUMENT)
    (before,) = book.roster.named("project", "新项")
    draft = {k: v for k, v in book.amendment(wrong.seq).items() if v} | {"effective": "2024-02-02"}
    book.record(Revision.model_validate_json(json.dumps(draft)))
    assert book.roster.named("project", "新项") == [before]
    reads_again(book)


@pytest.mark.parametrize(
    "event",
    [
        {"kind": "RequestFiled", "round": 1, "lines": [amount(WAGES, "6.00")]},
        {"kind": "AllocationDetailed", "from": amount(CLOUD, "6.00"), "to": [amount(OTHER, "6.00")]},
        {"kind": "LinesReclassified", "moves": [{"from": CLOUD, "to": OTHER, "amount": "6.00"}]},
        supplement(CLOUD, "6.00"),
        transferred(amount(CLOUD, "-6.00"), amount(TRAINING, "6.00")),
    ],
)  # fmt: skip
def test_an_amendment_by_its_amount_changes_what_a_person_stated(book: Book, event: Json) -> None:
    record(book, {"kind": "RequestFiled", "round": 1, "lines": [amount(WAGES, "5.00")]})
    wrong = record(book, event).seq
    ran = run(book.path, "amend", str(wrong), "--amount", "7.00", "--reason", "数字有误")
    assert ran.code == 0, ran.err
    postings = book._store.postings(wrong, Point(wrong + 1))
    assert {abs(p.amount_fen) for p in postings} <= {5_000_000, 6_000_000, 7_000_000}
    assert 7_000_000 in [p.amount_fen for p in postings]


def test_nobody_chooses_the_id_of_what_he_registers(book: Book) -> None:
    record(book, unit("丁局") | {"id": "u0"}, project("数", "丁局") | {"id": book.roster.named("project", "培训")[0]})
    assert book.roster.named("unit", "丁局") != ["u0"]
    assert book.roster.named("project", "数") != book.roster.named("project", "培训")


# What is spoken for is taken back once


@pytest.mark.parametrize(
    ("given", "used"),
    [
        (frozen(TRAINING, "10.00"), released(TRAINING, "10.00")),
        (surplus(TRAINING, "10.00"), adjusted("recovery", TRAINING, "-10.00")),
        (executed(TRAINING, "10.00"), executed(TRAINING, "-10.00")),
    ],
)
def test_what_was_released_recovered_or_refunded_is_not_reversed(book: Book, given: Json, used: Json) -> None:
    first = record(book, given)
    second = record(book, used)
    assert refusal(book, reversed_(first.seq)).rule == "I38"
    record(book, reversed_(second.seq))
    record(book, reversed_(first.seq))
    record(book, cut(TRAINING, "-20.00"))


def test_more_is_not_spent_than_stands_after_a_recovery(book: Book) -> None:
    record(book, surplus(TRAINING, "10.00"))
    record(book, adjusted("recovery", TRAINING, "-10.00"))
    assert refusal(book, executed(TRAINING, "10.01")).rule == "I4"
    record(book, executed(TRAINING, "10.00"))


def test_a_total_through_a_day_does_not_swallow_what_was_spent_after_it(book: Book) -> None:
    record(book, executed(TRAINING, "10.00"), effective="2024-05-01")
    assert refusal(book, executed(TRAINING, "5.00", "2024-03-31"), effective="2024-06-30").rule == "I38"
    assert refusal(book, executed(TRAINING, "12.00", "2024-12-31"), effective="2024-06-30").rule == "I38"
    record(book, executed(TRAINING, "12.00", "2024-06-30"), effective="2024-06-30")
    assert refusal(book, executed(TRAINING, "8.01")).rule == "I4"


def test_a_total_is_amended_and_recorded_again_after_its_reversal(book: Book) -> None:
    when = {"effective": "2024-07-05"}
    wrong = record(book, executed(TRAINING, "12.00", "2024-06-30"), **when).seq
    assert refusal(book, executed(TRAINING, "11.00", "2024-06-30"), **when).rule == "I38"
    record(book, reversed_(wrong), **when)
    again = record(book, executed(TRAINING, "11.00", "2024-06-30"), **when).seq
    record(book, reversed_(again), executed(TRAINING, "10.00", "2024-06-30"), **when)
    record(book, executed(TRAINING, "15.00", "2024-07-31"), effective="2024-08-05")
    assert refusal(book, executed(TRAINING, "5.01")).rule == "I4"
    record(book, executed(TRAINING, "5.00"))


# Reversals of what others stand on


def test_a_rename_can_be_taken_back_whatever_was_done_since(book: Book) -> None:
    renamed = record(book, {"kind": "UnitRenamed", "unit": "甲局", "name": "甲新局"})
    record(book, supplement({**CLOUD, "unit": "甲新局"}, "1.00"), project("数", "甲新局"))
    record(book, reversed_(renamed.seq))
    assert book.roster.units_called("甲局")
    record(book, {"kind": "ProjectRenamed", "project": "培训", "name": "培训班"}, goal("培训", "目标"))
    record(book, supplement({"project": "培训班"}, "1.00"))


def test_no_reversal_brings_a_name_back_that_another_bears(book: Book) -> None:
    first = record(book, unit("丁局"), project("数", "甲局"))
    gone = record(book, reversed_(first.seq))
    record(book, unit("丁局", "事业"))
    assert refusal(book, reversed_(gone.seq)).rule == "I25"
    record(book, project("数", "甲局") | {"project": "SZ1"})
    assert refusal(book, reversed_(gone.seq)).rule == "I25"


def test_a_reversal_that_was_approved_is_nothing_to_build_on(book: Book) -> None:
    registered = record(book, unit("丁局"))
    given = record(book, supplement(line("丁局"), "1.00"))
    proposal = record(book, reversed_(given.seq), proposed=True)
    book.approve(proposal.seq, by="approver")
    record(book, reversed_(registered.seq))


def test_a_merger_of_units_stands_once_money_is_on_what_moved(book: Book) -> None:
    merger = record(book, MERGED)
    later = record(book, supplement({**UPKEEP, "unit": "甲局"}, "1.00"))
    assert refusal(book, reversed_(merger.seq)).message.params["later"] == f"@{later.seq}"
    record(book, reversed_(later.seq))
    record(book, reversed_(merger.seq))
    record(book, supplement(UPKEEP, "1.00"))


def test_one_units_request_does_not_hold_anothers(book: Book) -> None:
    own = record(book, {"kind": "RequestFiled", "round": 1, "lines": [amount(WAGES, "1.00")]})
    record(book, {"kind": "RequestFiled", "round": 1, "lines": [amount(UPKEEP, "1.00")]})
    record(book, reversed_(own.seq))


def test_a_request_that_was_filed_again_is_not_reversed(book: Book) -> None:
    own = record(book, {"kind": "RequestFiled", "round": 1, "lines": [amount(WAGES, "1.00")]})
    record(book, {"kind": "RequestFiled", "round": 1, "lines": [amount(WAGES, "2.00")]})
    assert refusal(book, reversed_(own.seq)).rule == "I27"


def test_a_weaker_authority_takes_nothing_back(book: Book) -> None:
    given = record(book, supplement(CLOUD, "1.00"), authority="government")
    assert refusal(book, reversed_(given.seq), authority="finance").rule == "I32"
    record(book, reversed_(given.seq), authority="congress")


# Approval cannot be walked around


@pytest.mark.parametrize("asked", ["AmountAdjusted", "all", "GoalChanged AmountAdjusted"])
def test_what_needs_approval_is_not_carried_in_by_what_does_not(book: Book, asked: str) -> None:
    waiting = record(book, goal("云平台", "扩容"), proposed=True)
    record(book, settings(approval__required=asked))
    smuggled = supplement(CLOUD, "1.00")
    assert refusal(book, statement(adopt=False), smuggled).rule == "I22"
    assert refusal(book, {"kind": "RevisionApproved", "seq": waiting.seq}, smuggled, by="approver").rule == "I22"
    assert refusal(book, {"kind": "RevisionRejected", "seq": waiting.seq}, smuggled).rule == "I22"
    record(book, statement(adopt=False))


def test_a_kind_without_money_waits_too_where_the_book_names_it(book: Book) -> None:
    record(book, settings(approval__required="GoalChanged"))
    assert refusal(book, goal("云平台", "扩容")).rule == "I22"
    record(book, goal("云平台", "扩容"), proposed=True)
    record(book, settings(approval__required="all"))
    record(book, goal("云平台", "扩容"))


# A revision does not change the settings that it is judged by


def test_what_asks_for_approval_is_not_taken_away_without_it(book: Book) -> None:
    record(book, settings(approval__required="SettingsChanged AmountAdjusted"))
    freed = settings(approval__required=None)
    assert refusal(book, freed).rule == "I22"
    assert refusal(book, freed, supplement(CLOUD, "1.00")).rule == "I22"
    waiting = record(book, freed, proposed=True)
    book.approve(waiting.seq, by="approver")
    record(book, supplement(CLOUD, "1.00"))


def test_an_act_is_judged_by_the_table_before_its_revision(book: Book) -> None:
    freed = settings(authority__adjust__cut="unit")
    assert refusal(book, freed, cut(CLOUD, "-1.00"), authority="unit").rule == "I32"
    record(book, freed)
    record(book, cut(CLOUD, "-1.00"), authority="unit")


def test_a_warning_is_hard_from_the_next_revision_on(book: Book) -> None:
    above_the_cap = supplement(line(economic="30231"), "1.00")
    record(book, settings(warnings__hard="I8"), above_the_cap)
    assert refusal(book, settings(warnings__hard=None), above_the_cap).rule == "I8"


# Settings that mean nothing


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("warnings.hard", "I16,I24"), ("warnings.hard", "I99"), ("warnings.hard", "I4"), ("warnings.hard", "i16"),
        ("approval.required", "AmountAdjust"), ("approval.required", "ALL"), ("approval.required", "RevisionApproved"),
        ("codes.function.complete", "always"), ("codes.economic.complete", "2024,2025"),
        ("authority.adjust.cut", "mayor"), ("authority.adjust.cut", "finance, over 50 unit"),
        ("authority.adjust.cut", "finance, over -1 government"), ("authority.adjust.cut", ""),
        ("authority.adjust.cut", "finance, over 1e3 government"), ("authority.adjust.everything", "finance"),
        ("authority.", "finance"),
    ],
)  # fmt: skip
def test_a_setting_that_means_nothing_is_refused(book: Book, key: str, value: str) -> None:
    assert refusal(book, settings(**{key: value})).rule == "I29"


@pytest.mark.parametrize(
    ("key", "value"),
    [("warnings.hard", "I16  I24"), ("approval.required", "all"), ("approval.required", "AmountAdjusted YearClosed"),
     ("codes.function.complete", "2024 2025"), ("authority.adjust.cut", "finance, over 50.00 government, parent")],
)  # fmt: skip
def test_a_setting_that_means_something_stands(book: Book, key: str, value: str) -> None:
    record(book, settings(**{key: value}))


def test_a_warning_that_was_passed_once_asks_for_a_reason_again(book: Book) -> None:
    one, two = ({**WAGES, "economic": "unclassified", "function": code} for code in ("2010301", "2010302"))
    record(book, supplement(one, "1.00"), supplement(two, "1.00"))
    assert refusal(book, supplement(two, "1.00"), reason=None).rule == "I24"


# Names


def test_names_with_slashes_are_found(book: Book) -> None:
    record(book, unit("甲/乙/丙"), project("数/据", "甲/乙/丙"), project("数/据", "甲局"))
    record(book, supplement({**line(None, None, "项目支出"), "project": "甲/乙/丙/数/据"}, "7.00"))
    refused = refusal(book, supplement({**line(None, None, "项目支出"), "project": "丁/数/据"}, "7.00"))
    assert refused.message.id in ("refused.project-unknown", "refused.unit-unknown")
    assert cell(book, 12, "甲/乙/丙", "总计") == 7_000_000


def test_an_alias_and_a_name_are_never_the_same_within_a_unit(book: Book) -> None:
    """Also where another unit has a project of that very name."""
    record(book, project("X", "甲局") | {"name": "云"}, project("Y", "甲中心") | {"name": "X"})
    assert refusal(book, project("Z", "甲局") | {"name": "X"}).rule == "I25"


def test_a_unit_and_a_project_may_share_a_name(book: Book) -> None:
    record(book, unit("同名"), project("同名", "同名"))
    record(book, supplement(line("同名", "同名"), "2.00"), supplement(line("同名"), "3.00"))
    assert book.table(book.view(2024, book.point().point), 12).rows[-1].amounts_fen[0] == 2_000_000


def test_a_name_that_is_anothers_id_means_the_other(book: Book) -> None:
    (id,) = book.roster.named("project", "云平台")
    record(book, project(id, "甲中心"))
    record(book, supplement({**CLOUD, "project": id}, "1.00"))
    assert cell(book, 12, "云平台", "总计") == 501_000_000


def test_a_name_is_the_same_however_its_letters_are_put_together(book: Book) -> None:
    record(book, unit("Cafe\u0301"))
    assert refusal(book, unit("Caf\u00e9")).rule == "I25"
    record(book, supplement(line("Caf\u00e9"), "1.00"))


# Units that merge


def test_units_do_not_merge_in_a_circle(book: Book) -> None:
    record(book, unit("丙", parent="甲中心"))
    for into in ("甲中心", "丙"):
        assert refusal(book, {"kind": "UnitMerged", "unit": "甲局", "into": into}).rule == "I12"
    assert refusal(book, {"kind": "UnitMerged", "unit": "甲局", "into": "甲局"}).rule == "I12"
    record(book, MERGED)
    assert refusal(book, {"kind": "UnitMerged", "unit": "甲局", "into": "甲中心"}).rule == "I12"
    (child,), (bureau,) = book.roster.named("unit", "丙"), book.roster.named("unit", "甲局")
    assert book.roster.text("unit", child, "parent") == bureau


def test_two_projects_of_one_name_do_not_come_into_one_unit(book: Book) -> None:
    record(book, project("培训", "甲中心"))
    assert refusal(book, MERGED).rule == "I25"
    record(book, {"kind": "ProjectRenamed", "project": "甲中心/培训", "name": "培训（中心）"})
    assert refusal(book, MERGED).rule == "I25"  # its alias is the same still


def test_nothing_new_is_registered_under_a_unit_that_ended(book: Book) -> None:
    record(book, MERGED)
    assert refusal(book, project("数", "甲中心")).rule == "I12"
    assert refusal(book, unit("丙", parent="甲中心")).rule == "I12"
    assert refusal(book, supplement({**UPKEEP, "unit": "甲中心"}, "1.00")).rule == "I12"


def test_a_project_is_found_by_its_name_alone_where_its_money_stood_before_a_merger(book: Book) -> None:
    record(book, MERGED)
    record(book, cut({"project": "运维"}, "-30.00"))
    assert cell(book, 3, "合计", "合计") == 622_000_000


# Events against one another


def test_the_events_of_a_revision_that_contradict_are_refused(book: Book) -> None:
    closed = {"kind": "ProjectClosed", "project": "培训"}
    assert refusal(book, closed, supplement(TRAINING, "1.00")).rule == "I12"
    assert refusal(book, closed, closed).rule == "I12"
    assert refusal(book, {"kind": "YearClosed", "year": 2024}, supplement(CLOUD, "1.00")).rule == "I20"
    limit = amount({"unit": "甲局"}, "1.00")
    assert refusal(book, {"kind": "CeilingIssued", "limits": [limit, amount({"unit": "甲局"}, "2.00")]}).rule == "I19"
    record(book, supplement(CLOUD, "1.00"), {"kind": "YearClosed", "year": 2024})


def test_a_revision_does_not_decide_on_itself_or_on_what_is_to_come(book: Book) -> None:
    record(book, supplement(CLOUD, "1.00"), proposed=True)
    for kind, rule in (("RevisionApproved", "I36"), ("RevisionRejected", "I36"), ("RevisionReversed", "I27")):
        for seq in (0, -1, 3, 4, 2**70):
            assert refusal(book, {"kind": kind, "seq": seq}).rule == rule


def test_a_proposal_is_decided_once_in_a_revision_too(book: Book) -> None:
    seq = record(book, supplement(CLOUD, "1.00"), proposed=True).seq
    yes, no = {"kind": "RevisionApproved", "seq": seq}, {"kind": "RevisionRejected", "seq": seq}
    for pair in ((yes, yes), (yes, no), (no, yes), (no, no)):
        assert refusal(book, *pair).rule == "I36"


def test_a_reversal_of_nothing_opens_no_closed_year(book: Book) -> None:
    changed, given = record(book, goal("云平台", "扩容")), record(book, supplement(CLOUD, "1.00"))
    record(book, {"kind": "YearClosed", "year": 2024})
    assert refusal(book, reversed_(changed.seq), supplement(CLOUD, "1.00")).rule == "I20"
    record(book, reversed_(given.seq), supplement(CLOUD, "2.00"))
    record(book, reversed_(changed.seq))


def test_a_limit_names_no_year_of_origin(book: Book) -> None:
    limit = {"kind": "CeilingIssued", "limits": [amount({"unit": "甲局", "origin_year": 2023}, "1.00")]}
    assert refusal(book, limit).rule == "I17"


# Carried money keeps its year


@pytest.fixture
def later(book: Book) -> Book:
    """What was carried over into 2025: 5.00 万元 of training, which has 10.00 of its own there."""
    record(book, carried(TRAINING, "5.00"), fiscal_year=2025, effective="2025-01-01")
    record(book, approved(amount(TRAINING, "10.00")), fiscal_year=2025, effective="2025-01-02")
    return book


OLD = {**TRAINING, "origin_year": 2024}


@pytest.mark.parametrize(
    "event",
    [
        transferred(amount(OLD, "-1.00"), amount({**TRAINING, "economic": "30226"}, "1.00")),
        transferred(amount(TRAINING, "-1.00"), amount(OLD, "1.00")),
        {"kind": "AllocationDetailed", "from": amount(OLD, "1.00"), "to": [amount(TRAINING, "1.00")]},
        approved(amount({**OLD, "economic": "30226"}, "1.00")),
        supplement({**TRAINING, "origin_year": 2026}, "1.00"),
    ],
)
def test_carried_over_money_never_becomes_the_years_own(later: Book, event: Json) -> None:
    assert refusal(later, event, fiscal_year=2025, effective="2025-02-01").rule == "I11"


def test_carried_over_money_moves_with_its_year(later: Book) -> None:
    when = {"fiscal_year": 2025, "effective": "2025-02-01"}
    record(later, transferred(amount(OLD, "-1.00"), amount({**OLD, "economic": "30226"}, "1.00")), **when)
    target = {**OLD, "economic": "30213"}
    record(later, {"kind": "AllocationDetailed", "from": amount(OLD, "1.00"), "to": [amount(target, "1.00")]}, **when)


@pytest.mark.parametrize("year", [2026, 2027, 2030])
def test_carrying_over_skips_no_year(book: Book, year: int) -> None:
    late = carried(TRAINING, "5.00") | {"from_year": 2024}
    assert refusal(book, late, fiscal_year=year, effective=f"{year}-01-01").rule == "I11"


def test_carried_over_money_that_was_spent_is_not_taken_back(later: Book) -> None:
    spent = record(later, executed(OLD, "4.00"), fiscal_year=2025, effective="2025-03-01")
    refused = refusal(later, reversed_(2), fiscal_year=2025, effective="2025-04-01")
    assert refused.rule == "I4"
    assert f"@{spent.seq}" in str(refused.message.params["later"])


# What is large takes time in proportion


def many(count: int) -> list[Json]:
    return [line(function=f"{2010000 + n // 100:07d}", economic=f"{30100 + n % 100:05d}") for n in range(count)]


@pytest.mark.parametrize(
    "event",
    [
        lambda lines: {"kind": "RequestFiled", "round": 2, "lines": [amount(item, "1.00") for item in lines]},
        lambda lines: approved(*(amount({**item, "unit": "甲中心"}, "1.00") for item in lines)),
        lambda lines: approved(*(amount({**item, "function": f"9{n:06d}"}, "1") for n, item in enumerate(lines))),
    ],
    ids=["request", "approval", "unknown codes"],
)
def test_an_event_of_thousands_of_lines_takes_time_in_proportion(book: Book, event: object) -> None:
    """Three times the lines take nothing like nine times as long; of this process's time, the best of three."""
    assert callable(event)

    def seconds(count: int) -> float:
        revision = Revision.model_validate_json(json.dumps(body(event(many(count)))))
        best = float("inf")
        for _ in range(3):
            start = time.process_time()
            book.preview(revision)
            best = min(best, time.process_time() - start)
        return best

    assert seconds(3_000) < 6 * max(seconds(1_000), 0.1)


def test_the_last_line_of_thousands_that_stands_twice_is_found(book: Book) -> None:
    lines = [amount(item, "1.00") for item in many(5_000)]
    assert refusal(book, {"kind": "RequestFiled", "round": 1, "lines": [*lines, lines[-1]]}).rule == "I19"


def test_dates_far_away_are_dates(book: Book) -> None:
    record(book, supplement(WAGES, "1.00"), effective="9999-12-31")
    record(book, supplement(WAGES, "1.00"), effective="0001-01-01")
    assert cell(book, 3, "合计", "合计") == 654_000_000
    assert cell(book, 3, "合计", "合计", effective="0001-01-02") == 1_000_000
    reads_again(book)


def test_a_row_of_the_authority_table_that_cannot_be_read_is_said_not_thrown(book: Book) -> None:
    """No tracker records one; a journal may bring it."""
    from unittest import mock

    with mock.patch("tracker.model.events.settings._require_row"):
        record(book, settings(authority__adjust__cut="mayor"))
    with pytest.raises(Refused) as refused:
        record(book, cut(TRAINING, "-1.00"))
    assert refused.value.rule == "I29"
