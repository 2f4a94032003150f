"""Running text as plain data: paragraphs, the places in them where the cursor stops, and how they fall into lines.
Draws nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from ..messages import plain
from .cells import breaks
from .grid import Grid, Tone

_CELL_BORDER = "｜"
"""Stands between the cells of a table in the text, in the place of the tab: one character for one."""


class Stop(NamedTuple):
    """A place in a paragraph where the cursor stops: code points, end excluded; `key` is the row that it stands for."""

    key: str
    start: int
    end: int
    tone: Tone


@dataclass(frozen=True)
class Paragraph:
    """Text without line breaks, its stops in their order. Every character of `text` is safe to print."""

    text: str
    tone: Tone = ""
    stops: tuple[Stop, ...] = ()

    @classmethod
    def of(cls, text: str, tone: Tone = "", stops: tuple[Stop, ...] = ()) -> Paragraph:
        return cls(plain(text.replace("\t", _CELL_BORDER)), tone, stops)


@dataclass(frozen=True)
class Manuscript(Grid):
    """Rows that stand in a running text: each is a stop of one of the paragraphs."""

    paragraphs: tuple[Paragraph, ...] = field(default=())


class TextLine(NamedTuple):
    """A line on the screen: a part of a paragraph."""

    paragraph: int
    start: int
    end: int


class TextPiece(NamedTuple):
    """A part of a line; `key` is the stop that it belongs to, "" for none."""

    text: str
    tone: Tone
    key: str = ""


@dataclass(frozen=True)
class TextPlan:
    """A manuscript in lines of `width` cells."""

    manuscript: Manuscript
    width: int

    @cached_property
    def lines(self) -> tuple[TextLine, ...]:
        return tuple(
            TextLine(n, start, end)
            for n, paragraph in enumerate(self.manuscript.paragraphs)
            for start, end in breaks(paragraph.text, self.width)
        )

    @cached_property
    def _stops(self) -> tuple[tuple[Stop, ...], ...]:
        """The stops on each line, whole or in part."""
        paragraphs = self.manuscript.paragraphs
        return tuple(
            tuple(stop for stop in paragraphs[n].stops if stop.start < end and start < stop.end)
            for n, start, end in self.lines
        )

    @cached_property
    def places(self) -> dict[str, tuple[int, int]]:
        """The first and the last line of each stop."""
        found: dict[str, tuple[int, int]] = {}
        for n, stops in enumerate(self._stops):
            for stop in stops:
                found[stop.key] = found.get(stop.key, (n, n))[0], n
        return found

    def stops(self, line: int) -> tuple[str, ...]:
        """The keys of the stops on a line."""
        return tuple(stop.key for stop in self._stops[line])

    def pieces(self, line: int) -> Iterator[TextPiece]:
        """A line cut where its stops begin and end; joined, the pieces are the line but for blanks at its end."""
        n, start, end = self.lines[line]
        paragraph = self.manuscript.paragraphs[n]
        at = start
        for stop in self._stops[line]:
            first, last = max(stop.start, start), min(stop.end, end)
            if at < first:
                yield TextPiece(paragraph.text[at:first], paragraph.tone)
            yield TextPiece(paragraph.text[first:last], stop.tone, stop.key)
            at = last
        if rest := paragraph.text[at:end].rstrip():
            yield TextPiece(rest, paragraph.tone)
