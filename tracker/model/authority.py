"""The authority table: which act, of which amount, needs whose authority and which document. It is data; a book changes
it by settings, so that what was decided is judged by the table in force then."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from .money import parse_wan
from .vocabulary import AUTHORITIES, Authority, authority_rank

PREFIX = "authority."
_BAND = re.compile(r"over (\S+) (\S+)")


class Row(NamedTuple):
    """What an act needs: `bands` are (fen, authority), rising; the authority holds above so many fen. `parent`: the
    document of the higher level must be named."""

    bands: tuple[tuple[int, Authority], ...]
    parent: bool = False

    def needed(self, fen: int) -> Authority:
        """The authority that an act of so many fen needs."""
        return [authority for over, authority in self.bands if fen > over or over == 0][-1]


def parse_row(text: str) -> Row:
    """A row as it is written: "finance, over 50.00 government, parent". Raises ValueError."""
    bands: list[tuple[int, Authority]] = []
    first, *more = (part.strip() for part in text.split(","))
    parent = more[-1:] == ["parent"]
    for over, level in ((0, first), *(_band(part) for part in (more[:-1] if parent else more))):
        known = next((authority for authority in AUTHORITIES if authority == level), None)
        if known is None or (bands and (over <= bands[-1][0] or authority_rank(known) <= authority_rank(bands[-1][1]))):
            raise ValueError(text)
        bands.append((over, known))
    return Row(tuple(bands), parent)


def _band(text: str) -> tuple[int, str]:
    match = _BAND.fullmatch(text)
    if not match:
        raise ValueError(text)
    return parse_wan(match[1]), match[2]


@cache
def shipped_table() -> Mapping[str, Row]:
    """The table as shipped, by act."""
    with (Path(__file__).parent / "authority.toml").open("rb") as file:
        return {act: parse_row(row) for part in tomllib.load(file).values() for act, row in part.items()}


def row_of(act: str, setting: str) -> Row:
    """The row of an act: the book's own `setting`, "" where it has none, else the one shipped."""
    return parse_row(setting) if setting else shipped_table()[act]
