"""The peer: the `eventsourcing` library with its SQLite recorder, a budget line as its aggregate."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from uuid import UUID

from eventsourcing.application import Application
from eventsourcing.domain import Aggregate, event
from eventsourcing.sqlite import SQLiteApplicationRecorder

BATCH = 1_000


class Line(Aggregate):
    """One line of the generator's book: its dimensions once, then adjustments, each with the facts of its document."""

    @event("Opened")
    def __init__(self, unit: str, project: str, nature: str, fund: str, function: str, economic: str) -> None:
        self.dimensions = unit, project, nature, fund, function, economic
        self.current_fen = 0

    @event("AmountAdjusted")
    def adjust(
        self, mode: str, amount_fen: int, number: str, dated: str, effective: str, by: str, authority: str, reason: str
    ) -> None:
        self.current_fen += amount_fen


_DOCUMENT = ("测追加〔2024〕1号", "2024-03-01", "2024-03-01", "预算科", "finance", "根据年度执行情况和上级文件要求办理")


class Peer:
    """One database of lines. Aggregates stay in memory between saves, which favours it."""

    def __init__(self, path: Path, lines: int) -> None:
        self.path = path
        self.app: Application[UUID] = Application(
            env={"PERSISTENCE_MODULE": "eventsourcing.sqlite", "SQLITE_DBNAME": str(path)}
        )
        self._require_durable()
        self.lines = [
            Line("第001号测试单位", f"001单位第{n:02d}号业务项目", "项目支出", "一般公共预算", "2010302", "30227")
            for n in range(lines)
        ]
        for start in range(0, lines, BATCH):
            self.app.save(*self.lines[start : start + BATCH])
        self._turn = 0

    def append(self, events: int) -> None:
        """So many events in one durable commit, on lines that take turns."""
        touched = {}
        for _ in range(events):
            self._turn += 1
            line = self.lines[self._turn % len(self.lines)]
            line.adjust("supplement", 300_000, *_DOCUMENT)
            touched[line.id] = line
        self.app.save(*touched.values())

    def at_version(self, version: int) -> int:
        """The sum of every line, each replayed to a version."""
        lines: list[Line] = [self.app.repository.get(line.id, version=version) for line in self.lines]
        return sum(line.current_fen for line in lines)

    def rebuild(self) -> None:
        """A projection again from every stored event: a row for each, with the balance after it, in SQLite."""
        balances: dict[UUID, int] = {}
        db = sqlite3.connect(self.path.with_suffix(".view"), isolation_level=None)
        db.executescript(
            "pragma journal_mode = wal; drop table if exists posting;"
            "create table posting (line text, seq integer, effective text, amount integer, current integer,"
            " primary key (line, seq)) without rowid; begin"
        )
        start = 1
        while notifications := self.app.recorder.select_notifications(start, BATCH):
            rows = []
            for notification in notifications:
                found = self.app.mapper.to_domain_event(notification)
                if isinstance(found, Line.AmountAdjusted):  # type: ignore[attr-defined] # the decorator defines it
                    id, amount = found.originator_id, found.amount_fen
                    current = balances[id] = balances.get(id, 0) + amount
                    rows.append((id.hex, notification.id, found.effective, amount, current))
            db.executemany("insert into posting values (?, ?, ?, ?, ?)", rows)
            start = notifications[-1].id + 1
        db.execute("commit")
        db.close()

    def bytes(self) -> int:
        """The size of the database with everything in it."""
        with sqlite3.connect(self.path) as db:
            db.execute("pragma wal_checkpoint(truncate)")
        return self.path.stat().st_size

    def close(self) -> None:
        self.app.close()

    def _require_durable(self) -> None:
        recorder = self.app.recorder
        assert isinstance(recorder, SQLiteApplicationRecorder)
        with recorder.datastore.transaction(commit=False) as cursor:
            cursor.execute("pragma synchronous")
            assert cursor.fetchone()[0] == 2, "the peer must commit as durably as the tracker"
