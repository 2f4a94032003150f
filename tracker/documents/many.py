"""One job on many files at once: what goes wrong with one is that file's alone.

Documents that a library takes apart are read by a process each (formats.py), so the threads here only wait for them;
texts are read in a few milliseconds.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

from ..model.errors import Message, TrackerError
from .worker import fault

T = TypeVar("T")
_MOST_AT_ONCE = 16


class Outcome(NamedTuple, Generic[T]):
    """What a job made of a file, or everything that is wrong with the file."""

    path: Path
    result: T | None
    problems: tuple[Message, ...] = ()


def each(paths: Sequence[Path], job: Callable[[Path], T]) -> Iterator[Outcome[T]]:
    """The outcome of every file, whichever is done first; as many at once as there are processors."""
    with ThreadPoolExecutor(min(os.cpu_count() or 1, _MOST_AT_ONCE)) as pool:
        waiting = {pool.submit(_attempted, job, path) for path in paths}
        try:
            for done in as_completed(waiting):
                waiting.discard(done)
                yield done.result()
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _attempted(job: Callable[[Path], T], path: Path) -> Outcome[T]:
    try:
        return Outcome(path, job(path))
    except TrackerError as error:
        return Outcome(path, None, error.messages)
    except Exception as error:  # made to break a reader: the others are read all the same
        return Outcome(path, None, (fault(error, path.name),))
