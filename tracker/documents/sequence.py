"""Tables without rules around their cells, by the order in which a document writes them: row by row, cell by cell.

Nearly every program writes so, and tags (tagged.py) say it. What goes on below in one column is one cell, what goes to
the right is the next one, what goes back to the left begins a row. A table that is not written so is none of these.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from .decode import cleaned
from .grid import Box, Strip, laid_out, share
from .lines import join_all
from .printed import MOST_CHARACTERS, PrintedLine, Word
from .tabular import is_amount, is_body, standing_free
from .tagged import Tag

_ALIGNED = 0.4
"""Lines of one cell begin, end or have their middle at one place, but for so many sizes of a character."""

_SCRIPTS = 0.35
"""White space of less than so many sizes of a character stands between two scripts, and may between two cells."""

_SELDOM = 0.02
"""What occurs in so small a share of all cases only says nothing."""

_OVER = 0.3
"""So many sizes of a character a row may stand over the one before it."""

_MOST_CELLS = 120
_FAR = float("inf")

_NUMBERED = re.compile(r"[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十]{1,3}[)）]|\[\d{3}")
"""Labels of rows begin so, and header cells do not."""

_COUNTED = re.compile(r"\d{1,2}[.、．]\D")
"""So do these, but also the sentences of a text."""

_SPACES = 3.0
"""Spaces that are written stand in a label and not between two cells, if they are no wider."""

_STOPS = "。；;，,：:、）)”"
_AFTER_NUMBERS = "年月日号％%"
_ROOM = 0.5
"""A line that so much more would have fitted in does not go on in the next one."""


@dataclass
class _Cell:
    words: list[Word] = field(default_factory=list)

    @property
    def strip(self) -> Strip:
        return min(word.x0 for word in self.words), max(word.x1 for word in self.words)

    @property
    def top(self) -> float:
        return min(word.top for word in self.words)

    @property
    def bottom(self) -> float:
        return max(word.bottom for word in self.words)

    @property
    def text(self) -> str:
        return join_all(cleaned(word.text).replace("\t", " ") for word in self.words)

    @property
    def is_amount(self) -> bool:
        return len(self.words) == 1 and is_amount(self.words[0].text)


@dataclass(frozen=True, slots=True)
class Written:
    """A row: its words, and its cells with the blank ones."""

    words: tuple[Word, ...]
    cells: tuple[str, ...]


def rows_as_written(lines: Sequence[PrintedLine], leading: float, tags: Mapping[int, Tag]) -> list[Written] | None:
    """The rows of the table in these lines; None where it is not written row by row. `leading` is the white space
    under which a line goes on with the one above it."""
    words = sorted((word for line in lines for word in line.words), key=lambda word: word.at)
    size = max(line.size for line in lines)
    free = {word for line in lines if is_body(line) for word in standing_free(line)}
    rows = list(_rows(list(_cells(words, leading)), tags))
    if not _go_down(rows, size):
        return None
    return _laid_out(rows, free, size, tags)


def _cells(words: Sequence[Word], leading: float) -> Iterator[_Cell]:
    """The cells in the order in which they begin. A tagged one may go on on the next page; if it says the same there
    it stands in a header that comes again."""
    tagged: dict[int, _Cell] = {}
    for cell in _runs(words, leading):
        number = cell.words[0].cell
        before = tagged.get(number) if number else None
        if before and before.text != cell.text:
            before.words += cell.words
            continue
        if number:
            tagged[number] = cell
        yield cell


def _runs(words: Sequence[Word], leading: float) -> Iterator[_Cell]:
    """What is written in one go in one cell."""
    cell = _Cell()
    for n, word in enumerate(words):
        if cell.words and not _goes_on(cell, words, n, leading):
            yield cell
            cell = _Cell()
        cell.words.append(word)
    if cell.words:
        yield cell


def _goes_on(cell: _Cell, words: Sequence[Word], n: int, leading: float) -> bool:
    """Whether word n is one of the cell of the word before it."""
    last, word = cell.words[-1], words[n]
    if word.cell or last.cell:
        return word.cell == last.cell
    if _in_line(last, word):
        return _is_next(cell, words, n, leading)
    if page_of(word) != page_of(last) or _NUMBERED.match(word.text) or not _goes_under(cell, word, leading):
        return False
    if is_amount(word.text):
        return not is_amount(last.text) and not _is_decimal(word) and _text_follows(words, n)
    return not is_amount(last.text) or len(cell.words) > 1


def _goes_under(cell: _Cell, word: Word, leading: float) -> bool:
    """Whether a word begins a further line of a cell."""
    (left, right), gap = cell.strip, word.top - cell.bottom
    off = min(abs(left - word.x0), abs(right - word.x1), abs(left + right - word.x0 - word.x1) / 2)
    if not -0.5 * word.size < gap < leading or off >= _ALIGNED * word.size:
        return False
    last = cell.words[-1]
    if _COUNTED.match(word.text) and last.text[-1] not in _STOPS:
        return False
    line = [w for w in cell.words if _in_line(w, last)]
    room = (word.x1 - word.x0) - (last.x1 - line[0].x0)
    return room < (_unit(word.text) + _ROOM) * word.size


def _unit(text: str) -> float:
    """How wide the part of a text is at most that a line does not break in, in sizes of a character."""
    length = 1
    while length < len(text) and text[length - 1].isascii() and text[length].isascii():
        length += 1
    return length + 1.0


def _text_follows(words: Sequence[Word], n: int) -> bool:
    """Whether a text goes on right behind word n, as one does behind a number in it."""
    if n + 1 >= len(words) or not _in_line(words[n], words[n + 1]) or is_amount(words[n + 1].text):
        return False
    return words[n + 1].x0 - words[n].x1 < _SCRIPTS * words[n].size


def _is_next(cell: _Cell, words: Sequence[Word], n: int, leading: float) -> bool:
    """Whether word n goes on in the line of the cell: after a space, or set apart by its script only, as a number is in
    a text or at the beginning of one that goes on under it."""
    last, word = cell.words[-1], words[n]
    gap = (word.x0 - last.x1) / word.size
    number, after = is_amount(last.text), words[n + 1] if n + 1 < len(words) else None
    if not number and not is_amount(word.text):
        near = word.spaced or 1 in (len(word.text), len(last.text)) or word.text[0] in "(（"
        scripts = last.text[-1].isascii() != word.text[0].isascii() and gap < _SCRIPTS
        return (near or scripts) and -0.5 < gap < (_SPACES if word.spaced else 0.6)
    if not -0.5 < gap < _SCRIPTS or after is None or _is_decimal(last) or _is_decimal(word):
        return False
    if not number:
        goes_under = _goes_under(_Cell([*cell.words, word]), after, leading)
        return _text_follows(words, n) or (goes_under and not is_amount(after.text))
    if is_amount(word.text):
        return False
    goes_under = _goes_under(_Cell([*cell.words, word]), after, leading)
    return len(cell.words) > 1 or goes_under or word.text[0] in _AFTER_NUMBERS


def _is_decimal(word: Word) -> bool:
    return is_amount(word.text) and not word.text.isdecimal()


def _in_line(a: Word, b: Word) -> bool:
    return abs(a.middle - b.middle) < 0.5 * b.size


def page_of(word: Word) -> int:
    """The page that a word is written on."""
    return word.at // MOST_CHARACTERS


def row_gap(lines: Sequence[PrintedLine]) -> float | None:
    """The white space between two rows of one line: the least between two amounts below one another that occurs more
    than once and not seldom; None where nothing shows it."""
    last: list[Word] = []
    gaps: Counter[float] = Counter()
    for word in sorted((w for line in lines for w in line.words if is_amount(w.text)), key=lambda w: w.top):
        for above in last:
            if share(above.edges, word.edges) > 0 and page_of(above) == page_of(word):
                gaps[round(word.top - above.bottom, 1)] += 1
        last = [w for w in last if share(w.edges, word.edges) <= 0] + [word]
    enough = max(1, gaps.total() * _SELDOM)
    return min((gap for gap, times in gaps.items() if times > enough and gap > 0), default=None)


def _rows(cells: Sequence[_Cell], tags: Mapping[int, Tag]) -> Iterator[list[_Cell]]:
    row: list[_Cell] = []
    for n, cell in enumerate(cells):
        if row and not _is_beside(row, cells, n, tags):
            yield row
            row = []
        row.append(cell)
    if row:
        yield row


def _is_beside(row: Sequence[_Cell], cells: Sequence[_Cell], n: int, tags: Mapping[int, Tag]) -> bool:
    """Whether a cell is the next one of a row: it stands at the right of the last one, and beside one of the row or of
    the row that follows, over both of which it reaches then."""
    last, cell = row[-1], cells[n]
    one, other = tags.get(last.words[0].cell), tags.get(cell.words[0].cell)
    if one or other:
        return one is not None and other is not None and (one.table, one.row) == (other.table, other.row)
    if page_of(last.words[-1]) != page_of(cell.words[0]) or not _is_right(last, cell):
        return False
    others, after = _rest(cells, n)
    if min(c.top for c in others) < max(c.bottom for c in row):
        return True
    return min((c.top for c in after), default=_FAR) < max(c.bottom for c in others)


def _is_right(one: _Cell, other: _Cell) -> bool:
    return other.strip[0] > one.strip[1] - 1


def _rest(cells: Sequence[_Cell], n: int) -> tuple[list[_Cell], list[_Cell]]:
    """The cells from one on that stand right of one another on its page, and those that do so after these."""
    runs: tuple[list[_Cell], list[_Cell]] = ([cells[n]], [])
    at = 0
    for before, cell in pairwise(cells[n : n + _MOST_CELLS]):
        at += not _is_right(before, cell)
        if at > 1 or page_of(cell.words[0]) != page_of(cells[n].words[0]):
            break
        runs[at].append(cell)
    return runs


def _go_down(rows: Sequence[Sequence[_Cell]], size: float) -> bool:
    """Whether each row stands below the one before it: under a cell of that one, if not under all, and no higher."""
    for above, row in pairwise(rows):
        if all(cell.words[0].cell for cell in (*above, *row)):
            continue
        top = min(cell.top for cell in row)
        if top < min(cell.bottom for cell in above) - _OVER * size or top < min(cell.top for cell in above):
            return False
    return True


def _laid_out(rows: list[list[_Cell]], free: set[Word], size: float, tags: Mapping[int, Tag]) -> list[Written] | None:
    rows = [sorted(row, key=lambda cell: cell.strip) for row in rows]
    first = _header(rows, free, tags)
    while first > 1 and len(rows[first - 1]) == 1 and any(len(row) > 1 for row in rows[: first - 1]):
        first -= 1
    head = rows[:first]
    texts = [_texts(row) for row in head]
    again: set[int] = set()
    for n in range(first, len(rows) - len(head) + 1):
        if head and [_texts(row) for row in rows[n : n + len(head)]] == texts:
            again.update(range(n, n + len(head)))
    body = [row for n, row in enumerate(rows[first:], first) if n not in again]
    found = laid_out(_boxes(head, tags), _boxes(body, tags), size)
    if found is None:
        return None
    header, below = found[:first], iter(found[first:])
    written = [Written(_words(row), tuple(cells)) for row, cells in zip(head, header, strict=True)]
    for n, row in enumerate(rows[first:], first):
        if n not in again:
            written.append(Written(_words(row), tuple(next(below))))
    return written


def _header(rows: Sequence[Sequence[_Cell]], free: set[Word], tags: Mapping[int, Tag]) -> int:
    """How many rows the header has: those tagged so, or those above the first amounts; it may come again before these,
    below the rest of a row. A table without amounts begins with it too."""
    tagged = 0
    while tagged < len(rows) and all((tag := tags.get(c.words[0].cell)) and tag.heads for c in rows[tagged]):
        tagged += 1
    first = next((n for n, row in enumerate(rows) if _has_amounts(row, free)), None)
    if first is None:
        first = max((n + 1 for n, row in enumerate(rows) if len(row) > 1), default=0)
    numbered = (n for n, row in enumerate(rows[:first]) if any(map(_begins_row, row)))
    first = tagged or next(numbered, first)
    texts = [_texts(row) for row in rows[:first]]
    return next((n for n in range(1, first) if texts[n] == texts[0]), first)


def _begins_row(cell: _Cell) -> bool:
    return bool(_NUMBERED.match(cell.text)) or (cell.is_amount and len(cell.text) > 2)


def _has_amounts(row: Sequence[_Cell], free: set[Word]) -> bool:
    return any(word in free for cell in row for word in cell.words)


def _texts(row: Sequence[_Cell]) -> tuple[str, ...]:
    return tuple(cell.text for cell in row)


def _words(row: Sequence[_Cell]) -> tuple[Word, ...]:
    return tuple(sorted((word for cell in row for word in cell.words), key=lambda word: word.x0))


def _boxes(rows: Sequence[Sequence[_Cell]], tags: Mapping[int, Tag]) -> list[list[Box]]:
    found = []
    for row in rows:
        spans = [tags.get(cell.words[0].cell) or Tag(0, 0) for cell in row]
        found.append(
            [
                Box(cell.text, cell.strip, tag.columns, tag.rows, cell.is_amount)
                for cell, tag in zip(row, spans, strict=True)
            ]
        )
    return found
