"""Points, years, tables and partitions that are not there: each command says in one line, in both languages, what is
wrong, what there is, and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.departments.making import department
from tests.departments.printing import nine, twelve
from tests.departments.trying import files
from tests.support.shell import run
from tracker.book import Book

FIRST, LAST = (year.year for year in department(3).years)
OLD, NEW = f"{FIRST}/original", f"{LAST}/original"


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`two`: two years of twelve tables; `mixed`: the later one in nine; `empty`; and a document of nine tables."""
    folder = tmp_path_factory.mktemp("books")
    made = department(3)
    for name in ("two", "mixed", "empty"):
        Book.init(folder / name).close()
    (folder / "nine.txt").write_text(nine(made.years[1]), encoding="utf-8")
    with files(made, twelve) as (old, new):
        for book, documents in (("two", (old, new)), ("mixed", (old, str(folder / "nine.txt")))):
            for document in documents:
                assert run(folder / book, "import", document, "--adopt").code == 0
    return folder


NOWHERE = ("nowhere", OLD, NEW)
"""What was asked for, and which milestones there are."""
NO_YEAR = ("2031", str(FIRST), str(LAST))
CASES = [
    ("two", ("diff", "nowhere", "HEAD"), NOWHERE),
    ("two", ("diff", "@1", "2031/original"), ("2031/original", NEW)),
    ("two", ("diff", "@99", "HEAD"), ("@99", "@2")),
    ("two", ("diff", "stmt:77", "HEAD"), ("stmt:77", "2.1")),
    ("two", ("diff", "2024-13-01", "HEAD"), ("2024-13-01", "YYYY-MM-DD")),
    ("two", ("diff", "known:1999-01-01", "HEAD"), ("1999-01-01",)),
    ("two", ("diff", "@1", "HEAD", "--year", "2031"), NO_YEAR),
    ("two", ("diff", "@1", "HEAD", "--table", "13"), ("13", "12", str(LAST))),
    ("two", ("compare", "2031"), NO_YEAR),
    ("two", ("compare", str(FIRST)), (str(FIRST), str(FIRST - 1), "--with")),
    ("two", ("compare", str(LAST), "--with", "1999"), ("1999", str(FIRST))),
    ("two", ("compare", str(LAST), "--at", "nowhere"), NOWHERE),
    ("two", ("compare", str(LAST), "--table", "13"), ("13", "12")),
    ("two", ("compare", str(LAST), "--basis", "final:original"), ("final", "original")),
    ("two", ("compare", str(LAST), "--basis", "executed:executed"), (str(FIRST),)),
    ("two", ("blame", "3", "合计", "--at", "nowhere"), NOWHERE),
    ("two", ("blame", "3", "合计", "--year", "2031"), NO_YEAR),
    ("two", ("blame", "13", "合计"), ("13", "12")),
    ("two", ("blame", "3", "没有这行"), ("没有这行",)),
    ("two", ("blame", "3", "合计", "没有这栏"), ("没有这栏", "基本支出")),
    ("two", ("bridge", "nowhere", "HEAD"), NOWHERE),
    ("two", ("bridge", "2031"), NO_YEAR),
    ("two", ("bridge", str(FIRST)), (str(FIRST), str(FIRST - 1), "--with")),
    ("two", ("propose", "nowhere", "HEAD"), NOWHERE),
    ("two", ("propose", NEW, OLD), (str(FIRST), str(LAST))),
    ("two", ("propose", "HEAD", "HEAD"), ()),
    ("mixed", ("diff", OLD, NEW, "--by", "project"), ("nine", "function")),
    ("mixed", ("diff", OLD, NEW, "--table", "12"), ("12", "9", str(LAST))),
    ("mixed", ("compare", str(LAST), "--table", "12"), ("12", "9")),
    ("mixed", ("blame", "12", "合计", "--year", str(LAST)), ("12", "9")),
    ("mixed", ("bridge", str(LAST), "--by", "unit"), ("nine", "function")),
    ("empty", ("diff", "@0", "HEAD"), ("tracker import",)),
    ("empty", ("compare", "2024"), ("2024",)),
    ("empty", ("blame", "3", "合计"), ("tracker import",)),
    ("empty", ("bridge", "2024"), ("2024",)),
    ("empty", ("propose", "@0", "HEAD"), ("tracker import",)),
]  # fmt: skip


@pytest.mark.parametrize(
    ("book", "arguments", "named"), CASES, ids=[f"{case[0]}: {' '.join(case[1])}" for case in CASES]
)
def test_what_is_not_there_is_said_in_a_line(
    books: Path, book: str, arguments: tuple[str, ...], named: tuple[str, ...]
) -> None:
    said = []
    for language in ("zh", "en"):
        ran = run(books / book, *arguments, lang=language)
        assert (ran.code, ran.out, len(ran.err.splitlines())) == (2, "", 1), ran.err
        assert ran.err.startswith("tracker: ")
        assert all(word in ran.err for word in named), ran.err
        said.append(ran.err)
    assert said[0] != said[1]


def test_two_forms_of_one_year_are_not_proposed_from_and_a_later_one_is_told_by_codes(books: Path) -> None:
    same_year = run(books / "two", "propose", NEW, str(books / "nine.txt"))
    assert (same_year.code, "tracker diff" in same_year.err) == (2, True)
    found = run(books / "mixed", "propose", OLD, NEW, "--json").json
    assert found["left_fen"] == 0
    assert not {one["kind"] for one in found["proposals"]} & {"dropped", "added", "unit-dropped"}


def test_a_table_that_one_document_lacks_is_no_reason_to_drop_what_it_lists(tmp_path: Path) -> None:
    """The page of table 12 is missing in the later one."""
    made = department(3)
    with files(made, twelve) as (old, new):
        text = Path(new).read_text("utf-8")
        title = "部门预算项目支出及其他支出预算表"
        start = text.rindex(title)
        Path(new).write_text(text[:start] + text[text.index("第三部分", start) :], "utf-8")
        found = run(None, "propose", old, new, "--json").json
    assert not {one["kind"] for one in found["proposals"]} & {"dropped", "added"}
    assert found["left_fen"] == 0
