"""What else a proposal may be, as events of its own: the other readings that it names, where they can be recorded."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from ..model.errors import Message, NotFound, say
from ..model.money import exact_wan, parse_wan
from ..model.vocabulary import PROJECT, UNCLASSIFIED
from .proposals import Body, Pair, Proposal, Proposed

_DIMENSIONS = ("nature", "fund", "function", "economic")


class Reading(NamedTuple):
    """Another reading: what it says, what it comes to, and the numbers of the proposals that it takes in."""

    message: Message
    proposal: Proposal
    takes: frozenset[int] = frozenset()


def readings(found: Proposed, number: int) -> tuple[Reading, ...]:
    """The other readings of a proposal (counted from 1) that can be recorded, in the order in which it names them."""
    one = found.proposals[number - 1]
    made = (reading for message in one.alternatives for reading in _read(found, one, message))
    return tuple(
        Reading(said, replace(other, confidence="possible", why=(said,), alternatives=one.why, postings=()), takes)
        for said, other, takes in made
    )


def chosen(found: Proposed, picked: Collection[str]) -> Proposed:
    """With nothing but the picked proposals, in the reading that was picked: N, or N/M for the M-th other one. Raises
    NotFound for what is no number of one that can be recorded, or is taken in by another one."""
    by_number: dict[int, Reading] = {}
    for text in picked:
        first, _, other = text.partition("/")
        known = first.isdecimal() and (not other or other.isdecimal())
        number = int(first) if known and len(first) < 6 else 0
        if not 0 < number <= len(found.proposals) or number in by_number:
            raise _unknown(found, text)
        one = found.proposals[number - 1]
        others = (Reading(say("propose.as-proposed"), one), *readings(found, number))
        place = int(other or 0) if len(other) < 6 else len(others)
        if place >= len(others) or not others[place].proposal.recordable:
            raise _unknown(found, text)
        by_number[number] = others[place]
    taken = set(by_number)
    for number, reading in by_number.items():
        if clash := reading.takes & taken:
            raise NotFound(say("propose.taken", number=min(clash), by=number))
        taken |= reading.takes
    return replace(found, proposals=tuple(by_number[number].proposal for number in sorted(by_number)))


def _unknown(found: Proposed, text: str) -> NotFound:
    can = [str(n) for n, one in enumerate(found.proposals, 1) if one.recordable]
    return NotFound(say("propose.unknown-number", number=text, numbers=", ".join(can) or "-"))


_Made = tuple[Message, Proposal, frozenset[int]]


def _read(found: Proposed, one: Proposal, message: Message) -> Iterator[_Made]:
    match message.id:
        case "propose.or.cut-and-supplement":
            yield message, replace(one, events=tuple(_apart(one.events))), frozenset()
        case "propose.or.dropped-and-added" if (found.years_differ and one.pairs) or _renaming(one):
            made = _ended_and_begun(one) if found.years_differ else _dropped_and_added(found, one)
            if made is not None:
                yield message, made, frozenset()
        case "propose.or.renamed":
            yield from _renamed(found, one, message)
        case "propose.open.several":
            yield from _of_dimension(one, message)


def _renaming(one: Proposal) -> Body | None:
    return next((event for event in one.events if event["kind"] == "ProjectRenamed"), None)


# A transfer as a cut and a supplement


def _apart(events: Collection[Body]) -> Iterator[Body]:
    for event in events:
        if event["kind"] != "AmountsTransferred":
            yield event
            continue
        yield from (_adjusted(leg["line"], parse_wan(leg["amount"])) for leg in event["legs"])


def _adjusted(line: Mapping[str, str], fen: int) -> Body:
    mode = "supplement" if fen > 0 else "cut"
    return {"kind": "AmountAdjusted", "mode": mode, "line": dict(line), "amount": exact_wan(fen)}


# One project as two


def _ended_and_begun(one: Proposal) -> Proposal:
    """Between years: what was taken for one project ended, and another one began."""
    renaming = _renaming(one)
    others = tuple(event for event in one.events if event is not renaming)
    sources = dict.fromkeys(pair.source for pair in one.pairs)
    targets = dict.fromkeys(pair.target for pair in one.pairs)
    if renaming:
        name = renaming["name"]
        sources[renaming["project"]] = None
        targets[f"{one.unit}/{name}"] = None
        others += ({"kind": "ProjectAdded", "project": name, "name": name, "unit": one.unit},)
    closed: tuple[Body, ...] = tuple({"kind": "ProjectClosed", "project": source} for source in sources)
    pairs = (
        *(Pair("project", source, "", "ended") for source in sources),
        *(Pair("project", "", target, "new") for target in targets),
    )
    return replace(one, events=(*others, *closed), pairs=pairs)


def _dropped_and_added(found: Proposed, one: Proposal) -> Proposal | None:
    """Within a year: all the money of the one is cut, and the other begins with what the later side has."""
    renaming = _renaming(one)
    if renaming is None:
        return None
    name, ref = renaming["name"], renaming["project"]
    line = {"unit": one.unit, "project": ref, "nature": PROJECT, **_fund_of(found, one)}
    line |= {"function": UNCLASSIFIED, "economic": UNCLASSIFIED}
    begun = {dimension: line[dimension] for dimension in _DIMENSIONS}
    added: Body = {"kind": "ProjectAdded", "project": name, "name": name, "unit": one.unit}
    events: list[Body] = [added]
    if one.before_fen:
        added["lines"] = [{"line": begun, "amount": exact_wan(one.before_fen)}]
        events.append(_adjusted(line, -one.before_fen))
    events += (
        event | {"line": event["line"] | {"project": f"{one.unit}/{name}"}}
        for event in one.events
        if event["kind"] == "AmountAdjusted"
    )
    return replace(one, events=(*events, {"kind": "ProjectClosed", "project": ref}))


def _fund_of(found: Proposed, one: Proposal) -> Body:
    """The fund of a project's money where it is of one fund on the earlier side."""
    spec = found.before.form.find("projects-by-unit")
    if spec is not None:
        table = found.before.table("projects-by-unit")
        old = one.label.partition(" → ")[0]
        rows = [row for row in table.rows if row.head.label == old and row.head.unit == one.unit]
        for row in rows if len(rows) == 1 else ():
            for n, column in enumerate(spec.columns):
                funds = column.where.funds
                if funds and len(funds) == 1 and row.amounts_fen[n] == one.before_fen:
                    return {"fund": next(iter(funds))}
    return {"fund": UNCLASSIFIED}


# Two projects as one


def _renamed(found: Proposed, one: Proposal, message: Message) -> Iterator[_Made]:
    """A project that was dropped and one that was added, whose names are somewhat alike, as one that was renamed."""
    other = next(
        (
            n
            for n, rival in enumerate(found.proposals, 1)
            if rival.label == message.params["name"]
            and rival.unit == one.unit
            and {rival.kind, one.kind} == {"dropped", "added"}
        ),
        None,
    )
    if other is None:
        return
    rival = found.proposals[other - 1]
    dropped, added = (one, rival) if one.kind == "dropped" else (rival, one)
    joined = _one_project_of_years(dropped, added) if found.years_differ else _one_project(dropped, added)
    if joined is not None:
        merged = replace(
            joined, kind="renamed", label=f"{dropped.label} → {added.label}",
            before_fen=dropped.before_fen, after_fen=added.after_fen,
        )  # fmt: skip
        yield message, merged, frozenset({other})


def _one_project_of_years(dropped: Proposal, added: Proposal) -> Proposal | None:
    source = next((pair.source for pair in dropped.pairs if pair.source), "")
    target = next((pair.target for pair in added.pairs if pair.target), "")
    if not source or not target:
        return None
    if any(event["kind"] == "ProjectAdded" for event in added.events):
        event: Body = {"kind": "ProjectRenamed", "project": source, "name": added.label}
        return replace(dropped, events=(event,), pairs=())
    return replace(dropped, events=(), pairs=(Pair("project", source, target, "renamed"),))


def _one_project(dropped: Proposal, added: Proposal) -> Proposal | None:
    closing = next((event for event in dropped.events if event["kind"] == "ProjectClosed"), None)
    begun = next((event for event in added.events if event["kind"] == "ProjectAdded"), None)
    if closing is None or begun is None:
        return None
    ref = closing["project"]
    sums: dict[tuple[str, ...], int] = {}
    for line, amount in (
        *((event["line"], event["amount"]) for one in (dropped, added) for event in one.events if "line" in event),
        *((of["line"], of["amount"]) for of in begun.get("lines", ())),
    ):
        key = tuple(line[dimension] for dimension in _DIMENSIONS)
        sums[key] = sums.get(key, 0) + parse_wan(amount)
    events: list[Body] = [{"kind": "ProjectRenamed", "project": ref, "name": added.label}]
    events += (
        _adjusted({"unit": dropped.unit, "project": ref} | dict(zip(_DIMENSIONS, key, strict=True)), fen)
        for key, fen in sums.items()
        if fen
    )
    return replace(dropped, events=tuple(events))


# A dimension that is open


def _of_dimension(one: Proposal, message: Message) -> Iterator[_Made]:
    """What a dimension may be, value by value; of those that are listed whole."""
    named, values = message.params["dimension"], str(message.params["values"])
    if not isinstance(named, Message) or values.endswith("…"):
        return
    dimension = named.id.partition(".")[2]
    for value in values.split(", "):
        events = tuple(_with(event, dimension, value) for event in one.events)
        if events != one.events:
            said = say("propose.reading.dimension", dimension=named, value=value)
            yield said, replace(one, events=events), frozenset()


def _with(event: Body, dimension: str, value: str) -> Body:
    """The event with a value wherever the dimension is open."""

    def filled(body: object) -> object:
        if isinstance(body, list | tuple):
            return [filled(item) for item in body]
        if not isinstance(body, dict):
            return body
        return {key: value if key == dimension and item == UNCLASSIFIED else filled(item) for key, item in body.items()}

    return {key: filled(item) for key, item in event.items()}
