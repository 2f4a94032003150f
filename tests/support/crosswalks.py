"""Crosswalks as the tests write them."""

from __future__ import annotations

from tests.support.builders import Json


def pair(source: str | None, target: str | None, kind: str, weight: str | None = None, **more: object) -> Json:
    whole = {"from": source, "to": target, "kind": kind, "weight": weight} | more
    return {key: value for key, value in whole.items() if value is not None}


def crosswalk(*maps: Json, system: str = "function", years: tuple[int, int] = (2023, 2024), **more: object) -> Json:
    first, last = years
    return {
        "kind": "CrosswalkAdopted",
        "system": system,
        "from_year": first,
        "to_year": last,
        "maps": list(maps),
    } | more
