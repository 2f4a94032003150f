"""Whose book it is, and whose figures a document prints: the department, one of its units, or its own level."""

from __future__ import annotations

from typing import NamedTuple

from ..model.state import Roster
from ..model.vocabulary import OWN_LEVEL
from ..tables.spec import squeeze

_OWN_LEVEL = tuple(squeeze(suffix) for suffix in (OWN_LEVEL, "本级", "本部"))


def department(roster: Roster) -> str:
    """Whose book it is: the name of the first unit that stands under no other, "" where none is registered."""
    return next((unit.name for unit in roster.units() if not unit.parent), "")


class Scope(NamedTuple):
    """Whose figures a document prints: a unit (its id, "" where the book has none of that name), or its own level."""

    unit: str
    own_level: bool


def scope_of(roster: Roster, text: str) -> Scope:
    """The scope that a document names."""
    name = squeeze(text)
    own = next((suffix for suffix in _OWN_LEVEL if name.endswith(suffix)), "")
    units = {squeeze(unit.name): unit.id for unit in roster.units()}
    if name in units:  # a unit may be called so
        return Scope(units[name], False)
    return Scope(units.get(name.removesuffix(own), ""), bool(own))


def is_department(roster: Roster, text: str) -> bool:
    """Whether a scope is the whole department whose book it is."""
    unit, own_level = scope_of(roster, text)
    return bool(unit) and not own_level and not roster.text("unit", unit, "parent")
