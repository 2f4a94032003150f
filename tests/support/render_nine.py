"""Prints documents of the nine-table form as text: for tests of the reader, from the same specs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tests.support.render import Cells, Sheet
from tracker.tables.rows import EconomicRows, FunctionRows
from tracker.tables.spec import TableSpec

YUAN, WAN = 100, 1_000_000


@dataclass(frozen=True)
class Style:
    """How a converter prints. `owner` stands before the titles; codes are in a cell a level, which may have lost the
    zeros in front and the parts that repeat the row above."""

    owner: str = "部门"
    zero: str = ""
    split_codes: bool = True
    lost_zeros: bool = False
    blank_above: bool = False
    short_total: bool = False
    one_head: bool = True
    form_feed: bool = False
    page_number: str = ""


@dataclass(frozen=True)
class Printed:
    """A document to print: its tables, its units below the entity, and its text before and after the tables."""

    entity: str
    year: int
    sheets: tuple[Sheet, ...]
    units: tuple[str, ...] = ()
    counts: str = ""
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    level: str = "区级"


def render(document: Printed, style: Style = Style()) -> str:
    year, entity = document.year, document.entity
    lines = [f"测试市测试区{year}年{document.level}{style.owner.removeprefix('预算')}预算", f"预算主管部门：{entity}"]
    lines += ["目录", "一、部门主要职能", "二、部门机构设置", "三、名词解释", "四、部门预算编制说明", "五、部门预算表"]
    lines += [f"{n}. {_title(sheet.spec, year, style)}" for n, sheet in enumerate(document.sheets, 1)]
    lines += ["六、其他相关情况说明", "", "部门主要职能", f"{entity}履行职责。", "一、依法履行职责。", "部门机构设置"]
    lines += [f"{entity}部门预算包括本部以及下属预算单位。{document.counts}具体包括："]
    lines += [f"{n}.{name}。" for n, name in enumerate((f"{entity}（本部）", *document.units), 1)]
    lines += [
        "名词解释",
        "（一）基本支出预算：保障机构正常运转的支出计划。",
        f"{year}年部门预算编制说明",
        *document.before,
    ]
    for sheet in document.sheets:
        lines += _sheet(sheet, document, style)
    return "\n".join([*lines, "其他相关情况说明", *document.after]) + "\n"


def _title(spec: TableSpec, year: int, style: Style) -> str:
    return f"{year}年{style.owner}{spec.title.removeprefix('部门')}"


def _sheet(sheet: Sheet, document: Printed, style: Style) -> Iterator[str]:
    unit = "万元" if sheet.spec.transposed else "元"
    yield ("\f" if style.form_feed else "") + _title(sheet.spec, document.year, style)
    head = f"编制部门：{document.entity}", f"单位：{unit}"
    yield from ["\t".join(head)] if style.one_head else head
    yield from (line for line in _body(sheet, style))
    yield from ("", style.page_number) if style.page_number else ("",)


def _body(sheet: Sheet, style: Style) -> Iterator[str]:
    if sheet.spec.transposed:
        yield from _transposed(sheet, style)
        return
    rows: Sequence[Sequence[str]]
    if isinstance(sheet.spec.rows, FunctionRows | EconomicRows):
        header, rows = _coded_header(sheet, style), list(_coded_rows(sheet, style))
    else:
        header, rows = _list_header(sheet), list(_list_rows(sheet, style))
    yield from map("\t".join, header)
    for i, row in enumerate(rows):
        if i and i in sheet.breaks:
            yield from map("\t".join, header)
        yield "\t".join(row)


def _levels(spec: TableSpec, style: Style) -> tuple[str, ...]:
    if not style.split_codes:
        return ("",)
    return ("类", "款", "项") if isinstance(spec.rows, FunctionRows) else ("类", "款")


def _coded_header(sheet: Sheet, style: Style) -> list[list[str]]:
    levels, shown = _levels(sheet.spec, style), [sheet.spec.columns[i].label for i in sheet.shown]
    kind = "功能分类" if isinstance(sheet.spec.rows, FunctionRows) else "经济分类"
    n = len(levels) - 1
    first = ["项目", *[""] * (n + 1), "预算支出", *[""] * (len(shown) - 1)]
    rows = [first, [f"{kind}科目编码", *[""] * n, f"{kind}科目名称", *shown]]
    return [*rows, [*levels, "", *[""] * len(shown)]] if style.split_codes else rows


def _coded_rows(sheet: Sheet, style: Style) -> Iterator[list[str]]:
    width = len(_levels(sheet.spec, style))
    above: list[str] = [""] * width
    for row in sheet.rows:
        amounts = [amount(row.fen[i], YUAN, style) for i in sheet.shown]
        if not row.code:
            yield [row.name, *([] if style.short_total and amounts[0] else [""] * width), *amounts]
            continue
        parts = (
            [row.code]
            if width == 1
            else [row.code[:3], *(row.code[n : n + 2] for n in range(3, 3 + 2 * (width - 1), 2))]
        )
        shown = [part.lstrip("0") if style.lost_zeros and len(part) == 2 else part for part in parts]
        if style.blank_above and width > 1:
            last = max(i for i, part in enumerate(parts) if part)
            same = next((i for i in range(last) if parts[i] != above[i]), last)
            shown[:same] = [""] * same
        above = parts
        yield [*shown, row.name, *amounts]


def _list_header(sheet: Sheet) -> list[list[str]]:
    own = [
        [sheet.spec.columns[i].label for i in sheet.shown if sheet.spec.columns[i].has_cells_on(side)]
        for side in _SIDES
    ]
    groups = [group for side, labels in zip(_SIDES, own, strict=True) for group in (f"本年{side}", *[""] * len(labels))]
    return [groups, [cell for labels in own for cell in ("项目", *labels)]]


_SIDES = ("收入", "支出")


def _list_rows(sheet: Sheet, style: Style) -> Iterator[list[str]]:
    lists = [[row for row in sheet.rows if row.side == side] for side in _SIDES]
    for i in range(max(map(len, lists))):
        yield [cell for side, rows in zip(_SIDES, lists, strict=True) for cell in _side(rows, i, side, sheet, style)]


def _side(rows: Sequence[Cells], i: int, side: str, sheet: Sheet, style: Style) -> list[str]:
    own = [c for c in sheet.shown if sheet.spec.columns[c].has_cells_on(side)]
    if i >= len(rows):
        return ["", *[""] * len(own)]
    return [rows[i].name, *(amount(rows[i].fen[c], YUAN, style) for c in own)]


def _transposed(sheet: Sheet, style: Style) -> Iterator[str]:
    """The seven items of table 9 in its three rows of headers."""
    yield "\t".join(["“三公”经费预算数", "", "", "", "", "", "机关运行经费预算数"])
    yield "\t".join(["合计", "因公出国(境)费", "公务接待费", "公务用车购置及运行费", "", "", ""])
    yield "\t".join(["", "", "", "小计", "购置费", "运行费", ""])
    yield "\t".join(amount(row.fen[0], WAN, style) or "0" for row in sheet.rows)


def amount(fen: int | None, unit_fen: int, style: Style) -> str:
    """An amount as printed: whole 元, or 万元 with two decimals."""
    if fen is None:
        return "***"
    if fen == 0:
        return style.zero
    decimals = 2 if unit_fen == WAN else 0
    whole, part = divmod(abs(fen) * 10**decimals // unit_fen, 10**decimals)
    return f"{'-' if fen < 0 else ''}{whole:,}{f'.{part:02d}' if decimals else ''}"
