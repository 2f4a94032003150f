"""Fills in, in the project's own documents, what each shown command prints on the sample book:
`python -m tests.golden.shown README.md docs/questions.md`. What ends with "..." is cut after as many lines as before.
"""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
KEPT = ("events", "snapshots", "evidence")
_BLOCK = re.compile(r"(?<=^```console\n)(.*?)(?=^```$)", re.M | re.S)
_CUT = "...\n"
_FIRST = 8
"""So many lines are shown where nothing but the dots stood."""


def blocks(document: Path) -> list[str]:
    """What stands in the console blocks of a document."""
    return _BLOCK.findall(document.read_text(encoding="utf-8"))


def steps(block: str) -> Iterator[tuple[str, str]]:
    """Each command of a block with the output shown below it."""
    parts = re.split(r"^\$ (.*)\n", block, flags=re.M)[1:]
    return zip(parts[::2], parts[1::2], strict=True)


def copy_of_the_sample(book: Path) -> Path:
    for name in KEPT:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, book / name)
    return book


def output(command: str, shown: str, book: Path) -> str:
    """What a command prints in a copy of the sample book; `cat FILE` makes the file as it is shown, `cp` copies one."""
    if command.startswith("cat "):
        (book / command.split()[1]).write_text(shown, encoding="utf-8")
        return shown
    if command.startswith("cp "):
        _, pattern, name = command.split()
        (one,) = book.glob(pattern)
        shutil.copyfile(one, book / name)
        return ""
    arguments = [sys.executable, "-m", "tracker", "--lang", "en", *shlex.split(command)[1:]]
    run = subprocess.run(arguments, capture_output=True, text=True, check=False, cwd=book, timeout=120)
    assert "Traceback" not in run.stderr, run.stderr
    return run.stdout or run.stderr


def cut_as(printed: str, shown: str) -> str:
    """The beginning of what was printed where what is shown is a beginning."""
    if not shown.endswith(_CUT):
        return printed
    lines = printed.splitlines(keepends=True)
    wanted = shown.removesuffix(_CUT).count("\n") or _FIRST
    return "".join(lines[:wanted]) + _CUT if len(lines) > wanted else printed


def _filled(text: str, book: Path) -> str:
    """The text with every block as the commands print it now, one after another."""

    def again(match: re.Match[str]) -> str:
        return "".join(f"$ {command}\n{cut_as(output(command, old, book), old)}" for command, old in steps(match[1]))

    return _BLOCK.sub(again, text)


def main(names: list[str]) -> None:
    for name in names:
        document = ROOT / name
        with tempfile.TemporaryDirectory() as folder:
            book = copy_of_the_sample(Path(folder, "book"))
            text = _filled(document.read_text(encoding="utf-8"), book)
        document.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
