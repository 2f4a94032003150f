"""Lines of text that several panes say about a version, a revision, a cell."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ...model.money import MoneyUnit
from ...query.log import LogRow
from ...store.protocol import Header
from ..figures import instant, signed, tone, version
from ..grid import Line, Piece
from ..reader import Reader

if TYPE_CHECKING:
    from ...query.diff import Cause


def about(reader: Reader, row: LogRow) -> str:
    """What the revision is about, in a word, and how much else it holds."""
    labels = row.labels
    more = f" +{len(labels) - 1}" if len(labels) > 1 else ""
    word = reader.word(labels[0])
    return (reader.marked(word) if row.inferred else word) + more


def fate(reader: Reader, row: LogRow) -> str:
    """What became of a revision, or what is special about it; nothing of one that was just recorded."""
    if row.reversed_by:
        return reader.word("tui.reversed", seq=row.reversed_by)
    return "" if row.status == "recorded" else f"[{reader.word(f'status.{row.status}')}]"


def milestones(reader: Reader, names: Iterable[str]) -> str:
    return " ".join(f"[{milestone(reader, name)}]" for name in names)


def called(reader: Reader, row: LogRow) -> str:
    """The names of a version; of a file that of the file."""
    return reader.file_name(row.header.seq) or milestones(reader, row.milestones)


def milestone(reader: Reader, name: str) -> str:
    """A milestone as the field calls it; one that a user named, by its name."""
    year, _, stage = name.partition("/")
    word = reader.named("tui.stage", stage)
    return f"{year} {word}" if stage and word != stage else name


def who(reader: Reader, header: Header) -> str:
    parts = (header.by, reader.named("authority", header.authority))
    return " ".join(part for part in parts if part)


def document(header: Header) -> str:
    return " ".join(part for part in (header.number, header.title, header.date) if part)


def origin(reader: Reader, header: Header) -> Line:
    """Which revision, when effective, when recorded, by whom."""
    return (
        (version(header.seq), "strong"),
        (f"  {reader.word('tui.effective')}", "word"),
        (f" {header.effective}  ", ""),
        (reader.word("tui.recorded"), "word"),
        (f" {instant(header.recorded)}  ", ""),
        (who(reader, header), ""),
    )


def basis(reader: Reader, header: Header) -> Line:
    """The document and the reason."""
    pieces: list[Piece] = []
    if document(header):
        pieces += ((reader.word("tui.document"), "word"), (f" {document(header)}  ", ""))
    if header.reason:
        pieces += ((reader.word("tui.reason"), "word"), (f" {header.reason}", ""))
    return tuple(pieces)


def cause(reader: Reader, found: Cause, money: MoneyUnit = "wan") -> Line:
    header = found.header
    word = reader.word("tui.unattributed") if found.unattributed else reader.event(found.kind, found.header)
    return (
        (f"{version(header.seq):<5}", "strong"),
        (f"{header.effective}  ", ""),
        (f"{word} ", ""),
        (f"{signed(found.amount_fen, money)}  ", tone(found.amount_fen)),
        (reader.document(header), ""),
    )
