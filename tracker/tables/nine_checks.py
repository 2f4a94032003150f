"""The reconciliation rules of the nine-table form, as data."""

from __future__ import annotations

from .identities import Rule

RULES: tuple[Rule, ...] = ()
