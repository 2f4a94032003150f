"""Which names of two lists mean the same thing: by what is left of them without years, brackets and suffixes, and by
how much of it they share."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from enum import IntEnum
from fractions import Fraction
from functools import lru_cache
from typing import Literal, NamedTuple

from rapidfuzz.distance import Indel

from ..tables.spec import squeeze

Likeness = Literal["spelling", "year", "stage", "suffix", "wording"]
"""What two names differ by: spaces, brackets and punctuation; a year; 期数 or 批次; a word at the end such as 经费; or
words within."""

_YEAR = re.compile(r"(?:19|20)\d\d(?:[-—~至](?:19|20)?\d\d)?(?:年度|年)?|本年度?|上年度?")
_STAGE = re.compile(
    r"第?[一二三四五六七八九十\d]+(?:期|批次|批|阶段|标段)(?:项目|工程|建设)?|[(（][一二三四五六七八九十\d]+[)）]"
)
_MARKS = re.compile(r"[\W_]+")
_SUFFIX = re.compile(r"(?:专项|项目|工作|业务|补助|专项)?(?:经费|资金|费用|支出|款项|款|费)$|(?:专项|项目|工作)$")
_NUMERAL = re.compile(r"\d+|第[一二三四五六七八九十]+")
_LEAST = Fraction(6, 10)
_CLOSE = Fraction(8, 10)
_LEAD = Fraction(1, 10)
"""By so much the best must be better than the next best to be meant."""
_SHORTEST = 2


class Closeness(IntEnum):
    """How close two names are; of the higher the more may be said without asking."""

    REMOTE = 1
    CLOSE = 2
    SAME = 3


class Likely(NamedTuple):
    """Two names that may mean the same: how close they are, by what they differ, and the share of what they have in
    common."""

    closeness: Closeness
    by: Likeness
    share: Fraction
    same_amount: bool = False

    @property
    def percent(self) -> int:
        return int(self.share * 100)


class Matched(NamedTuple):
    """A pair of ids, and what makes it one."""

    before: str
    after: str
    likely: Likely


class Matching(NamedTuple):
    """`pairs` are each other's best by a clear lead; the rivals of every other id, by side, are whom it may be, the
    closest first."""

    pairs: tuple[Matched, ...]
    rivals_before: Mapping[str, tuple[Matched, ...]]
    rivals_after: Mapping[str, tuple[Matched, ...]]


@lru_cache(maxsize=4096)
def _forms(name: str) -> tuple[str, str, str, str]:
    """The name without marks; without years too; without stages too; without what stands at its end too."""
    text = squeeze(name)
    yearless = _YEAR.sub("", text)
    stageless = _STAGE.sub("", yearless)
    plain, no_year, no_stage = (_MARKS.sub("", part) for part in (text, yearless, stageless))
    core = no_stage
    while (shorter := _SUFFIX.sub("", core)) != core and len(shorter) >= _SHORTEST:
        core = shorter
    return plain, no_year, no_stage, core


def likeness(before: str, after: str) -> Likely | None:
    """How like two names are, None where they have too little in common."""
    old, new = _forms(before), _forms(after)
    kinds: tuple[Likeness, ...] = ("spelling", "year", "stage", "suffix")
    for kind, a, b in zip(kinds, old, new, strict=True):
        if a == b and len(a) >= _SHORTEST:
            closeness = Closeness.SAME if kind in ("spelling", "year") else Closeness.CLOSE
            staged = kind in ("stage", "suffix") and old[1] != new[1] and _stages(before) != _stages(after)
            return Likely(Closeness.REMOTE if staged else closeness, "stage" if staged else kind, Fraction(1))
    a, b = old[3], new[3]
    if min(len(a), len(b)) < _SHORTEST:
        return None
    share = 1 - Fraction(Indel.distance(a, b), len(a) + len(b))
    if share < _LEAST:
        return None
    numbered = _NUMERAL.findall(old[1]) != _NUMERAL.findall(new[1]) or _stages(before) != _stages(after)
    return Likely(Closeness.CLOSE if share >= _CLOSE and not numbered else Closeness.REMOTE, "wording", share)


def _stages(name: str) -> list[str]:
    return _STAGE.findall(_YEAR.sub("", squeeze(name)))


def match(
    before: Mapping[str, str], after: Mapping[str, str], same_amount: Callable[[str, str], bool] = lambda *_: False
) -> Matching:
    """Pairs of ids by their names (`before` and `after` give names by id), the same for every order of the ids. The
    same amount makes names that are somewhat alike close ones."""
    found = [
        Matched(a, b, _confirmed(likely) if same_amount(a, b) else likely)
        for a, name in sorted(before.items(), key=lambda pair: (pair[1], pair[0]))
        for b, other in sorted(after.items(), key=lambda pair: (pair[1], pair[0]))
        if (likely := likeness(name, other))
    ]
    found.sort(key=lambda one: (one.likely.closeness, one.likely.share), reverse=True)  # stable: of equal ones by name
    of_before: dict[str, list[Matched]] = {}
    of_after: dict[str, list[Matched]] = {}
    for one in found:
        of_before.setdefault(one.before, []).append(one)
        of_after.setdefault(one.after, []).append(one)
    pairs = tuple(
        one
        for one in found
        if one.likely.closeness > Closeness.REMOTE
        and _leads(one, of_before[one.before])
        and _leads(one, of_after[one.after])
    )
    paired = {one.before for one in pairs}, {one.after for one in pairs}
    open_ = [one for one in found if one.before not in paired[0] and one.after not in paired[1]]
    return Matching(pairs, _by(open_, 0), _by(open_, 1))


def _confirmed(likely: Likely) -> Likely:
    return likely._replace(closeness=max(likely.closeness, Closeness.CLOSE), same_amount=True)


def _leads(one: Matched, rivals: list[Matched]) -> bool:
    return all(
        other == one or other.likely.closeness < one.likely.closeness or one.likely.share - other.likely.share >= _LEAD
        for other in rivals
    )


def _by(found: list[Matched], side: Literal[0, 1]) -> dict[str, tuple[Matched, ...]]:
    listed: dict[str, list[Matched]] = {}
    for one in found:
        listed.setdefault(one[side], []).append(one)
    return {id: tuple(rivals) for id, rivals in listed.items()}
