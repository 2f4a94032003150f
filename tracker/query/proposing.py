"""From two sides to the events that would lead from the one to the other, inferred from their figures and names. The
same two sides always give the same proposals, in the same order."""

from __future__ import annotations

from collections.abc import Mapping

from ..model.errors import NotFound, say
from ..model.state import Roster
from ..model.vocabulary import System
from .aligning import Aligned
from .attributing import pieces_of
from .crosswalk import YearMap
from .proposals import Left, Proposed
from .proposing_within import Within, remainder_of
from .proposing_years import Across
from .year import YearView


def propose(before: YearView, after: YearView, ledger: Roster, stated: Mapping[System, YearMap]) -> Proposed:
    """What happened between two sides of one year, or from a year to a later one. `ledger` knows what would not have to
    be registered; `stated` are the maps of units, projects and codes that the book has already.

    Raises NotFound where nothing can be inferred from one to the other."""
    _require_comparable(before, after)
    sides = Aligned(before, after)
    if before.year != after.year:
        found = Across(sides, ledger, stated).proposals()
        left: list[Left] = []
    else:
        found = Within(sides, pieces_of(sides), ledger).proposals()
        left = list(remainder_of(sides, [posting for one in found for posting in one.postings]))
    difference = (after.size_fen() or 0) - (before.size_fen() or 0)
    told = sum(one.delta_fen for one in found if one.axis == "project")
    return Proposed(before, after, tuple(found), tuple(left), difference, difference - told)


def _require_comparable(before: YearView, after: YearView) -> None:
    if before.year > after.year:
        raise NotFound(say("propose.backwards", first=before.year, last=after.year))
    same = before.statement == after.statement and before.point == after.point
    if before.year == after.year and same:
        raise NotFound(say("propose.same"))
    for view in (before, after):
        if view.form.outturn:
            raise NotFound(say("propose.outturn", zh=view.form.name["zh"], en=view.form.name["en"]))
    if before.year == after.year and before.form is not after.form:
        named = {
            f"{side}_{of}": view.form.name[of] for side, view in (("a", before), ("b", after)) for of in ("zh", "en")
        }
        raise NotFound(say("propose.forms", **named))
    if not Aligned(before, after).roles:
        raise NotFound(say("propose.no-tables"))
