"""Sheets of goals behind an explanation: one form a project, with its money beside labels."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from ..documents.amounts import is_number
from ..documents.words import Words
from .claims import MONEY_UNITS, Claim
from .numbers import claim_of
from .stream import Section, plain


@dataclass
class GoalSheet:
    """The sheet of one project: its name, and its amounts by what they are."""

    name: str
    amounts: dict[str, Claim] = field(default_factory=dict)


def read_goal_sheets(section: Section, words: Words) -> list[GoalSheet]:
    """The sheets among the rows of a section; a row that names a project begins one."""
    sheets: list[GoalSheet] = []
    unit = "元"
    for _, cells in section.rows:
        texts = [plain(cell) for _, cell in cells]
        if name := _name(texts, words):
            sheets.append(GoalSheet(name))
        if not sheets:
            continue
        unit = next((money["unit"] for text in texts if (money := words.search("money-in-header", text[:80]))), unit)
        for kind, claim in _amounts(section, cells, texts, words, unit):
            sheets[-1].amounts.setdefault(kind, claim)
    return [sheet for sheet in sheets if sheet.amounts]


def _name(texts: list[str], words: Words) -> str:
    at = next((i for i, text in enumerate(texts) if words.full("goal-sheet-name", text)), None)
    return next(filter(None, texts[at + 1 :]), "") if at is not None else ""


def _amounts(
    section: Section, cells: tuple[tuple[int, str], ...], texts: list[str], words: Words, unit: str
) -> Iterator[tuple[str, Claim]]:
    """The numbers of a row, each with the kind of the label before it. A label that stands for two kinds means the
    second one behind another number."""
    label, behind = "", False
    for (at, printed), text in zip(cells, texts, strict=True):
        if not text:
            continue
        if not is_number(printed):
            label = text
            continue
        kinds = [kind for kind, pattern in words.named("goal-sheet-amounts") if pattern.fullmatch(label)]
        if kinds and unit in MONEY_UNITS:
            span = section.span(at, at + len(printed))
            yield kinds[-1 if behind else 0], claim_of("amount", span, printed, text, unit, "", "")
        behind = True
