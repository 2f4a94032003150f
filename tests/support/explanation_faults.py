"""Pieces of a right explanation changed, and whether the printed numbers then contradict one another or the tables: by
interval arithmetic on the marks alone, apart from the reader and the linter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from random import Random
from typing import NamedTuple

from tests.support.explanations import DOWN, OPPOSITE, UNITS, UP, Explanation, Mark

_AMOUNT = re.compile(r"\s*(?P<number>[\d,]+(?:\.(?P<decimals>\d+))?)\s*(?P<unit>亿元|万元|元)")


class Fault(NamedTuple):
    name: str
    at: int
    text: Explanation


class Range(NamedTuple):
    low: Fraction
    high: Fraction

    def cut(self, other: Range | None) -> Range:
        return self if other is None else Range(max(self.low, other.low), min(self.high, other.high))

    @property
    def empty(self) -> bool:
        return self.low > self.high


def amount_of(mark: Mark) -> Range:
    """What a printed amount stands for, in cents."""
    found = _AMOUNT.fullmatch(mark.text)
    assert found, mark
    unit = UNITS[found["unit"]]
    value = Fraction(found["number"].replace(",", "")) * unit
    decimals = len(found["decimals"] or "")
    if not value:
        decimals = {"元": 0, "万元": 2, "亿元": 4}[found["unit"]]
    half = unit / (2 * 10**decimals)
    return Range(value - half, value + half)


def percent_of(mark: Mark) -> Range:
    number = mark.text.rstrip("%")
    half = Fraction(1, 2 * 10 ** len(number.partition(".")[2]))
    return Range(Fraction(number) - half, Fraction(number) + half)


def is_contradictory(text: Explanation) -> bool:
    """Whether no budget at all could have been meant by the text."""
    current = {i: _current(text, i) for i in range(len(text.items))}
    prior = {i: _prior(text, i, current[i]) for i in range(len(text.items))}
    if any(known is not None and known.empty for known in (*current.values(), *prior.values())):
        return True
    if any(known is not None and known.high < 0 for known in prior.values()):
        return True
    return any(_is_wrong(text, i, current, prior) for i in range(len(text.items))) or any(
        _is_no_sum([known[i] for i in group]) for known in (current, prior) for group in text.sums
    )


def _current(text: Explanation, i: int) -> Range | None:
    known: Range | None = None
    for mark in (*text.of(i, "current"), *text.of(i, "again")):
        known = amount_of(mark).cut(known)
    cell = text.items[i].cell
    if cell is not None and text.of(i, "current"):
        known = Range(Fraction(cell) - Fraction(1, 2), Fraction(cell) + Fraction(1, 2)).cut(known)
    return known


def _prior(text: Explanation, i: int, current: Range | None) -> Range | None:
    known: Range | None = None
    for mark in text.of(i, "base"):
        known = amount_of(mark).cut(known)
    way = _way(text, i)
    for mark in text.of(i, "delta"):
        if current is not None and not current.empty and way:
            delta = amount_of(mark)
            implied = (
                Range(current.low - delta.high, current.high - delta.low)
                if way > 0
                else Range(current.low + delta.low, current.high + delta.high)
            )
            known = implied.cut(known)
    if text.of(i, "same") and current is not None:
        known = current.cut(known)
    if text.of(i, "zero"):
        known = Range(Fraction(-1, 2), Fraction(1, 2)).cut(known)
    return known


def _ways(text: Explanation, i: int) -> list[int]:
    words = [*text.of(i, "word"), *text.of(i, "percent-word")]
    return [1 if any(word in mark.text for word in UP) else -1 for mark in words if mark.text]


def _way(text: Explanation, i: int) -> int:
    return next(iter(_ways(text, i)), 0)


def _is_wrong(text: Explanation, i: int, current: dict[int, Range | None], prior: dict[int, Range | None]) -> bool:
    ways, now, then = _ways(text, i), current[i], prior[i]
    percents, deltas = text.of(i, "percent"), text.of(i, "delta")
    moved = any(percent_of(mark).high > 1 for mark in percents) or any(amount_of(mark).low > 0 for mark in deltas)
    if len(set(ways)) > 1 and moved:
        return True
    if text.of(i, "same") and moved:
        return True
    if any(int(mark.text) != text.year - 1 for mark in text.of(i, "year")):
        return True
    apart = now and then and text.of(i, "base") and (now.low > then.high or now.high < then.low)
    if apart and now and then and ways and moved and (now.low > then.high) != (ways[0] > 0):
        return True
    for mark in percents:
        if now and then and then.low > 0:
            changes = (now.low - then.high, now.high - then.low)
            for delta in deltas:
                exact = amount_of(delta)
                changes = (exact.low, exact.high) if ways and ways[0] > 0 else (-exact.high, -exact.low)
            if not deltas and changes[0] < 0 < changes[1]:
                continue
            low, high = sorted((abs(changes[0]), abs(changes[1])))
            low = Fraction(0) if changes[0] < 0 < changes[1] else low
            said = percent_of(mark)
            if said.high < low / then.high * 100 or said.low > high / then.low * 100:
                return True
    for mark in text.of(i, "share"):
        whole = current[mark.of] if mark.of >= 0 else None
        if now and whole and whole.low > 0:
            said = percent_of(mark)
            if said.high < now.low / whole.high * 100 or said.low > now.high / whole.low * 100:
                return True
    return False


def _is_no_sum(known: list[Range | None]) -> bool:
    ranges = [one for one in known if one is not None]
    if len(ranges) < len(known):
        return False
    whole, parts = ranges[0], ranges[1:]
    return whole.high < sum(p.low for p in parts) or whole.low > sum(p.high for p in parts)


def faults(text: Explanation, random: Random) -> Iterator[Fault]:
    """Every mark changed in one way or another; most, not all, contradict the rest."""
    for at, mark in text.marks():
        if mark.role in ("current", "base", "delta", "again"):
            yield Fault("digit", at, text.changed(at, _digit(mark.text, random)))
            if re.search("[1-9]", mark.text):
                yield Fault("factor", at, text.changed(at, _factor(mark.text)))
            other = {"万元": "元", "元": "万元", "亿元": "万元"}
            unit = re.search("亿元|万元|元", mark.text)
            if unit and re.search("[1-9]", mark.text):
                yield Fault("unit", at, text.changed(at, mark.text.replace(unit[0], other[unit[0]])))
        elif mark.role in ("percent", "share"):
            yield Fault("percentage", at, text.changed(at, _digit(mark.text, random)))
        elif mark.role in ("word", "percent-word"):
            yield Fault("word", at, text.changed(at, _turned(mark.text)))
        elif mark.role == "year":
            yield Fault("year", at, text.changed(at, str(int(mark.text) + random.choice((1, -1)))))
        elif mark.role == "same":
            yield Fault("incomparable", at, _as(text, at, "zero", "（上年基数为0，不可比）"))
        elif mark.role == "zero":
            yield Fault("not-zero", at, _as(text, at, "same", "，与上年持平"))
    yield from _neighbours(text)


def _as(text: Explanation, at: int, role: str, words: str) -> Explanation:
    changed = text.changed(at, words)
    piece = changed.pieces[at]
    assert isinstance(piece, Mark)
    changed.pieces[at] = Mark(role, piece.item, words)  # type: ignore[arg-type] # one of the roles
    return changed


def _neighbours(text: Explanation) -> Iterator[Fault]:
    """Amounts of neighbouring items swapped or copied."""
    held = [(at, mark) for at, mark in text.marks() if mark.role == "current"]
    for (at, mark), (after, other) in pairwise(held):
        if amount_of(mark) != amount_of(other):
            yield Fault("swap", at, text.changed(at, other.text).changed(after, mark.text))
            yield Fault("copy", after, text.changed(after, mark.text))


def _digit(text: str, random: Random) -> str:
    """Another digit at a place where it tells."""
    places = [i for i, char in enumerate(text) if char.isdigit()]
    first = next((i for i in places if text[i] != "0"), places[0])
    at = random.choice([i for i in places if i >= first][:4])
    other = random.choice([d for d in "123456789" if d != text[at]])
    return text[:at] + other + text[at + 1 :]


def _factor(text: str) -> str:
    """Ten times as much."""
    found = re.search(r"[\d,]*\d(\.\d+)?", text)
    assert found
    number, _, decimals = found[0].replace(",", "").partition(".")
    more = f"{number}{decimals[:1]}.{decimals[1:]}".rstrip(".") if decimals else f"{number}0"
    return text[: found.start()] + re.sub(r"^0+(?=\d)", "", more) + text[found.end() :]


def _turned(text: str) -> str:
    word = max((word for word in (*UP, *DOWN) if word in text), key=len)
    return text.replace(word, OPPOSITE[word])
