"""The log as a list: revisions, newest first, with what each did to the size of its year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ..model.errors import NotFound, say
from ..model.money import parse_wan, round_to_cents
from ..model.point import Point
from ..model.state import Dated, Roster, is_inferred
from ..store.protocol import Header, HeaderFilter, LineFilter, Store
from .late import Late, Lateness
from .points import start_of
from .statements import load_statement
from .year import YearView

_TELLING = {
    kind: n
    for n, kind in enumerate(
        (
            *("RevisionReversed", "RevisionApproved", "RevisionRejected", "StatementRepublished", "StatementPublished"),
            *("BudgetApproved", "RequestFiled", "CeilingIssued", "AmountAdjusted", "AmountsTransferred"),
            *("LinesReclassified", "AllocationDetailed", "CarriedForward", "SurplusDeclared", "FinalAccountsReported"),
        )
    )
}


Standing = Literal["recorded", "observed", "proposed", "approved", "rejected"]
"""What a revision is, or what became of a proposal."""
Status = Literal["recorded", "observed", "proposed", "approved", "rejected", "reversed"]


@dataclass(frozen=True, slots=True)
class LogRow:
    """A revision in the list. `delta_fen` is what it did to the size of its year; `late` is told where it is asked;
    what nobody stated is inferred."""

    header: Header
    delta_fen: int
    reversed_by: int | None
    milestones: tuple[str, ...]
    late: Late | None = None
    standing: Standing = "recorded"
    inferred: bool = False

    @property
    def labels(self) -> tuple[str, ...]:
        """Message ids that say what the revision is about, the most telling first: kinds, and modes for adjustments."""
        kinds = sorted(self.header.kinds, key=lambda kind: _TELLING.get(kind, len(_TELLING)))
        modes = tuple(f"mode.{mode}" for mode in self.header.modes)
        return tuple(id for kind in kinds for id in (modes if kind == "AmountAdjusted" else (f"kind.{kind}",)))

    @property
    def status(self) -> Status:
        """A revision that was reversed is that, whatever else became of it."""
        return "reversed" if self.reversed_by else self.standing


@dataclass(frozen=True, slots=True)
class LogFilter:
    """None sets no condition. `project` and `unit` are ids; `amount` is matched against every posting and every
    published cell, to the cent of 万元. Recorded `after` and `upto` a version; `late`: only what is, by more than so
    many days; `by` is a part of who recorded it; `mode` one of an adjustment."""

    project: str | None = None
    unit: str | None = None
    kind: str | None = None
    document: str | None = None
    amount: str | None = None
    since: str | None = None
    upto: int | None = None
    after: int | None = None
    year: int | None = None
    late: int | None = None
    by: str | None = None
    status: Status | None = None
    mode: str | None = None


def log(store: Store, roster: Roster, wanted: LogFilter) -> Iterator[LogRow]:
    """Revisions that fit, newest first."""
    openings = {d.seq: d for d in store.changes() if d.change[0] == "year" and d.change.field == "opening"}
    milestones: dict[int, list[str]] = {}
    for name in roster.ids("milestone"):
        if isinstance(seq := roster.value("milestone", name, "seq"), int):
            milestones.setdefault(seq, []).append(name)
    since = None if wanted.since is None else start_of(wanted.since)
    lateness = None if wanted.late is None else Lateness(store.headers(), wanted.late)
    seqs = _seqs(store, wanted)
    for header in store.headers(
        HeaderFilter(wanted.upto, seqs, wanted.kind, wanted.document, since, wanted.after, wanted.year)
    ):
        late = lateness.of(header) if lateness else None
        if late and not late.reasons:
            continue
        if wanted.by and wanted.by not in (header.by or ""):
            continue
        if wanted.mode and wanted.mode not in header.modes:
            continue
        delta = header.delta_fen
        if header.seq in openings:
            delta += _opened(store, openings[header.seq])
        reversed_by = roster.value("revision", str(header.seq), "reversed_by")
        names = tuple(milestones.get(header.seq, ()))
        standing = _standing(roster, header.seq)
        by = reversed_by if isinstance(reversed_by, int) else None
        row = LogRow(header, delta, by, names, late, standing, is_inferred(roster, header.seq))
        if wanted.status in (None, row.status):
            yield row


def _standing(roster: Roster, seq: int) -> Standing:
    fields = roster.fields("revision", str(seq))
    if "proposed" in fields:
        return "approved" if "approved_by" in fields else "rejected" if "rejected_by" in fields else "proposed"
    return "observed" if "observed" in fields else "recorded"


def _opened(store: Store, dated: Dated) -> int:
    """What adopting a statement, or taking that back, did to the size of its year."""
    before, after = (_opening_size(store, seq, int(dated.change.id)) for seq in (dated.seq - 1, dated.seq))
    return after - before


def _opening_size(store: Store, seq: int, year: int) -> int:
    roster = Roster(store.changes(upto=seq))
    if not roster.text("year", str(year), "opening"):
        return 0
    return YearView(store, roster, roster, year, Point(0)).size_fen() or 0


def _seqs(store: Store, wanted: LogFilter) -> tuple[int, ...] | None:
    """The revisions that touch the wanted unit, project and amount; None where none of them is asked for."""
    if wanted.project is None and wanted.unit is None and wanted.amount is None:
        return None
    lines = LineFilter(unit=wanted.unit, project=wanted.project)
    upto = Point(wanted.upto if wanted.upto is not None else store.head().seq)
    fen = None if wanted.amount is None else _amount_fen(wanted.amount)
    seqs = {
        p.seq for p in store.postings(0, upto, lines) if fen is None or round_to_cents(abs(p.amount_fen)) == abs(fen)
    }
    changes = store.changes(upto=upto.seq)
    if fen is None:
        ids = {wanted.project, wanted.unit}
        seqs |= {d.seq for d in changes if d.change.id in ids or (d.change.value in ids and d.change.value)}
    elif wanted.project is None and wanted.unit is None:
        statements = {d.change.id for d in changes if d.change.entity == "statement"}
        seqs |= {int(id.partition(".")[0]) for id in statements if _prints(store, id, fen)}
    return tuple(seqs)


def _amount_fen(text: str) -> int:
    try:
        return round_to_cents(parse_wan(text.replace(",", "").strip()))
    except ValueError:
        raise NotFound(say("amount.malformed", text=text)) from None


def _prints(store: Store, id: str, fen: int) -> bool:
    return any(
        amount is not None and parse_wan(amount) == fen
        for table in load_statement(store, id).body["tables"]
        for row in table["rows"]
        for amount in row["amounts"]
    )
