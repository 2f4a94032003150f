"""One fiscal year at one point: its roster, its opening, its balances, its tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property

from ..model.errors import NotFound, say
from ..model.line import Line
from ..model.point import Point
from ..model.state import Roster
from ..model.vocabulary import Measure
from ..store.protocol import HeaderFilter, LineFilter, Posted, Store
from ..tables.forms import DEFAULT, form_by_id
from ..tables.naming import CodeNames, RosterNaming
from ..tables.project import OpeningTable, Table, project
from ..tables.spec import Form, Partition, Role, TableSpec
from .statements import Evidence, Statement, load_statement, names_in_accounts, opening_of


class YearView:
    """Everything that tables of one year need at one point; each part is read once, when it is first asked for.

    `roster` holds what is effective at the point; `known` all that was recorded by then: it names what money was put
    on before it was effective itself. With `statement` it is that published document alone, and nothing posted."""

    def __init__(
        self, store: Store, roster: Roster, known: Roster, year: int, point: Point, statement: str | None = None
    ) -> None:
        self.store = store
        self.roster = roster
        self.known = known
        self.year = year
        self.point = point
        self.statement = statement
        self._tables: dict[tuple[Role, str], Table] = {}

    @property
    def is_ledger(self) -> bool:
        """Whether it is the budget as the ledger has it at the point: postings lead from one such to another."""
        return self.statement is None

    @property
    def ground(self) -> str:
        """What its postings add to: the id of the statement that it is or that opened the year, "" without one."""
        return self.statement or self.roster.text("year", str(self.year), "opening")

    @cached_property
    def opening(self) -> Statement | None:
        if self.statement:
            return load_statement(self.store, self.statement)
        return opening_of(self.store, self.roster, self.year)

    @cached_property
    def openings_in_turn(self) -> list[Statement]:
        """The publications that opened the year by the point, each taking the place of the one before; the last is
        `opening`."""
        opening = self.opening
        if opening is None or self.statement:
            return [opening] if opening else []
        header = next(self.store.headers(HeaderFilter(seqs=(opening.seq,))))
        if "StatementRepublished" not in header.kinds:
            return [opening]
        said = [
            dated
            for dated in self.store.changes(upto=self.point.seq)
            if dated.change[:3] == ("year", str(self.year), "opening") and self.point.holds(dated.seq, dated.effective)
        ]
        undone = {dated.change.undoes for dated in said}
        standing = [dated for dated in said if dated.change.value and dated.seq not in undone]
        standing.sort(key=lambda dated: (dated.effective, dated.seq))
        return [load_statement(self.store, str(dated.change.value)) for dated in standing]

    @cached_property
    def form(self) -> Form:
        """The form of the publication that opened the year; of a year that none opened the one of the last year before
        it that was, so that a book goes on in its own tables."""
        if self.opening:
            return self.opening.form
        opened = {int(year): self.roster.text("year", year, "opening") for year in self.roster.ids("year")}
        earlier = [year for year, opening in opened.items() if opening and year < self.year]
        return form_by_id(self.roster.text("statement", opened[max(earlier)], "form")) if earlier else DEFAULT

    @property
    def partitions(self) -> tuple[Partition, ...]:
        """How the size of the year parts, the usual way first: as its form does; of what a ledger alone holds units and
        projects are always known."""
        known: tuple[Partition, ...] = () if self.opening else ("project", "unit")
        return tuple(dict.fromkeys((*self.form.partitions, *known)))

    @cached_property
    def naming(self) -> RosterNaming:
        printed = self.opening.code_names() if self.opening else None
        loose: dict[str, str] | None = {} if self.statement else None
        return RosterNaming(self.roster, self.known, self.year, printed, loose, self._names_in_accounts)

    def _names_in_accounts(self) -> CodeNames:
        """What the year's final accounts call the codes: they may spend on some that its budget does not have."""
        return names_in_accounts(self.store, self.known, self.year)

    @cached_property
    def openings(self) -> dict[Role, OpeningTable]:
        return self.opening.tables(self.naming) if self.opening else {}

    @cached_property
    def evidence(self) -> dict[tuple[int, str], Evidence]:
        """Where the opening's rows stand in its document, by table number and row key."""
        return self.opening.evidence(self.naming) if self.opening else {}

    def goal(self, project: str) -> str:
        """The goal of a project in this year: as the opening printed it, unless a revision of the year changed it;
        what another year's publication says does not count."""
        own = self.roster.text("project", project, "goal")
        printed = self._printed_goals.get(project)
        if printed is None or self.opening is None:
            return own
        since = self.roster.since("project", project, "goal")
        changed_here = since > self.opening.seq and any(
            header.fiscal_year == self.year for header in self.store.headers(HeaderFilter(seqs=(since,)))
        )
        return own if changed_here else printed

    @cached_property
    def _printed_goals(self) -> dict[str, str]:
        rows = self.opening.rows("projects-by-unit") if self.opening else ()
        found = ((self.naming.unit_id(row.get("unit") or ""), row) for row in rows)
        projects = ((self.naming.project_id(row["label"], unit), row) for unit, row in found if unit)
        return {project: row.get("goal") or "" for project, row in projects if project}

    @cached_property
    def balances(self) -> list[tuple[Line, int]]:
        """The current budget of the year's lines, in fen."""
        if self.statement:
            return []
        return self.store.balances(self.point, LineFilter(year=self.year))

    @cached_property
    def measures(self) -> list[tuple[Line, Mapping[Measure, int]]]:
        """What was posted on the year's lines, in fen by measure."""
        return [] if self.statement else self.store.measures(self.point, LineFilter(year=self.year))

    def postings(self, wanted: LineFilter) -> list[Posted]:
        """The postings that count at the point, in log order."""
        return [] if self.statement else self.store.postings(0, self.point, wanted)

    def spec(self, number: int) -> TableSpec:
        """Raises NotFound where the year's form has no such table."""
        spec = self.form.by_number(number)
        if spec is None:
            last = max(table.number for table in self.form.tables)
            raise NotFound(say("table.unknown", table=number, year=self.year, last=last))
        return spec

    def table(self, role: Role, unit: str = "") -> Table:
        """The table of this role; with `unit` (an id) of that unit alone.

        Raises NotFound where the publication that opened the year says nothing of single units in this table.
        """
        table = self._tables.get((role, unit))
        if table is None:
            table = self._tables[role, unit] = self._project(role, unit)
        return table

    def table_around(self, role: Role, lines: tuple[LineFilter, ...]) -> Table:
        """The rows in which these lines count, right in those that hold no others; the whole table without lines."""
        if not lines or (role, "") in self._tables or self.opening:
            return self.table(role)
        balances = dict(pair for wanted in lines for pair in self.store.balances(self.point, wanted))
        return project(self.form.by_role(role), balances.items(), self.naming)

    def _project(self, role: Role, unit: str) -> Table:
        spec = self.form.by_role(role)
        if not unit:
            return project(spec, self.balances, self.naming, self.openings.get(role))
        if self.opening is None:
            return project(spec, self.store.balances(self.point, LineFilter(self.year, unit)), self.naming)
        if role not in self.form.by_unit:
            split = ", ".join(str(self.form.by_role(other).number) for other in self.form.by_unit)
            raise NotFound(say("table.no-unit", table=spec.number, seq=self.opening.seq, split=split or "-"))
        return _of_unit(self.table(role), unit)

    def tables(self) -> dict[Role, Table]:
        return {spec.role: self.table(spec.role) for spec in self.form.tables}

    def opened_table(self, role: Role) -> Table:
        """The table as the statement that opened the year printed it, without anything posted since."""
        return project(self.form.by_role(role), (), self.naming, self.openings[role])

    def opening_fen(self) -> int | None:
        """The size of the opening, 0 of a year that no statement opened; None where it is unknown."""
        role, row, column = self.form.size
        return self.opened_table(role).cell(row, column) if self.opening else 0

    def size_fen(self) -> int | None:
        """The size of the book's year (the form says which cell); None where it is unknown."""
        opening = self.opening_fen()
        if opening is None or self.statement:
            return opening
        return opening + self.store.size_fen(self.year, self.point)


def _of_unit(table: Table, unit: str) -> Table:
    rows = tuple(row for row in table.rows if row.key.partition("/")[0] == unit)
    return replace(table, rows=rows, missing=(), missing_keys={})
