"""From what a budget was to what it is, cause by cause: every step is named, and they add up to the fen.

The steps are the leaves of a difference, told apart further where the form tells: basic spending by economic class, a
code by basic and project spending, what was brought forward from earlier years, and what only went to other codes. A
unit that joined or left is one step.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from ..model.errors import NotFound, say
from ..model.money import HALF_CENT_FEN
from ..model.vocabulary import BASIC
from ..tables.rows import FunctionRows
from ..tables.spec import Form, TableSpec
from .brought_forward import published_carried_by_code
from .diff import REMAPPING, Amounts, Cause, ChangeKind, Diff, DiffRow
from .partitions import ByNature, ByTable, ByUnit, nature_of, only_carried
from .scope_changes import units_of_one_side
from .splits import Split
from .year import YearView

StepKind = Literal[
    "project", "basic", "function", "economic", "unit", "carried", "reclassified", "rest", "rounding", "unexplained"
]
"""What moved: `unit` joined or left, or where nothing below units is told apart moved as a whole; `reclassified` only
went to other codes or names; `rest` are the smaller steps together; `rounding` is the 尾差 of printed figures."""
StepChange = Literal["added", "removed", "up", "down", "level", "joined", "left", "renamed", "split", "merged"]
"""`level`: it was touched, and what touched it cancelled out."""

MOST = 12
"""So many steps are told one by one unless more are asked for."""


@dataclass(frozen=True, slots=True)
class Step:
    """One cause. `unit` is whose it is; `code` that of a function, an economic code or the class of basic spending;
    `nature` what kind of spending of a code; `count` how many leaves, of a rest how many steps, it is made of. The
    amounts of the causes add up to the step's, except for roundings."""

    kind: StepKind
    change: StepChange
    label: str
    before_fen: int
    after_fen: int
    unit: str = ""
    code: str = ""
    nature: str = ""
    causes: tuple[Cause, ...] = ()
    count: int = 1

    @property
    def delta_fen(self) -> int:
        return self.after_fen - self.before_fen

    @property
    def amounts(self) -> Amounts:
        return Amounts(self.before_fen, self.after_fen)


@dataclass(frozen=True, slots=True)
class Bridge:
    """`start_fen` + every step = `end_fen`, exactly; the largest first, then what cancelled out, roundings last."""

    before: YearView
    after: YearView
    start_fen: int
    end_fen: int
    steps: tuple[Step, ...]

    @property
    def closes(self) -> bool:
        return all(step.kind != "unexplained" for step in self.steps)

    def folded(self, most: int) -> Bridge:
        """With so many steps told one by one, and the others of a kind that can be folded as one; 0 folds nothing."""
        tail = [step for step in self.steps if step.kind not in _LAST][most:] if most else []
        if len(tail) < 2:
            return self
        before, after = sum(step.before_fen for step in tail), sum(step.after_fen for step in tail)
        causes = _united(cause for step in tail for cause in step.causes)
        rest = Step("rest", _direction(after - before), "", before, after, causes=causes, count=len(tail))
        last = [step for step in self.steps if step.kind in _LAST]
        return replace(self, steps=(*self.steps[:most], rest, *last))


_LAST = frozenset({"rounding", "unexplained"})


def bridge(split: Split, tell: Callable[[Split], Diff], published: Diff | None = None) -> Bridge:
    """The bridge along a partition; `tell` gives the difference along any split of the same two sides. With
    `published`, the difference of two years as they are published where `tell` restates the earlier one, what codes,
    units and projects were mapped to is told as steps of its own, which cancel out. Raises NotFound where the size of
    a side is not known."""
    found = tell(split)
    if found.total is None:
        raise NotFound(say("bridge.no-total"))
    mapped = _mapped(published, found) if published else ()
    steps = sorted((*_steps(found, published or found, split, tell), *mapped), key=_rank)
    return Bridge(found.before, found.after, found.total.before_fen, found.total.after_fen, tuple(steps))


def _rank(step: Step) -> tuple[bool, bool, int, int]:
    gross = sum(abs(cause.amount_fen) for cause in step.causes)
    return step.kind in _LAST, step.delta_fen == 0, -abs(step.delta_fen), -gross


class _Part(NamedTuple):
    """Something of a leaf, by which it is told apart; the other fields are the step's."""

    leaf: str
    row: DiffRow
    kind: StepKind
    code: str = ""
    nature: str = ""


def _steps(found: Diff, as_printed: Diff, split: Split, tell: Callable[[Split], Diff]) -> Iterator[Step]:
    whole = {row.node: row for row in units_of_one_side(found)} if isinstance(split, ByUnit) else {}
    carried = {row.node: row for row in tell(only_carried(split)).rows if row.leaf}
    parts = _parts(split, found, tell)
    leaves = {row.node: row for row in found.rows if row.leaf and row.node}
    yield from (_scope_step(row, found) for row in whole.values())
    carried_of: list[DiffRow] = []
    tails = [row.amounts for row in as_printed.rows if row.change == "rounding"]
    for node in dict.fromkeys((*leaves, *carried, *parts)):
        row = leaves.get(node)
        if node in whole or (row and row.parent in whole) or (not row and split.parent(node) in whole):
            continue
        brought = carried.get(node)
        inside = [*parts.get(node, ())]
        if row is None:
            moved = sum(part.row.amounts.delta_fen for part in inside) + (brought.amounts.delta_fen if brought else 0)
            if moved:  # parts that do not add up to a row which stays the same: printed figures, rounded
                continue
        carried_of += [brought] if brought else []
        for part in inside:
            yield from _remapped(_step(part.row, part.kind, part.code, part.nature), found)
        if row is not None:
            rest = _without(row, [*(part.row for part in inside), *([brought] if brought else [])])
            if inside and _is_a_tail(rest, len(inside)):
                tails.append(Amounts(rest.before_fen, rest.after_fen))
            elif rest.delta_fen or rest.causes or not (inside or brought):
                yield from _remapped(rest, found)
    if carried_of:
        yield _together("carried", "", carried_of)
    if tails and (fen := sum(tail.delta_fen for tail in tails)):
        yield Step("rounding", _direction(fen), "", 0, fen)
    for row in as_printed.rows:
        if row.change == "unexplained":
            yield Step("unexplained", _direction(row.amounts.delta_fen), "", 0, row.amounts.delta_fen)


def _mapped(published: Diff, restated: Diff) -> Iterator[Step]:
    """What the maps took from each leaf of the earlier year, and gave to it."""
    rows = {row.node: row for row in published.rows if row.leaf and row.node}
    told = {row.node: row for row in restated.rows if row.leaf and row.node}
    for node in dict.fromkeys((*rows, *told)):
        row, other = rows.get(node), told.get(node)
        if row is not None:
            step = _without(row, [other] if other else [])
        elif other is not None:  # it is the same as published, and not once it is restated
            step = _turned(_step(other, _kind(other), other.key.get("code", "")))
        if step.delta_fen:
            yield replace(step, kind="reclassified", change=_direction(step.delta_fen))


def _turned(step: Step) -> Step:
    causes = tuple(replace(cause, amount_fen=-cause.amount_fen) for cause in step.causes)
    return replace(step, before_fen=step.after_fen, after_fen=step.before_fen, causes=causes)


def _is_a_tail(rest: Step, parts: int) -> bool:
    """Whether what the parts of a leaf leave of it is the rounding of printed figures."""
    printed = any(cause.unattributed for cause in rest.causes)
    return printed and 0 < abs(rest.delta_fen) <= HALF_CENT_FEN * (parts + 1)


# What the leaves are told apart by


def _parts(split: Split, found: Diff, tell: Callable[[Split], Diff]) -> Mapping[str, list[_Part]]:
    parts: dict[str, list[_Part]] = {}
    forms = found.before.form, found.after.form
    if isinstance(split, ByUnit) and split.projects and all(form.find("basic-by-unit") for form in forms):
        classes = tell(ByTable(forms[1].by_role("basic-by-unit"), closes=False, carried=False))
        for row in classes.rows:
            unit, slash, code = row.node.partition("/")
            if row.leaf and slash and unit:
                parts.setdefault(f"{unit}/", []).append(_Part(f"{unit}/", row, "basic", code))
    if isinstance(split, ByTable) and isinstance(split.spec.rows, FunctionRows):
        hidden = {*_published_carried(found.before), *_published_carried(found.after)}  # of what nature, nobody says
        for row in tell(ByNature(split.spec)).rows:
            code, slash, nature = row.node.partition("/")
            if row.leaf and slash and code not in hidden and all(_tells(form, split.spec, nature) for form in forms):
                parts.setdefault(code, []).append(_Part(code, row, "function", code, nature))
    return parts


def _tells(form: Form, spec: TableSpec, nature: str) -> bool:
    own = form.find(spec.role)
    return own is not None and nature in map(nature_of, own.columns)


def _published_carried(view: YearView) -> Mapping[str, int]:
    return published_carried_by_code(view) or {}


# Rows as steps


def _step(row: DiffRow, kind: StepKind, code: str = "", nature: str = "") -> Step:
    amounts = row.amounts
    unit = row.key.get("unit", "")
    return Step(
        kind, _change(row), row.label, amounts.before_fen, amounts.after_fen, unit, code, nature, tuple(row.causes)
    )


def _kind(row: DiffRow) -> StepKind:
    if row.key.get("nature") == BASIC:
        return "basic"
    if "project" in row.key:
        return "project"
    return "function" if "code" in row.key else "unit" if "unit" in row.key else "economic"


_BY_MAP: Mapping[ChangeKind, StepChange] = {
    "renamed": "renamed",
    "split": "split",
    "merged": "merged",
    "reclassified": "level",
}


def _change(row: DiffRow) -> StepChange:
    before, after = row.amounts.before_fen, row.amounts.after_fen
    if before == after:
        return _BY_MAP.get(row.change, "level")
    return "added" if before == 0 else "removed" if after == 0 else _direction(after - before)


def _direction(delta_fen: int) -> StepChange:
    return "up" if delta_fen > 0 else "down" if delta_fen < 0 else "level"


def _without(row: DiffRow, parts: Collection[DiffRow]) -> Step:
    """What the parts of a leaf leave of it."""
    code = row.key.get("code") or row.key.get("economic", "")
    step = _step(row, _kind(row), code)
    if not parts:
        return step
    before = step.before_fen - sum(part.amounts.before_fen for part in parts)
    after = step.after_fen - sum(part.amounts.after_fen for part in parts)
    taken = (replace(cause, amount_fen=-cause.amount_fen) for part in parts for cause in part.causes)
    causes = tuple(cause for cause in _united((*step.causes, *taken)) if cause.amount_fen)
    return replace(step, before_fen=before, after_fen=after, change=_direction(after - before), causes=causes)


def _remapped(step: Step, found: Diff) -> Iterator[Step]:
    """A step in two where the later year's revisions moved a part of it between codes and another part really."""
    moved = [c for c in step.causes if c.kind in REMAPPING and c.header.fiscal_year == found.after.year]
    others = tuple(cause for cause in step.causes if cause not in moved)
    fen = sum(cause.amount_fen for cause in moved)
    if step.change in _BY_MAP.values() and step.change != "level":
        yield replace(step, kind="reclassified")
    elif not moved or (fen == 0 and others):
        yield step
    elif not others:
        yield replace(step, kind="reclassified", change=_direction(fen))
    else:
        between = step.before_fen + fen
        change = _direction(step.after_fen - between) if step.change in ("up", "down", "level") else step.change
        yield replace(step, kind="reclassified", change=_direction(fen), after_fen=between, causes=tuple(moved))
        yield replace(step, change=change, before_fen=between, causes=others)


def _scope_step(row: DiffRow, found: Diff) -> Step:
    leaves = [row] if row.leaf else [leaf for leaf in found.rows if leaf.leaf and leaf.parent == row.node]
    step = _together("unit", row.label, leaves)
    change: StepChange = "joined" if row.amounts.after_fen else "left"
    return replace(step, change=change, unit=row.label)


def _together(kind: StepKind, label: str, rows: Collection[DiffRow]) -> Step:
    before, after = sum(row.amounts.before_fen for row in rows), sum(row.amounts.after_fen for row in rows)
    causes = _united(cause for row in rows for cause in row.causes)
    return Step(kind, _direction(after - before), label, before, after, causes=causes, count=len(rows))


def _united(causes: Iterable[Cause]) -> tuple[Cause, ...]:
    """Each revision once for each kind of its events, with what it did in all."""
    sums: dict[tuple[int, str, bool], Cause] = {}
    for cause in causes:
        key = cause.header.seq, cause.kind, cause.unattributed
        known = sums.get(key)
        sums[key] = cause if known is None else replace(known, amount_fen=known.amount_fen + cause.amount_fen)
    return tuple(sums.values())
