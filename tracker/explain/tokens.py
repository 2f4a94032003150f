"""The stream cut into what matters for claims: numbers with their units, words of comparison, and what only looks
like a number (dates, ordinals, thresholds, codes, document numbers)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Literal, NamedTuple

from .stream import Stream

TokenKind = Literal[
    "quiet", "name", "ordinal", "amount", "percent", "points", "count", "bare", "malformed", "dashes",
    "base", "from", "up", "down", "either", "same", "level", "threshold", "respectively", "share", "completion",
    "zero", "both-zero", "incomparable", "against-budget", "reason", "goal", "open", "close", "stop", "comma",
    "of-which",
]  # fmt: skip


class Token(NamedTuple):
    """A piece of the stream. `number` and `unit` of numbers; of a base the words that name it; of a completion what
    is completed; of a share what it is taken of."""

    kind: TokenKind
    start: int
    end: int
    number: str = ""
    unit: str = ""


_LONGEST_NUMBER = 24
_NUMBER = r"(?<![\d.,])[-−△▲]?\d[\d,]*(?:\.\d+)?"
_WELL_FORMED = re.compile(r"[-−△▲]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_MONEY = "亿元|百万元|千元|万元|元"
_COUNTS = (
    r"(?:余|多)?(?:十|百|千|万|亿)?(?:余|多)?(?:平方米|平方公里|平米|㎡|m2|公顷|亩|公里|千米|米|吨|辆|台\(套\)|台套|台/套|台|套|件|"
    r"个工作日|个月|个|名|人次|人|家|项|次|批次|批|户|场次|场|期|天|小时|分钟|年|倍|份|本|篇|条|度|类|张|所|座|栋|处|宗|艘|架|"
    r"把|间|村|街|镇|支|班|课|节|组|级|万|只|株|棵|盏|块|根|路|点|款|位|分|字|册|部|门|届|周|季|轮|种|岁|大|页|层|科|亿)"
)
_YEAR = r"(?:19|20)\d\d"
_SHORT = r"\d[\d,.]{0,24}"
"""A number where something else is looked for behind it."""
_QUIET = "|".join(
    (
        rf"[〔\[(【]{_YEAR}[〕\])】](?:第?\d+号)?",
        r"第?\d{1,6}号",
        rf"{_YEAR}年?度?[-—–~至到]{_YEAR}年?度?",
        rf"{_YEAR}[-./]\d{{1,2}}[-./]\d{{1,2}}日?",
        rf"{_YEAR}年度?(?:第?\d季度|\d{{1,2}}[-—–~至]\d{{1,2}}月份?|\d{{1,2}}月份?(?:\d{{1,2}}日)?)?",
        r"\d{1,2}[-—–~至]\d{1,2}月份?",
        r"\d{1,2}月(?:份|底|初|末|中旬|上旬|下旬|\d{1,2}日)?(?![个\d])",
        r"\d{1,2}:\d\d(?::\d\d)?",
        r"(?:\(?0\d{2,3}\)?[-—]?)?\d{7,8}(?![\d.,]|元|万元|亿元)|1\d{10}(?!\d)|0\d{2,3}[-—]\d{7,8}",
        r"[A-Za-z][A-Za-z.:/_-]{0,40}\d[\dA-Za-z./_-]{0,40}",
        r"\d{1,4}[A-Za-z](?![A-Za-z\d])(?!m2)|\d{1,2}\.\d(?:\.\d)?(?:版|时代)",
        r"\d{2,6}(?=(?:政务|政府|便民|市民|公共)?(?:服务)?(?:热线|平台|工单|举报|投诉))",
        r"\d{1,4}[*+×/]\d{1,4}(?:[*+×/]\d{1,4})?",
        rf"{_SHORT}(?:{_MONEY})(?:\(含[^)]{{0,12}}\)|\(不含[^)]{{0,12}}\))?(?:及|或)?以[上下内外](?:\(含[^)]{{0,12}}\))?",
        r"\[\d{3,7}\]|\(\d{5,7}\)",
        r"收、支(?=总计|合计|总额)",
        r"\(\d{1,2}\)|第\d+(?:[、-]\d+)*[条款项章节季期批次部点届轮届年表]?",
    )
)
_THIS = rf"(?:本年|上年|去年|今年|{_YEAR}年|两年)度?"
_EARLIER = rf"上一?年度?|去年度?|前年|往年|{_YEAR}年度?"
_BUDGETS = (
    r"(?:\((?:上一?年度?|下同|，)*\))?(?:同期|同口径)?(?:的)?"
    r"(?:年初|初|当年|全年|调整后?|收支|支出|收入|总|部门|单位|财政拨款|项目|经费)*(?:预算|决算|执行|批复|安排|完成|实际)*"
    r"(?:执行|安排|支出|收入|完成)?(?:数|额|金额|总额)?"
)
_BASE = (
    rf"(?:相?比较?|相?较|与|同|和|对比)于?(?P<base>(?:{_EARLIER}){_BUDGETS}"
    r"|(?:年初|全年|调整后?|当年)?(?:预算|决算)(?:数|金额)?)(?:相比较?|比较|对比|比|相较)?"
)
_OF_BUDGET = r"(?:年初|全年|调整后?|当年)?预算(?:数|金额)?"
_PATTERNS: tuple[tuple[TokenKind, str], ...] = (
    ("quiet", _QUIET),
    (
        "both-zero",
        rf"{_THIS}(?:(?:及|和|与|、){_THIS})?(?:预算)?(?:数)?(?:均|都)为(?:0(?:\.0+)?|零)(?:{_MONEY})?(?![\d.,])",
    ),
    ("zero", rf"(?:{_EARLIER})?(?:预算|执行|决算)?基数(?:为|是)?(?:0(?:\.0+)?|零)(?:{_MONEY})?(?![\d.,])"
        rf"|(?:{_EARLIER})(?:度)?(?:没有|未|无)(?:安排)?(?:此项|该项|此类|该类|此|该)?(?:预算|支出|安排|经费)"),
    ("incomparable", r"不可比|无可比性|不具(?:有)?可比性|无法比较|无法计算"),
    (
        "against-budget",
        rf"(?:支出|收入)?决算(?:数|金额)?(?:(?P<way>大于|高于|多于|超过|小于|低于|少于|等于)(?:{_OF_BUDGET})"
        rf"|(?:与|同|和)(?:{_OF_BUDGET})(?:基本)?(?:持平|一致|相同|相等))",
    ),
    ("base", rf"{_BASE}|同比|环比"),
    ("dashes", r"[-—–−]{1,4}%|(?<=[长降率幅])[-—–−]{2,4}(?!\d)"),
    (
        "reason",
        r"(?:主要|其|变动|变化|增减|增加|减少|增长|下降){0,3}的?(?:主要)?(?:原因|理由)(?:主要)?(?:是|为|在于|系|:){0,3}"
        r"|主要是?(?:由于|因为|系)|主要(?:是|为|用于)|用于",
    ),
    ("goal", r"(?:绩效|年度|总体)目标(?!情况|管理|(?:的?编报|的?申报|的?填报|的?设置)|的项目)(?:值|为|是|:){0,2}"),
    ("threshold", r"不(?:低于|高于|少于|多于|大于|小于|超过|超出|得低于|得超过)|[≥≤<>＞＜]=?"),
    ("either", r"增加\(减少\)|减少\(增加\)|增长\(下降\)|下降\(增长\)|增\(减\)|增减(?!变化|变动)|增加/减少"),
    ("same", r"(?:基本)?(?:持平|一致|相同|不变)|无增减(?:变化|变动)?|(?:无|没有)变化|未发生变化|等于(?=\D{0,4}预算)"),
    (
        "level",
        r"(?:增加|减少|增长|下降|降低|提高|上升|调整|追加|压减|核减|调增|调减|增|减|降|升)(?:到|至|为(?=\D{0,4}\d[\d,.]{0,24}(?:元|万元|亿元)))",
    ),
    ("up", r"增加|增长|增收|增支|上升|提高|调增|追加|增幅|高于|大于|多于|超出"),
    ("down", r"减少|下降|降低|减收|减支|调减|压减|核减|缩减|压缩|降幅|低于|小于|少于"),
    (
        "completion",
        r"(?:完成|为|达到)?(?P<completed>(?:年初|全年|调整后?)?预算(?:数|安排)?)的?(?=\d[\d,.]{0,24}%)|(?:完成|执行)率[为达]?",
    ),
    ("share", r"占(?P<whole>[^，。;()\d]{0,30}?)(?:的)?(?:比重|比例|比)?(?:为|是|达)?(?=\d[\d,.]{0,24}%)"),
    ("respectively", r"分别|各(?=为|是|\d|[增减][^，。;]{0,30}[、和])"),
    ("from", rf"(?:由|从)(?=[^，。;:]{{0,24}}?\d[\d,.]{{0,24}}(?:{_MONEY}))"),
    ("of-which", r"其中|(?:以下|下列)(?:几个)?方面"),
    ("open", r"\("),
    ("close", r"\)"),
    ("stop", r"[。;!?]"),
    ("comma", r"[，,、]"),
)  # fmt: skip
_TOKENS = re.compile(
    "|".join(f"(?P<k{i}>{pattern})" for i, (_, pattern) in enumerate(_PATTERNS))
    + rf"|(?P<number>{_NUMBER})(?:(?P<money>{_MONEY})|(?P<percent>%|‰)|(?P<points>个?百分点)|(?P<count>{_COUNTS}))?"
)
_TELLING = frozenset(
    ("amount", "percent", "points", "count", "bare", "malformed", "zero", "both-zero", "incomparable", "dashes", "base")
)
_ORDINAL = re.compile(
    r"(?P<dot>(?<![\d.,])\d{1,2}\.(?=[\u4e00-\u9fff“《\"])(?![万亿元千百个]))|(?P<digits>\(\d{1,2}\)|\d{1,2}[.、):])"
    r"|(?P<bracket>\([一二三四五六七八九十]{1,3}\)|[一二三四五六七八九十]{1,2}是)|(?P<line>[一二三四五六七八九十]{1,3}、)"
)
_BEFORE_ORDINAL = frozenset("。;:!?“(，")


def tokens_of(stream: Stream, names: Collection[str]) -> Iterator[Token]:
    """The tokens in order. What is neither a token nor a number is left out: it is words."""
    text, at = stream.text, 0
    masked = [Token("name", start, end) for start, end in stream.names(names)]
    ordinals = _ordinals(stream, {token.start for token in masked})
    marked = sorted([*masked, *ordinals], key=lambda token: token.start)
    for token in marked:
        if token.start < at:
            continue
        yield from _between(stream, at, token.start)
        yield token
        at = token.end
    yield from _between(stream, at, len(text))


def _between(stream: Stream, start: int, end: int) -> Iterator[Token]:
    while match := _TOKENS.search(stream.text, start, end):
        yield _token(stream, match)
        start = max(match.end(), start + 1)


def _ordinals(stream: Stream, names: Collection[int]) -> Iterator[Token]:
    """Ordinals where an item may begin: 1. 1、 （一） 一是; never the first digits of an amount, but perhaps what
    stands before a name that begins with digits."""
    text = stream.text
    for match in _ORDINAL.finditer(text):
        start, end = match.span()
        opens = start == 0 or start in stream.line_starts or text[start - 1] in _BEFORE_ORDINAL
        wrapped = start in stream.line_starts and text[start - 1 : start] not in _BEFORE_ORDINAL
        if match["dot"]:
            yield Token("ordinal", start, end)
        elif match["digits"]:
            if text[start] == "0" or (wrapped and start and text[end - 1] in "):" and text[start] != "("):
                continue
            if opens and text[start - 1 : start] != "，" and (not text[end : end + 1].isdigit() or end in names):
                yield Token("ordinal", start, end)
        elif opens if match["bracket"] else start in stream.line_starts:
            yield Token("ordinal", start, end)


def _token(stream: Stream, match: re.Match[str]) -> Token:
    number = match["number"]
    start, end = match.span()
    if number is None:
        kind = next(kind for i, (kind, _) in enumerate(_PATTERNS) if match[f"k{i}"] is not None)
        unit = match["base"] or match["completed"] or match["whole"] or match["way"] or ""
        return Token(kind, start, end, unit=unit)
    if (
        len(number) > _LONGEST_NUMBER
        or not _WELL_FORMED.fullmatch(number)
        or (stream.split_digits(start, end) and "," not in number)
    ):
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


def without_wordy_brackets(tokens: list[Token]) -> list[Token]:
    """Brackets without a number in them, as in 因公出国（境）, are words; the names and dates in them stay."""
    drop: set[int] = set()
    opened: list[tuple[int, int]] = []
    told = 0
    for i, token in enumerate(tokens):
        told += token.kind in _TELLING
        if token.kind == "open":
            opened.append((i, told))
        elif token.kind == "close":
            if not opened:
                drop.add(i)
                continue
            start, before = opened.pop()
            if told == before:
                drop.update(n for n in range(start, i + 1) if n not in drop)
    drop.update(start for start, _ in opened)
    return [token for i, token in enumerate(tokens) if i not in drop or token.kind in ("quiet", "name")]
