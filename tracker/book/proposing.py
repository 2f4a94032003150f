"""Proposals of a book: what may have happened between two of its points, and the revisions that would record it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ..messages import Language, render, text
from ..model.errors import Message, NotFound, Refused, say
from ..model.state import Roster
from ..query.year import YearView
from ..store.protocol import HeaderFilter
from .asking import Asking

if TYPE_CHECKING:
    from ..model.revision import Revision
    from ..model.vocabulary import System
    from ..query.crosswalk import YearMap
    from ..query.proposals import Pair, Proposal, Proposed
    from .recording import Preview, Recorded

Body = dict[str, Any]
"""A revision as a file has it (design.md 5.1)."""
_LONGEST_REASON = 400


class Proposing(Asking):
    """Infers events. Nothing is recorded here: what is accepted is recorded as any other revision is."""

    def propose(self, before: YearView, after: YearView) -> Proposed:
        """What would lead from one year and point to another. Raises NotFound where nothing can be inferred."""
        from ..query.proposing import propose

        return propose(before, after, self._ledger_at(before, after), self._stated(before, after))

    def _ledger_at(self, before: YearView, after: YearView) -> Roster:
        """What is registered where proposals would be recorded: of one year as it was at the earlier side."""
        return before.known if before.year == after.year else self.roster

    def _stated(self, before: YearView, after: YearView) -> Mapping[System, YearMap]:
        """What the book says itself became of the units, projects and codes of the earlier year."""
        if before.year >= after.year:
            return {}
        from ..query.compare import held
        from ..query.crosswalk import crosswalk_between

        at = self.point().point
        found = crosswalk_between(before.year, after.year, at, self.roster_at, held(after))
        return dict(found.maps)

    def require_start(self, found: Proposed, point: str) -> None:
        """What is accepted is added to the book as it stands, which must be where the proposals of one year start;
        `point` is how that was called. Raises NotFound."""
        from ..query.cells import cell_changes

        if found.years_differ:
            return
        year = found.before.year
        now = self.view(year, self.point().point)
        if now.form is not found.before.form or any(cell_changes(found.before.tables(), now.tables())):
            raise NotFound(say("propose.not-at-head", point=point, year=year))

    def proposed_revisions(self, found: Proposed, language: Language) -> list[Body]:
        """The revisions that would record the proposals, as far as they can be recorded, marked as inferred: within a
        year one for each; between years one crosswalk, and one for what ended. They say what they rest on in this
        language."""
        chosen = [one for one in found.proposals if one.recordable]
        frame = self._frame(found, language)
        if found.years_differ:
            return [*self._between_years(found, chosen, frame, language)]
        return [frame | _told([one], list(one.events), language) for one in chosen]

    def preview(self, *revisions: Revision, deep: bool = False) -> list[Preview]:
        raise NotImplementedError

    def record_all(self, revisions: Iterable[Revision], *, expected: int | None = None) -> list[Recorded]:
        raise NotImplementedError

    def preview_accepted(self, revisions: Sequence[Revision]) -> list[Preview]:
        """What recording them one after another would do. Raises Refused, naming the one that is."""
        try:
            return self.preview(*revisions, deep=True)
        except Refused as refused:
            raise _of_all(revisions, refused) from refused

    def accept(self, revisions: Sequence[Revision], *, expected: int | None = None) -> list[Recorded]:
        """Records accepted proposals, all or none. Raises Refused, naming the one that is, and Conflict where the head
        is not `expected`."""
        try:
            return self.record_all(revisions, expected=expected)
        except Refused:
            self.preview_accepted(revisions)  # says which one it is
            raise

    def accepted(self, bodies: Iterable[Body], by: str) -> list[Revision]:
        """The revisions of accepted proposals, as whoever accepts them records them. Raises DocumentError."""
        from ..model.parse import admit

        return [admit(_with_tuples(body) | {"by": by}, "propose") for body in bodies]

    def _between_years(
        self, found: Proposed, chosen: list[Proposal], frame: Body, language: Language
    ) -> Iterable[Body]:
        """One revision that registers and maps, after it one that closes what ended: neither needs the other."""
        closing = [event for one in chosen for event in one.events if event["kind"] == "ProjectClosed"]
        events = [event for one in chosen for event in one.events if event["kind"] != "ProjectClosed"]
        by_system: dict[System, list[Pair]] = {}
        for one in chosen:
            for pair in one.pairs:
                by_system.setdefault(pair.system, []).append(pair)
        for system, pairs in by_system.items():
            events.append(self._crosswalk(found, system, pairs, language))
        if events:
            yield frame | _told([one for one in chosen if one.pairs or one.events], events, language)
        if closing:
            ended = [one for one in chosen if any(event["kind"] == "ProjectClosed" for event in one.events)]
            yield frame | _told(ended, closing, language)

    def _crosswalk(self, found: Proposed, system: System, pairs: list[Pair], language: Language) -> Body:
        """The crosswalk with what one that was adopted before says of other codes: a later adoption replaces it."""
        from ..query.crosswalk import adopted_at

        years = found.before.year, found.after.year
        kept = [
            {"from": old.source or None, "to": old.target or None, "weight": old.weight, "kind": old.kind}
            for one in adopted_at(self._ledger_at(found.before, found.after))
            if (one.system, one.from_year, one.to_year) == (system, *years)
            for old in one.pairs
        ]
        new = [
            {"from": pair.source or None, "to": pair.target or None, "weight": pair.weight, "kind": pair.kind}
            for pair in pairs
        ]
        maps = [{field: value for field, value in of.items() if value} for of in (*kept, *new)]
        return {
            "kind": "CrosswalkAdopted", "system": system, "from_year": years[0], "to_year": years[1], "maps": maps,
            "basis": text("propose.map-basis", language),
        }  # fmt: skip

    def _frame(self, found: Proposed, language: Language) -> Body:
        """What all of them have in common. Who decided it and under which paper nobody knows: they are observed."""
        names = {"a": _name(found.before), "b": _name(found.after)}
        return {
            "fiscal_year": found.after.year,
            "document": {"title": text("propose.title", language, **names)},
            "effective": self._effective(found),
            "observed": True,
            "inferred": True,
        }

    def _effective(self, found: Proposed) -> str:
        """No day is known: the last that the two sides speak of, within the year."""
        year = found.after.year
        first, last = f"{year}-01-01", f"{year}-12-31"
        if found.years_differ:
            return first
        seq = max(found.before.point.seq, found.after.point.seq)
        said = self._store.headers(HeaderFilter(upto=seq, year=year))
        return min(max([first, *(header.effective for header in said)]), last)


def _with_tuples(body: Body) -> Body:
    """As a file of it would be read: lists are what JSON calls arrays, the models want tuples."""

    def tuples(value: object) -> object:
        if isinstance(value, list):
            return tuple(tuples(item) for item in value)
        return {key: tuples(item) for key, item in value.items()} if isinstance(value, dict) else value

    return {key: tuples(value) for key, value in body.items()}


def _of_all(revisions: Sequence[Revision], refused: Refused) -> Refused:
    """The refusal of one of several that are recorded together, with what that one is; of a single one as it is."""
    told = refused.message
    if told.id != "record.refused-one":
        return refused
    number = int(str(told.params["n"]))
    event = revisions[number - 1].events[0]
    line = getattr(event, "line", event)
    name = getattr(line, "project", None) or getattr(line, "unit", None) or ""
    kind, why = say(f"kind.{event.kind}"), told.params["why"]
    return Refused(
        refused.rule, say("propose.refused", number=number, count=len(revisions), kind=kind, name=name, why=why)
    )


def _told(of: list[Proposal], events: list[Body], language: Language) -> Body:
    """The events with what they rest on."""
    from ..query.proposals import weakest

    confidence = weakest(*(one.confidence for one in of))
    whys, rest = (_rendered(messages, language) for messages in ([w for o in of for w in o.why],
                                                                  [a for o in of for a in o.alternatives]))  # fmt: skip
    why = "；".join(whys)
    why = why if len(why) <= _LONGEST_REASON else why[:_LONGEST_REASON] + "…"
    said = text("propose.reason", language, confidence=say(f"confidence.{confidence}"), why=why)
    inference = {"confidence": confidence, "why": whys, "alternatives": rest}
    return {"reason": said, "inference": inference, "events": events}


def _rendered(messages: Iterable[Message], language: Language) -> list[str]:
    return list(dict.fromkeys(render(message, language) for message in messages))


def _name(view: YearView) -> str:
    opening = view.opening
    return f"{view.year} {opening.body['file']}" if view.statement and opening else f"{view.year} @{view.point.seq}"
