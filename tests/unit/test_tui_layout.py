"""A grid in a given width: every line exactly as wide, amounts below each other, text literal."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tracker.tui.cells import CUT, fit, fit_line, wrap
from tracker.tui.grid import Grid, GridColumn, GridRow
from tracker.tui.layout import GUTTER, Layout, LayPiece

NAMES = (
    "合计",
    "机关事业单位基本养老保险缴费支出",
    "Basic pension",
    "其他政府办公厅（室）及相关机构事务支出",
    "混排 mixed 名称abc",
)
HOSTILE = (
    "[/red]",
    "[b]粗[/b]",
    "[=",
    "\x1b[31m红\x1b[0m",
    "制表\t符\n换行",
    "\u202e右到左",
    "e\u0301组合",
    "长" * 300,
    "👩‍👩‍👧家",
    "\u200b零宽",
)
AMOUNTS = ("14,416.56", "0.00", "-1,250.00", "--")


def grid(names: tuple[str, ...] = NAMES, *, columns: int = 8, coded: bool = True) -> Grid:
    first = (GridColumn("编码", frozen=True, tree=True),) if coded else ()
    heads = (
        "合计",
        "基本支出",
        "项目支出",
        "事业单位经营支出",
        "对附属单位补助支出",
        "上缴上级支出",
        "结转下年",
        "Other funds",
    )
    amounts = (
        GridColumn(head, right=True, least=10, group="财政拨款" if i % 3 == 1 else "") for i, head in enumerate(heads)
    )
    rows = tuple(
        GridRow(
            f"r{i}",
            (*(("201" + "01" * (i % 3),) if coded else ()), name, *(AMOUNTS[(i + n) % 4] for n in range(columns))),
            level=i % 4,
            parent=f"r{i - 1}" if i % 4 else "",
            mark="*" if i % 2 else " ",
        )
        for i, name in enumerate(names)
    )
    name = GridColumn("名称", frozen=True, stretch=True, tree=not coded)
    return Grid((*first, name, *tuple(amounts)[:columns]), rows, pinned=True)


def text(pieces: list[LayPiece]) -> str:
    return "".join(piece.text for piece in pieces)


def right_edges(pieces: list[LayPiece]) -> dict[int, int]:
    """Where each column ends, in cells."""
    edges, x = {}, 0
    for piece in pieces:
        x += cell_len(piece.text)
        if piece.column >= 0:
            edges[piece.column] = x
    return edges


@pytest.mark.parametrize("coded", [True, False], ids=["with codes", "without codes"])
@pytest.mark.parametrize("width", range(40, 201))
def test_03_every_line_is_as_wide_as_the_widget_and_its_columns_end_at_the_same_cell(width: int, coded: bool) -> None:
    for names in (NAMES, HOSTILE):
        layout = Layout.of(grid(names, coded=coded), width)
        for first in range(len(layout.scrolling)):
            at = Layout(layout.grid, width, layout.natural, first)
            lines = [at.header(n) for n in range(at.header_lines)]
            lines += [at.row(row, cursor=i == 1, folded=i == 2) for i, row in enumerate(at.grid.rows)]
            assert {cell_len(text(line)) for line in lines} == {width}
            assert len({tuple(right_edges(line).items()) for line in lines}) == 1


@pytest.mark.parametrize("width", [60, 80, 100, 120, 160])
def test_amounts_in_view_are_never_cut(width: int) -> None:
    layout = Layout.of(grid(), width)
    assert layout.moving
    for row in layout.grid.rows:
        shown = [piece.text.strip() for piece in layout.row(row, cursor=False, folded=False) if piece.column >= 2]
        assert shown == [row.cells[slot.column] for slot in layout.moving]


@pytest.mark.parametrize("name", HOSTILE, ids=lambda name: ascii(name)[:24])
def test_19_hostile_text_is_shown_and_no_control_character_is_passed_on(name: str) -> None:
    layout = Layout.of(grid((name,), columns=1), 120)
    line = text(layout.row(layout.grid.rows[0], cursor=False, folded=False))
    assert line.isprintable()
    if name.isprintable() and len(name) < 20:
        assert name in line


def test_signs_tell_which_columns_are_out_of_view() -> None:
    layout = Layout.of(grid(), 80)
    assert text(layout.header(layout.header_lines - 1)).endswith(">")
    last = layout.scrolling[-1]
    moved = Layout(layout.grid, 80, layout.natural, layout.first_for(last))
    header = text(moved.header(moved.header_lines - 1))
    assert "<" in header
    assert not header.endswith(">")
    assert last in [slot.column for slot in moved.moving]


def test_columns_that_all_fit_leave_the_name_whole() -> None:
    layout = Layout.of(grid(columns=3), 160)
    assert not layout.hidden_after
    assert all(CUT not in text(layout.row(row, cursor=False, folded=False)) for row in layout.grid.rows)


def test_a_place_on_the_screen_belongs_to_the_column_that_is_drawn_there() -> None:
    layout = Layout.of(grid(), 100)
    x = GUTTER
    for piece in layout.row(layout.grid.rows[0], cursor=False, folded=False)[1:]:
        if piece.column >= 0:
            assert layout.column_at(x) == piece.column
            assert layout.column_at(x + cell_len(piece.text) - 1) == piece.column
        x += cell_len(piece.text)


@pytest.mark.parametrize("width", range(30))
@pytest.mark.parametrize("right", [False, True])
def test_fit_is_exact_for_any_text(width: int, right: bool) -> None:
    for name in NAMES + HOSTILE + ("",):
        assert cell_len(fit(name, width, right)) == width


def test_what_is_cut_says_so() -> None:
    assert fit("一般公共服务", 8) == "一般公~ "
    assert fit("一般公共服务", 9) == "一般公共~"
    assert fit_line([("一般公共", "dim"), ("服务支出", "")], 11) == (("一般公共", "dim"), ("服~", ""))


def test_wrapping_keeps_latin_words_and_closing_marks_together() -> None:
    assert wrap("对附属单位补助支出", 10) == ("对附属单位", "补助支出")
    assert wrap("What changed from A", 12) == ("What changed", "from A")
    assert all(not line.startswith("；") for line in wrap("一格的历次变动；行首的星号；表示改动", 14))
    assert wrap("", 10) == ("",)


@given(st.integers(0, 23), st.integers(40, 90))
def test_what_is_drawn_is_drawn_smaller_and_never_lost(start: int, width: int) -> None:
    columns = GridColumn("", frozen=True, stretch=True, least=20), GridColumn("", frozen=True, least=24, drawn=True)
    bar = GridRow("bar", ("一个较长的名称" * 4, " " * start + "▓"))
    layout = Layout.of(Grid(columns, (bar,)), width)
    drawn = layout.row(bar, cursor=False, folded=False)
    assert sum(cell_len(piece.text) for piece in drawn) == width
    assert "".join(piece.text for piece in drawn).count("▓") == 1
