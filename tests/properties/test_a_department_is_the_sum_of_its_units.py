"""Documents of a department and of each of its units, printed from one hidden ledger: they agree, and a unit that
prints another amount is found at that cell."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.properties.book_machine import UNITS
from tests.properties.publications import Ledger, printed_from, some_ledger, whole_table
from tests.support.builders import Json, milestone, new_book, record, scratch_folder, statement, unit
from tracker.book import Book
from tracker.query.check import CheckResult

DEPARTMENT = next(iter(UNITS))
_BY_CODE_AND_ROW = (1, 2, 3, 4, 5, 7, 8, 9)
_INTERNAL = ("对附属单位补助支出", "上缴上级支出", "上级补助收入", "附属单位上缴收入")


def _published(ledger: Ledger, sha: str, scope: str, *, adopt: bool = False, more: int = 0) -> Json:
    """`more` fen stand in the total row of table 3 that no other table knows of."""
    tables = printed_from(ledger)
    tables[3]["合计"]["合计"] = (tables[3]["合计"]["合计"] or 0) + more
    return statement(sha, adopt=adopt, tables=tuple(whole_table(n, rows) for n, rows in tables.items())) | {
        "scope": scope
    }


def _scopes(book: Book) -> list[CheckResult]:
    view = book.view(2024, book.point().point)
    return [found for found in book.check(view) if found.check.rule.id == "rule.S"]


def _book_of(book: Book, ledger: Ledger, wrong: str = "", more: int = 0) -> None:
    for n, (name, kind) in enumerate(UNITS.items()):
        record(book, unit(name, kind, **({"parent": DEPARTMENT} if n else {})), fiscal_year=2024)
    record(book, _published(ledger, "0", DEPARTMENT, adopt=True), milestone("2024/original"))
    for n, name in enumerate(UNITS, 1):
        own = {line: fen for line, fen in ledger.items() if line.unit == name}
        scope = f"{name}（本级）" if name == DEPARTMENT else name
        record(book, _published(own, str(n), scope, more=more if name == wrong else 0))


@settings(max_examples=30)
@given(some_ledger())
def test_what_one_ledger_printed_agrees(ledger: Ledger) -> None:
    with new_book(scratch_folder()) as book:
        _book_of(book, ledger)
        found = _scopes(book)
        assert {f.check.status for f in found} <= {"exact", "rounding"}
        assert {f.places[0].table for f in found} <= set(_BY_CODE_AND_ROW)
        (whole,) = [f for f in found if (f.check.id, f.places[0].row, f.places[0].column) == ("S3", "合计", "合计")]
        assert whole.places[0].scope == ""
        assert abs(whole.check.difference_fen or 0) <= whole.check.bound_fen


@settings(max_examples=30)
@given(some_ledger(), st.sampled_from(list(UNITS)), st.sampled_from((1, -1)))
def test_a_unit_that_prints_another_amount_is_found(ledger: Ledger, wrong: str, sign: int) -> None:
    with new_book(scratch_folder()) as book:
        _book_of(book, ledger, wrong, sign * 10_000_000)
        inside = any(line.nature in _INTERNAL or line.fund in _INTERNAL for line in ledger)
        (whole,) = [
            f for f in _scopes(book) if (f.check.id, f.places[0].row, f.places[0].column) == ("S3", "合计", "合计")
        ]
        assert whole.check.status == ("not-checkable" if inside else "fails")
        assert whole.check.difference_fen is not None
        assert abs(whole.check.difference_fen + sign * 10_000_000) <= whole.check.bound_fen
