"""The closed list of forms."""

from __future__ import annotations

from .identities import Rule
from .spec import Form
from .twelve import TWELVE
from .twelve_checks import RULES as TWELVE_RULES

FORMS: tuple[Form, ...] = (TWELVE,)
DEFAULT = TWELVE


def form_by_id(id: str) -> Form:
    """Raises KeyError where this version of the tracker has no such form."""
    return {form.id: form for form in FORMS}[id]


def rules_of(form: Form) -> tuple[Rule, ...]:
    """The reconciliation rules of the form."""
    return {TWELVE.id: TWELVE_RULES}.get(form.id, ())
