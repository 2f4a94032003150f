"""What the project's own documents list is what the code has."""

from __future__ import annotations

import re
from pathlib import Path

from tracker.explain.lint import RULES
from tracker.messages import CATALOGUE

ROOT = Path(__file__).parents[2]


def test_docs_list_every_rule_with_its_sentences() -> None:
    rows = re.findall(
        r"^\| (I\d+)(?: \(warning\))? \| (.*) \| (.*) \|$", (ROOT / "docs/rules.md").read_text("utf-8"), re.M
    )
    listed = {id: (zh, en) for id, en, zh in rows}
    assert listed == {id.removeprefix("rule."): pair for id, pair in CATALOGUE.items() if id.startswith("rule.I")}


def test_docs_list_every_rule_of_the_linter_with_its_sentences() -> None:
    rows = re.findall(r"^\| (X\d+) \| (.*) \| (.*) \|$", (ROOT / "docs/lint.md").read_text("utf-8"), re.M)
    listed = {id: (zh, en) for id, en, zh in rows}
    said = {id.removeprefix("lint-rule."): pair for id, pair in CATALOGUE.items() if id.startswith("lint-rule.")}
    assert listed == said
    assert tuple(listed) == RULES


def test_decisions_are_numbered_without_gaps_and_short() -> None:
    notes = sorted((ROOT / "docs/decisions").glob("*.md"))
    assert [int(note.name[:4]) for note in notes] == list(range(1, len(notes) + 1))
    for note in notes:
        assert len(note.read_text("utf-8").splitlines()) <= 25, note.name
