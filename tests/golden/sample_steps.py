"""How the sample book writes a revision down: lines of money, events and the paper behind them, briefly."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from tracker.book import Book

from . import sample_budget as budget

LAN, QIU, MING = "周岚", "许知秋", "林启明"
"""The bureau's budget officer, its bookkeeper, and the one who stands in for them."""

Json = dict[str, object]
Ask = Callable[[Book], list[Json]]
"""Events that follow from what the book holds when they are recorded."""
GENERAL = "一般公共预算"


class Step(NamedTuple):
    """A revision in the shape of a revision file, recorded on a day. An event may be an Ask, and name the revision that
    it is about by the `label` of its step instead of a seq."""

    recorded: str
    revision: Json
    label: str = ""


class Act(NamedTuple):
    """What somebody does with the book on a day, other than submitting a revision. It is given the seqs by label, and
    an empty folder."""

    recorded: str
    do: Callable[[Book, Mapping[str, int], Path], object]


Life = tuple[Step | Act, ...]


def step(
    dated: str,
    document: str,
    *events: Json | Ask,
    by: str,
    reason: str,
    authority: str = "finance",
    effective: str = "",
    recorded: str = "",
    year: int = 0,
    parent: str = "",
    label: str = "",
    **more: bool,
) -> Step:
    """A revision under `document` (文号 and title, parted by a space), effective on its date unless said otherwise and
    recorded on the next working day."""
    number, _, title = document.partition(" ")
    paper = {"number": number, "title": title, "date": dated} if document else None
    if paper and parent:
        paper["parent"] = parent
    body: Json = {"fiscal_year": year or int(dated[:4]), "document": paper, "effective": effective or dated, "by": by,
                  "authority": authority, "reason": reason, "events": events, **more}  # fmt: skip
    return Step(recorded or working_day_after(dated), body, label)


def working_day_after(day: str) -> str:
    days = (date.fromisoformat(day) + timedelta(n) for n in range(1, 4))
    return next(day for day in days if day.weekday() < 5).isoformat()


# Lines with money


def money(text: str) -> Json:
    """A line with an amount, written `NAME FUNCTION ECONOMIC AMOUNT`: of a unit's basic spending, by its short name, or
    of a project, where the codes may be left out if it has one line. `PROJECT@2023` is what was carried over from that
    year."""
    name, *codes, amount = text.split()
    coded: Json = dict(zip(("function", "economic"), codes, strict=False))
    if name in budget.SHORT:
        own = name == budget.OWN
        line = {"unit": budget.SHORT[name], "nature": "基本支出", "fund": "事业收入" if own else GENERAL}
        return {"line": line | coded, "amount": amount}
    project, _, origin = name.partition("@")
    line = {
        "project": project,
        "nature": budget.NATURE.get(project, "项目支出"),
        "fund": budget.FUND.get(project, GENERAL),
    }
    stated: Json = {"origin_year": int(origin)} if origin else {}
    return {"line": line | coded | stated, "amount": amount}


def spread(name: str, text: str) -> list[Json]:
    """The lines of `FUNCTION: ECONOMIC AMOUNT, ECONOMIC AMOUNT` on any number of lines."""
    return [
        money(f"{name} {function} {item.strip()}")
        for function, _, items in (line.strip().partition(":") for line in text.strip().splitlines())
        for item in items.split(",")
    ]


# Events


def unit_added(name: str) -> Json:
    event: Json = {"kind": "UnitRegistered", "unit": name, "unit_kind": budget.UNITS[name]}
    return event if name == budget.BUREAU else event | {"parent": budget.BUREAU}


def project_added(project: budget.Project) -> Json:
    event: Json = {"kind": "ProjectAdded", "project": project.code, "name": project.name, "unit": project.unit,
                   "category": project.category, "goal": project.goal}  # fmt: skip
    return event | {"predecessor": project.predecessor} if project.predecessor else event


def adjusted(mode: str, *amounts: str, source: str | None = None) -> list[Json]:
    named = {"source": source} if source else {}
    return [{"kind": "AmountAdjusted", "mode": mode, **money(amount), **named} for amount in amounts]


def transferred(*legs: str) -> Json:
    return {"kind": "AmountsTransferred", "legs": [money(leg) for leg in legs]}


def detailed(lump: str, *to: str) -> Json:
    return {"kind": "AllocationDetailed", "from": money(lump), "to": [money(part) for part in to]}


def reclassified(amount: str, to: str) -> Json:
    """An amount from one line to another."""
    move = {"from": money(amount)["line"], "to": money(to)["line"], "amount": money(amount)["amount"]}
    return {"kind": "LinesReclassified", "moves": [move]}


def frozen(amount: str) -> Json:
    return {"kind": "FundsFrozen", **money(amount)}


def released(amount: str) -> Json:
    return {"kind": "FundsReleased", **money(amount)}


def spent(amount: str, through: str) -> Json:
    return {"kind": "ExecutionRecorded", **money(amount), "through": through}


def listed(kind: str, *lines: str) -> Json:
    """An event that is a list of lines: CarriedForward, SurplusDeclared."""
    return {"kind": kind, "lines": [money(line) for line in lines]}


def goal(project: str, text: str) -> Json:
    return {"kind": "GoalChanged", "project": project, "goal": text}


def stated(section: str, **facts: str) -> Json:
    return {"kind": "DisclosureFactsStated", "section": section, "facts": facts}


def settings(**changes: str) -> Json:
    """Keys with __ for the dots that stand in them."""
    return {"kind": "SettingsChanged", "changes": {key.replace("__", "."): value for key, value in changes.items()}}


def milestone(name: str) -> Json:
    return {"kind": "MilestoneNamed", "name": name}


def reverses(label: str) -> Json:
    return {"kind": "RevisionReversed", "seq": label}


def approves(label: str) -> Json:
    return {"kind": "RevisionApproved", "seq": label}


def rejects(label: str) -> Json:
    return {"kind": "RevisionRejected", "seq": label}
