"""Generated books in a cache, and disposable copies of them. The cache ignores itself in git."""

from __future__ import annotations

import hashlib
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import tracker
from tracker.book import Book

from .generator import Shape, generate

ROOT = Path(__file__).resolve().parents[1]
CACHE = ROOT / ".bench"
SMALL = Shape(events=200, units=3)
"""A book of the size that one department has."""


@dataclass(frozen=True, slots=True)
class Bench:
    """What every row is measured on: the large book's shape, and the small one that growth is judged against."""

    shape: Shape

    @property
    def tenth(self) -> Shape:
        return Shape(self.shape.events // 10, self.shape.units)


def cached(shape: Shape) -> Path:
    """The folder of a generated and verified book; made when it is first asked for. For reading only."""
    folder = CACHE / f"{shape.events}-{shape.units}-{_sources()}"
    if folder.exists():
        return folder
    CACHE.mkdir(exist_ok=True)
    (CACHE / ".gitignore").write_text("*\n")
    print(f"generating a book of {shape.events:,} events on {shape.lines:,} lines", file=sys.stderr, flush=True)
    for older in CACHE.glob(f"{shape.events}-{shape.units}-*"):
        shutil.rmtree(older)
    part = CACHE / f"{shape.events}-{shape.units}.part"
    shutil.rmtree(part, ignore_errors=True)
    generate(part, shape)
    with Book.open(part) as book:
        book.verify()
    part.rename(folder)
    return folder


@contextmanager
def scratch() -> Iterator[Path]:
    """A folder on the same disk as the cache, gone afterwards."""
    CACHE.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=CACHE, prefix="scratch-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


@contextmanager
def copied(shape: Shape) -> Iterator[Path]:
    """A copy of a generated book that may be written to; what was recorded in it must verify."""
    with scratch() as folder:
        shutil.copytree(cached(shape), folder / "book")
        yield folder / "book"
        with Book.open(folder / "book") as book:
            book.verify()


@cache
def _sources() -> str:
    """Names the code that a generated book depends on: the generator, the events and the store."""
    package = Path(tracker.__file__).parent
    files = [Path(__file__).with_name("generator.py"), *package.glob("model/**/*.py"), *package.glob("store/*.py")]
    return hashlib.sha256(b"".join(path.read_bytes() for path in sorted(files))).hexdigest()[:12]
