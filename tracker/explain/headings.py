"""The function codes that a text names in full, X（类）Y（款）Z（项）, against those of its tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ..model.errors import say
from ..tables.rows import FunctionRows
from .claims import Span
from .findings import Case, Finding
from .stream import plain

_HEADING = re.compile(
    r"(?P<type>[^“”。;，、:.\d()]{2,40})\(类\)(?P<group>[^。;，:]{2,60}?)\(款\)(?P<item>[^。;，:]{2,60}?)\(项\)"
)


class _Names(NamedTuple):
    """What 类, 款 and 项 are called."""

    type: str
    group: str
    item: str

    def shares(self, other: _Names) -> int:
        return sum(a == b for a, b in zip(self, other, strict=True))


def x16(case: Case) -> Iterator[Finding]:
    """A 类, 款 or 项 is called otherwise than in the tables by function."""
    tables = [table for table in case.against.tables.values() if isinstance(table.spec.rows, FunctionRows)]
    labels = {row.head.code: plain(row.head.label) for table in tables for row in table.rows if row.head.code}
    if not labels:
        return
    rows = {
        code: _Names(labels.get(code[:3], ""), labels.get(code[:5], ""), labels[code])
        for code in labels
        if len(code) == 7
    }
    odd: list[tuple[Span, _Names]] = []
    named: set[_Names] = set()
    for stream in case.read.streams:
        for match in _HEADING.finditer(stream.text):
            case.look("X16")
            names = _Names(match["type"], match["group"], match["item"])
            named.add(names)
            if names not in rows.values():
                odd.append((stream.span(*match.span()), names))
    left = {code: row for code, row in rows.items() if row not in named}
    for span, names in odd:
        meant = _meant(names, left)
        if meant is None:
            continue  # no other name for a code of the table: x2 tells that it has none such
        case.misnamed.add((names.group, names.item))
        differing = [(wrong, right) for wrong, right in zip(names, meant, strict=True) if wrong != right]
        found, expected = ("、".join(side) for side in zip(*differing, strict=True))
        yield Finding("X16", "warning", span, case.read.quote(span), expected, found, say("lint.X16"))


def _meant(names: _Names, left: Mapping[str, _Names]) -> _Names | None:
    """The row that no heading names and that shares two names with this one; None where several do, or none."""
    close = [row for row in left.values() if row.shares(names) == 2]
    return close[0] if len(close) == 1 else None
