"""The explanation of a year: six sections, each number with its source, and what is still to be written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from ..model.errors import Message, say
from ..model.state import Roster
from ..query.statements import load_statement
from ..query.year import YearView
from .claims import Claim
from .figures import Compared, Figures
from .implied import ImpliedAmounts, implied_by_text, text_of_year
from .marks import Blank, SectionText
from .narrative import Writer
from .phrases import LAST_YEAR, Style
from .prior import Basis, PriorYear, Sides, basis_of, holds_amounts
from .reasons import Reason, Reasons, written_reasons
from .sources import Facts, Views
from .suggest import start_of_year, suggestions
from .templates import default_source

TITLE = "{year}年部门预算情况说明"


@dataclass(frozen=True, slots=True)
class Explanation:
    """`current` is what it speaks of, `prior` what it compares with where nothing else is said of a subject (None
    where the year before is unknown), `compared` the two amounts of each subject, the earlier with its own basis."""

    year: int
    current: Basis
    prior: Basis | None
    sections: tuple[SectionText, ...]
    reasons: tuple[Reason, ...]
    compared: Mapping[str, Compared]
    style: Style

    @property
    def title(self) -> str:
        return TITLE.format(year=self.year)

    @property
    def prior_message(self) -> Message:
        return self.prior.message if self.prior else say("basis.none", year=self.year - 1)

    @property
    def gaps(self) -> tuple[Blank, ...]:
        return tuple(gap for section in self.sections for gap in section.gaps)

    @property
    def final(self) -> bool:
        """Whether nothing is left to be written or confirmed."""
        return not self.gaps and not any(reason.open for reason in self.reasons)

    def basis_of(self, claim: Claim) -> Basis | None:
        """What a claim is compared with, None for one that compares nothing."""
        found = self.compared.get(claim.subject) if claim.base else None
        return found.prior.basis if found and found.prior else None


def explain(
    year: int, chosen: Sides, roster: Roster, views: Views, implied: ImpliedAmounts | None = None
) -> Explanation:
    """The explanation of a year. `roster` is the newest: reasons and templates are as they are now, and so are
    the facts where nobody asked for a point. `implied` are the
    amounts of the year before where no ledger holds it; without them what the year's own statement implies.

    Raises DocumentError for a template that is wrong."""
    figures = figures_of(year, chosen, roster, views, implied)
    view = figures.view
    reasons = Reasons(written_reasons(roster, view), view, figures.before, views)
    writer = Writer(figures, reasons)
    writer.write(_template(roster, view))
    before = figures.before.view or start_of_year(view, views)
    return Explanation(
        year,
        figures.basis,
        figures.before.basis,
        tuple(writer.sections),
        tuple(_with_suggestions(reason, before, view) for reason in writer.reasons.values()),
        {
            subject.id: figures.compared(subject)
            for subject in (*view.form.subjects, *(item.subject for item in figures.items))
            if subject.cell
        },
        writer.style,
    )


def figures_of(
    year: int, chosen: Sides, roster: Roster, views: Views, implied: ImpliedAmounts | None = None
) -> Figures:
    """The amounts that the explanation of a year compares; `implied` as in explain."""
    current = chosen.current
    view = views(year, current.point, current.statement)
    facts = Facts(view.roster if chosen.as_stated else roster, year)
    return Figures(view, basis_of(view, current), _year_before(view, chosen, views, implied), facts)


def _year_before(view: YearView, chosen: Sides, views: Views, implied: ImpliedAmounts | None) -> PriorYear:
    before = views(view.year - 1, chosen.prior.point, None)
    held = holds_amounts(before)

    def from_text() -> ImpliedAmounts:
        if implied is not None:
            return implied
        statement = text_of_year(view)
        return implied_by_text(load_statement(view.store, statement), view.known) if statement else {}

    basis = basis_of(before, chosen.prior, LAST_YEAR) if held else None
    return PriorYear(basis_of(view, chosen.current), before if held else None, basis, from_text)


def _template(roster: Roster, view: YearView) -> str:
    """The template of the year, of the book, or of the form."""
    own = (roster.text("setting", "book", f"template.explanation{ending}") for ending in (f".{view.year}", ""))
    return next(filter(None, own), "") or default_source(view.form.id)


def _with_suggestions(reason: Reason, before: YearView | None, view: YearView) -> Reason:
    if before is None or not reason.open:
        return reason
    return replace(reason, suggestions=suggestions(reason.subject, before, view))
