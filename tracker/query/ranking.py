"""A difference in the order of what moved most."""

from __future__ import annotations

from collections.abc import Sequence

from .diff import DiffRow


def ranked(rows: Sequence[DiffRow]) -> tuple[DiffRow, ...]:
    """The rows by the size of their difference, the largest first, each below the row that it is part of; what is left
    over stays last."""
    nodes = {row.node for row in rows if row.key}
    below: dict[str | None, list[DiffRow]] = {}
    for row in rows:
        below.setdefault(row.parent if row.parent in nodes else None, []).append(row)

    def branch(node: str | None) -> list[DiffRow]:
        siblings = sorted(below.get(node, ()), key=lambda row: (not row.key, -abs(row.delta_fen or 0)))
        return [one for row in siblings for one in (row, *(branch(row.node) if row.key else ()))]

    return tuple(branch(None))
