"""Strategies for short histories: what people might record in a year, right and wrong, and books that hold it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from hypothesis import strategies as st

from tests.support.builders import (
    OPENING,
    Clock,
    Json,
    adjusted,
    amount,
    approved,
    body,
    goal,
    line,
    milestone,
    new_book,
    project,
    reversed_,
    scratch_folder,
    transferred,
    unit,
)
from tracker.book import Book
from tracker.model.errors import Refused
from tracker.model.point import Point
from tracker.model.revision import Revision

DATES = ("2023-12-31", "2024-01-15", "2024-03-01", "2024-06-30", "2025-01-01")
dates = st.sampled_from(DATES)
_OWNERS = (("甲局", None), ("甲中心", None), ("甲局", "云平台"), ("甲局", "培训"), ("甲中心", "运维"))
_FUNDS = ("一般公共预算", "一般公共预算", "政府性基金预算", "事业收入")
_AMOUNTS = st.sampled_from(("0.000001", "1.00", "2.50", "0.005", "33.333333", "500.00"))


@st.composite
def lines(draw: st.DrawFn) -> Json:
    owner, name = draw(st.sampled_from(_OWNERS))
    function = draw(st.sampled_from(("2010301", "2060599", "2050803")))
    economic = draw(st.sampled_from(("30101", "30227", "30231", "30216")))
    return line(owner, name, fund=draw(st.sampled_from(_FUNDS)), function=function, economic=economic)


@st.composite
def _moves(draw: st.DrawFn) -> Json:
    wan = draw(_AMOUNTS)
    out = draw(lines())
    into = draw(lines()) | {"fund": out["fund"]}
    return transferred(amount(out, f"-{wan}"), amount(into, wan))


@st.composite
def _adjustments(draw: st.DrawFn) -> Json:
    mode, sign = draw(st.sampled_from((("supplement", ""), ("supplement", ""), ("cut", "-"), ("cut", ""))))
    return adjusted(mode, draw(lines()), sign + draw(_AMOUNTS))


_facts = st.one_of(
    st.builds(goal, st.sampled_from(("云平台", "培训", "没有这个")), st.sampled_from(("扩容", "压缩"))),
    st.builds(unit, st.sampled_from(("甲局", "乙局")), st.just("参公")),
    st.builds(project, st.sampled_from(("数", "表")), st.sampled_from(("甲局", "乙局"))),
    st.builds(milestone, st.sampled_from(("一稿", "二稿", "HEAD"))),
    st.just({"kind": "SettingsChanged", "changes": {"name": "甲局账本", "warnings.hard": None}}),
)
money_events = st.one_of(
    _adjustments(),
    _adjustments(),
    _moves(),
    st.builds(lambda item, wan: approved(amount(item, wan)), lines(), _AMOUNTS),
)
events = st.one_of(money_events, money_events, _facts, st.builds(reversed_, st.integers(2, 9)))
revisions = st.builds(lambda found, day: body(*found, effective=day), st.lists(events, min_size=1, max_size=3), dates)
histories = st.lists(revisions, max_size=12)


@contextmanager
def book_of(history: Sequence[Json]) -> Iterator[Book]:
    """A book that opens like builders.OPENING and then holds what of the history was not refused."""
    folder = scratch_folder()
    try:
        with new_book(folder / "book", Clock()) as book:
            accepted(book, body(*OPENING))
            for revision in history:
                accepted(book, revision)
            yield book
    finally:
        shutil.rmtree(folder)


def accepted(book: Book, revision: Json) -> bool:
    """Whether the book took the revision."""
    try:
        book.record(Revision.model_validate_json(json.dumps(revision)))
    except Refused:
        return False
    return True


@st.composite
def points(draw: st.DrawFn, book: Book) -> Point:
    return Point(draw(st.integers(0, book.head.seq)), draw(st.none() | dates))
