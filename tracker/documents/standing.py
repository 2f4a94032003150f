"""A table as it stands on the page, whatever order it was written in.

Columns are the strips of white space that run through all rows of amounts; a blank column is known by its header. A
row is what stands around one line of amounts: lines of a wrapped label go to the row that they are nearer to. Header
cells are put over the columns that they are centred on.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from .decode import cleaned
from .grid import Box, merged
from .lines import join_all
from .printed import PrintedLine, Word
from .tabular import WIDE, is_amount, is_body, standing_free

_UNDER = 0.75
"""A label stands under a group if it is so far down to the lowest one; one beside both rows is only half as far."""

_WRAP = 0.8
"""Lines of one cell stand closer than rows do, by so much at least."""

_CENTRED = 1.15
"""A word that is centred under another one may stand so much lower than others that go on."""

_MOST_SPLITS = 5_000

Rule = tuple[float, float, float]
"""How high a horizontal rule is, where it begins and where it ends."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table, a tab between its cells, or a line of text as it is printed."""

    lines: tuple[PrintedLine, ...]
    cells: tuple[str, ...] | None = None

    @property
    def top(self) -> float:
        return min(line.top for line in self.lines)


class Standing:
    """A table of some lines. Its cells are words that stand by or close under one another; those at the height of the
    first amounts and below are its body, the others its header."""

    def __init__(self, lines: Sequence[PrintedLine], rules: Sequence[Rule]) -> None:
        self.rules = rules
        self.size = max(line.size for line in lines)
        self.leading, self.centred = _leading(lines, self.size)
        self.free = {word for line in lines if is_body(line) for word in standing_free(line)}
        first = next(line for line in lines if is_body(line))
        self.body = [line for line in lines if line.top >= first.top - self.size / 2]
        self.columns = self._strips()
        self.first = max(word.middle for word in first.words if is_amount(word.text))
        cells = self._cells_of([word for line in lines for word in line.words])
        above = [cell for cell in cells if _as_one(cell).bottom < self.first]
        under = _under_header([_as_one(cell) for cell in above])
        self.header = [whole for whole in map(_as_one, above) if whole.top < under]
        self.inside = [cell for cell in cells if _as_one(cell).bottom >= self.first or _as_one(cell).top >= under]
        self.columns = sorted([*self.columns, *self._blank_columns()])

    def _strips(self) -> list[tuple[float, float]]:
        """The strips of the body between the white ones, from left to right: first of the lines with amounts, then of
        the others, but for words over several strips."""
        strips: list[list[Word]] = []
        right = 0.0
        for word in sorted((w for line in self.body if is_body(line) for w in line.words), key=lambda word: word.x0):
            if not strips or word.x0 - right > 0.5:
                strips.append([])
            strips[-1].append(word)
            right = max(right, word.x1)
        joined: list[list[Word]] = []
        for strip in strips:
            if joined and not self._parts(joined[-1], strip):
                joined[-1] += strip
            else:
                joined.append(strip)
        found = [(min(w.x0 for w in strip), max(w.x1 for w in strip)) for strip in joined]
        for word in (w for line in self.body if not is_body(line) for w in line.words):
            over = [n for n, (left, right) in enumerate(found) if word.x0 < right and left < word.x1]
            if len(over) == 1:
                left, right = found[over[0]]
                found[over[0]] = min(left, word.x0), max(right, word.x1)
            elif not over:
                found.append((word.x0, word.x1))
        boxes = ([Box(w.text, w.edges, amount=is_amount(w.text)) for w in line.words] for line in self.body)
        return merged(sorted(found), list(boxes))

    def _blank_columns(self) -> Iterator[tuple[float, float]]:
        """Columns without anything in the body: a header cell that stands beside the one over its neighbour."""
        for cell in self.header:
            if any(cell.x0 < right and left < cell.x1 for left, right in self.columns):
                continue
            left, right = self.columns[self._column_at((cell.x0 + cell.x1) / 2)]
            for other in self.header:
                beside = min(cell.bottom, other.bottom) > max(cell.top, other.top) and not _share(cell, other)
                if (
                    beside
                    and other.x0 < right
                    and left < other.x1
                    and other.x1 - other.x0 < 3 * (right - left + self.size)
                ):
                    yield cell.x0, cell.x1
                    break

    def _parts(self, left: Sequence[Word], right: Sequence[Word]) -> bool:
        """Whether the white between two strips parts columns: it is wide, or there are amounts beside it."""
        gap = min(word.x0 for word in right) - max(word.x1 for word in left)
        return gap >= WIDE * self.size or any(
            len(self.free.intersection(side)) * 2 > len(side) for side in (left, right)
        )

    @property
    def regions(self) -> list[float]:
        """Where each column ends and the next begins, by how its amounts are aligned."""
        return [(self._reach(n) + self._start(n + 1)) / 2 for n in range(len(self.columns) - 1)]

    def _edges(self, n: int) -> tuple[list[float], list[float]]:
        left, right = self.columns[n]
        words = [w for line in self.body for w in line.words if left <= w.x0 and w.x1 <= right]
        return [w.x0 for w in words], [w.x1 for w in words]

    def _reach(self, n: int) -> float:
        """How far right a column reaches: up to the next one, if that begins where each of its amounts begins."""
        starts, _ = self._edges(n + 1)
        return self.columns[n + 1][0] - 1 if starts and max(starts) - min(starts) < 1 else self.columns[n][1]

    def _start(self, n: int) -> float:
        """Where a column begins: right after the one before, if that ends where each of its amounts ends."""
        starts, _ = self._edges(n)
        _, ends = self._edges(n - 1)
        if starts and max(starts) - min(starts) < 1:
            return self.columns[n][0] - 1
        return self.columns[n - 1][1] + 1 if ends and max(ends) - min(ends) < 1 else self.columns[n][0]

    def _column_at(self, x: float) -> int:
        return sum(x > edge for edge in self.regions)

    def rows(self) -> Iterator[Row]:
        yield from self._header()
        rows: list[tuple[float, list[Word]]] = []
        middles = [self._middle(line) for line in self.body if self._has_amounts(line)]
        homes: dict[float, list[Word]] = {middle: [] for middle in middles}
        for cell in self.inside:
            for middle, words in self._shared_out(cell, middles):
                if middle is None:
                    rows.append((_as_one(words).middle, words))
                else:
                    homes[middle] += words
        rows += homes.items()
        for row in _at_one_height(sorted(rows, key=lambda row: row[0]), set(middles)):
            yield self._row(row)

    def _middle(self, line: PrintedLine) -> float:
        return next(word.middle for word in line.words if self._is_amount(word))

    def _shared_out(self, cell: list[Word], middles: Sequence[float]) -> list[tuple[float | None, list[Word]]]:
        """The words of a cell with the row of amounts that they stand beside; one that stands beside several is no
        cell but several."""
        whole = _as_one(cell)
        beside = middles[bisect_left(middles, whole.top - 1) : bisect_right(middles, whole.bottom + 1)]
        above, below = self._band(whole)
        if not beside and self.rules and below < float("inf"):
            beside = middles[bisect_right(middles, above) : bisect_left(middles, below)]
        if len(beside) <= 1:
            return [(beside[0] if beside else None, cell)]
        shared: dict[float, list[Word]] = {}
        for word in cell:
            shared.setdefault(min(beside, key=lambda m: abs(m - word.middle)), []).append(word)
        return list(shared.items())

    def _band(self, word: Word) -> tuple[float, float]:
        """How high the rules right above and below a word are."""
        n, x = bisect_left(self.rules, (word.middle,)), (word.x0 + word.x1) / 2
        above = (y for y, left, right in reversed(self.rules[:n]) if left <= x <= right)
        below = (y for y, left, right in self.rules[n:] if left <= x <= right)
        return next(above, float("-inf")), next(below, float("inf"))

    def _row(self, words: Sequence[Word]) -> Row:
        cells: list[list[Word]] = [[] for _ in self.columns]
        for word in words:
            cells[self._nearest(word)].append(word)
        line = PrintedLine(tuple(sorted(words, key=lambda word: word.x0)))
        return Row((line,), tuple(map(_joined, cells)))

    def _nearest(self, word: Word) -> int:
        """The column that a word of the body stands in."""
        return min(
            range(len(self.columns)),
            key=lambda n: max(self.columns[n][0] - word.x0, word.x1 - self.columns[n][1], 0.0),
        )

    def _has_amounts(self, line: PrintedLine) -> bool:
        """Whether a line has an amount where other lines have theirs."""
        return any(map(self._is_amount, line.words))

    def _is_amount(self, word: Word) -> bool:
        return is_amount(word.text) and bool(self._amount_columns) and self._nearest(word) in self._amount_columns

    @cached_property
    def _amount_columns(self) -> frozenset[int]:
        words = Counter(self._nearest(word) for line in self.body if is_body(line) for word in line.words)
        free = Counter(self._nearest(word) for word in self.free)
        return frozenset(column for column in free if free[column] * 2 > words[column])

    def _header(self) -> Iterator[Row]:
        """Groups above labels: the labels are the lowest cells over each column."""
        if not self.header:
            return
        cells = self.header
        line = PrintedLine(tuple(sorted(cells, key=lambda cell: cell.x0)))
        lowest: dict[int, Word] = {}
        for cell in cells:
            if len(self._over(cell)) == 1:
                column = self._over(cell)[0]
                if column not in lowest or lowest[column].top < cell.top:
                    lowest[column] = cell
        above = sorted((cell for cell in cells if cell not in lowest.values()), key=lambda cell: cell.x0)
        below = self._below(above, lowest)
        labels = ["" for _ in self.columns]
        groups = self._groups(above, below) if above else labels.copy()
        for column, cell in lowest.items():
            (groups if above and column not in below else labels)[column] += cell.text
        if above:
            yield Row((PrintedLine(tuple(above)),), tuple(groups))
        yield Row((PrintedLine(tuple(lowest.values())) if above else line,), tuple(labels))

    def _below(self, groups: Sequence[Word], lowest: dict[int, Word]) -> list[int]:
        """The columns whose labels stand under groups; others are as high as both rows."""
        if not groups:
            return list(lowest)
        above = max(group.middle for group in groups)
        last = max((cell.middle for cell in lowest.values()), default=above)
        centred = sum(last - cell.middle < 1.5 for cell in lowest.values()) > 1
        least = last - 0.3 * self.size if centred else above + _UNDER * (last - above)
        return [n for n in range(len(self.columns)) if n not in lowest or lowest[n].middle >= least]

    def _over(self, cell: Word) -> list[int]:
        """The columns that a header cell stands over, by its middle where it is narrow."""
        columns = range(self._column_at(cell.x0 + self.size / 2), self._column_at(cell.x1 - self.size / 2) + 1)
        return list(columns) if len(columns) > 0 else [self._column_at((cell.x0 + cell.x1) / 2)]

    def _groups(self, groups: Sequence[Word], below: Sequence[int]) -> list[str]:
        """Each group in the first of the columns that it is centred on: of all ways to share the columns below them
        out the one whose middles fit best."""
        row = ["" for _ in self.columns]
        for run in _runs(below):
            over = [g for g in groups if run[0] <= self._column_at((g.x0 + g.x1) / 2) <= run[-1]]
            for group, column in zip(over, self._shared(run, over), strict=False):
                row[column] = f"{row[column]}{group.text}"
        return row

    def _shared(self, run: Sequence[int], groups: Sequence[Word]) -> Sequence[int]:
        if not groups:
            return ()
        best: tuple[float, tuple[int, ...]] = (float("inf"), ())
        for tried, cuts in enumerate(combinations(run[1:], len(groups) - 1)):
            starts = (run[0], *cuts)
            ends = (*(cut - 1 for cut in cuts), run[-1])
            off = sum(
                abs((self.columns[a][0] + self.columns[b][1]) / 2 - (g.x0 + g.x1) / 2)
                for a, b, g in zip(starts, ends, groups, strict=True)
            )
            best = min(best, (off, starts))
            if tried > _MOST_SPLITS:
                break
        return best[1]

    def _cells_of(self, words: Sequence[Word]) -> list[list[Word]]:
        """Words that stand by or close under one another, together."""
        cells: list[list[Word]] = []
        near: list[list[Word]] = []
        for word in sorted(words, key=lambda word: (round(word.top), word.x0)):
            near = [cell for cell in near if word.top - cell[-1].bottom <= self.size]
            home = next((cell for cell in reversed(near) if self._is_by(cell, word)), None)
            if home is None:
                home = []
                cells.append(home)
                near.append(home)
            home.append(word)
        return cells

    def _strip_of(self, word: Word) -> int | None:
        """The one column of the body that a header word stands over."""
        over = [n for n, (left, right) in enumerate(self.columns) if word.x0 < right and left < word.x1]
        return over[0] if len(over) == 1 else None

    def _is_by(self, cell: Sequence[Word], word: Word) -> bool:
        last = cell[-1]
        if self._band(last) != self._band(word):
            return False
        if self._is_amount(word) or self._is_amount(last):
            return False
        if abs(last.middle - word.middle) < 0.5 * word.size:
            strips = {self._strip_of(last), self._strip_of(word)} - {None}
            near = word.spaced or 1 in (len(word.text), len(last.text)) or word.text[0] in "(（"
            return near and len(strips) < 2 and abs(word.x0 - last.x1) < 0.6 * word.size
        whole = _as_one(cell)
        narrow, gap = min(whole.x1 - whole.x0, word.x1 - word.x0), word.top - whole.bottom
        if _share(whole, word) <= 0.5 * narrow:
            return False
        centred = abs(whole.x0 + whole.x1 - word.x0 - word.x1) < 0.4 * word.size
        return gap < self.leading or (centred and word.middle < self.first and gap < self.centred)


class StandingHeader(Standing):
    """A table without amounts: its columns are those of its header, which ends with the last line of several words."""

    def __init__(self, lines: Sequence[PrintedLine], rules: Sequence[Rule]) -> None:
        self.rules = rules
        self.size = max(line.size for line in lines)
        self.leading, self.centred = 0.4 * self.size, 0.6 * self.size
        self.body, self.free, self.columns = [], set(), []
        self.first = max(line.bottom for line in lines if len(line.words) > 1)
        cells = self._cells_of([word for line in lines for word in line.words])
        self.header = [whole for whole in map(_as_one, cells) if whole.middle < self.first]
        self.inside = [cell for cell in cells if _as_one(cell).middle >= self.first]
        for cell in sorted(self.header, key=lambda cell: cell.x1 - cell.x0):
            if not any(cell.x0 < right and left < cell.x1 for left, right in self.columns):
                self.columns.append((cell.x0, cell.x1))
        self.columns.sort()

    def _is_amount(self, word: Word) -> bool:
        return False


def _share(a: Word, b: Word) -> float:
    """How wide the strip is in which both stand."""
    return max(0.0, min(a.x1, b.x1) - max(a.x0, b.x0))


def _leading(lines: Sequence[PrintedLine], size: float) -> tuple[float, float]:
    """The white space above a word under which it goes on with what stands above it: less than between two rows of
    amounts, where there is any less. And that under which it does so if it is centred in a header."""
    words = sorted((word for line in lines for word in line.words), key=lambda word: word.top)
    gaps: list[float] = []
    rows: dict[tuple[int, int], float] = {}
    for n, above in enumerate(words):
        for below in words[n + 1 :]:
            gap = below.top - above.bottom
            if gap > 2 * size:
                break
            if gap > -0.1 * size and _share(above, below) > 0:
                if is_amount(above.text) and is_amount(below.text):
                    rows[round(above.middle), round(below.middle)] = gap
                else:
                    gaps.append(gap)
                break
    row = _least(rows.values(), size)
    wraps = Counter(round(gap, 1) for gap in gaps if gap < _WRAP * row)
    if not wraps:
        return (-size, row - 0.03 * size) if rows else (0.4 * size, 0.5 * size)
    usual = min(wraps, key=lambda gap: (-wraps[gap], gap))
    leading = usual + min((row - usual) / 2, 0.15 * size)
    return leading, _CENTRED * leading


def _least(gaps: Collection[float], default: float) -> float:
    """The least that occurs more than once: two rows may stand close only since a page ends between them."""
    count = Counter(round(gap, 1) for gap in gaps)
    return min((gap for gap in count if count[gap] > 1), default=min(gaps, default=default))


def _under_header(cells: Sequence[Word]) -> float:
    """Where the header ends: single cells right above the first amounts, below rows of several, are rows without
    amounts."""
    bands: list[tuple[float, float, int]] = []
    for cell in sorted(cells, key=lambda cell: cell.top):
        if bands and cell.top < bands[-1][1]:
            top, bottom, count = bands[-1]
            bands[-1] = top, max(bottom, cell.bottom), count + 1
        else:
            bands.append((cell.top, cell.bottom, 1))
    end = float("inf")
    while len(bands) > 1 and bands[-1][2] == 1 and any(count > 1 for _, _, count in bands):
        end = bands.pop()[0]
    return end


def _at_one_height(rows: Sequence[tuple[float, list[Word]]], amounts: set[float]) -> Iterator[list[Word]]:
    """The words of the rows, those without amounts that stand at one height together."""
    row: list[Word] = []
    at: float | None = None
    for middle, words in rows:
        if row and (at in amounts or middle in amounts or _as_one(row).bottom < _as_one(words).top):
            yield row
            row = []
        row, at = [*row, *words], middle
    if row:
        yield row


def _runs(numbers: Sequence[int]) -> Iterator[list[int]]:
    run: list[int] = []
    for n in numbers:
        if run and n != run[-1] + 1:
            yield run
            run = []
        run.append(n)
    if run:
        yield run


def _joined(words: Sequence[Word]) -> str:
    return join_all(
        cleaned(word.text).replace("\t", " ") for word in sorted(words, key=lambda w: (round(w.middle), w.x0))
    )


def _as_one(words: Sequence[Word]) -> Word:
    return Word(
        _joined(words),
        min(w.x0 for w in words),
        max(w.x1 for w in words),
        min(w.top for w in words),
        max(w.bottom for w in words),
        words[0].size,
    )
