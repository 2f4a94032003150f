"""The lines of a text document with their numbers and pages, and how names and labels in them are cleaned."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal

_SPACE = re.compile(r"\s+")
_FOLD = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


@lru_cache(maxsize=4_096)
def clean(text: str) -> str:
    """A name without the white space that converters put in: only between two ASCII characters one space stays."""

    def space(match: re.Match[str]) -> str:
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        return " " if before and after and before.isascii() and after.isascii() else ""

    return _SPACE.sub(space, text)


@lru_cache(maxsize=4_096)
def fold(text: str) -> str:
    """Full-width punctuation, letters and digits made plain, character by character, so that positions stay."""
    return text.translate(_FOLD)


def join(first: str, second: str) -> str:
    """Two pieces of one name that a line or page break cut apart. A line never breaks inside a Latin word, so two
    letters that meet were two words."""
    return join_all((first, second))


def join_all(pieces: Iterable[str]) -> str:
    """The pieces of one name or text, in order."""
    joined: list[str] = []
    for piece in filter(None, pieces):
        if joined and _is_letter(joined[-1][-1]) and _is_letter(piece[0]):
            joined.append(" ")
        joined.append(piece)
    return clean("".join(joined))


def _is_letter(char: str) -> bool:
    return char.isascii() and char.isalpha()


@dataclass(frozen=True)
class Line:
    """One line that is not blank. `number` counts from 1 over the document, `page` too; `place` is where a person
    finds it in a document without lines (places.py); `hidden` what that document does not show; `off_page` whether it
    reaches over the edge of its page, where cells may be lost."""

    number: int
    page: int
    text: str
    place: str = ""
    hidden: Literal["", "sheet", "row"] = ""
    off_page: bool = False

    @cached_property
    def cells(self) -> tuple[str, ...]:
        """The cells that tabs separate, stripped; a line without tabs is one cell."""
        return tuple(cell.strip() for cell in self.text.split("\t"))

    @cached_property
    def filled(self) -> tuple[int, ...]:
        """The positions of the cells that are not blank."""
        return tuple(i for i, cell in enumerate(self.cells) if cell)

    @cached_property
    def words(self) -> str:
        """The whole line, cleaned and folded: what patterns are matched with."""
        return fold(clean(self.text))

    @property
    def is_row(self) -> bool:
        return "\t" in self.text

    @property
    def is_single(self) -> bool:
        """Whether it holds one cell only, and that in the first place."""
        return self.filled == (0,)


def lines_of(text: str) -> Iterator[Line]:
    """The lines of a text. Form feeds begin pages."""
    page = 1
    for number, line in enumerate(text.split("\n"), 1):
        for i, piece in enumerate(line.split("\f")):
            page += i > 0
            if piece.strip():
                yield Line(number, page, piece.strip(" \r"))
