"""What is wrong in a text, and the case that the rules judge: the text, what it is held against, what was found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Literal, NamedTuple

from ..model.errors import Message
from ..model.money import exact_wan, group_thousands
from ..tables.project import Table
from ..tables.spec import Form, Role
from ..tables.subjects import CellName
from .arithmetic import Range
from .claims import MONEY_UNITS, Claim, Comparison, Direction, Span
from .reading import ReadText

WORDS: Mapping[Direction | None, str] = {"up": "增加", "down": "减少", "same": "与上年持平", None: ""}
Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong with one claim. `span` is None where the whole document is meant. `stake_fen` is the money that
    it puts in doubt; `slip` the name of the slip that explains it, as of arithmetic.slip."""

    rule: str
    severity: Severity
    span: Span | None
    quote: str
    expected: str
    found: str
    why: Message
    stake_fen: int = 0
    slip: str = ""


class Cell(NamedTuple):
    """An amount to hold a claim against, in fen, how far its own rounding may put it off, and where it stands."""

    fen: int
    half_fen: int
    place: str


@dataclass(frozen=True)
class Against:
    """What a text is held against; each part may be lacking. `tables` are those of the document itself, else of the
    book; `facts` the disclosure facts that the book records; `priors` by subject what last year's publication said;
    `budgets` by function code what was budgeted, of a text on final accounts; `goals` by project as its table prints
    them, `stated_goals` as the text does; `gaps` what the document lacks; `unnoted` its tables without amounts and
    without a note, `filled` those with amounts that a note calls empty: their number, the note and the largest
    amount."""

    form: Form
    tables: Mapping[Role, Table] = field(default_factory=dict)
    facts: Mapping[tuple[str, str], str] = field(default_factory=dict)
    priors: Mapping[str, Cell] = field(default_factory=dict)
    budgets: Mapping[str, Cell] = field(default_factory=dict)
    goals: Mapping[str, str] = field(default_factory=dict)
    stated_goals: Mapping[str, str] = field(default_factory=dict)
    gaps: tuple[Message, ...] = ()
    unnoted: tuple[int, ...] = ()
    filled: tuple[tuple[int, str, int], ...] = ()

    def cell(self, subject: str) -> Cell | None:
        """The amount of a subject of the form, of a function code, or of a project by name; None where no table
        tells."""
        if subject.isdigit() and self.form.items:
            return self._item(subject)
        known = self.form.subject(subject)
        if known is None:
            return self._project(subject)
        return self._at(known.cell) if known.cell else None

    def cells(self, subject: str) -> tuple[Cell, ...]:
        """The same in every table that prints it, each rounded by itself."""
        known = self.form.subject(subject)
        also = known.also if known else ()
        if subject.isdigit():
            also = tuple((role, before + subject, column) for role, before, column in self.form.items_elsewhere)
        others = (self._at(cell) for cell in also if cell[0] in self.tables and cell[1] in self.tables[cell[0]].by_key)
        return tuple(cell for cell in (self.cell(subject), *others) if cell)

    def budget(self, subject: str) -> Cell | None:
        """What was budgeted for a subject, as the tables of the outturn print it beside, else as the book's budget."""
        known = self.form.subject(subject)
        return self._at(known.budget) if known and known.budget else self.budgets.get(subject)

    def _at(self, cell: CellName) -> Cell | None:
        role, key, column = cell
        table = self.tables.get(role)
        return None if table is None else _cell(table, key, column)

    def item_name(self, code: str) -> str:
        """What the tables by function call a code, "" where they do not know it."""
        tables = (self.tables.get(role) for role, _ in self.form.items)
        return next((t.by_key[code].head.label for t in tables if t is not None and code in t.by_key), "")

    def _item(self, code: str) -> Cell | None:
        """What the tables by function hold together of a code."""
        cells = []
        for role, column in self.form.items:
            table = self.tables.get(role)
            if table is None or table.absent:
                return None
            if code in table.by_key or code in table.missing_keys:
                cells.append(_cell(table, code, column))
        known = [cell for cell in cells if cell is not None]
        if not known or len(known) < len(cells):
            return None
        place = " + ".join(cell.place for cell in known)
        return Cell(sum(cell.fen for cell in known), sum(cell.half_fen for cell in known), place)

    def _project(self, name: str) -> Cell | None:
        table = self.tables.get("projects-by-unit")
        found = [row for row in table.rows if row.head.label == name and "/" in row.key] if table else []
        return _cell(table, found[0].key, table.columns[0].label) if table and len(found) == 1 else None


def _cell(table: Table, key: str, column: str) -> Cell | None:
    fen = table.cell(key, column)
    if fen is None:
        return None
    label = table.by_key[key].head.label if key in table.by_key else key
    half = table.digit_fen // 2 if table.opened else 0
    return Cell(fen, half, f"T{table.spec.number} [{label}, {column}]")


class Case:
    """One text being judged. A claim that a finding blames is not judged again: one root error, one finding."""

    def __init__(self, read: ReadText, against: Against) -> None:
        self.read = read
        self.against = against
        self.places: Counter[str] = Counter()
        self._blamed: set[Span] = set()
        self._right: dict[Span, int] = {}
        self._told: set[int] = set()
        self.misnamed: set[tuple[str, ...]] = set()
        """款 and 项 of the function codes that were found to be called otherwise than in the tables."""

    def look(self, rule: str) -> None:
        """Takes note of a place that the rule was tried on."""
        self.places[rule] += 1

    def blame(self, *claims: Claim | None, right_fen: int | None = None) -> None:
        """These claims are wrong; the first should have been `right_fen`, where that is known."""
        for claim in claims:
            if claim is not None:
                self._blamed.add(claim.span)
        if right_fen is not None and claims and claims[0]:
            self.tell(claims[0])
            self._right[claims[0].span] = right_fen

    def is_told(self, fen: int) -> bool:
        """Whether a claim that was found wrong has this amount, which is missed elsewhere: the two were swapped."""
        return fen > 0 and fen in self._told

    def is_told_within(self, meant: Range) -> bool:
        return any(meant.low <= fen <= meant.high for fen in self._told)

    def tell(self, claim: Claim) -> None:
        """A wrong amount, which may be what is missed elsewhere."""
        self._told.add(claim.fen or 0)

    def is_blamed(self, *claims: Claim | None) -> bool:
        return any(claim is not None and claim.span in self._blamed for claim in claims)

    def is_lost(self, claim: Claim | None) -> bool:
        """Whether it is wrong and nobody knows what would be right."""
        return claim is not None and claim.span in self._blamed and claim.span not in self._right

    def mended(self, comparison: Comparison) -> Comparison:
        """The comparison with its current amount as it should have been, where it is known to be wrong."""
        current = comparison.current
        if current is None or current.span not in self._right:
            return comparison
        return replace(comparison, current=replace(current, fen=self._right[current.span]))

    def finding(
        self, rule: str, severity: Severity, place: Claim | Comparison, expected: str, found: str, why: Message,
        *, stake_fen: int = 0, slip: str = "",
    ) -> Finding:  # fmt: skip
        span = place.span
        return Finding(rule, severity, span, self.read.quote(span), expected, found, why, stake_fen, slip)


def shown(fen: int, unit: str = "万元") -> str:
    """An amount as a text of this unit prints it."""
    if unit == "万元":
        return group_thousands(exact_wan(fen))
    whole, rest = divmod(abs(fen), MONEY_UNITS[unit])
    decimals = f"{rest:0{len(str(MONEY_UNITS[unit])) - 1}d}".rstrip("0")
    return f"{'-' if fen < 0 else ''}{whole:,}{'.' + decimals if decimals else ''}"


def of_cell(cell: Cell | None) -> Range | None:
    """What an amount of a table stands for, in fen."""
    return Range(Fraction(cell.fen - cell.half_fen), Fraction(cell.fen + cell.half_fen)) if cell else None


def fen_of(claim: Claim | None) -> int:
    return (claim.fen or 0) if claim else 0
