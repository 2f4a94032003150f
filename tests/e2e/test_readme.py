"""Every command that the project's documents show is run on the sample book and prints what they say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.golden.shown import ROOT, blocks, copy_of_the_sample, cut_as, output, steps

README = ROOT / "README.md"
QUESTIONS = ROOT / "docs/questions.md"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_of_the_sample(tmp_path_factory.mktemp("sample"))


@pytest.mark.parametrize("block", blocks(README) + blocks(QUESTIONS))
def test_a_shown_command_prints_what_is_shown(block: str, sample: Path) -> None:
    for command, shown in steps(block):
        assert shown or command.startswith("cp ")
        assert cut_as(output(command, shown, sample), shown) == shown, command


def test_the_readme_has_a_task_for_each_reader() -> None:
    tasks = re.split(r"^### The ", README.read_text(encoding="utf-8"), flags=re.M)[1:]
    assert [task.partition(":")[0] for task in tasks] == ["budget officer", "auditor", "journalist"]
    assert all("```console\n" in task for task in tasks)


def test_each_question_about_one_book_has_its_command() -> None:
    text = QUESTIONS.read_text(encoding="utf-8")
    asked = [int(n) for n in re.findall(r"^\*\*(\d+)\. .*\*\*\n\n```console\n\$ tracker ", text, re.M)]
    assert sorted(asked) == [*range(1, 12), 13, *range(17, 22), *range(23, 26)]
