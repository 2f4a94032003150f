"""Every command that the README shows is run on the sample book and prints what the README says."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BLOCKS = re.findall(r"^```console\n(.*?)^```$", (ROOT / "README.md").read_text(encoding="utf-8"), re.M | re.S)


def _steps(block: str) -> list[tuple[str, str]]:
    """Each command of a block with the output shown below it."""
    parts = re.split(r"^\$ (.*)\n", block, flags=re.M)[1:]
    return list(zip(parts[::2], parts[1::2], strict=True))


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    book = tmp_path_factory.mktemp("sample")
    for name in ("events", "snapshots", "evidence"):
        shutil.copytree(ROOT / name, book / name)
    return book


@pytest.mark.parametrize("block", BLOCKS)
def test_the_commands_of_the_readme_print_what_it_shows(block: str, sample: Path) -> None:
    for command, shown in _steps(block):
        if command.startswith("cat "):
            (sample / command.split()[1]).write_text(shown, encoding="utf-8")
            continue
        arguments = [sys.executable, "-m", "tracker", "--lang", "en", *shlex.split(command)[1:]]
        run = subprocess.run(arguments, capture_output=True, text=True, check=False, cwd=sample, timeout=60)
        if shown.endswith("...\n"):
            shown = shown.removesuffix("...\n")
            assert run.stdout.startswith(shown), run.stderr
            assert len(run.stdout) > len(shown)
        else:
            assert run.stdout == shown, run.stderr


def test_the_readme_has_a_task_for_each_reader() -> None:
    tasks = re.split(r"^### The ", (ROOT / "README.md").read_text(encoding="utf-8"), flags=re.M)[1:]
    assert [task.partition(":")[0] for task in tasks] == ["budget officer", "auditor", "journalist"]
    assert all("```console\n" in task for task in tasks)
