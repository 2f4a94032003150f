"""From sentences to claims: every number is bound to its own clause, and every digit is a claim, part of a name or
date, or reported as not understood."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ..documents.amounts import is_number
from ..documents.words import Words
from ..tables.spec import Form
from .claims import MONEY_UNITS, Claim, Comparison, Direction, Kind, Span
from .naming import Subjects
from .stream import Section, Stream, plain, sections_of
from .tokens import Token, tokens_of

_EARLIER = re.compile(r"上年|上一年|去年|前年|(?:19|20)\d\d年")
_PLANNED = re.compile(r"(?:年初|全年|调整后?)?预算(?:数|金额)?(?:为|是)$")
_DIRECT = re.compile(r"(?:了|约|为|额|数|金额|幅度|率|达|共|共计|合计|预算|经费|资金|支出|收入|比例|:)*$")
_YEAR = re.compile(r"(?:19|20)\d\d")
_LONGEST_WORDS = 60
_DEEPEST = 4


@dataclass(frozen=True, slots=True)
class Share:
    """X 占 WHOLE 的 P%."""

    part: Claim | None
    whole: str
    percent: Claim


@dataclass(frozen=True, slots=True)
class Unread:
    """Digits that are neither a claim nor part of a name or date; `moved` where a word of change stands before them."""

    span: Span
    text: str
    moved: bool = False


@dataclass(frozen=True)
class ReadText:
    """What a text claims. `numbers` counts its numbers, names and dates; those of `unread` are not understood.
    `streams` are its sections without white space, folded."""

    year: int
    sections: tuple[Section, ...]
    claims: tuple[Claim, ...] = ()
    amounts: tuple[Comparison, ...] = ()
    """Every amount that stands by itself, compared or not, in order."""
    comparisons: tuple[Comparison, ...] = ()
    """Those of them that are compared."""
    shares: tuple[Share, ...] = ()
    unread: tuple[Unread, ...] = ()
    numbers: int = 0
    streams: tuple[Stream, ...] = ()

    def quote(self, span: Span) -> str:
        """What stands there, in one line."""
        section = next(s for s in self.sections if s.number == span.section)
        return "".join(section.text[span.start : span.end].split("\n"))


def read_explanation(lines: Sequence[tuple[int, str]], form: Form, names: Collection[str], year: int) -> ReadText:
    """The claims of the explanation among a document's lines, each with its number from 1. `names` are those of units
    and projects, which may hold digits; `year` is the document's own."""
    words, subjects = Words(form), Subjects(form, names)
    sections = sections_of(lines, words)
    read = [_Reader(section, words, subjects, names, year).read() for section in sections]
    return ReadText(
        year,
        tuple(sections),
        tuple(sorted((c for r in read for c in r.claims), key=lambda c: (c.span.line, c.span.section, c.span.start))),
        tuple(found.closed() for r in read for found in r.opened),
        tuple(found.closed() for r in read for found in r.opened if found.compares),
        tuple(share for r in read for share in r.shares),
        tuple(unread for r in read for unread in r.unread),
        sum(r.numbers for r in read),
        tuple(r.stream for r in read),
    )


@dataclass
class _Found:
    """A comparison being read; with `current` alone it is only an amount."""

    subject: str
    words: str
    span: Span
    current: Claim | None = None
    base: Claim | None = None
    delta: Claim | None = None
    percent: Claim | None = None
    base_words: str = ""
    delta_direction: Direction | None = None
    percent_direction: Direction | None = None
    same: bool = False
    incomparable: bool = False
    zero_base: bool = False
    dashes: bool = False
    reason: str = ""
    document: int = 0
    year: int | None = None
    item: int = 0

    @property
    def moved(self) -> bool:
        return bool(self.delta or self.percent or self.same or self.dashes)

    @property
    def compares(self) -> bool:
        return self.moved or bool(self.base) or self.incomparable or self.zero_base

    def again(self) -> _Found:
        """The same amount, to be compared with something else."""
        return _Found(
            self.subject, self.words, self.span, self.current, document=self.document, year=self.year, item=self.item
        )

    def closed(self) -> Comparison:
        parts = [claim.span for claim in (self.current, self.base, self.delta, self.percent) if claim]
        span = self.span._replace(
            start=min([self.span.start, *(p.start for p in parts)]), end=max([self.span.end, *(p.end for p in parts)])
        )
        named = _YEAR.search(self.base_words)
        base_year = int(named[0]) if named else self.document - 1 if _EARLIER.search(self.base_words) else None
        return Comparison(
            self.subject, self.words, span, self.current, self.base, self.delta, self.percent, self.base_words,
            base_year, self.delta_direction, self.percent_direction, self.same, self.incomparable, self.zero_base,
            self.dashes, self.reason, self.year, self.item,
        )  # fmt: skip


@dataclass
class _Frame:
    """A sentence, or what stands in brackets within one. `owner` is the amount that the brackets follow."""

    owner: _Found | None = None
    focus: _Found | None = None
    active: _Found | None = None
    item: str = ""
    direction: tuple[Direction, int] | None = None
    planned: Claim | None = None
    ratio: Token | None = None
    year: int | None = None
    level: bool = False
    reason_at: int | None = None
    clause: int = 0

    @property
    def target(self) -> _Found | None:
        return self.active or self.focus or self.owner


class _Reader:
    """Reads one section."""

    def __init__(self, section: Section, words: Words, subjects: Subjects, names: Collection[str], year: int) -> None:
        self.stream = Stream(section)
        self._section, self._words, self._subjects, self._year = section, words, subjects, year
        self._tokens = _without_wordy_brackets(list(tokens_of(self.stream, names)))
        self._names = names
        self._frames = [_Frame()]
        self.claims: list[Claim] = []
        self.opened: list[_Found] = []
        self.shares: list[Share] = []
        self.unread: list[Unread] = []
        self.numbers = 0
        self._items = 0

    def read(self) -> _Reader:
        covered = bytearray(len(self.stream.text))
        for token in self._tokens:
            covered[token.start : token.end] = b"\1" * (token.end - token.start)
            self.numbers += any(char.isdigit() for char in self.stream.text[token.start : token.end])
            self._take(token)
        self._end_reason(len(self.stream.text))
        for match in re.finditer(r"\d+", self.stream.text):
            if not all(covered[match.start() : match.end()]):
                self.numbers += 1
                self._not_read(match.start(), match.end())
        self._rows()
        return self

    @property
    def _frame(self) -> _Frame:
        return self._frames[-1]

    def _take(self, token: Token) -> None:
        frame = self._frame
        match token.kind:
            case "quiet":
                self._quiet(token)
            case "open":
                if len(self._frames) <= _DEEPEST:
                    self._frames.append(_Frame(owner=frame.target, clause=token.end))
            case "close":
                self._close(token)
            case "stop":
                self._end_reason(token.start)
                frame.active = frame.planned = frame.ratio = frame.year = None
                self._new_clause(token.end)
            case "comma":
                self._new_clause(token.end)
            case "of-which":
                self._end_reason(token.start)
                self._new_clause(token.end)
            case "reason":
                frame.reason_at = token.end
                self._new_clause(token.end)
            case "base":
                self._base(token)
            case "up" | "down":
                frame.direction = token.kind, token.end
            case "either":
                frame.direction = None
            case "level":
                frame.level, frame.direction = True, None
                frame.clause = token.end
            case "same":
                if frame.reason_at is None and frame.target:
                    frame.target.same = True
            case "share" | "completion":
                frame.ratio = token
            case "zero" | "incomparable" | "dashes":
                self._remark(token)
            case "amount":
                self._amount(token)
            case "percent":
                self._percent(token)
            case "points" | "count":
                self._plain_claim(token, "count" if token.kind == "count" else "percent")
            case "bare" | "malformed":
                self._not_read(token.start, token.end, moved=self._frame.direction is not None)

    def _quiet(self, token: Token) -> None:
        frame = self._frame
        if self._is_numbering(token):
            self._end_reason(token.start)
            self._items += 1
            frame.focus = frame.active = frame.planned = None
            frame.item, frame.clause = "", token.end
        elif year := _YEAR.match(self.stream.text, token.start):
            frame.year = int(year[0])

    def _is_numbering(self, token: Token) -> bool:
        return self.stream.text[token.end - 1] in ".、):" and token.end - token.start <= 3

    def _new_clause(self, at: int) -> None:
        frame = self._frame
        frame.clause, frame.direction, frame.level = at, None, False

    def _close(self, token: Token) -> None:
        self._end_reason(token.start)
        if len(self._frames) > 1:
            self._frames.pop()
        self._frame.clause = token.end

    def _end_reason(self, at: int) -> None:
        frame = self._frame
        if frame.reason_at is not None and frame.target and not frame.target.reason:
            frame.target.reason = self.stream.text[frame.reason_at : at]
        frame.reason_at = None

    def _lead(self, at: int) -> str:
        return self.stream.text[self._frame.clause : at][-_LONGEST_WORDS:]

    def _base(self, token: Token) -> None:
        frame = self._frame
        if frame.reason_at is not None:
            return
        if frame.planned is not None:  # an amount of an earlier year that is compared itself: its year is wrong
            planned, frame.planned = frame.planned, None
            self._focus(planned, planned.base, planned.span.start)
        target = frame.target
        if target is None or target.moved:
            target = target.again() if target else self._new("", self._lead(token.start), self._span(token))
            self.opened.append(target)
        target.base_words = token.unit
        frame.active = target
        frame.clause = token.end

    def _remark(self, token: Token) -> None:
        target = self._frame.target
        if token.kind == "zero":
            zero = next((i for i in range(token.start, token.end) if self.stream.text[i] == "0"), None)
            if zero is not None:
                self._claim("amount", zero, zero + 1, "0", "万元", target.subject if target else "", "上年")
        if target is None:
            return
        target.zero_base |= token.kind == "zero"
        target.incomparable |= token.kind == "incomparable"
        target.dashes |= token.kind == "dashes"

    def _amount(self, token: Token) -> None:
        frame = self._frame
        lead = self._lead(token.start)
        if frame.direction and not frame.level and _DIRECT.fullmatch(self.stream.text, frame.direction[1], token.start):
            self._delta(token, lead)
        elif frame.reason_at is not None:
            self._number(token, "amount", self._subjects.of(lead))
        elif (frame.owner and not frame.focus and _EARLIER.search(lead)) or self._is_earlier(lead):
            claim = self._number(token, "amount", self._subjects.of(lead) or frame.item, base=lead)
            if frame.owner and not frame.focus:
                frame.owner.base, frame.owner.base_words = claim, lead
            else:
                frame.planned = claim
        else:
            self._current(token, lead)
        frame.direction, frame.level, frame.clause = None, False, token.end

    def _is_earlier(self, lead: str) -> bool:
        """Whether words name the amount of an earlier year or budget."""
        years = [int(year) for year in _YEAR.findall(lead)]
        if years:
            return max(years) < self._year and "截" not in lead
        return bool(re.search(r"上年|上一年|去年", lead)) or (bool(_PLANNED.search(lead)) and "年初" in lead)

    def _current(self, token: Token, lead: str) -> None:
        frame = self._frame
        subject = self._subjects.of(lead)
        if not subject and frame.item and (frame.planned or re.search(r"安排|预算(?:数)?(?:为|是)?$|决算", lead)):
            subject = frame.item
        claim = self._number(token, "amount", subject)
        found = self._focus(claim, lead, self.stream.at(max(frame.clause, token.start - _LONGEST_WORDS)))
        if frame.planned:
            found.base, found.base_words, frame.planned = frame.planned, frame.planned.base, None

    def _focus(self, claim: Claim, lead: str, start: int) -> _Found:
        """The amount that what follows speaks of; its clause starts at this offset."""
        frame = self._frame
        found = self._new(claim.subject, lead, claim.span._replace(start=start))
        found.current, found.year = claim, frame.year
        self.opened.append(found)
        frame.focus, frame.active = found, None
        frame.item = frame.item or claim.subject
        return found

    def _new(self, subject: str, words: str, span: Span) -> _Found:
        return _Found(subject, words, span, document=self._year, item=self._items)

    def _delta(self, token: Token, lead: str) -> None:
        frame = self._frame
        assert frame.direction is not None
        direction, at = frame.direction
        if frame.reason_at is not None:
            self._number(token, "delta", self._subjects.of(self.stream.text[frame.clause : at][:-2]))
            return
        target = self._compared(self._subjects.of(self.stream.text[frame.clause : at][:-2]), token)
        target.delta = self._number(token, "delta", target.subject, base=target.base_words)
        target.delta_direction = direction

    def _compared(self, subject: str, token: Token) -> _Found:
        """The comparison that a change belongs to; where the words before it name another subject, that one's."""
        frame = self._frame
        target = frame.target
        if target is None or (subject and target.subject not in ("", subject)):
            base_words = target.base_words if target is frame.active and target else ""
            known = next((f for f in reversed(self.opened) if f.subject == subject and f.current), None)
            target = known.again() if known else self._new(subject, self._lead(token.start), self._span(token))
            target.base_words = base_words
            self.opened.append(target)
        elif target.delta is not None or (target.percent is not None and token.kind == "percent"):
            target = target.again()
            self.opened.append(target)
        if subject and not target.subject:
            target.subject = subject
        frame.active = target
        return target

    def _percent(self, token: Token) -> None:
        frame = self._frame
        ratio, frame.ratio = frame.ratio, None
        if ratio is not None:
            self._ratio(token, ratio)
        elif frame.direction and frame.reason_at is None:
            direction, at = frame.direction
            target = frame.target
            if target is None or target.percent is not None:
                target = self._compared(self._subjects.of(self.stream.text[frame.clause : at][:-2]), token)
            target.percent = self._number(token, "percent", target.subject, base=target.base_words)
            target.percent_direction = direction
        else:
            self._number(token, "percent", "")
        frame.direction, frame.clause = None, token.end

    def _ratio(self, token: Token, ratio: Token) -> None:
        target = self._frame.target
        part = target.current if target else None
        if ratio.kind == "share":
            claim = self._number(token, "share", part.subject if part else "", base=ratio.unit)
            self.shares.append(Share(part, ratio.unit, claim))
            return
        claim = self._number(token, "completion", part.subject if part else "", base=ratio.unit)
        if target is not None:
            target.percent, target.base_words = claim, ratio.unit or target.base_words

    def _plain_claim(self, token: Token, kind: Kind) -> None:
        lead = self._lead(token.start)
        self._number(token, kind, self._subjects.of(lead))
        self._frame.clause = token.end

    def _number(self, token: Token, kind: Kind, subject: str, base: str = "") -> Claim:
        digits = token.start + len(token.number)
        return self._claim(kind, token.start, digits, token.number, token.unit, subject, base)

    def _claim(self, kind: Kind, start: int, end: int, number: str, unit: str, subject: str, base: str) -> Claim:
        span = self.stream.span(start, end)
        claim = claim_of(kind, span, self.stream.raw(start, end), number, unit, subject, base)
        self.claims.append(claim)
        return claim

    def _span(self, token: Token) -> Span:
        return self.stream.span(token.start, token.end)

    def _not_read(self, start: int, end: int, *, moved: bool = False) -> None:
        self.unread.append(Unread(self.stream.span(start, end), self.stream.raw(max(start - 12, 0), end), moved))

    def _rows(self) -> None:
        """The table of key projects: names, amounts and goals. Numbers of other tables are not understood."""
        headers = self._words.patterns("key-project-headers")
        unit: str | None = None
        for _, cells in self._section.rows:
            texts = [plain(cell) for _, cell in cells]
            if len(texts) >= 2 and headers[0].match(texts[0]) and headers[1].match(texts[1]):
                found = self._words.search("money-in-header", texts[1])
                unit = found["unit"] if found else "万元"
            elif unit and len(texts) >= 2 and texts[0] and is_number(cells[1][1]):
                self._project(cells, unit)
            elif unit is None:
                for at, cell in cells:
                    if is_number(cell):
                        self.numbers += 1
                        self.unread.append(Unread(self._section.span(at, at + len(cell)), cell))

    def _project(self, cells: Sequence[tuple[int, str]], unit: str) -> None:
        self.numbers += 1
        at, printed = cells[1]
        number = plain(printed)
        span = self._section.span(at, at + len(printed))
        self.claims.append(claim_of("amount", span, printed, number, unit, self._subjects.named(cells[0][1]), ""))


def claim_of(kind: Kind, span: Span, text: str, number: str, unit: str, subject: str, base: str) -> Claim:
    """A claim from a well-formed number as it is printed."""
    digits = number.replace(",", "").lstrip("-−△▲")
    value = Decimal(digits) * (-1 if digits != number.replace(",", "") else 1)
    decimals = len(digits.partition(".")[2])
    fen = int(value * MONEY_UNITS[unit]) if unit in MONEY_UNITS else None
    return Claim(kind, span, text, value, unit, decimals, fen, subject, base)


def _without_wordy_brackets(tokens: list[Token]) -> list[Token]:
    """Brackets without a number in them, as in 因公出国（境）, are words."""
    telling = {"amount", "percent", "points", "count", "bare", "malformed", "zero", "incomparable", "dashes", "base"}
    drop: set[int] = set()
    opened: list[int] = []
    for i, token in enumerate(tokens):
        if token.kind == "open":
            opened.append(i)
        elif token.kind == "close":
            if not opened:
                drop.add(i)
                continue
            start = opened.pop()
            if not any(inner.kind in telling for inner in tokens[start:i]):
                drop.update(range(start, i + 1))
    drop.update(opened)
    return [token for i, token in enumerate(tokens) if i not in drop]
