"""Which lines of a document are what: titles of tables, heads of pages, notes, page numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ..tables.spec import Form, TableSpec, bare, plain
from .lines import Line, clean, fold
from .words import Words

_AMOUNT_AT_END = re.compile(r"\t[\d,]+\.\d+\s*$", re.ASCII)
"""So ends a row, and no head."""

_MAX_TITLE = 120
_MAX_LINE = 1000
"""No title and no head of a page is longer, whatever white space it holds."""


@dataclass(frozen=True, slots=True)
class PageHead:
    """What a line above a table says: whose table it is, and its money unit in fen."""

    entity: str = ""
    unit_fen: int | None = None


def _by_title(form: Form) -> dict[str, TableSpec]:
    return {bare(title): spec for spec in form.tables for title in (spec.title, *spec.titles)}


def tables_named(lines: Iterable[Line], forms: Iterable[Form]) -> list[int]:
    """How many tables of each form have their title somewhere in the lines, if only over the end of one."""
    text = "".join([plain(line.text) for line in lines])
    return [len({spec.number for title, spec in _by_title(form).items() if title in text}) for form in forms]


class Titles:
    """Recognises the titles of a form, with ordinals, "表 N", the year or one of `entities` in front."""

    def __init__(self, form: Form, words: Words, entities: Iterable[str]) -> None:
        self._words = words
        self._by_title = _by_title(form)
        self._entities = sorted((fold(entity) for entity in entities), key=len, reverse=True)

    def spec(self, text: str) -> TableSpec | None:
        if len(text) > _MAX_LINE or len(text := fold(clean(text))) > _MAX_TITLE:
            return None
        whole = plain(text)
        if not any(title in whole for title in self._by_title):
            return None
        found = self._by_title.get(bare(text))
        before = ""
        while found is None and text and text != before:
            before = text
            text = self._words.without("title-prefix", self._words.without("title-suffix", text))
            text = next((text.removeprefix(name) for name in self._entities if text.startswith(name)), text)
            text = bare_ordinal(text)
            found = self._by_title.get(bare(text))
        return found

    def looks_like_one(self, line: Line) -> bool:
        """Whether a line reads like the title of some table, known or not."""
        return self._words.full("title", line.words) is not None


def bare_ordinal(text: str) -> str:
    """The text without the ordinals in front of it, otherwise as it is."""
    tail = len(bare(text))
    return text[-tail:] if 0 < tail < len(text) and bare(text[-tail:]) == bare(text) else text


def page_head(line: Line, words: Words) -> PageHead | None:
    """What the line says if it is the head of a page: cells such as 单位名称：… and 单位：万元, perhaps
    the year, and nothing else."""
    if len(line.text) > _MAX_LINE or _AMOUNT_AT_END.search(line.text):
        return None
    entity, unit_fen, label = "", None, ""
    for position in line.filled:
        cell = label + clean(line.cells[position])
        if fold(cell).endswith(":"):
            label = cell
            continue
        label = ""
        if any(words.full(id, fold(cell)) for id in ("sheet-label", "page-date")):
            continue
        name, fen = _head_cell(cell, words)
        if not name and fen is None:
            return None
        entity, unit_fen = entity or name, unit_fen if fen is None else fen
    return PageHead(entity, unit_fen) if entity or unit_fen else None


def _head_cell(cell: str, words: Words) -> tuple[str, int | None]:
    text = fold(cell)
    if len(text) > _MAX_TITLE * 2:
        return "", None
    fen = None
    for pattern in words.patterns("money"):
        for money in pattern.finditer(text):
            if money.end() == len(text):
                fen = words.money_units[money["unit"]]
                cell, text = cell[: money.start()], text[: money.start()]
                break
    found = words.full("entity", text)
    if found:
        start, end = found.span("name")
        name = words.without("entity-suffix", text[start:end])
        return cell[start : start + len(name)].strip("，,；; "), fen
    return ("", fen) if not text else ("", None)
