"""Finding words in everything that people wrote into the log."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from ..model.errors import NotFound, say
from ..model.state import Roster
from ..store.protocol import Passage, Store

_FOLD = str.maketrans({chr(c): chr(c + 32) for c in range(ord("A"), ord("Z") + 1)})


class Hit(NamedTuple):
    """A passage with the place of the first word in it (code points, end excluded); `name`: of the unit or project that
    it is about, "" for documents and reasons."""

    passage: Passage
    start: int
    end: int
    name: str


def search(store: Store, roster: Roster, words: Iterable[str]) -> list[Hit]:
    """Newest first. Raises NotFound where no word is given."""
    wanted = [word for given in words for word in unicodedata.normalize("NFC", given).split()]
    if not wanted:
        raise NotFound(say("search.no-word"))
    return [_hit(passage, wanted[0], roster) for passage in store.search(wanted)]


def _hit(passage: Passage, word: str, roster: Roster) -> Hit:
    start = passage.text.translate(_FOLD).index(word.translate(_FOLD))
    match passage.what:
        case "unit":
            name = roster.last_text("unit", passage.id, "name")
        case "project" | "goal":
            name = roster.last_text("project", passage.id, "name")
        case _:
            name = ""
    return Hit(passage, start, start + len(word), name)
