"""Final accounts, however a department prints them: what is printed is read, and what adds up passes every check."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.final_accounts import (
    BASIC,
    CAPITAL,
    FUND,
    GENERAL,
    OTHER,
    PROJECT,
    THREE,
    Account,
    Row,
    Style,
    printed,
    tables,
)
from tracker.documents.outturn import final_accounts
from tracker.documents.read import read_bytes
from tracker.documents.reading import Reading, ReadTable
from tracker.documents.statement import revision_of
from tracker.model.events.evidence import Publication
from tracker.model.state import Roster
from tracker.query.statements import Statement
from tracker.tables.checks import run_checks
from tracker.tables.naming import RosterNaming
from tracker.tables.project import Table, project
from tracker.tables.spec import Role, squeeze

CENT = 10_000
_amounts = st.integers(1, 9_999_999).map(lambda cents: cents * CENT)
_CODES = {
    GENERAL: ("2010301", "2010302", "2080501", "2080505", "2101101", "2320303"),
    FUND: ("2120801", "2120899"),
    CAPITAL: ("2230105",),
    OTHER: ("2010301", "2080599"),
}
_ECONOMIC = ("30101", "30302", "30201", "30217", "30231", "31002")
_ITEMS = {"30217": "公务接待", "30231": "公务用车运行"}
styles = st.builds(
    Style,
    national=st.booleans(),
    unit=st.sampled_from(["万元", "元"]),
    total_last=st.booleans(),
    heads=st.booleans(),
    gap=st.booleans(),
)


@st.composite
def accounts(draw: st.DrawFn) -> Account:
    spent = {("2010301", BASIC, GENERAL): draw(_amounts)}
    for fund, codes in _CODES.items():
        for code in draw(st.lists(st.sampled_from(codes), max_size=3, unique=True)):
            spent[code, draw(st.sampled_from([BASIC, PROJECT])) if fund in (GENERAL, OTHER) else PROJECT, fund] = draw(
                _amounts
            )
    basic = sum(fen for (_, nature, fund), fen in spent.items() if (nature, fund) == (BASIC, GENERAL))
    economic = dict.fromkeys(draw(st.lists(st.sampled_from(_ECONOMIC), min_size=1, unique=True)), 0)
    for code in [*economic][1:]:
        economic[code] = draw(st.integers(0, basic // CENT // 8)) * CENT
    economic[next(iter(economic))] = basic - sum(economic.values())
    receptions = draw(_amounts), economic.get("30217", 0)
    return Account(spent, economic, receptions, draw(st.sampled_from([0, 3 * CENT])), draw(st.integers(0, 99)) * CENT)


def read(document: str) -> Reading:
    return read_bytes(document.encode(), "决算.txt")


def _cells(rows: Sequence[Row]) -> list[tuple[object, ...]]:
    return sorted(((squeeze(row.label), row.code, row.side, row.amounts) for row in rows), key=str)


def _read(table: ReadTable) -> list[tuple[object, ...]]:
    rows = ((squeeze(read.row.label), read.row.code, read.row.side, read.amounts_fen) for read in table.rows)
    return sorted(rows, key=str)


@settings(max_examples=20)
@given(accounts(), styles)
def test_what_is_printed_is_read(account: Account, style: Style) -> None:
    reading = read(printed(account, style))
    assert (reading.form.id, reading.year, reading.entity, reading.unknown) == ("final", 2024, account.entity, ())
    wanted = tables(account)
    for table in reading.tables:
        number = table.spec.number
        if number == 7:
            assert [found.amounts_fen for found in table.rows] == [row.amounts for row in wanted[7]]
        else:
            assert _read(table) == _cells(wanted[number])
    assert len(reading.tables) == len(wanted)


def tables_of(reading: Reading) -> dict[Role, Table]:
    revision = revision_of(reading, Roster(), adopt=False, effective="2024-12-31", by=None, milestone=None)
    event = next(event for event in revision.events if isinstance(event, Publication))
    statement = Statement("", 0, event.model_dump(mode="json"))  # type: ignore[arg-type] # the shape of the model
    naming = RosterNaming(Roster(), Roster(), 2024, statement.code_names(), {})
    openings = statement.tables(naming)
    return {spec.role: project(spec, (), naming, openings[spec.role]) for spec in statement.form.tables}


@settings(max_examples=20)
@given(accounts(), styles)
def test_what_adds_up_passes_every_check(account: Account, style: Style) -> None:
    reading = read(printed(account, style))
    checks = run_checks(reading.form, tables_of(reading))
    assert {check.status for check in checks} == {"exact"}
    assert len({(check.id, check.where) for check in checks}) == len(checks), "an identity is counted twice"


@settings(max_examples=20)
@given(accounts(), styles)
def test_what_was_spent_is_what_the_lines_hold(account: Account, style: Style) -> None:
    reported = final_accounts(read(printed(account, style)))
    assert reported is not None
    found = {(item.line.function, item.line.nature, item.line.fund): item.amount for item in reported.lines}
    own = {key if key[2] != OTHER else (*key[:2], "unclassified"): fen for key, fen in account.spent.items()}
    assert found == own
    assert {item.line.unit for item in reported.lines} == {"unclassified"}


def test_the_items_of_the_three_public_expenses_are_those_of_the_form() -> None:
    from tracker.tables.final import FINAL

    assert FINAL.by_role("three-public").rows.fixed == THREE
