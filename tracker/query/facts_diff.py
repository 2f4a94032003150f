"""The differences that are not money: names, goals, parents, settings, keyed by identity."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from ..model.state import Entity, Roster, Value
from .year import YearView

_COMPARED: tuple[Entity, ...] = ("unit", "project", "setting", "disclosure")
_IDENTITY = frozenset({"handle", "kind_inferred"})
"""Attributes that say nothing to a reader."""
_REFERENCES: dict[str, Entity] = {"unit": "unit", "parent": "unit", "predecessor": "project"}


@dataclass(frozen=True, slots=True)
class FactChange:
    """One attribute of one entity before and after, and the revision that gave it its present value."""

    entity: str
    id: str
    name: str
    field: str
    before: Value
    after: Value
    seq: int


Objects = dict[str, dict[str, Value]]


def fact_changes(before: YearView, after: YearView) -> tuple[FactChange, ...]:
    """Attributes that differ between the rosters of the two points, in order of registration; a published document by
    itself has none."""
    if before.statement or after.statement:
        return ()
    own = before.year == after.year
    compared = _COMPARED if own else tuple(entity for entity in _COMPARED if entity != "disclosure")
    disclosed = () if own else tuple(sorted(_disclosed(before, after), key=_in_order))
    touched = before.roster.differing(after.roster)
    old, new = (_objects(view.roster, touched, compared) for view in (before, after))
    alike = {key for key in old.keys() & new.keys() if old[key] == new[key]}
    old, new = ({k: v for k, v in objects.items() if k not in alike} for objects in (old, new))
    if not old and not new:
        return disclosed
    from deepdiff import DeepDiff  # 190 ms to import, and only a diff that has such changes needs it

    newer = before if before.point.seq > after.point.seq else after  # it knows the names of both
    changes: list[FactChange] = []
    for report, levels in DeepDiff(old, new, view="tree", threshold_to_diff_deeper=0).items():
        for level in levels:
            path = level.path(output_format="list")
            a = None if report == "dictionary_item_added" else level.t1
            b = None if report == "dictionary_item_removed" else level.t2
            entity, _, id = path[0].partition("/")
            name = after.roster.text(entity, id, "name") or before.roster.text(entity, id, "name") or id
            for field in path[1:2] or [*(a or {}), *(b or {})]:
                pair = (a, b) if len(path) > 1 else ((a or {}).get(field), (b or {}).get(field))
                since = after.roster.since(entity, id, field)
                old_value, new_value = (named_value(value, field, newer.known) for value in pair)
                changes.append(FactChange(entity, id, name, field, old_value, new_value, since))
    changes += disclosed
    return tuple(sorted(changes, key=_in_order))


def _in_order(change: FactChange) -> tuple[int, str, str, str]:
    return change.seq, change.entity, change.id, change.field


def _disclosed(before: YearView, after: YearView) -> Iterator[FactChange]:
    """What each of two years discloses beside its tables, section by section."""
    old, new = (_sections(view) for view in (before, after))
    for section in {**old, **new}:
        a, b = old.get(section, {}), new.get(section, {})
        for field in {**a, **b}:
            if a.get(field) != b.get(field):
                view = after if field in b else before
                id = f"{view.year}/{section}"
                since = view.roster.since("disclosure", id, field)
                yield FactChange("disclosure", id, section, field, a.get(field), b.get(field), since)


def _sections(view: YearView) -> dict[str, dict[str, Value]]:
    ids = (id.partition("/") for id in view.roster.ids("disclosure"))
    of_year = [section for year, _, section in ids if year == str(view.year)]
    return {section: view.roster.fields("disclosure", f"{view.year}/{section}") for section in of_year}


def named_value(value: Value, field: str, roster: Roster) -> Value:
    """The name behind an id, for the attributes that hold ids; a revision as @SEQ, successors with their weights."""
    if field == "closed" and value:
        return f"@{value}"
    if field == "into" and isinstance(value, str):
        if value.startswith("["):
            shares = ((roster.last_text("project", id, "name") or id, weight) for id, weight in json.loads(value))
            return "、".join(name if weight == "1" else f"{name} {weight}" for name, weight in shares)
        return roster.last_text("unit", value, "name") or value
    entity = _REFERENCES.get(field)
    return (roster.text(entity, str(value), "name") or value) if entity and value else value


def _objects(roster: Roster, touched: set[tuple[str, str]], compared: tuple[Entity, ...]) -> Objects:
    """Every touched entity that is compared, keyed by identity, with the attributes that it has."""
    return {
        f"{entity}/{id}": fields
        for entity, id in touched
        if entity in compared
        if (fields := {f: v for f, v in roster.fields(entity, id).items() if f not in _IDENTITY})
    }
