"""Which lines count in the rows of a table."""

from __future__ import annotations

from ..store.protocol import LineFilter
from ..tables.rows import BlockRows, EconomicRows, FunctionRows, ListRows, ProjectRows, UnitRows
from ..tables.spec import TOTAL, TableSpec
from .year import YearView


def lines_of(spec: TableSpec, key: str, year: int) -> LineFilter:
    """A filter that holds every line of the row, and not many more."""
    if key == TOTAL:
        return LineFilter(year)
    first, _, second = key.partition("/")
    match spec.rows:
        case FunctionRows():
            return LineFilter(year, function=key)
        case EconomicRows():
            return LineFilter(year, economic=key)
        case BlockRows():
            return LineFilter(year, economic=second)
        case UnitRows():
            return LineFilter(year, unit=first or None, economic=second or None)
        case ProjectRows():
            return LineFilter(year, unit=first, project=second or None)
        case ListRows() if second.isdigit() and second.isascii():
            return LineFilter(year, function=second)
        case _:
            return LineFilter(year)


def lines_named(spec: TableSpec, text: str, view: YearView) -> tuple[LineFilter, ...]:
    """Filters that hold every line of every row that could bear this name; none where only the whole table tells."""
    match spec.rows:
        case FunctionRows() if text.isascii() and text.isdigit():
            return (LineFilter(view.year, function=text),)
        case ProjectRows():
            roster = view.known
            units = roster.named("unit", text)
            projects = roster.named("project", text.rpartition("/")[2])
            return (
                *(LineFilter(view.year, unit) for unit in units),
                *(LineFilter(view.year, roster.text("project", id, "unit"), id) for id in projects),
            )
        case _:
            return ()
