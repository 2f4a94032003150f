"""What people find: words in names, documents, reasons and goals."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.builders import CLOUD, Json, goal, record, supplement
from tests.support.shell import run
from tracker.book import Book


@pytest.fixture
def path(book: Book) -> Path:
    """The opening, a supplement under a document, a goal that runs over lines."""
    document = {"number": "甲财IT〔2024〕9号", "title": "关于追加云资源经费的通知", "date": "2024-03-01"}
    record(book, supplement(CLOUD, "30.00"), document=document, reason="云资源扩容")
    record(book, goal("云平台", f"扩容{'，' * 70}\n云端可用率不低于99.9%"), document=None, reason=None)
    return book.path


def found(path: Path, *words: str) -> list[Json]:
    hits: list[Json] = run(path, "search", *words, "--json").json["hits"]
    return hits


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["云"], [(3, "goal"), (2, "document"), (2, "reason"), (1, "project")]),
        (["云平"], [(1, "project")]),
        (["扩容"], [(3, "goal"), (2, "reason")]),
        (["云", "扩容"], [(3, "goal"), (2, "reason")]),
        (["云 扩容"], [(3, "goal"), (2, "reason")]),
        (["T〔"], [(2, "document")]),
        (["it"], [(2, "document")]),
        (["局"], [(1, "unit")]),
        (["保障运行"], [(1, "goal")]),
        (["没有这个"], []),
        (["%"], [(3, "goal")]),
    ],
    ids=str,
)
def test_words_are_found_whatever_their_length(path: Path, words: list[str], expected: list[tuple[int, str]]) -> None:
    assert [(hit["seq"], hit["what"]) for hit in found(path, *words)] == expected


def test_a_hit_says_where_in_its_text_the_word_stands_and_whose_text_it_is(path: Path) -> None:
    hits = found(path, "it〔")
    assert [hit["text"][hit["start"] : hit["end"]] for hit in hits] == ["IT〔"]
    assert [(hit["name"], hit["id"]) for hit in hits] == [(None, None)]
    assert [hit["name"] for hit in found(path, "可用率")] == ["云平台"]


def test_a_long_text_is_shown_around_the_hit(path: Path) -> None:
    [line] = run(path, "search", "可用率").out.splitlines()
    assert line.startswith("@3  goal  云平台  …")
    assert line.endswith("云端可用率不低于99.9%")
    assert run(path, "search", "云", "--limit", "1").out.count("\n") == 1
    assert run(path, "search", "没有这个").out == "nothing found\n"


@pytest.mark.parametrize("words", [[], [""], [" ", "\u3000"]], ids=str)
def test_a_search_needs_a_word(path: Path, words: list[str]) -> None:
    ran = run(path, "search", *words)
    assert (ran.code, ran.out) == (2, "")
    assert len(ran.err.splitlines()) == 1


def test_bytes_that_are_no_text_are_found_nowhere(path: Path) -> None:
    assert found(path, "\udcff") == []
    assert run(path, "log", "--document", "\udcff", "--json").json == {"revisions": []}
