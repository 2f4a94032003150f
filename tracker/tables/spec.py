"""What a form, a table, a column and a row are, as data. One spec drives projecting, reading, naming and checking."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol

from ..model.line import Line
from .subjects import Subject

Role = Literal[
    "balance",
    "income-by-function",
    "spending-by-function",
    "fiscal-balance",
    "general-by-function",
    "basic-by-economic",
    "three-public",
    "fund-by-function",
    "capital-by-function",
    "projects-by-economic",
    "basic-by-unit",
    "projects-by-unit",
]
Partition = Literal["project", "function", "economic", "unit"]

TOTAL = "合计"
UNCLASSIFIED_LABEL = "未分类"
LAST = "\uffff"
"""Sorts after every code and ordinal."""

_ORDINAL = re.compile(r"(?:其中[:：]|[(（][一二三四五六七八九十]+[)）]|[一二三四五六七八九十]+[、.．]|\d+[.、．])")
_FULL_WIDTH = str.maketrans("():,;[]\"'", "（）：，；［］“‘")


def squeeze(text: str) -> str:
    """Text without any white space, full-width letters and digits made plain: how labels and names are compared."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def bare(label: str) -> str:
    """A label as it is recognised: squeezed, without ordinals in front, brackets and quotes of one width."""
    text = squeeze(label).replace("“", "").replace("”", "").replace('"', "")
    while match := _ORDINAL.match(text):
        text = text[match.end() :]
    return text.translate(_FULL_WIDTH)


@dataclass(frozen=True, slots=True)
class Where:
    """Which lines count: a conjunction; None sets no condition."""

    natures: frozenset[str] | None = None
    funds: frozenset[str] | None = None
    other_funds_than: frozenset[str] | None = None
    function_class: str | None = None
    economics: frozenset[str] | None = None
    economic_class: str | None = None
    unit_kinds: frozenset[str] | None = None
    brought_forward: bool | None = None
    """Whether the money was brought forward from an earlier year."""

    def money_counts(self, nature: str, fund: str) -> bool:
        """The part of the condition that speaks of nature and fund."""
        return (
            (self.natures is None or nature in self.natures)
            and (self.funds is None or fund in self.funds)
            and (self.other_funds_than is None or fund not in self.other_funds_than)
        )

    def counts(self, line: Line, unit_kind: str) -> bool:
        return (
            self.money_counts(line.nature, line.fund)
            and (self.function_class is None or line.function.startswith(self.function_class))
            and (self.economics is None or line.economic in self.economics)
            and (self.economic_class is None or line.economic.startswith(self.economic_class))
            and (self.unit_kinds is None or unit_kind in self.unit_kinds)
            and (self.brought_forward is None or self.brought_forward is (line.origin_year != 0))
        )


@dataclass(frozen=True, slots=True)
class Column:
    """One column of amounts. `headers` are further ways of printing its label, `group` the header above it.

    An optional column is shown where it holds money."""

    label: str
    where: Where = Where()
    headers: tuple[str, ...] = ()
    group: str = ""
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Head:
    """What a row says of itself beside its amounts. `order` places it among the rows of its table."""

    label: str
    level: int
    order: tuple[str, ...]
    code: str = ""
    side: str = ""
    unit: str = ""
    kind: str = ""


class Naming(Protocol):
    """What rows must know of the book: names, order and kinds of units, projects and codes."""

    def unit_name(self, id: str) -> str: ...
    def unit_kind(self, id: str) -> str: ...
    def unit_order(self, id: str) -> str: ...
    def unit_id(self, name: str) -> str | None: ...
    def project_name(self, id: str) -> str: ...
    def project_order(self, id: str) -> str: ...
    def project_id(self, name: str, unit: str) -> str | None: ...
    def code_name(self, system: Literal["function", "economic"], code: str) -> str: ...


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """What a document prints beside the amounts of a row: enough to find the row's key."""

    label: str
    code: str = ""
    side: str = ""
    unit: str = ""
    kind: str = ""


Blocks = Mapping[str, frozenset[str]]
"""Per economic class, the kinds of the blocks that an opening printed (empty where there is no opening)."""


class Rows(Protocol):
    """The rows of a table: fixed, or a tree by codes or units."""

    @property
    def prints_labels(self) -> bool:
        """Whether a printed row keeps its printed label; else the book's own names label it."""

    @property
    def fixed(self) -> tuple[str, ...]:
        """Keys of the rows that the form prints even when they are zero, in order."""

    def keys(self, line: Line, naming: Naming, blocks: Blocks) -> tuple[str, ...]:
        """Keys of all the rows in which the line counts, ancestors included."""

    def head(self, key: str, naming: Naming) -> Head: ...

    def key_of(self, row: PrintedRow, naming: Naming) -> str | None:
        """The key of a printed row, None where the form does not know it."""

    def parent(self, key: str) -> str | None:
        """The key of the row that this one adds up into within its tree."""


@dataclass(frozen=True, slots=True)
class TableSpec:
    """One table of a form: number, title, which lines count, columns and rows."""

    role: Role
    number: int
    title: str
    columns: tuple[Column, ...]
    rows: Rows
    where: Where = Where()
    titles: tuple[str, ...] = ()
    label_headers: tuple[str, ...] = ()
    text_column: str = ""
    total: str = TOTAL
    """The key of the row that is the total of the table, "" where it has none."""

    def columns_of(self, nature: str, fund: str) -> tuple[int, ...]:
        """Indexes of the columns in which money of this nature and fund counts."""
        if not self.where.money_counts(nature, fund):
            return ()
        return tuple(i for i, column in enumerate(self.columns) if column.where.money_counts(nature, fund))

    def column_index(self, label: str) -> int:
        """Raises ValueError where the table has no such column."""
        return [squeeze(column.label) for column in self.columns].index(squeeze(label))


@dataclass(frozen=True, slots=True)
class Form:
    """A published layout: its tables, the cell that is the book's size, its partitions (the first is the default),
    and which tables print the same rows (so that a missing page shows)."""

    id: str
    version: int
    name: Mapping[str, str]
    tables: tuple[TableSpec, ...]
    size: tuple[Role, str, str]
    partitions: tuple[Partition, ...]
    same_rows: tuple[tuple[Role, Role], ...] = ()
    outturn: bool = False
    """Whether it tells what was spent and not a budget: it never opens a year."""
    by_unit: tuple[Role, ...] = ()
    """The tables whose rows are units and what they spend on."""
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Words and patterns by which its documents are read (documents/words.py says which)."""
    subjects: tuple[Subject, ...] = ()
    """What its explanation speaks of."""

    def by_role(self, role: Role) -> TableSpec:
        return next(table for table in self.tables if table.role == role)

    def subject(self, id: str) -> Subject | None:
        return next((subject for subject in self.subjects if subject.id == id), None)

    def by_number(self, number: int) -> TableSpec | None:
        return next((table for table in self.tables if table.number == number), None)
