"""Tables whose rows are units and what they spend on: by economic class, or by project."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from ..tables.rows import UnitRows
from ..tables.spec import TOTAL, bare, squeeze
from .amounts import decimals_of
from .coded import read_row, shown
from .findings import Findings, Spot
from .joining import Joiner, Name, Row
from .lines import clean, fold
from .pieces import Piece, Pieces
from .reading import ReadRow
from .words import Words

_TELLING = 3
"""Shorter beginnings of a name say nothing."""

_MOST_ROWS = 2000
"""In more rows than these units are not looked for by their sums."""


@dataclass
class UnitNames:
    """The units that a document is known to speak of, under the names that it prints."""

    entity: str
    words: Words
    known: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.add([self.entity])

    def add(self, names: Iterable[str]) -> None:
        for name in filter(None, names):
            self.known.setdefault(_key(name), clean(name))

    def name(self, label: str) -> str:
        """The unit's name: the entity's where a label means the entity itself, 本级."""
        label = clean(label)
        own = next((p.sub("", label) for p in self.words.patterns("own-level") if p.search(label)), label)
        if _key(own) == _key(self.entity):
            return self.entity
        return self.known.get(_key(label), label)

    def knows(self, label: str) -> bool:
        return _key(self.name(label)) in self.known

    def begin(self, label: str) -> bool:
        """Whether the name of a unit begins like this, and not only with a character or two."""
        key = _key(label)
        return len(key) >= _TELLING and any(name.startswith(key) for name in self.known)


def _key(name: str) -> str:
    return fold(squeeze(name))


class UnitJudge:
    """Labels of the table of units by economic class."""

    def __init__(self, rows: UnitRows, units: UnitNames) -> None:
        self._rows, self._units = rows, units

    def name(self, piece: Piece) -> Name:
        return Name("", piece.label)

    def is_whole(self, side: str, name: Name) -> bool:
        label = name.label
        known = bare(label) == TOTAL or self._rows.class_of(label) or self._rows.head_class(label)
        return bool(known) or self._units.knows(label)

    def begins(self, side: str, name: Name) -> bool:
        return self._units.begin(name.label)

    def may_be_free(self, side: str, name: Name) -> bool:
        return True

    def takes_text(self, name: Name) -> bool:
        return False


class ProjectJudge:
    """Labels of the table of units and projects. `projects` are names that the document prints elsewhere, whole."""

    def __init__(self, units: UnitNames, projects: Collection[str]) -> None:
        self._units = units
        self._projects = {_key(name) for name in projects}

    def name(self, piece: Piece) -> Name:
        return Name("", piece.label)

    def is_whole(self, side: str, name: Name) -> bool:
        return not self.takes_text(name) or _key(name.label) in self._projects

    def begins(self, side: str, name: Name) -> bool:
        return self._units.begin(name.label)

    def may_be_free(self, side: str, name: Name) -> bool:
        return True

    def takes_text(self, name: Name) -> bool:
        return bare(name.label) != TOTAL and not self._units.knows(name.label)


def read_units(table: Pieces, rows: UnitRows, units: UnitNames, findings: Findings) -> list[ReadRow]:
    """Units with their economic classes; adds the units that it finds to `units`."""
    read: list[ReadRow] = []
    first: dict[tuple[str, str], Spot] = {}
    unit = ""
    for row in Joiner(UnitJudge(rows, units), findings).join(table.rows):
        label = row.name.label
        if bare(label) == TOTAL or rows.head_class(label):
            found = read_row(row)
        elif rows.class_of(label):
            found = read_row(row, unit=unit)
        elif bare(label).endswith(TOTAL):
            findings.strange(row.spot, shown(row))
            continue
        else:
            unit = units.name(label)
            units.add([unit])
            found = read_row(row, unit=unit, label=unit)
        _add(found, read, first, row, findings)
    return read


def _add(found: ReadRow, read: list[ReadRow], first: dict[tuple[str, str], Spot], row: Row, findings: Findings) -> None:
    """Adds a row unless its unit has one of this name."""
    key = (_key(found.row.unit), _key(bare(found.row.label)))
    if key in first:
        findings.problem("row-twice", row.spot, row=found.row.label, first=first[key].standing)
    else:
        first[key] = row.spot
        read.append(found)


def read_projects(table: Pieces, units: UnitNames, projects: Collection[str], findings: Findings) -> list[ReadRow]:
    """Units with their projects. Units are known by name; where the names do not settle it, by the sums."""
    rows = Joiner(ProjectJudge(units, projects), findings).join(table.rows)
    totals = [row for row in rows if bare(row.name.label) == TOTAL]
    below = [row for row in rows if bare(row.name.label) != TOTAL]
    heads = _unit_rows(below, units, table.unit_fen)
    read: list[ReadRow] = []
    first: dict[tuple[str, str], Spot] = {}
    unit = units.entity
    for row in rows:
        if row in totals:
            _add(read_row(row), read, first, row, findings)
        elif id(row) in heads:
            unit = units.name(row.name.label)
            units.add([unit])
            _add(read_row(row, unit=unit, label=unit), read, first, row, findings)
        else:
            _add(read_row(row, unit=unit), read, first, row, findings)
    return read


def _unit_rows(rows: Sequence[Row], units: UnitNames, unit_fen: int) -> set[int]:
    """The ids of the rows that are units."""
    named = [i for i, row in enumerate(rows) if units.knows(row.name.label)]
    by_name = {id(rows[i]) for i in named}
    if _closes(rows, named, unit_fen) or len(rows) > _MOST_ROWS:
        return by_name
    by_sum = _by_sums(rows, set(named), unit_fen)
    if by_sum is not None:
        return {id(rows[i]) for i in by_sum}
    return by_name


def _closes(rows: Sequence[Row], heads: Sequence[int], unit_fen: int) -> bool:
    """Whether these rows are units by their sums, too: each is the sum of the rows up to the next."""
    if not heads or heads[0] != 0:
        return False
    sums = _Sums(rows, unit_fen)
    return all(sums.fits(i, j) for i, j in zip(heads, [*heads[1:], len(rows)], strict=True))


def _by_sums(rows: Sequence[Row], named: set[int], unit_fen: int) -> list[int] | None:
    """The one way to cut the rows into a unit and its projects, over and over; None if there is none, or several."""
    if not rows:
        return []
    sums = _Sums(rows, unit_fen)
    ways = [0] * len(rows) + [1]
    next_unit = [0] * len(rows)
    for i in range(len(rows) - 1, -1, -1):
        for j in range(i + 2, len(rows) + 1):
            if ways[j] and sums.fits(i, j):
                ways[i], next_unit[i] = ways[i] + ways[j], j
            if ways[i] > 1 or j in named:
                break
    if ways[0] != 1:
        return None
    heads = [0]
    while next_unit[heads[-1]] < len(rows):
        heads.append(next_unit[heads[-1]])
    return heads


class _Sums:
    """Whether a row is the sum of those after it, within the rounding of the print."""

    def __init__(self, rows: Sequence[Row], unit_fen: int) -> None:
        self._amounts = [[fen or 0 for fen in row.amounts_fen] for row in rows]
        self._before: list[list[int]] = [[0] * (len(self._amounts[0]) if rows else 0)]
        for amounts in self._amounts:
            self._before.append([a + b for a, b in zip(self._before[-1], amounts, strict=True)])
        decimals = max((decimals_of(cell) for row in rows for cell in row.printed), default=0)
        self._unit_fen, self._digits = unit_fen, 2 * int("1" + "0" * decimals)

    def fits(self, i: int, j: int) -> bool:
        """Row i is the sum of rows i+1 to j-1; half of the last printed digit each is what rounding can make."""
        bound = self._unit_fen * (j - i) // self._digits
        parts = zip(self._amounts[i], self._before[i + 1], self._before[j], strict=True)
        return all(abs(amount - (after - before)) <= bound for amount, before, after in parts)
