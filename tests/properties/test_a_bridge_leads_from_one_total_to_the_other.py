"""Law: from any size of a budget the steps of a bridge lead to any other, to the fen, whatever was recorded between;
the events behind a step add up to it; and folding the tail loses nothing."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.properties.histories import book_of, histories, points
from tests.properties.publications import Published, publications
from tests.properties.test_files_differ_as_the_book_of_them_does import units, view
from tests.properties.test_restating_conserves import ECONOMICS, FUNCTIONS, MODES, PARTITIONS, adopt, maps, money
from tests.properties.test_restating_conserves import book_of as years_of
from tests.support.bridges import leads_on
from tests.support.builders import Json, amount, approved, line, record
from tests.support.small_documents import Units, document
from tracker.book import FileBook


@settings(max_examples=40)
@given(histories, st.data())
def test_between_any_two_points_of_a_year(history: list[Json], data: st.DataObject) -> None:
    with book_of(history) as book:
        old, new = (book.view(2024, data.draw(points(book))) for _ in range(2))
        for by in PARTITIONS:
            found = book.bridge(old, new, by)
            assert found.closes
            leads_on(found, old.size_fen(), new.size_fen())
            backwards = book.bridge(new, old, by)
            leads_on(backwards, new.size_fen(), old.size_fen())


@settings(max_examples=40)
@given(money, money, maps(FUNCTIONS), maps(ECONOMICS), maps(("云平台", "培训", "运维")), maps(("甲局", "甲中心")))
def test_between_two_years_whatever_was_mapped(
    old: dict[object, int], new: dict[object, int], functions: list[Json], economics: list[Json],
    projects: list[Json], owners: list[Json],
) -> None:  # fmt: skip
    with years_of(old, new) as book:  # type: ignore[arg-type] # hypothesis knows no tuples of unions
        for system, pairs in zip(
            ("function", "economic", "project", "unit"), (functions, economics, projects, owners), strict=True
        ):
            adopt(book, system, pairs)
        point = book.point().point
        for by in PARTITIONS:
            for mode in MODES[:2]:
                found = book.bridge(book.view(2023, point), book.view(2024, point), by, mode)
                assert found.closes
                leads_on(found, sum(old.values()), sum(new.values()))


@settings(max_examples=40)
@given(publications(), money)
def test_from_any_publication_to_a_ledger(publication: Published, new: dict[object, int]) -> None:
    """Lost pages, tails, withheld amounts: what is known of the total is led to, and what does not add up is said."""
    with years_of() as book:
        record(book, publication.statement | {"sha256": "c" * 64}, effective="2024-01-01")
        items = [amount(line("甲局", function="2010301"), "7.00"), amount(line("甲局", economic="30227"), "5.00")]
        record(book, approved(*items), fiscal_year=2025, effective="2025-01-01")
        point = book.point().point
        opened, later = book.view(2024, point), book.view(2025, point)
        for by in PARTITIONS if opened.size_fen() is not None else ():
            leads_on(book.bridge(opened, later, by), opened.size_fen(), later.size_fen())


@settings(max_examples=12)
@given(units, units, st.sampled_from([(2023, 2024), (2024, 2024), (2024, 2023)]))
def test_between_two_documents(old: Units, new: Units, years: tuple[int, int]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder, name) for name in ("old.txt", "new.txt")]
        for path, year, of in zip(paths, years, (old, new), strict=True):
            path.write_text(document(year, of), encoding="utf-8")
        with FileBook.of([str(path) for path in paths]) as book:
            before, after = (view(book, file.named) for file in book.files)
            for by in PARTITIONS[:2]:
                found = book.bridge(before, after, by)
                assert found.closes
                leads_on(found, *(sum(fen + sum(of.values()) for fen, of in side.values()) for side in (old, new)))
