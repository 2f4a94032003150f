"""Where a number comes from, both ways: the amount of a subject with its source, and the value behind a source."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import assert_never

from ..model.money import parse_wan
from ..model.point import Point
from ..model.state import Roster
from ..query.cells import find_row, row_name
from ..query.statements import load_statement
from ..query.year import YearView
from ..tables.project import Table
from .claims import CellSource, Computed, FactSource, Source, TextSource
from .implied import ImpliedAmounts, implied_by_text
from .phrases import Amount, Style, amount, shown_difference, shown_percent

_COUNT = re.compile(r"\d{1,12}(?:\.\d{1,6})?", re.ASCII)

Views = Callable[[int, Point, str | None], YearView]
"""The year at a point, or a statement by itself: Book.view."""


def cell_amount(view: YearView, cell: tuple[str, str, str]) -> Amount | None:
    """The amount of a cell (role, row key, column); None where it is withheld or unknown."""
    role, key, column = cell
    table = view.table(view.form.by_role(role).role)  # type: ignore[arg-type] # a role of the form
    fen = table.cell(key, column)
    return None if fen is None else Amount(fen, _source_of(view, table, key, column))


def _source_of(view: YearView, table: Table, key: str, column: str) -> CellSource:
    row = table.by_key.get(key)
    name = key if row is None else row_name(table, row)
    point = view.point
    return CellSource(table.spec.number, name, column, view.year, point.seq, point.effective, view.statement)


class Facts:
    """The disclosure facts of a year, as stated, each with who stated it."""

    def __init__(self, roster: Roster, year: int) -> None:
        self._roster, self._year = roster, year

    def keys(self, section: str) -> Iterable[str]:
        return self._roster.fields("disclosure", f"{self._year}/{section}")

    def stated(self, section: str, key: str) -> tuple[str, FactSource] | None:
        id = f"{self._year}/{section}"
        text = self._roster.text("disclosure", id, key)
        if not text:
            return None
        return text, FactSource(f"{section}/{key}", self._year, self._roster.since("disclosure", id, key))

    def amount(self, section: str, key: str) -> Amount | None:
        """A fact that is an amount of money; None where nobody stated it, or not as a number."""
        found = self.stated(section, key)
        fen = None if found is None else _fen(found[0])
        return None if found is None or fen is None else Amount(fen, found[1])

    def count(self, section: str, key: str) -> tuple[str, FactSource] | None:
        """A fact that is a number of things; None where nobody stated it, or not as a number."""
        found = self.stated(section, key)
        return found if found and _COUNT.fullmatch(found[0]) else None


def _fen(text: str) -> int | None:
    try:
        return parse_wan(text)
    except ValueError:
        return None


class Sources:
    """Looks up what sources of one book stand for."""

    def __init__(self, views: Views) -> None:
        self._views = views
        self._implied: dict[str, ImpliedAmounts] = {}

    def value(self, source: Source, style: Style) -> Decimal | None:
        """The number behind a source, as a text in this style displays it; None where there is none."""
        match source:
            case Computed():
                current, prior = (self._fen(one) for one in source.of)
                if current is None or prior is None:
                    return None
                if source.operation == "difference":
                    return shown_difference(current, prior, style)
                return shown_percent(current, prior, style)
            case FactSource() if (counted := self._count(source)) is not None:
                return counted
            case _:
                fen = self._fen(source)
                return None if fen is None else amount(Amount(fen, source), style).number

    def _fen(self, source: Source) -> int | None:
        match source:
            case CellSource():
                return self._cell(source)
            case TextSource():
                found = self._texts(source.statement).get(source.subject)
                return found[0].fen if found and found[1] == source else None
            case FactSource():
                return _fen(self._stated(source))
            case Computed():
                return None
            case _:
                assert_never(source)

    def _cell(self, source: CellSource) -> int | None:
        view = self._views(source.year, Point(source.seq, source.effective), source.statement)
        table = view.table(view.spec(source.table).role)
        role_rows = table.spec.rows.fixed
        key = source.row if source.row in role_rows else find_row(table, source.row).key
        return table.cell(key, source.column)

    def _texts(self, statement: str) -> ImpliedAmounts:
        if statement not in self._implied:
            seq = int(statement.partition(".")[0])
            view = self._views(0, Point(seq), None)
            self._implied[statement] = implied_by_text(load_statement(view.store, statement), view.known)
        return self._implied[statement]

    def _stated(self, source: FactSource) -> str:
        """What the revision stated: the last word on the fact in it."""
        section, _, key = source.fact.partition("/")
        store = self._views(source.year, Point(source.seq), None).store
        _, _, _, body = next(iter(store.bodies(source.seq - 1)))
        stated = [event["facts"] for event in json.loads(body)["events"] if event.get("section") == section]
        return next((str(facts[key]) for facts in reversed(stated) if key in facts), "")

    def _count(self, source: FactSource) -> Decimal | None:
        form = self._views(source.year, Point(source.seq), None).form
        section, _, key = source.fact.partition("/")
        subject = next((s for s in form.subjects if s.fact == (section, key)), None)
        stated = self._stated(source)
        return Decimal(stated) if subject and subject.unit != "万元" and _COUNT.fullmatch(stated) else None
