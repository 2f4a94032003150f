"""Law: in a year that a publication opened, postings neither add to its differences nor take any away."""

from __future__ import annotations

from hypothesis import given, settings

from tests.properties.budget_lines import balances
from tests.support.checking import SEED_NAMES, Balances, ledger, seed_openings
from tracker.tables.checks import Check, run_checks
from tracker.tables.twelve import TWELVE

CUSTOMARY = {"R13.1", "R13.2", "R13.3"}
"""They link two classifications of a line, which a posting is free to set."""
WEAKENED = {"R7.8"}
"""Postings on 30307, which table 6 does not split by kind of unit, leave it a lower bound."""


def tails(checks: list[Check]) -> dict[tuple[str, object], int | None]:
    return {
        (check.id, check.where[0]): check.difference_fen
        for check in checks
        if check.status == "rounding" and check.id not in CUSTOMARY | WEAKENED
    }


@settings(deadline=None)
@given(balances(SEED_NAMES))
def test_postings_leave_every_difference_of_the_publication_as_it_was(lines: Balances) -> None:
    openings = seed_openings()
    before = tails(run_checks(TWELVE, ledger(SEED_NAMES, [], openings)))
    checks = run_checks(TWELVE, ledger(SEED_NAMES, lines, openings))
    assert {check.id for check in checks if check.status == "fails"} <= {"R2.6", *CUSTOMARY}
    after = tails(checks)
    assert before.items() <= after.items()
    assert {abs(difference or 0) for difference in after.values()} == {10_000}
