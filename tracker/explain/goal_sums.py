"""Whether the money on the sheets of goals adds up, and is what the text says of all of them."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.errors import say
from .findings import Case, Finding, fen_of, shown

_SIDES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("total", ("fiscal", "other")),
    ("asked", ("this-year", "brought-forward", "other-asked")),
)
"""Each total with its parts: the money of the whole project, and what is asked for the year."""


def x1(case: Case) -> Iterator[Finding]:
    """The money of a sheet is the sum of its sources, and the text tells the sum of all sheets, where it counts as many
    projects as there are sheets."""
    for sheet in case.read.goal_sheets:
        for whole, parts in _SIDES:
            total, known = sheet.amounts.get(whole), [sheet.amounts.get(part) for part in parts]
            if total is None or not any(known):
                continue
            case.look("X1")
            of_parts = sum(map(fen_of, known))
            if of_parts != fen_of(total):
                case.blame(total)
                yield case.finding(
                    "X1", "error", total, shown(of_parts, total.unit), total.text,
                    say("lint.X1.goal-sheet", project=sheet.name), stake_fen=abs(of_parts - fen_of(total)),
                )  # fmt: skip
    yield from _all_sheets(case)


def _all_sheets(case: Case) -> Iterator[Finding]:
    first = {claim.subject: claim for claim in reversed(case.read.claims) if claim.subject}
    count, money = first.get("goal-projects"), first.get("goal-money")
    asked = [sheet.amounts.get("asked") or sheet.amounts.get("total") for sheet in case.read.goal_sheets]
    if count is None or money is None or not asked or count.number != len(asked) or None in asked:
        return
    case.look("X1")
    together = sum(map(fen_of, asked))
    if abs(together - fen_of(money)) > money.half_fen:
        case.blame(money)
        yield case.finding(
            "X1", "warning", money, f"{shown(together)}万元", f"{money.text}{money.unit}",
            say("lint.X1.goal-sheets", count=len(asked)), stake_fen=abs(together - fen_of(money)),
        )  # fmt: skip
