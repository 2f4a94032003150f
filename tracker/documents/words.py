"""The words of a form, compiled. Which words there are:

document, unit-document, year, overview, contents, part, part-of-tables, explanation, section: title, year and parts of
the document;
entity, entity-suffix, page-date, money, money-in-header, money-units, note, page-number, sheet-label, title-prefix,
title-suffix, title: the head and foot of a page of a table; header-prefix, code-header, column-numbers, withheld:
headers and cells; own-level, composition, unit-kinds, unit-kind-remarks: units; procurement, assets, key-projects with
their -facts and headers.

All but `money-units` are patterns for cleaned and folded text (lines.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from ..tables.spec import Form

_MAX = 400
"""No word that must match a whole cell or line is longer: what is longer is not looked at."""


class Words:
    """The patterns of one form."""

    def __init__(self, form: Form) -> None:
        self._form = form
        self._compiled: dict[str, tuple[re.Pattern[str], ...]] = {}

    def patterns(self, id: str) -> tuple[re.Pattern[str], ...]:
        if id not in self._compiled:
            self._compiled[id] = tuple(re.compile(word) for word in self._form.words.get(id, ()))
        return self._compiled[id]

    def named(self, id: str) -> Iterator[tuple[str, re.Pattern[str]]]:
        """Words of the shape NAME=PATTERN."""
        for word in self._form.words.get(id, ()):
            name, _, pattern = word.partition("=")
            yield name, re.compile(pattern)

    def match(self, id: str, text: str) -> re.Match[str] | None:
        """The first word that the text starts with."""
        text = text[:_MAX]
        return next((found for pattern in self.patterns(id) if (found := pattern.match(text))), None)

    def full(self, id: str, text: str) -> re.Match[str] | None:
        """The first word that is the whole text."""
        if len(text) > _MAX:
            return None
        return next((found for pattern in self.patterns(id) if (found := pattern.fullmatch(text))), None)

    def search(self, id: str, text: str) -> re.Match[str] | None:
        return next((found for pattern in self.patterns(id) if (found := pattern.search(text))), None)

    def without(self, id: str, text: str) -> str:
        """The text without any of the words in front of it, however many there are, or (if they end in $) behind."""
        text, before = text[:_MAX], ""
        while before != text:
            before = text
            for pattern in self.patterns(id):
                found = pattern.search(text) if pattern.pattern.endswith("$") else pattern.match(text)
                if found and len(found[0]) < len(text):
                    text = text[: found.start()] + text[found.end() :]
        return text

    @cached_property
    def money_units(self) -> dict[str, int]:
        """Fen by the name of a money unit."""
        return {name: int(pattern.pattern) for name, pattern in self.named("money-units")}
