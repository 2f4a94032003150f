"""Revision files: everything wrong with one is said at once, with where it stands; nothing else gets through."""

from __future__ import annotations

import json

import pytest

from tests.support.builders import CLOUD, TRAINING, Json, body, supplement, unit
from tracker.messages import render
from tracker.model.errors import DocumentError
from tracker.model.parse import parse_revisions


def dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def problems(text: str) -> list[tuple[str, dict[str, object]]]:
    with pytest.raises(DocumentError) as wrong:
        parse_revisions(text, "r.json")
    found = wrong.value.problems
    assert all(render(message, "zh") and render(message, "en") for message in found)
    return [(message.id, message.params) for message in found]


def money(amount: object) -> Json:
    return {"kind": "AmountAdjusted", "mode": "supplement", "line": CLOUD, "amount": amount}


ONE, TWO = body(supplement(CLOUD, "1.00")), body(unit("甲局"))


@pytest.mark.parametrize(
    "text",
    [
        dump([ONE, TWO]),
        json.dumps([ONE, TWO], indent=2),
        dump(ONE) + "\n" + dump(TWO),
        dump(ONE) + "\r\n\r\n  " + dump(TWO) + "\n",
        "\ufeff" + dump([ONE, TWO]),
        "\ufeff" + dump(ONE) + "\n" + dump(TWO),
    ],
    ids=["array", "indented", "lines", "crlf", "bom", "bom and lines"],
)
def test_a_file_holds_one_revision_an_array_or_lines(text: str) -> None:
    assert [r.events[0].kind for r in parse_revisions(text, "r.json")] == ["AmountAdjusted", "UnitRegistered"]


@pytest.mark.parametrize("text", ["", " \n\t\r\n", "\ufeff"])
def test_an_empty_file_is_said_to_be_empty(text: str) -> None:
    assert problems(text) == [("revision.empty-file", {"file": "r.json"})]


def test_an_empty_array_holds_no_revision() -> None:
    assert problems("[]") == [("revision.empty-file", {"file": "r.json"})]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("{", 1),
        ("PK\x03\x04", 1),
        ("{\n'a': 1}", 2),
        ('{\n"a": 1,\n}', 3),
        ("[" * 100_000, 1),
        ("[" * 100_000 + "]" * 100_000, 1),
        ('{"a":' * 100_000 + "1" + "}" * 100_000, 1),
    ],
    ids=["brace", "zip", "quotes", "comma", "deep", "deep and closed", "deep objects"],
)
def test_what_is_no_json_is_said_with_its_line(text: str, line: int) -> None:
    assert problems(text) == [("revision.not-json", {"file": "r.json", "line": line})]


@pytest.mark.parametrize("text", ["1", '"a"', "null", "true", "[1]", "[null]", "NaN", "[[]]", '[{"a": NaN}]'])
def test_json_of_another_shape_is_refused(text: str) -> None:
    assert problems(text)


def test_a_broken_line_is_said_with_its_number() -> None:
    found = problems(dump(ONE) + "\n" + dump(TWO)[:-1] + "\n" + dump(ONE))
    assert [(id, params["file"]) for id, params in found] == [("revision.not-json", "r.json:2")]


WRONG: list[tuple[Json, str, str]] = [
    (body(money(30)), "revision.money", "events.0.amount"),
    (body(money(30.0)), "revision.money", "events.0.amount"),
    (body(money(float("nan"))), "revision.money", "events.0.amount"),
    (body(money("NaN")), "revision.money", "events.0.amount"),
    (body(money("1e3")), "revision.money", "events.0.amount"),
    (body(money("1,000.00")), "revision.money", "events.0.amount"),
    (body(money("0.0000001")), "revision.money", "events.0.amount"),
    (body(money("99999999999")), "revision.money", "events.0.amount"),
    (body(money(10**400)), "revision.money", "events.0.amount"),
    (body(money(None)), "revision.money", "events.0.amount"),
    (body(money([])), "revision.money", "events.0.amount"),
    (body(money("1.00") | {"mode": "print"}), "revision.literal", "events.0.mode"),
    (body(money("1.00") | {"amounts": "1.00"}), "revision.extra", "events.0.amounts"),
    (body(money("1.00") | {"Amount": "1.00"}), "revision.extra", "events.0.Amount"),
    (body({"kind": "MoneyPrinted"}), "revision.kind", "events.0.kind"),
    (body({"amount": "1.00"}), "revision.kind", "events.0.kind"),
    (body({"kind": 5}), "revision.kind", "events.0.kind"),
    (body(money("1.00") | {"line": "甲局"}), "revision.type", "events.0.line"),
    (body(money("1.00") | {"line": {**CLOUD, "unit": 5}}), "revision.type", "events.0.line.unit"),
    (body(money("1.00") | {"line": {**CLOUD, "unit": " "}}), "revision.empty", "events.0.line.unit"),
    (body(money("1.00") | {"line": {**CLOUD, "unit": "甲\x1b[2J"}}), "revision.control", "events.0.line.unit"),
    (body(money("1.00") | {"line": {**CLOUD, "unit": "甲\u202e局"}}), "revision.control", "events.0.line.unit"),
    (body(money("1.00") | {"line": {**CLOUD, "unit": "甲" * 301}}), "revision.too_long", "events.0.line.unit"),
    (body(money("1.00") | {"line": {**CLOUD, "origin_year": 10**30}}), "revision.type", "events.0.line.origin_year"),
    (body(), "revision.too_short", "events"),
    (body(events=[]), "revision.too_short", "events"),
    (body(unit("甲"), fiscal_year="2024"), "revision.type", "fiscal_year"),
    (body(unit("甲"), fiscal_year=2024.5), "revision.type", "fiscal_year"),
    (body(unit("甲"), fiscal_year=True), "revision.type", "fiscal_year"),
    (body(unit("甲"), fiscal_year=1), "revision.type", "fiscal_year"),
    (body(unit("甲"), fiscal_year=10**30), "revision.type", "fiscal_year"),
    (body(unit("甲"), effective="2024-02-30"), "revision.date", "effective"),
    (body(unit("甲"), effective="20240101"), "revision.date", "effective"),
    (body(unit("甲"), effective="2024-W01-1"), "revision.date", "effective"),
    (body(unit("甲"), effective="２０２４-01-01"), "revision.date", "effective"),
    (body(unit("甲")) | {"effective": 20240101}, "revision.type", "effective"),
    (body(unit("甲"), authority="king"), "revision.literal", "authority"),
    (body(unit("甲"), document="一号"), "revision.type", "document"),
    (body(unit("甲"), document={"no": "一号"}), "revision.extra", "document.no"),
    (body(unit("甲"), seq=5), "revision.extra", "seq"),
    (body(unit("甲"), reason="因" * 20_001), "revision.too_long", "reason"),
    ({"events": [unit("甲")], "effective": "2024-01-01"}, "revision.missing", "fiscal_year"),
    ({"events": [unit("甲")], "fiscal_year": 2024}, "revision.missing", "effective"),
    ({"fiscal_year": 2024, "effective": "2024-01-01"}, "revision.missing", "events"),
]


@pytest.mark.parametrize(
    ("wrong", "id", "field"), WRONG, ids=[f"{id} {field} {n}" for n, (_, id, field) in enumerate(WRONG)]
)
def test_a_wrong_field_is_named_with_what_is_wrong(wrong: Json, id: str, field: str) -> None:
    single = problems(dump(wrong))
    assert (id, field) in [(found, params["field"]) for found, params in single]
    assert {params["where"] for _, params in single} == {"r.json"}
    in_array = problems(dump([ONE, wrong]))
    assert {params["where"] for _, params in in_array} == {"r.json[1]"}


def test_everything_wrong_is_said_at_once() -> None:
    wrong = body(money(1), money("x"), {"kind": "MoneyPrinted"}, effective="soon")
    assert [id for id, _ in problems(dump(wrong))] == [
        "revision.date", "revision.date", "revision.money", "revision.money", "revision.kind",
    ]  # fmt: skip


def test_a_file_that_is_wrong_all_over_gets_a_bounded_list() -> None:
    assert len(problems(dump([body(money(n)) for n in range(5_000)]))) == 20


def test_one_wrong_revision_refuses_the_whole_file() -> None:
    assert problems(dump([ONE, body(money("x")), TWO]))


def test_the_length_of_what_is_repeated_back_is_bounded() -> None:
    for wrong in (money("9" * 5_000), {"kind": "K" * 5_000}, money("1.00") | {"mode": "m" * 5_000}):
        [(_, params)] = problems(dump(body(wrong)))
        assert len(str(params["found"])) <= 100


def test_names_are_normalised_and_trimmed() -> None:
    [revision] = parse_revisions(dump(body(unit("  甲\u304b\u3099局 "))), "r.json")
    assert revision.events[0].model_dump()["unit"] == "甲\u304c局"


def test_amounts_lose_their_superfluous_zeros_and_nothing_else() -> None:
    amounts = ["+1", "1.500000", "-0.00", "0.000001", "007.10"]
    [revision] = parse_revisions(dump(body(*(supplement(TRAINING, a) for a in amounts))), "r.json")
    stored = [event["amount"] for event in revision.model_dump(mode="json")["events"]]
    assert stored == ["1.00", "1.50", "0.00", "0.000001", "7.10"]
