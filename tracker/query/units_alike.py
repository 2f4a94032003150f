"""Which units of two lists are one that goes on under another name: as their names say, or what kind of office they are
called apart from, or most of their projects."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction

from .alike import Closeness, Likely, Matched, common_run, different_numbers, likeness, match, share_of

_OFFICE = re.compile(
    r"(?:[（(].*[)）])?$|(?:综合)?(?:事务|服务|管理|管护|保障)*(?:中心|[大支]队|办公室|[站所处院馆科队室局])$"
)
_MOST, _SOME = Fraction(1, 2), Fraction(1, 5)
"""Such a share of their projects makes one of two units: of those that are called alike a smaller one is enough."""
_SOME_LETTERS = 2


def same_units(
    ended: Mapping[str, str],
    begun: Mapping[str, str],
    projects_before: Mapping[str, set[str]],
    projects_after: Mapping[str, set[str]],
    place: str,
) -> list[Matched]:
    """Pairs of ids of units that only one of the sides has: names by id, and names of projects by id of the unit. All
    units of the department begin with the `place`. Who may be one of several is none of them."""
    found = list(match(ended, begun).pairs)
    paired = {one.before for one in found}, {one.after for one in found}
    others = [
        Matched(old, new, likely)
        for old, name in ended.items()
        for new, other in begun.items()
        if old not in paired[0] and new not in paired[1] and not different_numbers(name, other)
        if (likely := _likely(name, other, (projects_before.get(old, set()), projects_after.get(new, set())), place))
    ]
    alone = [one for one in others if not any((one.before == o.before) != (one.after == o.after) for o in others)]
    return [*found, *alone]


def _likely(name: str, other: str, projects: tuple[set[str], set[str]], place: str) -> Likely | None:
    """Of the same field under another kind of office, or with the same projects: the less of these the more alike they
    are called besides their place."""
    own, its = name.removeprefix(place), other.removeprefix(place)
    field, other_field = _field(own), _field(its)
    if field == other_field and len(field) >= _SOME_LETTERS:
        return Likely(Closeness.CLOSE, "wording", share_of(name, other))
    mine, theirs = projects
    common = len(mine & theirs)
    share = Fraction(2 * common, len(mine) + len(theirs) or 1)
    alike = likeness(name, other) is not None or len(common_run(field, other_field)) >= _SOME_LETTERS
    enough = share >= _SOME if alike else share >= _MOST and common > 1
    return Likely(Closeness.CLOSE, "projects", share) if enough else None


def _field(name: str) -> str:
    """What the unit is for, without the office that it is."""
    return _OFFICE.sub("", _OFFICE.sub("", name))
