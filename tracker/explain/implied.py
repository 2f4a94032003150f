"""The amounts of the year before that a published text gives or implies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..model.state import Roster
from ..query.statements import Statement, budgets_of_year
from ..query.year import YearView
from .claims import Comparison, Implied, TextSource

ImpliedAmounts = Mapping[str, tuple[Implied, TextSource]]
"""By subject."""


def implied_amounts(comparisons: Iterable[Comparison], statement: str) -> ImpliedAmounts:
    """What the comparisons of a statement's text imply. Where its sentences disagree on a subject by more than
    rounding may hide, neither is believed."""
    found: dict[str, tuple[Implied, TextSource]] = {}
    doubtful: set[str] = set()
    for comparison in comparisons:
        implied, subject = comparison.implied, comparison.subject
        if implied is None or not subject:
            continue
        span = comparison.span
        first, _ = found.setdefault(
            subject, (implied, TextSource(statement, span.section, span.line, subject, span.place))
        )
        if abs(first.fen - implied.fen) > first.half_fen + implied.half_fen:
            doubtful.add(subject)
    return {subject: pair for subject, pair in found.items() if subject not in doubtful}


def implied_by_text(statement: Statement, roster: Roster) -> ImpliedAmounts:
    """What the text of a statement implies of the year before its own."""
    from .reading import read_explanation

    year = roster.value("statement", statement.id, "year")
    names = {name for entity in ("unit", "project") for name, _ in roster.names(entity)}
    lines = [(line, text) for line, text in statement.body["text"]]
    places = statement.text_places()
    read = read_explanation(lines, statement.form, names, year if isinstance(year, int) else 0, places=places)
    return implied_amounts((c for c in read.comparisons if _of_last_year(c, read.year)), statement.id)


def _of_last_year(comparison: Comparison, year: int) -> bool:
    """Whether a sentence compares this year's amount with the one of the year before."""
    return comparison.year in (None, year) and comparison.base_year == year - 1


def text_of_year(view: YearView, roster: Roster | None = None) -> str:
    """The id of the statement whose text speaks of the year's budget: the one that opened it, else the newest that the
    roster knows (the view's own unless another is given)."""
    if view.statement:
        return view.statement
    if view.opening:
        return view.opening.id
    known = roster or view.roster
    published = budgets_of_year(known, view.year)
    return published[-1] if published else ""
