"""Pieces to whole rows. A long name or goal wraps over lines and pages; the amounts stand on any one of its lines.

A piece without amounts continues the row before it, unless the label of that row is known to be whole: then it begins
the next row. Where neither fits the piece is kept as unknown. What a table knows of its labels comes as a Judge.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from .findings import Findings, Spot
from .lines import fold, join, join_all
from .pieces import Piece
from .reading import Placed

_LONGEST = 300
"""No name of a unit, project or code is longer."""

_MOST_HELD = 50
_MOST_LINES = 6
"""A name without amounts that wraps takes no more lines."""

_SENTENCE = frozenset("。;!?:")


@dataclass(frozen=True, slots=True)
class Name:
    """What a row is called: its code, where the table has codes, and its label."""

    code: str
    label: str


class Judge(Protocol):
    """What a kind of table knows of its labels."""

    def name(self, piece: Piece) -> Name:
        """Code and label of a piece."""

    def is_whole(self, side: str, name: Name) -> bool:
        """Whether this is certainly a whole name."""

    def begins(self, side: str, name: Name) -> bool:
        """Whether a known name begins like this."""

    def may_be_free(self, side: str, name: Name) -> bool:
        """Whether a row may be called this although nobody knows the name."""

    def takes_text(self, name: Name) -> bool:
        """Whether text without a label may continue that of this row."""


@dataclass
class Row:
    """A whole row. `amounts_fen` by read column."""

    spot: Spot
    side: str
    name: Name
    amounts_fen: tuple[int | None, ...]
    printed: tuple[str, ...]
    texts: list[str] = field(default_factory=list)
    wrapped: bool = False
    place: str = ""
    letters: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return join_all(self.texts)


class Joiner:
    """Joins the pieces of one side of one table, in the order of print."""

    def __init__(self, judge: Judge, findings: Findings) -> None:
        self._judge, self._findings = judge, findings
        self._rows: list[Row] = []
        self._held: list[Piece] = []

    def join(self, pieces: Iterable[Piece]) -> list[Row]:
        for piece in pieces:
            if piece.amounts_fen is not None:
                self._full(piece, piece.amounts_fen)
            else:
                self._fragment(piece)
        self._drop(self._release())
        for row in self._rows:
            if row.wrapped:
                self._findings.joined.append(_placed(row))
        return self._rows

    @property
    def _last(self) -> Row | None:
        return self._rows[-1] if self._rows else None

    def _full(self, piece: Piece, amounts_fen: tuple[int | None, ...]) -> None:
        name = self._judge.name(piece)
        held = self._held_name()
        whole = held and self._continued(held, name, piece)
        if held and whole:
            first = self._held[0]
            texts = [p.text for p in (*self._held, piece) if p.text]
            wrapped = bool(name.label) or len(self._held) > 1
            self._held = []
            self._add(piece, Row(first.spot, piece.side, whole, amounts_fen, piece.printed, texts, wrapped))
            return
        texts = [text.text for text in self._release()]
        if not name.code and not name.label:
            self._findings.problem("no-label", piece.spot, text=" ".join(filter(None, piece.printed))[:40])
            return
        texts += [piece.text] if piece.text else []
        self._add(piece, Row(piece.spot, piece.side, name, amounts_fen, piece.printed, texts))

    def _add(self, piece: Piece, row: Row) -> None:
        """Adds a row whose amounts stand in this piece."""
        row.place, row.letters = piece.spot.place, piece.letters
        self._rows.append(row)

    def _continued(self, held: Name, name: Name, piece: Piece) -> Name | None:
        """The name of the row that the held pieces begin and this one goes on with; None where they do not."""
        if name.code or (held.label and self._judge.is_whole(piece.side, name) and name.label):
            return None
        if not name.label:
            return held if held.label else None
        if self._judge.is_whole(piece.side, held) or not (held.label or held.code):
            return None
        whole = Name(held.code, join(held.label, name.label))
        if held.code or self._judge.is_whole(piece.side, whole) or self._judge.begins(piece.side, whole):
            return whole
        last = self._last
        closed = last is None or self._judge.is_whole(last.side, last.name)
        return whole if closed and self._judge.may_be_free(piece.side, whole) else None

    def _held_name(self) -> Name | None:
        if not self._held:
            return None
        first, *others = map(self._judge.name, self._held)
        label = first.label
        for other in others:
            label = join(label, other.label)
        return Name(first.code, label)

    def _fragment(self, piece: Piece) -> None:
        name = self._judge.name(piece)
        if name.code or (name.label and self._judge.is_whole(piece.side, name) and not self._ends_last(piece, name)):
            self._drop(self._release())
            self._held = [piece]
        elif self._held or not self._continues_last(piece, name):
            self._held.append(piece)
            if len(self._held) > _MOST_HELD:
                self._drop(self._release())

    def _ends_last(self, piece: Piece, name: Name) -> bool:
        last = self._last
        return bool(last and self._judge.is_whole(piece.side, Name(last.name.code, join(last.name.label, name.label))))

    def _continues_last(self, piece: Piece, name: Name) -> bool:
        """Adds the piece to the row before it, if that row can go on."""
        last = self._last
        if last is None:
            return False
        if not name.label:
            if not self._judge.takes_text(last.name):
                return False
            last.texts.append(piece.text)
            return True
        if self._judge.is_whole(last.side, last.name):
            return False
        longer = Name(last.name.code, join(last.name.label, name.label))
        known = self._judge.is_whole(last.side, longer)
        if not known and self._judge.begins(piece.side, name):
            return False
        if not known and not (self._judge.may_be_free(last.side, longer) and _goes_on(piece, name, longer)):
            return False
        last.name, last.wrapped = longer, True
        if piece.text:
            last.texts.append(piece.text)
        return True

    def _drop(self, pieces: Iterable[Piece]) -> None:
        for piece in pieces:
            self._findings.strange(piece.spot, " ".join(filter(None, (*piece.labels, piece.text))))

    def _release(self) -> list[Piece]:
        """Places the held pieces without a row to go on in: a known name is a row whose amounts are blank. Text that
        stands alone is given back: it belongs to the row that comes."""
        held, self._held = self._held, []
        texts: list[Piece] = []
        while held:
            n = self._in_one_row(held)
            piece = _as_one(held[: max(n, 1)])
            name = self._judge.name(piece)
            if n and piece.zeros is not None:
                texts_of_row = [piece.text] if piece.text else []
                self._add(piece, Row(piece.spot, piece.side, name, piece.zeros, piece.printed, texts_of_row, n > 1))
            elif n:
                self._findings.problem("no-amounts", piece.spot, text=name.label[:40])
            elif name.label:
                self._drop([piece])
            else:
                texts.append(piece)
            held = held[max(n, 1) :]
        return texts

    def _in_one_row(self, held: Sequence[Piece]) -> int:
        """How many of the pieces together are a row whose amounts are blank: its name is known, however it wraps, or
        has a code."""
        for n in range(min(len(held), _MOST_LINES), 1, -1):
            whole = _as_one(held[:n])
            if held[n - 1].label and self._judge.is_whole(whole.side, self._judge.name(whole)):
                return n
        name = self._judge.name(held[0])
        return 1 if name.label and (name.code or self._judge.is_whole(held[0].side, name)) else 0


def _as_one(pieces: Sequence[Piece]) -> Piece:
    """Pieces of a row whose amounts are blank in one."""
    if len(pieces) == 1:
        return pieces[0]
    labels = (*pieces[0].labels[:-1], join_all(label for piece in pieces for label in piece.labels[-1:]))
    return replace(pieces[0], labels=labels, text=join_all(piece.text for piece in pieces))


def _placed(row: Row) -> Placed:
    return Placed(row.spot.line, row.name.label, row.spot.place)


def _goes_on(piece: Piece, name: Name, longer: Name) -> bool:
    """Whether a piece reads like the rest of a name, not like a line of text that strayed into the table."""
    return not piece.loose and len(longer.label) <= _LONGEST and not _SENTENCE & set(fold(name.label))
