"""What a reconciliation rule is, as data: identities over the cells of tables, which they name by role. Nothing is
computed here, and nothing is particular to one form."""

from __future__ import annotations

from typing import Literal, NamedTuple

from .spec import Role


class Cell(NamedTuple):
    """One cell; zero where the table shows no such row or column. Column "": each column of the table in turn."""

    role: Role
    row: str
    column: str = ""


class Part(NamedTuple):
    """Cells that are added up: the rows that meet every condition, in these columns; without columns in each column
    in turn. Tables know one another's rows by the last part of the key, a code of a classification."""

    role: Role
    columns: tuple[str, ...] = ()
    level: int | None = None
    under: str | None = None
    """Rows that add up into the row of this key."""
    prefix: str = ""
    """Rows whose key starts like this."""
    codes: frozenset[str] | None = None
    kind: str | None = None
    """Blocks of this kind of unit."""


Cells = Cell | Part


class Unless(NamedTuple):
    """Where one of these cells is not zero, the left side is only at least the right one; or, where `why` names a
    message, nothing follows. Beside codes, a Part stands for its rows of the code at hand."""

    cells: tuple[Cells, ...]
    why: str = ""


class RowSum(NamedTuple):
    """In every row: the column `total` = the sum of `parts`; without `parts`, of all other columns."""

    role: Role
    total: str
    parts: tuple[str, ...] = ()


class RowBalance(NamedTuple):
    """In every row: these columns together = those; only where a publication prints them all."""

    role: Role
    left: tuple[str, ...]
    right: tuple[str, ...]


class TreeSum(NamedTuple):
    """In every column: a row = the sum of the rows that add up into it. Of one row, of the rows of one level, or
    of all."""

    role: Role
    row: str | None = None
    level: int | None = None


class CellSum(NamedTuple):
    """A cell = the sum of cells, or is at least that."""

    left: Cell
    right: tuple[Cells, ...]
    unless: tuple[Unless, ...] = ()
    relation: Literal["equal", "at-least"] = "equal"


class CodeSum(NamedTuple):
    """For every code that has a row on either side: left = the sum of right."""

    left: Part
    right: tuple[Part, ...]
    unless: tuple[Unless, ...] = ()


class BlockSum(NamedTuple):
    """For each of these economic classes: its block of administrative units = the sum of those units' rows, its
    block of institutions likewise; where the class has one block for both, it = the sum of all units' rows."""

    blocks: Part
    units: Part
    classes: tuple[str, ...]


class SameCodes(NamedTuple):
    """Every code that has money on one side has a row on the other, and no row is known to be missing."""

    left: Part
    right: Part


class UniqueLabels(NamedTuple):
    """No two rows of this level under the same row carry the same label."""

    role: Role
    level: int


class Rebuilt(NamedTuple):
    """Where `torn` lacks its total on a missing page: its visible rows, and those of `donor` in place of the missing
    ones, add up to `total`. A reconstruction, not evidence of what the page said."""

    total: Cell
    torn: Part
    donor: Part


Identity = RowSum | RowBalance | TreeSum | CellSum | CodeSum | BlockSum | SameCodes | UniqueLabels | Rebuilt


class Rule(NamedTuple):
    """One named rule (domain.md 4.2). A customary one links codes that usually go together: it binds published
    figures, but no arithmetic forces it on a ledger."""

    id: str
    identity: Identity
    customary: bool = False
