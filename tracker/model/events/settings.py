"""The book's own settings: judged later by what was in force then."""

from __future__ import annotations

import re
from typing import Literal, Self

from ..desk import Desk
from ..errors import Refused, say
from ..fields import Prose, Text
from ..state import Change
from .base import Effects, Event, Place

_KEYS = re.compile(r"name|warnings\.hard|template\.explanation(\.\d{4})?|code\.(function|economic)\.\d{3,7}", re.ASCII)


class SettingsChanged(Event):
    """`changes` by key: `name` (of the book), `warnings.hard` (rule ids that may not be passed with a reason),
    `code.function.CODE` and `code.economic.CODE` (the name of a code in this book), `template.explanation` and
    `template.explanation.YEAR` (the explanation's template, of every year or of one). null takes a setting away."""

    kind: Literal["SettingsChanged"]
    v: Literal[1] = 1
    changes: dict[Text, Prose | None]

    def decide(self, desk: Desk) -> Self:
        for key in self.changes:
            if not _KEYS.fullmatch(key):
                raise Refused("I29", say("refused.setting-unknown", key=key))
        return self

    def effects(self, place: Place) -> Effects:
        return Effects(
            changes=tuple(Change("setting", "book", key, value) for key, value in sorted(self.changes.items()))
        )
