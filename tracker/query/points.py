"""How a point is written (design.md 8): HEAD, HEAD~3, @17, a milestone, a date, known:DATE, stmt:ID."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from ..model.errors import NotFound, say
from ..model.point import Point, year_named
from ..model.state import Roster
from ..store.protocol import Head
from ..tables.forms import is_outturn

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
ZONE = ZoneInfo("Asia/Shanghai")
"""The time zone in which days of recording are counted."""


class Named(NamedTuple):
    """A point with the way it was written, and the fiscal year that its milestone or statement binds. `statement` is
    the id of a statement that is looked at by itself; `accounts` that of the final accounts which a milestone names:
    the tables there are theirs, everything else is the book's."""

    text: str
    point: Point
    year: int | None = None
    statement: str | None = None
    sha256: str | None = None
    accounts: str | None = None


def parse_point(text: str, head: Head, roster: Roster, recorded: Callable[[], Iterator[tuple[int, str]]]) -> Named:
    """The point that `text` means. `roster` is the newest; `recorded` gives (seq, instant), newest first.

    Raises NotFound.
    """
    if text == "HEAD":
        return Named(text, Point(head.seq))
    if match := re.fullmatch(r"HEAD~(\d{1,9})", text, re.ASCII):
        return Named(text, Point(_seq(text, head.seq - int(match[1]), head)))
    if match := re.fullmatch(r"@(\d{1,9})", text, re.ASCII):
        return Named(text, Point(_seq(text, int(match[1]), head)))
    if _DATE.fullmatch(text):
        return Named(text, Point(head.seq, _day(text)))
    if text.startswith("known:"):
        return Named(text, Point(_known(_day(text.removeprefix("known:")), recorded())))
    if text.startswith("stmt:"):
        id = _statement(text, roster)
        bound = roster.value("statement", id, "year")
        at = roster.since("statement", id, "sha256")
        return Named(text, Point(at), bound if isinstance(bound, int) else None, id)
    seq = roster.value("milestone", text, "seq")
    if not isinstance(seq, int):
        names = ", ".join(name for name in roster.ids("milestone") if roster.exists("milestone", name))
        raise NotFound(say("point.unknown", text=text, milestones=names or "-"))
    return Named(text, Point(seq), year_named(text), accounts=_accounts(seq, roster))


def _accounts(seq: int, roster: Roster) -> str | None:
    """The final accounts that a revision published."""
    published = (id for id in roster.ids("statement") if id.partition(".")[0] == str(seq))
    return next((id for id in published if is_outturn(roster.text("statement", id, "form"))), None)


def day_of(instant: str) -> str:
    """The day of an instant in the book's time zone."""
    return datetime.fromisoformat(instant).astimezone(ZONE).date().isoformat()


def _seq(text: str, seq: int, head: Head) -> int:
    if not 0 <= seq <= head.seq:
        raise NotFound(say("point.beyond", text=text, head=head.seq))
    return seq


def _day(text: str) -> str:
    try:
        if not _DATE.fullmatch(text):
            raise ValueError(text)
        date.fromisoformat(text)
    except ValueError:
        raise NotFound(say("point.date", text=text)) from None
    return text


def start_of(day: str) -> str:
    """The instant, in UTC, at which a day of recording begins. Raises NotFound."""
    try:
        begins = datetime.fromisoformat(_day(day)).replace(tzinfo=ZONE).astimezone(UTC)
    except OverflowError:  # the first day of all
        return ""
    return begins.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _known(day: str, recorded: Iterator[tuple[int, str]]) -> int:
    first = "-"
    for seq, first in recorded:
        if datetime.fromisoformat(first).astimezone(ZONE).date().isoformat() <= day:
            return seq
    first = datetime.fromisoformat(first).astimezone(ZONE).date().isoformat() if first != "-" else first
    raise NotFound(say("point.before-first", day=day, first=first))


def _statement(text: str, roster: Roster) -> str:
    """The id after stmt:, SEQ.N or just SEQ."""
    id = text.removeprefix("stmt:")
    found = [known for known in roster.ids("statement") if id in (known, known.partition(".")[0])]
    if not found:
        raise NotFound(say("point.no-statement", text=text, statements=", ".join(roster.ids("statement")) or "-"))
    return found[0]
