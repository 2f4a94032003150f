"""Units, projects and settings at a point: state is a fold of dated changes."""

from __future__ import annotations

import pytest

from tests.support.builders import goal, project, record, unit
from tracker.book import Book
from tracker.model.point import Point
from tracker.model.state import Change, Dated, Roster


def dated(seq: int, effective: str, field: str, value: str | None, n: int = 0) -> Dated:
    return Dated(seq, n, effective, Change("project", "p1", field, value))


def test_the_later_effective_value_holds_and_among_equals_the_later_recorded() -> None:
    changes = [
        dated(1, "2024-01-01", "goal", "一"),
        dated(2, "2024-06-01", "goal", "二"),
        dated(3, "2024-03-01", "goal", "三"),
        dated(4, "2024-06-01", "goal", "四"),
    ]
    assert [Roster(changes[:n]).text("project", "p1", "goal") for n in range(1, 5)] == ["一", "二", "二", "四"]


def test_of_one_revision_the_last_change_holds() -> None:
    roster = Roster([dated(1, "2024-01-01", "goal", "一", 0), dated(1, "2024-01-01", "goal", "二", 1)])
    assert roster.text("project", "p1", "goal") == "二"


def test_what_was_taken_away_is_gone_and_its_name_is_free() -> None:
    roster = Roster([dated(1, "2024-01-01", "name", "云"), dated(2, "2024-01-01", "name", None)])
    assert roster.project("p1") is None
    assert roster.projects() == []
    assert roster.named("project", "云") == []
    assert not roster.exists("project", "p1")


def test_a_former_name_still_finds_its_bearer_unless_somebody_else_bears_it() -> None:
    roster = Roster([dated(1, "2024-01-01", "name", "云"), dated(2, "2024-02-01", "name", "数")])
    assert roster.named("project", "云") == ["p1"]
    roster.apply(Dated(3, 0, "2024-03-01", Change("project", "p2", "name", "云")))
    assert roster.named("project", "云") == ["p2"]


def test_a_fork_does_not_touch_what_it_came_from() -> None:
    roster = Roster([dated(1, "2024-01-01", "name", "云")])
    fork = roster.fork()
    fork.note(2, 0, "2024-01-01", Change("project", "p1", "name", "数"))
    fork.note(2, 1, "2024-01-01", Change("unit", "u1", "name", "甲"))
    assert roster.text("project", "p1", "name") == "云"
    assert roster.units() == []
    assert fork.text("project", "p1", "name") == "数"


def test_what_is_undone_no_longer_counts_and_what_lay_under_it_does() -> None:
    roster = Roster([dated(1, "2024-01-01", "goal", "一"), dated(2, "2024-06-01", "goal", "误")])
    undo = Change("project", "p1", "goal", None, undoes=2)
    roster.note(3, 0, "2024-06-01", undo)
    assert roster.text("project", "p1", "goal") == "一"
    roster.apply(dated(4, "2024-03-01", "goal", "三"))
    assert roster.text("project", "p1", "goal") == "三"
    roster.note(5, 0, "2024-06-01", undo._replace(undoes=3))
    assert roster.text("project", "p1", "goal") == "误"


def test_the_order_of_registration_is_the_order_of_units_and_projects(book: Book) -> None:
    record(book, unit("丙局"), project("甲乙", "丙局"))
    assert [u.name for u in book.roster.units()] == ["甲局", "甲中心", "丙局"]
    assert [p.name for p in book.roster.projects()] == ["云平台", "培训", "运维", "甲乙"]


def test_the_roster_at_a_point_knows_only_what_holds_there(book: Book) -> None:
    record(book, goal("云平台", "扩容"), effective="2024-05-01")
    cloud = book.project_id("云平台")
    goals = {
        point: book.roster_at(point).text("project", cloud, "goal")
        for point in (
            Point(0),
            Point(1),
            Point(2),
            Point(2, "2024-04-30"),
            Point(2, "2024-05-01"),
            Point(2, "2023-12-31"),
        )
    }
    assert list(goals.values()) == ["", "保障运行", "扩容", "保障运行", "扩容", ""]


@pytest.mark.parametrize("kind", ["行政", "参公", "事业"])
def test_a_unit_is_as_it_was_registered(empty: Book, kind: str) -> None:
    record(empty, unit("甲局"), unit("乙", kind, parent="甲局", inferred=True))
    parent, child = empty.roster.units()
    assert (child.name, child.kind, child.parent, child.kind_inferred) == ("乙", kind, parent.id, True)
    assert (parent.parent, parent.kind_inferred) == ("", False)


def test_a_project_keeps_what_was_said_of_it(empty: Book) -> None:
    record(empty, unit("甲局"), project("旧", "甲局"))
    more = {"name": "新 名", "category": "特定目标类", "goal": "一\n\n二 ", "predecessor": "旧"}
    record(empty, project("代号", "甲局") | more)
    old, new = empty.roster.projects()
    assert (new.name, new.handle, new.category, new.goal, new.predecessor) == (
        "新 名", "代号", "特定目标类", "一\n二", old.id,
    )  # fmt: skip
