"""What a line of words means in a book: names by any part, lines by what is unique, and what is offered otherwise."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.support.builders import (
    CLOUD,
    FUND,
    OPENING,
    Json,
    amount,
    approved,
    line,
    project,
    record,
    reversed_,
    supplement,
    unit,
)
from tracker.book import Book
from tracker.model.errors import NotFound, Refused
from tracker.model.money import MINUS, read_amount
from tracker.query.orders import ACTS, Lacking, Order, Slot, act_named

PAPER: Mapping[Slot, str] = {"doc": "甲号", "date": "2024-05-01", "authority": "finance"}


def order(word: str, **said: str) -> Order:
    """An order with a document of its own, which anything said replaces; hyphens are written as underscores."""
    named: dict[Slot, str] = {name.replace("_", "-"): text for name, text in said.items()}  # type: ignore[misc] # slots
    return Order("recorder", act_named(word), {**PAPER, **named})


def event(book: Book, wanted: Order) -> Json:
    stored = book.draft(wanted).revision.model_dump(mode="json", exclude_none=True)
    return stored["events"][0]  # type: ignore[no-any-return] # JSON


def offered(book: Book, wanted: Order) -> tuple[str, list[str]]:
    """The message of what is lacking, and the choices."""
    with pytest.raises(Lacking) as found:
        book.draft(wanted)
    return found.value.message.id, [choice.text for choice in found.value.choices]


@pytest.mark.parametrize("text", ["云平台", "云", "甲局/云平台", "局/平台", "甲局/云"])
def test_a_project_is_named_by_any_unambiguous_part(book: Book, text: str) -> None:
    found = event(book, order("追加", place=text, amount="1"))
    assert found["line"]["project"] == book.project_id("云平台")
    assert found["line"]["economic"] == "30227"


def test_a_whole_name_wins_over_parts(book: Book) -> None:
    record(book, project("云平台二期", "甲局"), project("甲局培训", "甲中心"))
    assert event(book, order("追加", place="云平台", amount="1"))["line"]["project"] == book.project_id("云平台")
    assert offered(book, order("追加", place="平台", amount="1")) == (
        "record.several-places", ["甲局/云平台", "甲局/云平台二期"],
    )  # fmt: skip


def test_of_namesakes_the_unit_tells(book: Book) -> None:
    record(book, project("培训", "甲中心"))
    assert offered(book, order("追加", place="培训", amount="1"))[1] == ["甲局/培训", "甲中心/培训"]
    assert event(book, order("追加", place="甲局/培训", amount="1"))["line"]["economic"] == "30216"
    assert event(book, order("追加", place="培训", unit="甲局", amount="1"))["line"]["economic"] == "30216"


def test_nothing_is_called_so(book: Book) -> None:
    assert offered(book, order("追加", place="码头", amount="1")) == ("record.no-place", [])
    assert offered(book, order("目标", project="甲局", text="x")) == ("record.no-project", [])
    assert offered(book, order("新增", name="x", unit="乙")) == ("record.no-unit", [])
    assert offered(book, order("新增", name="x", unit="甲")) == ("record.several-places", ["甲局", "甲中心"])


@pytest.mark.parametrize("text", ["甲局", "甲局/基本支出"])
def test_the_basic_spending_of_a_unit_is_named_by_the_unit(book: Book, text: str) -> None:
    assert offered(book, order("追减", place=text, amount="1")) == (
        "record.several-lines", ["--economic 30101", "--economic 30231"],
    )  # fmt: skip
    found = event(book, order("追减", place=text, amount="1", economic="30231"))["line"]
    assert (found["nature"], found["economic"]) == ("基本支出", "30231")
    assert "project" not in found


def test_lines_are_offered_with_the_money_on_them(book: Book) -> None:
    with pytest.raises(Lacking) as found:
        book.draft(order("追减", place="甲局", amount="1"))
    assert [(c.current_fen, c.available_fen) for c in found.value.choices] == [
        (100_000_000, 100_000_000), (2_000_000, 2_000_000),
    ]  # fmt: skip


def test_a_choice_that_is_taken_makes_the_order_whole(book: Book) -> None:
    record(book, approved(amount(line("甲局", "云平台", fund=FUND, function="2120899", economic="30227"), "7.00")))
    wanted = order("追加", place="云平台", amount="1")
    with pytest.raises(Lacking) as found:
        book.draft(wanted)
    codes = [event(book, wanted.saying(choice.fills))["line"]["function"] for choice in found.value.choices]
    assert sorted(codes) == ["2060599", "2120899"]


def test_a_line_that_holds_nothing_any_more_is_not_meant(book: Book) -> None:
    other = line("甲局", "云平台", function="2060599", economic="30201")
    seq = record(book, supplement(other, "5.00")).seq
    record(book, reversed_(seq))
    assert event(book, order("追加", place="云平台", amount="1"))["line"]["economic"] == "30227"
    assert event(book, order("追加", place="云平台", amount="1", economic="30201"))["line"]["economic"] == "30201"


def test_a_code_that_the_project_does_not_have_yet_opens_a_line_beside_its_own(book: Book) -> None:
    draft = book.draft(order("追加", place="云平台", amount="1", economic="30201"))
    assert [note.id for note in draft.notes] == ["record.new-line"]
    found = event(book, order("追加", place="云平台", amount="1", economic="30201"))["line"]
    assert (found["function"], found["fund"], found["economic"]) == ("2060599", "一般公共预算", "30201")


def test_the_codes_of_the_year_before_are_offered_never_taken(book: Book) -> None:
    record(book, approved(amount(line(), "1.00")), fiscal_year=2025, effective="2025-01-01")
    id, choices = offered(book, order("追加", place="云平台", amount="1", date="2025-02-01"))
    assert (id, choices) == ("record.year-before", ["--fund 一般公共预算 --function 2060599 --economic 30227"])


def test_a_project_that_never_had_money_needs_every_code(book: Book) -> None:
    record(book, project("新", "甲局"))
    assert offered(book, order("追加", place="甲局/新", amount="1")) == ("record.no-line", [])
    whole = order("追加", place="甲局/新", amount="1", fund="一般公共预算", function="2010399", economic="30201")
    assert event(book, whole)["line"]["nature"] == "项目支出"


def test_a_transfer_from_one_code_to_another(book: Book) -> None:
    """From A to B, code 30227 to 30201."""
    found = event(book, order("调剂", place="云平台", to="运维", amount="5", economic="30227", to_economic="30201"))
    giving, receiving = found["legs"]
    assert (giving["amount"], giving["line"]["economic"]) == ("-5.00", "30227")
    assert (receiving["amount"], receiving["line"]["economic"]) == ("5.00", "30201")
    assert receiving["line"]["function"] == "2010350"


def test_within_one_project_what_is_not_said_of_the_receiving_line_is_as_on_the_giving(book: Book) -> None:
    found = event(book, order("调剂", place="云平台", to="云平台", amount="5", to_economic="30201"))
    giving, receiving = (leg["line"] for leg in found["legs"])
    assert giving | {"economic": "30201", "gov_economic": None} == receiving | {"gov_economic": None}


def test_a_transfer_to_a_project_without_lines_offers_the_codes_of_the_giving_one(book: Book) -> None:
    record(book, project("新", "甲局"))
    wanted = order("调剂", place="云平台", to="甲局/新", amount="5")
    id, choices = offered(book, wanted)
    assert (id, choices) == ("record.of-giving-leg", ["--to-function 2060599 --to-economic 30227"])


@pytest.mark.parametrize("text", ["0", "-5"])
def test_a_transfer_goes_one_way(book: Book, text: str) -> None:
    with pytest.raises(NotFound) as found:
        book.draft(order("调剂", place="云平台", to="运维", amount=text))
    assert found.value.message.id == "record.amount-direction"


def test_everything_that_is_missing_is_said_at_once(book: Book) -> None:
    with pytest.raises(Lacking) as found:
        book.draft(Order("recorder", act_named("调剂")))
    assert found.value.slot == "place"
    assert str(found.value.message.params["slots"]).count("slot.") == 3


# The document


def test_the_last_document_of_the_same_person_is_used_again(book: Book) -> None:
    paper = {"number": "乙号", "title": "通知", "date": "2024-03-05"}
    seq = record(book, supplement(CLOUD, "1.00"), document=paper, authority="government").seq
    record(book, supplement(CLOUD, "2.00"), by="another")
    record(book, reversed_(record(book, supplement(CLOUD, "3.00")).seq))
    draft = book.draft(Order("recorder", act_named("追加"), {"place": "培训", "amount": "1"}))
    assert draft.revision.document is not None
    assert draft.revision.document.model_dump(exclude_none=True) == paper
    assert (draft.revision.effective, draft.revision.authority) == ("2024-03-05", "government")
    assert [(note.id, note.params["seq"]) for note in draft.notes] == [
        ("record.under-document", seq), ("record.authority-borrowed", seq),
    ]  # fmt: skip


def test_a_number_that_was_used_before_brings_its_title_and_date(book: Book) -> None:
    paper = {"number": "乙号", "title": "通知", "date": "2024-03-05"}
    record(book, supplement(CLOUD, "1.00"), document=paper, by="another")
    said: dict[Slot, str] = {"place": "培训", "amount": "1", "doc": "乙号"}
    draft = book.draft(Order("recorder", act_named("追加"), said))
    assert draft.revision.document is not None
    assert draft.revision.document.model_dump(exclude_none=True) == paper


def test_without_any_document_it_must_be_said(empty: Book) -> None:
    record(empty, *OPENING, by="another")
    said: dict[Slot, str] = {"place": "培训", "amount": "1"}
    with pytest.raises(Lacking) as found:
        empty.draft(Order("recorder", act_named("追加"), said))
    assert found.value.slot == "doc"


def test_who_registers_a_project_needs_no_document(empty: Book) -> None:
    record(empty, unit("甲局"), document=None, by="another")
    draft = empty.draft(Order("recorder", act_named("新增"), {"name": "新", "unit": "甲"}))
    assert draft.revision.document is None
    assert draft.revision.effective == "2024-06-01"


# Words and amounts


def test_every_word_is_one_act() -> None:
    words = [word for act in ACTS for word in (act.zh, act.en)]
    assert len(set(words)) == len(words)
    with pytest.raises(NotFound) as found:
        act_named("增加")
    assert "追加 supplement" in str(found.value.message.params["known"])


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("20", 20_000_000),
        ("20.5", 20_500_000),
        ("1,191.44", 1_191_440_000),
        ("20万元", 20_000_000),
        ("200000元", 20_000_000),
        ("200,000.01元", 20_000_001),
        ("0.01元", 1),
        ("5元", 500),
        ("0.000001", 1),
        ("-1.5", -1_500_000),
        (MINUS + "1.5万元", -1_500_000),
        ("+3", 3_000_000),
    ],
)
def test_amounts_are_read_exactly(text: str, fen: int) -> None:
    assert read_amount(text) == fen


@pytest.mark.parametrize(
    "text",
    ["", "-", "1,19.44", "1,1914", "20万", "20亿元", "20 元", "1e3", "0.0000001", "0.001元", "²", "２０", "元", "nan",
     "12345678901", "123456789012345元", "1.", ".5", "--1"],
)  # fmt: skip
def test_anything_else_is_no_amount(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 # it has no words of its own
        read_amount(text)


def test_a_cut_is_a_cut_whichever_sign_it_was_given(book: Book) -> None:
    for text in ("5", "-5"):
        assert event(book, order("追减", place="培训", amount=text))["amount"] == "-5.00"
    assert event(book, order("预算调整", place="培训", amount="-5"))["amount"] == "-5.00"
    assert event(book, order("追加", place="培训", amount="-5"))["amount"] == "-5.00"


def test_the_dates_of_an_order_say_its_year(book: Book) -> None:
    record(book, approved(amount(CLOUD, "1.00")), fiscal_year=2025, effective="2025-01-01")
    years = {
        day: book.draft(order("追加", place="云平台", amount="1", date=day)).revision.fiscal_year
        for day in ("2024-12-30", "2025-03-01", "2026-01-05")
    }
    assert years == {"2024-12-30": 2024, "2025-03-01": 2025, "2026-01-05": 2025}


def test_another_paper_takes_no_date_and_no_authority_from_the_last_one(book: Book) -> None:
    record(book, supplement(CLOUD, "1.00"), by="recorder", effective="2024-04-01")
    said: dict[Slot, str] = {"place": "云平台", "amount": "1"}
    papers: tuple[dict[Slot, str], ...] = {"doc": "新〔2024〕1号"}, {"date": "2024-04-02"}
    for paper in papers:
        with pytest.raises(Lacking):
            book.draft(Order("recorder", act_named("追加"), said | paper))
    again = book.draft(Order("recorder", act_named("追加"), said)).revision
    assert (again.document.date if again.document else "", again.authority) == ("2024-04-01", "finance")


def test_the_approval_of_the_budget_is_no_paper_for_a_supplement(book: Book) -> None:
    with pytest.raises(Lacking):
        book.draft(Order("recorder", act_named("追加"), {"place": "云平台", "amount": "1"}))


def test_a_total_spent_counts_on_the_day_that_it_runs_through(book: Book) -> None:
    drafted = book.draft(order("执行", place="云平台", amount="5", through="2024-06-30", date="2024-07-02")).revision
    assert drafted.effective == "2024-06-30"


def test_new_money_does_not_fall_on_what_was_brought_forward(book: Book) -> None:
    carried = {"kind": "CarriedForward", "lines": [amount(CLOUD, "5.00")]}
    record(book, carried, fiscal_year=2025, effective="2025-01-01")
    with pytest.raises(Refused) as refused:
        record(book, supplement({"project": "云平台"}, "1.00"), fiscal_year=2025, effective="2025-02-01")
    assert refused.value.rule == "I24"
    record(book, supplement(CLOUD, "1.00"), fiscal_year=2025, effective="2025-02-01")
