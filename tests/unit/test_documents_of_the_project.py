"""What the project's own documents list is what the code has."""

from __future__ import annotations

import re
from pathlib import Path

from tracker.explain.lint import RULES as LINT_RULES
from tracker.messages import CATALOGUE
from tracker.model.rules import RULE, RULES

ROOT = Path(__file__).parents[2]


def test_docs_list_every_rule_with_its_sentences() -> None:
    text = (ROOT / "docs/rules.md").read_text("utf-8")
    listed = re.findall(r"^\| (I\d+) \| (\w+) \| (yes|) \| (.*) \| (.*) \| (.*) \|$", text, re.M)
    assert [id for id, *_ in listed] == [rule.id for rule in RULES]
    for id, strictness, observable, en, zh, source in listed:
        assert (strictness, observable == "yes", source) == RULE[id][1:]
        assert (zh, en) == CATALOGUE[f"rule.{id}"]
    assert {id for id in CATALOGUE if id.startswith("rule.I")} == {f"rule.{id}" for id in RULE}


def test_docs_list_every_rule_of_the_linter_with_its_sentences() -> None:
    rows = re.findall(r"^\| (X\d+) \| (.*) \| (.*) \|$", (ROOT / "docs/lint.md").read_text("utf-8"), re.M)
    listed = {id: (zh, en) for id, en, zh in rows}
    said = {id.removeprefix("lint-rule."): pair for id, pair in CATALOGUE.items() if id.startswith("lint-rule.")}
    assert listed == said
    assert tuple(listed) == LINT_RULES


def test_decisions_are_numbered_without_gaps_and_short() -> None:
    notes = sorted((ROOT / "docs/decisions").glob("*.md"))
    assert [int(note.name[:4]) for note in notes] == list(range(1, len(notes) + 1))
    for note in notes:
        assert len(note.read_text("utf-8").splitlines()) <= 25, note.name
