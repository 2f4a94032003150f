"""Projects that were stopped, and where the money went that they had not spent."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from ..model.money import parse_wan
from ..model.state import Project, Roster
from ..model.vocabulary import Measure
from ..store.protocol import Header, LineFilter, Store
from .headers import headers_by_seq
from .ledger import UNSPENT, LedgerNode, Money, by_unit, total
from .year import YearView


class Closure(NamedTuple):
    """A closed project, the revision that closed it, and its money in the fiscal year of that revision. What was taken
    back from it stands under adjusted; `recovered_fen` is how much of it."""

    project: Project
    header: Header
    money: Money
    recovered_fen: int

    @property
    def remained_fen(self) -> int | None:
        """What was not spent of its budget, whether it was recovered since or not; None where it is not known."""
        unspent = UNSPENT.fen(self.money)
        return None if unspent is None else unspent + self.recovered_fen


def is_closed(roster: Roster, project: str) -> bool:
    return bool(roster.value("project", project, "closed"))


def closures(store: Store, roster: Roster, year: int | None, view_of: Callable[[int], YearView]) -> tuple[Closure, ...]:
    """The projects that are closed by the roster's point, in the order of closing: those that revisions of one fiscal
    year closed, or all."""
    projects = [(roster.since("project", p.id, "closed"), p) for p in roster.projects() if is_closed(roster, p.id)]
    headers = headers_by_seq(store, {seq for seq, _ in projects})
    nodes: dict[int, tuple[LedgerNode, ...]] = {}
    found: list[Closure] = []
    for seq, project in sorted(projects, key=lambda pair: pair[0]):
        header = headers[seq]
        if year in (None, header.fiscal_year):
            view = view_of(header.fiscal_year)
            if view.year not in nodes:
                nodes[view.year] = by_unit(view)
            money = total(node.money for node in nodes[view.year] if node.project == project.id)
            found.append(Closure(project, header, money, _recovered_fen(view, project.id)))
    return tuple(found)


def _recovered_fen(view: YearView, project: str) -> int:
    """What recoveries that still hold took from the project in the year."""
    posted = view.postings(LineFilter(view.year, project=project))
    headers = headers_by_seq(view.store, {p.seq for p in posted if p.measure is Measure.ADJUSTED})
    return -sum(
        parse_wan(event["amount"])
        for header in headers.values()
        if "recovery" in header.modes and not view.roster.value("revision", str(header.seq), "reversed_by")
        for event in _events(view.store, header.seq)
        if event["kind"] == "AmountAdjusted" and event["mode"] == "recovery" and event["line"].get("project") == project
    )


def _events(store: Store, seq: int) -> Iterator[Any]:
    """The events of a revision as stored, of an approval with those that it approves; read without their models."""
    _, _, _, body = next(iter(store.bodies(seq - 1)))
    for event in json.loads(body)["events"]:
        yield event
        if event["kind"] == "RevisionApproved":
            yield from _events(store, event["seq"])
