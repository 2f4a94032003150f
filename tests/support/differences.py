"""What one reading of a document says otherwise than another one of the same document in another format."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.documents.amounts import is_number
from tracker.documents.reading import Reading, ReadTable

Key = tuple[object, ...]


def differences(expected: Reading, found: Reading) -> list[str]:
    """In words; none where both say the same. Lines, pages, places and white space are not compared, and of numbers
    in text and tables their value, since a spreadsheet may show fewer zeros."""
    return list(_differences(expected, found))


def _differences(expected: Reading, found: Reading) -> Iterator[str]:
    for name in ("year", "entity", "title", "units", "form"):
        yield from _one(name, getattr(expected, name), getattr(found, name))
    yield from _each("fact", _facts(expected), _facts(found))
    tables, others = ({table.spec.number: table for table in reading.tables} for reading in (expected, found))
    for number in sorted(tables.keys() | others.keys()):
        if number not in tables or number not in others:
            yield f"table {number}: {'missing' if number in tables else 'too much'}"
            continue
        one, other = tables[number], others[number]
        yield from _one(f"table {number}, columns", one.columns, other.columns)
        yield from _one(f"table {number}, money unit", one.unit_fen, other.unit_fen)
        yield from _one(f"table {number}, notes", [*map(_flat, one.notes)], [*map(_flat, other.notes)])
        yield from _each(f"table {number}", _rows(one), _rows(other))
    yield from _one("text", _text(expected), _text(found))
    yield from _one("unknown", len(expected.unknown), len(found.unknown))


def _one(what: str, expected: object, found: object) -> Iterator[str]:
    if expected != found:
        yield f"{what}: {expected} became {found}"


def _each(what: str, expected: dict[Key, object], found: dict[Key, object]) -> Iterator[str]:
    for key in dict.fromkeys((*expected, *found)):
        yield from _one(f"{what}, {key}", expected.get(key), found.get(key))


def _facts(reading: Reading) -> dict[Key, object]:
    return {(section, key): _flat(text) for section, facts in reading.facts.items() for key, text in facts.items()}


def _rows(table: ReadTable) -> dict[Key, object]:
    """Amounts and goal by what names the row, in the order of print."""
    rows: dict[Key, object] = {}
    for read in table.rows:
        row = read.row
        key = (read.block, row.side, row.code, _flat(row.label), row.unit, row.kind)
        rows[key] = read.amounts_fen, _flat(read.text)
    return rows


def _text(reading: Reading) -> str:
    """The running text, and the rows of its tables cell by cell."""
    cells = (cell for placed in reading.text for cell in placed.text.split("\t"))
    return "".join(_value(cell) if is_number(cell) else _flat(cell) for cell in cells)


def _value(cell: str) -> str:
    number = _flat(cell).replace(",", "")
    return number.rstrip("0").rstrip(".") if "." in number else number


def _flat(text: str) -> str:
    return "".join(text.split())
