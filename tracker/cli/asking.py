"""What the commands that ask have in common: their options, the view they look at, how amounts and rows are written."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import click

from ..messages import called, names_of, text
from ..model.errors import NotFound, say
from ..model.money import MoneyUnit, group_thousands, shown_in
from . import shapes

if TYPE_CHECKING:
    from ..book import Book
    from ..query.points import Named
    from ..query.year import YearView
    from .shell import Shell

at_option = click.option("--at", default="HEAD", metavar="POINT", help="help.at")
effective_option = click.option("--effective", metavar="DATE", help="help.effective")
year_option = click.option("--year", type=click.IntRange(1949, 2999), help="help.year")
money_option = click.option(
    "--in", "money", type=click.Choice(get_args(MoneyUnit)), default="wan", show_default=False, help="help.money"
)
"""JSON keeps 万元 and 分."""


def view_of(book: Book, year: int | None, at: str, effective: str | None) -> tuple[YearView, Named]:
    named = book.point(at, effective)
    return _view_at(book, year, named, named.statement), named


def tables_of(book: Book, year: int | None, at: str, effective: str | None) -> tuple[YearView, Named]:
    """The same where tables are looked at: those of the final accounts that a milestone names are their own."""
    named = book.point(at, effective)
    bound = year in (None, named.year)
    return _view_at(book, year, named, named.statement or (named.accounts if bound else None)), named


def _view_at(book: Book, year: int | None, named: Named, statement: str | None) -> YearView:
    chosen = known_year(book, year or named.year or book.newest_year(named.point))
    return book.view(chosen, named.point, statement)


def known_year(book: Book, year: int) -> int:
    if year not in book.years():
        raise NotFound(say("year.unknown", year=year, years=", ".join(map(str, book.years())) or "-"))
    return year


def known_prior(book: Book, year: int, prior: int | None) -> int:
    """The year that another one is compared with: the one before it, unless it is named. Raises NotFound."""
    if prior is None and year - 1 not in book.years():
        years = ", ".join(map(str, book.years()))
        raise NotFound(say("year.nothing-before", year=year, before=year - 1, years=years))
    return known_year(book, prior or year - 1)


def known_kind(word: str) -> str:
    """The kind of events that a word means: AmountsTransferred or 调剂. Raises NotFound."""
    kind = called("kind", word)
    if kind is None:
        raise NotFound(say("schema.unknown", kind=word, kinds=", ".join(names_of("kind"))))
    return kind


def kind_and_mode(word: str | None) -> tuple[str | None, str | None]:
    """A kind, or that of adjustments and one of its modes: 追加. Raises NotFound."""
    if word is not None and (mode := called("mode", word)):
        return "AmountAdjusted", mode
    return (None if word is None else known_kind(word)), None


def version_of(book: Book, named: Named) -> shapes.Json:
    """A file stands for itself: what it was taken into for the moment has no hash that anybody could look up."""
    return shapes.version_json(named, None if named.sha256 else book.hash_at(named.point.seq))


def amount(fen: int | None, money: MoneyUnit = "wan") -> str:
    return "—" if fen is None else group_thousands(shown_in(fen, money))


def signed(fen: int | None, money: MoneyUnit = "wan") -> str:
    return ("+" if fen is not None and fen > 0 else "") + amount(fen, money)


def told_apart(label: str, side: str, kind: str) -> str:
    """A label with what tells it from its namesake: the side of a two-sided table, the kind of a block."""
    return f"{side} {label}" if side else f"{label}〔{kind}〕" if kind in ("行政", "事业") else label


def marked(shell: Shell, label: str, inferred: bool) -> str:
    """What an event is called; with the mark of what nobody stated."""
    return text("event.inferred", shell.language, label=label) if inferred else label


def name_of(named: Named) -> str:
    if named.sha256:
        return f"{named.text}{f' ({named.point.effective})' if named.point.effective else ''}"
    return f"{named.text} (@{named.point.seq}{', ' + named.point.effective if named.point.effective else ''})"
