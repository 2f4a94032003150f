"""The façade: open a book, record in it, ask it anything. The command line and the terminal UI use nothing else."""

from __future__ import annotations

from .drafting import Draft
from .files import FileBook, Read, ReadFile, read_files
from .recording import Book, Imported, Preview, Recorded

__all__ = ["Book", "Draft", "FileBook", "Imported", "Preview", "Read", "ReadFile", "Recorded", "read_files"]
