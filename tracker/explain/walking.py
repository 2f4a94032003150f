"""The walk over a section: sentences, brackets, items, reasons and goals, and the words that a number stands behind.

What the numbers mean is said in binding.py."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..documents.words import Words
from .claims import Claim, Kind, Span
from .clauses import Found, Frame
from .naming import Subjects
from .numbers import claim_of
from .stream import Section, Stream, plain
from .tokens import Token

_OWN_YEAR = re.compile(r"((?:19|20)\d\d)年度?")
_AFTER_YEAR = re.compile(r"[,，预决部本我收支安当计拟全“\"]|财政|一般公共|机关运行|政府采购|三公|因公|公务|年初")
_LISTS = tuple(
    (re.compile(first), re.compile(more))
    for first, more in (
        (r":?一是", "[二三四五六七八九]是"),
        (r":?\(?1[)、.]", r"\(?\d{1,2}[)、.]"),
        (r":?\(一\)", r"\([二三四五六七八九]\)"),
    )
)
"""How a list of reasons begins, and how it goes on."""
_LONGEST_REASON = 400
_END = re.compile("[。;]")
_CHANGED = re.compile(r"(?:增加|减少|增长|下降|增减|变动|变化|上升|降低)+的?$")
_SHORTEST_NAME = 4
_SEVERAL = re.compile(r"收支|收入[、和及与]?支出")
"""Words that name more than one subject: 财政拨款收入支出."""
_DEEPEST = 4


LONGEST_WORDS = 60
"""How far back the words before a number are looked at."""


@dataclass(frozen=True, slots=True)
class Share:
    """X 占 WHOLE 的 P%. `wholes` are the amounts that it may be meant of; `subject` is what the words name."""

    part: Claim | None
    whole: str
    percent: Claim
    wholes: tuple[Claim, ...] = ()
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Unread:
    """Digits that are neither a claim nor part of a name or date; `moved` where a word of change stands before them."""

    span: Span
    text: str
    moved: bool = False


class Walker:
    """Keeps what is at hand while the tokens of a section pass, and what was gathered from them."""

    def __init__(self, section: Section, words: Words, subjects: Subjects, year: int) -> None:
        self.stream = Stream(section, words)
        self._section, self._words, self._subjects, self._year = section, words, subjects, year
        self._of_projects = words.search("key-projects", plain(section.title)) is not None
        self._frames = [Frame()]
        self._too_deep = 0
        self.claims: list[Claim] = []
        self.opened: list[Found] = []
        self._by_subject: dict[str, list[Found]] = {}
        self.shares: list[Share] = []
        self.unread: list[Unread] = []
        self.numbers = 0
        self._items = 0
        self.reasons_of_all: list[Span] = []
        """Sentences that give a reason for every change that was told before them, and for no single amount."""

    @property
    def _frame(self) -> Frame:
        return self._frames[-1]

    # Sentences, brackets, items

    def _quiet(self, token: Token) -> None:
        frame, text = self._frame, self.stream.text
        if (year := _OWN_YEAR.fullmatch(text, token.start, token.end)) and not frame.quiet:
            opens = token.start == frame.clause and (_AFTER_YEAR.match(text, token.end) or self._before_name(token.end))
            frame.year = int(year[1]) if opens else frame.year

    def _before_name(self, at: int) -> bool:
        return self.stream.text.startswith(tuple(plain(name) for name in self._subjects.masked), at)

    def _ordinal(self, token: Token) -> None:
        """A numbered item begins, if not within the reasons or the goals of one."""
        frame = self._frame
        if frame.reason_listed or frame.muted:
            frame.clause = token.end
            return
        self._end_reason(token.start)
        self._items += 1
        frame.focus = frame.active = frame.planned = None
        frame.item, frame.numbered = "", True
        frame.begin(token.end)

    def _open(self, token: Token) -> None:
        if len(self._frames) > _DEEPEST:
            self._too_deep += 1
            return
        frame = self._frame
        lead = self._lead(token.start) or frame.before
        subject = self._named(lead)
        self._turn_to(subject)
        known = not self._subjects.rest(lead) or (frame.target and frame.target.subject == subject)
        owner = frame.target if known else None
        whole = (owner and owner.current) or frame.whole
        inner = Frame(owner=owner, year=frame.year, whole=whole, opened=token.start)
        inner.reason_at, inner.muted = None, frame.quiet
        inner.begin(token.end)
        self._frames.append(inner)

    def _close(self, token: Token) -> None:
        if self._too_deep:
            self._too_deep -= 1
            return
        self._end_reason(token.start)
        if len(self._frames) > 1:
            inner = self._frames.pop()
            self._frame.holes.append((inner.opened, token.end))

    def _stop(self, token: Token) -> None:
        frame, text = self._frame, self.stream.text
        if text[token.start] == ";" and frame.reason_listed and frame.reason_listed.match(text, token.end):
            return
        if text[token.start] == ";" and frame.muted:
            frame.new_clause(token.end)
            return
        self._end_reason(token.start)
        if frame.numbered and not frame.item and frame.focus is None and not frame.muted:
            frame.item = self._named(self._lead(token.start))  # the heading of the item
        frame.muted = False
        frame.end_sentence(token.end)
        if token.end in self.stream.line_starts and not frame.numbered:
            frame.item = ""

    def _reason(self, token: Token) -> None:
        frame, text = self._frame, self.stream.text
        if frame.reason_at is not None or frame.muted:
            return
        lead = self._lead(token.start)
        told = [] if _SEVERAL.search(lead) else self._by_subject.get(self._named(lead), [])
        if told and told[-1].moved and not told[-1].reason:
            frame.active = told[-1]  # 公务接待费减少的主要原因: of what was said of it last
        if text[token.end - 2 : token.end] == "用于":
            frame.muted = frame.purpose = True
            if frame.target and not frame.target.purpose:
                end = _END.search(text, token.end, token.end + _LONGEST_REASON)
                frame.target.purpose = text[token.end : end.start() if end else token.end + _LONGEST_REASON]
        else:
            frame.reason_at = token.end
            frame.reason_of_all = self._speaks_of_all(token)
            if frame.reason_of_all:
                self.reasons_of_all.append(self._span(token))
            frame.reason_listed = next((more for first, more in _LISTS if first.match(text, token.end)), None)
        frame.new_clause(token.end)

    def _speaks_of_all(self, token: Token) -> bool:
        """Whether a sentence without any amount names other subjects than the amount at hand as what changed."""
        frame = self._frame
        lead = _CHANGED.sub("", self._lead(token.start))
        if frame.fresh or frame.based or frame.numbered or len(lead) < _SHORTEST_NAME:
            return False
        return frame.target is None or bool(_SEVERAL.search(lead)) or self._named(lead) != frame.target.subject

    def _end_reason(self, at: int) -> None:
        frame = self._frame
        if frame.reason_at is not None and frame.target and not frame.target.reason and not frame.reason_of_all:
            frame.target.reason = self.stream.text[frame.reason_at : at][:_LONGEST_REASON]
        frame.reason_at, frame.reason_listed, frame.reason_of_all = None, None, False

    def _lead(self, at: int) -> str:
        """The words of the clause before a place, without what stands in brackets with numbers."""
        frame, text = self._frame, self.stream.text
        start = max(frame.clause, at - 4 * LONGEST_WORDS)
        pieces = []
        for opened, closed in frame.holes:
            if opened >= start:
                pieces.append(text[start:opened])
                start = closed
        return "".join((*pieces, text[start:at]))[-LONGEST_WORDS:]

    def _named(self, lead: str) -> str:
        frame = self._frame
        whole = frame.whole or (frame.owner and frame.owner.current)
        return self._subjects.of(lead, within=whole.subject if whole else "", every_name=self._of_projects)

    def _turn_to(self, subject: str) -> None:
        """A subject that was told before is spoken of again."""
        frame = self._frame
        if subject and not (frame.target and frame.target.subject == subject):
            known = self._known(subject)
            if known:
                frame.active = self._opened(known.again()) if known.moved else known

    # What is gathered

    def _new(self, subject: str, words: str, span: Span) -> Found:
        return Found(subject, words, span, document=self._year, item=self._items)

    def _opened(self, found: Found) -> Found:
        self.opened.append(found)
        if found.subject:
            self._by_subject.setdefault(found.subject, []).append(found)
        return found

    def _known(self, subject: str) -> Found | None:
        """The newest amount of a subject."""
        return next((found for found in reversed(self._by_subject.get(subject, [])) if found.current), None)

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
