"""What the explanation of a nine-table document speaks of."""

from __future__ import annotations

from .subjects import Subject

NINE_SUBJECTS: tuple[Subject, ...] = ()
