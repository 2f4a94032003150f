"""Deciding on what is recorded: approved, rejected, amended, withdrawn, rolled over into the next year."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import groupby
from typing import TYPE_CHECKING, Any, TypedDict, Unpack

from ..model.desk import OBSERVED
from ..model.errors import NotFound, say
from ..store.protocol import Header, HeaderFilter
from .asking import Asking

if TYPE_CHECKING:
    from ..model.revision import Revision
    from ..query.judging import Judged
    from .recording import Recorded

Body = dict[str, Any]
"""A revision as a file has it (design.md 5.1)."""


class Said(TypedDict, total=False):
    """What a person says of an act of control; what is left out is the revision's own, but for the reason."""

    reason: str | None
    by: str | None
    document: Mapping[str, str] | None
    effective: str | None
    authority: str | None


class Controlling(Asking):
    """Control over a book's revisions; every act is a revision itself."""

    def record(self, revision: Revision, *, expected: int | None = None, evidence: bytes | None = None) -> Recorded:
        raise NotImplementedError

    def record_all(self, revisions: Iterable[Revision]) -> list[Recorded]:
        raise NotImplementedError

    def reverse(self, seq: int, **said: Unpack[Said]) -> Recorded:
        """Takes a revision back exactly. Raises NotFound, Refused."""
        return self.record(self.reversal(seq, **said))

    def approve(self, seq: int, **said: Unpack[Said]) -> Recorded:
        """Makes a proposal count. Raises NotFound, Refused."""
        return self.record(self.approval(seq, **said))

    def reject(self, seq: int, **said: Unpack[Said]) -> Recorded:
        """Says that a proposal will never count. Raises NotFound, Refused."""
        return self.record(self.rejection(seq, **said))

    def withdraw(self, number: str, **said: Unpack[Said]) -> list[Recorded]:
        """Reverses every revision under a document number that still stands, all or none. Raises NotFound, Refused."""
        return self.record_all(self.withdrawal(number, **said))

    def roll_over(self, year: int, *, by: str | None = None, without: Collection[str] = ()) -> Recorded:
        """Opens the year after `year`. Raises NotFound, Refused."""
        return self.record(self.rollover(year, by=by, without=without))

    # The revisions that would do so, for a preview

    def reversal(self, seq: int, **said: Unpack[Said]) -> Revision:
        """Raises NotFound."""
        return self._about(self._header(seq), {"kind": "RevisionReversed", "seq": seq}, said=said)

    def approval(self, seq: int, **said: Unpack[Said]) -> Revision:
        """Its reason is the proposal's unless given, and what was proposed as observed is approved as observed.

        Raises NotFound."""
        header = self._header(seq)
        observed = self.roster.value("revision", str(seq), "proposed") == OBSERVED
        own: Said = {**said, "reason": said.get("reason") or header.reason}
        return self._about(header, {"kind": "RevisionApproved", "seq": seq}, said=own, observed=observed)

    def rejection(self, seq: int, **said: Unpack[Said]) -> Revision:
        """Raises NotFound."""
        return self._about(self._header(seq), {"kind": "RevisionRejected", "seq": seq}, said=said)

    def amendment(self, seq: int) -> Body:
        """A revision that takes `seq` back and records what it did once more, to be edited and recorded.

        Raises NotFound."""
        from ..model.decide import acting
        from ..store.replay import StorePast, revision_at

        self._header(seq)
        revision = revision_at(self._store, seq)
        assert revision is not None
        events = [
            event.model_dump(mode="json", exclude_none=True, by_alias=True)
            for event in acting(revision, StorePast(self._store))
            if event.kind != "RevisionApproved"
        ]
        whole: Body = revision.model_dump(mode="json", exclude_none=True, by_alias=True)
        return whole | {"recorded": None, "events": [{"kind": "RevisionReversed", "seq": seq}, *events]}

    def withdrawal(self, number: str, **said: Unpack[Said]) -> list[Revision]:
        """One revision for each run of revisions of one year and effective date, newest first. Raises NotFound where
        none stands under the document number."""
        headers = self._to_withdraw(number)
        if not headers:
            raise NotFound(say("withdraw.nothing", number=number))
        return [
            self._about(run[0], *({"kind": "RevisionReversed", "seq": header.seq} for header in run), said=said)
            for run in (list(run) for _, run in groupby(headers, key=lambda h: (h.fiscal_year, h.effective)))
        ]

    def rollover(self, year: int, *, by: str | None = None, without: Collection[str] = ()) -> Revision:
        """Opens the year after `year` with every project that had money in it and has not ended, each continuing
        itself; `without` names those that do not go on. Raises NotFound."""
        from ..model.parse import admit

        view = self.view(year, self.point().point)
        roster, stopped = self.roster, {self.project_id(name) for name in without}
        with_money = {line.project for line, fen in view.balances if fen}
        if view.opening:
            with_money |= {row.key.partition("/")[2] for row in view.table("projects-by-unit").rows}
        ids = [
            id
            for id in roster.ids("project")
            if id in with_money - stopped and not roster.value("project", id, "closed")
        ]
        event = {"kind": "YearRolledOver", "from_year": year, "projects": tuple({"project": id} for id in ids)}
        body = {"fiscal_year": year + 1, "effective": f"{year + 1}-01-01", "by": by, "events": (event,)}
        return admit(body, "rollover")

    def judged(self, rules: Collection[str] = ()) -> Iterator[Judged]:
        """Every rule that a recorded fact breaks, judged by the settings in force then."""
        from ..query.judging import judge_all

        return judge_all(self._store, rules)

    def _about(self, header: Header, *events: Body, said: Said, observed: bool = False) -> Revision:
        """A revision about another one: under its document, date and authority where nothing else is said."""
        from ..model.parse import admit

        own = {"number": header.number, "title": header.title, "date": header.date}
        document = {k: v for k, v in (own | dict(said.get("document") or {})).items() if v}
        body: Body = {
            "fiscal_year": header.fiscal_year,
            "document": document or None,
            "effective": said.get("effective") or header.effective,
            "by": said.get("by"),
            "authority": said.get("authority") or header.authority,
            "reason": said.get("reason"),
            "observed": observed,
            "events": events,
        }
        return admit(body, events[0]["kind"])

    def _to_withdraw(self, number: str) -> list[Header]:
        """The revisions that have to be reversed, in this order, for nothing of a document to stand: also those that
        come back when the one that had reversed them goes."""
        chosen: dict[int, Header] = {}
        for header in self._store.headers(HeaderFilter(number=number)):
            fields = self.roster.fields("revision", str(header.seq))
            if "proposed" in fields or header.kinds in (("RevisionReversed",), ("RevisionRejected",)):
                continue
            if fields.get("reversed_by") in (None, *chosen):
                chosen[header.seq] = header
        return list(chosen.values())
