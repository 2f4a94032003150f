"""The ledger's columns, and what is asked of them: carry-overs, ceilings, closed projects, goals, progress."""

from __future__ import annotations

import pytest

from tests.support.builders import printed_row, printed_table, statement
from tests.support.entries import append, named, view_of
from tests.support.memory_store import MemoryStore
from tracker.cli.columns import chosen
from tracker.messages import CATALOGUE
from tracker.model.canonical import canonical
from tracker.model.errors import NotFound
from tracker.model.line import Line, Posting
from tracker.model.point import Point
from tracker.model.state import Change
from tracker.model.vocabulary import Measure
from tracker.query.carry_overs import TO_RECOVER, carry_overs
from tracker.query.closures import Closure, closures
from tracker.query.goals import GoalText, goals
from tracker.query.ledger import COLUMNS, UNSPENT, LedgerNode, by_unit, ledger_table
from tracker.query.progress import Progress, progress
from tracker.query.year import YearView

BASIC = Line(2024, "局", "", "基本支出", "一般公共预算", "2010301", "30101", "501")
CLOUD = Line(2024, "局", "云", "项目支出", "一般公共预算", "2060599", "30227", "502")
UPKEEP = Line(2024, "中心", "运维", "项目支出", "一般公共预算", "2010350", "30213", "505")
COLUMN = {column.id: column for column in COLUMNS}
KNOWN = (
    *named("unit", "局", "甲局", kind="行政"),
    *named("unit", "中心", "甲中心", kind="事业"),
    *named("project", "云", "云平台", unit="局", goal="保障运行"),
    *named("project", "运维", "运维服务", unit="中心"),
)


@pytest.fixture
def store() -> MemoryStore:
    """100 fen of basic spending, 500 for 云, 30 for 运维."""
    store = MemoryStore()
    money = Posting(BASIC, Measure.APPROVED, 100), Posting(CLOUD, Measure.APPROVED, 500)
    append(store, *money, Posting(UPKEEP, Measure.APPROVED, 30), changes=KNOWN, number="批〔2024〕1号")
    return store


def node(view: YearView, key: str) -> LedgerNode:
    return next(node for node in by_unit(view) if node.key == key)


def fen(view: YearView, key: str, column: str) -> int | None:
    return COLUMN[column].fen(node(view, key).money)


# Columns and their names


def test_the_columns_are_those_of_the_ledger_in_their_order() -> None:
    assert [column.id for column in COLUMNS] == [
        "approved", "adjusted", "transferred", "brought_forward", "current", "executed", "frozen", "carried", "surplus",
        "available", "request1", "ceiling", "request2",
    ]  # fmt: skip


@pytest.mark.parametrize("language", [0, 1])
def test_every_column_is_known_by_its_id_and_its_names_and_help_lists_them_all(language: int) -> None:
    for column in COLUMNS:
        assert chosen(column.id) == chosen(CATALOGUE[f"ledger.{column.id}"][language]) == (column,)
        assert (column.id if language else CATALOGUE[f"ledger.{column.id}"][0]) in CATALOGUE["help.columns"][language]


def test_a_list_of_columns_keeps_its_order_and_names_each_once() -> None:
    ids = [column.id for column in chosen(" 执行，Current, brought-forward、上年 结转,current")]
    assert ids == ["executed", "current", "brought_forward"]
    assert chosen(None) == ()


@pytest.mark.parametrize("text", ["", "approved,", "金额", "current;executed"])
def test_an_unknown_column_is_refused_with_those_there_are(text: str) -> None:
    with pytest.raises(NotFound) as refused:
        chosen(text)
    assert all(column.id in str(refused.value.message.params["columns"]) for column in COLUMNS)


def test_each_measure_stands_in_its_own_column(store: MemoryStore) -> None:
    columns = [column for column in COLUMNS if len(column.plus) == 1 and column.id != "ceiling"]
    for n, column in enumerate(columns, 1):
        append(store, *(Posting(UPKEEP, measure, 1_000**n) for measure in column.plus))
    money = dict(view_of(store).measures)[UPKEEP]
    assert [column.fen(money) for column in columns] == [1_030, *(1_000**n for n in range(2, len(columns) + 1))]


def test_a_table_of_one_unit_is_split_like_the_whole(store: MemoryStore) -> None:
    append(store, Posting(UPKEEP, Measure.EXECUTED, 20), Posting(CLOUD, Measure.TRANSFERRED, -5))
    view = view_of(store)
    split = ledger_table(view, view.table("projects-by-unit", "中心"), "中心", None, COLUMNS)
    assert [(row.row.head.label, COLUMN["available"].fen(row.money)) for row in split.rows] == [
        ("合计", 10),
        ("甲中心", 10),
        ("运维服务", 10),
    ]


def test_a_row_that_only_a_wanted_column_reaches_is_shown_with_it_and_not_without(store: MemoryStore) -> None:
    new = CLOUD._replace(function="2060501")
    append(store, Posting(new, Measure.REQUEST1, 7))
    view = view_of(store)
    table = view.table("spending-by-function")
    for columns, there in (("request1", True), ("approved", False)):
        split = ledger_table(view, table, "", None, chosen(columns))
        assert ("2060501" in {row.row.key for row in split.rows}) == there


# Opened years

OPENED = (
    printed_table(3, ["合计"], printed_row("合计", "10.00")),
    printed_table(11, ["总计"], printed_row("合计", "4.00"), printed_row("甲局", "4.00", unit="甲局")),
    printed_table(
        12,
        ["总计"],
        printed_row("合计", "6.00"),
        printed_row("甲局", "6.00", unit="甲局"),
        printed_row("云平台", "6.00", unit="甲局", goal="开放 数据"),
        printed_row("甲中心", None, unit="甲中心"),
        printed_row("运维服务", None, unit="甲中心", goal="运维"),
    ),
)


def opened(*tables: dict[str, object]) -> MemoryStore:
    store = MemoryStore()
    body = statement(adopt=True, tables=tables)
    for table in body["tables"]:
        table.setdefault("notes", [])
    changes = (*KNOWN, Change("year", "2024", "opening", "1.0"))
    append(store, changes=changes, body=canonical({"events": [body]}), kinds=("StatementPublished",))
    return store


def test_in_an_opened_year_the_cell_of_a_project_is_what_was_approved() -> None:
    store = opened(*OPENED)
    append(store, Posting(CLOUD, Measure.ADJUSTED, 25), Posting(CLOUD, Measure.EXECUTED, 5))
    view = view_of(store)
    assert [fen(view, "局/云", id) for id in ("approved", "adjusted", "current", "executed", "available")] == [
        6_000_000, 25, 6_000_025, 5, 6_000_020,
    ]  # fmt: skip
    assert [fen(view, key, "current") for key in ("", "局", "局/")] == [10_000_025, 10_000_025, 4_000_000]


def test_a_withheld_cell_is_unknown_and_what_was_posted_on_it_is_not() -> None:
    store = opened(*OPENED)
    append(store, Posting(UPKEEP, Measure.EXECUTED, 5))
    view = view_of(store)
    for key in ("中心", "中心/运维"):
        assert [fen(view, key, id) for id in ("approved", "current", "available", "executed")] == [None, None, None, 5]


def test_where_the_document_lacks_the_table_its_part_of_a_unit_is_unknown() -> None:
    store = opened(OPENED[0], OPENED[2])
    append(store, Posting(BASIC, Measure.ADJUSTED, 25))
    view = view_of(store)
    assert [fen(view, key, "current") for key in ("局", "局/", "局/云", "")] == [None, None, 6_000_000, 10_000_025]


# Ceilings


def ceiling(store: MemoryStore, **fen_by_id: int) -> None:
    append(store, changes=tuple(Change("ceiling", id, "fen", fen) for id, fen in fen_by_id.items()))


def test_a_ceiling_limits_what_it_names_and_what_has_none_has_no_amount(store: MemoryStore) -> None:
    ceiling(store, **{"2024/局/云//": 450, "2024/局//基本支出/": 90, "2024/中心///": 70, "2025/局///": 1})
    view = view_of(store)
    limits = {node.key: COLUMN["ceiling"].fen(node.money) for node in by_unit(view)}
    assert limits == {"": 610, "局": 540, "局/": 90, "局/云": 450, "中心": 70, "中心/运维": None}


def test_a_ceiling_that_is_part_of_a_wider_one_is_not_counted_twice(store: MemoryStore) -> None:
    ceiling(store, **{"2024/局///": 600, "2024/局/云//": 450, "2024/局//项目支出/": 500, "2024////": 1_000})
    view = view_of(store)
    assert [fen(view, key, "ceiling") for key in ("", "局", "局/云")] == [1_000, 600, 450]
    ceiling(store, **{"2024/局///": 580})
    assert fen(view_of(store), "局", "ceiling") == 580


def test_ceilings_of_the_funds_of_a_project_are_added_and_its_unit_need_not_be_said(store: MemoryStore) -> None:
    ceiling(store, **{"2024//云//一般公共预算": 300, "2024/局/云/项目支出/政府性基金预算": 50})
    assert [fen(view_of(store), key, "ceiling") for key in ("局/云", "局", "")] == [350, 350, 350]


# Brought-forward money


def test_what_was_brought_forward_is_listed_by_the_year_that_budgeted_it_with_what_is_left(store: MemoryStore) -> None:
    last, older = CLOUD._replace(origin_year=2023), UPKEEP._replace(origin_year=2022)
    unsaid = BASIC._replace(function="2010302")
    append(store, *(Posting(line, Measure.BROUGHT_FORWARD, 50) for line in (last, older, unsaid)))
    append(store, Posting(last, Measure.EXECUTED, 20), Posting(last, Measure.FROZEN, 3))
    append(store, Posting(older, Measure.SURPLUS, 50), Posting(last, Measure.TRANSFERRED, -10))
    found = carry_overs(view_of(store))
    assert [
        (row.line, row.origin_year, row.age, row.due_year, UNSPENT.fen(row.measured), TO_RECOVER.fen(row.measured))
        for row in found.rows
    ] == [
        (older, 2022, 2, 2023, 50, 0),
        (last, 2023, 1, 2024, 20, 20),
        (unsaid, 2023, 1, 2024, 50, 50),
    ]
    assert [column.fen(found.total) for column in (COLUMN["brought_forward"], UNSPENT, TO_RECOVER)] == [150, 120, 70]


def test_money_of_the_year_itself_is_no_carry_over(store: MemoryStore) -> None:
    assert carry_overs(view_of(store)).rows == ()


# Closed projects


def recovery(store: MemoryStore, line: Line, wan: str, fen: int, **more: object) -> None:
    dimensions = {name: value for name, value in line._asdict().items() if value and name != "year"}
    event = {"kind": "AmountAdjusted", "mode": "recovery", "line": dimensions, "amount": wan}
    cut = event | {"mode": "cut", "amount": "-0.000001"}
    postings = Posting(line, Measure.ADJUSTED, fen), Posting(line, Measure.ADJUSTED, -1)
    append(
        store,
        *postings,
        body=canonical({"fiscal_year": 2024, "effective": "2024-06-01", "events": [event, cut]}),
        modes=("recovery", "cut"),
        **more,
    )


def closed(store: MemoryStore, year: int | None = None) -> tuple[Closure, ...]:
    view = view_of(store)
    return closures(store, view.roster, year, lambda of: view_of(store, of))


def test_of_a_closed_project_it_is_told_what_remained_and_what_was_recovered(store: MemoryStore) -> None:
    append(store, Posting(CLOUD, Measure.EXECUTED, 300), effective="2024-05-01")
    recovery(store, CLOUD, "-0.000120", -120, effective="2024-06-01")
    recovery(store, UPKEEP, "-0.000002", -2)
    append(store, Posting(CLOUD, Measure.SURPLUS, 79), effective="2024-07-01", number="终〔2024〕1号",
           changes=(Change("project", "云", "closed", 4),), kinds=("SurplusDeclared", "ProjectClosed"))  # fmt: skip
    (found,) = closed(store)
    assert (found.project.name, found.header.seq, found.header.number) == ("云平台", 5, "终〔2024〕1号")
    assert (found.remained_fen, found.recovered_fen) == (199, 120)
    assert [COLUMN[id].fen(found.money) for id in ("current", "executed", "surplus", "available")] == [379, 300, 79, 0]
    assert closed(store, 2024) == (found,)
    assert closed(store, 2023) == ()


def test_a_recovery_that_was_reversed_recovered_nothing(store: MemoryStore) -> None:
    recovery(store, CLOUD, "-0.000120", -120)
    append(store, changes=(Change("project", "云", "closed", 3),))
    back = Posting(CLOUD, Measure.ADJUSTED, 121)
    append(store, back, kinds=("RevisionReversed",), changes=(Change("revision", "2", "reversed_by", 4),))
    (found,) = closed(store)
    assert (found.remained_fen, found.recovered_fen) == (500, 0)


# Goals


def texts(found: tuple[GoalText, ...]) -> list[tuple[str, int, str, bool, bool, int | None]]:
    return [(one.project, one.header.seq, one.text, one.printed, one.differs, one.reversed_by) for one in found]


def test_goals_are_listed_by_project_the_oldest_first_with_what_differs(store: MemoryStore) -> None:
    append(store, changes=(Change("project", "云", "goal", "扩容"),), effective="2024-03-01")
    append(store, changes=(Change("project", "运维", "goal", "不间断"),), effective="2024-02-01")
    append(store, changes=(Change("project", "云", "goal", "扩 容"),), effective="2024-04-01", year=2025)
    view = view_of(store)
    assert texts(goals(view, None)) == [
        ("云", 1, "保障运行", False, False, None),
        ("云", 2, "扩容", False, True, None),
        ("云", 4, "扩 容", False, False, None),
        ("运维", 3, "不间断", False, False, None),
    ]
    assert [one.header.seq for one in goals(view, 2025)] == [4]
    assert [one.header.seq for one in goals(view_of(store, point=Point(4, "2024-02-29")), None)] == [1, 3]


def test_a_goal_that_was_taken_back_is_still_told_and_says_so(store: MemoryStore) -> None:
    append(store, changes=(Change("project", "云", "goal", "扩容"),), effective="2024-03-01")
    taken_back = Change("project", "云", "goal", None, undoes=2), Change("revision", "2", "reversed_by", 3)
    append(store, changes=taken_back, effective="2024-03-01")
    assert texts(goals(view_of(store), None)) == [
        ("云", 1, "保障运行", False, False, None),
        ("云", 2, "扩容", False, True, 3),
    ]


def test_what_an_opening_prints_is_a_text_of_its_own_year() -> None:
    store = opened(*OPENED)
    append(store, changes=(Change("project", "云", "goal", "保障运行"),), effective="2024-03-01")
    assert texts(goals(view_of(store), None)) == [
        ("云", 1, "保障运行", False, False, None),
        ("云", 1, "开放 数据", True, True, None),
        ("云", 2, "保障运行", False, True, None),
        ("运维", 1, "运维", True, False, None),
    ]


# Progress


def pace(found: Progress, key: str) -> tuple[object, ...]:
    one = next(one for one in found.paces if one.node.key == key)
    return one.current_fen, one.executed_fen, one.unspent_fen, one.percent, one.behind


def test_progress_sets_what_is_executed_beside_the_share_of_the_year(store: MemoryStore) -> None:
    executed = Posting(BASIC, Measure.EXECUTED, 100), Posting(CLOUD, Measure.EXECUTED, 125)
    append(store, *executed, effective="2024-06-30", kinds=("ExecutionRecorded",))
    append(store, Posting(CLOUD, Measure.EXECUTED, 1), effective="2024-09-30")
    found = progress(view_of(store, point=Point(3, "2024-06-30")), "2024-11-05")
    assert (found.day, found.days, found.days_of_year, found.share) == ("2024-06-30", 182, 366, "49.73")
    assert found.executed_through == "2024-06-30"
    assert pace(found, "") == (630, 225, 405, "35.71", "14.02")
    assert pace(found, "局/") == (100, 100, 0, "100.00", "-50.27")
    assert pace(found, "局/云") == (500, 125, 375, "25.00", "24.73")
    assert [(one.node.key, one.unspent_fen) for one in found.unspent] == [("局/云", 375), ("中心/运维", 30)]


@pytest.mark.parametrize(
    ("today", "days", "share"),
    [
        ("2023-06-01", 0, "0.00"),
        ("2024-01-01", 1, "0.27"),
        ("2024-12-31", 366, "100.00"),
        ("2026-03-01", 366, "100.00"),
    ],
)
def test_without_an_effective_date_it_is_today_within_the_year(
    store: MemoryStore, today: str, days: int, share: str
) -> None:
    found = progress(view_of(store), today)
    assert (found.days, found.share, found.executed_through) == (days, share, None)


def test_a_budget_of_nothing_has_no_percentage_and_one_that_is_unknown_has_no_rest() -> None:
    store = opened(*OPENED)
    append(store, Posting(UPKEEP, Measure.EXECUTED, 5), Posting(BASIC._replace(unit="中心"), Measure.EXECUTED, 2))
    found = progress(view_of(store), "2024-12-31")
    assert pace(found, "中心/运维") == (None, 5, None, None, None)
    assert pace(found, "中心/") == (0, 2, -2, None, None)
