"""The texts of a book: written, read back, judged, and made ready for publication."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ..model.errors import NotFound, say
from ..query.departments import department, is_department
from ..query.points import day_of
from ..query.statements import accounts_of_year, budgets_of_year
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
    from ..query.year import YearView


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
        from ..explain.texts import text_of_file, text_of_statement

        if isinstance(target, Path):

            def view_of(stated: int) -> YearView | None:
                return self._as_published(stated, at) if stated in self.years() else None

            text = text_of_file(target, year, view_of, None if at else self.roster)
        else:
            named = self.point(target)
            text = text_of_statement(self.view(named.year or self.newest_year(), named.point, named.statement))
        judged, last = text.against, text.read.year - 1
        if text.scope and department(self.roster) and not is_department(self.roster, text.scope):
            judged = replace(judged, priors=self._of_scope(last, text.scope, judged.form.outturn))
        elif judged.form.outturn:
            judged = replace(judged, priors=self._accounts(last), budgets=self._budgeted(text.read.year))
        else:
            judged = replace(judged, priors=self._published(last))
        return lint(text.read, judged, only, ignored)

    def _of_scope(self, year: int, scope: str, outturn: bool) -> Mapping[str, Cell]:
        """What the subjects of one unit, or of another department, amounted to as its own document of a year has it;
        nothing where the book holds none."""
        from ..explain.texts import priors_of

        of_year = accounts_of_year if outturn else budgets_of_year
        ids = [id for id in of_year(self.roster, year) if self.roster.text("statement", id, "scope") == scope]
        return priors_of(self.view(year, self.point().point, ids[0])) if ids else {}

    def _as_published(self, year: int, at: str | None = None) -> YearView:
        """A year at a point, else as its original budget was, where that is named, else as it stands."""
        original = f"{year}/original"
        named = self.point(at or (original if self.roster.exists("milestone", original) else "HEAD"))
        return self.view(year, named.point, named.statement or named.accounts)

    def _published(self, year: int) -> Mapping[str, Cell]:
        """What a year's subjects amounted to as it was first published or approved; nothing where it is unknown."""
        from ..explain.texts import priors_of

        return priors_of(self._as_published(year)) if year in self.years() else {}

    def _accounts(self, year: int) -> Mapping[str, Cell]:
        """What a year's subjects amounted to by its final accounts; nothing where the book does not hold them."""
        from ..explain.texts import priors_of

        name = f"{year}/final"
        named = self.point(name) if self.roster.exists("milestone", name) else None
        return priors_of(self.view(year, named.point, named.accounts)) if named and named.accounts else {}

    def _budgeted(self, year: int) -> Mapping[str, Cell]:
        """What the year's opening budgeted by function code; nothing where a publication did not open the year."""
        from ..explain.texts import budgets_of

        view = self._as_published(year) if year in self.years() else None
        return budgets_of(view) if view and view.opening and not view.form.outturn else {}

    def explain(self, year: int, at: str | None = None) -> Explanation:
        """The explanation of a year beside the year before: at a point, else of the original budgets of both, else of
        the newest version. Raises NotFound, DocumentError."""
        from ..explain.explanation import explain

        return explain(year, self._sides(year, at), self.roster, self.view)

    def _sides(self, year: int, at: str | None) -> Sides:
        from ..explain.prior import sides

        named = self.point(at) if at else None
        if named and named.year not in (None, year):
            raise NotFound(say("explain.other-year", point=at, bound=named.year, year=year))
        return sides(year, named, self.roster, self.point)

    def ready(self, year: int) -> tuple[Item, ...]:
        """What is ready for the publication of a year, and what is not. Raises NotFound, DocumentError."""
        from ..explain.implied import text_of_year
        from ..explain.ready import Known, readiness
        from ..explain.texts import priors_of

        chosen = self._sides(year, None).current
        view = self.view(year, chosen.point, chosen.statement)
        explanation = self.explain(year)
        text, before = text_of_year(view, self.roster), self._first_statement(year - 1)
        then = priors_of(self.view(year - 1, self.point().point, before)) if before else {}
        now = {id: found.prior.amount.fen for id, found in explanation.compared.items() if found.prior}
        linted = self.lint(f"stmt:{text}") if text else None
        approved, today = self._approved(year), day_of(self._clock())
        return readiness(Known(view, explanation, self.check(view), linted, then, now, approved, today))

    def _first_statement(self, year: int) -> str:
        """The id of the first publication of a year's budget, "" where there is none."""
        return next(iter(budgets_of_year(self.roster, year)), "")

    def _approved(self, year: int) -> str | None:
        """The day on which the budget of a year was approved: of its document, else of its effect."""
        approvals = [h for h in self._store.headers(HeaderFilter(kind="BudgetApproved")) if h.fiscal_year == year]
        dead = ("proposed", "reversed_by")
        standing = [h for h in approvals if not any(self.roster.value("revision", str(h.seq), by) for by in dead)]
        return min((h.date or h.effective for h in standing), default=None)

    def value_of(self, source: Source, style: Style) -> Decimal | None:
        """The number that the source of a claim stands for, as displayed in a style; None where there is none."""
        from ..explain.sources import Sources

        return Sources(self.view).value(source, style)
