"""Law: whatever is recorded of any kind, in two years, at dates in any order, right and wrong, proposed, observed,
amended, taken back: every answer of the book is what a naive replay of its journal answers, and the books balance."""

from __future__ import annotations

import json
import shutil
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule

from tests.properties.book_machine import SETTINGS, BookKeeping
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
    wan,
)
from tests.support.memory_store import MemoryStore
from tests.support.naive import Naive
from tests.support.naive_life import CURRENT, DIMENSIONS, FactKey, Key, NaiveLife, fen, key
from tests.support.oracle import Cell, Names, shown, tables
from tracker.book import Book
from tracker.model.decide import decide
from tracker.model.errors import NotFound, Refused
from tracker.model.line import Line
from tracker.model.point import Point
from tracker.model.revision import Revision
from tracker.model.state import Roster
from tracker.query.facts import StoreFacts
from tracker.store.replay import StorePast, entry_of

YEARS = (2024, 2025)
DATES = ("2024-01-01", "2024-03-01", "2024-06-30", "2024-12-31", "2025-01-01", "2025-06-30")
UNITS = ("甲局", "甲中心", "乙局", "丙局")
PROJECTS = ("云平台", "培训", "运维", "数")
AUTHORITIES = ("congress", "congress", "congress", "finance", "unit")
MODES = ("supplement", "cut", "cut", "statutory", "reserve", "from-above", "recovery", "recovery")
ROWS = {
    "authority.adjust.cut": ("finance, over 50.00 government", "congress", None),
    "authority.reclassify": ("unit", None),
    "approval.required": ("AmountAdjusted", "all", None, None),
    "warnings.hard": ("I8 I24", "I34", None, None),
}
NOW = "9"
"""Later than every effective date."""
REFUSED_AT_ONCE = ("I22",)
"""Rules by which even the newest revision is not taken back: somebody else must approve it."""
GIVES_IDS = ("UnitRegistered", "ProjectAdded", "ProjectSplit", "ProjectMerged")
OF_SEQS = ("closed",)
"""Attributes that say at which revision something was so, and not what."""

units, projects, dates = st.sampled_from(UNITS), st.sampled_from(PROJECTS), st.sampled_from(DATES)
functions, codes = st.sampled_from(("2060501", "2010350", "2010399")), st.sampled_from(("30227", "30209", "30231"))


def seldom(data: st.DataObject, times: int) -> bool:
    """Once in so many times; the first and the last of a range would come more often."""
    return data.draw(st.sampled_from([False] * (times // 2) + [True] + [False] * ((times - 1) // 2)))


@st.composite
def sayings(draw: st.DrawFn) -> Json:
    """What a revision says beside its events."""
    said: Json = {"fiscal_year": draw(st.sampled_from((2024, 2024, 2025))), "effective": draw(dates)}
    said |= {"authority": draw(st.sampled_from(AUTHORITIES)), "by": draw(st.sampled_from(("甲", "乙")))}
    said |= {"reason": draw(st.sampled_from(("因", "因", "因", None)))}
    if draw(st.sampled_from((False, False, True, False, False))):
        said["proposed"] = True
    return said


class AnyLife(BookKeeping):
    def __init__(self) -> None:
        super().__init__()
        self.life = NaiveLife([])
        self.observing = False
        self.checked = 0
        self.refusal = ""

    # What is recorded

    @initialize(observing=st.sampled_from((False, False, False, True)))
    def open(self, observing: bool) -> None:
        self.observing = observing
        other = project("数", "乙局", lines=[amount(line("乙局", "数", function="2060599", economic="30227"), "40.00")])
        document = {"number": "多〔2024〕0号", "title": "批复", "date": DATES[0]}  # ids follow from it
        assert self.command(*OPENING, unit("乙局", "参公"), other, effective=DATES[0], document=document)
        again = [amount(of, "12.34") for of in (CLOUD, TRAINING, UPKEEP)]
        assert self.command(approved(*again), fiscal_year=2025, effective=DATES[4], document=document)

    def command(self, *events: Json, **more: object) -> bool:
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

    def some_line(self, data: st.DataObject, year: int, when: str = "", measure: str = "") -> Json:
        """A line, mostly one that holds money (of a measure, if need be, from some date on), or another beside it."""
        held = sorted({of for of, _ in self.life.measures() if of[0] == year})
        if measure and not seldom(data, 10):
            held = [of for of in held if self.life.least(of, when)[measure] > 0] or held
        if not held or seldom(data, 15):
            return data.draw(st.sampled_from((CLOUD, TRAINING, {"project": "运维"}, line("乙局", economic="30216"))))
        chosen = data.draw(st.sampled_from(held))
        found: Json = {name: value for name, value in zip(DIMENSIONS, chosen[1:-1], strict=True) if value}
        if chosen[-1]:
            found["origin_year"] = chosen[-1]
        return found if measure or not seldom(data, 4) else self.beside(data, found)

    @staticmethod
    def beside(data: st.DataObject, of: Json) -> Json:
        """The line with another function or economic code."""
        found = {name: value for name, value in of.items() if name != "gov_economic"}
        return found | (
            {"function": data.draw(functions)} if data.draw(st.booleans()) else {"economic": data.draw(codes)}
        )

    def some_item(self, data: st.DataObject, year: int, when: str, measure: str = "free") -> Json:
        """A line and an amount around what is there."""
        of = self.some_line(data, year, when, measure)
        there = self.life.least(key(of, year), when)[measure] if "gov_economic" in of else 3_000_000
        likely = [n for n in (there // 3, there // 7, there, there, there + 1, there - 1, 1, 2_500_000) if n > 0]
        return amount(of, wan(data.draw(st.sampled_from(likely))))

    def some_items(self, data: st.DataObject, year: int, when: str) -> list[Json]:
        return [self.some_item(data, year, when) for _ in range(data.draw(st.integers(1, 2)))]

    def money(self, data: st.DataObject, kind: str, year: int, when: str) -> Json:
        """An event that moves money."""
        item = self.some_item(data, year, when, {"FundsReleased": "FROZEN"}.get(kind, "free"))
        match kind:
            case "AmountAdjusted":
                mode = data.draw(st.sampled_from(MODES))
                falls = mode in ("cut", "recovery") or (mode == "statutory" and data.draw(st.booleans()))
                more = {} if seldom(data, 4) else {"source": "上级〔2024〕1号"}
                return {"kind": kind, "mode": mode, **item, "amount": "-" * falls + item["amount"], **more}
            case "AmountsTransferred":
                into = self.some_line(data, year)
                legs = [amount(item["line"], f"-{item['amount']}"), amount(into, item["amount"])]
                if seldom(data, 10):
                    legs.append(amount(item["line"], data.draw(st.sampled_from(("-0.01", "0.01")))))
                if seldom(data, 4):
                    legs = [*legs, amount(into, "-0.01"), amount(self.some_line(data, year), "0.01")]
                return {"kind": kind, "legs": legs}
            case "AllocationDetailed":
                whole = fen(item["amount"])
                parts = [n for n in (whole // 3, whole - whole // 3) if n]
                return {"kind": kind, "from": item, "to": [amount(self.some_line(data, year), wan(n)) for n in parts]}
            case "LinesReclassified":
                into = {name: value for name, value in item["line"].items() if name != "gov_economic"}
                into |= (
                    {"function": data.draw(functions)} if data.draw(st.booleans()) else {"economic": data.draw(codes)}
                )
                back = seldom(data, 4)
                moves = [{"from": item["line"], "to": into, "amount": item["amount"]}]
                return {
                    "kind": kind,
                    "moves": moves + [{"from": into, "to": item["line"], "amount": "0.000001"}] * back,
                }
            case "ExecutionRecorded":
                back = seldom(data, 5)
                through = (
                    {"through": data.draw(dates.filter(lambda day: day <= when))} if data.draw(st.booleans()) else {}
                )
                return {"kind": kind, **item, "amount": "-" * back + item["amount"], **through}
            case "RequestFiled":
                return {
                    "kind": kind,
                    "round": data.draw(st.sampled_from((1, 2))),
                    "lines": self.some_items(data, year, when),
                }
            case "FundsFrozen" | "FundsReleased":
                return {"kind": kind, **item}
            case _:
                return {"kind": kind, "lines": [item, *self.some_items(data, year, when)[1:]]}

    def fact(self, data: st.DataObject, kind: str, year: int) -> Json:
        """An event that moves none."""
        name, owner = data.draw(projects), data.draw(units)
        match kind:
            case "UnitRegistered":
                return unit(owner, "事业") | ({"parent": data.draw(units)} if data.draw(st.booleans()) else {})
            case "UnitRenamed":
                return {"kind": kind, "unit": owner, "name": data.draw(units | st.just("新局"))}
            case "UnitMerged":
                return {"kind": kind, "unit": owner, "into": data.draw(units)}
            case "ProjectAdded":
                return project(name, owner, goal="初", category="特定目标类")
            case "ProjectRenamed":
                return {"kind": kind, "project": name, "name": data.draw(projects | st.just("新项"))}
            case "ProjectSplit":
                weights = data.draw(st.sampled_from((("0.5", "0.5"), ("0.3", "0.6"), ("0.000001", "0.999999"))))
                into = [{"project": f"{name}{n}", "name": f"{name}{n}", "weight": of} for n, of in enumerate(weights)]
                return {"kind": kind, "project": name, "into": into}
            case "ProjectMerged":
                return {
                    "kind": kind,
                    "projects": [name, data.draw(projects)],
                    "into": data.draw(projects | st.just("合")),
                }
            case "ProjectClosed":
                return {"kind": kind, "project": name}
            case "GoalChanged":
                return {"kind": kind, "project": name, "goal": data.draw(st.sampled_from(("扩容", "压缩")))}
            case "CeilingIssued":
                limit: Json = {"unit": owner} if data.draw(st.booleans()) else {"project": name, "fund": "一般公共预算"}
                return {"kind": kind, "limits": [amount(limit, data.draw(st.sampled_from(("1.00", "550.00"))))]}
            case "SettingsChanged":
                setting = data.draw(st.sampled_from(list(ROWS)))
                return {"kind": kind, "changes": {setting: data.draw(st.sampled_from(ROWS[setting]))}}
            case "YearRolledOver":
                before = data.draw(st.none() | projects | st.just("-"))
                return {"kind": kind, "from_year": 2024, "projects": [{"project": name, "predecessor": before}]}
            case _:
                return {"kind": "YearClosed", "year": year}

    def record(self, said: Json, data: st.DataObject, *events: Json) -> None:
        if self.observing and seldom(data, 4):
            said = said | {"observed": True, "reason": "查实"}
        document = {
            "number": f"多〔2024〕{data.draw(st.integers(1, 30))}号",
            "title": "通知",
            "date": said["effective"],
        }
        document |= {} if seldom(data, 6) else {"parent": "上级〔2024〕1号"}
        self.command(*events, document=document, **said)

    @rule(
        kind=st.sampled_from(("AmountAdjusted", "AmountAdjusted", "AmountsTransferred", "AllocationDetailed",
                              "LinesReclassified", "BudgetApproved")),
        said=sayings(), data=st.data(),
    )  # fmt: skip
    def move_money(self, kind: str, said: Json, data: st.DataObject) -> None:
        self.record(said, data, self.money(data, kind, said["fiscal_year"], said["effective"]))

    @rule(
        kind=st.sampled_from(("FundsFrozen", "FundsReleased", "ExecutionRecorded", "SurplusDeclared", "RequestFiled",
                              "FinalAccountsReported")),
        said=sayings(), data=st.data(),
    )  # fmt: skip
    def hold_money(self, kind: str, said: Json, data: st.DataObject) -> None:
        self.record(said, data, self.money(data, kind, said["fiscal_year"], said["effective"]))

    @rule(said=sayings(), data=st.data())
    def carry_forward(self, said: Json, data: st.DataObject) -> None:
        lines = self.some_items(data, 2024, said["effective"])
        self.record(said | {"fiscal_year": 2025}, data, {"kind": "CarriedForward", "lines": lines})

    @rule(by=st.sampled_from(("甲", "乙")))
    def roll_over(self, by: str) -> None:
        self.submit(self.book.rollover(2024, by=by))

    @rule(
        kind=st.sampled_from(("UnitRegistered", "UnitRenamed", "ProjectAdded", "ProjectRenamed", "GoalChanged",
                              "CeilingIssued", "SettingsChanged", "YearRolledOver")),
        said=sayings(), data=st.data(),
    )  # fmt: skip
    def say_something(self, kind: str, said: Json, data: st.DataObject) -> None:
        self.record(said, data, self.fact(data, kind, said["fiscal_year"]))

    @rule(
        kind=st.sampled_from(("UnitMerged", "ProjectSplit", "ProjectMerged", "ProjectClosed", "YearClosed")),
        said=sayings(), data=st.data(), sure=st.sampled_from((False, True, False)),
    )  # fmt: skip
    def end_something(self, kind: str, said: Json, data: st.DataObject, sure: bool) -> None:
        if sure:  # little happens after it
            self.record(said, data, self.fact(data, kind, said["fiscal_year"]))

    @rule(
        first=st.sampled_from(("AmountAdjusted", "ExecutionRecorded", "FundsFrozen", "LinesReclassified")),
        then=st.sampled_from(("AmountAdjusted", "AmountsTransferred", "FundsReleased", "AllocationDetailed")),
        fact=st.sampled_from(("ProjectAdded", "UnitRenamed", "GoalChanged", "ProjectClosed")),
        said=sayings(), data=st.data(),
    )  # fmt: skip
    def do_several_things(self, first: str, then: str, fact: str, said: Json, data: st.DataObject) -> None:
        year, when = said["fiscal_year"], said["effective"]
        events = [self.money(data, first, year, when), self.money(data, then, year, when)]
        if data.draw(st.booleans()):
            events.insert(data.draw(st.integers(0, 2)), self.fact(data, fact, year))
        self.record(said, data, *events)

    # Control

    def some_seq(self, data: st.DataObject) -> int:
        """Not often those that open the book: without them there is little to do."""
        if seldom(data, 20):
            return data.draw(st.integers(1, self.head))
        seqs = range(3, self.head + 1)
        standing = [n for n in seqs if not self.life.undone(n) and not self.life.revisions[n - 1].get("proposed")]
        return data.draw(st.sampled_from(standing[-3:] or seqs) | st.sampled_from(standing or seqs))

    @precondition(lambda self: self.head > 2)
    @rule(data=st.data(), effective=st.none() | dates, proposed=st.sampled_from((False, True, False)))
    def reverse(self, data: st.DataObject, effective: str | None, proposed: bool) -> None:
        seq = self.some_seq(data)
        reversal = self.book.reversal(seq, reason="误", effective=effective, authority="congress", by="丁")
        self.submit(reversal.replaced(proposed=proposed))

    @precondition(lambda self: self.head > 2 and self.kinds(self.head) - {"RevisionReversed"})
    @rule()
    def reverse_the_last(self) -> None:
        """Where nothing came between, what was before is restored exactly."""
        seq = self.head
        if not self.submit(self.book.reversal(seq, reason="误", authority="congress", by="丁")):
            assert self.refusal in REFUSED_AT_ONCE
            return
        before, after = self.life.at(seq - 1), self.life
        for day in (*DATES, NOW):
            assert after.measures(day) == before.measures(day)
            assert without_fates(after.facts(day)) == without_fates(before.facts(day))

    @precondition(lambda self: self.head > 2)
    @rule(data=st.data(), edit=st.booleans(), proposed=st.sampled_from((False, True, False)))
    def amend(self, data: st.DataObject, edit: bool, proposed: bool) -> None:
        seq = self.some_seq(data)
        amended = self.book.amendment(seq)
        if edit and "amount" in amended["events"][-1]:
            amended["events"][-1] |= {"amount": "1.234567"}
        amended |= {"authority": "congress", "reason": "改"} | ({"proposed": True} if proposed else {})
        unchanged = seq == self.head and not edit
        before = self.life
        taken = self.submit(amended)
        if unchanged and not amended.get("proposed"):
            assert taken or self.refusal in REFUSED_AT_ONCE
            for day in (*DATES, NOW) if taken else ():
                assert self.life.measures(day) == before.measures(day)
                assert without_fates(self.life.facts(day)) == without_fates(before.facts(day))

    @precondition(lambda self: self.head > 2)
    @rule(data=st.data())
    def withdraw(self, data: st.DataObject) -> None:
        """All that stands under a document goes, or nothing of it."""
        number = data.draw(st.sampled_from([self.number(seq) for seq in range(3, self.head + 1)]))
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

    @precondition(lambda self: self.pending())
    @rule(data=st.data(), effective=st.none() | dates, by=st.sampled_from(("甲", "乙", "丙")))
    def reject(self, data: st.DataObject, effective: str | None, by: str) -> None:
        seq = data.draw(st.sampled_from(self.pending()))
        before = self.life
        if self.submit(self.book.rejection(seq, effective=effective, by=by)):
            assert self.life.measures() == before.measures()

    @precondition(lambda self: self.pending())
    @rule(data=st.data(), effective=st.none() | dates, by=st.sampled_from(("甲", "乙", "丙", "丙")))
    def approve(self, data: st.DataObject, effective: str | None, by: str) -> None:
        """It leaves what recording the same events at this moment leaves, or is refused."""
        seq = data.draw(st.sampled_from(self.pending()))
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
        if not any(revision.get("observed") for revision in self.life.revisions):
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

    @rule(data=st.data())
    def any_version_agrees(self, data: st.DataObject) -> None:
        self.agrees(Point(data.draw(st.integers(0, self.head)), data.draw(st.none() | dates)))

    @rule(data=st.data(), year=st.sampled_from(YEARS), day=st.none() | dates)
    def tables_agree(self, data: st.DataObject, year: int, day: str | None) -> None:
        """Every cell of every table, so units sum to the department and children to their parents."""
        point = Point(data.draw(st.integers(1, self.head)), day)
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


AnyLife.TestCase.settings = settings(SETTINGS, max_examples=60)
TestAnyLife = AnyLife.TestCase
