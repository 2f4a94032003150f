"""A plain read starts quickly: what is heavy is imported only by what uses it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.builders import opened_book

HEAVY = {"pydantic", "textual", "deepdiff", "sqlite_utils", "hypothesis", "openpyxl", "jinja2", "prompt_toolkit"}
LIST = "import atexit, json, sys; atexit.register(lambda: print(json.dumps(sorted(sys.modules)), file=sys.stderr))"


def modules(*arguments: str) -> set[str]:
    """The top-level modules that a run of the command has imported at its end."""
    script = f"{LIST}\nsys.argv = ['tracker', *{list(arguments)!r}]\nfrom tracker.cli.main import main\nmain()"
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=False)
    assert ran.returncode == 0, ran.stderr
    return {name.partition(".")[0] for name in json.loads(ran.stderr.splitlines()[-1])}


@pytest.fixture
def path(tmp_path: Path) -> str:
    opened_book(tmp_path / "book").close()
    return str(tmp_path / "book")


@pytest.mark.parametrize(
    "arguments",
    ["--version", "--help", "log", "log --json", "show 3", "show 12 --json --at @1", "show lines", "blame 12 云平台",
     "check", "diff @1 @1", "show 3 --effective 2024-06-30", "show 3 --columns current", "show carry-overs",
     "show goals", "show projects --columns current", "show projects --status closed", "progress", "bridge @0 @1",
     "blame 12 云平台 --across"],
)  # fmt: skip
def test_a_plain_read_imports_nothing_heavy(path: str, arguments: str) -> None:
    assert modules("--book", path, *arguments.split()) & HEAVY == set()


def test_the_version_needs_no_database() -> None:
    assert "sqlite3" not in modules("--version")


def test_a_difference_without_facts_needs_no_deepdiff(path: str) -> None:
    assert "deepdiff" not in modules("--book", path, "diff", "@1", "HEAD")


def test_a_revision_in_words_needs_nothing_to_ask_with(path: str) -> None:
    words = "record 追加 云平台 1 --doc 甲号 --date 2024-05-01 --authority finance --reason 测试"
    assert modules("--book", path, *words.split()) & (HEAVY - {"pydantic", "sqlite_utils"}) == set()
