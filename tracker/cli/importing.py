"""`tracker import` of many documents: a folder, a pattern, several files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import get_args

from ..book.gathering import Status, Taken, import_many
from ..documents.targets import targets
from ..messages import render, text
from ..model.errors import NotFound, say
from . import shapes
from .progress_line import ProgressLine
from .shell import Shell
from .summing import DOCUMENT, document_cells, document_json, say_passed_over, say_table, short_names

_COLUMNS = ("file", *DOCUMENT, "findings", "status", "why")
_CODES: dict[Status, int] = {"unreadable": 2, "refused": 2}


def import_files(
    shell: Shell,
    words: Sequence[Path],
    *,
    year: int | None,
    adopt: bool,
    effective: str | None,
    by: str,
    dry_run: bool,
    as_json: bool,
) -> int:
    """Says what became of each; the exit code of the worst."""
    found = targets(words)
    if not found.documents:
        raise NotFound(say("files.none"))
    with shell.book() as book, ProgressLine(shell, len(found.documents)) as progress:
        taken = import_many(
            book,
            found.documents,
            adopt=adopt,
            year=year,
            effective=effective,
            by=by,
            dry_run=dry_run,
            progress=progress,
        )
    if as_json:
        shell.json([_json(shell, one) | {"dry_run": dry_run} for one in taken])
    else:
        names = short_names([one.path for one in taken])
        say_table(shell, _COLUMNS, [_cells(shell, one, names[one.path], dry_run) for one in taken])
        counts = Counter(one.status for one in taken)
        totals = {status: counts[status] for status in get_args(Status)}
        shell.say("import.summary-dry" if dry_run else "import.summary", count=len(taken), **totals)
    for one in taken:
        for finding in (*one.imported.findings, *one.imported.remarks) if one.imported else ():
            shell.note(say("files.finding", file=one.path.name, finding=finding))
    say_passed_over(shell, found)
    return max(_CODES.get(one.status, min(_findings(one), 1)) for one in taken)


def _findings(one: Taken) -> int:
    return len(one.imported.findings) if one.imported else 0


def _cells(shell: Shell, one: Taken, name: str, dry_run: bool) -> list[str]:
    seq = one.imported.recorded.seq if one.imported else 0
    dry = ".dry" if dry_run and one.imported else ""
    status = text(f"files.status.{one.status}{dry}", shell.language, seq=seq)
    why = "; ".join(render(message, shell.language) for message in one.why)
    return [
        name,
        *document_cells(shell, one.summary),
        str(_findings(one)),
        status,
        why,
    ]


def _json(shell: Shell, one: Taken) -> shapes.Json:
    shape = document_json(one.path, one.summary) | {
        "tables": [],
        "status": one.status,
        "why": [render(message, shell.language) for message in one.why],
    }
    return shape | (shapes.imported_json(one.imported, shell.language) if one.imported else {})
