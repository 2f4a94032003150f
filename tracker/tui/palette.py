"""What can be gone to or done by typing: commands, tables, versions, codes and names, in either language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from ..messages import text as said
from ..model.errors import NotFound
from . import moves
from .keys import KEYS, Action
from .panes import words
from .reader import Reader
from .view_state import Cell, ViewState

_MOST = 200
_MOVING = frozenset({"up", "down", "left", "right", "page-up", "page-down", "half-up", "half-down", "palette", "clear"})
"""Keys that are no commands by themselves."""
_PAIR = re.compile(r"[@vV](\d{1,9})\s*(?:\.\.|→|-)\s*[@vV]?(\d{1,9})", re.ASCII)
_VERSION = re.compile(r"[@vV](\d{1,9})", re.ASCII)
_CELL = re.compile(r"(\d{1,3})/(\S+)", re.ASCII)


class Choice(NamedTuple):
    """One line of the palette; `more` is found too, and not shown."""

    label: str
    hint: str
    target: Action | ViewState
    more: str = ""


def choices(reader: Reader, state: ViewState) -> tuple[Choice, ...]:
    """Everything, the commands first."""
    return (
        *_commands(reader),
        *_tables(reader, state),
        *_milestones(reader, state),
        *_comparisons(reader, state),
        *_rows(reader, state),
    )


def _commands(reader: Reader) -> Iterator[Choice]:
    for key in KEYS:
        if key.action not in _MOVING:
            id = f"tui.key.{key.action}"
            yield Choice(reader.word(id), key.printed, key.action, f"{said(id, 'zh')} {said(id, 'en')}")


def _tables(reader: Reader, state: ViewState) -> Iterator[Choice]:
    if not reader.head:
        return
    for spec in reader.view(state).form.tables:
        there = moves.show(replace(state, table=spec.number, row="", column="", filter=""), "table")
        label = reader.word("tui.table.title", number=spec.number, title=spec.title)
        yield Choice(label, reader.word("tui.palette.table"), there, f"table {spec.number}")


def _milestones(reader: Reader, state: ViewState) -> Iterator[Choice]:
    for seq in reversed(reader.facts(state).milestones):
        row = reader.log_row(seq)
        if row is not None:
            there = replace(state, version=seq, year=_year_of(row.milestones, state.year))
            names = " ".join(row.milestones)
            yield Choice(f"@{seq} {words.called(reader, row)}", reader.word("tui.palette.version"), there, names)


def _comparisons(reader: Reader, state: ViewState) -> Iterator[Choice]:
    """What the shown year can be compared with, on which basis."""
    if reader.head:
        from .choices import sides_to_choose

        yield from sides_to_choose(reader, state if state.screen == "bridge" else moves.show(state, "years"))


def _year_of(names: Sequence[str], otherwise: int) -> int:
    years = [int(name[:4]) for name in names if name[:4].isdecimal() and name[4:5] == "/"]
    return years[0] if years else otherwise


def _rows(reader: Reader, state: ViewState) -> Iterator[Choice]:
    """The rows of every table, those of the table in view first."""
    if not reader.head:
        return
    view = reader.view(state)
    specs = sorted(view.form.tables, key=lambda spec: spec.number != state.table)
    for spec in specs:
        for row in view.table(spec.role).rows:
            head = row.head
            there = moves.see(state, Cell(spec.number, row.key), state.version)
            name = " ".join(part for part in (head.code or head.side, head.label) if part)
            number = f"{reader.word('tui.table.word')}{spec.number}"
            yield Choice(name, f"{number} {head.unit}".strip(), there)


def found(reader: Reader, state: ViewState, among: Sequence[Choice], typed: str) -> list[Choice]:
    """The choices that fit: a place as it is written (@3, @3..@7, 3/2080505), then those in which every word occurs,
    the ones that begin with it first."""
    wanted = typed.casefold().split()
    hits = [one for one in among if all(word in f"{one.label} {one.more}".casefold() for word in wanted)]
    if wanted:
        hits.sort(key=lambda one: not one.label.casefold().startswith(wanted[0]))
    return [*_typed(reader, state, typed.strip()), *hits][:_MOST]


def _typed(reader: Reader, state: ViewState, typed: str) -> Iterator[Choice]:
    if match := _PAIR.fullmatch(typed):
        first, last = (min(int(n), reader.head) for n in match.groups())
        there = moves.show(replace(state, mark=first, version=max(last, 1)), "diff")
        yield Choice(f"@{first} -> @{last}", reader.word("tui.screen.diff"), there)
    elif match := _VERSION.fullmatch(typed):
        seq = min(max(int(match[1]), 1), reader.head)
        yield Choice(f"@{seq}", reader.word("tui.palette.version"), replace(state, version=seq))
    elif match := _CELL.fullmatch(typed):
        try:
            cell = reader.find(state, int(match[1]), match[2])
        except NotFound:
            return
        yield Choice(typed, reader.word("tui.palette.row"), moves.see(state, cell, state.version))
