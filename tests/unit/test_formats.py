"""Every format gives the same statement as the text form; what is no such document is said in words."""

from __future__ import annotations

import re
import struct
import zipfile
from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from openpyxl import Workbook

from tests.support import endless
from tests.support.differences import differences
from tests.support.paper import Paper, Turned, pdf_of
from tests.support.saved import as_csv, as_docx, as_html, as_xlsx, repacked
from tests.unit.test_text_reader import SMALL_TEXT, read
from tracker.documents.docx import docx_lines
from tracker.documents.formats import format_of, lines_of_bytes
from tracker.documents.html import html_lines
from tracker.documents.lines import Line
from tracker.documents.pdf import pdf_lines
from tracker.documents.published import read_lines
from tracker.documents.reading import Reading
from tracker.documents.worker import attempted, bounded
from tracker.documents.xls import xls_lines
from tracker.documents.xlsx import xlsx_lines
from tracker.messages import render
from tracker.model.errors import DocumentError

LEGACY = Path(__file__).parents[1] / "golden" / "documents"
LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
LAUGHS = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "ha">{LAUGHS}]>'
BODY = "word/document.xml"
SHEET = "xl/worksheets/sheet1.xml"

Reader = Callable[[bytes, str], tuple[Line, ...]]
READERS: dict[str, Reader] = {
    "xlsx": xlsx_lines, "xls": xls_lines, "docx": docx_lines, "html": html_lines, "pdf": pdf_lines,
}  # fmt: skip


def lines(data: bytes) -> tuple[Line, ...]:
    """Told by the bytes as ever, but read in this process, which is quicker."""
    reader = READERS.get(format_of(data, "x"))
    if reader is None:
        return lines_of_bytes(data, "x")
    found, problems = attempted(reader, data, "x")
    if problems:
        raise DocumentError(*problems)
    assert found is not None
    return found


def reading(data: bytes) -> Reading:
    return read_lines(lines(data), "x", "0" * 64)


def problems(data: bytes) -> list[str]:
    with pytest.raises(DocumentError) as caught:
        reading(data)
    return [message.id.removeprefix("document.") for message in caught.value.messages]


def texts(data: bytes) -> list[str]:
    return [line.text for line in lines(data)]


def workbook(fill: Callable[[Workbook], None]) -> bytes:
    book, out = Workbook(), BytesIO()
    fill(book)
    book.save(out)
    return out.getvalue()


class TestTheSameStatement:
    @pytest.mark.parametrize("save", [as_html, as_csv, as_xlsx, as_docx])
    def test_in_every_format(self, save: Callable[[str], bytes]) -> None:
        assert differences(read(SMALL_TEXT), reading(save(SMALL_TEXT))) == []

    def test_in_a_workbook_with_a_sheet_a_table(self) -> None:
        assert differences(read(SMALL_TEXT), reading(as_xlsx(SMALL_TEXT, sheets=True))) == []

    def test_in_a_legacy_workbook(self) -> None:
        """Made with LibreOffice from the text beside it."""
        expected = read((LEGACY / "small.txt").read_text("utf-8"))
        assert differences(expected, reading((LEGACY / "small.xls").read_bytes())) == []

    def test_a_format_is_told_by_its_bytes_in_another_process(self) -> None:
        """The name says xls: it is a Word document."""
        assert len(lines_of_bytes(as_docx(SMALL_TEXT), "budget.xls")) == len(lines(as_docx(SMALL_TEXT)))

    @pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
    def test_html_in_the_encodings_in_use(self, encoding: str) -> None:
        page = as_html(SMALL_TEXT).decode().replace('<meta charset="utf-8">', "").encode(encoding)
        assert differences(read(SMALL_TEXT), reading(page)) == []


class TestPlaces:
    def test_of_amounts_in_a_sheet_are_cells(self) -> None:
        table = reading(as_xlsx(SMALL_TEXT, sheets=True)).tables[0]
        row = next(row for row in table.rows if row.row.code == "2010501")
        assert row.place.startswith("表2!")
        assert row.letters == ("C", "D", "E", "F", "G", "H", "I")

    def test_of_rows_in_a_document_are_tables_and_rows(self) -> None:
        found = reading(as_docx(SMALL_TEXT))
        row = next(row for row in found.tables[0].rows if row.row.code == "2010501")
        assert (row.place, row.letters) == ("[1]!6", ())
        assert found.text[0].place.startswith("¶")

    def test_of_a_problem_are_told_in_both_languages(self) -> None:
        wrong = SMALL_TEXT.replace("2010501\t行政运行\t10.00", "2010501\t行政运行\t1o.00")
        with pytest.raises(DocumentError) as caught:
            reading(as_xlsx(wrong, sheets=True))
        (message,) = caught.value.messages
        assert "表2!12 表3" in render(message, "zh")
        assert "表2!12, table 3" in render(message, "en")

    def test_of_a_line_of_csv_is_the_line(self) -> None:
        wanted = {line.number: line.text for line in lines(SMALL_TEXT.encode())}
        for line in lines(as_csv(SMALL_TEXT)):
            assert "".join(line.text.split()) == "".join(wanted[line.number].split())


class TestWorkbooks:
    @pytest.mark.parametrize(
        ("value", "format", "shown"),
        [
            (2977.2, "#,##0.00", "2,977.20"),
            (0.1 + 0.2, "General", "0.3"),
            (14416.559999999999, "0.00", "14416.56"),
            (2977.195, "#,##0.00", "2,977.20"),
            (2010301, "General", "2010301"),
            (5, "00", "05"),
            (-1234.5, "#,##0.00_);(#,##0.00)", "(1,234.50)"),
            (-1234.5, "#,##0.00_ ;[Red]-#,##0.00\\ ", "-1,234.50"),
            (0, '#,##0.00;-#,##0.00;"-"', "-"),
            (0.125, "0.0%", "12.5%"),
            (1234567, '#,##0,"千元"', "1,235千元"),
            (1e-7, "0.00", "0.00"),
            (-0.001, "0.00", "0.00"),
            (12345678901234.5, "General", "12345678901234.5"),
        ],
    )
    def test_numbers_are_read_as_they_are_displayed(self, value: float, format: str, shown: str) -> None:
        def fill(book: Workbook) -> None:
            book.active["A1"] = value
            book.active["A1"].number_format = format

        assert texts(workbook(fill)) == [shown]

    def test_codes_in_three_columns_keep_their_zeros(self) -> None:
        def fill(book: Workbook) -> None:
            for row in (("类", "款", "项", "名称", "合计"), (201, 3, 1, "行政运行", 5), (208, 5, 99, "其他", 1)):
                book.active.append(row)

        assert texts(workbook(fill))[1:] == ["201\t03\t01\t行政运行\t5", "208\t05\t99\t其他\t1"]

    def test_dates_are_read_in_their_format(self) -> None:
        def fill(book: Workbook) -> None:
            book.active["A1"] = datetime(2024, 3, 5)
            book.active["A1"].number_format = 'yyyy"年"m"月"d"日"'

        assert texts(workbook(fill)) == ["2024年3月5日"]

    def test_the_value_of_merged_cells_stands_in_the_first(self) -> None:
        def fill(book: Workbook) -> None:
            sheet = book.active
            for cell in ("A1", "B1", "C1", "C2"):
                sheet[cell] = cell
            sheet.merge_cells("A1:B2")

        data = repacked(
            workbook(fill), SHEET, lambda xml: xml.replace(b'<c r="B1" />', b'<c r="B1" t="str"><v>left</v></c>')
        )
        assert b"left" in zipfile.ZipFile(BytesIO(data)).read(SHEET)
        assert texts(data) == ["A1\t\tC1", "\t\tC2"]

    def test_a_formula_without_a_value_is_named(self) -> None:
        def fill(book: Workbook) -> None:
            book.active.title = "表5"
            book.active["A1"] = "x"
            book.active["C12"] = "=SUM(C1:C11)"

        with pytest.raises(DocumentError) as caught:
            lines(workbook(fill))
        assert [render(message, "en") for message in caught.value.messages] == [
            "x: formula without a value in 表5!C12; open and save it in a spreadsheet program"
        ]

    def test_a_formula_gives_the_value_that_was_computed(self) -> None:
        def fill(book: Workbook) -> None:
            book.active["A1"] = "=1+1"

        data = repacked(
            workbook(fill), SHEET, lambda xml: xml.replace(b"<v />", b"<v>2</v>").replace(b"<v></v>", b"<v>2</v>")
        )
        assert texts(data) == ["2"]

    def test_hidden_sheets_and_rows_are_read_and_said(self) -> None:
        def fill(book: Workbook) -> None:
            for n, sheet in enumerate((book.active, book.create_sheet("暗")), 1):
                sheet["A1"], sheet["B1"], sheet["A2"], sheet["B2"] = "项目", "预算", "甲", n
            book.worksheets[1].sheet_state = "hidden"
            book.worksheets[0].row_dimensions[2].hidden = True

        found = lines(workbook(fill))
        assert [line.hidden for line in found] == ["", "row", "sheet", "sheet"]
        with_hidden = repacked(
            as_xlsx(SMALL_TEXT, sheets=True),
            "xl/workbook.xml",
            lambda xml: re.sub(b'sheetId="3" state="visible"', b'sheetId="3" state="hidden"', xml),
        )
        assert reading(with_hidden).hidden == ("表2",)

    def test_a_sheet_with_a_million_empty_rows_is_as_long_as_what_it_holds(self) -> None:
        rows = b"".join(b'<row r="%d" ht="12"><c r="A%d" s="0"/></row>' % (n, n) for n in range(2, 20_000))

        def fill(book: Workbook) -> None:
            book.active["A1"], book.active["XFD1048576"] = "x", "y"

        data = repacked(workbook(fill), SHEET, lambda xml: xml.replace(b'<row r="1048576"', rows + b'<row r="1048576"'))
        assert [(line.place, line.text.strip("\t")) for line in lines(data)] == [
            ("Sheet!1", "x"),
            ("Sheet!1048576", "y"),
        ]

    def test_duplicate_sheets_are_a_page_that_stands_twice(self) -> None:
        head, _, rest = SMALL_TEXT.partition("一般公共预算基本支出情况表（按经济分类科目）\n\n单位名称")
        sheet = "一般公共预算基本支出情况表（按经济分类科目）\n\n单位名称" + rest.partition("财政拨款安排")[0]
        assert problems(
            as_xlsx(head + sheet + sheet + "财政拨款安排" + rest.partition("财政拨款安排")[2], sheets=True)
        ) == ["page-twice"]

    def test_columns_shifted_by_an_empty_cell_are_no_zeros(self) -> None:
        wrong = SMALL_TEXT.replace("[301]工资福利支出\t6.00", "[301]工资福利支出\t\t6.00")
        assert problems(as_xlsx(wrong, sheets=True)) == ["cells"]

    def test_control_and_direction_characters_are_left_out(self) -> None:
        def fill(book: Workbook) -> None:
            book.active["A1"] = "行政\u202e经费\u200f\tx\ny"

        assert texts(workbook(fill)) == ["行政经费x y"]


class TestWordDocuments:
    def test_spans_are_blank_after_their_first_place(self) -> None:
        document, out = Document(), BytesIO()
        table = document.add_table(3, 3)
        for n, cell in enumerate(cell for row in table.rows for cell in row.cells):
            cell.text = str(n)
        table.cell(0, 0).merge(table.cell(0, 1)).text = "wide"
        table.cell(1, 2).merge(table.cell(2, 2)).text = "tall"
        document.save(out)
        assert texts(out.getvalue()) == ["wide\t\t2", "3\t4\ttall", "6\t7\t"]

    def test_insertions_are_read_and_deletions_are_not(self) -> None:
        document, out = Document(), BytesIO()
        document.add_paragraph("KEPT")
        document.save(out)
        run = b"<w:r><w:t>%s</w:t></w:r>"
        change = (
            run % b"KEPT" + b"<w:ins>" + run % b" NEW" + b"</w:ins><w:del><w:r><w:delText>OLD</w:delText></w:r></w:del>"
        )
        assert texts(repacked(out.getvalue(), BODY, lambda xml: xml.replace(run % b"KEPT", change))) == ["KEPT NEW"]

    def test_numbers_that_are_printed_by_themselves_are_read(self) -> None:
        document, out = Document(), BytesIO()
        level = '<w:lvl w:ilvl="{}"><w:start w:val="1"/><w:numFmt w:val="{}"/><w:lvlText w:val="{}"/></w:lvl>'
        levels = level.format(0, "chineseCountingThousand", "%1、") + level.format(1, "decimal", "%2.")
        numbering = document.part.numbering_part.element
        for xml in (
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{levels}</w:abstractNum>',
            f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>',
        ):
            numbering.append(parse_xml(xml))
        for text, at in (("收支", 0), ("收入", 1), ("支出", 1), ("采购", 0), ("货物", 1)):
            properties = document.add_paragraph(text)._p.get_or_add_pPr()
            properties.append(
                parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{at}"/><w:numId w:val="77"/></w:numPr>')
            )
        document.save(out)
        assert texts(out.getvalue()) == ["一、收支", "1.收入", "2.支出", "二、采购", "1.货物"]

    def test_nothing_outside_is_fetched(self, tmp_path: Path) -> None:
        secret = tmp_path / "secret"
        secret.write_text("SECRET")
        document, out = Document(), BytesIO()
        document.add_paragraph("HERE")
        document.save(out)
        declared = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]><w:document '.encode()
        data = repacked(
            out.getvalue(), BODY, lambda xml: xml.replace(b"<w:document ", declared, 1).replace(b"HERE", b"HERE&e;")
        )
        assert texts(data) == ["HERE"]


class TestHtml:
    def test_a_page_is_what_a_browser_shows(self) -> None:
        page = (
            "<html><head><title>T</title><style>p {}</style></head><body><script>1</script><p>一<br>二 &amp;\n  三</p>"
            "<div style='display:none'>无</div>"
            "<table><tr><td><table><tr><th rowspan=2>甲</th><th colspan=2>乙</th></tr>"
            "<tr><td>1<br>2<td>3</table></td></tr></table>尾</body>"
        )
        assert texts(page.encode()) == ["一", "二 & 三", "甲\t乙\t", "\t12\t3", "尾"]

    def test_a_workbook_that_is_html(self) -> None:
        """What many systems export as .xls."""
        data = b"<html xmlns:x='urn:schemas-microsoft-com:office:excel'><table><tr><td>A<td>1</table>"
        assert texts(data) == ["A\t1"]


class TestPdf:
    def test_a_ruled_table_and_the_text_around_it(self) -> None:
        page = Paper()
        page.write(50, 40, "标题")
        page.grid(100, (50, 200, 300), [("项目", "预算"), ("行政经费", "1.00")])
        page.write(50, 160, "注：无。")
        assert texts(pdf_of([page])) == ["标题", "项目\t预算", "行政经费\t1.00", "注：无。"]

    def test_a_table_without_rules_is_cut_where_its_amounts_stand(self) -> None:
        page = Paper()
        page.write(180, 100, "收入")
        page.write(50, 106, "项目")
        page.write(170, 116, "拨款")
        page.write(230, 116, "其他")
        rows = (("甲", "1.00", "12.00"), ("乙", "", "3.50"), ("丙", "0.00", "4.00"))
        for n, (label, first, second) in enumerate(rows):
            page.write(50, 140 + 20 * n, label)
            page.write(170, 140 + 20 * n, first)
            page.write(230, 140 + 20 * n, second)
        assert texts(pdf_of([page])) == ["项目\t收入\t", "\t拨款\t其他", *map("\t".join, rows)]

    def test_a_wrapped_label_belongs_to_the_row_that_it_stands_beside(self) -> None:
        page = Paper()
        for n, pieces in enumerate((("公务用车", "购置"), ("公务", "接待费"), ("培训费",))):
            top = 100 + 40 * n
            for i, piece in enumerate(pieces):
                page.write(50, top + 12 * i, piece)
            page.write(170, top + 6 * (len(pieces) - 1), f"{n + 1}.00")
            page.write(230, top + 6 * (len(pieces) - 1), "0.00")
        assert texts(pdf_of([page])) == ["公务用车购置\t1.00\t0.00", "公务接待费\t2.00\t0.00", "培训费\t3.00\t0.00"]

    def test_rules_between_rows_part_them(self) -> None:
        page = Paper()
        for n, pieces in enumerate((("公务用车", "购置"), ("公务", "接待费"))):
            page.rule(40, 98 + 26 * n, 400, 98 + 26 * n)
            for i, piece in enumerate(pieces):
                page.write(50, 100 + 26 * n + 12 * i, piece)
            page.write(170, 106 + 26 * n, f"{n + 1}.00")
        page.rule(40, 150, 400, 150)
        assert texts(pdf_of([page])) == ["公务用车购置\t1.00", "公务接待费\t2.00"]

    def test_a_frame_around_rules_between_rows_is_no_table_of_one_column(self) -> None:
        page = Paper()
        for n, row in enumerate((("项目", "预算"), ("公务用车购置", "1.00"), ("公务接待费", "2.00"))):
            for x, cell in zip((50, 170), row, strict=True):
                page.write(x, 104 + 20 * n, cell)
        page.grid(100, (40, 400), [("",)] * 3)
        assert texts(pdf_of([page])) == ["项目\t预算", "公务用车购置\t1.00", "公务接待费\t2.00"]

    def test_a_number_in_a_page_without_amounts_is_read(self) -> None:
        page = Paper()
        page.write(50, 80, "单位：万元")
        for n, row in enumerate((("序号", "年度", "备注"), ("甲", "2024", "无"))):
            for x, cell in zip((50, 170, 290), row, strict=True):
                page.write(x, 100 + 12 * n, cell)
        assert "2024" in "".join(texts(pdf_of([page])))

    def test_a_table_goes_on_over_pages_and_a_row_is_not_lost_at_a_break(self) -> None:
        pages = [Paper(), Paper(), Paper()]
        edges = (50, 200, 300)
        pages[0].grid(700, edges, [("项目", "预算"), ("甲", "1.00")])
        pages[0].write(52, 742, "乙的前半")
        pages[0].write(202, 742, "2.00")
        pages[1].write(52, 88, "后半")
        pages[1].grid(100, edges, [("丙", "3.00")])
        pages[2].grid(100, edges, [("丁", "4.00")])
        for n, page in enumerate(pages, 1):
            page.write(290, 780, f"- {n} -")
        assert texts(pdf_of(pages)) == ["项目\t预算", "甲\t1.00", "乙的前半\t2.00", "后半\t", "丙\t3.00", "丁\t4.00"]

    def test_a_paragraph_goes_on_over_a_page(self) -> None:
        pages = [Paper(), Paper()]
        for n in range(6):
            pages[0].write(50, 600 + 15 * n, "一行很长的文字到右边" * 5)
        pages[0].write(300, 780, "1")
        pages[1].write(50, 100, "末尾。")
        pages[1].write(300, 780, "2")
        assert [line.text.count("一行") for line in lines(pdf_of(pages))] == [30]
        assert texts(pdf_of(pages))[0].endswith("末尾。")

    def test_heads_and_feet_of_pages_are_left_out_and_titles_are_not(self) -> None:
        pages = [Paper() for _ in range(4)]
        for n, page in enumerate(pages, 1):
            page.write(50, 20, f"某单位预算 {n}")
            page.write(50, 40, "收支总体情况表")
            page.write(50, 200, "行" * n)
            page.write(300, 780, f"第 {n} 页 共 4 页")
        assert texts(pdf_of(pages)) == [text for n in range(1, 5) for text in ("收支总体情况表", "行" * n)]

    def test_numbers_in_running_text_are_no_columns(self) -> None:
        page = Paper()
        for n in range(4):
            x = 50.0
            for piece in (f"{'本部门' * (n + 1)}比上年增加", f"{n}1.50", "万元，增长", "5.00", "个百分点，为", "3.25"):
                page.write(x, 100 + 15 * n, piece)
                x += sum(5 if char.isascii() else 10 for char in piece) + 2.5
        assert not any("\t" in text for text in texts(pdf_of([page])))

    def test_plain_text_that_was_printed_is_read_by_its_tab_stops(self) -> None:
        page = Paper()
        rows = [("项目", "", "预算", "其他", "合计")]
        rows += [(f"名称{'长' * n}", "", f"{n}.00", "0.00", f"{n},000.00") for n in range(12)]
        rows += [("", "", "9.00", "", "9.00")]
        for n, row in enumerate(rows):
            x = 50.0
            for cell in row:
                page.write(x, 100 + 12 * n, cell)
                end = x + sum(5 if char.isascii() else 10 for char in cell)
                x = 50 + ((end - 50) // 36 + 1) * 36
        found = texts(pdf_of([page]))
        assert found == ["\t".join(row) for row in rows]

    @pytest.mark.parametrize(("turn", "rotate"), [
        ("0 1 -1 0 800 0", 0), ("0 -1 1 0 0 600", 0), ("0 1 -1 0 800 0", 90), ("-1 0 0 -1 600 800", 0),
        ("1 0 0 1 0 0", 180),
    ])  # fmt: skip
    def test_a_page_on_its_side(self, turn: str, rotate: int) -> None:
        page = Turned(turn)
        page.grid(100, (50, 200, 300), [("项目", "预算"), ("行政经费", "1.00")])
        page.write(50, 160, "注：无。")
        data = pdf_of([page]).replace(b"/Contents", b"/Rotate %d /Contents" % rotate)
        assert texts(data) == ["项目\t预算", "行政经费\t1.00", "注：无。"]

    def test_fonts_without_characters_are_said(self) -> None:
        page = Paper()
        page.write(50, 50, "部门预算表" * 5)
        assert problems(pdf_of([page], characters=False)) == ["no-characters"]

    def test_a_scan_is_said(self) -> None:
        assert problems(pdf_of([Paper()])) == ["no-text-layer"]


class TestWhatCannotBeRead:
    @pytest.mark.parametrize("save", [as_xlsx, as_docx])
    def test_a_truncated_archive(self, save: Callable[[str], bytes]) -> None:
        data = save(SMALL_TEXT)
        assert problems(data[: len(data) // 2]) == ["damaged"]

    def test_truncated_files_of_other_kinds(self) -> None:
        legacy, page = (LEGACY / "small.xls").read_bytes(), Paper()
        page.write(50, 50, "文字")
        assert problems(legacy[: len(legacy) // 3]) == ["damaged"]
        assert problems(pdf_of([page])[:300]) in (["damaged"], ["no-text-layer"])

    def test_encrypted_files(self) -> None:
        ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le")
        assert problems(ole) == ["encrypted"]
        key = b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >>" % (b"00" * 32, b"00" * 32)
        page = pdf_of([Paper()]).replace(b"/Root 1 0 R", b"/Root 1 0 R /ID [<00> <00>] " + key)
        assert problems(page) == ["encrypted"]

    @pytest.mark.parametrize("format", ["rtf", "zip", "OpenDocument", "xlsb", "xml", "doc"])
    def test_other_formats_are_named(self, format: str) -> None:
        def archive(name: str) -> bytes:
            out = BytesIO()
            with zipfile.ZipFile(out, "w") as file:
                file.writestr(name, "x")
            return out.getvalue()

        ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le")
        data = {
            "rtf": b"{\\rtf1", "zip": archive("a.txt"), "OpenDocument": archive("content.xml"),
            "xlsb": archive("xl/workbook.bin"), "xml": b"<?xml version='1.0'?><Workbook/>", "doc": ole,
        }  # fmt: skip
        with pytest.raises(DocumentError) as caught:
            lines(data[format])
        assert caught.value.messages[0].params["format"] == format

    def test_archives_that_unpack_to_more_than_they_seem(self) -> None:
        bomb = repacked(
            as_docx("x"), BODY, lambda xml: xml.replace(b"</w:body>", b"<w:p/>" * 10_000_000 + b"</w:body>")
        )
        assert problems(bomb) == ["unpacks-too-large"]
        size = zipfile.ZipFile(BytesIO(bomb)).getinfo(BODY).file_size
        assert problems(bomb.replace(struct.pack("<I", size), struct.pack("<I", 1000))) == ["damaged"]

    @pytest.mark.parametrize(("save", "member"), [(as_docx, BODY), (as_xlsx, SHEET)])
    def test_entities_that_multiply(self, save: Callable[[str], bytes], member: str) -> None:
        def change(xml: bytes) -> bytes:
            body = xml.decode().rpartition("?>")[2]
            at = body.index(">", body.index("<w:t" if member == BODY else "<v")) + 1
            return f"{LAUGHS}{body[:at]}&a9;{body[at:]}".encode()

        assert problems(repacked(save("甲\t1.00\n乙\t2.00"), member, change)) == ["damaged"]

    def test_tags_nested_a_million_deep(self) -> None:
        assert problems(b"<html>" + b"<div>" * 1_000_000 + b"x") == ["nested-too-deep"]

    def test_a_pdf_of_thousands_of_pages(self) -> None:
        assert problems(pdf_of([Paper()] * 1001)) == ["too-many-pages"]

    def test_a_page_tree_that_is_a_ring(self) -> None:
        data = pdf_of([Paper()])
        assert problems(data.replace(b"/Kids [7 0 R]", b"/Kids [2 0 R]")) == ["no-text-layer"]

    def test_pictures_are_scans(self) -> None:
        assert problems(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR") == ["no-text-layer"]


class TestMoneyUnits:
    def test_two_units_in_one_table_are_refused(self) -> None:
        head = "部门预算项目支出及其他支出预算表\n\n单位名称：测试市甲局\n\n单位：万元\n"
        assert head in SMALL_TEXT
        assert problems(SMALL_TEXT.replace(head, f"{head}\n单位：元\n").encode()) == ["units-differ"]

    def test_a_unit_that_the_amounts_belie_is_remarked(self) -> None:
        before, title, after = SMALL_TEXT.rpartition("一般公共预算基本支出情况表")
        (remark,) = reading((before + title + after.replace("单位：万元", "单位：元", 1)).encode()).remarks
        assert render(remark, "en") == (
            "10.00 in table 11 (万元) is 10000 times 10.00 in table 6 (元): one of the units must be wrong"
        )

    def test_units_that_agree_are_not_remarked(self) -> None:
        assert reading(SMALL_TEXT.encode()).remarks == ()


class TestTheWorker:
    def test_gives_back_what_the_function_gives(self) -> None:
        assert bounded(endless.count, b"abc", "x") == 3

    @pytest.mark.parametrize(
        ("function", "seconds", "id"),
        [
            (endless.for_ever, 0.5, "takes-too-long"),
            (endless.for_much, 60, "takes-too-much"),
            (endless.crash, 60, "damaged"),
        ],
    )
    def test_ends_what_does_not_end(self, function: Callable[[bytes, str], int], seconds: float, id: str) -> None:
        with pytest.raises(DocumentError) as caught:
            bounded(function, b"x", "x", seconds=seconds, megabytes=1000)
        assert [message.id for message in caught.value.messages] == [f"document.{id}"]
