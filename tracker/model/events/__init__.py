"""The kinds of event, one class each. `AnyEvent` is the closed list; a new kind is a class and its entry here."""

from __future__ import annotations

from typing import Annotated, get_args

from pydantic import Field

from .base import Event
from .control import RevisionApproved, RevisionRejected, RevisionReversed
from .crosswalk import CrosswalkAdopted
from .evidence import DisclosureFactsStated, MilestoneNamed, ReasonWritten, StatementPublished, StatementRepublished
from .execution import ExecutionRecorded, FinalAccountsReported, FundsFrozen, FundsReleased
from .in_year import AmountAdjusted, AmountsTransferred
from .moving import AllocationDetailed, LinesReclassified
from .preparation import BudgetApproved, CeilingIssued, RequestFiled
from .projects import GoalChanged, ProjectAdded, ProjectClosed, ProjectMerged, ProjectRenamed, ProjectSplit
from .settings import SettingsChanged
from .units import UnitKindChanged, UnitMerged, UnitRegistered, UnitRenamed
from .year_end import CarriedForward, SurplusDeclared, YearClosed, YearRolledOver

AnyEvent = Annotated[
    UnitRegistered
    | UnitRenamed
    | UnitKindChanged
    | UnitMerged
    | ProjectAdded
    | ProjectRenamed
    | ProjectSplit
    | ProjectMerged
    | ProjectClosed
    | GoalChanged
    | LinesReclassified
    | RequestFiled
    | CeilingIssued
    | BudgetApproved
    | AmountAdjusted
    | AmountsTransferred
    | AllocationDetailed
    | FundsFrozen
    | FundsReleased
    | ExecutionRecorded
    | YearClosed
    | CarriedForward
    | SurplusDeclared
    | YearRolledOver
    | FinalAccountsReported
    | StatementPublished
    | StatementRepublished
    | DisclosureFactsStated
    | SettingsChanged
    | CrosswalkAdopted
    | MilestoneNamed
    | ReasonWritten
    | RevisionReversed
    | RevisionApproved
    | RevisionRejected,
    Field(discriminator="kind"),
]

KINDS: tuple[type[Event], ...] = get_args(get_args(AnyEvent)[0])
