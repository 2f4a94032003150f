"""Units and projects that no map names are followed to what they became, as the book records it."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tracker.model.canonical import canonical
from tracker.model.point import Point
from tracker.model.state import Change, Dated, Roster
from tracker.model.vocabulary import System
from tracker.query.crosswalk import Crosswalk, crosswalk_between

Into = list[list[str]]


def told(*changes: tuple[str, Change]) -> list[Dated]:
    return [Dated(seq, 0, effective, change) for seq, (effective, change) in enumerate(changes, 1)]


def split(id: str, into: Into) -> Change:
    return Change("project", id, "into", canonical(into).decode())


def between(dated: list[Dated], first: int, last: int, held: dict[System, set[str]] | None = None) -> Crosswalk:
    def roster_at(point: Point) -> Roster:
        return Roster(one for one in dated if point.holds(one.seq, one.effective))

    return crosswalk_between(first, last, Point(len(dated)), roster_at, held or {})


def becomes(found: Crosswalk, system: System, id: str) -> dict[str, tuple[Fraction, str, tuple[int, ...]]]:
    return {one.code: (one.weight, one.kind, one.seqs) for one in found.maps[system].targets(id)}


SPLIT = told(("2024-05-01", split("p", [["q", "0.4"], ["r", "0.6"]])), ("2024-06-01", split("r", [["s", "1"]])))


def test_a_split_shares_by_its_weights_and_is_followed_on() -> None:
    assert becomes(between(SPLIT, 2023, 2024), "project", "p") == {
        "q": (Fraction(2, 5), "split", (1,)),
        "s": (Fraction(3, 5), "split", (1, 2)),
    }


def test_what_happens_after_the_later_year_does_not_count() -> None:
    found = between(SPLIT, 2022, 2023)
    assert becomes(found, "project", "p") == {"p": (Fraction(1), "same", ())}
    assert not found.maps["project"].says("p")


def test_what_has_money_in_the_later_year_is_followed_no_further() -> None:
    assert becomes(between(SPLIT, 2023, 2024, {"project": {"p"}}), "project", "p").keys() == {"p"}
    assert becomes(between(SPLIT, 2023, 2024, {"project": {"r"}}), "project", "p").keys() == {"q", "r"}


def test_a_unit_is_followed_to_the_one_it_was_merged_into() -> None:
    merged = told(("2024-01-01", Change("unit", "u", "into", "v")))
    assert becomes(between(merged, 2023, 2024), "unit", "u") == {"v": (Fraction(1), "merged", (1,))}


def test_on_the_way_over_years_each_year_follows_its_own() -> None:
    map = [{"from": "q", "to": "t", "weight": "1", "kind": "moved"}]
    dated = told(
        ("2023-05-01", split("p", [["q", "1"]])),
        ("2024-01-01", Change("crosswalk", "project/2023-2024", "maps", canonical(map).decode())),
    )
    found = between(dated, 2022, 2024)
    assert becomes(found, "project", "p") == {"t": (Fraction(1), "merged", (1, 2))}
    assert [(one.from_year, one.to_year, one.seq) for one in found.adopted] == [(2023, 2024, 2)]


def test_a_succession_that_goes_in_a_circle_ends() -> None:
    circle = told(("2024-01-01", split("p", [["q", "1"]])), ("2024-01-02", split("q", [["p", "1"]])))
    assert sum(weight for weight, _, _ in becomes(between(circle, 2023, 2024), "project", "p").values()) == 1


@pytest.mark.parametrize(
    ("code", "becoming"),
    [
        ("2010301", "2014101"),
        ("20103", "20141"),
        ("201", "201"),
        ("2010401", "2010401"),
        ("unclassified", "unclassified"),
    ],
)
def test_a_map_of_a_款_holds_for_it_and_for_what_is_below(code: str, becoming: str) -> None:
    map = [{"from": "20103", "to": "20141", "weight": "1", "kind": "moved"}]
    dated = told(("2024-01-01", Change("crosswalk", "function/2023-2024", "maps", canonical(map).decode())))
    assert becomes(between(dated, 2023, 2024), "function", code).keys() == {becoming}
