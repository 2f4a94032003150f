"""Which kind of unit each block of a table by economic code belongs to (design.md 6, domain.md 4.4).

A class that is printed twice prints its administrative block first. A class that is one block for both kinds in the
government classification has none. For the others the tables by unit decide: the kinds of units that agree with every
sum. Where they leave more than one answer, or contradict, the kind stays open.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Literal

from ..model.vocabulary import ADMINISTRATIVE, GENERAL
from ..tables.rows import UNKNOWN_KIND, UnitRows
from ..tables.spec import TOTAL, bare
from .reading import ReadTable

Kind = Literal["行政", "事业"]
_KINDS: tuple[Kind, Kind] = ("行政", "事业")
_ONE_BLOCK = frozenset({"303", "307", "311", "312", "313", "399"})
"""Economic classes whose government class (509, 511, 508, 507, 510, 599) is the same for both kinds of unit."""

_MOST_OPEN = 8
"""Of more units or blocks than these not all assignments are tried; then units that are not stated are institutions,
as design.md 5.2 has it, if the sums agree."""


@dataclass(frozen=True, slots=True)
class Block:
    """One block: its class and the amount of its class row, None where that row is missing or withheld."""

    number: int
    code: str
    fen: int | None


@dataclass(frozen=True, slots=True)
class UnitSums:
    """What the table by unit prints of general budget money: by unit, and by unit and class where it has classes."""

    units: Mapping[str, int]
    classes: Mapping[tuple[str, str], int]
    has_classes: bool


Assignment = Mapping[str, Kind]
"""The kind of each unit."""


def unit_sums(table: ReadTable | None) -> UnitSums | None:
    """None where there is no such table, or it prints no column of general budget money or withholds some of it."""
    if table is None or GENERAL not in table.columns:
        return None
    column = table.columns.index(GENERAL)
    rows = table.spec.rows
    has_classes = isinstance(rows, UnitRows)
    units: dict[str, int] = {}
    classes: dict[tuple[str, str], int] = {}
    for row in table.rows:
        fen = row.amounts_fen[column]
        if fen is None:
            return None
        if not row.row.unit or bare(row.row.label) == TOTAL:
            continue
        if row.row.label == row.row.unit:
            units[row.row.unit] = fen
        elif isinstance(rows, UnitRows) and (code := rows.class_of(row.row.label)):
            classes[row.row.unit, code] = fen
    return UnitSums(units, classes, has_classes)


def with_kinds(tables: Sequence[ReadTable], sums: Sequence[UnitSums | None], stated: Assignment) -> list[ReadTable]:
    """The tables by economic code with the kind of every block, each beside the sums of its table by unit. `stated`
    are the kinds of units that are certain."""
    names = sorted({name for s in sums if s for name in s.units})
    tolerances = [table.unit_fen // 200 for table in tables]
    blocks = [_blocks(table) for table in tables]
    possible = list(_assignments(names, stated))
    for found, known, half in zip(blocks, sums, tolerances, strict=True):
        if known and known.has_classes:
            agree = [a for a in possible if _agrees(a, found, known, half)]
            possible = agree if agree or len(possible) == 1 else possible
    return [
        _with_kinds(table, _kinds(found, known, possible, half))
        for table, found, known, half in zip(tables, blocks, sums, tolerances, strict=True)
    ]


def _assignments(names: Sequence[str], stated: Assignment) -> Iterator[Assignment]:
    """Every assignment of kinds to units that agrees with what is stated."""
    open_names = [name for name in names if name not in stated]
    if len(open_names) > _MOST_OPEN:
        yield {**dict.fromkeys(names, _KINDS[1]), **stated}
        return
    for kinds in product(_KINDS, repeat=len(open_names)):
        yield {**stated, **dict(zip(open_names, kinds, strict=True))}


def _blocks(table: ReadTable) -> list[Block]:
    found: dict[int, Block] = {}
    for row in table.rows:
        code = row.row.code
        if row.block and row.block not in found:
            found[row.block] = Block(row.block, code[:3], row.amounts_fen[0] if len(code) == 3 else None)
    return list(found.values())


def _agrees(assignment: Assignment, blocks: Sequence[Block], sums: UnitSums, half: int) -> bool:
    """Whether the sums by unit and class make the blocks of the classes that are printed twice."""
    for code in {block.code for block in blocks}:
        same = [block for block in blocks if block.code == code]
        if len(same) != 2 or not _comparable(same, sums, half):
            continue
        for block, kind in zip(same, _KINDS, strict=True):
            if not _is_sum(block, [n for n in sums.units if assignment[n] == kind], sums, half):
                return False
    return True


def _comparable(blocks: Sequence[Block], sums: UnitSums, half: int) -> bool:
    """Whether the blocks of one class and the units' rows of it make the same total: else some are missing."""
    amounts = [fen for (_, code), fen in sums.classes.items() if code == blocks[0].code]
    known = [block.fen for block in blocks if block.fen is not None]
    return len(known) == len(blocks) and abs(sum(known) - sum(amounts)) <= half * (len(known) + len(amounts))


def _is_sum(block: Block, units: Iterable[str], sums: UnitSums, half: int) -> bool:
    amounts = [sums.classes.get((unit, block.code), 0) for unit in units]
    return block.fen is not None and abs(block.fen - sum(amounts)) <= half * (len(amounts) + 1)


def _kinds(blocks: Sequence[Block], sums: UnitSums | None, possible: Sequence[Assignment], half: int) -> dict[int, str]:
    """The kind by number of block."""
    kinds: dict[int, str] = {}
    single: list[Block] = []
    for code in dict.fromkeys(block.code for block in blocks):
        same = [block for block in blocks if block.code == code]
        if len(same) == 2:
            kinds |= {b.number: k for b, k in zip(same, _twice(same, sums, possible, half), strict=True)}
        elif len(same) > 2:
            kinds |= {block.number: UNKNOWN_KIND for block in same}
        elif code in _ONE_BLOCK:
            kinds[same[0].number] = ""
        else:
            single += same
    if sums is None:
        found: dict[int, str] = {}
    elif sums.has_classes:
        found = {block.number: _by_class(block, sums, possible, half) for block in single}
    else:
        found = _by_unit(blocks, single, kinds, sums, possible, half)
    return {**kinds, **{block.number: found.get(block.number, UNKNOWN_KIND) for block in single}}


def _twice(same: Sequence[Block], sums: UnitSums | None, possible: Sequence[Assignment], half: int) -> tuple[str, str]:
    """First the administrative block, unless sums that can be compared contradict."""
    if sums and sums.has_classes and possible and _comparable(same, sums, half):
        fits = any(_agrees(a, same, sums, half) for a in possible)
        return _KINDS if fits else (UNKNOWN_KIND, UNKNOWN_KIND)
    return _KINDS


def _by_class(block: Block, sums: UnitSums, possible: Sequence[Assignment], half: int) -> str:
    """The kind of all units that spend on the class, if they make up the block."""
    spending = [unit for unit in sums.units if sums.classes.get((unit, block.code))]
    if not _is_sum(block, spending, sums, half) or not spending:
        return UNKNOWN_KIND
    answers = {frozenset(assignment[unit] for unit in spending) for assignment in possible}
    if len(answers) == 1 and len(only := next(iter(answers))) == 1:
        return next(iter(only))
    return UNKNOWN_KIND


def _by_unit(
    blocks: Sequence[Block],
    single: Sequence[Block],
    kinds: Mapping[int, str],
    sums: UnitSums,
    possible: Sequence[Assignment],
    half: int,
) -> dict[int, str]:
    """The only kinds of the single blocks with which the blocks of each kind make what its units spend."""
    if len(single) > _MOST_OPEN or any(block.fen is None for block in blocks):
        return {}
    answers: set[tuple[Kind, ...]] = set()
    spent = {tuple(_spent(assignment, sums, kind) for kind in _KINDS) for assignment in possible}
    for chosen in product(_KINDS, repeat=len(single)):
        tried = {**kinds, **{block.number: kind for block, kind in zip(single, chosen, strict=True)}}
        if any(_makes(blocks, tried, amounts, half * (len(blocks) + len(sums.units))) for amounts in spent):
            answers.add(chosen)
    if len(answers) != 1:
        return {}
    return {block.number: kind for block, kind in zip(single, answers.pop(), strict=True)}


def _spent(assignment: Assignment, sums: UnitSums, kind: Kind) -> int:
    return sum(fen for unit, fen in sums.units.items() if assignment[unit] == kind)


def _makes(blocks: Sequence[Block], kinds: Mapping[int, str], spent: Sequence[int], bound: int) -> bool:
    """Whether blocks of these kinds can make these amounts; a block for both kinds may be split in any way."""
    both = sum(block.fen or 0 for block in blocks if kinds[block.number] not in _KINDS)
    own = [sum(block.fen or 0 for block in blocks if kinds[block.number] == kind) for kind in _KINDS]
    whole = abs(sum(spent) - sum(own) - both) <= bound
    return whole and all(low - bound <= amount <= low + both + bound for low, amount in zip(own, spent, strict=True))


def _with_kinds(table: ReadTable, kinds: Mapping[int, str]) -> ReadTable:
    rows = tuple(
        replace(read, row=replace(read.row, kind=kinds[read.block])) if read.block else read for read in table.rows
    )
    return replace(table, rows=rows)


def certain_kinds(units: Iterable[tuple[str, str]], entity: str) -> Assignment:
    """The kinds that a document states, and the entity's, which is administrative unless it says otherwise."""
    stated: dict[str, Kind] = {name: "行政" if kind in ADMINISTRATIVE else "事业" for name, kind in units if kind}
    return {entity: "行政", **stated}
