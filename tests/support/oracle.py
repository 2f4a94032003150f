"""The twelve tables worked out from lines in plain dictionaries, from the field's definitions (domain.md 1.4c and 4,
design.md 6) and from nothing under tracker/tables: which rows and columns of which table a line counts in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from tracker.model.line import Line
from tracker.tables.project import Table

OPEN = "unclassified"
FISCAL = ("一般公共预算", "政府性基金预算", "国有资本经营预算")
SPECIAL = ("教育收费", "其他专户收入拨款")
OTHER = ("事业收入", "经营收入", "其他收入")
BESIDE = ("上级补助收入", "附属单位上缴收入", "用事业基金弥补收支差额")
SPENT_HERE = ("基本支出", "项目支出", "事业单位经营支出")
ADMINISTRATION = {
    *("30201", "30202", "30205", "30206", "30207", "30208", "30209", "30211", "30212", "30213", "30214", "30215"),
    *("30216", "30217", "30218", "30224", "30229", "30231", "30239", "30307"),
    *("31002", "31003", "31007", "31013", "31019"),
}
THREE_PUBLIC = {
    "30212": ("因公出国（境）支出",),
    "31013": ("公务用车购置及运行维护支出", "公务用车购置"),
    "30231": ("公务用车购置及运行维护支出", "公务用车运行维护费"),
    "30217": ("公务接待费支出",),
}
CLASSES = {
    "201": "一般公共服务支出", "202": "外交支出", "203": "国防支出", "204": "公共安全支出", "205": "教育支出",
    "206": "科学技术支出", "207": "文化旅游体育与传媒支出", "208": "社会保障和就业支出", "209": "社会保险基金支出",
    "210": "卫生健康支出", "211": "节能环保支出", "212": "城乡社区支出", "213": "农林水支出", "214": "交通运输支出",
    "215": "资源勘探工业信息等支出", "216": "商业服务业等支出", "217": "金融支出", "219": "援助其他地区支出",
    "220": "自然资源海洋气象等支出", "221": "住房保障支出", "222": "粮油物资储备支出", "223": "国有资本经营预算支出",
    "224": "灾害防治及应急管理支出", "227": "预备费", "229": "其他支出", "230": "转移性支出", "231": "债务还本支出",
    "232": "债务付息支出", "233": "债务发行费用支出", OPEN: "未分类",
}  # fmt: skip
ECONOMIC = {
    "301": "工资福利支出", "302": "商品和服务支出", "303": "对个人和家庭的补助", "307": "债务利息及费用支出",
    "309": "资本性支出（基本建设）", "310": "资本性支出", "311": "对企业补助（基本建设）", "312": "对企业补助",
    "313": "对社会保障基金补助", "399": "其他支出", OPEN: "未分类",
}  # fmt: skip
Cell = tuple[int, str, str]
"""Table, row, column."""
Blocks = Mapping[tuple[int, str], frozenset[str]]
"""By table and economic class, the kinds of the blocks that a publication printed."""
NO_BLOCKS: Blocks = {}
UNKNOWN = "?"
"""The kind of a printed block that nobody knows."""


class Names(NamedTuple):
    unit: str
    kind: str
    project: str


def cells(line: Line, names: Names, printed: Blocks = NO_BLOCKS) -> Iterator[Cell]:
    """Every cell that the money of the line is part of, beside the blocks that were printed."""
    for row in _balance(line):
        yield 1, row, "预算"
    if line.fund in FISCAL:
        for row in _fiscal_balance(line):
            yield 4, row, "预算"
    functions = ["合计", OPEN] if line.function == OPEN else ["合计", *(line.function[:n] for n in (3, 5, 7))]
    for row in functions:
        yield from ((2, row, column) for column in ("合计", "未分类" if line.fund == OPEN else line.fund))
        yield from ((3, row, column) for column in ("合计", line.nature))
        if line.fund in FISCAL and line.nature in ("基本支出", "项目支出"):
            yield from (((5, 8, 9)[FISCAL.index(line.fund)], row, column) for column in ("小计", line.nature))
    if line.fund == FISCAL[0] and line.nature in ("基本支出", "项目支出"):
        table = 6 if line.nature == "基本支出" else 10
        for row in _blocks(line, names.kind, printed.get((table, _class(line.economic)), frozenset())):
            yield table, row, "预算"
    if line.fund in FISCAL and line.nature in ("基本支出", "项目支出"):
        for row in _expenses(line, names.kind):
            yield from ((7, row, column) for column in ("合计", line.fund))
    for table, row in _owners(line, names):
        yield table, row, "总计"
        if line.fund in FISCAL:
            yield from ((table, row, column) for column in ("财政拨款合计", line.fund))
        else:
            yield table, row, "财政专户拨款" if line.fund in SPECIAL else "其他资金"


def _balance(line: Line) -> Iterator[str]:
    """Table 1."""
    yield from ("收入/收入总计", "支出/支出总计")
    if line.origin_year:
        yield "收入/上年结转"
    elif line.fund in BESIDE:
        yield f"收入/{line.fund}"
    else:
        groups = {"预算拨款": FISCAL, "财政专户拨款": SPECIAL, "其他资金": OTHER, "未分类": (OPEN,)}
        yield from (f"收入/{name}" for name, funds in groups.items() if line.fund in funds)
        yield "收入/本年收入合计"
    if line.nature in SPENT_HERE:
        yield from (f"支出/{_class_name(line.function)}", "支出/本年支出合计")
    else:
        yield f"支出/{line.nature}"


def _fiscal_balance(line: Line) -> Iterator[str]:
    """Table 4."""
    yield from ("收入/收入总计", "支出/支出总计")
    yield from ("收入/上年结转",) if line.origin_year else (f"收入/{line.fund}", "收入/本年收入合计")
    if line.nature in SPENT_HERE:
        yield from (f"支出/{_class_name(line.function)}", "支出/本年支出合计")
    else:
        yield "支出/结转下年" if line.nature == "结转下年" else "支出/对附属单位补助、上缴上级支出"


def _blocks(line: Line, kind: str, printed: frozenset[str]) -> Iterator[str]:
    """Tables 6 and 10: the hidden key is the government code; where nobody stated it, or where it is one for both
    kinds of unit and the class is printed by kind, the kind of unit decides. A class that is printed once for both
    kinds, or for nobody knows which, holds all of it."""
    government = line.gov_economic[:3]
    if printed in ({""}, {UNKNOWN}):
        block = next(iter(printed))
    elif government in ("501", "502", "503", "504"):
        block = "行政"
    elif government in ("505", "506"):
        block = "事业"
    elif printed or line.gov_economic == OPEN:
        block = "事业" if kind == "事业" else "行政"
    else:
        block = ""
    yield "合计"
    yield from (f"{block}:{code}" for code in {line.economic, _class(line.economic)})


def _expenses(line: Line, kind: str) -> Iterator[str]:
    """Table 7."""
    if line.economic in ADMINISTRATION and kind in ("行政", "参公"):
        yield "行政经费"
    if line.economic in THREE_PUBLIC:
        yield from ("三公经费", *THREE_PUBLIC[line.economic])


def _owners(line: Line, names: Names) -> Iterator[tuple[int, str]]:
    """Tables 11 and 12."""
    if line.nature == "基本支出":
        label = ECONOMIC[_class(line.economic)]
        yield from ((11, row) for row in ("合计", f"{label}合计", names.unit, f"{names.unit}/{label}"))
    else:
        yield from ((12, row) for row in ("合计", names.unit, f"{names.unit}/{names.project}"))


def _class(code: str) -> str:
    return code if code == OPEN else code[:3]


def _class_name(function: str) -> str:
    """As the form prints it; a class that no form prints is called what the book calls the code."""
    code = _class(function)
    return CLASSES.get(code, f"function{code}")


def tables(
    balances: Iterable[tuple[Line, int]],
    names: Callable[[Line], Names],
    printed: Blocks = NO_BLOCKS,
) -> dict[Cell, int]:
    """Every cell of every table that is not zero."""
    found: dict[Cell, int] = {}
    for line, fen in balances:
        for cell in cells(line, names(line), printed):
            found[cell] = found.get(cell, 0) + fen
    return {cell: fen for cell, fen in found.items() if fen}


_ORDINAL = re.compile(r"^(其中：)?(（[一二三四五六七八九十]+）|[一二三四五六七八九十]+、|\d\.)?")


@cache
def plain_label(label: str) -> str:
    """A label without what the form prints around it: ordinals, spaces, quotes."""
    return _ORDINAL.sub("", "".join(label.split())).translate(str.maketrans("", "", "“”"))


def row_name(number: int, label: str, *, code: str = "", side: str = "", unit: str = "", kind: str = "") -> str:
    """What `cells` calls the row of a table that says this of itself; `unit` stands for a row below its unit."""
    if number in (1, 4):
        return f"{side}/{plain_label(label)}"
    if number in (6, 10) and code:
        return f"{kind}:{code}"
    if number in (11, 12) and unit:
        return f"{unit}/{plain_label(label)}"
    return code or plain_label(label)


def shown(table: Table) -> dict[Cell, int]:
    """The cells of a projected table that are not zero, named as above by what its rows say of themselves.

    Two rows of one name are an error; so is a row of zeros that the form does not ask for.
    """
    found: dict[Cell, int] = {}
    names = set()
    for row in table.rows:
        head, number = row.head, table.spec.number
        below = head.unit if head.level == 2 else ""
        name = row_name(number, head.label, code=head.code, side=head.side, unit=below, kind=head.kind)
        assert name not in names, f"table {number} has two rows {name}"
        names.add(name)
        assert any(row.amounts_fen) or row.key in table.spec.rows.fixed, f"table {number}: {name} is empty"
        for column, fen in zip(table.columns, row.amounts_fen, strict=True):
            assert fen is not None
            if fen:
                found[number, name, column.label] = fen
    return found
