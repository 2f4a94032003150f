"""The formats that documents come in, told apart by their bytes and not by their names; each gives lines."""

from __future__ import annotations

from .decode import decode
from .lines import Line, lines_of


def lines_of_bytes(data: bytes, file: str) -> tuple[Line, ...]:
    """The lines of a document. Raises DocumentError where it cannot be read."""
    if data.startswith(b"%PDF-"):
        from .pdf import pdf_lines  # costs 200 ms

        return pdf_lines(data, file)
    return tuple(lines_of(decode(data, file)))
