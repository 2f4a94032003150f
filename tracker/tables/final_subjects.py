"""What the explanation of final accounts speaks of."""

from __future__ import annotations

from .subjects import Subject

FINAL_SUBJECTS: tuple[Subject, ...] = ()
