"""Identities written out over the tables at hand: every single equation between cells, not yet judged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, assert_never

from ..model.errors import Message, say
from ..model.vocabulary import ADMINISTRATIVE
from .identities import (
    BlockSum,
    Cell,
    Cells,
    CellSum,
    CodeSum,
    Identity,
    Rebuilt,
    RowBalance,
    RowSum,
    SameCodes,
    TreeSum,
    UniqueLabels,
    Unless,
)
from .project import Row
from .rows import UNKNOWN_KIND
from .sheet import Sheet, Term
from .spec import TOTAL, Role, squeeze

LISTED = 20
"""Rows that a message names at most."""

Sheets = Mapping[Role, Sheet]
Relation = Literal["equal", "at-least", "unsettled"]
"""Unsettled: equal or at least, which one depends on cells that are not known."""


@dataclass(frozen=True, slots=True)
class Equation:
    """left = the sum of right. `blocked` says why nothing follows from the cells, `doubt` why a difference between
    them proves nothing."""

    left: tuple[Term, ...]
    right: tuple[Term, ...]
    relation: Relation = "equal"
    blocked: Message | None = None
    doubt: Message | None = None

    @property
    def terms(self) -> tuple[Term, ...]:
        return (*self.left, *self.right)


@dataclass(frozen=True, slots=True)
class Listing:
    """A statement about which rows there are; `wrong` says what is amiss, and then the rows are those."""

    rows: tuple[Term, ...]
    wrong: Message | None


Statement = Equation | Listing


_NOT_BROKEN_DOWN = say("check.not-broken-down")


def naming(id: str, terms: Iterable[Term]) -> Message:
    """A message about the rows of these cells."""
    names = list(dict.fromkeys(term.name for term in terms))
    return say(id, count=len(names), rows="、".join(names[:LISTED]))


def roles_of(identity: Identity) -> tuple[Role, ...]:
    """The tables that the identity cannot do without; those of its conditions are not among them."""
    match identity:
        case RowSum(role) | RowBalance(role) | TreeSum(role) | UniqueLabels(role):
            return (role,)
        case CellSum(left, right) | CodeSum(left, right):
            return tuple(dict.fromkeys((left.role, *(cells.role for cells in right))))
        case SameCodes(left, right):
            return left.role, right.role
        case BlockSum(blocks, units):
            return blocks.role, units.role
        case Rebuilt(total, torn, donor):
            return torn.role, donor.role, total.role
    assert_never(identity)


def statements(identity: Identity, sheets: Sheets) -> Iterator[Statement]:
    """Every instance of the identity over the rows that there are. An instance of a family in which every cell is
    zero shows nothing and is left out, and so is a column that repeats the numbers of one before it."""
    match identity:
        case RowSum():
            yield from _telling(_row_sums(identity, sheets[identity.role]))
        case RowBalance():
            yield from _telling(_row_balances(identity, sheets[identity.role]))
        case TreeSum():
            yield from _tree_sums(identity, sheets[identity.role])
        case CellSum():
            yield from _cell_sums(identity, sheets)
        case CodeSum():
            yield from _code_sums(identity, sheets)
        case BlockSum():
            yield from _telling(_block_sums(identity, sheets))
        case SameCodes():
            yield _same_codes(identity, sheets)
        case UniqueLabels():
            yield from _unique_labels(identity, sheets[identity.role])
        case Rebuilt():
            yield from _rebuilt(identity, sheets)
        case _:
            assert_never(identity)


def _telling(equations: Iterable[Equation]) -> Iterator[Equation]:
    return (equation for equation in equations if any(term.fen != 0 for term in equation.terms))


def _distinct(equations: Iterable[Equation]) -> Iterator[Equation]:
    """One equation in several columns."""
    seen: set[tuple[tuple[int | None, ...], ...]] = set()
    for equation in _telling(equations):
        numbers = tuple(term.fen for term in equation.left), tuple(term.fen for term in equation.right)
        if numbers not in seen:
            seen.add(numbers)
            yield equation


def _row_sums(identity: RowSum, sheet: Sheet) -> Iterator[Equation]:
    parts = identity.parts or tuple(column for column in sheet.columns if column != identity.total)
    if identity.total in sheet.printed_columns:
        doubt = None if sheet.printed_columns.issuperset(parts) else _NOT_BROKEN_DOWN
        for row in sheet.rows:
            yield Equation(sheet.terms([row], identity.total), sheet.terms([row], *parts), doubt=doubt)


def _row_balances(identity: RowBalance, sheet: Sheet) -> Iterator[Equation]:
    if sheet.printed_columns.issuperset((*identity.left, *identity.right)):
        for row in sheet.rows:
            yield Equation(sheet.terms([row], *identity.left), sheet.terms([row], *identity.right))


def _tree_sums(identity: TreeSum, sheet: Sheet) -> Iterator[Equation]:
    for row in sheet.rows:
        if identity.row not in (None, row.key) or identity.level not in (None, row.head.level):
            continue
        children = sheet.children.get(row.key, ())
        if children or row.key == TOTAL:
            whole = row.printed and not any(child.printed for child in children)
            yield from _distinct(
                Equation(
                    sheet.terms([row], column),
                    sheet.terms(children, column),
                    doubt=_NOT_BROKEN_DOWN if whole else None,
                )
                for column in sheet.columns
            )


def _cell_sums(identity: CellSum, sheets: Sheets) -> Iterator[Equation]:
    sheet = sheets[identity.left.role]
    if not identity.left.column:
        yield from _distinct(_equation(identity, sheets, column=column) for column in sheet.columns)
    elif (
        identity.left.column in sheet.printed_columns
        and not sheet.lacks(identity.left.column)
        and (equation := _equation(identity, sheets)).terms
    ):
        yield equation


def _code_sums(identity: CodeSum, sheets: Sheets) -> Iterator[Equation]:
    columns = ("",) if identity.left.columns else sheets[identity.left.role].columns
    parts = (identity.left, *identity.right)
    for code in dict.fromkeys(code for part in parts for code in sheets[part.role].part(part)):
        for equation in _distinct(_equation(identity, sheets, code, column) for column in columns):
            if equation.relation == "equal" or any(term.fen != 0 for term in equation.right):
                yield equation


def _equation(identity: CellSum | CodeSum, sheets: Sheets, code: str | None = None, column: str = "") -> Equation:
    relation, blocked = _condition(identity.unless, sheets, code)
    if isinstance(identity, CellSum) and identity.relation == "at-least":
        relation = "at-least"
    left, right = _terms((identity.left,), sheets, code, column), _terms(identity.right, sheets, code, column)
    vague = any(sheets[cells.role].leaves_out(cells) for cells in (identity.left, *identity.right))
    return Equation(left, right, relation, blocked, _NOT_BROKEN_DOWN if vague else None)


def _condition(conditions: Iterable[Unless], sheets: Sheets, code: str | None) -> tuple[Relation, Message | None]:
    relation: Relation = "equal"
    for unless in conditions:
        zero = _is_zero(unless.cells, sheets, code)
        if unless.why and not zero:
            return relation, say(unless.why)
        if not zero and relation != "at-least":
            relation = "unsettled" if zero is None else "at-least"
    return relation, None


def _terms(cells: Iterable[Cells], sheets: Sheets, code: str | None, column: str) -> tuple[Term, ...]:
    """All the cells; of a Part, beside codes, those of the code at hand."""
    terms: list[Term] = []
    for each in cells:
        sheet = sheets[each.role]
        if isinstance(each, Cell):
            terms += sheet.terms(sheet.by_key.get(each.row, ()), each.column or column)
        else:
            groups = sheet.part(each)
            rows = [row for rows in groups.values() for row in rows] if code is None else groups.get(code, ())
            terms += sheet.terms(rows, *(each.columns or (column,)))
    return tuple(terms)


def _is_zero(cells: Iterable[Cells], sheets: Sheets, code: str | None) -> bool | None:
    """Whether all the cells are zero; None where that is not known."""
    known = [each for each in cells if each.role in sheets and not sheets[each.role].table.absent]
    terms = _terms(known, sheets, code, "")
    if any(term.fen for term in terms):
        return False
    return None if len(known) < len(tuple(cells)) or any(term.fen is None for term in terms) else True


def _block_sums(identity: BlockSum, sheets: Sheets) -> Iterator[Equation]:
    blocks, units = sheets[identity.blocks.role], sheets[identity.units.role]
    vague = blocks.leaves_out(identity.blocks) or units.leaves_out(identity.units)
    for code in identity.classes:
        printed, spent = blocks.part(identity.blocks).get(code, ()), units.part(identity.units).get(code, ())
        kinds = {row.head.kind for row in printed}
        unsettled = kinds != {""} and bool(kinds & {"", UNKNOWN_KIND})
        for kind in ("行政", "事业") if kinds <= {"行政", "事业"} else ("",):
            yield Equation(
                blocks.terms([row for row in printed if kind in ("", row.head.kind)], *identity.blocks.columns),
                units.terms([row for row in spent if kind in ("", _kind(row))], *identity.units.columns),
                blocked=say("check.kind-unsettled") if unsettled else None,
                doubt=_NOT_BROKEN_DOWN if vague else None,
            )


def _kind(row: Row) -> str:
    return "行政" if row.head.kind in ADMINISTRATIVE else "事业"


def _same_codes(identity: SameCodes, sheets: Sheets) -> Listing:
    sides = [(sheets[part.role], part, sheets[part.role].part(part)) for part in (identity.left, identity.right)]
    missing: list[Term] = []
    lonely: list[Term] = []
    for (sheet, part, groups), (_, _, others) in zip(sides, reversed(sides), strict=True):
        for code, rows in groups.items():
            terms = sheet.terms(rows, *part.columns)
            if any(term.missing for term in terms):
                missing += terms[:1]
            elif code not in others and any(term.fen for term in terms):
                lonely += terms[:1]
    if missing or lonely:
        wrong = naming("check.rows-missing", missing) if missing else naming("check.rows-alone", lonely)
        return Listing((*missing, *lonely), wrong)
    heads = (sheet.terms(rows, *part.columns)[:1] for sheet, part, groups in sides for rows in [*groups.values()][:1])
    return Listing(tuple(term for head in heads for term in head), None)


def _unique_labels(identity: UniqueLabels, sheet: Sheet) -> Iterator[Listing]:
    first = sheet.columns[:1]
    for key, children in sheet.children.items():
        rows = [row for row in children if row.head.level == identity.level]
        counts = Counter(squeeze(row.head.label) for row in rows)
        twice = sheet.terms([row for row in rows if counts[squeeze(row.head.label)] > 1], *first)
        if twice:
            yield Listing(twice, naming("check.label-repeated", twice))
        elif rows:
            yield Listing(sheet.terms(sheet.by_key.get(key, rows), *first), None)


def _rebuilt(identity: Rebuilt, sheets: Sheets) -> Iterator[Equation]:
    torn, donor = sheets[identity.torn.role], sheets[identity.donor.role]
    if TOTAL in torn.table.missing_keys:
        cover = _Cover(torn, identity.torn.columns, donor, identity.donor.columns)
        yield Equation(_terms((identity.total,), sheets, None, ""), cover.of(TOTAL))


class _Cover:
    """Cells that stand for a row of a table with missing rows."""

    def __init__(self, torn: Sheet, columns: tuple[str, ...], donor: Sheet, donor_columns: tuple[str, ...]) -> None:
        self._torn, self._columns = torn, columns
        self._donor, self._donor_columns = donor, donor_columns

    def of(self, key: str) -> tuple[Term, ...]:
        if self._is_visible(key):
            return self._torn.terms(self._torn.by_key[key], *self._columns)
        parts = [self.of(child) for child in self._children(key)]
        if any(term.table is self._torn.table for part in parts for term in part):
            return tuple(term for part in parts for term in part)
        return self._donor.terms(self._donor.by_key.get(key, ()), *self._donor_columns)

    def _is_visible(self, key: str) -> bool:
        return key in self._torn.by_key and key not in self._torn.table.missing_keys

    def _children(self, key: str) -> Iterable[str]:
        rows = (*self._torn.children.get(key, ()), *self._donor.children.get(key, ()))
        return sorted({row.key for row in rows})
