"""The reader of published documents, whatever format they came in: lines, a tab between the cells of a row.

It knows forms only through their specs: tables by title, columns by header, rows by label or code, everything else by
the words of the form (words.py). Pages are counted by form feeds, and where there are none by the titles that head
them. What is wrong with a document is said all at once; what cannot be placed is kept as unknown.

lines → sheets (pages of tables) → headers → pieces (printed lines) → joining (whole rows) → coded, units →
blocks; front and facts read the text around the tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ..model.errors import DocumentError, say
from ..model.places import sheet_of
from ..tables.forms import FORMS
from ..tables.rows import BlockRows, EconomicRows, FunctionRows, ListRows, ProjectRows, UnitRows
from ..tables.spec import Form, Role, TableSpec
from .blocks import Assignment, certain_kinds, unit_sums, with_kinds
from .coded import CodeNames, code_names, read_blocks, read_codes, read_list
from .facts import facts_of
from .findings import Findings
from .front import composition, entity_of, listed_units, other_entities, title_of, unit_kinds, year_of
from .lines import Line, fold
from .magnitudes import magnitudes
from .pieces import PieceReader, Pieces, leaves_zeros_blank
from .reading import Placed, Reading, ReadRow, ReadTable
from .sheets import Document, Sheet, cut
from .titles import tables_named
from .transposed import TransposedReader, are_rows_printed_down
from .units import UnitNames, read_projects, read_units
from .words import Words

_BLOCKS_BY_UNIT: tuple[tuple[Role, Role], ...] = (
    ("basic-by-economic", "basic-by-unit"),
    ("projects-by-economic", "projects-by-unit"),
)
"""Which table by unit prints the money of which table by economic code."""


def read_lines(
    lines: Sequence[Line], file: str, sha256: str, year: int | None = None, *, by_sight: bool = False
) -> Reading:
    """What a document of this name and digest says. `year` is the fiscal year to take where it states none itself,
    `by_sight` as in findings.py.

    Raises DocumentError with everything that is wrong: it is no such document, a row lacks cells, an amount is no
    number, a code stands twice where it must not. A table that cannot be had whole is `lost`.
    """
    form, words, document = _best_form(lines)
    if not document.sheets:
        raise DocumentError(say("document.not-a-budget", file=file))
    findings = Findings(file, by_sight)
    stated = year_of(document, words) or year
    entity = entity_of(document, words)
    if stated is None:
        findings.whole("no-year")
    if not entity:
        findings.whole("no-entity")
    facts = facts_of(document.text, words)
    units = UnitNames(entity, words)
    units.add(composition(document, words))
    read = _tables(document, form, words, units, facts.get("key-projects", {}), findings)
    tables, lost = findings.without_lost(read)
    listed = {} if form.by_unit else listed_units(document, words, entity)
    kinds = tuple(
        (name, kind or listed.get(name, ""))
        for name, kind in unit_kinds([*_printed_units(entity, tables), *listed], document, words)
    )
    strange = {placed.line for placed in document.unknown}
    others = (name for name in other_entities(document, entity) if name.line not in strange)
    findings.unknown += [*document.unknown, *others]
    settled = _settled(tables, certain_kinds(kinds, entity))
    return Reading(
        file=file,
        sha256=sha256,
        form=form,
        year=stated or 0,
        entity=entity,
        title=(title := title_of(document, words)),
        own_level=words.search("unit-document", fold(title)) is not None,
        units=kinds,
        tables=settled,
        facts=facts,
        text=tuple(Placed(line.number, line.text.strip(), line.place) for line in document.text),
        unknown=_by_line(findings.unknown),
        joined=_by_line(findings.joined),
        hidden=_hidden(lines),
        remarks=magnitudes(settled, words),
        lost=lost,
    )


def _hidden(lines: Iterable[Line]) -> tuple[str, ...]:
    """The sheets that are hidden, and the hidden rows of others."""
    hidden = (line for line in lines if line.hidden)
    return tuple(dict.fromkeys(sheet_of(line.place) if line.hidden == "sheet" else line.place for line in hidden))


def _by_line(placed: Iterable[Placed]) -> tuple[Placed, ...]:
    return tuple(sorted(placed, key=lambda found: found.line))


def _best_form(lines: Sequence[Line]) -> tuple[Form, Words, Document]:
    """The form of which the document has most tables, of several the first. None has more than it names."""
    named = tables_named(lines, FORMS)
    tried: list[tuple[int, int, Form, Words, Document]] = []
    for n, form in sorted(enumerate(FORMS), key=lambda found: -named[found[0]]):
        if tried and named[n] < max(tried)[0]:
            break
        document = cut(lines, form, words := Words(form))
        tried.append((len({sheet.spec.role for sheet in document.sheets}), -n, form, words, document))
    return max(tried)[2:]


def _tables(
    document: Document, form: Form, words: Words, units: UnitNames, projects: Mapping[str, str], findings: Findings
) -> list[ReadTable]:
    """The tables in the order of the form; those by unit are read in that order too, since one names the units."""
    pieces = [_pieces(document, spec, words, findings) for spec in form.tables if not _is_turned(document, spec)]
    found = [table for table in pieces if table is not None]
    names = code_names(found)
    tables = _transposed(document, form, words, findings)
    for table in found:
        rows = _rows(table, names, units, projects, findings)
        columns = tuple(table.spec.columns[c].label for c in table.columns)
        tables.append(ReadTable(table.spec, columns, table.unit_fen, tuple(rows), table.notes))
    return sorted(tables, key=lambda table: table.spec.number)


def _is_turned(document: Document, spec: TableSpec) -> bool:
    """Whether the document prints the rows of the table side by side, as its form does."""
    return spec.transposed and not are_rows_printed_down(document.sheets, spec)


def _transposed(document: Document, form: Form, words: Words, findings: Findings) -> list[ReadTable]:
    tables = []
    for spec in form.tables:
        sheets = [sheet for sheet in document.sheets if sheet.spec is spec]
        if sheets and _is_turned(document, spec) and isinstance(spec.rows, ListRows):
            reader = TransposedReader(spec, spec.rows, words, findings)
            tables.append(reader.read(sheets, _only_unit(document.sheets)))
    return tables


def _pieces(document: Document, spec: TableSpec, words: Words, findings: Findings) -> Pieces | None:
    sheets = [sheet for sheet in document.sheets if sheet.spec is spec]
    if not sheets:
        return None
    blanks = leaves_zeros_blank(sheets) and leaves_zeros_blank(document.sheets)
    reader = PieceReader(spec, words, findings, keeps_tabs=document.keeps_tabs, blanks=blanks)
    return reader.read(sheets, _only_unit(document.sheets))


def _only_unit(sheets: Iterable[Sheet]) -> int | None:
    """The money unit of the pages that print one, if they agree."""
    units = {sheet.unit_fen for sheet in sheets if sheet.unit_fen}
    return units.pop() if len(units) == 1 else None


def _rows(
    table: Pieces, names: CodeNames, units: UnitNames, projects: Mapping[str, str], findings: Findings
) -> list[ReadRow]:
    match table.spec.rows:
        case ListRows() as rows:
            return read_list(table, rows, findings)
        case FunctionRows():
            return read_codes(table, table.spec.rows, names, findings)
        case EconomicRows():
            return read_codes(table, table.spec.rows, names, findings)
        case BlockRows():
            return read_blocks(table, names, findings)
        case UnitRows() as rows:
            return read_units(table, rows, units, findings)
        case ProjectRows():
            known = [name for name in projects if not name.endswith("/goal")]
            return read_projects(table, units, known, findings)
    raise TypeError(table.spec.rows)


def _printed_units(entity: str, tables: Iterable[ReadTable]) -> list[str]:
    """The entity and the units of the tables, in the order of print."""
    names = [entity, *(read.row.unit for table in tables for read in table.rows)]
    return list(dict.fromkeys(filter(None, names)))


def _settled(tables: list[ReadTable], stated: Assignment) -> tuple[ReadTable, ...]:
    """The tables, their blocks with kinds."""
    by_role = {table.spec.role: table for table in tables}
    pairs = [(by_role[blocks], by_role.get(units)) for blocks, units in _BLOCKS_BY_UNIT if blocks in by_role]
    settled = with_kinds([table for table, _ in pairs], [unit_sums(units) for _, units in pairs], stated)
    by_role |= {table.spec.role: table for table in settled}
    return tuple(by_role.values())
