"""The stream cut into what matters for claims: numbers with their units, words of comparison, and what only looks
like a number (dates, ordinals, thresholds, codes, document numbers)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Literal, NamedTuple

from .stream import Stream

TokenKind = Literal[
    "quiet", "amount", "percent", "points", "count", "bare", "malformed", "dashes",
    "base", "up", "down", "either", "same", "level", "share", "completion", "zero", "incomparable",
    "reason", "open", "close", "stop", "comma", "of-which",
]  # fmt: skip


class Token(NamedTuple):
    """A piece of the stream. `number` and `unit` of numbers; of a base the words that name it; of a completion what
    is completed."""

    kind: TokenKind
    start: int
    end: int
    number: str = ""
    unit: str = ""


_NUMBER = r"(?<![\d.,])[-−△▲]?\d[\d,]*(?:\.\d+)?"
_WELL_FORMED = re.compile(r"[-−△▲]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_MONEY = "亿元|百万元|千元|万元|元"
_COUNTS = (
    r"(?:十|百|千|万|亿)?(?:平方米|平方公里|平米|㎡|m2|公顷|亩|公里|千米|米|吨|辆|台\(套\)|台套|台/套|台|套|件|个|名|人次|人|"
    r"家|项|次|批次|批|户|场次|场|期|天|小时|分钟|个工作日|年|个月|倍|份|本|篇|条|类|张|所|座|栋|处|宗|艘|架|"
    r"把|间|村|街|镇|支|班|课|节|组|级|万|只|株|棵|盏|块|根|路|点|款|位|分|字|册|部|门|届|周|季|轮|种)"
)
_YEAR = r"(?:19|20)\d\d"
_QUIET = "|".join(
    (
        rf"[〔\[(【]{_YEAR}[〕\])】]第?\d+号",
        r"第?\d+号",
        rf"{_YEAR}[-—–~至]{_YEAR}年?度?",
        rf"{_YEAR}年度?(?:\d{{1,2}}月(?:\d{{1,2}}日)?)?",
        rf"{_YEAR}[-./]\d{{1,2}}[-./]\d{{1,2}}日?",
        r"\d{1,2}月(?:份|\d{1,2}日)?(?![个\d])",
        rf"\d[\d,.]*(?:{_MONEY})(?:\(含[^)]{{0,12}}\))?(?:及|或)?以[上下内](?:\(含[^)]{{0,12}}\))?",
        r"\[\d{3,7}\]|\(\d{5,7}\)",
        r"\(\d{1,2}\)|第\d+(?:[、-]\d+)*[条款项章节季期批次部点]?",
    )
)
_EARLIER = rf"上一?年度?|去年度?|前年|{_YEAR}年度?"
_BUDGETS = (
    r"(?:年初|当年|全年|调整后?|支出|收入|部门)*(?:预算|决算|执行|批复|安排|完成|实际)?"
    r"(?:执行|安排|支出|收入|完成)?(?:数|额|金额)?"
)
_BASE = (
    rf"(?:比|较|与|同|和)(?P<base>(?:{_EARLIER})(?:同期)?(?:的)?{_BUDGETS}"
    r"|(?:年初|全年|调整后?|当年)?(?:预算|决算)(?:数|金额)?)(?:相比较?|比较|对比|比)?"
)
_PATTERNS: tuple[tuple[TokenKind, str], ...] = (
    ("quiet", _QUIET),
    ("zero", rf"(?:{_EARLIER})?(?:预算|执行|决算)?基数(?:为|是)?0(?:\.0+)?(?:{_MONEY})?(?![\d.,])"
        rf"|(?:{_EARLIER})无(?:此项|该项|该)?(?:预算|支出|安排)"),
    ("incomparable", r"不可比|无可比性|不具(?:有)?可比性|无法比较|无法计算"),
    ("base", _BASE),
    ("dashes", r"[-—–−]{1,4}%"),
    (
        "reason",
        r"(?:主要|其|变动|增减|增加|减少)*(?:原因|理由)(?:主要)?(?:是|为|在于|系|:)*|主要是?(?:由于|因为|系)|主要是",
    ),
    ("either", r"增加\(减少\)|减少\(增加\)|增长\(下降\)|下降\(增长\)|增\(减\)|增减(?!变化|变动)|增加/减少"),
    ("same", r"(?:基本)?(?:持平|一致|相同|不变)|无增减(?:变化|变动)?|无变化|没有变化|未发生变化|等于(?=\D{0,4}预算)"),
    ("level", r"(?:增加|减少|增长|下降|降低|提高|上升|调整|追加|压减|核减|调增|调减|增|减|降|升)(?:到|至|为)"),
    ("up", r"增加|增长|增收|增支|上升|提高|调增|追加|增幅|高于|大于|多于|超出"),
    ("down", r"减少|下降|降低|减收|减支|调减|压减|核减|缩减|压缩|降幅|低于|小于|少于"),
    (
        "completion",
        r"(?:完成|为|达到)?(?P<completed>(?:年初|全年|调整后?)?预算(?:数|安排)?)的?(?=\d[\d,.]*%)|(?:完成|执行)率[为达]?",
    ),
    ("share", r"占(?P<whole>[^，。;()\d]{0,30}?)(?:的)?(?:比重|比例)?(?:为|是|达)?(?=\d[\d,.]*%)"),
    ("of-which", r"其中"),
    ("open", r"\("),
    ("close", r"\)"),
    ("stop", r"[。;!?]"),
    ("comma", r"[，,、]"),
)  # fmt: skip
_TOKENS = re.compile(
    "|".join(f"(?P<k{i}>{pattern})" for i, (_, pattern) in enumerate(_PATTERNS))
    + rf"|(?P<number>{_NUMBER})(?:(?P<money>{_MONEY})|(?P<percent>%|‰)|(?P<points>个?百分点)|(?P<count>{_COUNTS}))?"
)
_NUMBERING = re.compile(r"\d{1,2}[.、):](?!\d)")
_BEFORE_NUMBERING = frozenset("。;:!?“(")


def tokens_of(stream: Stream, names: Collection[str]) -> Iterator[Token]:
    """The tokens in order. What is neither a token nor a number is left out: it is words."""
    text, at = stream.text, 0
    masked = dict(stream.names(names))
    places = sorted(masked)
    while at < len(text):
        if at in masked:
            yield Token("quiet", at, masked[at])
            at = masked[at]
            continue
        if _starts_numbering(stream, at) and (found := _NUMBERING.match(text, at)):
            yield Token("quiet", at, found.end())
            at = found.end()
            continue
        match = _TOKENS.search(text, at)
        if match is None:
            return
        ahead = next(
            (place for place in places if at < place <= match.start() or match.start() < place < match.end()), None
        )
        numbering = _next_numbering(stream, at, match.start())
        if ahead is not None and ahead <= match.start():
            at = ahead
        elif numbering is not None and numbering > at:
            at = numbering
        else:
            yield _token(stream, match)
            at = max(match.end(), at + 1)


def _starts_numbering(stream: Stream, at: int) -> bool:
    return at == 0 or at in stream.line_starts or stream.text[at - 1] in _BEFORE_NUMBERING


def _next_numbering(stream: Stream, start: int, end: int) -> int | None:
    """The first place up to `end` at which an ordinal such as 1. stands."""
    for at in range(start, end + 1):
        if _starts_numbering(stream, at) and _NUMBERING.match(stream.text, at):
            return at
    return None


def _token(stream: Stream, match: re.Match[str]) -> Token:
    number = match["number"]
    start, end = match.span()
    if number is None:
        kind = next(kind for i, (kind, _) in enumerate(_PATTERNS) if match[f"k{i}"] is not None)
        return Token(kind, start, end, unit=match["base"] or match["completed"] or match["whole"] or "")
    if not _WELL_FORMED.fullmatch(number) or (stream.split_digits(start, end) and "," not in number):
        return Token("malformed", start, end, number)
    if match["money"]:
        return Token("amount", start, end, number, match["money"])
    if match["percent"]:
        return Token("percent", start, end, number, match["percent"])
    if match["points"]:
        return Token("points", start, end, number, "百分点")
    if match["count"]:
        return Token("count", start, end, number, match["count"])
    return Token("bare", start, end, number)
