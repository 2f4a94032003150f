"""A view as options of `tracker tui`, and back: what is copied as a link, opened by a colleague, or tested."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Literal, NamedTuple, cast

from .view_state import ViewState

Kind = Literal["number", "point", "text", "texts", "switch"]


class Flag(NamedTuple):
    """An option, and the field of the view state that it sets. `always`: a link says it even where it is the default,
    because the default of another day may be another one."""

    field: str
    option: str
    kind: Kind
    always: bool = False


FLAGS: tuple[Flag, ...] = (
    Flag("screen", "--screen", "text", always=True),
    Flag("year", "--year", "number", always=True),
    Flag("version", "--at", "point", always=True),
    Flag("mark", "--against", "point"),
    Flag("table", "--table", "number", always=True),
    Flag("row", "--row", "text"),
    Flag("column", "--column", "text"),
    Flag("spot", "--on", "text"),
    Flag("axis", "--by", "text", always=True),
    Flag("filter", "--filter", "text"),
    Flag("depth", "--depth", "number"),
    Flag("folded", "--fold", "texts"),
    Flag("changed_only", "--changed", "switch"),
    Flag("standing", "--standing", "switch"),
    Flag("ranked", "--ranked", "switch"),
    Flag("money", "--in", "text"),
    Flag("words", "--words", "text"),
    Flag("prior", "--with", "number"),
    Flag("basis", "--basis", "text"),
    Flag("mode", "--mode", "text"),
    Flag("along", "--along", "text"),
    Flag("uncarried", "--without-carried", "switch"),
    Flag("every", "--all", "switch"),
    Flag("source", "--from", "text"),
    Flag("target", "--to", "text"),
    Flag("picked", "--pick", "texts"),
)


def options(state: ViewState, point: Callable[[int], str] = "@{}".format) -> tuple[str, ...]:
    """The options that open exactly this view; `point` names a version."""
    said: list[str] = []
    for flag in FLAGS:
        value = getattr(state, flag.field)
        if value == getattr(_PLAIN, flag.field) and not flag.always:
            continue
        match flag.kind:
            case "switch":
                said.append(flag.option)
            case "texts":
                said += (f"{flag.option}={key}" for key in sorted(value))
            case "point":
                said.append(f"{flag.option}={point(value)}")
            case _:
                said.append(f"{flag.option}={value}")
    return tuple(said)


def state_of(said: Mapping[str, object], start: ViewState, version: Callable[[str], int]) -> ViewState:
    """The view that was asked for by field; what was not said is as at the `start`. `version` reads a point.

    Raises what `version` raises."""
    changes: dict[str, Any] = {}  # each of the type of its field
    for flag in FLAGS:
        value = said.get(flag.field)
        match flag.kind:
            case "point":
                changes[flag.field] = None if value is None else version(str(value))
            case "texts":
                changes[flag.field] = frozenset(cast("tuple[str, ...]", value or ())) or None
            case _:
                changes[flag.field] = value or None
    plain = replace(_PLAIN, year=start.year, version=start.version, table=start.table, axis=start.axis)
    return replace(plain, **{name: value for name, value in changes.items() if value is not None})


_PLAIN = ViewState(0, 0)
