"""What was measured, against what was wanted: an aligned table, and the same as JSON."""

from __future__ import annotations

import json
import platform
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypedDict

from .measure import Sample

Unit = Literal["ms", "s", "/s", "bytes", "MB", "×"]


@dataclass(frozen=True, slots=True)
class Target:
    """One condition of speed.md, and whether it was met."""

    text: str
    met: bool


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the report. `peer` and `raw` are in its unit; `command` is what was measured or measures it again."""

    row: str
    name: str
    value: float
    unit: Unit
    command: str
    best: float | None = None
    runs: int = 1
    peer: float | None = None
    raw: float | None = None
    targets: tuple[Target, ...] = ()

    @property
    def met(self) -> bool:
        return all(target.met for target in self.targets)


class Timed(TypedDict):
    value: float
    best: float
    runs: int


def milliseconds(sample: Sample) -> Timed:
    return {"value": sample.median * 1e3, "best": sample.best * 1e3, "runs": len(sample.seconds)}


def rate(sample: Sample) -> Timed:
    """Operations a second; the best round is the quickest one."""
    return {"value": 1 / sample.median, "best": 1 / sample.best, "runs": len(sample.seconds)}


def at_most(value: float, limit: float, text: str) -> Target:
    return Target(f"≤ {text}", value <= limit)


def at_least(value: float, limit: float, text: str) -> Target:
    return Target(f"≥ {text}", value >= limit)


HEADINGS = ("row", "what", "median", "best", "unit", "runs", "peer", "raw", "target", "command")


def print_header() -> None:
    versions = f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    print(f"{versions}; peer: eventsourcing with its SQLite recorder; raw: the plain operation")
    print(
        "medians, the best beside them; ratios are medians over rounds in turn; --rows: python -m benchmarks --rows …"
    )


def print_table(figures: Sequence[Figure]) -> None:
    rows = [HEADINGS, *(_cells(figure) for figure in figures)]
    widths = [max(len(row[i]) for row in rows) for i in range(len(HEADINGS))]
    for row in rows:
        aligned = (
            cell.rjust(width) if i in (2, 3, 5, 6, 7) else cell.ljust(width)
            for i, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        print("  ".join(aligned).rstrip())


def print_json(figures: Sequence[Figure]) -> None:
    listed = [
        {
            "row": f.row,
            "name": f.name,
            "value": f.value,
            "best": f.best,
            "unit": f.unit,
            "runs": f.runs,
            "peer": f.peer,
            "raw": f.raw,
            "targets": [{"text": target.text, "met": target.met} for target in f.targets],
            "command": f.command,
        }
        for f in figures
    ]
    print(json.dumps({"figures": listed}, ensure_ascii=False, indent=1))


def _cells(figure: Figure) -> tuple[str, ...]:
    targets = "; ".join(f"{target.text} {'met' if target.met else 'MISSED'}" for target in figure.targets)
    return (
        figure.row,
        figure.name,
        _number(figure.value),
        _number(figure.best),
        figure.unit,
        str(figure.runs),
        _number(figure.peer),
        _number(figure.raw),
        targets or "–",
        figure.command,
    )


def _number(value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
