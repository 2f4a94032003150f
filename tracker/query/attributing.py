"""From what the rows of units and projects changed by to postings on lines: a dimension is filled in where the other
tables leave exactly one way, and stays unclassified otherwise."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from ..model.errors import Message, say
from ..model.line import Line, derived_gov_economic
from ..model.money import FEN_PER_CENT_OF_WAN, exact_wan
from ..model.vocabulary import BASIC, FUNDS, GENERAL, PROJECT, UNCLASSIFIED
from ..tables.project import NO_BLOCKS
from ..tables.spec import TOTAL, Column, Role
from .aligning import Aligned
from .assigning import share_out

Dimension = Literal["nature", "fund", "function", "economic"]
BY_FUND: Mapping[str, Role] = {
    GENERAL: "general-by-function",
    "政府性基金预算": "fund-by-function",
    "国有资本经营预算": "capital-by-function",
}
"""The table that splits one fund by function and nature."""
_BY_ECONOMIC: Mapping[str, Role] = {BASIC: "basic-by-economic", PROJECT: "projects-by-economic"}
_FUNCTION_DIGITS = 7
_MOST_OPTIONS = 6


class Piece(NamedTuple):
    """Fen on a line, as far as it is known. `funds` and `economic_class` bound what it may still be; `why` says what
    its dimensions rest on, `open` what the others may be; `exact` is False where something is likely only."""

    line: Line
    fen: int
    funds: frozenset[str] = frozenset()
    economic_class: str = ""
    why: tuple[Message, ...] = ()
    open: tuple[Message, ...] = ()
    exact: bool = True

    def with_dimension(self, dimension: Dimension, value: str, kind: str) -> Piece:
        line = self.line._replace(**{dimension: value})  # type: ignore[arg-type] # dimensions that are texts
        if dimension == "economic":
            line = line._replace(gov_economic=derived_gov_economic(value, kind))
        return self._replace(line=line)


Fits = Callable[[Piece, str], bool]


def pieces_of(sides: Aligned) -> list[Piece]:
    """What the rows by unit and project, or of a form without them those by function, changed by."""
    attributing = _Attributing(sides)
    found = attributing.by_unit() if "projects-by-unit" in sides.roles else attributing.by_function()
    return _joined(attributing.attributed(found))


def _joined(pieces: Iterable[Piece]) -> list[Piece]:
    """One piece a line; what cancels out on a line is nothing that could be recorded."""
    found: dict[Line, Piece] = {}
    for piece in pieces:
        one = found.get(piece.line)
        if one is not None:
            why, open_ = (tuple(dict.fromkeys((*a, *b))) for a, b in ((one.why, piece.why), (one.open, piece.open)))
            piece = one._replace(fen=one.fen + piece.fen, why=why, open=open_, exact=one.exact and piece.exact)
        found[piece.line] = piece
    return [piece for piece in found.values() if piece.fen]


class _Attributing:
    def __init__(self, sides: Aligned) -> None:
        self._sides = sides
        self._year = sides.after.year
        self._held: dict[tuple[str, str], set[Line]] = {}
        """The lines that the earlier side has, by unit and project: where more of the same most likely goes."""
        for line, fen in sides.before.balances:
            if fen:
                self._held.setdefault((line.unit, "" if line.nature == BASIC else line.project), set()).add(line)

    # Where the pieces come from

    def by_unit(self) -> list[Piece]:
        projects = self._rows("projects-by-unit", lambda key: "/" in key)
        basic = self._rows("basic-by-unit", lambda key: "/" in key and not key.startswith("/"))
        return [*projects, *basic]

    def _rows(self, role: Role, wanted: Callable[[str], bool]) -> list[Piece]:
        if role not in self._sides.roles:
            return []
        columns = _parting(self._sides.before.form.by_role(role).columns, self._sides.columns(role))
        found = []
        for key, by_column in self._sides.deltas(role).items():
            unit, _, below = key.partition("/")
            if not wanted(key):
                continue
            line = self._line(unit, below, PROJECT) if role == "projects-by-unit" else self._line(unit, "", BASIC)
            klass = "" if role == "projects-by-unit" or below == UNCLASSIFIED else below
            for label, funds in columns:
                if fen := by_column.get(label, 0):
                    sure = line._replace(fund=next(iter(funds))) if len(funds) == 1 else line
                    found.append(Piece(sure, fen, funds, klass))
        return found

    def by_function(self) -> list[Piece]:
        unit = next(iter(self._sides.units_before), next(iter(self._sides.units_after), UNCLASSIFIED))
        found = []
        for nature in (BASIC, PROJECT):
            for fund in (*BY_FUND, UNCLASSIFIED):
                for code, fen in self._functions(nature, fund).items():
                    project = "" if nature == BASIC else UNCLASSIFIED
                    line = self._line(unit, project, nature)._replace(fund=fund, function=code)
                    found.append(Piece(line, fen, frozenset(FUNDS) - BY_FUND.keys()))
        return found

    def _line(self, unit: str, project: str, nature: str) -> Line:
        return Line(self._year, unit, project, nature, UNCLASSIFIED, UNCLASSIFIED, UNCLASSIFIED, UNCLASSIFIED)

    # What else is known of them

    def attributed(self, pieces: list[Piece]) -> list[Piece]:
        pieces = self._natures(pieces)
        pieces = self._funds(pieces)
        groups: dict[tuple[str, str], list[Piece]] = {}
        for piece in pieces:
            fund = piece.line.fund if piece.line.fund in BY_FUND else UNCLASSIFIED
            groups.setdefault((piece.line.nature, fund), []).append(piece)
        found = []
        for (nature, fund), group in groups.items():
            if any(piece.line.function == UNCLASSIFIED for piece in group):
                group = self._refined(group, "function", self._functions(nature, fund))
            found += self._economics(group, nature) if fund == GENERAL else group
        return found

    def _natures(self, pieces: list[Piece]) -> list[Piece]:
        """What is not basic is project spending, unless the table by nature tells it apart."""
        totals = self._sides.deltas("spending-by-function").get(TOTAL, {})
        moved = {nature: fen for nature, fen in totals.items() if fen and nature not in (TOTAL, "合计", BASIC)}
        if not moved.keys() - {PROJECT}:
            return pieces
        mine, rest = _parted(pieces, lambda piece: piece.line.nature != BASIC)
        unknown = [piece._replace(line=piece.line._replace(nature=UNCLASSIFIED)) for piece in mine]
        refined = self._refined(unknown, "nature", moved)
        return [
            piece._replace(line=piece.line._replace(nature=PROJECT)) if piece.line.nature == UNCLASSIFIED else piece
            for piece in refined
        ] + rest

    def _funds(self, pieces: list[Piece]) -> list[Piece]:
        moved = {
            fund: fen for fund, fen in self._sides.deltas("income-by-function").get(TOTAL, {}).items() if fund in FUNDS
        }
        mine, rest = _parted(pieces, lambda piece: piece.line.fund == UNCLASSIFIED and len(piece.funds) > 1)
        if not mine:
            return pieces
        wanted = frozenset().union(*(piece.funds for piece in mine))
        taken = {fund: sum(p.fen for p in rest if p.line.fund == fund) for fund in wanted}
        left: dict[str, int] = {fund: fen - taken[fund] for fund, fen in moved.items() if fund in wanted}
        return self._refined(mine, "fund", left, lambda piece, fund: fund in piece.funds) + rest

    def _functions(self, nature: str, fund: str) -> dict[str, int]:
        """By function code what its spending of this nature from this fund changed by; of the funds without a table of
        their own together."""
        own = BY_FUND.get(fund)
        if own in self._sides.roles and nature in (BASIC, PROJECT):
            return self._by_code(own, nature) if own else {}
        found = self._by_code("spending-by-function", nature)
        if nature in (BASIC, PROJECT):
            for role in BY_FUND.values():
                for code, fen in self._by_code(role, nature).items() if role in self._sides.roles else ():
                    found[code] = found.get(code, 0) - fen
        return {code: fen for code, fen in found.items() if fen}

    def _by_code(self, role: Role, nature: str) -> dict[str, int]:
        if role not in self._sides.roles:
            return {}
        deltas = self._sides.deltas(role)
        codes = [c for c in self._sides.leaves(role) if len(c) == _FUNCTION_DIGITS or c == UNCLASSIFIED]
        return {code: fen for code in codes if (fen := deltas[code].get(nature, 0))}

    def _economics(self, pieces: list[Piece], nature: str) -> list[Piece]:
        role = _BY_ECONOMIC.get(nature)
        if role is None or role not in self._sides.roles:
            return pieces
        spec = self._sides.before.form.by_role(role)
        column, deltas = spec.columns[0].label, self._sides.deltas(role)
        moved = {key: fen for key in self._sides.leaves(role) if (fen := deltas[key].get(column, 0))}
        opening = self._sides.before.openings.get(role)
        blocks = opening.blocks if opening else NO_BLOCKS

        def fits(piece: Piece, key: str) -> bool:
            code = key.rpartition("/")[2]
            if not (code.startswith(piece.economic_class) and (len(code) == 5 or code == UNCLASSIFIED)):
                return False
            line = piece.with_dimension("economic", code, self._sides.unit_kind(piece.line.unit)).line
            return spec.rows.keys(line, _Kinds(self._sides), blocks)[-1] == key

        return self._refined(pieces, "economic", moved, fits)

    # One dimension of several pieces

    def _refined(
        self, pieces: Sequence[Piece], dimension: Dimension, moved: Mapping[str, int], fits: Fits = lambda *_: True
    ) -> list[Piece]:
        found: list[Piece] = []
        for group, values in _components(pieces, [v for v, fen in moved.items() if fen], fits):
            found += self._solved(group, dimension, {value: moved[value] for value in values}, fits)
        return found

    def _solved(self, group: list[Piece], dimension: Dimension, moved: dict[str, int], fits: Fits) -> list[Piece]:
        if not moved:
            return self._by_precedent(group, dimension, fits)
        values = list(moved)
        still = len(values)  # what moves no row: its amounts cancel out within one
        items, sums = [piece.fen for piece in group], [*moved.values(), 0]
        allowed = [[*(n for n, value in enumerate(values) if fits(piece, value)), still] for piece in group]
        ways = share_out(items, sums, allowed)
        if ways is None and (parted := self._parted(group, dimension, moved, fits)):
            return parted
        if ways is None and (settled := self._settled(group, dimension, moved, fits)):
            return settled
        if ways is None:
            ways = share_out(items, sums, allowed, slack=FEN_PER_CENT_OF_WAN * (len(items) + 1))
        if ways is None:
            return [self._left_open(piece, dimension, [v for v in values if fits(piece, v)]) for piece in group]
        if any(len(options) > 1 for options in ways.options):
            known = [self._precedents(piece, dimension) for piece in group]
            narrowed = [
                [n for n in options if n == still or values[n] in before] if before and any(
                    n != still and values[n] in before for n in options) else options
                for options, before in zip(ways.options, known, strict=True)
            ]  # fmt: skip
            again = share_out(items, sums, narrowed) if ways.exact else None
            ways = again or ways
        found = []
        for piece, options in zip(group, ways.options, strict=True):
            said = [values[n] for n in sorted(options) if n != still]
            if len(options) == 1 and said:
                found.append(self._said(piece, dimension, said[0], moved[said[0]], exact=ways.exact))
            else:
                found.append(self._left_open(piece, dimension, said))
        return found

    def _parted(self, group: list[Piece], dimension: Dimension, moved: dict[str, int], fits: Fits) -> list[Piece]:
        """The other way round: each row's amount belongs to one piece, which is several rows' together. Empty where
        that can't be, or not in one way."""
        items, sums = list(moved.values()), [*(piece.fen for piece in group), 0]
        allowed = [[*(n for n, piece in enumerate(group) if fits(piece, value)), len(group)] for value in moved]
        ways = share_out(items, sums, allowed)
        if ways is None or not all(len(options) == 1 for options in ways.options):
            return []
        found = []
        for n, piece in enumerate(group):
            mine = [value for value, options in zip(moved, ways.options, strict=True) if n in options]
            if sum(moved[value] for value in mine) != piece.fen:
                return []
            found += [
                self._said(piece._replace(fen=moved[value]), dimension, value, moved[value], exact=True)
                for value in mine
            ]
        return found

    def _settled(self, group: list[Piece], dimension: Dimension, moved: dict[str, int], fits: Fits) -> list[Piece]:
        """Those whose other money all stands in one row go there; the others share out what that leaves. Empty where
        there is none of the former."""
        left, found, others = dict(moved), [], []
        for piece in group:
            known = self._precedents(piece, dimension)
            value = next(iter(known), "") if len(known) == 1 else ""
            if not value or not fits(piece, value):
                others.append(piece)
                continue
            left[value] = left.get(value, 0) - piece.fen
            found.append(self._preceded(piece, dimension, value))
        return [*found, *self._refined(others, dimension, left, fits)] if found else []

    def _preceded(self, piece: Piece, dimension: Dimension, key: str) -> Piece:
        value = key.rpartition("/")[2]
        why = say("propose.why.precedent", dimension=say(f"dimension.{dimension}"), value=value)
        return self._with(piece, dimension, key)._replace(why=(*piece.why, why), exact=False)

    def _by_precedent(self, group: list[Piece], dimension: Dimension, fits: Fits) -> list[Piece]:
        """No row moved, so the amounts cancel out within one: which one their other money tells, if it tells it of all
        of them."""
        known = [self._precedents(piece, dimension) for piece in group]
        sums: dict[str, int] = {}
        for piece, values in zip(group, known, strict=True):
            value = next(iter(values), "") if len(values) == 1 else ""
            sums[value] = sums.get(value, 0) + piece.fen
        if "" in sums or any(sums.values()):
            return [self._left_open(piece, dimension, []) for piece in group]
        return [
            self._preceded(piece, dimension, next(iter(values))) for piece, values in zip(group, known, strict=True)
        ]

    def _precedents(self, piece: Piece, dimension: Dimension) -> set[str]:
        """The values of a dimension that other money of the same unit or project has."""
        line = piece.line
        like = [
            other
            for other in self._held.get((line.unit, line.project), ())
            if other.nature == line.nature
            and other.economic.startswith(piece.economic_class)
            and all(getattr(line, d) in (UNCLASSIFIED, getattr(other, d)) for d in ("fund", "function"))
        ]
        return {self._key_of(other, dimension) for other in like}

    def _key_of(self, line: Line, dimension: Dimension) -> str:
        if dimension != "economic":
            return str(getattr(line, dimension))
        role: Role = "basic-by-economic" if line.nature == BASIC else "projects-by-economic"
        spec = self._sides.before.form.find(role)
        if spec is None:
            return line.economic
        opening = self._sides.before.openings.get(role)
        return spec.rows.keys(line, _Kinds(self._sides), opening.blocks if opening else NO_BLOCKS)[-1]

    def _with(self, piece: Piece, dimension: Dimension, key: str) -> Piece:
        return piece.with_dimension(dimension, key.rpartition("/")[2], self._sides.unit_kind(piece.line.unit))

    def _said(self, piece: Piece, dimension: Dimension, key: str, fen: int, *, exact: bool) -> Piece:
        id = "propose.why.only" if exact else "propose.why.rounded"
        value = key.rpartition("/")[2]
        why = say(id, dimension=say(f"dimension.{dimension}"), value=value, amount=exact_wan(fen))
        said = self._with(piece, dimension, key)
        return said._replace(why=(*piece.why, why), exact=piece.exact and exact)

    def _left_open(self, piece: Piece, dimension: Dimension, options: list[str]) -> Piece:
        named = say(f"dimension.{dimension}")
        if not options:
            return piece._replace(open=(*piece.open, say("propose.open.none", dimension=named)))
        listed = [option.rpartition("/")[2] for option in options]
        shown = ", ".join(listed[:_MOST_OPTIONS]) + ("…" if len(listed) > _MOST_OPTIONS else "")
        return piece._replace(open=(*piece.open, say("propose.open.several", dimension=named, values=shown)))


class _Kinds:
    """Naming as far as rows by economic code ask for it: kinds of units of both sides."""

    def __init__(self, sides: Aligned) -> None:
        self._sides = sides

    def __getattr__(self, name: str) -> Callable[..., str]:
        return getattr(self._sides.before.naming, name)  # type: ignore[no-any-return] # what Naming has

    def unit_kind(self, id: str) -> str:
        return self._sides.unit_kind(id)


def naming_of(sides: Aligned) -> _Kinds:
    """Naming for the lines of both sides."""
    return _Kinds(sides)


def _parting(columns: Iterable[Column], shown: Collection[str]) -> list[tuple[str, frozenset[str]]]:
    """The columns, of those that are shown, that part the money by fund without overlap, each with its funds."""
    funds = {column.label: _funds_of(column) for column in columns if column.label in shown}
    return [(label, of) for label, of in funds.items() if not any(other < of for other in funds.values())]


def _funds_of(column: Column) -> frozenset[str]:
    where = column.where
    every = frozenset(FUNDS)
    if where.funds is not None:
        return where.funds
    return every - where.other_funds_than if where.other_funds_than is not None else every


def _parted(pieces: Iterable[Piece], wanted: Callable[[Piece], bool]) -> tuple[list[Piece], list[Piece]]:
    mine: list[Piece] = []
    rest: list[Piece] = []
    for piece in pieces:
        (mine if wanted(piece) else rest).append(piece)
    return mine, rest


def _components(pieces: Sequence[Piece], values: Sequence[str], fits: Fits) -> Iterator[tuple[list[Piece], list[str]]]:
    """Pieces and values that can have to do with one another, apart from those that can't."""
    fitting = [{value for value in values if fits(piece, value)} for piece in pieces]
    if unmoved := [piece for piece, fitted in zip(pieces, fitting, strict=True) if not fitted]:
        yield unmoved, []
    left = [n for n, fitted in enumerate(fitting) if fitted]
    while left:
        group = [left.pop(0)]
        while True:
            reached = {value for n in group for value in fitting[n]}
            more = [n for n in left if fitting[n] & reached]
            if not more:
                break
            group += more
            left = [n for n in left if n not in more]
        yield [pieces[n] for n in sorted(group)], [value for value in values if value in reached]
