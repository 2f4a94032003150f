"""The kinds of event, one class each. `AnyEvent` is the closed list; a new kind is a class and its entry here."""

from __future__ import annotations

from typing import Annotated, get_args

from pydantic import Field

from .base import Event
from .control import RevisionReversed
from .crosswalk import CrosswalkAdopted
from .evidence import DisclosureFactsStated, MilestoneNamed, ReasonWritten, StatementPublished
from .in_year import AmountAdjusted, AmountsTransferred
from .preparation import BudgetApproved
from .settings import SettingsChanged
from .structure import GoalChanged, ProjectAdded, UnitRegistered

AnyEvent = Annotated[
    UnitRegistered
    | ProjectAdded
    | GoalChanged
    | BudgetApproved
    | AmountAdjusted
    | AmountsTransferred
    | StatementPublished
    | DisclosureFactsStated
    | SettingsChanged
    | CrosswalkAdopted
    | MilestoneNamed
    | ReasonWritten
    | RevisionReversed,
    Field(discriminator="kind"),
]

KINDS: tuple[type[Event], ...] = get_args(get_args(AnyEvent)[0])
