"""A store in lists, by full scans: the plainest thing that keeps the protocol's promises."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager

from tracker.model.errors import Conflict, say
from tracker.model.line import BLANK, Line
from tracker.model.point import Point
from tracker.model.state import Dated
from tracker.model.vocabulary import Measure
from tracker.store.protocol import (
    EVERY_LINE,
    EVERY_REVISION,
    FIRST_DAY,
    DayMoney,
    Entry,
    Head,
    Header,
    HeaderFilter,
    LineFilter,
    Passage,
    Posted,
    What,
)


class MemoryStore:
    def __init__(self) -> None:
        self.entries: list[Entry] = []

    def close(self) -> None:
        self.entries = []

    def head(self) -> Head:
        return Head(self.entries[-1].header.seq, self.entries[-1].header.hash) if self.entries else Head()

    @contextmanager
    def writing(self) -> Iterator[None]:
        before = list(self.entries)
        try:
            yield
        except BaseException:
            self.entries = before
            raise

    def append(self, entry: Entry) -> None:
        if entry.header.seq != len(self.entries) + 1:
            raise Conflict(say("book.conflict", expected=entry.header.seq - 1, actual=len(self.entries)))
        self.entries.append(entry)

    def headers(self, wanted: HeaderFilter = EVERY_REVISION) -> Iterator[Header]:
        for entry in reversed(self.entries):
            header = entry.header
            if (
                (wanted.upto is None or header.seq <= wanted.upto)
                and (wanted.seqs is None or header.seq in wanted.seqs)
                and (wanted.kind is None or wanted.kind in header.kinds)
                and (wanted.number is None or header.number == wanted.number)
                and (wanted.since is None or header.recorded >= wanted.since)
                and (wanted.after is None or header.seq > wanted.after)
                and (wanted.year is None or header.fiscal_year == wanted.year)
            ):
                yield header

    def bodies(self, after: int = 0) -> Iterator[tuple[int, int, str, bytes]]:
        for header, body, _, _ in self.entries:
            if header.seq > after:
                yield header.seq, header.fiscal_year, header.hash, body

    def balances(self, point: Point, wanted: LineFilter = EVERY_LINE) -> list[tuple[Line, int]]:
        posted = self.postings(0, point, wanted)
        lines = dict.fromkeys(p.line for p in posted)
        return [(line, sum(p.posting.current_fen for p in posted if p.line == line)) for line in lines]

    def sums(self, point: Point, wanted: LineFilter, dimensions: Sequence[str]) -> list[tuple[Line, int]]:
        sums: dict[Line, int] = {}
        for line, fen in self.balances(point, wanted):
            blanked = BLANK._replace(**{name: getattr(line, name) for name in dimensions})
            sums[blanked] = sums.get(blanked, 0) + fen
        return list(sums.items())

    def measures(self, point: Point, wanted: LineFilter = EVERY_LINE) -> list[tuple[Line, Mapping[Measure, int]]]:
        posted = self.postings(0, point, wanted)
        sums = {
            line: {m: sum(p.amount_fen for p in posted if (p.line, p.measure) == (line, m)) for m in Measure}
            for line in dict.fromkeys(p.line for p in posted)
        }
        return [(line, {m: fen for m, fen in by.items() if fen}) for line, by in sums.items()]

    def postings(
        self, after: int, point: Point, wanted: LineFilter = EVERY_LINE, effective_after: str | None = None
    ) -> list[Posted]:
        return [
            p
            for p in self._posted()
            if p.seq > after
            and point.holds(p.seq, p.effective)
            and (effective_after is None or p.effective > effective_after)
            and _fits(p.line, wanted)
        ]

    def _posted(self) -> Iterator[Posted]:
        for header, _, postings, _ in self.entries:
            for n, (line, measure, fen, kind) in enumerate(postings):
                yield Posted(header.seq, n, header.effective, line, measure, fen, kind)

    def lines(self, wanted: LineFilter, limit: int) -> list[Line]:
        return list(dict.fromkeys(p.line for p in self._posted() if _fits(p.line, wanted)))[:limit]

    def changes(self, after: int = 0, upto: int | None = None) -> list[Dated]:
        return [d for e in self.entries for d in e.changes if d.seq > after and (upto is None or d.seq <= upto)]

    def courses(self, lines: Collection[Line], start: str = FIRST_DAY) -> dict[Line, list[DayMoney]]:
        courses: dict[Line, list[DayMoney]] = {}
        for line in lines:
            posted = self.postings(0, Point(len(self.entries)), LineFilter(lines=(line,)))
            for day in sorted({max(p.effective, start) for p in posted}):
                sums = [0, 0, 0]
                for p in posted:
                    if max(p.effective, start) == day:
                        sums[0] += p.posting.current_fen
                        sums[1] += p.posting.held_fen
                        sums[2] += p.amount_fen if p.measure is Measure.APPROVED else 0
                courses.setdefault(line, []).append(DayMoney(day, *sums))
        return courses

    def search(self, words: Collection[str]) -> list[Passage]:
        said = {passage: None for entry in self.entries for passage in _passages(entry)}
        holding = [p for p in said if p.text and all(_lower(word) in _lower(p.text) for word in words)]
        kinds = ["document", "reason"]
        return sorted(
            holding,
            key=lambda p: (-p.seq, kinds.index(p.what) if not p.id else 2, p.what, p.id, p.text),
        )

    def size_fen(self, year: int, point: Point, unit: str = "", *, basic: bool = False) -> int:
        wanted = LineFilter(year=year, unit=unit or None)
        return sum(fen for line, fen in self.balances(point, wanted) if not basic or line.nature == "基本支出")

    def years(self) -> list[int]:
        return sorted({entry.header.fiscal_year for entry in self.entries})


_SEARCHED: dict[tuple[str, str], What] = {
    ("unit", "name"): "unit",
    ("project", "name"): "project",
    ("project", "handle"): "project",
    ("project", "goal"): "goal",
    ("reason", "text"): "reason",
}


def _passages(entry: Entry) -> Iterator[Passage]:
    header = entry.header
    yield Passage(header.seq, "document", "", f"{header.number or ''} {header.title or ''}".strip(" "))
    yield Passage(header.seq, "reason", "", header.reason or "")
    for dated in entry.changes:
        entity, id, field, value, _ = dated.change
        if what := _SEARCHED.get((entity, field)):
            yield Passage(header.seq, what, id, str(value or ""))


def _lower(text: str) -> str:
    """As SQLite folds case: of A to Z alone."""
    return "".join(c.lower() if c.isascii() else c for c in text)


def _is_any(id: str, wanted: str | tuple[str, ...] | None) -> bool:
    return wanted is None or (id in wanted if isinstance(wanted, tuple) else id == wanted)


def _fits(line: Line, wanted: LineFilter) -> bool:
    exact = ("year", "nature", "fund", "gov_economic")
    return (
        all(getattr(wanted, name) in (None, getattr(line, name)) for name in exact)
        and _is_any(line.unit, wanted.unit)
        and _is_any(line.project, wanted.project)
        and (wanted.function is None or line.function.startswith(wanted.function))
        and (wanted.economic is None or line.economic.startswith(wanted.economic))
        and (wanted.lines is None or line in wanted.lines)
    )
