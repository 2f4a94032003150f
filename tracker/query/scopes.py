"""Documents of a department and of its units side by side: whose each is, and whether the department is their sum.

Published figures are compared with published ones: the department's own document is the one that opened the year, in
a year without an opening the ledger takes its place. Of several documents of one scope the last counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..model.errors import Message, say
from ..tables.checks import Check, Place, Status, bound_of, status_of
from ..tables.naming import RosterNaming
from ..tables.project import Table, project
from ..tables.rows import BlockRows
from ..tables.spec import Role, squeeze
from .check import CheckedPlace, CheckResult
from .departments import scope_of
from .statements import Evidence, Statement, load_statement
from .year import YearView

_DRAFTS = ("first-submission", "ceiling", "second-submission")
_INTERNAL = ("对附属单位补助支出", "上缴上级支出", "上级补助收入", "附属单位上缴收入")
"""Money that one unit of a department pays to another: it stands in the documents of units, not in the department's."""


@dataclass(frozen=True, slots=True)
class ListedStatement:
    """A statement that the book holds. `unit` is the id of the unit whose figures it prints, "" where the book knows
    no unit of that name; `own_level` says that its other units are left out."""

    id: str
    year: int
    form: str
    scope: str
    unit: str
    own_level: bool
    file: str
    sha256: str
    opening: bool
    milestone: str

    @property
    def draft(self) -> bool:
        return self.milestone.partition("/")[2] in _DRAFTS


def listed_statements(view: YearView, year: int | None = None) -> list[ListedStatement]:
    """The statements recorded by the view's version, in the order of the log; of one fiscal year, if one is given."""
    roster = view.roster
    milestones: dict[int, str] = {}
    for name in roster.ids("milestone"):
        seq = roster.value("milestone", name, "seq")
        if isinstance(seq, int):
            milestones.setdefault(seq, name)
    found: list[ListedStatement] = []
    for id in roster.ids("statement"):
        of = roster.value("statement", id, "year")
        if not isinstance(of, int) or (year is not None and of != year):
            continue
        scope = roster.text("statement", id, "scope")
        unit, own_level = scope_of(roster, scope)
        found.append(
            ListedStatement(
                id,
                of,
                roster.text("statement", id, "form"),
                scope,
                unit,
                own_level,
                roster.text("statement", id, "file"),
                roster.text("statement", id, "sha256"),
                roster.text("year", str(of), "opening") == id,
                milestones.get(int(id.partition(".")[0]), ""),
            )
        )
    return found


def scope_checks(view: YearView) -> Iterator[CheckResult]:
    """The department against the sum of its units, cell by cell; nothing where no unit has a document of its own. The
    first place of a check is the department's cell, the others name the scope that they stand in."""
    published = {} if view.statement else _documents_of_units(view)
    if not published:
        return
    lacking = [unit.name for unit in view.roster.units() if unit.id not in published]
    parts = [_Part(view, load_statement(view.store, one.id), one.scope) for one in published.values()]
    for spec in view.form.tables:
        if spec.role in view.form.by_unit or isinstance(spec.rows, BlockRows):
            continue
        whole = view.opened_table(spec.role) if view.opening else view.table(spec.role)
        absent = [part.scope for part in parts if part.table(spec.role).absent]
        if whole.absent:
            continue
        if lacking:
            yield _unknown(spec.number, say("check.no-unit-document", units="、".join(lacking)))
        elif absent:
            yield _unknown(spec.number, say("check.no-unit-table", units="、".join(absent)))
        else:
            yield from _sums(view, whole, parts)


def _documents_of_units(view: YearView) -> dict[str, ListedStatement]:
    """The last document of each unit by its id, of the department's own level too, in the form of the year."""
    roots = [unit.id for unit in view.roster.units() if not unit.parent]
    return {
        one.unit: one
        for one in listed_statements(view, view.year)
        if one.unit and (one.own_level or [one.unit] != roots) and not one.draft and one.form == view.form.id
    }


class _Part:
    """The document of one unit."""

    def __init__(self, view: YearView, statement: Statement, scope: str) -> None:
        self.scope = scope
        self._form = statement.form
        self._naming = RosterNaming(view.roster, view.known, view.year, statement.code_names(), {})
        self._openings = statement.tables(self._naming)
        self._evidence = statement.evidence(self._naming)
        self._tables: dict[Role, Table] = {}

    def table(self, role: Role) -> Table:
        if role not in self._tables:
            self._tables[role] = project(self._form.by_role(role), (), self._naming, self._openings[role])
        return self._tables[role]

    def evidence(self, place: Place) -> Evidence | None:
        return self._evidence.get((place.table, place.key))


def _sums(view: YearView, whole: Table, parts: Sequence[_Part]) -> Iterator[CheckResult]:
    """Each row's first column, and every column of the total."""
    role = whole.spec.role
    rows = {row.key: row for table in (*(part.table(role) for part in parts), whole) for row in table.rows}
    for key, row in rows.items():
        for column in whole.columns if key == whole.spec.total else whole.columns[:1]:
            name = row.head.code or squeeze(row.head.label)
            found = _sum(view, whole, Place(whole.spec.number, key, name, column.label), parts)
            if found.check.published_fen != 0 or found.check.computed_fen != 0:
                yield found


def _sum(view: YearView, whole: Table, cell: Place, parts: Sequence[_Part]) -> CheckResult:
    published = whole.cell(cell.key, cell.column)
    tables = [(part, part.table(whole.spec.role)) for part in parts]
    amounts = [(part, table, table.cell(cell.key, cell.column)) for part, table in tables]
    summed = [(part, table, fen) for part, table, fen in amounts if fen != 0]
    places = (
        CheckedPlace(cell.table, cell.name, "", cell.column, view.evidence.get((cell.table, cell.key))),
        *(CheckedPlace(cell.table, cell.name, "", cell.column, p.evidence(cell), p.scope) for p, _, _ in summed),
    )
    known = [fen for _, _, fen in summed if fen is not None]
    if published is None or len(known) < len(summed):
        return CheckResult(_check("not-checkable", cell, why=say("check.condition-unknown")), places)
    difference = published - sum(known)
    bound = bound_of([table.digit_fen for table in (whole, *(table for _, table, _ in summed)) if table.opened])
    figures = published, sum(known), difference, bound
    status = status_of(difference, bound)
    if status == "fails" and any(_pays_inside(table) for _, table in tables):
        return CheckResult(_check("not-checkable", cell, figures, len(summed), say("check.paid-inside")), places)
    return CheckResult(_check(status, cell, figures, len(summed)), places)


def _check(
    status: Status,
    cell: Place,
    figures: tuple[int | None, int | None, int | None, int] = (None, None, None, 0),
    terms: int = 0,
    why: Message | None = None,
) -> Check:
    return Check(f"S{cell.table}", say("rule.S", table=cell.table), status, *figures, (cell,), terms, why)


def _pays_inside(table: Table) -> bool:
    """Whether a unit prints money that another unit of the department may have paid or received."""
    columns = [i for i, column in enumerate(table.columns) if column.label in _INTERNAL]
    return any(
        any(row.amounts_fen[i] for i in columns) or (row.key.rpartition("/")[2] in _INTERNAL and any(row.amounts_fen))
        for row in table.rows
    )


def _unknown(table: int, why: Message) -> CheckResult:
    return CheckResult(_check("not-checkable", Place(table), why=why), (CheckedPlace(table, "", "", "", None),))
