"""The sample book's life: what its office did, year by year, in the order of the days on which it was recorded."""

from __future__ import annotations

from . import sample_2022, sample_2023, sample_2024, sample_2025
from .sample_steps import Life

_YEARS: Life = (*sample_2022.LIFE, *sample_2023.LIFE, *sample_2024.LIFE, *sample_2025.LIFE)
LIFE: Life = tuple(sorted(_YEARS, key=lambda step: step.recorded))
