"""The reader of texts: the sections of an explanation, and every claim that their sentences and tables make."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from ..documents.words import Words
from ..model.errors import DocumentError, say
from ..tables.spec import Form
from .binding import Binder
from .claims import Claim, Comparison, Span
from .goal_sheets import GoalSheet
from .naming import Subjects
from .stream import Section, Stream, sections_of
from .walking import Share, Unread

__all__ = ["ReadText", "Share", "Unread", "read_explanation"]

_MOST_CHARACTERS = 500_000
"""Ten times as many as a long explanation has."""

_WITH_UNIT = re.compile(r"\s*(?:个百分点|[%％]|[百千]?[万亿]?元)?")
_LONGEST_QUOTE = 300


@dataclass(frozen=True)
class ReadText:
    """What a text claims. `numbers` counts its numbers, names and dates; those of `unread` are not understood.
    `streams` are its sections without white space, folded."""

    year: int
    sections: tuple[Section, ...]
    claims: tuple[Claim, ...] = ()
    amounts: tuple[Comparison, ...] = ()
    """Every amount that stands by itself, compared or not, in order."""
    comparisons: tuple[Comparison, ...] = ()
    """Those of them that are compared."""
    shares: tuple[Share, ...] = ()
    unread: tuple[Unread, ...] = ()
    numbers: int = 0
    streams: tuple[Stream, ...] = ()
    goal_sheets: tuple[GoalSheet, ...] = ()
    reasons_of_all: tuple[Span, ...] = ()
    """Where a reason is given for every change before it in its section."""

    def quote(self, span: Span) -> str:
        """What stands there with the unit behind it, in one line, the first part of it where it is long."""
        section = next(s for s in self.sections if s.number == span.section and s.holds(span.line))
        end = _WITH_UNIT.match(section.text, span.end)
        stop = min(end.end() if end else span.end, span.start + _LONGEST_QUOTE)
        return "".join(section.text[span.start : stop].split("\n"))


def read_explanation(
    lines: Sequence[tuple[int, str]],
    form: Form,
    names: Collection[str],
    year: int,
    codes: Mapping[str, str] | None = None,
    places: Mapping[int, str] | None = None,
) -> ReadText:
    """The claims of the explanation among a document's lines, each with its number from 1. `names` are those of units
    and projects, which may hold digits; `year` is the document's own; `codes` are the function codes of its tables with
    their names; `places` are those of the lines in a document without lines. Raises DocumentError where it is too
    long."""
    if sum(len(text) for _, text in lines) > _MOST_CHARACTERS:
        raise DocumentError(say("lint.too-long", limit=_MOST_CHARACTERS))
    words, subjects = Words(form), Subjects(form, names, codes)
    sections = sections_of(lines, words, places or {})
    read = [Binder(section, words, subjects, year).read() for section in sections]
    return ReadText(
        year,
        tuple(sections),
        tuple(sorted((c for r in read for c in r.claims), key=lambda c: (c.span.line, c.span.section, c.span.start))),
        tuple(found.closed() for r in read for found in r.opened),
        tuple(found.closed() for r in read for found in r.opened if found.compares),
        tuple(share for r in read for share in r.shares),
        tuple(unread for r in read for unread in r.unread),
        sum(r.numbers for r in read),
        tuple(r.stream for r in read),
        tuple(sheet for r in read for sheet in r.goal_sheets),
        tuple(span for r in read for span in r.reasons_of_all),
    )
