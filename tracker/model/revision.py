"""The revision: one document, one effective date, who and why, 1..n events. All or nothing."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from .events import AnyEvent
from .events.base import Model
from .fields import Count, Instant, IsoDate, Prose, Text
from .vocabulary import Authority, Confidence


class Document(Model):
    """The paper behind a revision: 文号, title, date; `parent`, the number of the higher level's paper or of the
    resolution that it rests on; the name of its file, which is kept under `evidence/` by its `sha256`, and the page
    in it."""

    number: Text | None = None
    title: Text | None = None
    date: IsoDate | None = None
    parent: Text | None = None
    file: Text | None = None
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")] | None = None
    page: Annotated[Count, Field(ge=1)] | None = None


Flag = Annotated[bool, Field(exclude_if=lambda said: not said)]
"""False unless it is said, and stored only then."""


class Inference(Model):
    """What an inferred revision rests on, in words; `alternatives` are other readings of the same figures, the
    likeliest first."""

    confidence: Confidence
    why: tuple[Prose, ...] = ()
    alternatives: tuple[Prose, ...] = ()


class Revision(Model):
    """A revision as a person submits it (design.md 5.1), and, with `recorded`, as the log stores it.

    `observed`: it really happened, whatever rule it broke. `proposed`: it counts for nothing until it is approved.
    `inferred`: nobody stated it; it was worked out from what was published, as `inference` says."""

    fiscal_year: Annotated[int, Field(ge=1949, le=2999)]
    document: Document | None = None
    effective: IsoDate
    by: Text | None = None
    authority: Authority | None = None
    reason: Prose | None = None
    recorded: Instant | None = None
    observed: Flag = False
    proposed: Flag = False
    inferred: Flag = False
    inference: Inference | None = None
    events: Annotated[tuple[AnyEvent, ...], Field(min_length=1, max_length=100_000)]
