"""Deciding on what is recorded: approved, rejected, amended, withdrawn, rolled over into the next year."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import groupby
from typing import TYPE_CHECKING, Any, TypedDict, Unpack

from ..model.errors import NotFound, Refused, say
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

    def record_all(self, revisions: Iterable[Revision], *, expected: int | None = None) -> list[Recorded]:
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
        return self._about(seq, {"kind": "RevisionReversed", "seq": seq}, said=said)

    def approval(self, seq: int, **said: Unpack[Said]) -> Revision:
        """Its reason is the proposal's unless given, and what was proposed as observed is approved as observed.

        Raises NotFound."""
        proposal = self._revision(seq)
        own: Said = {**said, "reason": said.get("reason") or proposal.reason}
        return self._about(seq, {"kind": "RevisionApproved", "seq": seq}, said=own, observed=proposal.observed)

    def rejection(self, seq: int, **said: Unpack[Said]) -> Revision:
        """Raises NotFound."""
        return self._about(seq, {"kind": "RevisionRejected", "seq": seq}, said=said)

    def amendment(self, seq: int) -> Body:
        """A revision that takes `seq` back and records what it did once more, to be edited and recorded.

        Raises NotFound, and Refused for a proposal, which has done nothing yet."""
        from ..model.decide import acting
        from ..model.events.control import RevisionApproved
        from ..store.replay import StorePast

        revision = self._revision(seq)
        if revision.proposed:
            raise Refused("I36", say("amend.proposal", seq=seq))
        events: list[Body] = [{"kind": "RevisionReversed", "seq": seq}]
        for event in acting(revision, StorePast(self._store)):
            if isinstance(event, RevisionApproved):  # what it approved is recorded anew, and must not count twice
                events.append({"kind": "RevisionRejected", "seq": event.seq})
            else:
                events.append(event.model_dump(mode="json", exclude_none=True, by_alias=True))
        whole: Body = revision.model_dump(mode="json", exclude_none=True, by_alias=True)
        return whole | {"recorded": None, "events": events}

    def withdrawal(self, number: str, **said: Unpack[Said]) -> list[Revision]:
        """One revision for each run of revisions of one year and effective date, newest first; proposals are rejected.

        Raises NotFound where nothing stands under the document number."""
        taken = self._to_withdraw(number)
        if not taken:
            raise NotFound(say("withdraw.nothing", number=number))
        return [
            self._about(run[0][0].seq, *({"kind": kind, "seq": header.seq} for header, kind in run), said=said)
            for run in (list(run) for _, run in groupby(taken, key=lambda one: (one[0].fiscal_year, one[0].effective)))
        ]

    def rollover(self, year: int, *, by: str | None = None, without: Collection[str] = ()) -> Revision:
        """Opens the year after `year` with every project that had money in it and has not ended, each continuing
        itself; `without` names those that do not go on. Raises NotFound."""
        from ..model.parse import admit

        if year not in self.years():
            raise NotFound(say("year.unknown", year=year, years=", ".join(map(str, self.years())) or "-"))
        view = self.view(year, self.point().point)
        roster, stopped = self.roster, {self.project_id(name) for name in without}
        with_money = {line.project for line, fen in view.balances if fen}
        if view.opening and view.form.find("projects-by-unit"):
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

    def _revision(self, seq: int) -> Revision:
        """A revision as the log stores it. Raises NotFound."""
        from ..store.replay import revision_at

        self._header(seq)
        revision = revision_at(self._store, seq)
        assert revision is not None
        return revision

    def _about(self, seq: int, *events: Body, said: Said, observed: bool = False) -> Revision:
        """A revision about another one: under its paper and authority where nothing else is said."""
        from ..model.parse import admit

        about = self._revision(seq)
        stated = dict(said.get("document") or {})
        own = about.document.model_dump(exclude_none=True) if about.document else {}
        if stated.get("number"):  # another paper: what this one was kept as is not its
            own = {name: value for name, value in own.items() if name in ("title", "date")}
        body: Body = {
            "fiscal_year": about.fiscal_year,
            "document": own | stated or None,
            "effective": said.get("effective") or about.effective,
            "by": said.get("by"),
            "authority": said.get("authority") or about.authority,
            "reason": said.get("reason"),
            "observed": observed,
            "events": events,
        }
        return admit(body, events[0]["kind"])

    def _to_withdraw(self, number: str) -> list[tuple[Header, str]]:
        """The revisions that have to be reversed, or rejected, in this order, for nothing of a document to stand: also
        those that come back when the one that had reversed them goes, and what approved its proposals."""
        headers = {header.seq: header for header in self._store.headers(HeaderFilter(number=number))}
        for seq in list(headers):
            if approval := self._fate(seq, "approved_by"):
                headers[approval] = self._header(approval)
        chosen: dict[int, tuple[Header, str]] = {}
        for seq, header in sorted(headers.items(), reverse=True):
            if self._fate(seq, "proposed"):
                if not self._fate(seq, "rejected_by"):
                    chosen[seq] = header, "RevisionRejected"
                continue
            says_something = header.kinds not in (("RevisionReversed",), ("RevisionRejected",))
            if says_something and self._fate(seq, "reversed_by") in (0, *chosen):
                chosen[seq] = header, "RevisionReversed"
        return list(chosen.values())

    def _fate(self, seq: int, field: str) -> int:
        """What became of a revision: the seq that decided on it, 0 where none did."""
        value = self.roster.value("revision", str(seq), field)
        return value if isinstance(value, int) else 0
