"""Marks: what a template sees in the place of a number, a name or a gap. One private-use character each, so that no
text can be taken for one, and none can be taken apart; resolved to offsets when the text is whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from ..model.errors import DocumentError, Message, say
from .claims import Claim, Span
from .phrases import Number, Phrase

_FIRST, _LAST = 0xF0000, 0xFFFFD
MARK = f"[{chr(_FIRST)}-{chr(_LAST)}]"
_PLAIN_DIGITS = re.compile(
    rf"(?<![{chr(_FIRST)}-{chr(_LAST)}0-9.,])(?:[0-9]{{4}}年|[0-9]{{1,2}}[月日]|[0-9]{{1,9}}[万亿]?元以[上下]"
    rf"|[（(][0-9]{{1,2}}[)）]|(?:^|(?<=[\s。；：]))[0-9]{{1,2}}(?:、|\.(?![{chr(_FIRST)}-{chr(_LAST)}0-9])))",
    re.MULTILINE,
)
"""Digits that a template may write itself: years, months, days, thresholds, ordinals."""

TO_FILL_IN = "【待填写】"

QuoteOf = Literal["name", "goal", "fact", "reason", "date"]


@dataclass(frozen=True, slots=True)
class Quote:
    """Text that is not the template's: the name of a project, a goal, a stated fact, a reason (with its subject).
    Digits in it are not claims."""

    of: QuoteOf
    text: str
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Gap:
    """What a person must still write."""

    message: Message
    subject: str = ""


class Quoted(NamedTuple):
    """A quote in its place: code points of the section's text, end excluded."""

    of: QuoteOf
    start: int
    end: int
    subject: str = ""


class Blank(NamedTuple):
    """A gap in its place."""

    message: Message
    start: int
    end: int
    subject: str = ""


@dataclass(frozen=True, slots=True)
class SectionText:
    """One section as written; every digit of `text` is in a claim, in a quote, or a year, date, ordinal or threshold.
    `line` is where its text begins in the whole document, counted from 1."""

    number: int
    title: str
    line: int
    text: str
    claims: tuple[Claim, ...] = ()
    quotes: tuple[Quoted, ...] = ()
    gaps: tuple[Blank, ...] = ()


class Marks:
    """The marks of one text."""

    def __init__(self) -> None:
        self._marked: list[Number | Quote | Gap] = []

    def __bool__(self) -> bool:
        return bool(self._marked)

    def put(self, item: Number | Quote | Gap) -> str:
        """The mark that stands for the item. Raises DocumentError where there are too many."""
        if len(self._marked) > _LAST - _FIRST:
            raise DocumentError(say("template.too-long"))
        self._marked.append(item)
        return chr(_FIRST + len(self._marked) - 1)

    def phrase(self, phrase: Phrase) -> str:
        return "".join(piece if isinstance(piece, str) else self.put(piece) for piece in phrase)

    def resolve(self, number: int, title: str, line: int, marked: str) -> SectionText:
        """The section with every mark in its place. Raises DocumentError for digits that are not marked."""
        lines = (line.strip(" ") for line in marked.splitlines())
        whole = "\n".join(line for line in lines if line.strip())
        _require_no_loose_digits(number, whole)
        pieces: list[str] = []
        claims: list[Claim] = []
        quotes: list[Quoted] = []
        gaps: list[Blank] = []
        at = 0
        for piece, item in self._pieces(whole):
            end = at + len(piece)
            match item:
                case Number():
                    claims.append(_claim(item, Span(number, at, end, line)))
                case Quote():
                    quotes.append(Quoted(item.of, at, end, item.subject))
                case Gap():
                    gaps.append(Blank(item.message, at, end, item.subject))
                case None:
                    line += piece.count("\n")
            pieces.append(piece)
            at = end
        first = line - whole.count("\n")
        return SectionText(number, title, first, "".join(pieces), tuple(claims), tuple(quotes), tuple(gaps))

    def _pieces(self, marked: str) -> Iterator[tuple[str, Number | Quote | Gap | None]]:
        """The text cut at its marks, each in its words."""
        for piece in re.split(f"({MARK})", marked):
            if not re.fullmatch(MARK, piece):
                yield piece, None
                continue
            item = self._marked[ord(piece) - _FIRST]
            yield (TO_FILL_IN if isinstance(item, Gap) else item.text), item


def _claim(item: Number, span: Span) -> Claim:
    return Claim(
        item.kind,
        span,
        item.text,
        item.number,
        item.unit,
        item.decimals,
        item.fen,
        item.subject,
        item.base,
        item.source,
    )


def _require_no_loose_digits(section: int, marked: str) -> None:
    rest = _PLAIN_DIGITS.sub(lambda match: " " * len(match[0]), marked)
    loose = next((i for i, char in enumerate(rest) if char.isdigit()), None)
    if loose is not None:
        start = max(loose - 10, 0)
        quote = re.sub(MARK, "…", " ".join(marked[start : loose + 10].split()))
        raise DocumentError(say("template.digits", section=section, quote=quote))
