"""How the money of a year is split into rows: what a way of doing so can say, and what all of them share."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol

from ..model.line import Line
from ..store.protocol import LineFilter
from ..tables.spec import Role
from .year import YearView


class Node(NamedTuple):
    """One row of a difference: what it is called, how deep it stands, and the dimensions that name it."""

    label: str
    level: int
    order: tuple[str, ...]
    key: Mapping[str, str]


class Whole(NamedTuple):
    """All lines of a unit, or all of its basic spending: what the store keeps the running sum of."""

    unit: str
    basic: bool


class Lost(NamedTuple):
    """Rows of a table on pages that the document of a year lacks, or the whole table: what they hold is unknown."""

    year: int
    table: int
    rows: tuple[str, ...] = ()
    """Their codes or labels; none where the whole table is lost."""


class Split(Protocol):
    """How lines fall into leaves, and leaves into parents. Keys are strings of the split's own."""

    @property
    def closes(self) -> bool:
        """Whether the leaves add up to the total."""

    @property
    def carried(self) -> bool | None:
        """Whether only money brought forward from earlier years counts, or only other money; None for all of it."""

    @property
    def dimensions(self) -> Sequence[str]:
        """What `path` and `filters` look at of a line."""

    def path(self, line: Line, view: YearView) -> tuple[str, ...]:
        """Keys from the top down to the leaf; empty for a line that does not count."""

    def filters(self, keys: Collection[str], year: int) -> Collection[LineFilter]:
        """Between them they hold every line of the nodes, and not many more."""

    def node(self, key: str, view: YearView) -> Node: ...

    def parent(self, key: str) -> str | None: ...

    def whole(self, key: str) -> Whole | None:
        """What of a unit's lines are exactly those of the node, where the node is such a part."""

    def opening(self, view: YearView) -> dict[str, int]:
        """The opening's fen by node, of a year that a statement opened."""

    def figures(self, key: str) -> int:
        """How many printed figures an opening's amount of the node is made of."""

    def is_lost(self, key: str, view: YearView) -> bool:
        """Whether the document that opened the year does not tell what the node held: it must have printed it on a page
        that it lacks, or prints parts of it alone."""

    def lost(self, view: YearView) -> Collection[Lost]:
        """What that document lacks of the tables that the opening is read from."""


def opened_cells(view: YearView, role: Role, column: str) -> dict[str, int]:
    """The opening's cells of one column, by row key; withheld ones left out, and all of a table that the form lacks."""
    if view.form.find(role) is None:
        return {}
    table = view.opened_table(role)
    index = table.column(column)
    if index is None:
        return {}
    return {row.key: fen for row in table.rows if (fen := row.amounts_fen[index]) is not None}


def is_untold(role: Role, key: str, view: YearView) -> bool:
    opening = view.openings.get(role)
    return opening is not None and (opening.absent or key in opening.missing or key in opening.skipped)


def lost_of(roles: Iterable[Role], view: YearView) -> list[Lost]:
    found: list[Lost] = []
    for role in roles:
        if view.form.find(role) is None:
            continue
        table = view.opened_table(role)
        if table.absent:
            found.append(Lost(view.year, table.spec.number))
        elif table.missing:
            rows = tuple(head.code or head.label for head in table.missing)
            found.append(Lost(view.year, table.spec.number, rows))
    return found


def fits_carried(line: Line, carried: bool | None) -> bool:
    """Whether the line is money brought forward, or is not; None does not ask."""
    return carried is None or carried is (line.origin_year != 0)
