"""A file to what it says: its bytes, its format, its lines, its reading."""

from __future__ import annotations

from pathlib import Path

from ..model.canonical import digest
from .decode import read_file
from .formats import is_by_sight, lines_of_bytes
from .published import read_lines
from .reading import Reading


def read_document(path: Path, year: int | None = None) -> tuple[bytes, Reading]:
    """The bytes of a file and what they say. Raises DocumentError."""
    data = read_file(path)
    return data, read_bytes(data, path.name, year)


def read_bytes(data: bytes, file: str, year: int | None = None) -> Reading:
    """What a document says that is at hand already. Raises DocumentError."""
    return read_lines(lines_of_bytes(data, file), file, digest(data), year, by_sight=is_by_sight(data))
