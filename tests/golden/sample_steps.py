"""How the sample book writes a revision down: lines of money, events and the paper behind them, briefly."""

from __future__ import annotations

from typing import NamedTuple

from . import sample_budget as budget
from .sample_budget import BUREAU, CENTRE

Json = dict[str, object]
GENERAL = "一般公共预算"


class Step(NamedTuple):
    """A revision in the shape of a revision file, and the day of its recording where it is not the next working day
    after its document."""

    revision: Json
    recorded: str = ""


def on(project: str, codes: str, amount: str) -> Json:
    """Money on a project's line: `codes` is FUNCTION ECONOMIC, or "" where the project has one line."""
    dimensions = {
        "project": project,
        "nature": budget.NATURE.get(project, "项目支出"),
        "fund": budget.FUND.get(project, GENERAL),
    }
    return {"line": dimensions | dict(zip(("function", "economic"), codes.split(), strict=False)), "amount": amount}


def basic(unit: str, codes: str, amount: str, fund: str = GENERAL) -> Json:
    function, economic = codes.split()
    line = {"unit": unit, "nature": "基本支出", "fund": fund, "function": function, "economic": economic}
    return {"line": line, "amount": amount}


def spread(text: str) -> list[tuple[str, str]]:
    """(FUNCTION ECONOMIC, amount) of `FUNCTION: ECONOMIC AMOUNT, ECONOMIC AMOUNT` on any number of lines."""
    return [
        (f"{function} {economic}", amount)
        for function, _, items in (line.strip().partition(":") for line in text.strip().splitlines())
        for economic, amount in (item.split() for item in items.split(","))
    ]


def unit_added(name: str) -> Json:
    event: Json = {"kind": "UnitRegistered", "unit": name, "unit_kind": budget.UNITS[name]}
    return event if name == BUREAU else event | {"parent": BUREAU}


def project_added(project: budget.Project, *lines: Json) -> Json:
    event: Json = {"kind": "ProjectAdded", "project": project.code, "name": project.name, "unit": project.unit,
                   "category": project.category, "goal": project.goal, "lines": lines}  # fmt: skip
    return event | {"predecessor": project.predecessor} if project.predecessor else event


def approved_basic(by_unit: dict[str, str], own_income: str) -> Json:
    lines = [basic(unit, codes, amount) for unit, text in by_unit.items() for codes, amount in spread(text)]
    lines += [basic(CENTRE, codes, amount, "事业收入") for codes, amount in spread(own_income)]
    return {"kind": "BudgetApproved", "lines": lines}


def approved_projects(by_project: dict[str, str]) -> Json:
    lines = [on(project, codes, amount) for project, text in by_project.items() for codes, amount in spread(text)]
    return {"kind": "BudgetApproved", "lines": lines}


def adjusted(mode: str, *amounts: Json, source: str | None = None) -> list[Json]:
    named = {"source": source} if source else {}
    return [{"kind": "AmountAdjusted", "mode": mode, **amount, **named} for amount in amounts]


def transferred(*legs: Json) -> Json:
    return {"kind": "AmountsTransferred", "legs": legs}


def goal(project: str, text: str) -> Json:
    return {"kind": "GoalChanged", "project": project, "goal": text}


def stated(section: str, **facts: str) -> Json:
    return {"kind": "DisclosureFactsStated", "section": section, "facts": facts}


def explained(place: str, text: str, current: str, prior: str) -> Json:
    """The reason why the amount at TABLE/ROW moved."""
    table, _, row = place.partition("/")
    subject = {"table": int(table), "row": row}
    return {"kind": "ReasonWritten", "subject": subject, "text": text, "current": current, "prior": prior}


def milestone(name: str, seq: int | None = None) -> Json:
    return {"kind": "MilestoneNamed", "name": name} | ({} if seq is None else {"seq": seq})


def step(
    dated: str,
    document: str,
    *events: Json,
    by: str,
    reason: str,
    authority: str = "finance",
    effective: str = "",
    recorded: str = "",
    year: int = 0,
) -> Step:
    """A revision under `document` (文号 and title, parted by a space), effective on its date unless said otherwise."""
    number, _, title = document.partition(" ")
    paper = {"number": number, "title": title, "date": dated} if document else None
    body: Json = {"fiscal_year": year or int(dated[:4]), "document": paper, "effective": effective or dated, "by": by,
                  "authority": authority, "reason": reason, "events": events}  # fmt: skip
    return Step(body, recorded)
