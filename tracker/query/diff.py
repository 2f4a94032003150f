"""What changed between two points, and which events did it. Every difference closes to the fen."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple, Protocol

from ..model.line import Line
from ..model.money import HALF_CENT_FEN, MoneyUnit, percent, round_to_cents, shown_fen
from ..model.point import Point
from ..model.state import is_inferred
from ..store.protocol import Header, LineFilter, Posted
from ..tables.spec import TOTAL, Role
from .brought_forward import carried_fen
from .definitions import Redefined, redefined
from .facts_diff import FactChange, fact_changes
from .headers import headers_by_seq, kind_of, publication_kind
from .partitions import ByNature, ByTable, only_carried
from .splits import Lost, Node, Split
from .year import YearView

REMAPPING = frozenset({"LinesReclassified", "ProjectSplit", "ProjectMerged", "UnitMerged"})
"""Kinds that put the same money under other codes, projects or units, and nothing else."""
ChangeKind = Literal[
    "added", "removed", "changed", "reclassified", "renamed", "split", "merged", "rounding", "unexplained"
]
_TOUCHED_IS_CHEAPER = 500
"""Up to so many touched nodes, reading each is cheaper than folding every line of the year."""


@dataclass(frozen=True, slots=True)
class Cause:
    """What one revision did to a leaf. An opening states amounts without saying why: it is unattributed. What nobody
    stated is inferred."""

    header: Header
    kind: str
    amount_fen: int
    unattributed: bool = False
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class Amounts:
    """Before and after, in fen, with what a reader works out from the printed figures."""

    before_fen: int
    after_fen: int

    @property
    def delta_fen(self) -> int:
        return self.after_fen - self.before_fen

    @property
    def shown_delta_fen(self) -> int:
        """The difference of the displayed amounts."""
        return round_to_cents(self.after_fen) - round_to_cents(self.before_fen)

    def delta_in(self, unit: MoneyUnit) -> int:
        """The difference of the amounts as a unit shows them."""
        return shown_fen(self.after_fen, unit) - shown_fen(self.before_fen, unit)

    def percent_in(self, unit: MoneyUnit) -> str | None:
        return percent(self.delta_in(unit), shown_fen(self.before_fen, unit))

    @property
    def percent(self) -> str | None:
        return percent(self.shown_delta_fen, round_to_cents(self.before_fen))

    @property
    def incomparable(self) -> bool:
        """不可比: if and only if the base is 0 and the current value is not, as they are displayed."""
        return round_to_cents(self.before_fen) == 0 and round_to_cents(self.after_fen) != 0


@dataclass(frozen=True, slots=True)
class DiffRow:
    """`node` and `parent` are the split's own keys of the row and of the one that it is part of. What a document does
    not tell of it is None; of a leaf the difference is known."""

    key: dict[str, str]
    label: str
    level: int
    leaf: bool
    before_fen: int | None
    after_fen: int | None
    delta_fen: int | None
    change: ChangeKind
    causes: tuple[Cause, ...] = ()
    node: str = ""
    parent: str | None = None

    @property
    def is_told(self) -> bool:
        """Whether both ends are known."""
        return self.before_fen is not None and self.after_fen is not None

    @property
    def amounts(self) -> Amounts:
        """Of a row that is told."""
        assert self.before_fen is not None
        assert self.after_fen is not None
        return Amounts(self.before_fen, self.after_fen)

    @property
    def shown_delta_fen(self) -> int | None:
        """The difference of the displayed amounts."""
        if self.is_told:
            return self.amounts.shown_delta_fen
        return None if self.delta_fen is None else round_to_cents(self.delta_fen)

    def delta_in(self, unit: MoneyUnit) -> int | None:
        """The difference of the amounts as a unit shows them."""
        if self.is_told:
            return self.amounts.delta_in(unit)
        return None if self.delta_fen is None else shown_fen(self.delta_fen, unit)


@dataclass(frozen=True, slots=True)
class Diff:
    """Two points of one or two years. The leaves and the rounding row add up to the total's difference exactly;
    `total` is None for a table without a total."""

    before: YearView
    after: YearView
    total: Amounts | None
    rows: tuple[DiffRow, ...]
    facts: tuple[FactChange, ...]
    redefined: tuple[Redefined, ...] = ()
    """Rows of a table that two forms define differently: they are told here, and not among the differences."""
    lost: tuple[Lost, ...] = ()
    """What stands on pages that a document lacks: between two documents it is not compared."""

    @property
    def closes(self) -> bool:
        return all(row.change != "unexplained" for row in self.rows)


class Placed(NamedTuple):
    """A posting that counts at one of the two points only: the fen that it adds from before to after, and the nodes
    that it adds them to."""

    posted: Posted
    fen: int
    path: tuple[str, ...]


class Recast(Protocol):
    """How the earlier of two years is told before it is compared. The total stays what it is."""

    def opening(self, opening: dict[str, int]) -> dict[str, int]:
        """The opening of the earlier year, fen by node."""

    def placed(self, placed: list[Placed]) -> list[Placed]:
        """The postings of both years; those of the earlier one may go elsewhere, and in parts."""

    def folded(self, after: dict[str, int]) -> Collection[str]:
        """The nodes below which nothing is told apart, given what the later year holds by node."""

    def change(self, key: str, after_fen: int) -> ChangeKind | None:
        """What a node differs by where it differs by the map alone."""

    def is_untold(self, key: str) -> bool:
        """Whether the document of the earlier year does not tell what the node holds."""


def diff(before: YearView, after: YearView, split: Split, recast: Recast | None = None, *, facts: bool = True) -> Diff:
    """The difference of `after` against `before` along a split of both; `recast` is for two different years. Without
    `facts` only money is looked at."""
    placed = [
        Placed(posted, fen, split.path(posted.line, _ground(posted, before, after)))
        for posted, fen in _changed_postings(before, after)
    ]
    same_ground = before.year == after.year and before.ground == after.ground
    nodes = {key for one in placed for key in one.path} if same_ground else None
    openings = tuple(split.opening(view) if view.opening else {} for view in (before, after))
    new = _values(after, split, openings[1], nodes)
    moved_away = 0
    if recast:
        placed, told = recast.placed(placed), recast.opening(openings[0])
        moved_away = sum(1 for key, fen in openings[0].items() if fen and not told.get(key))
        openings = told, openings[1]
        old = _taken_back(openings[0], (one for one in placed if one.posted.line.year == before.year))
        folded = recast.folded(new)
        old, new = ({k: v for k, v in values.items() if not _is_below(k, folded, split)} for values in (old, new))
    else:
        old = _taken_back(new, placed) if same_ground else _values(before, split, openings[0], None)
    leaves = old.keys() | new.keys()
    leaves -= _above(leaves, split).keys()
    causes = _causes(placed, before, after, openings, leaves)
    by_map = {key: recast.change(key, new.get(key, 0)) for key in {**old, **new}} if recast else {}
    recorded = before.is_ledger and after.is_ledger  # else postings are no events between the two
    untold = {key: _untold(key, split, before, after, recast) for key in {**old, **new}}
    shown = [
        key
        for key in {**old, **new}
        if (same_ground or not any(untold[key]))
        and (
            old.get(key, 0) != new.get(key, 0)
            or (recorded and _was_touched(causes.get(key, ())))
            or (by_map.get(key) and new.get(key))
        )
    ]
    keys = dict.fromkeys(shown) | _above(shown, split)  # a row never stands without those that it is part of
    printed = set(openings[0])
    rows = []
    for key in keys:
        node = node_of(split, key, before, after)
        first, last = untold.get(key) or _untold(key, split, before, after, recast)
        old_fen, new_fen = old.get(key, 0), new.get(key, 0)
        ends = None if first else old_fen, None if last else new_fen
        delta = None if (first or last) and not same_ground else new_fen - old_fen
        mine, parent = tuple(causes.get(key, ())), split.parent(key)
        change = by_map.get(key) or change_kind(*ends, key in printed, mine)
        at = dict(node.key), node.label, node.level, key in leaves
        rows.append((node.order, DiffRow(*at, *ends, delta, change, mine, key, parent)))
    ordered = [row for _, row in sorted(rows, key=lambda pair: pair[0])]
    total = _total(before, after, split)
    if total is not None and split.closes:
        totals = sum(view.opening is not None for view in (before, after))
        hidden = moved_away + totals + sum(_figures(split, of) for of in openings)
        ordered.extend(_remainder(total, ordered, before, after, hidden))
    others = redefined(before, after, split.spec.role) if isinstance(split, ByTable) else ()
    set_apart = {key for one in others for key in one.keys}
    kept = tuple(row for row in ordered if row.node not in set_apart)
    facts_changed = fact_changes(before, after) if facts else ()
    return Diff(before, after, total, kept, facts_changed, others, _lost(before, after, split))


def _untold(key: str, split: Split, before: YearView, after: YearView, recast: Recast | None) -> tuple[bool, bool]:
    """Whether what a node held before, and what after, is not told by the documents behind the two."""
    first = before.opening is not None and (recast.is_untold(key) if recast else split.is_untold(key, before))
    return first, after.opening is not None and split.is_untold(key, after)


def _lost(before: YearView, after: YearView, split: Split) -> tuple[Lost, ...]:
    """Of each document once."""
    views = {(view.year, view.ground): view for view in (before, after) if view.opening}
    return tuple(lost for view in views.values() for lost in split.lost(view))


def _is_below(key: str, nodes: Collection[str], split: Split) -> bool:
    above = split.parent(key) if nodes else None
    while above is not None and above not in nodes:
        above = split.parent(above)
    return above is not None


def node_of(split: Split, key: str, before: YearView, after: YearView) -> Node:
    """The node as the newer view names it; a code that only the publication of the other year names, as that does."""
    newer = _newer(before, after)
    node = split.node(key, newer)
    return node if node.label else split.node(key, after if newer is before else before)


def _newer(before: YearView, after: YearView) -> YearView:
    """The view of the two that knows every unit and project of both."""
    return before if before.point.seq > after.point.seq else after


def _ground(posted: Posted, before: YearView, after: YearView) -> YearView:
    """The view in whose tables a posting is placed: that in which it counts, since one may be opened and one not."""
    if before.year == after.year:
        return after if after.point.holds(posted.seq, posted.effective) else before
    return before if posted.line.year == before.year else after


def _changed_postings(before: YearView, after: YearView) -> list[tuple[Posted, int]]:
    """Postings that count at one of the two points only, with the fen that they add from before to after."""
    if before.year != after.year or not (before.is_ledger and after.is_ledger):
        return [(p, -p.current_fen) for p in _all_postings(before)] + [(p, p.current_fen) for p in _all_postings(after)]
    a, b = before.point, after.point
    low, high = sorted((a.seq, b.seq))
    wanted = LineFilter(year=after.year)
    found = after.store.postings(low, Point(high), wanted)
    if a.effective != b.effective:
        first = min(filter(None, (a.effective, b.effective)))
        found = after.store.postings(0, Point(low), wanted, effective_after=first) + found
    changed = []
    for p in found:
        sign = b.holds(p.seq, p.effective) - a.holds(p.seq, p.effective)
        if fen := sign * p.current_fen:
            changed.append((p, fen))
    return changed


def _all_postings(view: YearView) -> list[Posted]:
    return [p for p in view.postings(LineFilter(year=view.year)) if p.current_fen]


def _values(view: YearView, split: Split, opening: dict[str, int], nodes: set[str] | None) -> dict[str, int]:
    """Fen by node at the view's point: of the given nodes, or of all."""
    if nodes is None or len(nodes) > _TOUCHED_IS_CHEAPER:
        values = dict(opening)
        for line, fen in view.balances:
            for key in split.path(line, view):
                values[key] = values.get(key, 0) + fen
        return values if nodes is None else {key: values.get(key, 0) for key in nodes}
    values = {key: opening.get(key, 0) for key in nodes}
    parts = set[str]()
    for key in nodes:
        if whole := split.whole(key):
            values[key] += view.store.size_fen(view.year, view.point, whole.unit, basic=whole.basic)
        else:
            parts.add(key)
    held: dict[Line, int] = {}  # what fits more than one filter counts once
    for wanted in split.filters(parts, view.year):
        held.update(view.store.sums(view.point, wanted, split.dimensions))
    for line, fen in held.items():
        for key in split.path(line, view):
            if key in parts:
                values[key] += fen
    return values


def _taken_back(values: dict[str, int], placed: Iterable[Placed]) -> dict[str, int]:
    """What the nodes held before the postings."""
    old = dict(values)
    for one in placed:
        for key in one.path:
            old[key] = old.get(key, 0) - one.fen
    return old


def _causes(
    placed: Collection[Placed],
    before: YearView,
    after: YearView,
    openings: tuple[dict[str, int], ...],
    leaves: Collection[str],
) -> dict[str, list[Cause]]:
    """By leaf, what each revision did to it, offsetting ones included; the sum is the leaf's difference."""
    sums: dict[str, dict[tuple[int, str], int]] = {}
    headers = headers_by_seq(after.store, {one.posted.seq for one in placed})
    for posted, fen, path in placed:
        event = posted.seq, kind_of(posted, headers[posted.seq])
        for key in path:
            if key in leaves:
                by_event = sums.setdefault(key, {})
                by_event[event] = by_event.get(event, 0) + fen
    causes: dict[str, list[Cause]] = {}
    if before.ground != after.ground or before.year != after.year:
        for view, opening, sign in ((before, openings[0], -1), (after, openings[1], 1)):
            if view.opening:
                header = headers_by_seq(view.store, {view.opening.seq})[view.opening.seq]
                for key in leaves:
                    if key in opening:
                        cause = Cause(header, publication_kind(header), sign * opening[key], unattributed=True)
                        causes.setdefault(key, []).append(cause)
    known = _newer(before, after).known
    inferred = {seq for seq in headers if is_inferred(known, seq)}
    for leaf, by_event in sums.items():
        for (seq, kind), fen in by_event.items():
            causes.setdefault(leaf, []).append(Cause(headers[seq], kind, fen, inferred=seq in inferred))
    return causes


def _was_touched(causes: Iterable[Cause]) -> bool:
    """Whether revisions touched a leaf, if only to cancel out: two openings that state the same amount did not."""
    return any(not cause.unattributed for cause in causes)


def _above(keys: Iterable[str], split: Split) -> dict[str, None]:
    """What the keys are part of, and what that is part of in turn, the total aside."""
    found: dict[str, None] = {}
    for start in keys:
        key = split.parent(start)
        while key is not None and key not in found and key != TOTAL:
            found[key] = None
            key = split.parent(key)
    return found


def change_kind(
    before_fen: int | None, after_fen: int | None, printed_before: bool, causes: Collection[Cause]
) -> ChangeKind:
    """None is what nobody knows."""
    if causes and all(cause.kind in REMAPPING for cause in causes):
        return "reclassified"
    if before_fen == 0 and after_fen and not printed_before:
        return "added"
    if after_fen == 0 and before_fen:
        return "removed"
    return "changed"


def _total(before: YearView, after: YearView, split: Split) -> Amounts | None:
    """The size of the two years, or the total row of the one table that is compared."""
    if isinstance(split, ByNature):
        return None
    old, new = (_total_fen(view, split, after.form.size[0]) for view in (before, after))
    return None if old is None or new is None else Amounts(old, new)


def _total_fen(view: YearView, split: Split, size: Role) -> int | None:
    whole = _whole_fen(view, split, size)
    if whole is None or split.carried is None:
        return whole
    carried = carried_fen(view, lambda line: bool(only_carried(split).path(line, view)))
    return None if carried is None else carried if split.carried else whole - carried


def _whole_fen(view: YearView, split: Split, size: Role) -> int | None:
    if not isinstance(split, ByTable) or split.spec.role == size:
        return view.size_fen()
    table, key = view.table(split.spec.role), split.spec.total
    if row := table.by_key.get(key):
        return row.amounts_fen[table.first_column(row)]
    return None if not key or table.absent or key in table.missing_keys else 0


def _figures(split: Split, opening: Mapping[str, int]) -> int:
    """How many rounded figures the leaves of an opening are made of."""
    above = _above(opening, split)
    return sum(split.figures(key) for key, fen in opening.items() if fen and key not in above)


def _remainder(total: Amounts, rows: list[DiffRow], before: YearView, after: YearView, figures: int) -> list[DiffRow]:
    """尾差: what the leaves leave of the total. Beside rounded openings it may be the rounding of all the figures that
    they print, those included that are the same on both sides and those that were moved into others; anything else is
    unexplained."""
    rest = total.delta_fen - sum(row.delta_fen or 0 for row in rows if row.leaf)
    if rest == 0:
        return []
    opened = before.opening is not None or after.opening is not None
    within = abs(rest) <= HALF_CENT_FEN * figures
    return [DiffRow({}, "尾差", 1, True, 0, rest, rest, "rounding" if opened and within else "unexplained")]
