"""What a reader found in a document: printed rows with their evidence, and everything that it could not place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..messages.places import standing
from ..model.errors import Message
from ..tables.spec import Form, PrintedRow, TableSpec


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One row. `amounts_fen` by read column, None for a withheld cell; `printed` are the same cells as they stand in
    the document; `text` is the cell of the table's text column, joined over page breaks. `place` is where its amounts
    stand in a document without lines, in a sheet in the columns of these `letters`."""

    row: PrintedRow
    amounts_fen: tuple[int | None, ...]
    printed: tuple[str, ...]
    line: int
    page: int
    text: str = ""
    block: int = 0
    place: str = ""
    letters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadTable:
    """One table. `columns` are labels of the spec's columns in the order of the print; `unit_fen` is the money unit
    that it is printed in."""

    spec: TableSpec
    columns: tuple[str, ...]
    unit_fen: int
    rows: tuple[ReadRow, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lost:
    """A table of the document that cannot be had whole, so that nothing of it is taken: how many places of it are
    uncertain, and the first of them."""

    number: int
    title: str
    count: int
    problems: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """A piece of the document: its line (from 1), its text, and its place where the document has no lines."""

    line: int
    text: str
    place: str = ""

    @property
    def standing(self) -> Message:
        """Where it is, without the page."""
        return standing(self.line, None, self.place)


@dataclass(frozen=True)
class Reading:
    """A document read in a form. Units in the order of print, with the kind that the text states, "" where it does
    not. `own_level`: it calls itself the document of a unit, not of a department. `facts` by section: procurement,
    assets, key-projects. `text` is the explanation, line by line. `hidden` are the places that were read although the
    document does not show them; `remarks` are what is odd about the whole; `lost` the tables that could not be read."""

    file: str
    sha256: str
    form: Form
    year: int
    entity: str
    title: str
    units: tuple[tuple[str, str], ...]
    tables: tuple[ReadTable, ...]
    facts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    own_level: bool = False
    text: tuple[Placed, ...] = ()
    unknown: tuple[Placed, ...] = ()
    joined: tuple[Placed, ...] = ()
    hidden: tuple[str, ...] = ()
    remarks: tuple[Message, ...] = ()
    lost: tuple[Lost, ...] = ()
