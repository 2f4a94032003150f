"""The shipped list of codes: names as real documents print them, each with the years in which it holds.

It is not the complete official list: a code that is absent may still be right."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

System = Literal["function", "economic"]


class Named(NamedTuple):
    """A name of a code, in the fiscal years from `first` to `last`."""

    name: str
    first: int
    last: int


@cache
def shipped_codes() -> Mapping[tuple[System, str], tuple[Named, ...]]:
    """The names by system and code, the newest last. Where no limit is known there is none."""
    found: dict[tuple[System, str], tuple[Named, ...]] = {}
    with (Path(__file__).parent / "codes.csv").open(encoding="utf-8", newline="") as file:
        for system, code, name, first, last in list(csv.reader(file))[1:]:
            key: tuple[System, str] = ("function" if system == "function" else "economic", code)
            found[key] = (*found.get(key, ()), Named(name, int(first or 0), int(last or 9999)))
    return found


def known(system: System, code: str, year: int) -> str | None:
    """The name that the list has for a code in a fiscal year, None where it has none."""
    return next((n.name for n in shipped_codes().get((system, code), ()) if n.first <= year <= n.last), None)
