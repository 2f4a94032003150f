"""Whatever a document of the form prints, the reader reads: render, then read, gives the same cells."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.render import Cells, Printed, Sheet, Style, render
from tracker.documents.read import read_bytes
from tracker.documents.reading import Reading
from tracker.tables.rows import BlockRows, FunctionRows, ListRows, UnitRows
from tracker.tables.spec import TableSpec, squeeze
from tracker.tables.twelve import TWELVE

CENT = 10_000
"""0.01 万元 in fen."""

amounts = st.one_of(st.just(0), st.integers(-99, 9_999_999)).map(lambda cents: cents * CENT)
words = st.text("甲乙丙丁戊己庚辛壬癸子丑寅卯", min_size=2, max_size=12)
entities = words.map(lambda word: f"测试市{word}局")
styles = st.builds(
    Style,
    zero=st.sampled_from(["0.00", "-", "—", ""]),
    thousands=st.booleans(),
    one_label=st.booleans(),
    title_before=st.sampled_from(["", "2024年", "表 3 ", "一、", "2024年度部门"]),
    sheet_label=st.sampled_from(["", "表 7", "公开01表"]),
    page_number=st.sampled_from(["", "- 12 -", "第 3 页 共 9 页", "7"]),
    form_feed=st.booleans(),
)


def rows_of(spec: TableSpec, units: tuple[str, ...], draw: st.DrawFn) -> list[Cells]:
    def fen() -> tuple[int, ...]:
        return tuple(draw(amounts) for _ in spec.columns)

    match spec.rows:
        case ListRows() as rows:
            return [Cells(i.label, fen(), side=i.side) for i in rows.items if not i.optional or draw(st.booleans())]
        case FunctionRows():
            codes = draw(st.lists(st.from_regex(r"2[0-9]{2}([0-9]{2}){0,2}", fullmatch=True), max_size=8, unique=True))
            return [Cells("合计", fen()), *(Cells(draw(words), fen(), code=code) for code in sorted(codes))]
        case BlockRows():
            found = [Cells("合 计", fen())]
            for code in draw(st.lists(st.sampled_from(["301", "302", "303", "310"]), max_size=5)):
                items = draw(st.lists(st.integers(1, 99), max_size=4, unique=True))
                found += [Cells(draw(words), fen(), code=code)]
                found += [Cells(draw(words), fen(), code=f"{code}{item:02d}") for item in sorted(items)]
            return found
        case UnitRows() as rows:
            found = [Cells("合计", fen()), *(Cells(f"{label}合计", fen()) for _, label in rows.classes)]
            for unit in units:
                found += [Cells(unit, fen(), unit=unit)]
                found += [Cells(label, fen(), unit=unit) for _, label in rows.classes if draw(st.booleans())]
            return found
    return [Cells("合计", fen()), *projects(units, fen, draw)]


def projects(units: tuple[str, ...], fen, draw: st.DrawFn) -> list[Cells]:  # type: ignore[no-untyped-def] # a local
    found: list[Cells] = []
    for unit in units:
        below: list[Cells] = []
        for name in draw(st.lists(words, max_size=4, unique=True)):
            name, text = f"{name}经费", draw(words)
            cut = (draw(st.integers(1, len(name))), draw(st.integers(0, len(text)))) if draw(st.booleans()) else None
            first = draw(st.integers(1, 9_999)) * CENT  # a row without any amount would be a piece of the one before
            below.append(Cells(name, (first, *fen()[1:]), unit=unit, text=text, cut=cut))
        total = tuple(map(sum, zip(*(cells.fen for cells in below), strict=True))) if below else (0,) * len(fen())
        found += [Cells(unit, total, unit=unit), *below]
    return found


@st.composite
def documents(draw: st.DrawFn) -> Printed:
    entity = draw(entities)
    units = (entity, *(f"{entity}{name}中心" for name in draw(st.lists(words, max_size=3, unique=True))))
    sheets = []
    for spec in draw(st.lists(st.sampled_from(TWELVE.tables), min_size=1, max_size=4, unique_by=lambda s: s.role)):
        rows = rows_of(spec, units, draw)
        sheets.append(Sheet(spec, tuple(rows), draw(st.frozensets(st.integers(1, 12), max_size=4))))
    return Printed(entity, 2024, tuple(sheets), units[1:])


def cells(reading: Reading) -> dict[int, list[tuple[object, ...]]]:
    return {
        table.spec.number: [
            (squeeze(r.row.label), r.row.code, r.row.side, r.row.unit, r.amounts_fen, r.text) for r in table.rows
        ]
        for table in reading.tables
    }


def expected(document: Printed) -> dict[int, list[tuple[object, ...]]]:
    return {
        sheet.spec.number: [
            (squeeze(r.name), r.code, r.side, r.unit, tuple(r.fen[i] for i in sheet.shown), r.text) for r in sheet.rows
        ]
        for sheet in document.sheets
    }


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents(), styles, st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16"]))
def test_what_is_printed_is_read(document: Printed, style: Style, encoding: str) -> None:
    reading = read_bytes(render(document, style).encode(encoding), "x.txt")
    assert cells(reading) == expected(document)
    assert (reading.year, reading.entity, reading.unknown) == (2024, document.entity, ())


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents(), st.sampled_from(["0.00", "-"]))
def test_trailing_tabs_may_be_trimmed(document: Printed, zero: str) -> None:
    reading = read_bytes(render(document, Style(zero=zero, trim=True)).encode(), "x.txt")
    assert cells(reading) == expected(document)
