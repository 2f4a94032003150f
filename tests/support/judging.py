"""Texts judged without a document around them: against cells that a test gives."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from tests.support.explanations import Budget, Explanation
from tracker.explain.findings import Against, Cell, Finding
from tracker.explain.lint import Linted, lint
from tracker.explain.reading import ReadText, read_explanation
from tracker.tables.twelve import TWELVE

CENT = 10_000
"""Fen in 0.01 万元."""


@dataclass(frozen=True)
class Cells(Against):
    """Cells by subject or project, in cents of 万元, instead of tables."""

    cents: Mapping[str, int] = field(default_factory=dict)

    def cell(self, subject: str) -> Cell | None:
        found = self.cents.get(subject)
        return None if found is None else Cell(found * CENT, CENT // 2, subject)


def read(text: str, year: int, names: Collection[str] = ()) -> ReadText:
    lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    return read_explanation(lines, TWELVE, names, year)


def judge(text: str, year: int = 2024, names: Collection[str] = (), **cents: int) -> Linted:
    given = {subject.replace("_", "-"): value for subject, value in cents.items()}
    return lint(read(text, year, names), Cells(TWELVE, cents=given))


def judge_explanation(text: Explanation, known: Budget, printed: str = "") -> Linted:
    """`printed` is the text as a converter prints it, the plain one if left out."""
    cents = {item.subject or item.project: item.cell for item in text.items if item.cell is not None}
    names = [known.entity, *(name for name, _, _ in known.projects)]
    return lint(read(printed or text.text, text.year, names), Cells(TWELVE, cents=cents))


def alarms(found: Linted) -> list[Finding]:
    return [finding for finding in found.findings if finding.severity != "note"]
