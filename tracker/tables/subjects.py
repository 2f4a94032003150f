"""What the sentences of an explanation speak of, as data of a form: how a subject is called and where its amount is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .spec import Role


CellName = tuple["Role", str, str]
"""A cell by the role of its table, its row's key and its column."""


@dataclass(frozen=True, slots=True)
class Subject:
    """One subject. `names` are patterns of the words before an amount (cleaned and folded); `cell` is the table cell
    (role, row key, column) that holds the amount, `fact` the disclosure fact (section, key) where no table does.
    `also` are other cells that print the same amount; `budget` is the cell that holds what was budgeted for it.
    `parts` are the subjects that add up to it, with those of `rare_parts` that the text tells in the same line;
    `equals` names one that must have the same amount;
    `inside` are shorter names that do where the whole has just been told. What is not money is counted in its
    `unit`."""

    id: str
    name: str
    names: tuple[str, ...]
    cell: CellName | None = None
    also: tuple[CellName, ...] = ()
    budget: CellName | None = None
    fact: tuple[str, str] | None = None
    parts: tuple[str, ...] = ()
    rare_parts: tuple[str, ...] = ()
    equals: str = ""
    unit: str = "万元"
    inside: tuple[str, ...] = ()
