"""How far a long job is: one line on stderr that is written over, and nothing where nobody watches."""

from __future__ import annotations

import sys
from pathlib import Path
from types import TracebackType

from rich.cells import set_cell_size

from ..messages import text
from .grid import cut
from .shell import Shell

_WIDTH = 78


class ProgressLine:
    """Counts the files that are done, of so many."""

    def __init__(self, shell: Shell, total: int) -> None:
        self._shell = shell
        self._total = total
        self._done = 0
        self._watched = total > 1 and sys.stderr.isatty()

    def __enter__(self) -> ProgressLine:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._show("")

    def __call__(self, path: Path) -> None:
        self._done += 1
        params = {"done": self._done, "total": self._total, "file": path.name}
        self._show(text("files.progress", self._shell.language, **params))

    def _show(self, said: str) -> None:
        if self._watched:
            end = "" if said else "\r"
            print(f"\r{set_cell_size(cut(said, _WIDTH), _WIDTH)}", end=end, file=sys.stderr, flush=True)
