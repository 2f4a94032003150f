"""Law: of two publications of one year every project added or dropped is proposed; what is accepted leads from the one
to the other but for the rounding of printed figures, and nothing is proposed twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.departments.making import department
from tests.departments.printing import nine, twelve
from tests.departments.scoring import score
from tests.departments.trying import Printer
from tests.properties.test_accepting_proposals_leads_to_the_other_side import accept_all
from tracker.book import Book
from tracker.model.money import HALF_CENT_FEN


@pytest.mark.parametrize("seed", [0, 3, 9, 10, 14])
@pytest.mark.parametrize("printer", [twelve, nine])
def test_accepting_all_of_it_leads_to_the_other_publication(tmp_path: Path, printer: Printer, seed: int) -> None:
    made = department(seed)
    first, second = made.years
    second.year = first.year
    for name, year in (("old", first), ("new", second)):
        (tmp_path / f"{name}.txt").write_text(printer(year), encoding="utf-8")
    with Book.init(tmp_path / "book") as book:
        book.import_document(tmp_path / "old.txt", adopt=True)
        book.import_document(tmp_path / "new.txt")
        later = book.view(first.year, book.point().point, list(book.roster.ids("statement"))[-1])
        found = book.propose(book.view(first.year, book.point().point), later)
        hidden = 2 * HALF_CENT_FEN * (len(found.proposals) + 1) if printer is twelve else 0
        assert abs(found.left_fen) <= hidden
        if printer is twelve:
            scored, notes = score(made.truths[0], found)
            assert (scored.recall("added"), scored.recall("dropped")) == (1, 1), notes
        accept_all(book, book.proposed_revisions(found, "zh"))
        now = book.view(first.year, book.point().point)
        left = [one for one in book.propose(now, later).proposals if one.kind != "same"]
        assert all(one.kind in ("up", "down") and abs(one.delta_fen) <= hidden for one in left)
        assert abs((now.size_fen() or 0) - (later.size_fen() or 0)) <= hidden
