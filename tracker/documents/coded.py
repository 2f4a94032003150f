"""Tables whose rows the form fixes or codes name: lists, function codes, blocks of economic codes."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Literal

from ..tables.codes import shipped_codes
from ..tables.rows import BlockRows, EconomicRows, FunctionRows, ListRows
from ..tables.spec import TOTAL, PrintedRow, bare, squeeze
from .findings import Findings, Spot
from .joining import Joiner, Name, Row
from .lines import fold
from .pieces import Piece, Pieces
from .reading import ReadRow

System = Literal["function", "economic"]
CodeNames = Mapping[tuple[str, str], frozenset[str]]
"""By (system, code), the names that are certainly whole."""

_CODE = re.compile(r"[\[(【〔]?\s{0,2}(\d(?:\s{0,2}\d){2,8})(?!\d)\s{0,2}[\])】〕]?[\s:、.-]{0,3}", re.ASCII)
_DIGITS = {"function": (3, 5, 7), "economic": (3, 5)}


def system_of(rows: FunctionRows | EconomicRows | BlockRows) -> System:
    return "function" if isinstance(rows, FunctionRows) else "economic"


def split_code(labels: Sequence[str], system: System) -> Name:
    """Code and name out of the label cells; without a code of the system's length all of it is the name."""
    labels = up_to_name(labels)
    if len(labels) > 2 and (code := code_of_parts(labels[:-1])):
        return Name(code, labels[-1])
    label = "".join(labels)
    match = _CODE.match(fold(label))
    code = squeeze(match[1]) if match else ""
    if match is None or len(code) not in _DIGITS[system]:
        return Name("", label)
    return Name(code, label[match.end() :].strip())


def up_to_name(labels: Sequence[str]) -> Sequence[str]:
    """The label cells without the blank ones behind a name, which merged cells leave."""
    end = max((n for n, label in enumerate(labels, 1) if label), default=0)
    return labels[:end] if end > 1 and not squeeze(labels[end - 1]).isdigit() else labels


def code_of_parts(parts: Sequence[str]) -> str:
    """The code that cells for 类, 款 and 项 make, "" where they make none. A cell may have lost its leading zero, as
    numbers do, or print the whole code down to its level."""
    code = ""
    for part in map(squeeze, parts):
        if not part:
            continue
        if not (part.isascii() and part.isdigit()):
            return ""
        if not code:
            code = part if len(part) in (3, 5, 7) else ""
        elif len(part) > 2 and part.startswith(code):
            code = part
        else:
            code += part.zfill(2)
        if not code:
            return ""
    return code


def with_whole_codes(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Pieces whose code stands in several cells; the cells of a code that a row leaves blank because they repeat the
    row above it are filled in."""
    above: tuple[str, ...] = ()
    for piece in pieces:
        *codes, name = up_to_name(piece.labels) or ("",)
        parts = tuple(map(squeeze, codes))
        n = next((i for i, part in enumerate(parts) if part), len(parts))
        if 0 < n < len(parts) and all(part.isdigit() and len(part) <= 2 for part in parts[n:] if part):
            parts = (*above[:n], *parts[n:])
            piece = replace(piece, labels=(*parts, name))
        if any(parts):
            above = parts
        yield piece


class ListJudge:
    def __init__(self, rows: ListRows) -> None:
        self._rows = rows

    def name(self, piece: Piece) -> Name:
        return Name("", piece.label)

    def is_whole(self, side: str, name: Name) -> bool:
        return self._rows.find(side, name.label) is not None

    def begins(self, side: str, name: Name) -> bool:
        return False

    def may_be_free(self, side: str, name: Name) -> bool:
        return False

    def takes_text(self, name: Name) -> bool:
        return False


class CodeJudge:
    def __init__(self, system: System, names: CodeNames, sums: Collection[str] = (TOTAL,)) -> None:
        self._system, self._names, self._sums = system, names, sums

    def name(self, piece: Piece) -> Name:
        return split_code(piece.labels, self._system)

    def is_whole(self, side: str, name: Name) -> bool:
        if not name.code:
            return bare(name.label) in self._sums
        return squeeze(name.label) in self._names.get((self._system, name.code), ())

    def begins(self, side: str, name: Name) -> bool:
        return False

    def may_be_free(self, side: str, name: Name) -> bool:
        return bool(name.code)

    def takes_text(self, name: Name) -> bool:
        return False


def code_names(tables: Iterable[Pieces]) -> CodeNames:
    """The names that the document prints without any piece of a row after them, and those that other documents
    printed: so that a stray line is not taken for the rest of a name."""
    names: dict[tuple[str, str], set[str]] = {}
    for key, shipped in shipped_codes().items():
        names.setdefault(key, set()).update(squeeze(named.name) for named in shipped)
    for table in tables:
        if isinstance(table.spec.rows, FunctionRows | EconomicRows | BlockRows):
            system = system_of(table.spec.rows)
            for piece, after in pairwise((*table.rows, None)):
                name = split_code(piece.labels, system) if piece else Name("", "")
                if piece and name.code and piece.amounts_fen and (after is None or after.amounts_fen is not None):
                    names.setdefault((system, name.code), set()).add(squeeze(name.label))
    return {key: frozenset(found) for key, found in names.items()}


def read_list(table: Pieces, rows: ListRows, findings: Findings) -> list[ReadRow]:
    """The rows that the form knows, one side after the other; others are kept as unknown."""
    read: list[ReadRow] = []
    for side in rows.sides:
        pieces = (piece for piece in table.rows if piece.side == side)
        first: dict[str, Spot] = {}
        above = ""
        for row in Joiner(ListJudge(rows), findings).join(pieces):
            key = rows.find(side, row.name.label, above)
            above = key or above
            if key is None:
                findings.strange(row.spot, shown(row))
            elif key in first:
                findings.problem("row-twice", row.spot, row=row.name.label, first=first[key].standing)
            else:
                first[key] = row.spot
                read.append(read_row(row))
    return read


def read_codes(table: Pieces, rows: FunctionRows | EconomicRows, names: CodeNames, findings: Findings) -> list[ReadRow]:
    """A tree of codes, each of which stands once; of lists side by side the left one first."""
    read: list[ReadRow] = []
    first: dict[str, Spot] = {}
    sums = rows.sums if isinstance(rows, EconomicRows) else (TOTAL,)
    for row in _rows_of_lists(table.rows, CodeJudge(system_of(rows), names, sums), findings):
        key = row.name.code or bare(row.name.label)
        if not row.name.code and key not in sums:
            findings.strange(row.spot, shown(row))
        elif key in first:
            findings.problem("code-twice", row.spot, code=key, first=first[key].standing)
        else:
            first[key] = row.spot
            read.append(read_row(row))
    return read


def _rows_of_lists(pieces: Sequence[Piece], judge: CodeJudge, findings: Findings) -> Iterator[Row]:
    for side in dict.fromkeys(sorted(piece.side for piece in pieces)):
        own = [replace(piece, side="") for piece in pieces if piece.side == side]
        yield from Joiner(judge, findings).join(with_whole_codes(own))


def read_blocks(table: Pieces, names: CodeNames, findings: Findings) -> list[ReadRow]:
    """Rows with the running number of their block; 0 for the total. A class row begins a block, and so does an item
    of another class than the block's (its class row stands on a page that is missing)."""
    read: list[ReadRow] = []
    first: dict[tuple[int, str], Spot] = {}
    block, current = 0, ""
    for row in Joiner(CodeJudge("economic", names), findings).join(table.rows):
        code = row.name.code or bare(row.name.label)
        if not row.name.code and code != TOTAL:
            findings.strange(row.spot, shown(row))
            continue
        if code != TOTAL and (len(code) == 3 or code[:3] != current):
            block, current = block + 1, code[:3]
        number = 0 if code == TOTAL else block
        if (number, code) in first:
            findings.problem("code-twice", row.spot, code=code, first=first[number, code].standing)
        else:
            first[number, code] = row.spot
            read.append(read_row(row, block=number))
    return read


def read_row(row: Row, unit: str = "", block: int = 0, label: str | None = None) -> ReadRow:
    printed = PrintedRow(row.name.label if label is None else label, row.name.code, row.side, unit)
    return ReadRow(
        printed,
        row.amounts_fen,
        row.printed,
        row.spot.line,
        row.spot.page,
        row.text,
        block,
        row.place,
        row.letters,
    )


def shown(row: Row) -> str:
    return " ".join(filter(None, (row.name.code, row.name.label, *row.printed)))
