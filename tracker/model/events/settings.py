"""The book's own settings: judged later by what was in force then."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal, Self

from ..authority import PREFIX, parse_row, shipped_table
from ..desk import Desk
from ..errors import Message, Refused, say
from ..fields import Prose, Text
from ..names import Names
from ..rules import RULES
from ..state import Change
from .base import Effects, Event, Place

_KEYS = re.compile(
    r"name|warnings\.hard|approval\.required|template\.explanation(\.\d{4})?|code\.(function|economic)\.\d{3,7}"
    r"|codes\.(function|economic)\.complete",
    re.ASCII,
)

_YEAR = re.compile(r"\d{4}", re.ASCII)
_MAY_BE_HARD = [rule.id for rule in RULES if rule.strictness in ("warning", "remark")]


class SettingsChanged(Event):
    """`changes` by key: `name` (of the book), `warnings.hard` (rule ids that may not be passed with a reason),
    `approval.required` (kinds that only count when somebody else approves them, or "all"), `authority.ACT` (a row of
    the authority table), `code.function.CODE` and `code.economic.CODE` (the name of a code in this book),
    `codes.function.complete` and `codes.economic.complete` (years of which the list of codes is complete),
    `template.explanation` and `template.explanation.YEAR` (the explanation's template, of every year or of one). null
    takes a setting away."""

    after_close = True

    kind: Literal["SettingsChanged"]
    v: Literal[1] = 1
    changes: dict[Text, Prose | None]

    def decide(self, desk: Desk) -> Self:
        for key, value in self.changes.items():
            act = key.removeprefix(PREFIX)
            if not _KEYS.fullmatch(key) and (act == key or act not in shipped_table()):
                raise Refused("I29", say("refused.setting-unknown", key=key))
            if value is None:
                continue
            if act != key:
                _require_row(key, value)
            else:
                _require_words(key, value)
        return self

    def effects(self, place: Place) -> Effects:
        return Effects(
            changes=tuple(Change("setting", "book", key, value) for key, value in sorted(self.changes.items()))
        )

    def acts(self) -> tuple[tuple[str, int], ...]:
        return (("settings", 0),) if any(key.startswith(_CONTROLS) for key in self.changes) else ()

    def describe(self, names: Names) -> Message:
        told = (f"{key} = {(value or '-').splitlines()[0][:60]}" for key, value in sorted(self.changes.items()))
        return say("event.SettingsChanged", changes="；".join(told))


_CONTROLS = (PREFIX, "approval.", "warnings.", "codes.")
"""Settings that say what may be recorded, and by whom."""


def _require_words(key: str, value: str) -> None:
    """What lists words, with spaces between them, lists words that mean something. Raises Refused I29."""
    from . import KINDS  # which lists this module's kind too

    known: Callable[[str], object] | None = None
    if key == "warnings.hard":
        known = _MAY_BE_HARD.__contains__
        expected = " ".join(_MAY_BE_HARD)
    elif key == "approval.required":
        kinds = [kind.__name__ for kind in KINDS if kind.proposable]
        known, expected = {"all", *kinds}.__contains__, " ".join(("all", *kinds))
    elif key.endswith(".complete"):
        known, expected = _YEAR.fullmatch, "YEAR YEAR..."
    if known and (wrong := [word for word in value.split() if not known(word)]):
        raise Refused("I29", say("refused.setting-value", key=key, value=" ".join(wrong), expected=expected))


def _require_row(key: str, value: str) -> None:
    try:
        parse_row(value)
    except ValueError:
        raise Refused("I29", say("refused.authority-row", key=key, value=value)) from None
