"""Law: tables that are projected from lines satisfy every reconciliation rule, whatever the lines are."""

from __future__ import annotations

from hypothesis import given, settings

from tests.properties.budget_lines import balances
from tests.support.checking import LEDGER_NAMES, Balances, ledger
from tracker.tables.checks import run_checks
from tracker.tables.twelve import TWELVE

CUSTOMARY = {"R13.1", "R13.2", "R13.3"}
AT_LEAST = {"R4.4", "R4.7", "R4.8", "R4.9", "R4.10", "R5.1", "R7.8", "R12.2"}
"""They compare a whole with a part where other money is about, and so ask that no money is below zero."""

FROM_THIS_YEAR = {"R2.1", "R4.7", "R4.8", "R4.9"}
"""Income of this year = spending by fund: nothing tells what brought-forward money was spent on."""


@settings(deadline=None)
@given(balances(LEDGER_NAMES))
def test_no_check_fails_on_a_ledger_of_any_lines(lines: Balances) -> None:
    found = run_checks(TWELVE, ledger(LEDGER_NAMES, lines))
    assert [check for check in found if check.status in ("fails", "rounding")] == []
    brought = any(line.origin_year for line, _ in lines)
    assert {check.id for check in found if check.status == "not-checkable"} <= CUSTOMARY | (
        FROM_THIS_YEAR if brought else set()
    )


@settings(deadline=None)
@given(balances(LEDGER_NAMES, least_fen=-(10**12)))
def test_every_equality_holds_on_a_ledger_with_amounts_below_zero(lines: Balances) -> None:
    found = run_checks(TWELVE, ledger(LEDGER_NAMES, lines))
    assert {check.id for check in found if check.status == "fails"} <= AT_LEAST
