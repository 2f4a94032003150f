"""The store on SQLite: durable, one writer at a time, append-only."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from functools import lru_cache
from itertools import zip_longest
from operator import itemgetter
from pathlib import Path

from ..model.errors import Conflict, Refused, say
from ..model.line import BLANK, Line
from ..model.point import Point
from ..model.state import Change, Dated
from ..model.vocabulary import BASIC, CURRENT, HELD, Measure
from . import schema
from .database import MEMORY, connect, open_database
from .protocol import (
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
)

_DIMENSIONS = "year, unit, project, nature, fund, function, economic, gov_economic, origin_year"
_SEEK = (
    """(select current from posting p where p.line = l.id and p.seq <= :seq order by p.seq desc, p.n desc limit 1)"""
)
_CURRENT = ",".join(str(int(measure)) for measure in sorted(CURRENT))
_SUM = f"""(select sum(case when p.measure in ({_CURRENT}) then amount else 0 end) from posting p
           where p.line = l.id and p.seq <= :seq and p.effective <= :effective)"""
_COURSES = f"""select line, max(effective, ?) as day, sum(iif(measure in ({_CURRENT}), amount, 0)),
    sum(iif(measure in ({",".join(str(int(measure)) for measure in sorted(HELD))}), amount, 0)),
    sum(iif(measure = {int(Measure.APPROVED)}, amount, 0))
    from posting where line in (%s) group by line, day order by line, day"""
_MEASURED = "select p.line, p.measure, sum(p.amount) from line l cross join posting p on p.line = l.id"
_ADD_HEADER = "insert into header values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_HEADERS = """select seq, r.hash, h.fiscal_year, number, title, date, effective, recorded, "by", authority, reason,
    kinds, modes, delta from header h join revision r using (seq)"""
_ADD_LINE = f"insert into line ({_DIMENSIONS}) values (?, ?, ?, ?, ?, ?, ?, ?, ?)"
_FIND_LINE = f"select id from line where ({_DIMENSIONS}) = (?, ?, ?, ?, ?, ?, ?, ?, ?)"
_ADD_POSTING = """insert into posting values (?, ?, ?, ?, ?, ?, ?, ? + coalesce(
    (select current from posting where line = ? order by seq desc, n desc limit 1), 0))"""
_ADD_SIZE = """insert into size select :year, :unit, :seq, :fen + sum(current), :basic + sum(basic) from
    (select current, basic from (select * from size where year = :year and unit = :unit order by seq desc limit 1)
    union all select 0, 0)"""
_UNIT_SIZE = "select %s from size where year = ? and unit = ? and seq <= ? order by seq desc limit 1"
_UNITS = """with recursive of_year(unit) as (
    select min(unit) from size where year = :year
    union all select (select min(unit) from size where year = :year and unit > of_year.unit)
    from of_year where of_year.unit is not null)
    select json_group_array(unit) from of_year where unit is not null"""
_YEAR_SIZE = """select sum((select %s from size s where s.year = :year and s.unit = u.value and s.seq <= :seq
    order by s.seq desc limit 1)) from json_each(:units) u"""
_PASSAGES = """
    select seq, 0 as n, 'document' as what, '' as id, trim(coalesce(number, '') || ' ' || coalesce(title, '')) as text
    from header
    union all select seq, 1, 'reason', '', reason from header where reason is not null
    union all select distinct seq, 2,
        case field when 'goal' then 'goal' when 'text' then 'reason' else entity end, id, value
    from change where value is not null and (entity, field) in (values ('unit', 'name'), ('project', 'name'),
        ('project', 'handle'), ('project', 'goal'), ('reason', 'text'))"""
# Read whole at every search: 100,000 revisions take 0.15 s, and words of one or two characters, which a trigram index
# does not know, are found like any others. An index would cost every append.
_MANY = 500
_MOST_FREE = 0.1
"""Of a file that a rebuild leaves as it is: to write all of it once more takes as long as a third of the rebuild."""
_SCRATCH_PAGE_BYTES = 8_192
"""Many rows at a time go faster into larger pages; one at a time into small ones."""
_MEASURES = {int(measure): measure for measure in Measure}
_in_log_order = itemgetter(0, 1)


class SqliteStore:
    """Implements Store on one database file. Not to be shared between threads."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self._line_ids: dict[Line, int] = {}
        self._lines: dict[int, Line] = {}
        self._knows_every_line = False
        """Whether a line that `_line_ids` does not have is a new one."""
        self._units: dict[int, tuple[int, str]] = {}
        """By year, up to which revision its units are known, and their ids as JSON."""
        self.outdated = False
        """Whether an older tracker made the projections."""
        self._head: Head | None = None
        """The head, while nobody else can move it."""

    @classmethod
    def create(cls, path: Path, page_bytes: int = schema.PAGE_BYTES) -> SqliteStore:
        """A new, empty database. Raises FileExistsError."""
        if str(path) != MEMORY and path.exists():
            raise FileExistsError(path)
        db = connect(path, page_bytes)
        db.executescript(
            f"pragma application_id = {schema.APPLICATION_ID}; pragma user_version = {schema.SCHEMA_VERSION};"
            + "begin;"
            + schema.LOG
            + schema.PROJECTIONS
            + schema.INDEXES
            + schema.append_only((*schema.LOG_TABLES, *schema.PROJECTION_TABLES))
            + "commit;"
        )
        return cls(db)

    @classmethod
    def scratch(cls, path: Path) -> SqliteStore:
        """A new database that nobody relies on: it is quick, and not durable."""
        store = cls.create(path, _SCRATCH_PAGE_BYTES)
        store._db.executescript("pragma journal_mode = off; pragma synchronous = off; pragma foreign_keys = off")
        return store

    @classmethod
    def in_memory(cls, copied: SqliteStore | None = None, *, to_pass_on: bool = False) -> SqliteStore:
        """A new database that is nowhere on disk, with what another one holds. One `to_pass_on` may be used by another
        thread, by that one alone."""
        if copied is None:
            return cls.create(Path(MEMORY))
        store = cls(connect(Path(MEMORY), own_thread=not to_pass_on))
        copied._db.backup(store._db)  # into an empty one, which takes pages of any size
        return store

    @classmethod
    def open(cls, path: Path) -> SqliteStore:
        """Raises NotFound for a book of a newer tracker, CorruptBook for a file that is no book."""
        db, version = open_database(path)
        store = cls(db)
        store.outdated = version < schema.SCHEMA_VERSION
        return store

    def is_sound(self) -> bool:
        """Whether every page of the file can be read; of what stands there it says nothing."""
        return bool(self._db.execute("pragma quick_check(1)").fetchone() == ("ok",))

    def close(self) -> None:
        self._db.close()

    def head(self) -> Head:
        if self._head is not None:
            return self._head
        row = self._db.execute("select seq, hash from revision order by seq desc limit 1").fetchone()
        return Head(*row) if row else Head()

    @contextmanager
    def writing(self) -> Iterator[None]:
        try:
            self._db.execute("begin immediate")
        except sqlite3.OperationalError:
            raise Conflict(say("book.busy")) from None
        try:
            self._head = self.head()
            yield
            self._db.execute("commit")
        except BaseException:
            if self._db.in_transaction:
                self._db.execute("rollback")
            self._forget()
            raise
        finally:
            self._head = None

    def _forget(self) -> None:
        """What was read of a log that is not as it was."""
        self._line_ids.clear()
        self._lines.clear()
        self._units.clear()

    def append(self, entry: Entry) -> None:
        head, header = self.head(), entry.header
        if header.seq != head.seq + 1:
            raise Conflict(say("book.conflict", expected=header.seq - 1, actual=head.seq))
        self._db.execute(
            "insert into revision values (?, ?, ?, ?)", (header.seq, header.hash, header.fiscal_year, entry.body)
        )
        try:
            self.project(entry)
        except (OverflowError, sqlite3.IntegrityError) as error:
            if isinstance(error, sqlite3.IntegrityError) and "REAL" not in str(error):
                raise
            raise Refused("I21", say("refused.too-large")) from None  # beyond 64 bits
        if self._head is not None:
            self._head = Head(header.seq, header.hash)

    def project(self, entry: Entry) -> None:
        """Adds what the entry does to the projections."""
        header, year, seq = entry.header, entry.header.fiscal_year, entry.header.seq
        day = _day(header.effective)
        touched: set[int] = set()
        sizes: dict[str, list[int]] = {}
        """What the revision adds to each unit, and to its basic spending."""
        postings: list[tuple[int, ...]] = []
        for n, (line, measure, fen, kind) in enumerate(entry.postings):
            id = self._line_id(line)
            current = fen if measure in CURRENT else 0
            touched.add(id)
            size = sizes.setdefault(line.unit, [0, 0])
            size[0] += current
            size[1] += current if line.nature == BASIC else 0
            # sqlite3 takes a plain int at once, and looks for a way to adapt an enum
            postings.append((id, seq, n, int(measure), day, fen, kind, current, id))
        first = min(touched, default=0)
        lines = ",".join([str(id - (first if n else 0)) for n, id in enumerate(sorted(touched))])
        kinds, modes = ",".join(header.kinds), ",".join(header.modes)
        self._db.execute(
            _ADD_HEADER,
            (seq, *header[2:5], _limit(header.date), day, *header[7:11], kinds, modes, header.delta_fen, f"[{lines}]"),
        )
        if postings:
            self._db.executemany(_ADD_POSTING, postings)
            self._db.executemany(
                _ADD_SIZE,
                [
                    {"year": year, "unit": unit, "seq": seq, "fen": fen, "basic": basic}
                    for unit, (fen, basic) in sizes.items()
                ],
            )
        if entry.changes:
            self._db.executemany(
                "insert into change values (?, ?, ?, ?, ?, ?, ?, ?)",
                [(d.seq, d.n, d.effective, *d.change) for d in entry.changes],
            )

    def _line_id(self, line: Line) -> int:
        id = self._line_ids.get(line)
        if id is None:
            row = None if self._knows_every_line else self._db.execute(_FIND_LINE, line).fetchone()
            id = row[0] if row else self._db.execute(_ADD_LINE, line).lastrowid
            assert id is not None
            self._line_ids[line] = id
        return id

    def headers(self, wanted: HeaderFilter = EVERY_REVISION) -> Iterator[Header]:
        where: list[str] = []
        values: list[object] = []
        for test, value in (
            ("number = ?", wanted.number),
            ("seq <= ?", wanted.upto),
            ("recorded >= ?", wanted.since),
            ("seq > ?", wanted.after),
            ("h.fiscal_year = ?", wanted.year),
            ("instr(',' || kinds || ',', ',' || ? || ',')", wanted.kind),
        ):
            if value is not None:
                where.append(test)
                values.append(value)
        if wanted.seqs is not None:
            where.append(f"seq in ({','.join('?' * len(wanted.seqs))})")
            values.extend(wanted.seqs)
        for row in self._db.execute(f"{_HEADERS}{_where(where)} order by seq desc", values):
            dated = None if row[5] is None else _iso(row[5])
            yield Header._make((*row[:5], dated, _iso(row[6]), *row[7:11], _words(row[11]), _words(row[12]), row[13]))

    def bodies(self, after: int = 0) -> Iterator[tuple[int, int, str, bytes]]:
        cursor = self._db.execute(
            "select seq, fiscal_year, hash, body from revision where seq > ? order by seq", (after,)
        )
        for row in cursor:  # noqa: UP028 # "yield from" would reach for the cursor when the database is closed
            yield row

    def balances(self, point: Point, wanted: LineFilter = EVERY_LINE) -> list[tuple[Line, int]]:
        seek = _SEEK if point.effective is None else _SUM
        values = {"seq": point.seq, "effective": _limit(point.effective)}
        found: list[tuple[Line, int]] = []
        for where, more in self._line_conditions(wanted):
            rows = self._db.execute(f"select l.id, {seek} from line l{_where(where)}", values | more).fetchall()
            lines = self._lines_by_id([id for id, _ in rows])
            found += [(lines[id], fen) for id, fen in rows if fen is not None]
        return found

    def sums(self, point: Point, wanted: LineFilter, dimensions: Sequence[str]) -> list[tuple[Line, int]]:
        seek = _SEEK if point.effective is None else _SUM
        values = {"seq": point.seq, "effective": _limit(point.effective)}
        by, found = ", ".join(dimensions), dict[Line, int]()
        for where, more in self._line_conditions(wanted):
            held = f"with held as materialized (select l.id, {seek} as fen from line l{_where(where)})"
            sql = f"{held} select {by}, sum(fen) from held join line using (id) where fen is not null group by {by}"
            for *named, fen in self._db.execute(sql, values | more):
                line = BLANK._replace(**dict(zip(dimensions, named, strict=True)))
                found[line] = found.get(line, 0) + fen
        return list(found.items())

    def _lines_by_id(self, ids: Collection[int]) -> dict[int, Line]:
        """Lines by id, these at least. A line never changes, so each is read once."""
        lines = self._lines
        unknown = [id for id in ids if id not in lines]
        if unknown:
            which = "" if len(unknown) > _MANY else f" where id in ({','.join(map(str, unknown))})"
            rows = self._db.execute(f"select id, {_DIMENSIONS} from line{which}").fetchall()
            lines.update({row[0]: Line._make(row[1:]) for row in rows})
        return lines

    def measures(self, point: Point, wanted: LineFilter = EVERY_LINE) -> list[tuple[Line, Mapping[Measure, int]]]:
        values = {"seq": point.seq, "effective": _limit(point.effective)}
        by_id: dict[int, dict[Measure, int]] = {}
        for where, more in self._line_conditions(wanted):
            where = [*where, "p.seq <= :seq"]
            if point.effective is not None:
                where.append("p.effective <= :effective")
            sql = f"{_MEASURED}{_where(where)} group by p.line, p.measure"
            for id, measure, fen in self._db.execute(sql, values | more):
                sums = by_id.setdefault(id, {})
                if fen:
                    sums[_MEASURES[measure]] = fen
        lines = self._lines_by_id(by_id)
        return [(lines[id], sums) for id, sums in by_id.items()]

    def postings(
        self, after: int, point: Point, wanted: LineFilter = EVERY_LINE, effective_after: str | None = None
    ) -> list[Posted]:
        values = {"after": after, "seq": point.seq, "effective": _limit(point.effective)}
        values["later"] = _limit(effective_after)
        found: list[Posted] = []
        by_line = wanted.lines is not None or wanted.unit is not None or wanted.project is not None
        if by_line:
            source = "line l cross join posting p on p.line = l.id"
        elif after:  # the lines that these revisions touched, and of each what they put on it
            source = (
                "header h cross join json_each(h.lines) t cross join posting p on p.seq = h.seq"
                " and p.line = t.value + iif(t.key, h.lines ->> 0, 0) cross join line l on l.id = p.line"
            )
        else:
            source = "posting p join line l on l.id = p.line"
        for where, more in self._line_conditions(wanted):
            place = "h" if after and not by_line else "p"
            where = [*where, f"{place}.seq > :after", f"{place}.seq <= :seq"]
            if point.effective is not None:
                where.append("p.effective <= :effective")
            if effective_after is not None:
                where.append("p.effective > :later")
            sql = f"select p.seq, p.n, p.effective, p.line, p.measure, p.amount, p.kind from {source}{_where(where)}"
            rows = self._db.execute(sql, values | more).fetchall()
            lines = self._lines_by_id({row[3] for row in rows})
            found += [
                Posted(seq, n, _iso(day), lines[id], _MEASURES[measure], fen, kind)
                for seq, n, day, id, measure, fen, kind in rows
            ]
        found.sort(key=_in_log_order)
        return found

    def courses(self, lines: Collection[Line], start: str = FIRST_DAY) -> dict[Line, list[DayMoney]]:
        courses: dict[Line, list[DayMoney]] = {}
        by_id = {id: line for line in lines if (id := self._known_line(line)) is not None}
        for ids in _batches(list(by_id)):
            rows = self._db.execute(_COURSES % ",".join("?" * len(ids)), (_day(start), *ids))
            for id, day, current, held, approved in rows:
                courses.setdefault(by_id[id], []).append(DayMoney(_iso(day), current, held, approved))
        return courses

    def lines(self, wanted: LineFilter, limit: int) -> list[Line]:
        found: list[Line] = []
        for where, values in self._line_conditions(wanted):
            sql = f"select {_DIMENSIONS} from line l{_where(where)} limit {limit:d}"
            found.extend(map(Line._make, self._db.execute(sql, values)))
        return found[:limit]

    def _line_conditions(self, wanted: LineFilter) -> Iterator[tuple[list[str], dict[str, object]]]:
        """Conditions on `line l` with their values; in batches where lines are named one by one."""
        where: list[str] = []
        values: dict[str, object] = {}
        for name in ("year", "unit", "project", "nature", "fund", "gov_economic"):
            value = getattr(wanted, name)
            if isinstance(value, tuple):
                where.append(f"l.{name} in (select value from json_each(:{name}))")
                values[name] = json.dumps(value)
            elif value is not None:
                where.append(f"l.{name} = :{name}")
                values[name] = value
        projects = wanted.project if isinstance(wanted.project, tuple) else (wanted.project or "",)
        if "" not in projects:
            where.append("l.project != ''")  # what the index of projects is limited to
        for name in ("function", "economic"):
            prefix = getattr(wanted, name)
            if prefix is not None:
                where.append(f"l.{name} >= :{name} and l.{name} < :{name}_end")
                values |= {name: prefix, f"{name}_end": prefix + "\U0010ffff"}
        if wanted.lines is None:
            yield where, values
            return
        ids = [id for line in wanted.lines if (id := self._known_line(line)) is not None]
        for batch in _batches(ids):
            yield [*where, f"l.id in ({','.join(map(str, batch))})"], values

    def _known_line(self, line: Line) -> int | None:
        id = self._line_ids.get(line)
        if id is None:
            row = self._db.execute(_FIND_LINE, line).fetchone()
            if row:
                id = self._line_ids[line] = row[0]
        return id

    def changes(self, after: int = 0, upto: int | None = None) -> list[Dated]:
        rows = self._db.execute(
            "select * from change where seq > ? and seq <= ? order by seq, n", (after, 2**62 if upto is None else upto)
        )
        return [
            Dated(seq, n, effective, Change(entity, id, field, value, undoes))
            for seq, n, effective, entity, id, field, value, undoes in rows
        ]

    def search(self, words: Collection[str]) -> list[Passage]:
        holding = " and ".join(["instr(lower(text), lower(?))"] * len(words)) or "true"
        rows = self._db.execute(
            f"select seq, what, id, text from ({_PASSAGES}) where {holding} order by seq desc, n, what, id, text",
            tuple(words),
        )
        return list(map(Passage._make, rows))

    def size_fen(self, year: int, point: Point, unit: str = "", *, basic: bool = False) -> int:
        if point.effective is not None:
            wanted = LineFilter(year, unit or None, nature=BASIC if basic else None)
            return sum(fen for _, fen in self.balances(point, wanted))
        kept = "basic" if basic else "current"
        if unit:
            row = self._db.execute(_UNIT_SIZE % kept, (year, unit, point.seq)).fetchone()
        else:
            values = {"year": year, "seq": point.seq, "units": self._units_of(year, point.seq)}
            row = self._db.execute(_YEAR_SIZE % kept, values).fetchone()
        return row[0] or 0 if row else 0

    def _units_of(self, year: int, seq: int) -> str:
        """The units that hold or held money of the year by a revision, and perhaps some that came later."""
        known, units = self._units.get(year, (-1, ""))
        if seq > known:
            known = self.head().seq
            units = self._db.execute(_UNITS, {"year": year}).fetchone()[0]
            self._units[year] = known, units
        return units

    def years(self) -> list[int]:
        return [year for (year,) in self._db.execute("select distinct fiscal_year from header order by 1")]

    @contextmanager
    def rebuilding(self) -> Iterator[None]:
        """The log and nothing else, whatever an older tracker kept beside it, with empty projections to `project`
        into. Nobody sees it before it is done."""
        from sqlite_utils import Database  # 63 ms, and only a rebuild needs it

        database = Database(self._db)
        # what is dropped, and the whole file while it is copied, would be held in memory
        self._db.executescript("pragma foreign_keys = off; pragma temp_store = file")
        try:
            with self.writing():
                self._forget()
                for table in database.table_names():
                    if table not in schema.LOG_TABLES:
                        self._db.execute(f'drop table "{table}"')
                self._run(schema.PROJECTIONS)
                self._knows_every_line = True
                yield
                self._run(schema.INDEXES, schema.append_only(schema.PROJECTION_TABLES))
                self._db.execute(f"pragma user_version = {schema.SCHEMA_VERSION}")
            if self._free_share() > _MOST_FREE:
                database.vacuum()
        finally:
            self._knows_every_line = False
            self._db.executescript("pragma foreign_keys = on; pragma temp_store = memory")

    def _run(self, *scripts: str) -> None:
        """Inside the transaction, which executescript would end."""
        for statement in schema.statements(*scripts):
            self._db.execute(statement)

    def _free_share(self) -> float:
        """How much of the file holds nothing."""
        free, pages = [int(self._db.execute(f"pragma {of}_count").fetchone()[0]) for of in ("freelist", "page")]
        return free / pages

    def first_difference(self, other: SqliteStore) -> tuple[str, str] | None:
        """The first projection that is not row for row that of another store, and the row; None if all are. Read side
        by side in the order of their keys, so that nothing is held or sorted."""
        for table in reversed(schema.PROJECTION_TABLES):
            sql = f"select * from {table} order by 1, 2, 3"
            here, there = self._db.execute(sql), other._db.execute(sql)
            while True:
                ours, theirs = here.fetchmany(_MANY), there.fetchmany(_MANY)
                if ours != theirs:
                    one, two = next(pair for pair in zip_longest(ours, theirs) if pair[0] != pair[1])
                    return table, ", ".join(map(str, (one or two)[:4]))
                if not ours:
                    break
        return None


def _batches(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    return (ids[start : start + _MANY] for start in range(0, len(ids), _MANY))


def _where(conditions: Iterable[str]) -> str:
    text = " and ".join(conditions)
    return f" where {text}" if text else ""


def _words(joined: str) -> tuple[str, ...]:
    return tuple(joined.split(",")) if joined else ()


@lru_cache(maxsize=4_096)
def _day(iso: str) -> int:
    """A date as postings and headers keep it: the number of the day, of three bytes."""
    return date.fromisoformat(iso).toordinal()


def _limit(iso: str | None) -> int | None:
    return None if iso is None else _day(iso)


@lru_cache(maxsize=4_096)
def _iso(day: int) -> str:
    return date.fromordinal(day).isoformat()
