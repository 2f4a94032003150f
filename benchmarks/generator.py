"""Books of any size, made through the façade with every rule on. The same shape gives the same book, byte for byte.

It knows how a department spends, nothing of how a book is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import chain
from pathlib import Path
from random import Random
from typing import Any

from tracker.book import Book
from tracker.model.revision import Revision

YEAR = 2024
BASIC_LINES, PROJECTS, PROJECT_LINES = 60, 24, 10
UNIT_LINES = BASIC_LINES + PROJECTS * PROJECT_LINES
EVENTS_A_REVISION = 10
BUSY, STEADY = 0, 1
"""Numbers of two units. The busy one has up to 50 events a line; the steady one as many in every book of the same
number of units, so that what is asked of it is the same work at every size."""
_BUSY_REVISIONS, _STEADY_REVISIONS = 1_500, 50
_GOAL_EVERY = 40
_FUNCTIONS = ("2010301", "2010302", "2010350", "2010399", "2010602", "2010607", "2013202", "2080505")
_BASIC = tuple(f"301{n:02d}" for n in (1, 2, 3, 6, 7, 8, 9, 10, 11, 12, 13, 99)) + tuple(
    f"302{n:02d}" for n in (1, 2, 5, 6, 7, 9, 11, 15)
)
_PROJECT = ("30201", "30202", "30203", "30211", "30213", "30214", "30216", "30226", "30227", "31002")

Body = dict[str, Any]  # a revision as a person writes it; pydantic checks it


@dataclass(frozen=True, slots=True)
class Shape:
    """How large a book is: in-year events on 300 lines a unit."""

    events: int
    units: int = 67

    @property
    def lines(self) -> int:
        return self.units * UNIT_LINES

    @property
    def revisions(self) -> int:
        """In-year revisions."""
        return self.events // EVENTS_A_REVISION


def generate(folder: Path, shape: Shape) -> None:
    """A new book in a folder."""
    Book.init(folder).close()
    with Book.open(folder, ticking()) as book:
        for body in chain(structure(shape), approvals(shape), in_year(shape)):
            book.record(Revision.model_validate(body))


def ticking(start: str = "2024-01-01T00:00:00+00:00") -> Callable[[], str]:
    """A clock that goes on by a minute whenever it is read."""
    now = datetime.fromisoformat(start)

    def tick() -> str:
        nonlocal now
        now += timedelta(minutes=1)
        return now.isoformat(timespec="milliseconds").replace("+00:00", "Z")

    return tick


def unit_name(unit: int) -> str:
    return f"第{unit:03d}号测试单位"


def project_name(unit: int, project: int) -> str:
    return f"{unit:03d}单位第{project:02d}号业务项目"


def lines_of(unit: int) -> list[Body]:
    """The lines of a unit by their full dimensions: basic ones first, then ten a project."""
    name, general = unit_name(unit), "一般公共预算"
    found = [
        {"unit": name, "nature": "基本支出", "fund": general, "function": function, "economic": economic}
        for function in _FUNCTIONS[:3]
        for economic in _BASIC
    ]
    for project in range(PROJECTS):
        dimensions = {
            "unit": name,
            "project": project_name(unit, project),
            "nature": "项目支出",
            "fund": "政府性基金预算" if project % 12 == 11 else general,
            "function": _FUNCTIONS[project % len(_FUNCTIONS)],
        }
        found.extend(dimensions | {"economic": economic} for economic in _PROJECT)
    return found


def structure(shape: Shape) -> Iterator[Body]:
    """Every unit and every project, a revision a unit."""
    for unit in range(shape.units):
        kind = ("行政", "参公", "事业")[unit % 3]
        registered = {"kind": "UnitRegistered", "unit": unit_name(unit), "unit_kind": kind}
        added = (
            {
                "kind": "ProjectAdded",
                "project": f"X{unit:03d}{project:02d}",
                "name": project_name(unit, project),
                "unit": unit_name(unit),
                "goal": "按期完成年度任务，服务对象满意度不低于百分之九十。",
            }
            for project in range(PROJECTS)
        )
        yield _revision("单位登记", unit, f"{YEAR}-01-01", (registered, *added))


def approvals(shape: Shape) -> Iterator[Body]:
    """The approved budget of every line, a revision a unit."""
    random = Random(f"approvals {shape.units}")
    for unit in range(shape.units):
        lines = tuple({"line": line, "amount": _amount(random, 20_000, 90_000)} for line in lines_of(unit))
        yield _revision("批复", unit, f"{YEAR}-01-01", ({"kind": "BudgetApproved", "lines": lines},))


def in_year(shape: Shape) -> Iterator[Body]:
    """Revisions of ten adjustments and transfers, most of them of one unit, every eighth of ten units. Now and then a
    goal changes, so that versions differ in more than money."""
    random = Random(f"in-year {shape.events} {shape.units}")
    every_line = [lines_of(unit) for unit in range(shape.units)]
    busy = max(6, shape.revisions // _BUSY_REVISIONS)
    steady = max(1, shape.revisions // _STEADY_REVISIONS)
    turns = [0] * shape.units
    for n in range(shape.revisions):
        if n % steady == 0 and n // steady < _STEADY_REVISIONS:
            units = [STEADY] * EVENTS_A_REVISION
        elif n % busy == 1 and n // busy < _BUSY_REVISIONS:
            units = [BUSY] * EVENTS_A_REVISION
        elif n % 8 == 7:
            units = [random.randrange(shape.units - 2) + 2 for _ in range(EVENTS_A_REVISION)]
        else:
            units = [random.randrange(shape.units - 2) + 2] * EVENTS_A_REVISION
        events = []
        for unit in units:
            turns[unit] += 1
            events.append(_event(random, every_line[unit], turns[unit]))
        if n % _GOAL_EVERY == _GOAL_EVERY - 1:
            project = project_name(units[-1], n % PROJECTS)
            events[-1] = {"kind": "GoalChanged", "project": project, "goal": f"按第{n}次修订的要求完成年度任务。"}
        day = min(max(n * 350 // shape.revisions + random.randrange(-10, 11), 0), 365)
        yield _revision("调整", n, (date(YEAR, 1, 1) + timedelta(days=day)).isoformat(), tuple(events))


def further(shape: Shape, count: int, events: int, name: str = "追加") -> list[Body]:
    """Revisions to append to a book of this shape: single ones or batches, spread over all units."""
    random = Random(f"further {events} {name}")
    every_line = [lines_of(unit) for unit in range(shape.units)]
    found = []
    for n in range(count):
        drawn = (_event(random, random.choice(every_line), random.randrange(UNIT_LINES)) for _ in range(events))
        found.append(_revision(name, n, f"{YEAR}-12-{n % 28 + 1:02d}", tuple(drawn)))
    return found


def first_money(count: int, events: int) -> list[Body]:
    """Revisions of supplements only, each on as many lines: for a book without money."""
    every_line = [line for unit in range(events // UNIT_LINES + 1) for line in lines_of(unit)]
    return [
        _revision(
            "首批",
            n,
            f"{YEAR}-02-01",
            tuple(_adjusted("supplement", every_line[i], f"{n + 1}.{i % 100:02d}") for i in range(events)),
        )
        for n in range(count)
    ]


def _revision(what: str, n: int, effective: str, events: tuple[Body, ...]) -> Body:
    return {
        "fiscal_year": YEAR,
        "document": {"number": f"测{what}〔{YEAR}〕{n + 1}号", "title": f"关于{what}部门预算的通知", "date": effective},
        "effective": effective,
        "by": "预算科",
        "authority": "finance",
        "reason": "根据年度执行情况和上级文件要求办理",
        "events": events,
    }


def _event(random: Random, lines: list[Body], turn: int) -> Body:
    """The next event of a unit; its lines take turns."""
    at = turn % UNIT_LINES
    chance = random.random()
    if chance < 0.5:
        return _adjusted("supplement", lines[at], _amount(random))
    if chance < 0.8:
        return _adjusted("cut", lines[at], f"-{_amount(random)}")
    first = at // PROJECT_LINES * PROJECT_LINES
    other = first + (at - first + random.randrange(1, PROJECT_LINES)) % PROJECT_LINES
    amount = _amount(random)
    legs = ({"line": lines[at], "amount": amount}, {"line": lines[other], "amount": f"-{amount}"})
    return {"kind": "AmountsTransferred", "legs": legs}


def _adjusted(mode: str, line: Body, amount: str) -> Body:
    return {"kind": "AmountAdjusted", "mode": mode, "line": line, "amount": amount}


def _amount(random: Random, least: int = 1, most: int = 200) -> str:
    """A decimal string of 万元, from hundredths."""
    hundredths = random.randint(least, most)
    return f"{hundredths // 100}.{hundredths % 100:02d}"
