"""The columns of a table of which the rows are known, cell by cell, but not what is blank in them.

Cells of one column stand in one strip of the page, and strips of two columns share nothing. Header cells are put over
one another as a tree: a group stands over the middle of its columns, or where the first of them begins. Cells go to
columns in their order, so that all of a row are as little off as they can be.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from .amounts import is_blank_amount, is_number

Strip = tuple[float, float]
"""From where to where something stands on the page."""

_INFINITE = float("inf")
_SHARED = 1.0
"""So many points two cells of different columns may share, since widths of characters are not exact."""

_NO_LABEL = 100.0
"""A column without a label is as bad as labels that are so many sizes of a character off. A blank column is no harm."""

_OVER_ANOTHER = 30.0
"""So is a label that stands over another column than its own by so many."""


@dataclass(frozen=True, slots=True)
class Box:
    """A cell that is not blank: its text, its place, over how many columns and rows it reaches (0 if not known; 1 of
    columns says little, since what is blank beside it may not have been merged with it)."""

    text: str
    strip: Strip
    columns: int = 0
    rows: int = 0
    amount: bool = False


def share(a: Strip, b: Strip) -> float:
    """How wide the strip is in which both stand; negative how far they are apart."""
    return min(a[1], b[1]) - max(a[0], b[0])


def laid_out(header: Sequence[Sequence[Box]], body: Sequence[Sequence[Box]], size: float) -> list[list[str]] | None:
    """The rows of header and body with their blank cells; None where the cells are in no columns. `size` is that of a
    character. Of a header of which it is not certain what stands over what each row is one cell, which nobody takes
    for a header: its table is refused rather than read wrongly."""
    strips = _strips(body, len(_Tree(header, (), size).leaves))
    tree = _Tree(header, strips, size)
    columns = _Columns(tree.leaves, strips, size)
    width = len(columns.strips)
    rows = [["" for _ in range(width)] for _ in header]
    for n, leaf in enumerate(tree.leaves):
        rows[leaf.row][columns.of_leaf[n]] = leaf.text
    for group, first in tree.groups:
        rows[group.row][columns.of_leaf[first]] = group.text
    if tree.is_doubtful:
        rows = [[" ".join(box.text for box in row), *[""] * (width - 1)] for row in header]
    for cells in body:
        places = _in_order([cell.strip for cell in cells], columns.strips, size)
        if places is None:
            return None
        row = ["" for _ in range(width)]
        for cell, place in zip(cells, places, strict=True):
            row[place] = cell.text
        rows.append(row)
    return rows


def _strips(body: Sequence[Sequence[Box]], labels: int) -> list[Strip]:
    """The strips of the columns that have anything in them: those of the longest rows first, since a short one may have
    cells over several. A row with as many cells as there are labels has one in each column, wherever in it. A word
    between two strips is no column, an amount is one."""
    found: list[Strip] = []
    for row in sorted(body, key=len, reverse=True):
        if len(row) == labels == len(found):
            found = [(min(a[0], b.strip[0]), max(a[1], b.strip[1])) for a, b in zip(found, row, strict=True)]
            continue
        whole = len(row) >= max(2, len(found))
        for cell in row:
            over = [n for n, strip in enumerate(found) if share(strip, cell.strip) > _SHARED]
            if len(over) == 1 and cell.columns < 2:
                left, right = found[over[0]]
                found[over[0]] = min(left, cell.strip[0]), max(right, cell.strip[1])
            elif not over and (whole or cell.amount or not found):
                found.append(cell.strip)
        found.sort()
    return merged(found, body)


def merged(strips: list[Strip], body: Sequence[Sequence[Box]]) -> list[Strip]:
    """The strips, those of one column as one: an amount stands in one column, however wide it is, and a dash may stand
    at the left of it or in the middle and the amounts at the right. No row has two cells in it."""
    n = 0
    while n < len(strips) - 1:
        one, other = strips[n], strips[n + 1]
        rows = [[(_is_in(cell, one), _is_in(cell, other)) for cell in row] for row in body]
        apart = any((True, False) in row and (False, True) in row for row in rows)
        over_both = any(
            cell.amount and found == (True, True)
            for row, of_row in zip(body, rows, strict=True)
            for cell, found in zip(row, of_row, strict=True)
        )
        if not apart and (over_both or _is_dashes_of(n, n + 1, strips, body)):
            strips[n : n + 2] = [(one[0], other[1])]
            n = max(n - 1, 0)
        else:
            n += 1
    return strips


def _is_in(cell: Box, strip: Strip) -> bool:
    return share(cell.strip, strip) > _SHARED


def _is_dashes_of(n: int, m: int, strips: Sequence[Strip], body: Sequence[Sequence[Box]]) -> bool:
    """Whether one of two neighbouring strips holds dashes only, and they can be of no other column than of the other
    strip, which holds amounts."""
    for dashes, amounts in ((n, m), (m, n)):
        beyond = 2 * dashes - amounts
        cells = [cell for row in body for cell in row if _is_in(cell, strips[dashes])]
        if not all(is_blank_amount(cell.text) for cell in cells) or not _has_numbers(strips[amounts], body):
            continue
        if not 0 <= beyond < len(strips) or not _has_numbers(strips[beyond], body):
            return True
        if any(
            any(_is_in(cell, strips[dashes]) for cell in row) and any(_is_in(cell, strips[beyond]) for cell in row)
            for row in body
        ):
            return True
    return False


def _has_numbers(strip: Strip, body: Sequence[Sequence[Box]]) -> bool:
    cells = [cell for row in body for cell in row if _is_in(cell, strip)]
    return any(cell.amount for cell in cells) and sum(is_number(cell.text) for cell in cells) * 2 >= len(cells)


@dataclass(frozen=True, slots=True)
class _Head:
    """A header cell in the tree, with its row."""

    row: int
    text: str
    strip: Strip
    columns: int
    rows: int


_SURE = 0.5
"""A way to share cells is certain if any other is so many sizes of a character worse."""

_BEGINS = 0.3
"""A group begins where its first column does, but for so many sizes of a character; else it is over their middle."""


class _Tree:
    """`leaves` are the labels of columns from left to right, `groups` cells above with their first leaf. It is doubtful
    where a group might as well have one column less and its neighbour one more."""

    def __init__(self, header: Sequence[Sequence[Box]], strips: Sequence[Strip], size: float) -> None:
        self._size, self._strips = size, strips
        self._below: dict[_Head, list[_Head]] = {}
        self._row: Sequence[_Head] = ()
        self.is_doubtful = False
        roots: list[_Head] = []
        self.leaves: list[_Head] = []
        for n, row in enumerate(header):
            heads = [_Head(n, box.text, box.strip, box.columns, box.rows) for box in row]
            if not self.leaves:
                roots = self.leaves = heads
                continue
            below = self._shared(heads)
            self.is_doubtful = self.is_doubtful or self._doubts(below)
            orphans = [head for head in heads if head not in {h for run in below for h in run}]
            leaves: list[_Head] = []
            for leaf, run in zip(self.leaves, below, strict=True):
                self._below[leaf] = run
                leaves += run or [leaf]
            roots = sorted([*roots, *orphans], key=lambda head: head.strip)
            self.leaves = sorted([*leaves, *orphans], key=lambda head: head.strip)
        order = {leaf: k for k, leaf in enumerate(self.leaves)}
        self.groups = [(head, order[self._first(head)]) for head in self._below if self._below[head]]

    def _first(self, head: _Head) -> _Head:
        while self._below.get(head):
            head = self._below[head][0]
        return head

    def _shared(self, heads: Sequence[_Head]) -> list[list[_Head]]:
        """The cells of a further row under the leaves so far, as runs in order: of all ways the one that fits best."""
        parents = self.leaves
        self._row = heads
        best: list[list[tuple[float, int]]] = [[(_INFINITE, 0)] * (len(heads) + 1) for _ in range(len(parents) + 1)]
        best[0] = [(j * 10 * _OVER_ANOTHER, 0) for j in range(len(heads) + 1)]
        for i, parent in enumerate(parents, 1):
            for j in range(len(heads) + 1):
                tried = ((best[i - 1][j - k][0] + self._off(parent, heads[j - k : j]), k) for k in range(j + 1))
                best[i][j] = min(tried)
        runs: list[list[_Head]] = []
        j = len(heads)
        for i in range(len(parents), 0, -1):
            k = best[i][j][1]
            runs.append(list(heads[j - k : j]))
            j -= k
        return runs[::-1]

    def _doubts(self, runs: Sequence[Sequence[_Head]]) -> bool:
        """Whether two neighbours share their cells hardly better than they would otherwise."""
        shared = [(parent, run) for parent, run in zip(self.leaves, runs, strict=True) if run]
        for (left, a), (right, b) in pairwise(shared):
            best = self._off(left, a) + self._off(right, b)
            for one, other in (((*a, b[0]), b[1:]), (a[:-1], (a[-1], *b))):
                if one and other and self._off(left, one) + self._off(right, other) < best + _SURE:
                    return True
        return False

    def _off(self, parent: _Head, run: Sequence[_Head]) -> float:
        """How badly some cells stand under one; 0 for none."""
        if not run:
            return 0.0
        left, right = self._reach(run[0])[0], self._reach(run[-1])[1]
        off = abs(left + right - sum(parent.strip)) / 2 / self._size
        if abs(run[0].strip[0] - parent.strip[0]) < _BEGINS * self._size:
            off = min(off, _BEGINS)
        if parent.rows and parent.row + parent.rows > run[0].row:
            off += 100 * _OVER_ANOTHER
        reach = sum(head.columns or 1 for head in run)
        if parent.columns > 1 and reach != parent.columns:
            off += _OVER_ANOTHER * abs(reach - parent.columns)
        others = [leaf for leaf in self.leaves if leaf is not parent and leaf.columns < 2]
        crossed = sum(share(head.strip, leaf.strip) > _SHARED for head in run for leaf in others)
        return off + _OVER_ANOTHER * crossed

    def _reach(self, head: _Head) -> Strip:
        """From where to where the column of a header cell is known to reach: over what stands under it alone."""
        found = head.strip
        for strip in self._strips:
            alone = not any(share(strip, leaf.strip) > _SHARED for leaf in self._row if leaf is not head)
            if share(strip, head.strip) > _SHARED and alone:
                found = min(found[0], strip[0]), max(found[1], strip[1])
        return found


class _Columns:
    """The strips of all columns, and the column of each label."""

    def __init__(self, leaves: Sequence[_Head], strips: Sequence[Strip], size: float) -> None:
        pairs = _certain(_paired([leaf.strip for leaf in leaves], strips, size), leaves, strips)
        self.strips: list[Strip] = []
        self.of_leaf: dict[int, int] = {}
        for leaf, strip in pairs:
            if leaf is not None:
                self.of_leaf[leaf] = len(self.strips)
            own = strips[strip] if strip is not None else leaves[leaf or 0].strip
            self.strips.append(own)


def _certain(
    pairs: Sequence[tuple[int | None, int | None]], leaves: Sequence[_Head], strips: Sequence[Strip]
) -> list[tuple[int | None, int | None]]:
    """The pairs, without those where a column stands under no label and might be that of another one that has none."""
    found: list[tuple[int | None, int | None]] = []
    for n, (leaf, strip) in enumerate(pairs):
        beside = [*pairs[max(n - 1, 0) : n], *pairs[n + 1 : n + 2]]
        if leaf is None or strip is None or share(leaves[leaf].strip, strips[strip]) > 0:
            found.append((leaf, strip))
        elif any(other is None for _, other in beside):
            found += [(leaf, None), (None, strip)]
        else:
            found.append((leaf, strip))
    return found


def _paired(leaves: Sequence[Strip], strips: Sequence[Strip], size: float) -> list[tuple[int | None, int | None]]:
    """Labels and columns in their order, each with the other, or alone where none fits."""
    bad = [[_distance(leaf, strip) for strip in strips] for leaf in leaves]
    for i, leaf in enumerate(leaves):
        over = [j for j, strip in enumerate(strips) if share(leaf, strip) > _SHARED]
        for j in range(len(strips)):
            bad[i][j] += _OVER_ANOTHER * size * sum(other != j for other in over) / max(len(over), 1)
    best = [[0.0] * (len(strips) + 1) for _ in range(len(leaves) + 1)]
    how: dict[tuple[int, int], tuple[int, int]] = {}
    for i in range(len(leaves) + 1):
        for j in range(len(strips) + 1):
            if not i and not j:
                continue
            steps = []
            if i and j:
                steps.append((best[i - 1][j - 1] + bad[i - 1][j - 1], (1, 1)))
            if i:
                steps.append((best[i - 1][j], (1, 0)))
            if j:
                steps.append((best[i][j - 1] + _NO_LABEL * size, (0, 1)))
            best[i][j], how[i, j] = min(steps)
    pairs: list[tuple[int | None, int | None]] = []
    i, j = len(leaves), len(strips)
    while i or j:
        di, dj = how[i, j]
        pairs.append((i - 1 if di else None, j - 1 if dj else None))
        i, j = i - di, j - dj
    return pairs[::-1]


def _distance(a: Strip, b: Strip) -> float:
    """How far apart two strips are, 0 where they share anything, and a little for being off the middle."""
    aligned = min(abs(a[0] - b[0]), abs(a[1] - b[1]), abs(sum(a) - sum(b)) / 2)
    return max(-share(a, b), 0.0) + 0.1 * aligned


def _in_order(cells: Sequence[Strip], columns: Sequence[Strip], size: float) -> list[int] | None:
    """The columns of the cells of a row, from left to right; None where there are more cells than columns."""
    if len(cells) > len(columns):
        return None
    best = [0.0] * (len(columns) + 1)
    chosen: list[list[int]] = []
    for n, cell in enumerate(cells):
        ways = [_INFINITE] * (len(columns) + 1)
        places = [0] * (len(columns) + 1)
        for j in range(n + 1, len(columns) + 1):
            with_it = best[j - 1] + _distance(cell, columns[j - 1])
            ways[j], places[j] = min((ways[j - 1], places[j - 1]), (with_it, j))
        best = ways
        chosen.append(places)
    found: list[int] = []
    j = len(columns)
    for places in reversed(chosen):
        j = places[j]
        found.append(j - 1)
        j -= 1
    return found[::-1]
