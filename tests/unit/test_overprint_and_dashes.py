"""What lies across a page, dashes that stand elsewhere in their column, amounts that stand among labels."""

from __future__ import annotations

from dataclasses import replace

from tests.support.paper import Paper, pdf_of
from tests.unit.test_lost_tables import seen
from tests.unit.test_tables_without_borders import texts, width_of
from tests.unit.test_text_reader import ENTITY, SMALL_TEXT, labels, problems, read, unknown
from tracker.documents.lines import lines_of
from tracker.documents.pdf import pdf_lines
from tracker.documents.published import read_lines

ROWS = (("甲", "1.00", "2.00"), ("乙", "3.00", "4.00"), ("丙", "5.00", "6.00"))


def grid(page: Paper) -> None:
    page.grid(100, (50, 150, 250, 350), ROWS)


class Aslant(Paper):
    """A page with a text that rises across it."""

    def content(self) -> bytes:
        marks = (
            f"BT /F 60 Tf .7 .7 -.7 .7 {100 + 50 * n} {620 + 50 * n} Tm <{ord(c):04X}> Tj ET"
            for n, c in enumerate("公开")
        )
        return super().content() + "\n".join(("", *marks)).encode()


def test_a_text_aslant_across_a_table_is_no_part_of_it() -> None:
    page = Aslant()
    grid(page)
    assert texts(pdf_of([page])) == ["\t".join(row) for row in ROWS]


def test_a_large_text_behind_a_table_is_no_part_of_it_and_a_large_title_stays() -> None:
    page = Paper()
    page.write(50, 60, "预算表", 24)
    grid(page)
    page.write(120, 95, "内部资料", 60)
    assert texts(pdf_of([page])) == ["预算表", *("\t".join(row) for row in ROWS)]


def test_a_dash_at_the_left_of_a_column_whose_amounts_stand_at_the_right_is_in_it() -> None:
    page = Paper()
    rows = (
        ("项目", "总计", "基本", "其他"),
        ("甲", "-", "12.00", "-"),
        ("乙", "345.00", "-", "6,789.00"),
        ("丙", "-", "4.00", "5.00"),
    )
    for n, (label, *cells) in enumerate(rows):
        page.write(50, 100 + 20 * n, label)
        for left, cell in zip((100, 200, 300), cells, strict=True):
            page.write(left if cell == "-" else left + 80 - width_of(cell), 100 + 20 * n, cell)
    assert texts(pdf_of([page])) == ["\t".join(row) for row in rows]


def test_an_amount_where_labels_stand_is_never_a_part_of_a_name() -> None:
    text = SMALL_TEXT.replace("2010501\t行政运行\t10.00\t10.00", "2010501\t10.00\t\t10.00", 1)
    assert [id for id, _ in problems(text)] == ["document.no-column"]
    assert [lost.number for lost in seen(text).lost] == [3]


def test_a_line_between_a_title_and_the_head_of_its_page_begins_no_other_table() -> None:
    head = f"支出总体情况表\n\n单位名称：{ENTITY}"
    text = SMALL_TEXT.replace(head, f"支出总体情况表\n\n（草案送审稿）\n\n单位名称：{ENTITY}", 1)
    assert labels(read(text), 3) == labels(read(SMALL_TEXT), 3)
    assert unknown(read(text)) == ["（草案送审稿）"]
    running = SMALL_TEXT.replace(head, f"支出总体情况表\n\n{ENTITY}2024年部门预算公开\n\n单位名称：{ENTITY}", 1)
    assert unknown(read(running)) == []


def test_a_table_that_reaches_over_the_edge_of_its_page_is_lost() -> None:
    pages = [Paper(), Paper()]
    for page, right in zip(pages, (550, 700), strict=True):
        page.grid(100, (50, 150, 250, right), ROWS)
    found = [[line.off_page for line in pdf_lines(pdf_of([page]), "x")] for page in pages]
    assert found == [[False] * 3, [True] * 3]
    off = tuple(replace(line, off_page="行政运行" in line.text) for line in lines_of(SMALL_TEXT))
    (lost,) = read_lines(off, "x", "0" * 64, by_sight=True).lost
    assert (lost.number, [message.id for message in lost.problems]) == (3, ["document.off-page"])


def test_a_header_that_ran_into_a_name_loses_the_table() -> None:
    text = SMALL_TEXT.replace("大厅管理费\t5.00", "大厅支出项目类别管理费\t5.00", 1)
    assert [lost.number for lost in seen(text).lost] == [12]
    assert read(text).lost == ()
