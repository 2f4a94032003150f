"""What a form, a table, a column and a row are, as data. One spec drives projecting, reading, naming and checking."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from operator import itemgetter
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

_ORDINAL = re.compile(
    r"(?:其中[:：]|[(（](?:[一二三四五六七八九十]+|\d{1,2})[)）]|[一二三四五六七八九十]+[、.．]|\d+[.、．])"
)
_FULL_WIDTH = str.maketrans("():,;[]", "（）：，；［］")
_NO_QUOTES = str.maketrans("", "", "“”‘’\"'")


def squeeze(text: str) -> str:
    """Text without any white space, full-width letters and digits made plain: how labels and names are compared."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def plain(label: str) -> str:
    """A label squeezed, without quotes, brackets of one width."""
    return squeeze(label).translate(_NO_QUOTES).translate(_FULL_WIDTH)


@lru_cache(maxsize=4_096)
def bare(label: str) -> str:
    """A label as it is recognised: plain, without ordinals in front."""
    text = plain(label)
    while match := _ORDINAL.match(text):
        text = text[match.end() :]
    return text


@dataclass(frozen=True, slots=True)
class Where:
    """Which lines count: a conjunction; None sets no condition."""

    natures: frozenset[str] | None = None
    funds: frozenset[str] | None = None
    other_funds_than: frozenset[str] | None = None
    function_class: str | None = None
    economics: frozenset[str] | None = None
    economic_classes: tuple[str, ...] | None = None
    unit_kinds: frozenset[str] | None = None
    brought_forward: bool | None = None
    """Whether the money was brought forward from an earlier year."""

    def money_counts(self, line: Line) -> bool:
        """The part of the condition that columns may set: it speaks of `money_of` and of nothing else."""
        return (
            (self.natures is None or line.nature in self.natures)
            and (self.funds is None or line.fund in self.funds)
            and (self.other_funds_than is None or line.fund not in self.other_funds_than)
            and (self.economic_classes is None or line.economic.startswith(self.economic_classes))
            and (self.brought_forward is None or self.brought_forward is (line.origin_year != 0))
        )

    def counts(self, line: Line, unit_kind: str) -> bool:
        return (
            self.money_counts(line)
            and (self.function_class is None or line.function.startswith(self.function_class))
            and (self.economics is None or line.economic in self.economics)
            and (self.unit_kinds is None or unit_kind in self.unit_kinds)
        )


Money = tuple[str | int, ...]
_NATURE_AND_FUND: Callable[[Line], Money] = itemgetter(*map(Line._fields.index, ("nature", "fund")))
_ALL_OF_MONEY: Callable[[Line], Money] = itemgetter(
    *map(Line._fields.index, ("nature", "fund", "economic", "origin_year"))
)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of amounts. `headers` are further ways of printing its label, `group` the header above it.

    An optional column is shown where it holds money. A column with a `side` belongs to the list on that side alone:
    rows of the other side have no cell in it."""

    label: str
    where: Where = Where()
    headers: tuple[str, ...] = ()
    group: str = ""
    optional: bool = False
    side: str = ""

    def has_cells_on(self, side: str) -> bool:
        return self.side in ("", side)


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
    """What a document prints beside the amounts of a row: enough to find the row's key. `after` is the key of the row
    before it on its side."""

    label: str
    code: str = ""
    side: str = ""
    unit: str = ""
    kind: str = ""
    after: str = ""


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

    @property
    def only_printed(self) -> frozenset[str]:
        """Keys of the rows that money alone never makes: a table has them where a publication printed them."""

    def keys(self, line: Line, naming: Naming, blocks: Blocks) -> tuple[str, ...]:
        """Keys of all the rows in which the line counts, ancestors included."""

    def head(self, key: str, naming: Naming) -> Head: ...

    def key_of(self, row: PrintedRow, naming: Naming) -> str | None:
        """The key of a printed row, None where the form does not know it."""

    def parent(self, key: str) -> str | None:
        """The key of the row that this one adds up into within its tree."""


def above_row(rows: Rows, key: str) -> Iterator[str]:
    """What a row is part of, from the nearest up, the total aside."""
    above = rows.parent(key)
    while above is not None and above != TOTAL:
        yield above
        above = rows.parent(above)


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
    transposed: bool = False
    """Whether it is printed with its rows side by side: their labels are the header, one line holds the amounts."""

    def columns_of(self, line: Line) -> tuple[int, ...]:
        """Indexes of the columns in which the money of this line counts."""
        if not self.where.money_counts(line):
            return ()
        return tuple(i for i, column in enumerate(self.columns) if column.where.money_counts(line))

    @property
    def money_of(self) -> Callable[[Line], Money]:
        """What of a line decides in which columns it counts."""
        wheres = (self.where, *(column.where for column in self.columns))
        plain = all(where.economic_classes is None and where.brought_forward is None for where in wheres)
        return _NATURE_AND_FUND if plain else _ALL_OF_MONEY

    @property
    def has_sides(self) -> bool:
        """Whether the two lists of the table have different columns."""
        return any(column.side for column in self.columns)

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
    items: tuple[tuple[Role, str], ...] = ()
    """The tables by function, each with a column, whose cells of a code add up to what the explanation says of it."""
    items_elsewhere: tuple[tuple[Role, str, str], ...] = ()
    """Tables that may print the amount of a code too, each by itself: role, what its keys begin with, column."""

    def by_role(self, role: Role) -> TableSpec:
        """Raises KeyError where the form has no such table."""
        found = self.find(role)
        if found is None:
            raise KeyError(role)
        return found

    def find(self, role: Role) -> TableSpec | None:
        return next((table for table in self.tables if table.role == role), None)

    def subject(self, id: str) -> Subject | None:
        return next((subject for subject in self.subjects if subject.id == id), None)

    def by_number(self, number: int) -> TableSpec | None:
        return next((table for table in self.tables if table.number == number), None)
