"""What is seen as a file: csv, xlsx, md, json or txt, with its version, basis and unit. Nothing in it comes alive."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path

from ..documents.csv_text import BYTE_ORDER_MARK, harmless
from ..model.errors import NotFound, say
from .reader import Reader
from .seen import Seen
from .view_state import ViewState

FORMATS = ("csv", "xlsx", "md", "json", "txt")
_NUMBER = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
_UNSAFE = re.compile(r"[^\w.@-]+")


def suggested(reader: Reader, state: ViewState) -> str:
    """A name for the file, without its suffix: the screen, the table where it is one, year and version."""
    what = f"{state.screen}{state.table}" if state.screen in ("table", "years", "blame") else state.screen
    base = f"@{state.base}-" if state.screen == "diff" else ""
    return _UNSAFE.sub("-", f"{what}-{state.year}-{base}@{state.version}")


def write(path: Path, view: Seen, link: str, lines: Sequence[str]) -> None:
    """Writes the file in the format of its suffix; `lines` is the view as plain text. Raises NotFound for a suffix
    that is no format, and what the system raises."""
    suffix = path.suffix.lower().removeprefix(".")
    if suffix == "xlsx":
        _workbook(path, view, link)
        return
    texts: dict[str, Callable[[], str]] = {
        "csv": lambda: _csv(view, link),
        "md": lambda: _markdown(view, link),
        "json": lambda: _json(view, link),
        "txt": lambda: "\n".join((*lines, link, "")),
    }
    if suffix not in texts:
        raise NotFound(say("tui.export.format", suffix=suffix or "-", formats=", ".join(FORMATS)))
    path.write_text(texts[suffix](), encoding="utf-8", newline="")


def _rows(view: Seen) -> tuple[tuple[str, ...], ...]:
    """The visible rows, each behind its mark; a running text a line a row."""
    if view.text:
        return tuple((line,) for line in view.text)
    return tuple((mark.strip(), *row) for mark, row in zip(view.marks, view.values(), strict=True))


def _labels(view: Seen) -> tuple[str, ...]:
    return ("",) if view.text else ("", *view.labels)


def _csv(view: Seen, link: str) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for line in (view.title, view.caption, link):
        writer.writerow([harmless(line)])
    for row in (_labels(view), *_rows(view)):
        writer.writerow([harmless(cell) for cell in row])
    return BYTE_ORDER_MARK + out.getvalue()


def _markdown(view: Seen, link: str) -> str:
    head = [f"**{_escaped(view.title)}**", "", _escaped(view.caption), "", f"`{link}`", ""]
    if view.text:
        return "\n".join([*head, *(f"{_escaped(line)}\n" for line in view.text)])
    sides = ["---", *("---:" if right else "---" for right in view.figures)]
    rows = [_labels(view), sides, *_rows(view)]
    cells = (["---" if cell == "---" else cell if row is sides else _escaped(cell) for cell in row] for row in rows)
    return "\n".join([*head, *(f"| {' | '.join(row)} |" for row in cells), ""])


def _escaped(text: str) -> str:
    return re.sub(r"([\\`*_\[\]<>|#])", r"\\\1", text)


def _json(view: Seen, link: str) -> str:
    whole = {
        "title": view.title, "caption": view.caption, "link": link, "columns": list(view.labels),
        "rows": [
            {"mark": mark.strip(), "level": level, "cells": list(row)}
            for mark, level, row in zip(view.marks, view.levels, view.values(), strict=True)
        ],
        "text": list(view.text),
    }  # fmt: skip
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _workbook(path: Path, view: Seen, link: str) -> None:
    from openpyxl import Workbook  # a tenth of a second
    from openpyxl.cell import WriteOnlyCell

    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    figures = (False,) if view.text else (False, *view.figures)

    def cell(text: str, is_figure: bool) -> object:
        if is_figure and _NUMBER.fullmatch(text):
            made = WriteOnlyCell(sheet, Decimal(text))
            made.number_format = f"#,##0.{'0' * len(text.partition('.')[2])}"
            return made
        made = WriteOnlyCell(sheet, text)
        made.data_type = "s"  # never a formula
        return made

    for line in (view.title, view.caption, link):
        sheet.append([cell(line, False)])
    for row in (_labels(view), *_rows(view)):
        sheet.append([cell(text, is_figure) for text, is_figure in zip(row, figures, strict=True)])
    book.save(path)
