"""What is at hand while a sentence is read: the comparisons being built, and the clause that the next number is of."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from .claims import Claim, Comparison, Direction, Span
from .tokens import Token

_EARLIER = re.compile(r"上一?年|去年|(?:19|20)\d\d年|同比")
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass
class Found:
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
    purpose: str = ""
    document: int = 0
    year: int | None = None
    item: int = 0
    restated: list[Claim] = field(default_factory=list)

    @property
    def moved(self) -> bool:
        return bool(self.delta or self.percent or self.same or self.dashes)

    @property
    def compares(self) -> bool:
        return self.moved or bool(self.base) or self.incomparable or self.zero_base

    @property
    def base_year(self) -> int | None:
        named = _YEAR.search(self.base_words)
        return int(named[0]) if named else self.document - 1 if _EARLIER.search(self.base_words) else None

    def goes_on(self, base_words: str) -> bool:
        """Whether words that name a base once more only go on with this comparison: 减少 5 万元，同比下降 3%."""
        half = bool(self.delta) != bool(self.percent) and not self.same
        return half and self.base_year == replace(self, base_words=base_words).base_year

    def again(self) -> Found:
        """The same amount, to be compared with something else."""
        return Found(
            self.subject, self.words, self.span, self.current, document=self.document, year=self.year, item=self.item
        )

    def closed(self) -> Comparison:
        parts = [claim.span for claim in (self.current, self.base, self.delta, self.percent) if claim]
        span = self.span._replace(
            start=min([self.span.start, *(p.start for p in parts)]), end=max([self.span.end, *(p.end for p in parts)])
        )
        return Comparison(
            subject=self.subject,
            words=self.words,
            span=span,
            current=self.current,
            base=self.base,
            delta=self.delta,
            percent=self.percent,
            base_words=self.base_words,
            base_year=self.base_year,
            delta_direction=self.delta_direction,
            percent_direction=self.percent_direction,
            same=self.same,
            incomparable=self.incomparable,
            zero_base=self.zero_base,
            dashes=self.dashes,
            reason=self.reason,
            purpose=self.purpose,
            year=self.year,
            item=self.item,
            restated=tuple(self.restated),
        )


@dataclass
class Frame:
    """A sentence, or what stands in brackets within one. `owner` is the amount that the brackets follow, `focus` the
    newest amount, `active` the comparison that is being told; `planned` an earlier amount that waits for its own;
    `whole` the amount whose parts are being told. `muted` in goals and purposes, whose numbers are compared with
    nothing; `reason_of_all` in a reason that is given for everything before it; `holes` are brackets that a clause
    runs on behind."""

    owner: Found | None = None
    year: int | None = None
    whole: Claim | None = None
    opened: int = 0
    focus: Found | None = None
    active: Found | None = None
    item: str = ""
    numbered: bool = False
    before: str = ""
    direction: tuple[Direction, int, int] | None = None
    planned: Claim | None = None
    ratio: Token | None = None
    level: bool = False
    source: bool = False
    source_at: int = 0
    threshold: bool = False
    reason_at: int | None = None
    reason_of_all: bool = False
    reason_listed: re.Pattern[str] | None = None
    muted: bool = False
    purpose: bool = False
    fresh: bool = False
    based: bool = False
    base_at: int = -1
    sentence: int = 0
    clause: int = 0
    holes: list[tuple[int, int]] = field(default_factory=list)

    @property
    def target(self) -> Found | None:
        return self.active or self.focus or self.owner

    @property
    def quiet(self) -> bool:
        """Whether numbers say nothing of the amount at hand: in reasons, purposes and goals."""
        return self.muted or self.reason_at is not None

    def new_clause(self, at: int) -> None:
        self.clause, self.direction, self.level, self.threshold, self.ratio = at, None, False, False, None
        self.holes.clear()

    def begin(self, at: int) -> None:
        """A list, an item or a bracket begins."""
        self.new_clause(at)
        self.sentence = at

    def end_sentence(self, at: int) -> None:
        self.active = self.planned = self.ratio = self.year = None
        self.before = ""
        self.fresh = self.based = self.source = self.purpose = False
        self.begin(at)
