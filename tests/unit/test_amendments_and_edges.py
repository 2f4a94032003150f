"""What a hostile reader tried: amendments, proofs taken away, statements out of shape, disks that can't be written."""

from __future__ import annotations

import gc

import pytest

from tests.support.builders import CLOUD, project, record, reversed_, revision, statement, supplement
from tracker.book import Book
from tracker.model.errors import DocumentError, Refused
from tracker.model.parse import parse_revisions
from tracker.query.log import LogFilter

DOCUMENT = {"number": "改〔2024〕1号", "title": "更正", "date": "2024-03-01"}


def test_an_amendment_shows_its_reversal_and_its_new_amount_apart(book: Book) -> None:
    wrong = record(book, supplement(CLOUD, "12.50"))
    record(book, reversed_(wrong.seq), supplement(CLOUD, "13.00"), document=DOCUMENT)
    view = book.view(2024, book.point().point)
    entries = book.blame(view, 12, "云平台", None).entries
    assert [(e.kind, e.amount_fen) for e in entries[-2:]] == [
        ("RevisionReversed", -12_500_000),
        ("AmountAdjusted", 13_000_000),
    ]


def test_a_document_that_amended_is_not_posted_again(book: Book) -> None:
    wrong = record(book, supplement(CLOUD, "12.50"))
    record(book, reversed_(wrong.seq), supplement(CLOUD, "13.00"), document=DOCUMENT)
    with pytest.raises(Refused) as refused:
        record(book, supplement(CLOUD, "13.00"), document=DOCUMENT)
    assert refused.value.rule == "I19"


def test_taking_money_back_needs_a_document_and_an_authority(book: Book) -> None:
    given = record(book, supplement(CLOUD, "1.00"))
    with pytest.raises(Refused) as refused:
        record(book, reversed_(given.seq), document=None, authority=None)
    assert refused.value.rule == "I2"


def test_a_line_that_a_reversal_emptied_does_not_make_a_project_ambiguous(book: Book) -> None:
    wrong = record(book, supplement({**CLOUD, "economic": "30213"}, "1.00"))
    book.reverse(wrong.seq, reason="误")
    record(book, supplement({"project": "云平台"}, "2.00"))
    assert next(book.log(LogFilter())).delta_fen == 2_000_000


def test_sums_beyond_what_a_book_can_hold_are_refused_however_they_come_about(book: Book) -> None:
    much = [supplement(CLOUD, "9999999999")] * 400
    record(book, *much, document=DOCUMENT)
    record(book, *much, document=DOCUMENT | {"number": "大2号"})
    with pytest.raises(Refused) as refused:
        record(book, *much, document=DOCUMENT | {"number": "大3号"})
    assert refused.value.rule == "I21"


def test_a_statement_of_an_unknown_form_is_refused(book: Book) -> None:
    with pytest.raises(Refused) as refused:
        record(book, {**statement(adopt=False), "form": "no-such"}, fiscal_year=2023)
    assert refused.value.rule == "I30"


def test_a_key_that_stands_twice_is_a_question_not_an_answer() -> None:
    with pytest.raises(DocumentError) as error:
        parse_revisions('{"fiscal_year": 2024, "reason": "a", "reason": "b"}', "f.json")
    assert error.value.messages[0].id == "revision.key-twice"


def test_revisions_are_tried_one_after_another(book: Book) -> None:
    seq = book.head.seq
    tried = book.preview(
        revision(project("新项", "甲局")), revision(supplement({**CLOUD, "project": "新项"}, "3.00"), document=DOCUMENT)
    )
    assert [preview.recorded.seq for preview in tried] == [seq + 1, seq + 2]
    assert any(change.row == "新项" for change in tried[1].changes)
    assert book.head.seq == seq
    assert "新项" not in [p.name for p in book.roster.projects()]


@pytest.mark.parametrize("collects", [True, False])
def test_recording_leaves_the_search_for_cycles_as_it_was(book: Book, collects: bool) -> None:
    (gc.enable if collects else gc.disable)()
    try:
        record(book, supplement(CLOUD, "1.00"))
        assert gc.isenabled() is collects
        with pytest.raises(Refused):
            record(book, supplement(CLOUD, "0.00"))
        assert gc.isenabled() is collects
    finally:
        gc.enable()


def test_a_snapshot_that_was_taken_away_is_named_by_verify(book: Book) -> None:
    book.tag("2024/original", None)
    assert book.verify().missing == ()
    next((book.path / "snapshots").iterdir()).unlink()
    assert [message.id for message in book.verify().missing] == ["verify.missing-snapshot"]


def test_what_was_recorded_stays_recorded_where_snapshots_cannot_follow(book: Book) -> None:
    (book.path / "snapshots").write_text("in the way")
    recorded, _ = book.tag("2024/original", None)
    assert [message.id for message in recorded.warnings] == ["book.journal-behind"]
    (book.path / "snapshots").unlink()
    record(book, supplement(CLOUD, "2.00"))
    verified = book.verify()
    assert (verified.journal_lines, verified.snapshots, verified.missing) == (book.head.seq, 1, ())


def test_a_book_on_a_disk_that_cannot_be_written_is_read(book: Book) -> None:
    from tracker.store.database import connect_read_only

    book.close()
    (rows,) = connect_read_only(book.path / "book.db").execute("select count(*) from revision").fetchone()
    assert rows == 1
