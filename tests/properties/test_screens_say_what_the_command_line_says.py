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
from tracker.model.errors import NotFound
from tracker.model.money import display_wan
from tracker.query.cells import row_name
from tracker.tui.comparing import bases
from tracker.tui.reader import Reader
from tracker.tui.seen import Seen, seen
from tracker.tui.view_state import AXES, MODES, ScreenName, ViewState

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
    basis = draw(st.just("") | st.sampled_from(list(map(":".join, bases(same_year=False)))))
    return ViewState(
        state.year, state.version, mark=mark, table=table, axis=axis, ranked=ranked, basis=basis,
        prior=draw(st.sampled_from([0, *(year for year in years if year < state.year)])),
        mode=draw(st.sampled_from(("", *MODES))), along=draw(st.sampled_from(AXES)),
        uncarried=draw(st.booleans()), every=draw(st.booleans()),
    )  # fmt: skip


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
    _bridge(place, reader, state, at)
    _proposals(place, reader, state)


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


def _shown(reader: Reader, state: ViewState, screen: ScreenName) -> Seen | None:
    """None where the screen says why it shows nothing."""
    try:
        return _on(reader, state, screen)
    except NotFound:
        return None


def _years(place: Path, reader: Reader, state: ViewState, at: str) -> None:
    prior = reader.prior_year(state)
    if prior is None:
        return
    there = replace(state, screen="years")
    how = ["--table", str(state.table)] if state.along == "table" else ["--by", state.along]
    how += ["--mode", reader.mode(there), *(["--without-carried"] if state.uncarried else [])]
    ran = run(place, "compare", str(state.year), "--at", at, *_two_years(state, prior), *how, "--json")
    shown = _shown(reader, state, "years")
    if ran.code == 2:
        assert shown is None or not shown.rows
        return
    assert shown is not None
    found = ran.json
    wanted = [changes({}, found["total"])] if found["total"] and shown.rows else []
    wanted += [changes(row, row) for row in found["rows"]]
    rows = figures(shown)
    assert [row[:3] for row in rows[: len(wanted)]] == wanted
    said = [row[3] for row in rows[len(wanted) - len(found["rows"]) : len(wanted)]]
    assert said == [_percent(row) for row in found["rows"]]
    below = [tuple(row[:2]) for row in rows[len(wanted) :]]
    told = [(plain(one["before"]), plain(one["after"])) for one in found["redefined"]]
    scope = found["scope"] or {"joined": (), "left": ()}
    told += [(NONE, one["amount"]) for one in scope["joined"]]
    told += [(one["amount"], NONE) for one in scope["left"]]
    told += [(one["amount"], NONE) for one in found.get("moved", ())]
    told += [
        (plain(cell["then"]["amount"]), plain(cell["now"]["amount"]))
        for one in found["republished"]
        for cell in one["cells"]
    ]
    assert all(pair in below for pair in told)
    if any(one["silent"] for one in found["republished"]):
        assert "静默" in shown.title


def _percent(row: Json) -> str:
    if not row["comparable"]:
        return "不可比"
    return NONE if row["percent"] is None else f"{'+' if Decimal(row['delta']) > 0 else ''}{row['percent']}%"


def _two_years(state: ViewState, prior: int) -> list[str]:
    return ["--with", str(prior), *(["--basis", state.basis] if state.basis else [])]


def _bridge(place: Path, reader: Reader, state: ViewState, at: str) -> None:
    prior, there = reader.prior_year(state), replace(state, screen="bridge")
    if state.mark is None:
        if prior is None:
            return
        sides = [str(state.year), "--at", at, *_two_years(state, prior), "--mode", reader.mode(there)]
    elif state.mark == state.version:
        return
    else:
        sides = [f"@{state.mark}", at, "--year", str(state.year)]
    every = ["--all"] if state.every else []
    by = [] if state.axis == "table" else ["--by", state.axis]
    ran = run(place, "bridge", *sides, *by, *every, "--json")
    shown = _shown(reader, there, "bridge")
    if ran.code == 2:
        assert shown is None or not shown.rows or by  # along another axis where the form has not this one
        return
    assert shown is not None
    found = ran.json
    steps = [signed(display_wan(step["delta_fen"])) for step in found["steps"]]
    assert [row[0] for row in figures(shown)] == ["", *steps, ""]
    assert (figures(shown)[0][1], figures(shown)[-1][1]) == (found["start"], found["end"])
    total = found["start_fen"]
    for row, step in zip(figures(shown)[1:], found["steps"], strict=False):
        total += step["delta_fen"]
        assert row[1] == display_wan(total)


def _proposals(place: Path, reader: Reader, state: ViewState) -> None:
    there = replace(state, screen="proposals", mark=None)
    points = reader.proposal_points(there)
    if points is None:
        return
    ran = run(place, "propose", *points, "--year", str(state.year), "--json")
    shown = _shown(reader, there, "proposals")
    if ran.code == 2:
        assert shown is None or not shown.rows
        return
    assert shown is not None
    found = ran.json
    told = [one for one in found["proposals"] if one["kind"] != "same"]
    rows = figures(shown)
    for one, row in zip(told, rows, strict=False):
        assert row[0] == str(one["number"])
        money = one["before"] != "0.00" or one["after"] != "0.00"
        assert row[1:3] == ((one["before"], one["after"]) if money else (NONE, NONE))
    left = [row[3] for row in rows[len(told) + 1 :]]
    assert left == [signed(display_wan(one["left_fen"])) for one in found["remainder"]]
