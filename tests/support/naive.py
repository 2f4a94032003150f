"""A replay that can be seen to be right: every revision in a list, every answer by going through all of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from tests.support.oracle import Names
from tracker.model.line import Line
from tracker.model.point import Point

Body = dict[str, Any]  # a stored revision, as JSON has it
FactKey = tuple[str, str, str]  # kind of thing, id, attribute


@cache
def fen(wan: str) -> int:
    whole, _, part = wan.lstrip("-").partition(".")
    return int(whole + part.ljust(6, "0")) * (-1 if wan[0] == "-" else 1)


class Money(NamedTuple):
    seq: int
    kind: str
    line: Line
    fen: int


class Naive:
    """`revisions[n - 1]` is the body of revision n."""

    def __init__(self, revisions: list[Body]) -> None:
        self.revisions = revisions

    @classmethod
    def of_journal(cls, events: Path) -> Naive:
        lines = [json.loads(raw) for path in events.glob("*.jsonl") for raw in path.read_bytes().splitlines()]
        return cls([line["revision"] for line in sorted(lines, key=lambda line: int(line["seq"]))])

    def seqs(self, point: Point) -> list[int]:
        return [n for n, body in enumerate(self.revisions, 1) if point.holds(n, body["effective"])]

    def undone(self, seq: int, point: Point) -> bool:
        return any(r > seq and self.reverses(r) == seq and not self.undone(r, point) for r in self.seqs(point))

    def reverses(self, seq: int) -> int | None:
        return next((e["seq"] for e in self.revisions[seq - 1]["events"] if e["kind"] == "RevisionReversed"), None)

    def money_of(self, seq: int) -> Iterator[Money]:
        year = self.revisions[seq - 1]["fiscal_year"]
        for event in self.revisions[seq - 1]["events"]:
            kind = event["kind"]
            if kind == "RevisionReversed":
                yield from (Money(seq, kind, m.line, -m.fen) for m in self.money_of(event["seq"]))
            for item in event.get("lines", event.get("legs", [event] if "line" in event else [])):
                dimensions = {"project": "", "origin_year": 0} | item["line"]
                yield Money(seq, kind, Line(year=year, **dimensions), fen(item["amount"]))

    def money(self, point: Point, year: int) -> list[Money]:
        return [m for seq in self.seqs(point) for m in self.money_of(seq) if m.line.year == year]

    def balances(self, point: Point, year: int) -> dict[Line, int]:
        return sums((m.line, m.fen) for m in self.money(point, year))

    def facts(self, point: Point) -> dict[FactKey, object]:
        """Attributes at a point, oldest effective first: of two the later effective holds, then the later recorded."""
        holding = sorted((self.revisions[n - 1]["effective"], n) for n in self.seqs(point) if not self.undone(n, point))
        said = {key: value for _, n in holding for key, value in self.told(n)}
        return {key: value for key, value in said.items() if value is not None}

    def told(self, seq: int) -> Iterator[tuple[FactKey, object]]:
        for event in self.revisions[seq - 1]["events"]:
            yield from told(seq, event)

    def ever_told(self, seq: int) -> dict[FactKey, object]:
        return {key: value for n in range(1, seq + 1) for key, value in self.told(n)}

    def names(self, point: Point) -> Callable[[Line], Names]:
        """Names and kinds at a point; of what is not effective there yet or was taken back, those it ever had."""
        facts = self.ever_told(point.seq) | self.facts(point)

        def of(line: Line) -> Names:
            unit_name, kind, project_name = (
                str(facts.get(key, "")) for key in (("unit", line.unit, "name"), ("unit", line.unit, "kind"),
                                                    ("project", line.project, "name"))
            )  # fmt: skip
            return Names(unit_name, kind, project_name)

        return of

    def blame(self, point: Point, year: int, counts: Callable[[Line], bool]) -> dict[tuple[int, str], int]:
        """What each event put on the lines that count, also where that cancels out."""
        return sums(((m.seq, m.kind), m.fen) for m in self.money(point, year) if m.fen and counts(m.line))


def told(seq: int, event: Body) -> Iterator[tuple[FactKey, object]]:
    """What an event says of units, projects, milestones and settings."""
    match event["kind"]:
        case "UnitRegistered":
            said: Body = {"name": event["unit"], "kind": event["unit_kind"], "parent": event.get("parent")}
            entity, id = "unit", event["id"]
        case "ProjectAdded":
            said = {name: event.get(name) for name in ("name", "unit", "category", "goal", "predecessor")}
            entity, id = "project", event["id"]
        case "GoalChanged":
            entity, id, said = "project", event["project"], {"goal": event["goal"]}
        case "MilestoneNamed":
            entity, id, said = "milestone", event["name"], {"seq": event.get("seq", seq)}
        case "SettingsChanged":
            yield from ((("setting", "book", name), value) for name, value in event["changes"].items())
            return
        case _:
            return
    yield from (((entity, id, field), value) for field, value in said.items() if value is not None)


def sums(pairs: Any) -> dict[Any, int]:  # keyed by whatever the pairs are keyed by
    found: dict[Any, int] = {}
    for key, amount in pairs:
        found[key] = found.get(key, 0) + amount
    return found
