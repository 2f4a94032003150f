"""`tracker check` and `tracker lint` of many documents, without a book: a line for each, the worst first."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from ..book import FileBook
from ..book.gathering import Summary
from ..documents.many import each
from ..documents.targets import targets
from ..messages import render
from ..model.errors import Message, NotFound, say
from ..tables.checks import Status
from . import shapes
from .progress_line import ProgressLine
from .shell import Shell
from .summing import DOCUMENT, document_cells, document_json, say_passed_over, say_table, short_names

_STATUSES: tuple[Status, ...] = ("fails", "not-checkable", "rounding", "exact")
_SEVERITIES = ("error", "warning", "note")


@dataclass(frozen=True, slots=True)
class _Judged:
    """One document: its counts by column, the worst first, what it lacks, and all of it as `--json` has it."""

    cells: Sequence[str]
    counts: Mapping[str, int]
    findings: Sequence[Message]
    shape: shapes.Json
    bad: bool


def check_files(shell: Shell, words: Sequence[str], year: int | None, as_json: bool) -> int:
    """Exit code 1 where something fails or is missing, 2 where a document can't be read."""
    return _judge(shell, words, partial(_check, shell, year), DOCUMENT, as_json)


def lint_files(
    shell: Shell, words: Sequence[str], year: int | None, only: Sequence[str], ignored: Sequence[str], as_json: bool
) -> int:
    """Exit code 1 where a text is wrong, 2 where a document can't be read."""
    return _judge(shell, words, partial(_lint, shell, year, only, ignored), ("year",), as_json)


def _check(shell: Shell, year: int | None, path: Path) -> _Judged:
    with FileBook.of([str(path)], year) as book:
        (file,) = book.files
        checks = book.check(book.view(file.year, file.named.point, file.named.statement))
    summary = Summary.of(file.imported.reading) if file.imported else None
    counts: dict[str, int] = {status: sum(result.check.status == status for result in checks) for status in _STATUSES}
    shape = document_json(path, summary) | shapes.checks_json(checks, shell.language)
    shape |= {"findings": [render(finding, shell.language) for finding in file.findings]}
    counts |= {"findings": len(file.findings)}
    bad = bool(counts["fails"] or file.findings)
    return _Judged(document_cells(shell, summary), counts, file.findings, shape, bad)


def _lint(shell: Shell, year: int | None, only: Sequence[str], ignored: Sequence[str], path: Path) -> _Judged:
    from ..explain.lint import lint
    from ..explain.texts import text_of_file

    text = text_of_file(path, year, None)
    found = lint(text.read, text.against, only, ignored)
    counts = {f"{severity}s": sum(f.severity == severity for f in found.findings) for severity in _SEVERITIES}
    bad = bool(counts["errors"] or counts["warnings"])
    counts |= {"numbers": found.numbers, "understood": found.understood}
    shape: shapes.Json = {"file": str(path), "year": text.read.year}
    return _Judged([str(text.read.year)], counts, (), shape | shapes.linted_json(found, shell.language), bad)


def _judge(
    shell: Shell, words: Sequence[str], job: Callable[[Path], _Judged], columns: Sequence[str], as_json: bool
) -> int:
    found = targets(words)
    if not found.documents:
        raise NotFound(say("files.none"))
    outcomes = []
    with ProgressLine(shell, len(found.documents)) as progress:
        for outcome in each(found.documents, job):
            progress(outcome.path)
            outcomes.append(outcome)
    read = [(path, one) for path, one, _ in outcomes if one]
    read.sort(key=lambda pair: ([-count for count in pair[1].counts.values()], str(pair[0])))
    unread = sorted((path, problems) for path, one, problems in outcomes if one is None)
    if as_json:
        lost = [
            {"file": str(path), "why": [render(problem, shell.language) for problem in problems]}
            for path, problems in unread
        ]
        shell.json({"files": [one.shape for _, one in read], "unread": lost})
    elif read:
        names = short_names([path for path, _ in read])
        counted = list(read[0][1].counts)
        rows = [[names[path], *one.cells, *map(str, one.counts.values())] for path, one in read]
        say_table(shell, ("file", *columns, *counted), rows)
    for path, one in read:
        for finding in one.findings:
            shell.note(say("files.finding", file=path.name, finding=finding))
    for _, problems in unread:
        for problem in problems:
            shell.note(problem)
    say_passed_over(shell, found)
    return 2 if unread else int(any(one.bad for _, one in read))
