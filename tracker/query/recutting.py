"""Projects that were split or merged: several that ended and one that began, or the other way. Equal sums say so, or a
name that joins what the others say one by one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations, permutations
from typing import NamedTuple

from ..model.money import FEN_PER_WAN
from .alike import common_run, likeness, plain, shared

_MOST_PARTS = 4
_MOST_CANDIDATES = 14
"""Of more projects than these not every group is tried."""
_JOINS = re.compile("[与及和、]")
_USUAL = re.compile(
    "管理|服务|建设|工作|经费|项目|专项|运行|运营|维护|保障|资金|活动|业务|系统|平台|中心|设备|购置|补助|补贴"
)
"""Words that any project may have: what two names have in common besides them counts."""
_COVERED = 0.4


class Recut(NamedTuple):
    """Keys of what ended and of what began. `alike`: names say so, of a round sum all of them, since such come out by
    chance; `equal`: sums say so, as far as they are printed."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    alike: bool
    equal: bool


def recuts(
    before: Mapping[str, int],
    after: Mapping[str, int],
    names_before: Mapping[str, str],
    names_after: Mapping[str, str],
    half_digit_fen: int = 0,
) -> list[Recut]:
    """Of what ended and what began (fen by key) the groups of equal sums or of names that say so, where exactly one
    group fits; a project is in one of them at most. Each printed amount may hide `half_digit_fen`."""
    found: list[tuple[int, Recut]] = []
    for wholes, parts, merged in ((after, before, True), (before, after, False)):
        names = (names_after, names_before) if merged else (names_before, names_after)
        for rank, whole, group, alike, equal in _groups(wholes, parts, *names, half_digit_fen):
            old, new = (group, (whole,)) if merged else ((whole,), group)
            found.append((rank, Recut(old, new, alike, equal)))
    used: set[str] = set()
    kept = []
    for _, one in sorted(found, key=lambda ranked: ranked[0]):  # of a rank in the order of the keys
        keys = {*(f"-{key}" for key in one.before), *(f"+{key}" for key in one.after)}
        if not keys & used:
            used |= keys
            kept.append(one)
    return kept


def _groups(
    wholes: Mapping[str, int],
    parts: Mapping[str, int],
    whole_names: Mapping[str, str],
    part_names: Mapping[str, str],
    half_digit_fen: int,
) -> Iterator[tuple[int, str, tuple[str, ...], bool, bool]]:
    """Groups with their rank: whose names and sum say so, whose names do, whose sum does."""
    held = {key: fen for key, fen in sorted(parts.items()) if fen > 0}
    for whole, fen in sorted(wholes.items()):
        if fen <= 0:
            continue
        name = whole_names[whole]
        named = _told_apart(name, {key: part_names[key] for key in held if _unit(key) == _unit(whole)})
        group = _of_equal_sum(fen, held, half_digit_fen)
        if named:
            equal = _adds_up(named, held, fen, half_digit_fen)
            yield 0 if equal else 1, whole, named, True, equal
        elif group:
            said = [likeness(name, part_names[key]) is not None for key in group]
            yield 2, whole, group, all(said) if fen % FEN_PER_WAN == 0 else any(said), True


def _unit(key: str) -> str:
    """Whose project it is: names mean something within a unit only."""
    return key.rpartition("/")[0]


def _of_equal_sum(fen: int, held: Mapping[str, int], half_digit_fen: int) -> tuple[str, ...]:
    if len(held) > _MOST_CANDIDATES:
        return ()
    groups = [
        group
        for size in range(2, _MOST_PARTS + 1)
        for group in combinations(held, size)
        if _adds_up(group, held, fen, half_digit_fen)
    ]
    return groups[0] if len(groups) == 1 else ()


def _adds_up(group: Sequence[str], held: Mapping[str, int], fen: int, half_digit_fen: int) -> bool:
    return abs(sum(held[key] for key in group) - fen) <= half_digit_fen * (len(group) + 1)


def _told_apart(whole: str, names: Mapping[str, str]) -> tuple[str, ...]:
    """Of a name that joins two or more things (食品与药品安全监管) the keys of the names that say them one by one
    (食品安全监管, 药品安全监管), in the order of the things; nothing where these are not one way to have them."""
    things = [plain(thing) for thing in _JOINS.split(whole)]
    if not 2 <= len(things) <= _MOST_PARTS or any(len(thing) < 2 for thing in things):
        return ()
    near = [key for key, name in names.items() if name != whole and shared(plain(name), plain(whole)) >= _COVERED]
    if len(near) > _MOST_CANDIDATES:
        return ()
    said = {key: [_in_common(thing, plain(names[key])) for thing in things] for key in near}
    near = [key for key in near if any(said[key])]
    ways = [
        (sum(lengths), sum(shared(plain(names[key]), plain(whole)) for key in way), way)
        for way in permutations(near, len(things))
        if all(lengths := [said[key][n] for n, key in enumerate(way)])
    ]
    best = max((way[:2] for way in ways), default=None)
    found = [way for *how_well, way in ways if (*how_well,) == best]
    return found[0] if len(found) == 1 else ()


def _in_common(thing: str, name: str) -> int:
    """How much of a thing a name says in one run, 0 where that is nothing of its own."""
    run = common_run(thing, name)
    own = _USUAL.sub("", run)
    return len(run) if len(own) >= 2 and 2 * len(run) >= len(thing) else 0


def weights(amounts: list[int]) -> list[str]:
    """Shares of a sum as decimal strings that add up to exactly 1."""
    total = sum(amounts)
    shares = [(Decimal(fen) / total).quantize(Decimal("0.000001")) for fen in amounts[:-1]]
    return [f"{share.normalize():f}" for share in (*shares, 1 - sum(shares, Decimal()))]
