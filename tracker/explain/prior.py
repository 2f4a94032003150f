"""What the amounts of a year are compared with: which version of which year, whose figures, and where no ledger holds
the year before, what its own text implies of it. Every comparison knows its basis."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

from ..model.errors import Message, say
from ..model.state import Roster
from ..query.points import Named
from ..query.year import YearView
from ..tables.subjects import Subject
from .claims import TextSource
from .implied import ImpliedAmounts
from .phrases import LAST_YEAR, Amount
from .sources import cell_amount

BasisKind = Literal["original", "adjusted", "executed", "final", "implied"]
_MILESTONES: dict[str, BasisKind] = {"original": "original", "final": "final"}


@dataclass(frozen=True, slots=True)
class Basis:
    """One side of a comparison. `name` is how its version is written, or the id of the statement that implies it;
    `words` how a text calls it, "" for the year itself."""

    kind: BasisKind
    year: int
    seq: int
    name: str
    scope: str
    words: str = ""

    @property
    def message(self) -> Message:
        return say(f"basis.{self.kind}", year=self.year, seq=self.seq, name=self.name, scope=self.scope or "-")


class Prior(NamedTuple):
    """The amount of a subject in the year before, and what kind of amount that is."""

    amount: Amount
    basis: Basis


class Sides(NamedTuple):
    """The two points of a comparison. `as_stated`: facts are those of the point; else what was stated since counts
    too, since facts are gathered for the publication of a budget that is fixed by then."""

    current: Named
    prior: Named
    as_stated: bool


def sides(year: int, at: Named | None, roster: Roster, point: Callable[[str], Named]) -> Sides:
    """Like with like: a milestone of the year with that of the year before, else both years at one version.

    Without `at` the originals of both years, where both are named, else HEAD."""
    as_stated = at is not None
    if at is None:
        both = all(roster.exists("milestone", f"{y}/original") for y in (year, year - 1))
        at = point(f"{year}/original" if both else "HEAD")
    stage = at.text.removeprefix(f"{year}/")
    twin = f"{year - 1}/{stage}"
    if stage != at.text and roster.exists("milestone", twin):
        named = point(twin)
        return Sides(at, named._replace(point=named.point._replace(effective=at.point.effective)), as_stated)
    return Sides(at, at._replace(year=None, statement=None), as_stated)


def holds_amounts(view: YearView) -> bool:
    """Whether anything is known of the year at this point: an empty year is not one of zeros."""
    return view.opening is not None or bool(view.balances)


def basis_of(view: YearView, named: Named, words: str = "") -> Basis:
    kind = _MILESTONES.get(named.text.removeprefix(f"{view.year}/"), "adjusted")
    return Basis(kind, view.year, named.point.seq, named.text, scope_of(view), words)


def scope_of(view: YearView) -> str:
    """Whose figures they are: as the year's publication says, else the unit above all others, if there is one."""
    if view.opening:
        return view.opening.body["scope"]
    top = [unit.name for unit in view.roster.units() if not unit.parent]
    return top[0] if len(top) == 1 else view.roster.text("setting", "book", "name")


@dataclass
class PriorYear:
    """The year before, as far as it is known: `view` where the book holds it, `from_text` what the year's own text
    implies, read only when it is needed."""

    current: Basis
    view: YearView | None
    held: Basis | None
    from_text: Callable[[], ImpliedAmounts]

    @cached_property
    def _implied(self) -> ImpliedAmounts:
        return self.from_text()

    @property
    def basis(self) -> Basis | None:
        """What amounts are compared with where nothing else is said of them."""
        if self.held:
            return self.held
        return next((self._of_text(source) for _, source in self._implied.values()), None)

    def of(self, subject: Subject) -> Prior | None:
        """As the ledger has it, else as the year's own text implies it."""
        if self.view and self.held and subject.cell and (found := cell_amount(self.view, subject.cell)):
            return Prior(found, self.held)
        if subject.id not in self._implied:
            return None
        implied, source = self._implied[subject.id]
        return Prior(Amount(implied.fen, source), self._of_text(source))

    def _of_text(self, source: TextSource) -> Basis:
        seq = int(source.statement.partition(".")[0])
        return Basis("implied", self.current.year - 1, seq, source.statement, self.current.scope, LAST_YEAR)
