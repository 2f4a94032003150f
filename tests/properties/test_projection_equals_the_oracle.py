"""Law: the twelve tables of any lines are what the definitions of their rows and columns say."""

from __future__ import annotations

from hypothesis import given, settings

from tests.properties.budget_lines import balances
from tests.support.checking import LEDGER_NAMES, Balances, ledger
from tests.support.oracle import Names, shown, tables
from tracker.model.line import Line


def names(line: Line) -> Names:
    unit, kind = LEDGER_NAMES.units[line.unit]
    return Names(unit, kind, LEDGER_NAMES.projects.get(line.project, line.project))


@settings(max_examples=150)
@given(balances(LEDGER_NAMES, least_fen=-(10**12)))
def test_the_tables_of_any_lines_are_what_their_definitions_say(lines: Balances) -> None:
    expected = tables(lines, names)
    projected = ledger(LEDGER_NAMES, lines)
    for table in projected.values():
        number = table.spec.number
        assert shown(table) == {cell: fen for cell, fen in expected.items() if cell[0] == number}, f"table {number}"
