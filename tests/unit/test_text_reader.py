"""The reader of text documents: the real document, other departments' ways of printing, and everything that is wrong.

The small department: 测试市甲局 with 测试市甲局乙中心, tables 3, 6, 7, 11 and 12 of fiscal year 2024.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.support.render import Cells, Printed, Sheet, Style, render
from tracker.documents.read import read_bytes
from tracker.documents.reading import Reading
from tracker.model.errors import DocumentError
from tracker.tables.spec import squeeze
from tracker.tables.twelve import TWELVE

SHARED = Path(__file__).parents[3] / "shared"
WAN = 1_000_000
ENTITY, CENTRE = "测试市甲局", "测试市甲局乙中心"


def _fen(*wan: int) -> tuple[int, ...]:
    return tuple(amount * WAN for amount in wan)


def _spending(amount: int) -> tuple[int, ...]:
    return _fen(amount, amount, amount, 0, 0, 0, 0)


def _sheet(number: int, *rows: Cells) -> Sheet:
    spec = TWELVE.by_number(number)
    assert spec is not None
    return Sheet(spec, rows)


TABLE_3 = _sheet(
    3,
    Cells("合计", _fen(30, 10, 20, 0, 0, 0, 0)),
    Cells("一般公共服务支出", _fen(30, 10, 20, 0, 0, 0, 0), code="201"),
    Cells("统计信息事务", _fen(30, 10, 20, 0, 0, 0, 0), code="20105"),
    Cells("行政运行", _fen(10, 10, 0, 0, 0, 0, 0), code="2010501"),
)
TABLE_6 = _sheet(
    6,
    Cells("合计", _fen(10)),
    Cells("工资福利支出", _fen(6), code="301"),
    Cells("基本工资", _fen(6), code="30101"),
    Cells("工资福利支出", _fen(3), code="301"),
    Cells("基本工资", _fen(3), code="30101"),
    Cells("商品和服务支出", _fen(1), code="302"),
    Cells("办公费", _fen(1), code="30201"),
)
TABLE_7 = _sheet(7, Cells("行政经费", _fen(1, 1, 0, 0)), Cells("“三公”经费", _fen(0, 0, 0, 0)))
TABLE_11 = _sheet(
    11,
    Cells("合计", _spending(10)),
    Cells("工资福利支出合计", _spending(9)),
    Cells(ENTITY, _spending(7), unit=ENTITY),
    Cells("工资福利支出", _spending(6), unit=ENTITY),
    Cells("商品和服务支出", _spending(1), unit=ENTITY),
    Cells(CENTRE, _spending(3), unit=CENTRE),
    Cells("工资福利支出", _spending(3), unit=CENTRE),
)
TABLE_12 = _sheet(
    12,
    Cells("合计", _spending(20)),
    Cells(ENTITY, _spending(15), unit=ENTITY),
    Cells("云平台运行维护经费", _spending(10), unit=ENTITY, text="平台稳定。"),
    Cells("大厅管理费", _spending(5), unit=ENTITY, text="环境整洁。"),
    Cells(CENTRE, _spending(5), unit=CENTRE),
    Cells("日常运作费", _spending(5), unit=CENTRE, text="运作正常。"),
)
SMALL = Printed(ENTITY, 2024, (TABLE_3, TABLE_6, TABLE_7, TABLE_11, TABLE_12), (CENTRE,), explanation=("一、收支情况",))
SMALL_TEXT = render(SMALL)


def read(text: str, year: int | None = None) -> Reading:
    return read_bytes(text.encode(), "x.txt", year)


def problems(data: str | bytes) -> list[tuple[str, object]]:
    with pytest.raises(DocumentError) as caught:
        read_bytes(data if isinstance(data, bytes) else data.encode(), "x.txt")
    return [(message.id, message.params.get("line")) for message in caught.value.messages]


def line_of(text: str, start: str) -> int:
    return next(n for n, line in enumerate(text.split("\n"), 1) if line.startswith(start))


def labels(reading: Reading, number: int) -> list[str]:
    table = next(table for table in reading.tables if table.spec.number == number)
    return [row.row.label for row in table.rows]


def amounts(reading: Reading, number: int, label: str) -> tuple[int | None, ...]:
    table = next(table for table in reading.tables if table.spec.number == number)
    return next(row.amounts_fen for row in table.rows if row.row.label == label)


def kinds(reading: Reading, number: int) -> list[tuple[str, str]]:
    table = next(table for table in reading.tables if table.spec.number == number)
    return [(row.row.code, row.row.kind) for row in table.rows if len(row.row.code) == 3]


def unknown(reading: Reading) -> list[str]:
    return [placed.text for placed in reading.unknown]


@pytest.fixture
def real() -> Reading:
    oracle = SHARED / "oracle" / "baiyun-2023.json"
    found = list((SHARED / "seed").glob("*.txt")) if oracle.exists() else []
    if not found:
        pytest.skip(f"the real document and its transcription are not in {SHARED}")
    return read_bytes(found[0].read_bytes(), found[0].name)


class TestTheRealDocument:
    def test_equals_its_independent_transcription(self, real: Reading) -> None:
        oracle = json.loads((SHARED / "oracle" / "baiyun-2023.json").read_text("utf-8"))
        fields = ("code", "side", "unit")
        wanted = {
            t["table"]: [
                (squeeze(r["label"]), *(r.get(f, "") for f in fields), tuple(_cents(a) for a in r["amounts"]))
                for r in t["rows"]
            ]
            for t in oracle["tables"]
        }
        found = {
            t.spec.number: [(squeeze(r.row.label), *(getattr(r.row, f) for f in fields), r.amounts_fen) for r in t.rows]
            for t in real.tables
        }
        assert found == wanted
        assert [list(t.columns) for t in real.tables] == [t["columns"] for t in oracle["tables"]]
        assert sum(len(t.rows) for t in real.tables) == 236
        assert sum(len(r.amounts_fen) for t in real.tables for r in t.rows) == 760

    def test_leaves_nothing_over_and_joins_one_name(self, real: Reading) -> None:
        assert real.unknown == ()
        assert [(p.line, p.text) for p in real.joined] == [(520, "政务服务受理人员外包服务项目")]

    def test_settles_the_kind_of_every_block(self, real: Reading) -> None:
        assert kinds(real, 6) == [
            ("301", "行政"), ("301", "事业"), ("302", "行政"), ("302", "事业"), ("303", ""),
        ]  # fmt: skip
        assert kinds(real, 10) == [("301", "行政"), ("302", "行政"), ("302", "事业")]

    def test_knows_year_units_and_facts(self, real: Reading) -> None:
        assert (real.year, real.units[0]) == (2023, (real.entity, ""))
        assert [kind for _, kind in real.units[1:]] == ["事业", "事业"]
        assert real.facts["procurement"] == {
            "total": "2256.30", "goods": "11.10", "works": "0.00", "services": "2245.20",
        }  # fmt: skip
        assert real.facts["assets"]["fixed_assets"] == "3823.65"
        assert real.facts["key-projects"]["智慧白云一期项目经费"] == "2655.11"


def _cents(amount: str) -> int:
    return int(amount.replace(".", "")) * 10_000


class TestTheSameTablesPrintedOtherwise:
    @pytest.mark.parametrize(
        "style",
        [
            Style(),
            Style(trim=True),
            Style(form_feed=True),
            Style(one_label=True),
            Style(zero="—"),
            Style(zero="", thousands=False),
            Style(zero="", trim=True),
            Style(title_before="表 3 "),
            Style(title_before="2024年度"),
            Style(title_before=f"2024年{ENTITY}"),
            Style(title_before="某某委员会"),
            Style(page_number="- 3 -", sheet_label="公开03表"),
            Style(unit="元", unit_fen=100),
            Style(unit="千元", unit_fen=100_000),
        ],
        ids=str,
    )
    def test_gives_the_same_cells(self, style: Style) -> None:
        reading, plain = read(render(SMALL, style)), read(SMALL_TEXT)
        assert [t.rows[0].amounts_fen for t in reading.tables] == [t.rows[0].amounts_fen for t in plain.tables]
        assert [labels(reading, n) for n in (3, 6, 7, 11, 12)] == [labels(plain, n) for n in (3, 6, 7, 11, 12)]
        assert reading.unknown == ()

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
    @pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
    def test_in_any_encoding(self, encoding: str, newline: str) -> None:
        text = SMALL_TEXT.replace("\n", newline)
        assert read_bytes(text.encode(encoding), "x.txt").tables == read(SMALL_TEXT).tables

    @pytest.mark.parametrize(
        ("cell", "fen"),
        [
            ("1,234.50", 12_345_0 * 10_000),
            ("１，２３４．５０", 12_345_0 * 10_000),
            ("−0.51", -510_000),
            ("-0.51", -510_000),
            ("△0.51", -510_000),
            ("(0.51)", -510_000),
            ("（0.51）", -510_000),
            ("—", 0),
            ("", 0),
            ("***", None),
            ("涉密", None),
        ],
    )
    def test_amounts_are_exact_fen(self, cell: str, fen: int | None) -> None:
        text = SMALL_TEXT.replace("2010501\t行政运行\t10.00", f"2010501\t行政运行\t{cell}")
        reading = read(text)
        assert amounts(reading, 3, "行政运行")[0] == fen
        assert reading.tables[0].rows[3].printed[0] == cell

    def test_stray_spaces_and_brackets_do_not_matter(self) -> None:
        text = render(SMALL, Style(one_label=True))
        text = text.replace("[20105]统计信息事务", "［ 201 05 ］ 统 计信息 事务").replace("基本支出\t", "基 本支出\t")
        assert labels(read(text), 3)[2] == "统计信息事务"
        assert read(text).tables[0].rows[2].row.code == "20105"

    def test_pages_are_counted_by_form_feeds_or_by_titles(self) -> None:
        broken = Printed(ENTITY, 2024, (Sheet(TABLE_3.spec, TABLE_3.rows, frozenset({2, 3})),))
        assert [row.page for row in read(render(broken)).tables[0].rows] == [1, 1, 2, 3]
        assert [row.page for row in read(render(broken, Style(form_feed=True))).tables[0].rows] == [2, 2, 3, 4]

    def test_columns_may_be_missing_or_in_another_order(self) -> None:
        sheet = Sheet(TABLE_3.spec, TABLE_3.rows, columns=(2, 0, 1))
        table = read(render(Printed(ENTITY, 2024, (sheet,)))).tables[0]
        assert table.columns == ("项目支出", "合计", "基本支出")
        assert table.rows[0].amounts_fen == _fen(20, 30, 10)

    def test_a_damaged_header_is_known_by_its_place(self) -> None:
        text = SMALL_TEXT.replace("\t项目支出\t", "\t顼目支岀\t")
        assert read(text).tables[0].columns == read(SMALL_TEXT).tables[0].columns

    def test_amounts_in_a_column_without_a_header_refuse_the_document(self) -> None:
        text = re.sub(r"^(\d*\t[^\t]+\t[\d.]+\t[\d.]+)(\t.*)$", r"\1\t9.99\2", SMALL_TEXT, flags=re.M)
        text = text.replace("\t基本支出\t项目支出", "\t基本支出\t\t项目支出")
        text = text.replace("科目编码\t科目名称\t", "科目编码\t科目名称\t\t")
        assert {id for id, _ in problems(text)} == {"document.no-column"}

    def test_an_unknown_column_is_told_and_shifts_nothing(self) -> None:
        text = re.sub(r"^(\d*\t[^\t]+\t[\d.]+\t[\d.]+)(\t.*)$", r"\1\t9.99\2", SMALL_TEXT, flags=re.M)
        text = text.replace("\t基本支出\t项目支出", "\t基本支出\t去年同期\t项目支出")
        text = text.replace("科目编码\t科目名称\t", "科目编码\t科目名称\t\t")
        reading = read(text)
        assert unknown(reading) == ["去年同期"]
        assert amounts(reading, 3, "行政运行") == _fen(10, 10, 0, 0, 0, 0, 0)


class TestRowsOverLinesAndPages:
    def test_a_name_begun_on_the_line_before_its_amounts(self) -> None:
        reading = read(SMALL_TEXT.replace("云平台运行维护经费\t", "云平台运行\n维护经费\t"))
        assert labels(reading, 12)[2] == "云平台运行维护经费"
        assert [p.text for p in reading.joined] == ["云平台运行维护经费"]

    def test_a_unit_name_around_its_amounts(self) -> None:
        text = SMALL_TEXT.replace(f"\n{CENTRE}\t5", "\n测试市\n甲局乙\t5").replace("\n日常运作费", "\n中心\n日常运作费")
        assert labels(read(text), 12)[4] == CENTRE

    def test_the_name_of_a_code_in_two_pieces(self) -> None:
        text = SMALL_TEXT.replace("2010501\t行政运行\t", "2010501\t行政\t").replace(
            "\n\n注：无。", "\n\t运行\t\t\t\t\t\t\t\n\n注：无。", 1
        )
        assert labels(read(text), 3)[3] == "行政运行"

    def test_text_that_strayed_into_a_table_is_told(self) -> None:
        text = SMALL_TEXT.replace("\n大厅管理费\t", "\n以下内容有待补充。\n大厅管理费\t")
        assert unknown(read(text)) == ["以下内容有待补充。"]
        assert labels(read(text), 12) == labels(read(SMALL_TEXT), 12)

    def test_rows_of_an_unknown_table_stay_apart(self) -> None:
        other = "政府购买服务预算表\n\n单位：万元\n\n项目\t预算\n甲\t1.00\n乙\t2.00\n\n注：无。\n\n"
        before, title, after = SMALL_TEXT.rpartition("部门预算基本支出预算表\n")
        text = before + other + title + after
        reading = read(text)
        assert reading.tables[:3] == read(SMALL_TEXT).tables[:3]
        assert "甲\t1.00" in unknown(reading)

    def test_an_item_that_the_form_does_not_know_is_told(self) -> None:
        reading = read(SMALL_TEXT.replace("行政经费\t", "会议费合计\t"))
        assert unknown(reading) == ["会议费合计 1.00 1.00 0.00 0.00"]

    def test_control_characters_never_reach_a_name(self) -> None:
        reading = read(SMALL_TEXT.replace("云平台运行", "云\x1b[31m平台\x07运\u202e行\u200b"))
        assert labels(reading, 12)[2] == "云平台运行维护经费"


class TestUnitsAndBlocks:
    def test_a_class_printed_once_goes_where_the_sums_say(self) -> None:
        assert kinds(read(SMALL_TEXT), 6) == [("301", "行政"), ("301", "事业"), ("302", "行政")]

    def test_without_sums_a_class_printed_once_stays_open(self) -> None:
        reading = read(render(Printed(ENTITY, 2024, (TABLE_6,))))
        assert kinds(reading, 6) == [("301", "行政"), ("301", "事业"), ("302", "?")]

    def test_sums_that_contradict_leave_the_kind_open(self) -> None:
        text = SMALL_TEXT.replace("工资福利支出\t6.00\n", "工资福利支出\t5.00\n", 1)
        text = text.replace("工资福利支出\t3.00\n", "工资福利支出\t4.00\n", 1)
        assert kinds(read(text), 6)[:2] == [("301", "?"), ("301", "?")]

    def test_units_without_table_11_are_found_by_their_sums(self) -> None:
        reading = read(render(Printed(ENTITY, 2024, (TABLE_12,))))
        assert [row.row.unit for row in reading.tables[0].rows] == ["", ENTITY, ENTITY, ENTITY, CENTRE, CENTRE]

    @pytest.mark.parametrize(
        ("front", "kind"),
        [
            (f"所属事业单位 1 个，分别为{CENTRE}。", "事业"),
            (f"参照公务员法管理的事业单位 1 个，为{CENTRE}。", "参公"),
            (f"行政单位 2 个，包括{ENTITY}、{CENTRE}。", "行政"),
            (f"{CENTRE}（公益一类事业单位）负责运维。", "事业"),
            ("", ""),
        ],
    )
    def test_kinds_are_what_the_text_states(self, front: str, kind: str) -> None:
        printed = Printed(ENTITY, 2024, SMALL.sheets, (CENTRE,), front)
        assert dict(read(render(printed)).units)[CENTRE] == kind


class TestTheExplanation:
    def test_facts_are_read_over_line_breaks_and_in_any_unit(self) -> None:
        lines = (
            "四、政府采购情况", "2024年本部门政府采购安排1,234.", "- 31 -", "50万元，其中：货物类采购预算345,000元，",
            "五、国有资产占有使用情况", "截至2023年12月31日，本部门固定资产金额10万元，房屋12.5平方米，车辆3辆。",
        )  # fmt: skip
        reading = read(render(Printed(ENTITY, 2024, SMALL.sheets, explanation=lines)))
        assert reading.facts["procurement"] == {"total": "1234.50", "goods": "34.50"}
        assert reading.facts["assets"] == {
            "as_of": "2023-12-31", "fixed_assets": "10.00", "building_area": "12.5", "vehicles": "3",
        }  # fmt: skip
        assert [placed.text for placed in reading.text][1:] == list(lines)

    def test_the_year_comes_from_the_document_before_the_parameter(self) -> None:
        assert read(SMALL_TEXT, 2020).year == 2024
        assert read(SMALL_TEXT.replace("2024", ""), 2020).year == 2020


class TestWhatIsRefused:
    @pytest.mark.parametrize(
        ("data", "id"),
        [
            (b"", "empty"),
            (b" \n\t\n", "empty"),
            (b"\x89PNG\r\n\x1a\n\x00\x00", "no-text-layer"),
            (b"Rar!\x1a\x07\x00", "other-format"),
            (b"%PDF-1.7\n", "damaged"),
            (b"PK\x03\x04", "damaged"),
            (b"\xff\xfe\x00", "encoding"),
            (b"\xff\xff\xff", "encoding"),
            ("今天天气很好。\n".encode(), "not-a-budget"),
            (b"\n" * 200_000, "too-long"),
            (b"x" * 50_000_001, "too-large"),
        ],
        ids=lambda value: value if isinstance(value, str) else "",
    )
    def test_what_is_no_budget_document(self, data: bytes, id: str) -> None:
        assert problems(data) == [(f"document.{id}", None)]

    def test_a_document_of_no_year_or_of_nobody(self) -> None:
        assert problems(SMALL_TEXT.replace("2024", "")) == [("document.no-year", None)]
        nobody = SMALL_TEXT.replace(f"单位名称：{ENTITY}", "").replace(f"第一部分 {ENTITY}概况", "")
        assert problems(nobody) == [("document.no-entity", None)]

    @pytest.mark.parametrize(
        ("old", "new", "id", "at"),
        [
            ("行政运行\t10.00\t10.00", "行政运行\t10.00", "cells", "2010501"),
            ("行政运行\t10.00\t10.00", "行政运行\t10.00\t10.00\t10.00", "cells", "2010501"),
            ("行政运行\t10.00\t10.00", "行政运行\t10.00\tabc", "amount", "2010501"),
            ("行政运行\t10.00\t10.00", "行政运行\t10.00\t1,00.00", "amount", "2010501"),
            ("行政运行\t10.00\t10.00", "行政运行\t10.00\t1e5", "amount", "2010501"),
            ("行政运行\t10.00\t10.00", "行政运行\t10.00\t99999999999999.00", "amount", "2010501"),
            ("行政运行\t10.00\t10.00", "行政运行\t10.00\t0.0000001", "amount", "2010501"),
            ("2010501\t行政运行", "20105\t行政运行", "code-twice", "20105\t行政运行"),
            ("大厅管理费", "云平台运行维护经费", "row-twice", "云平台运行维护经费\t5.00"),
            ("[30201]办公费\t1.00", "[30201]办公费", "no-amounts", "[30201]"),
        ],
    )
    def test_a_row_that_is_wrong_is_named_with_its_line(self, old: str, new: str, id: str, at: str) -> None:
        text = SMALL_TEXT.replace(old, new, 1)
        assert problems(text) == [(f"document.{id}", line_of(text, at))]

    def test_an_item_that_stands_twice_in_one_block(self) -> None:
        text = SMALL_TEXT.replace("[30201]办公费\t1.00", "[30201]办公费\t1.00\n[30201]办公费\t1.00")
        assert problems(text) == [("document.code-twice", line_of(text, "[30201]") + 1)]

    def test_a_page_that_is_printed_twice(self) -> None:
        page = SMALL_TEXT[SMALL_TEXT.rindex("支出总体情况表") : SMALL_TEXT.rindex("一般公共预算基本支出情况表")]
        text = SMALL_TEXT.replace(page, page * 2)
        assert [id for id, _ in problems(text)] == ["document.page-twice"]

    def test_everything_that_is_wrong_is_said_at_once(self) -> None:
        text = SMALL_TEXT.replace("行政运行\t10.00\t10.00", "行政运行\t10.00\tabc").replace(
            "大厅管理费\t5.00", "大厅管理费\tx"
        )
        assert [id for id, _ in problems(text)] == ["document.amount", "document.amount"]

    @pytest.mark.parametrize(
        "long", ["x" * 1_000_000, " " * 1_000_000, "1" * 1_000_000, "（" * 1_000_000, "表" * 1_000_000]
    )
    def test_a_line_of_a_megabyte_takes_no_time(self, long: str) -> None:
        text = SMALL_TEXT.replace("\n大厅管理费", f"\n{long}\n大厅管理费").replace(
            "一、收支情况", f"一、收支情况\n{long}"
        )
        assert labels(read(text), 12)[0] == "合计"
