"""What the panes ask about two sides: of two years the comparison, and from one side to the other the bridge and what
is proposed. The same questions as `compare`, `bridge` and `propose` at the command line."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, TypeVar, get_args

from ..model.errors import NotFound, say
from ..query.departments import is_department
from ..tables.spec import Partition
from .view_state import CompareMode, ViewState

if TYPE_CHECKING:
    from ..book import Book
    from ..model.point import Point
    from ..query.bridge import Bridge
    from ..query.compare import Basis, BasisKind, Comparison
    from ..query.points import Named
    from ..query.proposals import Proposed
    from ..query.republished import Republication
    from ..query.restating import Mode
    from ..query.scope_changes import Scope
    from ..query.year import YearView
    from .moves import Facts

Answer = TypeVar("Answer")
_PARTITIONS: tuple[Partition, ...] = get_args(Partition)
_PICKED = re.compile(r"\d{1,6}(/\d{1,2})?", re.ASCII)
_BUDGETS = frozenset({"original", "adjusted"})


class End(NamedTuple):
    """One of two sides: which year at which point; what of it where two years are compared; whether what was spent."""

    named: Named
    year: int
    kind: BasisKind | None = None
    spent: bool = False


class Ends(NamedTuple):
    """Two sides as they are compared, the earlier first. `known_at`: up to where maps are known, None for the newer
    one's point."""

    old: End
    new: End
    before: YearView
    after: YearView
    known_at: Point | None = None


class Compared(NamedTuple):
    """All that the screen of years says: the comparison, who joined and left, what was published otherwise."""

    found: Comparison
    scope: Scope | None
    then: tuple[Republication, ...]


class Comparing:
    """What a reader asks about two sides."""

    _book: Book

    def _kept(self, key: Hashable, ask: Callable[[], Answer]) -> Answer:
        raise NotImplementedError

    def facts(self, state: ViewState) -> Facts:
        raise NotImplementedError

    def point_name(self, seq: int) -> str:
        raise NotImplementedError

    @property
    def file_paths(self) -> tuple[str, ...]:
        raise NotImplementedError

    # Which sides

    def prior_year(self, state: ViewState) -> int | None:
        """The year that the shown one is compared with: the named one, else the one before; None without either."""
        before = (year for year in self.facts(state).years if year < state.year)
        return state.prior or max(before, default=None)

    def years(self, state: ViewState) -> Ends | None:
        """The two years on their basis; of documents without a book the two files. None where there is no other year.

        Raises NotFound where the basis cannot be had."""
        if self.file_paths:
            ends = self._of_points(state, self.point_name(state.base), self.point_name(state.version))
            return ends if ends.old.year < ends.new.year else None
        prior = self.prior_year(state)
        if prior is None:
            return None
        key = "years", state.year, prior, state.version, state.basis
        return self._kept(key, lambda: self._of_years(state, prior))

    def _of_years(self, state: ViewState, prior: int) -> Ends:
        from ..query.compare import like_with_like, sides

        at, basis = self._book.point(f"@{state.version}"), self.basis(state)
        roster = self._book.roster_at(at.point)
        current, before = sides((state.year, prior), basis, at, roster, self._book.point)
        kinds = basis or like_with_like((state.year, prior), roster)
        old, new = self._book.side(prior, before), self._book.side(state.year, current)
        ends = (
            End(before.named, prior, kinds[1], before.spent),
            End(current.named, state.year, kinds[0], current.spent),
        )
        return Ends(*ends, old, new, at.point)

    @staticmethod
    def basis(state: ViewState) -> Basis | None:
        from ..query.compare import basis_named

        return basis_named(state.basis) if state.basis else None

    def _of_points(self, state: ViewState, before: str, after: str) -> Ends:
        def ask() -> Ends:
            a, b = self._book.point(before), self._book.point(after)
            years = a.year or state.year, b.year or state.year
            old, new = (
                self._book.view(year, one.point, one.statement) for year, one in zip(years, (a, b), strict=True)
            )
            return Ends(End(a, years[0]), End(b, years[1]), old, new)

        return self._kept(("points", before, after, state.year), ask)

    def bridged(self, state: ViewState) -> Ends | None:
        """The sides of the bridge: from A to the shown version, without A the two years. Raises NotFound."""
        if state.mark is None and not self.file_paths:
            return self.years(state)
        if state.base == state.version:
            raise NotFound(say("tui.diff.itself", version=f"@{state.version}"))
        return self._of_points(state, self.point_name(state.base), self.point_name(state.version))

    def require_sides(self, state: ViewState) -> None:
        """Raises NotFound where the state names a basis, a year, a point or a proposal that cannot be one."""
        self.basis(state)
        if state.prior and state.prior not in self.facts(state).years:
            raise NotFound(say("year.unknown", year=state.prior, years=", ".join(map(str, self.facts(state).years))))
        for text in filter(None, (state.source, state.target)):
            self._book.point(text)
        for text in state.picked:
            if not _PICKED.fullmatch(text):
                raise NotFound(say("propose.accept-malformed", text=text))

    # Answers

    def mode(self, state: ViewState) -> Mode:
        """In whose codes: as published, unless the state says otherwise; a bridge of years restates."""
        if state.screen == "bridge":
            return "published" if state.mode == "published" else "restated"
        return state.mode or "published"

    def compared(self, state: ViewState) -> Compared | None:
        """The two years by the rows of the table in view, or along an axis; None where there is no other year. Raises
        NotFound."""
        ends = self.years(state)
        if ends is None:
            return None

        def ask() -> Compared:
            by = state.along if state.along in _PARTITIONS else None
            table = state.table if by is None else None
            before, after, mode, at = ends.before, ends.after, self.mode(state), ends.known_at
            found = self._book.compare(before, after, mode, by, table, at, carried=not state.uncarried)
            then = self._book.republications(ends.old.year, at) if ends.old.year < ends.new.year else ()
            return Compared(found, self._book.scope(before, after, mode, at), then)

        return self._kept(self.years_key(state), ask)

    def years_key(self, state: ViewState) -> Hashable:
        of = state.table if state.along == "table" else state.along
        basis = state.prior, state.basis, self.mode(state), state.uncarried
        return "compared", state.year, state.version, state.base if self.file_paths else 0, of, *basis

    def bridge(self, state: ViewState) -> Bridge | None:
        """From one total to the other, every cause; None where there is no other side. Raises NotFound."""
        ends = self.bridged(state)
        if ends is None:
            return None

        def ask() -> Bridge:
            by, mode = self.bridge_axis(state, ends), self.mode(state) if ends.old.year < ends.new.year else None
            return self._book.bridge(ends.before, ends.after, by, mode, ends.known_at)

        return self._kept(self.bridge_key(state), ask)

    def bridge_key(self, state: ViewState) -> Hashable:
        years = state.prior, state.basis, self.mode(state)
        return "bridge", state.year, state.version, state.base if self.file_paths else state.mark, state.axis, *years

    def bridge_axis(self, state: ViewState, ends: Ends) -> Partition:
        """How the state splits the total, as far as both sides can be split so, else their first way."""
        axes = self.bridge_axes(ends)
        return state.axis if state.axis in axes else axes[0]

    @staticmethod
    def bridge_axes(ends: Ends) -> tuple[Partition, ...]:
        """How both sides can be split. Raises NotFound where there is no such way."""
        axes = tuple(axis for axis in ends.after.partitions if axis in ends.before.partitions)
        if not axes:
            raise NotFound(say("bridge.no-total"))
        return axes

    # Proposals

    def proposal_points(self, state: ViewState) -> tuple[str, str] | None:
        """From which point to which proposals lead; None where nothing suggests itself."""
        if state.source or state.target:
            return state.source or f"@{state.version}", state.target or f"@{state.version}"
        if self.file_paths or state.mark is not None:
            return self.point_name(state.base), self.point_name(state.version)
        return next(self.pairs(state), None)

    def pairs(self, state: ViewState) -> Iterator[tuple[str, str]]:
        """What there is to be told apart: the year before and the year as they began, the book and each document of
        the year beside it, each document and the one after it."""
        roster, year = self._book.roster, state.year
        prior = max((one for one in self.facts(state).years if one < year), default=0)
        originals = f"{prior}/original", f"{year}/original"
        if all(roster.exists("milestone", name) for name in originals):
            yield originals
        from ..query.statements import budgets_of_year

        ids = [
            id for id in budgets_of_year(roster, year) if is_department(roster, roster.text("statement", id, "scope"))
        ]
        opening = roster.text("year", str(year), "opening")
        here = "HEAD" if state.version == self._book.head.seq else f"@{state.version}"
        yield from ((here, f"stmt:{id}") for id in reversed(ids) if id != opening)
        yield from ((f"stmt:{a}", f"stmt:{b}") for a, b in pairwise(ids))

    def proposed(self, state: ViewState) -> Proposed:
        """What would lead from the one point to the other. Raises NotFound."""
        points = self.proposal_points(state)
        if points is None:
            raise NotFound(say("tui.proposals.no-pair", year=state.year))

        def ask() -> Proposed:
            ends = self._of_points(state, *points)
            return self._book.propose(ends.before, ends.after)

        return self._kept(self.proposals_key(state), ask)

    def proposals_key(self, state: ViewState) -> Hashable:
        return "proposed", state.year, self.proposal_points(state)

    def proposal_ends(self, state: ViewState) -> Ends | None:
        points = self.proposal_points(state)
        return self._of_points(state, *points) if points else None


def bases(same_year: bool) -> Iterator[Basis]:
    """The pairs that may be compared: budgets with budgets and spending with spending; within one year any two."""
    from ..query.compare import BASES

    for current in BASES:
        for prior in BASES:
            like = (current in _BUDGETS) == (prior in _BUDGETS)
            if current != prior if same_year else like:
                yield current, prior


def modes_of(state: ViewState) -> tuple[CompareMode, ...]:
    """The modes in the order in which the key goes through them."""
    return ("restated", "published") if state.screen == "bridge" else ("published", "restated", "lca")
