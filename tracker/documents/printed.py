"""What stands printed on a page: characters to words, words to lines, with their places in points from the top left."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import floor
from typing import TypedDict

_WORD_GAP = 0.2
"""White space of so many sizes of a character parts two words."""

_NUMERIC = frozenset("0123456789.,-")
_NUMBER_GAP = 0.1
"""Less white space parts two numbers: there is none between the digits of one."""

_ELSEWHERE = 8
"""What is written so much later than what it stands beside is no part of one word with it."""

_ASCENT = 0.85
"""The share of a character that stands above its line."""


MOST_CHARACTERS = 1_000_000
"""No page has more: the characters of a page are counted from its own multiple of this."""


class Char(TypedDict):
    """A character as pdfplumber describes it; `at` is its place in the order in which the document writes, `cell` the
    number of the cell of a table that its tags put it in, 0 for none."""

    text: str
    x0: float
    x1: float
    y0: float
    bottom: float
    size: float
    matrix: tuple[float, float, float, float, float, float]
    at: int
    cell: int


@dataclass(frozen=True, slots=True)
class Word:
    """Characters without white space between them. `top` and `bottom` are a character's above and below the line that
    it stands on, whatever its font says of its height; `spaced` is whether a space is printed before it. `at` is its
    place in the order in which the document writes, `cell` the number of the cell that tags put it in, 0 for none."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    spaced: bool = False
    at: int = 0
    cell: int = 0

    @property
    def edges(self) -> tuple[float, float]:
        return self.x0, self.x1

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """The words that stand at one height, from left to right; none without words."""

    words: tuple[Word, ...]

    @property
    def left(self) -> float:
        return self.words[0].x0

    @property
    def right(self) -> float:
        return self.words[-1].x1

    @property
    def top(self) -> float:
        return min(word.top for word in self.words)

    @property
    def bottom(self) -> float:
        return max(word.bottom for word in self.words)

    @property
    def size(self) -> float:
        return max(word.size for word in self.words)

    @property
    def gaps(self) -> list[float]:
        """The white space between its words, in sizes of a character."""
        return [(b.x0 - a.x1) / self.size for a, b in zip(self.words, self.words[1:], strict=False)]

    def lower(self, by: float) -> PrintedLine:
        return PrintedLine(tuple(replace(word, top=word.top + by, bottom=word.bottom + by) for word in self.words))

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    def without_cells(self, doubted: Collection[int]) -> PrintedLine:
        """The line as if no tags put its words in these cells: what only they parted is one word again."""
        words: list[Word] = []
        for word in self.words:
            own = replace(word, cell=0) if word.cell in doubted else word
            before = words[-1] if words and own.cell == words[-1].cell == 0 else None
            if (
                before
                and own.x0 - before.x1 < _WORD_GAP * own.size
                and 0 < own.at - before.at - len(before.text) + 1 < _ELSEWHERE
            ):
                words[-1] = replace(before, text=before.text + own.text, x1=own.x1, size=max(before.size, own.size))
            else:
                words.append(own)
        return PrintedLine(tuple(words))


@dataclass(frozen=True, slots=True)
class Stops:
    """Tab stops: where the text begins, how wide a tab is, how much of it is left at least before a stop, and the white
    space that is none but stands between Latin and Chinese characters. Tabs `hang` that stay at the end of a line."""

    left: float
    width: float
    least: float
    between: float = 0.0
    hang: bool = False

    def number(self, x: float) -> int:
        return round((x - self.left) / self.width)

    def is_at(self, x: float) -> bool:
        return x > self.left + 1 and abs(x - self.left - self.number(x) * self.width) < 1

    def after(self, x: float) -> float:
        """The stop that a tab leads to from here."""
        return self.left + (floor((x - self.left + self.least) / self.width) + 1) * self.width

    def tabs(self, end: float, start: float) -> int:
        """How many tabs lead from the end of a cell to the start of the next one."""
        return max(self.number(start) - self.number(self.after(end)) + 1, 1)


def lines_of_chars(chars: Iterable[Char], stops: Stops | None = None) -> list[PrintedLine]:
    """From top to bottom. With tab stops words are what stands between these, whatever spaces are in them."""
    found = (_line(row, stops) for row in _rows([char for char in chars if char["size"] > 0]))
    return [PrintedLine(words) for words in found if words]


def _baseline(char: Char) -> float:
    """How far below the top of the page the line runs that a character stands on."""
    return char["bottom"] - max(min(char["matrix"][5] - char["y0"], char["size"]), 0.0)


def _rows(chars: list[Char]) -> Iterator[list[tuple[float, Char]]]:
    """The characters by lines, each with its base line."""
    row: list[tuple[float, Char]] = []
    for base, char in sorted(((_baseline(char), char) for char in chars), key=lambda placed: placed[0]):
        if row and base - row[0][0] > 0.3 * min(char["size"], row[0][1]["size"]):
            yield row
            row = []
        row.append((base, char))
    if row:
        yield row


def _line(chars: Sequence[tuple[float, Char]], stops: Stops | None) -> tuple[Word, ...]:
    words: list[list[Char]] = []
    spaced: list[bool] = []
    space = 0.0
    in_line = sorted((char for _, char in chars), key=lambda char: char["x0"])
    _number_in_order(in_line)
    for char in in_line:
        if not char["text"].strip():
            space = char["x1"]
            continue
        before = words[-1][-1] if words else None
        if before and before["text"] == char["text"] and char["x0"] - before["x0"] < 0.15 * char["size"]:
            continue  # printed twice, to look bold
        if before and not _parts(before, char, space, stops):
            words[-1].append(char)
        else:
            words.append([char])
            spaced.append(abs(space - char["x0"]) < 0.1 * char["size"])
    return tuple(_word(word, chars[0][0], after) for word, after in zip(words, spaced, strict=True))


def _number_in_order(chars: Sequence[Char]) -> None:
    """Characters that touch and that the document writes in one go, whatever their order, are numbered from left to
    right: a program writes what one font lacks before or after the rest of a text."""
    run: list[Char] = []
    for char in (*chars, None):
        if run and (char is None or char["x0"] - max(run[-1]["x1"], run[-1]["x0"]) > _NUMBER_GAP * char["size"]):
            numbers = sorted(one["at"] for one in run)
            if numbers[-1] - numbers[0] < len(run):
                for one, number in zip(run, numbers, strict=True):
                    one["at"] = number
            run = []
        if char is not None:
            run.append(char)


def _parts(before: Char, char: Char, space: float, stops: Stops | None) -> bool:
    """Whether a character begins a word. At tab stops it does not where a space ends right before it."""
    gap = char["x0"] - before["x1"]
    if char["cell"] != before["cell"]:
        return True
    if stops is None:
        if not 0 < char["at"] - before["at"] < _ELSEWHERE:
            return True
        if before["text"] in _NUMERIC and char["text"] in _NUMERIC and gap >= _NUMBER_GAP * char["size"]:
            return True
        return gap >= _WORD_GAP * char["size"]
    if before["text"].isascii() != char["text"].isascii() and abs(gap - stops.between) < 0.12:
        return False
    return gap > 0.25 and stops.is_at(char["x0"]) and abs(space - char["x0"]) > 0.25


def _word(chars: Sequence[Char], base: float, spaced: bool) -> Word:
    size = max(char["size"] for char in chars)
    text, right = _text(chars), max(char["x1"] for char in chars)
    top, bottom = base - _ASCENT * size, base + (1 - _ASCENT) * size
    return Word(text, chars[0]["x0"], right, top, bottom, size, spaced, min(c["at"] for c in chars), chars[0]["cell"])


def _text(chars: Sequence[Char]) -> str:
    """The characters, a space where there is white space between them."""
    text = chars[0]["text"]
    for before, char in pairwise(chars):
        text += (" " if char["x0"] - before["x1"] >= _WORD_GAP * char["size"] else "") + char["text"]
    return text
