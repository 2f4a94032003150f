"""Tables that are printed without rules around their cells, or with rules between rows only.

They are taken as they are written (sequence.py), and where they are not written row by row as they stand
(standing.py).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from .printed import PrintedLine
from .sequence import row_gap, rows_as_written
from .standing import Row, Rule, Standing, StandingHeader
from .tabular import APART, belongs, blocks, glued, is_body, is_wide
from .tagged import Tag

_LESS = 0.04
"""Lines of one cell stand closer than rows do by so many sizes of a character at least."""


def rows_of(
    lines: Sequence[PrintedLine], rules: Sequence[Rule] = (), tags: Mapping[int, Tag] = MappingProxyType({})
) -> Iterator[Row]:
    """What the lines of a page are. `rules` are the horizontal ones, from top to bottom."""
    lines = [glued(line) for line in lines]
    start = 0
    usual = row_gap(lines)
    for first, end in _tables(lines, tags):
        yield from _without_amounts(lines[start:first], rules, usual)
        yield from _rows_of_table(lines[first:end], rules, tags, usual)
        start = end
    yield from _without_amounts(lines[start:], rules, usual)


def _tables(lines: Sequence[PrintedLine], tags: Mapping[int, Tag]) -> Iterator[tuple[int, int]]:
    """The first line of each table and the one after its last: what tags say, and between these what stands so."""
    start = n = 0
    while n < len(lines):
        table = _tagged(lines[n], tags)
        if not table:
            n += 1
            continue
        end = n + 1
        while (
            end < len(lines)
            and _tagged(lines[end], tags) in (table, 0)
            and table in (_tagged(line, tags) for line in lines[end : end + 3])
        ):
            end += 1
        yield from ((start + a, start + b) for a, b in blocks(lines[start:n]))
        yield n, end
        start = n = end
    yield from ((start + a, start + b) for a, b in blocks(lines[start:]))


def _tagged(line: PrintedLine, tags: Mapping[int, Tag]) -> int:
    """The table that a line belongs to, 0 for none."""
    return next((tags[word.cell].table for word in line.words if word.cell), 0)


def _rows_of_table(
    lines: Sequence[PrintedLine], rules: Sequence[Rule], tags: Mapping[int, Tag], usual: float | None
) -> Iterator[Row]:
    size = max(line.size for line in lines)
    gap = min((found for found in (row_gap(lines), usual) if found is not None), default=None)
    leading = gap - _LESS * size if gap is not None else 0.4 * size
    written = rows_as_written(lines, leading, tags)
    if written is not None:
        yield from (Row((PrintedLine(row.words),), row.cells) for row in written)
    elif any(map(is_body, lines)):
        yield from Standing(lines, rules).rows()
    else:
        yield from (Row((line,)) for line in lines)


def _without_amounts(lines: Sequence[PrintedLine], rules: Sequence[Rule], usual: float | None) -> Iterator[Row]:
    """Text; what stands under a line that states the unit in several columns is the header of a page whose rows have
    no amounts."""
    start = 0
    for n in range(1, len(lines) - 1):
        if n < start or not APART.search(lines[n - 1].text) or APART.search(lines[n].text):
            continue
        end = n + 1
        while end < len(lines) and belongs(lines[end], lines[end - 1], 0.0):
            end += 1
        if _is_header(lines[n:end], below_unit="单位" in lines[n - 1].text):
            yield from (Row((line,)) for line in lines[start:n])
            yield from _rows_of_headed(lines[n:end], rules, usual)
            start = end
    yield from (Row((line,)) for line in lines[start:])


def _is_header(lines: Sequence[PrintedLine], *, below_unit: bool) -> bool:
    """Whether lines without amounts have several words that stand in columns; two are enough below a unit."""
    if sum(is_wide(line) and len(line.words) > 2 for line in lines) > 1:
        return True
    return below_unit and any(map(is_wide, lines)) and sum(len(line.words) > 1 for line in lines) > 1


def _rows_of_headed(lines: Sequence[PrintedLine], rules: Sequence[Rule], usual: float | None) -> Iterator[Row]:
    size = max(line.size for line in lines)
    written = rows_as_written(lines, usual - _LESS * size, {}) if usual is not None else None
    if written is None:
        yield from StandingHeader(lines, rules).rows()
    else:
        yield from (Row((PrintedLine(row.words),), row.cells) for row in written)
