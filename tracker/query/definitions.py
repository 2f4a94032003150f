"""Rows of two forms that a reader takes for one: which they are, and where they count different money."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from ..tables.project import Table
from ..tables.rows import Item, ListRows
from ..tables.spec import Role, TableSpec, bare
from .year import YearView


class Redefined(NamedTuple):
    """One row of two sides with a definition of its own on each, or that one side's form lacks: its keys and labels,
    "" where it is not there, and its fen, None where that is not known. The two are told, and not compared."""

    keys: tuple[str, str]
    labels: tuple[str, str]
    before_fen: int | None
    after_fen: int | None


def redefined(before: YearView, after: YearView, role: Role) -> tuple[Redefined, ...]:
    """The rows of a table that both forms have and define differently, as their specs say, and those that hold money
    and that only one of the forms has."""
    old, new = before.form.find(role), after.form.find(role)
    if old is None or new is None or old is new:
        return ()
    if not isinstance(old.rows, ListRows) or not isinstance(new.rows, ListRows):
        return ()
    then, now = before.table(role), after.table(role)
    items = tuple({item.key: item for item in rows.items} for rows in (old.rows, new.rows))
    twins = namesakes(old, new)
    planned = not (before.form.outturn or after.form.outturn)  # of an outturn the documents alone say what rows count
    found = [
        Redefined((a, b), (items[0][a].label, items[1][b].label), _first(then, a), _first(now, b))
        for a, b in twins.items()
        if planned and (old.where, items[0][a].where) != (new.where, items[1][b].where)
    ]
    lost = (Redefined((a, ""), (one.label, ""), _first(then, a), None) for a, one in items[0].items() if a not in twins)
    fresh = {b: one for b, one in items[1].items() if b not in twins.values()}
    come = (Redefined(("", b), ("", one.label), None, _first(now, b)) for b, one in fresh.items())
    return tuple(one for one in (*found, *lost, *come) if one.before_fen or one.after_fen)


@cache
def namesakes(old: TableSpec, new: TableSpec) -> Mapping[str, str]:
    """By the key of a row of the one list that of the row of the other which bears the same name or an alias of it."""
    return dict(_pairs(old, new))


def _pairs(old: TableSpec, new: TableSpec) -> Iterator[tuple[str, str]]:
    if not isinstance(old.rows, ListRows) or not isinstance(new.rows, ListRows):
        return
    by_name: dict[tuple[str, str], Item] = {}
    by_key = {item.key: item for item in new.rows.items}
    for item in new.rows.items:
        for name in (item.label, *item.aliases):
            by_name.setdefault((item.side, bare(name)), item)
    for item in old.rows.items:
        named = (by_name.get((item.side, bare(name))) for name in (item.label, *item.aliases))
        if twin := by_key.get(item.key) or next(filter(None, named), None):
            yield item.key, twin.key


def _first(table: Table, key: str) -> int | None:
    row = table.by_key.get(key)
    return row.amounts_fen[table.first_column(row)] if row else table.cell(key, table.columns[0].label)
