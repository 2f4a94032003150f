"""A right text has no error and no warning, and every digit of it is understood, in whatever words and lines."""

from __future__ import annotations

from random import Random

import pytest

from tests.support.explanation_faults import is_contradictory
from tests.support.explanation_writer import explanation
from tests.support.explanations import budget
from tests.support.judging import alarms, judge_explanation, read
from tests.support.layouts import lay_out

_TEXTS = 15
"""By case; each is another department with its own wording."""


@pytest.mark.parametrize("start", range(0, 150, _TEXTS))
def test_a_right_text_is_silent_and_wholly_understood(start: int) -> None:
    for seed in range(start, start + _TEXTS):
        random = Random(seed)
        known = budget(random)
        text = explanation(known, random)
        assert not is_contradictory(text), seed
        found = judge_explanation(text, known)
        assert (seed, alarms(found), found.numbers - found.understood) == (seed, [], 0)


@pytest.mark.parametrize("start", range(1_000, 1_090, _TEXTS))
def test_lines_pages_and_widths_change_no_claim(start: int) -> None:
    for seed in range(start, start + _TEXTS):
        random = Random(seed)
        known = budget(random)
        text = explanation(known, random)
        printed = lay_out(text.text, random)
        found = judge_explanation(text, known, printed)
        assert (seed, alarms(found), found.numbers - found.understood) == (seed, [], 0)
        names = [known.entity, *(name for name, _, _ in known.projects)]
        plain, cut = read(text.text, text.year, names), read(printed, text.year, names)
        assert [(c.kind, c.number, c.unit, c.subject) for c in cut.claims] == [
            (c.kind, c.number, c.unit, c.subject) for c in plain.claims
        ]
