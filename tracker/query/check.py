"""The reconciliation of one year at one point."""

from __future__ import annotations

from ..tables.checks import Check, run_checks
from .year import YearView


def check(view: YearView) -> list[Check]:
    return run_checks(view.form, view.tables())
