"""What a difference must show, worked out plainly: every row that differs or was touched, and all above it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tests.support.naive import Money, sums
from tests.support.opened import PlainYear, columns
from tests.support.opened import above as above_row
from tests.support.oracle import NO_BLOCKS, OPEN, Blocks, Names, cells
from tracker.model.line import Line
from tracker.query.diff import DiffRow
from tracker.tables.spec import Partition

PARTITIONS: tuple[Partition, ...] = ("project", "function", "economic", "unit")
Key = tuple[str, ...]
Causes = dict[tuple[int, str], int]
"""Fen by seq and kind."""
Row = tuple[int | None, int | None, Causes]
"""Before, after, and what did it; None is unknown."""
_OUTSIDE = ("outside",)


def expected_rows(before: PlainYear, after: PlainYear, by: Partition) -> dict[Key, Row]:
    """By what the rows are called: a unit that was taken back and registered again is two of one name."""
    newer = before if before.point.seq > after.point.seq else after
    old, new = _values(before, by), _values(after, by)
    causes = _causes(before, after, newer, by)
    keys = old.keys() | new.keys()
    if same_ground(before, after):
        keys = {above for key in causes for above in _upwards(key, by)}
    leaves = keys - {above for key in keys for above in _upwards(key, by)[1:]}
    shown = [key for key in keys if old.get(key, 0) != new.get(key, 0) or causes.get(key)]
    if not same_ground(before, after):
        shown = [key for key in shown if not _is_lost(key, before, by) and not _is_lost(key, after, by)]
    found: dict[Key, Row] = {}
    for key in {above for one in shown for above in _upwards(one, by)}:
        mine = causes.get(key, {}) | _unattributed(key, before, after, by) if key in leaves else {}
        ends = [None if _is_lost(key, year, by) else fen.get(key, 0) for year, fen in ((before, old), (after, new))]
        _add(found, _called(key, newer, by), (ends[0], ends[1], mine))
    return found


def _is_lost(key: Key, year: PlainYear, by: Partition) -> bool:
    """Whether the row stands on a page that the publication lacks, of one of the tables that tell it."""
    tables: tuple[int, ...]
    match by:
        case "unit":
            tables = (11, 12)
        case "project":
            tables = (11, 12) if len(key) == 1 else (12,) if key[1] else (11,)
        case "function":
            tables = (3,)
        case "economic":
            tables = (6, 10)
    row = "合计" if key == _OUTSIDE else "/".join(part for part in key if part)
    return any(year.absent(number) or row in year.missing(number) for number in tables)


def _unattributed(key: Key, before: PlainYear, after: PlainYear, by: Partition) -> Causes:
    """What two openings state of a leaf, without saying why."""
    if same_ground(before, after):
        return {}
    stated = [(sign, year.publication, _opening(year, by)) for sign, year in ((-1, before), (1, after))]
    return {
        (publication.seq, "StatementPublished"): sign * opening[key]
        for sign, publication, opening in stated
        if publication and key in opening
    }


def found_rows(rows: Iterable[DiffRow], by: Partition) -> dict[Key, Row]:
    """The rows of a difference in the same shape; 尾差 left out."""
    found: dict[Key, Row] = {}
    for row in rows:
        if row.key:
            causes = {(cause.header.seq, cause.kind): cause.amount_fen for cause in row.causes}
            _add(found, _key(row, by), (row.before_fen, row.after_fen, causes))
    return found


def figures(year: PlainYear, by: Partition | int) -> int:
    """How many printed figures a publication has along an axis or in the first column of a table: the rows that are not
    made of others, twice where a row is added up from two tables, and the total."""
    if year.publication is None:
        return 0
    if isinstance(by, int):
        cells = (
            (key, fen) for key, fen in _printed(year, by, columns(by)[0]) if by != 11 or key[0] in year.known.units
        )
        rows = {"/".join(key): fen for key, fen in cells}
        inner = {over for name in rows for over in above_row(by, name)}
        return 1 + sum(1 for name, fen in rows.items() if fen and name not in inner)
    printed = _opening(year, by)
    made_of_others = {over for key in printed for over in _upwards(key, by)[1:]}
    twice = set(printed) if by == "unit" else {_OUTSIDE}
    return 1 + sum(1 + (key in twice) for key, fen in printed.items() if fen and key not in made_of_others)


def same_ground(before: PlainYear, after: PlainYear) -> bool:
    return before.year == after.year and _opened_by(before) == _opened_by(after)


def _is_known(year: PlainYear, by: Partition) -> bool:
    """Of a table that the document lacks nothing is, postings included."""
    return by != "function" or not year.absent(3)


def _opened_by(year: PlainYear) -> int:
    return year.publication.seq if year.publication else 0


def _values(year: PlainYear, by: Partition) -> dict[Key, int]:
    posted = (
        (key, fen)
        for line, fen in year.balances.items()
        for key in _upwards(_leaf(line, year.names(line), by, year.blocks), by)
        if _is_known(year, by)
    )
    return sums([*_opening(year, by).items(), *posted])


def _causes(before: PlainYear, after: PlainYear, newer: PlainYear, by: Partition) -> dict[Key, Causes]:
    """What revisions did to each leaf that count at one of the two only."""
    found: dict[Key, Causes] = {}
    for sign, year, other in ((-1, before, after), (1, after, before)):
        for money in _only_at(year, other) if _is_known(year, by) else ():
            leaf = _leaf(money.line, newer.names(money.line), by, year.blocks)
            of = found.setdefault(leaf, {})
            of[money.seq, money.kind] = of.get((money.seq, money.kind), 0) + sign * money.fen
    return found


def _only_at(year: PlainYear, other: PlainYear) -> Iterator[Money]:
    in_both = year.naive.seqs(other.point) if year.year == other.year else []
    return (m for m in year.naive.money(year.point, year.year) if m.fen and m.seq not in in_both)


def _opening(year: PlainYear, by: Partition) -> dict[Key, int]:
    """What was published of each row, leaves or not; of a withheld cell nothing."""
    match by:
        case "unit":
            return sums((key, fen) for n in (11, 12) for key, fen in _printed(year, n, "总计") if len(key) == 1)
        case "project":
            units = [pair for n in (11, 12) for pair in _printed(year, n, "总计") if len(pair[0]) == 1]
            basic = [((*key, ""), fen) for key, fen in _printed(year, 11, "总计") if len(key) == 1]
            return sums([*units, *basic, *(pair for pair in _printed(year, 12, "总计") if len(pair[0]) == 2)])
        case "function":
            return dict(_printed(year, 3, "合计"))
        case "economic":
            if year.publication is None:
                return {}
            inside = [pair for n in (6, 10) for pair in _printed(year, n, "预算")]
            totals = sum(year.printed(n).get("合计", {}).get("预算") or 0 for n in (6, 10))
            size = year.printed(3).get("合计", {}).get("合计") or 0
            return sums([*inside, (_OUTSIDE, size - totals)])


def _printed(year: PlainYear, number: int, column: str) -> Iterator[tuple[Key, int]]:
    """The published cells of a column, totals and heads left out."""
    for row, amounts in year.printed(number).items():
        fen = amounts.get(column)
        key = tuple(row.split("/"))
        if row != "合计" and fen is not None and (number not in (11, 12) or key[0] in year.known.units):
            yield key, fen


def _leaf(line: Line, names: Names, by: Partition, blocks: Blocks = NO_BLOCKS) -> Key:
    match by:
        case "unit":
            return (line.unit,)
        case "project":
            return line.unit, line.project if line.nature != "基本支出" else ""
        case "function":
            return (line.function,)
        case "economic":
            rows = [row for number, row, _ in cells(line, names, blocks) if number in (6, 10) and row != "合计"]
            return (max(rows, key=len),) if rows else _OUTSIDE


def _upwards(key: Key, by: Partition) -> list[Key]:
    """The row and all that it is part of."""
    match by:
        case "unit":
            return [key]
        case "project":
            return [key, key[:1]] if len(key) == 2 else [key]
        case "function":
            return [key] if key == (OPEN,) else [(key[0][:n],) for n in (7, 5, 3) if n <= len(key[0])]
        case "economic":
            return [key, (key[0][:-2],)] if key[0][-5:].isdigit() else [key]


def _called(key: Key, year: PlainYear, by: Partition) -> Key:
    if by not in ("unit", "project"):
        return key
    project = year.called("project", key[1]) if key[1:] > ("",) else "基本支出"
    return (year.called("unit", key[0]), project)[: len(key)]


def _key(row: DiffRow, by: Partition) -> Key:
    key = row.key
    match by:
        case "unit":
            return (key["unit"],)
        case "project":
            return (key["unit"],) if row.level == 1 else (key["unit"], key.get("project") or key["nature"])
        case "function":
            return (key["code"],)
        case "economic":
            return _OUTSIDE if "outside" in key else (f"{key['unit_kind']}:{key['economic']}",)


def _add(rows: dict[Key, Row], key: Key, row: Row) -> None:
    before, after, causes = rows.get(key, (0, 0, {}))
    rows[key] = _sum(before, row[0]), _sum(after, row[1]), causes | row[2]


def _sum(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else one + other
