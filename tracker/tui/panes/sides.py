"""What the panes that compare two sides say of them: their names, their basis."""

from __future__ import annotations

from ..comparing import End, Ends
from ..figures import version
from ..grid import Line
from ..reader import Reader
from .words import milestone


def named(reader: Reader, end: End) -> str:
    """The year of a side, what of it, at which version; a file by its name, a statement by its id."""
    seq = end.named.point.seq
    if file := reader.file_name(seq):
        return f"{reader.word('tui.year', year=end.year)} {file}"
    text = end.named.text
    kind = reader.word(f"tui.text.kind.{end.kind}") if end.kind else milestone(reader, text) if "/" in text else ""
    at = text if end.named.statement and not end.kind else version(seq)
    year = reader.word("tui.year", year=end.year) if end.kind or not kind else ""
    return " ".join(filter(None, (year, kind, at)))


def title(reader: Reader, ends: Ends) -> Line:
    return (
        (named(reader, ends.old), "strong"),
        ("  ->  ", ""),
        (named(reader, ends.new), "strong"),
    )


def basis(reader: Reader, ends: Ends) -> str:
    """What is compared, where it is not two versions as they stand."""
    kinds = [end.kind for end in (ends.old, ends.new)]
    if None in kinds:
        return ""
    old, new = (reader.word(f"tui.basis.{kind}") for kind in kinds)
    if old == new:
        return new
    return f"{new}/{reader.word(f'tui.text.kind.{kinds[0]}')}"
