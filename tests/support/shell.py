"""The command as users run it: in this process where that is enough, in one of its own where it is not."""

from __future__ import annotations

import contextlib
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock

from tracker.cli.main import main


class Ran(NamedTuple):
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:  # whatever the command prints
        return json.loads(self.out)


def run(book: Path | None, *arguments: str, stdin: bytes = b"", lang: str = "en") -> Ran:
    """`tracker --book BOOK ARGUMENTS…`, run to its end."""
    out, err = io.StringIO(), io.StringIO()
    place = [] if book is None else ["--book", str(book)]
    entry = io.TextIOWrapper(io.BytesIO(stdin), "utf-8")
    code: object = 0
    with (
        mock.patch.object(sys, "argv", ["tracker", "--lang", lang, *place, *arguments]),
        mock.patch.object(sys, "stdin", entry),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        try:
            main()
        except SystemExit as end:
            code = end.code
    assert isinstance(code, int)
    return Ran(code, out.getvalue(), err.getvalue())


def start(*arguments: str) -> subprocess.Popen[bytes]:
    """The command in a process of its own."""
    command = [sys.executable, "-m", "tracker", *arguments]
    environ = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environ)
