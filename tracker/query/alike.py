"""Which names of two lists mean the same thing: by what is left of them without years, brackets and suffixes, and by
how much of it they share."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from enum import IntEnum
from fractions import Fraction
from functools import lru_cache
from itertools import takewhile
from typing import Literal, NamedTuple

from rapidfuzz.distance import Indel

from ..tables.spec import squeeze

Likeness = Literal["spelling", "year", "stage", "suffix", "wording", "projects"]
"""What two names differ by: spaces, brackets and punctuation; a year; 期数 or 批次; a word at the end such as 经费; or
words within. Units may be called otherwise altogether and have the same `projects`."""

_YEAR = re.compile(r"(?:19|20)\d\d(?:[-—~至](?:19|20)?\d\d)?(?:年度|年)?|本年度?|上年度?")
_STAGE = re.compile(
    r"第?[一二三四五六七八九十\d]+(?:期|批次|批|阶段|标段)(?:项目|工程|建设)?|[(（][一二三四五六七八九十\d]+[)）]"
)
_MARKS = re.compile(r"[\W_]+")
_SUFFIX = re.compile(r"(?:专项|项目|工作|业务|补助|专项)?(?:经费|资金|费用|支出|款项|款|费)$|(?:专项|项目|工作)$")
_AND = frozenset("与及和并、")
_SAME_MEANING = tuple(
    (re.compile(others), word)
    for word, others in (
        ("运维", "运行维护|运行保障|运维保障|维护|维保"), ("运行", "运营"), ("购置", "采购|购买|添置"),
        ("补助", "补贴|资助"), ("处理", "处置"), ("改造", "升级改造|改造升级|提升改造|改造提升"), ("监管", "监督管理"),
        ("管理", "综合管理"), ("治理", "综合治理"), ("宣传", "宣传推广"), ("检测", "检验检测|检验"),
        ("培训", "培训教育|教育培训"),
    )
)  # fmt: skip
"""Words that stand for others which one year's document has and the next has not, without anything else being meant."""
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
def _forms(name: str) -> tuple[str, str, str, str, str]:
    """The name without marks; without years too; without stages too; without what stands at its end too; and with one
    word for all that mean the same."""
    text = squeeze(name)
    yearless = _YEAR.sub("", text)
    stageless = _STAGE.sub("", yearless)
    bare, no_year, no_stage = (_MARKS.sub("", part) for part in (text, yearless, stageless))
    core = no_stage
    while (shorter := _SUFFIX.sub("", core)) != core and len(shorter) >= _SHORTEST:
        core = shorter
    same = core
    for others, word in _SAME_MEANING:
        same = others.sub(word, same)
    return bare, no_year, no_stage, core, same


def share_of(before: str, after: str) -> Fraction:
    """How much two texts have in common."""
    return 1 - Fraction(Indel.distance(before, after), len(before) + len(after) or 1)


def different_numbers(before: str, after: str) -> bool:
    """Whether both names have numbers, and others."""
    old, new = (_NUMERAL.findall(_forms(name)[1]) for name in (before, after))
    return bool(old and new) and old != new


def plain(name: str) -> str:
    """What is left of a name without marks, years, stages and what stands at its end."""
    return _forms(name)[3]


def common_start(names: Sequence[str]) -> str:
    """What all of them begin with."""
    letters = zip(*names, strict=False)
    return "".join(same[0] for same in takewhile(lambda these: len(set(these)) == 1, letters))


def meaning(name: str) -> str:
    """The same with one word for all that mean the same."""
    return _forms(name)[4]


def shared(part: str, whole: str) -> Fraction:
    """How much of a part stands in the whole, in its order."""
    common = len(part) + len(whole) - Indel.distance(part, whole)
    return Fraction(common, 2 * len(part)) if part else Fraction(0)


def common_run(one: str, other: str) -> str:
    """The longest run of characters that both have."""
    runs = (one[i:j] for i in range(len(one)) for j in range(len(one), i, -1) if one[i:j] in other)
    return max(runs, key=len, default="")


def likeness(before: str, after: str) -> Likely | None:
    """How like two names are, None where they have too little in common."""
    old, new = _forms(before), _forms(after)
    kinds: tuple[Likeness, ...] = ("spelling", "year", "stage", "suffix", "wording")
    for kind, a, b in zip(kinds, old, new, strict=True):
        if a == b and len(a) >= _SHORTEST:
            closeness = Closeness.SAME if kind in ("spelling", "year") else Closeness.CLOSE
            staged = kind in ("stage", "suffix", "wording") and old[1] != new[1] and _stages(before) != _stages(after)
            return Likely(Closeness.REMOTE if staged else closeness, "stage" if staged else kind, Fraction(1))
    a, b = old[4], new[4]
    if min(len(a), len(b)) < _SHORTEST:
        return None
    share = share_of(a, b)
    if share < _LEAST:
        return None
    numbered = _NUMERAL.findall(old[1]) != _NUMERAL.findall(new[1]) or _stages(before) != _stages(after)
    close = share >= _CLOSE and not numbered and not _replaces(a, b)
    return Likely(Closeness.CLOSE if close else Closeness.REMOTE, "wording", share)


def _replaces(before: str, after: str) -> bool:
    """Whether one of two names says something else where the other says something (雨水管网 and 污水管网), or joins
    something to it (园林 and 园林与公园): that makes two things of them, however much they share."""
    last = ""
    for step in Indel.opcodes(before, after):
        part = before[step.src_start : step.src_end] or after[step.dest_start : step.dest_end]
        if step.tag != "equal" and (last not in ("", "equal", step.tag) or _AND & {part[0], part[-1]}):
            return True
        last = step.tag
    return False


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
