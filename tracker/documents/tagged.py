"""The tables of tagged PDF files: which content is in which cell, as the program that made the file says itself.

Tags leave out blank cells, and some programs the spans of merged ones: where a cell stands in its row is for grid.py
to tell. The structure is walked here and not by pdfplumber, which drops what it finds to be without content.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pdfminer.pdftypes import PDFObjRef, resolve1
from pdfminer.psparser import PSLiteral

from .printed import PrintedLine

if TYPE_CHECKING:
    from pdfplumber.pdf import PDF

_MOST_NODES = 500_000
_DEEPEST = 60


@dataclass(frozen=True, slots=True)
class Tag:
    """A cell: its table and its row, counted over the document, and how many columns and rows it reaches over; 0 where
    the tags do not say so."""

    table: int
    row: int
    columns: int = 0
    rows: int = 0
    heads: bool = False


@dataclass
class Tags:
    """`cells` by their numbers, which count from 1; `content` are the numbers of cells by page (from 1) and marked
    content."""

    cells: dict[int, Tag] = field(default_factory=dict)
    content: dict[tuple[int, int], int] = field(default_factory=dict)


def tags_of(pdf: PDF) -> Tags:
    """The cells of all tables that have rows of several cells, and no tables in their cells."""
    catalog = pdf.doc.catalog
    root = resolve1(catalog.get("StructTreeRoot"))
    if not isinstance(root, Mapping):
        return Tags()
    return _Walk(root, {page.page_obj.pageid: page.page_number for page in pdf.pages}).tags


def doubted(pages: Iterable[Sequence[PrintedLine]], tags: Tags) -> frozenset[int]:
    """The cells of tables that have words among their lines which are in no cell: tags that leave something out are
    not believed."""
    tables: set[int] = set()
    for lines in pages:
        numbers = [[tags.cells[word.cell].table for word in line.words if word.cell] for line in lines]
        ends: dict[int, tuple[int, int]] = {}
        for n, found in enumerate(numbers):
            for table in found:
                ends[table] = ends.get(table, (n, n))[0], n
        for table, (first, last) in ends.items():
            if any(not word.cell for line in lines[first : last + 1] for word in line.words):
                tables.add(table)
    return frozenset(number for number, tag in tags.cells.items() if tag.table in tables)


class _Walk:
    def __init__(self, root: Mapping[str, object], pages: Mapping[object, int]) -> None:
        self.tags = Tags()
        self._pages = pages
        roles = resolve1(root.get("RoleMap"))
        self._roles = roles if isinstance(roles, Mapping) else {}
        self._left = _MOST_NODES
        self._tables = self._rows = 0
        self._find_tables(root, 0)

    def _find_tables(self, node: object, deep: int) -> bool:
        """Whether there is any table below."""
        found = False
        for child in self._children(node):
            if deep > _DEEPEST or not isinstance(child, Mapping):
                continue
            inner = self._find_tables(child, deep + 1)
            is_table = self._kind(child) == "Table"
            if is_table and not inner:
                self._take_table(child)
            found = found or inner or is_table
        return found

    def _take_table(self, table: object) -> None:
        rows = list(self._below(table, "TR", 0))
        cells = [[cell for cell in self._children(row) if self._kind(cell) in ("TD", "TH")] for row in rows]
        if max(map(len, cells), default=0) < 2:
            return
        self._tables += 1
        for row in cells:
            self._rows += 1
            for cell in row:
                number = len(self.tags.cells) + 1
                spans = self._spans(cell)
                self.tags.cells[number] = Tag(
                    self._tables, self._rows, spans.get("ColSpan", 0), spans.get("RowSpan", 0), self._kind(cell) == "TH"
                )
                for content in self._content(cell, None, 0):
                    self.tags.content[content] = number

    def _below(self, node: object, kind: str, deep: int) -> Iterator[object]:
        for child in self._children(node):
            if self._kind(child) == kind:
                yield child
            elif deep < _DEEPEST:
                yield from self._below(child, kind, deep + 1)

    def _content(self, node: object, page: int | None, deep: int) -> Iterator[tuple[int, int]]:
        """Page and number of the marked content below a node."""
        page = self._page(node, page)
        for child in self._children(node):
            if isinstance(child, int) and page is not None:
                yield page, child
            elif isinstance(child, Mapping) and "MCID" in child:
                number, its_page = resolve1(child["MCID"]), self._page(child, page)
                if isinstance(number, int) and its_page is not None:
                    yield its_page, number
            elif deep < _DEEPEST:
                yield from self._content(child, page, deep + 1)

    def _page(self, node: object, page: int | None) -> int | None:
        found = node.get("Pg") if isinstance(node, Mapping) else None
        return self._pages.get(found.objid) if isinstance(found, PDFObjRef) else page

    def _children(self, node: object) -> list[object]:
        if not isinstance(node, Mapping):
            return []
        kids = resolve1(node.get("K"))
        found = [resolve1(kid) for kid in (kids if isinstance(kids, list) else [kids])]
        self._left -= len(found)
        return found if self._left > 0 else []

    def _kind(self, node: object) -> str:
        kind = resolve1(node.get("S")) if isinstance(node, Mapping) else None
        name = str(kind.name) if isinstance(kind, PSLiteral) else ""
        role = resolve1(self._roles.get(name))
        return str(role.name) if isinstance(role, PSLiteral) else name

    def _spans(self, cell: object) -> dict[str, int]:
        given = resolve1(cell.get("A")) if isinstance(cell, Mapping) else None
        found: dict[str, int] = {}
        for attributes in map(resolve1, given if isinstance(given, list) else [given]):
            if isinstance(attributes, Mapping):
                values = {name: resolve1(attributes.get(name)) for name in ("ColSpan", "RowSpan")}
                found |= {name: value for name, value in values.items() if isinstance(value, int) and value > 0}
        return found
