"""Final accounts that add up, and how departments print them: for tests, from what was spent and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

GENERAL, FUND, CAPITAL, OTHER = "一般公共预算", "政府性基金预算", "国有资本经营预算", "其他收入"
FISCAL = (GENERAL, FUND, CAPITAL)
BASIC, PROJECT = "基本支出", "项目支出"
CLASSES = {
    "201": "一般公共服务支出", "208": "社会保障和就业支出", "210": "卫生健康支出", "212": "城乡社区支出",
    "223": "国有资本经营预算支出", "232": "债务付息支出",
}  # fmt: skip
ORDINALS = {"201": "一", "208": "八", "210": "九", "212": "十一", "223": "二十一", "232": "二十五"}
ECONOMIC = {
    "301": "工资福利支出", "303": "对个人和家庭的补助", "302": "商品和服务支出", "310": "资本性支出",
    "30101": "基本工资", "30302": "退休费", "30201": "办公费", "30217": "公务接待费", "30231": "公务用车运行维护费",
    "31002": "办公设备购置",
}  # fmt: skip
THREE = ("三公经费", "因公出国", "公务用车", "公务用车购置", "公务用车运行", "公务接待")
_HEADS = ("合计", "因公出国（境）费", "小计", "公务用车购置费", "公务用车运行维护费", "公务接待费")


_DIGITS = str.maketrans("0123456789", "零一二三四五六七八九")


def label_of(code: str) -> str:
    """What a function code is called."""
    return CLASSES.get(code, f"科目{code.translate(_DIGITS)}")


class Row(NamedTuple):
    """One row as it is printed: fen by printed column, None where it has no cell. A row of 三公 is labelled by key."""

    label: str
    amounts: tuple[int | None, ...]
    code: str = ""
    side: str = ""


@dataclass(frozen=True)
class Account:
    """`spent` by (function code, nature, fund); `economic` the general budget's basic spending by 款; `receptions` the
    budget and the outturn of 公务接待; `opening` and `closing` are other than fiscal money. All in fen."""

    spent: Mapping[tuple[str, str, str], int]
    economic: Mapping[str, int]
    receptions: tuple[int, int] = (0, 0)
    opening: int = 0
    closing: int = 0
    entity: str = "测试市规划局"
    year: int = 2024
    text: tuple[str, ...] = field(default=())


def tables(account: Account) -> dict[int, list[Row]]:
    """The rows of its nine tables."""

    def total(*, under: str = "", nature: str = "", funds: Iterable[str] = (*FISCAL, OTHER)) -> int:
        return sum(
            fen
            for (code, of, fund), fen in account.spent.items()
            if code.startswith(under) and nature in ("", of) and fund in funds
        )

    def functions(funds: tuple[str, ...], cells: Callable[[str], tuple[int, ...]]) -> list[Row]:
        codes = sorted({code[:n] for code, _, fund in account.spent if fund in funds for n in (3, 5, 7)})
        return [Row("合计", cells("")), *(Row(label_of(code), cells(code), code) for code in codes)]

    other = total(funds=(OTHER,)) + account.closing - account.opening
    income = total(funds=FISCAL) + other
    spent = total()
    first = min(code for code, _, _ in account.spent)

    def came_in(code: str) -> tuple[int, ...]:
        extra = account.closing - account.opening if first.startswith(code) else 0
        return (
            total(under=code) + extra,
            total(under=code, funds=FISCAL),
            0,
            0,
            0,
            0,
            total(under=code, funds=(OTHER,)) + extra,
        )

    def by_fund(fund: str) -> Callable[[str], tuple[int, ...]]:
        return lambda code: tuple(total(under=code, nature=nature, funds=(fund,)) for nature in ("", BASIC, PROJECT))

    def with_balances(fund: str) -> list[Row]:
        def cells(code: str) -> tuple[int, ...]:
            whole, *parts = by_fund(fund)(code)
            return (0, whole, whole, *parts, 0)

        return functions((fund,), cells)

    receptions = account.receptions
    running = account.economic.get("30231", 0)
    return {
        1: [
            *(_in(f"{n}、{fund}财政拨款收入", total(funds=(fund,))) for n, fund in zip("一二三", FISCAL, strict=True)),
            _in("四、上级补助收入", 0), _in("八、其他收入", other), _in("本年收入合计", income),
            _in("使用非财政拨款结余", 0), _in("年初结转和结余", account.opening), _in("总计", income + account.opening),
            *(_out(f"{ORDINALS[code]}、{name}", total(under=code)) for code, name in CLASSES.items()),
            _out("本年支出合计", spent), _out("结余分配", 0), _out("年末结转和结余", account.closing),
            _out("总计", spent + account.closing),
        ],
        2: functions((*FISCAL, OTHER), came_in),
        3: functions(
            (*FISCAL, OTHER),
            lambda code: (*(total(under=code, nature=nature) for nature in ("", BASIC, PROJECT)), 0, 0, 0),
        ),
        4: [
            *(_sided(f"{n}、{fund}财政拨款", total(funds=(fund,))) for n, fund in zip("一二三", FISCAL, strict=True)),
            _sided("本年收入合计", total(funds=FISCAL)), _sided("年初财政拨款结转和结余", 0),
            *(_sided(f"{n}、{fund}财政拨款", 0) for n, fund in zip("一二三", FISCAL, strict=True)),
            _sided("总计", total(funds=FISCAL)),
            *(_by_funds(f"{ORDINALS[code]}、{name}", code, total) for code, name in CLASSES.items()),
            _by_funds("本年支出合计", "", total), Row("年末财政拨款结转和结余", (None, 0, 0, 0, 0), side="支出"),
            _by_funds("总计", "", total),
        ],
        5: functions((GENERAL,), by_fund(GENERAL)),
        6: _economic(account.economic),
        7: [
            Row(key, cells)
            for key, cells in zip(
                THREE,
                ((receptions[0], receptions[1] + running), (0, 0), (0, running), (0, 0), (0, running), receptions),
                strict=True,
            )
        ],
        8: with_balances(FUND),
        9: with_balances(CAPITAL),
    }  # fmt: skip


def _in(label: str, fen: int) -> Row:
    return Row(label, (fen,), side="收入")


def _out(label: str, fen: int) -> Row:
    return Row(label, (fen,), side="支出")


def _sided(label: str, fen: int) -> Row:
    return Row(label, (fen, None, None, None, None), side="收入")


def _by_funds(label: str, code: str, total: Callable[..., int]) -> Row:
    return Row(
        label, (None, *(total(under=code, funds=funds) for funds in (FISCAL, *((f,) for f in FISCAL)))), side="支出"
    )


def _economic(amounts: Mapping[str, int]) -> list[Row]:
    rows: list[Row] = []
    for label, classes in (("人员经费合计", ("301", "303")), ("公用经费合计", ("302", "310"))):
        codes = [code for known in classes for code in ECONOMIC if code.startswith(known)]
        rows += [
            Row(ECONOMIC[code], (sum(fen for c, fen in amounts.items() if c.startswith(code)),), code) for code in codes
        ]
        rows.append(Row(label, (sum(fen for c, fen in amounts.items() if c.startswith(classes)),)))
    return rows


class Style(NamedTuple):
    """How a department prints. `national`: the sheets as the ministry hands them out, with line numbers, codes in three
    columns, column numbers, and 三公 as two blocks; else as districts simplify them."""

    national: bool = True
    unit: Literal["万元", "元"] = "万元"
    total_last: bool = False
    heads: bool = True
    gap: bool = False
    """Whether the running costs stand in two lists beside those of personnel."""


_TITLES = {
    1: "收入支出决算总表", 2: "收入决算表", 3: "支出决算表", 4: "财政拨款收入支出决算总表",
    5: "一般公共预算财政拨款支出决算表", 6: "一般公共预算财政拨款基本支出决算表",
    7: "财政拨款“三公”经费支出决算表", 8: "政府性基金预算财政拨款收入支出决算表",
    9: "国有资本经营预算财政拨款支出决算表",
}  # fmt: skip
_COLUMNS = {
    2: ("本年收入合计", "财政拨款收入", "上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入"),
    3: ("本年支出合计", "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出"),
    5: ("合计", "基本支出", "项目支出"),
    8: ("年初结转和结余", "本年收入", "小计", "基本支出", "项目支出", "年末结转和结余"),
    9: ("年初结转和结余", "本年收入", "小计", "基本支出", "项目支出", "年末结转和结余"),
}  # fmt: skip


NATIONAL = Style()


def printed(account: Account, style: Style = NATIONAL, rows: Mapping[int, list[Row]] | None = None) -> str:
    """The document as text, a tab between the cells of a row."""
    rows = rows or tables(account)
    lines = [
        f"{account.entity}",
        f"{account.year}年度部门决算",
        "目录",
        f"第一部分 {account.entity}概况",
        "一、主要职能",
    ]
    lines += ["负责规划。", f"第二部分 {account.year}年度部门决算表"]
    for number, title in _TITLES.items():
        lines += [title, *_head(account, number, style), *_body(number, rows[number], style), f"注：{title}。", ""]
    lines += [f"第三部分 {account.year}年度部门决算情况说明", *account.text]
    return "\n".join(lines) + "\n"


def _head(account: Account, number: int, style: Style) -> list[str]:
    if not style.heads:
        return [f"单位：{style.unit}"]
    return [f"\t\t\t公开{number:02d}表", f"部门：{account.entity}\t\t\t金额单位：{style.unit}"]


def _body(number: int, rows: list[Row], style: Style) -> list[str]:
    cell = _written(style.unit)
    match number:
        case 1 | 4:
            return _balance(number, rows, style, cell)
        case 6:
            return _lists(rows, style, cell)
        case 7:
            return _across(rows, style, cell)
    width = len(_COLUMNS[number])
    labels = 4 if style.national else 2
    blank = "\t" * (labels - 1)
    header = [f"项目{blank}\t" + "\t".join(_COLUMNS[number])]
    if number in (8, 9):
        first, second = list(_COLUMNS[number]), [""] * width
        first[2:5], second[2:5] = ("本年支出", "", ""), _COLUMNS[number][2:5]
        header = [f"项目{blank}\t" + "\t".join(first)]
        names = ["科目编码", "", "", "科目名称"] if style.national else ["科目编码", "科目名称"]
        header += ["\t".join([*names, *second])]
    else:
        names = ["科目编码", "", "", "科目名称"] if style.national else ["科目编码", "科目名称"]
        header += ["\t".join([*names, *[""] * width])]
    if style.national:
        header += ["\t".join(["类", "款", "项", "栏次", *map(str, range(1, width + 1))])]
    shown = [*rows[1:], rows[0]] if style.total_last else rows
    between = [""] * (labels - 2)
    body = [
        "\t".join([row.code or row.label, *between, row.label if row.code else "", *map(cell, row.amounts)])
        for row in shown
    ]
    return [*header, *body]


def _written(unit: str) -> Callable[[int | None], str]:
    def cell(fen: int | None) -> str:
        if fen is None:
            return ""
        per, digits = (1_000_000, 2) if unit == "万元" else (100, 2)
        scaled = fen * 10**digits // per
        return f"{'-' if scaled < 0 else ''}{abs(scaled) // 100:,}.{abs(scaled) % 100:02d}"

    return cell


def _balance(number: int, rows: list[Row], style: Style, cell: Callable[[int | None], str]) -> list[str]:
    """Two lists side by side, their totals on one line."""
    sides = [[row for row in rows if row.side == side] for side in ("收入", "支出")]
    left, right = sides
    cut = next(i for i, row in enumerate(left) if row.label == "本年收入合计")
    at = next(i for i, row in enumerate(right) if row.label == "本年支出合计")
    left = [*left[:cut], *[Row("", ())] * (at - cut), *left[cut:]]
    gap = len(left) - len(right)
    right = [*right[:-1], *[Row("", ())] * gap, right[-1]] if gap >= 0 else right
    own = (slice(0, 1), slice(0, 1)) if number == 1 else (slice(0, 1), slice(1, 5))
    widths = (1, 1) if number == 1 else (1, 4)
    names = (
        (("决算数",), ("决算数",)) if number == 1 else (("决算数",), ("合计", *(f"{fund}财政拨款" for fund in FISCAL)))
    )
    extra = ["行次"] if style.national else []
    header = ["\t".join(["收入", *[""] * (widths[0] + len(extra)), "支出", *[""] * (widths[1] + len(extra))])]
    header += ["\t".join(["项目", *extra, *names[0], "项目", *extra, *names[1]])]
    if style.national:
        numbers = iter(map(str, range(1, 99)))
        header += [
            "\t".join(["栏次", "", *(next(numbers) for _ in names[0]), "栏次", "", *(next(numbers) for _ in names[1])])
        ]
    lines = []
    for n, pair in enumerate(zip(left, right, strict=True), 1):
        cells: list[str] = []
        for row, part, width, offset in zip(pair, own, widths, (0, 30), strict=True):
            cells += [row.label, *([str(n + offset)] if extra else [])]
            cells += [*map(cell, row.amounts[part])] if row.label else [""] * width
        lines.append("\t".join(cells))
    return [*header, *lines]


def _lists(rows: list[Row], style: Style, cell: Callable[[int | None], str]) -> list[str]:
    """Two or three lists of economic codes side by side; their totals close them."""
    at = next(i for i, row in enumerate(rows) if row.label == "人员经费合计")
    people, running = rows[:at], rows[at + 1 : -1]
    lists = [people, running[::2], running[1::2]] if style.gap else [people, running]
    header = ["人员经费\t\t\t公用经费" + "\t" * (3 * len(lists) - 4)] if style.national else []
    header += ["\t".join(["科目编码", "科目名称", "决算数"] * len(lists))]
    lines = []
    for i in range(max(map(len, lists))):
        cells: list[str] = []
        for each in lists:
            row = each[i] if i < len(each) else Row("", (None,))
            cells += [row.code, row.label, cell(row.amounts[0])]
        lines.append("\t".join(cells))
    closing = [rows[at], *[Row("", (None,))] * (len(lists) - 2), rows[-1]]
    lines.append("\t".join(c for row in closing for c in (row.label, "", cell(row.amounts[0]))))
    return [*header, *lines]


def _across(rows: list[Row], style: Style, cell: Callable[[int | None], str]) -> list[str]:
    """One line of amounts: the items under 预算数 and 决算数, or those two under each item."""
    if style.national:
        items = ["合计", "因公出国（境）费", "公务用车购置及运行维护费", "", "", "公务接待费"]
        inner = ["", "", "小计", "公务用车购置费", "公务用车运行维护费", ""]
        header = ["预算数" + "\t" * 6 + "决算数" + "\t" * 5, "\t".join(items * 2), "\t".join(inner * 2)]
        header += ["\t".join(map(str, range(1, 13)))]
        return [*header, "\t".join(cell(row.amounts[column]) for column in (0, 1) for row in rows)]
    pairs = ["合计", "", "因公出国（境）费", "", "公务用车购置及运行维护费", *[""] * 5, "公务接待费", ""]
    inner = [*[""] * 4, "小计", "", "公务用车购置费", "", "公务用车运行维护费", "", "", ""]
    header = ["\t".join(pairs), "\t".join(inner), "\t".join(["预算数", "决算数"] * 6)]
    return [*header, "\t".join(cell(fen) for row in rows for fen in row.amounts)]
