"""Claims: numbers asserted in running text. One model for what is generated and what is read."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Kind = Literal["amount", "delta", "percent", "share", "completion", "revision", "count"]
Direction = Literal["up", "down", "same"]


@dataclass(frozen=True, slots=True)
class Span:
    """Where something stands: code points of a section's text, end excluded; `line` counts from 1 in the document."""

    section: int
    start: int
    end: int
    line: int


@dataclass(frozen=True, slots=True)
class CellSource:
    """A cell of a table of a year at a version."""

    table: int
    row: str
    column: str
    year: int
    seq: int


@dataclass(frozen=True, slots=True)
class TextSource:
    """A sentence of a published statement: what the document itself says of the number. `statement` is its id."""

    statement: str
    section: int
    line: int


@dataclass(frozen=True, slots=True)
class FactSource:
    """A disclosure fact (`SECTION/KEY`), stated by the revision `seq`."""

    fact: str
    year: int
    seq: int


@dataclass(frozen=True, slots=True)
class Computed:
    """What follows from two other numbers, as displayed: current and prior, in this order."""

    operation: Literal["difference", "percent"]
    of: tuple[Source, Source]


Source = CellSource | TextSource | FactSource | Computed


@dataclass(frozen=True, slots=True)
class Claim:
    """One number as it stands in the text. `number` is in its printed `unit` (万元, 元, %, 辆 …) and unsigned unless the
    print has a sign; `fen` is the same for money, else None. `subject` is a subject of the form or the name of a
    project, "" where none is known. `base` is the words that name what it is compared with."""

    kind: Kind
    span: Span
    text: str
    number: Decimal
    unit: str
    decimals: int
    fen: int | None = None
    subject: str = ""
    direction: Direction | None = None
    base: str = ""
    source: Source | None = None

    @property
    def half_fen(self) -> int:
        """Half a unit of the last printed digit of an amount, in fen: what rounding may hide."""
        if self.fen is None:
            return 0
        unit_fen = MONEY_UNITS[self.unit]
        return max(unit_fen // 10**self.decimals // 2, 0)


MONEY_UNITS = {"元": 100, "千元": 100_000, "万元": 1_000_000, "百万元": 100_000_000, "亿元": 10_000_000_000}
"""Fen by money unit."""
