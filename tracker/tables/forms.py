"""The closed list of forms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .final import FINAL
from .nine import NINE
from .spec import Form
from .twelve import TWELVE

if TYPE_CHECKING:
    from .identities import Rule

FORMS: tuple[Form, ...] = (TWELVE, NINE, FINAL)
DEFAULT = TWELVE


def form_by_id(id: str) -> Form:
    """Raises KeyError where this version of the tracker has no such form."""
    return {form.id: form for form in FORMS}[id]


def is_outturn(id: str) -> bool:
    """Whether documents in the form tell what was spent."""
    return any(form.outturn for form in FORMS if form.id == id)


def rules_of(form: Form) -> tuple[Rule, ...]:
    """The reconciliation rules of the form."""
    match form.id:  # only checks need them
        case TWELVE.id:
            from .twelve_checks import RULES
        case NINE.id:
            from .nine_checks import RULES
        case FINAL.id:
            from .final_checks import RULES
        case _:
            return ()
    return RULES
