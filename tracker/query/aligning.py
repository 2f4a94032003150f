"""The tables of two sides under the same keys: which unit and which project of the one is which of the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from ..model.money import FEN_PER_WAN
from ..model.state import Roster
from ..tables.project import Table
from ..tables.spec import TOTAL, Role
from .alike import Likely, Matched, common_start, match, meaning
from .units_alike import same_units
from .year import YearView

_BY_UNIT: tuple[Role, ...] = ("basic-by-unit", "projects-by-unit")


@dataclass(frozen=True, slots=True)
class Renamed:
    """A unit or project that goes on under another name, as its names say: ids of both sides."""

    before: str
    after: str
    likely: Likely


class Aligned:
    """Two sides, with the units and projects of the later one called by the ids of the earlier one where they go on. A
    project is UNIT/PROJECT."""

    def __init__(self, before: YearView, after: YearView) -> None:
        self.before, self.after = before, after
        old, new = (_units(view, self.roles) for view in (before, after))
        listed = [_projects(view, self.roles) for view in (before, after)]
        projects = [_names_by_unit(of) for of in listed]
        pairs = same_units(_without(old, new), _without(new, old), projects[0], projects[1], _place(before, after))
        self.renamed_units = [Renamed(*pair) for pair in pairs]
        self._units = {one.after: one.before for one in self.renamed_units}
        self.units_before, self.units_after = old, {self._units.get(id, id): name for id, name in new.items()}
        self.projects_before = listed[0]
        self.amounts_before = _amounts(before, self.roles)
        self._amounts_printed_after = {
            self._in_known_unit(key): fen for key, fen in _amounts(after, self.roles).items()
        }
        later = {self._in_known_unit(key): name for key, name in listed[1].items()}
        self._projects: dict[str, str] = {}
        self.renamed_projects: list[Renamed] = []
        self.rivals_before: dict[str, tuple[Matched, ...]] = {}
        self.rivals_after: dict[str, tuple[Matched, ...]] = {}
        for unit in dict.fromkeys(key.partition("/")[0] for key in (*self.projects_before, *later)):
            mine, others = (
                {key: name for key, name in of.items() if key.partition("/")[0] == unit}
                for of in (self.projects_before, later)
            )
            found = match(_without(mine, others), _without(others, mine), self._same_amount)
            self.renamed_projects += [Renamed(*pair) for pair in found.pairs]
            self._projects |= {pair.after: pair.before for pair in found.pairs}
            self.rivals_before |= found.rivals_before
            self.rivals_after |= found.rivals_after
        self.names_after = later
        self.amounts_after = {self._projects.get(k, k): fen for k, fen in self._amounts_printed_after.items()}
        """Fen by UNIT/PROJECT, as `amounts_before`; what is withheld is left out."""
        self.projects_after = {self._projects.get(key, key): name for key, name in later.items()}

    def _same_amount(self, before: str, after: str) -> bool:
        """And no round one, which many projects have."""
        fen = self.amounts_before.get(before, 0)
        return fen % FEN_PER_WAN != 0 and fen == self._amounts_printed_after.get(after, 0)

    def unit_name(self, unit: str) -> str:
        """As the earlier side calls it, else the later one."""
        return self.units_before.get(unit) or self.units_after.get(unit) or self.before.naming.unit_name(unit)

    def unit_kind(self, unit: str) -> str:
        return self.before.naming.unit_kind(unit) or self.after.naming.unit_kind(unit)

    def key_after(self, key: str) -> str:
        """What the later side calls a row of a table by unit by itself."""
        unit, slash, rest = key.partition("/")
        mine = next((after for after, before in self._projects.items() if before == key), key) if slash else key
        back = {before: after for after, before in self._units.items()}
        unit, slash, rest = mine.partition("/")
        return f"{back.get(unit, unit)}{slash}{rest}"

    def _in_known_unit(self, key: str) -> str:
        unit, slash, rest = key.partition("/")
        return f"{self._units.get(unit, unit)}{slash}{rest}"

    def _key(self, role: Role, key: str) -> str:
        """The key of a row of the later side as the earlier one has it."""
        if role not in _BY_UNIT or key == TOTAL or key.startswith("/"):
            return key
        known = self._in_known_unit(key)
        return self._projects.get(known, known) if role == "projects-by-unit" else known

    @cached_property
    def roles(self) -> tuple[Role, ...]:
        """The tables that both forms have and neither document lacks."""
        shared = [spec.role for spec in self.after.form.tables if self.before.form.find(spec.role)]
        return tuple(role for role in shared if not any(view.table(role).absent for view in (self.before, self.after)))

    def cells(self, role: Role) -> Iterator[tuple[str, str, int, int]]:
        """(row key, column, before, after) of every cell that both sides know, in fen."""
        if role not in self.roles:
            return
        old, new = self.before.table(role), self.after.table(role)
        rows = {self._key(role, row.key): row for row in new.rows}
        unknown = {*old.missing_keys, *(self._key(role, key) for key in new.missing_keys)}
        labels = [c.label for c in old.spec.columns if c.label in {other.label for other in new.spec.columns}]
        labels = [label for label in labels if label not in old.unprinted | new.unprinted]
        at_old, at_new = _places(old), _places(new)
        for key in {**old.by_key, **rows}:
            if key in unknown:
                continue
            for label in labels:
                first, last = old.by_key.get(key), rows.get(key)
                row = first or last
                i, j = at_old.get(label), at_new.get(label)
                if row is None or not _has(old, new, label, row.head.side):
                    continue
                a = 0 if first is None or i is None else first.amounts_fen[i]
                b = 0 if last is None or j is None else last.amounts_fen[j]
                if a is not None and b is not None:
                    yield key, label, a, b

    @cached_property
    def _deltas(self) -> dict[Role, dict[str, dict[str, int]]]:
        found: dict[Role, dict[str, dict[str, int]]] = {}
        for role in self.roles:
            rows = found.setdefault(role, {})
            for key, label, a, b in self.cells(role):
                rows.setdefault(key, {})[label] = b - a
        return found

    def deltas(self, role: Role) -> Mapping[str, Mapping[str, int]]:
        """Fen by row key and column, zeros included; empty for a table that is not on both sides."""
        return self._deltas.get(role, {})

    def leaves(self, role: Role) -> list[str]:
        """The rows that nothing adds up to: of either side."""
        rows = self.before.form.by_role(role).rows
        keys = list(self.deltas(role))
        above = {rows.parent(key) for key in keys}
        return [key for key in keys if key != TOTAL and key not in above]

    def columns(self, role: Role) -> list[str]:
        return list(next(iter(self.deltas(role).values()), {}))


def project_ref(ledger: Roster, id: str, unit: str, name: str) -> str:
    """How a revision names a project: by unit and name, if that means this project alone, else by its id."""
    ref = f"{unit}/{name}"
    return id if ledger.exists("project", id) and ledger.projects_called(ref) != [id] else ref


def unit_ref(ledger: Roster, id: str, name: str) -> str:
    """The same of a unit."""
    return id if ledger.exists("unit", id) and ledger.units_called(name) != [id] else name


def _places(table: Table) -> dict[str, int]:
    return {column.label: i for i, column in enumerate(table.columns)}


def _has(old: Table, new: Table, label: str, side: str) -> bool:
    columns = {column.label: column for column in (*old.columns, *new.columns, *old.spec.columns)}
    return columns[label].has_cells_on(side)


def _units(view: YearView, shared: Collection[Role]) -> dict[str, str]:
    """Names by id of the units that the shared tables by unit print; without such tables the department itself."""
    found: dict[str, str] = {}
    for role in (role for role in _BY_UNIT if role in shared):
        for row in view.table(role).rows:
            unit = row.key.partition("/")[0]
            if unit and row.key != TOTAL:
                found.setdefault(unit, view.naming.unit_name(unit))
    if not found:
        top = [unit for unit in view.known.units() if not unit.parent]
        found = {unit.id: unit.name for unit in top[:1]}
    return found


def _projects(view: YearView, shared: Collection[Role]) -> dict[str, str]:
    """Names by UNIT/PROJECT of the projects that are printed; none unless both sides print them."""
    keys = (row.key for row in view.table("projects-by-unit").rows) if "projects-by-unit" in shared else ()
    return {key: view.naming.project_name(key.partition("/")[2]) for key in keys if "/" in key}


def _amounts(view: YearView, shared: Collection[Role]) -> dict[str, int]:
    rows = view.table("projects-by-unit").rows if "projects-by-unit" in shared else ()
    return {row.key: fen for row in rows if "/" in row.key and (fen := row.amounts_fen[0]) is not None}


def _place(before: YearView, after: YearView) -> str:
    """What the names of all units begin with."""
    return common_start([unit.name for view in (before, after) for unit in view.known.units()])


def _names_by_unit(projects: Mapping[str, str]) -> dict[str, set[str]]:
    """The names of a unit's projects, but those that other units have as well (物业管理费): they tell nobody apart."""
    found: dict[str, set[str]] = {}
    for key, name in projects.items():
        found.setdefault(key.partition("/")[0], set()).add(meaning(name))
    shared = Counter(name for names in found.values() for name in names)
    return {unit: {name for name in names if shared[name] == 1} for unit, names in found.items()}


def _without(of: Mapping[str, str], others: Mapping[str, str]) -> dict[str, str]:
    return {id: name for id, name in of.items() if id not in others}
