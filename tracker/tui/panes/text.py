"""Screen 7: the explanation of the year as it would be published. Every number, reason and gap is a row to stand on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from ...model.errors import Message, say
from ..figures import amount, exact, instant, signed, tone, version
from ..grid import GridRow, Line, Tone
from ..manuscript import Manuscript, Paragraph, Stop
from ..moves import show
from ..reader import Reader
from ..recorder import Draft
from ..view_state import ViewState
from .frame import Frame

if TYPE_CHECKING:  # what explains is heavy, and needed by this screen only
    from ...explain.claims import Claim, Source
    from ...explain.explanation import Explanation
    from ...explain.marks import Blank, SectionText
    from ...explain.reasons import Reason

DETAIL_LINES = 9
_EVENTS = 3


class _Place(NamedTuple):
    """A claim, a gap or a reason in the text of a section. `key` outlives other numbers: it says which number or reason
    of which subject this is."""

    key: str
    start: int
    end: int
    tone: Tone
    sign: str
    subject: str
    claim: Claim | None = None
    gap: Blank | None = None


def frame(reader: Reader, state: ViewState) -> Frame:
    explanation = reader.explanation(state)
    paragraphs = [Paragraph.of(explanation.title, "strong")]
    rows: list[GridRow] = []
    for section in explanation.sections:
        places = list(_places(explanation, section))
        paragraphs += _paragraphs(section, places)
        rows += (_row(reader, state, section, place) for place in places)
    manuscript = Manuscript(rows=tuple(rows), paragraphs=tuple(paragraphs))
    title, cursor = _title(reader, explanation, rows), _cursor(state, [row.key for row in rows])
    basis = reader.word(f"tui.basis.{explanation.current.kind}")
    return Frame(title, manuscript, cursor, empty=reader.word("tui.text.none"), basis=basis)


def _title(reader: Reader, explanation: Explanation, rows: Sequence[GridRow]) -> Line:
    def side(kind: str, year: int, seq: int) -> str:
        return reader.word("tui.text.side", year=year, kind=reader.word(f"tui.text.kind.{kind}"), version=version(seq))

    current, prior = explanation.current, explanation.prior
    against = side(prior.kind, prior.year, prior.seq) if prior else reader.say(explanation.prior_message)
    said = reader.word("tui.text.pair", current=side(current.kind, current.year, current.seq), prior=against)
    left = sum(bool(row.mark.strip()) for row in rows)
    todo: Tone = "bad" if left else "good"
    count = reader.word("tui.text.open", count=left) if left else reader.word("tui.text.done")
    return ((said, "strong"), (f"  {count}", todo))


def _places(explanation: Explanation, section: SectionText) -> Iterator[_Place]:
    """In the order of the text."""
    statuses = {reason.subject.id: reason.status for reason in explanation.reasons}
    found = [
        _Place(f"{claim.subject}|{claim.kind}", claim.span.start, claim.span.end, "claim", " ", claim.subject, claim)
        for claim in section.claims
    ]
    found += (
        _Place(f"{gap.subject}|reason", gap.start, gap.end, "gap", "!", gap.subject, gap=gap) for gap in section.gaps
    )
    for quote in section.quotes:
        if quote.of == "reason":
            toned: tuple[Tone, str] = ("stale", "?") if statuses[quote.subject] == "stale" else ("reason", " ")
            found.append(_Place(f"{quote.subject}|reason", quote.start, quote.end, *toned, quote.subject))
    seen: Counter[str] = Counter()
    for place in sorted(found, key=lambda place: place.start):
        seen[place.key] += 1
        yield place._replace(key=f"{section.number}|{place.key}|{seen[place.key]}")


def _paragraphs(section: SectionText, places: Sequence[_Place]) -> Iterator[Paragraph]:
    from ...explain.layout import heading

    yield Paragraph("")
    yield Paragraph.of(heading(section), "head")
    start = 0
    for line in section.text.split("\n"):
        end = start + len(line)
        stops = (Stop(p.key, p.start - start, p.end - start, p.tone) for p in places if start <= p.start < end)
        yield Paragraph.of(line, "", tuple(stops))
        start = end + 1


def _row(reader: Reader, state: ViewState, section: SectionText, place: _Place) -> GridRow:
    cells = section.text[place.start : place.end], _name(reader, state, place.subject), section.title
    return GridRow(place.key, cells, mark=place.sign)


def _name(reader: Reader, state: ViewState, subject: str) -> str:
    """What a subject is called; projects are named by themselves."""
    found = reader.view(state).form.subject(subject)
    return found.name if found else subject


def _cursor(state: ViewState, keys: Sequence[str]) -> str:
    """Where the cursor was; where that is gone, something else of the same subject, else the first place."""
    if state.spot in keys:
        return state.spot
    subject = state.spot.rsplit("|", 2)[0]
    return next((key for key in keys if key.rsplit("|", 2)[0] == subject), keys[0] if keys else "")


def _under(reader: Reader, state: ViewState) -> _Place | None:
    explanation = reader.explanation(state)
    places = {place.key: place for section in explanation.sections for place in _places(explanation, section)}
    return places.get(_cursor(state, [*places]))


def moved(state: ViewState, row: GridRow, column: str) -> ViewState:
    return replace(state, spot=row.key)


# What stands beside the text


def detail(reader: Reader, state: ViewState, *, thorough: bool) -> Sequence[Line]:
    place = _under(reader, state)
    if place is None:
        return ()
    explanation = reader.explanation(state)
    reason = _reason(explanation, place.subject)
    if place.claim is not None:
        lines = [*_about_claim(reader, state, explanation, place.claim)]
        lines += (_standing(reader, explanation, reason),) if reason and reason.status != "unneeded" else ()
        return [*lines, *(_events(reader, state, place.claim) if thorough else ())]
    said: list[Line] = []
    if place.gap and (reason is None or reason.status != "missing"):
        said.append(((reader.say(place.gap.message), "bad"),))
    return [*said, *(about_reason(reader, explanation, reason) if reason else ())]


def _about_claim(reader: Reader, state: ViewState, explanation: Explanation, claim: Claim) -> Iterator[Line]:
    from ...explain.origin import formula_of, origins

    word = reader.word
    yield (
        (_name(reader, state, claim.subject), "strong"),
        (f"  {claim.text}{claim.unit}", "claim"),
        (f"  {word(f'tui.claim.{claim.kind}')}", "word"),
        *_exact(reader, claim),
    )
    for n, origin in enumerate(origins(claim.source)):
        yield ((word("tui.text.source" if n == 0 else "tui.text.against"), "word"), (f" {reader.say(origin)}", ""))
    if formula := formula_of(explanation, claim):
        yield ((word("tui.text.formula"), "word"), (f" {formula} = {claim.text}{claim.unit}", ""))
    basis = explanation.basis_of(claim)
    if basis is not None:
        yield ((reader.say(say("explain.basis", current=explanation.current.message, prior=basis.message)), "dim"),)


def _exact(reader: Reader, claim: Claim) -> Line:
    found = reader.exact(claim)
    if found is None:
        return ()
    return (
        (f"  {reader.word('tui.exact')}", "word"),
        (f" {exact(int(found.scaleb(6)))} {reader.word('money.wan')}", ""),
    )


def _events(reader: Reader, state: ViewState, claim: Claim) -> Iterator[Line]:
    """The newest events behind the cell that a claim was taken from."""
    there = _cell(reader, state, claim.source)
    if isinstance(there, Message):
        return
    for entry in reversed(reader.blame(there, there.cell).entries[-_EVENTS:]):
        yield (
            (f"{version(entry.header.seq)} ", "strong"),
            (f"{entry.header.effective} {reader.event(entry.kind, entry.header)} ", ""),
            (signed(entry.amount_fen), tone(entry.amount_fen)),
            (f"  {reader.document(entry.header)}", ""),
        )


def _standing(reader: Reader, explanation: Explanation, reason: Reason) -> Line:
    """A reason in one line: how it stands, for which amounts."""
    current, prior = explanation.compared[reason.subject.id]
    said = say(
        f"reason.{reason.status}", subject=reason.subject.id, name=reason.subject.name,
        current=amount(current.fen if current else None), prior=amount(prior.amount.fen if prior else None),
        text=reason.text, seq=reason.seq, by=reason.by,
    )  # fmt: skip
    tones: dict[str, Tone] = {"missing": "bad", "stale": "warn", "confirmed": "good"}
    return ((reader.say(said), tones.get(reason.status, "")),)


def about_reason(reader: Reader, explanation: Explanation, reason: Reason) -> list[Line]:
    """How a reason stands, who wrote it for which amounts, and what the ledger suggests."""
    lines = [_standing(reader, explanation, reason)]
    if reason.seq and reason.explained_fen:
        current, prior = map(amount, reason.explained_fen)
        written = reader.word("tui.text.written", seq=reason.seq, by=reason.by or "-", when=instant(reason.recorded),
                              current=current, prior=prior)  # fmt: skip
        lines.append(((written, "warn" if reason.status == "stale" else "dim"),))
    if reason.suggestions:
        lines.append(((reader.word("tui.text.suggested"), "word"),))
    lines += (
        (
            (f"{signed(cause.delta_fen):>10}", tone(cause.delta_fen)),
            (f" {cause.label}", ""),
            (f"  {' '.join((cause.unit, *cause.documents))}", "dim"),
        )
        for cause in reason.suggestions
    )
    return lines


def _reason(explanation: Explanation, subject: str) -> Reason | None:
    return next((reason for reason in explanation.reasons if reason.subject.id == subject), None)


# Where keys lead


def opened(reader: Reader, state: ViewState) -> ViewState | Message:
    there = _cell_under(reader, state)
    return there if isinstance(there, Message) else show(there, "table")


def blamed(reader: Reader, state: ViewState) -> ViewState | Message:
    there = _cell_under(reader, state)
    return there if isinstance(there, Message) else show(there, "blame")


def _cell_under(reader: Reader, state: ViewState) -> ViewState | Message:
    place = _under(reader, state)
    if place is None:
        return say("tui.no-cell")
    if place.claim is not None:
        return _cell(reader, state, place.claim.source)
    compared = reader.explanation(state).compared.get(place.subject)
    if compared is None or compared.current is None:
        return place.gap.message if place.gap else say("tui.no-cell")
    return _cell(reader, state, compared.current.source)


def _cell(reader: Reader, state: ViewState, source: Source | None) -> ViewState | Message:
    """The cell of a source, at the version that the text takes it from; of a computed one the current amount's."""
    from ...explain.claims import CellSource
    from ...explain.origin import leaves, origins

    first = next(iter(leaves(source)), None)
    if not isinstance(first, CellSource):
        return say("tui.text.no-cell", origin=origins(source)[0]) if first else say("tui.no-cell")
    there = replace(state, year=first.year, version=first.seq)
    return replace(there, table=first.table, row=reader.find(there, first.table, first.row).row, column=first.column)


def may_stand(reader: Reader, state: ViewState) -> bool:
    """Whether the budget as it stands is another one than what is published."""
    other = replace(state, standing=not state.standing)
    return reader.explanation(other).current != reader.explanation(state).current


# Writing


def draft(reader: Reader, state: ViewState) -> Draft | Message:
    """What is to be written where the cursor is, or why nothing can be."""
    if state.screen != "text" or not reader.head:
        return say("tui.text.only" if reader.head else "tui.empty")
    if reader.read_only:
        return reader.read_only
    reason = reason_under(reader, state)
    if isinstance(reason, Message):
        return reason
    return Draft(state.year, reason.subject.id, reader.explained_at(state), reader.head, reason.text)


def about(reader: Reader, state: ViewState) -> Sequence[Line]:
    """What there is to know of the reason where the cursor is."""
    reason = reason_under(reader, state)
    return () if isinstance(reason, Message) else about_reason(reader, reader.explanation(state), reason)


def confirmable(reader: Reader, state: ViewState) -> Draft | Message:
    """What is to be confirmed where the cursor is, or why nothing can be."""
    found = draft(reader, state)
    reason = found if isinstance(found, Message) else reason_under(reader, state)
    if isinstance(reason, Message) or reason.status == "stale":
        return found
    return say("tui.text.confirmed" if reason.text else "tui.text.nothing-written", subject=reason.subject.name)


def reason_under(reader: Reader, state: ViewState) -> Reason | Message:
    place = _under(reader, state)
    if place is None:
        return say("tui.text.no-reason")
    reason = _reason(reader.explanation(state), place.subject)
    if reason is None:
        return place.gap.message if place.gap else say("tui.text.no-reason")
    if reason.status == "unknown":
        return say("tui.text.unknown", subject=reason.subject.name)
    return reason
