"""Revision files (design.md 5.1): one revision, a JSON array of them, or JSON Lines; everything wrong said at once."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from .errors import DocumentError, Message, say
from .revision import Revision

_MOST_PROBLEMS = 20
_EXPECTED = frozenset(
    {"int_type", "string_type", "bool_type", "tuple_type", "dict_type", "model_type", "greater_than_equal"}
    | {"less_than_equal", "string_pattern_mismatch", "weight"}
)
"""The errors of pydantic that have words of their own."""


def parse_revisions(text: str, file: str) -> list[Revision]:
    """The revisions of a file, in order. Raises DocumentError with file, line or field, and what was expected."""
    revisions: list[Revision] = []
    problems: list[Message] = []
    for where, body in _bodies(text, file):
        try:
            revisions.append(Revision.model_validate_json(body))
        except ValidationError as error:
            problems.extend(_problems(where, error)[: _MOST_PROBLEMS - len(problems)])
    if problems:
        raise DocumentError(*problems)
    if not revisions:
        raise DocumentError(say("revision.empty-file", file=file))
    return revisions


def admit(body: Mapping[str, object], where: str) -> Revision:
    """The revision of a body that a command made up, or what is wrong with it. Raises DocumentError."""
    with admitting(where):
        return Revision.model_validate(body)


@contextmanager
def admitting(where: str) -> Iterator[None]:
    """Says what a model finds wrong in the catalogue's words. Raises DocumentError."""
    try:
        yield
    except ValidationError as error:
        raise DocumentError(*_problems(where, error)) from None


def _problems(where: str, error: ValidationError) -> list[Message]:
    details = error.errors(include_url=False, include_input=True, include_context=True)
    return [_problem(where, detail) for detail in details if not _follows(detail, details)]


def _bodies(text: str, file: str) -> Iterator[tuple[str, str]]:
    """Each revision as JSON text, with where it stands."""
    stripped = text.lstrip("\ufeff").strip()
    if not stripped:
        return
    try:
        whole = json.loads(stripped, object_pairs_hook=_no_key_twice)
    except _KeyTwice as error:
        raise DocumentError(say("revision.key-twice", file=file, key=str(error))) from None
    except (ValueError, RecursionError) as error:
        lines = [(n, line) for n, line in enumerate(text.lstrip("\ufeff").splitlines(), 1) if line.strip()]
        if len(lines) > 1 and lines[0][1].rstrip().endswith("}"):
            for n, body in lines:
                yield from _bodies(body, f"{file}:{n}")
            return
        line = getattr(error, "lineno", 1)
        raise DocumentError(say("revision.not-json", file=file, line=line)) from None
    if isinstance(whole, dict) and isinstance(whole.get("revisions"), list):
        whole = whole["revisions"]  # what `propose --json` prints
    if isinstance(whole, list):
        yield from ((f"{file}[{n}]", json.dumps(item)) for n, item in enumerate(whole))
    else:
        yield file, stripped


class _KeyTwice(Exception):
    """A JSON object says one thing twice: which of them was meant?"""


def _no_key_twice(pairs: list[tuple[str, object]]) -> dict[str, object]:
    keys = [key for key, _ in pairs]
    if len(set(keys)) != len(keys):
        raise _KeyTwice(next(key for key in keys if keys.count(key) > 1))
    return dict(pairs)


def _problem(where: str, detail: ErrorDetails) -> Message:
    """One pydantic error in the catalogue's words."""
    field = ".".join(str(part) for n, part in enumerate(detail["loc"]) if not _is_tag(n, part))[:100] or "-"
    kind, context = detail["type"], detail.get("ctx", {})
    found = detail["input"]
    shown = found if isinstance(found, str | int | float | bool) or found is None else type(found).__name__
    match kind:
        case "missing":
            return say("revision.missing", where=where, field=field)
        case "extra_forbidden":
            return say("revision.extra", where=where, field=field)
        case "union_tag_invalid" | "union_tag_not_found":
            known = context.get("expected_tags", "").replace("'", "")
            return say(
                "revision.kind", where=where, field=f"{field}.kind", found=context.get("tag", "-")[:60], known=known
            )
        case "literal_error":
            expected = context.get("expected", "").replace("'", "")
            return say("revision.literal", where=where, field=field, found=str(shown)[:60], expected=expected)
        case "money" | "money_type":
            return say("revision.money", where=where, field=field, found=str(shown)[:60])
        case "date":
            return say("revision.date", where=where, field=field, found=str(shown)[:60])
        case "json_invalid":
            return say("revision.not-json", where=where, file=where, line=1)
        case "columns":
            return say("revision.columns", where=where, field=field)
        case "instant":
            return say("revision.instant", where=where, field=field, found=str(shown)[:60])
        case "empty" | "control" | "too_short" | "too_long" | "string_too_short" | "string_too_long":
            return say(f"revision.{kind.removeprefix('string_')}", where=where, field=field)
        case _:
            expected = say(f"expected.{kind}" if kind in _EXPECTED else "expected.other")
            return say("revision.type", where=where, field=field, found=str(shown)[:60], expected=expected)


def _follows(detail: ErrorDetails, details: list[ErrorDetails]) -> bool:
    """Whether a list is too short only because items of it are wrong."""
    loc = detail["loc"]
    return detail["type"] == "too_short" and any(d["loc"][: len(loc)] == loc != d["loc"] for d in details)


def _is_tag(place: int, part: object) -> bool:
    """Whether a step of a location is the name of the event kind that pydantic puts after events.N."""
    return place == 2 and isinstance(part, str)
