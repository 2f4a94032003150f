"""Which sentences of an explanation differ from those of another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from .marks import SectionText

_SENTENCE = re.compile(r"[^。\n]+。?")


@dataclass(frozen=True, slots=True)
class SentenceChange:
    """A sentence of a section before and after; None where it is not there."""

    section: int
    before: str | None
    after: str | None


def sentence_changes(before: Iterable[SectionText], after: Iterable[SectionText]) -> Iterator[SentenceChange]:
    """Section by section, in the order of the later text."""
    old, new = _by_section(before), _by_section(after)
    for number in new | old:
        a, b = old.get(number, []), new.get(number, [])
        for tag, a1, a2, b1, b2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
            if tag != "equal":
                for one, other in zip_longest(a[a1:a2], b[b1:b2]):
                    yield SentenceChange(number, one, other)


def _by_section(sections: Iterable[SectionText]) -> dict[int, list[str]]:
    return {section.number: _SENTENCE.findall(section.text) for section in sections}
