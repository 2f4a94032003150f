"""Every budget rule broken once: refused, passed with a reason, said, or recorded as observed, as its class has it.
A new rule needs a breach here."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import get_args

import pytest

from tests.support.builders import (
    CLOUD,
    FUND,
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
    fingerprint,
    line,
    milestone,
    record,
    reversed_,
    statement,
    supplement,
    transferred,
    unit,
)
from tests.support.shell import run
from tracker.book import Book
from tracker.messages import Language, render
from tracker.model.authority import PREFIX, shipped_table
from tracker.model.errors import Refused
from tracker.model.point import Point
from tracker.model.revision import Revision
from tracker.model.rules import RULE, RULES
from tracker.model.vocabulary import Mode


@dataclass(frozen=True)
class Breach:
    """A revision that breaks one rule of a book that opens like builders.OPENING and holds what was `given`."""

    events: tuple[Json, ...]
    more: dict[str, object] = field(default_factory=dict)
    given: tuple[Json, ...] = ()

    def body(self, **more: object) -> Json:
        return body(*self.events, **(self.more | more))  # type: ignore[arg-type] # effective is a str


def breach(*events: Json, given: tuple[Json, ...] = (), **more: object) -> Breach:
    return Breach(events, more, given)


def settings(changes: dict[str, str | None]) -> Json:
    return {"kind": "SettingsChanged", "changes": changes}


RECEPTIONS = line(economic="30217")
NEXT_YEAR: Json = {"fiscal_year": 2025, "effective": "2025-01-01"}
CARRIED = {"kind": "CarriedForward", "lines": [amount(TRAINING, "20.01")]}
REQUEST = {"kind": "RequestFiled", "round": 2, "lines": [amount(WAGES, "50.01")]}
CEILING = {"kind": "CeilingIssued", "limits": [amount({"unit": "甲局"}, "50.00")]}
RELEASE = {"kind": "FundsReleased", "line": TRAINING, "amount": "1.01"}
FREEZE = {"kind": "FundsFrozen", "line": TRAINING, "amount": "1.00"}
SAME = {"kind": "LinesReclassified", "moves": [{"from": CLOUD, "to": TRAINING, "amount": "1.00"}]}
WHY = {"kind": "ReasonWritten", "subject": {"table": 7, "row": "会议费"}, "text": "减少"}

BREACHES: dict[str, Breach] = {
    "I2": breach(supplement(CLOUD, "1.00"), document=None),
    "I3": breach(transferred(amount(TRAINING, "-5.00"), amount(UPKEEP, "4.00"))),
    "I4": breach(cut(TRAINING, "-20.01")),
    "I5": breach(cut(TRAINING, "0.00")),
    "I6": breach(transferred(amount(TRAINING, "-5.00"), amount({**UPKEEP, "fund": FUND}, "5.00"))),
    "I7": breach(transferred(amount(WAGES, "-5.00"), amount(TRAINING, "5.00")), authority="department"),
    "I8": breach(supplement(RECEPTIONS, "0.01")),
    "I9": breach(adjusted("statutory", CLOUD, "1.00"), authority="government"),
    "I10": breach(adjusted("reserve", CLOUD, "1.00"), authority="government"),
    "I11": breach(CARRIED, **NEXT_YEAR),
    "I12": breach(supplement({**CLOUD, "project": "没有这个"}, "1.00")),
    "I14": breach(SAME),
    "I15": breach(supplement({**CLOUD, "function": "206"}, "1.00")),
    "I16": breach(supplement(line(economic="30227", gov_economic="505"), "1.00")),
    "I17": breach(REQUEST, given=(body(CEILING),)),
    "I19": breach(approved(amount(CLOUD, "1.00"))),
    "I20": breach(supplement(CLOUD, "1.00"), given=(body({"kind": "YearClosed", "year": 2024}),)),
    "I21": breach(*[supplement(CLOUD, "9999999999.999999")] * 1_000),
    "I22": breach(supplement(CLOUD, "1.00"), given=(body(settings({"approval.required": "AmountAdjusted"})),)),
    "I23": breach(statement(adopt=False), given=(body(statement(adopt=False)),)),
    "I24": breach(supplement({"unit": "甲中心", "nature": "基本支出"}, "1.00")),
    "I25": breach(unit("甲局")),
    "I26": breach(statement(adopt=True)),
    "I27": breach(reversed_(2)),
    "I28": breach(milestone("HEAD")),
    "I29": breach(settings({"colour": "red"})),
    "I30": breach({**statement(adopt=False), "form": "no-such"}),
    "I31": breach(WHY),
    "I32": breach(cut(TRAINING, "-1.00"), authority="department"),
    "I33": breach(adjusted("statutory", CLOUD, "1.00"), authority="standing_committee"),
    "I34": breach(supplement(CLOUD, "1.00"), reason=None),
    "I35": breach(adjusted("supplement", CLOUD, "1.00")),
    "I36": breach({"kind": "RevisionApproved", "seq": 1}),
    "I37": breach({"kind": "ProjectClosed", "project": "培训"}),
    "I38": breach(RELEASE, given=(body(FREEZE),)),
    "I39": breach(supplement(CLOUD, "1.00"), observed=True, reason=None),
    "I40": breach(supplement({**CLOUD, "function": "2999999"}, "1.00")),
    "I41": breach(supplement(CLOUD, "1.00"), effective="2025-01-01"),
}
LANGUAGES: tuple[Language, ...] = ("zh", "en")
HELD_BY_CONSTRUCTION = {
    "I1": "tests/contract/test_store.py",
    "I13": "tests/properties/test_checks_hold_on_ledgers.py",
}
"""What no recording can break, and the tests that see to it."""

HARD = [rule.id for rule in RULES if rule.strictness == "hard"]
SOFT = [rule.id for rule in RULES if rule.strictness in ("warning", "remark")]
WARNINGS = [rule.id for rule in RULES if rule.strictness == "warning"]
REMARKS = [rule.id for rule in RULES if rule.strictness == "remark"]
OBSERVABLE = [rule.id for rule in RULES if rule.observable]
NEVER_OBSERVED = [id for id in HARD if not RULE[id].observable and id != "I39"]


def recorded(book: Book, revision: Json) -> int:
    return book.record(Revision.model_validate_json(json.dumps(revision))).seq


def prepared(book: Book, id: str) -> Breach:
    for revision in BREACHES[id].given:
        recorded(book, revision)
    return BREACHES[id]


def refused(book: Book, revision: Json) -> str:
    """The rule that refuses the revision; not a byte of the book is another."""
    before, files = book.head, fingerprint(book.path / "events")
    with pytest.raises(Refused) as refusal:
        recorded(book, revision)
    assert (book.head, fingerprint(book.path / "events")) == (before, files)
    return refusal.value.rule


def found(book: Book, seq: int) -> list[tuple[str, bool, str]]:
    return [(one.rule, one.observed, str(one.message)) for one in book.judged() if one.header.seq == seq]


def test_every_rule_is_broken_here_or_held_by_construction() -> None:
    assert set(BREACHES) == {rule.id for rule in RULES if rule.strictness != "construction"}
    for id, path in HELD_BY_CONSTRUCTION.items():
        assert RULE[id].strictness == "construction"
        assert Path(__file__).parents[2].joinpath(path).is_file()


@pytest.mark.parametrize("id", HARD)
def test_a_hard_rule_refuses_by_its_id_and_nothing_is_written(book: Book, id: str) -> None:
    assert refused(book, prepared(book, id).body()) == id


@pytest.mark.parametrize("id", HARD)
def test_a_refusal_is_exit_code_3_and_one_line(book: Book, id: str, tmp_path: Path) -> None:
    file, broken = tmp_path / "r.json", prepared(book, id).body()
    file.write_text(json.dumps(broken), "utf-8")
    before = book.head
    with pytest.raises(Refused) as refusal:
        recorded(book, broken)
    for language in LANGUAGES:
        ran = run(book.path, "record", "--file", str(file), lang=language)
        assert ran == (3, "", f"tracker: {render(refusal.value.message, language)} [{id}]\n")
    assert book.head == before


@pytest.mark.parametrize("id", WARNINGS)
def test_a_warning_passes_with_a_reason_only(book: Book, id: str) -> None:
    broken = prepared(book, id)
    assert refused(book, broken.body(reason=None)) == id
    seq = recorded(book, broken.body())
    assert (id, False) in [pair[:2] for pair in found(book, seq)]


@pytest.mark.parametrize("id", REMARKS)
def test_a_remark_passes_and_is_said(book: Book, id: str) -> None:
    broken = prepared(book, id)
    said = book.record(Revision.model_validate_json(json.dumps(broken.body(reason=None))))
    assert (id, False) in [pair[:2] for pair in found(book, said.seq)]
    assert {str(message) for message in said.warnings} == {message for *_, message in found(book, said.seq)}


@pytest.mark.parametrize("id", SOFT)
def test_what_the_book_makes_hard_is_refused_whatever_the_reason(book: Book, id: str) -> None:
    broken = prepared(book, id)
    recorded(book, body(settings({"warnings.hard": id})))
    assert refused(book, broken.body()) == id
    recorded(book, body(settings({"warnings.hard": None})))
    recorded(book, broken.body())


@pytest.mark.parametrize("id", OBSERVABLE)
def test_what_really_happened_is_recorded_counts_and_is_listed_for_ever(book: Book, id: str) -> None:
    broken = prepared(book, id)
    if id in SOFT:
        recorded(book, body(settings({"warnings.hard": id})))
    assert refused(book, broken.body(observed=True, reason=None)) == "I39"
    seq = recorded(book, broken.body(observed=True))
    assert next(book.log()).status == "observed"
    done = (
        book._store.postings(seq - 1, Point(seq)),
        [d for d in book._store.changes(seq - 1) if d.change[2] != "observed"],
    )
    assert any(done)
    before = found(book, seq)
    assert (id, True) in [pair[:2] for pair in before]
    relaxed: dict[str, str | None] = {PREFIX + act: "unit" for act in shipped_table()}
    relaxed |= {"warnings.hard": None, "codes.function.complete": "2024"}
    recorded(book, body(settings(relaxed), fiscal_year=2025))
    assert found(book, seq) == before
    listed = run(book.path, "check", "--rules", "--all", "--json").json["findings"]
    assert id in [one["rule"] for one in listed if one["seq"] == seq and one["observed"]]
    book.rebuild()
    assert found(book, seq) == before


@pytest.mark.parametrize("id", NEVER_OBSERVED)
def test_what_could_not_have_happened_is_refused_as_observed_too(book: Book, id: str) -> None:
    assert refused(book, prepared(book, id).body(observed=True)) == id


def test_an_observed_transfer_that_lost_money_lost_it(book: Book) -> None:
    recorded(book, BREACHES["I3"].body(observed=True))
    assert cell(book, 3, "合计", "合计") == 651_000_000


def test_check_rules_ends_with_1_where_a_hard_rule_is_broken_and_says_the_reason(book: Book) -> None:
    assert run(book.path, "check", "--rules").code == 0
    recorded(book, BREACHES["I4"].body(observed=True, reason="超支已发生"))
    ran = run(book.path, "check", "--rules")
    assert ran.code == 1
    assert "I4" in ran.out
    assert "超支已发生" in ran.out


def test_a_rule_by_its_id_lists_its_own_breaches_only(book: Book) -> None:
    recorded(book, BREACHES["I4"].body(observed=True))
    recorded(book, BREACHES["I3"].body(observed=True))
    assert {one.rule for one in book.judged(["I3"])} == {"I3"}
    assert run(book.path, "check", "--rule", "I99").code == 2


def test_what_many_events_of_a_revision_break_alike_is_listed_once(book: Book) -> None:
    events = [adjusted("supplement", CLOUD, "1.00"), adjusted("supplement", TRAINING, "1.00")]
    seq = recorded(book, body(*events))
    assert [rule for rule, _, _ in found(book, seq)] == ["I35"]


@pytest.mark.parametrize(("day", "belongs"), [("2022-12-31", False), ("2023-01-01", True), ("2024-12-31", True)])
def test_a_budget_is_prepared_in_the_year_before_at_the_earliest(book: Book, day: str, belongs: bool) -> None:
    fresh = unit("丁院"), {"kind": "RequestFiled", "round": 1, "lines": [amount(line("丁院"), "1.00")]}
    seq = recorded(book, body(*fresh, effective=day))
    assert ("I41" not in [rule for rule, _, _ in found(book, seq)]) == belongs


def test_codes_of_a_year_whose_list_is_complete_are_hard(book: Book) -> None:
    unknown = BREACHES["I40"].body()
    recorded(book, body(settings({"codes.function.complete": "2023 2024"})))
    assert refused(book, unknown) == "I15"
    recorded(book, body(settings({"code.function.2999999": "新设"})))
    record(book, supplement({**CLOUD, "function": "2999999"}, "1.00"))


def test_the_authority_table_has_a_row_for_every_mode_and_every_difference() -> None:
    modes = {f"adjust.{mode}" for mode in get_args(Mode)}
    differences = {"unit", "project", "function", "nature", "economic", "controlled", "gov_economic"}
    assert {act for act in shipped_table() if act.startswith("adjust.")} == modes
    assert {act for act in shipped_table() if act.startswith("transfer.")} == {
        f"transfer.{what}" for what in differences
    }


@pytest.mark.parametrize(
    ("wan", "authority"),
    [("50.00", "finance"), ("50.000001", "government"), ("200.00", "government"), ("200.01", "congress")],
)
def test_bands_of_the_authority_table_are_kept_to_the_fen(book: Book, wan: str, authority: str) -> None:
    row = "finance, over 50.00 government, over 200 congress"
    recorded(book, body(settings({"authority.adjust.cut": row})))
    weaker = {"finance": "department", "government": "finance", "congress": "standing_committee"}[authority]
    assert refused(book, body(cut(CLOUD, f"-{wan}"), authority=weaker)) == "I32"
    recorded(book, body(cut(CLOUD, f"-{wan}"), authority=authority))


def test_acts_of_one_kind_are_added_up_before_they_are_judged(book: Book) -> None:
    recorded(book, body(settings({"authority.adjust.cut": "finance, over 50.00 government"})))
    assert refused(book, body(cut(CLOUD, "-30.00"), cut(CLOUD, "-20.01"))) == "I32"
    recorded(book, body(cut(CLOUD, "-30.00"), cut(CLOUD, "-20.00")))


def test_what_was_decided_is_judged_by_the_table_in_force_then(book: Book) -> None:
    seq = recorded(book, body(cut(TRAINING, "-1.00"), authority="finance"))
    recorded(book, body(settings({"authority.adjust.cut": "congress"})))
    assert found(book, seq) == []
    late = recorded(book, body(cut(TRAINING, "-1.00"), authority="finance", observed=True))
    recorded(book, body(settings({"authority.adjust.cut": None})))
    assert [pair[:2] for pair in found(book, late)] == [("I32", True)]


def test_nobody_changes_the_authority_table_for_himself(book: Book) -> None:
    eased = {"kind": "SettingsChanged", "changes": {"authority.adjust.cut": "unit"}}
    with pytest.raises(Refused) as refused:
        record(book, eased, cut(CLOUD, "-1.00"), authority="department")
    assert refused.value.rule == "I32"
    with pytest.raises(Refused) as refused:
        record(book, eased, authority="unit")
    assert refused.value.rule == "I32"
    record(book, eased, authority="department")
    record(book, cut(CLOUD, "-1.00"), authority="unit")
