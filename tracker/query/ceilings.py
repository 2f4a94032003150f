"""Ceilings (一下 控制数) as state: they limit sums of lines and are no lines themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ..model.state import Roster
from ..model.vocabulary import BASIC, PROJECT


class Ceiling(NamedTuple):
    """A limit in fen; "" where it does not say a dimension."""

    unit: str
    project: str
    nature: str
    fund: str
    fen: int

    def limits_more_than(self, other: Ceiling) -> bool:
        """Whether the other one's money is part of its own."""
        return self[:4] != other[:4] and all(mine in ("", its) for mine, its in zip(self[:4], other[:4], strict=True))


def ceilings(roster: Roster, year: int) -> list[Ceiling]:
    """The ceilings of a year. That of a project limits project spending of the project's unit."""
    found = []
    for id in roster.ids("ceiling"):
        fen = roster.value("ceiling", id, "fen")
        of_year, unit, project, nature, fund = id.split("/")
        if isinstance(fen, int) and of_year == str(year):
            unit = unit or roster.text("project", project, "unit")
            nature = nature or (PROJECT if project else "")
            found.append(Ceiling(unit, project, nature, fund, fen))
    return found


def limited_keys(found: Iterable[Ceiling]) -> Iterator[str]:
    """What the ceilings name: units, their projects, their basic spending (keys as those of ledger.by_unit)."""
    for ceiling in found:
        if ceiling.unit:
            yield ceiling.unit
            if ceiling.project or ceiling.nature == BASIC:
                yield f"{ceiling.unit}/{ceiling.project}"


def ceiling_fen(found: Iterable[Ceiling], key: str) -> int | None:
    """What the ceilings allow the department (""), a unit, its basic spending (UNIT/) or a project (UNIT/PROJECT);
    None without any. One that is part of a wider one is not counted beside it."""
    unit, slash, project = key.partition("/")
    inside = [
        ceiling
        for ceiling in found
        if unit in ("", ceiling.unit)
        and (not slash or (ceiling.project == project and (bool(project) or ceiling.nature == BASIC)))
    ]
    if not inside:
        return None
    return sum(c.fen for c in inside if not any(other.limits_more_than(c) for other in inside))
