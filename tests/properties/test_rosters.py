"""A history's roster at any point is the fold of the changes that hold there, however it comes about."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tracker.model.point import Point
from tracker.model.state import Change, Dated, History, Roster

IDS = ("p1", "p2", "p3")
FIELDS = ("name", "handle", "goal")
DAYS = ("2024-01-01", "2024-04-01", "2024-08-01")


@st.composite
def changes(draw: st.DrawFn) -> list[Dated]:
    """Changes in log order; some say that what an earlier revision said no longer counts."""
    said: list[Dated] = []
    seq = 0
    for _ in range(draw(st.integers(0, 14))):
        seq += draw(st.integers(0, 1)) if said else 1
        n = sum(dated.seq == seq for dated in said)
        earlier = [dated for dated in said if dated.seq < seq]
        day = draw(st.sampled_from(DAYS))
        undoing = draw(st.booleans())
        if earlier and undoing:
            undone = draw(st.sampled_from(earlier))
            change = undone.change._replace(value=None, undoes=undone.seq)
        else:
            value = draw(st.sampled_from(("云", "数", None)))
            change = Change("project", draw(st.sampled_from(IDS)), draw(st.sampled_from(FIELDS)), value)
        said.append(Dated(seq, n, day, change))
    return said


points = st.builds(Point, st.integers(0, 14), st.none() | st.sampled_from((*DAYS, "2023-12-31")))


def known(roster: Roster) -> dict[str, object]:
    """All that can be asked of a roster, apart from the order of names."""
    return {
        "ids": sorted(roster.ids("project")),
        "projects": sorted(roster.projects(), key=lambda project: project.id),
        "names": sorted(roster.names("project")),
        "called": {name: sorted(roster.bearers("project", name)) for name in ("云", "数")},
        "fields": {id: roster.fields("project", id) for id in IDS},
        "exists": {id: roster.exists("project", id) for id in IDS},
        "last": {(id, field): roster.last_text("project", id, field) for id in IDS for field in FIELDS},
        "since": {(id, field): roster.since("project", id, field) for id in IDS for field in FIELDS},
        "on": {(id, day): roster.text_on("project", id, "goal", day) for id in IDS for day in DAYS},
    }


@given(changes(), st.integers(0, 14), points, points)
def test_the_roster_at_a_point_is_the_fold_of_what_holds_there(
    log: list[Dated], cut: int, one: Point, other: Point
) -> None:
    history = History()
    history.extend(dated for dated in log if dated.seq <= cut)
    early = {point: history.at(point) for point in (one, other) if point.seq <= cut}
    before = {point: known(roster) for point, roster in early.items()}
    history.extend(dated for dated in log if dated.seq > cut)
    folds = {point: Roster(d for d in log if point.holds(d.seq, d.effective)) for point in (one, other)}
    for point, fold in folds.items():
        assert known(history.at(point)) == known(fold)
        assert known(history.at(point).fork()) == known(fold)
    assert {point: known(roster) for point, roster in early.items()} == before
    fields = [{id: folds[point].fields("project", id) for id in IDS} for point in (one, other)]
    differing = history.at(one).differing(history.at(other))
    assert {("project", id) for id in IDS if fields[0][id] != fields[1][id]} <= differing


@given(changes())
def test_the_newest_roster_is_the_fold_of_everything(log: list[Dated]) -> None:
    history = History()
    for dated in log:
        history.extend([dated])
    assert known(history.newest) == known(Roster(log))
