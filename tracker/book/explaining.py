"""The texts of a book: written, read back, judged, and made ready for publication."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ..query.points import day_of
from ..store.protocol import HeaderFilter
from .asking import Asking

if TYPE_CHECKING:  # a plain read does without
    from decimal import Decimal

    from ..explain.claims import Source
    from ..explain.explanation import Explanation
    from ..explain.findings import Cell
    from ..explain.lint import Linted
    from ..explain.phrases import Style
    from ..explain.prior import Sides
    from ..explain.ready import Item


class Explaining(Asking):
    """What the book says in running text, and what others say of it."""

    def lint(
        self,
        target: Path | str,
        *,
        year: int | None = None,
        at: str | None = None,
        only: Collection[str] = (),
        ignored: Collection[str] = (),
    ) -> Linted:
        """What is wrong in the text of a file, or of a statement `stmt:ID`. A file without tables is held against the
        year's tables at a point, as `explain` takes it. Raises DocumentError, NotFound."""
        from ..explain.lint import lint
        from ..explain.texts import text_of_file, text_of_statement, year_of_file

        if isinstance(target, Path):
            stated = year or year_of_file(target)
            side = self._sides(stated, at).current if stated in self.years() else None
            view = self.view(stated, side.point, side.statement) if stated and side else None
            text = text_of_file(target, year, view)
        else:
            named = self.point(target)
            text = text_of_statement(self.view(named.year or self.newest_year(), named.point, named.statement))
        return lint(text.read, replace(text.against, priors=self._published(text.read.year - 1)), only, ignored)

    def _published(self, year: int) -> Mapping[str, Cell]:
        """What a year's subjects amounted to as it was first published or approved; nothing where it is unknown."""
        from ..explain.texts import priors_of

        if year not in self.years():
            return {}
        name = f"{year}/original"
        known = self.roster.value("milestone", name, "seq") is not None
        view = self.view(year, self.point(name if known else "HEAD").point)
        return priors_of(view, view.form)

    def explain(self, year: int, at: str | None = None) -> Explanation:
        """The explanation of a year beside the year before: at a point, else of the original budgets of both, else of
        the newest version. Raises NotFound, DocumentError."""
        from ..explain.explanation import explain

        return explain(year, self._sides(year, at), self.roster, self.view)

    def _sides(self, year: int, at: str | None) -> Sides:
        from ..explain.prior import sides

        return sides(year, self.point(at) if at else None, self.roster, self.point)

    def ready(self, year: int) -> tuple[Item, ...]:
        """What is ready for the publication of a year, and what is not. Raises NotFound, DocumentError."""
        from ..explain.implied import text_of_year
        from ..explain.ready import Known, readiness
        from ..explain.texts import priors_of

        chosen = self._sides(year, None).current
        view = self.view(year, chosen.point, chosen.statement)
        explanation = self.explain(year)
        text, before = text_of_year(view), self._first_statement(year - 1)
        then = priors_of(self.view(year - 1, self.point().point, before), view.form) if before else {}
        now = {id: found.prior.amount.fen for id, found in explanation.compared.items() if found.prior}
        linted = self.lint(f"stmt:{text}") if text else None
        approved, today = self._approved(year), day_of(self._clock())
        return readiness(Known(view, explanation, self.check(view), linted, then, now, approved, today))

    def _first_statement(self, year: int) -> str:
        """The id of the first publication of a year, "" where there is none."""
        roster = self.roster
        return next((id for id in roster.ids("statement") if roster.value("statement", id, "year") == year), "")

    def _approved(self, year: int) -> str | None:
        """The day on which the budget of a year was approved: of its document, else of its effect."""
        approvals = self._store.headers(HeaderFilter(kind="BudgetApproved"))
        return min((h.date or h.effective for h in approvals if h.fiscal_year == year), default=None)

    def value_of(self, source: Source, style: Style) -> Decimal | None:
        """The number that the source of a claim stands for, as displayed in a style; None where there is none."""
        from ..explain.sources import Sources

        return Sources(self.view).value(source, style)
