"""Law: at every point, current = approved + adjusted + transferred + brought forward and available = current less what
is held, of lines, of units and of the rows of every table; projects and basic spending make the unit, units the
department; and split into columns no table says anything else than itself."""

from __future__ import annotations

import json
from collections.abc import Iterable

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.properties.book_machine import DATES, PROJECTS, UNITS, lines
from tests.properties.publications import Published, publications
from tests.support.builders import Json
from tests.support.entries import append, entry, named, view_of
from tests.support.memory_store import MemoryStore
from tracker.model.canonical import canonical
from tracker.model.events.evidence import StatementPublished
from tracker.model.line import Line, Posting, derived_gov_economic
from tracker.model.point import Point
from tracker.model.state import Change
from tracker.model.vocabulary import UNCLASSIFIED, Measure
from tracker.query.ledger import COLUMNS, LedgerNode, Money, by_unit, ledger_table, total
from tracker.query.year import YearView

FEN = st.sampled_from((1, -1, 4_999, 5_000, 10_000, -33_333_333, 250_004_999, 10**12))
COLUMN = {column.id: column for column in COLUMNS}
SUMMED = ("approved", "adjusted", "transferred", "brought_forward")
HELD = ("executed", "frozen", "carried", "surplus")


def line_of(ref: Json, year: int = 2024) -> Line:
    economic = ref.get("economic", UNCLASSIFIED)
    return Line(
        year,
        ref["unit"],
        project_id(ref["unit"], ref["project"]) if "project" in ref else "",
        ref["nature"],
        ref.get("fund", UNCLASSIFIED),
        ref.get("function", UNCLASSIFIED),
        economic,
        derived_gov_economic(economic, UNITS[ref["unit"]]),
    )


def project_id(unit: str, name: str) -> str:
    return f"{unit}的{name}"


postings = st.builds(
    Posting,
    st.builds(line_of, lines(), st.sampled_from((2024, 2024, 2024, 2025))),
    st.sampled_from(Measure),
    FEN,
)
histories = st.lists(st.tuples(st.lists(postings, max_size=5), st.sampled_from(DATES)), max_size=6)
points = st.builds(Point, st.integers(0, 8), st.none() | st.sampled_from(DATES))
KNOWN = (
    *(change for name, kind in UNITS.items() for change in named("unit", name, name, kind=kind)),
    *(
        change
        for unit in UNITS
        for name in PROJECTS
        for change in named("project", project_id(unit, name), name, unit=unit)
    ),
)


def store_of(history: Iterable[tuple[list[Posting], str]], published: Published | None = None) -> MemoryStore:
    """Units and projects, the statement that opens 2024 if there is one, then the postings."""
    store = MemoryStore()
    opens = (Change("year", "2024", "opening", "1.0"),) if published else ()
    body = canonical({"events": [as_stored(published.statement)]}) if published else None
    store.append(entry(store, changes=(*KNOWN, *opens), body=body, kinds=("StatementPublished",)))
    for posted, effective in history:
        append(store, *posted, effective=effective)
    return store


def as_stored(statement: Json) -> Json:
    stored: Json = StatementPublished.model_validate_json(json.dumps(statement)).model_dump(mode="json")
    return stored


def fen(money: Money, id: str) -> int | None:
    return COLUMN[id].fen(money)


def holds_identity(money: Money) -> bool:
    parts, held = [fen(money, id) for id in SUMMED], [fen(money, id) or 0 for id in HELD]
    if None in parts:
        return fen(money, "current") is None and fen(money, "available") is None
    current = sum(part or 0 for part in parts)
    return fen(money, "current") == current and fen(money, "available") == current - sum(held)


def parts_make_their_whole(nodes: tuple[LedgerNode, ...]) -> bool:
    department, *others = nodes
    units = [node for node in others if not node.leaf]
    return all(
        without_zeros(whole.money) == without_zeros(total(part.money for part in parts))
        for whole, parts in (
            (department, units),
            *((unit, [node for node in others if node.leaf and node.unit == unit.unit]) for unit in units),
        )
    )


def without_zeros(money: Money) -> dict[Measure, int | None]:
    return {measure: fen for measure, fen in money.items() if fen != 0}


def tables_say_the_same(view: YearView) -> None:
    for spec in view.form.tables:
        table = view.table(spec.role)
        for column in table.columns:
            split = ledger_table(view, table, "", column.label, COLUMNS)
            current = {row.row.key: fen(row.money, "current") for row in split.rows}
            assert {key: current[key] for key in table.by_key} == {
                key: table.cell(key, column.label) for key in table.by_key
            }
            assert all(current[key] == 0 for key in current.keys() - table.by_key.keys())
            assert all(holds_identity(row.money) for row in split.rows)
            assert [row.row.key for row in split.rows if row.row.key in table.by_key] == list(table.by_key)


@given(histories, points)
@settings(max_examples=60)
def test_columns_of_lines_units_and_the_department_add_up(
    history: list[tuple[list[Posting], str]], point: Point
) -> None:
    view = view_of(store_of(history), point=point)
    assert {line: fen(money, "current") for line, money in view.measures} == dict(view.balances)
    assert all(holds_identity(money) for _, money in view.measures)
    nodes = by_unit(view)
    assert all(holds_identity(node.money) for node in nodes)
    assert parts_make_their_whole(nodes)
    posted = {measure for _, money in view.measures for measure in money}
    only_spent = Measure.EXECUTED in posted and posted.isdisjoint(COLUMN["current"].plus)
    assert fen(nodes[0].money, "current") == (None if only_spent else view.size_fen())


@given(histories, points)
@settings(max_examples=30)
def test_a_table_split_into_columns_is_that_table(history: list[tuple[list[Posting], str]], point: Point) -> None:
    tables_say_the_same(view_of(store_of(history), point=point))


@given(publications(), histories, points)
@settings(max_examples=60)
def test_in_a_year_that_a_statement_opened_the_columns_add_up_on_its_cells(
    published: Published, history: list[tuple[list[Posting], str]], point: Point
) -> None:
    view = view_of(store_of(history, published), point=point)
    tables_say_the_same(view)
    nodes = by_unit(view)
    assert all(holds_identity(node.money) for node in nodes)
    assert fen(nodes[0].money, "current") == view.size_fen()
    basic, projects = view.table("basic-by-unit"), view.table("projects-by-unit")
    for node in nodes[1:]:
        cells = basic.cell(node.unit, "总计"), projects.cell(node.key, "总计")
        if node.project:
            assert fen(node.money, "current") == cells[1]
        elif node.leaf:
            assert fen(node.money, "current") == cells[0]
        else:
            known = None not in cells
            assert fen(node.money, "current") == (sum(cell or 0 for cell in cells) if known else None)
