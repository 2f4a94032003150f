"""Law: whatever is recorded of any kind, in two years, at dates in any order, right and wrong, proposed, observed,
amended, taken back: every answer of the book is what a naive replay of its journal answers, and the books balance."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Sequence
from random import Random
from typing import Any

import pytest
from hypothesis import note, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule

from tests.properties.book_machine import SETTINGS, BookKeeping
from tests.support.bridges import leads_on
from tests.support.builders import (
    CLOUD,
    OPENING,
    TRAINING,
    UPKEEP,
    Json,
    SqliteLog,
    amount,
    approved,
    fingerprint,
    line,
    project,
    unit,
)
from tests.support.life_writer import DATES, ENDS, FACTS, MONEY, LifeWriter
from tests.support.memory_store import MemoryStore
from tests.support.naive import Naive
from tests.support.naive_life import CURRENT, FactKey, Key, NaiveLife, fen, key
from tests.support.oracle import Cell, Names, shown, tables
from tests.support.plain_diff import PARTITIONS
from tracker.book import Book
from tracker.book.controlling import Said
from tracker.model.decide import decide
from tracker.model.errors import NotFound, Refused
from tracker.model.line import Line
from tracker.model.point import Point
from tracker.model.revision import Revision
from tracker.model.state import Roster
from tracker.query.facts import StoreFacts
from tracker.store.replay import StorePast, entry_of

YEARS = (2023, 2024, 2025)
"""The first is one that money can only have come from."""
NOW = "9"
"""Later than every effective date."""
REFUSED_AT_ONCE = ("I22",)
"""Rules by which even the newest revision is not taken back: somebody else must approve it."""
GIVES_IDS = ("UnitRegistered", "ProjectAdded", "ProjectSplit", "ProjectMerged")
OF_SEQS = ("closed",)
"""Attributes that say at which revision something was so, and not what."""


class AnyLife(BookKeeping):
    def __init__(self) -> None:
        super().__init__()
        self.random = Random()
        self.life = NaiveLife([])
        self.observing = False
        self.checked = 0
        self.refusal = ""

    # What is recorded

    @initialize(random=st.randoms(use_true_random=True), observing=st.sampled_from((False, False, True, False)))
    def open(self, random: Random, observing: bool) -> None:
        """The machine draws from a generator of its own: what is drawn one by one repeats itself too much."""
        self.random, self.observing = random, observing
        other = project("数", "乙局", lines=[amount(line("乙局", "数", function="2060599", economic="30227"), "40.00")])
        document = {"number": "多〔2024〕0号", "title": "批复", "date": DATES[0]}  # ids follow from it
        assert self.command(*OPENING, unit("乙局", "参公"), other, effective=DATES[0], document=document)
        again = [amount(of, "12.34") for of in (CLOUD, TRAINING, UPKEEP)]
        assert self.command(approved(*again), fiscal_year=2025, effective=DATES[4], document=document)

    def command(self, *events: Json, **more: object) -> bool:
        note(f"{more} {json.dumps(events, ensure_ascii=False)}")
        taken = super().command(*events, **more)
        self.life = NaiveLife(self.naive.revisions)
        return taken

    def submit(self, revision: Revision | Json) -> bool:
        """Records a revision as it is."""
        if isinstance(revision, Revision):
            revision = revision.model_dump(mode="json", exclude_none=True, by_alias=True)
        said: Json = dict.fromkeys(("document", "by", "authority", "reason")) | revision
        return self.command(*said.pop("events"), **said)

    @property
    def head(self) -> int:
        return len(self.life.revisions)

    @rule()
    def live(self) -> None:
        """One step. Hypothesis would leave out most of the rules of a machine, and mostly those that move money."""
        steps: dict[Callable[[], None], int] = {
            self.move_money: 30,
            self.move_money_and_say_something: 5,
            self.carry_forward: 3,
            self.say_something: 8,
            self.end_something: 2,
            self.roll_over: 1,
            self.reverse: 5,
            self.reverse_the_last: 4,
            self.amend: 4,
            self.withdraw: 1,
            self.approve: 8,
            self.reject: 1,
            self.any_version_agrees: 2,
            self.tables_agree: 2,
            self.a_bridge_leads_on: 2,
        }
        (step,) = self.random.choices([*steps], [*steps.values()])
        step()

    @property
    def writer(self) -> LifeWriter:
        return LifeWriter(self.random, self.life)

    def record(self, kinds: Sequence[str], **more: object) -> None:
        said = self.writer.said() | more
        if self.observing and self.writer.seldom(4):
            said |= {"observed": True, "reason": "查实"}
        self.command(*self.writer.events(kinds, said["fiscal_year"], said["effective"]), **said)

    def move_money(self) -> None:
        self.record([self.writer.one(*MONEY)])

    def move_money_and_say_something(self) -> None:
        kinds = [self.writer.one(*MONEY), self.writer.one(*MONEY), self.writer.one(*MONEY, *FACTS)]
        self.random.shuffle(kinds)
        self.record(kinds)

    def carry_forward(self) -> None:
        self.record(["CarriedForward"], fiscal_year=2025)

    def say_something(self) -> None:
        self.record([self.writer.one(*FACTS)])

    def end_something(self) -> None:
        self.record([self.writer.one(*ENDS)])

    def roll_over(self) -> None:
        self.submit(self.book.rollover(2024, by="甲"))

    # Control

    def some_seq(self) -> int:
        seqs = range(1, self.head + 1)
        proposed = [seq for seq in seqs if self.life.revisions[seq - 1].get("proposed")]
        return self.writer.seq([seq for seq in seqs if not self.life.undone(seq) and seq not in proposed])

    def reverse(self) -> None:
        effective = self.writer.one(None, None, *DATES)
        said: Said = {"reason": "误", "effective": effective, "authority": "congress", "by": "丁"}
        self.submit(self.book.reversal(self.some_seq(), **said).replaced(proposed=self.writer.seldom(5)))

    def reverse_the_last(self) -> None:
        """Where nothing came between, what was before is restored exactly."""
        if not self.kinds(self.head) - {"RevisionReversed"}:
            return
        seq = self.head
        if not self.submit(self.book.reversal(seq, reason="误", authority="congress", by="丁")):
            assert self.refusal in REFUSED_AT_ONCE or self.observed
            return
        before, after = self.life.at(seq - 1), self.life
        for day in (*DATES, NOW):
            assert after.measures(day) == before.measures(day)
            assert without_fates(after.facts(day)) == without_fates(before.facts(day))

    def amend(self) -> None:
        seq, edit, proposed = self.some_seq(), self.writer.seldom(2), self.writer.seldom(5)
        if self.life.revisions[seq - 1].get("proposed"):
            with pytest.raises(Refused):
                self.book.amendment(seq)
            return
        amended = self.book.amendment(seq)
        if sum(event["kind"] == "RevisionReversed" for event in amended["events"]) > 3:
            return  # each amendment of an amendment doubles what is posted
        if edit and "amount" in amended["events"][-1]:
            amended["events"][-1] |= {"amount": "1.234567"}
        amended |= {"authority": "congress", "reason": "改"} | ({"proposed": True} if proposed else {})
        unchanged = seq == self.head and not edit
        before = self.life
        taken = self.submit(amended)
        if unchanged and not amended.get("proposed"):
            assert taken or self.refusal in REFUSED_AT_ONCE or self.observed
            for day in (*DATES, NOW) if taken else ():
                assert self.life.measures(day) == before.measures(day)
                assert without_fates(self.life.facts(day)) == without_fates(before.facts(day))

    def withdraw(self) -> None:
        """All that stands under a document goes, or nothing of it."""
        number = self.number(self.random.randint(min(3, self.head), self.head))
        files, log = fingerprint(self.path / "events"), list(SqliteLog(self.path))
        try:
            taken = self.book.record_all(self.book.withdrawal(number, reason="作废", authority="congress", by="丁"))
        except Refused:
            assert fingerprint(self.path / "events") == files
            assert list(SqliteLog(self.path)) == log
            return
        except NotFound:
            return
        self.naive = Naive.of_journal(self.path / "events")
        self.life = NaiveLife(self.naive.revisions)
        assert self.head == len(log) + len(taken)
        facts = self.life.facts()
        for seq in range(1, len(log) + 1):
            if self.number(seq) != number:
                continue
            says = self.kinds(seq) - {"RevisionReversed", "RevisionRejected"}
            assert not says or ("revision", str(seq), "reversed_by") in facts

    def reject(self) -> None:
        before, pending = self.life, self.pending()
        if pending and self.submit(self.book.rejection(self.writer.one(*pending), by="丙")):
            assert self.life.measures() == before.measures()

    def approve(self) -> None:
        """It leaves what recording the same events at this moment leaves, or is refused."""
        if not (pending := self.pending()):
            return
        seq, by = self.writer.one(*pending), self.writer.one("甲", "丙", "丙")
        effective = self.writer.one(None, *DATES)
        proposal = self.life.revisions[seq - 1]
        if any(event["kind"] in GIVES_IDS for event in proposal["events"]):
            effective = None  # an id follows from the date
        approval = self.book.approval(seq, effective=effective, by=by, authority="congress")
        copy = self.path.parent / "twin"
        shutil.copytree(self.path / "events", copy / "events")
        refusal = "" if self.submit(approval) else self.refusal
        directly = {name: value for name, value in proposal.items() if name not in ("proposed", "recorded")}
        directly |= {"authority": "congress", "effective": approval.effective, "reason": approval.reason}
        with Book.open(copy) as twin:
            try:
                twin.record(Revision.model_validate_json(json.dumps(directly)))
            except Refused as refused:
                rule_at_once = refused.rule
                assert refusal or rule_at_once == "I22"
            else:
                assert refusal in ("", "I36", "I22")
                if not refusal:
                    at_once = NaiveLife(Naive.of_journal(copy / "events").revisions)
                    for day in (*DATES, NOW):
                        assert self.life.measures(day) == at_once.measures(day)
                        assert without_fates(self.life.facts(day)) == without_fates(at_once.facts(day))
        shutil.rmtree(copy)

    def was_refused(self, revision: Json, refusal: Refused) -> None:
        self.refusal = refusal.rule

    @property
    def observed(self) -> bool:
        return any(revision.get("observed") for revision in self.life.revisions)

    def number(self, seq: int) -> str:
        return str(self.life.revisions[seq - 1].get("document", {}).get("number", "-"))

    def kinds(self, seq: int) -> set[str]:
        return {event["kind"] for event in self.life.acting(seq)}

    def pending(self) -> list[int]:
        facts = self.life.facts()
        return [
            seq
            for seq, revision in enumerate(self.life.revisions, 1)
            if revision.get("proposed")
            and not any(("revision", str(seq), fate) in facts for fate in ("approved_by", "rejected_by"))
        ]

    # What must hold

    @invariant()
    def the_books_balance(self) -> None:
        if self.checked == self.head:
            return
        self.checked = self.head
        self.agrees(Point(self.head))
        for day in DATES:
            self.agrees(Point(self.head, day))
        if not self.observed:
            for of in {of for of, _ in self.life.measures()}:
                assert min(self.life.least(of, "").values()) >= 0
        for revision in self.life.revisions[-1:]:
            self.means_what_it_says(revision)

    def agrees(self, point: Point) -> None:
        """Money and facts are what the naive replay says; the identity holds on every line."""
        life, day = self.life.at(point.seq), point.effective or NOW
        expected = life.measures(day)
        found: dict[tuple[Key, str], int] = {}
        for year in YEARS:
            view = self.book.view(year, point)
            of_year = {(tuple(of), m.name): fen for of, sums in view.measures for m, fen in sums.items()}
            current: dict[tuple[object, ...], int] = {}
            for (of, measure), amount_fen in of_year.items():
                current[of] = current.get(of, 0) + amount_fen * (measure in CURRENT)
            balances = {tuple(of): fen for of, fen in view.balances if fen}
            assert balances == {of: fen for of, fen in current.items() if fen}
            assert view.size_fen() == sum(balances.values())
            found |= of_year  # type: ignore[arg-type] # a line is a tuple
        assert found == expected
        roster, facts = self.book.roster_at(point), life.facts(day)
        fields = {(entity, field) for entity, _, field in self.life.ever_told()}
        kinds: tuple[Any, ...] = ("unit", "project", "year", "ceiling", "milestone", "setting", "revision")  # Entity
        known: dict[FactKey, object] = {
            (entity, id, field): value
            for entity in kinds
            for id in roster.ids(entity)
            for field, value in roster.fields(entity, id).items()
            if (entity, field) in fields
        }
        assert known == facts

    def means_what_it_says(self, revision: Json) -> None:
        """What was worked out at recording is what the words of the event mean."""
        acting = self.life.acting(self.head)
        for event in acting:
            if event["kind"] == "AmountsTransferred" and not revision.get("observed"):
                assert sum(fen(leg["amount"]) for leg in event["legs"]) == 0
            if event["kind"] == "LinesReclassified":
                for move in event["moves"]:
                    assert sum(map(fen, move["shares"].values())) == fen(move["amount"])
            if event["kind"] == "AllocationDetailed":
                shares = [sum(map(fen, of.values())) for of in event["shares"]]
                assert shares == [fen(item["amount"]) for item in event["to"]]
        if len(acting) != 1:
            return
        measures, (event,), year = self.life.measures(), acting, revision["fiscal_year"]
        match event["kind"]:
            case "FinalAccountsReported":
                for item in event["lines"]:
                    assert measures.get((key(item["line"], year), "EXECUTED"), 0) == fen(item["amount"])
            case "ExecutionRecorded" if "through" in event:
                assert measures.get((key(event["line"], year), "EXECUTED"), 0) == fen(event["amount"])
            case "RequestFiled":
                measure, filing = f"REQUEST{event['round']}", {item["line"]["unit"] for item in event["lines"]}
                stands = {
                    of: n for (of, m), n in measures.items() if m == measure and of[0] == year and of[1] in filing
                }
                assert stands == {key(i["line"], year): fen(i["amount"]) for i in event["lines"] if fen(i["amount"])}

    def some_point(self) -> Point:
        return Point(self.random.randint(0, self.head), self.writer.one(None, *DATES))

    def any_version_agrees(self) -> None:
        self.agrees(self.some_point())

    def a_bridge_leads_on(self) -> None:
        """Between any two points of any two years."""
        old, new = (self.book.view(self.writer.one(2024, 2025), self.some_point()) for _ in range(2))
        for by in (*PARTITIONS, None):
            found = self.book.bridge(old, new, by)
            assert found.closes
            leads_on(found, old.size_fen(), new.size_fen())

    def tables_agree(self) -> None:
        """Every cell of every table, so units sum to the department and children to their parents."""
        year, point = self.writer.one(2024, 2025), self.some_point()
        day = point.effective
        life = self.life.at(point.seq)
        facts = life.ever_told() | life.facts(day or NOW)
        balances: dict[Line, int] = {}
        for (of, measure), amount_fen in life.measures(day or NOW).items():
            if of[0] == year and measure in CURRENT:
                balances[Line(*of)] = balances.get(Line(*of), 0) + amount_fen

        def names(of: Line) -> Names:
            wanted = (("unit", of.unit, "name"), ("unit", of.unit, "kind"), ("project", of.project, "name"))
            return Names(*(str(facts.get(key, "")) for key in wanted))

        view = self.book.view(year, point)
        found: dict[Cell, int] = {}
        for number in range(1, 13):
            found |= shown(self.book.table(view, number))
        assert found == tables(balances.items(), names)

    def teardown(self) -> None:
        try:
            self.judged_again()
        finally:
            super().teardown()

    def judged_again(self) -> None:
        """Every revision decided again at its own place is the one that is stored, and breaks nothing that it was not
        observed to break."""
        assert [one for one in self.book.judged() if one.strictness == "hard" and not one.observed] == []
        store, roster = MemoryStore(), Roster()
        for seq, _, hash, stored in SqliteLog(self.path):
            revision = Revision.model_validate_json(stored)
            decision = decide(StoreFacts(store, roster, seq - 1), revision, revision.recorded or "", judging=True)
            entry = entry_of(revision, seq, hash, stored, StorePast(store), roster)
            assert decision.revision == revision
            assert (decision.postings, decision.changes) == (entry.postings, entry.changes)
            store.append(entry)


def without_fates(facts: dict[FactKey, object]) -> dict[FactKey, object]:
    """What is known of all but revisions, not caring since which revision it is so."""
    return {of: of[2] in OF_SEQS or value for of, value in facts.items() if of[0] not in ("revision", "milestone")}


AnyLife.TestCase.settings = settings(SETTINGS, max_examples=50)
TestAnyLife = AnyLife.TestCase
