"""Rows that a page cuts are open: their rules run down to its end or come in at its head, and no rule across ends them.
What would end them is put there, below what is printed in them, so that a cut row has cells like any other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TypedDict

from .printed import Char

_SAME = 2.0
"""Ends of rules are at one height, and rules are one, but for so many points."""

_FEWEST = 3
"""So many rules at least stand around two cells."""

_CLOSE = 0.5
"""So many sizes of a character lie at most between two lines of a cell."""


class Edge(TypedDict):
    """A rule as pdfplumber describes it, horizontal ("h") or vertical ("v")."""

    orientation: str
    x0: float
    x1: float
    top: float
    bottom: float
    width: float
    height: float
    object_type: str


def closing(edges: Sequence[Edge], chars: Sequence[Char]) -> list[Edge]:
    """The edges that close what is open at its foot or at its head."""
    return [*_closed(edges, chars, "bottom"), *_closed(edges, chars, "top")]


def _closed(edges: Sequence[Edge], chars: Sequence[Char], end: str) -> Iterator[Edge]:
    for places in _open(edges, end):
        at, left, right = places[0][1], places[0][0], places[-1][0]
        to = _foot(chars, at, left, right) if end == "bottom" else at
        yield _edge("h", left, right, to, to)
        if to > at:
            for x, _ in places:
                yield _edge("v", x, x, at, to)


def _open(edges: Sequence[Edge], end: str) -> Iterator[list[tuple[float, float]]]:
    """Vertical edges that end at one height, from left to right, where no horizontal ones run along there."""
    ends: defaultdict[int, list[tuple[float, float]]] = defaultdict(list)
    for edge in edges:
        if edge["orientation"] == "v" and edge["height"] > _SAME:
            at = edge["bottom"] if end == "bottom" else edge["top"]
            ends[round(at / _SAME)].append((edge["x0"], at))
    for found in ends.values():
        places: list[tuple[float, float]] = []
        for x, at in sorted(found):
            if not places or x - places[-1][0] > _SAME:
                places.append((x, at))
        if len(places) < _FEWEST:
            continue
        at, left, right = places[0][1], places[0][0], places[-1][0]
        along = [e for e in edges if e["orientation"] == "h" and abs(e["top"] - at) <= _SAME and e["width"] > _SAME]
        across = sum(min(edge["x1"], right) - max(edge["x0"], left) for edge in along)
        if across < (right - left) / 2 and not any(_goes_on(edge, at, left, right, end) for edge in edges):
            yield places


def _goes_on(edge: Edge, at: float, left: float, right: float, end: str) -> bool:
    """Whether a vertical edge between two places reaches beyond a height at which others end."""
    if edge["orientation"] != "v" or not left - _SAME <= edge["x0"] <= right + _SAME:
        return False
    if end == "bottom":
        return edge["top"] <= at + _SAME < edge["bottom"]
    return edge["top"] < at - _SAME <= edge["bottom"]


def _foot(chars: Sequence[Char], at: float, left: float, right: float) -> float:
    """Where what is printed between two edges ends that begins above a height: a program may print all lines of a cell
    on the page where it begins."""
    lines = sorted(
        (char for char in chars if left <= char["x0"] <= right and char["text"].strip()),
        key=lambda char: char["bottom"],
    )
    last = max((char["bottom"] for char in lines if char["bottom"] <= at + _SAME), default=at)
    for char in lines:
        if char["bottom"] > last:
            if char["bottom"] - char["size"] - last > _CLOSE * char["size"]:
                break
            last = char["bottom"]
    return max(at, last)


def _edge(orientation: str, x0: float, x1: float, top: float, bottom: float) -> Edge:
    return {
        "orientation": orientation,
        "x0": x0,
        "x1": x1,
        "top": top,
        "bottom": bottom,
        "width": x1 - x0,
        "height": bottom - top,
        "object_type": "line",
    }
