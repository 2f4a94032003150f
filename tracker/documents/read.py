"""Which reader takes a file."""

from __future__ import annotations

from pathlib import Path

from .decode import read_file
from .reading import Reading
from .text import read_text


def read_document(path: Path, year: int | None) -> tuple[bytes, Reading]:
    """The bytes of a file and what they say. Raises DocumentError."""
    data = read_file(path)
    return data, read_text(data, path.name, year)
