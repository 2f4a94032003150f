"""From the files, folders and patterns that a person names to documents, and what is passed over with the reason."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ..model.errors import Message, say

_ENDINGS = frozenset({"", ".pdf", ".txt", ".docx", ".doc", ".xlsx", ".xls", ".html", ".htm", ".csv", ".wps", ".et"})
"""How the names of documents end; in a folder anything else is passed over. What a file is its bytes say."""
_NO_DOCUMENTS = frozenset({"thumbs.db", "desktop.ini"})
_PATTERN = frozenset("*?[")


@dataclass(slots=True)
class Targets:
    """`documents` in the order of their paths, each once; `passed_over` in folders, with why."""

    documents: list[Path] = field(default_factory=list)
    passed_over: list[tuple[Path, Message]] = field(default_factory=list)


def is_many(words: Iterable[str | Path]) -> bool:
    """Whether more than one document may be meant: several words, a folder, or a pattern that no shell filled in."""
    named = [Path(word) for word in words]
    return len(named) != 1 or named[0].is_dir() or _is_pattern(named[0])


def targets(words: Iterable[str | Path]) -> Targets:
    """Every document that the words name. A file that is named itself is always one, whatever it is called."""
    found = Targets()
    seen: set[tuple[int, int] | str] = set()
    for word in words:
        path = Path(word)
        for one in _matches(path, found) if _is_pattern(path) else [path]:
            files = _below(one, found) if one.is_dir() else [one]
            for file in files:
                if (key := _identity(file)) not in seen:
                    seen.add(key)
                    found.documents.append(file)
    return found


def _matches(pattern: Path, found: Targets) -> list[Path]:
    """The files and folders that a pattern fits; the pattern itself where there are none, to be missed by its name."""
    matches = [Path(match) for match in sorted(glob.glob(str(pattern), recursive=True))]
    passed = {path for path in matches if _is_temporary(path)}
    found.passed_over += [(path, say("document.passed-temporary")) for path in sorted(passed)]
    return [path for path in matches if path not in passed] or [pattern]


def _is_pattern(path: Path) -> bool:
    return not _PATTERN.isdisjoint(str(path)) and not path.exists()


def _below(folder: Path, found: Targets) -> Iterator[Path]:
    """The documents of a folder and of those in it, each folder once, so that a link to one above ends."""
    entered: set[tuple[int, int] | str] = {_identity(folder)}

    def unreadable(error: OSError) -> None:
        why = error.strerror or type(error).__name__
        found.passed_over.append((Path(error.filename or folder), say("document.passed-unreadable", why=why)))

    for place, folders, files in os.walk(folder, onerror=unreadable, followlinks=True):
        inside = [name for name in sorted(folders) if not name.startswith(".")]
        folders[:] = []
        for name in inside:
            if (key := _identity(Path(place, name))) not in entered:
                entered.add(key)
                folders.append(name)
        for name in sorted(files):
            path = Path(place, name)
            if why := _passed_over(path):
                found.passed_over.append((path, why))
            else:
                yield path


def _passed_over(path: Path) -> Message | None:
    if _is_temporary(path):
        return say("document.passed-temporary")
    if path.suffix.lower() not in _ENDINGS:
        return say("document.passed-ending", ending=path.suffix)
    if not path.is_file():
        return say("document.passed-unreadable", why="-" if path.exists() else os.strerror(2))
    return None


def _is_temporary(path: Path) -> bool:
    name = path.name.lower()
    return name.startswith((".", "~$")) or name.endswith((".tmp", "~", ".part")) or name in _NO_DOCUMENTS


def _identity(path: Path) -> tuple[int, int] | str:
    """The file or folder itself, whatever leads to it."""
    try:
        status = path.stat()
    except OSError:
        return str(path)
    return (status.st_dev, status.st_ino) if status.st_ino else str(path.resolve())
