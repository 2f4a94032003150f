"""One piece of a right text changed: where the printed numbers show it, the linter tells it, and tells it once."""

from __future__ import annotations

from random import Random

import pytest

from tests.support.explanation_faults import Fault, faults, is_contradictory
from tests.support.explanation_writer import explanation
from tests.support.explanations import Mark, budget
from tests.support.judging import alarms, judge_explanation

_BATCH = 4
_TRIED = 0.2
"""The share of a text's faults that is tried."""


def _name(fault: Fault, seed: int) -> str:
    around = fault.text.pieces[max(fault.at - 6, 0) : fault.at + 5]
    shown = "".join(piece if isinstance(piece, str) else f"<{piece.text}>" for piece in around)
    return f"{seed} {fault.name}: {shown}"


def _is_known(fault: Fault) -> bool:
    """Short names of projects are ordinary words where no heading says that projects follow."""
    mark = fault.text.pieces[fault.at]
    assert isinstance(mark, Mark)
    project = fault.text.items[mark.item].project
    return not project or len(project) >= 6


@pytest.mark.parametrize("start", range(0, 40, _BATCH))
def test_what_contradicts_is_found_once(start: int) -> None:
    for seed in range(start, start + _BATCH):
        random = Random(seed)
        known = budget(random)
        text = explanation(known, random)
        for fault in faults(text, random):
            if random.random() < _TRIED and _is_known(fault) and is_contradictory(fault.text):
                found = alarms(judge_explanation(fault.text, known))
                assert len(found) == 1, (_name(fault, seed), found)


@pytest.mark.parametrize("seed", range(40, 46))
def test_a_percentage_without_its_sign_is_found(seed: int) -> None:
    random = Random(seed)
    known = budget(random)
    text = explanation(known, random)
    for at, mark in text.marks():
        if mark.role in ("percent", "share"):
            found = alarms(judge_explanation(text.changed(at, mark.text.rstrip("%")), known))
            assert [finding.rule for finding in found] == ["X26"], mark
