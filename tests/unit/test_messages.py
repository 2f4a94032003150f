"""The catalogue against the source: what the code says is there, in both languages, with its parameters."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import NamedTuple

import pytest

import tracker
from tracker.messages import CATALOGUE, books, history, kinds, refusals, shell
from tracker.model.authority import shipped_table

ROOT = Path(tracker.__file__).parent
SPEAKING = frozenset({"say", "text", "note", "word"})
"""Functions and methods whose first argument is the id of a message."""
NOT_YET_SAID = ("rule.", "event.", "mode.", "authority.", "status.")
"""Families that wait for the screen or the command that says them."""


class Said(NamedTuple):
    where: str
    id: str
    pattern: bool
    params: frozenset[str] | None
    """The keywords given; None where they are not spelt out at the call."""


def _ids(node: ast.expr) -> Iterator[tuple[str, bool]]:
    """The ids that an expression may be, as regular expressions where a part is worked out."""
    match node:
        case ast.Constant(value=str() as value):
            yield value, False
        case ast.JoinedStr(values=parts):
            yield "".join(re.escape(str(p.value)) if isinstance(p, ast.Constant) else ".+" for p in parts), True
        case ast.IfExp(body=one, orelse=other):
            yield from _ids(one)
            yield from _ids(other)


def _said() -> Iterator[Said]:
    for path in sorted(ROOT.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            if name not in SPEAKING:
                continue
            spelt = name == "say" and len(node.args) == 1 and all(keyword.arg for keyword in node.keywords)
            params = frozenset(str(keyword.arg) for keyword in node.keywords) if spelt else None
            for id, pattern in _ids(node.args[0]):
                yield Said(f"{path.relative_to(ROOT)}:{node.lineno}", id, pattern, params)


SAID = list(_said())


def _literal(said: Said) -> bool:
    return not said.pattern and re.fullmatch(r"[a-z_]+\.[\w.-]+", said.id) is not None


@pytest.mark.parametrize("said", [s for s in SAID if _literal(s)], ids=lambda s: f"{s.where} {s.id}")
def test_what_the_code_says_is_in_the_catalogue_with_its_parameters(said: Said) -> None:
    assert said.id in CATALOGUE
    if said.params is not None:
        for sentence in CATALOGUE[said.id]:
            wanted = {field.partition(".")[0] for _, field, _, _ in Formatter().parse(sentence) if field}
            assert wanted <= said.params


@pytest.mark.parametrize("said", [s for s in SAID if s.pattern], ids=lambda s: f"{s.where} {s.id}")
def test_an_id_that_is_worked_out_has_a_family_in_the_catalogue(said: Said) -> None:
    assert any(re.fullmatch(said.id, id) for id in CATALOGUE)


@pytest.mark.parametrize("id", CATALOGUE)
def test_every_message_is_there_in_both_languages_and_can_be_rendered(id: str) -> None:
    for sentence in CATALOGUE[id]:
        fields = {field for _, field, _, _ in Formatter().parse(sentence) if field}
        assert sentence.strip()
        assert sentence.format_map(dict.fromkeys(fields, "值"))


def test_nothing_in_the_catalogue_is_said_by_nobody() -> None:
    source = "\n".join(path.read_text("utf-8") for path in ROOT.rglob("*.py") if path.parent.name != "messages")
    literals = set(re.findall(r"\"([a-z_]+\.[\w.-]+)\"", source))
    patterns = [re.compile(s.id) for s in SAID if s.pattern]
    patterns += [re.compile(rf"{family}\..*") for family in re.findall(r"f\"([a-z_]+)\.\{", source)]
    core = {**kinds.MESSAGES, **refusals.MESSAGES, **books.MESSAGES, **shell.MESSAGES, **history.MESSAGES}
    unsaid = [
        id
        for id in core
        if id not in literals and not any(p.fullmatch(id) for p in patterns) and not id.startswith(NOT_YET_SAID)
    ]
    assert unsaid == []


def test_every_act_of_the_authority_table_has_a_name() -> None:
    assert {f"act.{act}" for act in shipped_table()} == {id for id in CATALOGUE if id.startswith("act.")}
