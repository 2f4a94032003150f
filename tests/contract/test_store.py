"""The promises of tracker/store/protocol.py, kept by every store: one suite, each test on each of them."""

from __future__ import annotations

import sqlite3
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.entries import append, entry
from tests.support.memory_store import MemoryStore
from tracker.model.canonical import GENESIS
from tracker.model.errors import Conflict
from tracker.model.line import BLANK, Line, Posting
from tracker.model.point import Point
from tracker.model.state import Change
from tracker.model.vocabulary import Measure
from tracker.store.protocol import DayMoney, Head, HeaderFilter, LineFilter, Passage, Posted, Store
from tracker.store.schema import PAGE_BYTES, PROJECTION_TABLES
from tracker.store.sqlite import SqliteStore

A = Line(2024, "u1", "", "基本支出", "一般公共预算", "2010301", "30101", "501")
B = Line(2024, "u1", "p1", "项目支出", "一般公共预算", "2060599", "30227", "502")
C = Line(2024, "u2", "p2", "项目支出", "政府性基金预算", "2120899", "31003", "506")
D = Line(2024, "u2", "p2", "项目支出", "政府性基金预算", "unclassified", "unclassified", "unclassified", 2023)
LAST_YEAR = Line(2023, "u1", "", "基本支出", "一般公共预算", "2010301", "30101", "501")

APPROVED, ADJUSTED, MOVED, FROZEN = Measure.APPROVED, Measure.ADJUSTED, Measure.TRANSFERRED, Measure.FROZEN


Make = Callable[[Path], SqliteStore | MemoryStore]


def _sqlite(folder: Path) -> SqliteStore:
    return SqliteStore.create(folder / "book.db")


def _memory(folder: Path) -> MemoryStore:
    return MemoryStore()


@pytest.fixture(params=[_sqlite, _memory], ids=["sqlite", "memory"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    make: Make = request.param
    with closing(make(tmp_path)) as made:
        yield made


@pytest.fixture
def full(store: Store) -> Store:
    """Five revisions; the third is backdated, the fourth dated ahead, the fifth of another year."""
    append(store, Posting(A, APPROVED, 100), Posting(B, APPROVED, 50), number="一号", kinds=("BudgetApproved",))
    append(store, Posting(B, MOVED, -5), Posting(C, MOVED, 5), effective="2024-04-01", kinds=("AmountsTransferred",))
    append(store, Posting(A, ADJUSTED, 7), Posting(A, ADJUSTED, -2), effective="2024-02-01", number="一号",
           recorded="2024-05-02T23:59:59.999Z")  # fmt: skip
    append(store, Posting(D, ADJUSTED, 11), effective="2025-12-31", recorded="2024-05-03T00:00:00.000Z",
           kinds=("ProjectAdded", "AmountAdjusted"))  # fmt: skip
    append(store, Posting(LAST_YEAR, APPROVED, 9), effective="2023-01-01", year=2023, kinds=("BudgetApproved",))
    return store


def test_a_new_store_is_empty(store: Store) -> None:
    assert store.head() == Head(0, GENESIS)
    assert not list(store.headers())
    assert not list(store.bodies())
    assert not store.balances(Point(0))
    assert not store.postings(0, Point(0))
    assert not store.changes()
    assert store.years() == []
    assert store.size_fen(2024, Point(0)) == 0


def test_the_head_is_the_newest_revision_with_its_hash(store: Store) -> None:
    first = append(store, Posting(A, APPROVED, 1))
    assert store.head() == Head(1, first.header.hash)
    second = append(store, Posting(A, ADJUSTED, 1))
    assert store.head() == Head(2, second.header.hash)


@pytest.mark.parametrize("seq", [0, 1, 2, 4, 99])
def test_a_revision_out_of_turn_is_a_conflict_and_leaves_nothing(store: Store, seq: int) -> None:
    append(store, Posting(A, APPROVED, 1))
    append(store, Posting(A, ADJUSTED, 1))
    with pytest.raises(Conflict), store.writing():
        store.append(entry(store, Posting(B, ADJUSTED, 5), seq=seq))
    assert store.head().seq == 2
    assert store.size_fen(2024, Point(9)) == 2


def test_headers_come_back_as_they_were_given_newest_first(store: Store) -> None:
    given = [append(store, Posting(A, APPROVED, 1), kinds=("BudgetApproved", "MilestoneNamed")).header]
    given.append(
        append(store, changes=(Change("unit", "u1", "name", "甲"),), number="一号", modes=("cut", "recovery")).header
    )
    assert list(store.headers()) == given[::-1]


@pytest.mark.parametrize(
    ("wanted", "seqs"),
    [
        (HeaderFilter(), [5, 4, 3, 2, 1]),
        (HeaderFilter(upto=2), [2, 1]),
        (HeaderFilter(upto=0), []),
        (HeaderFilter(seqs=(1, 4, 77)), [4, 1]),
        (HeaderFilter(seqs=()), []),
        (HeaderFilter(kind="AmountAdjusted"), [4, 3]),
        (HeaderFilter(kind="Amount"), []),
        (HeaderFilter(kind="ProjectAdded"), [4]),
        (HeaderFilter(number="一号"), [3, 1]),
        (HeaderFilter(number="一号", upto=2), [1]),
        (HeaderFilter(number="无"), []),
        (HeaderFilter(since="2024-05-03"), [4]),
        (HeaderFilter(since="2024-05-02"), [4, 3]),
        (HeaderFilter(after=3), [5, 4]),
        (HeaderFilter(after=1, upto=3), [3, 2]),
        (HeaderFilter(after=5), []),
        (HeaderFilter(year=2023), [5]),
        (HeaderFilter(year=2022), []),
        (HeaderFilter(kind="AmountAdjusted", number="一号", seqs=(3, 4), since="2024-01-01"), [3]),
    ],
)
def test_headers_are_filtered_by_every_condition_at_once(full: Store, wanted: HeaderFilter, seqs: list[int]) -> None:
    assert [header.seq for header in full.headers(wanted)] == seqs


def test_bodies_come_back_byte_for_byte_oldest_first(store: Store) -> None:
    given = [append(store, Posting(A, APPROVED, n)) for n in range(1, 4)]
    expected = [(e.header.seq, 2024, e.header.hash, e.body) for e in given]
    assert list(store.bodies()) == expected
    assert list(store.bodies(after=2)) == expected[2:]
    assert list(store.bodies(after=3)) == []


@pytest.mark.parametrize(
    ("point", "expected"),
    [
        (Point(0), {}),
        (Point(1), {A: 100, B: 50}),
        (Point(2), {A: 100, B: 45, C: 5}),
        (Point(3), {A: 105, B: 45, C: 5}),
        (Point(5), {A: 105, B: 45, C: 5, D: 11, LAST_YEAR: 9}),
        (Point(99), {A: 105, B: 45, C: 5, D: 11, LAST_YEAR: 9}),
        (Point(5, "2022-12-31"), {}),
        (Point(5, "2023-12-31"), {LAST_YEAR: 9}),
        (Point(5, "2024-01-31"), {A: 100, B: 50, LAST_YEAR: 9}),
        (Point(5, "2024-02-01"), {A: 105, B: 50, LAST_YEAR: 9}),
        (Point(2, "2024-02-01"), {A: 100, B: 50}),
        (Point(5, "2024-04-01"), {A: 105, B: 45, C: 5, LAST_YEAR: 9}),
        (Point(5, "2025-12-30"), {A: 105, B: 45, C: 5, LAST_YEAR: 9}),
        (Point(5, "2025-12-31"), {A: 105, B: 45, C: 5, D: 11, LAST_YEAR: 9}),
    ],
)
def test_balances_answer_for_any_point_of_both_times(full: Store, point: Point, expected: dict[Line, int]) -> None:
    assert dict(full.balances(point)) == expected
    sizes = {2023: expected.get(LAST_YEAR, 0), 2024: sum(expected.values()) - expected.get(LAST_YEAR, 0)}
    assert {year: full.size_fen(year, point) for year in sizes} == sizes
    units = {
        unit: sum(fen for line, fen in expected.items() if line[:2] == (2024, unit)) for unit in ("u1", "u2", "u3")
    }
    assert {unit: full.size_fen(2024, point, unit) for unit in units} == units
    basic = {unit: expected.get(A, 0) if unit in ("", "u1") else 0 for unit in ("", "u1", "u2", "u3")}
    assert {unit: full.size_fen(2024, point, unit, basic=True) for unit in basic} == basic


FILTERS: list[tuple[LineFilter, set[Line]]] = [
    (LineFilter(), {A, B, C, D, LAST_YEAR}),
    (LineFilter(year=2024), {A, B, C, D}),
    (LineFilter(year=2022), set()),
    (LineFilter(unit="u1"), {A, B, LAST_YEAR}),
    (LineFilter(project="p2"), {C, D}),
    (LineFilter(project=""), {A, LAST_YEAR}),
    (LineFilter(unit=("u1", "u9", "nobody")), {A, B, LAST_YEAR}),
    (LineFilter(unit=()), set()),
    (LineFilter(project=("p1", "p2")), {B, C, D}),
    (LineFilter(2024, project=("", "p1")), {A, B}),
    (LineFilter(2024, ("u1",), ("", "p2")), {A}),
    (LineFilter(nature="基本支出"), {A, LAST_YEAR}),
    (LineFilter(fund="政府性基金预算"), {C, D}),
    (LineFilter(function="2"), {A, B, C, LAST_YEAR}),
    (LineFilter(function="201"), {A, LAST_YEAR}),
    (LineFilter(function="2060599"), {B}),
    (LineFilter(function="unclassified"), {D}),
    (LineFilter(economic="302"), {B}),
    (LineFilter(economic="30227"), {B}),
    (LineFilter(economic="3"), {A, B, C, LAST_YEAR}),
    (LineFilter(gov_economic="506"), {C}),
    (LineFilter(gov_economic="50"), set()),
    (LineFilter(lines=()), set()),
    (LineFilter(lines=(A, D)), {A, D}),
    (LineFilter(lines=(A._replace(unit="nobody"), B)), {B}),
    (LineFilter(lines=(D._replace(origin_year=0),)), set()),
    (LineFilter(year=2024, unit="u1", nature="项目支出", lines=(A, B, C)), {B}),
]


@pytest.mark.parametrize(("wanted", "lines"), FILTERS)
def test_every_line_filter_fits_balances_postings_and_lines_alike(
    full: Store, wanted: LineFilter, lines: set[Line]
) -> None:
    assert {line for line, _ in full.balances(Point(5), wanted)} == lines
    assert {line for line, _ in full.balances(Point(5, "2025-12-31"), wanted)} == lines
    assert {line for line, _ in full.measures(Point(5), wanted)} == lines
    assert {line for line, _ in full.measures(Point(5, "2025-12-31"), wanted)} == lines
    assert {posted.line for posted in full.postings(0, Point(5), wanted)} == lines
    assert set(full.lines(wanted, limit=10)) == lines
    assert len(full.lines(wanted, limit=1)) == min(1, len(lines))


@pytest.mark.parametrize("dimensions", [("unit",), ("nature", "origin_year"), Line._fields])
@pytest.mark.parametrize("point", [Point(5), Point(2), Point(5, "2024-02-29")])
def test_sums_are_balances_without_the_other_dimensions(full: Store, point: Point, dimensions: tuple[str, ...]) -> None:
    for wanted, _ in FILTERS:
        expected: dict[Line, int] = {}
        for line, fen in full.balances(point, wanted):
            blanked = BLANK._replace(**{name: getattr(line, name) for name in dimensions})
            expected[blanked] = expected.get(blanked, 0) + fen
        found = full.sums(point, wanted, dimensions)
        assert dict(found) == expected
        assert len(found) == len(expected)


def test_more_lines_can_be_named_than_fit_into_one_query(store: Store) -> None:
    many = [A._replace(unit=f"u{n}") for n in range(1_203)]
    append(store, *(Posting(line, APPROVED, n + 1) for n, line in enumerate(many)))
    assert dict(store.balances(Point(1), LineFilter(lines=many))) == {line: n + 1 for n, line in enumerate(many)}
    assert store.sums(Point(1), LineFilter(lines=many), ("unit",))[-1] == (BLANK._replace(unit="u1202"), 1_203)
    assert store.sums(Point(1), LineFilter(lines=many), ("project",)) == [(BLANK, 1_203 * 1_204 // 2)]
    assert dict(store.measures(Point(1), LineFilter(lines=many)))[many[-1]] == {APPROVED: 1_203}
    assert [p.n for p in store.postings(0, Point(1), LineFilter(lines=many))] == list(range(1_203))


@pytest.mark.parametrize(
    ("point", "measured"),
    [
        (Point(0), {}),
        (Point(1), {A: {APPROVED: 100}, B: {APPROVED: 50}}),
        (Point(5), {A: {APPROVED: 100, ADJUSTED: 5}, B: {APPROVED: 50, MOVED: -5}, C: {MOVED: 5}, D: {ADJUSTED: 11},
                    LAST_YEAR: {APPROVED: 9}}),
        (Point(5, "2024-02-01"), {A: {APPROVED: 100, ADJUSTED: 5}, B: {APPROVED: 50}, LAST_YEAR: {APPROVED: 9}}),
        (Point(5, "2023-12-31"), {LAST_YEAR: {APPROVED: 9}}),
        (Point(4, "2023-12-31"), {}),
    ],
)  # fmt: skip
def test_measures_are_the_postings_by_the_point_summed_by_line(
    full: Store, point: Point, measured: dict[Line, dict[Measure, int]]
) -> None:
    assert dict(full.measures(point)) == measured
    assert len(full.measures(point)) == len(measured)


@pytest.mark.parametrize("measure", Measure)
def test_every_measure_is_kept_apart_and_what_cancels_out_leaves_the_line(store: Store, measure: Measure) -> None:
    append(store, Posting(A, measure, 7), Posting(B, measure, 3))
    append(store, Posting(A, measure, -7), effective="2024-03-01")
    assert dict(store.measures(Point(2), LineFilter(year=2024))) == {A: {}, B: {measure: 3}}
    assert dict(store.measures(Point(2, "2024-02-29"), LineFilter(lines=(A,)))) == {A: {measure: 7}}


def test_postings_of_a_range_come_in_log_order_with_their_place(full: Store) -> None:
    assert full.postings(1, Point(3)) == [
        Posted(2, 0, "2024-04-01", B, MOVED, -5),
        Posted(2, 1, "2024-04-01", C, MOVED, 5),
        Posted(3, 0, "2024-02-01", A, ADJUSTED, 7),
        Posted(3, 1, "2024-02-01", A, ADJUSTED, -2),
    ]
    assert full.postings(3, Point(3)) == []


@pytest.mark.parametrize(
    ("after", "point", "effective_after", "places"),
    [
        (0, Point(5, "2024-02-01"), None, [(1, 0), (1, 1), (3, 0), (3, 1), (5, 0)]),
        (1, Point(5, "2024-02-01"), None, [(3, 0), (3, 1), (5, 0)]),
        (0, Point(5), "2024-02-01", [(2, 0), (2, 1), (4, 0)]),
        (0, Point(2), "2024-02-01", [(2, 0), (2, 1)]),
        (0, Point(5, "2024-04-01"), "2024-01-01", [(2, 0), (2, 1), (3, 0), (3, 1)]),
        (0, Point(5), "2025-12-31", []),
    ],
)
def test_postings_are_limited_on_both_times_from_both_sides(
    full: Store, after: int, point: Point, effective_after: str | None, places: list[tuple[int, int]]
) -> None:
    assert [p[:2] for p in full.postings(after, point, effective_after=effective_after)] == places
    by_unit = [p for unit in ("u1", "u2") for p in full.postings(after, point, LineFilter(unit=unit), effective_after)]
    assert sorted(p[:2] for p in by_unit) == places


@pytest.mark.parametrize("day", ["0001-01-01", "0999-12-31", "1949-10-01", "9999-12-31"])
def test_any_date_comes_back_as_it_was_given(store: Store, day: str) -> None:
    append(store, Posting(A, APPROVED, 1), effective=day, changes=(Change("unit", "u1", "name", "甲"),))
    assert [p.effective for p in store.postings(0, Point(1))] == [day]
    assert [d.effective for d in store.changes()] == [day]
    assert dict(store.balances(Point(1, day))) == {A: 1}


def test_what_is_frozen_is_no_part_of_the_budget(store: Store) -> None:
    append(store, Posting(A, APPROVED, 100))
    append(store, Posting(A, FROZEN, 40))
    assert dict(store.balances(Point(2))) == dict(store.balances(Point(2, "2024-01-01"))) == {A: 100}
    assert store.size_fen(2024, Point(2)) == 100


def test_a_line_that_fell_to_zero_is_still_listed(store: Store) -> None:
    append(store, Posting(A, APPROVED, 100))
    append(store, Posting(A, ADJUSTED, -100))
    assert dict(store.balances(Point(2))) == dict(store.balances(Point(2, "2024-01-01"))) == {A: 0}


def test_a_line_that_holds_frozen_money_alone_is_listed_at_every_point_alike(store: Store) -> None:
    append(store, Posting(A, FROZEN, 40))
    assert dict(store.balances(Point(1))) == dict(store.balances(Point(1, "2024-01-01"))) == {A: 0}


def test_changes_keep_their_values_whatever_their_type(store: Store) -> None:
    append(store, changes=(Change("unit", "u1", "name", "甲"), Change("unit", "u1", "kind_inferred", 1)))
    append(store, changes=(Change("unit", "u1", "name", None), Change("setting", "book", "name", "0012")))
    values = [(d.seq, d.n, d.change.field, d.change.value) for d in store.changes()]
    assert values == [(1, 0, "name", "甲"), (1, 1, "kind_inferred", 1), (2, 0, "name", None), (2, 1, "name", "0012")]
    assert [d.seq for d in store.changes(after=1)] == [2, 2]
    assert [d.seq for d in store.changes(upto=1)] == [1, 1]
    assert store.changes(after=1, upto=1) == []


def test_years_are_those_with_revisions_in_order(full: Store) -> None:
    assert full.years() == [2023, 2024]


def test_words_are_found_in_names_documents_reasons_and_goals(store: Store) -> None:
    first = append(
        store,
        changes=(
            Change("unit", "u1", "name", "甲局"),
            Change("project", "p1", "name", "云平台"),
            Change("project", "p1", "handle", "云平台"),
            Change("project", "p1", "goal", "保障甲局运行"),
            Change("project", "p1", "unit", "甲局"),
            Change("setting", "book", "name", "甲局账本"),
        ),
        number="甲财IT〔2024〕1号",
    )
    append(store, changes=(Change("reason", "2024/3/合计", "text", "甲局扩容"), Change("project", "p1", "goal", None)))
    assert first.header.title == "题"
    assert store.search(["甲局"]) == [
        Passage(2, "reason", "2024/3/合计", "甲局扩容"),
        Passage(1, "goal", "p1", "保障甲局运行"),
        Passage(1, "unit", "u1", "甲局"),
    ]
    assert store.search(["云"]) == [Passage(1, "project", "p1", "云平台")]
    document = Passage(1, "document", "", "甲财IT〔2024〕1号 题")
    assert store.search(["题", "it"]) == store.search(["甲", "1号 题"]) == store.search(["It〔"]) == [document]
    assert store.search(["甲", "乙"]) == []
    assert store.search(["%"]) == store.search(["_"]) == store.search(["'"]) == []


@given(st.lists(st.text("甲乙aAÉé %_'", min_size=1, max_size=3), min_size=1, max_size=3), st.data())
def test_every_store_finds_the_same(words: list[str], data: st.DataObject) -> None:
    said = st.text("甲乙aAÉé %_'", max_size=6)
    with tempfile.TemporaryDirectory() as folder, closing(_sqlite(Path(folder))) as kept:
        plain = MemoryStore()
        for n in range(3):
            changes = (
                Change("unit", f"u{n}", "name", data.draw(said)),
                Change("project", "p", "goal", data.draw(said)),
            )
            number = data.draw(st.none() | said)
            for store in (kept, plain):
                append(store, changes=changes, number=number)
        assert kept.search(words) == plain.search(words)


def test_what_fails_inside_writing_leaves_nothing(full: Store) -> None:
    fresh = A._replace(unit="u9")
    before = (full.head(), list(full.headers()), full.balances(Point(9)), full.changes(), full.lines(LineFilter(), 9))
    size = full.size_fen(2024, Point(9))
    with pytest.raises(RuntimeError), full.writing():  # noqa: PT012 # it is the block that fails
        full.append(entry(full, Posting(fresh, APPROVED, 1), changes=(Change("unit", "u9", "name", "丙"),)))
        full.append(entry(full, Posting(fresh, ADJUSTED, 1)))
        assert full.head().seq == 7
        assert full.size_fen(2024, Point(7)) == size + 2
        raise RuntimeError
    after = (full.head(), list(full.headers()), full.balances(Point(9)), full.changes(), full.lines(LineFilter(), 9))
    assert after == before
    append(full, Posting(A._replace(unit="u0"), APPROVED, 3))
    append(full, Posting(fresh, APPROVED, 4))
    assert dict(full.balances(Point(7), LineFilter(unit="u9"))) == {fresh: 4}
    assert [full.size_fen(2024, Point(seq)) - size for seq in (5, 6, 7)] == [0, 3, 7]


def test_several_revisions_in_one_turn_are_there_together(store: Store) -> None:
    with store.writing():
        for n in range(1, 4):
            store.append(entry(store, Posting(A, ADJUSTED, n)))
    assert store.head().seq == 3
    assert [store.size_fen(2024, Point(seq)) for seq in range(4)] == [0, 1, 3, 6]


# What only a store on disk can promise.


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with closing(SqliteStore.create(tmp_path / "book.db")) as store:
        append(store, Posting(A, APPROVED, 1), changes=(Change("unit", "u1", "name", "甲"),))
    return tmp_path / "book.db"


@pytest.mark.parametrize("table", ["revision", *PROJECTION_TABLES])
def test_the_database_itself_refuses_to_alter_or_delete_a_row(path: Path, table: str) -> None:
    with closing(sqlite3.connect(path)) as db:
        column = db.execute(f"pragma table_info({table})").fetchone()[1]
        for statement in (f"update {table} set {column} = {column}", f"delete from {table}"):
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                db.execute(statement)


def test_an_amount_that_is_no_integer_is_refused_by_the_table(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db, pytest.raises(sqlite3.IntegrityError):
        db.execute("insert into posting values (1, 1, 9, 5, 20240101, 0.5, 0, 0)")


def test_a_second_connection_sees_what_the_first_committed_and_nothing_before(path: Path) -> None:
    with closing(SqliteStore.open(path)) as one, closing(SqliteStore.open(path)) as two:
        with one.writing():
            one.append(entry(one, Posting(B, APPROVED, 5)))
            assert two.head().seq == 1
        assert two.head().seq == 2
        assert dict(two.balances(Point(2))) == {A: 1, B: 5}


def test_a_second_writer_waits_its_turn_and_builds_on_the_first(path: Path) -> None:
    waiting, finished = threading.Event(), []

    def second() -> None:
        with closing(SqliteStore.open(path)) as store:
            waiting.set()
            with store.writing():
                store.append(entry(store, Posting(A, ADJUSTED, 10)))
                finished.append(store.head().seq)

    with closing(SqliteStore.open(path)) as first:
        with first.writing():
            thread = threading.Thread(target=second)
            thread.start()
            assert waiting.wait(10)
            thread.join(0.2)
            assert finished == []
            first.append(entry(first, Posting(A, ADJUSTED, 100)))
        thread.join(10)
        assert finished == [3]
        assert [first.size_fen(2024, Point(seq)) for seq in (1, 2, 3)] == [1, 101, 111]


def test_a_writer_whose_turn_never_comes_is_told_so(path: Path) -> None:
    with closing(SqliteStore.open(path)) as one, closing(SqliteStore.open(path)) as two:
        two._db.execute("pragma busy_timeout = 50")  # half a minute is too long for a test
        with one.writing():
            with pytest.raises(Conflict), two.writing():
                pass
            assert two.head().seq == 1
        append(two, Posting(A, ADJUSTED, 1))


def test_a_line_that_another_connection_added_is_found_and_not_added_twice(path: Path) -> None:
    with closing(SqliteStore.open(path)) as one, closing(SqliteStore.open(path)) as two:
        append(one, Posting(B, APPROVED, 5))
        append(two, Posting(B, ADJUSTED, 5))
        assert dict(one.balances(Point(3), LineFilter(lines=(B,)))) == {B: 10}


def test_stores_are_compared_row_for_row_and_nothing_is_sorted(path: Path) -> None:
    with closing(SqliteStore.open(path)) as one, closing(SqliteStore.in_memory(one)) as two:
        asked: list[str] = []
        one._db.set_trace_callback(asked.append)
        assert one.first_difference(two) is None
        one._db.set_trace_callback(None)
        plans = [row[3] for sql in asked for row in one._db.execute(f"explain query plan {sql}")]
        assert plans == [f"SCAN {table}" for table in reversed(PROJECTION_TABLES)]
        append(two, Posting(A, ADJUSTED, 2))
        assert [one.first_difference(two), two.first_difference(one)] == [("header", "2, 2024, None, 题")] * 2


@pytest.mark.parametrize("bytes", [PAGE_BYTES // 2, PAGE_BYTES, 4 * PAGE_BYTES])
def test_a_database_with_pages_of_any_size_is_copied_into_memory(path: Path, bytes: int) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.executescript(f"pragma journal_mode = delete; pragma page_size = {bytes}; vacuum")
    with closing(SqliteStore.open(path)) as kept, closing(SqliteStore.in_memory(kept)) as copy:
        append(copy, Posting(A, ADJUSTED, 2))
        assert dict(copy.balances(Point(2))) == {A: 3}
        assert dict(kept.balances(Point(2))) == {A: 1}


@pytest.mark.parametrize(
    "wanted",
    [
        LineFilter(2024, "u1"),
        LineFilter(2024, ("u1", "u2"), nature="基本支出"),
        LineFilter(project="p1"),
        LineFilter(2024, project=("p1", "p2")),
        LineFilter(lines=(A, B)),
        LineFilter(2024, lines=(C,)),
    ],
)
def test_named_lines_are_looked_up_and_nothing_is_scanned(path: Path, wanted: LineFilter) -> None:
    with closing(SqliteStore.open(path)) as store:
        asked: list[str] = []
        store._db.set_trace_callback(asked.append)
        store.measures(Point(1, "2024-12-31"), wanted)
        store.balances(Point(1), wanted)
        store.sums(Point(1), wanted, ("unit", "project"))
        store._db.set_trace_callback(None)
        plans = [row[3] for sql in asked for row in store._db.execute(f"explain query plan {sql}")]
        assert len(asked) >= 3
        assert {step.split()[1] for step in plans if step.startswith("SCAN")} <= {"json_each", "held"}


def test_the_course_of_a_line_is_its_money_by_day_of_effect(store: Store) -> None:
    line, other = A, B
    append(store, Posting(line, APPROVED, 500), effective="2024-01-01")
    append(store, Posting(line, ADJUSTED, 30), Posting(line, FROZEN, 7), effective="2024-06-01")
    append(store, Posting(line, MOVED, -10), effective="2024-01-01")
    held = [Posting(line, measure, 2) for measure in (Measure.EXECUTED, Measure.CARRIED, Measure.SURPLUS)]
    append(store, *held, Posting(line, Measure.REQUEST1, 99), effective="2024-12-31")
    assert store.courses([line, other]) == {
        line: [
            DayMoney("2024-01-01", 490, 0, 500),
            DayMoney("2024-06-01", 30, 7, 0),
            DayMoney("2024-12-31", 0, 6, 0),
        ]
    }
    assert store.courses([line], "2024-06-01") == {
        line: [DayMoney("2024-06-01", 520, 7, 500), DayMoney("2024-12-31", 0, 6, 0)]
    }
    assert store.courses([line], "2025-01-01") == {line: [DayMoney("2025-01-01", 520, 13, 500)]}
