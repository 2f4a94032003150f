"""Claims: numbers asserted in running text. One model for what is generated and what is read."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, NamedTuple

Kind = Literal["amount", "delta", "percent", "share", "completion", "revision", "count"]
Direction = Literal["up", "down", "same"]


class Span(NamedTuple):
    """Where something stands: code points of a section's text, end excluded; `line` counts from 1 in the document,
    `place` says where it is in one without lines."""

    section: int
    start: int
    end: int
    line: int
    place: str = ""


@dataclass(frozen=True, slots=True)
class CellSource:
    """A cell of a table of a year at a version: of what is effective by a date where one is given, or of a statement
    by itself."""

    table: int
    row: str
    column: str
    year: int
    seq: int
    effective: str | None = None
    statement: str | None = None


@dataclass(frozen=True, slots=True)
class TextSource:
    """A sentence of a published statement: what the document itself says, or implies, of the subject's amount in the
    year before. `statement` is its id."""

    statement: str
    section: int
    line: int
    subject: str = ""
    place: str = ""


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
    """One number as it stands in the text. `number` is in its printed `unit` (万元, %, 辆), signed only where the print
    is; `fen` is the same for money, else None. `subject` is the id of a subject of the form or the name of a project,
    "" where none is known. `base` is the words that name what it is compared with."""

    kind: Kind
    span: Span
    text: str
    number: Decimal
    unit: str
    decimals: int
    fen: int | None = None
    subject: str = ""
    base: str = ""
    source: Source | None = None

    @property
    def half_fen(self) -> int:
        """Half a unit of the last printed digit of an amount, in fen: what rounding may hide. A zero is printed
        without decimals, however many the other amounts have."""
        if self.fen is None:
            return 0
        decimals = _DECIMALS.get(self.unit, 0) if self.fen == 0 else self.decimals
        return MONEY_UNITS[self.unit] // (2 * int(10**decimals))


class Implied(NamedTuple):
    """An amount that follows from printed ones, in fen, and how far rounding may have put it off."""

    fen: int
    half_fen: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """One amount set against an earlier one, as a sentence says it. `words` are how the text calls the subject,
    `base_words` what it compares with (上年, 2023年预算执行数) and `base_year` the year in them; `base` is the earlier
    amount where it is printed. `delta_direction` and `percent_direction` are what the words before those numbers say;
    `same` that they say 持平, `incomparable` that they say 不可比, `zero_base` that the base is said to be 0, `dashes`
    that dashes stand for the percentage; `purpose` is what the amount is said to be spent on. `year` is the year that
    the sentence gives to the current amount, None where it names none; `item` numbers the items of the section."""

    subject: str
    words: str
    span: Span
    current: Claim | None = None
    base: Claim | None = None
    delta: Claim | None = None
    percent: Claim | None = None
    base_words: str = ""
    base_year: int | None = None
    delta_direction: Direction | None = None
    percent_direction: Direction | None = None
    same: bool = False
    incomparable: bool = False
    zero_base: bool = False
    dashes: bool = False
    reason: str = ""
    purpose: str = ""
    year: int | None = None
    item: int = 0
    restated: tuple[Claim, ...] = ()

    @property
    def claims(self) -> tuple[Claim, ...]:
        return tuple(claim for claim in (self.current, self.base, self.delta, self.percent) if claim)

    @property
    def implied(self) -> Implied | None:
        """The earlier amount that the sentence gives or implies: printed, or current ∓ delta, or current where 持平."""
        if self.base is not None and self.base.fen is not None:
            return Implied(self.base.fen, self.base.half_fen)
        if self.current is None or self.current.fen is None:
            return None
        if self.delta is not None and self.delta.fen is not None:
            sign = -1 if (self.delta_direction or self.percent_direction) == "down" else 1
            return Implied(self.current.fen - sign * self.delta.fen, self.current.half_fen + self.delta.half_fen)
        if self.same:
            return Implied(self.current.fen, self.current.half_fen)
        return Implied(0, 0) if self.zero_base else None


MONEY_UNITS = {"元": 100, "千元": 100_000, "万元": 1_000_000, "百万元": 100_000_000, "亿元": 10_000_000_000}
"""Fen by money unit."""

_DECIMALS = {"万元": 2, "亿元": 4, "百万元": 4, "千元": 1}
"""The decimals that amounts of a unit are usually printed with."""
