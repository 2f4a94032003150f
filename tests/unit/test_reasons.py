"""Reasons: written by a person for two amounts, stale when these move, suggested by the ledger and never by itself."""

from __future__ import annotations

import pytest

from tests.support.builders import CLOUD, TRAINING, Clock, Json, cut, opened_book, record, reversed_, supplement
from tests.support.explained import assert_traced, named_originals, next_year
from tracker.book import Book
from tracker.explain.explanation import Explanation
from tracker.explain.reasons import Reason
from tracker.model.errors import NotFound


@pytest.fixture
def two_years(book: Book) -> Book:
    next_year(book)
    return book


def reason(explanation: Explanation, subject: str) -> Reason:
    return next(r for r in explanation.reasons if r.subject.id == subject)


def status(book: Book, subject: str, year: int = 2025) -> str:
    return reason(book.explain(year), subject).status


def written(row: str, text: str, table: int = 1, **amounts: str) -> Json:
    return {"kind": "ReasonWritten", "subject": {"table": table, "row": row}, "text": text} | amounts


def test_a_change_needs_a_reason_and_what_stays_does_not(two_years: Book) -> None:
    found = two_years.explain(2025)
    assert {r.subject.id: r.status for r in found.reasons} == {
        "income": "missing", "spending": "missing", "three-public": "missing", "abroad": "unneeded",
        "cars": "unneeded", "receptions": "missing", "administration": "missing",
    }  # fmt: skip
    assert "增长7.36%，主要原因是【待填写】；" in found.sections[0].text
    assert "与上年持平），与上年持平；公务接待费" in found.sections[1].text


def test_a_reason_enters_the_text_with_who_wrote_it_and_for_which_amounts(two_years: Book) -> None:
    two_years.write_reason(2025, "income", "云平台扩容至2期。", by="周岚")
    found = two_years.explain(2025)
    income = reason(found, "income")
    assert (income.status, income.seq, income.by) == ("confirmed", 3, "周岚")
    assert income.explained_fen == (700_000_000, 652_000_000)
    assert "增长7.36%，主要原因是云平台扩容至2期；支出预算" in found.sections[0].text
    assert_traced(two_years, found)


def test_a_reason_is_stale_when_its_numbers_move_until_it_is_confirmed(two_years: Book) -> None:
    two_years.write_reason(2025, "income", "云平台扩容")
    two_years.write_reason(2025, "cars", "保有量不变")
    record(two_years, supplement(CLOUD, "0.004"), fiscal_year=2025)
    assert status(two_years, "income") == "confirmed"
    record(two_years, supplement(CLOUD, "0.001"), fiscal_year=2025)
    assert (status(two_years, "income"), status(two_years, "cars")) == ("stale", "confirmed")
    two_years.write_reason(2025, "income", None)
    found = reason(two_years.explain(2025), "income")
    assert (found.status, found.text, found.seq) == ("confirmed", "云平台扩容", 7)


def test_a_change_of_the_year_before_makes_it_stale_too(two_years: Book) -> None:
    two_years.write_reason(2025, "income", "云平台扩容")
    record(two_years, cut(TRAINING, "-1.00"), fiscal_year=2024)
    assert status(two_years, "income") == "stale"


def test_a_reason_for_a_milestone_does_not_age(two_years: Book) -> None:
    named_originals(two_years)
    two_years.write_reason(2025, "income", "云平台扩容")
    record(two_years, supplement(CLOUD, "100.00"), fiscal_year=2025)
    assert status(two_years, "income") == "confirmed"
    assert reason(two_years.explain(2025, "HEAD"), "income").status == "stale"


def test_a_recorded_reason_without_amounts_explains_those_of_its_version(two_years: Book) -> None:
    record(two_years, supplement(CLOUD, "1.00"), written("支出/支出总计", "云平台扩容"), fiscal_year=2025)
    assert status(two_years, "spending") == "confirmed"
    record(two_years, supplement(CLOUD, "1.00"), fiscal_year=2025)
    assert status(two_years, "spending") == "stale"


def test_the_later_reason_holds_however_its_row_is_named_and_a_reversal_brings_the_former_back(two_years: Book) -> None:
    record(two_years, written("公务接待", "甲", 7), fiscal_year=2025)
    later = record(two_years, written("公务接待费", "乙", 7), fiscal_year=2025)
    assert reason(two_years.explain(2025), "receptions").text == "乙"
    record(two_years, reversed_(later.seq), fiscal_year=2025)
    assert reason(two_years.explain(2025), "receptions").text == "甲"


def test_reasons_of_another_year_do_not_count(two_years: Book) -> None:
    record(two_years, written("收入总计", "去年的事"), fiscal_year=2024)
    assert status(two_years, "income") == "missing"


def test_the_ledger_suggests_the_largest_causes_with_their_documents_and_offsetting_ones(two_years: Book) -> None:
    document = {"number": "甲财〔2025〕9号", "title": "关于追加的通知", "date": "2025-03-01"}
    record(two_years, supplement(CLOUD, "100.00"), fiscal_year=2025, document=document)
    found = reason(two_years.explain(2025), "income").suggestions
    assert [(s.label, s.delta_fen) for s in found] == [
        ("云平台", 137_500_000), ("基本支出", 10_500_000), ("培训", -5_000_000), ("运维", 5_000_000),
    ]  # fmt: skip
    assert "甲财〔2025〕9号" in found[0].documents
    receptions = reason(two_years.explain(2025), "receptions").suggestions
    assert [(s.label, s.unit, s.delta_fen) for s in receptions] == [("基本支出", "甲局", 500_000)]


def test_a_suggestion_never_stands_in_a_text(two_years: Book) -> None:
    found = two_years.explain(2025)
    assert "【待填写】" in found.sections[0].text
    assert not found.final


@pytest.mark.parametrize("named", ["income", "收入预算", "1/收入总计", "1/收入/收入总计"])
def test_a_subject_is_named_by_id_name_or_place(two_years: Book, named: str) -> None:
    two_years.write_reason(2025, named, "云平台扩容")
    assert status(two_years, "income") == "confirmed"


@pytest.mark.parametrize("named", ["procurement", "2/收入总计", "99/收入总计", "/", "1/支出", ""])
def test_what_is_not_compared_has_no_reason(two_years: Book, named: str) -> None:
    with pytest.raises(NotFound):
        two_years.write_reason(2025, named, "云平台扩容")


def test_only_a_written_reason_can_be_confirmed_and_only_known_amounts_explained(two_years: Book) -> None:
    with pytest.raises(NotFound, match=r"reason\.none-yet"):
        two_years.write_reason(2025, "income", None)
    with pytest.raises(NotFound, match=r"gap\.prior"):
        two_years.write_reason(2024, "income", "不知上年")


def test_reasons_outlive_the_journal(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("reasons") / "book"
    with opened_book(folder, Clock()) as book:
        next_year(book)
        book.write_reason(2025, "income", "云平台扩容")
        book.verify()
        book.rebuild()
        assert status(book, "income") == "confirmed"
