"""Which reader takes a file."""

from __future__ import annotations

from pathlib import Path

from ..model.errors import DocumentError, say
from .reading import Reading
from .text import read_text

MOST_BYTES = 50_000_000


def read_document(path: Path, year: int | None) -> tuple[bytes, Reading]:
    """The bytes of a file and what they say. Raises DocumentError."""
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise DocumentError(
            say("document.unreadable", file=str(path), why=error.strerror or type(error).__name__)
        ) from None
    if len(data) > MOST_BYTES:
        raise DocumentError(say("document.too-large", file=path.name, limit=MOST_BYTES // 1_000_000))
    return data, read_text(data, path.name, year)
