"""One page before publication: each item is lacking for its own reason, and ready when that is mended."""

from __future__ import annotations

import pytest

from tests.support.builders import CLOUD, goal, record, statement, supplement
from tests.support.explained import ASSETS, PROCUREMENT, named_originals, next_year, only_document
from tracker.book import Book
from tracker.explain.ready import Item, State

SUBJECTS = ("income", "spending", "three-public", "receptions", "administration")


@pytest.fixture
def book(book: Book) -> Book:
    next_year(book)
    return book


def item(book: Book, topic: str, year: int = 2025) -> Item:
    return next(found for found in book.ready(year) if found.topic == topic)


def state(book: Book, topic: str, year: int = 2025) -> State:
    return item(book, topic, year).state


def test_a_ledger_without_facts_and_reasons_lacks_just_these(book: Book) -> None:
    lacking = {found.topic for found in book.ready(2025) if found.state == "lacking"}
    assert lacking == {"facts", "reasons"}
    assert {why.params["subject"] for why in item(book, "reasons").why} >= {"收入预算", "公务接待费"}


def test_facts_and_reasons_make_it_ready(book: Book) -> None:
    goals = (goal(name, "按期完成") for name in ("云平台", "培训", "运维"))
    record(book, PROCUREMENT, ASSETS, *goals, fiscal_year=2025)
    for subject in SUBJECTS:
        book.write_reason(2025, subject, f"{subject}有自己的原因")
    assert not [found.topic for found in book.ready(2025) if found.state == "lacking"]
    record(book, supplement(CLOUD, "1.00"), fiscal_year=2025)
    assert {why.id for why in item(book, "reasons").why} == {"ready.reason-stale"}


def test_an_empty_table_of_a_ledger_needs_a_note_in_print_and_a_published_one_has_it_or_not(book: Book) -> None:
    assert (state(book, "notes"), [why.id for why in item(book, "notes").why][:1]) == ("unknown", ["ready.note-needed"])


def test_the_published_text_is_held_against_the_tables(book: Book) -> None:
    text = "第三部分 2024年部门预算情况说明\n一、部门预算收支增减变化情况\n2026年收入预算 {} 万元，与上年持平。"
    for year, printed, expected in ((2026, "110.00", "ready"), (2027, "111.00", "lacking")):
        document = only_document(text.replace("2026", str(year)).format(printed), year=year) | {
            "sha256": str(year) * 16
        }
        record(book, document, fiscal_year=year, effective=f"{year}-01-01")
        assert state(book, "text", year) == expected
        assert state(book, "tables", year) == "lacking"


def test_last_years_amounts_are_those_that_were_published(book: Book) -> None:
    assert state(book, "last-year") == "unknown"
    published = only_document("", year=2024) | {"adopt": False}
    record(book, published, fiscal_year=2024)
    found = item(book, "last-year")
    assert (found.state, found.why[0].params["then"]) == ("lacking", "110.00")


def test_the_time_for_publication_counts_from_the_approval(book: Book) -> None:
    assert item(book, "deadline").why[0].params == {"approved": "2025-01-15", "due": "2025-02-04"}


def test_an_opened_year_is_judged_by_its_document(book: Book) -> None:
    record(book, statement(adopt=True), fiscal_year=2026, effective="2026-01-01")
    assert state(book, "tables", 2026) == "lacking"
    assert state(book, "deadline", 2026) == "unknown"


def test_a_publication_after_the_original_was_named_is_seen(book: Book) -> None:
    named_originals(book)
    published = only_document("第三部分 情况说明\n一、收支增减变化情况\n2025年收入预算 110.00 万元。", year=2025)
    record(book, published | {"adopt": False}, fiscal_year=2025)
    assert state(book, "deadline") == "ready"
    assert item(book, "text").why == () or item(book, "text").state == "lacking"


def test_reasons_of_unknown_changes_are_not_said_to_be_confirmed(book: Book) -> None:
    assert state(book, "reasons", 2024) == "unknown"
