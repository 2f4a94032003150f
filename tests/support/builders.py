"""Revisions, events and books as the tests write them: JSON in, so that everything passes the edge that users pass."""

from __future__ import annotations

import json
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any

from tracker.book import Book, Recorded
from tracker.model.money import exact_wan
from tracker.model.revision import Revision
from tracker.store.schema import PROJECTION_TABLES

Json = dict[str, Any]  # the shape of a revision file, wrong ones included
GENERAL = "一般公共预算"
FUND = "政府性基金预算"


class Clock:
    """A clock that a test winds: one minute later at every look."""

    def __init__(self, day: str = "2024-06-01") -> None:
        self.day = day
        self._minute = 0

    def __call__(self) -> str:
        self._minute += 1
        return f"{self.day}T{self._minute // 60 % 24:02d}:{self._minute % 60:02d}:00.000Z"


def new_book(path: Path, clock: Clock | None = None) -> Book:
    """An empty book with a fixed clock."""
    Book.init(path).close()
    return Book.open(path, clock or Clock())


def scratch_folder() -> Path:
    """A new folder, in memory where the system has such."""
    shared = Path("/dev/shm")
    return Path(tempfile.mkdtemp(prefix="tracker-", dir=shared if shared.is_dir() else None))


def unit(name: str, kind: str = "行政", **more: object) -> Json:
    return {"kind": "UnitRegistered", "unit": name, "unit_kind": kind} | more


def project(name: str, unit: str, **more: object) -> Json:
    return {"kind": "ProjectAdded", "project": name, "name": name, "unit": unit} | more


def line(
    unit: str | None = "甲局",
    project: str | None = None,
    nature: str | None = None,
    fund: str | None = GENERAL,
    function: str | None = "2010301",
    economic: str | None = "30101",
    **more: object,
) -> Json:
    """The dimensions of a line; None leaves one out. The nature follows from the project unless it is given."""
    known = {
        "unit": unit,
        "project": project,
        "nature": nature or ("项目支出" if project else "基本支出"),
        "fund": fund,
        "function": function,
        "economic": economic,
    }
    return {key: value for key, value in (known | more).items() if value is not None}


def amount(line: Json, wan: str) -> Json:
    return {"line": line, "amount": wan}


def approved(*lines: Json) -> Json:
    return {"kind": "BudgetApproved", "lines": list(lines)}


def adjusted(mode: str, line: Json, wan: str, **more: object) -> Json:
    return {"kind": "AmountAdjusted", "mode": mode, "line": line, "amount": wan} | more


def supplement(line: Json, wan: str) -> Json:
    return adjusted("supplement", line, wan, source="待分配")


def cut(line: Json, wan: str) -> Json:
    return adjusted("cut", line, wan)


def transferred(*legs: Json) -> Json:
    return {"kind": "AmountsTransferred", "legs": list(legs)}


def reversed_(seq: int) -> Json:
    return {"kind": "RevisionReversed", "seq": seq}


def milestone(name: str, seq: int | None = None) -> Json:
    return {"kind": "MilestoneNamed", "name": name} | ({} if seq is None else {"seq": seq})


def goal(project: str, text: str) -> Json:
    return {"kind": "GoalChanged", "project": project, "goal": text}


_numbers = iter(range(1, 10**9))


def body(*events: Json, effective: str = "2024-01-15", **more: object) -> Json:
    """A revision file with a document number of its own; a field given as None is left out."""
    whole: Json = {
        "fiscal_year": 2024,
        "document": {"number": f"测〔2024〕{next(_numbers)}号", "title": "关于测试的通知", "date": effective},
        "effective": effective,
        "by": "recorder",
        "authority": "finance",
        "reason": "测试",
        "events": list(events),
    }
    return {key: value for key, value in (whole | more).items() if value is not None}


def revision(*events: Json, **more: object) -> Revision:
    return Revision.model_validate_json(json.dumps(body(*events, **more)))  # type: ignore[arg-type] # effective is a str


def record(book: Book, *events: Json, **more: object) -> Recorded:
    return book.record(revision(*events, **more))


CLOUD = line("甲局", "云平台", function="2060599", economic="30227")
TRAINING = line("甲局", "培训", function="2050803", economic="30216")
UPKEEP = line("甲中心", "运维", function="2010350", economic="30213")
WAGES = line("甲局")
CAR = line("甲局", economic="30231")

OPENING = (
    unit("甲局"),
    unit("甲中心", "事业", parent="甲局"),
    project("云平台", "甲局", goal="保障运行"),
    project("培训", "甲局"),
    project("运维", "甲中心"),
    approved(
        amount(WAGES, "100.00"),
        amount(CAR, "2.00"),
        amount(CLOUD, "500.00"),
        amount(TRAINING, "20.00"),
        amount(UPKEEP, "30.00"),
    ),
)
"""Two units, three projects and 652.00 万元."""


def opened_book(path: Path, clock: Clock | None = None) -> Book:
    """A book with OPENING as its first revision."""
    book = new_book(path, clock)
    record(book, *OPENING)
    return book


def fingerprint(folder: Path) -> dict[str, str]:
    """The digest of every file of a book that holds what was said (SQLite's working files beside book.db aside)."""
    return {
        str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix not in (".db-wal", ".db-shm")
    }


class SqliteLog:
    """The log table as it stands on disk, read beside the book."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "book.db"

    def __iter__(self) -> Iterator[tuple[int, int, str, bytes]]:
        with closing(sqlite3.connect(self._path)) as db:
            yield from db.execute("select seq, fiscal_year, hash, body from revision order by seq").fetchall()


def projections(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every projection as it stands on disk."""
    with closing(sqlite3.connect(folder / "book.db")) as db:
        return {table: sorted(db.execute(f"select * from {table}"), key=repr) for table in PROJECTION_TABLES}


def wan(fen: int) -> str:
    return exact_wan(fen)


def cell(book: Book, table: int, row: str, column: str, at: str = "HEAD", year: int = 2024, **more: str) -> int | None:
    """The fen of a cell by the label or code of its row, None where no row is called that."""
    found = book.table(book.view(year, book.point(at, more.get("effective")).point), table)
    index = found.column(column)
    assert index is not None, f"table {table} has no column {column}"
    rows = [r for r in found.rows if row in (r.head.code, "".join(r.head.label.split()))]
    return rows[0].amounts_fen[index] if rows else None


def statement(sha: str = "a", *, adopt: bool, tables: tuple[Json, ...] = ()) -> Json:
    return {
        "kind": "StatementPublished",
        "file": "公开.txt",
        "sha256": sha * 64,
        "form": "twelve",
        "scope": "甲局",
        "adopt": adopt,
        "tables": list(tables),
    }


def printed_table(number: int, columns: Iterable[str], *rows: Json) -> Json:
    return {"table": number, "title": "表", "columns": list(columns), "unit": 1_000_000, "rows": list(rows)}


def printed_row(label: str, *amounts: str | None, **more: object) -> Json:
    shown = [wan or "" for wan in amounts]
    return {"label": label, "amounts": list(amounts), "printed": shown, "line": 1, "page": 1} | more
