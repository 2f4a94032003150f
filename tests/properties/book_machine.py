"""A state machine that records in a book, right and wrong, and keeps a naive replay of its journal beside it."""

from __future__ import annotations

import json
import shutil

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from tests.support.builders import (
    Clock,
    Json,
    SqliteLog,
    body,
    fingerprint,
    milestone,
    new_book,
    project,
    projections,
    scratch_folder,
    unit,
)
from tests.support.naive import Naive
from tracker.book import Book
from tracker.model.errors import Refused
from tracker.model.point import Point
from tracker.model.revision import Revision

YEARS = (2024, 2025)
DATES = ("2023-12-31", "2024-01-01", "2024-03-01", "2024-06-30", "2024-12-31", "2025-01-01")
UNITS = {"甲局": "行政", "乙办": "参公", "丙中心": "事业"}
PROJECTS = ("云平台", "培训", "运维")
NATURES = ("项目支出", "项目支出", "事业单位经营支出", "结转下年")
FUNDS = ("一般公共预算", "一般公共预算", "政府性基金预算", "其他收入", None)
FUNCTIONS = ("2010301", "2010350", "2060599", None)
ECONOMIC = ("30101", "30227", "30231", "30301", "31003", None)
AMOUNTS = ("0.000001", "1.00", "2.50", "10.00", "33.333333", "0.00", "-1.00", "-2.50", "-33.333333")

dates = st.sampled_from(DATES)
years = st.sampled_from((2024, 2024, 2024, 2025))
amounts = st.sampled_from(AMOUNTS)


@st.composite
def lines(draw: st.DrawFn) -> Json:
    owner = draw(st.sampled_from(list(UNITS)))
    chosen = draw(st.sampled_from((None, *PROJECTS)))
    ref = {
        "unit": owner,
        "project": chosen,
        "nature": "基本支出" if chosen is None else draw(st.sampled_from(NATURES)),
        "fund": draw(st.sampled_from(FUNDS)),
        "function": draw(st.sampled_from(FUNCTIONS)),
        "economic": draw(st.sampled_from(ECONOMIC)),
    }
    return {name: value for name, value in ref.items() if value is not None}


class BookKeeping(RuleBasedStateMachine):
    """A book and the naive replay of its journal. What is recorded, and what the book answers, is up to machines."""

    def __init__(self) -> None:
        super().__init__()
        self.path = scratch_folder() / "book"
        self.book = new_book(self.path, Clock())
        self.naive = Naive([])

    def command(self, *events: Json, **more: object) -> bool:
        """Records a revision; if it is refused, the files are as they were."""
        files, log = fingerprint(self.path / "events"), list(SqliteLog(self.path))
        revision = body(*events, **more)  # type: ignore[arg-type] # as given
        try:
            recorded = self.book.record(Revision.model_validate_json(json.dumps(revision)))
        except Refused as refusal:
            assert fingerprint(self.path / "events") == files
            assert list(SqliteLog(self.path)) == log
            self.was_refused(revision, refusal)
            return False
        self.naive = Naive.of_journal(self.path / "events")
        assert recorded.seq == len(self.naive.revisions) == len(log) + 1
        return True

    def was_refused(self, revision: Json, refusal: Refused) -> None:
        """Where a machine judges a refusal."""

    def teardown(self) -> None:
        try:
            verified = self.book.verify()
            assert verified.revisions == verified.journal_lines == len(self.naive.revisions)
            before = projections(self.path)
            self.book.rebuild()
            assert projections(self.path) == before
            copy = self.path.parent / "copy"
            shutil.copytree(self.path / "events", copy / "events")
            if self.naive.revisions:
                with Book.open(copy) as again:
                    assert again.head == self.book.head
                    assert list(SqliteLog(copy)) == list(SqliteLog(self.path))
        finally:
            self.book.close()
            shutil.rmtree(self.path.parent)


class BookMachine(BookKeeping):
    """What people might record within a year. What the book answers is asked by the machines built on it."""

    def __init__(self) -> None:
        super().__init__()
        self.used: list[Json] = []

    # Commands, right and wrong

    @rule(name=st.sampled_from(list(UNITS)), effective=dates, year=years)
    def register(self, name: str, effective: str, year: int) -> None:
        new = not self.book.roster.named("unit", name)
        assert self.command(unit(name, UNITS[name]), effective=effective, fiscal_year=year) == new

    @rule(owner=st.sampled_from(list(UNITS)), name=st.sampled_from(PROJECTS), effective=dates, year=years)
    def add_project(self, owner: str, name: str, effective: str, year: int) -> None:
        self.command(project(name, owner, goal="初"), effective=effective, fiscal_year=year)

    @rule(owner=st.sampled_from(list(UNITS)), name=st.sampled_from(PROJECTS), line=lines(), wan=amounts, when=dates)
    def start_afresh(self, owner: str, name: str, line: Json, wan: str, when: str) -> None:
        """A unit, a project and its money in one revision."""
        line = {**line, "unit": owner, "project": name, "nature": "项目支出"}
        events = [] if self.book.roster.named("unit", owner) else [unit(owner, UNITS[owner])]
        events.append(project(name, owner, lines=[{"line": line, "amount": wan}]))
        if self.command(*events, effective=when):
            self.used.append(line)

    @rule(
        mode=st.sampled_from(("supplement", "supplement", "cut", "recovery", "statutory")),
        line=lines(), wan=amounts, effective=dates, year=years,
    )  # fmt: skip
    def adjust(self, mode: str, line: Json, wan: str, effective: str, year: int) -> None:
        event = {"kind": "AmountAdjusted", "mode": mode, "line": line, "amount": wan}
        if self.command(event, effective=effective, fiscal_year=year, authority="congress"):
            self.used.append(line)

    @precondition(lambda self: self.used)
    @rule(data=st.data(), wan=amounts, effective=dates, year=years, mode=st.sampled_from(("supplement", "cut")))
    def adjust_again(self, data: st.DataObject, wan: str, effective: str, year: int, mode: str) -> None:
        self.adjust(mode, data.draw(st.sampled_from(self.used)), wan, effective, year)

    @precondition(lambda self: self.used)
    @rule(data=st.data(), wan=amounts, effective=dates, year=years, odd=st.booleans())
    def transfer(self, data: st.DataObject, wan: str, effective: str, year: int, odd: bool) -> None:
        legs = [data.draw(st.sampled_from(self.used)), data.draw(st.sampled_from(self.used) | lines())]
        other = wan.removeprefix("-") if wan[0] == "-" else f"-{wan}"
        event = {
            "kind": "AmountsTransferred",
            "legs": [{"line": legs[0], "amount": wan}, {"line": legs[1], "amount": other}],
        }
        if odd:
            event["legs"].append({"line": legs[0], "amount": "0.01"})  # type: ignore[attr-defined] # a list
        assert not (self.command(event, effective=effective, fiscal_year=year) and odd)

    @rule(name=st.sampled_from(PROJECTS), text=st.sampled_from(("扩容", "压缩", "初")), effective=dates)
    def change_goal(self, name: str, text: str, effective: str) -> None:
        self.command({"kind": "GoalChanged", "project": name, "goal": text}, effective=effective)

    @rule(data=st.data(), effective=dates, year=years)
    def reverse(self, data: st.DataObject, effective: str, year: int) -> None:
        seq = data.draw(st.integers(1, len(self.naive.revisions) + 1))
        self.command({"kind": "RevisionReversed", "seq": seq}, effective=effective, fiscal_year=year)

    @precondition(lambda self: self.naive.revisions)
    @rule(data=st.data())
    def reverse_as_it_was(self, data: st.DataObject) -> None:
        seq = data.draw(st.integers(1, len(self.naive.revisions)))
        own = self.naive.revisions[seq - 1]
        self.command(
            {"kind": "RevisionReversed", "seq": seq}, effective=own["effective"], fiscal_year=own["fiscal_year"]
        )

    @rule(name=st.sampled_from(("2024/original", "一稿", "HEAD", "@1")), data=st.data(), effective=dates)
    def tag(self, name: str, data: st.DataObject, effective: str) -> None:
        seq = data.draw(st.none() | st.integers(0, len(self.naive.revisions) + 2))
        self.command(milestone(name, seq), effective=effective)

    def point(self, data: st.DataObject) -> Point:
        last = len(self.naive.revisions)
        return Point(
            data.draw(st.integers(max(0, last - 6), last) | st.integers(0, last)), data.draw(st.none() | dates)
        )


SETTINGS = settings(
    max_examples=60,
    stateful_step_count=40,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # shrinking forty steps takes minutes
)
