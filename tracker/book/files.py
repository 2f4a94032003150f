"""Documents asked without being kept: a passing book of theirs, or a passing copy of a book with them beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ..model.errors import DocumentError, Message, NotFound, Refused, say
from ..model.point import Point
from ..query.points import Named, parse_point
from ..store.passing import PassingBook
from ..store.protocol import Head
from .recording import Book, Imported, Recorded, utc_now

if TYPE_CHECKING:
    from ..documents.reading import Reading
    from ..model.revision import Revision
    from ..model.state import Roster
    from ..query.year import YearView


Read = Mapping[str, tuple[bytes, "Reading"]]
"""Documents by the names that they were given: bytes, and what was read in them."""


class ReadFile(NamedTuple):
    """A document as a point. `imported` says what was found in it, and is None where the book has it already."""

    named: Named
    year: int
    entity: str
    imported: Imported | None

    @property
    def findings(self) -> tuple[Message, ...]:
        """What the document lacks, and what of it fits no table."""
        return self.imported.findings if self.imported else ()

    @property
    def remarks(self) -> tuple[Message, ...]:
        """What a reader should know of it that is no fault."""
        return self.imported.remarks if self.imported else ()


class FileBook(Book):
    """Answers what a book answers, with files as points. Nothing is written anywhere, and nothing can be recorded."""

    def __init__(self, folder: PassingBook, clock: Callable[[], str], own: Head | None) -> None:
        super().__init__(folder, clock)
        self._own = own
        self._files: dict[str, ReadFile] = {}
        self._sealed = False

    @classmethod
    def of(cls, files: Sequence[str], year: int | None = None, clock: Callable[[], str] = utc_now) -> FileBook:
        """A book of these documents alone. The first budget of a year opens it; a later one of the same scope and form
        takes its place; final accounts tell what was spent, and like any other of the year are looked at by
        themselves. `year` is that of documents that state none.

        Raises DocumentError."""
        return cls.of_read(read_files(files, year), clock)

    @classmethod
    def of_read(cls, read: Read, clock: Callable[[], str] = utc_now) -> FileBook:
        """The same of documents that were read before. Raises DocumentError."""
        book = cls(PassingBook.empty(), clock, None)
        opened: dict[int, tuple[str, str]] = {}
        for file, document in sorted(read.items(), key=lambda pair: pair[1][1].year):
            reading = document[1]
            what = reading.entity, reading.form.id
            alone = not reading.form.outturn and opened.setdefault(reading.year, what) != what
            book._take(file, document, adopt=not alone)
        book._files = {file: book._files[file] for file in read}
        book._sealed = True
        return book

    @classmethod
    def beside(cls, kept: Book, files: Sequence[str], year: int | None = None) -> FileBook:
        """What a book holds now, and these documents beside it, each looked at by itself. Raises DocumentError."""
        book = cls(PassingBook.copy_of(kept._folder), kept._clock, kept.head)
        for file, document in read_files(files, year).items():
            book._take(file, document, adopt=False)
        book._sealed = True
        return book

    def twin(self) -> Callable[[], FileBook]:
        copy = PassingBook.copy_of(self._folder, to_pass_on=True)

        def opened() -> FileBook:
            book = FileBook(copy, self._clock, self._own)
            book._files, book._sealed = self._files, True
            return book

        return opened

    @property
    def files(self) -> tuple[ReadFile, ...]:
        """In the order in which they were named."""
        return tuple(self._files.values())

    @property
    def own_head(self) -> Head | None:
        return self._own

    def _ledger_at(self, before: YearView, after: YearView) -> Roster:
        """What is kept in the book; of files alone what the earlier one says, since they are not kept."""
        return self.roster_at(Point(self._own.seq)) if self._own else before.known

    @property
    def read_only(self) -> Message | None:
        return say("files.read-only")

    def record(self, revision: Revision, *, expected: int | None = None, evidence: bytes | None = None) -> Recorded:
        """Raises NotFound: there is no book to record in."""
        if self._sealed:
            raise NotFound(say("files.read-only"))
        return super().record(revision, expected=expected, evidence=evidence)

    def record_all(self, revisions: Iterable[Revision], *, expected: int | None = None) -> list[Recorded]:
        """Raises NotFound: there is no book to record in."""
        raise NotFound(say("files.read-only"))

    def _named(self, text: str) -> Named:
        if file := self._files.get(text):
            return file.named
        return parse_point(text, self._own or self.head, self.roster, self._recorded)

    def _take(self, file: str, document: tuple[bytes, Reading], *, adopt: bool) -> None:
        reading = document[1]
        imported = None
        id = self._statement_of(reading.sha256)
        if id is None:
            outturn = reading.form.outturn
            again = adopt and not outturn and bool(self.roster.text("year", str(reading.year), "opening"))
            effective = None if outturn and adopt else f"{reading.year}-01-01"
            try:
                imported = self.import_read(document, adopt=adopt, again=again, effective=effective)
            except Refused:
                if not reading.lost:
                    raise
                # the table of its size could not be read, so it is looked at by itself
                imported = self.import_read(document, effective=effective)
            imported = replace(imported, beside="")  # nothing is kept of it
            id = self._statement_of(reading.sha256)
        assert id is not None
        seq, year = int(id.partition(".")[0]), self.roster.value("statement", id, "year")
        assert isinstance(year, int)
        opens = self._own is None and self.roster_at(Point(seq)).text("year", str(year), "opening") == id
        self._files[file] = ReadFile(
            Named(file, Point(seq), year, None if opens else id, reading.sha256), year, reading.entity, imported
        )

    def _statement_of(self, sha256: str) -> str | None:
        value = self.roster.value
        return next((id for id in self.roster.ids("statement") if value("statement", id, "sha256") == sha256), None)


def read_files(files: Sequence[str], year: int | None = None, told: Callable[[Path], None] | None = None) -> Read:
    """What the files say, in their order; `told` of each that is done, it may raise to give up.

    Raises DocumentError with what is wrong with any of them."""
    from ..documents.many import each
    from ..documents.read import read_document

    paths = [Path(file) for file in files]
    done = {}
    for one in each(list(dict.fromkeys(paths)), partial(read_document, year=year)):
        done[one.path] = one
        if told:
            told(one.path)
    if problems := [problem for one in done.values() for problem in one.problems]:
        raise DocumentError(*problems)
    return {file: result for file, path in zip(files, paths, strict=True) if (result := done[path].result)}
