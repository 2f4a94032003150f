"""What rules may ask of a book, answered by keyed reads of its store (model.desk.Facts)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from ..model.canonical import canonical, chain_hash
from ..model.decide import decide
from ..model.errors import Message, Refused, say
from ..model.events.base import Effects, Event
from ..model.events.evidence import Publication, ReasonWritten
from ..model.facts import Breach, Held, Resolved
from ..model.line import Line, Posting
from ..model.money import HALF_CENT_FEN
from ..model.point import Point
from ..model.revision import Revision
from ..model.state import Dated, Roster
from ..model.vocabulary import AUTHORITIES, CURRENT, HELD, UNCLASSIFIED, Authority, Measure
from ..store.protocol import DayMoney, Entry, Head, Header, HeaderFilter, LineFilter, Store
from ..store.replay import StorePast, header_of
from ..tables.codes import System, known
from ..tables.forms import FORMS
from ..tables.project import OpeningTable, cells_of
from ..tables.spec import TableSpec
from .headers import headers_by_seq, kind_of
from .subjects import subject_at
from .year import YearView

Sums = dict[tuple[str, int], int]
"""Fen by row key and column of the spec."""


def judge(facts: StoreFacts, head: Head, revision: Revision, recorded: str) -> tuple[Entry, tuple[Message, ...]]:
    """The entry that records a revision after `head`, and the warnings that it passed. Raises Refused."""
    decision = decide(facts, revision, recorded)
    body = canonical(decision.revision.model_dump(mode="json", exclude_none=True, by_alias=True))
    for event in decision.revision.events if decision.changes else ():  # neither kind is money alone
        if isinstance(event, Publication):
            _require_form(event)
        if isinstance(event, ReasonWritten):
            facts.require_subject(decision.revision.fiscal_year, event)
    seq, hash = head.seq + 1, chain_hash(head.hash, body)
    header = header_of(decision.revision, decision.events, seq, hash, decision.postings)
    return Entry(header, body, decision.postings, decision.changes), decision.warnings


def _require_form(event: Publication) -> None:
    """A statement names tables and columns of a form that is known. Raises Refused I30."""
    form = next((form for form in FORMS if form.id == event.form), None)
    if form is None:
        known_forms = ", ".join(form.id for form in FORMS)
        raise Refused("I30", say("refused.statement-form", form=event.form, forms=known_forms))
    for table in event.tables:
        spec = form.by_number(table.table)
        if spec is None or not {*table.columns} <= {column.label for column in spec.columns}:
            raise Refused("I30", say("refused.statement-table", table=table.table, form=event.form))


_FEW = 100
"""So many lines are enough to tell none, one and several apart, those left empty by a reversal aside."""


class StoreFacts:
    """Facts of the newest version."""

    def __init__(self, store: Store, roster: Roster, seq: int, resolved: Resolved | None = None) -> None:
        self._store = store
        self.resolved: Resolved = {} if resolved is None else resolved
        self._past = StorePast(store)
        self.roster = roster
        self.seq = seq

    @property
    def _now(self) -> Point:
        return Point(self.seq)

    def require_subject(self, year: int, event: ReasonWritten) -> None:
        """A reason explains an amount that the year's form speaks of. Raises Refused I31."""
        view = YearView(self._store, self.roster, self.roster, year, self._now)
        named = event.subject
        if subject_at(view.form, view.naming, named.table, named.row) is None:
            raise Refused("I31", say("refused.reason-subject", table=named.table, row=named.row))

    def has_amounts(self, year: int) -> bool:
        wanted = LineFilter(year=year)
        if any(fen for _, fen in self._store.balances(self._now, wanted)):
            return True
        posted = [p for p in self._store.postings(0, self._now, wanted) if p.measure is not Measure.EXECUTED]
        return next(self._standing({p.seq for p in posted}), None) is not None

    def courses(self, lines: Collection[Line], start: str) -> dict[Line, list[Held]]:
        days_of = self._store.courses(lines, start)
        return {line: _course(days_of.get(line, ()), start) for line in lines}

    def approved(self, lines: Collection[Line]) -> dict[Line, int]:
        return {line: sum(day.approved_fen for day in days) for line, days in self._store.courses(lines).items()}

    def history(self, line: Line) -> list[tuple[str, Measure, int]]:
        posted = self._store.postings(0, self._now, LineFilter(lines=(line,)))
        return [(p.effective, p.measure, p.amount_fen) for p in posted]

    def posted(self, year: int, measure: Measure) -> dict[Line, int]:
        return {line: sums[measure] for line, sums in self._measures(LineFilter(year)) if measure in sums}

    def unspoken(self, year: int, project: str) -> int:
        of_project = self._measures(LineFilter(year, project=project))
        signed = dict.fromkeys(CURRENT, 1) | dict.fromkeys(HELD, -1)
        posted = sum(signed.get(measure, 0) * fen for _, sums in of_project for measure, fen in sums.items())
        view = YearView(self._store, self.roster, self.roster, year, self._now)
        printed = view.openings.get("projects-by-unit")
        rows = printed.rows if printed and printed.columns[:1] == (0,) else ()  # with the total of each
        published = (row.amounts_fen[0] or 0 for row in rows if row.key.partition("/")[2] == project)
        return sum(published) + posted

    def above_approved(self, year: int, economic: Collection[str]) -> int:
        of_codes = (sums for code in economic for _, sums in self._measures(LineFilter(year, economic=code)))
        return sum(sums.get(Measure.ADJUSTED, 0) + sums.get(Measure.TRANSFERRED, 0) for sums in of_codes)

    def _measures(self, wanted: LineFilter) -> list[tuple[Line, Mapping[Measure, int]]]:
        return self._store.measures(self._now, wanted)

    def code_known(self, system: System, code: str, year: int) -> bool:
        own = f"code.{system}.{code}"
        return known(system, code, year) is not None or self.roster.value("setting", "book", own) is not None

    def proposed(self, seq: int) -> tuple[Event, ...]:
        return self._past.proposed(seq)

    def lines(self, year: int, known: Mapping[str, str]) -> list[Line]:
        wanted = LineFilter(
            year,
            known.get("unit"),
            known.get("project"),
            known.get("nature"),
            known.get("fund"),
            known.get("function"),
            known.get("economic"),
            known.get("gov_economic"),
        )
        found = self._store.lines(wanted, limit=_FEW)
        if len(found) < 2:
            return found
        holding = {line for line, fen in self._store.balances(self._now, LineFilter(lines=found)) if fen}
        return [line for line in found if line in holding] or found

    def posted_by(self, document: str, postings: Iterable[Posting], gone: Collection[int]) -> int:
        headers = self._store.headers(HeaderFilter(number=document))
        standing = [header for header in headers if header.seq not in gone and self._stands(header)]
        wanted = {posting[:3] for posting in postings} if standing else set()
        for header in standing:
            for p in self._store.postings(header.seq - 1, Point(header.seq)):
                if (p.line, p.measure, p.amount_fen) in wanted and kind_of(p, header) != "RevisionReversed":
                    return header.seq
        return 0

    def inverse_of(self, seq: int) -> Effects:
        return self._past.inverse_of(seq)

    def dated(self, seq: int) -> tuple[int, str]:
        header = next(self._store.headers(HeaderFilter(seqs=(seq,))))
        return header.fiscal_year, header.effective

    def recorder(self, seq: int) -> tuple[str | None, Authority | None]:
        header = next(self._store.headers(HeaderFilter(seqs=(seq,))))
        return header.by, next((known for known in AUTHORITIES if known == header.authority), None)

    def dependents(self, seq: int, gone: Collection[int]) -> list[int]:
        mine = self._store.changes(seq - 1, seq)
        if not mine:
            return []
        seqs = {d.seq for d in self._store.changes(seq) if _builds_on(d, mine)}
        seqs |= {p.seq for wanted in _money_of(mine) for p in self._store.postings(seq, self._now, wanted)}
        return sorted(header.seq for header in self._standing(seqs.difference(gone)))

    def _standing(self, seqs: set[int]) -> Iterator[Header]:
        return (header for header in headers_by_seq(self._store, seqs).values() if self._stands(header))

    def _stands(self, header: Header) -> bool:
        """Whether what the revision says still holds: it was not reversed, and is more than a reversal itself."""
        reversed_by = self.roster.value("revision", str(header.seq), "reversed_by")
        return not reversed_by and not _TAKING_BACK.issuperset(header.kinds)

    def later_on(self, line: Line, seq: int) -> list[int]:
        posted = self._store.postings(seq, self._now, LineFilter(lines=(line,)))
        return sorted(header.seq for header in self._standing({p.seq for p in posted}))

    def breaches(self, year: int, start: str, postings: Iterable[Posting]) -> list[Breach]:
        view = YearView(self._store, self.roster, self.roster, year, Point(self.seq, start))
        later = self._store.postings(0, self._now, LineFilter(year=year), effective_after=start)
        by_day: dict[str, list[tuple[Line, int]]] = {}
        for posted in sorted(later, key=lambda p: p.effective):
            by_day.setdefault(posted.effective, []).append((posted.line, _free(posted.posting)))
        new = [(posting.line, _free(posting)) for posting in postings]
        held = [(p.line, _free(p.posting)) for p in view.postings(LineFilter(year))]
        opened = self.dated(view.opening.seq)[1] if view.opening else start
        return [
            breach
            for spec in view.form.tables
            if not view.openings[spec.role].absent
            for breach in _breaches(spec, view, new, held, by_day, start=start, opened=opened)
        ]


def _free(posting: Posting) -> int:
    """Fen that a posting adds to what nothing speaks for."""
    return posting.current_fen - posting.held_fen


def _course(days: Iterable[DayMoney], start: str) -> list[Held]:
    """The money of a line at `start`, which no day is before, and on every later day that changes it."""
    current = held = 0
    course = {start: Held(start, 0, 0)}
    for day, current_fen, held_fen, _ in days:
        current += current_fen
        held += held_fen
        course[day] = Held(day, current, held)
    return list(course.values())


def _breaches(
    spec: TableSpec,
    view: YearView,
    new: list[tuple[Line, int]],
    held: list[tuple[Line, int]],
    by_day: dict[str, list[tuple[Line, int]]],
    *,
    start: str,
    opened: str,
) -> Iterator[Breach]:
    opening = view.openings[spec.role]
    falling = {
        cell: fen for cell, fen in _sums(spec, view, opening, new).items() if fen < 0 and cell[0] not in opening.missing
    }
    if not falling:
        return
    base = _sums(spec, view, opening, held)
    printed = {row.key: dict(zip(opening.columns, row.amounts_fen, strict=True)) for row in opening.rows}
    published = {cell: printed.get(cell[0], {}).get(cell[1], 0) for cell in falling}
    known = {cell: fen for cell, fen in published.items() if fen is not None}  # what is withheld can't be judged
    falling = {cell: falling[cell] + base.get(cell, 0) for cell in known}
    days = [(start, falling), (max(start, opened), known)]
    days += [(day, _sums(spec, view, opening, lines)) for day, lines in by_day.items()]
    amounts = dict.fromkeys(known, 0)
    for day, sums in _by_day(days):
        for cell in amounts:
            amounts[cell] += sums.get(cell, 0)
            if amounts[cell] < -HALF_CENT_FEN:  # what a published zero may stand for
                key, column = cell
                head = spec.rows.head(key, view.naming)
                yield Breach(spec.number, head.code or head.label, spec.columns[column].label, day, amounts[cell])
                return


def _by_day(days: Iterable[tuple[str, Sums]]) -> Iterator[tuple[str, Sums]]:
    """The sums of each day, in the order of days."""
    merged: dict[str, Sums] = {}
    for day, sums in days:
        of = merged.setdefault(day, {})
        for cell, fen in sums.items():
            of[cell] = of.get(cell, 0) + fen
    return iter(sorted(merged.items()))


def _sums(spec: TableSpec, view: YearView, opening: OpeningTable, lines: Iterable[tuple[Line, int]]) -> Sums:
    sums: Sums = {}
    for line, fen in lines:
        for cell in cells_of(spec, line, view.naming, opening.blocks):
            if not (line.unsplit and UNCLASSIFIED in cell[0]):  # of whom nobody said, nobody's row can tell
                sums[cell] = sums.get(cell, 0) + fen
    return sums


_TAKING_BACK = frozenset({"RevisionReversed", "RevisionApproved", "RevisionRejected"})
"""Kinds of a revision that says nothing itself: of one that approves, the kinds of what it approves stand beside."""
_FIRST_FIELD = {"unit": "kind", "project": "handle"}
"""What is said of an entity once, when it is registered."""


def _builds_on(later: Dated, mine: list[Dated]) -> bool:
    made = {d.change.id for d in mine if _FIRST_FIELD.get(d.change.entity) == d.change.field}
    touched = {d.change[:3] for d in mine if d.change.entity != "revision"}
    if later.change.entity == "crosswalk" and any(id in str(later.change.value) for id in made):
        return True
    return later.change[:3] in touched or later.change.id in made or later.change.value in made


def _money_of(mine: list[Dated]) -> Iterator[LineFilter]:
    """The lines that cannot hold money without these changes."""
    for dated in mine:
        entity, id, field, value, _ = dated.change
        if field == _FIRST_FIELD.get(entity):
            yield LineFilter(unit=id) if entity == "unit" else LineFilter(project=id)
        elif entity == "project" and field == "unit" and value:
            yield LineFilter(project=id, unit=str(value))
        elif entity == "year" and field == "opening" and value:
            yield LineFilter(year=int(id))
