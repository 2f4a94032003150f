"""Deciding on what is recorded: amended, withdrawn, rolled over."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.builders import (
    CLOUD,
    TRAINING,
    UPKEEP,
    amount,
    cell,
    cut,
    opened_book,
    record,
    supplement,
    transferred,
)
from tracker.book import Book
from tracker.model.errors import NotFound, Refused
from tracker.model.revision import Revision

TWO = {"number": "测〔2024〕二号", "title": "关于追加的通知", "date": "2024-03-01"}


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with opened_book(tmp_path / "book") as book:
        yield book


def amend(book: Book, seq: int, wan: str) -> int:
    body = book.amendment(seq)
    body["events"][-1]["amount"] = wan
    return book.record(Revision.model_validate_json(json.dumps(body))).seq


def test_an_amendment_reverses_and_records_in_one_step(book: Book) -> None:
    wrong = record(book, supplement(CLOUD, "30.00"), document=TWO).seq
    amended = amend(book, wrong, "20.00")
    assert cell(book, 12, "云平台", "总计") == 520_000_000
    assert book.roster.value("revision", str(wrong), "reversed_by") == amended == wrong + 1
    book.reverse(amended, reason="误")
    assert cell(book, 12, "云平台", "总计") == 530_000_000


def test_nothing_of_a_withdrawn_document_is_left_though_it_was_amended_and_corrected(book: Book) -> None:
    first = record(book, supplement(CLOUD, "30.00"), document=TWO, effective="2024-03-01").seq
    amended = amend(book, amend(book, first, "20.00"), "25.00")
    other = record(book, supplement(TRAINING, "1.00"), document=TWO, effective="2024-04-01").seq
    gone = record(book, supplement(UPKEEP, "2.00"), document=TWO, effective="2024-04-01").seq
    book.reverse(gone, reason="误")
    recorded = book.withdraw(TWO["number"], reason="作废")
    assert [book.roster.value("revision", str(seq), "reversed_by") for seq in (amended, other)] == [
        recorded[1].seq,
        recorded[0].seq,
    ]
    assert {p: cell(book, 12, p, "总计") for p in ("云平台", "培训", "运维")} == {
        "云平台": 500_000_000,
        "培训": 20_000_000,
        "运维": 30_000_000,
    }
    with pytest.raises(NotFound):
        book.withdraw(TWO["number"], reason="作废")
    book.verify()


def test_a_document_is_withdrawn_whole_or_not_at_all(book: Book) -> None:
    record(book, supplement(CLOUD, "30.00"), document=TWO, effective="2024-03-01")
    record(book, supplement(TRAINING, "5.00"), document=TWO, effective="2024-04-01")
    record(book, cut(CLOUD, "-510.00"), effective="2024-05-01")
    before = book.head
    with pytest.raises(Refused) as refused:
        book.withdraw(TWO["number"], reason="作废")
    assert refused.value.rule == "I4"
    assert book.head == before
    assert cell(book, 12, "培训", "总计") == 25_000_000


def test_a_year_is_rolled_over_with_the_projects_that_go_on(book: Book) -> None:
    record(book, cut(TRAINING, "-20.00"), {"kind": "ProjectClosed", "project": "培训"})
    book.roll_over(2024, without=("运维",))
    with pytest.raises(Refused) as refused:
        book.roll_over(2024)
    assert refused.value.rule == "I25"
    fields = book.roster.fields("year", "2025")
    cloud = book.project_id("云平台")
    assert fields["rolled_from"] == 2024
    assert {key: value for key, value in fields.items() if key.startswith("project.")} == {f"project.{cloud}": cloud}


def test_a_proposal_counts_from_its_approval_on_under_its_own_paper(book: Book) -> None:
    legs = transferred(amount(TRAINING, "-5.00"), amount(UPKEEP, "5.00"))
    proposal = record(book, legs, proposed=True, authority="unit", reason="压缩", effective="2024-04-01").seq
    assert cell(book, 12, "培训", "总计") == 20_000_000
    with pytest.raises(Refused) as refused:
        book.approve(proposal, by="局长")
    assert refused.value.rule == "I32"
    approval = book.approve(proposal, by="局长", authority="finance").seq
    assert cell(book, 12, "培训", "总计") == 15_000_000
    [row] = [row for row in book.log() if row.header.seq == approval]
    assert (row.header.effective, row.header.reason) == ("2024-04-01", "压缩")
    [entry] = [e for e in book.blame(book.view(2024, book.point().point), 12, "培训", None).entries if e.header.seq > 1]
    assert (entry.header.seq, entry.kind, entry.amount_fen) == (approval, "AmountsTransferred", -5_000_000)
    with pytest.raises(Refused) as refused:
        book.approve(proposal, by="局长", authority="finance")
    assert refused.value.rule == "I36"


def test_a_stale_proposal_is_refused_with_what_has_changed_since(book: Book) -> None:
    proposal = record(book, cut(TRAINING, "-15.00"), proposed=True, effective="2024-04-01").seq
    since = record(book, cut(TRAINING, "-10.00"), effective="2024-03-01").seq
    with pytest.raises(Refused) as refused:
        book.approve(proposal)
    assert refused.value.rule == "I4"
    assert refused.value.message.params["later"] == f"@{since}"


def test_a_year_that_the_book_does_not_have_is_not_rolled_over(book: Book) -> None:
    with pytest.raises(NotFound):
        book.roll_over(2030)


def test_what_binds_those_who_record_is_changed_under_approval_too(book: Book) -> None:
    record(book, {"kind": "SettingsChanged", "changes": {"approval.required": "all"}})
    with pytest.raises(Refused) as refused:
        record(book, {"kind": "SettingsChanged", "changes": {"approval.required": None}})
    assert refused.value.rule == "I22"
    record(book, {"kind": "SettingsChanged", "changes": {"name": "账本"}})
