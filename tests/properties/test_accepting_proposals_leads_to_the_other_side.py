"""Law: what is proposed from A to B, recorded on A, and the remainder make B, in every cell of every table to the fen;
and the same two sides always give the same proposals."""

from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.properties.histories import accepted, book_of, lines
from tests.support.builders import Json, adjusted, amount, approved, body, project, transferred
from tracker.book import Book
from tracker.model.parse import parse_revisions
from tracker.query.year import YearView

Cells = dict[tuple[str, str, str], int]
_WAN = st.sampled_from(("1.00", "2.50", "3.00", "0.07", "12.000001"))


@st.composite
def _changes(draw: st.DrawFn) -> Json:
    """What might happen between two publications."""
    wan, there = draw(_WAN), draw(lines())
    match draw(st.sampled_from(("up", "up", "down", "moved", "new", "closed", "renamed"))):
        case "up":
            return adjusted("supplement", there, wan)
        case "down":
            return adjusted("cut", there, f"-{wan}")
        case "moved":
            into = draw(lines()) | {"fund": there["fund"]}
            return transferred(amount(there, f"-{wan}"), amount(into, wan))
        case "new":
            name = draw(st.sampled_from(("云平台二期", "档案数字化", "培训经费")))
            money = {k: v for k, v in there.items() if k in ("fund", "function", "economic")}
            return project(name, "甲局") | {"lines": [amount(money | {"nature": "项目支出"}, wan)]}
        case "closed":
            return {"kind": "ProjectClosed", "project": draw(st.sampled_from(("云平台", "培训", "运维")))}
        case _:
            return {
                "kind": "ProjectRenamed",
                "project": "云平台",
                "name": draw(st.sampled_from(("云平台项目", "云 平台"))),
            }


_amounts = st.builds(lambda there, wan: approved(amount(there, wan)), lines(), _WAN)
histories = st.lists(_amounts.map(body), max_size=6)
changes = st.lists(_changes().map(body), min_size=1, max_size=5)


def cells_of(view: YearView) -> Cells:
    """Fen by table, row and column; units and projects by name."""
    return {
        (role, _named(view, row.key), column.label): fen
        for role, table in view.tables().items()
        for row in table.rows
        for column, fen in zip(table.columns, row.amounts_fen, strict=True)
        if fen
    }


def _named(view: YearView, key: str) -> str:
    unit, slash, below = key.partition("/")
    if view.known.exists("unit", unit):
        below = view.naming.project_name(below) if view.known.exists("project", below) else below
        return f"{view.naming.unit_name(unit)}{slash}{below}"
    return key


def accept_all(book: Book, revisions: list[Json]) -> None:
    """Records what is proposed by way of the file that a person would edit."""
    for revision in parse_revisions(json.dumps({"revisions": revisions}), "proposed.json"):
        assert revision.inferred
        book.record(revision)


@settings(max_examples=60, deadline=None)
@given(histories, changes)
def test_what_is_accepted_and_what_is_left_make_the_other_side(history: list[Json], happened: list[Json]) -> None:
    with book_of(history) as book, book_of(history) as copy:
        start = book.point().point
        for revision in happened:
            accepted(book, revision)
        before, after = book.view(2024, start), book.view(2024, book.point().point)
        if start == book.point().point:
            return
        found = book.propose(before, after)
        revisions = book.proposed_revisions(found, "zh")
        assert book.proposed_revisions(book.propose(before, after), "zh") == revisions
        if revisions:
            accept_all(copy, revisions)
        made = cells_of(copy.view(2024, copy.point().point))
        for left in found.remainder:
            key = left.role, _named(after, left.key), left.column
            made[key] = made.get(key, 0) + left.fen
        assert {key: fen for key, fen in made.items() if fen} == cells_of(after)
        assert found.difference_fen == sum(one.delta_fen for one in found.proposals if one.axis == "project")
        assert found.left_fen == 0
        assert all(row.inferred for row in copy.log() if row.header.seq > start.seq)
