"""Header rows to a layout: which position of a row holds which column of the table's spec.

A header has one or more rows with merged cells: the label of a column is its lowest cell that is not blank, the cells
above it (carried to the right) are its group. Columns are found by label and group; a damaged label by its place
between found neighbours, if it still resembles the one that belongs there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ..tables.rows import ListRows, ProjectRows, UnitRows
from ..tables.spec import TOTAL, Column, TableSpec, bare
from .amounts import is_blank_amount, is_number
from .lines import Line, clean, fold
from .words import Words

_RESEMBLES = 0.5
_SHORT = 3
"""Shorter headers are words that stand in labels too."""

_FIRST = frozenset({"1", "１"})
"""Numbers of columns begin so."""

_WIDEST = 60
"""No header has more columns: a line with more is no header."""


@dataclass(frozen=True, slots=True)
class Part:
    """The positions of one list of rows: the whole table, or one of two sides. `columns` are (position, index of the
    column in the spec) from left to right."""

    side: str
    labels: tuple[int, ...]
    columns: tuple[tuple[int, int], ...]

    @property
    def needed(self) -> int:
        """How many cells a row has at least."""
        return self.columns[-1][0] + 1


@dataclass(frozen=True, slots=True)
class Layout:
    """What stands where in the rows under one header. `extras` are columns that the spec does not know, `unnamed` those
    that the header has no label for."""

    width: int
    parts: tuple[Part, ...]
    text: int | None
    extras: tuple[tuple[int, str], ...]
    unnamed: tuple[int, ...]
    unit_fen: int | None
    nameless: frozenset[int] = frozenset()
    """Positions of labels that the header has no label for either."""

    @property
    def spec_columns(self) -> tuple[int, ...]:
        """The columns of the spec that it has, on any side."""
        return tuple(dict.fromkeys(column for part in self.parts for _, column in part.columns))

    @property
    def amount_positions(self) -> frozenset[int]:
        return frozenset(position for part in self.parts for position, _ in part.columns)


@dataclass(frozen=True, slots=True)
class _Heading:
    """The header above one position: its label, the groups above that, and the side that it stands on. `whole` is
    what stands over this position alone, in one: a page may cut a label in two."""

    label: str
    groups: tuple[str, ...]
    side: str
    whole: str


_KEPT_NAMES = 1_000


class Headers:
    """Reads the headers of one table."""

    def __init__(self, spec: TableSpec, words: Words) -> None:
        self._spec, self._words = spec, words
        self._sides = tuple(filter(None, spec.rows.sides)) if isinstance(spec.rows, ListRows) else ()
        self._labels = {*map(bare, spec.label_headers), *self._sides}
        self._alone = self._labels - {TOTAL, *self._sides}
        """What makes a header of a row that holds nothing else: not 支出, with which many labels end."""
        self._names: dict[str, str] = {}
        self._printed: set[tuple[str, ...]] = set()
        """The rows of the headers that were taken: the next page prints them again."""
        self._text = bare(spec.text_column)
        columns = {self._name(label) for column in spec.columns for label in (column.label, *column.headers)}
        groups = {bare(column.group) for column in spec.columns}
        self._known = (self._labels | columns | groups | {self._text}) - {""}

    def _name(self, cell: str) -> str:
        """A header cell as it is compared; the same few come on every page."""
        known = self._names.get(cell)
        if known is None:
            if len(self._names) >= _KEPT_NAMES:
                self._names.clear()
            known = self._names[cell] = self._named(cell)
        return known

    def _named(self, cell: str) -> str:
        text = self._words.without("money-in-header", fold(clean(cell)))
        return bare(self._words.without("header-prefix", text))

    def is_header(self, line: Line) -> bool:
        """Whether a line is certainly a header row of this table."""
        if len(line.filled) > _WIDEST or any(is_number(line.cells[i]) for i in line.filled):
            return False
        if line.cells in self._printed:
            return True
        cells = [self._name(line.cells[i]) for i in line.filled if len(line.cells[i]) < 60]
        known = sum(cell in self._known for cell in cells)
        return known >= 2 or (known == len(cells) == 1 and cells[0] in self._alone)

    def is_run_in(self, label: str) -> bool:
        """Whether the header of the labels has run into the label of a row, in a table whose names nobody lists."""
        if not isinstance(self._spec.rows, UnitRows | ProjectRows):
            return False
        text = bare(label)
        return any(len(header) > _SHORT and header in text and header != text for header in self._alone)

    def is_numbering(self, line: Line) -> bool:
        """Whether a row only numbers the columns: 栏次, 1, 2, 3 …"""
        cells = [line.cells[i] for i in line.filled]
        if cells and self._numbers_columns(cells[0]) and any(is_number(cell) for cell in cells):
            return True
        if cells and self._words.full("code-header", fold(cells[0])) and len(cells) > 1 and is_number(cells[1]):
            return False
        if _FIRST.isdisjoint(cells):
            return False
        numbers = [cell for cell in cells if not self._is_numbering_label(cell)]
        wanted = (str(n) for n in range(1, len(numbers) + 1))
        return len(numbers) >= 2 and all(fold(a) == b for a, b in zip(numbers, wanted, strict=True))

    def _is_numbering_label(self, cell: str) -> bool:
        text = fold(clean(cell))
        return any(self._words.full(id, text) for id in ("column-numbers", "code-parts"))

    def _numbers_columns(self, cell: str) -> bool:
        """Whether a cell says that numbers of columns, or of rows, stand beside or below it."""
        return self._words.full("column-numbers", fold(clean(cell))) is not None

    def take(self, lines: Sequence[Line], previous: Layout | None = None) -> tuple[Layout | None, int]:
        """The layout of the header that these lines begin with, and how many lines it takes; without a header the
        layout of the page before."""
        n = 0
        while n < len(lines) and (self.is_header(lines[n]) or (n > 0 and self.is_numbering(lines[n]))):
            n += 1
        if n == 0 and previous is not None and (not lines or not self._could_be_header(lines[0], previous)):
            return previous, 0
        if n == 0 and lines and self._is_words(lines[0]):
            return self._take_more(lines, 1)
        return self._take_more(lines, n)

    def _could_be_header(self, line: Line, layout: Layout) -> bool:
        """Whether a row of words stands where labels and goals do not."""
        return self._is_words(line) and any(position in layout.amount_positions for position in line.filled)

    def _is_words(self, line: Line) -> bool:
        """Whether a row holds several cells and none of them is an amount."""
        return 1 < len(line.filled) <= _WIDEST and not any(self._is_amount(line.cells[i]) for i in line.filled)

    def _is_amount(self, cell: str) -> bool:
        return is_number(cell) or is_blank_amount(cell) or self._words.full("withheld", fold(clean(cell))) is not None

    def _take_more(self, lines: Sequence[Line], n: int) -> tuple[Layout | None, int]:
        """Further header rows, of words that the spec may not know."""
        rows = [line for line in lines[:n] if not self.is_numbering(line)]
        layout = self._layout(rows) if rows else None
        while rows and n < len(lines):
            if self._adds_labels(lines[n], layout):
                rows.append(lines[n])
                layout = self._layout(rows)
            elif not self.is_numbering(lines[n]):
                break
            n += 1
        self._printed.update(row.cells for row in rows if len(row.filled) > 1)
        return layout, n

    def _adds_labels(self, line: Line, layout: Layout | None) -> bool:
        """Whether a further line of words belongs to the header although none of them is known."""
        if self.is_header(line):
            return True
        if not self._is_words(line) or line.filled[0] == 0:
            return False
        return layout is None or any(position in layout.amount_positions for position in line.filled)

    def _layout(self, rows: Sequence[Line]) -> Layout | None:
        headings = self._headings(rows)
        text = next((p for p, h in enumerate(headings) if self._text and self._name(h.label) == self._text), None)
        found: dict[int, int] = {}
        sides = tuple(dict.fromkeys(heading.side for heading in headings))
        for side in sides:
            positions = [p for p, h in enumerate(headings) if h.side == side and p != text]
            found |= self._columns(positions, headings, side)
        if not found:
            return None
        if text is None:
            text = self._text_after(headings, max(found))
        parts: list[Part] = []
        labels: set[int] = set()
        for side in sides:
            part = self._part(side, headings, found)
            if part is not None:
                parts.append(part)
                labels.update(part.labels)
        extras = tuple(
            (p, h.label)
            for p, h in enumerate(headings)
            if h.label and p not in found and p not in labels and p != text and not self._is_numbering_label(h.label)
        )
        blank = [p for p, h in enumerate(headings) if not h.label]
        unnamed = tuple(p for p in blank if p not in labels and p != text)
        nameless = frozenset(labels.intersection(blank))
        return Layout(len(headings), tuple(parts), text, extras, unnamed, self._money(headings), nameless)

    def _headings(self, rows: Sequence[Line]) -> list[_Heading]:
        width = max(line.filled[-1] for line in rows) + 1
        grid = [[*line.cells[:width], *[""] * (width - len(line.cells))] for line in rows]
        headings: list[_Heading] = []
        side = "" if not self._sides else self._sides[0]
        for p in range(width):
            lowest = max((r for r in range(len(grid)) if grid[r][p]), default=-1)
            label = grid[lowest][p] if lowest >= 0 else ""
            groups = tuple(filled[-1] for row in grid[: max(lowest, 0)] if (filled := [c for c in row[: p + 1] if c]))
            side = next((s for s in self._sides for row in grid if bare(row[p]) == s), side)
            whole = "".join(row[p] for row in grid)
            headings.append(_Heading(label, groups, side, whole))
        return self._with_sides(headings)

    def _with_sides(self, headings: list[_Heading]) -> list[_Heading]:
        """Where no cell names the sides, or one stands over amounts only, each header of labels begins the next one."""
        if not self._sides:
            return self._with_lists(headings)
        if len(self._sides) < 2 or self._each_has_labels(headings):
            return headings
        n, sided = -1, []
        for heading in headings:
            n = min(n + (self._name(heading.label) in self._labels), len(self._sides) - 1)
            sided.append(replace(heading, side=self._sides[max(n, 0)]))
        return sided

    def _each_has_labels(self, headings: Sequence[_Heading]) -> bool:
        """Whether cells name more sides than one; not where one begins over amounts, though there are labels enough."""
        sides = [heading.side for heading in headings]
        labels = [n for n, heading in enumerate(headings) if self._name(heading.label) in self._labels]
        begin = {sides.index(side) for side in sides}
        return len(begin) > 1 and (begin <= set(labels) or len(labels) != len(self._sides))

    def _with_lists(self, headings: list[_Heading]) -> list[_Heading]:
        """Lists with the same columns side by side: labels that come again behind amounts begin the next."""
        n, amounts, listed = 0, False, []
        for heading in headings:
            begins = amounts and self._is_code_header(heading.label)
            n, amounts = n + begins, not begins and (amounts or self._is_column(heading))
            listed.append(replace(heading, side=str(n)))
        return listed if n else headings

    def _is_code_header(self, label: str) -> bool:
        return self._words.full("code-header", fold(clean(label))) is not None or self._name(label) in self._labels

    def _is_column(self, heading: _Heading) -> bool:
        return any(self._score(heading, column) for column in self._spec.columns)

    def _columns(self, positions: Sequence[int], headings: Sequence[_Heading], side: str) -> dict[int, int]:
        """Spec columns by position: the best matches first, then the damaged labels between them."""
        own = [(c, column) for c, column in enumerate(self._spec.columns) if column.has_cells_on(side)]
        scores = [(-score, p, c) for p in positions for c, column in own if (score := self._score(headings[p], column))]
        found: dict[int, int] = {}
        for _, p, c in sorted(scores):
            if p not in found and c not in found.values():
                found[p] = c
        return found | self._damaged(positions, headings, found, [c for c, _ in own])

    def _score(self, heading: _Heading, column: Column) -> int:
        """0 where the heading is not this column's."""
        name = self._name(heading.label)
        if not name:
            return 0
        if self._name(column.label) in (name, self._name(heading.whole)):
            score = 4
        elif not {name, self._name(heading.whole)}.isdisjoint(map(self._name, column.headers)):
            score = 2
        else:
            return 0
        if not column.group:
            return score + (not heading.groups)
        if not heading.groups:
            return score
        groups = [_likeness(self._name(group), bare(column.group)) for group in heading.groups]
        return score + 3 if max(groups) == 1 else score + 1 if max(groups) >= _RESEMBLES else 0

    def _damaged(
        self, positions: Sequence[int], headings: Sequence[_Heading], found: dict[int, int], own: Sequence[int]
    ) -> dict[int, int]:
        """Labels that resemble the one column that is left between their neighbours."""
        more: dict[int, int] = {}
        lost = [p for p in positions if p not in found and self._name(headings[p].label) not in self._labels]
        for run in _runs(lost):
            left = found.get(run[0] - 1, -1)
            right = found.get(run[-1] + 1, len(self._spec.columns))
            free = (c for c in own if left < c < right and c not in found.values())
            between = [c for c in free if not self._spec.columns[c].optional]
            if len(between) == len(run):
                more |= {p: c for p, c in zip(run, between, strict=True) if self._resembles(headings[p], c)}
        return more

    def _resembles(self, heading: _Heading, c: int) -> bool:
        column, name = self._spec.columns[c], self._name(heading.label)
        return any(_likeness(name, self._name(label)) >= _RESEMBLES for label in (column.label, *column.headers))

    def _text_after(self, headings: Sequence[_Heading], last: int) -> int | None:
        if not self._text:
            return None
        after = list(range(last + 1, len(headings)))
        return next((p for p in after if _likeness(self._name(headings[p].label), self._text) >= _RESEMBLES), None)

    def _part(self, side: str, headings: Sequence[_Heading], found: dict[int, int]) -> Part | None:
        positions = [p for p, h in enumerate(headings) if h.side == side]
        columns = tuple((p, found[p]) for p in positions if p in found)
        if not columns:
            return None
        before = [p for p in positions if p < columns[0][0] and not self._numbers_columns(headings[p].label)]
        labels = tuple(p for p in before if self._is_label(headings[p]))
        return Part(side, labels or tuple(before[-1:]), columns)

    def _is_label(self, heading: _Heading) -> bool:
        name = self._name(heading.label)
        if self._words.full("code-header", fold(clean(heading.label))) or not name or name in self._labels:
            return True
        return any(self._name(group) in self._labels - set(self._sides) for group in heading.groups)

    def _money(self, headings: Iterable[_Heading]) -> int | None:
        for heading in headings:
            for cell in (heading.label, *heading.groups):
                if found := self._words.search("money-in-header", fold(clean(cell))[:80]):
                    return self._words.money_units[found["unit"]]
        return None


def _likeness(a: str, b: str) -> float:
    """The share of characters that two labels have in common."""
    return (Counter(a) & Counter(b)).total() / max(len(a), len(b), 1)


def _runs(positions: Sequence[int]) -> Iterable[list[int]]:
    """Neighbouring positions together."""
    run: list[int] = []
    for p in positions:
        if run and p != run[-1] + 1:
            yield run
            run = []
        run.append(p)
    if run:
        yield run
