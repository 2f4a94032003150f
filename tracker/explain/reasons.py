"""Why an amount moved: what a person has written, whether it still explains the numbers, and what the ledger suggests.
A suggestion is never part of a text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from ..model.errors import NotFound, say
from ..model.money import display_wan, round_to_cents
from ..model.point import Point
from ..model.state import Roster
from ..query.headers import headers_by_seq
from ..query.subjects import item_of, subject_at
from ..query.year import YearView
from ..tables.subjects import Subject
from .claims import CellSource
from .figures import Figures
from .phrases import Change
from .prior import Prior, PriorYear
from .sources import Views, cell_amount
from .suggest import Suggestion

Status = Literal["confirmed", "stale", "missing", "unneeded", "unknown"]


@dataclass(frozen=True, slots=True)
class Reason:
    """The reason for the change of one subject. It is stale where the amounts that it explained have moved, not needed
    where nothing changed, and unknown where an amount is. `seq` is the revision that wrote it; `explained_fen` the
    current and the prior amount that it explains."""

    subject: Subject
    status: Status
    text: str = ""
    seq: int = 0
    by: str = ""
    recorded: str = ""
    explained_fen: tuple[int, int] | None = None
    suggestions: tuple[Suggestion, ...] = ()

    @property
    def open(self) -> bool:
        """Whether a person must still write or confirm it."""
        return self.status in ("stale", "missing")


class Written(NamedTuple):
    """A reason as recorded; without amounts where the recorder named none."""

    text: str
    seq: int
    explained_fen: tuple[int, int] | None


def written_reasons(roster: Roster, view: YearView) -> Mapping[str, Written]:
    """The newest reason for each subject of a year, by subject."""
    found: dict[str, Written] = {}
    for id in roster.ids("reason"):
        year, table, row = id.split("/", 2)
        text = roster.text("reason", id, "text")
        if int(year) != view.year or not text:
            continue
        subject = subject_at(view.form, view.naming, int(table), row)
        seq = roster.since("reason", id, "text")
        if subject and (subject.id not in found or found[subject.id].seq < seq):
            found[subject.id] = Written(text, seq, _explained(roster, id))
    return found


def _explained(roster: Roster, id: str) -> tuple[int, int] | None:
    current, prior = (roster.value("reason", id, field) for field in ("current", "prior"))
    return (current, prior) if isinstance(current, int) and isinstance(prior, int) else None


class Reasons:
    """The reasons of one explanation."""

    def __init__(self, written: Mapping[str, Written], view: YearView, prior: PriorYear, views: Views) -> None:
        self._written, self._view, self._prior, self._views = written, view, prior, views

    def of(self, subject: Subject, change: Change, current_fen: int, prior: Prior) -> Reason:
        """The reason for a change from one amount to the other."""
        found = self._written.get(subject.id)
        if found is None:
            return Reason(subject, "unneeded" if change == "same" else "missing")
        explained = found.explained_fen or self._as_recorded(subject, prior, found.seq)
        now = current_fen, prior.amount.fen
        holds = explained is not None and all(
            round_to_cents(a) == round_to_cents(b) for a, b in zip(explained, now, strict=True)
        )
        header = headers_by_seq(self._view.store, {found.seq})[found.seq]
        status: Status = "confirmed" if holds else "stale"
        return Reason(subject, status, found.text, found.seq, header.by or "", header.recorded, explained)

    def _as_recorded(self, subject: Subject, prior: Prior, seq: int) -> tuple[int, int] | None:
        """The two amounts as the revision that wrote the reason left them."""
        assert subject.cell is not None
        current = cell_amount(self._at(self._view, seq), subject.cell)
        if not isinstance(prior.amount.source, CellSource) or self._prior.view is None:
            return None if current is None else (current.fen, prior.amount.fen)
        before = cell_amount(self._at(self._prior.view, seq), subject.cell)
        return None if current is None or before is None else (current.fen, before.fen)

    def _at(self, view: YearView, seq: int) -> YearView:
        point = view.point
        return self._views(view.year, Point(min(point.seq, seq), point.effective), view.statement)


def reason_event(figures: Figures, roster: Roster, named: str, text: str | None) -> dict[str, object]:
    """The event that gives a reason, or confirms the one that was written, for the amounts as they are.

    Raises NotFound."""
    view = figures.view
    subject = find_subject(view, named)
    current, prior = figures.compared(subject)
    before = written_reasons(roster, view).get(subject.id)
    if text is None and before is None:
        raise NotFound(say("reason.none-yet", subject=subject.name))
    if current is None or prior is None:
        raise NotFound(say("gap.amount" if current is None else "gap.prior", subject=subject.name))
    assert isinstance(current.source, CellSource)
    return {
        "kind": "ReasonWritten",
        "subject": {"table": current.source.table, "row": current.source.row},
        "text": text if before is None or text is not None else before.text,
        "current": display_wan(current.fen),
        "prior": display_wan(prior.amount.fen),
    }


def _item(view: YearView, code: str) -> Subject | None:
    """The item of a function code in the first table by function that has a row for it."""
    roles = (role for role, _ in view.form.items if code in view.table(role).by_key)
    return next((item for role in roles if (item := item_of(view.form, role, code, view.naming))), None)


def find_subject(view: YearView, named: str) -> Subject:
    """The compared subject with this id, name, or place (TABLE/ROW). Raises NotFound."""
    compared = [subject for subject in view.form.subjects if subject.cell]
    found = next((subject for subject in compared if named in (subject.id, subject.name)), None) or _item(view, named)
    table, slash, row = named.partition("/")
    if found is None and slash and table.isascii() and table.isdigit() and len(table) <= 3:
        found = subject_at(view.form, view.naming, int(table), row)
    if found is None:
        known = ", ".join(subject.id for subject in compared)
        raise NotFound(say("reason.subject", subject=named[:40], subjects=known))
    return found
