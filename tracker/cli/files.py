"""Files where a POINT is expected: which words name files, the book to ask then, and what was found reading them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from ..model.errors import NotFound, say
from .shell import Shell

if TYPE_CHECKING:
    from ..book import Book

_PATH = re.compile(r"(?:\.{0,2}|[A-Za-z]:)[/\\]|.*\.(?:pdf|txt|docx?|xlsx?|html?|csv)$", re.IGNORECASE)


def is_path(text: str) -> bool:
    """Whether a word looks like the path of a document, so that it can't be taken for a milestone."""
    return bool(_PATH.match(text))


def book_at(shell: Shell, *points: str, year: int | None = None) -> Book:
    """The book that knows all these points. Files alone need none, unless --book names one; beside a book a file is a
    point where it looks like a path, or exists and the book knows no such point. `year` is that of documents that
    state none.

    Raises NotFound, DocumentError, CorruptBook."""
    from ..book import FileBook

    files = [text for text in dict.fromkeys(points) if is_path(text)]
    others = [text for text in dict.fromkeys(points) if text not in files]
    if not others and not shell.path:
        return FileBook.of(files, year)
    try:
        book = shell.book()
    except NotFound:
        if shell.path or not all(Path(text).is_file() for text in others):
            raise
        return FileBook.of(list(dict.fromkeys(points)), year)
    try:
        files += [text for text in others if Path(text).is_file() and not _knows(book, text)]
        if not files:
            return book
        beside = FileBook.beside(book, files, year)
    except BaseException:
        book.close()
        raise
    book.close()
    return beside


def _knows(book: Book, text: str) -> bool:
    try:
        book.point(text)
    except NotFound:
        return False
    return True


def say_findings(shell: Shell, book: Book) -> int:
    """Says on stderr what the files lack, what of them fits no table, and that they are not of one department; the
    exit code that this means."""
    if len(entities := dict.fromkeys(file.entity for file in book.files)) > 1:
        shell.note(say("files.entities", entities="、".join(entities)))
    for file in book.files:
        for finding in (*file.findings, *file.remarks):
            shell.note(say("files.finding", file=Path(file.named.text).name, finding=finding))
    return int(any(file.findings for file in book.files))
