"""The law of the screens: every number on one is the number of the command line's JSON for the same view."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.golden.shown import copy_of_the_sample
from tests.support.shell import run
from tests.support.tui import eventful_book
from tracker.book import Book
from tracker.query.cells import row_name
from tracker.tui.reader import Reader
from tracker.tui.seen import Seen, seen
from tracker.tui.view_state import AXES, ScreenName, ViewState

Json = dict[str, Any]  # whatever the command prints
NONE = "--"


@pytest.fixture(scope="module", params=["small", "sample"])
def place(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp(request.param)
    if request.param == "sample":
        return copy_of_the_sample(folder)
    eventful_book(folder / "book").close()
    return folder / "book"


@pytest.fixture(scope="module")
def reader(place: Path) -> Iterator[Reader]:
    with Book.open(place) as book:
        yield Reader(book, "zh")


@st.composite
def views(draw: st.DrawFn, reader: Reader) -> ViewState:
    """A view of something that the book has."""
    start = reader.start()
    years = reader.facts(start).years
    state = ViewState(draw(st.sampled_from(years)), draw(st.integers(1, reader.head)))
    mark = draw(st.none() | st.integers(0, reader.head))
    table = draw(st.sampled_from(reader.facts(state).tables))
    axis, ranked = draw(st.sampled_from(AXES)), draw(st.booleans())
    return ViewState(state.year, state.version, mark=mark, table=table, axis=axis, ranked=ranked)


def figures(view: Seen) -> list[tuple[str, ...]]:
    """The cells of each visible row that hold figures."""
    return [tuple(cell for cell, right in zip(row, view.figures, strict=True) if right) for row in view.values()]


def plain(value: str | None) -> str:
    return NONE if value is None else value


def signed(value: str) -> str:
    return f"+{value}" if Decimal(value) > 0 else value


def changes(row: Json, amounts: Json) -> tuple[str, ...]:
    """Before, after, difference and percent as a screen writes them."""
    before = NONE if row.get("change") == "added" else plain(amounts["before"])
    after = NONE if row.get("change") == "removed" else plain(amounts["after"])
    return before, after, signed(amounts["delta"])


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(data=st.data())
def test_every_number_on_a_screen_is_the_command_lines(data: st.DataObject, place: Path, reader: Reader) -> None:
    state = data.draw(views(reader))
    at, year = f"@{state.version}", ["--year", str(state.year)]
    _table(place, reader, state, at, year)
    _diff(place, reader, state, at, year)
    _blame(data, place, reader, state, at, year)
    _checks(place, reader, state, at, year)
    _years(place, reader, state, at)


def _on(reader: Reader, state: ViewState, screen: ScreenName) -> Seen:
    return seen(reader, replace(state, screen=screen))


def _table(place: Path, reader: Reader, state: ViewState, at: str, year: list[str]) -> None:
    found = run(place, "show", str(state.table), "--at", at, *year, "--json").json
    shown = figures(_on(reader, state, "table"))[: len(found["rows"])]
    wanted = [tuple(plain(amount) for amount in row["amounts"]) for row in found["rows"]]
    for mine, theirs in zip(shown, wanted, strict=True):
        assert all(a in (b, "", "未公开") for a, b in zip(mine, theirs, strict=True))
        assert any(a == b for a, b in zip(mine, theirs, strict=True)) or not mine


def _diff(place: Path, reader: Reader, state: ViewState, at: str, year: list[str]) -> None:
    there = replace(state, screen="diff")
    if there.base == there.version:
        return
    axis = reader.axis(there)
    how = ["--table", str(state.table)] if axis == "table" else ["--by", axis]
    ranked = ["--ranked"] if state.ranked else []
    found = run(place, "diff", f"@{there.base}", at, *year, *how, *ranked, "--json").json
    shown = seen(reader, there)
    wanted = [changes({}, found["total"])] if found["total"] and (found["rows"] or found["facts"]) else []
    wanted += [changes(row, row) for row in found["rows"]]
    assert [row[:3] for row in figures(shown)[: len(wanted)]] == wanted
    leaves = [row for row in found["rows"] if row["change"] not in ("added", "removed")]
    percents = {row["percent"] for row in leaves if row["percent"]}
    said = {row[3].strip("+%") for row in figures(shown)[len(wanted) - len(found["rows"]) : len(wanted)]}
    assert percents <= said


def _blame(data: st.DataObject, place: Path, reader: Reader, state: ViewState, at: str, year: list[str]) -> None:
    table = reader.table(state)
    if not table.rows:
        return
    row = data.draw(st.sampled_from(table.rows))
    columns = [c.label for i, c in enumerate(table.columns) if table.has_cell(row, i)]
    column = data.draw(st.sampled_from(columns))
    view = seen(reader, replace(state, screen="blame", row=row.key, column=column))
    name = row_name(table, row)
    found = run(place, "blame", str(state.table), name, column, "--at", at, *year, "--json").json
    amounts = [(entry["after"], signed(entry["amount"])) for entry in reversed(found["entries"])]
    assert [(after, delta) for _, after, delta in figures(view)] == amounts
    assert f"= {plain(found['value'])} " in view.title.replace(",", "")


def _checks(place: Path, reader: Reader, state: ViewState, at: str, year: list[str]) -> None:
    found = run(place, "check", "--at", at, *year, "--json").json
    shown = sorted(row[:2] for row in figures(_on(reader, state, "checks")))
    assert shown == sorted((plain(one["published"]), plain(one["computed"])) for one in found["checks"])
    counts = _on(reader, state, "checks").title
    for word, status in (("不符", "fails"), ("无法核对", "not-checkable"), ("尾差", "rounding"), ("相符", "exact")):
        assert f"{word} {found['summary'][status]}" in counts


def _years(place: Path, reader: Reader, state: ViewState, at: str) -> None:
    prior = max((year for year in reader.facts(state).years if year < state.year), default=None)
    if prior is None:
        return
    for year, column in ((prior, 0), (state.year, 1)):
        found = run(place, "show", str(state.table), "--at", at, "--year", str(year), "--json").json
        amounts = {row["amounts"][0] for row in found["rows"]} | {"0.00", NONE}
        assert {row[column] for row in figures(_on(reader, state, "years"))} <= amounts
