"""A replay of every kind of event that can be seen to be right: the stored revisions in a list, every answer by going
through all of them. It reads the bodies as JSON has them, and knows nothing of the tracker."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any, NamedTuple

Body = dict[str, Any]  # a stored revision, event or line, as JSON has it
FactKey = tuple[str, str, str]  # kind of thing, id, attribute
Key = tuple[int, str, str, str, str, str, str, str, int]
"""A line: its year, seven dimensions, and the year that first held its money (0: its own)."""
DIMENSIONS = ("unit", "project", "nature", "fund", "function", "economic", "gov_economic")
CURRENT = ("APPROVED", "ADJUSTED", "TRANSFERRED", "BROUGHT_FORWARD")
HELD = ("FROZEN", "EXECUTED", "CARRIED", "SURPLUS")


class Money(NamedTuple):
    effective: str
    line: Key
    measure: str
    fen: int


def fen(wan: str) -> int:
    whole, _, part = wan.lstrip("-").partition(".")
    return int(whole + part.ljust(6, "0")) * (-1 if wan[0] == "-" else 1)


def key(ref: Body, year: int) -> Key:
    return (year, *(ref.get(name, "") for name in DIMENSIONS), ref.get("origin_year", 0))


class NaiveLife:
    """`revisions[n - 1]` is the body of revision n. `day` is an effective date that nothing later counts at."""

    def __init__(self, revisions: list[Body]) -> None:
        self.revisions = revisions
        self._undone: dict[tuple[int, str], bool] = {}
        self._money_of: dict[int, list[Money]] = {}

    def at(self, seq: int) -> NaiveLife:
        """The book as it was at a version."""
        return self if seq == len(self.revisions) else NaiveLife(self.revisions[:seq])

    def seqs(self, day: str = "9") -> list[int]:
        return [n for n, body in enumerate(self.revisions, 1) if body["effective"] <= day]

    def acting(self, seq: int) -> list[Body]:
        """The events that count where a revision stands: none of a proposal, which counts where it is approved."""
        found: list[Body] = []
        if not self.revisions[seq - 1].get("proposed"):
            for event in self.revisions[seq - 1]["events"]:
                approved = event["kind"] == "RevisionApproved"
                found += [event, *(self.revisions[event["seq"] - 1]["events"] if approved else ())]
        return found

    def undone(self, seq: int, day: str = "9") -> bool:
        if (seq, day) not in self._undone:
            reversing = [n for n in self.reversing.get(seq, ()) if self.revisions[n - 1]["effective"] <= day]
            self._undone[seq, day] = any(not self.undone(n, day) for n in reversing)
        return self._undone[seq, day]

    @cached_property
    def reversing(self) -> dict[int, list[int]]:
        """By revision those that take it back."""
        found: dict[int, list[int]] = {}
        for seq in self.seqs():
            for event in self.acting(seq):
                if event["kind"] == "RevisionReversed":
                    found.setdefault(event["seq"], []).append(seq)
        return found

    # Money

    def money_of(self, seq: int) -> list[Money]:
        if seq not in self._money_of:
            year, day = self.revisions[seq - 1]["fiscal_year"], self.revisions[seq - 1]["effective"]
            found = self._money_of[seq] = []
            for event in self.acting(seq):
                if event["kind"] == "RevisionReversed":
                    found += [Money(day, m.line, m.measure, -m.fen) for m in self.money_of(event["seq"])]
                found += [Money(day, *put) for put in posted(event, year)]
        return self._money_of[seq]

    @cached_property
    def money(self) -> list[Money]:
        return [m for seq in self.seqs() for m in self.money_of(seq)]

    def measures(self, day: str = "9") -> dict[tuple[Key, str], int]:
        """Fen by line and measure, where it is not zero."""
        sums: dict[tuple[Key, str], int] = {}
        for m in self.money:
            sums[m.line, m.measure] = sums.get((m.line, m.measure), 0) + m.fen * (m.effective <= day)
        return {of: amount for of, amount in sums.items() if amount}

    def least(self, line: Key, start: str) -> dict[str, int]:
        """The least of a line at a day or later: what is free of its money, and what stands in each held measure."""
        money = [m for m in self.money if m.line == line]
        days = sorted({start, *(m.effective for m in money if m.effective > start)})
        by_day = [{m: sum(p.fen for p in money if p.measure == m and p.effective <= day) for m in (*CURRENT, *HELD)}
                  for day in days]  # fmt: skip
        free = [sum(of[m] for m in CURRENT) - sum(of[m] for m in HELD) for of in by_day]
        return {"free": min(free)} | {m: min(of[m] for of in by_day) for m in HELD}

    # What is known beside money

    def facts(self, day: str = "9") -> dict[FactKey, object]:
        """Oldest effective first: of two the later effective holds, then the later recorded."""
        holding = sorted((self.revisions[n - 1]["effective"], n) for n in self.seqs(day) if not self.undone(n, day))
        said = {key: value for _, n in holding for key, value in self.told(n)}
        return {key: value for key, value in said.items() if value is not None}

    def ever_told(self) -> dict[FactKey, object]:
        """Of everything that was ever said the last, for the names of what is not effective yet, or gone."""
        return {key: value for n in range(1, len(self.revisions) + 1) for key, value in self.told(n) if value}

    def told(self, seq: int) -> Iterator[tuple[FactKey, object]]:
        body = self.revisions[seq - 1]
        for event in self.acting(seq):
            for key, value in told(event, seq, body["fiscal_year"]):
                if value is not None or key[0] == "setting":  # which alone can be taken away
                    yield key, value
        for said in ("proposed", "observed"):
            if body.get(said) and not (said == "observed" and body.get("proposed")):
                yield ("revision", str(seq), said), 1


def posted(event: Body, year: int) -> Iterator[tuple[Key, str, int]]:
    """What an event puts on lines, reversals aside."""

    def items(name: str, measure: str, field: str = "amount", sign: int = 1) -> Iterator[tuple[Key, str, int]]:
        return ((key(item["line"], year), measure, sign * fen(item.get(field, "0.00"))) for item in event.get(name, ()))

    def own(measure: str, wan: str, sign: int = 1) -> tuple[Key, str, int]:
        return key(event["line"], year), measure, sign * fen(wan)

    def moved(source: Body, target: Body, shares: Body) -> Iterator[tuple[Key, str, int]]:
        for measure, wan in shares.items():
            yield key(source, year), measure, -fen(wan)
            yield key(target, year), measure, fen(wan)

    match event["kind"]:
        case "RequestFiled":
            yield from items("lines", f"REQUEST{event['round']}")
            yield from items("replaced_lines", f"REQUEST{event['round']}", sign=-1)
        case "BudgetApproved":
            yield from items("lines", "APPROVED")
        case "AmountAdjusted":
            yield own("ADJUSTED", event["amount"])
            yield own("SURPLUS", event.get("of_surplus", "0.00"), -1)
        case "AmountsTransferred":
            yield from items("legs", "TRANSFERRED")
        case "LinesReclassified":
            for move in event["moves"]:
                yield from moved(move["from"], move["to"], move["shares"])
        case "AllocationDetailed":
            for item, shares in zip(event["to"], event["shares"], strict=True):
                yield from moved(event["from"]["line"], item["line"], shares)
        case "FundsFrozen":
            yield own("FROZEN", event["amount"])
        case "FundsReleased":
            yield own("FROZEN", event["amount"], -1)
        case "ExecutionRecorded":
            yield own("EXECUTED", event["increment"] if "through" in event else event["amount"])
        case "FinalAccountsReported":
            yield from items("lines", "EXECUTED", "increment")
        case "SurplusDeclared":
            yield from items("lines", "SURPLUS")
        case "CarriedForward":
            for line, _, amount in items("lines", ""):
                before = event["from_year"]
                source = (before, *line[1:-1], 0 if line[-1] == before else line[-1])
                yield source, "CARRIED", amount
                yield line, "BROUGHT_FORWARD", amount


def told(event: Body, seq: int, year: int) -> Iterator[tuple[FactKey, object]]:
    """What an event says of units, projects, years, ceilings, milestones, settings and revisions."""
    kind = event["kind"]
    match kind:
        case "UnitRegistered":
            yield ("unit", event["id"], "name"), event["unit"]
            yield ("unit", event["id"], "kind"), event["unit_kind"]
            yield ("unit", event["id"], "parent"), event.get("parent")
        case "UnitRenamed":
            yield ("unit", event["unit"], "name"), event["name"]
        case "UnitMerged":
            yield ("unit", event["unit"], "into"), event["into"]
            yield from ((("project", id, "unit"), event["into"]) for id in event["projects"])
            yield from ((("unit", id, "parent"), event["into"]) for id in event["units"])
        case "ProjectAdded":
            for field in ("name", "unit", "category", "goal", "predecessor"):
                yield ("project", event["id"], field), event.get(field)
        case "ProjectRenamed":
            yield ("project", event["project"], "name"), event["name"]
        case "ProjectSplit":
            for part in event["into"]:
                yield ("project", part["id"], "name"), part["name"]
                yield ("project", part["id"], "predecessor"), event["project"]
                yield from ((("project", part["id"], field), event.get(field)) for field in ("unit", "category"))
            yield ("project", event["project"], "closed"), seq
        case "ProjectMerged":
            into = event.get("id", event["into"])
            if "id" in event:
                for field in ("name", "unit", "category"):
                    yield ("project", str(into), field), event.get(field)
            yield from ((("project", id, "closed"), seq) for id in event["projects"] if id != into)
        case "ProjectClosed":
            yield ("project", event["project"], "closed"), seq
        case "GoalChanged":
            yield ("project", event["project"], "goal"), event["goal"]
        case "CeilingIssued":
            for item in event["limits"]:
                id = "/".join((str(year), *(item["line"].get(name, "") for name in DIMENSIONS[:4])))
                yield ("ceiling", id, "fen"), fen(item["amount"])
        case "YearClosed":
            yield ("year", str(year), "closed"), seq
        case "YearRolledOver":
            yield ("year", str(year), "rolled_from"), event["from_year"]
            for item in event["projects"]:
                yield ("year", str(year), f"project.{item['project']}"), item["predecessor"]
                if item["predecessor"] not in (item["project"], "-"):
                    yield ("project", item["project"], "predecessor"), item["predecessor"]
        case "MilestoneNamed":
            yield ("milestone", event["name"], "seq"), event.get("seq", seq)
        case "SettingsChanged":
            yield from ((("setting", "book", name), value) for name, value in event["changes"].items())
        case "RevisionReversed" | "RevisionApproved" | "RevisionRejected":
            yield ("revision", str(event["seq"]), f"{kind.removeprefix('Revision').lower()}_by"), seq
