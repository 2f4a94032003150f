"""Rows of two forms that bear one name and count different money: their amounts are told, and not compared."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ..tables.project import Table
from ..tables.rows import Item, ListRows
from ..tables.spec import Role, TableSpec, bare
from .year import YearView


class Redefined(NamedTuple):
    """One row of two years with a definition of its own in each: its keys and labels there, and its fen."""

    keys: tuple[str, str]
    labels: tuple[str, str]
    before_fen: int | None
    after_fen: int | None


def redefined(before: YearView, after: YearView, role: Role) -> tuple[Redefined, ...]:
    """The rows of a table that both forms have and define differently, as their specs say."""
    old, new = before.form.find(role), after.form.find(role)
    if old is None or new is None or old is new:
        return ()
    tables = before.table(role), after.table(role)
    return tuple(
        Redefined((a.key, b.key), (a.label, b.label), _first(tables[0], a.key), _first(tables[1], b.key))
        for a, b in _namesakes(old, new)
        if (old.where, a.where) != (new.where, b.where)
    )


def _namesakes(old: TableSpec, new: TableSpec) -> Iterator[tuple[Item, Item]]:
    """The rows of two lists that a reader takes for one: a label or an alias of the one is one of the other."""
    if not isinstance(old.rows, ListRows) or not isinstance(new.rows, ListRows):
        return
    by_name: dict[tuple[str, str], Item] = {}
    for item in new.rows.items:
        for name in (item.label, *item.aliases):
            by_name.setdefault((item.side, bare(name)), item)
    for item in old.rows.items:
        named = (by_name.get((item.side, bare(name))) for name in (item.label, *item.aliases))
        if twin := next(filter(None, named), None):
            yield item, twin


def _first(table: Table, key: str) -> int | None:
    row = table.by_key.get(key)
    return row.amounts_fen[table.first_column(row)] if row else table.cell(key, table.columns[0].label)
