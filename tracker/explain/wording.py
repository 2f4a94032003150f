"""Rules on wording: reasons, what templates leave behind, and numbers that are not understood."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model.errors import say
from .claims import Comparison
from .findings import WORDS, Case, Finding, Severity, fen_of
from .marks import TO_FILL_IN
from .stream import plain

_GROWING = re.compile(r"增加|增长|新增|提高(?!.{0,8}(?:效益|效率|绩效|质量|水平))|扩大|上涨|上调|追加|增多")
_OF_LAST_YEAR = re.compile(r"[^，；。;、]*(?:上年|去年|往年|以前年度|较少|不再)[^，；。;、]*")
"""What was so before explains the other direction: 上年有一次性增加."""
_SHRINKING = re.compile(r"减少|压减|压缩|下降|节约|缩减|减支|取消|精简|核减|降低")
_RESTATES = re.compile(
    r"(?:与上年)?(?:基本)?持平|无增减(?:变化)?|无变化|(?:预算|经费|支出|收入)?(?:增加|减少|保持不变)|正常变动"
)


def x25(case: Case) -> Iterator[Finding]:
    """The reason speaks of the other direction."""
    for c in case.read.comparisons:
        said = c.delta_direction or c.percent_direction
        if not c.reason or said is None or not _moved(c) or case.is_blamed(c.delta, c.percent):
            continue
        case.look("X25")
        reason = _OF_LAST_YEAR.sub("", c.reason)
        growing, shrinking = bool(_GROWING.search(reason)), bool(_SHRINKING.search(reason))
        if growing != shrinking and growing == (said == "down"):
            why = say("lint.X25", reason=c.reason[:60])
            yield case.finding("X25", "warning", c, WORDS[said], c.reason[:60], why, stake_fen=fen_of(c.delta))


def x7(case: Case) -> Iterator[Finding]:
    """A change without a reason; a reason that restates the number; one reason for several subjects."""
    same: dict[str, list[Comparison]] = {}
    reasons, copied = _Reasons(case), _OtherItems(case)
    parts = {part for subject in case.against.form.subjects for part in subject.parts if subject.id == "cars"}
    for c in case.read.comparisons:
        if c.subject in parts or not (c.delta or c.percent) or (c.percent and c.percent.kind == "completion"):
            continue
        case.look("X7")
        if not c.reason and _moved(c) and reasons.stands_elsewhere(c):
            continue
        if c.reason and (other := copied.named(c.reason, c)):
            why = say("lint.X7.other", name=other)
            yield case.finding("X7", "warning", c, _name(case, c), c.reason[:60], why, stake_fen=fen_of(c.delta))
        elif not c.reason and _moved(c):
            severity: Severity = "warning" if case.against.form.subject(c.subject) and reasons.lack(c) else "note"
            yield case.finding("X7", severity, c, "主要原因是…", "", say("lint.X7.missing"), stake_fen=fen_of(c.delta))
        elif c.reason and _moved(c) and _RESTATES.fullmatch(re.sub(r"\(.*\)|[，。]", "", c.reason)):
            yield case.finding("X7", "note", c, "", c.reason[:60], say("lint.X7.restates"), stake_fen=fen_of(c.delta))
        elif c.reason and _moved(c) and TO_FILL_IN not in c.reason:
            same.setdefault(c.reason, []).append(c)
    for reason, told in same.items():
        if len(_apart(case, {_alike(case, c) for c in told})) > 1:
            subjects = "、".join(dict.fromkeys(_name(case, c) for c in told))
            stake = max(fen_of(c.delta) for c in told)
            yield case.finding(
                "X7", "note", told[0], "", reason[:60], say("lint.X7.copied", subjects=subjects), stake_fen=stake
            )


def _alike(case: Case, c: Comparison) -> str:
    """The subject; of two that must be equal, and so have one reason, the same one."""
    subject = case.against.form.subject(c.subject)
    return (subject and subject.equals) or c.subject or c.words


def _apart(case: Case, subjects: set[str]) -> set[str]:
    """The subjects without those that are part of another of them: a whole moves with its part, for one reason."""
    parts = {s.id: s.parts for s in case.against.form.subjects}
    return {s for s in subjects if not any(s in parts.get(whole, ()) for whole in subjects)}


def _name(case: Case, c: Comparison) -> str:
    """What a person calls the subject of a comparison."""
    known = case.against.form.subject(c.subject)
    if known:
        return c.words.lstrip(":：")[-16:] or known.name
    return case.against.item_name(c.subject) or c.words.lstrip(":：")[-16:]


class _OtherItems:
    """The items by function code of a text, to tell words that were copied from one to another."""

    def __init__(self, case: Case) -> None:
        codes = dict.fromkeys(c.subject for c in case.read.amounts if c.subject.isdigit())
        self._names = {code: _ways(case, code) for code in codes}

    def named(self, words: str, c: Comparison) -> str:
        """The name of another item with which the words begin, "" where they name their own or none."""
        own = self._names.get(c.subject)
        said = _QUOTED.sub("", plain(words)).lstrip(":")
        if not own or own[-1] in said:
            return ""
        others = (name for code, names in self._names.items() if code != c.subject for name in names)
        found = [name for name in others if said.startswith(name) and _AFTER_ITEM.fullmatch(said, len(name))]
        return max(found, key=len, default="")


_QUOTED = re.compile('[“”"]')
_AFTER_ITEM = re.compile(r"(?:的?(?:经费|支出|预算|项目)*(?:增加|减少|保持不变|不变|持平|调整)?)[。,，]?")


def _ways(case: Case, code: str) -> tuple[str, ...]:
    """How an item is called: with the name of its 款 in front, and by its own name, which must be its own alone."""
    own, above = (plain(case.against.item_name(part)) for part in (code, code[:5]))
    return tuple(filter(None, (above + own, own))) if own else ()


def copied_purposes(case: Case) -> Iterator[Finding]:
    """What an item is spent on is told in the name of another."""
    copied = _OtherItems(case)
    for c in case.read.amounts:
        if not c.purpose or not c.subject.isdigit():
            continue
        case.look("X26")
        if other := copied.named(c.purpose, c):
            why = say("lint.X26.copied", name=other)
            yield case.finding("X26", "warning", c, _name(case, c), c.purpose[:60], why)


class _Reasons:
    """Where reasons stand: one may stand with the whole, or behind several changes of one section."""

    def __init__(self, case: Case) -> None:
        self._wholes = {part: whole.id for whole in case.against.form.subjects for part in whole.parts}
        self._parts = {whole.id: whole.parts for whole in case.against.form.subjects}
        self._of_all = case.read.reasons_of_all
        self._last: dict[int, int] = {}
        self._told: set[tuple[int, str | None]] = set()
        for c in case.read.comparisons:
            if c.reason:
                self._last[c.span.section] = c.span.line
                self._told.add((c.span.section, c.subject))

    def stands_elsewhere(self, c: Comparison) -> bool:
        """Whether a sentence after it explains the changes before it, or the changes of its parts are explained."""
        section = c.span.section
        if any(s.section == section and s.line >= c.span.line for s in self._of_all):
            return True
        return any((section, part) in self._told for part in self._parts.get(c.subject, ()))

    def lack(self, c: Comparison) -> bool:
        """Whether nobody explains the change of a subject of the form."""
        section, whole = c.span.section, self._wholes.get(c.subject)
        return self._last.get(section, -1) < c.span.line and (section, whole) not in self._told


_RESIDUE: tuple[tuple[str, str, str], ...] = (
    ("either", "warning", r"增加\(减少\)|减少\(增加\)|增长\(下降\)|下降\(增长\)|增\(减\)|增加/减少|减少/增加"),
    (
        "placeholder", "error",
        r"[Xx]{2,}|[×╳]{2,}|\*{2,}|#(?:REF|VALUE|DIV/0|NAME|N/A|NUM)[!?]?|_{2,}|□{2,}|\?{2,}|\{\{|\}\}",
    ),
    ("unwritten", "warning", r"【待填写】"),
    ("blank", "error", r"(?:增加|减少|增长|下降|安排|预算|比上年)(?:了|为)?(?:万元|%)"),
    ("doubled", "note", r"[，,、;。:!?]{2,}|万元万元|万元元|%%"),
)  # fmt: skip


def x26(case: Case) -> Iterator[Finding]:
    """Residue of templates and conversions."""
    for stream in case.read.streams:
        case.look("X26")
        for name, severity, pattern in _RESIDUE:
            for match in re.finditer(pattern, stream.text):
                span = stream.span(max(match.start() - 10, 0), min(match.end() + 10, len(stream.text)))
                yield Finding(
                    "X26", "error" if severity == "error" else "warning" if severity == "warning" else "note", span,
                    case.read.quote(span), "", match[0], say(f"lint.X26.{name}"),
                )  # fmt: skip
    for unread in case.read.unread:
        if unread.moved:
            why = say("lint.X26.unit")
            yield Finding("X26", "warning", unread.span, unread.text, "%、万元", unread.text, why)


def x0(case: Case) -> Iterator[Finding]:
    """Numbers that are not understood."""
    case.places["X0"] += case.read.numbers
    for unread in case.read.unread:
        if not unread.moved:
            yield Finding("X0", "note", unread.span, unread.text, "", unread.text, say("lint.X0"))


def _moved(c: Comparison) -> bool:
    return any(claim is not None and claim.number != 0 for claim in (c.delta, c.percent))
