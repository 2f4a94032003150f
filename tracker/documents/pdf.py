"""PDF files with a text layer to lines, with pdfplumber: tables row by row, the text around them by paragraphs.

Tables with rules around their cells are taken by these (a merged cell's value stands in the first place), others by
tags, the order of writing and how their columns stand (unruled.py, standing.py); what a plain text file was printed
to, by its tab stops (tabbed.py).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from operator import itemgetter
from typing import TYPE_CHECKING, Any, cast

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdfparser import PDFSyntaxError
from pdfplumber.utils.exceptions import PdfminerException

from ..model.errors import DocumentError, say
from . import tabbed
from .closing import Edge, closing
from .decode import cleaned
from .lines import Line, join_all
from .overprint import without_overprint
from .printed import MOST_CHARACTERS, Char, PrintedLine, Stops, lines_of_chars
from .ruled import Ruled, RuledRow
from .running import Strip, furniture, paragraphs
from .standing import Rule
from .tabbed import stops_of
from .tagged import Tag, Tags, doubted, tags_of
from .unruled import rows_of

if TYPE_CHECKING:
    from pdfplumber.page import Page
    from pdfplumber.table import Table

_MAX_PAGES = 1000
_COLUMN_GAP = 3.0
"""White space as wide as so many characters parts two cells."""

_BETWEEN_PAGES = 0.25
"""White space of so many sizes of a character stands for the end of a page: as little as in one cell."""

_THICKEST = 4.0
"""No rule is thicker."""

_NO_CHARACTER = re.compile("\\(cid:\\d+\\)|[\ue000-\uf8ff\ufffd]")
"""What stands for a glyph of which the file does not say what character it is."""

_MOST_UNKNOWN = 0.2


def pdf_lines(data: bytes, file: str) -> tuple[Line, ...]:
    """Raises DocumentError where the file is locked, damaged, too long, or its text cannot be had."""
    try:
        with pdfplumber.open(BytesIO(data)) as pdf:
            if len(pdf.pages) > _MAX_PAGES:
                raise DocumentError(say("document.too-many-pages", file=file, limit=_MAX_PAGES))
            tags = tags_of(pdf)
            pages = [_printed(page, tags) for page in pdf.pages]
            stops = _stops(pages, str(pdf.metadata.get("Producer", "")))
            if stops:
                pages = [page if page.tables else _at_stops(pdf.pages[n], page, stops) for n, page in enumerate(pages)]
    except (PdfminerException, PDFSyntaxError) as error:
        locked = any(isinstance(cause, PDFPasswordIncorrect) for cause in (error, *error.args))
        id = "document.encrypted" if locked else "document.damaged"
        raise DocumentError(say(id, file=file, why=type(error).__name__)) from None
    if left_out := doubted([page.lines for page in pages], tags):
        pages = [replace(p, lines=tuple(line.without_cells(left_out) for line in p.lines)) for p in pages]
    runs = furniture([(page.height, page.lines) for page in pages])
    strips = _flow(_in_same_columns([_without(page, run) for page, run in zip(pages, runs, strict=True)]), tags.cells)
    if not strips:
        raise DocumentError(say("document.no-text-layer", file=file))
    _check_characters(strips, file)
    found = enumerate(paragraphs(strips), 1)
    return tuple(Line(n, page, text, off_page=off_page) for n, (page, text, off_page) in found)


def _check_characters(strips: Iterable[Strip], file: str) -> None:
    text = "".join(strip.text for strip in strips)
    unknown = len(_NO_CHARACTER.findall(text))
    if unknown > _MOST_UNKNOWN * max(len(_NO_CHARACTER.sub("x", text)), 1):
        raise DocumentError(say("document.no-characters", file=file))


@dataclass(frozen=True)
class _Printed:
    """A page: its ruled tables, the lines outside of these, and the heights of rules between rows, and of what reaches
    over its right edge."""

    number: int
    height: float
    tables: tuple[Ruled, ...]
    lines: tuple[PrintedLine, ...]
    rules: tuple[Rule, ...]
    stops: Stops | None = None
    off: tuple[float, ...] = ()

    def is_off(self, top: float, bottom: float) -> bool:
        """Whether anything between two heights reaches over the edge."""
        return any(top - 1 <= at <= bottom + 1 for at in self.off)

    @property
    def first(self) -> Ruled | None:
        """The table that the page begins with."""
        table = min(self.tables, key=lambda table: table.box[1], default=None)
        return None if table and any(line.top < table.box[1] for line in self.lines) else table

    @property
    def last(self) -> Ruled | None:
        """The table that the page ends with."""
        table = max(self.tables, key=lambda table: table.box[3], default=None)
        return None if table and any(line.top > table.box[1] for line in self.lines) else table

    def with_table(self, old: Ruled, new: Ruled) -> _Printed:
        return replace(self, tables=tuple(new if table is old else table for table in self.tables))


def _stops(pages: Sequence[_Printed], producer: str) -> Stops | None:
    """The tab stops of a plain text that was printed: its pages have no tables."""
    if any(page.tables for page in pages):
        return None
    return stops_of([line for page in pages for line in page.lines], browser="Skia" in producer)


def _at_stops(page: Page, printed: _Printed, stops: Stops) -> _Printed:
    chars = without_overprint(cast("list[Char]", page.chars))
    for n, char in enumerate(chars):
        char["at"], char["cell"] = n, 0
    lines = lines_of_chars(chars, stops)
    page.close()
    return replace(printed, lines=tuple(lines), stops=stops)


def _printed(page: Page, tags: Tags) -> _Printed:
    page = _turned(page)
    for n, char in enumerate(page.chars, page.page_number * MOST_CHARACTERS):
        char["at"], char["cell"] = n, tags.content.get((page.page_number, char["mcid"]), 0)
    if rects := page.objects.get("rect"):
        page.objects["rect"] = [rect for rect in rects if not _is_background(rect)]
    page.objects["char"] = cast("Any", without_overprint(cast("list[Char]", page.chars)))
    chars = cast("list[Char]", page.chars)
    page.edges.extend(cast("list[dict[str, Any]]", closing(cast("list[Edge]", page.edges), chars)))
    tables = tuple(_ruled(table) for table in page.find_tables() if _parts_columns(table))
    boxes = [table.box for table in tables]
    outside = [char for char in chars if not any(_inside(char, box) for box in boxes)]
    if boxes and tags.cells:
        _untag(outside, chars, tags)
    lines = lines_of_chars(outside)
    off = tuple(_off_page(page))
    found = _Printed(page.page_number, float(page.height), tables, tuple(lines), tuple(_rules(page, boxes)), off=off)
    page.close()
    return found


def _off_page(page: Page) -> Iterator[float]:
    """How high rules and characters are that reach over the right edge of a page."""
    for thing in (*page.edges, *page.chars):
        if thing["x1"] > page.bbox[2] + 1:
            yield thing["top"]


def _untag(outside: Sequence[Char], chars: Sequence[Char], tags: Tags) -> None:
    """Takes the tags from what stands outside of the rules of its table: it is no table of its own."""
    left = set(map(id, outside))
    ruled = {tags.cells[char["cell"]].table for char in chars if char["cell"] and id(char) not in left}
    for char in outside:
        if char["cell"] and tags.cells[char["cell"]].table in ruled:
            char["cell"] = 0


def _is_background(rect: Mapping[str, Any]) -> bool:
    """Whether a rectangle colours rows or cells: its edges are no rules."""
    return bool(rect["fill"]) and not rect["stroke"] and min(rect["width"], rect["height"]) > _THICKEST


def _turned(page: Page) -> Page:
    """The page, turned where most of its text runs up, down or upside down: a wide table on a page that is not."""
    runs = Counter(_turn_of(char["matrix"]) for char in page.chars)
    turn, most = max(runs.items(), key=itemgetter(1), default=(0, 0))
    if turn == 0 or most * 2 <= len(page.chars):
        return page
    page.page_obj.rotate = page.page_obj.attrs["Rotate"] = (page.page_obj.rotate + turn) % 360
    page.close()
    return type(page)(page.pdf, page.page_obj, page.page_number)


def _turn_of(matrix: Sequence[float]) -> int:
    """By how many degrees a character of this matrix must be turned to stand upright."""
    along, up = matrix[:2]
    if abs(up) > abs(along):
        return 90 if up > 0 else 270
    return 180 if along < 0 else 0


def _without(page: _Printed, furniture: Sequence[PrintedLine]) -> _Printed:
    """The page without its head and foot, the pieces of rows that it cuts among the rows of its tables."""
    left_out = set(map(id, furniture))
    lines, cut = _cut_rows(page.tables, [line for line in page.lines if id(line) not in left_out])
    return replace(page, lines=tuple(lines), tables=(*page.tables, *cut))


def _in_same_columns(pages: Sequence[_Printed]) -> list[_Printed]:
    """The pages, the tables that go on from one to the next in the same columns on both."""
    found = list(pages)
    for n in range(len(found) - 1):
        above, below = found[n].last, found[n + 1].first
        if above and below:
            found[n] = found[n].with_table(above, above.in_columns_of(below))
            found[n + 1] = found[n + 1].with_table(below, below.in_columns_of(above))
    return found


def _flow(pages: Sequence[_Printed], tags: Mapping[int, Tag]) -> list[Strip]:
    """The pages one below the other, as if they were one: tables and rows go on from one to the next."""
    flow = _Printed(0, 0.0, (), (), ())
    starts: list[float] = []
    end = 0.0
    for page in pages:
        tops = [line.top for line in page.lines] + [table.box[1] for table in page.tables]
        bottoms = [line.bottom for line in page.lines] + [table.box[3] for table in page.tables]
        size = page.lines[0].size if page.lines else 0.0
        by = end - min(tops, default=0.0) + _BETWEEN_PAGES * size
        starts.append(end)
        flow = _Printed(
            0,
            0.0,
            (*flow.tables, *(table.lower(by) for table in page.tables)),
            (*flow.lines, *(line.lower(by) for line in page.lines)),
            (*flow.rules, *((top + by, left, right) for top, left, right in page.rules)),
            off=(*flow.off, *(at + by for at in page.off)),
        )
        end += max(bottoms, default=0.0) - min(tops, default=0.0) + _BETWEEN_PAGES * size

    def strip(top: float, left: float, right: float, size: float, text: str, row: bool, bottom: float) -> Strip:
        page = pages[max(bisect_right(starts, top) - 1, 0)]
        return Strip(page.number, top, left, right, size, text, row, page.height, flow.is_off(top, bottom))

    strips = [
        strip(r.top, r.left, r.right, r.size, r.text, True, r.top + r.size) for table in flow.tables for r in table.rows
    ]
    boxes = [table.box for table in flow.tables]
    for part in _parts(flow.lines, boxes):
        for row in tabbed.rows_of(part, pages[0].stops) if pages[0].stops else rows_of(part, flow.rules, tags):
            first = row.lines[0]
            text = "\t".join(row.cells) if row.cells else cleaned(_text(first))
            left, right = min(line.left for line in row.lines), max(line.right for line in row.lines)
            bottom = max(line.bottom for line in row.lines)
            strips.append(strip(row.top, left, right, first.size, text, row.cells is not None, bottom))
    return sorted((strip for strip in strips if strip.text.strip()), key=lambda strip: strip.top)


def _cut_rows(tables: Sequence[Ruled], lines: list[PrintedLine]) -> tuple[list[PrintedLine], list[Ruled]]:
    """The lines without the pieces of rows that the page cuts, and these as tables of one row."""
    if not tables:
        return lines, []
    first, last = min(tables, key=lambda table: table.box[1]), max(tables, key=lambda table: table.box[3])
    above = [line for line in lines if line.bottom <= first.box[1] + 1]
    below = [line for line in lines if line.top >= last.box[3] - 1]
    cut, taken = [], set()
    for table, piece in ((first, above[: first.cut_above(above)]), (last, below[: last.cut_below(below)])):
        if piece:
            text = "\t".join(join_all(map(cleaned, cell)) for cell in table.cells(piece))
            box = piece[0].left, piece[0].top, piece[-1].right, piece[-1].bottom
            row = RuledRow(piece[0].top, box[0], box[2], piece[0].size, text)
            cut.append(Ruled(box, table.edges, (row,)))
            taken |= set(map(id, piece))
    return [line for line in lines if id(line) not in taken], cut


def _inside(char: Char, box: tuple[float, float, float, float]) -> bool:
    x, y = (char["x0"] + char["x1"]) / 2, char["bottom"] - char["size"] / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _parts(
    lines: Sequence[PrintedLine], boxes: Sequence[tuple[float, float, float, float]]
) -> Iterator[list[PrintedLine]]:
    """The lines between ruled tables, since no other table goes on over one."""
    part: list[PrintedLine] = []
    for line in lines:
        if part and any(part[-1].bottom <= box[3] and box[1] <= line.top for box in boxes):
            yield part
            part = []
        part.append(line)
    if part:
        yield part


def _rules(page: Page, boxes: Sequence[tuple[float, float, float, float]]) -> list[Rule]:
    """Horizontal rules outside ruled tables, those that together reach over a good part of the page."""
    edges = [edge for edge in page.edges if edge["orientation"] == "h"]
    widths: Counter[int] = Counter()
    for edge in edges:
        widths[round(edge["top"])] += edge["width"]
    rules = {
        (round(edge["top"], 1), edge["x0"], edge["x1"])
        for edge in edges
        if widths[round(edge["top"])] > 0.3 * float(page.width)
        and not any(box[1] - 1 <= edge["top"] <= box[3] + 1 for box in boxes)
    }
    return sorted(rules)


def _parts_columns(table: Table) -> bool:
    """Whether the rules part columns, too: they may only frame what stands between rules of rows."""
    return any(len(row.cells) > 1 for row in table.rows)


def _ruled(table: Table) -> Ruled:
    rows = []
    for row, cells in zip(table.rows, table.extract(), strict=True):
        text = "\t".join(join_all(cleaned(cell or "").split("\n")).replace("\t", " ") for cell in cells)
        left, top, right, bottom = row.bbox
        rows.append(RuledRow(top, left, right, bottom - top, text))
    edges = {cell[0] for cell in table.cells} | {max(cell[2] for cell in table.cells)}
    return Ruled(table.bbox, tuple(sorted(edges)), tuple(rows))


def _text(line: PrintedLine) -> str:
    """A line of text, a tab where white space is wide."""
    text = line.words[0].text
    for word, gap in zip(line.words[1:], line.gaps, strict=True):
        text += ("\t" if gap > _COLUMN_GAP else " ") + word.text
    return text
