"""The rows of a table as the pages print them: cells parsed, pieces of wrapped rows not joined yet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ..model.places import is_sheet, letters
from ..tables.rows import EconomicRows, ListRows, UnitRows
from ..tables.spec import TOTAL, TableSpec, bare, squeeze
from .amounts import fen_of, is_blank_amount, is_number, is_zero
from .findings import Findings, Spot
from .headers import Headers, Layout, Part
from .lines import Line, clean, fold
from .sheets import Sheet
from .words import Words

_CODE = re.compile(r"\W{0,2}\d{3}")
_LONGEST_LABEL = 300
"""No name of a unit, project or code is longer (model/fields.py)."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One row of one side of a table, or a piece of one. `printed` are its amounts as they stand there, by read column;
    `amounts_fen` is None where it prints no amounts; then
    `zeros` are the amounts that blank cells stand for, if all its cells are there."""

    spot: Spot
    side: str
    labels: tuple[str, ...]
    amounts_fen: tuple[int | None, ...] | None
    zeros: tuple[int | None, ...] | None
    printed: tuple[str, ...]
    text: str
    loose: bool
    """Whether it is a line without tabs in a document whose rows have them: perhaps no row at all."""
    letters: tuple[str, ...] = ()
    """In a sheet the columns that `printed` stands in."""

    @property
    def label(self) -> str:
        return clean("".join(self.labels))


@dataclass(frozen=True, slots=True)
class Pieces:
    """All pieces of one table over its pages. `columns` index the columns of the spec."""

    spec: TableSpec
    columns: tuple[int, ...]
    unit_fen: int
    rows: tuple[Piece, ...]
    notes: tuple[str, ...]


class PieceReader:
    """Reads the pages of one table."""

    def __init__(self, spec: TableSpec, words: Words, findings: Findings, *, keeps_tabs: bool, blanks: bool) -> None:
        self._spec, self._words, self._findings = spec, words, findings
        self._headers = Headers(spec, words)
        self._keeps_tabs = keeps_tabs
        self._blanks = blanks
        """Whether the document leaves zeros blank, so that cells missing at the end of a row are zeros."""
        self._columns: tuple[int, ...] | None = None
        self._extras: set[str] = set()
        self._units: set[int] = set()

    def read(self, sheets: Sequence[Sheet], unit_fen: int | None) -> Pieces | None:
        """None where no page has a header that can be read (which is a problem unless the table has no rows)."""
        rows: list[Piece] = []
        seen: dict[tuple[tuple[str, ...], ...], Line] = {}
        layout: Layout | None = None
        units: list[int] = []
        for sheet in sheets:
            if cut := next((line for line in sheet.body if line.off_page), None):
                self._findings.problem("off-page", sheet.spot(cut))
            layout, n = self._headers.take(sheet.body, layout)
            if layout is None:
                self._no_header(sheet)
                continue
            unit = sheet.unit_fen or layout.unit_fen or (units[-1] if units else unit_fen)
            self._check_units(sheet, layout)
            if unit is None:
                self._findings.problem("no-money-unit", sheet.spot(sheet.title))
                unit = 1
            units.append(unit)
            page = self._page(sheet, layout, n, unit)
            if not self._is_repeated(page, seen, sheet):
                rows += page
        if self._columns is None:
            return Pieces(self._spec, (), units[0] if units else 1, (), _notes(sheets)) if sheets else None
        return Pieces(self._spec, self._columns, max(units), tuple(rows), _notes(sheets))

    def _check_units(self, sheet: Sheet, layout: Layout) -> None:
        """Says it where a table states one money unit here and another there, or in the head and in the header."""
        said = {*sheet.units_fen, *([layout.unit_fen] if layout.unit_fen else [])}
        if len(self._units | said) > 1 and not self._units > said:
            names = {fen: name for name, fen in self._words.money_units.items()}
            units = "、".join(names.get(fen, str(fen)) for fen in sorted(self._units | said))
            self._findings.problem("units-differ", sheet.spot(sheet.title), units=units)
        self._units |= said

    def _no_header(self, sheet: Sheet) -> None:
        """A problem, unless nothing stands there but words: the labels of a table without rows."""
        if any(char.isdigit() for line in sheet.body for char in line.text):
            spot = sheet.spot(sheet.body[0])
            expected = "、".join(column.label for column in self._spec.columns if not column.optional)
            self._findings.problem("no-header", spot, expected=expected)

    def _is_repeated(self, page: Sequence[Piece], seen: dict[tuple[tuple[str, ...], ...], Line], sheet: Sheet) -> bool:
        """Whether the same page was printed before: its rows would count twice."""
        key = tuple((*piece.labels, *piece.printed) for piece in page)
        if len(key) < 2:
            return False
        first = seen.setdefault(key, sheet.title)
        if first is not sheet.title:
            self._findings.problem("page-twice", sheet.spot(sheet.title), first=sheet.spot(first).standing)
        return first is not sheet.title

    def _page(self, sheet: Sheet, layout: Layout, start: int, unit_fen: int) -> list[Piece]:
        pieces: list[Piece] = []
        i = start
        self._take_layout(layout, sheet, sheet.body[:start])
        while i < len(sheet.body):
            line = sheet.body[i]
            if self._headers.is_header(line):
                again, n = self._headers.take(sheet.body[i:], layout)
                layout = again or layout
                self._take_layout(layout, sheet, sheet.body[i : i + n])
                i += max(n, 1)
                continue
            if self._is_foreign(line, layout):
                for rest in sheet.body[i:]:
                    self._findings.strange(rest, rest.text.strip())
                break
            if not self._headers.is_numbering(line):
                pieces += self._row(line, sheet, layout, unit_fen)
            i += 1
        return pieces

    def _take_layout(self, layout: Layout, sheet: Sheet, header: Sequence[Line]) -> None:
        spot = sheet.spot(header[0] if header else sheet.title)
        if self._columns is None:
            self._columns = layout.spec_columns
        elif sorted(self._columns) != sorted(layout.spec_columns):
            expected = "、".join(self._spec.columns[c].label for c in self._columns)
            self._findings.problem("columns-differ", spot, expected=expected)
        for part in layout.parts:
            own = [c for c in layout.spec_columns if self._spec.columns[c].has_cells_on(part.side)]
            if sorted(column for _, column in part.columns) != sorted(own):
                self._findings.problem("columns-differ", spot, expected=self._spec.columns[own[0]].label)
        for _, label in layout.extras:
            if label not in self._extras:
                self._extras.add(label)
                self._findings.strange(spot, label)

    def _is_foreign(self, line: Line, layout: Layout) -> bool:
        """Whether a row of words stands where this table has amounts: the header of some other table."""
        if len(line.filled) < 2 or any(self._is_amount(line.cells, p) for p in line.filled):
            return False
        in_amounts = sum(p in layout.amount_positions for p in line.filled)
        if in_amounts <= len(layout.amount_positions) // 2:
            return False
        return not any(self._names_a_row(line.cells[p]) for p in line.filled)

    def _names_a_row(self, cell: str) -> bool:
        """Whether a cell is the label of a row that this table knows."""
        match self._spec.rows:
            case ListRows() as rows:
                return any(rows.find(side, cell) for side in rows.sides)
            case UnitRows() as rows:
                return bool(rows.class_of(cell) or rows.head_class(cell)) or bare(cell) == TOTAL
        return bare(cell) == TOTAL or bool(_CODE.match(fold(cell)))

    def _row(self, line: Line, sheet: Sheet, layout: Layout, unit_fen: int) -> Iterator[Piece]:
        cells = self._aligned(line, layout)
        spot = sheet.spot(line)
        numeric = any(self._is_amount(cells, p) for p in (*layout.amount_positions, *range(layout.width, len(cells))))
        last = max((i for i, cell in enumerate(cells) if cell), default=-1)
        if last >= layout.width:
            if numeric:
                self._findings.problem("cells", spot, expected=layout.width, found=len(cells), text=_shown(line))
            else:
                self._findings.strange(line, line.text.strip())
            return
        for p in layout.unnamed:
            if is_number(_at(cells, p)):
                self._findings.problem("no-column", spot, cell=_at(cells, p)[:40])
        for part in layout.parts:
            piece = self._piece(part, cells, line, spot, layout, unit_fen)
            if piece is not None:
                yield piece

    def _aligned(self, line: Line, layout: Layout) -> tuple[str, ...]:
        """The cells; of a total whose merged label takes the place of code and name, what it covers is put back."""
        cells, labels = line.cells, layout.parts[0].labels
        lost = layout.width - len(cells)
        if (
            len(layout.parts) == 1
            and 0 < lost < len(labels)
            and len(cells) > labels[0] + 1
            and bare(cells[labels[0]]) == TOTAL
            and self._is_amount(cells, labels[0] + 1)
        ):
            return (*cells[: labels[0] + 1], *[""] * lost, *cells[labels[0] + 1 :])
        return self._under_own_list(cells, layout)

    def _under_own_list(self, cells: tuple[str, ...], layout: Layout) -> tuple[str, ...]:
        """The cells; of a sum whose merged label begins in the list before, the label put into the list of its
        amount."""
        if not isinstance(self._spec.rows, EconomicRows):
            return cells
        for left, right in pairwise(layout.parts):
            label = next((p for p in left.labels if _at(cells, p)), None)
            if (
                label is not None
                and bare(cells[label]) in self._spec.rows.sums
                and not any(_at(cells, p) for p in (*(p for p, _ in left.columns), *right.labels))
                and any(_at(cells, p) for p, _ in right.columns)
            ):
                moved = {label: "", right.labels[0]: cells[label]}
                cells = tuple(moved.get(p, cell) for p, cell in enumerate(cells))
        return cells

    def _is_amount(self, cells: Sequence[str], position: int) -> bool:
        cell = cells[position] if position < len(cells) else ""
        return bool(cell) and (is_blank_amount(cell) or is_number(cell) or self._is_withheld(cell))

    def _is_withheld(self, cell: str) -> bool:
        return self._words.full("withheld", fold(clean(cell))) is not None

    def _piece(
        self, part: Part, cells: tuple[str, ...], line: Line, spot: Spot, layout: Layout, unit_fen: int
    ) -> Piece | None:
        if any(len(_at(cells, p)) > _LONGEST_LABEL for p in part.labels):
            if any(self._is_amount(cells, p) for p, _ in part.columns):
                self._findings.problem("name-too-long", spot, limit=_LONGEST_LABEL, text=_shown(line))
            else:
                self._findings.strange(line, line.text.strip())
            return None
        if (stray := self._amount_among_labels(part, cells, layout)) is not None:
            self._findings.problem("no-column", spot, cell=stray[:40])
            return None
        labels = tuple(clean(_at(cells, p)) for p in part.labels)
        if self._findings.by_sight and any(self._headers.is_run_in(label) for label in labels):
            self._findings.problem("header-in-name", spot, text=clean("".join(labels))[:40])
            return None
        found = {column: _at(cells, p) for p, column in part.columns}
        printed = tuple(found.get(column, "") for column in self._columns or ())
        text = clean(_at(cells, layout.text)) if layout.text is not None else ""
        amounts = [_at(cells, p) for p, _ in part.columns]
        if not any((*labels, *amounts, text)):
            return None
        loose = self._keeps_tabs and not line.is_row
        if not any(amounts):
            whole = len(cells) >= layout.width or self._blanks or is_sheet(line.place)
            own = {column for _, column in part.columns}
            zeros = tuple(0 if column in own else None for column in self._columns or ()) if whole else None
            return Piece(spot, part.side, labels, None, zeros, printed, text, loose, self._letters(part, line))
        if not any(labels) and not any(self._is_amount(cells, p) for p, _ in part.columns):
            self._findings.strange(line, line.text.strip())
            return None
        if not self._has_all_cells(part, cells, layout, line.place):
            self._findings.problem("cells", spot, expected=layout.width, found=len(cells), text=_shown(line))
            return None
        fen = self._amounts(part, cells, spot, unit_fen)
        return Piece(spot, part.side, labels, fen, None, printed, text, loose, self._letters(part, line))

    def _amount_among_labels(self, part: Part, cells: Sequence[str], layout: Layout) -> str | None:
        """An amount where labels stand, in a row of amounts: it may be of the column beside it."""
        amounts = [_at(cells, p) for p, _ in part.columns]
        if not any(amounts):
            return None
        for p in part.labels:
            cell = _at(cells, p)
            is_dash = bool(cell) and is_blank_amount(cell) and self._findings.by_sight and not amounts[0]
            if (is_number(cell) and "." in fold(cell)) or (is_dash and p in layout.nameless):
                return cell
        return None

    def _letters(self, part: Part, line: Line) -> tuple[str, ...]:
        """The columns of a sheet that the amounts of a row stand in; a sheet's first cell is that of its column A."""
        if not is_sheet(line.place):
            return ()
        found = {column: letters(p + 1) for p, column in part.columns}
        return tuple(found.get(column, "") for column in self._columns or ())

    def _has_all_cells(self, part: Part, cells: Sequence[str], layout: Layout, place: str) -> bool:
        if len(cells) >= layout.width or self._blanks or is_sheet(place):
            return True
        last = max(i for i, cell in enumerate(cells) if cell)
        return last + 1 >= part.needed

    def _amounts(self, part: Part, cells: Sequence[str], spot: Spot, unit_fen: int) -> tuple[int | None, ...]:
        """Fen by the columns of the table's first page."""
        fen: dict[int, int | None] = {}
        for position, column in part.columns:
            cell = _at(cells, position)
            fen[column] = None
            if not self._is_withheld(cell):
                try:
                    fen[column] = fen_of(cell, unit_fen)
                except ValueError:
                    name = self._spec.columns[column].label
                    self._findings.problem("amount", spot, column=name, cell=cell[:40])
        return tuple(fen.get(column) for column in self._columns or ())


def _notes(sheets: Iterable[Sheet]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(note for sheet in sheets for note in sheet.notes))


def _at(cells: Sequence[str], position: int) -> str:
    return cells[position] if position < len(cells) else ""


def _shown(line: Line) -> str:
    return squeeze(line.text[:200])[:40]


def leaves_zeros_blank(sheets: Iterable[Sheet]) -> bool:
    """Whether these pages print no zero at all, neither as a number nor as a dash."""
    return not any(is_zero(cell) for sheet in sheets for line in sheet.body for cell in line.cells)
