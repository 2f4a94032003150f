"""Ways of splitting the size of a book's year without remainder: one partition an axis (design.md 8)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import ClassVar, assert_never

from ..model.errors import NotFound, say
from ..model.line import Line
from ..model.money import display_wan
from ..model.vocabulary import BASIC
from ..store.protocol import LineFilter
from ..tables.project import NO_BLOCKS
from ..tables.rows import ListRows, UnitRows
from ..tables.spec import LAST, TOTAL, Column, Partition, Role, TableSpec, above_row
from .brought_forward import published_carried_by_code, published_carried_fen, tells_carried
from .definitions import namesakes
from .row_lines import lines_of
from .splits import Lost, Node, Split, Whole, fits_carried, is_row_untold, lost_of, opened_cells, untold_rows
from .year import YearView

_BASIC_BY_UNIT: Role = "basic-by-unit"
_PROJECTS_BY_UNIT: Role = "projects-by-unit"


@dataclass(frozen=True, slots=True)
class ByUnit:
    """Units, and with `projects` below each unit its projects and one row of basic spending. `carried` leaves only what
    was brought forward from earlier years, or what was not: a publication does not tell them apart by unit."""

    projects: bool
    closes: bool = True
    carried: bool | None = None
    dimensions: ClassVar = ("unit", "project", "nature", "origin_year")

    def path(self, line: Line, view: YearView) -> tuple[str, ...]:
        if not fits_carried(line, self.carried):
            return ()
        if not self.projects:
            return (line.unit,)
        return line.unit, f"{line.unit}/{'' if line.nature == BASIC else line.project}"

    def filters(self, keys: Collection[str], year: int) -> Collection[LineFilter]:
        units, basic, projects = set[str](), set[str](), set[str]()
        for unit, slash, project_id in (key.partition("/") for key in keys):
            (projects if project_id else basic if slash else units).add(project_id or unit)
        filters = (
            (units, LineFilter(year, tuple(units))),
            (basic, LineFilter(year, tuple(basic), nature=BASIC)),
            (projects, LineFilter(year, project=tuple(projects))),
        )
        return [wanted for any_of, wanted in filters if any_of]

    def node(self, key: str, view: YearView) -> Node:
        unit, slash, project_id = key.partition("/")
        naming = view.naming
        name = naming.unit_name(unit)
        if not slash:
            return Node(name, 1, (naming.unit_order(unit), "", ""), {"unit": name})
        if not project_id:
            return Node(BASIC, 2, (naming.unit_order(unit), "0", ""), {"unit": name, "nature": BASIC})
        label = naming.project_name(project_id)
        order = (naming.unit_order(unit), "1", naming.project_order(project_id))
        return Node(label, 2, order, {"unit": name, "project": label, "id": project_id})

    def opening(self, view: YearView) -> dict[str, int]:
        found: dict[str, int] = {}
        if self.carried:
            return found
        for key, fen in opened_cells(view, _BASIC_BY_UNIT, "总计").items():
            if key != TOTAL and "/" not in key:
                found[key] = found.get(key, 0) + fen
                if self.projects:
                    found[f"{key}/"] = fen
        for key, fen in opened_cells(view, _PROJECTS_BY_UNIT, "总计").items():
            if "/" not in key and key != TOTAL:
                found[key] = found.get(key, 0) + fen
            elif "/" in key and self.projects:
                found[key] = fen
        return found

    def parent(self, key: str) -> str | None:
        unit, slash, _ = key.partition("/")
        return unit if slash else None

    def whole(self, key: str) -> Whole | None:
        unit, slash, project_id = key.partition("/")
        return None if project_id or self.carried is not None else Whole(unit, basic=bool(slash))

    def figures(self, key: str) -> int:
        return 1 if self.projects else 2

    def is_untold(self, key: str, view: YearView) -> bool:
        unit, slash, project_id = key.partition("/")
        basic, projects = ((_BASIC_BY_UNIT, unit), (_PROJECTS_BY_UNIT, key if project_id else unit))
        tables = (basic, projects) if not slash else (projects,) if project_id else (basic,)
        return any(is_row_untold(role, row, view) for role, row in tables)

    def untold(self, view: YearView) -> Iterable[str]:
        yield from (f"{unit}/" for unit in untold_rows(_BASIC_BY_UNIT, view) if "/" not in unit)
        yield from untold_rows(_PROJECTS_BY_UNIT, view)

    def lost(self, view: YearView) -> Iterable[Lost]:
        return lost_of((_BASIC_BY_UNIT, _PROJECTS_BY_UNIT), view)


@dataclass(frozen=True, slots=True)
class ByTable:
    """The rows of one table in its first column, or in the one that is named; leaves are the rows without children.
    `carried` leaves only what was brought forward, or what was not, as far as a publication tells it by code."""

    spec: TableSpec
    closes: bool
    carried: bool | None = None
    column: str = ""
    dimensions: ClassVar = Line._fields

    def path(self, line: Line, view: YearView) -> tuple[str, ...]:
        opening = view.openings.get(self.spec.role)
        if not fits_carried(line, self.carried) or not self._counts(line) or (opening and opening.absent):
            return ()
        keys = self.spec.rows.keys(line, view.naming, opening.blocks if opening else NO_BLOCKS)
        return tuple(
            key for key in keys if key != TOTAL and not (isinstance(self.spec.rows, UnitRows) and key[0] == "/")
        )

    def _counts(self, line: Line) -> bool:
        """Whether the line counts in the column: in the first, of either side."""
        if self.column:
            return self.spec.column_index(self.column) in self.spec.columns_of(line)
        if not self.spec.has_sides:
            return 0 in self.spec.columns_of(line)
        labels = [column.side for column in self.spec.columns]
        return any(labels.index(labels[i]) == i for i in self.spec.columns_of(line))

    def filters(self, keys: Collection[str], year: int) -> Collection[LineFilter]:
        return [lines_of(self.spec, key, year) for key in keys]

    def node(self, key: str, view: YearView) -> Node:
        head = self.spec.rows.head(key, view.naming)
        named = {"code": head.code, "side": head.side, "unit": head.unit, "unit_kind": head.kind}
        return Node(head.label, head.level, head.order, {k: v for k, v in named.items() if v} or {"row": head.label})

    def opening(self, view: YearView) -> dict[str, int]:
        table = view.opened_table(self.spec.role)
        index = table.column(self.column) if self.column else None
        if self.column and index is None:
            return {}
        at = (index if index is not None else table.first_column(row) for row in table.rows)
        first = ((row.key, row.amounts_fen[i]) for row, i in zip(table.rows, at, strict=True) if row.amounts_fen)
        cells = {key: fen for key, fen in first if fen is not None}
        if self.carried is not None:
            brought = self._carried(view)
            cells = dict(brought) if self.carried else {key: fen - brought.get(key, 0) for key, fen in cells.items()}
        cells = self._in_own_keys(cells, view)
        return {key: fen for key, fen in cells.items() if key != TOTAL and not (key[0] == "/" and key[1:].isdigit())}

    def _in_own_keys(self, cells: dict[str, int], view: YearView) -> dict[str, int]:
        """The rows of another form's list under the keys of this one; those that it has no row for are left out."""
        own = view.form.find(self.spec.role)
        if own is None or own is self.spec or not isinstance(self.spec.rows, ListRows):
            return cells
        twins, known = namesakes(own, self.spec), {item.key for item in self.spec.rows.items}
        named = {twins.get(key, key): fen for key, fen in cells.items()}
        by_class = bool(self.spec.rows.classes_before)
        return {k: fen for k, fen in named.items() if k in known or (by_class and k.rpartition("/")[2].isdigit())}

    def _carried(self, view: YearView) -> Mapping[str, int]:
        return (published_carried_by_code(view) or {}) if self.spec.role == view.form.size[0] else {}

    def parent(self, key: str) -> str | None:
        above = self.spec.rows.parent(key)
        while above in self.spec.rows.only_printed:
            above = self.spec.rows.parent(above)
        return above

    def whole(self, key: str) -> Whole | None:
        return None

    def figures(self, key: str) -> int:
        return 1

    def is_untold(self, key: str, view: YearView) -> bool:
        return is_row_untold(self.spec.role, key, view)

    def untold(self, view: YearView) -> Iterable[str]:
        return untold_rows(self.spec.role, view)

    def lost(self, view: YearView) -> Iterable[Lost]:
        return lost_of((self.spec.role,), view)


@dataclass(frozen=True, slots=True)
class ByNature:
    """Function codes, and below each the columns by nature in which its money counts: basic spending, projects. Keys
    are CODE/COLUMN. It tells nothing of money brought forward, of which a publication does not say what it is."""

    spec: TableSpec
    closes: bool = False
    carried: bool | None = False
    dimensions: ClassVar = Line._fields

    def path(self, line: Line, view: YearView) -> tuple[str, ...]:
        codes = ByTable(self.spec, closes=False, carried=False).path(line, view)
        columns = self.spec.columns_of(line) if codes else ()
        natures = [f"{codes[-1]}/{label}" for i in columns if (label := nature_of(self.spec.columns[i]))]
        return (*codes, *natures[:1])

    def filters(self, keys: Collection[str], year: int) -> Collection[LineFilter]:
        return [lines_of(self.spec, code, year) for code in {key.partition("/")[0] for key in keys}]

    def node(self, key: str, view: YearView) -> Node:
        code, _, nature = key.partition("/")
        head = self.spec.rows.head(code, view.naming)
        own = {"nature": nature} if nature else {}
        return Node(head.label, head.level + len(own), (*head.order, nature), {"code": head.code, **own})

    def opening(self, view: YearView) -> dict[str, int]:
        table = view.opened_table(self.spec.role)
        inner = {above for row in table.rows for above in above_row(self.spec.rows, row.key)}
        columns = {label for column in table.columns if (label := nature_of(column))}
        found = {
            f"{key}/{label}": fen
            for label in columns & set(map(nature_of, self.spec.columns))
            for key, fen in opened_cells(view, self.spec.role, label).items()
            if key != TOTAL and key not in inner
        }
        return dict(sorted(found.items()))

    def parent(self, key: str) -> str | None:
        code, slash, _ = key.partition("/")
        return code if slash else self.spec.rows.parent(key)

    def whole(self, key: str) -> Whole | None:
        return None

    def figures(self, key: str) -> int:
        return 1

    def is_untold(self, key: str, view: YearView) -> bool:
        """Neither is a nature whose column the document leaves out."""
        code, _, nature = key.partition("/")
        own, opening = view.form.find(self.spec.role), view.openings.get(self.spec.role)
        if nature and own and opening and nature not in {nature_of(own.columns[i]) for i in opening.columns}:
            return True
        return is_row_untold(self.spec.role, code, view)

    def untold(self, view: YearView) -> Iterable[str]:
        return untold_rows(self.spec.role, view)

    def lost(self, view: YearView) -> Iterable[Lost]:
        return lost_of((self.spec.role,), view)


def nature_of(column: Column) -> str:
    """The label of a column that holds money of one nature, else ""."""
    return column.label if column.where.natures and len(column.where.natures) == 1 else ""


OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class ByEconomic:
    """款 of the two tables by economic code, by kind of unit, and one row for what stands outside them."""

    tables: tuple[TableSpec, ...]
    closes: bool = True
    carried: bool | None = None
    dimensions: ClassVar = Line._fields

    def path(self, line: Line, view: YearView) -> tuple[str, ...]:
        if not fits_carried(line, self.carried):
            return ()
        for spec in self.tables:
            if spec.columns_of(line):
                opening = view.openings.get(spec.role)
                return spec.rows.keys(line, view.naming, opening.blocks if opening else NO_BLOCKS)[1:]
        return (OUTSIDE,)

    def filters(self, keys: Collection[str], year: int) -> Collection[LineFilter]:
        return [
            LineFilter(year) if key == OUTSIDE else LineFilter(year, economic=key.partition("/")[2]) for key in keys
        ]

    def node(self, key: str, view: YearView) -> Node:
        if key == OUTSIDE:
            return Node("表外", 1, (LAST,), {"outside": "6, 10"})
        head = self.tables[0].rows.head(key, view.naming)
        return Node(head.label, head.level, head.order, {"economic": head.code, "unit_kind": head.kind})

    def opening(self, view: YearView) -> dict[str, int]:
        found: dict[str, int] = {}
        if self.carried:
            return found
        for spec in self.tables:
            for key, fen in opened_cells(view, spec.role, spec.columns[0].label).items():
                if key != TOTAL:
                    found[key] = found.get(key, 0) + fen
                else:
                    found[OUTSIDE] = found.get(OUTSIDE, 0) - fen
        role, row, column = view.form.size
        found[OUTSIDE] = found.get(OUTSIDE, 0) + opened_cells(view, role, column).get(row, 0)
        return found

    def parent(self, key: str) -> str | None:
        return None if key == OUTSIDE else self.tables[0].rows.parent(key)

    def whole(self, key: str) -> Whole | None:
        return None

    def figures(self, key: str) -> int:
        return len(self.tables) if key == OUTSIDE else 1

    def is_untold(self, key: str, view: YearView) -> bool:
        row = TOTAL if key == OUTSIDE else key
        return any(is_row_untold(spec.role, row, view) for spec in self.tables)

    def untold(self, view: YearView) -> Iterable[str]:
        return chain.from_iterable(untold_rows(spec.role, view) for spec in self.tables)

    def lost(self, view: YearView) -> Iterable[Lost]:
        return lost_of([spec.role for spec in self.tables], view)


def split_by(views: Sequence[YearView], by: Partition | None) -> Split:
    """The partition of these years, in the form of the last, along one axis; without one along the first that all
    their forms have. Raises NotFound where a form does not tell how its size parts along the axis."""
    view = views[-1]
    shared = [axis for axis in view.partitions if all(axis in other.partitions for other in views)]
    if not shared:
        before, after = (say("form.named", zh=of.form.name["zh"], en=of.form.name["en"]) for of in (views[0], view))
        raise NotFound(say("partition.none", before=before, after=after))
    if by not in (None, *shared):
        lacking = next(other.form for other in reversed(views) if by not in other.partitions)
        raise NotFound(say("partition.unknown", by=by, form=lacking.id, known=", ".join(shared)))
    by = by or shared[0]
    match by:
        case "project":
            return ByUnit(projects=True)
        case "unit":
            return ByUnit(projects=False)
        case "function":
            return ByTable(view.form.by_role("spending-by-function"), closes=True)
        case "economic":
            return ByEconomic((view.form.by_role("basic-by-economic"), view.form.by_role("projects-by-economic")))
        case _:
            assert_never(by)


def split_by_table(views: Sequence[YearView], number: int) -> ByTable:
    """The rows of a table of the last year's form. Raises NotFound where another year's form has no such table."""
    spec = views[-1].spec(number)
    for view in views:
        own = view.form.find(spec.role)
        if own is None:
            raise NotFound(say("table.not-in-form", table=number, title=spec.title, form=view.form.id))
        if type(own.rows) is not type(spec.rows):
            raise NotFound(say("table.other-rows", table=number, title=spec.title, form=view.form.id))
    return ByTable(spec, closes=not isinstance(spec.rows, ListRows))


def without_carried(split: Split, views: Sequence[YearView]) -> Split:
    """The same split without what was brought forward from earlier years. Raises NotFound where a publication does not
    tell it."""
    for view in views:
        whole = published_carried_fen(view)
        by_code = isinstance(split, ByTable) and split.spec.role == view.form.size[0] and tells_carried(view)
        if whole is None or (whole and not by_code):
            why = "carried.unknown" if whole is None else "carried.not-told"
            raise NotFound(say(why, year=view.year, amount=display_wan(whole or 0)))
    match split:
        case ByUnit() | ByTable() | ByEconomic():
            return replace(split, carried=False)
        case _:
            raise AssertionError(split)


def only_carried(split: Split) -> Split:
    """The same split of nothing but what was brought forward, as far as it is told."""
    match split:
        case ByUnit() | ByTable() | ByEconomic():
            return replace(split, carried=True, closes=False)
        case _:
            raise AssertionError(split)
