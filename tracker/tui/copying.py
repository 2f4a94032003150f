"""What can be copied of a view: the cell, the row, the rows as seen, a link to the view, a citation."""

from __future__ import annotations

import shlex
from typing import Literal, NamedTuple

from ..model.errors import Message, say
from .figures import amount, yuan
from .link import options
from .panes import blame, words
from .panes.table import name
from .reader import Reader
from .seen import Seen, seen
from .view_state import ViewState

What = Literal["cell", "row", "table", "link", "citation"]
KEYS: dict[str, What] = {"c": "cell", "r": "row", "t": "table", "l": "link", "s": "citation"}


class Copied(NamedTuple):
    """The text for the clipboard, and what the reader is told of it."""

    text: str
    told: str


def copied(reader: Reader, state: ViewState, row: int, what: What) -> Copied | Message:
    """What is copied of a view with the cursor on its visible row number `row`; why not where that is impossible."""
    match what:
        case "cell":
            return _cell(reader, state)
        case "citation":
            return _citation(reader, state)
        case "link":
            line = shlex.join(link(reader, state))
            return Copied(line, line)
        case "row":
            view = seen(reader, state)
            values = view.values()
            if row >= len(values):
                return say("tui.copy.nothing")
            return Copied("\t".join(values[row]), "  ".join(view.rows[row]))
        case "table":
            view = seen(reader, state)
            return Copied(as_tsv(view), reader.word("tui.copy.rows", count=len(view.rows)))


def link(reader: Reader, state: ViewState) -> list[str]:
    """The command that opens this very view."""
    files = reader.file_paths
    book = [] if files else ["--book", reader.path]
    return ["tracker", *book, "tui", *files, *options(state, reader.point_name)]


def as_tsv(view: Seen) -> str:
    """Title and caption, the labels, the visible rows; a running text as it is."""
    rows = view.text if view.text else ("\t".join(row) for row in (view.labels, *view.values()))
    return "\n".join((view.title, view.caption, *rows)) + "\n"


def _cell(reader: Reader, state: ViewState) -> Copied | Message:
    if state.screen not in ("table", "blame"):
        return say("tui.no-cell")
    found = reader.blame(state, state.cell)
    if found.value_fen is None:
        return say("tui.copy.nothing")
    shown = amount(found.value_fen, state.money)
    told = reader.word("tui.copy.cell", amount=shown, unit=reader.money(state), yuan=yuan(found.value_fen))
    return Copied(shown.replace(",", ""), told)


def _citation(reader: Reader, state: ViewState) -> Copied | Message:
    """Whose budget, which cell, how much, at which version, and the document of the newest change."""
    if state.screen not in ("table", "blame"):
        return say("tui.no-cell")
    found = reader.blame(state, state.cell)
    entry = blame.entry_at(reader, state) if state.screen == "blame" else (found.entries[-1] if found.entries else None)
    place = f"{name(reader, found.table, found.row)} / {found.column}"
    value = found.value_fen if entry is None or state.screen == "table" else entry.after_fen
    said = [f"@{state.version}"]
    if entry is not None:
        said.append(" ".join((reader.event(entry.kind, entry.header), entry.header.effective)))
        said.append(words.document(entry.header))
        if entry.evidence:
            said.append(reader.say(entry.evidence.standing(found.column)))
    citation = reader.word(
        "tui.copy.citation", owner=reader.owner(state), year=state.year, place=place, amount=amount(value, state.money),
        unit=reader.money(state),
        source=reader.word("tui.copy.comma").join(part for part in said if part),
    )  # fmt: skip
    return Copied(citation, citation)
