"""The judge of reconciliation rules: are the equations of a form's rules exact, within rounding, or broken?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from ..model.errors import Message, say
from .equations import Equation, Listing, naming, roles_of, statements
from .forms import rules_of
from .identities import Rule
from .project import Table
from .sheet import Sheet, Term
from .spec import Form, Role

Status = Literal["exact", "rounding", "fails", "not-checkable"]

PLACES = 60
"""Cells that a check names at most."""


@dataclass(frozen=True, slots=True)
class Place:
    """A cell, or a cell of a row that is known to be missing; without row and column a table that is absent."""

    table: int
    key: str = ""
    name: str = ""
    column: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """One rule on one set of cells. `where` names the judged cell first, then those that it was computed from, zeros
    left out. `terms` of them are not zero; the tolerance follows from their number. `difference_fen` is what is
    published less what is computed; where only "at least" is asked, what is lacking."""

    id: str
    rule: Message
    status: Status
    published_fen: int | None
    computed_fen: int | None
    difference_fen: int | None
    bound_fen: int
    where: tuple[Place, ...]
    terms: int = 0
    why: Message | None = None


def run_checks(form: Form, tables: Mapping[Role, Table]) -> list[Check]:
    """Every reconciliation rule of the form on these tables. Rules over tables that are not given are left out."""
    sheets = {role: Sheet(table) for role, table in tables.items()}
    checks: list[Check] = []
    for rule in rules_of(form):
        needed = [tables.get(role) for role in roles_of(rule.identity)]
        given = [table for table in needed if table]
        if len(given) < len(needed):
            continue
        if absent := [table for table in given if table.absent]:
            checks.append(_absent(rule, absent))
        else:
            checks += _of_rule(rule, sheets)
    return checks


def _of_rule(rule: Rule, sheets: Mapping[Role, Sheet]) -> Iterator[Check]:
    """The checks of one rule; those whose judged row is missing make one together."""
    missing: list[Equation] = []
    for statement in statements(rule.identity, sheets):
        if isinstance(statement, Listing):
            yield _listed(rule, statement)
        elif statement.left and statement.left[0].missing:
            missing.append(statement)
        else:
            yield _judged(rule, statement)
    if len(missing) == 1:
        yield _judged(rule, missing[0])
    elif missing:
        lost: dict[str, Term] = {}
        for equation in missing:
            lost.setdefault(equation.left[0].row.key, equation.left[0])
        yield _not_checkable(rule, lost.values(), naming("check.rows-missing", lost.values()))


def _absent(rule: Rule, tables: list[Table]) -> Check:
    where = tuple(Place(table.spec.number) for table in tables)
    unread = [table for table in tables if table.unread]
    numbers = ", ".join(str(table.spec.number) for table in unread or tables)
    why = say("check.table-unread" if unread else "check.table-absent", tables=numbers)
    return Check(rule.id, _sentence(rule), "not-checkable", None, None, None, 0, where, why=why)


def _listed(rule: Rule, listing: Listing) -> Check:
    status: Status = "fails" if listing.wrong else "exact"
    return Check(rule.id, _sentence(rule), status, None, None, None, 0, _where(listing.rows), why=listing.wrong)


def _judged(rule: Rule, equation: Equation) -> Check:
    if why := equation.blocked or _unknown(equation):
        right = sorted((term for term in equation.right if term.fen != 0), key=lambda term: term.fen is not None)
        return _not_checkable(rule, (*equation.left, *right), why)
    published = sum(term.fen or 0 for term in equation.left)
    computed = sum(term.fen or 0 for term in equation.right)
    summed = [term for term in equation.right if term.fen]
    bound = bound_fen(equation, summed)
    status = _status(equation, published - computed, bound)
    why = _doubt(rule, equation) if status == "fails" else None
    if why:
        status = "not-checkable"
    elif status == "not-checkable":
        why = say("check.condition-unknown")
    difference = min(published - computed, 0) if equation.relation == "at-least" else published - computed
    where = _where((*equation.left, *summed) or equation.terms)
    return Check(rule.id, _sentence(rule), status, published, computed, difference, bound, where, len(summed), why)


def _doubt(rule: Rule, equation: Equation) -> Message | None:
    """Why the difference proves nothing, if it does not."""
    if rule.customary and not any(term.table.opened for term in equation.terms):
        return say("check.customary")
    return equation.doubt


def bound_fen(equation: Equation, summed: list[Term]) -> int:
    """Half a unit of the last printed digit for the judged cell and for each summed one that is not zero, at least
    one, rounded down to the finest such unit; zero between figures of the ledger."""
    judged = equation.left or equation.right
    return bound_of([term.table.digit_fen for term in (*judged[:1], *(summed or judged[:1])) if term.table.opened])


def bound_of(digits: Sequence[int]) -> int:
    """What rounding can make of as many figures, given what the last digit of each is worth; all in fen."""
    return sum(digits) // 2 // min(digits) * min(digits) if digits else 0


def status_of(difference: int, bound: int) -> Status:
    """What a difference of two figures that should be equal means."""
    return "exact" if difference == 0 else "rounding" if abs(difference) <= bound else "fails"


def _status(equation: Equation, difference: int, bound: int) -> Status:
    if equation.relation == "at-least" and difference > 0:
        return "exact"
    if equation.relation == "unsettled" and difference > 0:
        return "not-checkable"
    return status_of(difference, bound)


def _unknown(equation: Equation) -> Message | None:
    unknown = [term for term in equation.terms if term.fen is None]
    if not unknown:
        return None
    missing = [term for term in unknown if term.missing]
    return naming("check.rows-missing", missing) if missing else naming("check.withheld", unknown)


def _not_checkable(rule: Rule, terms: Iterable[Term], why: Message) -> Check:
    return Check(rule.id, _sentence(rule), "not-checkable", None, None, None, 0, _where(terms), why=why)


def _where(terms: Iterable[Term]) -> tuple[Place, ...]:
    places = (Place(term.table.spec.number, term.row.key, term.name, term.column) for term in terms)
    return tuple(dict.fromkeys(places))[:PLACES]


def _sentence(rule: Rule) -> Message:
    return say(f"rule.{rule.id}")
