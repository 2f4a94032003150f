"""Numbers as a spreadsheet displays them: the exact decimal that a file stores, in the number format of its cell.

Knows the formats of both kinds of workbook, which are the same language: sections for positive, negative and zero,
digits, thousands, percent, text in quotes, dates. What has no format is printed with at most fifteen significant
digits, as spreadsheet programs do, so that the noise of binary fractions is not printed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, time
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

_GENERAL = frozenset({"", "general", "@", "standard"})
_SIGNIFICANT = Context(prec=15, rounding=ROUND_HALF_UP)
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|_(?P<space>.)|\*(?P<fill>.)|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<digits>[0#?](?:[0#?,]*[0#?])?(?:\.[0#?]*)?,*|\.[0#?]+)|(?P<general>[Gg]eneral)|(?P<char>.)",
    re.DOTALL,
)
_DATE_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|\[(?P<bracket>[^\]]*)\]|(?P<run>(?P<letter>[yMmdhs])(?P=letter)*)'
    r"|(?P<half>am/pm|上午/下午)|(?P<char>.)",
    re.DOTALL | re.IGNORECASE,
)
_LONGEST = 255
"""No format is longer, and no more digits or decimals are displayed."""


@dataclass(frozen=True, slots=True)
class _Section:
    """What stands before and after the digits; `decimals` None where they are as many as the number has."""

    before: str
    after: str
    digits: bool
    decimals: int | None
    optional: int
    whole: int
    thousands: bool
    shift: int


def displayed(value: Decimal, format: str) -> str:
    """The number as its cell shows it. Shape: plain text, "2,977.20", "(12)", "12.5%"."""
    if not value.is_finite():
        return str(value)
    value = _SIGNIFICANT.plus(value)
    sections = _sections(format[:_LONGEST])
    if not sections:
        return plain(value)
    if value < 0 and len(sections) > 1:
        return _filled(sections[1], -value)
    if value == 0 and len(sections) > 2:
        return _filled(sections[2], value)
    shown = _filled(sections[0], abs(value))
    return f"-{shown}" if value < 0 and re.search("[1-9]", shown) else shown


def plain(value: Decimal) -> str:
    """All digits, neither an exponent nor superfluous zeros."""
    if value == 0 or value.adjusted() < -30:
        return "0"
    if value.adjusted() > 30:
        return str(value)
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def displayed_date(when: datetime | time, format: str) -> str:
    """A date or a time in the words of its format; as ISO where the format says nothing of it."""
    day = when if isinstance(when, datetime) else datetime(1900, 1, 1, when.hour, when.minute, when.second)
    shown, said, before = "", False, ""
    for token in _DATE_TOKEN.finditer(format.partition(";")[0][:_LONGEST]):
        if run := token["run"]:
            shown += _date_part(day, run.lower(), before)
            before, said = run[0].lower(), True
        elif token["half"]:
            shown += "AM" if day.hour < 12 else "PM"
        else:
            shown += token["quoted"] or token["escaped"] or (token["char"] or "").replace("@", "")
    return shown.strip() if said else when.isoformat().removesuffix("T00:00:00")


def _date_part(day: datetime, run: str, before: str) -> str:
    match run[0]:
        case "y":
            return f"{day.year:04}" if len(run) > 2 else f"{day.year % 100:02}"
        case "d":
            return f"{day.day:0{min(len(run), 2)}}"
        case "h":
            return f"{day.hour:0{min(len(run), 2)}}"
        case "s":
            return f"{day.second:0{min(len(run), 2)}}"
        case _:
            return f"{day.minute if before in ('h', 's') else day.month:0{min(len(run), 2)}}"


@lru_cache(maxsize=512)
def _sections(format: str) -> tuple[_Section, ...]:
    if format.strip().lower() in _GENERAL:
        return ()
    parts = re.findall(r'(?:"[^"]*"?|\\.|[^;"\\])+|(?<=;)(?=;|$)', format)
    return tuple(_section(part) for part in parts[:3])


def _section(part: str) -> _Section:
    before, after, digits, shift = "", "", "", 0
    general = False
    for token in _TOKEN.finditer(part):
        text = token["quoted"] or token["escaped"] or ""
        if token["digits"] and not digits:
            digits = token["digits"]
        elif token["general"]:
            general = True
        elif token["bracket"] is not None:
            text = _currency(token["bracket"])
        elif token["char"]:
            text = token["char"]
            shift += 2 * (text == "%")
        if digits or general:
            after += text
        else:
            before += text
    shift -= 3 * (len(digits) - len(digits.rstrip(",")))
    whole, _, decimals = digits.rstrip(",").partition(".")
    return _Section(
        before=before,
        after=after,
        digits=bool(digits) or general,
        decimals=None if general else len(decimals),
        optional=len(decimals) - len(decimals.rstrip("#?")),
        whole=whole.count("0"),
        thousands="," in whole,
        shift=shift,
    )


def _currency(bracket: str) -> str:
    """The sign in [$¥-804]; colours, conditions and languages print nothing."""
    return bracket[1:].partition("-")[0] if bracket.startswith("$") else ""


def _filled(section: _Section, value: Decimal) -> str:
    if not section.digits:
        return (section.before + section.after).strip()
    value = value.scaleb(section.shift)
    if section.decimals is None:
        number = plain(value)
    else:
        exact = Context(prec=80, rounding=ROUND_HALF_UP)
        number = f"{value.quantize(Decimal(1).scaleb(-section.decimals), context=exact):f}" if value else "0"
        number = _laid_out(number, section)
    return f"{section.before}{number}{section.after}".strip()


def _laid_out(number: str, section: _Section) -> str:
    whole, _, decimals = number.partition(".")
    decimals = decimals.ljust(section.decimals or 0, "0")
    kept = len(decimals.rstrip("0"))
    decimals = decimals[: max(kept, len(decimals) - section.optional)]
    whole = whole.lstrip("0").rjust(section.whole, "0")
    if section.thousands:
        whole = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", ",", whole)
    return f"{whole}.{decimals}" if decimals else whole or ("0" if not decimals and section.whole else "")
