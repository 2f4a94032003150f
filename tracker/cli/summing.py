"""What was read of documents, a line for each."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from .grid import grid
from .shell import Shell

if TYPE_CHECKING:
    from ..book import Book


def say_files(shell: Shell, book: Book) -> None:
    shell.lines(grid([[Path(file.named.text).name] for file in book.files]))
