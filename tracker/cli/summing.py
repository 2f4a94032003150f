"""What documents are and what became of them, a line for each."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ..messages import render
from ..model.errors import say
from ..tables.forms import form_by_id
from . import shapes
from .grid import grid
from .shell import Shell

if TYPE_CHECKING:
    from ..book.gathering import Summary
    from ..documents.targets import Targets

DOCUMENT = ("form", "year", "department", "tables", "amounts")
"""The columns that say what a document is."""
_EXAMPLES = 3


def say_table(shell: Shell, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Rows below the names of their columns; numbers to the right."""
    head = [shell.word(f"files.column.{column}") for column in columns]
    words = {"file", "form", "department", "status", "why"}
    right = [i for i, column in enumerate(columns) if column not in words]
    shell.lines(grid([head, *rows], right=right))


def document_cells(shell: Shell, summary: Summary | None) -> list[str]:
    if summary is None:
        return [""] * len(DOCUMENT)
    form = form_by_id(summary.form).name[shell.language]
    return [form, str(summary.year), summary.entity, str(summary.tables), str(summary.amounts)]


def document_json(path: Path, summary: Summary | None) -> shapes.Json:
    shape: shapes.Json = {"file": str(path)}
    if summary is None:
        return shape | dict.fromkeys(("form", "year", "entity", "tables", "amounts"))
    return shape | {
        "form": summary.form,
        "year": summary.year,
        "entity": summary.entity,
        "tables": summary.tables,
        "amounts": summary.amounts,
    }


def say_passed_over(shell: Shell, found: Targets) -> None:
    """What was passed over in folders, on stderr: how many, and a few of them."""
    if found.passed_over:
        some = [f"{path.name} ({render(why, shell.language)})" for path, why in found.passed_over[:_EXAMPLES]]
        more = ["…"] if len(found.passed_over) > _EXAMPLES else []
        shell.note(say("files.passed", count=len(found.passed_over), examples=", ".join([*some, *more])))


def short_names(paths: Sequence[Path]) -> dict[Path, str]:
    """The paths below what they have in common."""
    if len(paths) < 2:
        return {path: path.name for path in paths}
    try:
        common = os.path.commonpath([path.parent for path in paths])
    except ValueError:  # on two drives
        return {path: str(path) for path in paths}
    return {path: str(path.relative_to(common)) if common else str(path) for path in paths}
