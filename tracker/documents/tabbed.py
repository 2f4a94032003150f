"""Plain text that was printed: cells stand at tab stops, and lines too long for the page go on in the next one.

How many tabs part two cells, and so how many blank cells are between them, follows from the stops. Which lines go on
is told by what would not have fitted, and where that leaves a doubt by the number of cells that most rows have.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .lines import join
from .printed import PrintedLine, Stops, Word
from .standing import Row
from .tabular import is_amount

_TAB_GAP = 0.7
"""White space of more sizes of a character than this is no space."""

_NEAR = 0.7
"""So many points beside a stop is at it."""

_MOST_AT_STOPS = 0.95
_FEWEST = 20
_FEWEST_STOPS = 5
_NARROWEST, _WIDEST = 18.0, 120.0
_HANGING = tuple("，。、；：！？”’）》」』,.;:!?)")
"""Punctuation that may stand beyond the right edge."""

_SPACE = 0.7
"""A line may end in a space, so many sizes of a character wide."""

_MOST_CELLS = 40
_PITCH = 1.45


def stops_of(lines: Sequence[PrintedLine], *, browser: bool) -> Stops | None:
    """The tab stops that the words of a document stand at, None where they do not. Browsers leave half a character, a
    sixteenth of a tab, before a stop, and no line of theirs goes on with a tab."""
    size = Counter(round(line.size, 1) for line in lines).most_common(1)
    mine = [line for line in lines if round(line.size, 1) == size[0][0]] if size else []
    lefts = Counter(round(line.left, 1) for line in mine).most_common(1)
    if not lefts:
        return None
    left = lefts[0][0]
    starts = [start - left for line in mine for start in _starts(line, left)]
    if len(starts) < _FEWEST:
        return None
    distinct = sorted({round(start, 1) for start in starts})[:30]
    tried = sorted({round(start / k, 2) for start in distinct for k in range(1, 9)}, reverse=True)
    for width in tried:
        if _NARROWEST <= width <= _WIDEST and (exact := _fits(starts, width)):
            return Stops(left, exact, exact / 16 if browser else exact / 100, _between(mine), hang=browser)
    return None


def _between(lines: Sequence[PrintedLine]) -> float:
    """The white space that a program puts between Latin and Chinese characters, 0 where it puts none."""
    gaps = Counter(
        round(right.x0 - left.x1, 1)
        for line in lines
        for left, right in pairwise(line.words)
        if left.text[-1].isascii() != right.text[0].isascii() and right.x0 - left.x1 < 0.35 * line.size
    )
    return gaps.most_common(1)[0][0] if gaps.total() >= _FEWEST else 0.0


def _starts(line: PrintedLine, left: float) -> Iterator[float]:
    if line.left > left + 1:
        yield line.left
    for word, gap in zip(line.words[1:], line.gaps, strict=True):
        if gap > _TAB_GAP:
            yield word.x0


def _fits(starts: Sequence[float], width: float) -> float | None:
    """The width of a tab as the starts have it, if nearly all of them are at a stop of about this one."""
    at = [(start, round(start / width)) for start in starts if abs(start - round(start / width) * width) < _NEAR]
    if len(at) < _MOST_AT_STOPS * len(starts) or len({n for _, n in at}) < _FEWEST_STOPS:
        return None
    return sum(start for start, _ in at) / sum(n for _, n in at)


def rows_of(lines: Sequence[PrintedLine], stops: Stops) -> Iterator[Row]:
    """The rows of the text, lines that go on joined; lines without tabs as they are printed."""
    right = max((line.right for line in lines if not line.words[-1].text.endswith(_HANGING)), default=0.0)
    for block in _blocks(lines):
        if any(len(_cells(line, stops)) > 1 for line in block):
            yield from _Block(block, stops, right).rows()
        else:
            yield from (Row((line,)) for line in block)


def _blocks(lines: Sequence[PrintedLine]) -> Iterator[list[PrintedLine]]:
    """Lines without a blank one between them."""
    gaps = Counter(round(b.top - a.top, 1) for a, b in pairwise(lines) if b.top > a.top)
    common = [gap for gap, times in gaps.items() if times * 20 >= gaps.total()]
    pitch = min(common, default=float("inf"))
    block: list[PrintedLine] = []
    for line in lines:
        if block and line.top - block[-1].top > _PITCH * pitch:
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _cells(line: PrintedLine, stops: Stops) -> list[str]:
    """The cells of a printed line, blank ones for further tabs."""
    cells = [""] * stops.number(line.left)
    for n, word in enumerate(line.words):
        if n:
            cells += [""] * (stops.tabs(line.words[n - 1].x1, word.x0) - 1)
        cells.append(word.text)
    return cells


@dataclass(frozen=True, slots=True)
class _Joint:
    """How a line may go on in the next one: in the middle of a cell, or after a tab."""

    possible: bool
    in_cell: bool = False


class _Block:
    def __init__(self, lines: Sequence[PrintedLine], stops: Stops, right: float) -> None:
        self._lines, self._stops, self._right = lines, stops, right
        self._cells = [_cells(line, stops) for line in lines]
        self._joints = [self._joint(a, b) for a, b in pairwise(lines)]

    def _joint(self, line: PrintedLine, below: PrintedLine) -> _Joint:
        """Whether the first that stands in a line would not have fitted behind the one before."""
        first = _unit(below.words[0])
        behind = line.right + first + _SPACE * line.size <= self._right
        after_tab = self._stops.after(line.right) + first <= self._right + 1
        if below.left > self._stops.left + 1:
            return _Joint(not after_tab and not self._stops.hang)
        if not behind:
            return _Joint(True, in_cell=not is_amount(line.words[-1].text))
        return _Joint(not after_tab)

    def rows(self) -> Iterator[Row]:
        for lines, cells in self._rows(self._width()):
            yield Row(tuple(lines), tuple(cells)) if len(cells) > 1 else Row(tuple(lines[:1]))

    def _width(self) -> int:
        """How many cells most rows of amounts have, and at least as many as one printed line of them has."""
        widths = Counter(len(cells) for _, cells in self._rows(None) if any(map(is_amount, cells)))
        printed = (len(cells) for cells in self._cells if any(map(is_amount, cells)))
        return max(min(widths, key=lambda width: (-widths[width], width), default=_MOST_CELLS), *printed, 0)

    def _rows(self, width: int | None) -> list[tuple[list[PrintedLine], list[str]]]:
        """The rows if no whole one has more cells than this; where it is not known yet, as far as amounts tell."""
        rows: list[tuple[list[PrintedLine], list[str]]] = []
        for n, (line, cells) in enumerate(zip(self._lines, self._cells, strict=True)):
            joined = _joined(rows[-1][1], cells, self._joints[n - 1], width) if rows else None
            if joined is None:
                rows.append(([line], cells))
            else:
                rows[-1] = [*rows[-1][0], line], joined
        return rows


def _joined(cells: Sequence[str], more: Sequence[str], joint: _Joint, width: int | None) -> list[str] | None:
    """A row with the cells of the next line, None where that begins a row. Two texts that meet are one cell, unless
    the row needs two to be whole."""
    if not joint.possible or (_begins_row(more) and is_amount(cells[-1])):
        return None
    after_tab = [*cells, *(more[1:] if not more[0] else more)]
    texts = bool(more[0]) and not is_amount(cells[-1]) and not is_amount(more[0])
    in_cell = [*cells[:-1], join(cells[-1], more[0]), *more[1:]]
    if not texts:
        found = in_cell if joint.in_cell and more[0] else after_tab
    else:
        found = after_tab if len(after_tab) == width else in_cell
    return found if len(found) <= (width or _MOST_CELLS) else None


def _begins_row(cells: Sequence[str]) -> bool:
    """Whether a label stands before amounts, perhaps after a code."""
    label = next((n for n, cell in enumerate(cells) if cell and not is_amount(cell)), None)
    if label is None or any("." in cell for cell in cells[:label]):
        return False
    return any(map(is_amount, cells[label + 1 :]))


def _unit(word: Word) -> float:
    """How wide the part of a word is that a line does not break in."""
    text = word.text
    length = 1
    while length < len(text) and text[0].isascii() and text[length].isascii() and not text[length].isspace():
        length += 1
    weights = [1.0 if char.isascii() else 1.7 for char in text]
    return (word.x1 - word.x0) * sum(weights[:length]) / sum(weights)
