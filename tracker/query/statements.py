"""Published statements as the log holds them: read from its bytes, without the models that wrote them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple, TypedDict

from ..messages.places import standing
from ..model.errors import Message
from ..model.money import parse_wan
from ..model.places import cell_of
from ..model.state import Roster
from ..store.protocol import Store
from ..tables.forms import form_by_id, is_outturn
from ..tables.naming import CodeNames
from ..tables.project import OpeningRow, OpeningTable
from ..tables.rows import BlockRows, EconomicRows, ListRows, UnitRows
from ..tables.spec import Form, Naming, PrintedRow, Role, TableSpec, above_row

ABSENT = OpeningTable((), (), absent=True)
UNREAD = replace(ABSENT, unread=True)


class RowBody(TypedDict, total=False):
    label: str
    code: str | None
    side: str | None
    unit: str | None
    block: int | None
    kind: str | None
    goal: str | None
    amounts: list[str | None]
    printed: list[str]
    line: int
    page: int
    place: str | None
    letters: list[str] | None


class TableBody(TypedDict):
    table: int
    title: str
    columns: list[str]
    unit: int
    rows: list[RowBody]
    notes: list[str]


class StatementBody(TypedDict, total=False):
    file: str
    sha256: str
    form: str
    scope: str
    adopt: bool
    tables: list[TableBody]
    text: list[tuple[int, str]]
    text_places: list[tuple[int, str]] | None
    unread: list[int] | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a row stands in its document, and its cells as printed there, by column. `place` is where it stands in one
    without lines, `letters` are the columns of a sheet, by column."""

    line: int
    page: int
    printed: Mapping[str, str]
    place: str = ""
    letters: Mapping[str, str] = field(default_factory=dict)

    def standing(self, column: str = "") -> Message:
        """Where the row stands, in a sheet the cell of a column."""
        return standing(self.line, self.page, cell_of(self.place, self.letters.get(column, "")))


class PrintedLine(NamedTuple):
    """A line of a document as far as it was taken in: a row of a table with its cells, or a line of the text."""

    line: int
    place: str
    text: str


@dataclass(frozen=True)
class Statement:
    """One published document. `id` is SEQ.N: the revision, and the number of the event in it."""

    id: str
    seq: int
    body: StatementBody

    @cached_property
    def form(self) -> Form:
        return form_by_id(self.body["form"])

    def rows(self, role: Role) -> list[RowBody]:
        """The printed rows of one table, none where the document lacks it."""
        spec = self.form.find(role)
        return next((table["rows"] for table in self.body["tables"] if spec and table["table"] == spec.number), [])

    def code_names(self) -> CodeNames:
        """The names that the document prints beside codes."""
        names: dict[tuple[str, str], str] = {}
        for table in self.body["tables"]:
            spec = self.form.by_number(table["table"])
            if spec is None or isinstance(spec.rows, ListRows):
                continue
            system = "economic" if isinstance(spec.rows, BlockRows | EconomicRows) else "function"
            for row in table["rows"]:
                if code := row.get("code"):
                    names.setdefault((system, code), row["label"])
        return names

    def tables(self, naming: Naming) -> dict[Role, OpeningTable]:
        """Its tables keyed by the rows that this naming knows; a table that the document lacks is absent."""
        printed = {table["table"]: table for table in self.body["tables"]}
        unread = self.body.get("unread") or ()
        found = {
            spec.role: _opening_table(spec, printed[spec.number], naming)
            if spec.number in printed
            else (UNREAD if spec.number in unread else ABSENT)
            for spec in self.form.tables
        }
        return {role: _with_missing(self.form, role, found) for role in found}

    def text_places(self) -> dict[int, str]:
        """Where the lines of its text stand in a document without lines."""
        return dict(self.body.get("text_places") or ())

    def printed_lines(self) -> list[PrintedLine]:
        """Its tables and its text in the order of the document."""
        places = self.text_places()
        found = [PrintedLine(line, places.get(line, ""), text) for line, text in self.body.get("text", [])]
        for table in self.body["tables"]:
            for row in table["rows"]:
                cells = row.get("code"), row.get("side"), row.get("unit"), row["label"], *row["printed"]
                found.append(PrintedLine(row["line"], row.get("place") or "", "  ".join(filter(None, cells))))
        return sorted(found, key=lambda one: one.line)

    def evidence(self, naming: Naming) -> dict[tuple[int, str], Evidence]:
        """The printed row behind each row of its tables, by table number and row key."""
        found: dict[tuple[int, str], Evidence] = {}
        for table in self.body["tables"]:
            spec = self.form.by_number(table["table"])
            for key, row in _keyed(spec, table, naming) if spec else ():
                if key is not None:
                    found[table["table"], key] = _evidence(row, table["columns"])
        return found


def _evidence(row: RowBody, columns: Sequence[str]) -> Evidence:
    letters = dict(zip(columns, row.get("letters") or (), strict=False))
    printed = dict(zip(columns, row["printed"], strict=True))
    return Evidence(row["line"], row["page"], printed, row.get("place") or "", letters)


def load_statement(store: Store, id: str) -> Statement:
    """The statement SEQ.N of the log."""
    seq, _, n = id.partition(".")
    _, _, _, body = next(iter(store.bodies(int(seq) - 1)))
    return Statement(id, int(seq), json.loads(body)["events"][int(n)])


def opening_of(store: Store, roster: Roster, year: int) -> Statement | None:
    """The statement that opened the year, as this roster knows it."""
    id = roster.text("year", str(year), "opening")
    return load_statement(store, id) if id else None


def budgets_of_year(roster: Roster, year: int) -> list[str]:
    """The ids of the statements of a year's budget, its final accounts left out, in the order of recording."""
    return [id for id in _of_year(roster, year) if not is_outturn(roster.text("statement", id, "form"))]


def accounts_of_year(roster: Roster, year: int) -> list[str]:
    """The ids of the statements of a year's final accounts, in the order of recording."""
    return [id for id in _of_year(roster, year) if is_outturn(roster.text("statement", id, "form"))]


def _of_year(roster: Roster, year: int) -> Iterator[str]:
    return (id for id in roster.ids("statement") if roster.value("statement", id, "year") == year)


def names_in_accounts(store: Store, roster: Roster, year: int) -> CodeNames:
    """The names of codes in a year's final accounts."""
    names: dict[tuple[str, str], str] = {}
    for id in accounts_of_year(roster, year):
        names |= load_statement(store, id).code_names()
    return names


def _keyed(spec: TableSpec, body: TableBody, naming: Naming) -> Iterator[tuple[str | None, RowBody]]:
    """The printed rows with the keys that the form knows them by, None where it does not."""
    above: dict[str, str] = {}
    for row in body["rows"]:
        side = row.get("side") or ""
        named = row["label"], row.get("code") or "", side, row.get("unit") or "", row.get("kind") or ""
        key = spec.rows.key_of(PrintedRow(*named, after=above.get(side, "")), naming)
        above[side] = key or above.get(side, "")
        yield key, row


def _opening_table(spec: TableSpec, body: TableBody, naming: Naming) -> OpeningTable:
    rows = []
    for key, row in _keyed(spec, body, naming):
        if key is not None:
            amounts = tuple(None if amount is None else parse_wan(amount) for amount in row["amounts"])
            rows.append(OpeningRow(key, row["label"], amounts))
    columns = tuple(spec.column_index(label) for label in body["columns"])
    return OpeningTable(columns, tuple(rows), (), tuple(body["notes"]), digit_fen=_digit_fen(body))


def _digit_fen(body: TableBody) -> int:
    """The last digit that the table prints, in fen: half of it is what rounding may hide."""
    decimals = (
        len(cell.partition(".")[2].rstrip("）) 　")) for row in body["rows"] for cell in row["printed"] if "." in cell
    )
    finest: int = 10 ** max(decimals, default=0)
    return max(body["unit"] // finest, 1)


def _with_missing(form: Form, role: Role, tables: dict[Role, OpeningTable]) -> OpeningTable:
    """Adds the rows that the document must have printed on a page that it lacks: a table with the same rows prints
    them, or the form always does (the rows of a class where it is spent on, as other rows show). A page with a header
    and nothing below it is an empty table, unless another table tells that it cannot be; with a note it is empty."""
    table = tables[role]
    if table.absent or (table.notes and not table.rows):
        return table
    have = {row.key for row in table.rows}
    missing: dict[str, None] = {}
    for a, b in form.same_rows:
        if role in (a, b):
            other = tables[b if role == a else a]
            if not other.absent and not _totals_differ(table, other):
                missing |= dict.fromkeys(row.key for row in other.rows if row.key not in have)
    rows = form.by_role(role).rows
    if isinstance(rows, UnitRows):
        spent = {code for unit, _, code in (key.partition("/") for key in have) if unit}
    else:
        spent = {row.key for row in tables[form.size[0]].rows}
    always = rows.required if isinstance(rows, ListRows) else rows.fixed
    for key in always if table.rows or missing else ():
        _, _, code = key.partition("/")
        if key not in have and (not (code.isdigit() and code.isascii()) or code in spent):
            missing[key] = None
    above = {over for key in have for over in above_row(rows, key)}
    return replace(table, missing=tuple(missing), skipped=frozenset(above - have - missing.keys()))


def _totals_differ(a: OpeningTable, b: OpeningTable) -> bool:
    totals = [next((row.amounts_fen[0] for row in table.rows if row.key == "合计"), None) for table in (a, b)]
    return None not in totals and totals[0] != totals[1]
