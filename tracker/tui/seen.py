"""What a screen shows, as plain data with its version, basis and unit: to be copied, exported, or printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..messages import plain
from . import bars
from .grid import Grid, GridRow, Line, shown
from .layout import GUTTER, Layout
from .manuscript import Manuscript
from .panes import PANES
from .panes.frame import Frame
from .reader import Reader
from .view_state import ViewState

_LAST_CELL = 1
"""A line of a layout keeps its last cell free."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A view without its widgets. `caption` says version, year, basis, unit and what limits the rows; `rows` are the
    visible ones as they are shown, `marks` and `levels` beside them; `text` is a running text."""

    title: str
    caption: str
    labels: tuple[str, ...]
    figures: tuple[bool, ...]
    rows: tuple[tuple[str, ...], ...] = ()
    marks: tuple[str, ...] = ()
    levels: tuple[int, ...] = ()
    text: tuple[str, ...] = ()

    def values(self) -> tuple[tuple[str, ...], ...]:
        """The rows with figures as spreadsheets read them: without separators of thousands."""
        return tuple(
            tuple(
                cell.replace(",", "") if is_figure else cell for cell, is_figure in zip(row, self.figures, strict=True)
            )
            for row in self.rows
        )


def seen(reader: Reader, state: ViewState) -> Seen:
    """What the screen of this state shows. Raises TrackerError where it cannot be shown."""
    pane = PANES[state.screen]
    frame = pane.frame(reader, state)
    grid = frame.grid
    view = shown(grid, text=state.filter, depth=state.depth, folded=state.folded, changed_only=state.changed_only)
    width = len(grid.columns)
    title = text_of(bars.title(reader, state, frame, view)).strip()
    status = text_of(bars.status(reader, state, (0, 0), 10_000, frame.basis)).strip()
    caption = f"{reader.word('tui.column.version')} {status}"
    return Seen(
        title,
        caption,
        tuple(plain(" ".join(part for part in (column.group, column.label) if part)) for column in grid.columns),
        tuple(column.right for column in grid.columns),
        tuple((*map(plain, row.cells[:width]), *[""] * (width - len(row.cells))) for row in view.rows) if width else (),
        tuple(row.mark for row in view.rows),
        tuple(row.level for row in view.rows),
        tuple(p.text for p in grid.paragraphs) if isinstance(grid, Manuscript) else (),
    )


def plain_lines(reader: Reader, state: ViewState) -> list[str]:
    """The whole screen as text: title, rows, what stands below them, and the status. Raises TrackerError."""
    pane = PANES[state.screen]
    frame = pane.frame(reader, state)
    view = shown(frame.grid, text=state.filter, depth=state.depth, folded=state.folded, changed_only=state.changed_only)
    lines = [text_of(bars.title(reader, state, frame, view)).strip(), *_rows(frame, view.rows, view.folded)]
    if not view.rows:
        lines += frame.empty.split("\n")
    detail = pane.detail(reader, state, thorough=True) if view.rows else ()
    lines += ["", *(text_of(line) for line in detail)]
    lines += ["", text_of(bars.status(reader, state, (0, 0), 10_000, frame.basis)).strip()]
    return [line.rstrip() for line in lines]


def _rows(frame: Frame, rows: Sequence[GridRow], folded: frozenset[str]) -> list[str]:
    grid = frame.grid
    if isinstance(grid, Manuscript):
        return [paragraph.text for paragraph in grid.paragraphs]
    if not grid.columns or not rows:
        return []
    layout = Layout.of(grid, _width_of(grid))
    lines = ["".join(piece.text for piece in layout.header(n)) for n in range(layout.header_lines)]
    return lines + [
        "".join(p.text for p in layout.row(row, cursor=row.key == frame.cursor, folded=row.key in folded))
        for row in rows
    ]


def _width_of(grid: Grid) -> int:
    """As many cells as every column whole needs."""
    natural = Layout.of(grid, 0).natural
    return GUTTER + sum(natural) + len(natural) + _LAST_CELL


def text_of(line: Line) -> str:
    return "".join(plain(text) for text, _ in line)
