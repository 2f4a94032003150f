"""The real final accounts of 2024: every figure of their nine tables, the checks, and what is wrong in their text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from tests.support.builders import new_book, scratch_folder
from tracker.book import Book
from tracker.query.year import YearView

SHARED = Path(__file__).parents[3] / "shared"
DOCUMENT = SHARED / "documents" / "guihua-2024-final.pdf"
FIGURES = Path(__file__).with_name("guihua_2024_final.txt")
ROWS = {1: 40, 2: 25, 3: 25, 4: 36, 5: 25, 6: 67, 7: 6, 8: 0, 9: 0}
WRONG = {
    ("X2", "5364.75", "5377.64"),
    ("X2", "4884.09", "4896.98"),
    ("X3", "99.87", "99.86"),
    ("X24", "95.46", "95.45"),
}
"""Rule, what is right, what the text says."""
ELSEWHERE_CALLED = [
    ("其他行政事业单位养老支出", "机关事业单位退休人员活动费支出"),
    ("其他自然资源事务支出", "其他国土资源事务支出"),
    ("住房改革支出", "住房保障支出"),
    ("住房改革支出", "住房保障支出"),
]


@pytest.fixture(scope="session")
def accounts() -> Iterator[Book]:
    """A book that adopted the document."""
    if not DOCUMENT.exists():
        pytest.skip("../shared/documents/guihua-2024-final.pdf is not there")
    with new_book(scratch_folder() / "book") as book:
        found = book.import_document(DOCUMENT, adopt=True)
        assert (found.reading.form.id, found.reading.year, found.missing) == ("final", 2024, ())
        assert (found.reading.unknown, found.reading.entity) == ((), "上海市普陀区规划和自然资源局")
        yield book


def view(book: Book) -> YearView:
    named = book.point("2024/final")
    return book.view(2024, named.point, named.accounts)


def test_every_figure_is_read(accounts: Book) -> None:
    tables = {table.spec.number: table for table in view(accounts).tables().values()}
    assert {number: len(table.rows) for number, table in tables.items()} == ROWS
    told: Counter[int] = Counter()
    for line in FIGURES.read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        first, key, *amounts = line.split()
        number = int(first)
        cells = [fen for fen in tables[number].by_key[key].amounts_fen if fen is not None]
        wanted = [int(Decimal(amount) * 1_000_000) for amount in amounts]
        assert cells[: len(wanted)] == wanted, line
        assert not any(cells[len(wanted) :]), line
        told[number] += 1
    for whole in (1, 4, 6):
        assert told[whole] == sum(any(row.amounts_fen) for row in tables[whole].rows), whole


def test_its_size_is_what_was_spent_in_the_year(accounts: Book) -> None:
    assert view(accounts).size_fen() == 9759_380_000
    spent = accounts.progress(accounts.view(2024, accounts.point().point))
    assert spent.paces[0].executed_fen == 9759_380_000
    assert spent.completions[0].executed_fen == 9759_380_000


def test_it_adds_up_within_rounding(accounts: Book) -> None:
    checks = [result.check for result in accounts.check(view(accounts))]
    assert Counter(check.status for check in checks) == {"exact": 222, "rounding": 10}
    rounded = Counter(check.id for check in checks if check.status == "rounding")
    assert rounded == {"F3.2": 2, "F4.2": 1, "F4.7": 1, "F5.x": 4, "F6.1": 1, "F6.2": 1}


def test_what_is_wrong_in_its_text_is_found_and_nothing_else(accounts: Book) -> None:
    linted = accounts.lint("stmt:1")
    errors = [finding for finding in linted.findings if finding.severity == "error"]
    assert {(f.rule, _plain(f.expected), _plain(f.found)) for f in errors} == WRONG
    warnings = [f for f in linted.findings if f.severity == "warning"]
    assert [(f.expected, f.found) for f in warnings if f.rule == "X16"] == ELSEWHERE_CALLED
    assert sorted(f.why.id for f in warnings if f.rule != "X16") == ["lint.X26.either", "lint.X26.unit"]
    assert [f.rule for f in linted.findings if f.severity == "note"] == ["X7"]
    assert linted.understood == linted.numbers - 1


def _plain(amount: str) -> str:
    return amount.replace(",", "").removesuffix("%").removesuffix("万元")
