"""The event that adopts a crosswalk: what is refused and by which rule, what is stored, what replaces what."""

from __future__ import annotations

import json

import pytest

from tests.support.builders import Json, body, milestone, record, reversed_, unit
from tests.support.crosswalks import crosswalk, pair
from tests.unit.test_rules import refusal
from tracker.book import Book
from tracker.model.canonical import GENESIS, canonical
from tracker.model.errors import DocumentError
from tracker.model.events.base import Effects, Event
from tracker.model.parse import parse_revisions
from tracker.model.state import Change, Roster
from tracker.store.protocol import Head
from tracker.store.replay import replay

MOVED = pair("2010301", "2014101", "moved")
WRONG: list[tuple[str, Json]] = [
    ("I14", crosswalk(MOVED, years=(2024, 2024))),
    ("I14", crosswalk(MOVED, years=(2024, 2023))),
    ("I14", crosswalk(MOVED, MOVED)),
    ("I14", crosswalk({"kind": "same"})),
    ("I14", crosswalk(pair("2010301", "2014101", "split", "0.5"), pair("2010301", "2014102", "split", "0.4"))),
    ("I14", crosswalk(pair("2010301", "2014101", "split", "0.5"), pair("2010301", "2014102", "split", "0.50000001"))),
    ("I14", crosswalk(pair("2010301", "2014101", "split"), pair("2010301", "2014102", "split", "0.0"))),
    ("I14", crosswalk(pair("2010301", "2014101", "moved", "0.9"))),
    ("I14", crosswalk(pair("2010301", "2014101", "split"))),
    ("I14", crosswalk(pair("2010301", "2014101", "merged"))),
    ("I14", crosswalk(pair("2010301", "2014101", "same"))),
    ("I14", crosswalk(pair("2010301", "2010301", "moved"))),
    ("I14", crosswalk(MOVED, pair("2010302", "2014101", "moved"))),
    ("I14", crosswalk(pair("2010301", None, "moved"))),
    ("I14", crosswalk(pair(None, "2014101", "moved"))),
    ("I14", crosswalk(pair("2010301", "2014101", "new"))),
    ("I14", crosswalk(pair("2010301", "2014101", "ended"))),
    ("I14", crosswalk(pair("2010301", "2014101", "split", "0.5"), pair("2010301", None, "ended", "0.5"))),
    ("I15", crosswalk(pair("2010", "2014", "moved"))),
    ("I15", crosswalk(pair("20103０1", "2014101", "moved"))),
    ("I15", crosswalk(pair("20103", "2014101", "moved"))),
    ("I15", crosswalk(pair("2010301", "2014101", "moved"), system="economic")),
    ("I15", crosswalk(pair("5010101", "5010102", "moved"), system="gov_economic")),
    ("I12", crosswalk(pair("甲局", "丙局", "renamed"), system="unit")),
    ("I12", crosswalk(pair("云平台", "没有这个", "renamed"), system="project")),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "event"), WRONG, ids=lambda value: json.dumps(value, ensure_ascii=False)[:90])
def test_a_wrong_map_is_refused_by_its_rule(book: Book, rule: str, event: Json) -> None:
    assert refusal(book, event).rule == rule


@pytest.mark.parametrize("document", [None, {}, {"date": "2024-01-01"}])
def test_a_crosswalk_needs_a_legal_basis_or_a_document(book: Book, document: Json | None) -> None:
    assert refusal(book, crosswalk(MOVED), document=document).rule == "I14"
    record(book, crosswalk(MOVED, basis="财预〔2023〕88号"), document=document)
    record(book, crosswalk(MOVED), document={"title": "2024年政府收支分类科目"})


@pytest.mark.parametrize("weight", ["1.5", "-0.5", "0,5", "1e-1", ".5", "", 1, 0.5, "0." + "1" * 13])
def test_a_weight_is_a_decimal_string_from_0_to_1(weight: object) -> None:
    text = json.dumps(body(crosswalk(MOVED | {"weight": weight})))
    with pytest.raises(DocumentError):
        parse_revisions(text, "r.json")


SHAPES: list[tuple[Json, ...]] = [
    (pair("2010301", "2010301", "same"),),
    (pair("2010301", "2010301", "renamed"),),
    (pair("20103", "20141", "renamed"),),
    (pair("201", "202", "moved"),),
    (pair("2010301", "2014101", "split", "0.333333333333"), pair("2010301", "2014102", "split", "0.666666666667")),
    (pair("2010301", "2014101", "merged"), pair("2010302", "2014101", "merged")),
    (
        pair("2010301", "2014101", "split", "0.5"),
        pair("2010301", "2014102", "split", "0.50"),
        pair("2010302", "2014102", "merged"),
    ),
    (pair(None, "2014101", "new"), pair("2010301", None, "ended")),
]


@pytest.mark.parametrize("maps", SHAPES)
def test_every_shape_of_a_map_is_admitted_and_stored_as_canonical_text(book: Book, maps: tuple[Json, ...]) -> None:
    seq = record(book, crosswalk(*maps)).seq
    stored = json.loads(str(book.roster.value("crosswalk", "function/2023-2024", "maps")))
    plain = {"0.50": "0.5"}
    assert stored == [{"weight": plain.get(one.get("weight", "1"), one.get("weight", "1"))} | {
        key: value for key, value in one.items() if key != "weight"} for one in maps]  # fmt: skip
    assert book.roster.since("crosswalk", "function/2023-2024", "maps") == seq


def test_units_and_projects_are_stored_by_their_ids(book: Book) -> None:
    record(book, unit("乙局"))
    record(book, crosswalk(pair("甲局", "乙局", "renamed"), system="unit"))
    record(book, crosswalk(pair("甲局/云平台", "培训", "merged"), pair("培训", "培训", "merged"), system="project"))
    ids = {unit.name: unit.id for unit in book.roster.units()} | {p.name: p.id for p in book.roster.projects()}
    units, projects = (
        json.loads(str(book.roster.value("crosswalk", f"{system}/2023-2024", "maps"))) for system in ("unit", "project")
    )
    assert [(one["from"], one["to"]) for one in units] == [(ids["甲局"], ids["乙局"])]
    assert [(one["from"], one["to"]) for one in projects] == [(ids["云平台"], ids["培训"]), (ids["培训"], ids["培训"])]


def test_a_later_adoption_replaces_the_map_of_the_same_system_and_years_only(book: Book) -> None:
    first = record(book, crosswalk(MOVED, basis="旧")).seq
    record(book, crosswalk(pair("2010301", "2014102", "moved")))
    record(book, crosswalk(pair("30101", "30102", "moved"), system="economic"))
    record(book, crosswalk(MOVED, years=(2022, 2024)))
    assert len(list(book.roster.ids("crosswalk"))) == 3
    assert "2014102" in book.roster.text("crosswalk", "function/2023-2024", "maps")
    assert "测〔2024〕" in book.roster.text(
        "crosswalk", "function/2023-2024", "basis"
    )  # its document, where nothing is said
    then = book.roster_at(book.point(f"@{first}").point)
    assert "2014101" in then.text("crosswalk", "function/2023-2024", "maps")
    assert then.text("crosswalk", "function/2023-2024", "basis") == "旧"


def test_a_map_counts_from_its_effective_date_and_is_taken_back_by_a_reversal(book: Book) -> None:
    seq = record(book, crosswalk(MOVED), effective="2024-03-01").seq
    before, after = (book.roster_at(book.point("HEAD", day).point) for day in ("2024-02-29", "2024-03-01"))
    assert not before.exists("crosswalk", "function/2023-2024")
    assert after.exists("crosswalk", "function/2023-2024")
    record(book, reversed_(seq), effective="2024-03-01")
    assert not book.roster.exists("crosswalk", "function/2023-2024")


def test_what_a_map_names_cannot_be_taken_back_under_it(book: Book) -> None:
    made = record(book, unit("乙局")).seq
    record(book, milestone("一稿"))
    record(book, crosswalk(pair("甲局", "乙局", "renamed"), system="unit"))
    assert refusal(book, reversed_(made)).rule == "I27"


OLD = (
    b'{"authority":"finance","by":"recorder","document":{"date":"2024-01-15","number":"\xe6\xb5\x8b\xe3\x80\x942024'
    b'\xe3\x80\x952\xe5\x8f\xb7"},"effective":"2024-01-15","events":[{"basis":"\xe8\xb4\xa2\xe9\xa2\x84","from_year":'
    b'2023,"kind":"CrosswalkAdopted","maps":[{"from":"2010301","kind":"split","to":"2014101","weight":"0.25"},{"from":'
    b'"2010301","kind":"split","to":"2014102","weight":"0.75"},{"kind":"new","to":"20140","weight":"1"}],"system":'
    b'"function","to_year":2024,"v":1}],"fiscal_year":2024,"recorded":"2024-06-01T00:02:00.000Z"}'
)
OLD_HASH = "81e67c8ee24c5484794b829859694b6ab3ebadd47d2f5d4e3561e0bdcab8dc70"


def test_a_stored_adoption_of_version_1_replays_for_ever() -> None:
    (entry,) = replay([(1, OLD_HASH, OLD)], Nothing(), Head(0, GENESIS), roster := Roster())
    assert canonical(json.loads(OLD)) == OLD
    maps = [
        {"from": "2010301", "kind": "split", "to": "2014101", "weight": "0.25"},
        {"from": "2010301", "kind": "split", "to": "2014102", "weight": "0.75"},
        {"kind": "new", "to": "20140", "weight": "1"},
    ]
    assert [dated.change for dated in entry.changes] == [
        Change("crosswalk", "function/2023-2024", "maps", canonical(maps).decode()),
        Change("crosswalk", "function/2023-2024", "basis", "财预"),
    ]
    assert entry.postings == ()
    assert roster.exists("crosswalk", "function/2023-2024")


class Nothing:
    """A log before which nothing happened."""

    def inverse_of(self, seq: int) -> Effects:
        raise AssertionError(seq)

    def proposed(self, seq: int) -> tuple[Event, ...]:
        raise AssertionError(seq)


def test_a_book_rebuilt_from_its_journal_knows_the_same_maps(book: Book) -> None:
    record(book, crosswalk(MOVED))
    before = book.roster.fields("crosswalk", "function/2023-2024")
    book.rebuild()
    book.verify()
    assert book.roster.fields("crosswalk", "function/2023-2024") == before
