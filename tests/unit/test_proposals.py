"""Proposals: nothing before they are approved, judged again when they are, and dead once they are rejected."""

from __future__ import annotations

import json

import pytest

from tests.support.builders import (
    CLOUD,
    TRAINING,
    UPKEEP,
    WAGES,
    Json,
    adjusted,
    amount,
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
from tracker.book import Book, Recorded
from tracker.model.errors import NotFound, Refused
from tracker.model.point import Point
from tracker.model.state import Entity
from tracker.query.log import LogFilter

DOCUMENT = {"number": "提〔2024〕1号", "title": "关于追加的提议", "date": "2024-03-01"}


def proposed(book: Book, *events: Json, **more: object) -> int:
    return record(book, *events, **({"proposed": True, "document": DOCUMENT} | more)).seq


def everything(book: Book, at: int) -> list[object]:
    """What can be read of a version: tables, balances, size, checks, and who is registered."""
    view = book.view(2024, Point(at))
    roster = book.roster_at(Point(at))
    entities: tuple[Entity, ...] = ("unit", "project", "year", "setting")
    known = {entity: [(id, roster.fields(entity, id)) for id in roster.ids(entity)] for entity in entities}
    return [view.tables(), {line: fen for line, fen in view.balances if fen}, view.size_fen(), book.check(view), known]


WHATEVER = [
    (supplement(CLOUD, "30.00"),),
    (transferred(amount(TRAINING, "-5.00"), amount(UPKEEP, "5.00")), goal("云平台", "扩容")),
    (unit("丙局"), project("数", "丙局", lines=[amount(line(None, None, "项目支出"), "3.00")])),
    ({"kind": "ProjectClosed", "project": "培训"},),
    ({"kind": "UnitMerged", "unit": "甲中心", "into": "甲局"},),
    ({"kind": "SettingsChanged", "changes": {"warnings.hard": "I16"}},),
    ({"kind": "FundsFrozen", "line": TRAINING, "amount": "20.00"},),
    (reversed_(2),),
]  # fmt: skip


@pytest.mark.parametrize("events", WHATEVER)
def test_a_proposal_does_nothing_before_it_is_approved(book: Book, events: tuple[Json, ...]) -> None:
    record(book, goal("培训", "旧"))
    before = book.head.seq
    seq = proposed(book, *events)
    assert everything(book, seq) == everything(book, before)
    assert book.diff(book.view(2024, Point(before)), book.view(2024, Point(seq))).rows == ()
    assert book.diff(book.view(2024, Point(before)), book.view(2024, Point(seq))).facts == ()
    entries = book.blame(book.view(2024, Point(seq)), 12, "云平台", None).entries
    assert seq not in [entry.header.seq for entry in entries]
    row = next(book.log())
    assert (row.header.seq, row.status, row.delta_fen) == (seq, "proposed", 0)
    assert row.header.kinds  # what it would do is told all the same
    book.rebuild()
    assert everything(book, seq) == everything(book, before)


@pytest.mark.parametrize("events", WHATEVER)
def test_what_is_approved_does_what_it_would_have_done_at_once(book: Book, events: tuple[Json, ...]) -> None:
    record(book, goal("培训", "旧"))
    seq = proposed(book, *events)
    approval = book.approve(seq, by="approver").seq
    after = everything(book, approval)
    reverted = book.reverse(approval, reason="误", by="approver").seq
    record(book, *events, document=DOCUMENT)
    assert everything(book, book.head.seq)[:4] == after[:4]
    assert everything(book, reverted)[:4] == everything(book, seq)[:4]


def test_an_approval_shows_what_it_did(book: Book) -> None:
    seq = proposed(book, supplement(CLOUD, "30.00"))
    approval = book.approve(seq, by="approver").seq
    rows = {row.header.seq: row for row in book.log()}
    assert (rows[seq].status, rows[approval].status) == ("approved", "recorded")
    assert (rows[seq].delta_fen, rows[approval].delta_fen) == (0, 30_000_000)
    entry = book.blame(book.view(2024, book.point().point), 12, "云平台", None).entries[-1]
    assert (entry.header.seq, entry.kind) == (approval, "AmountAdjusted")
    assert [row.header.seq for row in book.log(LogFilter(kind="AmountAdjusted"))] == [approval, seq]


def test_the_log_says_what_became_of_every_revision(book: Book) -> None:
    approved_, rejected, waiting = (proposed(book, supplement(CLOUD, wan)) for wan in ("1.00", "2.00", "3.00"))
    book.approve(approved_, by="approver")
    book.reject(rejected, reason="不急", by="approver")
    record(book, cut(TRAINING, "-25.00"), observed=True)
    wrong = record(book, cut(CLOUD, "-1.00"), observed=True).seq
    book.reverse(wrong, reason="误")
    listed = {one["seq"]: one["status"] for one in run(book.path, "log", "--json").json["revisions"]}
    assert [listed[n] for n in (1, approved_, rejected, waiting)] == ["recorded", "approved", "rejected", "proposed"]
    assert [listed[n] for n in (wrong - 1, wrong, wrong + 1)] == ["observed", "reversed", "recorded"]


# What has changed since


def test_a_stale_proposal_is_refused_naming_what_changed_since(book: Book) -> None:
    seq = proposed(book, cut(TRAINING, "-15.00"))
    later = record(book, cut(TRAINING, "-10.00")).seq
    record(book, supplement(CLOUD, "1.00"))
    with pytest.raises(Refused) as refused:
        book.approve(seq, by="approver")
    assert refused.value.rule == "I4"
    assert refused.value.message.params["later"] == f"@{later}"
    book.reverse(later, reason="误")
    book.approve(seq, by="approver")


@pytest.mark.parametrize(
    ("proposal", "since", "rule"),
    [
        (supplement(TRAINING, "1.00"), {"kind": "ProjectClosed", "project": "培训"}, "I12"),
        (supplement(TRAINING, "1.00"), {"kind": "YearClosed", "year": 2024}, "I20"),
        (unit("丙局"), unit("丙局"), "I25"),
        (project("数", "甲中心"), {"kind": "UnitMerged", "unit": "甲中心", "into": "甲局"}, "I12"),
        (goal("云平台", "新"), {"kind": "YearClosed", "year": 2024}, "I20"),
        ({"kind": "FundsFrozen", "line": TRAINING, "amount": "15.00"}, cut(TRAINING, "-10.00"), "I4"),
        ({"kind": "LinesReclassified", "moves": [{"from": CLOUD, "to": {**CLOUD, "economic": "30213"}, "amount": "9"}]},
         supplement(CLOUD, "1.00"), "I36"),
        ({"kind": "RequestFiled", "round": 1, "lines": [amount(WAGES, "1.00")]},
         {"kind": "RequestFiled", "round": 1, "lines": [amount(WAGES, "2.00")]}, "I36"),
        ({"kind": "ExecutionRecorded", "line": WAGES, "amount": "5.00", "through": "2024-01-15"},
         {"kind": "ExecutionRecorded", "line": WAGES, "amount": "1.00"}, "I36"),
        (adjusted("cut", CLOUD, "-1.00"),
         {"kind": "SettingsChanged", "changes": {"authority.adjust.cut": "congress"}}, "I32"),
        ({"kind": "MilestoneNamed", "name": "一稿"}, {"kind": "MilestoneNamed", "name": "一稿"}, "I25"),
    ],
)  # fmt: skip
def test_every_rule_is_asked_again_at_approval(book: Book, proposal: Json, since: Json, rule: str) -> None:
    seq = proposed(book, proposal)
    record(book, since)
    with pytest.raises(Refused) as refused:
        book.approve(seq, by="approver")
    assert refused.value.rule == rule
    assert next(row for row in book.log() if row.header.seq == seq).status == "proposed"


def test_what_was_warned_of_needs_its_reason_at_approval_too(book: Book) -> None:
    seq = proposed(book, supplement(line(economic="30217"), "1.00"))
    event = {"kind": "RevisionApproved", "seq": seq}
    assert refusal(book, event, reason=None).rule == "I8"
    book.approve(seq, by="approver")


def test_two_proposals_for_the_same_money_do_not_both_count(book: Book) -> None:
    one, two = (
        proposed(book, cut(TRAINING, "-15.00")),
        proposed(book, cut(TRAINING, "-15.00"), document={**DOCUMENT, "number": "2"}),
    )
    approval = book.approve(one, by="approver").seq
    with pytest.raises(Refused) as refused:
        book.approve(two, by="approver")
    assert refused.value.message.params["later"] == f"@{approval}"


def test_an_approval_keeps_ids_and_the_higher_document(book: Book) -> None:
    record(book, {"kind": "SettingsChanged", "changes": {"warnings.hard": "I33"}})
    events = unit("丙局"), adjusted("statutory", line("丙局"), "7.00")
    seq = proposed(book, *events, document={**DOCUMENT, "parent": "决议〔2024〕1号"}, authority="standing_committee")
    event = json.loads(next(body for n, _, _, body in book._store.bodies() if n == seq))["events"][0]
    book.approve(seq, by="approver")
    assert book.roster.named("unit", "丙局") == [event["id"]]


def test_what_was_observed_is_approved_as_observed(book: Book) -> None:
    record(book, {"kind": "SettingsChanged", "changes": {"approval.required": "all"}})
    seq = proposed(book, cut(TRAINING, "-25.00"), observed=True, reason="超支")
    approval = book.approve(seq, by="approver").seq
    assert cell(book, 12, "培训", "总计") == -5_000_000
    assert [(one.header.seq, one.rule) for one in book.judged() if one.strictness == "hard"] == [
        (seq, "I4"),
        (approval, "I4"),
    ]
    book.verify()


# Decided once


def test_a_rejected_proposal_stays_dead(book: Book) -> None:
    seq = proposed(book, supplement(CLOUD, "30.00"))
    by = book.reject(seq, reason="不急", by="approver").seq
    for event in ({"kind": "RevisionApproved", "seq": seq}, {"kind": "RevisionRejected", "seq": seq}):
        refused = refusal(book, event, by="approver")
        assert (refused.rule, refused.message.params["by"]) == ("I36", by)
    assert refusal(book, reversed_(seq)).rule == "I27"
    assert cell(book, 3, "合计", "合计") == 652_000_000


def test_the_reversal_of_an_approval_makes_it_pending_again(book: Book) -> None:
    seq = proposed(book, supplement(CLOUD, "30.00"))
    first = book.approve(seq, by="approver").seq
    assert refusal(book, reversed_(seq)).message.params["by"] == first
    book.reverse(first, reason="误", by="approver")
    assert next(row for row in book.log() if row.header.seq == seq).status == "proposed"
    assert cell(book, 3, "合计", "合计") == 652_000_000
    book.approve(seq, by="approver")
    assert cell(book, 3, "合计", "合计") == 682_000_000
    before = projections(book.path)
    book.rebuild()
    assert projections(book.path) == before


def test_an_approval_that_others_build_on_is_not_reversed(book: Book) -> None:
    seq = proposed(book, unit("丙局"))
    approval = book.approve(seq, by="approver").seq
    later = record(book, supplement(line("丙局"), "1.00")).seq
    refused = refusal(book, reversed_(approval))
    assert (refused.rule, refused.message.params["later"]) == ("I27", f"@{later}")


@pytest.mark.parametrize("kind", ["RevisionApproved", "RevisionRejected", "StatementPublished"])
def test_what_cannot_wait_is_not_proposed(book: Book, kind: str) -> None:
    seq = proposed(book, supplement(CLOUD, "30.00"))
    event = statement(adopt=False) if kind == "StatementPublished" else {"kind": kind, "seq": seq}
    assert refusal(book, event, proposed=True).rule == "I36"


def test_a_proposal_is_decided_in_its_own_year(book: Book) -> None:
    seq = proposed(book, supplement(CLOUD, "30.00"))
    assert refusal(book, {"kind": "RevisionApproved", "seq": seq}, fiscal_year=2025).rule == "I36"


# Four eyes


@pytest.mark.parametrize(
    ("who", "whom"), [("recorder", "recorder"), ("recorder", None), (None, "approver"), (None, None)]
)
def test_where_the_book_asks_for_two_people_one_is_not_enough(book: Book, who: str | None, whom: str | None) -> None:
    seq = proposed(book, supplement(CLOUD, "30.00"), by=who)
    record(book, {"kind": "SettingsChanged", "changes": {"approval.required": "AmountAdjusted"}})
    assert refusal(book, {"kind": "RevisionApproved", "seq": seq}, by=whom).rule == "I22"


def test_where_the_book_asks_for_nothing_one_person_may_do_both(book: Book) -> None:
    seq = proposed(book, supplement(CLOUD, "30.00"))
    book.approve(seq, by="recorder")


def test_a_person_may_reject_his_own_proposal(book: Book) -> None:
    record(book, {"kind": "SettingsChanged", "changes": {"approval.required": "all"}})
    book.reject(proposed(book, supplement(CLOUD, "30.00")), reason="误", by="recorder")


# Amended and withdrawn


def test_amending_an_approval_leaves_nothing_to_approve_twice(book: Book) -> None:
    seq = proposed(book, supplement(CLOUD, "30.00"))
    approval = book.approve(seq, by="approver").seq
    ran = run(book.path, "amend", str(approval), "--amount", "31.00", "--reason", "数字有误", "--by", "approver")
    assert ran.code == 0, ran.err
    with Book.open(book.path) as again:
        assert cell(again, 12, "云平台", "总计") == 531_000_000
        with pytest.raises(Refused) as refused:
            again.approve(seq, by="approver")
        assert refused.value.rule == "I36"


def test_a_proposal_is_not_amended_but_rejected(book: Book) -> None:
    seq = proposed(book, supplement(CLOUD, "30.00"))
    ran = run(book.path, "amend", str(seq), "--date", "2024-03-02")
    assert ran.code == 3
    assert f"@{seq}" in ran.err


def test_withdrawing_a_document_takes_back_all_of_it(book: Book) -> None:
    plain = record(book, supplement(CLOUD, "1.00"), document=DOCUMENT).seq
    waiting = proposed(book, supplement(CLOUD, "2.00"))
    counted = proposed(book, supplement(CLOUD, "3.00"))
    book.approve(counted, by="approver", document={"number": "批〔2024〕7号"})
    dead = proposed(book, supplement(CLOUD, "4.00"))
    book.reject(dead, reason="不急")
    later = record(book, supplement(CLOUD, "5.00"), document=DOCUMENT, effective="2024-03-05").seq
    book.withdraw(DOCUMENT["number"], reason="作废", by="approver")
    assert cell(book, 3, "合计", "合计") == 652_000_000
    status = {row.header.seq: row.status for row in book.log()}
    assert [status[n] for n in (plain, later)] == ["reversed", "reversed"]
    assert [status[n] for n in (waiting, counted, dead)] == ["rejected", "rejected", "rejected"]
    with pytest.raises(NotFound):
        book.withdraw(DOCUMENT["number"], reason="作废")


def test_a_document_is_withdrawn_whole_or_not_at_all(book: Book) -> None:
    def withdrawn() -> list[Recorded]:
        return book.withdraw(DOCUMENT["number"], reason="作废")

    record(book, supplement(TRAINING, "5.00"), document=DOCUMENT)
    record(book, supplement(CLOUD, "5.00"), document=DOCUMENT, effective="2024-03-01")
    spent = record(book, cut(TRAINING, "-25.00"), effective="2024-04-01").seq
    head, size = book.head, cell(book, 3, "合计", "合计")
    with pytest.raises(Refused) as refused:
        withdrawn()
    assert f"@{spent}" in str(refused.value.message.params["later"])
    assert (book.head, cell(book, 3, "合计", "合计")) == (head, size)
    assert book.verify().journal_lines == head.seq
    book.reverse(spent, reason="误")
    assert len(withdrawn()) == 2


def test_a_proposal_that_holds_a_reversal_takes_back_when_it_is_approved(book: Book) -> None:
    given = record(book, supplement(CLOUD, "30.00")).seq
    seq = proposed(book, reversed_(given), supplement(CLOUD, "31.00"))
    assert next(row for row in book.log() if row.header.seq == given).status == "recorded"
    approval = book.approve(seq, by="approver").seq
    assert cell(book, 12, "云平台", "总计") == 531_000_000
    assert next(row for row in book.log() if row.header.seq == given).reversed_by == approval
    assert refusal(book, reversed_(given)).rule == "I27"
    book.reverse(approval, reason="误", by="approver")
    assert cell(book, 12, "云平台", "总计") == 530_000_000
    book.reverse(given, reason="误")
    with pytest.raises(Refused) as refused:
        book.approve(seq, by="approver")
    assert refused.value.rule == "I27"


# Acts of control wait for approval like others


@pytest.mark.parametrize(
    "words",
    [
        ("reverse", "{seq}", "--reason", "误"),
        ("amend", "{seq}", "--amount", "7.00", "--reason", "应为7万"),
        ("withdraw", "追〔2024〕9号", "--reason", "收回文件"),
    ],
)
def test_an_act_of_control_is_proposed_and_approved(book: Book, words: tuple[str, ...]) -> None:
    seq = record(book, supplement(CLOUD, "9.00"), document=DOCUMENT | {"number": "追〔2024〕9号"}).seq
    before = everything(book, seq)
    ran = run(book.path, *(word.format(seq=seq) for word in words), "--propose", "--by", "甲", "--json")
    assert ran.code == 0, ran.err
    waiting = ran.json["seq"]
    assert everything(book, waiting) == before
    assert next(book.log()).status == "proposed"
    approval = book.approve(waiting, by="乙").seq
    gone = {"amend": 7_000_000}.get(words[0], 0) - 9_000_000
    assert next(book.log()).delta_fen == gone
    assert everything(book, approval) != before
