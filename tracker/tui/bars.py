"""The four lines around the rows: tabs, title, status, footer. Each fits its width by leaving out whole parts."""

from __future__ import annotations

from collections.abc import Collection

from .cells import line_width, width_of
from .figures import version
from .grid import Line, Piece, Shown
from .keys import KEYS, number_of
from .panes.frame import Frame
from .panes.words import called
from .reader import Reader
from .view_state import IN_WORDS, SCREENS, ScreenName, ViewState

_GAP = "  "


_LEAST_OWNER = 12
"""Cells that tell a department from another."""


def tabs(reader: Reader, state: ViewState, width: int) -> Line:
    """The screens with their keys, closer together where the line is short, and where it is shorter still without the
    names of those elsewhere, the ones with a letter first; the name of the book at the right where it fits."""
    line = _tabs(reader, state, width)
    owner = reader.owner(state)
    room = width - line_width(line) - 1
    if owner and room >= _LEAST_OWNER:
        text = owner if width_of(owner) <= room else _cut(owner, room)
        line += ((" " * (room + 1 - width_of(text)), ""), (text, "dim"))
    return tuple(line)


def _tabs(reader: Reader, state: ViewState, width: int) -> list[Piece]:
    """Each screen, and a blank between two."""
    numbered = [name for name in SCREENS if number_of(name).isdigit()]
    ways = ((SCREENS, " ", " "), (SCREENS, "", " "), (SCREENS, "", ""), (numbered, "", ""), ((), " ", " "))
    lines = [_spaced(reader, state, *way) for way in ways]
    return next((line for line in lines if line_width(line) <= width), lines[-1])


def _spaced(reader: Reader, state: ViewState, named: Collection[ScreenName], pad: str, blank: str) -> list[Piece]:
    line: list[Piece] = []
    for name in SCREENS:
        here, key = name == state.screen, number_of(name)
        word, apart = reader.word(f"tui.screen.{name}"), " " if here else blank
        label = f"{key}{apart}{word}" if here or name in named else key
        line += ((f"[{label}]" if here else f"{pad}{label}{pad}", "head" if here else ""), (" ", ""))
    return line[:-1]


def tab_at(reader: Reader, state: ViewState, width: int, x: int) -> ScreenName | None:
    """The screen whose name stands at a cell of the line of tabs."""
    at = 0
    for n, (text, _) in enumerate(_tabs(reader, state, width)):
        at += width_of(text)
        if x < at:
            return SCREENS[n // 2] if n % 2 == 0 else None
    return None


def _cut(text: str, room: int) -> str:
    """The end of a long name says more than its beginning, which is the place."""
    while width_of(text) > room - 1:
        text = text[1:]
    return "~" + text


def title(reader: Reader, state: ViewState, frame: Frame, shown: Shown) -> Line:
    """The pane's own title, then what limits the rows."""
    line = list(frame.title)
    total = len(frame.grid.rows)
    if frame.rounded:
        line.append((f"  {reader.word('tui.rounded')}", "dim"))
    if state.filter:
        said = reader.word("tui.filtered", text=state.filter, hits=shown.hits, total=total)
        line.append((f"  {said}", "warn"))
    if state.changed_only:
        line.append((f"  {reader.word_for(state.screen, 'tui.changed-only', hits=shown.hits, total=total)}", "warn"))
    if state.depth:
        line.append((f"  {reader.word('tui.depth', depth=state.depth)}", "dim"))
    return tuple(line)


def status(reader: Reader, state: ViewState, place: tuple[int, int], width: int, basis: str = "") -> Line:
    """Version, year, basis and unit always; mark, place, date and the rest while they fit. `place` is (row, rows),
    `basis` whose amounts are shown where they are not the current ones."""
    row = reader.log_row(state.version)
    old = state.version < reader.head
    name = f"{reader.word('tui.past')} {version(state.version)}" if old else version(state.version)
    if not reader.head:
        return ((f" {reader.word('tui.empty')}", "strong"), (" | ", "dim"), (reader.word("tui.unit.wan"), "strong"))
    must: list[Piece] = [
        (f" {name}", "warn" if old else "strong"),
        (reader.word("tui.year", year=state.year), ""),
        (basis or reader.word("tui.basis.current"), ""),
        (reader.word(f"tui.unit.{'wan' if state.screen in IN_WORDS else state.money}"), "strong"),
    ]
    may: list[tuple[int, Piece]] = []
    if state.mark is not None:
        may.append((4, (f"A={version(state.mark)}", "strong")))
    if place[1]:
        may.append((5, (reader.word("tui.place", row=place[0], rows=place[1]), "")))
    if row is not None:
        may.append((1, (row.header.effective, "")))
        if name := called(reader, row):
            may.append((1, (name, "head")))
    if reader.read_only:
        may.append((5, (reader.word("tui.read-only"), "bad")))
    parts = list(enumerate(must))
    for after, piece in may:
        if line_width(_joined([*(p for _, p in parts), piece])) <= width:
            parts.append((after - 1, piece))
    return _joined([piece for _, piece in sorted(parts, key=lambda part: part[0])])


def _joined(pieces: list[Piece]) -> Line:
    line: list[Piece] = []
    for n, piece in enumerate(pieces):
        line += ((" | ", "dim"), piece) if n else (piece,)
    return tuple(line)


def footer(reader: Reader, screen: ScreenName, width: int) -> Line:
    """The keys that this screen needs most. Help and quit always show; of the others as many as fit."""
    wanted = [key for key in KEYS if screen in key.footer]
    always = {"help", "quit"}
    labels = {key.action: reader.word_for(screen, f"tui.short.{key.action}") for key in wanted}
    used = sum(_label_width(key.short, labels[key.action]) for key in wanted if key.action in always)
    line: list[Piece] = [(" ", "")]
    used += 1
    for key in wanted:
        size = _label_width(key.short, labels[key.action])
        if key.action not in always:
            if used + size > width:
                continue
            used += size
        line += ((key.short, "head"), (labels[key.action] + _GAP, ""))
    return tuple(line)


def _label_width(short: str, label: str) -> int:
    return width_of(short) + width_of(label) + len(_GAP)
