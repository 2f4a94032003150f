"""Under which function code each project of a publication stands: no table says so, but often only one way to share the
projects out makes the sums of all codes."""

from __future__ import annotations

from collections.abc import Mapping

from ..model.money import HALF_CENT_FEN
from ..model.vocabulary import PROJECT
from ..tables.spec import TOTAL, Role
from .assigning import only_part, share_out
from .year import YearView

_TOLD_BY: tuple[Role, ...] = ("projects-by-unit", "spending-by-function")


def codes_of_projects(view: YearView) -> Mapping[str, str]:
    """The code of each project (UNIT/PROJECT) that can stand under one code only; none where a sum is not known, or
    where there are too many ways to look at."""
    if any(view.form.find(role) is None or view.table(role).absent for role in _TOLD_BY):
        return {}
    items = _first_cells(view)
    sums = _project_sums(view)
    if items is None or sums is None:
        return {}
    hidden = HALF_CENT_FEN if view.opening else 0
    large = sorted(items, key=lambda key: (-items[key], key))
    ordered = [*large[::2], *large[1::2][::-1]]  # from both ends the largest first: they leave the fewest ways
    codes, fen = list(sums), [items[key] for key in ordered]
    ways = share_out(fen, list(sums.values()), [range(len(codes))] * len(fen), hidden * (len(fen) + 1))
    if ways is not None:
        return {key: codes[min(at)] for key, at in zip(ordered, ways.options, strict=True) if len(at) == 1}
    parts = ((code, only_part(fen, total, hidden)) for code, total in sums.items())
    found = [(ordered[n], code) for code, part in parts for n in part]
    return {key: code for key, code in found if sum(other == key for other, _ in found) == 1}


def _first_cells(view: YearView) -> dict[str, int] | None:
    cells = {row.key: row.amounts_fen[0] for row in view.table("projects-by-unit").rows if "/" in row.key}
    known = {key: fen for key, fen in cells.items() if fen}
    return known if None not in cells.values() and all(fen > 0 for fen in known.values()) else None


def _project_sums(view: YearView) -> dict[str, int] | None:
    table = view.table("spending-by-function")
    at = next((n for n, column in enumerate(table.columns) if column.label == PROJECT), None)
    if at is None or table.missing_keys:
        return None
    cells = {row.key: row.amounts_fen[at] for row in table.rows if row.key != TOTAL}
    above = {table.spec.rows.parent(key) for key in cells}
    leaves = {key: fen for key, fen in cells.items() if key not in above}
    known = {key: fen for key, fen in leaves.items() if fen}
    return known if None not in leaves.values() else None
