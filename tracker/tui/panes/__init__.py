"""The screens: each turns the state into rows, details and where Enter leads. Adding one is one line here."""

from __future__ import annotations

from ..view_state import ScreenName
from . import blame, checks, diff, history, lint, ready, search, table, text, years
from .frame import Pane

PANES: dict[ScreenName, Pane] = {
    "history": history,
    "table": table,
    "diff": diff,
    "blame": blame,
    "years": years,
    "checks": checks,
    "text": text,
    "lint": lint,
    "ready": ready,
    "search": search,
}
