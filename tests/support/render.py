"""Prints documents of a form as text, the way converters do: for tests of the reader, from the same specs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from tracker.tables.rows import FunctionRows, ListRows, ProjectRows
from tracker.tables.spec import TableSpec


@dataclass(frozen=True)
class Cells:
    """One row to print: label cells, amounts in fen by column of the spec (None: withheld), text. A row is cut in two
    at `cut` (characters of its name, characters of its text) where a page ends inside it."""

    name: str
    fen: tuple[int | None, ...]
    code: str = ""
    side: str = ""
    unit: str = ""
    text: str = ""
    cut: tuple[int, int] | None = None


@dataclass(frozen=True)
class Sheet:
    """One table to print; a page ends before each row of `breaks`."""

    spec: TableSpec
    rows: tuple[Cells, ...]
    breaks: frozenset[int] = frozenset()
    columns: tuple[int, ...] | None = None

    @property
    def shown(self) -> tuple[int, ...]:
        return self.columns or tuple(i for i, column in enumerate(self.spec.columns) if not column.optional)


@dataclass(frozen=True)
class Style:
    """How a converter prints."""

    unit: str = "万元"
    unit_fen: int = 1_000_000
    zero: str = "0.00"
    thousands: bool = True
    one_label: bool = False
    title_before: str = ""
    sheet_label: str = ""
    page_number: str = ""
    form_feed: bool = False
    trim: bool = False


@dataclass(frozen=True)
class Printed:
    """A document to print."""

    entity: str
    year: int
    sheets: tuple[Sheet, ...]
    units: tuple[str, ...] = ()
    front: str = ""
    explanation: tuple[str, ...] = field(default=())
    level: str = "部门"


def render(document: Printed, style: Style = Style()) -> str:
    lines = [f"{document.year} 年", f"{document.entity}{document.level}预", "算", "", "目 录", ""]
    lines += [f"- {sheet.spec.title}" for sheet in document.sheets]
    lines += ["", f"第一部分 {document.entity}概况", "", "三、部门预算构成", ""]
    lines += [f"本部门预算为汇总预算，下属单位具体包括：{'、'.join(document.units)}。", document.front, ""]
    lines += [f"第二部分 {document.year}年部门预算表", ""]
    for sheet in document.sheets:
        lines += _sheet(sheet, document, style)
    lines += [f"第三部分 {document.year}年部门预算情况说明", "", *document.explanation]
    text = "\n".join(line.rstrip("\t") if style.trim else line for line in lines)
    return text + "\n"


def _sheet(sheet: Sheet, document: Printed, style: Style) -> list[str]:
    lines: list[str] = []
    head = _head(sheet, document, style)
    lines += head
    rows: Sequence[Cells | tuple[Cells | None, ...]] = sheet.rows
    if _has_sides(sheet.spec):
        rows = _lines_of_list(sheet)
    for i, row in enumerate(rows):
        if i and i in sheet.breaks:
            lines += ["", *head]
        if isinstance(row, Cells):
            lines += _row(row, sheet, style, head)
        else:
            lines.append("\t".join(_side(cells, sheet, style) for cells in row))
    return [*lines, "", "注：无。", ""]


def _head(sheet: Sheet, document: Printed, style: Style) -> list[str]:
    lines = [style.page_number, ("\f" if style.form_feed else "") + style.sheet_label]
    lines += [f"{style.title_before}{sheet.spec.title}", "", f"单位名称：{document.entity}", ""]
    return [*lines, f"单位：{style.unit}", "", *_header(sheet, style)]


def _header(sheet: Sheet, style: Style) -> list[str]:
    spec = sheet.spec
    labels = [spec.label_headers[0]] if not _two_labels(spec, style) else ["功能分类科目", ""]
    second = [""] if not _two_labels(spec, style) else ["科目编码", "科目名称"]
    if _has_sides(spec):
        return ["收 入\t\t支 出\t", "\t".join(["项 目", spec.columns[0].label] * 2)]
    first: list[str] = []
    below: list[str] = []
    group = ""
    for i in sheet.shown:
        column = spec.columns[i]
        label = next(iter(column.headers), column.label) if column.group and "合计" in column.label else column.label
        first.append((column.group if column.group != group else "") if column.group else label)
        below.append(label if column.group else "")
        group = column.group
    text = [spec.text_column] if spec.text_column else []
    rows = ["\t".join([*labels, *first, *text])]
    if any(below) or _two_labels(spec, style):
        rows.append("\t".join([*second, *below, *[""] * len(text)]))
    return rows


def _two_labels(spec: TableSpec, style: Style) -> bool:
    return isinstance(spec.rows, FunctionRows) and not style.one_label


def _has_sides(spec: TableSpec) -> bool:
    return isinstance(spec.rows, ListRows) and len(spec.rows.sides) > 1


def _lines_of_list(sheet: Sheet) -> list[tuple[Cells | None, Cells | None]]:
    sides = [[row for row in sheet.rows if row.side == side] for side in ("收入", "支出")]
    n = max(map(len, sides))
    left, right = ([*side, *[None] * (n - len(side))] for side in sides)
    return list(zip(left, right, strict=True))


def _side(cells: Cells | None, sheet: Sheet, style: Style) -> str:
    if cells is None:
        return "\t"
    return "\t".join([cells.name, *(amount(cells.fen[i], style) for i in sheet.shown)])


def _row(row: Cells, sheet: Sheet, style: Style, head: Sequence[str]) -> list[str]:
    amounts = [amount(row.fen[i], style) for i in sheet.shown]
    if row.cut is None or not isinstance(sheet.spec.rows, ProjectRows):
        return ["\t".join([*_label(row, row.name, sheet.spec, style), *amounts, *_text(sheet.spec, row.text)])]
    name, text = row.cut
    rest = [row.name[name:], *[""] * len(amounts), row.text[text:]]
    lines = ["\t".join([row.name[:name], *amounts, row.text[:text]]), "", *head]
    return [*lines, "\t".join(rest)] if row.name[name:] or row.text[text:] else lines[:1]


def _label(row: Cells, name: str, spec: TableSpec, style: Style) -> list[str]:
    if _two_labels(spec, style):
        return [row.code, name]
    return [f"[{row.code}]{name}" if row.code else name]


def _text(spec: TableSpec, text: str) -> list[str]:
    return [text] if spec.text_column else []


def amount(fen: int | None, style: Style) -> str:
    """An amount as printed: two decimals of the money unit."""
    if fen is None:
        return "***"
    if fen == 0:
        return style.zero
    whole, part = divmod(abs(fen) * 100 // style.unit_fen, 100)
    return f"{'-' if fen < 0 else ''}{whole:{',' if style.thousands else ''}}.{part:02d}"
