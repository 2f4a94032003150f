"""Many documents into a book: read at once, recorded one after another in the order of year and name."""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from ..documents.decode import read_file
from ..documents.many import Outcome, each
from ..documents.read import read_document
from ..model.canonical import digest
from ..model.errors import DocumentError, Message, Refused, say
from ..query.departments import department, scope_of
from ..tables.forms import is_outturn

if TYPE_CHECKING:
    from ..documents.reading import Reading
    from .recording import Book, Imported

Status = Literal["opened", "spent", "asserted", "known", "refused", "unreadable"]
Progress = Callable[[Path], None]
"""Called after each file, in whatever order they are done."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What a document is: its form's id, its year, whose it is, how many tables and amounts it prints."""

    form: str
    year: int
    entity: str
    tables: int
    amounts: int

    @classmethod
    def of(cls, reading: Reading) -> Summary:
        amounts = sum(fen is not None for table in reading.tables for row in table.rows for fen in row.amounts_fen)
        return cls(reading.form.id, reading.year, reading.entity, len(reading.tables), amounts)


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a file: it opened its year, told what was spent in it, was recorded as an assertion, was there
    already, was refused, or could not be read. `why`, where it is not plain."""

    path: Path
    status: Status
    summary: Summary | None = None
    imported: Imported | None = None
    why: tuple[Message, ...] = ()


class _Read(NamedTuple):
    """A reading as it waits for its turn, small: there may be thousands."""

    summary: Summary
    sha256: str
    units: frozenset[str]
    packed: bytes

    @property
    def reading(self) -> Reading:
        reading: Reading = pickle.loads(zlib.decompress(self.packed))
        return reading


def import_many(
    book: Book,
    paths: Sequence[Path],
    *,
    adopt: bool = False,
    year: int | None = None,
    effective: str | None = None,
    by: str | None = None,
    dry_run: bool = False,
    progress: Progress = lambda path: None,
) -> list[Taken]:
    """Records every document that can be read, in the order of year and name; those that can't stand last. With `adopt`
    the first budget of the book's department in each year opens it, and its final accounts tell what was spent. `year`
    is that of documents that state none, and no document may be of another.

    Raises Conflict, CorruptBook."""
    unreadable: list[Taken] = []
    read: list[tuple[Path, _Read]] = []
    for path, result, problems in _outcomes(paths, year, progress):
        if result is None:
            unreadable.append(Taken(path, "unreadable", why=problems))
        elif year not in (None, result.summary.year):
            why = say("document.other-year", file=path.name, found=result.summary.year, year=year)
            unreadable.append(Taken(path, "unreadable", result.summary, why=(why,)))
        else:
            read.append((path, result))
    owner = department(book.roster) or _department_among([one for _, one in read])
    read.sort(key=lambda pair: (pair[1].summary.year, pair[1].summary.entity != owner, pair[0].name, str(pair[0])))
    kin = _kin([one for _, one in read], owner) if adopt or department(book.roster) else None
    record = partial(_record, book, owner=owner, kin=kin, adopt=adopt, effective=effective, by=by, dry_run=dry_run)
    taken: list[Taken] = []
    first: dict[str, Path] = {}
    opened: set[int] = set()
    for path, one in read:
        twin = first.setdefault(one.sha256, path)
        if twin != path:
            taken.append(Taken(path, "known", one.summary, why=(say("import.twin", file=twin.name),)))
            continue
        taken.append(record(path, one, opened=opened))
        if taken[-1].status == "opened":
            opened.add(one.summary.year)
    return [*sorted(taken, key=_in_order), *sorted(unreadable, key=lambda one: str(one.path))]


def _in_order(one: Taken) -> tuple[int, str, str]:
    return one.summary.year if one.summary else 0, one.path.name, str(one.path)


def _outcomes(paths: Sequence[Path], year: int | None, progress: Progress) -> Sequence[Outcome[_Read]]:
    outcomes = []
    for outcome in each(paths, partial(_read, year=year)):
        progress(outcome.path)
        outcomes.append(outcome)
    return outcomes


def _read(path: Path, year: int | None) -> _Read:
    _, reading = read_document(path, year)
    units = frozenset(name for name, _ in reading.units)
    return _Read(Summary.of(reading), reading.sha256, units, zlib.compress(pickle.dumps(reading)))


def _department_among(read: Collection[_Read]) -> str:
    """Whose documents these are: of the one whose units most of them are."""
    entities = [one.summary.entity for one in read]

    def size(name: str) -> tuple[int, int]:
        kin = _kin(read, name)
        return sum(entity in kin for entity in entities), len(kin)

    return max(dict.fromkeys(entities), key=size, default="")


def _kin(read: Collection[_Read], owner: str) -> frozenset[str]:
    """A department and its units, as its documents name them."""
    return frozenset({owner}.union(*(one.units for one in read if one.summary.entity == owner)))


def _record(
    book: Book,
    path: Path,
    one: _Read,
    *,
    owner: str,
    kin: Collection[str] | None,
    adopt: bool,
    effective: str | None,
    by: str | None,
    dry_run: bool,
    opened: Collection[int],
) -> Taken:
    taken = Taken(path, "asserted", one.summary)
    for id in book.roster.ids("statement"):
        if book.roster.value("statement", id, "sha256") == one.sha256:
            why = say("import.known", seq=book.roster.since("statement", id, "sha256"))
            return replace(taken, status="known", why=(why,))
    entity = one.summary.entity
    if kin is not None and entity not in kin and not scope_of(book.roster, entity).unit:
        return replace(taken, status="refused", why=(say("import.other-department", entity=entity, owner=owner),))
    try:
        data = read_file(path)
        if digest(data) != one.sha256:
            raise DocumentError(say("document.changed", file=path.name))
    except DocumentError as error:
        return replace(taken, status="unreadable", why=error.problems)
    record = partial(book.import_read, (data, one.reading), effective=effective, by=by, dry_run=dry_run)
    outturn = is_outturn(one.summary.form)
    reason = _why_it_opens_nothing(one.summary, owner, () if outturn else opened) if adopt else None
    try:
        if adopt and reason is None:
            try:
                return replace(taken, status="spent" if outturn else "opened", imported=record(adopt=True))
            except Refused as refused:
                if refused.rule != "I26":  # the year is open, or has amounts
                    raise
                reason = refused.message
        return replace(taken, imported=record(adopt=False), why=(reason,) if reason else ())
    except Refused as refused:
        return replace(taken, status="refused", why=refused.messages)


def _why_it_opens_nothing(summary: Summary, owner: str, opened: Collection[int]) -> Message | None:
    if summary.entity != owner:
        return say("import.asserted-unit", entity=summary.entity, owner=owner)
    if summary.year in opened:  # in a dry run the book does not know
        return say("import.asserted-opened", year=summary.year)
    return None
