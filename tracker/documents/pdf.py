"""PDF files with a text layer to lines: ruled tables row by row, the text around them paragraph by paragraph."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

import pdfplumber
from pdfminer.pdfparser import PDFSyntaxError
from pdfplumber.utils.exceptions import PdfminerException

from ..model.errors import DocumentError, say
from .decode import cleaned
from .lines import Line, join_all

if TYPE_CHECKING:
    from pdfplumber.page import Page
    from pdfplumber.table import Table

_MAX_PAGES = 1000
_COLUMN_GAP = 3.0
"""White space as wide as so many characters parts two cells."""


@dataclass(frozen=True, slots=True)
class _Strip:
    """One line of text as it is printed: its edges in points, and whether it is a row of a table."""

    page: int
    top: float
    left: float
    right: float
    size: float
    text: str
    row: bool = False


def pdf_lines(data: bytes, file: str) -> tuple[Line, ...]:
    """Raises DocumentError where the file is encrypted, damaged, too long, or has no text."""
    try:
        with pdfplumber.open(BytesIO(data)) as pdf:
            if len(pdf.pages) > _MAX_PAGES:
                raise DocumentError(say("document.too-many-pages", file=file, limit=_MAX_PAGES))
            strips = [strip for page in pdf.pages for strip in _page(page)]
    except (PdfminerException, PDFSyntaxError) as error:
        raise DocumentError(say("document.damaged", file=file, why=type(error).__name__)) from None
    if not strips:
        raise DocumentError(say("document.no-text-layer", file=file))
    return tuple(Line(n, page, text) for n, (page, text) in enumerate(_paragraphs(strips), 1))


def _page(page: Page) -> list[_Strip]:
    tables = page.find_tables()
    strips = [strip for table in tables for strip in _rows(page.page_number, table)]

    def outside(thing: dict[str, float]) -> bool:
        return not any(_inside(thing, table.bbox) for table in tables)

    strips += [_line(page.page_number, line) for line in page.filter(outside).extract_text_lines()]
    page.close()
    return sorted((strip for strip in strips if strip.text.strip()), key=lambda strip: strip.top)


def _inside(thing: dict[str, float], box: tuple[float, float, float, float]) -> bool:
    x, y = (thing["x0"] + thing["x1"]) / 2, (thing["top"] + thing["bottom"]) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _rows(page: int, table: Table) -> Iterator[_Strip]:
    for row, cells in zip(table.rows, table.extract(), strict=True):
        text = "\t".join(join_all(cleaned(cell or "").split("\n")).replace("\t", " ") for cell in cells)
        left, top, right, bottom = row.bbox
        yield _Strip(page, top, left, right, bottom - top, text, row=True)


def _line(page: int, line: dict[str, object]) -> _Strip:
    chars: Sequence[dict[str, float]] = line["chars"]  # type: ignore[assignment]
    size = max(char["size"] for char in chars)
    pieces, before = [""], chars[0]["x0"]
    for char in chars:
        if char["x0"] - before > _COLUMN_GAP * size:
            pieces.append("")
        elif char["x0"] - before > size / 4:
            pieces[-1] += " "
        pieces[-1] += str(char["text"])
        before = char["x1"]
    text = cleaned("\t".join(pieces))
    return _Strip(page, chars[0]["top"], chars[0]["x0"], chars[-1]["x1"], size, text)


def _paragraphs(strips: Sequence[_Strip]) -> Iterator[tuple[int, str]]:
    """Page and text. A line that reaches the right edge of the text goes on in the next, unless that is indented."""
    pieces: list[str] = []
    last: _Strip | None = None
    page = 1
    for strip in strips:
        if last and not _goes_on(last, strip, strips):
            yield page, join_all(pieces)
            pieces = []
        if not pieces:
            page = strip.page
        pieces.append(strip.text)
        last = strip
        if strip.row or "\t" in strip.text:
            yield page, strip.text
            pieces, last = [], None
    if pieces:
        yield page, join_all(pieces)


def _goes_on(last: _Strip, strip: _Strip, strips: Sequence[_Strip]) -> bool:
    if strip.row or "\t" in strip.text or strip.page != last.page:
        return False
    same = [s for s in strips if s.page == strip.page and not s.row]
    left, right = min(s.left for s in same), max(s.right for s in same)
    return last.right > right - 1.5 * last.size and strip.left < left + strip.size
