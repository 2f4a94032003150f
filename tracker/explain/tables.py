"""Rules that hold a text against tables, facts and last year's publication, and the document against itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from ..model.errors import say
from ..model.money import rounded_fen
from ..tables.spec import squeeze
from ..tables.subjects import Subject
from .arithmetic import slip
from .claims import MONEY_UNITS, Claim, Comparison
from .findings import Case, Cell, Finding, shown

_BUDGETED = re.compile(r"年初预算(?:数|金额)?(?:为|是)?$")


def x2(case: Case) -> Iterator[Finding]:
    """An amount of the text is not that of the table; X10 where its unit is wrong."""
    wrong: list[tuple[Claim, Cell]] = []
    paths: set[str] = set()
    for claim in case.read.claims:
        if claim.kind != "amount" or claim.fen is None or not claim.subject:
            continue
        cells = _cells_of(case, claim)
        if not claim.base and not cells and _is_path(case, claim) and claim.subject not in paths:
            paths.add(claim.subject)
            case.look("X2")
            why = say("lint.X2.no-such-code", path=claim.subject)
            yield case.finding("X2", "warning", claim, "", claim.subject, why, stake_fen=claim.fen)
        if not cells or (not claim.base and _is_earlier(case, claim)):
            continue
        case.look("X2")
        case.look("X10")
        if not any(_is(claim, cell) for cell in cells):
            wrong.append((claim, cells[0]))
    done: set[int] = set()
    for i, (claim, cell) in enumerate(wrong):
        if i in done:
            continue
        other = next((n for n in range(i + 1, len(wrong)) if _trade(wrong[i], wrong[n])), None)
        if other is not None:
            done.add(other)
            case.blame(wrong[other][0], right_fen=wrong[other][1].fen)
        yield _differs(case, claim, cell, wrong[other] if other is not None else None)


def _cells_of(case: Case, claim: Claim) -> tuple[Cell, ...]:
    """Where the tables print the amount of a claim: of what was budgeted, the budget."""
    if not claim.base:
        return case.against.cells(claim.subject)
    budget = case.against.budget(claim.subject) if _BUDGETED.search(claim.base) else None
    return (budget,) if budget else ()


def _is_path(case: Case, claim: Claim) -> bool:
    """Whether the subject is the path of a function code, from 类 to 项, that no table has."""
    names = claim.subject.split("/")
    judged = bool(case.against.form.items and case.against.tables) and tuple(names[1:]) not in case.misnamed
    return judged and len(names) == _LEVELS


_LEVELS = 3


def _trade(one: tuple[Claim, Cell], two: tuple[Claim, Cell]) -> bool:
    """Whether each stands where the other should."""
    return _is(one[0], two[1]) and _is(two[0], one[1])


def _is(claim: Claim, cell: Cell) -> bool:
    return abs((claim.fen or 0) - cell.fen) <= max(claim.half_fen, cell.half_fen)


def _differs(case: Case, claim: Claim, cell: Cell, swapped: tuple[Claim, Cell] | None) -> Finding:
    case.blame(claim, right_fen=cell.fen)
    fen = claim.fen or 0
    if swapped is not None:
        place = next((c for c in case.read.amounts if c.current is not None and c.current.span == claim.span), claim)
        return case.finding(
            "X2", "error", place, f"{shown(cell.fen, claim.unit)}{claim.unit}", f"{claim.text}{claim.unit}",
            say("lint.X2.swapped", place=cell.place, other=swapped[1].place), stake_fen=abs(fen - cell.fen),
        )  # fmt: skip
    kind = slip(fen, cell.fen)
    place = next((c for c in case.read.amounts if c.current is not None and c.current.span == claim.span), claim)
    rule = "X10" if kind == "factor-10000" else "X2"
    unit = claim.unit if rule == "X2" else "万元"
    expected = rounded_fen(cell.fen, min(max(claim.decimals, 2), 6)) if unit == "万元" else cell.fen
    return case.finding(
        rule, "error", place, f"{shown(expected, unit)}{unit}", f"{claim.text}{claim.unit}",
        say(f"lint.{rule}", place=cell.place), stake_fen=abs(fen - cell.fen), slip=kind,
    )  # fmt: skip


def _is_earlier(case: Case, claim: Claim) -> bool:
    """Whether the sentence gives the amount to another year, and compares it with nothing."""
    found = next((c for c in case.read.amounts if c.current is not None and c.current.span == claim.span), None)
    return found is not None and found.year not in (None, case.read.year) and not found.delta and not found.percent


_OUTTURN = re.compile("执行|决算|完成")
"""A base of what was spent, or is expected to be: last year's budget says nothing of it."""


_BUDGET = re.compile("预算")
"""The other way round: final accounts told against their own budget."""


def x15(case: Case) -> Iterator[Finding]:
    """The base of this year's text is not what was published last year; X19 where the two years are swapped."""
    for c in map(case.mended, case.read.comparisons):
        prior, implied = case.against.priors.get(c.subject), c.implied
        if prior is None or implied is None or case.is_blamed(c.delta, c.base):
            continue
        unlike = _BUDGET if case.against.form.outturn else _OUTTURN
        if c.base_year not in (None, case.read.year - 1) or unlike.search(c.base_words):
            continue
        case.look("X15")
        case.look("X19")
        if abs(implied.fen - prior.fen) <= implied.half_fen + prior.half_fen:
            continue
        case.blame(c.delta, c.percent, c.base)
        rule = "X19" if _swapped(case, c, prior) else "X15"
        yield case.finding(
            rule, "error", c, shown(prior.fen), shown(implied.fen), say(f"lint.{rule}", place=prior.place),
            stake_fen=abs(implied.fen - prior.fen), slip=slip(implied.fen, prior.fen),
        )  # fmt: skip


def _swapped(case: Case, c: Comparison, prior: Cell) -> bool:
    """Whether what is called this year's is last year's, or the change only has the wrong sign."""
    if c.current is None or c.current.fen is None or c.delta is None or c.delta.fen is None:
        return False
    mirrored = 2 * c.current.fen - (c.implied.fen if c.implied else 0)
    return bool(c.delta.fen) and abs(mirrored - prior.fen) <= c.current.half_fen + c.delta.half_fen + prior.half_fen


def x14(case: Case) -> Iterator[Finding]:
    """A fact that the book records and the text states otherwise."""
    for claim in case.read.claims:
        subject = case.against.form.subject(claim.subject)
        fact = case.against.facts.get(subject.fact) if subject and subject.fact else None
        if fact is None or claim.base or case.is_blamed(claim):
            continue
        if not _states(claim, subject):
            continue
        case.look("X14")
        value = _decimal(fact)
        half = Decimal(5).scaleb(-claim.decimals - 1) if claim.number else Decimal("0.005")
        if value is not None and abs(claim.number * _wan_per(claim.unit) - value) > half * _wan_per(claim.unit):
            case.blame(claim)
            yield case.finding("X14", "error", claim, fact, claim.text, say("lint.X14"), stake_fen=claim.fen or 0)


def _states(claim: Claim, subject: Subject | None) -> bool:
    """Whether a number says how much there is of a subject of a fact, and not how much of it is what."""
    if subject is None:
        return False
    return claim.kind == "amount" if subject.unit == "万元" else claim.kind == "count" and claim.unit == subject.unit


def _wan_per(unit: str) -> Decimal:
    return Decimal(MONEY_UNITS.get(unit, MONEY_UNITS["万元"])) / MONEY_UNITS["万元"]


def _decimal(fact: str) -> Decimal | None:
    """The number of a fact; None where it is told in words."""
    try:
        value = Decimal(fact.replace(",", ""))
    except InvalidOperation:
        return None
    return value if value.is_finite() else None


def x18(case: Case) -> Iterator[Finding]:
    """Facts that can hardly be true together."""
    first = {claim.subject: claim for claim in reversed(case.read.claims) if claim.subject}
    vehicles, planned = first.get("vehicles"), first.get("planned-purchase")
    running = case.against.cell("car-running")
    if vehicles is not None and running is not None:
        case.look("X18")
        if vehicles.number == 0 and running.fen > 0:
            why = say("lint.X18.vehicles", amount=shown(running.fen))
            yield case.finding("X18", "warning", vehicles, "", vehicles.text, why, stake_fen=running.fen)
    capital = _capital(case)
    if planned is not None and capital is not None:
        case.look("X18")
        if (planned.fen or 0) > 0 and capital == 0:
            why = say("lint.X18.assets", amount=planned.text)
            yield case.finding("X18", "warning", planned, "", planned.text, why, stake_fen=planned.fen or 0)


def _capital(case: Case) -> int | None:
    """Capital expenditure in the tables by economic code; None where they are lacking or torn."""
    found = 0
    for role in ("basic-by-economic", "projects-by-economic"):
        table = next((t for r, t in case.against.tables.items() if r == role), None)
        if table is None or table.absent or table.missing:
            return None
        found += sum(
            row.amounts_fen[0] or 0 for row in table.rows if row.head.code in ("309", "310") and row.head.level == 1
        )
    return found


def x20(case: Case) -> Iterator[Finding]:
    """A goal is told otherwise than its table prints it."""
    for name, goal in case.against.stated_goals.items():
        printed = case.against.goals.get(name)
        if not printed or not goal:
            continue
        case.look("X20")
        if squeeze(printed) != squeeze(goal):
            claim = next((c for c in case.read.claims if c.subject == name), None)
            span = claim.span if claim else None
            yield Finding("X20", "note", span, name, printed[:80], goal[:80], say("lint.X20", project=name))


def x8(case: Case) -> Iterator[Finding]:
    """Tables, pages and rows that the document lacks, and sums of its tables that do not come out."""
    if case.against.tables:
        case.places["X8"] += len(case.against.tables)
    for gap in case.against.gaps:
        yield Finding("X1" if gap.id == "gap.sum" else "X8", "error", None, "", "", "", gap)


def x9(case: Case) -> Iterator[Finding]:
    """A table without amounts and without a note that says so; and one with amounts that a note calls empty."""
    case.places["X9"] += len(case.against.tables)
    for number, note, stake in case.against.filled:
        yield Finding("X9", "warning", None, "", "", note[:60], say("lint.X9.filled", table=number), stake)
    for number in case.against.unnoted:
        yield Finding("X9", "warning", None, "", "本表本年无发生额", "", say("lint.X9", table=number))
