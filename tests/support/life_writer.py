"""What people might record of every kind, right and wrong: events drawn at random around what a book holds."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from random import Random
from typing import TypeVar

from tests.support.builders import CLOUD, TRAINING, Json, amount, line, project, unit, wan
from tests.support.naive_life import DIMENSIONS, NaiveLife, fen, key

DATES = ("2024-01-01", "2024-03-01", "2024-06-30", "2024-12-31", "2025-01-01", "2025-06-30")
UNITS = ("甲局", "甲中心", "乙局", "丙局")
PROJECTS = ("云平台", "培训", "运维", "数")
FUNCTIONS = ("2060501", "2010350", "2010399")
CODES = ("30227", "30209", "30231")
AUTHORITIES = ("congress", "congress", "congress", "congress", "finance", "unit")
MODES = ("supplement", "cut", "cut", "statutory", "reserve", "from-above", "recovery", "recovery")
SETTINGS: dict[str, tuple[str | None, ...]] = {
    "authority.adjust.cut": ("finance, over 50.00 government", "congress", None),
    "authority.reclassify": ("unit", None),
    "approval.required": ("AmountAdjusted", "all", None, None),
    "warnings.hard": ("I8 I24", "I34", None, None),
}
MONEY = (
    "AmountAdjusted", "AmountAdjusted", "AmountsTransferred", "AllocationDetailed", "LinesReclassified",
    "BudgetApproved", "FundsFrozen", "FundsReleased", "ExecutionRecorded", "ExecutionRecorded", "SurplusDeclared",
    "RequestFiled", "FinalAccountsReported", "CarriedForward",
)  # fmt: skip
FACTS = (
    "UnitRegistered", "UnitRenamed", "ProjectAdded", "ProjectRenamed", "GoalChanged", "CeilingIssued",
    "SettingsChanged", "YearRolledOver",
)  # fmt: skip
ENDS = ("UnitMerged", "ProjectSplit", "ProjectMerged", "ProjectClosed", "YearClosed")
"""What lets little happen after it."""

_T = TypeVar("_T")


class LifeWriter:
    """`life` is the book as it is now."""

    def __init__(self, random: Random, life: NaiveLife) -> None:
        self.random = random
        self.life = life

    def one(self, *of: _T) -> _T:
        return self.random.choice(of)

    def seldom(self, times: int) -> bool:
        """Once in so many times."""
        return self.random.randrange(times) == 0

    def said(self) -> Json:
        """What a revision says beside its events."""
        said: Json = {"fiscal_year": self.one(2024, 2024, 2025), "effective": self.one(*DATES)}
        document = {"number": f"多〔2024〕{self.random.randrange(40)}号", "title": "通知", "date": said["effective"]}
        document |= {} if self.seldom(8) else {"parent": "上级〔2024〕1号"}
        said |= {"document": document, "authority": self.one(*AUTHORITIES), "by": self.one("甲", "乙")}
        said |= {"reason": None if self.seldom(8) else "因"}
        return said | ({"proposed": True} if self.seldom(5) else {})

    def line(self, year: int, when: str = "", measure: str = "") -> Json:
        """A line, mostly one that holds money (of a measure, if need be, from some date on), or another beside it."""
        held = sorted({of for of, _ in self.life.measures() if of[0] == year})
        if measure and not self.seldom(10):
            held = [of for of in held if self.life.least(of, when)[measure] > 0] or held
        if not held or self.seldom(15):
            return self.one(CLOUD, TRAINING, {"project": "运维"}, line("乙局", economic="30216"))
        chosen = self.one(*held)
        found: Json = {name: value for name, value in zip(DIMENSIONS, chosen[1:-1], strict=True) if value}
        if chosen[-1]:
            found["origin_year"] = chosen[-1]
        return self.beside(found) if not measure and self.seldom(4) else found

    def beside(self, of: Json) -> Json:
        """The line with another function or economic code."""
        found = {name: value for name, value in of.items() if name != "gov_economic"}
        return found | self.one({"function": self.one(*FUNCTIONS)}, {"economic": self.one(*CODES)})

    def item(self, year: int, when: str, measure: str = "free") -> Json:
        """A line and an amount around what is there."""
        of = self.line(year, when, measure)
        there = self.life.least(key(of, year), when)[measure] if "gov_economic" in of else 3_000_000
        likely = [n for n in (there // 3, there // 7, there, there, there + 1, there - 1, 1, 2_500_000) if n > 0]
        return amount(of, wan(self.one(*likely)))

    def items(self, year: int, when: str, measure: str = "free") -> list[Json]:
        return [self.item(year, when, measure) for _ in range(self.one(1, 1, 2))]

    def money(self, kind: str, year: int, when: str) -> Json:
        """An event that moves money."""
        match kind:
            case "AmountAdjusted":
                mode = self.one(*MODES)
                falls = mode in ("cut", "recovery") or (mode == "statutory" and self.seldom(2))
                item = self.item(year, when, "SURPLUS" if mode == "recovery" and self.seldom(2) else "free")
                more = {} if self.seldom(6) else {"source": "上级〔2024〕1号"}
                return {"kind": kind, "mode": mode, **item, "amount": "-" * falls + item["amount"], **more}
            case "AmountsTransferred":
                return {"kind": kind, "legs": self.legs(year, when)}
            case "AllocationDetailed":
                item = self.item(year, when)
                whole = fen(item["amount"])
                parts = [n for n in (whole // 3, whole - whole // 3) if n]
                return {"kind": kind, "from": item, "to": [amount(self.line(year), wan(n)) for n in parts]}
            case "LinesReclassified":
                item = self.item(year, when)
                into = self.beside(item["line"])
                moves = [{"from": item["line"], "to": into, "amount": item["amount"]}]
                if self.seldom(3):
                    moves.append({"from": into, "to": item["line"], "amount": self.one("0.000001", item["amount"])})
                return {"kind": kind, "moves": moves}
            case "ExecutionRecorded":
                back = self.seldom(5)
                item = self.item(year, when, "EXECUTED" if back or self.seldom(3) else "free")
                through = {"through": self.one(*(day for day in DATES if day <= when))} if self.seldom(2) else {}
                return {"kind": kind, **item, "amount": "-" * back + item["amount"], **through}
            case "FundsFrozen" | "FundsReleased":
                return {"kind": kind, **self.item(year, when, "free" if kind == "FundsFrozen" else "FROZEN")}
            case "RequestFiled":
                return {"kind": kind, "round": self.one(1, 2), "lines": self.items(year, when)}
            case "CarriedForward":
                return {"kind": kind, "lines": self.items(year - 1, when)}
            case "FinalAccountsReported":
                return {"kind": kind, "lines": self.items(year, when, self.one("EXECUTED", "free"))}
            case _:
                return {"kind": kind, "lines": self.items(year, when)}

    def legs(self, year: int, when: str) -> list[Json]:
        """Of a transfer, one that does not sum to zero now and then."""
        item, into = self.item(year, when), self.line(year)
        legs = [amount(item["line"], f"-{item['amount']}"), amount(into, item["amount"])]
        if self.seldom(4):
            legs += [amount(into, "-0.01"), amount(self.line(year), "0.01")]
        return legs if not self.seldom(12) else [*legs, amount(into, self.one("-0.01", "0.01"))]

    def fact(self, kind: str, year: int) -> Json:
        """An event that moves none."""
        name, owner = self.one(*PROJECTS), self.one(*UNITS)
        match kind:
            case "UnitRegistered":
                return unit(owner, "事业") | self.one({}, {"parent": self.one(*UNITS)})
            case "UnitRenamed":
                return {"kind": kind, "unit": owner, "name": self.one(*UNITS, "新局")}
            case "UnitMerged":
                return {"kind": kind, "unit": owner, "into": self.one(*UNITS)}
            case "ProjectAdded":
                return project(name, owner, goal="初", category="特定目标类")
            case "ProjectRenamed":
                return {"kind": kind, "project": name, "name": self.one(*PROJECTS, "新项")}
            case "ProjectSplit":
                weights = self.one(("0.5", "0.5"), ("0.3", "0.6"), ("0.000001", "0.999999"))
                into = [{"project": f"{name}{n}", "name": f"{name}{n}", "weight": of} for n, of in enumerate(weights)]
                return {"kind": kind, "project": name, "into": into}
            case "ProjectMerged":
                into_one = self.one(*PROJECTS, "合", "并")
                return {"kind": kind, "projects": [name, self.one(*PROJECTS)], "into": into_one}
            case "GoalChanged":
                return {"kind": kind, "project": name, "goal": self.one("扩容", "压缩")}
            case "CeilingIssued":
                limit = self.one({"unit": owner}, {"project": name, "fund": "一般公共预算"})
                return {"kind": kind, "limits": [amount(limit, self.one("1.00", "550.00"))]}
            case "SettingsChanged":
                setting = self.one(*SETTINGS)
                return {"kind": kind, "changes": {setting: self.one(*SETTINGS[setting])}}
            case "YearRolledOver":
                before = self.one(None, None, "-", *PROJECTS)
                return {"kind": kind, "from_year": 2024, "projects": [{"project": name, "predecessor": before}]}
            case "YearClosed":
                return {"kind": kind, "year": year}
            case _:
                return {"kind": kind, "project": name}

    def events(self, kinds: Sequence[str], year: int, when: str) -> list[Json]:
        return [self.money(kind, year, when) if kind in MONEY else self.fact(kind, year) for kind in kinds]

    def seq(self, standing: Collection[int]) -> int:
        """A revision to take back: mostly one that stands, and not often one of the two that open the book, without
        which there is little to do."""
        head = len(self.life.revisions)
        later = [seq for seq in standing if seq > 2]
        if self.seldom(12) or not later:
            return self.random.randint(1, head)
        return self.one(*later[-3:]) if self.seldom(2) else self.one(*later)
