"""From the tokens of a section to its claims: every number is bound to its own clause, and every digit is a claim, part
of a name or date, or reported as not understood."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ..documents.words import Words
from .claims import Claim, Kind
from .clauses import Found
from .goal_sheets import GoalSheet, read_goal_sheets
from .naming import Subjects
from .numbers import unsigned
from .rows import read_rows
from .stream import Section
from .tokens import Token, tokens_of, without_wordy_brackets
from .walking import LONGEST_WORDS, Share, Walker

_EARLIER = re.compile(r"上一?年|去年|前年|(?:19|20)\d\d年")
_CARRIED = re.compile(r"(?:上年|上一年度?|以前年度|年初)(?:财政拨款|一般公共预算|预算)?(?:结转|结余)")
_CHANGE = re.compile("增加|减少|增长|下降|提高|降低|上升|持平")
_PLANNED = re.compile(r"年初(?:预算|批复)?(?:安排)?(?:数|金额)?(?:为|是)?$")
_DIRECT = re.compile(
    r"(?:幅度|金额|合计|共计|预算|经费|资金|支出|收入|比例|了|约|为|额|数|率|达|共|的|:|\([^()\d]{0,12}\))*+"
)
"""What may stand between a word of change and its number."""
_AGAIN = re.compile(r"(?:安排|预算(?:数)?(?:为|是)?$|决算)")
_MOST_WHOLES = 40
_MORE = re.compile("大于|高于|多于|超过")
_LESS = re.compile("小于|低于|少于")
_LIST = re.compile(r"[、,，和及与]")
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass
class _Respectively:
    """A list of names, and the amounts that are given to them one by one."""

    names: list[str]
    tokens: list[Token] = field(default_factory=list)


class Binder(Walker):
    """Reads one section."""

    def __init__(self, section: Section, words: Words, subjects: Subjects, year: int) -> None:
        super().__init__(section, words, subjects, year)
        self._list: _Respectively | None = None
        self.goal_sheets: list[GoalSheet] = []

    def read(self) -> Binder:
        text = self.stream.text
        covered = bytearray(len(text))
        for token in without_wordy_brackets(list(tokens_of(self.stream, self._subjects.masked))):
            covered[token.start : token.end] = b"\1" * (token.end - token.start)
            self.numbers += any(char.isdigit() for char in text[token.start : token.end])
            self._take(token)
        self._end_list()
        self._end_reason(len(text))
        for match in re.finditer(r"\d+", text):
            if covered.find(0, match.start(), match.end()) >= 0:
                self.numbers += 1
                self._not_read(match.start(), match.end())
        self.goal_sheets = read_goal_sheets(self._section, self._words)
        told = [claim for sheet in self.goal_sheets for claim in sheet.amounts.values()]
        claims, unread = read_rows(self._section, self._words, self._subjects, told)
        self.claims += claims
        self.unread += unread
        self.numbers += len(claims) + len(unread)
        return self

    def _take(self, token: Token) -> None:
        frame = self._frame
        if self._list and self._listed(token):
            return
        match token.kind:
            case "quiet":
                self._quiet(token)
            case "name":
                pass
            case "ordinal":
                self._ordinal(token)
            case "open":
                self._open(token)
            case "close":
                self._close(token)
            case "stop":
                self._stop(token)
            case "comma":
                frame.before = self._lead(token.start)
                frame.new_clause(token.end)
            case "of-which":
                self._end_reason(token.start)
                frame.muted = False
                frame.whole = frame.target.current if frame.target else frame.whole
                frame.begin(token.end)
            case "reason":
                self._reason(token)
            case "goal":
                self._end_reason(token.start)
                frame.muted = True
                frame.new_clause(token.end)
            case "base":
                self._base(token)
            case "from":
                frame.source = not frame.quiet
                frame.source_at = token.start
                frame.clause = token.end
            case "up" | "down":
                frame.direction, frame.threshold = (token.kind, token.start, token.end), False
            case "either":
                frame.direction = None
            case "threshold":
                frame.direction, frame.threshold = None, True
            case "level":
                frame.level, frame.direction = True, None
                frame.clause = token.end
            case "same":
                self._same(token)
            case "against-budget":
                self._against_budget(token)
            case "respectively":
                if not frame.quiet:
                    self._list = _Respectively(_LIST.split(self.stream.text[frame.sentence : token.start]))
            case "share" | "completion":
                frame.ratio = token
            case "zero" | "both-zero" | "incomparable" | "dashes":
                self._remark(token)
            case "amount":
                self._amount(token)
            case "percent":
                self._percent(token)
            case "points" | "count":
                self._plain_claim(token, "count" if token.kind == "count" else "percent")
            case "bare" | "malformed":
                self._not_read(token.start, token.end, moved=self._wants_unit(token))

    # Comparisons

    def _base(self, token: Token) -> None:
        frame = self._frame
        if frame.purpose:
            frame.muted = frame.purpose = False
        if frame.quiet:
            return
        lead = self._lead(token.start) or frame.before
        subject = self._named(lead)
        if frame.planned is not None and not (frame.fresh or frame.active or subject):
            # an amount of an earlier year that is compared itself: its year is wrong
            planned, frame.planned = frame.planned, None
            self._focus(planned, planned.base, planned.span.start)
        target = self._spoken_of(subject, lead, token)
        words = token.unit or self.stream.text[token.start : token.end]
        if not target.goes_on(words) and (target.moved or (target.base_words and target.base is None)):
            target = self._opened(target.again())
        self._take_planned(target)
        target.base_words = target.base_words if target.moved else words
        frame.active, frame.based, frame.base_at = target, True, token.end
        frame.clause = token.end

    def _spoken_of(self, subject: str, lead: str, token: Token) -> Found:
        """The amount that words before a comparison speak of: the one at hand, unless they name another."""
        target = self._frame.target
        rest = self._subjects.rest(lead)
        if subject and not (target and target.subject == subject):
            return self._known(subject) or self._opened(self._new(subject, lead, self._span(token)))
        if target is None or (not subject and len(rest) > 1 and rest not in self._subjects.rest(target.words)):
            return self._opened(self._new(subject, lead, self._span(token)))
        return target

    def _take_planned(self, target: Found) -> None:
        """An earlier amount that was named after this one is its base."""
        frame = self._frame
        if frame.planned is not None and target.base is None and not target.moved:
            target.base, target.base_words, frame.planned = frame.planned, frame.planned.base, None

    def _same(self, token: Token) -> None:
        frame = self._frame
        plainly = "持平" in self.stream.text[token.start : token.end] or frame.clause == frame.base_at
        frame.clause = token.end
        if frame.quiet or not plainly or not frame.target:
            return
        self._take_planned(frame.target)
        frame.target.same = True

    def _against_budget(self, token: Token) -> None:
        """决算数小于预算数: which way an outturn that was told with its budget went."""
        frame = self._frame
        subject = self._named(self._lead(token.start))
        found = self._known(subject) if subject else frame.target
        frame.clause = token.end
        if frame.quiet or found is None:
            return
        frame.active = found
        if found.base is None or found.delta or "预算" not in found.base_words:
            return
        if _MORE.search(token.unit):
            found.percent_direction = "up"
        elif _LESS.search(token.unit):
            found.percent_direction = "down"
        else:
            found.same = True

    def _remark(self, token: Token) -> None:
        frame, text = self._frame, self.stream.text
        target = None if frame.quiet else frame.target
        if token.kind in ("zero", "both-zero"):
            zero = next(
                (i for i in range(token.start, token.end) if text[i] == "0" and not text[i - 1].isdigit()), None
            )
            if zero is not None:
                subject = frame.target.subject if frame.target else ""
                self._claim("amount", zero, zero + 1, "0", "万元", subject, "上年")
        if target is None:
            return
        target.zero_base |= token.kind == "zero"
        target.incomparable |= token.kind == "incomparable"
        target.dashes |= token.kind == "dashes"

    # Amounts

    def _amount(self, token: Token) -> None:
        frame = self._frame
        lead = self._lead(token.start)
        if self._is_direct(token):
            self._delta(token)
        elif frame.quiet:
            self._number(token, "amount", "")
        elif frame.level:
            self._restated(token, lead)
        elif frame.active and frame.clause == frame.base_at and self._is_base(token, lead):
            claim = self._number(token, "amount", frame.active.subject, base=frame.active.base_words)
            frame.active.base = claim
        elif frame.source:
            self._source(token, lead)
        elif (frame.owner and not frame.focus and _EARLIER.search(_CARRIED.sub("", lead))) or self._is_earlier(lead):
            earlier = _EARLIER.search(lead)
            self._turn_to(self._named((earlier and lead[: earlier.start()]) or frame.before))
            claim = self._number(token, "amount", self._named(lead) or frame.item, base=lead)
            if frame.owner and not frame.focus and frame.owner.base is None:
                frame.owner.base, frame.owner.base_words = claim, lead
            else:
                frame.planned = claim
        else:
            self._current(token, lead)
        frame.direction, frame.level, frame.clause = None, False, token.end

    def _is_direct(self, token: Token) -> bool:
        """Whether a word of change stands right before a number."""
        frame = self._frame
        return (
            frame.direction is not None
            and not frame.level
            and token.start - frame.direction[2] <= LONGEST_WORDS
            and _DIRECT.fullmatch(self.stream.text, frame.direction[2], token.start) is not None
        )

    def _is_base(self, token: Token, lead: str) -> bool:
        """比上年 A: nothing but fillers stands between, or the change follows at once."""
        return bool(_DIRECT.fullmatch(lead) or _CHANGE.match(self.stream.text, token.end))

    def _is_earlier(self, lead: str) -> bool:
        """Whether words name the amount of an earlier year or budget; what was carried over from it is this year's."""
        lead = _CARRIED.sub("", self._subjects.unnamed(lead))
        years = [int(year) for year in _YEAR.findall(lead)]
        if years:
            return max(years) < self._year and "截" not in lead
        return bool(re.search(r"上一?年|去年", lead)) or bool(_PLANNED.search(lead))

    def _source(self, token: Token, lead: str) -> None:
        """由 A: the amount before."""
        frame = self._frame
        before = self.stream.text[max(frame.clause - LONGEST_WORDS, 0) : frame.source_at]
        frame.source = False
        target = frame.target if frame.fresh else None
        words = lead if _EARLIER.search(lead) else "由"
        frame.planned = self._number(token, "amount", target.subject if target else self._named(before), base=words)

    def _restated(self, token: Token, lead: str) -> None:
        """增加到 B: the amount at hand once more, or the first that is said of it."""
        frame = self._frame
        if frame.planned is not None and not frame.fresh:
            claim = self._number(token, "amount", frame.planned.subject)
            self._focus(claim, lead, claim.span.start)
            return
        target = frame.target
        claim = self._number(token, "amount", target.subject if target else "")
        if target is not None:
            self._take_planned(target)
            target.restated.append(claim)

    def _current(self, token: Token, lead: str) -> None:
        frame = self._frame
        subject = self._named(lead)
        if frame.fresh and frame.focus and subject and subject != frame.focus.subject:
            self._take_planned(frame.focus)
        if not subject and frame.planned is not None and frame.planned.subject:
            subject = frame.planned.subject
        if not subject and frame.item and (frame.planned or _AGAIN.search(lead)) and not self._subjects.rest(lead):
            subject = frame.item
        claim = self._number(token, "amount", subject)
        found = self._focus(claim, lead, self.stream.at(max(frame.clause, token.start - LONGEST_WORDS)))
        self._take_planned(found)

    def _focus(self, claim: Claim, lead: str, start: int) -> Found:
        """The amount that what follows speaks of; its clause starts at this offset."""
        frame = self._frame
        found = self._opened(self._new(claim.subject, lead, claim.span._replace(start=start)))
        found.current, found.year = claim, frame.year
        frame.focus, frame.active, frame.fresh = found, None, True
        frame.item = frame.item or claim.subject
        if frame.planned is not None and frame.planned is not claim:
            self._take_planned(found)
        return found

    def _delta(self, token: Token) -> None:
        frame = self._frame
        assert frame.direction is not None
        direction, start, _ = frame.direction
        if frame.quiet:
            self._number(token, "delta", "")
            return
        target = self._compared(self._lead(start), token)
        claim = self._number(token, "delta", target.subject, base=target.base_words)
        target.delta, target.delta_direction = unsigned(claim, direction)

    def _compared(self, lead: str, token: Token) -> Found:
        """The comparison that a change belongs to; where the words before it name another subject, that one's."""
        frame = self._frame
        subject = self._named(lead)
        target = self._spoken_of(subject, lead, token)
        if target is frame.target and not (frame.based or frame.fresh or not lead or subject):
            target = self._opened(self._new("", lead, self._span(token)))
        if target is not frame.active and (target.moved or (target is not frame.target and target.base_words)):
            words = frame.active.base_words if frame.active and frame.based else ""
            target = self._opened(target.again())
            target.base_words = words
        elif target is frame.active and (target.delta if token.kind == "amount" else target.percent):
            target = self._opened(target.again())
        elif not target.base_words and frame.active and frame.based:
            target.base_words = frame.active.base_words
        self._take_planned(target)
        frame.active = target
        return target

    def _percent(self, token: Token) -> None:
        frame = self._frame
        ratio, frame.ratio = frame.ratio, None
        if frame.quiet or frame.threshold:
            self._number(token, "percent", "")
        elif ratio is not None:
            self._ratio(token, ratio)
        elif self._is_direct(token) and frame.direction:
            direction, start, _ = frame.direction
            target = frame.target
            lead = self._lead(start)
            if target is None or target.percent is not None or self._subjects.rest(lead):
                target = self._compared(lead, token)
            else:
                self._take_planned(target)
            claim = self._number(token, "percent", target.subject, base=target.base_words)
            target.percent, target.percent_direction = unsigned(claim, direction)
        else:
            self._number(token, "percent", "")
        frame.direction, frame.clause, frame.threshold = None, token.end, False

    def _ratio(self, token: Token, ratio: Token) -> None:
        target = self._frame.target
        part = target.current if target else None
        subject = part.subject if part else ""
        if ratio.kind == "share":
            claim = self._number(token, "share", subject, base=ratio.unit)
            wholes = self._wholes(ratio.unit, part)
            self.shares.append(Share(part, ratio.unit, claim, wholes, self._named(ratio.unit)))
            return
        claim = self._number(token, "completion", subject, base=ratio.unit)
        if target is not None:
            self._take_planned(target)
            target.percent, target.base_words = claim, ratio.unit or target.base_words

    def _wholes(self, words: str, part: Claim | None) -> tuple[Claim, ...]:
        """The amounts that a share may be meant of: the one that its words name, else the one whose parts are told."""
        subject = self._named(words)
        if subject:
            return tuple(f.current for f in self._by_subject.get(subject, [])[-_MOST_WHOLES:] if f.current)
        whole = self._frame.whole
        if whole is None or self._subjects.rest(words):
            return ()
        near = (f.current for f in self.opened[-_MOST_WHOLES:] if f.current not in (None, whole, part))
        return (whole, *(claim for claim in near if claim))

    # Lists

    def _listed(self, token: Token) -> bool:
        """Takes an amount for a list of names; whether the list goes on."""
        assert self._list is not None
        if token.kind in ("amount", "percent", "count", "bare", "malformed"):
            self._list.tokens.append(token)
            return True
        if token.kind == "comma" or (token.kind in ("up", "down", "base") and not self._list.tokens):
            return True
        self._end_list()
        return False

    def _end_list(self) -> None:
        """As many names as amounts, all known: each its own. Otherwise they are not understood."""
        found, self._list = self._list, None
        if found is None:
            return
        subjects = [self._named(name) for name in found.names[-len(found.tokens) :]] if found.tokens else []
        tell = len(found.names) == len(found.tokens) == len(set(subjects)) and all(subjects)
        for i, token in enumerate(found.tokens):
            if tell and token.kind == "amount":
                claim = self._number(token, "amount", subjects[i])
                self._focus(claim, found.names[i], claim.span.start)
            else:
                self._not_read(token.start, token.end)
        if found.tokens:
            self._frame.focus = self._frame.active = None
            self._frame.new_clause(found.tokens[-1].end)

    # Other numbers

    def _plain_claim(self, token: Token, kind: Kind) -> None:
        frame = self._frame
        self._number(token, kind, "" if frame.quiet else self._named(self._lead(token.start)))
        frame.direction, frame.clause = None, token.end

    def _wants_unit(self, token: Token) -> bool:
        frame = self._frame
        shared = re.search(r"(?:占[^，。]{0,20}|完成[^，。]{0,12}预算的?)$", self._lead(token.start))
        return not frame.quiet and (self._is_direct(token) or shared is not None)
