"""Whatever a document of the nine-table form prints, the reader reads: render, then read, gives the same cells."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.render import Cells, Sheet
from tests.support.render_nine import WAN, YUAN, Printed, Style, render
from tracker.documents.read import read_bytes
from tracker.documents.reading import Reading
from tracker.tables.nine import NINE
from tracker.tables.rows import FunctionRows, ListRows
from tracker.tables.spec import TableSpec, squeeze

yuan = st.one_of(st.just(0), st.integers(-99, 99_999_999)).map(lambda n: n * YUAN)
cents = st.integers(0, 9_999_999).map(lambda n: n * WAN // 100)
words = st.text("甲乙丙丁戊己庚辛壬癸子丑寅卯", min_size=2, max_size=12)
styles = st.builds(
    Style,
    owner=st.sampled_from(["部门", "单位", "预算单位"]),
    zero=st.sampled_from(["", "0", "-"]),
    split_codes=st.booleans(),
    lost_zeros=st.booleans(),
    blank_above=st.booleans(),
    short_total=st.booleans(),
    one_head=st.booleans(),
    form_feed=st.booleans(),
    page_number=st.sampled_from(["", "- 12 -", "第 3 页"]),
)


def rows_of(spec: TableSpec, shown: tuple[int, ...], draw: st.DrawFn) -> list[Cells]:
    def fen(side: str = "") -> tuple[int | None, ...]:
        money = cents if spec.transposed else yuan
        own = [column.has_cells_on(side) or not side for column in spec.columns]
        return tuple(draw(money) if has else None for has in own)

    match spec.rows:
        case ListRows() as rows:
            optional = {item.key for item in rows.items if item.optional or item.only_printed}
            kept = [item for item in rows.items if item.key not in optional or draw(st.booleans())]
            return [Cells(item.label, fen(item.side), side=item.side) for item in kept]
        case FunctionRows():
            leaves = draw(st.lists(st.from_regex(r"2[0-3][0-9](0[1-9]|[1-9][0-9]){2}", fullmatch=True), max_size=5))
            codes = sorted({code[:n] for code in leaves for n in (3, 5, 7)})
        case _:
            leaves = draw(st.lists(st.from_regex(r"30[1-9](0[1-9]|[1-9][0-9])", fullmatch=True), max_size=6))
            codes = sorted({code[:n] for code in leaves for n in (3, 5)})
    return [*(Cells(draw(words), fen(), code=code) for code in codes), Cells("合计", fen())]


@st.composite
def documents(draw: st.DrawFn) -> Printed:
    entity = f"测试区{draw(words)}局"
    sheets = []
    for spec in draw(st.lists(st.sampled_from(NINE.tables), min_size=1, max_size=4, unique_by=lambda s: s.role)):
        shown = tuple(i for i, column in enumerate(spec.columns) if not column.optional or draw(st.booleans()))
        rows = rows_of(spec, shown, draw)
        sheets.append(Sheet(spec, tuple(rows), draw(st.frozensets(st.integers(1, 12), max_size=3)), shown))
    sheets.sort(key=lambda sheet: sheet.spec.number)
    units = draw(st.lists(words.map(lambda word: f"{entity}{word}中心"), max_size=3, unique=True))
    return Printed(entity, 2024, tuple(sheets), tuple(units))


def cells(reading: Reading) -> dict[int, list[tuple[object, ...]]]:
    return {
        table.spec.number: [(squeeze(r.row.label), r.row.code, r.row.side, r.amounts_fen) for r in table.rows]
        for table in reading.tables
    }


def expected(document: Printed) -> dict[int, list[tuple[object, ...]]]:
    return {
        sheet.spec.number: [(squeeze(r.name), r.code, r.side, tuple(r.fen[i] for i in sheet.shown)) for r in sheet.rows]
        for sheet in document.sheets
    }


@settings(max_examples=80)
@given(documents(), styles)
def test_what_is_printed_is_read(document: Printed, style: Style) -> None:
    reading = read_bytes(render(document, style).encode(), "x.txt")
    assert cells(reading) == expected(document)
    assert (reading.form.id, reading.year, reading.entity) == ("nine", 2024, document.entity)
    assert reading.unknown == ()
    assert [name for name, _ in reading.units] == [document.entity, *document.units]
