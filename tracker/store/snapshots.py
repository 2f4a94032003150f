"""Frozen versions of milestones: proof, not a cache. `verify` replays to each and compares."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from ..model.canonical import canonical, digest
from ..model.errors import CorruptBook, say
from ..model.line import Line
from ..model.money import exact_wan
from ..model.point import Point
from ..model.state import Entity, Roster
from .protocol import LineFilter, Store


class Snapshot(NamedTuple):
    """A milestone with the revision it names, that revision's chain hash, and the digest of what the year held."""

    milestone: str
    seq: int
    hash: str
    year: int
    digest: str


def content(store: Store, roster: Roster, year: int, seq: int) -> dict[str, object]:
    """What a year held at a version: every line's current budget in 万元, its opening, units and projects."""
    balances = store.balances(Point(seq), LineFilter(year=year))
    compared: tuple[Entity, ...] = ("unit", "project")
    entities = {
        f"{entity}/{id}": fields
        for entity in compared
        for id in roster.ids(entity)
        if (fields := roster.fields(entity, id))
    }
    return {
        "lines": [{**_dimensions(line), "amount": exact_wan(fen)} for line, fen in sorted(balances)],
        "opening": roster.text("year", str(year), "opening"),
        "entities": entities,
    }


def _dimensions(line: Line) -> dict[str, object]:
    return {name: value for name, value in line._asdict().items() if value}


def write_snapshot(folder: Path, store: Store, milestone: str, seq: int, hash: str, year: int) -> None:
    """Writes the snapshot beside its final name first, so that a killed process leaves no half of it."""
    held = content(store, Roster(store.changes(upto=seq)), year, seq)
    body = {"milestone": milestone, "seq": seq, "hash": hash, "year": year, "digest": digest(canonical(held))}
    text = json.dumps(body | {"content": held}, ensure_ascii=False, sort_keys=True, indent=1) + "\n"
    folder.mkdir(exist_ok=True)
    path = folder / file_name(milestone)
    part = path.with_suffix(".part")
    part.write_text(text, encoding="utf-8", newline="\n")
    os.replace(part, path)


def file_name(milestone: str) -> str:
    """A file name for a milestone, its own on every system: 2023/original becomes 2023-original.json. A name that
    could be cut, folded in case or taken for another carries a digest."""
    shown = re.sub(r"(\d{4})/", r"\1-", milestone, count=1, flags=re.ASCII)
    plain = re.sub(r"[^\w.-]", "-", shown)[:50]
    own = plain == shown.lower() and (shown != milestone or not re.match(r"\d{4}-", milestone, re.ASCII))
    return f"{plain}.json" if own else f"{plain}-{digest(milestone.encode())[:8]}.json"


def read_snapshots(folder: Path) -> Iterator[tuple[Path, Snapshot]]:
    """Every snapshot, its own digest checked. Raises CorruptBook."""
    for path in sorted(folder.glob("*.json")) if folder.is_dir() else ():
        try:
            body = json.loads(path.read_text(encoding="utf-8"))
            snapshot = Snapshot(*(body[field] for field in Snapshot._fields))
            held = digest(canonical(body["content"]))
            if list(map(type, snapshot)) != [str, int, str, int, str]:
                raise TypeError(snapshot)
        except (ValueError, KeyError, TypeError, RecursionError):
            raise CorruptBook(say("corrupt.snapshot-shape", file=path.name)) from None
        if held != snapshot.digest:
            raise CorruptBook(say("corrupt.snapshot-digest", file=path.name))
        yield path, snapshot
