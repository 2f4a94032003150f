"""The running text of a section as one stream of plain characters that know where they stand in the text.

White space is left out and full-width forms are made plain, since converters and pages cut sentences and numbers
anywhere; what was left out between two digits is remembered, because it may have parted two numbers."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from ..documents.lines import fold
from ..documents.words import Words
from .claims import Span

_NUMERALS = {numeral: n for n, numeral in enumerate("一二三四五六七八九", 1)}
_ROW = re.compile(r"\t|^\s*\|")
_RULER = re.compile(r"[|\s:\-=+]+")
_WIDE_COMMA = "，"
_WIDE_COMMA_IN_NUMBER = re.compile(r"(?<=\d)，(?=\d{3}(?:\D|$))")
_WIDE_DIGITS = re.compile("[０-９]")
_DECORATED = re.compile(r"页|^[-—–·~]+\d+[-—–·~]+$")


@dataclass(frozen=True)
class Section:
    """One section of an explanation: its number (0 before the first heading), its title, and its lines with their
    numbers in the document, with their places in one without lines. Offsets count in `text`."""

    number: int
    title: str
    lines: tuple[tuple[int, str], ...]
    places: Mapping[int, str] = field(default_factory=dict, compare=False)

    @cached_property
    def text(self) -> str:
        return "\n".join(line for _, line in self.lines)

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """The offset at which each line starts."""
        starts, at = [], 0
        for _, line in self.lines:
            starts.append(at)
            at += len(line) + 1
        return tuple(starts)

    def span(self, start: int, end: int) -> Span:
        line = self.lines[bisect_right(self.starts, start) - 1][0]
        return Span(self.number, start, end, line, self.places.get(line, ""))

    def holds(self, line: int) -> bool:
        return bool(self.lines) and self.lines[0][0] <= line <= self.lines[-1][0]

    @cached_property
    def rows(self) -> tuple[tuple[int, tuple[tuple[int, str], ...]], ...]:
        """The rows of tables among the lines: the offset of the line, and each cell with its offset."""
        found = []
        for start, (_, line) in zip(self.starts, self.lines, strict=True):
            if is_row(line):
                found.append((start, tuple(_cells(start, line))))
        return tuple(found)


def is_row(line: str) -> bool:
    return _ROW.search(line) is not None and sum(bool(cell.strip()) for cell in re.split(r"[\t|]", line)) > 1


def _cells(start: int, line: str) -> Sequence[tuple[int, str]]:
    """The cells of a row that tabs or bars part."""
    if _RULER.fullmatch(line):
        return ()
    bar = "\t" if "\t" in line else "|"
    at, cells = start, []
    for cell in line.split(bar):
        cells.append((at + len(cell) - len(cell.lstrip()), cell.strip()))
        at += len(cell) + 1
    return cells[1:-1] if bar == "|" else cells


def sections_of(lines: Sequence[tuple[int, str]], words: Words, places: Mapping[int, str]) -> list[Section]:
    """The sections of the explanation in a document's lines, headings taken off; everything where none is headed."""
    first = next((i + 1 for i, (_, text) in enumerate(lines) if _begins(text, words)), 0)
    if first and (_heading(lines[first - 1][1], words) or _runs_on(lines[first - 1][1], words)):
        first -= 1
    found: list[tuple[int, str, list[tuple[int, str]]]] = [(0, "", [])]
    for number, text in lines[first:]:
        if words.patterns("explanation-in-front") and _begins(text, words):
            found.append((0, "", [(number, text)] if _runs_on(text, words) else []))
            continue
        if words.match("part", plain(text)) and any(kept for _, _, kept in found):
            break
        heading = _heading(text, words)
        if heading:
            found.append((*heading, []))
        elif text.strip():
            found[-1][2].append((number, text))
    return [Section(n, title, tuple(kept), places) for n, title, kept in found if kept]


def _begins(text: str, words: Words) -> bool:
    """Whether the explanation, or another part of it, begins with this line."""
    return any(words.search(id, plain(text)) is not None for id in ("explanation-in-front", "explanation"))


def _runs_on(text: str, words: Words) -> bool:
    """Whether the heading of a part has run into the first paragraph under it."""
    head = words.match("explanation-in-front", plain(text))
    return head is not None and head.end() < len(plain(text))


def _heading(text: str, words: Words) -> tuple[int, str] | None:
    found = words.full("section", plain(text).lstrip("#"))
    return (ordinal(found["ordinal"]), found["title"]) if found else None


def ordinal(numeral: str) -> int:
    """The number that a Chinese numeral below a hundred writes."""
    tens, ten, ones = numeral.rpartition("十")
    return (_NUMERALS.get(tens, 1) * 10 if ten else 0) + _NUMERALS.get(ones, 0)


def plain(text: str) -> str:
    """Folded, without white space: how texts and names are compared."""
    return "".join(fold(text).split())


def _is_page_number(i: int, section: Section, words: Words) -> bool:
    """Whether a line is nothing but the number of a page. Bare digits are one only beside a blank line or a page's end:
    a line may as well end inside a number."""
    number, line = section.lines[i]
    text = plain(line)
    if not words.full("page-number", text):
        return False
    if _DECORATED.search(text):
        return True
    around = [section.lines[n][0] for n in (i - 1, i + 1) if 0 <= n < len(section.lines)]
    return text.isdigit() and (len(around) < 2 or around != [number - 1, number + 1])


class Stream:
    """`text` is folded and without white space; `at(i)` is where its i-th character stands in the section's text.
    A full-width comma stays one, since it may end a clause after a number, unless the section writes its
    digits full-width and three of them follow."""

    def __init__(self, section: Section, words: Words) -> None:
        self.section = section
        chars: list[str] = []
        self._at: list[int] = []
        self.line_starts: set[int] = set()
        self.gaps: dict[int, str] = {}
        """White space that was left out before a character: "\\n" where a line ends in it."""
        for i, (start, (_, line)) in enumerate(zip(section.starts, section.lines, strict=True)):
            if is_row(line) or _is_page_number(i, section, words):
                continue
            self.line_starts.add(len(chars))
            if chars:
                self.gaps[len(chars)] = "\n"
            for place, char in enumerate(line):
                if char.isspace():
                    self.gaps.setdefault(len(chars), " ")
                    continue
                for plain in _folded(char):
                    chars.append(plain)
                    self._at.append(start + place)
        self.text = "".join(chars)
        if _WIDE_DIGITS.search(section.text):
            self.text = _WIDE_COMMA_IN_NUMBER.sub(",", self.text)

    def at(self, index: int) -> int:
        return self._at[index]

    def span(self, start: int, end: int) -> Span:
        return self.section.span(self._at[start], self._at[end - 1] + 1)

    def raw(self, start: int, end: int) -> str:
        """The characters as the section prints them."""
        return self.section.text[self._at[start] : self._at[end - 1] + 1] if end > start else ""

    def split_digits(self, start: int, end: int) -> bool:
        """Whether a space parts two digits between these places: perhaps two numbers run together."""
        return any(
            self.gaps.get(i) == " " and self.text[i - 1].isdigit() and self.text[i].isdigit()
            for i in range(start + 1, end)
        )

    def names(self, names: Collection[str]) -> list[tuple[int, int]]:
        """Where names stand, the longest first: what is inside them is no number and no word of change."""
        wanted = sorted({plain(name) for name in names}, key=len, reverse=True)
        if not wanted:
            return []
        return [match.span() for match in re.finditer("|".join(map(re.escape, wanted)), self.text)]


def _folded(char: str) -> str:
    if char == _WIDE_COMMA:
        return char
    return fold(char) if len(folded := unicodedata.normalize("NFKC", char)) != 1 else fold(folded)
