"""The whole book verified beside the keys, in a process of its own: what it takes is taken from nobody."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable

from ..messages import Language
from ..model.errors import CorruptBook, Message, say


class Proof:
    """`tracker verify`, at most one at a time."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None

    def start(self, path: str, language: Language, done: Callable[[Message], None]) -> None:
        """`done` is told in another thread what is wrong, where something is."""
        if self._process is not None and self._process.poll() is None:
            return
        command = [sys.executable, "-m", "tracker", "--book", path, "--lang", language, "verify"]
        inherited = os.environ | {"PYTHONPATH": os.pathsep.join(part for part in sys.path if part)}
        quiet = subprocess.DEVNULL
        self._process = subprocess.Popen(
            command,
            stdin=quiet,
            stdout=quiet,
            stderr=subprocess.PIPE,
            env=inherited,
            encoding="utf-8",
            errors="replace",
        )
        threading.Thread(target=_wait, args=(self._process, done), daemon=True).start()

    def stop(self) -> None:
        if self._process is not None:
            self._process.kill()


def _wait(process: subprocess.Popen[str], done: Callable[[Message], None]) -> None:
    _, said = process.communicate()
    if process.returncode == CorruptBook.exit_code:
        done(say("book.damaged", why=said.strip().removeprefix("tracker: ").rpartition("\n")[2]))
