"""Rules on what a text says by itself: words against signs, percentages, bases, sums inside sentences, reasons."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from ..model.errors import Message, say
from .arithmetic import Range, base_of, change_of, nominal_percent, of_amount, of_percent, percent_range, rounded, slip
from .claims import Claim, Comparison, Direction, Implied
from .findings import WORDS, Case, Cell, Finding, Severity, fen_of, of_cell, shown

_AGAIN = re.compile(r"(?:\d{4}年)?(?:当年|全年)?预?算?安排(?:数)?(?:为)?|(?:\d{4}年)(?:当年)?预算(?:数)?(?:为)?")


def x4(case: Case) -> Iterator[Finding]:
    """增加 or 减少 contradicts the other word, the sign, or 持平."""
    for c in case.read.comparisons:
        said = [d for d in (c.delta_direction, c.percent_direction) if d]
        if not said and not c.same:
            continue
        case.look("X4")
        moved = any(claim and claim.number for claim in (c.delta, c.percent) if claim and claim.kind != "completion")
        if len(set(said)) > 1 and moved:
            yield _wrong_word(case, c, _fitting(c), say("lint.X4.words"))
        elif c.same and moved:
            yield _wrong_word(case, c, _fitting(c), say("lint.X4.same"))
        elif c.current and c.base:
            yield from _against_base(case, c, said)


def _against_base(case: Case, c: Comparison, said: list[Direction]) -> Iterator[Finding]:
    """The words against the two printed amounts."""
    assert c.current is not None
    assert c.base is not None
    current, base = of_amount(case.mended(c).current or c.current), of_amount(c.base)
    if current.meets(base):
        wrong = bool(said) and bool(c.delta and c.delta.number and not current.meets(base))
    else:
        right: Direction = "up" if current.low > base.high else "down"
        wrong = c.same or any(direction != right for direction in said)
    if wrong:
        yield _wrong_word(case, c, _true_direction(c), say("lint.X4.base", base=shown(c.base.fen or 0)))


def _true_direction(c: Comparison) -> Direction:
    current, base = (c.current and c.current.fen) or 0, (c.base and c.base.fen) or 0
    return "up" if current > base else "down" if current < base else "same"


def _fitting(c: Comparison) -> Direction | None:
    """The direction with which delta and percentage agree, None where neither or both do."""
    if not (c.current and c.delta and c.percent):
        return None
    fits: list[Direction] = []
    for way in ("up", "down"):
        tried = replace(c, delta_direction=way, percent_direction=way, same=False, base=None)
        base, change = base_of(tried), change_of(tried)
        found = percent_range(change, base) if base and change else None
        if found and found.meets(of_percent(c.percent)):
            fits.append("up" if way == "up" else "down")
    return fits[0] if len(fits) == 1 else None


def _wrong_word(case: Case, c: Comparison, right: Direction | None, why: Message) -> Finding:
    case.blame(c.delta, c.percent, c.base)
    found = "、".join(WORDS[d] for d in (c.delta_direction, c.percent_direction) if d) or "持平"
    stake = (c.delta and c.delta.fen) or 0
    return case.finding("X4", "error", c, WORDS[right], found, why, stake_fen=abs(stake))


def x21(case: Case) -> Iterator[Finding]:
    """The base that a sentence implies is negative."""
    for c in map(case.mended, case.read.comparisons):
        base = base_of(c)
        if base is None or c.base is not None or c.delta is None or case.is_blamed(c.delta):
            continue
        case.look("X21")
        if base.high < 0:
            case.blame(c.delta, c.percent)
            implied = shown(c.implied.fen) if c.implied else ""
            yield case.finding(
                "X21", "error", c, "≥ 0", implied, say("lint.X21", base=implied), stake_fen=fen_of(c.delta)
            )


def x3(case: Case) -> Iterator[Finding]:
    """Percentages, and what is said of a base of zero."""
    for c in map(case.mended, case.read.comparisons):
        if case.is_blamed(c.delta, c.percent, c.base) or case.is_lost(c.current):
            continue
        base, change = base_of(c), change_of(c)
        if base is None:
            continue
        if c.incomparable or c.zero_base or c.dashes:
            case.look("X3")
            yield from _zero_base(case, c, base)
        elif c.percent is not None and c.percent.kind == "percent" and change is not None:
            case.look("X3")
            yield from _percent(case, c, base, change)


def shares(case: Case) -> Iterator[Finding]:
    """占 X%: of the amount that is named, or of the one whose parts are being told."""
    missed: list[Range] = []
    for share in case.read.shares:
        if share.part and not share.wholes and not case.is_blamed(share.part, share.percent):
            yield from _share_of_table(case, share.part, share.percent, case.against.cells(share.subject))
        if share.part is None or not share.wholes or case.is_blamed(share.part, share.percent):
            continue
        case.look("X3")
        said = of_percent(share.percent)
        whole = share.wholes[0]
        if any(_is_share(share.part, one, said) for one in share.wholes) or fen_of(whole) <= 0 or case.is_blamed(whole):
            continue
        meant = Range(said.low * of_amount(whole).low / 100, said.high * of_amount(whole).high / 100)
        swapped = any(other.meets(of_amount(share.part)) for other in missed) or case.is_told_within(meant)
        missed.append(meant)
        case.blame(share.percent, share.part)
        case.tell(share.part)
        if not swapped:
            expected = rounded(Fraction(fen_of(share.part) * 100, fen_of(whole)), share.percent.decimals)
            yield case.finding(
                "X3", "error", share.percent, f"{expected}%", f"{share.percent.text}%",
                say("lint.X3.share", part=share.part.text, whole=whole.text),
                stake_fen=abs(int(Fraction(share.percent.number) * fen_of(whole) / 100) - fen_of(share.part)),
                slip=slip(int(share.percent.number * 10**share.percent.decimals), _digits(expected)),
            )  # fmt: skip


def _share_of_table(case: Case, part: Claim, percent: Claim, wholes: tuple[Cell, ...]) -> Iterator[Finding]:
    """A share of what is told elsewhere, as the tables print that."""
    if not wholes or wholes[0].fen <= 0:
        return
    case.look("X3")
    one, said = of_amount(part), of_percent(percent)
    for whole in map(of_cell, wholes):
        if whole and whole.low > 0 and Range(one.low * 100 / whole.high, one.high * 100 / whole.low).meets(said):
            return
    case.blame(percent, part)
    expected = rounded(Fraction(fen_of(part) * 100, wholes[0].fen), percent.decimals)
    yield case.finding(
        "X3", "error", percent, f"{expected}%", f"{percent.text}%",
        say("lint.X3.share", part=part.text, whole=f"{shown(wholes[0].fen)} ({wholes[0].place})"),
        stake_fen=abs(int(Fraction(percent.number) * wholes[0].fen / 100) - fen_of(part)),
        slip=slip(int(percent.number * 10**percent.decimals), _digits(expected)),
    )  # fmt: skip


def _is_share(part: Claim, whole: Claim, said: Range) -> bool:
    one, all_ = of_amount(part), of_amount(whole)
    if all_.low <= 0:
        return False
    return Range(one.low * 100 / all_.high, one.high * 100 / all_.low).meets(said)


def _zero_base(case: Case, c: Comparison, base: Range) -> Iterator[Finding]:
    assert c.implied is not None
    words = c.words.lstrip(":：")
    if base.low > 0:  # the words are wrong, no number need be
        expected = _expected_phrase(c)
        yield case.finding(
            "X3", "error", c, expected, "上年基数为0，不可比" if c.zero_base or c.incomparable else "--%",
            say("lint.X3.base-not-zero", subject=words, base=shown(c.implied.fen)), stake_fen=c.implied.fen,
        )  # fmt: skip
    elif c.current and c.current.fen == 0:
        yield case.finding("X3", "note", c, "与上年持平", "不可比", say("lint.X3.both-zero", subject=words))
    elif c.dashes:
        yield case.finding("X3", "note", c, "（上年基数为0，不可比）", "--%", say("lint.X3.dashes"))


def _expected_phrase(c: Comparison) -> str:
    change = fen_of(c.delta)
    if not change or c.implied is None:
        return "与上年持平"
    way = c.delta_direction or c.percent_direction
    percent = nominal_percent(change, c.implied.fen, 2)
    return f"{WORDS[way]} {shown(change)} 万元，{'增长' if way == 'up' else '下降'} {percent}%"


def _percent(case: Case, c: Comparison, base: Range, change: Range) -> Iterator[Finding]:
    percent = c.percent
    assert percent is not None
    if base.low <= 0 <= base.high and not (c.implied and c.implied.fen):
        if c.current and c.current.fen and change.low > 0:
            severity: Severity = "warning" if percent.number == 100 else "error"
            yield case.finding(
                "X3", severity, c, "不可比", f"{percent.text}%",
                say("lint.X3.zero-percent"), stake_fen=fen_of(c.current),
            )  # fmt: skip
        return
    right = percent_range(change, base)
    if right is None or right.meets(of_percent(percent)):
        return
    case.blame(c.delta, percent)
    implied = c.implied.fen if c.implied else 0
    moved = fen_of(c.delta) or abs(fen_of(c.current) - implied)
    expected = nominal_percent(moved, implied, percent.decimals) if implied else "-"
    yield case.finding(
        "X3", "error", c, f"{expected}%", f"{percent.text}%", _why_percent(c, moved, implied, percent),
        stake_fen=abs(int(Fraction(percent.number) * implied / 100) - moved),
        slip=slip(int(percent.number * 10**percent.decimals), _digits(expected)),
    )  # fmt: skip


def _why_percent(c: Comparison, moved: int, implied: int, percent: Claim) -> Message:
    """What the percentage would be right of, if anything."""
    current = fen_of(c.current)
    if current and of_percent(percent).meets(_point(Fraction(moved * 100, current), percent)):
        return say("lint.X3.of-current")
    if c.delta and c.base is None and current:
        other = current + (moved if implied < current else -moved)
        if other > 0 and of_percent(percent).meets(_point(Fraction(moved * 100, other), percent)):
            return say("lint.X3.other-way")
    return say("lint.X3.percent", change=shown(moved), base=shown(implied))


def _point(value: Fraction, like: Claim) -> Range:
    exact = Fraction(rounded(value, like.decimals))
    return Range(exact, exact)


def _digits(number: str) -> int:
    return int("".join(filter(str.isdigit, number)) or "0")


def differences(case: Case) -> Iterator[Finding]:
    """A change is not the difference of the two amounts that are printed beside it (X1); an amount told twice differs
    (X22)."""
    for c in map(case.mended, case.read.comparisons):
        yield from _restated(case, c)
        if not (c.current and c.base and c.delta) or case.is_blamed(c.current, c.base, c.delta, c.percent):
            continue
        case.look("X1")
        moved = abs(fen_of(c.current) - fen_of(c.base))
        if abs(moved - abs(fen_of(c.delta))) > c.current.half_fen + c.base.half_fen + c.delta.half_fen:
            case.blame(c.delta, c.base)
            yield case.finding(
                "X1", "error", c, shown(moved, c.delta.unit), c.delta.text,
                say("lint.X1.difference", current=c.current.text, base=c.base.text),
                stake_fen=abs(moved - abs(fen_of(c.delta))), slip=slip(fen_of(c.delta), moved),
            )  # fmt: skip


def _restated(case: Case, c: Comparison) -> Iterator[Finding]:
    for again in c.restated:
        if c.current is None or case.is_blamed(again, c.current):
            continue
        case.look("X22")
        difference = abs(fen_of(again) - fen_of(c.current))
        if difference > max(again.half_fen, c.current.half_fen):
            case.blame(again, c.current)
            yield case.finding(
                "X22", "error", c, c.current.text, again.text, say("lint.X22"), stake_fen=difference,
                slip=slip(fen_of(again), fen_of(c.current)),
            )  # fmt: skip


def x1(case: Case) -> Iterator[Finding]:
    """Sums inside sentences: a whole against its parts, this year and last, and amounts that must be equal."""
    for subject in case.against.form.subjects:
        for section in {c.span.section for c in case.read.amounts}:
            first = _first_of(case, section)
            if subject.parts and subject.id in first and all(part in first for part in subject.parts):
                rare = (first[part] for part in subject.rare_parts if part in first)
                line = first[subject.id].span.line
                parts = [*(first[part] for part in subject.parts), *(part for part in rare if part.span.line == line)]
                yield from _sum(case, first[subject.id], parts)
            if subject.equals and {subject.id, subject.equals} <= first.keys():
                yield from _sum(case, first[subject.id], [first[subject.equals]])


def _first_of(case: Case, section: int) -> dict[str, Comparison]:
    """The first amount of each subject in a section."""
    found: dict[str, Comparison] = {}
    for c in case.read.amounts:
        if c.span.section == section and c.subject and c.current:
            found.setdefault(c.subject, c)
    return found


def _sum(case: Case, whole: Comparison, parts: list[Comparison]) -> Iterator[Finding]:
    every = [whole, *parts]
    current = [c.current for c in every if c.current]
    if len(current) == len(every) and not case.is_blamed(*current):
        case.look("X1")
        total, of_parts = fen_of(current[0]), sum(fen_of(claim) for claim in current[1:])
        if abs(total - of_parts) > sum(claim.half_fen for claim in current):
            taken = case.is_told(of_parts) or any(case.is_told(total - of_parts + fen_of(c)) for c in current[1:])
            case.blame(*current)
            if taken:
                return
            yield case.finding(
                "X1", "error", whole, shown(of_parts), shown(total), say("lint.X1", parts=_names(parts)),
                stake_fen=abs(total - of_parts), slip=slip(total, of_parts),
            )  # fmt: skip
            return
    implied = [c.implied for c in every]
    if None in implied or any(case.is_blamed(*c.claims) for c in every):
        return
    case.look("X1")
    known = [one for one in implied if one]
    difference = known[0].fen - sum(one.fen for one in known[1:])
    bound = sum(one.half_fen for one in known)
    if abs(difference) > bound and not _said_to_be_zero(every, known, difference, bound):
        case.blame(*(claim for c in every for claim in (c.delta, c.base, None if c.delta or c.base else c.current)))
        yield case.finding(
            "X1", "error", whole, shown(known[0].fen - difference), shown(known[0].fen),
            say("lint.X1.base", parts=_names(parts)), stake_fen=abs(difference),
        )  # fmt: skip


def _said_to_be_zero(every: list[Comparison], known: list[Implied], difference: int, bound: int) -> bool:
    """Whether one base is said to be 0, is not, and all would add up if it were: x3 has told of it."""
    return any(
        (c.zero_base or c.incomparable or c.dashes) and abs(difference - sign * one.fen) <= bound
        for c, one, sign in zip(every, known, (1, *(-1 for _ in known[1:])), strict=True)
    )


def _names(parts: list[Comparison]) -> str:
    return "、".join(f"{c.words.lstrip(':：')} {c.current.text if c.current else ''}" for c in parts)


def x5(case: Case) -> Iterator[Finding]:
    """三公 is told without its parts."""
    for id in ("three-public", "cars"):
        subject = case.against.form.subject(id)
        whole = next((c for c in case.read.amounts if subject and c.subject == id and c.current), None)
        if subject is None or whole is None or not fen_of(whole.current) or case.is_blamed(whole.current):
            continue
        case.look("X5")
        told = {c.subject for c in case.read.amounts}
        lacking = [case.against.form.subject(part) for part in subject.parts if part not in told]
        if lacking:
            names = "、".join(part.name for part in lacking if part)
            yield case.finding(
                "X5", "warning", whole, names, "", say("lint.X5", parts=names), stake_fen=fen_of(whole.current)
            )


def x22(case: Case) -> Iterator[Finding]:
    """One item, two amounts: the one that it leads with, and the one that it says is planned."""
    leads: dict[tuple[int, int], Comparison] = {}
    for c in case.read.amounts:
        if not c.current or not c.item or c.year not in (None, case.read.year):
            continue
        lead = leads.setdefault((c.span.section, c.item), c)
        assert lead.current is not None
        if lead is c or not _AGAIN.fullmatch(c.words) or c.subject not in ("", lead.subject):
            continue
        case.look("X22")
        difference = abs(fen_of(lead.current) - fen_of(c.current))
        if difference > max(lead.current.half_fen, c.current.half_fen) and not case.is_blamed(lead.current, c.current):
            case.blame(lead.current, c.current)
            yield case.finding(
                "X22", "error", c, lead.current.text, c.current.text, say("lint.X22"), stake_fen=difference,
                slip=slip(fen_of(c.current), fen_of(lead.current)),
            )  # fmt: skip


def x23(case: Case) -> Iterator[Finding]:
    """The year that a text compares with is not the year before its own; or it gives its own amounts to another."""
    year = case.read.year
    for c in case.read.comparisons:
        if c.base_year is not None and c.percent is not None and c.percent.kind == "completion":
            continue
        if c.base_year is not None:
            case.look("X23")
        if c.base_year not in (None, year - 1) and not (c.base_year == year and "决算" in c.words):
            why = say("lint.X23.own" if c.base_year == year else "lint.X23.other", year=year)
            yield case.finding("X23", "error", c, str(year - 1), str(c.base_year), why, stake_fen=fen_of(c.delta))
        elif c.year not in (None, year) and c.base_year is not None:
            yield case.finding(
                "X23", "error", c, str(year), str(c.year), say("lint.X23.named", year=year), stake_fen=fen_of(c.current)
            )


def x24(case: Case) -> Iterator[Finding]:
    """A completion rate against the amounts that it is said to be of."""
    for c in case.read.comparisons:
        if c.percent is None or c.percent.kind != "completion" or c.current is None:
            continue
        planned = of_amount(c.base) if c.base else of_cell(case.against.budget(c.subject))
        if planned is None or case.is_blamed(c.current, c.base):
            continue
        case.look("X24")
        current, base = of_amount(c.current), planned
        if base.low <= 0:
            continue
        right = Range(current.low * 100 / base.high, current.high * 100 / base.low)
        if not right.meets(of_percent(c.percent)):
            case.blame(c.percent)
            middle = (base.low + base.high) / 2
            expected = rounded(Fraction(fen_of(c.current) * 100) / middle, c.percent.decimals)
            yield case.finding(
                "X24", "error", c, f"{expected}%", f"{c.percent.text}%", say("lint.X24", base=c.base_words),
                stake_fen=abs(fen_of(c.current) - int(middle)),
            )  # fmt: skip
        elif c.base and c.percent.number == 100 and current.meets(base) and c.percent_direction:
            yield case.finding(
                "X24", "warning", c, "等于", "大于" if c.percent_direction == "up" else "小于",
                say("lint.X24.all", base=c.base_words),
            )  # fmt: skip
