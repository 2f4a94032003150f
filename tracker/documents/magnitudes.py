"""Money units that cannot be right: tables of one document whose amounts have the same digits, ten thousand times
apart. One of them is printed in 元 under a head that says 万元, or the other way round."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from ..model.errors import Message, say
from .amounts import decimals_of
from .reading import ReadTable
from .words import Words

_TIMES = 10_000
_TELLING = 1_000
"""Amounts with fewer digits than this may agree by chance."""


@dataclass(frozen=True, slots=True)
class _Printed:
    """An amount of a table, with its last digit in fen."""

    fen: int
    digit_fen: int
    text: str


def magnitudes(tables: Sequence[ReadTable], words: Words) -> tuple[Message, ...]:
    """One remark for each table that is off, the one that is off from most others first."""
    names = {fen: name for name, fen in words.money_units.items()}
    told = [(table, _by_code(table), _largest(table)) for table in tables]
    pairs = [(one[0], other[0], *pair) for one, other in combinations(told, 2) if (pair := _off(one, other))]
    found = []
    while pairs:
        count = Counter(table.spec.number for pair in pairs for table in pair[:2])
        worst = max(count, key=lambda number: count[number])
        one, other, first, second = next(pair for pair in pairs if worst in (pair[0].spec.number, pair[1].spec.number))
        large, small = (one, other) if first.fen > second.fen else (other, one)
        a, b = (first, second) if first.fen > second.fen else (second, first)
        found.append(
            say(
                "document.magnitude",
                table=large.spec.number,
                unit=names[large.unit_fen],
                amount=a.text,
                other=small.spec.number,
                other_unit=names[small.unit_fen],
                other_amount=b.text,
                times=_TIMES,
            )
        )
        pairs = [pair for pair in pairs if worst not in (pair[0].spec.number, pair[1].spec.number)]
    return tuple(found)


_Told = tuple[ReadTable, dict[str, _Printed], _Printed | None]
"""A table, its amounts by code, and the largest of all."""


def _off(one: _Told, other: _Told) -> tuple[_Printed, _Printed] | None:
    """Amounts of the two that are so far apart: of rows with the same code, if most are, else the largest."""
    (_, first, largest), (_, second, others) = one, other
    common = [(first[code], second[code]) for code in first if code in second]
    apart = [pair for pair in common if _are_apart(*pair)]
    if len(apart) > 1 and len(apart) * 2 > len(common):
        return apart[0]
    return (largest, others) if largest and others and not common and _are_apart(largest, others) else None


def _are_apart(a: _Printed, b: _Printed) -> bool:
    """Whether two amounts have the same digits, within half of the last one that both print."""
    large, small = (a, b) if a.fen > b.fen else (b, a)
    digit = max(large.digit_fen, small.digit_fen * _TIMES)
    return small.fen * _TIMES >= _TELLING * digit and abs(large.fen - small.fen * _TIMES) * 2 <= digit


def _by_code(table: ReadTable) -> dict[str, _Printed]:
    """The first amount of each row with a code, but of codes that stand twice."""
    rows = [row for row in table.rows if row.row.code and row.amounts_fen]
    codes = [row.row.code for row in rows]
    found = ((row.row.code, _printed(table, row.amounts_fen[0], row.printed[0])) for row in rows)
    return {code: printed for code, printed in found if printed.fen and codes.count(code) == 1}


def _largest(table: ReadTable) -> _Printed | None:
    cells = (
        _printed(table, fen, cell) for row in table.rows for fen, cell in zip(row.amounts_fen, row.printed, strict=True)
    )
    return max(cells, key=lambda printed: printed.fen, default=None)


def _printed(table: ReadTable, fen: int | None, cell: str) -> _Printed:
    return _Printed(abs(fen or 0), max(table.unit_fen // int("1" + "0" * decimals_of(cell)), 1), cell)
