"""The one message catalogue: everything a user reads, in Chinese and English. Nothing else holds a sentence.

An entry is `id: (zh, en)` with {parameters}; the parts are split by who says it.
"""

from __future__ import annotations

import os
from typing import Literal

from ..model.errors import Message, say
from . import (
    attributes,
    books,
    bridge,
    checks,
    crosswalks,
    dialogs,
    documents,
    events,
    explaining,
    files,
    final_checks,
    history,
    kinds,
    ledger,
    lint,
    lint_rules,
    places,
    proposals,
    recording,
    refusals,
    shell,
    sides,
    tui,
)

Language = Literal["zh", "en"]

CATALOGUE: dict[str, tuple[str, str]] = {
    **attributes.MESSAGES,
    **kinds.MESSAGES,
    **events.MESSAGES,
    **refusals.MESSAGES,
    **books.MESSAGES,
    **documents.MESSAGES,
    **places.MESSAGES,
    **checks.MESSAGES,
    **final_checks.MESSAGES,
    **crosswalks.MESSAGES,
    **bridge.MESSAGES,
    **proposals.MESSAGES,
    **lint.MESSAGES,
    **lint_rules.MESSAGES,
    **explaining.MESSAGES,
    **ledger.MESSAGES,
    **files.MESSAGES,
    **shell.MESSAGES,
    **recording.MESSAGES,
    **history.MESSAGES,
    **tui.MESSAGES,
    **sides.MESSAGES,
    **dialogs.MESSAGES,
}


def render(message: Message, language: Language) -> str:
    """The sentence of a message. Parameters that are messages themselves are rendered too."""
    template = CATALOGUE[message.id][language == "en"]
    params = {k: render(v, language) if isinstance(v, Message) else plain(str(v)) for k, v in message.params.items()}
    return template.format_map(params)


def text(id: str, language: Language, /, **params: object) -> str:
    return render(say(id, **params), language)


def names_of(group: str) -> list[str]:
    """What stands behind the dot in the ids of a group: names_of("kind") are the kinds of events."""
    return [id.partition(".")[2] for id in CATALOGUE if id.startswith(f"{group}.")]


def called(group: str, word: str) -> str | None:
    """What stands behind the dot in the id of the group that is this word, or whose sentence is, in either language."""
    return next((name for name in names_of(group) if word in (name, *CATALOGUE[f"{group}.{name}"])), None)


def has(id: str) -> bool:
    return id in CATALOGUE


def plain(value: str) -> str:
    """Text from data, safe to print: no control characters, so no escape sequence reaches a terminal."""
    if value.isprintable():
        return value
    return "".join(c if c.isprintable() or c in "\u3000" else " " if c in "\n\t" else "\ufffd" for c in value)


def default_language(environ: dict[str, str] | None = None) -> Language:
    """zh where the locale says so, else en."""
    env = os.environ if environ is None else environ
    locale = next((env[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if env.get(name)), "")
    return "zh" if locale.lower().startswith("zh") else "en"
