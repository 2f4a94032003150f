"""Laws over histories of every kind of event, right and wrong: a revision is recorded or refused in words; what was
recorded keeps the floors, is judged right again, and is the same when it is rebuilt."""

from __future__ import annotations

import json
import shutil
from collections import defaultdict
from itertools import accumulate

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.builders import (
    OPENING,
    Clock,
    Json,
    amount,
    body,
    line,
    new_book,
    project,
    projections,
    scratch_folder,
    unit,
)
from tracker.book import Book
from tracker.model.errors import Refused
from tracker.model.line import Line
from tracker.model.point import Point
from tracker.model.revision import Revision
from tracker.model.vocabulary import HELD, Measure

DATES = ("2024-01-15", "2024-03-01", "2024-06-30", "2024-12-31", "2025-01-01", "2025-06-30", "2026-01-01")
UNITS = ("甲局", "甲中心", "乙局", "丙局")
PROJECTS = ("云平台", "培训", "运维", "数")
AUTHORITIES = ("finance", "finance", "government", "congress", "unit")
amounts = st.sampled_from(("0.000001", "1.00", "2.50", "7.00", "20.00", "33.333333", "100.00"))
signed = amounts | amounts.map("-{}".format)
projects, units = st.sampled_from(PROJECTS), st.sampled_from(UNITS)


OWNERS = ("甲局", "云平台"), ("甲局", "云平台"), ("甲局", "培训"), ("甲中心", "运维"), ("甲局", None), ("乙局", "数")
CODES = {"云平台": ("2060599", "30227"), "培训": ("2050803", "30216"), "运维": ("2010350", "30213")}


@st.composite
def lines(draw: st.DrawFn) -> Json:
    owner, name = draw(st.sampled_from(OWNERS))
    function, economic = CODES.get(name or "", ("2010301", "30101"))
    if draw(st.integers(0, 6)) == 0:
        economic = draw(st.sampled_from(("30226", "30217")))
    found = line(owner, name, function=function, economic=economic)
    if draw(st.integers(0, 8)) == 0:
        found["origin_year"] = 2024
    return {"project": name} if name and draw(st.integers(0, 7)) == 0 else found


items = st.builds(amount, lines(), amounts)
listed = st.lists(items, min_size=1, max_size=3)


def _event(kind: str, **fields: st.SearchStrategy[object]) -> st.SearchStrategy[Json]:
    return st.fixed_dictionaries({"kind": st.just(kind), **{name.rstrip("_"): field for name, field in fields.items()}})


@st.composite
def _transfers(draw: st.DrawFn) -> Json:
    wan = draw(amounts)
    return {"kind": "AmountsTransferred", "legs": [amount(draw(lines()), f"-{wan}"), amount(draw(lines()), wan)]}


@st.composite
def _splits(draw: st.DrawFn) -> Json:
    name, (a, b) = draw(projects), draw(st.sampled_from((("0.5", "0.5"), ("0.0000001", "0.9999999"), ("0.3", "0.6"))))
    parts = [{"project": f"{name}{n}", "name": f"{name}{n}", "weight": weight} for n, weight in ((1, a), (2, b))]
    return {"kind": "ProjectSplit", "project": name, "into": parts}


@st.composite
def _details(draw: st.DrawFn) -> Json:
    wan, source = draw(amounts), draw(lines())
    return {"kind": "AllocationDetailed", "from": amount(source, wan), "to": [amount(draw(lines()), wan)]}


@st.composite
def _moves(draw: st.DrawFn) -> Json:
    source, wan = draw(lines()), draw(amounts)
    return {"from": source, "to": {**source, "function": draw(st.sampled_from(("2060501", "2010399")))}, "amount": wan}


back = st.integers(0, 6)
"""How many revisions, or how many proposals that still wait, lie between the newest and the one that is meant."""
control = st.one_of(
    _event("RevisionReversed", seq=back), _event("RevisionApproved", seq=back), _event("RevisionRejected", seq=back)
)
events = st.one_of(
    control,
    control,
    _event("AmountAdjusted", mode=st.just("supplement"), line=lines(), amount=amounts, source=st.just("待分配")),
    _event("AmountAdjusted", mode=st.sampled_from(("cut", "recovery")), line=lines(), amount=amounts.map("-{}".format)),
    _event("AmountAdjusted", mode=st.just("statutory"), line=lines(), amount=signed),
    _transfers(),
    _event("LinesReclassified", moves=st.lists(_moves(), min_size=1, max_size=2)),
    _details(),
    _event("FundsFrozen", line=lines(), amount=amounts),
    _event("FundsReleased", line=lines(), amount=amounts),
    _event("ExecutionRecorded", line=lines(), amount=signed),
    _event("ExecutionRecorded", line=lines(), amount=amounts, through=st.sampled_from(DATES)),
    _event("FinalAccountsReported", lines=listed),
    _event("RequestFiled", round=st.sampled_from((1, 2)), lines=listed),
    _event("CeilingIssued", limits=st.builds(lambda unit, wan: [amount({"unit": unit}, wan)], units, amounts)),
    _event("BudgetApproved", lines=listed),
    _event("CarriedForward", lines=listed),
    _event("SurplusDeclared", lines=listed),
    _event("YearClosed", year=st.just(2024)),
    _event("YearRolledOver", from_year=st.just(2024), projects=st.lists(_event("", project=projects).map(
        lambda item: {"project": item["project"]}), max_size=2)),
    _event("UnitRegistered", unit=units, unit_kind=st.just("事业")),
    _event("UnitRenamed", unit=units, name=units | st.just("新名")),
    _event("UnitMerged", unit=units, into=units),
    _event("ProjectAdded", project=projects, name=projects, unit=units),
    _event("ProjectRenamed", project=projects, name=projects | st.just("新项")),
    _splits(),
    _event("ProjectMerged", projects=st.lists(projects, min_size=2, max_size=3), into=projects | st.just("合")),
    _event("ProjectClosed", project=projects),
    _event("GoalChanged", project=projects, goal=st.sampled_from(("扩容", "压缩"))),
)  # fmt: skip


_SINCE = {"YearClosed", "UnitMerged", "ProjectClosed", "ProjectMerged", "ProjectSplit"}
"""What lets little happen after it, and so comes seldom."""


@st.composite
def revisions(draw: st.DrawFn) -> Json:
    found = draw(st.lists(events, min_size=1, max_size=2))
    if draw(st.integers(0, 2)):
        found = found[:1]
    ends = any(event["kind"] in _SINCE for event in found)
    if ends and draw(st.integers(0, 3)):
        found = [draw(control)]
    date = draw(st.sampled_from(DATES))
    more: Json = {"fiscal_year": draw(st.sampled_from((2024, 2024, 2024, 2025, 2026))), "effective": date}
    more |= {"authority": draw(st.sampled_from(AUTHORITIES)), "by": draw(st.sampled_from(("甲", "乙")))}
    if draw(st.integers(0, 3)) == 0:
        more["proposed"] = True
    return body(*found, **more)


def meant(book: Book, revision: Json) -> Json:
    """The revision with the seqs that it means; one that only decides on others belongs to their year."""
    waiting = [row.header.seq for row in book.log() if row.status == "proposed"]
    events, target = [], 0
    for event in revision["events"]:
        if "seq" in event:
            candidates = [*range(book.head.seq, 0, -1)] if event["kind"] == "RevisionReversed" else waiting or [1]
            target = candidates[min(event["seq"], len(candidates) - 1)]
            event = event | {"seq": target}
        events.append(event)
    whole = revision | {"events": events}
    if not target or len(events) > 1:
        return whole
    header = next(row.header for row in book.log() if row.header.seq == target)
    own = {"fiscal_year": header.fiscal_year, "effective": header.effective, "authority": "congress"}
    return {name: value for name, value in (whole | own).items() if name != "proposed"}


def floors(book: Book) -> None:
    """On every line, at every date, what stands is not below what is spoken for, and neither is below zero."""
    days: dict[Line, dict[str, dict[Measure, int]]] = defaultdict(lambda: defaultdict(lambda: defaultdict(int)))
    for p in book._store.postings(0, Point(book.head.seq)):
        days[p.line][p.effective][p.measure] += p.amount_fen
    for of_line in days.values():
        course = sorted(of_line.items())
        for measure in HELD:
            assert min(accumulate(of[measure] for _, of in course)) >= 0, measure
        free = (
            sum(fen * ((m in CURRENT_OR_HELD) - 2 * (m in HELD)) for m, fen in of.items()) for _, of in course
        )  # what stands minus what is spoken for
        assert min(accumulate(free)) >= 0


CURRENT_OR_HELD = frozenset(Measure) - {Measure.REQUEST1, Measure.REQUEST2, Measure.CEILING}


def names(book: Book) -> None:
    """No two units, and no two projects of a unit, are called the same."""
    roster = book.roster
    called = [unit.name for unit in roster.units()] + [(project.unit, project.name) for project in roster.projects()]
    assert len(called) == len(set(called))


@settings(max_examples=120)
@given(st.lists(revisions(), max_size=24))
def test_whatever_is_recorded_keeps_the_laws(history: list[Json]) -> None:
    folder = scratch_folder()
    try:
        with new_book(folder / "book", Clock()) as book:
            book.record(Revision.model_validate_json(json.dumps(body(*OPENING, unit("乙局"), project("数", "乙局")))))
            for revision in history:
                before = book.head
                try:
                    book.record(Revision.model_validate_json(json.dumps(meant(book, revision))))
                except Refused:
                    assert book.head == before
            floors(book)
            names(book)
            assert [one for one in book.judged() if one.strictness == "hard"] == []
            for row in book.log():
                if row.standing in ("proposed", "approved", "rejected"):
                    continue  # it did nothing itself
                assert book.amendment(row.header.seq)["events"][0] == {
                    "kind": "RevisionReversed",
                    "seq": row.header.seq,
                }
            kept = projections(book.path)
            book.rebuild()
            assert projections(book.path) == kept
            assert book.verify().revisions == book.head.seq
    finally:
        shutil.rmtree(folder)
