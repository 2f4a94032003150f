"""A bridge as a waterfall: the running total after each step, and where the bars stand in a given width."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from .bridge import Bridge, Step


def running(found: Bridge) -> Iterator[tuple[Step, int]]:
    """Each step with what the total has come to after it."""
    total = found.start_fen
    for step in found.steps:
        total += step.delta_fen
        yield step, total


def step_label(step: Step, word: Callable[..., str]) -> str:
    """What a step is called in one line; `word` gives a message of the catalogue in the reader's language."""
    if step.kind in ("carried", "rest", "rounding", "unexplained"):
        return word(f"bridge.{step.kind}", count=step.count)
    nature = word("bridge.reclassified") if step.kind == "reclassified" else step.nature
    unit = step.unit if step.kind == "basic" or (step.code and step.unit) else ""
    return " ".join(filter(None, (step.code, step.label, unit if unit != step.label else "", nature)))


def spans(moves: Sequence[tuple[int | None, int]], width: int) -> list[tuple[int, int]]:
    """The cells [left, right) of `width` that each bar takes: of a move from one total to another, at least one where
    anything moved; of a total (a move from None) all from the axis on. Where the totals are large beside what changed,
    the axis begins shortly below the smallest, so that the steps can be seen."""
    ends = [fen for move in moves for fen in move if fen is not None]
    low, high = min(ends), max(ends)
    base = max(0, low - (high - low) // 4) if low >= 0 else low
    spread = max(high - base, 1)

    def at(fen: int) -> int:
        return (fen - base) * width // spread

    def span(start: int | None, end: int) -> tuple[int, int]:
        if start is None:
            return 0, at(end)
        left, right = sorted((at(start), at(end)))
        left = min(left, width - 1)
        return left, max(right, left + 1) if start != end else left

    return [span(*move) for move in moves]
