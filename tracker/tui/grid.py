"""Rows and columns as plain data, and which of the rows show: folding, depth, filter, changes. Draws nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, NamedTuple

Tone = Literal[
    "", "dim", "strong", "head", "inc", "dec", "add", "rem", "warn", "bad", "good", "word",
    "claim", "reason", "stale", "gap",
]  # fmt: skip
"""What a piece of text means; the theme gives it a colour. Meaning never rests on the colour alone."""

Piece = tuple[str, Tone]
Line = tuple[Piece, ...]


class GridColumn(NamedTuple):
    """`frozen` columns stay when the others scroll; the `stretch` one takes the space that is left; the `tree` one is
    indented, a `drawn` one is drawn smaller where there is no room, and not cut. `least` and `most` bound the width in
    cells (most 0: no bound)."""

    label: str
    right: bool = False
    frozen: bool = False
    stretch: bool = False
    tree: bool = False
    group: str = ""
    least: int = 0
    most: int = 0
    drawn: bool = False


@dataclass(frozen=True, slots=True)
class GridRow:
    """`parent` is the key of the row that it folds into. `mark` is one cell before the row: changed, new, marked."""

    key: str
    cells: tuple[str, ...]
    tones: tuple[Tone, ...] = ()
    level: int = 0
    parent: str = ""
    mark: str = " "


@dataclass(frozen=True)
class Grid:
    """Columns and rows. With `pinned`, the first row stays below the header."""

    columns: tuple[GridColumn, ...] = ()
    rows: tuple[GridRow, ...] = ()
    pinned: bool = False
    by_key: dict[str, GridRow] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_key", {row.key: row for row in self.rows})

    @cached_property
    def foldable(self) -> frozenset[str]:
        """Keys of the rows that have rows of their own right below them."""
        pairs = zip(self.rows, self.rows[1:], strict=False)
        return frozenset(row.key for row, below in pairs if below.parent and below.parent == row.key)

    @cached_property
    def changed(self) -> frozenset[str]:
        return frozenset(row.key for row in self.rows if row.mark.strip())

    def ancestors(self, row: GridRow) -> Iterable[GridRow]:
        """Its parent, that one's parent and so on; each only once, whatever the data says."""
        seen = {row.key}
        above = self.by_key.get(row.parent)
        while above is not None and above.key not in seen:
            yield above
            seen.add(above.key)
            above = self.by_key.get(above.parent)


class Shown(NamedTuple):
    """The rows of a grid that show, how many of them were looked for, and which are folded."""

    rows: tuple[GridRow, ...]
    hits: int
    folded: frozenset[str]


def shown(
    grid: Grid, *, text: str = "", depth: int = 0, folded: Collection[str] = (), changed_only: bool = False
) -> Shown:
    """With a filter or only changes, the rows that fit with their ancestors; else what folding leaves."""
    if not text and not changed_only and not depth and not folded:
        return Shown(grid.rows, len(grid.rows), frozenset())
    if text or changed_only:
        hits = [row for row in grid.rows if (not changed_only or row.key in grid.changed) and matches(row, text)]
        kept = {row.key for row in hits}
        kept |= {above.key for row in hits for above in grid.ancestors(row)}
        if grid.pinned and hits:
            kept.add(grid.rows[0].key)
        return Shown(tuple(row for row in grid.rows if row.key in kept), len(hits), frozenset())
    closed = {key for key in folded if key in grid.foldable}
    if depth:
        closed ^= {row.key for row in grid.rows if row.level >= depth and row.key in grid.foldable}
    rows = tuple(row for row in grid.rows if not any(above.key in closed for above in grid.ancestors(row)))
    return Shown(rows, len(grid.rows), frozenset(closed))


def matches(row: GridRow, text: str) -> bool:
    """Whether every word of `text` occurs in the row; amounts are found with and without separators."""
    words = text.casefold().split()
    if not words:
        return True
    content = " ".join(row.cells).casefold()
    content += " " + content.replace(",", "").replace(" ", "")
    return all(word in content for word in words)


def first_hit(rows: tuple[GridRow, ...], text: str, at: int) -> int:
    """The row to stand on while filtering: the present one if it fits, else the first that does."""
    if not text or not rows or matches(rows[at], text):
        return at
    return next((i for i, row in enumerate(rows) if matches(row, text)), at)


def nearest(grid: Grid, rows: tuple[GridRow, ...], key: str) -> int:
    """Where among the shown rows a key is; else its nearest shown ancestor; else the first."""
    places = {row.key: i for i, row in enumerate(rows)}
    if key in places:
        return places[key]
    if key in grid.by_key:
        for above in grid.ancestors(grid.by_key[key]):
            if above.key in places:
                return places[above.key]
    return 0
