"""What a person is asked on a terminal, answered from a pipe: the same revision as one said in a line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from tests.support.builders import (
    CLOUD,
    Json,
    amount,
    line,
    printed_row,
    printed_table,
    project,
    record,
    statement,
    supplement,
    unit,
)
from tracker.book import Book
from tracker.cli.prompting import Prompts
from tracker.cli.shell import Shell
from tracker.model.revision import Revision
from tracker.query.orders import Order, act_named

DOCUMENT = {"number": "甲财〔2024〕9号", "title": "关于追加的通知", "date": "2024-03-01"}


@contextmanager
def answering(*answers: str) -> Iterator[None]:
    """A terminal at which somebody types these lines, each over what was offered (Ctrl-U) where it begins with ^."""
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        pipe.send_text("".join(answer.replace("^", "\x05\x15") + "\r" for answer in answers))
        yield


def asked(book: Book, order: Order, *answers: str, confirm: bool = True) -> Revision | None:
    with answering(*answers):
        return Prompts(Shell("en"), book, order).revision(confirm=confirm)


@pytest.fixture
def book(book: Book) -> Book:
    record(book, supplement(CLOUD, "30.00"), effective="2024-03-01", document=DOCUMENT)
    return book


def line_of(revision: Revision | None) -> Json:
    assert revision is not None
    return revision.model_dump(mode="json", exclude_none=True)["events"][0]["line"]  # type: ignore[no-any-return] # JSON


def test_everything_is_asked_for_and_the_last_document_stands(book: Book) -> None:
    found = asked(book, Order("recorder"), "追加", "甲局/云平台", "20", "", "", "扩容", "y")
    assert found is not None
    assert found.document is not None
    assert found.document.number == DOCUMENT["number"]
    assert (found.authority, found.reason, found.effective) == ("finance", "扩容", "2024-03-01")
    assert line_of(found)["economic"] == "30227"


def test_without_a_yes_nothing_comes_of_it_and_a_preview_writes_nothing(book: Book) -> None:
    before = book.head
    assert asked(book, Order("recorder"), "cut", "培训", "5", "", "", "", "n") is None
    assert book.head == before


def test_of_several_lines_one_is_chosen_by_its_number(book: Book) -> None:
    order = Order("recorder", act_named("追减"), {"place": "甲局", "amount": "1"})
    assert line_of(asked(book, order, "2", "", "", "", confirm=False))["economic"] == "30231"


def test_an_answer_that_cannot_be_is_asked_for_again(book: Book, capsys: pytest.CaptureFixture[str]) -> None:
    order = Order("recorder", act_named("追加"), {"place": "培训"})
    found = asked(book, order, "twenty", "20万", "20万元", "", "", "", confirm=False)
    assert found is not None
    assert capsys.readouterr().err.count("is no amount") == 2


def test_another_document_is_asked_for_with_title_and_date(book: Book) -> None:
    order = Order("recorder", act_named("追加"), {"place": "培训", "amount": "1"})
    found = asked(
        book, Order("recorder", order.act, {"place": "培训"}), "1", "^乙号", "题", "2024-04-01", "", "", confirm=False
    )
    assert found is not None
    assert found.document is not None
    assert (found.document.number, found.document.title, found.effective) == ("乙号", "题", "2024-04-01")


def test_places_come_with_their_money(book: Book) -> None:
    offered = book.offered("place", book.names())
    assert [choice.text for choice in offered] == [
        "甲局/基本支出", "甲局/云平台", "甲局/培训", "甲中心/基本支出", "甲中心/运维",
    ]  # fmt: skip
    assert [choice.current_fen for choice in offered][:2] == [102_000_000, 530_000_000]


def test_in_an_opened_year_places_have_what_was_published_and_what_was_posted_since(empty: Book) -> None:
    columns = ("总计",)
    rows = printed_row("云平台", "9.00", unit="甲局"), printed_row("甲局", "9.00", unit="甲局")
    basic = printed_table(11, columns, printed_row("甲局", "4.00", unit="甲局"))
    opening = statement(adopt=True, tables=(basic, printed_table(12, columns, *rows)))
    record(empty, unit("甲局"), project("云平台", "甲局"), opening, document=None)
    record(empty, supplement(CLOUD, "1.00"))
    choices = empty.places("place", empty.names())
    assert {c.text: (c.current_fen, c.available_fen) for c in choices} == {
        "甲局/基本支出": (4_000_000, 4_000_000), "甲局/云平台": (10_000_000, 10_000_000),
    }  # fmt: skip


def test_codes_come_with_their_names(book: Book) -> None:
    codes = book.codes("economic", 2024)
    assert codes["30227"] == "委托业务费"
    assert all(len(code) == 5 for code in codes)


def test_a_line_of_a_new_project_is_asked_for_code_by_code(book: Book) -> None:
    record(book, {"kind": "ProjectAdded", "project": "新平台", "name": "新平台", "unit": "甲局"})
    order = Order("recorder", act_named("追加"), {"place": "新平台", "amount": "1"})
    found = asked(book, order, "一般公共预算", "2060599", "30227", "", "", "", confirm=False)
    wanted = line("甲局", "新平台", function="2060599", economic="30227")
    assert line_of(found)["function"] == amount(wanted, "1")["line"]["function"]
