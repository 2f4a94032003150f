"""Timing: several rounds, ours and the others in turn within each, so that a noisy machine is unfair to all alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median
from time import perf_counter, process_time


@dataclass(frozen=True, slots=True)
class Sample:
    """Seconds per operation, one a round."""

    seconds: tuple[float, ...]

    @property
    def median(self) -> float:
        return median(self.seconds)

    @property
    def best(self) -> float:
        return min(self.seconds)

    def times_of(self, other: Sample) -> float:
        """How many times as long this takes, as the median over the rounds: noise within a round hits both."""
        return median(a / b for a, b in zip(self.seconds, other.seconds, strict=True))


Round = Callable[[], float]
"""Does one round's work and returns the seconds that one operation took."""


Clock = Callable[[], float]
PROCESSOR: Clock = process_time
"""Leaves out what the disk takes: on a slow disk every durable commit takes as long as every other."""


def side_by_side(works: Mapping[str, Round], rounds: int) -> dict[str, Sample]:
    seconds: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            seconds[name].append(work())
    return {name: Sample(tuple(values)) for name, values in seconds.items()}


def each(operation: Callable[[], object], count: int = 1, clock: Clock = perf_counter) -> Round:
    """A round of so many operations."""

    def work() -> float:
        start = clock()
        for _ in range(count):
            operation()
        return (clock() - start) / count

    return work
