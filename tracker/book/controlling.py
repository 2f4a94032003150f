"""Deciding on what is recorded: approved, rejected, amended, withdrawn, rolled over into the next year."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import groupby
from typing import TYPE_CHECKING, Any

from ..model.errors import NotFound, say
from ..query.points import day_of
from ..store.protocol import Header, HeaderFilter
from .asking import Asking

if TYPE_CHECKING:
    from ..model.revision import Revision
    from ..query.judging import Judged
    from .recording import Recorded

Body = dict[str, Any]
"""A revision as a file has it (design.md 5.1)."""


class Controlling(Asking):
    """Control over a book's revisions; every act is a revision itself."""

    def record(self, revision: Revision, *, expected: int | None = None, evidence: bytes | None = None) -> Recorded:
        raise NotImplementedError

    def record_all(self, revisions: Iterable[Revision]) -> list[Recorded]:
        raise NotImplementedError

    def reverse(
        self,
        seq: int,
        *,
        reason: str,
        by: str | None = None,
        document: Mapping[str, str] | None = None,
        effective: str | None = None,
        authority: str | None = None,
    ) -> Recorded:
        """Takes a revision back exactly. Document, date and authority are its own unless given. Raises Refused."""
        event = {"kind": "RevisionReversed", "seq": seq}
        said = {"document": document, "effective": effective, "authority": authority, "by": by, "reason": reason}
        return self.record(self._about(self._header(seq), event, **said))

    def approve(
        self,
        seq: int,
        *,
        reason: str | None = None,
        by: str | None = None,
        document: Mapping[str, str] | None = None,
        effective: str | None = None,
        authority: str | None = None,
    ) -> Recorded:
        """Makes a proposal count. Document, date, authority and reason are its own unless given, and so is what it
        says of having happened already. Raises Refused."""
        header = self._header(seq)
        event = {"kind": "RevisionApproved", "seq": seq}
        proposal = self._revision(seq)
        own = proposal.document.model_dump(exclude_none=True) if proposal.document else {}
        said = {"effective": effective, "authority": authority, "by": by, "reason": reason or header.reason}
        document = own | dict(document or {})
        return self.record(self._about(header, event, document=document, observed=proposal.observed, **said))

    def reject(self, seq: int, *, reason: str, by: str | None = None) -> Recorded:
        """Says that a proposal will never count. Raises Refused."""
        event = {"kind": "RevisionRejected", "seq": seq}
        return self.record(self._about(self._header(seq), event, by=by, reason=reason))

    def amendment(self, seq: int) -> Body:
        """A revision that takes `seq` back and records what it did once more, to be edited and recorded.

        Raises NotFound."""
        from ..model.decide import acting
        from ..model.events.control import RevisionApproved
        from ..store.replay import StorePast

        self._header(seq)
        revision = self._revision(seq)
        events: list[Body] = [{"kind": "RevisionReversed", "seq": seq}]
        for event in acting(revision, StorePast(self._store)):
            if isinstance(event, RevisionApproved):  # what it approved is recorded anew, and must not count twice
                events.append({"kind": "RevisionRejected", "seq": event.seq})
            else:
                events.append(event.model_dump(mode="json", exclude_none=True, by_alias=True))
        whole: Body = revision.model_dump(mode="json", exclude_none=True, by_alias=True)
        return whole | {"recorded": None, "events": events}

    def _revision(self, seq: int) -> Revision:
        """A revision as the log stores it."""
        from ..model.revision import Revision

        return Revision.model_validate_json(next(body for n, _, _, body in self._store.bodies(seq - 1) if n == seq))

    def withdraw(self, number: str, *, reason: str, by: str | None = None) -> list[Recorded]:
        """Reverses every revision under a document number that still stands, newest first, all or nothing; a proposal
        is rejected, and what approved it reversed.

        Raises NotFound where there is none, Refused."""
        headers = {h.seq: h for h in self._store.headers(HeaderFilter(number=number))}
        proposals = [h.seq for h in headers.values() if self._still(h.seq, "proposed") and self._undecided(h.seq)]
        approvals = [self._still(seq, "approved_by") for seq in proposals]
        headers |= {seq: self._header(seq) for seq in approvals if seq}
        standing = [header for header in headers.values() if self._stands(header)]
        taken = sorted([*standing, *map(self._header, proposals)], key=lambda header: header.seq, reverse=True)
        if not taken:
            raise NotFound(say("withdraw.nothing", number=number))
        return self.record_all(self._withdrawals(taken, by, reason))

    def _withdrawals(self, headers: list[Header], by: str | None, reason: str) -> Iterator[Revision]:
        """One revision for each run of revisions of one year and effective date."""
        for _, run in groupby(headers, key=lambda header: (header.fiscal_year, header.effective)):
            taken = list(run)
            events = [
                {"kind": "RevisionRejected" if self._still(header.seq, "proposed") else "RevisionReversed"}
                | {"seq": header.seq}
                for header in taken
            ]
            yield self._about(taken[0], *events, by=by, reason=reason)

    def _still(self, seq: int, field: str) -> int:
        """What became of a revision: the seq that decided on it, 0 where none did."""
        value = self.roster.value("revision", str(seq), field)
        return value if isinstance(value, int) else 0

    def _undecided(self, seq: int) -> bool:
        """Whether a proposal can be taken back still: it was not rejected."""
        return not self._still(seq, "rejected_by")

    def rollover(self, year: int, *, by: str | None = None, without: Collection[str] = ()) -> Recorded:
        """Opens the year after `year` with every project that had money in it and has not ended, each continuing
        itself; `without` names those that do not go on. Raises NotFound, Refused."""
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
        return self.record(admit(body, "rollover"))

    def judged(self, rules: Collection[str] = ()) -> Iterator[Judged]:
        """Every rule that a recorded fact breaks, judged by the settings in force then."""
        from ..query.judging import judge_all

        return judge_all(self._store, rules)

    def _about(self, header: Header, *events: Body, **said: object) -> Revision:
        """A revision about another one: under its document, date and authority where nothing else is said."""
        from ..model.parse import admit

        own = {"number": header.number, "title": header.title, "date": header.date}
        stated = said.pop("document", None)
        document = {k: v for k, v in (own | dict(stated if isinstance(stated, Mapping) else {})).items() if v}
        body: Body = {
            "fiscal_year": header.fiscal_year,
            "document": document or None,
            "effective": header.effective,
            "authority": header.authority,
            "events": events,
        }
        return admit(body | {name: value for name, value in said.items() if value}, events[0]["kind"])

    def _stands(self, header: Header) -> bool:
        """Whether a revision does anything still: not reversed, no proposal, more than a reversal itself."""
        fields = self.roster.fields("revision", str(header.seq))
        return not fields.keys() & {"reversed_by", "proposed"} and header.kinds not in (
            ("RevisionReversed",),
            ("RevisionRejected",),
        )

    def today(self) -> str:
        """The day that it is, in the book's time zone."""
        return day_of(self._clock())
