"""Writes the sample book: `python -m tests.golden.sample_book` makes the repository's events/ and snapshots/ anew."""

from __future__ import annotations

import json
import shutil
import tempfile
from datetime import date, datetime, timedelta
from pathlib import Path

from tests.golden.sample_life import LIFE
from tests.golden.sample_steps import Step
from tracker.book import Book
from tracker.model.revision import Revision

ROOT = Path(__file__).parents[2]
PARTS = ("events", "snapshots")
_BETWEEN = timedelta(minutes=6)
"""How far apart two revisions of one morning are recorded."""


class OfficeClock:
    """Stands still at the instant at which the office records a revision: half past nine, the next working day."""

    def __init__(self) -> None:
        self._now = datetime.min

    def move_to(self, step: Step) -> None:
        effective, document = step.revision["effective"], step.revision["document"]
        dated = document["date"] if isinstance(document, dict) else effective
        day = date.fromisoformat(step.recorded) if step.recorded else _working_day_after(date.fromisoformat(str(dated)))
        instant = datetime(day.year, day.month, day.day, 1, 30)
        if instant.date() < self._now.date():
            raise ValueError(f"recorded on {day}, before the revision that stands ahead of it: {dated}")
        self._now = max(instant, self._now + _BETWEEN)

    def __call__(self) -> str:
        return f"{self._now.isoformat(timespec='milliseconds')}Z"


def _working_day_after(day: date) -> date:
    days = (day + timedelta(n) for n in range(1, 4))
    return next(day for day in days if day.weekday() < 5)


def generate(folder: Path) -> None:
    """Makes the book in an empty folder."""
    Book.init(folder).close()
    clock = OfficeClock()
    with Book.open(folder, clock) as book:
        for step in LIFE:
            clock.move_to(step)
            book.record(Revision.model_validate_json(json.dumps(step.revision)))


def main() -> None:
    """Puts a new sample book in the place of the repository's; book.db goes, and is built from events/ when needed."""
    with tempfile.TemporaryDirectory() as temporary:
        generate(Path(temporary))
        for part, suffix in zip(PARTS, ("jsonl", "json"), strict=True):
            (ROOT / part).mkdir(exist_ok=True)
            for old in (ROOT / part).glob(f"*.{suffix}"):
                old.unlink()
            for new in Path(temporary, part).iterdir():
                shutil.copyfile(new, ROOT / part / new.name)
    for database in ROOT.glob("book.db*"):
        database.unlink()


if __name__ == "__main__":
    main()
