"""What returns every year in the sample book: 一上, 一下, 二上, 批复, the quarters' spending, the year's end."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from tracker.book import Book
from tracker.model.line import Line
from tracker.model.money import exact_wan, parse_wan
from tracker.model.point import Point
from tracker.model.vocabulary import BASIC, Measure
from tracker.store.protocol import LineFilter

from . import sample_budget as budget
from .sample_budget import BUREAU, CENTRE, HOTLINE, OFFICE, OFFICE_BEFORE, RESOURCES, RUNNING
from .sample_steps import LAN, MING, QIU, Ask, Json, Step, listed, milestone, spread, step

CENT = 10_000
"""0.01 万元 in fen."""


class Cycle(NamedTuple):
    """The dates and papers of a year: each DATE, or DATE 文号."""

    asked: str
    ceiling: str
    answered: str
    approved: str


CYCLES = {
    2022: Cycle("2021-09-13", "2021-10-25 云山财预〔2021〕57号", "2021-11-15", "2022-02-09 云山财预〔2022〕8号"),
    2023: Cycle("2022-09-15", "2022-10-24 云山财预〔2022〕61号", "2022-11-14", "2023-02-08 云山财预〔2023〕10号"),
    2024: Cycle("2023-09-14", "2023-10-23 云山财预〔2023〕58号", "2023-11-13", "2024-02-05 云山财预〔2024〕12号"),
    2025: Cycle("2024-10-10", "2024-11-14 云山财预〔2024〕59号", "2024-12-05", "2025-02-12 云山财预〔2025〕9号"),
}
LETTERS = {
    BUREAU: "云数财",
    OFFICE_BEFORE: "云行管",
    OFFICE: "云政管",
    CENTRE: "云运数",
    HOTLINE: "云热线",
    RESOURCES: "云资源",
}
"""What the 文号 of each unit's papers begin with."""

ASKED = {
    2022: {"数据共享交换平台一期": "1.35", "政务大厅搬迁改造": "1.52", "数字素养宣传推广": "1.60"},
    2023: {"政务云与安全服务": "1.18", "公共资源交易数据归集": "1.45", "大数据资源目录编制": "1.30"},
    2024: {"政务云资源租赁服务": "1.24", "城市感知终端建设": "1.42", "窗口受理服务外包": "1.12"},
    2025: {"公共数据授权运营平台": "1.55", "政务云资源租赁服务": "1.16", "政务服务适老化改造": "2.20"},
}
"""What was asked for first, as a multiple of what was approved in the end; others ask for a little more."""
ONLY_ASKED = {2024: {"视频监控联网共享平台": "2060599: 31007 286.00, 30227 24.00"}}
"""What was asked for and never given."""


def _unit_of(project: str, year: int) -> str:
    if project == "数字技能公益培训":
        return CENTRE if year >= 2024 else RESOURCES
    known = (
        {p.name: p.unit for p in budget.ALL_PROJECTS}
        | dict.fromkeys(budget.SUCCESSORS, BUREAU)
        | {budget.CALLS: HOTLINE}
    )
    unit = known[project]
    return OFFICE if unit == OFFICE_BEFORE and year >= 2024 else unit


def _basic_lines(year: int, unit: str) -> list[Json]:
    short = next(short for short, name in budget.SHORT.items() if name in (unit, budget.FORMERLY.get(unit)))
    lines = spread(short, budget.BASIC[year][unit])
    return lines + (spread(budget.OWN, budget.OWN_INCOME[year]) if unit == CENTRE else [])


def _project_lines(year: int, unit: str, projects: dict[str, str]) -> list[Json]:
    found = ((project, text) for project, text in projects.items() if _unit_of(project, year) == unit)
    return [line for project, text in found for line in spread(project, text)]


def _times(line: Json, share: str) -> Json:
    amount = (Decimal(str(line["amount"])) * Decimal(share)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return line | {"amount": str(amount)}


def _first_request(year: int, unit: str) -> list[Json]:
    more = ASKED[year]
    asked = [_times(line, "1.03") for line in _basic_lines(year, unit)]
    for line in _project_lines(year, unit, budget.PROJECTS[year]):
        of = line["line"]
        assert isinstance(of, dict)
        asked.append(_times(line, more.get(of["project"], "1.06")))
    return asked + _project_lines(year, unit, ONLY_ASKED.get(year, {}))


def _limits(year: int) -> Iterator[Json]:
    """By unit and nature, what will be asked for within them, in whole 万元."""
    for unit in budget.BASIC[year]:
        sums: dict[str, int] = {}
        for item in (*_basic_lines(year, unit), *_project_lines(year, unit, budget.PROJECTS[year])):
            of = item["line"]
            assert isinstance(of, dict)
            sums[of["nature"]] = sums.get(of["nature"], 0) + parse_wan(str(item["amount"]))
        for nature, fen in sums.items():
            yield {"line": {"unit": unit, "nature": nature}, "amount": str(-(-fen // 1_000_000))}


def prepared(year: int) -> list[Step]:
    """一上, 一下, 二上 and the approval, with their milestones but that of the original budget."""
    cycle, units = CYCLES[year], list(budget.BASIC[year])
    ceiling, ceiling_number = cycle.ceiling.split()
    steps: list[Step] = []
    for round, dated in ((1, cycle.asked), (2, cycle.answered)):
        for n, unit in enumerate(units):
            lines = _first_request(year, unit) if round == 1 else [
                *_basic_lines(year, unit), *_project_lines(year, unit, budget.PROJECTS[year])]  # fmt: skip
            events: list[Json] = [{"kind": "RequestFiled", "round": round, "lines": lines}]
            if unit == units[-1]:
                events.append(milestone(f"{year}/{'first' if round == 1 else 'second'}-submission"))
            what = "建议数" if round == 1 else "预算草案"
            paper = f"{LETTERS[unit]}〔{dated[:4]}〕{17 + 9 * round + 2 * n}号 关于报送{year}年部门预算{what}的报告"
            reason = "按测算标准和项目评审结果编报。" if round == 1 else "在控制数内重新排序编报。"
            steps.append(
                step(dated, paper, *events, by=QIU if n % 2 else LAN, authority="unit", year=year, reason=reason)
            )
    limit: Json = {"kind": "CeilingIssued", "limits": list(_limits(year))}
    paper = f"{ceiling_number} 云山市财政局关于下达{year}年部门预算控制数的通知"
    steps.append(step(ceiling, paper, limit, milestone(f"{year}/ceiling"), by=LAN, year=year,
                      reason="按财力和项目评审意见核定，基本支出按标准、项目支出按排序。"))  # fmt: skip
    return steps


def approved(year: int, *more: Json) -> list[Step]:
    """批复 in two revisions, basic and project spending; `more` goes with the second."""
    dated, number = CYCLES[year].approved.split()
    paper, units = f"{number} 云山市财政局关于批复{year}年部门预算的通知", budget.BASIC[year]
    basics = [line for unit in units for line in _basic_lines(year, unit)]
    projects = [line for name, text in budget.PROJECTS[year].items() for line in spread(name, text)]
    parts = (("基本支出部分", basics, ()), ("项目支出及经营支出部分", projects, more))
    return [
        step(dated, paper, {"kind": "BudgetApproved", "lines": lines}, *events, by=LAN, authority="congress",
             effective=f"{year}-01-01", reason=f"市人民代表大会批准{year}年预算后批复，{what}。")
        for what, lines, events in parts
    ]  # fmt: skip


# Spending

PACE = {"03-31": (20, 9), "06-30": (46, 30), "09-30": (70, 56)}
"""By the end of each quarter, percent spent of 运转类 and of other projects."""
BASIC_PACE = {"06-30": 40}
AHEAD = {
    "政务云与安全服务": 4, "政务云资源租赁服务": 13, "政务网络与数据安全运营": 9, "一网通办平台运维": 7,
    "数据共享交换平台建设": 16, "公共数据授权运营平台": -11, "城市感知终端建设": -7, "数字素养宣传推广": 18,
    "人工智能政务助手试点": -21,
    "窗口受理服务外包": 3, "政务服务大厅综合运行": -4, "政务服务适老化改造": 21, "城市运行指挥平台运维": -6,
    "数据处理技术服务": 5, "机柜托管经营服务": 12, "12345热线话务服务外包": 14, "热线知识库智能升级": -13,
}  # fmt: skip
"""Percentage points by which projects run ahead of the pace, or behind it, from the second quarter on."""
OTHERWISE = {
    ("2024-03-31", "一网通办平台运维", "30299"): "0",
    ("2024-09-30", "数字技能公益培训", "30216"): "30.30",
    ("2025-03-31", "城市感知终端建设", "30227"): "0",
    ("2025-06-30", "城市感知终端建设", "30227"): "0",
}
"""What was spent on some lines by a day, where that is not the pace."""
Left = dict[tuple[str, str, int], str]
"""What a year left unspent, by project, economic code and year of origin."""


def _line(line: Line) -> Json:
    named = {name: value for name, value in line._asdict().items() if value and name != "year"}
    return {"line": named}


def _standing(book: Book, day: str) -> Iterator[tuple[Line, int, str, str]]:
    """Each line that holds money on a day, the fen, its project's name and category."""
    text = book.roster.text
    for line, fen in book.view(int(day[:4]), Point(book.head.seq, day)).balances:
        if fen > 0:
            yield line, fen, text("project", line.project, "name"), text("project", line.project, "category")


def _total(line: Line, fen: int, through: str) -> Json:
    return {"kind": "ExecutionRecorded", **_line(line), "amount": exact_wan(fen), "through": through}


def _at_pace(year: int, quarter: str) -> Ask:
    def events(book: Book) -> list[Json]:
        through, found = f"{year}-{quarter}", []
        for line, fen, project, category in _standing(book, through):
            percent = BASIC_PACE.get(quarter, 0) if line.nature == BASIC else PACE[quarter][category != RUNNING]
            if line.nature != BASIC and quarter != "03-31":
                percent += AHEAD.get(project, 0)
            stated = OTHERWISE.get((through, project, line.economic))
            spent = fen * percent // 100 // CENT * CENT if stated is None else parse_wan(stated)
            if spent:
                found.append(_total(line, spent, through))
        return found

    return events


def quarter(year: int, quarter: str, number: int, recorded: str = "") -> Step:
    ends = {"03-31": "04-10", "06-30": "07-09", "09-30": "10-12"}
    name = "一二三"[list(PACE).index(quarter)]
    paper = f"云山国库〔{year}〕{number}号 {year}年第{name}季度国库集中支付执行情况表"
    return step(f"{year}-{ends[quarter]}", paper, _at_pace(year, quarter), by=QIU, authority="finance",
                effective=f"{year}-{quarter}", recorded=recorded, reason=f"导入第{name}季度累计执行数。")  # fmt: skip


def _all_but(year: int, left: Left) -> Ask:
    def events(book: Book) -> list[Json]:
        rest, found = dict(left), []
        for line, fen, project, _ in _standing(book, f"{year}-12-31"):
            unspent = parse_wan(rest.pop((project, line.economic, line.origin_year), "0"))
            found.append(_total(line, fen - unspent, f"{year}-12-31"))
        assert not rest, rest
        return found

    return events


def ended(year: int, number: int, left: Left) -> Step:
    """The whole year's spending, line by line."""
    paper = f"云山国库〔{year + 1}〕{number}号 {year}年国库集中支付年终对账单"
    return step(f"{year + 1}-01-04", paper, _all_but(year, left), by=QIU, year=year, effective=f"{year}-12-31",
                reason="与国库逐笔核对后登记全年执行数。")  # fmt: skip


def surplus(dated: str, number: int, reason: str, *lines: str) -> Step:
    year = int(dated[:4]) - 1
    paper = f"云数财〔{year + 1}〕{number}号 关于确认{year}年部门结余资金的报告"
    return step(dated, paper, listed("SurplusDeclared", *lines), by=LAN, year=year, effective=f"{year}-12-31",
                reason=reason)  # fmt: skip


def closed(dated: str, number: int) -> Step:
    """结账, and with it the name of the adjusted budget."""
    year = int(dated[:4]) - 1
    paper = f"云山财库〔{year + 1}〕{number}号 关于办理{year}年度预算结账的通知"
    return step(dated, paper, {"kind": "YearClosed", "year": year}, milestone(f"{year}/adjusted"), by=LAN, year=year,
                effective=f"{year}-12-31", reason=f"{year}年全年预算数，决算编报依据。")  # fmt: skip


def _going_on(year: int, without: Collection[str]) -> Ask:
    """What had money in the year, has not ended and is not left out."""

    def events(book: Book) -> list[Json]:
        roster, held = book.roster, {line.project for line, *_ in _standing(book, f"{year}-12-31")}
        going = [p.id for p in roster.projects() if p.id in held and p.name not in without]
        projects = [{"project": id} for id in going if not roster.value("project", id, "closed")]
        return [{"kind": "YearRolledOver", "from_year": year, "projects": projects}]

    return events


def rolled_over(dated: str, number: int, without: Collection[str] = ()) -> Step:
    year = int(dated[:4])
    paper = f"云数财〔{year}〕{number}号 关于{year - 1}年项目滚动转入{year}年项目库的通知"
    return step(dated, paper, _going_on(year - 1, without), by=LAN, authority="department",
                effective=f"{year}-01-01", reason="延续项目转入新年度，已完成的出库。")  # fmt: skip


def carried(dated: str, number: int, reason: str, *lines: str) -> Step:
    year = int(dated[:4])
    paper = f"云山财预〔{year}〕{number}号 关于批复{year - 1}年度部门结转资金的通知"
    return step(dated, paper, listed("CarriedForward", *lines), by=LAN, effective=f"{year}-01-01", reason=reason)


def _final(year: int, corrected: tuple[str, str, str]) -> Ask:
    """What was spent on every line, one of them corrected by the audit of the accounts."""

    def events(book: Book) -> list[Json]:
        spent: dict[Line, int] = {}
        for posted in book.view(year, Point(book.head.seq)).postings(LineFilter(year)):
            if posted.measure is Measure.EXECUTED:
                spent[posted.line] = spent.get(posted.line, 0) + posted.amount_fen
        unit, economic, by = corrected
        line = next(
            line for line in spent if line.economic == economic and book.roster.text("unit", line.unit, "name") == unit
        )
        spent[line] += parse_wan(by)
        lines = [{**_line(line), "amount": exact_wan(fen)} for line, fen in spent.items() if fen]
        return [{"kind": "FinalAccountsReported", "lines": lines}]

    return events


def settled(dated: str, number: int, corrected: tuple[str, str, str]) -> Step:
    """决算, and its name."""
    year = int(dated[:4]) - 1
    paper = f"云山财库〔{year + 1}〕{number}号 云山市财政局关于批复{year}年度部门决算的通知"
    unit, economic, by = corrected
    return step(dated, paper, _final(year, corrected), milestone(f"{year}/final"), by=MING, year=year,
                reason=f"决算审核调整{unit}{economic}科目支出{by}万元，其余与账面一致。")  # fmt: skip
