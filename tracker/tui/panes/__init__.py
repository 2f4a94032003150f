"""The screens: each turns the state into rows, details and where Enter leads. A screen's module has its name, and is
imported when it is first shown: most of them need queries that the first paint does without."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

from ..view_state import ScreenName
from .frame import Pane

if TYPE_CHECKING:
    from . import blame, bridge, checks, diff, history, lint, proposals, ready, search, table, text, years

    _ALL: dict[ScreenName, Pane] = {
        "history": history,
        "table": table,
        "diff": diff,
        "blame": blame,
        "years": years,
        "checks": checks,
        "text": text,
        "lint": lint,
        "ready": ready,
        "bridge": bridge,
        "proposals": proposals,
        "search": search,
    }


class _Panes:
    def __getitem__(self, name: ScreenName) -> Pane:
        return cast("Pane", import_module(f".{name}", __package__))  # held against `Pane` above


PANES = _Panes()
