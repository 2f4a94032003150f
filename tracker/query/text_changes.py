"""Two versions of a text side by side: what stayed, what went, what came."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

_WORD = re.compile(r"[0-9]+(?:[.,][0-9]+)*%?|[A-Za-z]+|.", re.DOTALL)
_MOST_PAIRS = 4_000_000
"""Longer texts are not told apart word by word: the time grows with the product of their lengths."""


class Piece(NamedTuple):
    how: Literal["same", "removed", "added"]
    text: str


def text_changes(before: str, after: str) -> tuple[Piece, ...]:
    """The pieces of both texts in order: without the added ones they are the text before, without the removed ones the
    text after. A number or a Latin word is never cut."""
    if len(before) * len(after) > _MOST_PAIRS:
        return tuple(piece for piece in (Piece("removed", before), Piece("added", after)) if piece.text)
    from difflib import SequenceMatcher  # a plain read does without

    old, new = _WORD.findall(before), _WORD.findall(after)
    found: list[Piece] = []
    for operation, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, come = "".join(old[i:j]), "".join(new[k:m])
        if operation == "equal":
            found.append(Piece("same", gone))
        else:
            found += [piece for piece in (Piece("removed", gone), Piece("added", come)) if piece.text]
    return tuple(found)


def share_kept(pieces: tuple[Piece, ...]) -> float:
    """Which part of the two texts stayed, from 0 to 1."""
    kept = 2 * sum(len(piece.text) for piece in pieces if piece.how == "same")
    whole = kept + sum(len(piece.text) for piece in pieces if piece.how != "same")
    return kept / whole if whole else 1.0
