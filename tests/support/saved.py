"""A text document saved in other formats by the libraries that write them: rows with their cells, the rest as text."""

from __future__ import annotations

import csv
import re
import zipfile
from collections.abc import Callable
from io import BytesIO, StringIO

from docx import Document
from openpyxl import Workbook

from tests.support.pages import page_of
from tracker.documents.amounts import is_number

_TITLE = re.compile(r"表(?:（.*）)?$")


def as_html(text: str) -> bytes:
    return page_of(text).encode()


def as_csv(text: str) -> bytes:
    out = StringIO()
    csv.writer(out).writerows(line.split("\t") for line in text.split("\n"))
    return out.getvalue().encode("gb18030")


def as_xlsx(text: str, sheets: bool = False) -> bytes:
    """Numbers as numbers in the format that prints them. With `sheets` each title begins a sheet of its own."""
    book = Workbook()
    sheet, row = book.active, 0
    for line in text.split("\n"):
        if sheets and _TITLE.search(line.strip()) and not re.match("-|\t", line):
            sheet, row = book.create_sheet(f"表{len(book.sheetnames)}"), 0
        row += 1
        for column, cell in enumerate(line.split("\t"), 1):
            if not cell.strip():
                continue
            found = sheet.cell(row, column)
            found.value = cell
            if is_number(cell):
                found.value = float(cell.replace(",", "")) if "." in cell else int(cell)
                found.number_format = "#,##0.00" if "." in cell else "General"
    return _saved(book.save)


def as_docx(text: str) -> bytes:
    document = Document()
    rows: list[list[str]] = []
    for line in (*text.split("\n"), ""):
        if "\t" in line:
            rows.append(line.split("\t"))
            continue
        if rows:
            table = document.add_table(len(rows), max(map(len, rows)))
            for row, cells in zip(table.rows, rows, strict=True):
                for cell, value in zip(row.cells, cells, strict=False):
                    cell.text = value
            rows = []
        document.add_paragraph(line)
    return _saved(document.save)


def repacked(archive: bytes, member: str, change: Callable[[bytes], bytes]) -> bytes:
    """The archive with one of its files changed."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(archive)) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for entry in before.infolist():
            data = before.read(entry)
            after.writestr(entry.filename, change(data) if entry.filename == member else data)
    return out.getvalue()


def _saved(save: Callable[[BytesIO], None]) -> bytes:
    out = BytesIO()
    save(out)
    return out.getvalue()
