"""The reconciliation rules of final accounts (domain.md 4), as data."""

from __future__ import annotations

from .identities import Rule

RULES: tuple[Rule, ...] = ()
