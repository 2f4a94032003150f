"""A document cut into what stands before the tables, the tables page by page, and the explanation.

Tables are found by the titles of a form, never by where they stand. What is no part of a known table (an unknown table
with its rows, say) is kept as unknown. Without form feeds pages are counted by the titles that head them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from ..tables.spec import Form, TableSpec, squeeze
from .amounts import is_blank_amount, is_number
from .findings import Spot
from .lines import Line, clean
from .reading import Placed
from .titles import PageHead, Titles, page_head
from .words import Words

_MOST_NAMES = 8
"""A document has one department in the heads of its pages, in a few spellings."""

_NEAR = 6
"""How many lines below its title the head or the first row of a table stands at most; in a table of contents none."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of one table. `units_fen` are the money units that its head states, `body` holds its headers, rows and
    pieces of rows."""

    spec: TableSpec
    title: Line
    page: int
    by_feeds: bool
    units_fen: tuple[int, ...]
    body: tuple[Line, ...]
    notes: tuple[str, ...]

    @property
    def unit_fen(self) -> int | None:
        return self.units_fen[-1] if self.units_fen else None

    def page_of(self, line: Line) -> int:
        return line.page if self.by_feeds else self.page

    def spot(self, line: Line) -> Spot:
        """Where a line of it stands."""
        return Spot(line.number, self.page_of(line), self.spec, line.place)


@dataclass(frozen=True)
class Document:
    """A document cut into its parts. `entities` are the names in the heads of pages, with their lines."""

    front: tuple[Line, ...]
    sheets: tuple[Sheet, ...]
    text: tuple[Line, ...]
    unknown: tuple[Placed, ...]
    entities: tuple[Placed, ...]
    keeps_tabs: bool
    """Whether rows keep the tabs of their blank last cells."""


@dataclass
class _Builder:
    spec: TableSpec | None
    title: Line
    page: int
    units_fen: list[int] = field(default_factory=list)
    body: list[Line] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    in_note: bool = False
    is_headed: bool = False

    @property
    def is_begun(self) -> bool:
        """Whether anything of the table stands below its title."""
        return self.is_headed or bool(self.body or self.notes)


class _Cutter:
    def __init__(self, lines: Sequence[Line], form: Form, words: Words) -> None:
        self.lines, self.words = lines, words
        self.heads = {i: head for i, line in enumerate(lines) if (head := page_head(line, words))}
        self.entities = tuple(
            Placed(lines[i].number, head.entity, lines[i].place) for i, head in self.heads.items() if head.entity
        )
        names = Counter(name.text for name in self.entities)
        self.titles = Titles(form, words, [name for name, _ in names.most_common(_MOST_NAMES)])
        self.by_feeds = lines[-1].page > 1
        self.found = self._find_titles()
        self.unknown: list[Placed] = []
        self.sheets: list[_Builder] = []

    def _find_titles(self) -> dict[int, tuple[TableSpec, int]]:
        """Index of the line, the table, and how many lines the title takes (one or two)."""
        found: dict[int, tuple[TableSpec, int]] = {}
        skip = -1
        for i, line in enumerate(self.lines):
            if i == skip or len(line.filled) != 1:
                continue
            if spec := self._title_over_two_lines(i):
                found[i], skip = (spec, 2), i + 1
            elif spec := self.titles.spec(line.cells[line.filled[0]]):
                found[i] = (spec, 1)
        return found

    def _title_over_two_lines(self, i: int) -> TableSpec | None:
        if i + 1 >= len(self.lines) or self.lines[i + 1].number != self.lines[i].number + 1:
            return None
        first, second = self.lines[i], self.lines[i + 1]
        if first.is_row or second.is_row or len(first.text) + len(second.text) > 120 or self.titles.spec(first.text):
            return None
        spec = self.titles.spec(first.text + second.text)
        return spec if spec is not None and spec is not self.titles.spec(second.text) else None

    def first_table(self) -> int:
        """Where the tables begin: the first title with the head or a row of a table right under it."""
        for i, (_, length) in self.found.items():
            for j in range(i + length, min(i + length + _NEAR, len(self.lines))):
                if j in self.found or self._is_part(j):
                    break
                if j in self.heads or (self.lines[j].is_row and len(self.lines[j].filled) > 1):
                    return i
        return len(self.lines)

    def _is_part(self, i: int) -> bool:
        line = self.lines[i]
        return line.is_single and self.words.match("part", line.words) is not None

    def _ends_tables(self, i: int) -> bool:
        line = self.lines[i]
        if not line.is_single:
            return False
        if self._is_part(i):
            return self.words.search("part-of-tables", line.words[-40:]) is None
        return self.words.match("explanation", line.words) is not None

    def cut(self, start: int) -> int:
        """Cuts the tables from `start` on into sheets; where they end."""
        current, page, i = _Builder(None, self.lines[start], 0), 0, start
        while i < len(self.lines) and not self._ends_tables(i):
            line = self.lines[i]
            if i in self.found:
                spec, length = self.found[i]
                page += 1
                current = _Builder(spec, line, page)
                self.sheets.append(current)
                i += length
                continue
            if self._is_unknown_title(i, current):
                page += 1
                current = _Builder(None, line, page)
            self._place(i, current)
            i += 1
        return i

    def _place(self, i: int, current: _Builder) -> None:
        line, words = self.lines[i], self.words
        if line.is_single and not line.is_row and self._is_furniture(line):
            return
        if len(line.filled) == 1 and words.full("sheet-label", line.words):
            return
        if current.spec is None:
            self.unknown.append(Placed(line.number, line.text.strip(), line.place))
        elif head := self.heads.get(i):
            current.is_headed = True
            current.units_fen += [head.unit_fen] if head.unit_fen else []
        elif self._is_subtitle(i, current):
            self.unknown.append(Placed(line.number, line.text.strip(), line.place))
        elif line.is_single and words.match("note", line.words):
            current.notes.append(clean(line.cells[0]))
            current.in_note = True
        elif current.in_note and not line.is_row:
            current.notes.append(clean(line.text))
        else:
            current.in_note = False
            current.body.append(line)

    def _is_subtitle(self, i: int, current: _Builder) -> bool:
        """Whether a line stands between the title of a table and the head of its page."""
        line, after = self.lines[i], range(i + 1, min(i + _NEAR, len(self.lines)))
        if current.is_begun or line.is_row or self.words.match("note", line.words):
            return False
        head = next((j for j in after if j in self.heads or self.lines[j].is_row or j in self.found), None)
        return head in self.heads

    def _is_furniture(self, line: Line) -> bool:
        """Page numbers, "表 N", the title of the document at the head of each page."""
        text = line.words
        return any(self.words.full(id, text) for id in ("page-number", "sheet-label")) or (
            (len(text) <= 80 and self._is_part_of_tables(line)) or self._is_running_head(text)
        )

    def _is_part_of_tables(self, line: Line) -> bool:
        return self.words.match("part", line.words) is not None

    def _is_running_head(self, text: str) -> bool:
        if len(text) > 80 or not (found := self.words.search("document", text)):
            return False
        rest = text[: found.start()] + text[found.end() :]
        entity = next((name.text for name in self.entities[:1]), "")
        return rest.replace(entity, "", 1) in ("", "表", "公开", "公开表")

    def _is_unknown_title(self, i: int, current: _Builder) -> bool:
        line = self.lines[i]
        if line.is_row or i in self.heads or len(line.text) > 120 or self._is_furniture(line):
            return False
        if current.spec is not None and not current.is_begun:
            return False
        if self.words.match("note", line.words):
            return False
        below = self._below(i)
        if below is None:
            return False
        if self.titles.looks_like_one(line):
            return isinstance(below, PageHead) or _is_header(below)
        if current.in_note and isinstance(below, Line) and _is_header(below):
            return True
        return isinstance(below, PageHead) and not self._repeats_header(i, current)

    def _below(self, i: int) -> PageHead | Line | None:
        """The next thing below a line that is neither a page number nor the like."""
        for j in range(i + 1, min(i + _NEAR, len(self.lines))):
            if j in self.heads:
                return self.heads[j]
            if j in self.found:
                return None
            if self.lines[j].is_row or not self._is_furniture(self.lines[j]):
                return self.lines[j]
        return None

    def _repeats_header(self, i: int, current: _Builder) -> bool:
        """Whether the next row is the header that the current table has: a page without its title."""
        header = next((line for line in current.body if line.is_row), None)
        row = next((line for line in self.lines[i + 1 : i + _NEAR] if line.is_row), None)
        return header is not None and row is not None and squeeze(header.text) == squeeze(row.text)


def _is_header(line: Line) -> bool:
    return len(line.filled) > 1 and not any(is_number(cell) or is_blank_amount(cell) for cell in line.cells if cell)


def cut(lines: Sequence[Line], form: Form, words: Words) -> Document:
    """The parts of a document as this form reads them; without any table `sheets` is empty."""
    lines = tuple(lines)
    cutter = _Cutter(lines, form, words)
    start = cutter.first_table()
    end = cutter.cut(start) if start < len(lines) else start
    sheets = tuple(
        Sheet(
            b.spec, b.title, b.page, cutter.by_feeds, tuple(dict.fromkeys(b.units_fen)), tuple(b.body), tuple(b.notes)
        )
        for b in cutter.sheets
        if b.spec is not None
    )
    keeps_tabs = any(line.text.endswith("\t") for line in lines[start:end])
    return Document(
        lines[:start],
        sheets,
        _explanation(lines[:start], lines[end:], words),
        tuple(cutter.unknown),
        cutter.entities,
        keeps_tabs,
    )


def _explanation(front: tuple[Line, ...], after: tuple[Line, ...], words: Words) -> tuple[Line, ...]:
    """What follows the tables, with the part of it that the form prints before them; where nothing follows, all of it
    may stand there."""
    before = _from_heading(front, "explanation-in-front", words)
    return (*before, *after) if before or after else _from_heading(front, "explanation", words)


def _from_heading(front: tuple[Line, ...], heading: str, words: Words) -> tuple[Line, ...]:
    """The lines from the last such heading on, if they are more than a table of contents."""
    starts = [i for i, line in enumerate(front) if line.is_single and words.match(heading, line.words)]
    lines = front[starts[-1] :] if starts else ()
    return lines if sum(len(line.text) for line in lines) > 400 else ()
