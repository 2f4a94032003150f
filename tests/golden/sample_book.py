"""Writes the sample book: `python -m tests.golden.sample_book` makes the repository's events/, snapshots/ and evidence/
anew."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from pathlib import Path

from tests.golden.sample_life import LIFE
from tests.golden.sample_steps import Act, Json, Step
from tracker.book import Book
from tracker.model.revision import Revision

ROOT = Path(__file__).parents[2]
PARTS = ("events", "snapshots", "evidence")
_BETWEEN = timedelta(minutes=6)
"""How far apart two revisions of one morning are recorded."""


class OfficeClock:
    """Stands still at the instant at which the office records something: half past nine, then six minutes later."""

    def __init__(self) -> None:
        self._now = datetime.min

    def move_to(self, day: str) -> None:
        of = date.fromisoformat(day)
        self._now = max(datetime(of.year, of.month, of.day, 1, 30), self._now + _BETWEEN)

    def __call__(self) -> str:
        return f"{self._now.isoformat(timespec='milliseconds')}Z"


def generate(folder: Path) -> None:
    """Makes the book in an empty folder."""
    Book.init(folder).close()
    clock, seqs = OfficeClock(), dict[str, int]()
    with Book.open(folder, clock) as book, tempfile.TemporaryDirectory() as documents:
        for step in LIFE:
            clock.move_to(step.recorded)
            if isinstance(step, Act):
                step.do(book, seqs, Path(documents))
                continue
            recorded = book.record(_revision(step, book, seqs))
            if step.label:
                seqs[step.label] = recorded.seq


def _revision(step: Step, book: Book, seqs: Mapping[str, int]) -> Revision:
    asked = step.revision["events"]
    assert isinstance(asked, tuple)
    events: list[Json] = []
    for event in asked:
        events += event(book) if callable(event) else [event]
    named = [event | {"seq": seqs[seq]} if isinstance(seq := event.get("seq"), str) else event for event in events]
    return Revision.model_validate_json(json.dumps(step.revision | {"events": named}))


def main() -> None:
    """Puts a new sample book in the place of the repository's; book.db goes, and is built from events/ when needed."""
    with tempfile.TemporaryDirectory() as temporary:
        generate(Path(temporary))
        for part in PARTS:
            shutil.rmtree(ROOT / part, ignore_errors=True)
            shutil.copytree(Path(temporary, part), ROOT / part)
    for database in ROOT.glob("book.db*"):
        database.unlink()


if __name__ == "__main__":
    main()
