"""From an action to the next trail, or to the reason why there is none."""

from __future__ import annotations

from dataclasses import replace

from ..messages import has
from ..model.errors import Message, say
from . import moves
from .comparing import modes_of
from .keys import Action
from .panes import PANES
from .reader import Reader
from .view_state import IN_WORDS, Trail, ViewState

_STAYING: frozenset[Action] = frozenset(
    {
        "older",
        "newer",
        "mark",
        "changed",
        "axis",
        "rank",
        "table-on",
        "table-back",
        "fold",
        "depth",
        "unfold",
        "unit",
        "clear",
        "mode",
        "carried",
        "pick-all",
    }
)
"""Moves that their own opposite takes back: `<` goes past them to the last jump."""


def act(action: Action, reader: Reader, trail: Trail, row: str) -> Trail | Message:
    """The trail after an action on the row under the cursor; a message where it cannot be done."""
    match action:
        case "back":
            return trail.back() if trail.past else say("tui.stuck.back")
        case "forward":
            return trail.forward() if trail.ahead else say("tui.stuck.forward")
    outcome = _next(action, reader, trail.here, row)
    if isinstance(outcome, Message):
        return outcome
    if outcome == trail.here:
        return say(f"tui.stuck.{action}" if has(f"tui.stuck.{action}") else "tui.stuck")
    return trail.stay(outcome) if action in _STAYING else trail.go(outcome)


def _next(action: Action, reader: Reader, state: ViewState, row: str) -> ViewState | Message:
    facts, pane = reader.facts(state), PANES[state.screen]
    match action:
        case "older":
            return _new_version(state, moves.step_version(state, -1, facts))
        case "newer":
            return _new_version(state, moves.step_version(state, 1, facts))
        case "milestone-back":
            return _new_version(state, moves.step_milestone(state, -1, facts))
        case "milestone-on":
            return _new_version(state, moves.step_milestone(state, 1, facts))
        case "first":
            return _new_version(state, moves.to_version(state, 1, facts))
        case "latest":
            return _new_version(state, moves.to_version(state, facts.head, facts))
        case "year-back":
            return moves.step_year(state, -1, facts)
        case "year-on":
            return moves.step_year(state, 1, facts)
        case "mark":
            if state.screen == "proposals":
                from .panes import proposals

                return proposals.picked(reader, state, row)
            return moves.toggle_mark(state)
        case "pick-all":
            if state.screen == "proposals":
                from .panes import proposals

                return proposals.all_picked(reader, state)
            return say("tui.only-in-proposals")
        case "mode":
            if state.screen not in ("years", "bridge"):
                return say("tui.only-in-years")
            return moves.next_mode(state, modes_of(state))
        case "carried":
            return moves.toggle_carried(state) if state.screen == "years" else say("tui.only-in-years")
        case "swap":
            return moves.swap(state)
        case "changed":
            return moves.toggle_changed(state)
        case "axis":
            return _another_way(reader, state, row)
        case "rank":
            return moves.toggle_ranked(state) if state.screen == "diff" else say("tui.only-in-diff-rank")
        case (
            "history"
            | "table"
            | "diff"
            | "blame"
            | "years"
            | "checks"
            | "text"
            | "lint"
            | "ready"
            | "bridge"
            | "proposals"
            | "search"
        ):
            return moves.show(state, action)
        case "table-on" | "table-back":
            stepped = moves.step_table(state, 1 if action == "table-on" else -1, facts)
            return replace(stepped, spot="") if stepped != state else state
        case "fold" | "depth" | "unfold" if state.screen == "bridge":
            return moves.toggle_every(state)
        case "fold":
            return moves.toggle_fold(state, row)
        case "depth":
            return moves.next_depth(state)
        case "unfold":
            return moves.unfold_all(state)
        case "unit":
            return moves.next_unit(state) if state.screen not in IN_WORDS else say("tui.only-in-wan")
        case "clear":
            return moves.clear(state)
        case "open":
            return pane.opened(reader, state)
        case "blame-cell":
            return pane.blamed(reader, state)
        case "before":
            if state.screen not in ("blame", "table"):
                return say("tui.no-cell")
            from .panes import blame

            return blame.before(reader, moves.show(state, "blame"))
        case _:
            return state


def _another_way(reader: Reader, state: ViewState, row: str) -> ViewState | Message:
    """Other rows for the same amounts, another basis of the text, another reading of a proposal."""
    match state.screen:
        case "text":
            from .panes import text

            return moves.toggle_standing(state) if text.may_stand(reader, state) else say("tui.text.one-basis")
        case "diff":
            return moves.next_axis(state, reader.axes(state))
        case "bridge":
            ends = reader.bridged(state)
            return moves.next_axis(state, reader.bridge_axes(ends)) if ends else say("tui.stuck")
        case "years":
            ends = reader.years(state)
            return moves.next_along(state, ("table", *reader.bridge_axes(ends))) if ends else say("tui.stuck")
        case "proposals":
            from .panes import proposals

            return proposals.another(reader, state, row)
        case _:
            return say("tui.only-in-diff")


def _new_version(state: ViewState, moved: ViewState) -> ViewState:
    """In the history of a cell every version has entries of its own."""
    return replace(moved, spot="") if state.screen == "blame" and moved.version != state.version else moved
