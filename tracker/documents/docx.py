"""Word documents to lines, with python-docx: paragraphs, and the rows of tables with a tab between their cells.

What is not printed (what a tracked change deleted, the instructions of fields) is left out; what python-docx does not
show as text (insertions, content controls, text boxes) is read from its elements. Nothing outside the file is read.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from docx import Document
from docx.oxml.ns import qn

from .flow import Block, Cell, Table, flow_lines
from .lines import Line
from .numbering import Numbering

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_P, _TBL, _TR, _TC, _BOX = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc"), qn("w:txbxContent")
_VAL = qn("w:val")
_PRINTED = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_NOT_PRINTED = frozenset(
    {
        *map(qn, ("w:del", "w:moveFrom", "w:pPr", "w:rPr", "w:rt", "w:tblPr", "w:trPr", "w:tcPr", "w:sectPr")),
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    }
)


def docx_lines(data: bytes, file: str) -> tuple[Line, ...]:
    """Raises DocumentError where it has no text, or more than a document holds."""
    document = Document(BytesIO(data))
    return flow_lines(_blocks(document.element.body, Numbering(document)), file)


def _blocks(parent: Element, numbering: Numbering) -> Iterator[Block]:
    for child in _printed(parent):
        if child.tag == _P:
            text = "".join(_text(child))
            yield f"{numbering.label(child)}{text}" if text.strip() else text
            for box in child.iter(_BOX):
                if not any(above.tag in _NOT_PRINTED for above in box.iterancestors()):
                    yield from _blocks(box, numbering)
        elif child.tag == _TBL:
            yield _table(child, numbering)
        elif len(child):
            yield from _blocks(child, numbering)


def _printed(parent: Element) -> Iterator[Element]:
    return (child for child in parent if child.tag not in _NOT_PRINTED and isinstance(child.tag, str))


def _text(parent: Element) -> Iterator[str]:
    for child in _printed(parent):
        if child.tag == qn("w:t"):
            yield child.text or ""
        elif child.tag in _PRINTED:
            yield _PRINTED[child.tag]
        elif child.tag not in (_BOX, qn("w:instrText")):
            yield from _text(child)


def _table(table: Element, numbering: Numbering) -> Table:
    """Cells that go on from the row above are joined to it, column by column."""
    rows: list[list[Cell]] = []
    reaching: dict[int, tuple[int, int]] = {}
    for row in _inside(table, _TR):
        cells: list[Cell] = []
        column, now = _skipped(row), {}
        cells += [Cell(())] * column
        for cell in _inside(row, _TC):
            columns = _number(cell, "w:gridSpan", 1)
            merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
            going_on = merge is not None and merge.get(_VAL, "continue") == "continue"
            if going_on and column in reaching:
                above, n = now[column] = reaching[column]
                whole = rows[above][n]
                rows[above][n] = Cell(whole.blocks, whole.columns, len(rows) - above + 1)
            else:
                if merge is not None:
                    now[column] = len(rows), len(cells)
                cells.append(Cell(tuple(_blocks(cell, numbering)), columns))
            column += columns
        rows.append(cells)
        reaching = now
    return Table(rows)


def _inside(parent: Element, tag: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, those in content controls too."""
    for child in _printed(parent):
        if child.tag == tag:
            yield child
        elif child.tag not in (_TBL, _TR, _TC, _P):
            yield from _inside(child, tag)


def _number(cell: Element, name: str, default: int) -> int:
    found = cell.find(f"{qn('w:tcPr')}/{qn(name)}")
    text = found.get(_VAL, "") if found is not None else ""
    return int(text) if text.isdecimal() and len(text) < 6 else default


def _skipped(row: Element) -> int:
    """How many columns a row begins late."""
    found = row.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}")
    text = found.get(_VAL, "") if found is not None else ""
    return min(int(text), 100) if text.isdecimal() and len(text) < 6 else 0
