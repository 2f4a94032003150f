"""The JSON and CSV of the log's details: lateness, events one by one, sums."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from ..model.money import display_wan, exact_wan
from .shapes import Json, log_row_json

if TYPE_CHECKING:
    from ..query.adjustments import Adjustments, Summary
    from ..query.events_of import ChangeRow, EventRows, PostingRow
    from ..query.late import Late
    from ..query.log import LogRow

Events = dict[int, tuple["EventRows", ...]]


def detailed_rows_json(rows: Iterable[LogRow], events: Events | None) -> Iterator[Json]:
    """Rows of the log, each with why it is late and with its events where they were asked for."""
    return (_detailed_row(row, events) for row in rows)


def _detailed_row(row: LogRow, events: Events | None) -> Json:
    shape = log_row_json(row)
    if row.late:
        shape["late"] = _late(row.late)
    if events is not None:
        shape["events"] = [_event(event) for event in events[row.header.seq]]
    return shape


def _late(late: Late) -> Json:
    reasons = [{"id": message.id.removeprefix("late.")} | message.params for message in late.reasons]
    return {"days": late.days, "reasons": reasons}


def _event(event: EventRows) -> Json:
    shape: Json = {"n": event.n, "kind": event.kind, "mode": event.mode}
    return shape | {
        "postings": [_posting(row) for row in event.postings],
        "changes": [_change(row) for row in event.changes],
    }


def _posting(row: PostingRow) -> Json:
    line = row.line
    return {
        "unit": row.unit,
        "project": row.project or None,
        "project_id": line.project or None,
        "nature": line.nature,
        "fund": line.fund,
        "function": line.function,
        "economic": line.economic,
        "gov_economic": line.gov_economic,
        "origin_year": line.origin_year or None,
        "measure": row.measure.name.lower().replace("_", "-"),
        "amount": exact_wan(row.amount_fen),
        "fen": row.amount_fen,
    }


def _change(row: ChangeRow) -> Json:
    return row._asdict() | {"undoes": row.undoes or None}


REVISION_COLUMNS = (
    "seq", "hash", "fiscal_year", "document", "title", "document_date", "effective", "recorded", "by", "authority",
    "reason", "status", "reversed_by", "kinds", "delta",
)  # fmt: skip
_EVENT_COLUMNS = (
    "n", "kind", "mode", "unit", "project", "project_id", "nature", "fund", "function", "economic", "gov_economic",
    "origin_year", "measure", "amount", "fen", "entity", "id", "name", "field", "value",
    "undoes",
)  # fmt: skip
EVENT_COLUMNS = (*REVISION_COLUMNS[:-2], *_EVENT_COLUMNS)


def revision_csv(row: LogRow) -> Json:
    header = row.header
    return {
        "seq": header.seq,
        "hash": header.hash,
        "fiscal_year": header.fiscal_year,
        "document": header.number,
        "title": header.title,
        "document_date": header.date,
        "effective": header.effective,
        "recorded": header.recorded,
        "by": header.by,
        "authority": header.authority,
        "reason": header.reason,
        "status": row.status,
        "reversed_by": row.reversed_by,
        "kinds": " ".join(header.kinds),
        "delta": exact_wan(row.delta_fen),
    }


def events_csv(rows: Sequence[LogRow], events: Events) -> Iterator[Json]:
    """One row for each posting, and one for each change that is not money, under the columns of its revision."""
    for row in rows:
        revision = revision_csv(row)
        revision = {name: revision[name] for name in REVISION_COLUMNS[:-2]}
        for event in events[row.header.seq]:
            whose = revision | {"n": event.n, "kind": event.kind, "mode": event.mode}
            yield from (whose | _posting(posting) for posting in event.postings)
            for change in event.changes:
                yield whose | _change(change)


def summary_json(found: Summary) -> Json:
    return {"rows": [_sum(row) for row in found.rows], "total": _sum(found.total)}


def _sum(row: Adjustments) -> Json:
    shape: Json = {"month": row.month, "kind": row.kind, "mode": row.mode, "count": row.count}
    for name in ("up", "down", "net", "moved"):
        fen: int = getattr(row.money, f"{name}_fen")
        shape |= {name: display_wan(fen), f"{name}_fen": fen}
    return shape
