"""PDF tables without rules around their cells: what is written row by row, what tags say, what stays uncertain."""

from __future__ import annotations

from itertools import accumulate

from hypothesis import given
from hypothesis import strategies as st

from tests.support.paper import SIZE, Paper, Tagged, pdf_of
from tracker.documents.grid import Box, laid_out
from tracker.documents.pdf import pdf_lines


def texts(data: bytes) -> list[str]:
    return [line.text for line in pdf_lines(data, "x")]


def width_of(text: str) -> float:
    return sum(SIZE / 2 if char.isascii() else SIZE for char in text)


def centred(page: Paper, x: float, y: float, text: str) -> None:
    page.write(x - width_of(text) / 2, y, text)


def test_amounts_at_the_right_may_stand_close_to_the_label_beside_them() -> None:
    page = Paper()
    for n, (left, amount, right, other) in enumerate(
        (
            ("项目", "预算", "项目", "预算"),
            ("一、拨款", "14,416.56", "一、公共服务", "2,304.23"),
            ("二、其他", "0.00", "二、外交", "0.00"),
        )
    ):
        y = 100 + 18 * n
        page.write(50, y, left)
        page.write(160 - width_of(amount), y, amount)
        page.write(163, y, right)
        page.write(330 - width_of(other), y, other)
    assert texts(pdf_of([page])) == [
        "项目\t预算\t项目\t预算", "一、拨款\t14,416.56\t一、公共服务\t2,304.23", "二、其他\t0.00\t二、外交\t0.00",
    ]  # fmt: skip


def test_a_group_over_the_middle_of_its_columns_stays_apart_from_the_label_under_it() -> None:
    page = Paper()
    centred(page, 70, 110, "项目")
    centred(page, 150, 110, "总计")
    centred(page, 290, 100, "财政拨款")
    for piece, y in (("财政专户", 105), ("拨款", 117)):
        centred(page, 450, y, piece)
    for x, pieces in ((220, ("合计",)), (290, ("一般公共", "预算")), (360, ("政府性基", "金预算"))):
        for n, piece in enumerate(pieces):
            centred(page, x, 122 + 12 * n + 6 * (2 - len(pieces)), piece)
    for n, label in enumerate(("甲", "乙", "丙")):
        y = 160 + 24 * n
        page.write(55, y, label)
        for x in (150, 220, 290, 360, 450):
            centred(page, x, y, f"{n}.00")
    assert texts(pdf_of([page])) == [
        "项目\t总计\t财政拨款\t\t\t财政专户拨款", "\t\t合计\t一般公共预算\t政府性基金预算\t",
        *(f"{label}" + f"\t{n}.00" * 5 for n, label in enumerate("甲乙丙")),
    ]  # fmt: skip


def test_rows_of_labels_alone_are_no_wrapped_label() -> None:
    page = Paper()
    rows = (
        ("项目", "预算"),
        ("四、公共安全", "1.00"),
        ("五、教育", ""),
        ("六、科学技术", ""),
        ("七、文化", "3.00"),
        ("合计", "4.00"),
    )
    for n, (label, amount) in enumerate(rows):
        page.write(50, 100 + 15 * n, label)
        if amount:
            page.write(200, 100 + 15 * n, amount)
    assert texts(pdf_of([page])) == ["\t".join(row) for row in rows]


def test_a_number_in_a_wrapped_name_is_no_cell() -> None:
    page = Paper()
    page.write(50, 100, "项目")
    page.write(160, 100, "预算")
    for n in range(2):
        y = 120 + 40 * n
        page.write(50, y, "12345")
        page.write(77.5, y, "热线智慧")
        page.write(50, y + 12, "系统经费")
        page.write(160, y + 6, "2.00")
    page.write(50, 200, "培训费")
    page.write(160, 200, "1.00")
    page.write(50, 220, "会议费")
    page.write(160, 220, "1.00")
    assert texts(pdf_of([page]))[1] == "12345热线智慧系统经费\t2.00"


def test_backgrounds_of_rows_are_no_rules() -> None:
    page = Paper()
    for n, row in enumerate((("项目", "预算"), ("甲", "1.00"), ("乙", "2.00"), ("丙", "3.00"))):
        if n % 2:
            page.shade(50, 98 + 20 * n, 150, 116 + 20 * n)
            page.shade(150, 98 + 20 * n, 250, 116 + 20 * n)
        page.write(52, 100 + 20 * n, row[0])
        page.write(152, 100 + 20 * n, row[1])
    assert texts(pdf_of([page])) == ["项目\t预算", "甲\t1.00", "乙\t2.00", "丙\t3.00"]


def test_tags_part_cells_that_touch_and_join_what_a_page_cuts() -> None:
    pages = [Paper(), Paper()]
    rows: list[list[Tagged]] = []
    number = 0
    for n, (label, first, second) in enumerate((("项目", "预算", "决算"), ("甲单位的", "12.00", "34.00"))):
        rows.append([])
        for x, cell in ((50, label), (100, first), (125, second)):
            pages[0].write(x, 700 + 20 * n, cell, content=number)
            rows[-1].append(Tagged(((0, number),)))
            number += 1
    pages[1].write(50, 60, "经费", content=0)
    rows[1][0] = Tagged((*rows[1][0].content, (1, 0)))
    rows.append([])
    for x, cell in ((50, "乙单位"), (100, "1.00"), (125, "2.00")):
        pages[1].write(x, 80, cell, content=len(rows[-1]) + 1)
        rows[-1].append(Tagged(((1, len(rows[-1]) + 1),)))
    assert texts(pdf_of(pages, tags=rows)) == ["项目\t预算\t决算", "甲单位的经费\t12.00\t34.00", "乙单位\t1.00\t2.00"]


def test_an_amount_that_may_be_of_either_label_is_under_none() -> None:
    header = [[Box("项目", (50, 70)), Box("公务接待费", (140, 190)), Box("因公出国费", (240, 290))]]
    body = [[Box("预算数", (50, 80)), Box("1.35", (200, 220), amount=True)]]
    rows = laid_out(header, body, SIZE)
    assert rows is not None
    assert rows[0][rows[1].index("1.35")] == ""


def test_a_group_that_may_reach_over_either_of_two_columns_makes_no_header() -> None:
    labels = [Box(text, (x, x + 20)) for x, text in ((0, "甲"), (40, "乙"), (80, "丙"))]
    sure = [[Box("左", (20, 40)), Box("右", (80, 100))], labels]
    doubtful = [[Box("左", (10, 30)), Box("右", (70, 90))], labels]
    body = [[Box("1.00", (x, x + 20), amount=True) for x in (0, 40, 80)]]
    assert laid_out(sure, body, SIZE) == [["左", "", "右"], ["甲", "乙", "丙"], ["1.00"] * 3]
    assert laid_out(doubtful, body, SIZE) == [["左 右", "", ""], ["甲 乙 丙", "", ""], ["1.00"] * 3]


def test_tags_that_leave_something_out_are_not_believed() -> None:
    page = Paper()
    rows: list[list[Tagged]] = []
    number = 0
    for n, row in enumerate((("项目", "预算", "决算"), ("公务用车", "12.00", "34.00"), ("培训费", "1.00", "2.00"))):
        rows.append([])
        for x, cell in zip((50, 150, 250), row, strict=True):
            known = cell[:2] if cell == "公务用车" else cell
            page.write(x, 100 + 20 * n, known, content=number)
            if known != cell:
                page.write(x + width_of(known), 100 + 20 * n, cell[2:])
            rows[-1].append(Tagged(((0, number),)))
            number += 1
    assert texts(pdf_of([page], tags=rows)) == ["项目\t预算\t决算", "公务用车\t12.00\t34.00", "培训费\t1.00\t2.00"]


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[list[str]], list[float]]:
    """The rows of a table of amounts, one of them with all cells, and where its columns begin."""
    widths = draw(st.lists(st.integers(40, 120), min_size=2, max_size=6))
    cell = st.sampled_from(("", "0.00", "1.00", "123.45", "-7.00"))
    rows = draw(st.lists(st.lists(cell, min_size=len(widths), max_size=len(widths)), max_size=6))
    return [["1.00"] * len(widths), *(row for row in rows if any(row))], [0.0, *accumulate(map(float, widths))]


@given(tables(), st.sampled_from((0.0, 0.5, 1.0)))
def test_cells_come_back_to_their_columns_however_they_are_aligned(
    table: tuple[list[list[str]], list[float]], aligned: float
) -> None:
    rows, edges = table

    def box(n: int, text: str, share: float) -> Box:
        room = edges[n + 1] - edges[n] - 4 - width_of(text)
        left = edges[n] + 2 + share * room
        return Box(text, (left, left + width_of(text)), amount=True)

    header = [[box(n, f"H{n}", 0.5) for n in range(len(edges) - 1)]]
    body = [[box(n, cell, aligned) for n, cell in enumerate(row) if cell] for row in rows]
    assert laid_out(header, body, SIZE) == [[f"H{n}" for n in range(len(edges) - 1)], *rows]
